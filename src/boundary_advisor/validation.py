"""A file that was read -> a model, or every problem in plain words with its place."""

from __future__ import annotations

from itertools import islice
from types import NoneType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from boundary_advisor.errors import KnowledgeError, Problem
from boundary_advisor.text import did_you_mean, printable, show
from boundary_advisor.yamlfile import MAX_FAULTS, Loc, ReadFile, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pydantic_core import ErrorDetails

    from boundary_advisor.yamlfile import ReadFile

ModelT = TypeVar("ModelT", bound=BaseModel)

_MAX_COUNTED = 50_000  # faults; the library takes too much room to tell more of them

_KINDS: Mapping[type, str] = {
    str: "text",
    int: "a number",
    bool: "true or false",
    NoneType: "nothing",
    tuple: "a list",
    dict: "a group of fields",
}

_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "model_type": "a group of fields",
}

_BOUNDS = {
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "too_short": "needs {min_length} or more items",
    "string_too_long": "is longer than {max_length} characters",
}


def parse_file(path: Path, shape: type[ModelT], name: str = "") -> tuple[ModelT, ReadFile]:
    """Read a file and make a model of it; the file itself comes along, to find places in.

    Args:
        path: Where the file lies.
        shape: The model of the whole file.
        name: How problems call the file; the last part of the path unless given.

    Raises:
        KnowledgeError: The file cannot be read, is not strict YAML, or does not fit the model.
    """
    read = read_yaml(path, name)
    return fit(read, shape), read


def fit(read: ReadFile, shape: type[ModelT]) -> ModelT:
    """Make a model of data that was read.

    Raises:
        KnowledgeError: The data does not fit the model; every problem, in plain words, unless
            there are so many that nobody would read them.
    """
    try:
        return shape.model_validate(read.data)
    except ValidationError as error:
        raise KnowledgeError(tuple(_problems(error, shape, read))) from error


def _problems(error: ValidationError, shape: type[BaseModel], read: ReadFile) -> Iterator[Problem]:
    count = error.error_count()
    if count > MAX_FAULTS:
        yield read.problem((), f"there are {count:,} faults in this file; too many to tell all")
    if count <= _MAX_COUNTED:
        faults = filter(_is_real, error.errors(include_url=False))
        yield from (_problem(each, shape, read) for each in islice(faults, MAX_FAULTS))


def _is_real(fault: ErrorDetails) -> bool:
    """A list is also called too short where its items have faults of their own: no news."""
    return fault["type"] != "too_short" or len(fault["input"]) < fault["ctx"]["min_length"]


def _problem(fault: ErrorDetails, shape: type[BaseModel], read: ReadFile) -> Problem:
    loc: Loc = fault["loc"]
    if fault["type"] == "missing":
        return read.problem(loc, f"missing field '{loc[-1]}'")
    if fault["type"] == "extra_forbidden":
        known = _fields_at(shape, loc[:-1])
        name = str(loc[-1])
        unknown = f"unknown field {show(name)}"
        return read.problem(loc, unknown, did_you_mean(name, known), at_key=True)
    what, *fix = _say(fault)
    return read.problem(loc, f"{_label(loc)}{what}", *fix)


def _label(loc: Loc) -> str:
    """Name a value by its field, and by its turn where the field is a list."""
    if not loc:
        return "the file "
    last = loc[-1]
    if isinstance(last, str):
        return f"{last}: "
    return f"{_label(loc[:-1]).removesuffix(': ')}, item {last + 1}: "


def _say(fault: ErrorDetails) -> tuple[str, ...]:
    """Say what is wrong and, where that is not enough, how to put it right."""
    kind, context, value = fault["type"], fault.get("ctx", {}), fault["input"]
    if kind in _WANTED:
        return (f"must be {_WANTED[kind]}, not {_KINDS[type(value)]}",)
    if kind in _BOUNDS:
        return (_BOUNDS[kind].format_map(context),)
    if kind == "enum":
        return (_say_closed(value, context["expected"].replace("'", "").replace(" or ", ", ")),)
    if kind == "string_pattern_mismatch" and value.strip():
        return f"{show(value)} is no id", "use small letters, digits and single hyphens"
    if kind == "string_pattern_mismatch":
        return ("must not be empty",)
    return (fault["msg"],)


def _say_closed(value: object, choices: str) -> str:
    if isinstance(value, str):
        return f"{show(value)} is not one of {choices}"
    return f"must be one of {choices}, not {_KINDS[type(value)]}"


def _fields_at(shape: type[BaseModel], loc: Loc) -> tuple[str, ...]:
    """Give the fields that may stand where a way through the models leads."""
    for step in loc:
        if isinstance(step, str):
            shape = _model_in(shape.model_fields[step].annotation) or shape
    return tuple(shape.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401  # an annotation may be anything
    """Find the model in an annotation such as `tuple[Model, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)


class Fault(NamedTuple):
    """A fault in a file, before its line and column are known.

    Attributes:
        file: Name of the file.
        loc: Path to the value that is wrong.
        what: What is wrong.
        fix: How to put it right; empty if `what` says it all.
    """

    file: str
    loc: Loc
    what: str
    fix: str = ""


class Collector:
    """Reads files one by one, and collects what is wrong with them.

    Attributes:
        problems: The problems so far.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._files: dict[str, ReadFile] = {}

    def read(self, path: Path, shape: type[ModelT], name: str = "") -> ModelT | None:
        """Read a file; None if it has problems, which are collected.

        Args:
            path: The file.
            shape: The model of the whole file.
            name: Name of the file in problems; the last part of the path by default.
        """
        try:
            model, self._files[path.name] = parse_file(path, shape, name)
        except KnowledgeError as error:
            self.problems += error.problems
            return None
        return model

    def report(self, faults: Iterable[Fault]) -> None:
        """Collect faults in files that were read, each with its line and column."""
        self.problems += map(self.locate, faults)

    def locate(self, fault: Fault) -> Problem:
        """Give a fault in a file that was read its line and column."""
        return self._files[fault.file].problem(fault.loc, fault.what, fault.fix)


MAX_PROBLEMS = 50

MAX_MESSAGE = 300


def in_short(problems: Iterable[Problem], hint: str) -> tuple[tuple[Problem, ...], str]:
    """Sort problems, and keep them and the hint to what a person can read."""
    found = set(problems)
    kept = sorted(found)[:MAX_PROBLEMS]
    more = len(found) - len(kept)
    told = f"{more} more problems are not shown. {hint}" if more else hint
    return tuple(map(_shorten, kept)), told


def _shorten(problem: Problem) -> Problem:
    what = _cut(printable(problem.what), MAX_MESSAGE)
    fix = _cut(printable(problem.fix), max(MAX_MESSAGE - len(f"{what}; "), 0))
    return problem._replace(what=what, fix=fix)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: max(most - 3, 0)]}..."[:most]
