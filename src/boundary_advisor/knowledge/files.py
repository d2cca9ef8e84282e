"""The three files that hold the knowledge, and how a fault in one of them is pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from boundary_advisor.knowledge.models import CasesFile, ChallengesFile, StrategiesFile

CHALLENGES = "challenges.yaml"
STRATEGIES = "strategies.yaml"
CASES = "case_examples.yaml"
KNOWLEDGE_FILES = (
    "pack.yaml",
    CHALLENGES,
    STRATEGIES,
    CASES,
    "questions.yaml",
    "programmes.yaml",
    "compiled.json",
)
"""Every file that can lie in a folder of knowledge."""

Loc: TypeAlias = tuple[str | int, ...]
"""The way to a value: field names and list positions from the top of a file."""


class Files(NamedTuple):
    """The three files, each parsed."""

    challenges: ChallengesFile
    strategies: StrategiesFile
    cases: CasesFile


class Finding(NamedTuple):
    """A fault, before its line and column are known.

    Attributes:
        file: Name of the file.
        loc: The way to the value at fault.
        message: What is wrong and how to mend it.
    """

    file: str
    loc: Loc
    message: str
