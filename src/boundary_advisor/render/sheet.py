"""The tables of documents, made ready for a spreadsheet; each format of a spreadsheet starts here.

A cell keeps its line breaks, so that what a table tells can be read back as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.plain import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.render.document import Document


class Sheet(NamedTuple):
    """A table of texts; what is hidden in them is shown as escapes, and no blank is around them.

    Attributes:
        title: The title of its document.
        rows: The cells, row by row; the first row is the header.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]


def sheets_of(documents: Iterable[Document]) -> tuple[Sheet, ...]:
    """Give the sheets of documents; one that has none is left out.

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
