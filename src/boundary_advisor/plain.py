"""Text made safe to show: nothing in it may steer a terminal or hide what it says.

A cell of a table is safe where a spreadsheet takes it for text, and not for a formula to run.
"""

from __future__ import annotations

import re

_SILENT = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, the escape code among them
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # turn the direction of writing
    r"\u2028\u2029\ufeff"  # break a line, or take no room, unseen
    r"\ud800-\udfff\ufffe\uffff"  # are no characters at all
)
_SHOWN_AS_ESCAPES = re.compile(rf"[\n\t{_SILENT}]")

# The class stands first: then the search is several times as fast as behind a condition.
HIDDEN = re.compile(rf"[{_SILENT}](?<!\r(?=\n))")
"""Characters that do something instead of showing something, but for line ends and tabs."""

_FORMULA = (
    r"'*[=+\-@\t\r\n"
    r"\uff1d\uff0b\uff0d\uff20]"  # the same signs in full width, which some spreadsheets take too
)


def printable(text: str, *, keep_newlines: bool = False) -> str:
    r"""Show hidden characters as visible escapes, such as `\x1b` or `\u202e`.

    Args:
        text: Any text, of whatever origin.
        keep_newlines: Leave newlines as they are instead of showing `\n`.
    """

    def escape(match: re.Match[str]) -> str:
        char = match.group()
        return char if keep_newlines and char == "\n" else ascii(char)[1:-1]

    return _SHOWN_AS_ESCAPES.sub(escape, text)


def visible(text: str) -> str:
    """Show hidden characters as `printable` does, and leave line ends and tabs as they are."""
    return HIDDEN.sub(lambda match: ascii(match.group())[1:-1], text)


def guard(cell: str) -> str:
    """Put `'` before what a spreadsheet would take for a formula, so that it takes it for text.

    What begins so behind apostrophes gets one more, so that `unguard` gives back just what was.
    """
    return f"'{cell}" if re.match(_FORMULA, cell) else cell


def unguard(cell: str) -> str:
    """Take away the `'` that `guard` puts before a cell."""
    return cell[1:] if cell.startswith("'") and re.match(_FORMULA, cell) else cell
