"""The cells of the work's table in a text, and which of them came through damaged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.source_text.words import first_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.knowledge.entry import SourceTable

_BETWEEN = re.compile(r"[\t|]")
_LEAST = 2


def cell_names(table: SourceTable) -> dict[str, tuple[int, int]]:
    """Give the name of every cell -> its row, from 1, and its column, from 0."""
    return {
        f"{table.name}, row {row}, {column}": (row, at)
        for row in range(1, table.rows + 1)
        for at, column in enumerate(table.columns)
    }


def is_row(line: str) -> bool:
    """Say whether a line is a row of a table: parts with tabs or bars between them."""
    return line.count("\t") >= _LEAST or line.count("|") >= _LEAST


def read_cells(table: SourceTable, rows: Iterable[str]) -> dict[str, str | None]:
    """Give the name of every cell -> its text, or None where it is damaged.

    A row begins with its number. One that is not there, or stands there in two ways, is damaged as
    a whole. A cell is damaged where it is empty, where its beginning is cut off, and where the next
    one is empty, as the words of that one have mostly run into it.
    """
    by_number: dict[int, list[list[str]]] = {}
    for line in rows:
        cells = [cell.strip(" *") for cell in _BETWEEN.split(line.strip("| "))]
        number = first_words(cells[0], 1)
        if number and number[0].isdecimal() and len(number[0]) <= len(str(table.rows)):
            found = by_number.setdefault(int(number[0]), [])
            found += [cells[1:]] if cells[1:] not in found else []
    return {
        name: _cell(by_number.get(row, []), column, len(table.columns))
        for name, (row, column) in cell_names(table).items()
    }


def _cell(rows: list[list[str]], column: int, columns: int) -> str | None:
    if len(rows) != 1:
        return None
    cell, *after = [*rows[0], *("" for _ in range(columns))][column:columns]
    if not cell or cell[0].islower() or after[:1] == [""]:
        return None
    return cell
