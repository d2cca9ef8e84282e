"""A YAML file -> plain data and the place of everything in it, strictly and within bounds."""

from __future__ import annotations

import codecs
import os
import re
import stat
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, Protocol, TypeAlias

import yaml

from boundary_advisor.errors import KnowledgeError, Problem
from boundary_advisor.text import HIDDEN, printable, show

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


_Spot: TypeAlias = int
"""A line and a column as one number, which takes little room; both are counted from 1."""

_LINE = 1 << 24  # more than a column can be, in a file of the size that is read


class _Found(NamedTuple):
    """A value: where the name before it stands, or it itself; where it stands; what is in it."""

    key: _Spot
    value: _Spot
    inside: dict[str | int, _Found] | None


class Places:
    """Where everything in a text stands.

    Args:
        text: What `parse_yaml` reads, whether it refuses parts of it or not.
    """

    def __init__(self, text: str) -> None:
        self._top = _walk(text)

    def find(self, loc: Loc, *, at_key: bool = False) -> tuple[int, int]:
        """Give the line and column of a value, counted from 1; 0 and 0 in a text without any.

        Args:
            loc: The way to the value; where it leads nowhere, its nearest ancestor counts.
            at_key: Give the place of the field's name instead.
        """
        found = self._top
        if found is None:
            return 0, 0
        for step in loc:
            inner = (found.inside or {}).get(step)
            if inner is None:
                return divmod(found.value, _LINE)
            found = inner
        return divmod(found.key if at_key else found.value, _LINE)


class _PlacesOpen:
    """A collection whose end has not been read yet; `key` and `name` wait for their value."""

    __slots__ = ("inside", "is_mapping", "key", "name", "spot")

    def __init__(self, spot: _Spot, *, is_mapping: bool) -> None:
        self.spot = spot
        self.is_mapping = is_mapping
        self.inside: dict[str | int, _Found] = {}
        self.key: _Spot | None = None
        self.name = ""

    def add(self, spot: _Spot, name: str, inside: dict[str | int, _Found] | None) -> None:
        """Take a value in; of two of the same name, the first counts."""
        if not self.is_mapping:
            self.inside[len(self.inside)] = _Found(spot, spot, inside)
        elif self.key is None:
            self.key, self.name = spot, name
        else:
            self.inside.setdefault(self.name, _Found(self.key, spot, inside))
            self.key = None


def _walk(text: str) -> _Found | None:
    next_event = open_yaml(text).get_event
    opened = [_PlacesOpen(0, is_mapping=False)]
    while (event := next_event()) is not None:
        if isinstance(event, yaml.CollectionStartEvent):
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            opened.append(_PlacesOpen(_spot(event), is_mapping=is_mapping))
        elif isinstance(event, yaml.CollectionEndEvent):
            done = opened.pop()
            opened[-1].add(done.spot, "", done.inside)
        elif isinstance(event, yaml.NodeEvent):
            opened[-1].add(_spot(event), getattr(event, "value", ""), None)
    return opened[0].inside.get(0)


def _spot(event: yaml.Event) -> _Spot:
    line, column = line_and_column(event.start_mark)
    return line * _LINE + column


Data: TypeAlias = "dict[str, Data] | tuple[Data, ...] | str | int | bool | None"
"""What a file holds. Sequences are tuples, since the models are strict and hold tuples."""

MAX_DEPTH = 40

MAX_EVENTS = 250_000
"""Parts of a text that are read: each value, name, list and group, and the end of these two.
A knowledge file of 10,000 cases has about 160,000."""

MAX_NAME = 2_000
"""Characters in the name of a field."""

MAX_REPORTED = 20
"""Faults of one sort that are told before the rest is left out."""

_WORDS: dict[str, Data] = {"true": True, "false": False, "null": None, "~": None, "": None}

_FIRST_OF_VALUES = frozenset("-0123456789tfn~") | {""}

# No number in the knowledge needs more digits, and Python itself refuses very long ones.
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")

