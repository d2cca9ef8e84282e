"""Tactics that serve several challenges of a programme: the rule shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.words import join_sources
from boundary_advisor.knowledge.models import Threat

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.engine.results import TacticAdvice
    from boundary_advisor.knowledge.models import Challenge, Strategy, Tactic
    from boundary_advisor.programme.results import Placed


class Shared(NamedTuple):
    """A tactic that serves several challenges of a programme.

    Attributes:
        tactic: The tactic.
        strategy: Its strategy.
        situations: The situations it is advised for.
        also: Challenges of the programme that it serves, where another strategy is advised.
        general: True where the source tells it for the strategy at large, not for a challenge.
        source: Where the source says that it serves them.
    """

    tactic: Tactic
    strategy: Strategy
    situations: tuple[Placed, ...]
    also: tuple[Challenge, ...]
    general: bool
    source: str


def shared_tactics(situations: tuple[Placed, ...]) -> tuple[Shared, ...]:
    """Apply the rule shared: the cheapest first steps, as far as the knowledge can tell.

    What is told of the challenges themselves stands before what is told of a strategy at large,
    and what meets a low threat, and so needs no fight, before what meets a high one. Then what
    serves more challenges, and what is advised for more situations. A closed one needs no tactic.
    """
    at_work = [each for each in situations if not each.given.is_closed]
    found = [_shared(advised, at_work) for advised in _advised(at_work)]
    several = [each for each in found if _reach(each) > 1]
    return tuple(sorted(several, key=_order))


def _order(shared: Shared) -> tuple[bool, bool, int, int]:
    high = shared.strategy.quadrant.threat is Threat.HIGH
    return (shared.general, high, -_reach(shared), -len(shared.situations))


def _reach(shared: Shared) -> int:
    """Count the challenges that a tactic serves."""
    return len({each.challenge.id for each in shared.situations}) + len(shared.also)


class _Use(NamedTuple):
    """That a tactic is advised for a situation."""

    placed: Placed
    strategy: Strategy
    advice: TacticAdvice


def _advised(situations: Iterable[Placed]) -> list[list[_Use]]:
    """Give for each tactic, in the usual order of strategies, where it is advised."""
    by_tactic: dict[str, list[_Use]] = {}
    for each in situations:
        if each.answer:
            for advice in each.answer.tactics:
                use = _Use(each, each.answer.strategy, advice)
                by_tactic.setdefault(advice.tactic.id, []).append(use)
    return sorted(by_tactic.values(), key=lambda uses: uses[0].strategy.stage)


def _shared(uses: list[_Use], at_work: list[Placed]) -> Shared:
    tactic = uses[0].advice.tactic
    named = {each.placed.challenge.id for each in uses}
    served = {service.challenge: service.source for service in tactic.serves}
    also = {
        each.challenge.id: each.challenge
        for each in at_work
        if each.challenge.id in served and each.challenge.id not in named
    }
    return Shared(
        tactic=tactic,
        strategy=uses[0].strategy,
        situations=tuple(each.placed for each in uses),
        also=tuple(also.values()),
        general=all(each.advice.general for each in uses),
        source=join_sources(*(each.advice.source for each in uses), *(served[id_] for id_ in also)),
    )
