"""The tables of documents for a spreadsheet, and CSV made from them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.text import guard, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.views.document import Document


class Sheet(NamedTuple):
    """A document's title, and a table of stripped texts without control characters."""

    title: str
    rows: tuple[tuple[str, ...], ...]


def sheets_of(documents: Iterable[Document]) -> tuple[Sheet, ...]:
    """Return the sheets of documents; one that has none is left out.

    Raises:
        ValueError: None of them has one, so that there would be nothing to write.
    """
    found = tuple(
        Sheet(each.title, tuple(map(_cells, (each.sheet.header, *each.sheet.rows))))
        for each in documents
        if each.sheet is not None
    )
    if not found:
        raise ValueError("no document has a sheet")
    return found


def _cells(row: Iterable[str]) -> tuple[str, ...]:
    return tuple(visible(cell).strip() for cell in row)


BOM = "\ufeff"
"""Begins a file, so that Excel reads it as UTF-8."""


def to_csv(documents: Iterable[Document]) -> str:
    """Write the sheets of documents below each other, for a spreadsheet to open.

    A sheet with the same header as the one above continues it; another one follows after a blank
    line, with its own header. What a spreadsheet would take for a formula begins with `'`.

    Raises:
        ValueError: No document has a sheet.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    above: tuple[str, ...] | None = None
    for _, (header, *rows) in sheets_of(documents):
        if header != above:
            writer.writerows([] if above is None else [()])
            writer.writerow(map(guard, header))
        writer.writerows(map(guard, row) for row in rows)
        above = header
    return BOM + out.getvalue()
