"""The two fields that the engine is tested on, and ways to change them for a test."""

from __future__ import annotations

from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import settings

from boundary_advisor import (
    Advisor,
    CellState,
    Horizon,
    KnowledgeBase,
    Situation,
    Threat,
    load_knowledge,
)
from boundary_advisor.knowledge.checks import check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from boundary_advisor import Case, City, Recommendation, Strategy, Tactic
    from tests.support.models import Cell, CityKey, Finding, Rule, TacticAdvice

STEADY = settings(deadline=None, max_examples=60)
"""How properties are tried: often enough, and with no say for a slow machine."""

ORCHARD = Path(__file__).parents[1] / "fixtures" / "orchard"

Closed = frozenset[tuple[str, str]]
"""Cells that do not apply, each as challenge id and strategy id."""


@cache
def cities() -> Advisor:
    """Give the advisor of the built-in knowledge."""
    return Advisor(load_knowledge())


@cache
def orchard() -> Advisor:
    """Give the advisor of a small invented field."""
    return Advisor(load_knowledge(ORCHARD))


def situations(kb: KnowledgeBase) -> Iterator[Situation]:
    """Give every complete situation of a field, without a size."""
    for challenge, threat, horizon in product(kb.challenges, Threat, Horizon):
        yield Situation(challenge=challenge.id, threat=threat, horizon=horizon)


def name_of(situation: Situation) -> str:
    """Name a situation, for the id of a test."""
    return f"{situation.challenge}-{situation.threat}-{situation.horizon}"


def ask(advisor: Advisor, challenge: str, threat: str, horizon: str, **more: str) -> Recommendation:
    """Ask one question in plain words."""
    words = {"challenge": challenge, "threat": threat, "horizon": horizon, **more}
    return advisor.advise(Situation.model_validate(words))


def keys(cities: Sequence[City]) -> tuple[CityKey, ...]:
    """Give what cases call cities by."""
    return tuple(city.key for city in cities)


def all_answers() -> list[Recommendation]:
    return [
        advisor.advise(situation)
        for advisor in (cities(), orchard())
        for situation in situations(advisor.kb)
    ]


def fired_in(answer: Recommendation, rule: Rule) -> Finding | None:
    found = [each for each in answer.trace if each.rule is rule]
    assert len(found) <= 1
    return found[0] if found else None


def tactic_ids(tactics: Sequence[TacticAdvice]) -> list[str]:
    return [each.tactic.id for each in tactics]


def with_cases(kb: KnowledgeBase, change: Callable[[Case], dict[str, Any]]) -> KnowledgeBase:
    """Give the same knowledge with each case changed."""
    cases = tuple(case.model_copy(update=change(case)) for case in kb.cases)
    file = kb.files.cases.model_copy(update={"cases": cases})
    return sound(KnowledgeBase(kb.files._replace(cases=file)))


def with_strategies(
    kb: KnowledgeBase, change: Callable[[Strategy], dict[str, Any]]
) -> KnowledgeBase:
    """Give the same knowledge with each strategy changed; not checked."""
    strategies = tuple(each.model_copy(update=change(each)) for each in kb.strategies)
    file = kb.files.strategies.model_copy(update={"strategies": strategies})
    return KnowledgeBase(kb.files._replace(strategies=file))


def with_cells(kb: KnowledgeBase, change: Callable[[str, Cell], dict[str, Any]]) -> KnowledgeBase:
    """Give the same knowledge with each cell changed; not checked."""

    def changed(strategy: Strategy) -> dict[str, Any]:
        cells = tuple(cell.model_copy(update=change(strategy.id, cell)) for cell in strategy.cells)
        return {"cells": cells}

    return with_strategies(kb, changed)


def sound(kb: KnowledgeBase) -> KnowledgeBase:
    """Make sure that a changed knowledge is one that the reader would let through."""
    assert list(check(kb.files)) == []
    return kb


def with_closed(kb: KnowledgeBase, closed: Closed) -> KnowledgeBase:
    """Give the same knowledge with exactly these cells marked as not applicable, and sound."""

    def cell_of(strategy: str, cell: Cell) -> dict[str, Any]:
        if (cell.challenge, strategy) not in closed:
            return {"state": CellState.REPORTED, "note": None}
        return {"state": CellState.NOT_APPLICABLE, "note": "It is closed.", "effort": None}

    def tactics_of(strategy: Strategy) -> dict[str, Any]:
        return {
            "tactics": tuple(_serve(tactic, strategy, kb, closed) for tactic in strategy.tactics)
        }

    def loose(case: Case) -> dict[str, Any]:
        return {"challenges": () if case.tactics else case.challenges}

    return with_cases(with_strategies(with_cells(kb, cell_of), tactics_of), loose)


def _serve(tactic: Tactic, strategy: Strategy, kb: KnowledgeBase, closed: Closed) -> Tactic:
    """Let a tactic serve every open cell of its strategy, so that none is left without one."""
    services = {service.challenge: service for service in tactic.serves}
    template = next(service for each in strategy.tactics for service in each.serves)
    serves = tuple(
        services.get(challenge.id, template.model_copy(update={"challenge": challenge.id}))
        for challenge in kb.challenges
        if (challenge.id, strategy.id) not in closed
    )
    return tactic.model_copy(update={"serves": serves, "general": tactic.general or not serves})
