"""The brief of a whole programme: a summary page, then a page for each situation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.programme.portfolio import settle_words
from boundary_advisor.views.advice_page import deeper, possible_answers
from boundary_advisor.views.brief import closing, situation_blocks
from boundary_advisor.views.document import Document, Heading, Paragraph, Tone
from boundary_advisor.views.phrases import labelled, owner_of, standing
from boundary_advisor.views.portfolio_page import headline, portfolio_blocks

if TYPE_CHECKING:
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.placing import Placed
    from boundary_advisor.programme.portfolio import Portfolio
    from boundary_advisor.views.document import Block


def programme_report_document(kb: KnowledgeBase, portfolio: Portfolio) -> Document:
    """Write the brief of a programme; what is done or dropped stands on the summary page only.

    Args:
        kb: The knowledge that the programme was looked at with.
        portfolio: The programme at a glance.
    """
    at_work = [each for each in portfolio.situations if not each.given.is_closed]
    return Document(
        title=f"Brief: {portfolio.programme.programme}",
        blocks=(
            Paragraph(headline(portfolio), label="In short", tone=Tone.STRONG),
            *portfolio_blocks(kb, portfolio, full=False),
            *(block for each in at_work for block in _situation(kb, each)),
            *closing(kb, several=True),
        ),
        numbered=True,
    )


def _situation(kb: KnowledgeBase, placed: Placed) -> tuple[Block, ...]:
    return (
        Heading(f"{placed.challenge.title} ({placed.title})", new_page=True),
        Paragraph(f"{owner_of(placed.given)}; {standing(placed.given)}.", label="Owner and status"),
        Paragraph(placed.threat.text, label="Threat"),
        Paragraph(placed.horizon.text, label="Horizon"),
        *labelled("Does not fit", f"{placed.threat.conflict} {placed.horizon.conflict}".strip()),
        *labelled("Note in the file", placed.given.note or ""),
        *_advice(kb, placed),
    )


def _advice(kb: KnowledgeBase, placed: Placed) -> tuple[Block, ...]:
    """Tell the advice; of one that is undecided, what it may be and what tells that."""
    if placed.answer is None:
        possible = f"There are {len(placed.answers)} possible answers."
        undecided = [each for each in (placed.threat, placed.horizon) if each.level is None]
        settle = " ".join(map(settle_words, undecided))
        return (
            Paragraph(f"{possible} {settle}", label="Undecided", tone=Tone.STRONG),
            *map(deeper, possible_answers(kb, placed.answers, full=False)),
        )
    owner = placed.given.owner or ""
    return situation_blocks(kb, placed.answer, level=3, alone=False, owner=owner)
