"""The errors that this package raises, and the exit codes they lead to."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class ExitCode(IntEnum):
    """The exit codes of both programs."""

    DONE = 0
    FAILED = 1
    WRONG_USAGE = 2
    INVALID_DATA = 3
    INTERRUPTED = 130


class AdvisorError(Exception):
    """Base class of the errors of this package: what is wrong, and what to do next, if anything."""

    exit_code = ExitCode.FAILED

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class UsageError(AdvisorError):
    """The request itself is wrong: an unknown name, or a level that does not exist."""

    exit_code = ExitCode.WRONG_USAGE


class UnresolvedNameError(UsageError):
    """A name means no entry, or more than one; `near` is what it may have been meant for."""

    def __init__(self, what: str, hint: str, near: str = "") -> None:
        super().__init__(f"{what}; did you mean '{near}'?" if near else what, hint)
        self.near = near


class OutputError(AdvisorError):
    """The output cannot be written to where it should go."""


class MissingExtraError(AdvisorError):
    """A format needs an optional library that is not installed."""


class Problem(NamedTuple):
    """A fault in a file, with its position.

    Attributes:
        file: Name of the file, as the user would look for it.
        line: Line, counted from 1; 0 if the fault has no position in the text.
        column: Column, counted from 1; 0 if the fault has no position in the text.
        what: What is wrong.
        fix: How to put it right; empty if `what` says it all.
    """

    file: str
    line: int
    column: int
    what: str
    fix: str = ""

    @property
    def message(self) -> str:
        """What is wrong and how to put it right, on one line."""
        return f"{self.what}; {self.fix}" if self.fix else self.what

    def __str__(self) -> str:
        position = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{position}: {self.message}"


class ProblemsError(AdvisorError):
    """One or more files that belong together cannot be used, because of these problems."""

    exit_code = ExitCode.INVALID_DATA

    def __init__(self, problems: tuple[Problem, ...], hint: str = "") -> None:
        super().__init__("\n".join(str(problem) for problem in problems), hint)
        self.problems = problems


class KnowledgeError(ProblemsError):
    """The knowledge files are missing, damaged or contradict each other."""


class ProgrammeError(ProblemsError):
    """A programme file is missing, damaged or contradicts itself."""
