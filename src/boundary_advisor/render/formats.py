"""The names of the formats, which file name asks for which, and what each can carry."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """A way to show an answer."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    JSON = "json"
    SVG = "svg"
    MERMAID = "mermaid"
    CSV = "csv"
    XLSX = "xlsx"


LISTS = (Format.TERMINAL, Format.JSON)
"""What is only a list of lines: for people and for programs."""

READABLE = (Format.TERMINAL, Format.MARKDOWN, Format.HTML, Format.DOCX, Format.JSON)
"""The formats of every answer."""

PICTURES = (*READABLE, Format.SVG)
"""The formats of an answer that is a picture too."""

CHARTS = (*READABLE, Format.MERMAID)
"""The formats of an answer that is a chart too."""

SHEETS = (*READABLE, Format.CSV, Format.XLSX)
"""The formats of an answer that is a table for a spreadsheet too."""

ALL_BUT_CHARTS = (*PICTURES, Format.CSV, Format.XLSX)
"""The formats of an answer that is a picture and a table too."""

BINARY = frozenset({Format.DOCX, Format.XLSX})
"""The formats that are no text, so that no screen can show them."""

_SUFFIXES = {
    ".txt": Format.TERMINAL,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".docx": Format.DOCX,
    ".json": Format.JSON,
    ".svg": Format.SVG,
    ".mmd": Format.MERMAID,
    ".csv": Format.CSV,
    ".xlsx": Format.XLSX,
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
