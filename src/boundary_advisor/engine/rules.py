"""The rules of the engine: what each does, and how a rule that fired is put on record.

What a rule does is a function elsewhere in this package; `docs/rules.md` names it. On what
ground it stands is knowledge, so the words and the source come from `grounds` in the data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.results import Fired
from boundary_advisor.engine.words import join_sources
from boundary_advisor.knowledge.models import RuleId

if TYPE_CHECKING:
    from boundary_advisor.knowledge.base import KnowledgeBase


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
