"""The two-by-two grid as lines for a terminal: framed fields, with row titles before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.render.columns import beside, longest_word, share
from boundary_advisor.render.document import Table, one_line
from boundary_advisor.render.lines import joined, width_of_line, words
from boundary_advisor.render.table import stacked_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundary_advisor.render.columns import Cell, Joints, Page
    from boundary_advisor.render.document import Grid, GridField
    from boundary_advisor.render.lines import Line

_WIDEST = 30  # columns that a field takes at most, unless its words need more


def grid_lines(page: Page, grid: Grid, indent: int) -> list[Line]:
    """Draw the grid; as a list where its words do not fit."""
    upright = f" {page.strokes.upright} "
    between = [" " * indent, upright, upright, upright.rstrip()]
    heads: list[Cell] = [[words(name)] for name in ("", *grid.columns)]
    rows: list[list[Cell]] = [[[words(title)], *map(_cell, fields)] for title, *fields in grid.rows]
    widths = _widths(page.width - sum(map(len, between)), [heads, *rows])
    if not widths:
        return stacked_lines(page, _as_table(grid), indent)
    lines = beside(heads, widths, [" " * len(gap) for gap in between])
    for place, row in enumerate(rows):
        joints = page.strokes.middle if place else page.strokes.top
        lines.append(_frame(page, joints, widths, indent))
        lines += beside(row, widths, between)
    return [*lines, _frame(page, page.strokes.bottom, widths, indent)]


def _frame(page: Page, joints: Joints, widths: Sequence[int], indent: int) -> Line:
    left, middle, right = joints
    margin, *fields = widths
    strokes = middle.join(page.strokes.light * (width + 2) for width in fields)
    return ((" " * (indent + margin + 1) + left + strokes + right, ""),)


def _texts(field: GridField) -> list[str]:
    """Mark a field by its characters first, so that it stands out without any style."""
    name, mark = one_line(field.name), one_line(field.mark)
    return [f">> {name} <<", mark] if mark else [name]


def _cell(field: GridField) -> Cell:
    name, *mark = _texts(field)
    return [words(name, "bold reverse" if mark else ""), *(words(text, "bold") for text in mark)]


def _as_table(grid: Grid) -> Table:
    rows = ((title, *(" ".join(_texts(field)) for field in fields)) for title, *fields in grid.rows)
    return Table(("", *grid.columns), tuple(rows))


def _widths(room: int, rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Share the width out, to both fields alike where that fits; nothing where words do not."""
    across = [[text for cell in column for text in cell] for column in zip(*rows, strict=True)]
    least = [max(map(longest_word, column)) for column in across]
    if sum(least) > room:
        return []
    margin, *wishes = (max(width_of_line(joined(text)) for text in column) for column in across)
    wishes = [max(low, min(wish, _WIDEST)) for low, wish in zip(least[1:], wishes, strict=True)]
    alike = [margin, *[max(wishes)] * len(wishes)]
    return alike if sum(alike) <= room else share(room, least, [margin, *wishes])
