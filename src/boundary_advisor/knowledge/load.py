"""The knowledge files -> the knowledge base, or every problem in them at once.

Most runs need the compiled knowledge only. So the modules that read and check YAML are imported
where they are used: to load them takes longer than to read what is compiled.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

from pydantic import ValidationError

from boundary_advisor import __version__
from boundary_advisor.errors import KnowledgeError, Problem
from boundary_advisor.knowledge.base import (
    CASES,
    CHALLENGES,
    COMPILED,
    STRATEGIES,
    Files,
    KnowledgeBase,
)
from boundary_advisor.knowledge.entry import Entry
from boundary_advisor.knowledge.models import CasesFile, ChallengesFile, StrategiesFile
from boundary_advisor.text import printable

_PACKAGE = Path(__file__).parent.parent


class Compiled(Entry):
    """The whole of `compiled.json`: program version, digests of the YAML files, what they hold."""

    version: str
    digests: dict[str, str]
    challenges: ChallengesFile
    strategies: StrategiesFile
    cases: CasesFile


def compile_files(files: Files, folder: Path) -> str:
    """Return the text of `compiled.json` for the files of a folder, which are checked already."""
    compiled = Compiled(version=__version__, digests=_digests(folder), **files._asdict())
    return compiled.model_dump_json(exclude_unset=True)


def read_compiled(folder: Path) -> Files | None:
    """Read the `compiled.json` of a folder; None unless it is whole and fits the YAML files there.

    Why it does not is not reported: the YAML files are read instead.
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


def data_dir() -> Path:
    """Find the built-in knowledge: inside the package, or beside its source.

    Raises:
        KnowledgeError: It is in neither place.
    """
    inside, beside = _PACKAGE / "data", _PACKAGE.parent.parent / "data"
    if inside.is_dir():
        return inside
    if beside.is_dir():
        return beside
    missing = Problem(str(inside), 0, 0, "the knowledge of this program is not there")
    raise KnowledgeError((missing,), "Install the program again.")


def load_knowledge(directory: Path | None = None) -> KnowledgeBase:
    """Read and check the three knowledge files of a folder, or else the built-in knowledge.

    The built-in knowledge is read in its compiled form if that is current. In a folder that is
    named, only the YAML files count: knowledge is written there, or checked before it is compiled.

    Raises:
        KnowledgeError: All problems of all files. What must hold between files is checked once
            each file is sound by itself.
    """
    if directory is not None:
        return KnowledgeBase(_read(directory), directory)
    folder = data_dir()
    return KnowledgeBase(read_compiled(folder) or _read(folder))


def _read(folder: Path) -> Files:
    from boundary_advisor.knowledge.checks import check, check_grounds  # noqa: PLC0415  # see the top
    from boundary_advisor.validation import Collector  # noqa: PLC0415  # see the top

    with suppress(OSError):  # it may not even be looked at: the problems of its files will say so
        if not folder.is_dir():
            missing = Problem(printable(str(folder)), 0, 0, "there is no such folder")
            hint = f"It should hold {CHALLENGES}, {STRATEGIES} and {CASES}."
            raise KnowledgeError((missing,), hint)
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
    raise collector.error(folder)


@cache
def rule_ids() -> tuple[str, ...]:
    """Return the ids of the rules on one situation; the built-in knowledge has a ground for each.

    The rules are code above this package, so it is the knowledge beside them that names them here.
    """
    return tuple(load_knowledge().grounds)
