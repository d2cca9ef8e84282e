"""A text of the study, cut into the places that entries name, each with its words."""

from __future__ import annotations

import re
from itertools import accumulate, dropwhile
from typing import TYPE_CHECKING, NamedTuple

from tests.source_text.words import stem, stems, words, words_of_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from boundary_advisor.knowledge.entry import About, SourceTable

_HEADING_WORDS = 24
_HEADING_LINES = 3
_LEAST_WORDS = 10
_LEAST_CELLS = 3
_BETWEEN_CELLS = re.compile(r"\t|\|| {2,}")


class StudyText(NamedTuple):
    """A text of the study.

    Attributes:
        places: Name of each place -> the stems of its words, in order; empty if it is a picture,
            or did not come whole through the extraction of the text. Missing places are left out.
        rest: The stems of what stands in no place.
        names: Number of each city -> the stems of the names that the text gives to it.
    """

    places: dict[str, tuple[str, ...]]
    rest: tuple[str, ...]
    names: dict[int, tuple[str, ...]]


def read_text(about: About, numbers: Iterable[int], text: str) -> StudyText:
    """Cut a text into places.

    A place begins at each line that begins as its heading does, and ends where another place
    begins, so that headings on every page, or in a table of contents, do no harm. Rows of the
    table belong to its cells, and not to the place around them.

    Args:
        about: The places, and the table whose cells are places too.
        numbers: The numbers of the cities.
        text: The text, of whatever extraction.
    """
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    cut = _Cut(about)
    for at, line in enumerate(lines):
        cut.take(line, lines[at + 1 : at + _HEADING_LINES])
    places = {**dict(cut.sections()), **dict(cut.cells())}
    return StudyText(places, tuple(cut.stems[""]), _names_of(numbers, lines))


class _Cut:
    """What has been read of a text, line by line."""

    def __init__(self, about: About) -> None:
        self._places, self._table = about.places, about.table
        named = [(each.heading, each.name) for each in about.places]
        named.append((about.table.heading, about.table.name))
        self._headings = {"".join(words(heading)): name for heading, name in named if heading}
        self._apart = {about.table.name, *(each.name for each in about.places if each.figure)}
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
        if self._in_table and line.count("\t") + line.count("|") + 1 >= _LEAST_CELLS:
            self._rows.append(line)
        elif begins not in self._apart:
            found = words_of_line(line, following[0] if following else "")
            self.stems.setdefault(self._now, []).extend(stems(found))

    def _heading_of(self, line: str, following: Sequence[str]) -> str:
        """Return the name of the place that begins at a line; empty if none does."""
        if next(filter(str.isalnum, line), "").islower():
            return ""
        opening = [word for each in (line, *following) for word in words(each)[:_HEADING_WORDS]]
        unnumbered = list(dropwhile(str.isdecimal, opening))
        ends = (*accumulate(opening[:_HEADING_WORDS]), *accumulate(unnumbered[:_HEADING_WORDS]))
        return next((self._headings[end] for end in ends if end in self._headings), "")

    def sections(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the places that have a heading of their own."""
        for place in self._places:
            if place.name in self._begun:
                found = () if place.figure else self.stems[place.name]
                yield place.name, tuple(found) if len(found) >= _LEAST_WORDS else ()

    def cells(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the cells of the table."""
        for name, text in _read_cells(self._table, self._rows):
            if text or self._table.name in self._begun:
                yield name, tuple(stems(words_of_line(text, "")))


def _read_cells(table: SourceTable, lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every cell; the text is empty if the cell is damaged.

    A row begins with its number. One that is not there, or stands there in two ways, is damaged as
    a whole.
    """
    rows: dict[str, set[tuple[str, ...]]] = {}
    for line in lines:
        first, *cells = (cell.strip(" *") for cell in re.split(r"[\t|]", line.strip("| ")))
        number = next(iter(words(first)), "")
        rows.setdefault(number, set()).add(tuple(cells))
    for row in range(1, table.rows + 1):
        found = rows.get(str(row), set())
        for column, title in enumerate(table.columns):
            text = _cell(next(iter(found)), column, len(table.columns)) if len(found) == 1 else ""
            yield f"{table.name}, row {row}, {title}", text


def _cell(row: tuple[str, ...], column: int, columns: int) -> str:
    """Return the text of a cell; empty if the cell is damaged.

    It is where its beginning is cut off, and where the next cell is empty, as the words of that
    one have mostly run into it.
    """
    cell, *after = (*row, *("" for _ in range(columns)))[column:columns]
    return "" if cell[:1].islower() or after[:1] == [""] else cell


def _names_of(numbers: Iterable[int], lines: Iterable[str]) -> dict[int, tuple[str, ...]]:
    """Return the names that rows of tables give to cities, such as pseudonyms of their people.

    Such a row begins with one capitalised word, the name, and has the number as a cell of its own.
    """
    found: dict[str, set[str]] = {str(number): set() for number in numbers}
    for line in lines:
        name, *cells = (cell.strip() for cell in _BETWEEN_CELLS.split(line.strip("| ")))
        if len(cells) + 1 >= _LEAST_CELLS and name.isalpha() and name[0].isupper():
            for cell in found.keys() & set(cells):
                found[cell].update(map(stem, words(name)))
    return {int(number): tuple(sorted(names)) for number, names in found.items()}
