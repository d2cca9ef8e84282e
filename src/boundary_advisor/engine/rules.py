"""The rules on one situation.

A rule is an object: what it means, how it fills in its part of a recommendation, and what goes on
record. `RULES`, at the end, holds them in the order in which they are applied.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from boundary_advisor.engine.results import (
    Assumption,
    Change,
    Effort,
    Evidence,
    Placement,
    Rejected,
    Rule,
    SourcedText,
    Support,
)
from boundary_advisor.engine.tactics import advise_tactics, alike_words, amount
from boundary_advisor.engine.wording import (
    change_words,
    elsewhere_words,
    fallback_why,
    grid_why,
    grid_words,
    rejected_reason,
    tension,
)
from boundary_advisor.knowledge.entry import Statement
from boundary_advisor.knowledge.models import Threat
from boundary_advisor.text import count, join_sources, listing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from boundary_advisor.engine.results import Recommendation
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import Axis, Challenge, Horizon, Strategy, Tactic


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class SituationRule(Rule):
    """A rule on one situation: `apply` fills in its part of a recommendation.

    `record` returns what it found, then the sources of that; nothing where it did not fire.
    """

    apply: Callable[[KnowledgeBase, Recommendation], Recommendation]
    record: Callable[[Recommendation], Sequence[str]]


def place_on_grid(
    kb: KnowledgeBase, challenge: Challenge, threat: Threat, horizon: Horizon
) -> Placement:
    """Look up what the grid says of a challenge at these levels."""
    strategy = kb.strategy_at(threat, horizon)
    return Placement(strategy, kb.cell(challenge.id, strategy.id))


def take_from_grid(_: KnowledgeBase, answer: Recommendation) -> Recommendation:
    """Apply the rule grid."""
    strategy, cell = answer.placement
    return answer._replace(strategy=strategy, cell=cell, why=grid_why(answer))


GRID = SituationRule(
    id="grid",
    meaning="Threat and horizon give the strategy. Two levels each, and nothing between.",
    apply=take_from_grid,
    record=lambda answer: (grid_words(answer),),
)


def fall_back(kb: KnowledgeBase, answer: Recommendation) -> Recommendation:
    """Apply the rule not-applicable.

    The checked knowledge has a cell that applies for every challenge, so there is always an answer.
    """
    if answer.placement.cell.applies:
        return answer
    horizon = answer.placement.strategy.quadrant.horizon
    fields = ((threat, due) for threat in Threat for due in (horizon, horizon.other))
    strategies = (kb.strategy_at(*field) for field in fields)
    strategy = next(each for each in strategies if kb.cell(answer.challenge.id, each.id).applies)
    why = fallback_why(answer, strategy)
    cell = kb.cell(answer.challenge.id, strategy.id)
    return answer._replace(strategy=strategy, cell=cell, why=why)


def _record_fallback(answer: Recommendation) -> Sequence[str]:
    if answer.is_from_grid:
        return ()
    placed = answer.placement.strategy.name
    text = f"{placed} does not apply to this challenge, so the advice is {answer.strategy.name}."
    return text, answer.placement.cell.source


NOT_APPLICABLE = SituationRule(
    id="not-applicable",
    meaning=(
        "Where the grid's cell does not apply to the challenge, say so, keep the horizon, take the "
        "strategy for a low threat, and show the tension. Where that does not apply either, take "
        "the nearest that does: low threat before high, the wanted horizon before the other."
    ),
    apply=fall_back,
    record=_record_fallback,
)


def find_effort(kb: KnowledgeBase, answer: Recommendation) -> Recommendation:
    """Apply the rule effort."""
    cells = ((each, kb.cell(answer.challenge.id, each.id)) for each in kb.strategies)
    marked = [(strategy, cell) for strategy, cell in cells if cell.effort]
    if not marked:
        return answer
    here = any(strategy is answer.strategy for strategy, _ in marked)
    names = tuple(
        f"{strategy.name}{cell.origin.mark if 'effort' in cell.origin.fields else ''}"
        for strategy, cell in marked
    )
    text = f"Most effort for this challenge goes into {listing(list(names))}."
    effort = Effort(
        strategies=tuple(strategy for strategy, _ in marked),
        names=names,
        here=here,
        text=text if here else f"{text} {elsewhere_words(answer)}",
        source=join_sources(*(cell.effort or "" for _, cell in marked)),
    )
    return answer._replace(effort=effort)


EFFORT = SituationRule(
    id="effort",
    meaning=(
        "Mark the cell where the source says that most effort goes. Where that is another cell "
        "than the advised one, show it beside the advice."
    ),
    apply=find_effort,
    record=lambda answer: (answer.effort.text, answer.effort.source) if answer.effort else (),
)


def find_support(kb: KnowledgeBase, answer: Recommendation) -> Recommendation:
    """Apply the rule combination; a strategy that does not apply here supports nothing."""
    pairings = ((kb.strategy(each.strategy), each) for each in answer.strategy.combines_with)
    supporting = tuple(
        Support(other, pairing.why, _best(kb, answer.challenge, other), pairing.source)
        for other, pairing in pairings
        if kb.cell(answer.challenge.id, other.id).applies
    )
    return answer._replace(supporting=supporting)


def _best(kb: KnowledgeBase, challenge: Challenge, strategy: Strategy) -> tuple[Tactic, ...]:
    """Return the two best tactics of a strategy for a challenge."""
    advice = advise_tactics(kb, challenge, strategy, None)
    return tuple(each.tactic for each in advice if not each.general)[:2]


def _record_support(answer: Recommendation) -> Sequence[str]:
    names = [each.strategy.name for each in answer.supporting]
    sources = (each.source for each in answer.supporting)
    return (f"Combine it with {listing(names)}.", *sources) if names else ()


COMBINATION = SituationRule(
    id="combination",
    meaning="Name the strategies that the advised one leans on, and why.",
    apply=find_support,
    record=_record_support,
)


def put_in_sequence(kb: KnowledgeBase, answer: Recommendation) -> Recommendation:
    """Apply the rule sequence, with the strategies that apply to the challenge."""
    order = ", then ".join(
        f"{each.name} (this one)" if each is answer.strategy else each.name
        for each in kb.strategies
        if kb.cell(answer.challenge.id, each.id).applies
    )
    sequence = SourcedText(f"Usual order: {order}.", SEQUENCE.ground(kb).source)
    return answer._replace(sequence=sequence)


SEQUENCE = SituationRule(
    id="sequence",
    meaning="Say what tends to come before the advised strategy and what after it.",
    apply=put_in_sequence,
    record=lambda answer: answer.sequence,
)


def find_cautions(kb: KnowledgeBase, answer: Recommendation) -> Recommendation:
    """Apply the rule cautions: the tension, what the strategy costs, where knowledge is damaged."""
    cautions, cell = list(answer.strategy.costs), answer.cell
    if not answer.is_from_grid:
        cautions.insert(0, Statement(text=tension(answer), source=kb.about.own_judgement))
    if cell.note is not None:
        cautions.append(Statement(text=cell.note, source=cell.source))
    return answer._replace(cautions=tuple(cautions))


CAUTIONS = SituationRule(
    id="cautions",
    meaning="Say what the advised strategy costs, and where the knowledge is damaged.",
    apply=find_cautions,
    record=lambda answer: (f"{count(len(answer.cautions), 'thing')} to watch out for.",),
)


def find_changes(kb: KnowledgeBase, answer: Recommendation) -> Recommendation:
    """Apply the rule sensitivity."""
    return answer._replace(if_changed=tuple(_change(kb, answer, axis) for axis in kb.axes))


def _change(kb: KnowledgeBase, answer: Recommendation, axis: Axis) -> Change:
    levels = answer.placement.strategy.quadrant
    other = levels.level(axis.name).other
    levels = levels.model_copy(update={axis.name: other})
    placement = place_on_grid(kb, answer.challenge, levels.threat, levels.horizon)
    then = fall_back(kb, take_from_grid(kb, answer._replace(placement=placement)))
    now = kb.tactics_in(answer.challenge.id, answer.strategy.id)
    new = kb.tactics_in(answer.challenge.id, then.strategy.id)
    return Change(
        what=axis.name,
        threat=levels.threat,
        horizon=levels.horizon,
        strategy=then.strategy,
        cell=placement.cell,
        gained=_without(new, now),
        lost=_without(now, new),
        condition=f"If the {axis.name} were {other}",
        then=change_words(then, answer.strategy, _best(kb, then.challenge, then.strategy)[0]),
        source=axis.source,
    )


def _without(tactics: tuple[Tactic, ...], others: tuple[Tactic, ...]) -> tuple[Tactic, ...]:
    known = {tactic.id for tactic in others}
    return tuple(tactic for tactic in tactics if tactic.id not in known)


SENSITIVITY = SituationRule(
    id="sensitivity",
    meaning=(
        "Say what the answer becomes if the threat or the horizon is the other one, and which "
        "tactics are gained and lost."
    ),
    apply=find_changes,
    record=lambda answer: (" ".join(each.text for each in answer.if_changed),),
)


def weigh_tactics(kb: KnowledgeBase, answer: Recommendation) -> Recommendation:
    """Apply the rule evidence."""
    size = answer.size
    tactics = advise_tactics(kb, answer.challenge, answer.strategy, size)
    own = [each for each in tactics if not each.general]
    general = [each for each in tactics if each.general]
    in_general = f"For {answer.strategy.name} in general: {amount(kb, general)}."
    evidence = Evidence(
        text=f"For this challenge: {amount(kb, own)}.",
        general=in_general if general else "",
        size=alike_words(kb, tactics, size) if size else "",
    )
    return answer._replace(tactics=tactics, evidence=evidence)


EVIDENCE = SituationRule(
    id="evidence",
    meaning=(
        "Count the distinct cities behind each tactic, and put tactics with more of them first. "
        "If a city size is given, put cases of such cities first."
    ),
    apply=weigh_tactics,
    record=lambda answer: (answer.evidence.in_full,),
)


def find_rejected(kb: KnowledgeBase, answer: Recommendation) -> Recommendation:
    """Apply the rule rejected."""
    rejected = (_reject(kb, answer, each) for each in kb.strategies if each is not answer.strategy)
    return answer._replace(rejected=tuple(rejected))


def _reject(kb: KnowledgeBase, answer: Recommendation, strategy: Strategy) -> Rejected:
    cell = kb.cell(answer.challenge.id, strategy.id)
    if not cell.applies:
        return Rejected(strategy, cell.note or "", cell.source)
    fit = strategy.fits[0]
    reason = rejected_reason(answer, strategy, cell)
    return Rejected(strategy, reason, join_sources(fit.source, cell.effort or ""))


REJECTED = SituationRule(
    id="rejected",
    meaning="Give a reason for each strategy that was not chosen.",
    apply=find_rejected,
    record=lambda answer: (
        f"Not chosen: {listing([each.strategy.name for each in answer.rejected])}.",
    ),
)


RULES = (
    GRID,
    NOT_APPLICABLE,
    EFFORT,
    COMBINATION,
    SEQUENCE,
    CAUTIONS,
    SENSITIVITY,
    EVIDENCE,
    REJECTED,
)
"""The rules on one situation, in the order in which they are applied."""


def assume(kb: KnowledgeBase, answer: Recommendation, axes: Sequence[Axis]) -> Recommendation:
    """Mark the levels on these axes as assumed, with the signs that tell whether they hold."""
    for axis in reversed(axes):
        level = answer.placement.strategy.quadrant.level(axis.name)
        meaning, signs = axis.end(level).meaning, axis.end(level).signs
        finding = GRID.finding(
            kb,
            f"The {axis.name} was not given, and this answer takes it as {level}. {meaning} "
            f"Signs: {' '.join(sign.text for sign in signs)}",
            axis.source,
        )
        assumption = Assumption(axis.name, level, meaning, signs, axis.source)
        answer = answer._replace(
            assumed=(assumption, *answer.assumed), trace=(finding, *answer.trace)
        )
    return answer
