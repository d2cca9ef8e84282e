"""A comparison of two programmes as JSON, format version 1: built by hand, as all of that promise.

`then` is about the old programme and `now` about the new one. Numbers of situations count from 1 in
the file that they are about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.output.json_advice import challenge_json, dump, head, origin_json
from boundary_advisor.output.json_portfolio import (
    finding_json,
    numbers,
    programme_json,
    rule_json,
    situation_json,
    strategy_json,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.engine.results import TacticAdvice
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.output.json_advice import Json
    from boundary_advisor.programme.comparing.model import (
        Comparison,
        Editions,
        Move,
        Otherwise,
        Promise,
        Reason,
        Single,
        TacticChanges,
        TacticMove,
    )


def comparison_json(kb: KnowledgeBase, comparison: Comparison) -> str:
    """Give what moved between two programmes."""
    return dump(head(kb) | _body(kb, comparison))


def _body(kb: KnowledgeBase, comparison: Comparison) -> Json:
    tactics = comparison.tactics
    return {
        "then": programme_json(comparison.old),
        "now": programme_json(comparison.new),
        "on": comparison.day and comparison.day.isoformat(),
        "summary": comparison.summary,
        "notes": list(comparison.notes),
        "moves": [_move(each) for each in comparison.moves],
        "added": [_single(each) for each in comparison.added],
        "gone": [_single(each) for each in comparison.gone],
        "challenges": [
            challenge_json(each.challenge) | {"then": each.old, "now": each.new}
            for each in comparison.challenges
        ],
        "tactics": {
            name: [_tactic(kb, each) for each in moves]
            for name, moves in zip(tactics._fields, tactics, strict=True)
        },
        "grid": [
            {
                "field": each.strategy.id,
                "name": each.strategy.name,
                "then": numbers(each.old),
                "now": numbers(each.new),
            }
            for each in comparison.fields
        ],
        "mix": [
            strategy_json(then.strategy)
            | {"then": numbers(then.situations), "now": numbers(now.situations)}
            for then, now in comparison.mix
        ],
        "promises": [_promise(each) for each in comparison.promises],
        "untold": comparison.untold or None,
        "knowledge_changes": _editions(comparison.editions),
        "rules": [rule_json(each) for each in comparison.trace],
    }


def _move(move: Move) -> Json:
    return {
        "then": situation_json(move.old),
        "now": situation_json(move.new),
        "threat": move.threat,
        "horizon": move.horizon,
        "guess": move.guess or None,
        "moved": move.moved,
        "closed": move.closed,
        "reopened": move.reopened,
        "changes": [
            {"field": each.field, "then": each.old or None, "now": each.new or None}
            for each in move.changes
        ],
        "tactics": _changes(move.tactics),
        "finding": finding_json(move.finding),
    }


def _single(single: Single) -> Json:
    return {"situation": situation_json(single.placed), "tactics": _changes(single.tactics)}


def _changes(changes: TacticChanges) -> Json:
    return {name: _names(advices) for name, advices in zip(changes._fields, changes, strict=True)}


def _names(advices: Iterable[TacticAdvice]) -> list[Json]:
    return [
        {
            "id": each.tactic.id,
            "title": each.tactic.title,
            "source": each.source,
            **origin_json(each.tactic),
        }
        for each in advices
    ]


def _tactic(kb: KnowledgeBase, move: TacticMove) -> Json:
    tactic = move.advice.tactic
    return {
        "id": tactic.id,
        "title": tactic.title,
        "first_step": tactic.first_step,
        "strategy": kb.strategy_of(tactic.id).id,
        "then": numbers(move.old),
        "now": numbers(move.new),
        "goes_on": [_reason(each) for each in move.reasons],
        "source": move.source,
        **origin_json(tactic),
    }


def _reason(reason: Reason) -> Json:
    return {
        "rule": reason.rule,
        "for": reason.what,
        "situations": numbers(reason.situations),
        "why": reason.why,
        "source": reason.source,
    }


def _promise(promise: Promise) -> Json:
    return {
        "kind": promise.kind,
        "then": promise.old.number,
        "now": promise.new and promise.new.number,
        "finding": finding_json(promise.finding),
    }


def _editions(editions: Editions) -> Json:
    return {
        "in_use": editions.in_use,
        "then": editions.old,
        "now": editions.new,
        "text": editions.text,
        "advice": [_otherwise(each) for each in editions.otherwise],
    }


def _otherwise(otherwise: Otherwise) -> Json:
    return {
        "file": "then" if otherwise.is_old else "now",
        "situation": otherwise.placed.number,
        "advised": otherwise.advised,
        "known": otherwise.strategy is not None,
        "text": otherwise.text,
    }
