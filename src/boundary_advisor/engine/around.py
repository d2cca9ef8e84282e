"""What stands around the strategy advised: combination, sequence, sensitivity and rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.placement import OTHER_HORIZON, OTHER_THREAT, choose, tension
from boundary_advisor.engine.results import Change, Rejected, Related, Sequence, Support
from boundary_advisor.engine.tactics import advise_tactics
from boundary_advisor.engine.words import count, join_sources, listing
from boundary_advisor.knowledge.models import CellState, Statement

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
        if kb.cell(challenge.id, pairing.strategy).state is not CellState.NOT_APPLICABLE
    )


def _best(kb: KnowledgeBase, challenge: Challenge, strategy: Strategy) -> tuple[Tactic, ...]:
    advice = advise_tactics(kb, challenge, strategy, None)
    return tuple(each.tactic for each in advice if not each.general)[:_SUPPORTING_TACTICS]


def sequence_of(kb: KnowledgeBase, challenge: Challenge, strategy: Strategy) -> Sequence:
    """Apply the rule sequence: what tends to come before the strategy, and what after it."""
    before = [each.name for each in kb.strategies if each.stage < strategy.stage]
    first = f"{listing(before)} tend to come before it." if before else "It tends to come first."
    if len(before) == 1:
        first = f"{before[0]} tends to come before it."
    after = [
        pairing
        for pairing in strategy.followed_by
        if kb.cell(challenge.id, pairing.strategy).state is not CellState.NOT_APPLICABLE
    ]
    then = [f"Then {kb.strategy(each.strategy).name}: {each.why}" for each in after]
    return Sequence(" ".join([first, *then]), join_sources(*(each.source for each in after)))


def rejections(kb: KnowledgeBase, spot: Spot, advised: Strategy) -> tuple[Rejected, ...]:
    """Apply the rule rejected: a reason for each strategy that was not chosen."""
    return tuple(
        _reject(strategy, kb.cell(spot.challenge.id, strategy.id), spot)
        for strategy in kb.strategies
        if strategy is not advised
    )


def _reject(strategy: Strategy, cell: Cell, spot: Spot) -> Rejected:
    if cell.state is CellState.NOT_APPLICABLE:
        return Rejected(strategy, f"It does not apply to this challenge. {cell.note}", cell.source)
    fit_for, fit = strategy.quadrant, strategy.fits[0]
    pairs = ((fit_for.threat, spot.threat, "threat"), (fit_for.horizon, spot.horizon, "horizon"))
    differs = [(meant, given, axis) for meant, given, axis in pairs if meant is not given]
    meant_for = listing([f"a {meant} {axis}" for meant, _, axis in differs])
    given = listing([given for _, given, _ in differs])
    verb = "are" if len(differs) > 1 else "is"
    reason = f"It is meant for {meant_for}; yours {verb} {given}. When it fits: {fit.text}"
    return Rejected(strategy, reason, fit.source)


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
    gained = tuple(tactic for tactic in new if tactic not in now)
    lost = tuple(tactic for tactic in now if tactic not in new)
    on_threat = what == "threat"
    moved = f"{count(len(gained), 'tactic')} gained, {len(lost)} lost"
    return Change(
        what=what,
        threat=spot.threat,
        horizon=spot.horizon,
        strategy=then.strategy,
        cell=then.placement.cell,
        gained=gained,
        lost=lost,
        condition=f"If the {what} were {spot.threat if on_threat else spot.horizon}",
        then="the same." if then.strategy is advised else f"{then.strategy.name}, {moved}.",
        source=(kb.threat if on_threat else kb.horizon).source,
    )


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
    if choice.cell.state is CellState.INCOMPLETE and choice.cell.note:
        found.append(Statement(text=choice.cell.note, source=choice.cell.source))
    return tuple(found)
