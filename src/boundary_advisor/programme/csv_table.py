"""A programme as a table for a spreadsheet, with one row for each situation.

The first row names the columns, which are those in `COLUMNS`. A field of the whole programme may
stand in any row and must not differ between rows. A row that only says that a challenge applies
is a situation of which nothing else is known.

The columns in `ADDED` hold the advice. They are ignored when a table is read.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NoReturn, TypeAlias, get_args

from boundary_advisor.errors import KnowledgeError, Problem
from boundary_advisor.programme.fields import Answer, Programme, ProgrammeSituation
from boundary_advisor.text import did_you_mean, printable, show, unguard
from boundary_advisor.yamlfile import MAX_FAULTS, Data, Positions, ReadFile

if TYPE_CHECKING:
    from collections.abc import Iterator


CHALLENGE, APPLIES, SIGNS, SITUATIONS = "challenge", "applies", "signs", "situations"

OF_PROGRAMME = tuple(name for name in Programme.model_fields if name not in {APPLIES, SITUATIONS})
"""Columns for the programme as a whole."""

OF_SITUATION = tuple(ProgrammeSituation.model_fields)

COLUMNS = (CHALLENGE, APPLIES, *OF_SITUATION[1:], *OF_PROGRAMME)
"""All columns that are read, in the order of writing. Only `challenge` is required."""

ADDED = ("strategy", "begin_with", "most_effort", "threat_why", "horizon_why")
"""Columns with the advice."""

MAX_LINES = 100_000

MAX_ROWS = 5_000

MAX_COLUMNS = 200
"""Limits on lines, on rows that are not blank, and on columns."""

_DELIMITERS = (";", ",", "\t")

_SEPARATOR_LINE = re.compile(r"\Asep=.\r?\n", re.IGNORECASE)

_BETWEEN_SIGNS = re.compile(r"[;,\n]")

_ROW_FAULTS = (
    ("unexpected end of data", "a quote is opened here and never closed", ""),
    ("expected after", "a quote is closed inside a cell", "write it twice to keep it"),
    ("field larger", "a cell is too long", "is a quote missing?"),
)
"""Part of the library's message -> our own: what is wrong, and how to put it right."""


def parse_csv(text: str, name: str, refused: list[Problem], *, title: str) -> ReadFile:
    """Parse a table, with `;`, `,` or tab between its columns, into data as YAML would hold it.

    What is refused is collected, so that more faults can be reported at once. The title names the
    programme if no column `programme` does.

    Raises:
        KnowledgeError: The table is too large, or has too many faults.
    """
    return _TableReader(name, refused).read(text, title)


@dataclass
class _CellPosition:
    """The position of a cell: line, and column of the table, counted from 0."""

    line: int
    column: int = 0


_Row: TypeAlias = dict[str, tuple[_CellPosition, str]]
"""Name of a column -> the position of its cell in a row, and the text in it."""


