"""YAML text -> plain data, strictly: what YAML would guess, hide or silently drop is refused."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, TypeAlias

import yaml

from boundary_advisor.errors import KnowledgeError, Problem
from boundary_advisor.knowledge.names import show
from boundary_advisor.plain import HIDDEN, printable

if TYPE_CHECKING:
    from collections.abc import Callable

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
    ("cannot start any token", "a value cannot begin like this; put it in quotes"),
    ("tab character", "a tab cannot indent; use spaces"),
    ("mapping values are not allowed", "a ':' cannot stand here; put the text in quotes"),
    ("expected key", "this does not fit the lines above; check its indentation"),
    ("<block end>", "this does not fit the lines above; check its indentation"),
    ("'-' indicator", "this does not fit the list above; check its indentation"),
    ("expected ':'", "a ':' is missing after this name"),
    ("end of stream", "a quote is opened here and never closed"),
    ("']'", "this list in [ ] lacks a ',' or is never closed"),
    ("'}'", "this group in { } lacks a ',' or is never closed"),
    ("escape character", "a '\\' in double quotes is special; write '\\\\' or use single quotes"),
)
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


def say_hidden(char: str) -> str:
    """Say that a character is hidden and not allowed."""
    return f"the hidden character {printable(char)} is not allowed; take it out"


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


class _Open:
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
        self._top = _Open(yaml.StreamStartEvent(), mapping=False)
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
            self._refuse(event, say_hidden(match.group()))
        self._add(value, event)

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        self._check_marks_of(event)
        if len(self._open) > MAX_DEPTH:
            self._stop(event.start_mark, f"this is nested more than {MAX_DEPTH} levels deep")
        self._open.append(_Open(event, mapping=isinstance(event, yaml.MappingStartEvent)))

    def _end(self, _: yaml.CollectionEndEvent) -> None:
        done = self._open.pop()
        self._add(tuple(done.items) if done.fields is None else done.fields, done.event)

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._refuse(event, f"the alias *{event.anchor} is not allowed; write the value out")
        self._add("", event)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        if self._top.items:
            self._stop(event.start_mark, "a second document begins here; a file holds one")
        if event.version or event.tags:
            self._refuse(event, "a line that begins with '%' is not allowed; take it out")

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
            self._refuse(event, "the name of a field must be text; put it in quotes")
            return ""
        if len(value) > MAX_NAME:
            self._refuse(event, f"the name of a field is longer than {MAX_NAME} characters")
            return ""
        if value in fields:
            self._refuse(event, f"the field {show(value)} is given twice; keep one of them")
        return value

    def _check_marks_of(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._refuse(event, f"the anchor &{event.anchor} is not allowed; take it out")
        if event.tag is not None:
            self._refuse(event, f"the tag {show(event.tag)} is not allowed; take it out")

    def _refuse(self, event: yaml.Event, message: str) -> None:
        self.problems.append(Problem(self._file, *line_and_column(event.start_mark), message))
        if len(self.problems) >= MAX_REPORTED:
            raise KnowledgeError(tuple(self.problems))

    def _stop(self, mark: _Mark | None, message: str) -> NoReturn:
        last = Problem(self._file, *line_and_column(mark), message)
        raise KnowledgeError((*self.problems, last))


def _plain_scalar(value: str) -> Data:
    if _INTEGER.fullmatch(value):
        return int(value)
    return _WORDS.get(value, value)


def _explain(error: yaml.MarkedYAMLError, text: str) -> tuple[_Mark | None, str]:
    """Say where a text is no YAML, and why, for one who does not know YAML's grammar."""
    mark, told = error.problem_mark, f"{error.problem}"
    if mark and text[mark.index : mark.index + 1] == "\t":
        return mark, "a tab cannot indent; use spaces"
    if any(part in told for part in _TOLD_FROM_START):
        mark = error.context_mark
    words = next((words for part, words in _SAYS if part in told), f"not valid YAML: {told}")
    return mark, words
