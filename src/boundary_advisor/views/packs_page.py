"""The views of knowledge packs: what each does, and what is wrong with them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from boundary_advisor.knowledge.checks import MAX_CHECK_FAULTS
from boundary_advisor.knowledge.provenance import Act, Effect
from boundary_advisor.programme.knowledge_changes import history_of
from boundary_advisor.text import count, listing, printable
from boundary_advisor.views.document import Document, Heading, Item, Items, Paragraph
from boundary_advisor.views.phrases import source_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.entry import Edition
    from boundary_advisor.knowledge.provenance import FieldChange, Layer
    from boundary_advisor.packs.loading import Examined
    from boundary_advisor.views.document import Block

_VERBS = {
    Act.ADDED: "adds",
    Act.CHANGED: "changes",
    Act.RETIRED: "retires",
    Act.FOLLOWED: "so changes besides",
}

_HEADINGS = {
    Act.ADDED: "Added",
    Act.CHANGED: "Changed",
    Act.RETIRED: "Retired",
    Act.FOLLOWED: "What follows from it",
}

MOST_LINES = 500
"""Problems that are listed; mended ones make room for the others."""

_BLANK = "nothing"
"""How a field that was not given is told."""


def packs_document(kb: KnowledgeBase) -> Document:
    """Show which knowledge this is, and what each pack adds, changes and retires."""
    return Document(
        title=kb.about.title,
        blocks=(
            Paragraph(f"{kb.about.version}. {_holds(kb)}", label="Version"),
            *source_blocks(kb),
            *(block for layer in kb.layers for block in _layer(layer)),
            *_history(kb),
        ),
    )


def _holds(kb: KnowledgeBase) -> str:
    tactics = sum(len(each.tactics) for each in kb.strategies)
    parts = (
        (len(kb.challenges), "challenge"),
        (tactics, "tactic"),
        (len(kb.cases), "case"),
    )
    told = [count(number, noun) for number, noun in parts]
    cities = "1 city" if len(kb.cities) == 1 else f"{len(kb.cities)} cities"
    return f"{listing([*told, cities])}{', with all packs' if kb.layers else ''}."


def _layer(layer: Layer) -> Iterator[Block]:
    yield Heading(f"{layer.head.edition}: {in_words(layer)}")
    if layer.head.summary:
        yield Paragraph(layer.head.summary)
    for act, heading in _HEADINGS.items():
        effects = [effect for effect in layer.effects if effect.act is act]
        if effects:
            yield Heading(f"{heading} ({len(effects)})", 3)
            yield Items(tuple(map(_effect, effects)))
    if layer.notes:
        yield Items(tuple(Item(f"{note}.", "Note") for note in layer.notes))


def in_words(layer: Layer) -> str:
    """Say how much a pack does: "adds 3, changes 1"."""
    counts = ((verb, layer.count(act)) for act, verb in _VERBS.items())
    return ", ".join(f"{verb} {number}" for verb, number in counts if number) or "changes nothing"


def _effect(effect: Effect) -> Item:
    text = f"{effect.title}." if effect.title else ""
    why = f"{effect.why[:1].upper()}{effect.why[1:].rstrip('.')}." if effect.why else ""
    told = " ".join(filter(None, (text, why)))
    return Item(told, f"{effect.kind} {effect.name}", tuple(map(_change, effect.changes)))


def _change(change: FieldChange) -> Item:
    text = f"it was {_quoted(change.old)}, and is {_quoted(change.new)}"
    return Item(text, change.field.replace("_", " "))


def _quoted(value: str) -> str:
    return f'"{value}"' if value else _BLANK


def _history(kb: KnowledgeBase) -> Iterator[Block]:
    editions = [(kb.about.title, each) for each in history_of(kb)]
    editions += [(layer.head.name, each) for layer in kb.layers for each in layer.head.history]
    if editions:
        yield Heading("What the versions changed")
    for name, of_one in groupby(editions, key=lambda each: each[0]):
        yield Items(tuple(_edition(name, each) for _, each in of_one))


def _edition(name: str, edition: Edition) -> Item:
    return Item(" ".join(each.text for each in edition.changes), f"{name}, {edition.version}")


def check_text(found: Examined, options: str = "") -> str:
    """Tell every problem on a line of its own, as an editor can follow it; then what was looked at.

    Lines are never broken, as programs read them too.

    Args:
        found: What was found.
        options: What to add to a command line, so that it works with these packs.
    """
    lines = [printable(str(problem)) for problem in found.problems[:MOST_LINES]]
    if more := len(found.problems) - len(lines):
        lines.append(f"{more} more problems are not listed here.")
    lines += [f"note: {printable(note)}" for note in found.notes]
    if lines:
        lines.append("")
    lines += [f"{layer.head.edition}: {in_words(layer)}" for layer in _layers(found)]
    lines.append(f"{_verdict(found)}.")
    if options and not found.problems:
        lines.append(f"To use it with a command, add: {options}")
    return "\n".join(lines) + "\n"


def _layers(found: Examined) -> tuple[Layer, ...]:
    return found.kb.layers if found.kb else ()


def _verdict(found: Examined) -> str:
    if found.problems:
        least = "at least " if len(found.problems) >= MAX_CHECK_FAULTS else ""
        return f"{least}{count(len(found.problems), 'problem')}"
    return f"No problems: {found.kb.about.title}, {found.kb.edition}" if found.kb else ""
