"""Lines for a terminal: texts as styled words, and words wrapped into lines."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

from boundary_advisor.render.document import one_line
from boundary_advisor.render.width import chop, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

Style = Literal["", "bold", "dim", "bold red", "bold reverse"]  # as rich says it, see ansi
Span = tuple[str, Style]
Words = tuple[Span, ...]  # the words of one text; blanks come between them on a line
Line = tuple[Span, ...]  # what to write one after the other, blanks and all

_LONGEST = 100  # columns of running text; the eye loses its place in longer lines


def words(text: str, style: Style = "") -> Words:
    """Take a text of a document apart at its blanks; a no-break space is no blank."""
    return tuple((word, style) for word in one_line(text).split(" ") if word)


def labelled(label: str, text: str, style: Style = "") -> Words:
    """Put a label before a text, and a colon between them where there are both."""
    before, after = words(label, "bold"), words(text, style)
    if not (before and after):
        return before + after
    *others, (last, look) = before
    return (*others, (f"{last}:", look), *after)


def width_of_line(line: Line) -> int:
    """Count the columns that a line takes."""
    return sum(width_of(text) for text, _ in line)


def joined(text: Sequence[Span]) -> Line:
    """Put words on one line, each blank in the style of the word before it."""
    alike = [
        (" ".join(word for word, _ in group), style)
        for style, group in groupby(text, key=itemgetter(1))
    ]
    return (*((f"{piece} ", style) for piece, style in alike[:-1]), *alike[-1:])


def wrap(text: Words, first: int, rest: int) -> list[Line]:
    """Fill lines with words. A word longer than a line starts one, and goes on in the next.

    Args:
        text: The words.
        first: Columns of the first line.
        rest: Columns of every line after it, no more than of the first.

    Returns:
        The lines, one of them at least: an empty one where there are no words.
    """
    lines: list[list[Span]] = []
    room = 0  # columns left in the last line
    for word, style in text:
        size = width_of(word)
        if size < room:  # and a blank before it
            lines[-1].append((word, style))
            room -= size + 1
        else:
            pieces = _pieces(word, rest if lines else first, rest)
            lines += [[(piece, style)] for piece in pieces]
            room = (rest if len(lines) > 1 else first) - width_of(pieces[-1])
    return [joined(line) for line in lines] or [()]


def hang(text: Words, width: int, lead: str, extra: int = 0) -> list[Line]:
    """Wrap a text behind a lead, further lines `extra` columns further in; no text, no line."""
    if not text:
        return []
    lead = lead[-(width // 2) :]  # however deep it stands, half of the width is for text
    further = " " * (len(lead) + extra)
    longest = min(width, _LONGEST)
    first, *others = wrap(text, longest - len(lead), longest - len(further))
    return [((lead, ""), *first), *(((further, ""), *line) for line in others)]


def plain(lines: Sequence[Line]) -> str:
    """Write lines without their styles, none with blanks at its end."""
    return "\n".join("".join(text for text, _ in line).rstrip() for line in lines)


def _pieces(word: str, first: int, rest: int) -> list[str]:
    """Break a word that is longer than `first` columns, there and then at every `rest` columns."""
    if width_of(word) <= first:
        return [word]
    head = chop(word, first)[0]
    return [head, *chop(word[len(head) :], rest)]
