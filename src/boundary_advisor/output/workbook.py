"""The tables of documents as an Excel file, to be read, sorted, filtered and printed."""

from __future__ import annotations

import re
from io import BytesIO
from math import ceil
from textwrap import wrap
from typing import TYPE_CHECKING, cast

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from boundary_advisor.output.office import write_package
from boundary_advisor.output.sheets import Sheet, sheets_of
from boundary_advisor.views.document import Document, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from zipfile import ZipFile

    from openpyxl.worksheet.worksheet import Worksheet


LONGEST_NAME = 31
"""Characters in the name of a worksheet, those beyond 16 bits counted twice."""

LONGEST_CELL = 32_767
"""Characters that a cell can hold; a longer text ends in "…" instead."""

_NARROWEST, _WIDEST = 10, 40  # of a column, in characters

_LINE, _EDGES, _HIGHEST = 15, 3, 409  # of a row, in points

_READABLE = 220  # characters across a page

_BUTTON = 4  # characters that the button of a filter takes

_A4 = 9

_NOT_IN_NAMES = re.compile(r"[\\/?*:\[\]\s]+")

_RESERVED = "history"  # a name that Excel refuses

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # what Excel reads as the code of a character

_BODY = Alignment(wrap_text=True, vertical="top")

_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")

_HEAD = Alignment(wrap_text=True, vertical="center")

_BOLD = Font(name="Calibri", size=11, bold=True)  # the font of the other cells

_SHADE = PatternFill("solid", fgColor="E3EAF2")


def to_xlsx(documents: Iterable[Document]) -> bytes:
    """Write the sheets of documents, each on a worksheet of its own, named by the title.

    Every cell is a text or a whole number, and none is a formula. The same documents are the same
    bytes.

    Raises:
        ValueError: No document has a sheet.
    """
    sheets = sheets_of(documents)
    book = Workbook()
    for number, (sheet, name) in enumerate(zip(sheets, _names(sheets), strict=True)):
        page = book.worksheets[0] if number == 0 else book.create_sheet()
        page.title = name
        _fill(page, sheet)
        _lay_out(page, sheet)
    parts = _Parts()
    _Writer(book, cast("ZipFile", parts)).write_data()
    return write_package(parts, sheets[0].title)


class _Parts(dict[str, str | bytes]):
    """Takes the place of a zip archive, whose entries would have the time of the clock."""

    def writestr(self, name: str, content: str | bytes) -> None:
        self[name] = content

    def namelist(self) -> list[str]:
        return list(self)


class _Writer(ExcelWriter):
    """Writes a workbook in memory; the library's own puts its cells into a temporary file."""

    def write_worksheet(self, ws: Worksheet) -> None:
        cells = BytesIO()
        WorksheetWriter(ws, cells).write()
        parts: _Parts = self._archive  # type: ignore[attr-defined]  # the stubs lack it
        parts.writestr(ws.path[1:], cells.getvalue())
        self.manifest.append(ws)


def _names(sheets: Sequence[Sheet]) -> Iterator[str]:
    """Name each worksheet by its title; names differ in more than case."""
    taken = {_RESERVED}
    for sheet in sheets:
        base = _NOT_IN_NAMES.sub(" ", one_line(sheet.title)).strip(" '") or "Sheet"
        name, number = _cut(base), 1
        while name.casefold() in taken:
            number += 1
            name = _cut(base, f" ({number})")
        taken.add(name.casefold())
        yield name


def _cut(base: str, end: str = "") -> str:
    while len((base + end).encode("utf-16-le")) > 2 * LONGEST_NAME:
        base = base[:-1]
    return base.rstrip(" '") + end


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for number, row in enumerate(sheet.rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = page.cell(number, column)
            if _NUMBER.fullmatch(text):
                cell.value = int(text)  # to be summed and sorted
            elif text:
                cell.value = _text(text)
                cell.data_type = "s"  # never a formula
                cell.quotePrefix = True  # nor once somebody has edited it
            cell.alignment = _BODY if number > 1 else _HEAD
            if number == 1:
                cell.font, cell.fill = _BOLD, _SHADE


def _text(text: str) -> str:
    """Return a text in the form that Excel reads literally."""
    text = _ESCAPE.sub("_x005F_", text.replace("\r\n", "\n"))
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"


def _lay_out(page: Worksheet, sheet: Sheet) -> None:
    page.freeze_panes = "A2"
    last = f"{get_column_letter(len(sheet.rows[0]))}{len(sheet.rows)}"
    page.auto_filter.ref = f"A1:{last}"
    widths = [_width(column) for column in zip(*sheet.rows, strict=True)]
    for number, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    for number, row in enumerate(sheet.rows, start=1):
        page.row_dimensions[number].height = _height(row, widths)
    _set_paper(page, sum(widths))


def _width(column: Sequence[str]) -> int:
    head, *cells = column
    lines = [len(line) for cell in cells for line in cell.split("\n")]
    return min(max(len(head) + _BUTTON, _NARROWEST, *lines), _WIDEST)


def _height(row: Sequence[str], widths: Sequence[int]) -> int:
    """Return the height for the longest cell; not every reader works it out by itself."""
    lines = [
        sum(len(wrap(line, width)) or 1 for line in cell.split("\n"))
        for cell, width in zip(row, widths, strict=True)
    ]
    return min(_LINE * max(lines) + _EDGES, _HIGHEST)


def _set_paper(page: Worksheet, width: int) -> None:
    """Print on as many pages across as it takes to be readable, each with headings."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToWidth = ceil(width / _READABLE)
    page.page_setup.fitToHeight = 0  # as many as it takes
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    page.print_title_cols = "A:A"
