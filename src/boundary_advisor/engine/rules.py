"""The rules of the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.results import (
    Assumption,
    Change,
    Effort,
    Fired,
    Placement,
    Rejected,
    Related,
    Sequence,
    Support,
)
from boundary_advisor.engine.tactics import advise_tactics
from boundary_advisor.knowledge.entry import Statement
from boundary_advisor.knowledge.models import CellState, Horizon, RuleId, Threat
from boundary_advisor.text import count, join_sources, listing, lower_first

if TYPE_CHECKING:
    from boundary_advisor.engine.results import Recommendation
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import (
        AxisEnd,
        Cell,
        Challenge,
        HorizonAxis,
        Strategy,
        Tactic,
        ThreatAxis,
    )

MEANING: dict[RuleId, str] = {
    RuleId.GRID: "Threat and horizon give the strategy. Two levels each, and nothing between.",
    RuleId.NOT_APPLICABLE: (
        "Where the grid's cell does not apply to the challenge, say so, keep the horizon, take the "
        "strategy for a low threat, and show the tension. Where that does not apply either, take "
        "the nearest that does: low threat before high, the wanted horizon before the other."
    ),
    RuleId.EFFORT: (
        "Mark the cell where the source says that most effort goes. Where that is another cell "
        "than the advised one, show it beside the advice."
    ),
    RuleId.COMBINATION: "Name the strategies that the advised one leans on, and why.",
    RuleId.SEQUENCE: "Say what tends to come before the advised strategy and what after it.",
    RuleId.CAUTIONS: "Say what the advised strategy costs, and where the knowledge is damaged.",
    RuleId.SENSITIVITY: (
        "Say what the answer becomes if the threat or the horizon is the other one, and which "
        "tactics are gained and lost."
    ),
    RuleId.EVIDENCE: (
        "Count the distinct cities behind each tactic, and put tactics with more of them first. "
        "If a city size is given, put cases of such cities first."
    ),
    RuleId.REJECTED: "Give a reason for each strategy that was not chosen.",
}
"""What each rule does, in a sentence or two: the words of help and documentation."""


def fired(kb: KnowledgeBase, rule: RuleId, finding: str, source: str = "") -> Fired:
    """Put a rule on record: what it found here, and the ground on which it stands.

    Args:
        kb: The knowledge.
        rule: The rule.
        finding: What it found in this situation, as a sentence.
        source: Where the finding itself stands; the ground's source is added to it.
    """
    ground = kb.grounds[rule]
    return Fired(rule, finding, ground.why, join_sources(source, ground.source))


OTHER_THREAT = {Threat.LOW: Threat.HIGH, Threat.HIGH: Threat.LOW}
"""The other level of the threat axis."""

_EFFORT = "effort"

OTHER_HORIZON = {Horizon.SHORT: Horizon.LONG, Horizon.LONG: Horizon.SHORT}
"""The other level of the time axis."""


class Spot(NamedTuple):
    """A challenge at a place on the grid: a situation that is complete and looked up."""

    challenge: Challenge
    threat: Threat
    horizon: Horizon


class Choice(NamedTuple):
    """What the grid says, and what is advised in the light of it."""

    placement: Placement
    strategy: Strategy
    cell: Cell

    @property
    def applies(self) -> bool:
        """True where the grid's own cell exists, so that it is the one advised."""
        return self.placement.cell.state is not CellState.NOT_APPLICABLE


def choose(kb: KnowledgeBase, spot: Spot) -> Choice:
    """Apply the rules grid and not-applicable.

    The checked knowledge has a cell that applies for every challenge, so there is always an answer.
    """
    challenge, threat, horizon = spot
    other = OTHER_HORIZON[horizon]
    fields = (
        (threat, horizon),
        (Threat.LOW, horizon),
        (Threat.LOW, other),
        (Threat.HIGH, horizon),
        (Threat.HIGH, other),
    )
    strategies = [kb.strategy_at(*field) for field in fields]
    cells = [kb.cell(challenge.id, strategy.id) for strategy in strategies]
    placement = Placement(strategies[0], cells[0])
    strategy, cell = next(
        (strategy, cell)
        for strategy, cell in zip(strategies, cells, strict=True)
        if cell.state is not CellState.NOT_APPLICABLE
    )
    return Choice(placement, strategy, cell)


def grid_finding(choice: Choice, spot: Spot) -> str:
    """Say what the grid gives."""
    name = choice.placement.strategy.name
    return f"A {spot.threat} threat and a {spot.horizon} horizon point to {name}."


def fallback_finding(choice: Choice) -> str:
    """Say that the grid's cell does not apply, and what is advised instead."""
    placed = choice.placement.strategy.name
    return f"{placed} does not apply to this challenge, so the advice is {choice.strategy.name}."


def why_chosen(choice: Choice, spot: Spot) -> str:
    """Say why the strategy is advised, in a few sentences."""
    found = grid_finding(choice, spot)
    if choice.applies:
        return f"{found} Its purpose: {lower_first(choice.strategy.purpose)}"
    return f"{found} {choice.placement.cell.note} {_instead(choice)}"