_SAYS = (
    ("cannot start any token", "a value cannot begin like this", "put it in quotes"),
    ("tab character", "a tab cannot indent", "use spaces"),
    ("mapping values are not allowed", "a ':' cannot stand here", "put the text in quotes"),
    ("expected key", "this does not fit the lines above", "check its indentation"),
    ("<block end>", "this does not fit the lines above", "check its indentation"),
    ("'-' indicator", "this does not fit the list above", "check its indentation"),
    ("expected ':'", "a ':' is missing after this name", ""),
    ("end of stream", "a quote is opened here and never closed", ""),
    ("']'", "this list in [ ] lacks a ',' or is never closed", ""),
    ("'}'", "this group in { } lacks a ',' or is never closed", ""),
    (
        "escape character",
        "a '\\' in double quotes is special",
        "write '\\\\' or use single quotes",
    ),
)
"""What the library says, what to say instead, and how to put it right."""

# Here the place where it began says more than the place where it failed.
_TOLD_FROM_START = ("expected ':'", "end of stream", "']'", "'}'")


class _Mark(Protocol):
    """A place in a text; line and column are counted from 0."""

    line: int
    column: int


class Parser(Protocol):
    """What is used of a YAML parser."""

    def get_event(self) -> yaml.Event | None:
        """Give the next event."""

    def get_single_node(self) -> yaml.Node | None:
        """Give the whole document as nodes; only where aliases were refused."""


def open_yaml(text: str) -> Parser:
    """Start the quickest parser there is; some builds of PyYAML lack the one in C."""
    parser: Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    return parser


def line_and_column(mark: _Mark | None) -> tuple[int, int]:
    """Count a mark's place from 1; no mark is no place."""
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


def say_hidden(char: str) -> tuple[str, str]:
    """Say that a character is hidden and not allowed, and what to do."""
    return f"the hidden character {printable(char)} is not allowed", "take it out"


def parse_yaml(
    text: str, file: str, refused: list[Problem] | None = None, *, most: int = MAX_EVENTS
) -> Data:
    """Make plain data of a YAML text.

    Plain scalars are text unless they are a whole number of at most 18 digits, `true`, `false`,
    `null`, `~` or empty.

    Args:
        text: The text.
        file: How problems call it.
        refused: Where to put what is refused, if the rest of the text is wanted all the same, so
            that more can be told of it at once.
        most: How many parts it may have: values, names, and where lists and groups begin and end.

    Raises:
        KnowledgeError: The text holds what is refused: everything that can be told at once.
    """
    builder = _Builder(file, most)
    data = builder.build(text)
    if refused is not None:
        refused += builder.problems
    elif builder.problems:
        raise KnowledgeError(tuple(builder.problems))
    return data


class _StrictYamlOpen:
    """A mapping or a sequence whose end has not been read yet; `key` waits for its value."""

    __slots__ = ("event", "fields", "items", "key")

    def __init__(self, event: yaml.Event, *, mapping: bool) -> None:
        self.event = event
        self.fields: dict[str, Data] | None = {} if mapping else None
        self.items: list[Data] = []
        self.key: str | None = None


