"""Where a fault of the whole comes from: the entry of the pack that brought it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.knowledge.files import Finding
from boundary_advisor.knowledge.packs.head import HEAD
from boundary_advisor.knowledge.packs.shapes import (
    CASE,
    CELL,
    CHALLENGE,
    CITY,
    SERVICE,
    STRATEGY,
    TACTIC,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from boundary_advisor.knowledge.files import Files, Loc
    from boundary_advisor.knowledge.models import Strategy, Tactic
    from boundary_advisor.knowledge.packs.overlay import Overlay, Pack
    from boundary_advisor.knowledge.packs.shapes import Key, Kind


def put(findings: Iterable[Finding], files: Files, overlay: Overlay, pack: Pack) -> list[Finding]:
    """Put findings in the whole to where the pack gives what is at fault.

    Args:
        findings: Faults in the whole, each with the way to it there.
        files: The whole.
        overlay: What the pack gave, and where.
        pack: The pack. What it does not give itself is put to its file of the same name.
    """
    return [_put(each, files, overlay, pack) for each in findings]


def _put(finding: Finding, files: Files, overlay: Overlay, pack: Pack) -> Finding:
    for kind, key, rest in _identify(finding, files):
        if (given := overlay.given.get((kind, key))) is not None:
            return Finding(given.kind.file, (*given.loc, *rest), finding.message)
    file = finding.file if finding.file in pack.contents else HEAD
    message = f"{finding.message} (this pack makes it so)"
    return Finding(file, (), message)


def _identify(finding: Finding, files: Files) -> Iterator[tuple[Kind, Key, Loc]]:
    """Say which entries a way through the files leads to, and what is left of the way to each."""
    match finding.loc:
        case ("challenges", int() as place, *rest):
            yield CHALLENGE, (files.challenges.challenges[place].id,), tuple(rest)
        case ("strategies", int() as place, *rest):
            yield from _in_strategy(files.strategies.strategies[place], tuple(rest))
        case ("cities", int() as place, *rest):
            yield CITY, CITY.key_of(files.cases.cities[place]), tuple(rest)
        case ("cases", int() as place, *rest):
            yield CASE, (files.cases.cases[place].id,), tuple(rest)


def _in_strategy(strategy: Strategy, loc: Loc) -> Iterator[tuple[Kind, Key, Loc]]:
    match loc:
        case ("tactics", int() as turn, *rest):
            tactic = strategy.tactics[turn]
            yield from _in_tactic(tactic, tuple(rest))
            yield TACTIC, (tactic.id,), tuple(rest)
        case ("cells", int() as turn, *rest):
            yield CELL, (strategy.id, strategy.cells[turn].challenge), tuple(rest)
        case _:
            yield STRATEGY, (strategy.id,), loc


def _in_tactic(tactic: Tactic, loc: Loc) -> Iterator[tuple[Kind, Key, Loc]]:
    match loc:
        case ("serves", int() as turn, *rest):
            yield SERVICE, (tactic.id, tactic.serves[turn].challenge), tuple(rest)