class _TableReader:
    """Builds the data of a programme from rows, and notes what it refuses."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self._file = file
        self._problems = problems
        self._whole: dict[str, Data] = {}
        self._applies: dict[str, Data] = {}
        self._situations: list[Data] = []
        self._positions: dict[str, Positions] = {"": {}, APPLIES: {}, SITUATIONS: {}}

    def read(self, text: str, title: str) -> ReadFile:
        rows = (row for row in self._rows(text) if any(map(str.strip, row[1])))
        columns = self._columns(*next(rows, (-1, [])))
        for number, (line, cells) in enumerate(rows):
            if number == MAX_ROWS:
                self._stop(line, f"the table has more than {MAX_ROWS:,} rows")
            self._row(line, columns, cells)
        data: dict[str, Data] = {"programme": printable(title), **self._whole}
        data |= {APPLIES: self._applies, SITUATIONS: tuple(self._situations)}
        top, first = self._positions.pop(""), _CellPosition(0)
        top.update({name: (first, first, positions) for name, positions in self._positions.items()})
        return ReadFile(self._file, data, {0: (first, first, top)})

    def _rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Yield each row and the line on which it begins."""
        text = _SEPARATOR_LINE.sub("\n", text, count=1)  # it only names the separator for Excel
        first = text.lstrip().partition("\n")[0]
        delimiter = max(_DELIMITERS, key=first.count)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        line = 0
        try:
            for cells in reader:
                yield line, cells
                line = reader.line_num
                if line >= MAX_LINES:
                    self._stop(line, f"the table has more than {MAX_LINES:,} lines")
        except csv.Error as error:
            said = ((what, fix) for part, what, fix in _ROW_FAULTS if part in str(error))
            self._refuse(_CellPosition(line), *next(said, (f"this row is no CSV: {error}", "")))

    def _columns(self, line: int, header: list[str]) -> list[str]:
        if len(header) > MAX_COLUMNS:
            self._stop(line, f"the table has more than {MAX_COLUMNS} columns")
        names = [re.sub(r"[\s-]+", "_", title.strip().casefold()) for title in header]
        for column, name in enumerate(names):
            if name and name not in {*COLUMNS, *ADDED}:
                what = f"there is no column {show(header[column])}"
                fix = did_you_mean(name, COLUMNS) or "take it out"
                self._refuse(_CellPosition(line, column), what, fix)
            elif name and name in names[:column]:
                what = f"the column '{name}' is there twice"
                self._refuse(_CellPosition(line, column), what, "keep one of them")
        if not names and not self._problems:
            self._problems.append(Problem(self._file, 0, 0, "the file is empty"))
        elif names and CHALLENGE not in names:
            what, fix = f"no column is named '{CHALLENGE}'", "the first row has to name it"
            self._refuse(_CellPosition(line), what, fix)
        return names

    def _row(self, line: int, columns: list[str], cells: list[str]) -> None:
        row = self._named(line, columns, cells)
        for name in OF_PROGRAMME:
            if name in row:
                self._hold(name, *row[name])
        filled = row.keys() - set(OF_PROGRAMME)
        if CHALLENGE in filled:
            _, challenge = row[CHALLENGE]
            answer = self._answer(challenge, *row[APPLIES]) if APPLIES in row else Answer.YES
            if answer == Answer.YES or filled - {CHALLENGE, APPLIES}:
                self._situation(line, row)
        elif filled and CHALLENGE in columns:
            at, fix = columns.index(CHALLENGE), f"fill in the column '{CHALLENGE}'"
            self._refuse(_CellPosition(line, at), "this row names no challenge", fix)

    def _named(self, line: int, columns: list[str], cells: list[str]) -> _Row:
        """Return the cells of a row that are not blank, by the names of their columns."""
        extra = [i for i, cell in enumerate(cells) if cell.strip() and not any(columns[i : i + 1])]
        if extra:
            fix = "name one, or put the text before it in quotes"
            self._refuse(_CellPosition(line, extra[0]), "this cell has no column", fix)
        return {
            name: (_CellPosition(line, column), unguard(cell.strip()))
            for column, (name, cell) in enumerate(zip(columns, cells, strict=False))
            if name in COLUMNS and cell.strip()
        }

    def _hold(self, name: str, at: _CellPosition, cell: str) -> None:
        value = _value(name, cell)
        if self._whole.setdefault(name, value) != value:
            self._refuse(at, f"{name}: differs from the rows above", "it can hold one value")
        self._positions[""].setdefault(name, (at, at, None))

    def _answer(self, challenge: str, at: _CellPosition, cell: str) -> str:
        answer = cell.casefold()
        if self._applies.setdefault(challenge, answer) != answer:
            what = f"{APPLIES}: differs from a row above for the same challenge"
            self._refuse(at, what, "keep one of them")
        self._positions[APPLIES].setdefault(challenge, (at, at, None))
        return answer

    def _situation(self, line: int, row: _Row) -> None:
        cells = {name: row[name] for name in OF_SITUATION if name in row}
        positions: Positions = {name: (at, at, None) for name, (at, _) in cells.items()}
        start = _CellPosition(line)
        self._positions[SITUATIONS][len(self._situations)] = (start, start, positions)
        self._situations.append(
            {
                name: self._signs(at, cell) if name == SIGNS else _value(name, cell)
                for name, (at, cell) in cells.items()
            }
        )

    def _signs(self, at: _CellPosition, cell: str) -> dict[str, Data]:
        signs: dict[str, Data] = {}
        for part in filter(None, map(str.strip, _BETWEEN_SIGNS.split(cell))):
            question, between, answer = (word.strip() for word in part.partition("="))
            if not between:
                fix = "write a question's id, '=' and the answer"
                self._refuse(at, f"{show(part)} is no sign", fix)
            elif question in signs:
                what = f"question {show(question)} is answered twice"
                self._refuse(at, what, "keep one of them")
            else:
                signs[question] = answer
        return signs

    def _refuse(self, at: _CellPosition, what: str, fix: str = "") -> None:
        self._problems.append(Problem(self._file, at.line + 1, at.column + 1, what, fix))
        if len(self._problems) > MAX_FAULTS:
            raise KnowledgeError(tuple(self._problems))

    def _stop(self, line: int, what: str) -> NoReturn:
        raise KnowledgeError((Problem(self._file, line + 1, 1, what),))


