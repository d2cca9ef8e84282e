"""Text helpers: escape what is hidden, compare names, build sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_SILENT = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, such as escape
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # change the direction of writing
    r"\u2028\u2029\ufeff"  # break a line, or take no room
    r"\ud800-\udfff\ufffe\uffff"  # are not characters
)

_SHOWN_AS_ESCAPES = re.compile(rf"[\n\t{_SILENT}]")

HIDDEN = re.compile(rf"[{_SILENT}](?<!\r(?=\n))")  # much faster than with the condition first
"""A character that does something instead of showing something, except line ends and tabs."""

_FORMULA = (
    r"'*[=+\-@\t\r\n"
    r"\uff1d\uff0b\uff0d\uff20]"  # the same in full width, as some spreadsheets take them too
)


def printable(text: str, *, keep_newlines: bool = False) -> str:
    r"""Show hidden characters as escapes such as `\x1b` or `\u202e`, tabs and newlines among them.

    Args:
        text: Any text.
        keep_newlines: Leave newlines as they are instead of showing `\n`.
    """

    def escape(match: re.Match[str]) -> str:
        char = match.group()
        return char if keep_newlines and char == "\n" else ascii(char)[1:-1]

    return _SHOWN_AS_ESCAPES.sub(escape, text)


def visible(text: str) -> str:
    """Show hidden characters as `printable` does, but leave line ends and tabs as they are."""
    return HIDDEN.sub(lambda match: ascii(match.group())[1:-1], text)


def guard(cell: str) -> str:
    """Put `'` before what a spreadsheet would take for a formula; `unguard` takes it away again."""
    return f"'{cell}" if re.match(_FORMULA, cell) else cell


def unguard(cell: str) -> str:
    """Take away the `'` that `guard` has put before a cell."""
    return cell[1:] if cell.startswith("'") and re.match(_FORMULA, cell) else cell


_BETWEEN_PLACES = "; "

_SHOWN = 60

_LONGEST = 60  # characters of a word that may be a slip; comparing a longer one takes its time

_MOST = 100  # names to compare with; of more, only those with the same first letter

MAX_NEAR = 20
"""How many wrong names at once are compared with the right ones; more would take too long."""


def fold(text: str) -> str:
    """Fold a name for comparing: case and normal form do not count; space, `_` and `-` are one."""
    if not text.isascii():
        from unicodedata import normalize  # noqa: PLC0415  # few names pay for loading its tables

        text = normalize("NFC", text)
    return " ".join(text.casefold().replace("_", " ").replace("-", " ").split())


def show(text: str) -> str:
    """Quote what a user or a file gave: without hidden characters, cut at 60 characters."""
    shown = printable(text[: _SHOWN + 1])
    return f"'{shown}'" if len(shown) <= _SHOWN else f"'{shown[:_SHOWN]}...'"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like a word; None if none is."""
    from difflib import get_close_matches  # noqa: PLC0415  # only a wrong name pays for it

    if len(word) > _LONGEST:
        return None
    names = list(known)
    if len(names) > _MOST:
        first = word[:1].casefold()
        names = [name for name in names if name[:1].casefold() == first][:_MOST]
    whole = {fold(name): name for name in reversed(names)}  # of two, the first counts
    parts = {part: name for name in reversed(names) for part in fold(name).split()}
    for shapes in (whole, parts):
        if close := get_close_matches(fold(word), shapes, n=1):
            return shapes[close[0]]
    return None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Ask for the nearest known name: "did you mean 'title'?"; empty if none is near."""
    near = nearest(word, known)
    return "" if near is None else f"did you mean {show(near)}?"


def listing(parts: Sequence[str], word: str = "and") -> str:
    """Join parts as a sentence does: "a", "a and b", "a, b and c"."""
    return f" {word} ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def lower_first(text: str) -> str:
    """Lower the first letter, for use inside a sentence."""
    return text[:1].lower() + text[1:]


def count(number: int, noun: str) -> str:
    """Say how many: "1 tactic", "3 tactics", "2 options not chosen"."""
    first, *rest = noun.split(" ", 1)
    return " ".join([str(number), first if number == 1 else f"{first}s", *rest])


def upper_first(text: str) -> str:
    """Capitalise the first letter, for use at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def split_source(source: str) -> tuple[str, ...]:
    """Return the places that a source names."""
    return tuple(source.split(_BETWEEN_PLACES)) if source else ()


def join_sources(*sources: str) -> str:
    """Join sources into one, each place once, in order."""
    places = (place for source in sources for place in split_source(source))
    return _BETWEEN_PLACES.join(dict.fromkeys(places))
