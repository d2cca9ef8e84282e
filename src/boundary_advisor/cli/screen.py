"""What the place that the answer goes to can show: width, colour, characters."""

from __future__ import annotations

import os
import shutil
import sys
from typing import NamedTuple

_FRAME = "\u2500\u2501\u2502\u250c\u253c\u2518"
_FILE_WIDTH = 80


class Screen(NamedTuple):
    """Columns, and whether colour and frame characters can be used."""

    width: int
    color: bool
    unicode: bool


FILE = Screen(width=_FILE_WIDTH, color=False, unicode=True)
"""What a text file can show."""


def standard_output() -> Screen:
    """Look at standard output and the environment; NO_COLOR wins over FORCE_COLOR."""
    return Screen(
        width=shutil.get_terminal_size((_FILE_WIDTH, 24)).columns,
        color=_wants_color(),
        unicode=_can_frame(),
    )


def _wants_color() -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return _is_terminal() and os.environ.get("TERM") != "dumb"


def _is_terminal() -> bool:
    try:
        return sys.stdout.isatty()
    except (AttributeError, ValueError):  # there is none, or it is closed
        return False


def _can_frame() -> bool:
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        _FRAME.encode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True
