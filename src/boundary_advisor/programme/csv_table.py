"""A programme as a table that a spreadsheet saves and opens: one row for each situation.

The first row names the columns; `COLUMNS` says which there are. What holds for the programme as a
whole may stand in any row, and must not differ between rows.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boundary_advisor.errors import KnowledgeError, Problem
from boundary_advisor.knowledge.names import did_you_mean, show
from boundary_advisor.knowledge.reader import read_text
from boundary_advisor.plain import printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from boundary_advisor.knowledge.files import Loc
    from boundary_advisor.knowledge.strict_yaml import Data
    from boundary_advisor.programme.models import Programme, ProgrammeSituation

OF_PROGRAMME = ("programme", "city_size", "assessed", "knowledge")
"""Columns that hold for the programme as a whole."""

APPLIES = "applies"
SIGNS = "signs"
OF_SITUATION = (
    "challenge",
    "initiative",
    "threat",
    "horizon",
    SIGNS,
    "owner",
    "status",
    "review",
    "note",
    "advised",
)
COLUMNS = ("challenge", APPLIES, *OF_SITUATION[1:], *OF_PROGRAMME)
"""All columns, in the order in which they are written. Only `challenge` has to be there."""

_DELIMITERS = (";", ",", "\t")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_SPREADSHEET_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_DAYS = frozenset({"assessed", "review"})


@dataclass(frozen=True)
class CsvTable:
    """A table that was read; `data` has the shape of a programme file.

    Attributes:
        name: How problems call the file.
        data: What it holds.
        places: The way to a value -> its line, and its column in the table, both from 1.
    """

    name: str
    data: Data
    places: dict[Loc, tuple[int, int]]

    def problem(self, loc: Loc, message: str, *, at_key: bool = False) -> Problem:  # noqa: ARG002  # a cell has no key
        """Make a problem of a message about a cell, or about the row that should hold it."""
        while loc and loc not in self.places:
            loc = loc[:-1]
        return Problem(self.name, *self.places.get(loc, (1, 1)), message)


def read_csv(path: Path, name: str = "") -> CsvTable:
    """Read a table, with `;`, `,` or tab between its columns.

    Args:
        path: Where the file lies. Without a column `programme` its name names the programme.
        name: How problems call the file; the last part of the path unless given.

    Raises:
        KnowledgeError: The file cannot be read, or is no such table: all that can be told.
    """
    shown = printable(name or path.name)
    return _Builder(shown).build(read_text(path, shown), path.stem)


class _Builder:
    """Makes the data of a programme out of rows, and notes what does not fit."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._problems: list[Problem] = []
        self._places: dict[Loc, tuple[int, int]] = {}
        self._top: dict[str, Data] = {}
        self._applies: dict[str, Data] = {}
        self._situations: list[Data] = []

    def build(self, text: str, stem: str) -> CsvTable:
        rows = self._rows(text)
        _, header = next(rows, (1, []))
        columns = self._columns(header)
        for line, cells in rows:
            if any(cell.strip() for cell in cells):
                self._row(line, columns, cells)
        if self._problems:
            raise KnowledgeError(tuple(self._problems))
        data: dict[str, Data] = {"programme": stem, **self._top}
        data |= {APPLIES: self._applies, "situations": tuple(self._situations)}
        return CsvTable(self._file, data, self._places)

    def _rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Give each row and the line on which it begins."""
        first = text.partition("\n")[0]
        delimiter = max(_DELIMITERS, key=first.count)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        line = 1
        try:
            for cells in reader:
                yield line, cells
                line = reader.line_num + 1
        except csv.Error as error:
            self._refuse(line, 1, f"this row is no CSV: {error}")

    def _columns(self, header: list[str]) -> list[str]:
        names = [re.sub(r"[ -]", "_", title.strip().casefold()) for title in header]
        if not any(names):
            self._refuse(1, 1, f"the file is empty; its first row should name {COLUMNS[0]!r}")
            return []
        for place, name in enumerate(names):
            if name and name not in COLUMNS:
                message = f"there is no column {show(header[place])}{did_you_mean(name, COLUMNS)}"
                self._refuse(1, place + 1, message)
            elif name and name in names[:place]:
                self._refuse(1, place + 1, f"the column '{name}' is there twice; keep one of them")
        if COLUMNS[0] not in names:
            self._refuse(1, 1, f"the column '{COLUMNS[0]}' is missing")
        return names

    def _row(self, line: int, columns: list[str], cells: list[str]) -> None:
        extra = [i for i in range(len(columns), len(cells)) if cells[i].strip()]
        if extra:
            self._refuse(line, extra[0] + 1, "this cell has no column; is a quote missing before?")
        named = {
            name: (place + 1, _unguarded(cell.strip()))
            for place, (name, cell) in enumerate(zip(columns, cells, strict=False))
            if name and cell.strip()
        }
        for name in OF_PROGRAMME:
            if name in named:
                self._hold(name, line, *named[name])
        if APPLIES in named:
            self._apply(line, named)
        if named.get(APPLIES, (0, "yes"))[1].casefold() == "yes" and set(named) - {*OF_PROGRAMME}:
            self._situation(line, named)

    def _hold(self, name: str, line: int, column: int, cell: str) -> None:
        value = _day(cell) if name in _DAYS else cell
        if self._top.setdefault(name, value) != value:
            self._refuse(
                line, column, f"{name}: differs from the rows above; it can hold one value"
            )
        self._places.setdefault((name,), (line, column))

    def _apply(self, line: int, named: dict[str, tuple[int, str]]) -> None:
        column, answer = named[APPLIES]
        _, challenge = named.get("challenge", (0, ""))
        self._applies[challenge] = answer.casefold()
        self._places[APPLIES, challenge] = (line, column)

    def _situation(self, line: int, named: dict[str, tuple[int, str]]) -> None:
        top: Loc = ("situations", len(self._situations))
        self._places[top] = (line, 1)
        fields: dict[str, Data] = {}
        for name in OF_SITUATION:
            if name in named:
                column, cell = named[name]
                self._places[*top, name] = (line, column)
                fields[name] = self._value(name, line, column, cell)
        self._situations.append(fields)

    def _value(self, name: str, line: int, column: int, cell: str) -> Data:
        if name in _DAYS:
            return _day(cell)
        return self._signs(line, column, cell) if name == SIGNS else cell

    def _signs(self, line: int, column: int, cell: str) -> dict[str, Data]:
        signs: dict[str, Data] = {}
        for part in filter(str.strip, cell.split(";")):
            question, between, answer = part.partition("=")
            if not between:
                message = f"{show(part.strip())} is no sign; write like this: way-blocked=yes"
                self._refuse(line, column, message)
            signs[question.strip()] = answer.strip()
        return signs

    def _refuse(self, line: int, column: int, message: str) -> None:
        self._problems.append(Problem(self._file, line, column, message))


def _day(cell: str) -> str:
    """Read a day as a spreadsheet may have rewritten it, with dots; others are left as they are."""
    match = _SPREADSHEET_DAY.fullmatch(cell)
    if match is None:
        return cell
    day, month, year = match.groups()
    return f"{year}-{int(month):02}-{int(day):02}"


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def to_csv(programme: Programme) -> str:
    """Write the situations of a programme as a table: `,` between columns, CRLF line ends.

    A cell that a spreadsheet would take for a formula begins with `'`; `read_csv` takes it away.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    whole = [_cell(getattr(programme, name)) for name in OF_PROGRAMME]
    told = {situation.challenge for situation in programme.situations}
    for situation in programme.situations:
        applies = programme.applies.get(situation.challenge)
        writer.writerow([*_situation_cells(situation, _cell(applies)), *whole])
    for challenge, answer in programme.applies.items():
        if challenge not in told:
            blank = [""] * (len(OF_SITUATION) - 1)
            writer.writerow([_cell(challenge), _cell(answer), *blank, *whole])
    return out.getvalue()


def _situation_cells(situation: ProgrammeSituation, applies: str) -> list[str]:
    signs = "; ".join(f"{question}={answer}" for question, answer in situation.signs.items())
    cells = {name: _cell(getattr(situation, name)) for name in OF_SITUATION} | {SIGNS: signs}
    first, *rest = cells.values()
    return [first, applies, *rest]


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if _FORMULA.match(text) else text
