"""Moves on the grid as numbered arrows between its fields; what each is stands below the grid."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import SubElement

from boundary_advisor.render.document import one_line
from boundary_advisor.render.svg_text import number, put, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from boundary_advisor.render.document import Arrow

GAP = 68.0
"""Room between two fields for the arrows."""

_RADIUS = 12.0  # of the number that an arrow begins with
_DIGITS = 14.0  # size of that number
_ASIDE = 11.0  # from the middle, where there can be an arrow back
_RISE = 0.64  # from the top of a number's line to the middle of its digits, in sizes
_AIR = 3.0  # between a field and an arrow
_HEAD = 9.0  # length of an arrow's head
_HALF = 5.0  # of its width
_LANES = {True: 1 / 3, False: 2 / 3}  # along a field's edge: there, and back
_STROKE = {"fill": "none", "stroke": "currentColor", "stroke-width": "1.5"}
_INDENT = 26.0  # of the words below the grid


Point = tuple[float, float]


class Box(NamedTuple):
    """Where a field stands."""

    x: float
    y: float
    width: float
    height: float


class Move(NamedTuple):
    """All arrows from one field to another.

    Attributes:
        start: Name of the field that they leave.
        end: Name of the field that they lead to.
        labels: What each of them is.
    """

    start: str
    end: str
    labels: tuple[str, ...]


def moves_of(arrows: Sequence[Arrow]) -> tuple[Move, ...]:
    """Put arrows between the same fields together, in the order in which they come first."""
    found: dict[tuple[str, str], list[str]] = {}
    for arrow in arrows:
        way = (one_line(arrow.start), one_line(arrow.end))
        found.setdefault(way, []).append(one_line(arrow.label))
    return tuple(Move(*way, tuple(filter(None, labels))) for way, labels in found.items())


def describe(move: Move) -> str:
    """Say a move in words."""
    return ": ".join(filter(None, (_way(move), "; ".join(move.labels))))


def draw_moves(parent: Element, moves: Sequence[Move], boxes: Mapping[str, Box]) -> None:
    """Draw an arrow for each move between two of the fields.

    Args:
        parent: The element to draw into.
        moves: What to draw; the place of each in here is its number.
        boxes: The fields by name.
    """
    for name, move in _numbered(moves, boxes):
        if name:
            _arrow(parent, name, *_ends(boxes[move.start], boxes[move.end]))


def list_moves(parent: Element, moves: Sequence[Move], boxes: Mapping[str, Box], at: Box) -> float:
    """Write what each arrow is, and give the bottom of the last line.

    Args:
        parent: The element to write into.
        moves: What to write.
        boxes: The fields by name.
        at: Where to write; its height does not matter.
    """
    x, y, room = at.x + _INDENT, at.y, at.width - _INDENT
    for name, move in _numbered(moves, boxes):
        put(parent, wrap(name, _INDENT, bold=True), at.x, y)
        y = put(parent, wrap(_way(move), room, bold=True), x, y)
        for label in move.labels:
            y = put(parent, wrap(label, room), x, y)
        y += _HEAD
    return y


def _way(move: Move) -> str:
    return f"{move.start} to {move.end}"


def _numbered(moves: Sequence[Move], boxes: Mapping[str, Box]) -> Iterator[tuple[str, Move]]:
    """Number the moves that can be drawn; the others, which come last, have no number."""
    drawn = [each for each in moves if each.start in boxes and each.end in boxes]
    drawn = [each for each in drawn if each.start != each.end]
    for place, each in enumerate(drawn, start=1):
        yield str(place), each
    for each in moves:
        if each not in drawn:
            yield "", each


def _ends(start: Box, end: Box) -> tuple[Point, Point]:
    """Lead from the edge of one field to that of another, beside where one leads back."""
    x, end_x = _near(start.x, start.width, end.x, end.width)
    y, end_y = _near(start.y, start.height, end.y, end.height)
    if start.y == end.y:
        y = end_y = start.y + start.height * _LANES[start.x < end.x]
    elif start.x == end.x:
        x = end_x = start.x + start.width * _LANES[start.y < end.y]
    else:
        across, down = _direction((x, y), (end_x, end_y))
        x, end_x = x - down * _ASIDE, end_x - down * _ASIDE
        y, end_y = y + across * _ASIDE, end_y + across * _ASIDE
    return (x, y), (end_x, end_y)


def _near(start: float, length: float, other: float, other_length: float) -> tuple[float, float]:
    """Give the edges that face one another."""
    return (start + length, other) if start < other else (start, other + other_length)


def _direction(start: Point, end: Point) -> Point:
    across, down = end[0] - start[0], end[1] - start[1]
    length = hypot(across, down)
    return across / length, down / length


def _arrow(parent: Element, name: str, start: Point, end: Point) -> None:
    """Draw a number in a circle, a line from it, and the head."""
    across, down = _direction(start, end)

    def along(point: Point, way: float, aside: float = 0) -> Point:
        return point[0] + across * way - down * aside, point[1] + down * way + across * aside

    middle = along(start, _RADIUS + _AIR)
    (left, top), (right, bottom) = along(middle, _RADIUS), along(end, -_AIR - _HEAD)
    place = {"cx": number(middle[0]), "cy": number(middle[1]), "r": number(_RADIUS)}
    SubElement(parent, "circle", place | _STROKE)
    digits = wrap(name, 2 * _RADIUS, size=_DIGITS, bold=True)
    put(parent, digits, middle[0], middle[1] - _DIGITS * _RISE, size=_DIGITS, anchor="middle")
    line = {"x1": number(left), "y1": number(top), "x2": number(right), "y2": number(bottom)}
    SubElement(parent, "line", line | _STROKE)
    head = (along(end, -_AIR), *(along((right, bottom), 0, side) for side in (-_HALF, _HALF)))
    points = " ".join(f"{number(x)},{number(y)}" for x, y in head)
    SubElement(parent, "polygon", points=points)
