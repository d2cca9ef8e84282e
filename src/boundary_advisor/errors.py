"""What can go wrong, each said as what, where and what to do next."""

from __future__ import annotations

from typing import NamedTuple


class AdvisorError(Exception):
    """Base of every error this package raises on purpose.

    Args:
        message: What is wrong, and where.
        hint: What to do next; empty when the message says it all.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class UsageError(AdvisorError):
    """The question itself is wrong: an unknown name, or a level that does not exist."""

    exit_code = 2


class OutputError(AdvisorError):
    """The answer could not be written where it was asked to go."""


class MissingExtraError(AdvisorError):
    """A format needs a library that comes only when it is asked for, and it is not installed."""


class Problem(NamedTuple):
    """One fault in a data file.

    Attributes:
        file: Name of the file, as a reader would look for it.
        line: Line, counted from 1; 0 when the fault has no place in the text.
        column: Column, counted from 1; 0 when the fault has no place in the text.
        message: What is wrong and how to mend it.
    """

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.message}"


class ProblemsError(AdvisorError):
    """A file, or several that belong together, cannot be used; tells all problems at once.

    Args:
        problems: What is wrong, each with its place.
        hint: What to do next; empty when the problems say it all.
    """

    exit_code = 3

    def __init__(self, problems: tuple[Problem, ...], hint: str = "") -> None:
        super().__init__("\n".join(str(problem) for problem in problems), hint)
        self.problems = problems


class KnowledgeError(ProblemsError):
    """The knowledge files are missing, damaged or contradict themselves; all problems at once."""


class ProgrammeError(ProblemsError):
    """A programme file is missing, damaged or contradicts itself; all problems at once."""


INTERRUPTED = 130
