"""The rules on whole programmes: what each does, and how one that fired is put on record.

What a rule does is a function elsewhere in this package; `docs/rules.md` names it. On what
ground it stands is knowledge, so the words and the source come from `data/programmes.yaml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.rules import fired
from boundary_advisor.knowledge.guide import ProgrammeRule
from boundary_advisor.knowledge.models import RuleId
from boundary_advisor.programme.placing import Finding
from boundary_advisor.text import join_sources, listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from boundary_advisor.engine.results import Fired
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.programme.placing import Placed

MEANING: dict[ProgrammeRule, str] = {
    ProgrammeRule.SIGNS: (
        "Where every sign that is there speaks for one level, and none that is not known could "
        "speak for the other, that is the level. Otherwise the deciding question gives it. Without "
        "an answer to that, the level is undecided."
    ),
    ProgrammeRule.HOLDING: (
        "Say where situations are held off for now (high threat, short horizon) while none is or "
        "was worked on for good (high threat, long horizon)."
    ),
    ProgrammeRule.BATTLES: (
        "Say where two or more situations are of a high threat and a long horizon at once."
    ),
    ProgrammeRule.LEANING: (
        "Say where the strategy for a high threat and a long horizon is used for a challenge, and "
        "one for a low threat that it leans on is not and was not used for the same challenge."
    ),
    ProgrammeRule.GROUNDWORK: "Say where every situation at work has a threat known as low.",
    ProgrammeRule.SHARED: (
        "List each tactic that serves several challenges of the programme once, with all that it "
        "serves. What is told of the challenges themselves stands before what is told of a "
        "strategy at large, then what meets a low threat, then what serves the most."
    ),
    ProgrammeRule.GAPS: "Say what the programme leaves undecided, is missing or is overdue.",
    ProgrammeRule.STAGES: "Put each step into the stage of its strategy, in the usual order.",
    ProgrammeRule.PREPARATION: (
        "Where a strategy for a high threat and a long horizon leans on strategies of earlier "
        "stages, put a step of each before it; beside one for a high threat and a short horizon, "
        "which does not wait. A step that the programme has already is taken instead, first one of "
        "the same initiative; where it is of another, say so. Steps that are added follow each "
        "other in the usual order, unless what they are for is under way."
    ),
    ProgrammeRule.EXIT: (
        "Give each situation that is held off for now a step that ends it: what is advised for the "
        "same challenge and threat with a long horizon."
    ),
    ProgrammeRule.DEPARTURE: "Say where a step does not come in the usual order, and why.",
    ProgrammeRule.FIRST: (
        "Of the steps that can start now, name at most three: first what holds off a threat that "
        "is there now; then what work under way leans on; then what most other steps lean on; and "
        "among equals the usual order."
    ),
    ProgrammeRule.MOVES: (
        "Match the situations of two programmes by challenge and initiative. Say what moved, and "
        "which tactics to start, keep and end. Both are read with the same knowledge; what the "
        "knowledge changed is told apart."
    ),
}
"""What each rule does, in a sentence or two: the words of help and documentation."""

TITLES: dict[ProgrammeRule, str] = {
    ProgrammeRule.SIGNS: "How levels are found",
    ProgrammeRule.HOLDING: "Held off, and nothing built",
    ProgrammeRule.BATTLES: "Several battles at once",
    ProgrammeRule.LEANING: "Built without what it leans on",
    ProgrammeRule.GROUNDWORK: "No high threat",
    ProgrammeRule.SHARED: "Tactics for several challenges",
    ProgrammeRule.GAPS: "What is missing",
    ProgrammeRule.STAGES: "The usual order",
    ProgrammeRule.PREPARATION: "What it leans on",
    ProgrammeRule.EXIT: "A way out",
    ProgrammeRule.DEPARTURE: "Out of the usual order",
    ProgrammeRule.FIRST: "What to begin with",
    ProgrammeRule.MOVES: "How two programmes are compared",
}
"""What each rule is called where what it found is told."""


def found(guide: Guide, rule: ProgrammeRule, text: str, *sources: str, todo: str = "") -> Finding:
    """Put a rule on record: what it found here, and the ground on which it stands.

    Args:
        guide: The knowledge of programmes.
        rule: The rule.
        text: What it found, in a sentence or two.
        sources: Where the finding itself stands; the ground's source is added to them.
        todo: What to do about it, as this project suggests.
    """
    ground = guide.grounds[rule]
    return Finding(rule, text, ground.why, join_sources(*sources, ground.source), todo)


def not_applicable(kb: KnowledgeBase, situations: Iterable[Placed]) -> Iterator[Fired]:
    """Put on record where the grid's strategy does not apply, so that another is advised."""
    told = {
        f"{each.label} ({answer.placement.strategy.name})": answer.placement.cell.source
        for each in situations
        for answer in each.answers
        if answer.placement.strategy is not answer.strategy
    }
    if told:
        text = f"What the grid gives does not apply to {listing(list(told))}."
        yield fired(kb, RuleId.NOT_APPLICABLE, text, join_sources(*told.values()))
