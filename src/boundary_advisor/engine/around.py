"""What stands around the strategy advised.

The rules combination, sequence, cautions, sensitivity and rejected, and challenges easily confused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.placement import (
    OTHER_HORIZON,
    OTHER_THREAT,
    choose,
    differing,
    tension,
)
from boundary_advisor.engine.results import Change, Rejected, Related, Sequence, Support
from boundary_advisor.engine.tactics import advise_tactics
from boundary_advisor.engine.words import join_sources, lower_first
from boundary_advisor.knowledge.entry import Statement
from boundary_advisor.knowledge.models import CellState, RuleId

if TYPE_CHECKING:
    from boundary_advisor.engine.placement import Choice, Spot
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import Cell, Challenge, Strategy, Tactic

_SUPPORTING_TACTICS = 2


def supports(kb: KnowledgeBase, challenge: Challenge, strategy: Strategy) -> tuple[Support, ...]:
    """Apply the rule combination; a strategy that does not apply here supports nothing."""
    return tuple(
        Support(
            strategy=(other := kb.strategy(pairing.strategy)),
            why=pairing.why,
            tactics=_best(kb, challenge, other),
            source=pairing.source,
        )
        for pairing in strategy.combines_with
        if _applies(kb, challenge, pairing.strategy)
    )


def _best(kb: KnowledgeBase, challenge: Challenge, strategy: Strategy) -> tuple[Tactic, ...]:
    advice = advise_tactics(kb, challenge, strategy, None)
    return tuple(each.tactic for each in advice if not each.general)[:_SUPPORTING_TACTICS]


def sequence_of(kb: KnowledgeBase, challenge: Challenge, strategy: Strategy) -> Sequence:
    """Apply the rule sequence: the usual order of the strategies that apply to the challenge."""
    order = ", then ".join(
        f"{each.name} (this one)" if each is strategy else each.name
        for each in kb.strategies
        if _applies(kb, challenge, each.id)
    )
    return Sequence(f"Usual order: {order}.", kb.grounds[RuleId.SEQUENCE].source)


def rejections(kb: KnowledgeBase, spot: Spot, advised: Strategy) -> tuple[Rejected, ...]:
    """Apply the rule rejected: a reason for each strategy that was not chosen."""
    return tuple(
        _reject(strategy, kb.cell(spot.challenge.id, strategy.id), spot, advised)
        for strategy in kb.strategies
        if strategy is not advised
    )


def _reject(strategy: Strategy, cell: Cell, spot: Spot, advised: Strategy) -> Rejected:
    if cell.state is CellState.NOT_APPLICABLE:
        return Rejected(strategy, cell.note or "", cell.source)
    meant, wanted, fit = strategy.quadrant, advised.quadrant, strategy.fits[0]
    threat = (meant.threat, wanted.threat, "threat")
    horizon = (meant.horizon, wanted.horizon, "horizon")
    # In a fallback the advice is not what the situation gives: name what speaks against both.
    against_both = [
        level
        for level, given in ((threat, spot.threat), (horizon, spot.horizon))
        if level[0] not in (level[1], given)
    ]
    its, not_for = differing(*(against_both or (threat, horizon)))
    reason = f"It is meant for {its}, not for {not_for}. It fits when {lower_first(fit.text)}"
    if cell.effort is not None:
        reason += " All the same, most effort for this challenge goes into it."
    return Rejected(strategy, reason, join_sources(fit.source, cell.effort or ""))


def _applies(kb: KnowledgeBase, challenge: Challenge, strategy_id: str) -> bool:
    return kb.cell(challenge.id, strategy_id).state is not CellState.NOT_APPLICABLE


def changes(kb: KnowledgeBase, spot: Spot, advised: Strategy) -> tuple[Change, ...]:
    """Apply the rule sensitivity: the answer if the threat, or the horizon, is the other one."""
    return (
        _change(kb, "threat", spot._replace(threat=OTHER_THREAT[spot.threat]), advised),
        _change(kb, "horizon", spot._replace(horizon=OTHER_HORIZON[spot.horizon]), advised),
    )


def _change(kb: KnowledgeBase, what: str, spot: Spot, advised: Strategy) -> Change:
    then = choose(kb, spot)
    now = kb.tactics_in(spot.challenge.id, advised.id)
    new = kb.tactics_in(spot.challenge.id, then.strategy.id)
    on_threat = what == "threat"
    return Change(
        what=what,
        threat=spot.threat,
        horizon=spot.horizon,
        strategy=then.strategy,
        cell=then.placement.cell,
        gained=_without(new, now),
        lost=_without(now, new),
        condition=f"If the {what} were {spot.threat if on_threat else spot.horizon}",
        then=_then(kb, then, spot.challenge, advised),
        source=(kb.threat if on_threat else kb.horizon).source,
    )


def _then(kb: KnowledgeBase, then: Choice, challenge: Challenge, advised: Strategy) -> str:
    why = "" if then.applies else f", as {then.placement.strategy.name} does not apply here"
    if then.strategy is advised:
        return f"the same{why}."
    first = _best(kb, challenge, then.strategy)[0]
    return f"{then.strategy.name}{why}. First tactic: {lower_first(first.title)}."


def _without(tactics: tuple[Tactic, ...], others: tuple[Tactic, ...]) -> tuple[Tactic, ...]:
    known = {tactic.id for tactic in others}
    return tuple(tactic for tactic in tactics if tactic.id not in known)


def related(kb: KnowledgeBase, challenge: Challenge) -> tuple[Related, ...]:
    """Give the challenges that are easily taken for this one."""
    return tuple(
        Related(kb.challenge(each.challenge), each.difference, each.source)
        for each in challenge.confused_with
    )


def cautions_of(kb: KnowledgeBase, choice: Choice, spot: Spot) -> tuple[Statement, ...]:
    """Apply the rule cautions: the tension, what the strategy costs, where knowledge is damaged."""
    found = list(choice.strategy.costs)
    if not choice.applies:
        own = kb.about.own_judgement
        found.insert(0, Statement(text=tension(choice, spot), source=own))
    if choice.cell.note is not None:
        found.append(Statement(text=choice.cell.note, source=choice.cell.source))
    return tuple(found)
