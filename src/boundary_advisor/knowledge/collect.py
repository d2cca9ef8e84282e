"""Several files read together: their models, and every problem found in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.errors import KnowledgeError, Problem
from boundary_advisor.plain import printable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from boundary_advisor.knowledge.files import Finding
    from boundary_advisor.knowledge.parse import ModelT
    from boundary_advisor.knowledge.reader import ReadFile

MAX_PROBLEMS = 50
MAX_MESSAGE = 300


class Collector:
    """Reads files one by one and keeps what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._read: dict[str, ReadFile] = {}

    def take(self, path: Path, shape: type[ModelT], name: str = "") -> ModelT | None:
        """Read a file; None where it has problems, which are kept.

        Args:
            path: Where the file lies.
            shape: The model of the whole file.
            name: How problems call the file; the last part of the path unless given.
        """
        from boundary_advisor.knowledge.parse import parse_file  # noqa: PLC0415  # brings YAML

        try:
            model, self._read[path.name] = parse_file(path, shape, name)
        except KnowledgeError as error:
            self.problems += error.problems
            return None
        return model

    def find(self, findings: Iterable[Finding]) -> None:
        """Keep findings in files that were read, each with its line and column."""
        self.problems += map(self.place, findings)

    def place(self, found: Finding) -> Problem:
        """Give a finding in a file that was read its line and column."""
        return self._read[found.file].problem(found.loc, found.message)


def in_short(problems: Iterable[Problem], hint: str) -> tuple[tuple[Problem, ...], str]:
    """Sort problems, and keep them and the hint to what a person can read."""
    found = set(problems)
    kept = sorted(found)[:MAX_PROBLEMS]
    more = len(found) - len(kept)
    told = f"{more} more problems are not shown. {hint}" if more else hint
    return tuple(map(_shorten, kept)), told


def _shorten(problem: Problem) -> Problem:
    message = printable(problem.message)
    if len(message) > MAX_MESSAGE:
        message = f"{message[: MAX_MESSAGE - 3]}..."
    return problem._replace(message=message)
