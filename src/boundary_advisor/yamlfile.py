"""A YAML file -> plain data and the position of everything in it, strictly and within bounds."""

from __future__ import annotations

import codecs
import os
import re
import stat
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, TypeAlias

import yaml

from boundary_advisor.errors import KnowledgeError, Problem
from boundary_advisor.text import HIDDEN, printable, show

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Data: TypeAlias = "dict[str, Data] | tuple[Data, ...] | str | int | bool | None"
"""What a file holds. Sequences are tuples, as in the strict models."""

Loc: TypeAlias = tuple[str | int, ...]
"""Path to a value: field names and list indices from the top of a file."""

MAX_BYTES = 5_000_000

MAX_DEPTH = 40

MAX_EVENTS = 250_000
"""Parts of a text: each name and value, and the beginning and end of each list and group. A
knowledge file of 10,000 cases has about 160,000."""

MAX_NAME = 2_000
"""Characters in the name of a field."""

MAX_REPORTED = 20
"""Refused parts of one text, or hidden characters in it, that are reported."""

MAX_FAULTS = 500
"""Faults in the meaning of a file that are looked at."""


class Position(Protocol):
    """A position in a text: line and column, counted from 0 as YAML's parsers do."""

    line: int
    column: int


Positions: TypeAlias = "dict[str | int, tuple[Position | None, Position | None, Positions | None]]"
"""Name or index of each part of a collection -> where its name begins, or it itself if it has no
name; where it begins; and the positions of its parts if it is a collection."""


@dataclass(frozen=True)
class ReadFile:
    """A file that was read.

    `positions` holds the positions of the data, under 0, and of everything in it.
    """

    name: str
    data: Data
    positions: Positions = field(repr=False)

    def problem(self, loc: Loc, what: str, fix: str = "", *, at_key: bool = False) -> Problem:
        """Make a problem at the position of a value, or of its nearest ancestor if there is none.

        With `at_key`, it points at the name of the field instead of its value.
        """
        key, value, inside = self.positions[0]
        for step in loc:
            if inside is None or step not in inside:
                key = value
                break
            key, value, inside = inside[step]
        return Problem(self.name, *_line_and_column(key if at_key else value), what, fix)


def read_yaml(path: Path, name: str = "") -> ReadFile:
    """Read a YAML file, named in problems by the last part of its path unless a name is given.

    Raises:
        KnowledgeError: The file cannot be read, is not YAML, or holds what `parse_yaml` refuses.
    """
    shown = printable(name or path.name)
    return parse_yaml(read_text(path, shown), shown)


def parse_yaml(
    text: str, name: str, refused: list[Problem] | None = None, *, most: int = MAX_EVENTS
) -> ReadFile:
    """Parse a YAML text; `name` is that of the file in problems.

    Plain scalars are text unless they are a whole number of at most 18 digits, `true`, `false`,
    `null`, `~` or empty. Tags, anchors, aliases, directives, duplicate fields and a second document
    are refused. With `refused`, that is collected there, so that more of the rest can be reported
    at once. The text has `most` parts at most, as `MAX_EVENTS` counts them.

    Raises:
        KnowledgeError: The text is not YAML, or holds what is refused.
    """
    builder = _YamlBuilder(name, most)
    read = builder.build(text)
    if refused is not None:
        refused += builder.problems
    elif builder.problems:
        raise KnowledgeError(tuple(builder.problems))
    return read


def open_yaml(text: str) -> yaml.SafeLoader:
    """Open the parser in C, or its twin in Python where PyYAML was built without it."""
    loader: yaml.SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    return loader


_WORDS: dict[str, Data] = {"true": True, "false": False, "null": None, "~": None, "": None}

_FIRST_OF_VALUES = frozenset("-0123456789tfn~") | {""}

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")  # Python refuses very long ones

_DIRECTIVE = ("a line that begins with '%' is not allowed", "take it out")

_TOO_DEEP = f"this is nested more than {MAX_DEPTH} levels deep"


class _Collection:
    """A mapping or a sequence that is being read; `key` is a name whose value comes next."""

    __slots__ = ("fields", "items", "key", "key_position", "position", "positions")

    def __init__(self, fields: dict[str, Data] | None, position: Position | None) -> None:
        self.fields = fields  # None for a sequence
        self.items: list[Data] = []
        self.positions: Positions = {}
        self.position = position
        self.key: str | None = None
        self.key_position = position


