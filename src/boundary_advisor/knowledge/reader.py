"""A YAML file -> plain data, and the line and column of everything in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

import yaml

from boundary_advisor.errors import KnowledgeError, Problem
from boundary_advisor.knowledge.strict_yaml import (
    MAX_REPORTED,
    Data,
    line_and_column,
    open_yaml,
    parse_yaml,
    say_hidden,
)
from boundary_advisor.plain import HIDDEN, printable

if TYPE_CHECKING:
    from pathlib import Path

    from boundary_advisor.knowledge.files import Loc

MAX_BYTES = 5_000_000


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
        key = node = self._top
        for step in loc:
            found = _step_into(node, step)
            if found is None:
                key = node
                break
            key, node = found
        target = key if at_key else node
        mark = target.start_mark if target else None
        return Problem(self.name, *line_and_column(mark), message)

    @cached_property
    def _top(self) -> yaml.Node | None:
        # Safe: aliases and deep nesting were refused before this file came to be.
        return open_yaml(self.text).get_single_node()


def read_yaml(path: Path, name: str = "", refused: list[Problem] | None = None) -> ReadFile:
    """Read a YAML file; `parse_yaml` says what is refused.

    Args:
        path: Where the file lies.
        name: How problems call the file; the last part of the path unless given.
        refused: Where to put what is refused, if the rest of the file is wanted all the same.

    Raises:
        KnowledgeError: The file cannot be read, or holds what is refused: all that can be told.
    """
    shown = printable(name or path.name)
    text = read_text(path, shown)
    return ReadFile(shown, parse_yaml(text, shown, refused), text)


def read_text(path: Path, name: str) -> str:
    """Read a text file in UTF-8, with or without a byte order mark.

    Args:
        path: Where the file lies.
        name: How problems call the file.

    Raises:
        KnowledgeError: It cannot be read, is too large, is no UTF-8, or holds hidden characters.
    """
    return _decode(_read_bytes(path, name), name)


def _step_into(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """Give a field's key and value, or an item twice; None where there is no such step."""
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def _fail(file: str, message: str, line: int = 0, column: int = 0) -> KnowledgeError:
    return KnowledgeError((Problem(file, line, column, message),))


def _read_bytes(path: Path, file: str) -> bytes:
    try:
        if path.exists() and not path.is_file() and not path.is_dir():  # a pipe would wait
            raise _fail(file, "this is not a regular file")
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
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


def _decode(raw: bytes, file: str) -> str:
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
