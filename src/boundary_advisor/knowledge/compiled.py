"""The knowledge that ships with the program, in a form that loads without reading YAML.

It is written when a wheel is built, and lies beside the YAML files there. Those stay the truth:
a compiled form that was not made from the very files beside it is passed over.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from pydantic import ValidationError

from boundary_advisor import __version__
from boundary_advisor.knowledge.entry import Entry
from boundary_advisor.knowledge.files import CASES, CHALLENGES, STRATEGIES, Files
from boundary_advisor.knowledge.models import CasesFile, ChallengesFile, StrategiesFile

if TYPE_CHECKING:
    from pathlib import Path

COMPILED = "compiled.json"


class Compiled(Entry):
    """The whole of `compiled.json`.

    Attributes:
        version: Version of the program that wrote it.
        digests: Name of each YAML file -> digest of its bytes.
        challenges: What `challenges.yaml` holds.
        strategies: What `strategies.yaml` holds.
        cases: What `case_examples.yaml` holds.
    """

    version: str
    digests: dict[str, str]
    challenges: ChallengesFile
    strategies: StrategiesFile
    cases: CasesFile


def compile_files(files: Files, folder: Path) -> str:
    """Make the text of `compiled.json`.

    Args:
        files: What the YAML files of the folder hold, already checked.
        folder: Where they lie.
    """
    compiled = Compiled(version=__version__, digests=_digests(folder), **files._asdict())
    return compiled.model_dump_json(exclude_unset=True)


def read_compiled(folder: Path) -> Files | None:
    """Read the `compiled.json` of a folder; None unless it is whole and fits what lies beside it.

    Why it cannot be used is not told: the YAML files are there to be read, and have their own
    errors.
    """
    try:
        compiled = Compiled.model_validate_json((folder / COMPILED).read_bytes())
        is_current = compiled.version == __version__ and compiled.digests == _digests(folder)
    except (OSError, ValidationError):
        return None
    files = Files(compiled.challenges, compiled.strategies, compiled.cases)
    return files if is_current else None


def _digests(folder: Path) -> dict[str, str]:
    names = (CHALLENGES, STRATEGIES, CASES)
    return {name: blake2b((folder / name).read_bytes()).hexdigest() for name in names}
