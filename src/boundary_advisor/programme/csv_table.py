"""A programme as a table that a spreadsheet saves and opens: one row for each situation.

The first row names the columns; `COLUMNS` says which there are. What holds for the programme as a
whole may stand in any row, and must not differ between rows. A row that says of a challenge only
that it applies is a situation of which nothing else is known.

A table may tell what was advised beside what is known; `ADDED` names those columns. They are left
out when it is read: they follow from the others, and are worked out anew.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NoReturn, get_args

from boundary_advisor.errors import KnowledgeError, Problem
from boundary_advisor.programme.programme import Programme, ProgrammeSituation
from boundary_advisor.text import did_you_mean, printable, show, unguard
from boundary_advisor.yamlfile import MAX_FAULTS, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from boundary_advisor.yamlfile import Data, Loc

CHALLENGE, APPLIES, SIGNS = "challenge", "applies", "signs"

YES = "yes"

OF_PROGRAMME = tuple(name for name in Programme.model_fields if name not in {APPLIES, "situations"})
"""Columns that hold for the programme as a whole."""

OF_SITUATION = tuple(ProgrammeSituation.model_fields)

COLUMNS = (CHALLENGE, APPLIES, *OF_SITUATION[1:], *OF_PROGRAMME)
"""All columns, in the order in which they are written. Only `challenge` has to be there."""

ADDED = ("strategy", "begin_with", "most_effort", "threat_why", "horizon_why")
"""Columns that tell what was advised, and are not read."""

MAX_LINES = 100_000

MAX_ROWS = 5_000

MAX_COLUMNS = 200
"""Lines, rows that are not blank, and columns that a table may have."""

_DELIMITERS = (";", ",", "\t")

_SEPARATOR_LINE = re.compile(r"\Asep=.\r?\n", re.IGNORECASE)

_YEAR_FIRST = re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})")

_BETWEEN_SIGNS = re.compile(r"[;,\n]")

_SPREADSHEET_DAY = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})")

_MONTHS = 12


def _holds(annotation: object, kind: type) -> bool:
    return annotation is kind or any(_holds(part, kind) for part in get_args(annotation))


_DAYS = frozenset(
    name
    for name, field in (Programme.model_fields | ProgrammeSituation.model_fields).items()
    if _holds(field.annotation, date)
)

_CHOICES = frozenset({"threat", "horizon", "status"})

_ROW_FAULTS = (
    ("unexpected end of data", "a quote is opened here and never closed", ""),
    ("expected after", "a quote is closed inside a cell", "write it twice to keep it"),
    ("field larger", "a cell is too long", "is a quote missing?"),
)


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

    def problem(self, loc: Loc, what: str, fix: str = "", *, at_key: bool = False) -> Problem:  # noqa: ARG002  # a cell has no key
        """Make a problem of what is wrong in a cell, or in the row that should hold it."""
        while loc and loc not in self.places:
            loc = loc[:-1]
        return Problem(self.name, *self.places.get(loc, (1, 1)), what, fix)


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
        rows = (row for row in self._rows(text) if any(map(str.strip, row[1])))
        columns = self._columns(*next(rows, (0, [])))
        for number, (line, cells) in enumerate(rows):
            if number == MAX_ROWS:
                self._stop(line, f"the table has more than {MAX_ROWS:,} rows")
            self._row(line, columns, cells)
        if self._problems:
            raise KnowledgeError(tuple(self._problems))
        data: dict[str, Data] = {"programme": printable(stem), **self._top}
        data |= {APPLIES: self._applies, "situations": tuple(self._situations)}
        return CsvTable(self._file, data, self._places)

    def _rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Give each row and the line on which it begins."""
        text = _SEPARATOR_LINE.sub("\n", text, count=1)  # what only tells Excel the separator
        first = text.lstrip().partition("\n")[0]
        delimiter = max(_DELIMITERS, key=first.count)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        line = 1
        try:
            for cells in reader:
                yield line, cells
                line = reader.line_num + 1
                if line > MAX_LINES:
                    self._stop(line, f"the table has more than {MAX_LINES:,} lines")
        except csv.Error as error:
            said = ((what, fix) for part, what, fix in _ROW_FAULTS if part in str(error))
            self._refuse(line, 1, *next(said, (f"this row is no CSV: {error}", "")))

    def _columns(self, line: int, header: list[str]) -> list[str]:
        if len(header) > MAX_COLUMNS:
            self._stop(line, f"the table has more than {MAX_COLUMNS} columns")
        names = [re.sub(r"[\s-]+", "_", title.strip().casefold()) for title in header]
        for column, name in enumerate(names, start=1):
            if name and name not in {*COLUMNS, *ADDED}:
                message = f"there is no column {show(header[column - 1])}"
                self._refuse(line, column, message, did_you_mean(name, COLUMNS) or "take it out")
            elif name and name in names[: column - 1]:
                self._refuse(
                    line, column, f"the column '{name}' is there twice", "keep one of them"
                )
        if not names and not self._problems:
            self._refuse(0, 0, "the file is empty")
        elif names and CHALLENGE not in names:
            message = f"no column is named '{CHALLENGE}'"
            self._refuse(line, 1, message, "the first row has to name it")
        return names

    def _row(self, line: int, columns: list[str], cells: list[str]) -> None:
        named = self._named(line, columns, cells)
        for name in OF_PROGRAMME:
            if name in named:
                self._hold(name, line, *named[name])
        told = set(named) - {*OF_PROGRAMME}
        if CHALLENGE in told:
            self._challenge(line, named, told)
        elif told and CHALLENGE in columns:
            column, fix = columns.index(CHALLENGE) + 1, f"fill in the column '{CHALLENGE}'"
            self._refuse(line, column, "this row names no challenge", fix)

    def _named(self, line: int, columns: list[str], cells: list[str]) -> dict[str, tuple[int, str]]:
        """Give what stands in a row: name of the column -> its number and the text."""
        extra = [i for i, cell in enumerate(cells) if cell.strip() and not any(columns[i : i + 1])]
        if extra:
            fix = "name one, or put the text before it in quotes"
            self._refuse(line, extra[0] + 1, "this cell has no column", fix)
        return {
            name: (column, unguard(cell.strip()))
            for column, (name, cell) in enumerate(zip(columns, cells, strict=False), start=1)
            if name in COLUMNS and cell.strip()
        }

    def _challenge(self, line: int, named: dict[str, tuple[int, str]], told: set[str]) -> None:
        if APPLIES in told:
            self._apply(line, named)
        if told > {CHALLENGE, APPLIES} or _is_yes(named):
            self._situation(line, named)

    def _hold(self, name: str, line: int, column: int, cell: str) -> None:
        value = _day(cell) if name in _DAYS else cell
        if self._top.setdefault(name, value) != value:
            message = f"{name}: differs from the rows above"
            self._refuse(line, column, message, "it can hold one value")
        self._places.setdefault((name,), (line, column))

    def _apply(self, line: int, named: dict[str, tuple[int, str]]) -> None:
        column, cell = named[APPLIES]
        _, challenge = named[CHALLENGE]
        answer = cell.casefold()
        if self._applies.setdefault(challenge, answer) != answer:
            message = f"{APPLIES}: differs from a row above for the same challenge"
            self._refuse(line, column, message, "keep one of them")
        self._places.setdefault((APPLIES, challenge), (line, column))

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
        if name == SIGNS:
            return self._signs(line, column, cell)
        if name in _CHOICES:
            return cell.casefold()
        return _day(cell) if name in _DAYS else cell

    def _signs(self, line: int, column: int, cell: str) -> dict[str, Data]:
        signs: dict[str, Data] = {}
        for part in filter(None, map(str.strip, _BETWEEN_SIGNS.split(cell))):
            question, between, answer = (each.strip() for each in part.partition("="))
            if not between:
                fix = "write a question's id, '=' and the answer"
                self._refuse(line, column, f"{show(part)} is no sign", fix)
            elif question in signs:
                message = f"question {show(question)} is answered twice"
                self._refuse(line, column, message, "keep one of them")
            signs[question] = answer.casefold()
        return signs

    def _refuse(self, line: int, column: int, what: str, fix: str = "") -> None:
        self._problems.append(Problem(self._file, line, column, what, fix))
        if len(self._problems) > MAX_FAULTS:
            raise KnowledgeError(tuple(self._problems))

    def _stop(self, line: int, message: str) -> NoReturn:
        problem = Problem(self._file, line, 1, message)
        raise KnowledgeError((*self._problems, problem))


