"""The data of a file -> a model, or every problem in plain words and with its position."""

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


ModelT = TypeVar("ModelT", bound=BaseModel)

MAX_PROBLEMS = 50
"""Problems that are shown at once."""

MAX_MESSAGE = 300
"""Characters of a problem that are shown."""

_MAX_COUNTED = 50_000  # errors; to describe more of them, pydantic takes too much memory

_FOUND: Mapping[type, str] = {
    str: "text",
    int: "a number",
    bool: "true or false",
    NoneType: "nothing",
    tuple: "a list",
    dict: "a group of fields",
}

_WORDS = {
    "string_type": "must be text, not {found}",
    "int_type": "must be a whole number, not {found}",
    "bool_type": "must be true or false, not {found}",
    "tuple_type": "must be a list, not {found}",
    "model_type": "must be a group of fields, not {found}",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "too_short": "needs {min_length} or more items",
    "string_too_long": "is longer than {max_length} characters",
}
"""Type of a pydantic error -> our words. All other errors are raised with words of ours."""


def fit(read: ReadFile, shape: type[ModelT]) -> ModelT:
    """Make a model of the data of a file.

    Raises:
        KnowledgeError: The data does not fit the model: every problem, unless there are too many.
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
        details = filter(_is_news, error.errors(include_url=False))
        yield from (_problem(detail, shape, read) for detail in islice(details, MAX_FAULTS))


def _is_news(detail: ErrorDetails) -> bool:
    """Return whether an error is news: `too_short` is also raised for a list of faulty items."""
    return detail["type"] != "too_short" or len(detail["input"]) < detail["ctx"]["min_length"]


def _problem(detail: ErrorDetails, shape: type[BaseModel], read: ReadFile) -> Problem:
    loc: Loc = detail["loc"]
    if detail["type"] == "missing":
        return read.problem(loc, f"missing field '{loc[-1]}'")
    if detail["type"] == "extra_forbidden":
        name = str(loc[-1])
        fix = did_you_mean(name, _fields_at(shape, loc[:-1]))
        return read.problem(loc, f"unknown field {show(name)}", fix, at_key=True)
    what, fix = _say(detail)
    return read.problem(loc, f"{_label(loc)}{what}", fix)


def _label(loc: Loc) -> str:
    """Name a value by its field, and by its turn if the field is a list."""
    if not loc:
        return "the file "
    last = loc[-1]
    if isinstance(last, str):
        return f"{last}: "
    return f"{_label(loc[:-1]).removesuffix(': ')}, item {last + 1}: "


def _say(detail: ErrorDetails) -> tuple[str, str]:
    """Say what is wrong and how to put it right."""
    kind, context, value = detail["type"], detail.get("ctx", {}), detail["input"]
    if kind == "string_pattern_mismatch" and not value.strip():
        return "must not be empty", ""
    if kind == "string_pattern_mismatch":
        return f"{show(value)} is no id", "use small letters, digits and single hyphens"
    if kind == "enum":
        choices = context["expected"].replace("'", "").replace(" or ", ", ")
        if isinstance(value, str):
            return f"{show(value)} is not one of {choices}", ""
        return f"must be one of {choices}, not {_FOUND[type(value)]}", ""
    if kind in _WORDS:
        return _WORDS[kind].format(**context, found=_FOUND[type(value)]), ""
    return detail["msg"], ""


def _fields_at(shape: type[BaseModel], loc: Loc) -> tuple[str, ...]:
    """Return the fields that a model may have, given the model of the file and the path to it."""
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
    """A `Problem` before its line and column are known: `loc` is the path to what is wrong."""

    file: str
    loc: Loc
    what: str
    fix: str = ""


class Collector:
    """Reads files one by one, and collects the problems of all of them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._files: dict[str, ReadFile] = {}

    def read(self, path: Path, shape: type[ModelT], name: str = "") -> ModelT | None:
        """Make a model of a file, which is named as by `read_yaml`; None if it has problems."""
        try:
            self._files[path.name] = read = read_yaml(path, name)
            return fit(read, shape)
        except KnowledgeError as error:
            self.problems += error.problems
            return None

    def report(self, faults: Iterable[Fault]) -> None:
        """Collect faults in files that were read, each with its line and column."""
        self.problems += map(self.locate, faults)

    def locate(self, fault: Fault) -> Problem:
        """Return the problem of a fault in a file that was read, with its line and column."""
        return self._files[fault.file].problem(fault.loc, fault.what, fault.fix)

    def error(self, folder: Path) -> KnowledgeError:
        """Make an error of the problems, whose files are in this folder."""
        hint = f"Mend the files in {printable(str(folder))}, then try again."
        return KnowledgeError(*in_short(self.problems, hint))


def in_short(problems: Iterable[Problem], hint: str) -> tuple[tuple[Problem, ...], str]:
    """Sort problems, each once, and cut them to what a person reads; the hint tells of the rest."""
    found = sorted(set(problems))
    more = len(found) - MAX_PROBLEMS
    if more > 0:
        hint = f"{more} more problems are not shown. {hint}"
    return tuple(map(_shorten, found[:MAX_PROBLEMS])), hint


def _shorten(problem: Problem) -> Problem:
    what = _cut(printable(problem.what), MAX_MESSAGE)
    fix = _cut(printable(problem.fix), max(MAX_MESSAGE - len(f"{what}; "), 0))
    return problem._replace(what=what, fix=fix)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: max(most - 3, 0)]}..."[:most]
