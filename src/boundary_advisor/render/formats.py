"""The names of the formats, and which file name asks for which."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """A way to show an answer."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"
    CSV = "csv"


READABLE = (Format.TERMINAL, Format.MARKDOWN, Format.JSON)
"""The formats of most answers."""

TABLES = (*READABLE, Format.CSV)
"""The formats of an answer that is a table too."""

_SUFFIXES = {
    ".txt": Format.TERMINAL,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".json": Format.JSON,
    ".csv": Format.CSV,
}


def format_of(path_suffix: str) -> Format | None:
    """Say which format a file name's suffix asks for.

    Args:
        path_suffix: The suffix with its dot, in any case (".md", ".JSON").

    Returns:
        The format, or None where the suffix names none.
    """
    return _SUFFIXES.get(path_suffix.lower())


def suffix_of(chosen: Format) -> str:
    """Give the first suffix that asks for a format, such as ".md"."""
    return next(suffix for suffix, each in _SUFFIXES.items() if each is chosen)