class _YamlBuilder:
    """Builds data and positions from YAML's events, and collects what it refuses.

    Events rather than nodes: one pass, and no recursion, so that the bound on depth comes before
    the stack overflows. It is written for speed, since every start waits for it.
    """

    def __init__(self, name: str, most: int) -> None:
        self._name = name
        self._most = most
        self._top = self._holder = _Collection(None, None)
        self._outer: list[_Collection] = []
        self.problems: list[Problem] = []

    def build(self, text: str) -> ReadFile:
        try:
            self._read(open_yaml(text))
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            self._stop(*_explain(error, text))
        if self._top.items in ([], [None]) and not self.problems:
            self._stop(None, "the file is empty")
        return ReadFile(self._name, self._top.items[0], self._top.positions)

    def _read(self, parser: yaml.SafeLoader) -> None:
        handlers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        next_event: Callable[[], Any] = parser.get_event
        for event in islice(iter(next_event, None), self._most):
            handler = handlers.get(type(event))
            if handler is not None:
                handler(event)
        if (rest := next_event()) is not None:
            self._stop(rest.start_mark, f"the file has too much in it: over {self._most:,} parts")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        value: Data = event.value
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if event.implicit[0]:
            if event.value[:1] in _FIRST_OF_VALUES:
                is_number = _INTEGER.fullmatch(event.value)
                value = int(event.value) if is_number else _WORDS.get(event.value, event.value)
        elif event.style == '"' and (match := HIDDEN.search(event.value)):
            self._refuse(event.start_mark, *_say_hidden(match.group()))
        self._add(value, event.start_mark)

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if len(self._outer) == MAX_DEPTH:
            self._stop(event.start_mark, _TOO_DEEP)
        self._outer.append(self._holder)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        self._holder = _Collection({} if is_mapping else None, event.start_mark)

    def _end(self, _: yaml.CollectionEndEvent) -> None:
        done = self._holder
        self._holder = self._outer.pop()
        data = tuple(done.items) if done.fields is None else done.fields
        self._add(data, done.position, done.positions)

    def _alias(self, event: yaml.AliasEvent) -> None:
        what = f"the alias *{event.anchor} is not allowed"
        self._refuse(event.start_mark, what, "write the value out")
        self._add("", event.start_mark)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        if self._top.items:
            self._stop(event.start_mark, "a second document begins here", "a file holds one")
        if event.version or event.tags:
            self._refuse(event.start_mark, *_DIRECTIVE)

    def _add(self, value: Data, position: Position | None, inner: Positions | None = None) -> None:
        """Add to the collection that is being read: an item, or the name or value of a field."""
        holder = self._holder
        fields = holder.fields
        if fields is None:
            holder.positions[len(holder.items)] = (position, position, inner)
            holder.items.append(value)
        elif (key := holder.key) is None:
            if not isinstance(value, str) or value in fields or len(value) > MAX_NAME:
                value = self._refuse_key(value, position)
            holder.key = value
            holder.key_position = position
        else:
            holder.positions[key] = (holder.key_position, position, inner)
            fields[key] = value
            holder.key = None

    def _refuse_key(self, value: Data, position: Position | None) -> str:
        if not isinstance(value, str):
            self._refuse(position, "the name of a field must be text", "put it in quotes")
            return ""
        if len(value) > MAX_NAME:
            self._refuse(position, f"the name of a field is longer than {MAX_NAME} characters")
            return ""
        self._refuse(position, f"the field {show(value)} is given twice", "keep one of them")
        return value

    def _refuse_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            what = f"the anchor &{event.anchor} is not allowed"
            self._refuse(event.start_mark, what, "take it out")
        if event.tag is not None:
            what = f"the tag {show(event.tag)} is not allowed"
            self._refuse(event.start_mark, what, "take it out")

    def _refuse(self, position: Position | None, what: str, fix: str = "") -> None:
        self.problems.append(Problem(self._name, *_line_and_column(position), what, fix))
        if len(self.problems) >= MAX_REPORTED:
            raise KnowledgeError(tuple(self.problems))

    def _stop(self, position: Position | None, what: str, fix: str = "") -> NoReturn:
        last = Problem(self._name, *_line_and_column(position), what, fix)
        raise KnowledgeError((*self.problems, last))


def _line_and_column(position: Position | None) -> tuple[int, int]:
    """Return line and column counted from 1; zeros without a position."""
    return (position.line + 1, position.column + 1) if position else (0, 0)


def _say_hidden(char: str) -> tuple[str, str]:
    return f"the hidden character {printable(char)} is not allowed", "take it out"


_NOT_YAML = ("this is not valid YAML here", "put the text in quotes")

_BEGINNING = ("a value cannot begin with '{}'", "put the text in quotes")

_INDENTATION = "check its indentation"

