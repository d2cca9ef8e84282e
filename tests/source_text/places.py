"""A text of the work, cut into the places that entries name, each with its words."""

from __future__ import annotations

from enum import StrEnum
from itertools import accumulate, dropwhile
from typing import TYPE_CHECKING, NamedTuple

from tests.source_text.table import is_row, read_cells
from tests.source_text.words import (
    first_words,
    line_words,
    says_something,
    stem,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from boundary_advisor.knowledge.entry import About

_MOST_WORDS = 24
_LINES_OF_A_HEADING = 3
_LEAST_WORDS = 10


class Legibility(StrEnum):
    """What became of a place in the text."""

    LEGIBLE = "legible"
    PICTURE = "picture"
    DAMAGED = "damaged"
    MISSING = "missing"
    UNKNOWN = "unknown"


class Spot(NamedTuple):
    """A place in the text.

    Attributes:
        name: How entries name it.
        state: What became of it; unknown where the knowledge does not say how to find it.
        stems: The stems of the words there that say something, in order; none unless legible.
    """

    name: str
    state: Legibility
    stems: tuple[str, ...] = ()


class SourceText(NamedTuple):
    """A text of the work.

    Attributes:
        lines: Its lines, but for blank ones.
        spots: Every place that the knowledge lists.
        rest: The stems of what stands in no such place, in order.
    """

    lines: tuple[str, ...]
    spots: tuple[Spot, ...]
    rest: tuple[str, ...]


def read_text(about: About, text: str) -> SourceText:
    """Cut a text into places.

    A place begins at each line that begins as its heading does, and ends where another place
    begins; so headings that stand on every page, or in a table of contents, do no harm. Rows of
    the table belong to its cells, and not to the place that they stand in.
    """
    lines = tuple(line for line in map(str.strip, text.splitlines()) if line)
    cut = _Cut(about)
    for at, line in enumerate(lines):
        cut.take(line, lines[at + 1 : at + _LINES_OF_A_HEADING])
    return SourceText(lines, (*cut.sections(), *cut.cells()), tuple(cut.stems[""]))


class _Cut:
    """What has been read of a text, line by line."""

    def __init__(self, about: About) -> None:
        self._places, self._table = about.places, about.table
        named = [(each.heading, each.name) for each in about.places]
        named.append((about.table.heading, about.table.name))
        self._headings = {_letters(heading): name for heading, name in named if heading}
        self._apart = {self._table.name, *(each.name for each in about.places if each.figure)}
        self._begun: set[str] = set()
        self._now = ""
        self._in_table = False
        self._rows: list[str] = []
        self.stems: dict[str, list[str]] = {"": []}

    def take(self, line: str, following: Sequence[str]) -> None:
        """Put a line where it belongs.

        Args:
            line: The line.
            following: The lines after it over which its heading may run.
        """
        begins = self._heading_of(line, following)
        self._begun.add(begins)
        if begins and begins not in self._apart:
            self._now, self._in_table = begins, False
        self._in_table |= begins == self._table.name
        if self._in_table and is_row(line):
            self._rows.append(line)
        elif begins not in self._apart:
            found = line_words(line, following[0] if following else "")
            self.stems.setdefault(self._now, []).extend(_stems(found))

    def _heading_of(self, line: str, following: Iterable[str]) -> str:
        """Give the name of the place that begins at a line, or nothing."""
        first = next(filter(str.isalnum, line), "")
        if first.islower():
            return ""
        opening = first_words(line, _MOST_WORDS)
        for more in following:
            opening += first_words(more, _MOST_WORDS)
        unnumbered = list(dropwhile(str.isdecimal, opening))
        ends = (*accumulate(opening[:_MOST_WORDS]), *accumulate(unnumbered[:_MOST_WORDS]))
        return next((self._headings[end] for end in ends if end in self._headings), "")

    def sections(self) -> Iterator[Spot]:
        """Give the places that have a heading of their own."""
        for place in self._places:
            if place.heading is None:
                yield Spot(place.name, Legibility.UNKNOWN)
            elif place.name not in self._begun:
                yield Spot(place.name, Legibility.MISSING)
            elif place.figure:
                yield Spot(place.name, Legibility.PICTURE)
            else:
                yield _legible(place.name, self.stems[place.name], _LEAST_WORDS)

    def cells(self) -> Iterator[Spot]:
        """Give the cells of the table."""
        table = self._table
        unread = Legibility.DAMAGED if table.name in self._begun else Legibility.MISSING
        unread = Legibility.UNKNOWN if table.heading is None else unread
        for name, text in read_cells(table, self._rows).items():
            if text is None:
                yield Spot(name, unread)
            else:
                yield _legible(name, _stems(line_words(text, "")), 1)


def _legible(name: str, stems: Iterable[str], least: int) -> Spot:
    """Give a place with its words, or a damaged one where there are hardly any."""
    found = tuple(stems)
    if len(found) < least:
        return Spot(name, Legibility.DAMAGED)
    return Spot(name, Legibility.LEGIBLE, found)


def _letters(heading: str) -> str:
    """Give a heading without what an extraction may change: blanks, signs, capitals."""
    return "".join(words(heading))


def _stems(found: Iterable[str]) -> Iterator[str]:
    return map(stem, filter(says_something, found))
