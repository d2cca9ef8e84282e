"""Tables and the grid in a Word file. Imports docx."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docx.shared import Twips

from boundary_advisor.render.columns import share
from boundary_advisor.render.document import one_line
from boundary_advisor.render.word.styles import AFTER_TABLE, CELL
from boundary_advisor.render.word.xml import element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordDocument
    from docx.table import _Cell as WordCell
    from docx.table import _Row as WordRow

    from boundary_advisor.render.document import Grid, GridField, Table

_WIDTH = 9071  # of a line of text, in twentieths of a point: 16 cm
_CHARACTERS = 88  # of a table's text on such a line
_GAP = 2  # characters that the borders of a cell take
_GRID_WIDTHS = (1871, 3600, 3600)
_HEADER_SHADE = "E3EAF2"
_MARK_SHADE = "FFF2CC"


class Cell(NamedTuple):
    """A cell: its text, whether that is bold, what stands below it, and the colour behind it."""

    text: str
    bold: bool = False
    below: str = ""
    shade: str = ""


def add_table(word: WordDocument, table: Table) -> None:
    """Write a table, its caption above it; each page that it runs over shows its header."""
    if caption := one_line(table.caption):
        word.add_paragraph(caption, "Caption")
    rows = [[Cell(text) for text in row] for row in table.rows]
    _add(word, [_head(*table.header), *rows], _widths(table))


def add_grid(word: WordDocument, grid: Grid) -> None:
    """Write the grid; a marked field is bold, and says below its name why it is marked."""
    rows = [[*_head(title), *map(_field, fields)] for title, *fields in grid.rows]
    _add(word, [_head("", *grid.columns), *rows], _GRID_WIDTHS, whole=True)


def _head(*texts: str) -> list[Cell]:
    return [Cell(text, bold=True, shade=_HEADER_SHADE) for text in texts]


def _field(field: GridField) -> Cell:
    marked = bool(one_line(field.mark))
    return Cell(field.name, marked, field.mark, _MARK_SHADE if marked else "")


def _widths(table: Table) -> list[int]:
    """Share the width of a line out by the words and texts of the columns."""
    columns = list(zip(table.header, *table.rows, strict=True))
    room = max(_CHARACTERS - _GAP * len(columns), len(columns))
    most = room // len(columns)
    least = [min(_longest_word(column) + 1, most) for column in columns]  # bold takes some more
    shares = share(room, least, [max(map(len, column)) for column in columns])
    whole = sum(shares) + _GAP * len(shares)
    return [_WIDTH * (each + _GAP) // whole for each in shares]


def _longest_word(texts: Sequence[str]) -> int:
    return max(len(word) for text in texts for word in ("", *text.split()))


def _add(
    word: WordDocument,
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[int],
    *,
    whole: bool = False,
) -> None:
    """Write rows, the first of which is the header; a whole table stays on one page."""
    table = word.add_table(0, len(widths), "Table Grid")
    table.autofit = False  # a long word would push it off the page
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Twips(width)
    for number, cells in enumerate(rows):
        row = table.add_row()
        _hold_together(row, header=number == 0)
        held = number == 0 or (whole and number < len(rows) - 1)
        for place, cell in zip(row.cells, cells, strict=True):
            _fill(place, cell, held=held)
    word.add_paragraph(style=AFTER_TABLE)  # else two tables would run together


def _hold_together(row: WordRow, *, header: bool) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  # the library has no other way to it
    properties.append(element("cantSplit"))
    if header:
        properties.append(element("tblHeader"))


def _fill(place: WordCell, cell: Cell, *, held: bool) -> None:
    """Write a cell; one that is held stays on the page of the row after it."""
    lines = [place.paragraphs[0], *([place.add_paragraph()] if one_line(cell.below) else [])]
    lines[0].add_run(one_line(cell.text)).bold = cell.bold or None
    if len(lines) > 1:
        lines[1].add_run(one_line(cell.below))
    for line in lines:
        line.style = CELL
        line.paragraph_format.keep_with_next = held or None
    if cell.shade:
        shade = element("shd", val="clear", color="auto", fill=cell.shade)
        place._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001  # nor to this