# Pattern of what the library says, whether to point at where the construct begins rather than at
# where it fails, and what we say. The library speaks of its grammar, each parser in its own words.
_EXPLANATIONS = (
    ("nesting depth", False, (_TOO_DEEP, "")),
    ("directive|incompatible", True, _DIRECTIVE),
    ("simple key", True, ("a ':' is missing after this name", "")),
    ("quoted scalar: found unexpected", True, ("a quote is opened here and never closed", "")),
    (
        "quoted scalar",
        False,
        (r"a '\' in double quotes is special", r"write '\\' or use single quotes"),
    ),
    ("flow sequence", True, ("this list in [ ] lacks a ',' or is never closed", "")),
    ("flow mapping", True, ("this group in { } lacks a ',' or is never closed", "")),
    ("mapping values", False, ("a ':' cannot stand here", "put the text in quotes")),
    ("block collection", False, ("this does not fit the list above", _INDENTATION)),
    ("block mapping|document start", False, ("this does not fit the lines above", _INDENTATION)),
    ("any token|entries|keys|anchor|alias|tag|block scalar|node", True, _BEGINNING),
    ("", False, _NOT_YAML),
)


def _explain(error: Exception, text: str) -> tuple[Position | None, str, str]:
    """Say where a text is not YAML, why, and what to do, without YAML's grammar."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return None, *_NOT_YAML
    position = error.problem_mark
    index = position.index
    before, at = text[:index].rpartition("\n")[2], text[index : index + 1]
    if at == "\t":
        return position, "a tab cannot indent", "use spaces"
    said = f"{error.context}: {error.problem}"
    at_start, (what, fix) = next(row[1:] for row in _EXPLANATIONS if re.search(row[0], said))
    start = error.context_mark or position
    first = text[start.index : start.index + 1]
    if (what, fix) == _BEGINNING and not first:
        return start, "a '[' or '{' above is never closed", ""
    if fix is _INDENTATION and before.strip():
        return position, "nothing can follow here", "put the whole text in quotes"
    return start if at_start else position, what.replace("{}", first), fix


_PLAIN = bytes(range(0x20, 0x7F)) + b"\t\n"

_OTHER_ENCODINGS = {
    "UTF-32": (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE),  # first, as one begins like UTF-16
    "UTF-16": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
}


def read_text(path: Path, name: str, refused: list[Problem] | None = None) -> str:
    """Read a text file in UTF-8, with or without a byte order mark; `name` is for problems.

    With `refused`, hidden characters are collected there and replaced in the text, so that more of
    the rest can be reported at once. If there are many, it is no text at all.

    Raises:
        KnowledgeError: It cannot be read, is too large, is not UTF-8, or has hidden characters.
    """
    raw = _read_bytes(path, name)
    if raw.isascii() and not raw.translate(None, _PLAIN):
        return raw.decode("ascii")  # most files; this is ten times as fast as the search below
    found = (encoding for encoding, starts in _OTHER_ENCODINGS.items() if raw.startswith(starts))
    if encoding := next(found, "UTF-16" if raw[:2].count(0) == 1 else ""):
        raise _fail(name, f"this is {encoding} text", "save the file as UTF-8", (1, 1))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        what, fix = "this is not UTF-8 text", "save the file as UTF-8"
        raise _fail(name, what, fix, _end_of(before)) from error
    hidden = tuple(
        Problem(name, *_end_of(text[: match.start()]), *_say_hidden(match.group()))
        for match in islice(HIDDEN.finditer(text), MAX_REPORTED)
    )
    if len(hidden) == MAX_REPORTED or (hidden and refused is None):
        raise KnowledgeError(hidden)
    if refused is not None:
        refused += hidden
    return HIDDEN.sub("\ufffd", text)


def _end_of(text: str) -> tuple[int, int]:
    """Return the line and column of what comes after a text."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def _read_bytes(path: Path, name: str) -> bytes:
    try:
        mode = path.stat().st_mode  # some devices act when they are opened
        raw = None
        if stat.S_ISREG(mode):
            with open(path, "rb", opener=_open_without_waiting) as stream:
                if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):  # else it is a pipe meanwhile
                    raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise _fail(name, "there is no such file") from error
    except (OSError, ValueError) as error:  # ValueError: a path that no file can have
        reason = getattr(error, "strerror", None) or error
        raise _fail(name, f"the file cannot be read: {reason}") from error
    if raw is None:
        kind = "a folder, not a file" if stat.S_ISDIR(mode) else "not a regular file"
        raise _fail(name, f"this is {kind}")
    if len(raw) > MAX_BYTES:
        raise _fail(name, f"the file is larger than {MAX_BYTES // 1_000_000} MB")
    return raw


def _open_without_waiting(name: str, flags: int) -> int:
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def _fail(
    name: str, what: str, fix: str = "", position: tuple[int, int] = (0, 0)
) -> KnowledgeError:
    return KnowledgeError((Problem(name, *position, what, fix),))
