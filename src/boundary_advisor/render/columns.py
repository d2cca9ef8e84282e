"""Columns side by side on a terminal's page: how wide each is, and how their cells are set."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.render.lines import width_of_line, wrap
from boundary_advisor.render.width import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundary_advisor.render.lines import Line, Span, Words

    Joints = tuple[str, str, str]
    Cell = Sequence[Words]  # the texts that stand one below the other in a cell

STEP = 2  # columns by which one level of structure moves to the right


class Strokes(NamedTuple):
    """What rules and frames are drawn with; a frame's joints go from left to right."""

    light: str
    heavy: str
    upright: str
    top: Joints
    middle: Joints
    bottom: Joints


UNICODE = Strokes("─", "━", "│", ("┌", "┬", "┐"), ("├", "┼", "┤"), ("└", "┴", "┘"))
ASCII = Strokes("-", "=", "|", ("+", "+", "+"), ("+", "+", "+"), ("+", "+", "+"))


class Page(NamedTuple):
    """What lines are made for: columns, and what can be drawn."""

    width: int
    strokes: Strokes


def longest_word(text: Words) -> int:
    """Count the columns of a text's longest word; 1 at least, as no column is narrower."""
    return max(1, *(width_of(word) for word, _ in (("", ""), *text)))


def share(room: int, least: Sequence[int], wishes: Sequence[int]) -> list[int]:
    """Give columns what they wish up to one common limit, the highest for which there is room.

    There is room for what they need at least, and none of them needs nothing.
    """
    return next(
        widths
        for limit in range(room, 0, -1)
        if sum(
            widths := [max(low, min(wish, limit)) for low, wish in zip(least, wishes, strict=True)]
        )
        <= room
    )


def beside(cells: Sequence[Cell], widths: Sequence[int], between: Sequence[str]) -> list[Line]:
    """Set cells side by side, with something before the first, between them and after the last."""
    wrapped = [
        [line for text in cell for line in wrap(text, width, width)]
        for cell, width in zip(cells, widths, strict=True)
    ]
    lines: list[Line] = []
    for pieces in zip_longest(*wrapped, fillvalue=()):
        line: list[Span] = [(between[0], "")]
        for piece, width, gap in zip(pieces, widths, between[1:], strict=True):
            line += [*piece, (" " * (width - width_of_line(piece)) + gap, "")]
        lines.append(tuple(line))
    return lines
