"""The views of knowledge packs: what each does, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.knowledge.checks import MAX_CHECK_FAULTS
from boundary_advisor.knowledge.provenance import Act, Effect, Layer
from boundary_advisor.programme.knowledge_changes import history_of
from boundary_advisor.text import count, listing, printable, upper_first
from boundary_advisor.views.document import Block, Document, Heading, Item, Items, Paragraph
from boundary_advisor.views.phrases import source_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.packs.loading import PackCheck

_WORDS = {
    Act.ADDED: ("adds", "Added"),
    Act.CHANGED: ("changes", "Changed"),
    Act.RETIRED: ("retires", "Retired"),
    Act.FOLLOWED: ("so changes besides", "What follows from it"),
}
"""The verb and the heading for each thing that a pack does."""

MOST_LINES = 500
"""Problems that are listed at once."""


def packs_document(kb: KnowledgeBase) -> Document:
    """Show which knowledge this is, and what each pack adds, changes and retires."""
    return Document(
        title=kb.about.title,
        blocks=(
            Paragraph(f"{kb.about.version}. {_size(kb)}", label="Version"),
            *source_blocks(kb),
            *(block for layer in kb.layers for block in _layer_blocks(layer)),
            *_history_blocks(kb),
        ),
    )


def _size(kb: KnowledgeBase) -> str:
    parts = [
        count(len(kb.challenges), "challenge"),
        count(sum(len(each.tactics) for each in kb.strategies), "tactic"),
        count(len(kb.cases), "case"),
        "1 city" if len(kb.cities) == 1 else f"{len(kb.cities)} cities",
    ]
    return f"{listing(parts)}{', with all packs' if kb.layers else ''}."


def _layer_blocks(layer: Layer) -> Iterator[Block]:
    yield Heading(f"{layer.head.edition}: {_summary(layer)}")
    if layer.head.summary:
        yield Paragraph(layer.head.summary)
    for act, (_, heading) in _WORDS.items():
        effects = [effect for effect in layer.effects if effect.act is act]
        if effects:
            yield Heading(f"{heading} ({len(effects)})", 3)
            yield Items(tuple(map(_effect_item, effects)))
    if layer.notes:
        yield Items(tuple(Item(f"{note}.", "Note") for note in layer.notes))


def _summary(layer: Layer) -> str:
    """Say how much a pack does: "adds 3, changes 1"."""
    counts = ((verb, layer.count(act)) for act, (verb, _) in _WORDS.items())
    return ", ".join(f"{verb} {number}" for verb, number in counts if number) or "changes nothing"


def _effect_item(effect: Effect) -> Item:
    sentences = (effect.title, upper_first(effect.why).rstrip("."))
    text = " ".join(f"{sentence}." for sentence in sentences if sentence)
    changes = tuple(
        Item(f"it was {_quoted(old)}, and is {_quoted(new)}", field.replace("_", " "))
        for field, old, new in effect.changes
    )
    return Item(text, f"{effect.kind} {effect.name}", changes)


def _quoted(value: str) -> str:
    return f'"{value}"' if value else "nothing"


def _history_blocks(kb: KnowledgeBase) -> Iterator[Block]:
    histories = {kb.about.title: history_of(kb)}
    histories |= {layer.head.name: layer.head.history for layer in kb.layers}
    if any(histories.values()):
        yield Heading("What the versions changed")
    for name, editions in histories.items():
        items = (
            Item(" ".join(change.text for change in each.changes), f"{name}, {each.version}")
            for each in editions
        )
        yield Items(tuple(items))


def check_text(found: PackCheck, options: str = "") -> str:
    """List every problem on a line of its own, then the notes, the packs and the verdict.

    Lines are never broken, so that editors and other programs can read them. The last one names
    the options that make a command use these packs.
    """
    lines = [printable(str(problem)) for problem in found.problems[:MOST_LINES]]
    if more := len(found.problems) - len(lines):
        lines.append(f"{more} more problems are not listed here.")
    lines += [f"note: {printable(note)}" for note in found.notes]
    if lines:
        lines.append("")
    layers = found.kb.layers if found.kb else ()
    lines += [f"{layer.head.edition}: {_summary(layer)}" for layer in layers]
    lines.append(f"{_verdict(found)}.")
    if options and not found.problems:
        lines.append(f"To use it with a command, add: {options}")
    return "\n".join(lines) + "\n"


def _verdict(found: PackCheck) -> str:
    if found.problems:
        least = "at least " if len(found.problems) >= MAX_CHECK_FAULTS else ""
        return f"{least}{count(len(found.problems), 'problem')}"
    return f"No problems: {found.kb.about.title}, {found.kb.edition}" if found.kb else ""
