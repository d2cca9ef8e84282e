"""What the knowledge says, entry by entry: a name to call it by, its own words, and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.knowledge.entry import About, Entry
from boundary_advisor.knowledge.guide import HorizonQuestion, ThreatQuestion, Turn
from boundary_advisor.knowledge.models import (
    Case,
    Cell,
    CellState,
    Challenge,
    City,
    Ground,
    HorizonAxis,
    Root,
    SizeClass,
    Strategy,
    Tactic,
    ThreatAxis,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide

_TELLING = (
    "title name long_name summary outcome text sign why note purpose meaning question difference"
    " population setting role"
)
_SAID = frozenset(_TELLING.split())
"""Fields that tell what the work tells. A first step, an alias or an id is the project's own."""

_KINDS: dict[type[Entry], str] = {
    Challenge: "challenge",
    Strategy: "strategy",
    Tactic: "tactic",
    Case: "case",
    SizeClass: "size",
    City: "city",
    Root: "root",
    ThreatAxis: "threat",
    HorizonAxis: "horizon",
    ThreatQuestion: "question",
    HorizonQuestion: "question",
    Ground: "rule",
    Turn: "turn",
}
"""Entries that people call by a name of their own; others are called by what they are part of."""

_KEYS = ("id", "number", "rule", "strategy", "challenge", "name")
BETWEEN = "; "
"""What stands between the places of a source."""

_ONE_OF = {
    "boundaries": "boundary",
    "cells": "cell",
    "costs": "cost",
    "limits": "limit",
    "sides": "side",
    "signs": "sign",
    "skills": "skill",
}


class Said(NamedTuple):
    """One entry with a source.

    Attributes:
        entry: What to call it, such as "tactic lessons-learned".
        source: Where the source says it.
        texts: What it says.
        cities: Numbers of the cities it tells of.
    """

    entry: str
    source: str
    texts: tuple[str, ...]
    cities: tuple[int, ...] = ()


def all_said(kb: KnowledgeBase, guide: Guide | None) -> Iterator[Said]:
    """Give every entry of the knowledge that has a source, in the order of the files."""
    for file in (*kb.files, *(guide.files if guide else ())):
        yield from _parts_of(kb, file, "", ())


def _walk(kb: KnowledgeBase, entry: Entry, name: str, around: tuple[str, ...]) -> Iterator[Said]:
    """Give an entry and all below it.

    Args:
        kb: The knowledge.
        entry: The entry.
        name: What to call it.
        around: What the entry says that it is a part of; what has no words of its own means that.
    """
    texts = tuple(_texts(entry)) or around
    if isinstance(entry, Cell):
        yield from _said_by_cell(kb, entry, name, around)
    elif not isinstance(entry, About) and (source := getattr(entry, "source", None)):
        yield Said(name, source, (*texts, *_size_texts(kb, entry)), _numbers(entry))
    yield from _parts_of(kb, entry, name, texts)


def _parts_of(kb: KnowledgeBase, entry: Entry, name: str, texts: tuple[str, ...]) -> Iterator[Said]:
    for field, value in entry:
        for at, part in enumerate(value if isinstance(value, tuple) else (value,), start=1):
            if isinstance(part, Entry):
                numbered = str(at) if isinstance(value, tuple) else ""
                yield from _walk(kb, part, _name(part, name, field, numbered), texts)


def _name(entry: Entry, around: str, field: str, number: str) -> str:
    keys = (getattr(entry, key) for key in _KEYS if key in type(entry).model_fields)
    key = next((str(each) for each in keys if each is not None), number)
    kind = _KINDS.get(type(entry))
    part = f"{kind or _ONE_OF.get(field, field.replace('_', ' '))} {key}".strip()
    return part if kind or not around else f"{around}, {part}"


def _texts(entry: Entry) -> Iterator[str]:
    """Give what an entry says, and what parts of it say that have no source of their own."""
    for field, value in entry:
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Entry) and "source" not in type(part).model_fields:
                yield from _texts(part)
            elif field in _SAID and isinstance(part, str | int):
                yield str(part)


def _numbers(entry: Entry) -> tuple[int, ...]:
    """Give the numbers of the cities that an entry tells of."""
    cities = entry.cities if isinstance(entry, Case) else (getattr(entry, "key", None),)
    return tuple(city for city in cities if isinstance(city, int))


def _size_texts(kb: KnowledgeBase, entry: Entry) -> tuple[str, ...]:
    """Give what the size of a city means."""
    return tuple(_texts(kb.size(entry.size))) if isinstance(entry, City) else ()


def _said_by_cell(
    kb: KnowledgeBase, cell: Cell, name: str, strategy: tuple[str, ...]
) -> Iterator[Said]:
    """Give a cell, which says what its tactics say, or why it does not apply; and its effort."""
    closed = cell.note if cell.state is CellState.NOT_APPLICABLE else None
    texts = tuple(_texts_of_tactics(kb, cell)) if closed is None else (closed,)
    yield Said(name, cell.source, texts)
    if cell.effort is not None:
        number = kb.challenge(cell.challenge).number
        yield Said(f"{name}, effort", cell.effort, (f"effort, challenge {number}", *strategy))


def _texts_of_tactics(kb: KnowledgeBase, cell: Cell) -> Iterator[str]:
    """Give what the tactics of a cell say, those that are told in a place of the cell."""
    places = set(cell.source.split(BETWEEN))
    own = next(each for each in kb.strategies if cell in each.cells)
    for tactic in kb.tactics_in(cell.challenge, own.id):
        services = (each for each in tactic.serves if each.challenge == cell.challenge)
        if any(places.intersection(each.source.split(BETWEEN)) for each in services):
            yield from (tactic.title, tactic.summary)
