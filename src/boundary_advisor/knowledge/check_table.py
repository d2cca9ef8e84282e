"""Whether grid, cells, tactics and cases agree: checks between the entries of the three files."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from boundary_advisor.knowledge.files import CASES, CHALLENGES, STRATEGIES, Files, Finding, Loc
from boundary_advisor.knowledge.models import Case, Cell, CellState, Horizon, Strategy, Threat

if TYPE_CHECKING:
    from collections.abc import Iterator


def check_grid(files: Files) -> Iterator[Finding]:
    """Find fields of the grid that have no strategy, or more than one."""
    owners: dict[tuple[Threat, Horizon], str] = {}
    for s, strategy in enumerate(files.strategies.strategies):
        threat, horizon = strategy.quadrant.threat, strategy.quadrant.horizon
        owner = owners.setdefault((threat, horizon), strategy.id)
        if owner != strategy.id:
            message = f"threat {threat} and horizon {horizon} belong to strategy '{owner}' already"
            yield Finding(STRATEGIES, ("strategies", s, "quadrant"), message)
    for threat, horizon in product(Threat, Horizon):
        if (threat, horizon) not in owners:
            message = f"no strategy has threat {threat} and horizon {horizon}; add one"
            yield Finding(STRATEGIES, ("strategies",), message)


def check_table(files: Files) -> Iterator[Finding]:
    """Find cells that are missing, contradict themselves, or do not fit the tactics."""
    known = {challenge.id for challenge in files.challenges.challenges}
    for s, strategy in enumerate(files.strategies.strategies):
        top: Loc = ("strategies", s)
        yield from _missing_cells(files, strategy, top)
        served = {link.challenge for tactic in strategy.tactics for link in tactic.serves}
        for c, cell in enumerate(strategy.cells):
            for message in _faults_of_cell(cell, strategy, known - served):
                yield Finding(STRATEGIES, (*top, "cells", c), message)
        yield from _check_tactics(strategy, top)
    yield from _unanswered(files)


def _missing_cells(files: Files, strategy: Strategy, top: Loc) -> Iterator[Finding]:
    there = {cell.challenge for cell in strategy.cells}
    for challenge in files.challenges.challenges:
        if challenge.id not in there:
            message = f"strategy '{strategy.id}' has no cell for challenge '{challenge.id}'"
            yield Finding(STRATEGIES, (*top, "cells"), f"{message}; add it, whatever its state")


def _faults_of_cell(cell: Cell, strategy: Strategy, unserved: set[str]) -> Iterator[str]:
    name = f"the cell of '{cell.challenge}' in '{strategy.id}'"
    if cell.state is CellState.REPORTED and cell.note is not None:
        yield f"{name} is reported and needs no note; take the note out, or change the state"
    if cell.state is not CellState.REPORTED and cell.note is None:
        yield f"{name} is {cell.state}; say why in a note"
    if cell.state is CellState.NOT_APPLICABLE and cell.effort is not None:
        yield f"{name} does not apply, so no effort can go there; take out state or effort"
    if cell.state is not CellState.NOT_APPLICABLE and cell.challenge in unserved:
        yield f"{name} is {cell.state}, yet no tactic of '{strategy.id}' serves it; add one"


def _check_tactics(strategy: Strategy, top: Loc) -> Iterator[Finding]:
    closed = {cell.challenge for cell in strategy.cells if cell.state is CellState.NOT_APPLICABLE}
    for t, tactic in enumerate(strategy.tactics):
        place = (*top, "tactics", t)
        if not tactic.serves and not tactic.general:
            message = f"tactic '{tactic.id}' serves no challenge; name one, or mark it as general"
            yield Finding(STRATEGIES, place, message)
        for i, link in enumerate(tactic.serves):
            if link.challenge in closed:
                message = f"tactic '{tactic.id}' serves '{link.challenge}', whose cell in "
                message += f"'{strategy.id}' does not apply; take one of the two out"
                yield Finding(STRATEGIES, (*place, "serves", i, "challenge"), message)


def _unanswered(files: Files) -> Iterator[Finding]:
    answered = {
        cell.challenge
        for strategy in files.strategies.strategies
        for cell in strategy.cells
        if cell.state is not CellState.NOT_APPLICABLE
    }
    for c, challenge in enumerate(files.challenges.challenges):
        if challenge.id not in answered:
            message = f"no strategy applies to challenge '{challenge.id}'; one has to"
            yield Finding(CHALLENGES, ("challenges", c), message)


def check_cities(files: Files) -> Iterator[Finding]:
    """Find cities that have neither a number nor a name, or both, or no one who was interviewed."""
    for c, city in enumerate(files.cases.cities):
        named = (city.id, city.name) != (None, None)
        if named == (city.number is not None):
            message = "a city has either a number, or an id and a name"
            yield Finding(CASES, ("cities", c), message)
        elif named and None in (city.id, city.name):
            missing = "id" if city.id is None else "name"
            yield Finding(CASES, ("cities", c), f"this city has no {missing}; add one")
        elif not named and not city.interviews:
            message = f"city {city.number} has no interviews; name one, or give the city a name"
            yield Finding(CASES, ("cities", c), message)


def check_cases(files: Files) -> Iterator[Finding]:
    """Find cases that show nothing, or a tactic that serves none of their challenges."""
    serves = {
        tactic.id: {link.challenge for link in tactic.serves}
        for strategy in files.strategies.strategies
        for tactic in strategy.tactics
        if not tactic.general
    }
    for c, case in enumerate(files.cases.cases):
        top: Loc = ("cases", c)
        if not case.tactics and not case.challenges:
            message = f"case '{case.id}' names neither a tactic nor a challenge; name one"
            yield Finding(CASES, top, message)
        for t in _idle_tactics(case, serves):
            message = f"tactic '{case.tactics[t]}' serves none of the challenges of case "
            message += f"'{case.id}'; mend the case, or what the tactic serves"
            yield Finding(CASES, (*top, "tactics", t), message)


def _idle_tactics(case: Case, serves: dict[str, set[str]]) -> Iterator[int]:
    for t, tactic_id in enumerate(case.tactics):
        served = serves.get(tactic_id)  # none: it is general, or has a fault that is told already
        if case.challenges and served and served.isdisjoint(case.challenges):
            yield t
