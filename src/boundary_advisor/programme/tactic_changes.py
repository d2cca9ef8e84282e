"""Which tactics to start, keep and end: for one situation, and for a programme as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.words import join_sources
from boundary_advisor.programme.comparison import (
    Beside,
    ProgrammeTactics,
    TacticChanges,
    TacticMove,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from boundary_advisor.engine.results import TacticAdvice
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import Strategy
    from boundary_advisor.programme.matching import Match
    from boundary_advisor.programme.results import Placed


class _Needs(NamedTuple):
    """The tactics of a situation by id, those of its challenge's own cell.

    Attributes:
        sure: Those that are advised whatever the open levels turn out to be.
        possible: Those that are advised for at least one of the candidates.
    """

    sure: dict[str, TacticAdvice]
    possible: dict[str, TacticAdvice]


class _Use(NamedTuple):
    """A tactic, and the situations that it is advised for."""

    placed: Placed
    advice: TacticAdvice


def tactic_changes(old: Placed | None, new: Placed | None) -> TacticChanges:
    """Say what becomes of the tactics of one situation; None where it is not in a programme."""
    before, after = _needs(old), _needs(new)
    ended = [each for name, each in before.sure.items() if name not in after.sure]
    return TacticChanges(
        start=tuple(each for name, each in after.sure.items() if name not in before.sure),
        keep=tuple(each for name, each in after.sure.items() if name in before.sure),
        end=tuple(each for each in ended if each.tactic.id not in after.possible),
        depends=tuple(each for each in ended if each.tactic.id in after.possible),
    )


def programme_tactics(
    kb: KnowledgeBase, old: Sequence[Placed], new: Sequence[Placed], matches: Sequence[Match]
) -> ProgrammeTactics:
    """Say what becomes of every tactic; those for the most situations first.

    Args:
        kb: The knowledge.
        old: The situations of the old programme, in the order in which they are shown.
        new: Those of the new one.
        matches: Those that are in both.
    """
    before, after = _uses(old), _uses(new)
    possible = {name for each in new for name in _needs(each).possible}
    ended = [name for name in before if name not in after]
    now = {each.old.number: each.new for each in matches}

    def moves(names: Iterable[str], *, ends: bool = False) -> tuple[TacticMove, ...]:
        told = (_move(kb, before.get(name, []), after.get(name, [])) for name in names)
        if ends:
            told = (each._replace(beside=_beside(kb, each, now)) for each in told)
        return tuple(sorted(told, key=lambda each: -len(each.new or each.old)))

    return ProgrammeTactics(
        start=moves(name for name in after if name not in before),
        keep=moves(name for name in after if name in before),
        end=moves((name for name in ended if name not in possible), ends=True),
        depends=moves(name for name in ended if name in possible),
    )


def _beside(kb: KnowledgeBase, move: TacticMove, now: Mapping[int, Placed]) -> tuple[Beside, ...]:
    """Find what a tactic that ends may still support, by the rule combination."""
    own = kb.strategy_of(move.advice.tactic.id)
    found: dict[str, Beside] = {}
    for each in move.old:
        placed = now.get(each.number)
        if placed and not placed.given.is_closed:
            found |= _supported(placed, own)
    return tuple(found.values())


def _supported(placed: Placed, own: Strategy) -> dict[str, Beside]:
    """Give what a strategy supports in a situation; nothing unless each candidate leans on it."""
    found = {
        answer.strategy.id: Beside(answer.strategy, support)
        for answer in placed.answers
        for support in answer.supporting
        if support.strategy is own
    }
    return found if {answer.strategy.id for answer in placed.answers} == set(found) else {}


def own_last(kb: KnowledgeBase, source: str) -> str:
    """Name what is this project's own judgement after all that is not."""
    own = kb.about.own_judgement
    return "; ".join(sorted(source.split("; "), key=lambda place: place == own))


def _needs(placed: Placed | None) -> _Needs:
    """Say what a situation needs; one that is closed, or not there, needs nothing."""
    if placed is None or placed.given.is_closed:
        return _Needs({}, {})
    candidates = [
        {each.tactic.id: each for each in answer.tactics if not each.general}
        for answer in placed.answers
    ]
    possible = {name: each for found in candidates for name, each in found.items()}
    sure = {
        name: each for name, each in possible.items() if all(name in found for found in candidates)
    }
    return _Needs(sure, possible)


def _uses(situations: Sequence[Placed]) -> dict[str, list[_Use]]:
    found: dict[str, list[_Use]] = {}
    for placed in situations:
        for name, advice in _needs(placed).sure.items():
            found.setdefault(name, []).append(_Use(placed, advice))
    return found


def _move(kb: KnowledgeBase, old: Sequence[_Use], new: Sequence[_Use]) -> TacticMove:
    uses = new or old
    return TacticMove(
        advice=uses[0].advice,
        old=tuple(each.placed for each in old),
        new=tuple(each.placed for each in new),
        beside=(),
        source=own_last(kb, join_sources(*(each.advice.source for each in uses))),
    )