def _instead(choice: Choice) -> str:
    wanted, taken = choice.placement.strategy.quadrant, choice.strategy.quadrant
    name = choice.strategy.name
    if taken.horizon is wanted.horizon:
        way = (
            f"keeps the {taken.horizon} horizon and takes the strategy for a {taken.threat} threat"
        )
    else:
        way = "takes the nearest strategy that does apply"
    return f"The advice {way}: {name}. This step is our own judgement."


def tension(choice: Choice, spot: Spot) -> str:
    """Say what stays open where the advice is not what the grid gives."""
    fits, name = choice.strategy.quadrant, choice.strategy.name
    yours, its = differing(
        (spot.threat, fits.threat, "threat"), (spot.horizon, fits.horizon, "horizon")
    )
    found = f"You describe {yours}, and {name} is meant for {its}."
    if spot.threat is Threat.LOW or fits.threat is Threat.HIGH:
        return found
    return (
        f"{found} It does not take the threat away. "
        "Check whether part of the trouble is another challenge."
    )


def differing(*levels: tuple[str, str, str]) -> tuple[str, str]:
    """Name the levels in which two places on the grid differ, for the one and for the other.

    Args:
        levels: For each axis the level of the one, that of the other, and the name of the axis.
    """
    apart = [(one, other, axis) for one, other, axis in levels if one != other]
    return (
        listing([f"a {one} {axis}" for one, _, axis in apart]),
        listing([f"a {other} {axis}" for _, other, axis in apart]),
    )


def effort_of(kb: KnowledgeBase, challenge: Challenge, choice: Choice) -> Effort | None:
    """Apply the rule effort: where the source says that most effort goes for a challenge."""
    cells = [(strategy, kb.cell(challenge.id, strategy.id)) for strategy in kb.strategies]
    cells = [(strategy, cell) for strategy, cell in cells if cell.effort is not None]
    if not cells:
        return None
    strategies = tuple(strategy for strategy, _ in cells)
    here = any(strategy is choice.strategy for strategy in strategies)
    names = tuple(
        f"{strategy.name}{cell.origin.mark if _EFFORT in cell.origin.fields else ''}"
        for strategy, cell in cells
    )
    text = f"Most effort for this challenge goes into {listing(list(names))}."
    if not here:
        reason = (
            "is what your threat and horizon give"
            if choice.applies
            else f"is advised because {choice.placement.strategy.name} does not apply"
        )
        text += f" {choice.strategy.name} {reason}."
    return Effort(
        strategies, names, here, text, join_sources(*(cell.effort or "" for _, cell in cells))
    )


def assume_threat(axis: ThreatAxis, threat: Threat) -> Assumption:
    """Say which threat an answer takes, and how to tell whether it holds."""
    level = axis.low if threat is Threat.LOW else axis.high
    return _assume("threat", threat, level, axis.source)


def assume_horizon(axis: HorizonAxis, horizon: Horizon) -> Assumption:
    """Say which horizon an answer takes, and how to tell whether it holds."""
    level = axis.short if horizon is Horizon.SHORT else axis.long
    return _assume("horizon", horizon, level, axis.source)


def _assume(what: str, name: str, level: AxisEnd, source: str) -> Assumption:
    return Assumption(what, str(name), level.meaning, level.signs, source)


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


def trace_of(
    kb: KnowledgeBase, answer: Recommendation, choice: Choice, spot: Spot
) -> tuple[Fired, ...]:
    """Put every rule that had a part in the answer on record, in the order of the rules."""
    found = dict.fromkeys(RuleId, ("", ""))
    found[RuleId.GRID] = (grid_finding(choice, spot), "")
    if not choice.applies:
        found[RuleId.NOT_APPLICABLE] = (
            fallback_finding(choice),
            choice.placement.cell.source,
        )
    if answer.effort:
        found[RuleId.EFFORT] = (answer.effort.text, answer.effort.source)
    if answer.supporting:
        found[RuleId.COMBINATION] = _combination(answer)
    found[RuleId.SEQUENCE] = (answer.sequence.text, answer.sequence.source)
    found[RuleId.CAUTIONS] = (f"{count(len(answer.cautions), 'thing')} to watch out for.", "")
    found[RuleId.SENSITIVITY] = (" ".join(each.text for each in answer.if_changed), "")
    found[RuleId.EVIDENCE] = (answer.evidence.in_full, "")
    found[RuleId.REJECTED] = (
        f"Not chosen: {listing([each.strategy.name for each in answer.rejected])}.",
        "",
    )
    return tuple(
        fired(kb, rule, finding, source) for rule, (finding, source) in found.items() if finding
    )


def assumption_fired(kb: KnowledgeBase, assumption: Assumption) -> Fired:
    """Put on record that a level was not given, and how to tell whether the one taken holds."""
    signs = " ".join(sign.text for sign in assumption.signs)
    finding = (
        f"The {assumption.what} was not given, and this answer takes it as {assumption.level}. "
        f"{assumption.meaning} Signs: {signs}"
    )
    return fired(kb, RuleId.GRID, finding, assumption.source)


def _combination(answer: Recommendation) -> tuple[str, str]:
    names = listing([each.strategy.name for each in answer.supporting])
    sources = (each.source for each in answer.supporting)
    return f"Combine it with {names}.", join_sources(*sources)
