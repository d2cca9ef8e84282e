"""Where a fault of the whole comes from: the entry of the pack that brought it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.knowledge.files import CASES, CHALLENGES, STRATEGIES, Files, Finding, Loc
from boundary_advisor.knowledge.packs.head import HEAD
from boundary_advisor.knowledge.packs.shapes import (
    CASE,
    CELL,
    CHALLENGE,
    CITY,
    STRATEGY,
    TACTIC,
    Key,
    Kind,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.knowledge.packs.overlay import Overlay, Pack


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
    kind, key, rest = _identify(finding, files)
    if (place := overlay.given.get((kind, key))) is not None:
        file, loc = place
        return Finding(file, (*loc, *rest), finding.message)
    file = finding.file if finding.file in pack.contents else HEAD
    message = f"{finding.message} (this pack makes it so)"
    return Finding(file, (), message)


def _identify(finding: Finding, files: Files) -> tuple[Kind, Key, Loc]:
    """Say which entry a way through the files leads to, and what is left of the way."""
    file, loc, _ = finding
    section, *steps = loc
    place = next((step for step in steps[:1] if isinstance(step, int)), None)
    if place is None:
        return _NOWHERE
    rest = tuple(steps[1:])
    if file == CHALLENGES and section == "challenges":
        return CHALLENGE, (files.challenges.challenges[place].id,), rest
    if file == STRATEGIES and section == "strategies":
        return _in_strategy(files, place, rest)
    if file == CASES and section == "cities":
        return CITY, CITY.key_of(files.cases.cities[place]), rest
    if file == CASES and section == "cases":
        return CASE, (files.cases.cases[place].id,), rest
    return _NOWHERE


def _in_strategy(files: Files, place: int, loc: Loc) -> tuple[Kind, Key, Loc]:
    strategy = files.strategies.strategies[place]
    match loc:
        case ("tactics", int() as turn, *rest):
            return TACTIC, (strategy.tactics[turn].id,), tuple(rest)
        case ("cells", int() as turn, *rest):
            return CELL, (strategy.id, strategy.cells[turn].challenge), tuple(rest)
    return STRATEGY, (strategy.id,), loc


_NOWHERE: tuple[Kind, Key, Loc] = (CHALLENGE, (), ())
"""What stands for a fault that is in no entry."""
