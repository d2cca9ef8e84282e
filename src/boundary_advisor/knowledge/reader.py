"""A YAML file -> plain data, and the line and column of everything in it."""

from __future__ import annotations

import codecs
import os
import stat
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from boundary_advisor.errors import KnowledgeError, Problem
from boundary_advisor.knowledge.places import Places
from boundary_advisor.knowledge.strict_yaml import (
    MAX_EVENTS,
    MAX_REPORTED,
    Data,
    parse_yaml,
    say_hidden,
)
from boundary_advisor.plain import HIDDEN, printable

if TYPE_CHECKING:
    from pathlib import Path

    from boundary_advisor.knowledge.files import Loc

MAX_BYTES = 5_000_000
MAX_FAULTS = 500
"""Faults in what a file means that are looked at, before the rest is left out."""

_NO_FILE = "this is not a regular file"
_OTHER_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),  # begins like UTF-16, so it stands first
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


@dataclass(frozen=True)
class ReadFile:
    """A file that was read.

    Attributes:
        name: How problems call the file.
        data: What it holds.
        text: Its text, to find places in.
    """

    name: str
    data: Data
    text: str = field(repr=False)

    def problem(self, loc: Loc, message: str, *, at_key: bool = False) -> Problem:
        """Make a problem of a message, with its line and column.

        Args:
            loc: The way to the value; where it leads nowhere, its nearest ancestor counts.
            message: What is wrong and how to mend it.
            at_key: Point at the field's name instead of at its value.
        """
        return Problem(self.name, *self._places.find(loc, at_key=at_key), message)

    @cached_property
    def _places(self) -> Places:
        return Places(self.text)


def read_yaml(
    path: Path, name: str = "", refused: list[Problem] | None = None, *, most: int = MAX_EVENTS
) -> ReadFile:
    """Read a YAML file; `parse_yaml` says what is refused.

    Args:
        path: Where the file lies.
        name: How problems call the file; the last part of the path unless given.
        refused: Where to put what is refused, if the rest of the file is wanted all the same.
        most: How many parts it may have, as `parse_yaml` counts them.

    Raises:
        KnowledgeError: The file cannot be read, or holds what is refused: all that can be told.
    """
    shown = printable(name or path.name)
    text = read_text(path, shown)
    return ReadFile(shown, parse_yaml(text, shown, refused, most=most), text)


def read_text(path: Path, name: str) -> str:
    """Read a text file in UTF-8, with or without a byte order mark.

    Args:
        path: Where the file lies.
        name: How problems call the file.

    Raises:
        KnowledgeError: It cannot be read, is too large, is no UTF-8, or holds hidden characters.
    """
    return _decode(read_bytes(path, name), name)


def _fail(file: str, message: str, line: int = 0, column: int = 0) -> KnowledgeError:
    return KnowledgeError((Problem(file, line, column, message),))


def read_bytes(path: Path, file: str) -> bytes:
    """Read a regular file, whatever it holds.

    Args:
        path: Where the file lies.
        file: How problems call it.

    Raises:
        KnowledgeError: It cannot be read, or is too large.
    """
    try:
        raw = _read_regular(path, file)
    except FileNotFoundError as error:
        raise _fail(file, "there is no such file") from error
    except IsADirectoryError as error:
        raise _fail(file, "this is a folder, not a file") from error
    except (OSError, ValueError) as error:  # ValueError: a path that no file can have
        reason = getattr(error, "strerror", None) or error
        raise _fail(file, f"the file cannot be read: {reason}") from error
    if len(raw) > MAX_BYTES:
        raise _fail(file, f"the file is larger than {MAX_BYTES // 1_000_000} MB")
    return raw


def _read_regular(path: Path, file: str) -> bytes:
    """Read what is a file and nothing else, even if it becomes something else meanwhile."""
    if path.exists() and not path.is_file() and not path.is_dir():  # some devices act when opened
        raise _fail(file, _NO_FILE)
    with open(path, "rb", opener=_open_at_once) as stream:
        raw: bytes | None = None
        if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raw = stream.read(MAX_BYTES + 1)
    if raw is None:  # a pipe, or one of the kernel's files, has nothing to give yet
        raise _fail(file, _NO_FILE)
    return raw


def _open_at_once(path: str, flags: int) -> int:
    """Open a file and never wait for one who writes to it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _decode(raw: bytes, file: str) -> str:
    for mark, name in _OTHER_ENCODINGS:
        if raw.startswith(mark):
            raise _fail(file, f"this is {name} text; save the file as UTF-8", 1, 1)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        message = "this is not UTF-8 text; save the file as UTF-8"
        raise _fail(file, message, *_end_of(before)) from error
    hidden = tuple(
        Problem(file, *_end_of(text[: match.start()]), say_hidden(match.group()))
        for match in islice(HIDDEN.finditer(text), MAX_REPORTED)
    )
    if hidden:
        raise KnowledgeError(hidden)
    return text


def _end_of(text: str) -> tuple[int, int]:
    """Give line and column of what follows a text, both counted from 1."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")
