"""The knowledge files -> the knowledge base, or every problem in them at once.

What reads and checks YAML is imported where it is used: it takes longer to load than the
compiled knowledge does, which is all that most runs need.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path

from pydantic import ValidationError

from boundary_advisor import __version__
from boundary_advisor.errors import KnowledgeError, Problem
from boundary_advisor.knowledge.base import CASES, CHALLENGES, STRATEGIES, Files, KnowledgeBase
from boundary_advisor.knowledge.entry import Entry
from boundary_advisor.knowledge.models import CasesFile, ChallengesFile, StrategiesFile
from boundary_advisor.text import printable

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


_PACKAGE = Path(__file__).parent.parent


def data_dir() -> Path:
    """Find the knowledge that comes with the program: inside the package, or beside its source.

    Raises:
        KnowledgeError: It is in neither place.
    """
    places = (_PACKAGE / "data", _PACKAGE.parent.parent / "data")
    found = next((place for place in places if place.is_dir()), None)
    if found is None:
        missing = Problem(str(places[0]), 0, 0, "the knowledge of this program is not there")
        raise KnowledgeError((missing,), "Install the program again.")
    return found


def load_knowledge(directory: Path | None = None) -> KnowledgeBase:
    """Read and check the three knowledge files of a folder.

    What comes with the program is taken in its compiled form where there is one that fits. In a
    folder that is named, the YAML files alone count: it is where knowledge is written, and where
    the program's own is checked before it is compiled.

    Args:
        directory: The folder; the knowledge that comes with the program unless given.

    Raises:
        KnowledgeError: All problems of all files. What holds between files is checked once
            each file is sound by itself.
    """
    if directory is not None:
        return KnowledgeBase(_read(directory), directory)
    folder = data_dir()
    return KnowledgeBase(read_compiled(folder) or _read(folder))


def _read(folder: Path) -> Files:
    from boundary_advisor.knowledge.checks import check, check_grounds  # noqa: PLC0415  # see the top
    from boundary_advisor.validation import Collector, in_short  # noqa: PLC0415  # see the top

    if _is_missing(folder):
        missing = Problem(printable(str(folder)), 0, 0, "there is no such folder")
        raise KnowledgeError((missing,), f"It should hold {CHALLENGES}, {STRATEGIES} and {CASES}.")
    collector = Collector()
    challenges = collector.read(folder / CHALLENGES, ChallengesFile)
    strategies = collector.read(folder / STRATEGIES, StrategiesFile)
    cases = collector.read(folder / CASES, CasesFile)
    if challenges and strategies and cases:
        files = Files(challenges, strategies, cases)
        collector.report(check(files))
        known = () if folder == data_dir() else rule_ids()
        collector.report(check_grounds(STRATEGIES, strategies.grounds, known))
        if not collector.problems:
            return files
    hint = f"Mend the files in {printable(str(folder))}, then try again."
    raise KnowledgeError(*in_short(collector.problems, hint))


@cache
def rule_ids() -> tuple[str, ...]:
    """Return the ids of the rules on one situation; the built-in knowledge has a ground for each.

    The rules are code above this package, so it is the knowledge beside them that names them here.
    """
    return tuple(load_knowledge().grounds)


def _is_missing(folder: Path) -> bool:
    try:
        return not folder.is_dir()
    except OSError:
        return False  # it may not even be looked at: its files will say why
