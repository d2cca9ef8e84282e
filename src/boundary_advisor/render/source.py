"""The view of sources that were checked against a text of the work, and the same as JSON."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from boundary_advisor.engine.words import count
from boundary_advisor.knowledge.source_text import ANOTHER_TEXT, HOW_FAR, MEANING, Verdict
from boundary_advisor.render.document import Document, Heading, Item, Items, Paragraph, Table, Tone
from boundary_advisor.render.json import dump, head

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.source_text import Judged
    from boundary_advisor.render.document import Block
    from boundary_advisor.render.json import Json

MOST_ENTRIES = 5
"""Entries of a place that are named before the rest is counted; a sheet and JSON name all."""

MOST_TERMS = 8
"""Terms that do not stand in a place, likewise."""

SHEET = (
    "Entry",
    "Place",
    "Verdict",
    "Why",
    "Terms there",
    "Terms not there",
    "Better place",
)
"""Columns of the table for a spreadsheet."""

_BY_ENTRY = {
    Verdict.WRONG: "Better placed elsewhere",
    Verdict.WEAK: "Too little there",
}
_BY_PLACE = {
    Verdict.MISSING: "Not in this text",
    Verdict.DAMAGED: "Damaged in this text",
    Verdict.NOT_JUDGED: "Not judged",
}
_READ = {Verdict.FOUND, Verdict.WRONG, Verdict.WEAK, Verdict.DAMAGED}
_ALARMS = {Verdict.WRONG, Verdict.WEAK, Verdict.MISSING}


def source_document(kb: KnowledgeBase, judged: Sequence[Judged]) -> Document:
    """Show what was found: first how often, then what is wrong, missing, damaged and left open.

    Args:
        kb: The knowledge whose sources were checked.
        judged: Each place that each entry names, in the order of the knowledge.
    """
    entries = len({each.entry for each in judged})
    found = Counter(each.verdict for each in judged)
    rows = tuple((str(each), str(found[each]), MEANING[each]) for each in Verdict)
    return Document(
        title="Sources checked against a text",
        blocks=(
            Paragraph(f"{count(entries, 'source')} checked, {count(len(judged), 'place')} in all."),
            Table(("Verdict", "Places", "Meaning"), rows),
            Paragraph(HOW_FAR),
            *_in_short(found),
            *(block for each in _BY_ENTRY for block in _by_entry(each, judged)),
            *(block for each in _BY_PLACE for block in _by_place(each, judged)),
            Paragraph(f"{kb.about.source}. {kb.about.link}", "Source"),
        ),
        sheet=Table(SHEET, tuple(map(_row, judged))),
    )


def _in_short(found: Mapping[Verdict, int]) -> tuple[Block, ...]:
    told = {verdict for verdict, times in found.items() if times}
    if told.isdisjoint(_READ):
        words = ANOTHER_TEXT if Verdict.MISSING in told else "Nothing could be judged."
        return (Paragraph(words, tone=Tone.CAUTION),)
    return () if told & _ALARMS else (Paragraph("No source is wrong, weak or missing."),)


def _by_entry(verdict: Verdict, judged: Iterable[Judged]) -> tuple[Block, ...]:
    items = tuple(
        Item(each.why, f"{each.entry} ({each.place})", _lacking(each))
        for each in judged
        if each.verdict is verdict
    )
    return (Heading(_BY_ENTRY[verdict]), Items(items)) if items else ()


def _lacking(judged: Judged) -> tuple[Item, ...]:
    told = _short(judged.lacking, MOST_TERMS)
    return (Item(f"{', '.join(told)}.", "Not there"),) if told else ()


def _by_place(verdict: Verdict, judged: Iterable[Judged]) -> tuple[Block, ...]:
    """Put entries under their place: what is the matter is the matter with all of it."""
    groups: dict[tuple[str, str], list[str]] = {}
    for each in judged:
        if each.verdict is verdict:
            groups.setdefault((each.place, each.why), []).append(each.entry)
    items = tuple(
        Item(f"{why} Named by {'; '.join(_short(entries, MOST_ENTRIES))}.", place)
        for (place, why), entries in groups.items()
    )
    return (Heading(_BY_PLACE[verdict]), Items(items)) if items else ()


def _short(names: Sequence[str], most: int) -> list[str]:
    more = len(names) - most
    return [*names[:most], f"{more} more"] if more > 1 else list(names)


def _row(judged: Judged) -> tuple[str, ...]:
    return (
        judged.entry,
        judged.place,
        judged.verdict,
        judged.why,
        ", ".join(judged.found),
        ", ".join(judged.lacking),
        judged.better,
    )


def source_json(kb: KnowledgeBase, judged: Sequence[Judged]) -> str:
    """Give the same, with every place of every entry."""
    found = Counter(each.verdict for each in judged)
    shape: Json = {
        "counts": {str(each): found[each] for each in Verdict},
        "places": [_judged(each) for each in judged],
    }
    return dump(head(kb) | shape)


def _judged(judged: Judged) -> Json:
    return {
        "entry": judged.entry,
        "place": judged.place,
        "verdict": judged.verdict,
        "why": judged.why,
        "found": list(judged.found),
        "lacking": list(judged.lacking),
        "better": judged.better or None,
    }
