"""The record of an answer: which rules fired, what each found, and on what ground it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine import placement
from boundary_advisor.engine.rules import fired
from boundary_advisor.engine.words import count, join_sources, listing
from boundary_advisor.knowledge.models import RuleId

if TYPE_CHECKING:
    from boundary_advisor.engine.placement import Choice, Spot
    from boundary_advisor.engine.results import Assumption, Fired, Recommendation
    from boundary_advisor.knowledge.base import KnowledgeBase


def trace_of(
    kb: KnowledgeBase, answer: Recommendation, choice: Choice, spot: Spot
) -> tuple[Fired, ...]:
    """Put every rule that had a part in the answer on record, in the order of the rules."""
    found = dict.fromkeys(RuleId, ("", ""))
    found[RuleId.GRID] = (placement.grid_finding(choice, spot), "")
    if not choice.applies:
        found[RuleId.NOT_APPLICABLE] = (
            placement.fallback_finding(choice),
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
