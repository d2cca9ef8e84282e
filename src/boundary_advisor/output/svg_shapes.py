"""What a picture is made of: lines of text of a known width, and arrows between fields."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from boundary_advisor.views.document import Arrow, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif"

SIZE = 16.0
"""Size of the text, in the units of the picture; all else is measured against it."""

_LEADING = 1.3  # from one line to the next, in sizes

_BASELINE = 1.0  # from the top of a line to its baseline, in sizes

_EMS = {
    **dict.fromkeys("ijlI.,:;'|/\\ ", 0.41),
    **dict.fromkeys('frt()[]-!`"*', 0.53),
    **dict.fromkeys("abcdeghknopqsuvxyz0123456789_?", 0.73),
    **dict.fromkeys("mwMW%@", 1.12),
}

_OTHER = 0.88  # capitals and signs

_FOREIGN = 1.2  # in whatever font has it

_WIDE = 1.4  # ideographs and pictures

_WEIGHTS = {True: 0.95, False: 0.86}  # the widths above are those of bold letters, with some room

_SLACK = 1e-6  # so that a room made for a text holds it

# A number stays with the word after it, as in "8 politics".
_WORD = re.compile(r"(?:[0-9]{1,4} )*[^ ]+")


class TextLine(NamedTuple):
    """A line of text, and whether it is bold."""

    text: str
    bold: bool = False


def wrap(text: str, room: float, *, size: float = SIZE, bold: bool = False) -> tuple[TextLine, ...]:
    """Break a text into lines no wider than the room, and words that are too long for one."""
    lines: list[str] = []
    ems = room / size / _WEIGHTS[bold] + _SLACK
    free = 0.0  # in the last line
    for word in _WORD.findall(one_line(text)):
        needed = _ems(f" {word}")
        if needed <= free:
            lines[-1] += f" {word}"
            free -= needed
        else:
            lines += _pieces(word, ems)
            free = ems - _ems(lines[-1])
    return tuple(TextLine(line, bold) for line in lines)


def width_of(text: str, *, size: float = SIZE) -> float:
    """Return how wide a bold text is at most."""
    return _ems(one_line(text)) * size * _WEIGHTS[True]


def height_of(lines: Sequence[TextLine]) -> float:
    """Return how high lines of the usual size are together."""
    return len(lines) * SIZE * _LEADING


def put(  # noqa: PLR0913  # a point is two numbers
    parent: Element,
    lines: Iterable[TextLine],
    x: float,
    y: float,
    *,
    size: float = SIZE,
    centred: bool = False,
) -> float:
    """Write lines below one another, and return the bottom of the last.

    They begin at `x`, or have their middle there; `y` is the top of the first.
    """
    for line in lines:
        attributes = {"x": number(x), "y": number(y + size * _BASELINE)}
        if size != SIZE:
            attributes["font-size"] = number(size)
        if line.bold:
            attributes["font-weight"] = "bold"
        if centred:
            attributes["text-anchor"] = "middle"
        SubElement(parent, "text", attributes).text = line.text
        y += size * _LEADING
    return y


def number(value: float) -> str:
    """Write a number as precisely as a picture needs it."""
    return f"{value:.1f}".removesuffix(".0")


def numbers(**values: float) -> dict[str, str]:
    """Write attributes that are numbers."""
    return {name: number(value) for name, value in values.items()}


def _pieces(word: str, room: float) -> Iterator[str]:
    start, used = 0, 0.0
    for index, char in enumerate(word):
        width = _em(char)
        if used + width > room and index > start:
            yield word[start:index]
            start, used = index, 0.0
        used += width
    yield word[start:]


def _ems(text: str) -> float:
    return sum(map(_em, text))


@lru_cache(maxsize=4096)
def _em(char: str) -> float:
    """Return how wide a character is at most, in sizes; a ligature counts as its parts."""
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

_RADIUS = 12.0  # of the circled number that an arrow begins with

_DIGITS = 14.0  # size of that number

_ASIDE = 11.0  # from the middle, to leave room for an arrow back

_RISE = 0.64  # from the top of a number's line to the middle of its digits, in sizes

_AIR = 3.0  # between a field and an arrow

_HEAD = 9.0  # length of an arrow's head

_HALF = 5.0  # of its width

_LANES = {True: 1 / 3, False: 2 / 3}  # along the edge of a field: there, and back

_STROKE = {"fill": "none", "stroke": "currentColor", "stroke-width": "1.5"}

_INDENT = 26.0  # of the words below the grid


class Box(NamedTuple):
    """Where a field is."""

    x: float
    y: float
    width: float
    height: float


class Route(NamedTuple):
    """All arrows from one field to another, each by its name, with their labels."""

    start: str
    end: str
    labels: tuple[str, ...]

    @property
    def title(self) -> str:
        """The fields at its ends."""
        return f"{self.start} to {self.end}"


def routes_of(arrows: Iterable[Arrow]) -> tuple[Route, ...]:
    """Group arrows by the fields that they connect, in order of first appearance."""
    found: dict[tuple[str, str], list[str]] = {}
    for arrow in arrows:
        ends = (one_line(arrow.start), one_line(arrow.end))
        found.setdefault(ends, []).append(one_line(arrow.label))
    return tuple(Route(*ends, tuple(filter(None, labels))) for ends, labels in found.items())


def draw_routes(
    parent: Element, routes: Sequence[Route], boxes: Mapping[str, Box], below: Box
) -> float:
    """Draw a numbered arrow for each route, list them below, and return the bottom of the list.

    A route that does not connect two different fields has no arrow, and is listed last.
    """
    drawn = [each for each in routes if {each.start, each.end} <= {*boxes}]
    drawn = [each for each in drawn if each.start != each.end]
    named = [(str(place), route) for place, route in enumerate(drawn, start=1)]
    for name, route in named:
        _arrow(parent, name, *_ends(boxes[route.start], boxes[route.end]))
    x, y, room = below.x + _INDENT, below.y, below.width - _INDENT
    for name, route in (*named, *(("", each) for each in routes if each not in drawn)):
        put(parent, wrap(name, _INDENT, bold=True), below.x, y)
        y = put(parent, wrap(route.title, room, bold=True), x, y)
        for label in route.labels:
            y = put(parent, wrap(label, room), x, y)
        y += _HEAD
    return y


def _ends(start: Box, end: Box) -> tuple[complex, complex]:
    """Connect the facing edges of two fields, beside where an arrow back would be."""
    x, end_x = _facing(start.x, start.width, end.x, end.width)
    y, end_y = _facing(start.y, start.height, end.y, end.height)
    if start.y == end.y:
        y = end_y = start.y + start.height * _LANES[start.x < end.x]
    elif start.x == end.x:
        x = end_x = start.x + start.width * _LANES[start.y < end.y]
    else:
        aside = _direction(complex(x, y), complex(end_x, end_y)) * 1j * _ASIDE
        return complex(x, y) + aside, complex(end_x, end_y) + aside
    return complex(x, y), complex(end_x, end_y)


def _facing(start: float, length: float, other: float, other_length: float) -> tuple[float, float]:
    return (start + length, other) if start < other else (start, other + other_length)


def _direction(start: complex, end: complex) -> complex:
    return (end - start) / abs(end - start)


def _arrow(parent: Element, name: str, start: complex, end: complex) -> None:
    """Draw a number in a circle, a line from it, and the head; points are x + yi."""
    ahead = _direction(start, end)
    middle = start + ahead * (_RADIUS + _AIR)
    circle = numbers(cx=middle.real, cy=middle.imag, r=_RADIUS)
    SubElement(parent, "circle", circle | _STROKE)
    digits = wrap(name, 2 * _RADIUS, size=_DIGITS, bold=True)
    put(parent, digits, middle.real, middle.imag - _DIGITS * _RISE, size=_DIGITS, centred=True)
    tail, neck, tip = middle + ahead * _RADIUS, end - ahead * (_AIR + _HEAD), end - ahead * _AIR
    line = numbers(x1=tail.real, y1=tail.imag, x2=neck.real, y2=neck.imag)
    SubElement(parent, "line", line | _STROKE)
    head = (tip, neck - ahead * 1j * _HALF, neck + ahead * 1j * _HALF)
    points = " ".join(f"{number(each.real)},{number(each.imag)}" for each in head)
    SubElement(parent, "polygon", points=points)