class _Builder:
    """Makes plain data of YAML's events, one by one, and notes what it refuses.

    Events, not nodes: no recursion, so depth is bounded before anything can run over,
    and one pass, since reading stands in the way of every answer.
    """

    def __init__(self, file: str, most: int) -> None:
        self._file = file
        self._most = most
        self.problems: list[Problem] = []
        self._top = _StrictYamlOpen(yaml.StreamStartEvent(), mapping=False)
        self._open = [self._top]

    def build(self, text: str) -> Data:
        try:
            self._read(open_yaml(text))
        except yaml.MarkedYAMLError as error:
            self._stop(*_explain(error, text))
        if self._top.items in ([], [None]) and not self.problems:
            self._stop(None, "the file is empty")
        return self._top.items[0]

    def _read(self, parser: Parser) -> None:
        handlers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        next_event = parser.get_event
        for event in islice(iter(next_event, None), self._most):
            handler = handlers.get(type(event))
            if handler is not None:
                handler(event)
        if (rest := next_event()) is not None:
            self._stop(rest.start_mark, f"the file has too much in it: over {self._most:,} parts")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        value: Data = event.value
        if event.anchor is not None or event.tag is not None:
            self._check_marks_of(event)
        if event.implicit[0]:
            if event.value[:1] in _FIRST_OF_VALUES:
                value = _plain_scalar(event.value)
        elif event.style == '"' and (match := HIDDEN.search(event.value)):
            self._refuse(event, *say_hidden(match.group()))
        self._add(value, event)

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        self._check_marks_of(event)
        if len(self._open) > MAX_DEPTH:
            self._stop(event.start_mark, f"this is nested more than {MAX_DEPTH} levels deep")
        self._open.append(_StrictYamlOpen(event, mapping=isinstance(event, yaml.MappingStartEvent)))

    def _end(self, _: yaml.CollectionEndEvent) -> None:
        done = self._open.pop()
        self._add(tuple(done.items) if done.fields is None else done.fields, done.event)

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._refuse(event, f"the alias *{event.anchor} is not allowed", "write the value out")
        self._add("", event)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        if self._top.items:
            self._stop(event.start_mark, "a second document begins here", "a file holds one")
        if event.version or event.tags:
            self._refuse(event, "a line that begins with '%' is not allowed", "take it out")

    def _add(self, value: Data, event: yaml.Event) -> None:
        holder = self._open[-1]
        if holder.fields is None:
            holder.items.append(value)
        elif holder.key is None:
            holder.key = self._key(value, holder.fields, event)
        else:
            holder.fields[holder.key] = value
            holder.key = None

    def _key(self, value: Data, fields: dict[str, Data], event: yaml.Event) -> str:
        if not isinstance(value, str):
            self._refuse(event, "the name of a field must be text", "put it in quotes")
            return ""
        if len(value) > MAX_NAME:
            self._refuse(event, f"the name of a field is longer than {MAX_NAME} characters")
            return ""
        if value in fields:
            self._refuse(event, f"the field {show(value)} is given twice", "keep one of them")
        return value

    def _check_marks_of(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._refuse(event, f"the anchor &{event.anchor} is not allowed", "take it out")
        if event.tag is not None:
            self._refuse(event, f"the tag {show(event.tag)} is not allowed", "take it out")

    def _refuse(self, event: yaml.Event, what: str, fix: str = "") -> None:
        self.problems.append(Problem(self._file, *line_and_column(event.start_mark), what, fix))
        if len(self.problems) >= MAX_REPORTED:
            raise KnowledgeError(tuple(self.problems))

    def _stop(self, mark: _Mark | None, what: str, fix: str = "") -> NoReturn:
        last = Problem(self._file, *line_and_column(mark), what, fix)
        raise KnowledgeError((*self.problems, last))


def _plain_scalar(value: str) -> Data:
    if _INTEGER.fullmatch(value):
        return int(value)
    return _WORDS.get(value, value)


def _explain(error: yaml.MarkedYAMLError, text: str) -> tuple[_Mark | None, str, str]:
    """Say where a text is no YAML, why, and what to do, without words of YAML's grammar."""
    mark, told = error.problem_mark, f"{error.problem}"
    if mark and text[mark.index : mark.index + 1] == "\t":
        return mark, "a tab cannot indent", "use spaces"
    if any(part in told for part in _TOLD_FROM_START):
        mark = error.context_mark
    said = ((what, fix) for part, what, fix in _SAYS if part in told)
    return mark, *next(said, (f"not valid YAML: {told}", ""))


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

    def problem(self, loc: Loc, what: str, fix: str = "", *, at_key: bool = False) -> Problem:
        """Make a problem with its line and column.

        Args:
            loc: The way to the value; where it leads nowhere, its nearest ancestor counts.
            what: What is wrong.
            fix: How to put it right; empty where `what` says it all.
            at_key: Point at the field's name instead of at its value.
        """
        return Problem(self.name, *self._places.find(loc, at_key=at_key), what, fix)

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


def _fail(file: str, what: str, fix: str = "", line: int = 0, column: int = 0) -> KnowledgeError:
    return KnowledgeError((Problem(file, line, column, what, fix),))


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
            raise _fail(file, f"this is {name} text", "save the file as UTF-8", 1, 1)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        what, fix = "this is not UTF-8 text", "save the file as UTF-8"
        raise _fail(file, what, fix, *_end_of(before)) from error
    hidden = tuple(
        Problem(file, *_end_of(text[: match.start()]), *say_hidden(match.group()))
        for match in islice(HIDDEN.finditer(text), MAX_REPORTED)
    )
    if hidden:
        raise KnowledgeError(hidden)
    return text


def _end_of(text: str) -> tuple[int, int]:
    """Give line and column of what follows a text, both counted from 1."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


Loc: TypeAlias = tuple[str | int, ...]
"""The way to a value: field names and list positions from the top of a file."""
