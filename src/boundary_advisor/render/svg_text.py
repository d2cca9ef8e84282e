"""Text in pictures: how wide it is, where its lines break, and its elements.

A picture is made without knowing the reader's fonts. So the widths here are about those of the
widest sans serif in common use, and a text in any other one has room to spare.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import SubElement

from boundary_advisor.render.document import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

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
