"""The names of the formats, and which file name asks for which."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """A way to show an answer."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"


_SUFFIXES = {
    ".txt": Format.TERMINAL,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".json": Format.JSON,
}


def format_of(path_suffix: str) -> Format | None:
    """Say which format a file name's suffix asks for.

    Args:
        path_suffix: The suffix with its dot, in any case (".md", ".JSON").

    Returns:
        The format, or None where the suffix names none.
    """
    return _SUFFIXES.get(path_suffix.lower())