def _day(cell: str) -> str:
    """Read a day as a spreadsheet may have rewritten it; what could mean two days is left as it is.

    With dots the day comes first. With slashes and hyphens the month may, so there one of the two
    has to be larger than 12, or both the same.
    """
    if year_first := _YEAR_FIRST.fullmatch(cell):
        year, month, day = year_first.groups()
        return f"{year}-{int(month):02}-{int(day):02}"
    match = _SPREADSHEET_DAY.fullmatch(cell)
    if match is None:
        return cell
    day, mark, month, year = match.groups()
    first, second = int(day), int(month)
    if mark != "." and second > _MONTHS:
        first, second = second, first
    elif mark != "." and first <= _MONTHS and first != second:
        return cell
    return f"{year}-{second:02}-{first:02}"


def _is_yes(named: dict[str, tuple[int, str]]) -> bool:
    return named.get(APPLIES, (0, YES))[1].casefold() == YES


def rows_of(programme: Programme) -> list[list[str]]:
    """Give the cells of `COLUMNS`, row by row, as they are before anything guards them.

    Written as a table they read back as the same programme, but for two things. Blanks around a
    text are not kept. A challenge that applies and has no situation gets one, of which nothing is
    known.

    Returns:
        A row for each situation in its order, then one for each answer that stands in none of
        them. A programme of neither is one row, with what holds for the whole.
    """
    whole = [_cell(getattr(programme, name)) for name in OF_PROGRAMME]
    left = dict(programme.applies)
    rows = []
    for situation in programme.situations:
        first, *rest = _situation_cells(situation)
        applies = _cell(programme.applies.get(situation.challenge))
        if any(rest) or applies == YES:  # else the row would tell of the answer alone
            left.pop(situation.challenge, None)
            rows.append([first, applies, *rest])
        else:
            rows.append([first, "", *rest])
    blank = [""] * (len(OF_SITUATION) - 1)
    rows += [[_cell(name), _cell(answer), *blank] for name, answer in left.items()]
    return [[*row, *whole] for row in rows or [["", "", *blank]]]


def _situation_cells(situation: ProgrammeSituation) -> list[str]:
    signs = "; ".join(f"{question}={answer}" for question, answer in situation.signs.items())
    values = {name: getattr(situation, name) for name in OF_SITUATION} | {SIGNS: signs}
    return list(map(_cell, values.values()))


def _cell(value: object) -> str:
    return "" if value is None else str(value).strip()
