"""A comparison of two programmes as JSON, format version 1.

`then` is about the old programme and `now` about the new one. The numbers of situations count from
1 in the file that they are about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.output.json_advice import dump, head, origin_json
from boundary_advisor.output.json_portfolio import (
    knowledge_changes_json,
    numbers,
    programme_json,
    rule_json,
    situation_json,
)
from boundary_advisor.programme.comparison import is_ruled_out

if TYPE_CHECKING:
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.output.json_advice import Json
    from boundary_advisor.programme.comparison import Comparison, SituationChange, TacticChange


def comparison_json(kb: KnowledgeBase, comparison: Comparison) -> str:
    """Return what changed between two programmes."""
    return dump(head(kb) | _body(comparison))


def _body(comparison: Comparison) -> Json:
    old, new = comparison.old, comparison.new
    return {
        "then": programme_json(old),
        "now": programme_json(new),
        "on": comparison.day and comparison.day.isoformat(),
        "summary": comparison.summary,
        "notes": list(comparison.notes),
        "changes": [_change(each) for each in comparison.changes],
        "added": [situation_json(each) for each in comparison.added],
        "gone": [
            {"situation": situation_json(each), "ruled_out": is_ruled_out(each, new)}
            for each in comparison.gone
        ],
        "overdue": [
            {"situation": each.placed.number, "due": each.due.isoformat()}
            for each in comparison.overdue
        ],
        "tactics": {
            name: [_tactic(each) for each in changes]
            for name, changes in comparison.tactics._asdict().items()
        },
        "rules": [rule_json(each) for each in comparison.trace],
        **knowledge_changes_json(comparison.knowledge_changes),
    }


def _change(change: SituationChange) -> Json:
    return {
        "then": situation_json(change.old),
        "now": situation_json(change.new),
        **change.shifts,
        "moved": change.moved,
        "closed": change.closed,
    }


def _tactic(change: TacticChange) -> Json:
    tactic = change.tactic
    return {
        "id": tactic.id,
        "title": tactic.title,
        "first_step": tactic.first_step,
        "strategy": change.strategy.id,
        "role": change.role,
        "situations": numbers(change.situations),
        "advised_before": change.advised_before,
        "beside": [each.id for each in change.beside],
        "why": change.why or None,
        "source": change.source,
        **origin_json(tactic),
    }
