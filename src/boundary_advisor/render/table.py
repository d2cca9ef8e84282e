"""A table as lines for a terminal: columns break between words, or cells stand one below another.

It is drawn here because a table of rich's breaks words, and takes time to import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.render.columns import STEP, beside, longest_word, share
from boundary_advisor.render.lines import hang, joined, labelled, width_of_line, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundary_advisor.render.columns import Page
    from boundary_advisor.render.document import Table
    from boundary_advisor.render.lines import Line, Words

_GAP = "  "  # between columns


def table_lines(page: Page, table: Table, indent: int) -> list[Line]:
    """Draw a table, its caption above it."""
    caption = hang(words(table.caption, "dim"), page.width, " " * indent)
    header = [words(name, "bold") for name in table.header]
    rows = [header, *([words(cell) for cell in row] for row in table.rows)]
    room = page.width - indent - len(_GAP) * (len(header) - 1)
    if widths := _widths(room, rows):
        return caption + _drawn(page, rows, widths, " " * indent)
    return caption + stacked_lines(page, table, indent)


def stacked_lines(page: Page, table: Table, indent: int) -> list[Line]:
    """Show a table cell below cell, each with its column's name: side by side they do not fit."""
    lines: list[Line] = []
    for row in table.rows:
        for place, (name, cell) in enumerate(zip(table.header, row, strict=True)):
            lead = " " * (indent + (STEP if place else 0))
            lines += hang(labelled(name, cell), page.width, lead, extra=STEP)
    return lines


def _widths(room: int, rows: Sequence[Sequence[Words]]) -> list[int]:
    """Share the width out; nothing where words do not fit."""
    across = list(zip(*rows, strict=True))
    least = [max(map(longest_word, column)) for column in across]
    if sum(least) > room:
        return []
    return share(
        room, least, [max(width_of_line(joined(cell)) for cell in column) for column in across]
    )


def _drawn(
    page: Page, rows: Sequence[Sequence[Words]], widths: Sequence[int], margin: str
) -> list[Line]:
    """Draw rules below the header, and between rows where one of them has several lines."""
    between = [margin, *[_GAP] * (len(widths) - 1), ""]
    head, *body = (beside([[cell] for cell in row], widths, between) for row in rows)
    lines = [*head, _rule(page.strokes.heavy, widths, margin)]
    rule = [_rule(page.strokes.light, widths, margin)] if any(len(row) > 1 for row in body) else []
    for place, row in enumerate(body):
        lines += [*(rule if place else []), *row]
    return lines


def _rule(stroke: str, widths: Sequence[int], margin: str) -> Line:
    return ((margin + _GAP.join(stroke * width for width in widths), ""),)
