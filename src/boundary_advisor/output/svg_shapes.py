"""What a picture is drawn with: text of known width, and arrows on the grid."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from math import hypot
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import SubElement

from boundary_advisor.views.document import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from boundary_advisor.views.document import Arrow

FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif"

SIZE = 16.0
"""Size of the text, in the units of the picture; all else is measured against it."""

LEADING = 1.3
"""From one line to the next, in sizes."""

_BASELINE = 1.0  # from the top of a line to where its letters stand, in sizes

_EMS = {
    **dict.fromkeys("ijlI.,:;'|/\\ ", 0.41),
    **dict.fromkeys('frt()[]-!`"*', 0.53),
    **dict.fromkeys("abcdeghknopqsuvxyz0123456789_?", 0.73),
    **dict.fromkeys("mwMW%@", 1.12),
}

_OTHER = 0.88  # capitals and signs

_FOREIGN = 1.2  # of whatever font has it

_WIDE = 1.4  # ideographs and pictures

_WEIGHTS = {True: 0.95, False: 0.86}  # the widths above are bold ones, and a frame has some room

_SLACK = 1e-6  # so that a room made for a text holds it

# A number and the word behind it stay together, as in "8 politics".
_WORD = re.compile(r"(?:[0-9]{1,4} )*[^ ]+")


class Line(NamedTuple):
    """A line of text, and whether it is bold."""

    text: str
    bold: bool = False


def wrap(text: str, room: float, *, size: float = SIZE, bold: bool = False) -> tuple[Line, ...]:
    """Break a text into lines; a word that is too long for one is broken too.

    Args:
        text: A text of a document.
        room: How wide a line may be.
        size: Size of the letters.
        bold: How the lines are to be set.

    Returns:
        The lines; none where there is nothing to show.
    """
    lines: list[str] = []
    ems = room / size / _WEIGHTS[bold] + _SLACK
    left = 0.0  # in the last line
    for word in _WORD.findall(one_line(text)):
        *filled, last = _pieces(word, ems)
        needed = _ems(f" {word}")
        if needed <= left:
            lines[-1] += f" {word}"
            left -= needed
        else:
            lines += [*filled, last]
            left = ems - _ems(last)
    return tuple(Line(line, bold) for line in lines)


def width_of(text: str, *, size: float = SIZE) -> float:
    """Say how wide a text is at most, where it is bold."""
    return _ems(one_line(text)) * size * _WEIGHTS[True]


def height_of(lines: Iterable[Line], *, size: float = SIZE) -> float:
    """Say how high lines are together."""
    return sum(1 for _ in lines) * size * LEADING


def put(  # noqa: PLR0913  # a place is two numbers
    parent: Element,
    lines: Iterable[Line],
    x: float,
    y: float,
    *,
    size: float = SIZE,
    anchor: str = "start",
) -> float:
    """Write lines below one another.

    Args:
        parent: The element to write them into.
        lines: What to write.
        x: Where they begin, have their middle or end, by `anchor`.
        y: Top of the first.
        size: Size of the letters.
        anchor: What stands at `x`: "start", "middle" or "end".

    Returns:
        Bottom of the last line.
    """
    for line in lines:
        attributes = {"x": number(x), "y": number(y + size * _BASELINE)}
        if size != SIZE:
            attributes["font-size"] = number(size)
        if line.bold:
            attributes["font-weight"] = "bold"
        if anchor != "start":
            attributes["text-anchor"] = anchor
        SubElement(parent, "text", attributes).text = line.text
        y += size * LEADING
    return y


def number(value: float) -> str:
    """Write a number as short as a picture needs it."""
    return f"{value:.1f}".removesuffix(".0")


def _pieces(word: str, room: float) -> Iterator[str]:
    start, used = 0, 0.0
    for place, char in enumerate(word):
        width = _em(char)
        if used + width > room and place > start:
            yield word[start:place]
            start, used = place, 0.0
        used += width
    yield word[start:]


def _ems(text: str) -> float:
    return sum(map(_em, text))


@lru_cache(maxsize=4096)
def _em(char: str) -> float:
    """Say how wide a character is at most, in sizes; a ligature counts as what it stands for."""
    if char in _EMS:
        return _EMS[char]
    if char.isascii():
        return _OTHER
    if unicodedata.combining(char):
        return 0.0
    if unicodedata.east_asian_width(char) in {"W", "F"}:
        return _WIDE
    parts = unicodedata.normalize("NFKD", char)
    return _FOREIGN if parts == char else max(_FOREIGN, sum(map(_em, parts)))


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
