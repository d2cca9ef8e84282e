"""Which tactics to start, keep and end: for one situation, and for a programme as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.knowledge.guide import ProgrammeRule
from boundary_advisor.knowledge.models import RuleId
from boundary_advisor.programme.comparing.matching import in_order
from boundary_advisor.programme.comparing.model import (
    ProgrammeTactics,
    Reason,
    TacticChanges,
    TacticMove,
)
from boundary_advisor.programme.programme import Status
from boundary_advisor.programme.roadmap_plan import StepKind
from boundary_advisor.text import join_sources, listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from boundary_advisor.engine.results import Recommendation, Support, TacticAdvice
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import Strategy
    from boundary_advisor.programme.comparing.matching import Match
    from boundary_advisor.programme.placing import Placed
    from boundary_advisor.programme.roadmap_plan import Step


_BEGUN = frozenset({Status.STARTED, Status.DONE})
"""Where work has begun."""


class _Needs(NamedTuple):
    """The tactics of a situation by id, those of its challenge's own cell.

    Attributes:
        sure: Those that are advised whatever the undecided levels turn out to be.
        possible: Those that are advised for at least one of the candidates.
    """

    sure: dict[str, TacticAdvice]
    possible: dict[str, TacticAdvice]


class _Use(NamedTuple):
    """A tactic, and a situation that it is advised for."""

    placed: Placed
    advice: TacticAdvice


class NewPlan(NamedTuple):
    """What the new programme asks for.

    Attributes:
        situations: Its situations, in the order in which they are shown.
        matches: Those that the old programme has too.
        unsaid: Those of the old programme that left the file without a word.
        steps: The steps of its roadmap.
    """

    situations: Sequence[Placed]
    matches: Sequence[Match]
    unsaid: Sequence[Placed]
    steps: Sequence[Step]

    @property
    def at_work(self) -> list[Placed]:
        """The situations that ask for something."""
        return [each for each in self.situations if not each.given.is_closed]


def begun(*situations: Placed | None) -> bool:
    """Say whether work has begun on any of these; None where one is not in a programme."""
    return any(each is not None and each.given.stands in _BEGUN for each in situations)


def tactic_changes(
    old: Placed | None, new: Placed | None, *, unsaid: bool = False
) -> TacticChanges:
    """Say what becomes of the tactics of one situation; None where it is not in a programme.

    Args:
        old: The situation as it was.
        new: As it is.
        unsaid: It left the file without a word.
    """
    before, after = _needs(old), _needs(new)
    stayed = tuple(each for name, each in after.sure.items() if name in before.sure)
    ended = [each for name, each in before.sure.items() if name not in after.sure]
    over = tuple(each for each in ended if each.tactic.id not in after.possible)
    at_work = begun(old, new)
    return TacticChanges(
        start=tuple(each for name, each in after.sure.items() if name not in before.sure),
        keep=stayed if at_work else (),
        still_to_start=() if at_work else stayed,
        end=() if unsaid else over,
        unknown=over if unsaid else (),
        depends=tuple(each for each in ended if each.tactic.id in after.possible),
    )


def programme_tactics(kb: KnowledgeBase, old: Sequence[Placed], plan: NewPlan) -> ProgrammeTactics:
    """Say what becomes of every tactic; those for the most situations first.

    None ends that the new programme asks for in any other way, none that depends on a level, and
    none of a situation that left the file without a word. None stays or goes on that is for
    situations on which no work has begun.

    Args:
        kb: The knowledge.
        old: The situations of the old programme, in the order in which they are shown.
        plan: What the new one asks for.
    """
    before, after = _uses(old), _uses(plan.situations)
    stayed = [_move(kb, before[name], uses) for name, uses in after.items() if name in before]
    ended = [_move(kb, uses, []) for name, uses in before.items() if name not in after]
    ended = [each._replace(reasons=tuple(_reasons(kb, each, plan))) for each in ended]
    on = [each for each in ended if each.reasons]
    depends = [each for each in ended if not each.reasons and _is_possible(each, plan)]
    over = [each for each in ended if not each.reasons and not _is_possible(each, plan)]
    return ProgrammeTactics(
        start=_sorted(_move(kb, [], uses) for name, uses in after.items() if name not in before),
        keep=_sorted(each for each in stayed if _is_begun(each, plan)),
        still_to_start=_sorted(each for each in (*stayed, *on) if not _is_begun(each, plan)),
        go_on=_sorted(each for each in on if _is_begun(each, plan)),
        end=_sorted(each for each in over if not _is_unsaid(each, plan)),
        unknown=_sorted(each for each in over if _is_unsaid(each, plan)),
        depends=_sorted(depends),
    )


def _is_begun(move: TacticMove, plan: NewPlan) -> bool:
    """Say whether work began, in either file, on a situation that it was or is advised for."""
    then, now = ({each.number for each in situations} for situations in (move.old, move.new))
    return begun(*move.old, *move.new) or any(
        begun(each.old, each.new)
        for each in plan.matches
        if each.old.number in then or each.new.number in now
    )


def _is_unsaid(move: TacticMove, plan: NewPlan) -> bool:
    """Say whether it was for a situation that left the file without a word."""
    unsaid = {each.number for each in plan.unsaid}
    return any(each.number in unsaid for each in move.old)


def _is_possible(move: TacticMove, plan: NewPlan) -> bool:
    """Say whether it is advised for one of the candidates of an undecided level."""
    return any(
        _advises(answer, move.advice.tactic.id)
        for placed in plan.at_work
        for answer in placed.answers
    )


def _sorted(moves: Iterable[TacticMove]) -> tuple[TacticMove, ...]:
    return tuple(sorted(moves, key=lambda each: -len(each.new or each.old)))


def _reasons(kb: KnowledgeBase, move: TacticMove, plan: NewPlan) -> Iterator[Reason]:
    """Find what a tactic that no challenge itself asks for any more is still good for."""
    yield from _at_large(kb, move.advice.tactic.id, plan)
    yield from _in_steps(move.advice.tactic.id, plan)
    yield from _beside(kb, move, plan)


def _at_large(kb: KnowledgeBase, tactic: str, plan: NewPlan) -> Iterator[Reason]:
    """Find situations whose strategy it serves at large, whichever an undecided level turns out."""
    uses = [
        _Use(placed, advice)
        for placed in plan.at_work
        for advice in placed.answers[0].tactics
        if advice.tactic.id == tactic and all(_advises(each, tactic) for each in placed.answers)
    ]
    if uses:
        strategy = kb.strategy_of(tactic).name
        yield Reason(
            RuleId.GRID,
            f"in general, for {_labels(each.placed for each in uses)}",
            f"It serves {strategy} at large, which is advised there.",
            tuple(each.placed for each in uses),
            own_last(kb, join_sources(*(each.advice.source for each in uses))),
        )


def _advises(answer: Recommendation, tactic: str) -> bool:
    return any(each.tactic.id == tactic for each in answer.tactics)


def _in_steps(tactic: str, plan: NewPlan) -> Iterator[Reason]:
    """Find steps that the rules add to the roadmap, and that begin with it."""
    begun = [each for each in plan.steps if each.lead.tactic.id == tactic]
    for kind, (rule, what) in _ADDED.items():
        steps = [each for each in begun if each.kind is kind]
        if steps:
            situations = _each_once(placed for each in steps for placed in each.situations)
            yield Reason(
                rule,
                f"{what} {_labels(situations)}",
                "The roadmap has a step for that, and begins it with this.",
                situations,
                join_sources(*(each.lead.source for each in steps)),
            )


_ADDED = {
    StepKind.PREPARATION: (ProgrammeRule.PREPARATION, "as preparation for"),
    StepKind.COMPANION: (ProgrammeRule.PREPARATION, "beside what holds off"),
    StepKind.EXIT: (ProgrammeRule.EXIT, "as a way out for"),
}
"""Steps that the programme does not hold itself: the rule that adds them, and for what."""


def _beside(kb: KnowledgeBase, move: TacticMove, plan: NewPlan) -> Iterator[Reason]:
    """Find what it may still support where it was advised, by the rule combination."""
    own = kb.strategy_of(move.advice.tactic.id)
    now = {each.old.number: each.new for each in plan.matches if not each.new.given.is_closed}
    found: dict[str, list[tuple[Placed, Support]]] = {}
    for placed in (now[each.number] for each in move.old if each.number in now):
        supports = [_support(answer, own) for answer in placed.answers]
        for answer, support in zip(placed.answers, supports, strict=True):
            if support and all(supports):
                found.setdefault(answer.strategy.name, []).append((placed, support))
    for strategy, supported in found.items():
        situations = _each_once(placed for placed, _ in supported)
        support = supported[0][1]
        what = f"perhaps beside {strategy}, for {_labels(situations)}"
        yield Reason(RuleId.COMBINATION, what, support.why, situations, support.source)


def _support(answer: Recommendation, own: Strategy) -> Support | None:
    """Give what an answer says of a strategy to combine it with."""
    return next((each for each in answer.supporting if each.strategy is own), None)


def _each_once(situations: Iterable[Placed]) -> tuple[Placed, ...]:
    return in_order({each.number: each for each in situations}.values())


def _labels(situations: Iterable[Placed]) -> str:
    return listing([each.label for each in situations])


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
        reasons=(),
        source=own_last(kb, join_sources(*(each.advice.source for each in uses))),
    )
