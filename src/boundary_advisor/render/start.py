"""The view that helps a newcomer on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.render.document import Document, Heading, Item, Items, Paragraph, Tone
from boundary_advisor.render.phrases import source_blocks

if TYPE_CHECKING:
    from boundary_advisor.knowledge.base import KnowledgeBase

_STEPS = (
    ("Find your challenge below", "boundary-advisor challenges NAME shows its signs."),
    ("Ask how much it threatens the initiative", "low, or high?"),
    ("Ask when you want the outcome", "short, or long?"),
    ("Ask for advice", "boundary-advisor advise --challenge data --threat high --horizon long"),
)


def start_document(kb: KnowledgeBase) -> Document:
    """Show what the program is for, the four steps to an answer, and the challenges."""
    return Document(
        title="Advice for leaders of a smart city's digital transformation",
        blocks=(
            Heading("In four steps"),
            Items(tuple(Item(text, label) for label, text in _STEPS), numbered=True),
            Paragraph("Leave out --threat or --horizon if you are not sure."),
            Paragraph("boundary-advisor assess city.yaml asks plain questions.", "Several at once"),
            Heading("The challenges"),
            Items(tuple(Item(each.title, each.called) for each in kb.challenges)),
            Paragraph("boundary-advisor --help lists all commands.", "More", Tone.QUIET),
            *source_blocks(kb, Tone.QUIET),
        ),
    )