def _value(name: str, cell: str) -> str:
    return _day(cell) if name in _DAYS else cell


def _holds(annotation: object, kind: type) -> bool:
    return annotation is kind or any(_holds(part, kind) for part in get_args(annotation))


_DAYS = frozenset(
    name
    for name, field in (Programme.model_fields | ProgrammeSituation.model_fields).items()
    if _holds(field.annotation, date)
)

_YEAR_FIRST = re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})")

_SPREADSHEET_DAY = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})")

_MONTHS = 12


def _day(cell: str) -> str:
    """Rewrite a spreadsheet's day as year-month-day; leave it as it is if it could be two days.

    With dots the day comes first. With slashes and hyphens the month may come first, so one of the
    two must be larger than 12, or both equal.
    """
    if year_first := _YEAR_FIRST.fullmatch(cell):
        year, month, day = year_first.groups()
        return f"{year}-{int(month):02}-{int(day):02}"
    match = _SPREADSHEET_DAY.fullmatch(cell)
    if match is None:
        return cell
    day, separator, month, year = match.groups()
    first, second = int(day), int(month)
    if separator != "." and second > _MONTHS:
        first, second = second, first
    elif separator != "." and first <= _MONTHS and first != second:
        return cell
    return f"{year}-{second:02}-{first:02}"


def rows_of(programme: Programme) -> list[list[str]]:
    """Return the cells of `COLUMNS`, row by row, before anything guards them.

    They read back as the same programme, except that blanks around a text are dropped, and that a
    challenge that applies without a situation gets an empty one.

    Returns:
        A row for each situation, then one for each answer that is in none of them; at least one.
    """
    whole = [_cell(getattr(programme, name)) for name in OF_PROGRAMME]
    answers = dict(programme.applies)
    rows = []
    for situation in programme.situations:
        first, *rest = [_cell(getattr(situation, name)) for name in OF_SITUATION]
        applies = _cell(programme.applies.get(situation.challenge))
        if any(rest) or applies == Answer.YES:  # else only the answer would be read back
            answers.pop(situation.challenge, None)
            rows.append([first, applies, *rest])
        else:
            rows.append([first, "", *rest])
    blank = [""] * (len(OF_SITUATION) - 1)
    rows += [[_cell(name), _cell(answer), *blank] for name, answer in answers.items()]
    return [[*row, *whole] for row in rows or [["", "", *blank]]]


def _cell(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{question}={answer}" for question, answer in value.items())
    return "" if value is None else str(value).strip()
