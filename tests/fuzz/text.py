"""Changes to the text of a file: its lines, its characters, its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.fuzz.values import hostile_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_MARKS = "\t :-?[]{},&*!|>%@`'\"#\\;=~<.\r\n\u00e9"
_INDICATORS = ("&a ", "&a ", "*a\n", "*a # ", "!!str ", "! ", "[", "{", "|\n", ">", "? ", "@", "'")
_BYTES = (b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\x1b[2J", b"\xed")
_ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "utf-8-sig", "utf-7")


def edited(text: str, random: Random) -> bytes:
    """Give the bytes of a text with one to four changes in its lines or bytes."""
    for _ in range(random.choice((0, 1, 1, 1, 3))):
        text = random.choice(_ON_TEXT)(text, random)
    if random.random() < 0.1:
        return text.encode(random.choice(_ENCODINGS), "replace")
    raw = bytearray(text.encode("utf-8", "surrogatepass"))
    for _ in range(random.choice((0, 0, 0, 1, 2))):
        random.choice(_ON_BYTES)(raw, random)
    return bytes(raw)


def _lines(text: str, random: Random) -> str:
    """Drop, double, swap or indent a line."""
    lines = text.split("\n")
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    new = random.choice(
        (
            [],
            [lines[at]] * 2,
            [lines[at], lines[other]],
            [f"  {lines[at]}"],
            [lines[at][1:]],
            [f"\t{lines[at]}"],
            [f"{lines[at]}{lines[other].strip()}"],
        )
    )
    return "\n".join((*lines[:at], *new, *lines[at + 1 :]))


def _insert(text: str, random: Random) -> str:
    at = random.randint(0, len(text))
    what = random.choice((random.choice(_MARKS), hostile_text(random), "[" * 50, "- " * 50))
    return f"{text[:at]}{what}{text[at:]}"


def _before_value(text: str, random: Random) -> str:
    """Put what means something to YAML before one or two values, or in their place."""
    for _ in range(random.randint(1, 2)):
        before, between, after = _split(text, random.choice((": ", "- ")), random)
        text = f"{before}{between}{random.choice(_INDICATORS)}{after}"
    return text


def _split(text: str, between: str, random: Random) -> tuple[str, str, str]:
    """Split a text at any one of the places where something stands."""
    parts = text.split(between)
    at = random.randint(0, len(parts) - 1)
    before, after = between.join(parts[:at]), between.join(parts[at:])
    return before, between if at else "", after


def _cut(text: str, random: Random) -> str:
    start = random.randint(0, len(text))
    return text[:start] + text[start + random.choice((1, 2, 10, 100, 10_000)) :]


def _splice(text: str, random: Random) -> str:
    """Put a piece of the text somewhere else in it."""
    start, at = random.randint(0, len(text)), random.randint(0, len(text))
    return text[:at] + text[start : start + random.choice((3, 30, 300))] + text[at:]


def _line_ends(text: str, random: Random) -> str:
    return text.replace("\n", random.choice(("\r\n", "\r", "\n\n", "\u2028")))


def _flip(raw: bytearray, random: Random) -> None:
    if raw:
        raw[random.randrange(len(raw))] = random.randrange(256)


def _add(raw: bytearray, random: Random) -> None:
    at = random.randint(0, len(raw))
    raw[at:at] = random.choice(_BYTES)


_ON_TEXT: tuple[Callable[[str, Random], str], ...] = (
    _lines,
    _lines,
    _insert,
    _insert,
    _before_value,
    _before_value,
    _cut,
    _splice,
    _line_ends,
)
_ON_BYTES: tuple[Callable[[bytearray, Random], None], ...] = (_flip, _add)
