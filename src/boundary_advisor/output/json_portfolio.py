"""A portfolio as JSON, format version 1: built by hand, as all of that promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.output.json_advice import brief_json, challenge_json, dump, head, origin_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.engine.results import Finding
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import Strategy
    from boundary_advisor.output.json_advice import Json
    from boundary_advisor.programme.knowledge_changes import KnowledgeChanges
    from boundary_advisor.programme.placing import Placed, Verdict
    from boundary_advisor.programme.portfolio import Gap, Portfolio, Shared
    from boundary_advisor.programme.programme import Programme


def portfolio_json(kb: KnowledgeBase, portfolio: Portfolio) -> str:
    """Give a portfolio."""
    return dump(head(kb) | _body(portfolio))


def programme_report_json(kb: KnowledgeBase, portfolio: Portfolio) -> str:
    """Give the brief of a programme: its portfolio, and every answer for what is at work."""
    answers = [
        answer
        for each in portfolio.situations
        if not each.given.is_closed
        for answer in each.answers
    ]
    return dump(head(kb) | _body(portfolio) | brief_json(kb, answers))


def _body(portfolio: Portfolio) -> Json:
    return {
        "programme": programme_json(portfolio.programme),
        "on": portfolio.on and portfolio.on.isoformat(),
        "situations": [situation_json(each) for each in portfolio.situations],
        "mix": [
            strategy_json(share.strategy) | {"situations": numbers(share.situations)}
            for share in portfolio.mix
        ],
        "remarks": [finding_json(each) for each in portfolio.remarks],
        "shared": [_shared(each) for each in portfolio.shared],
        "gaps": [_gap(each) for each in portfolio.gaps],
        "not_met": [challenge_json(each) for each in portfolio.not_met],
        "rules": [rule_json(each) for each in portfolio.trace],
        **knowledge_changes_json(portfolio.knowledge_changes),
    }


def knowledge_changes_json(changes: KnowledgeChanges | None) -> Json:
    """Give what the knowledge changed after a programme was assessed; nothing where nothing did."""
    if changes is None:
        return {}
    told = {"then": changes.then, "now": changes.now, "changes": list(changes.changes)}
    return {"knowledge_changes": told}


def programme_json(programme: Programme) -> Json:
    """Give what holds for a programme as a whole."""
    return {
        "name": programme.programme,
        "city_size": programme.city_size,
        "assessed": programme.assessed and programme.assessed.isoformat(),
        "knowledge": programme.knowledge,
    }


def situation_json(placed: Placed) -> Json:
    """Give a situation: what the programme says of it, where it stands, and the advice in short."""
    given = placed.given
    return {
        "number": placed.number,
        **given.model_dump(mode="json", exclude={"signs", "advised"}),
        "challenge": challenge_json(placed.challenge),
        "threat": verdict_json(placed.threat),
        "horizon": verdict_json(placed.horizon),
        "placements": [
            {"strategy": each.placement.strategy.id, "cell": each.placement.cell.state}
            for each in placed.answers
        ],
        "strategies": [strategy_json(each.strategy) for each in placed.answers],
        "most_effort": _effort(placed),
        "first_tactic": _first(placed),
        "status": given.stands,
    }


def verdict_json(verdict: Verdict) -> Json:
    """Give where a situation stands on one axis, and why."""
    return {
        "level": verdict.level,
        "why": verdict.text,
        "settle": [{"id": each.id, "question": each.text} for each in verdict.settle],
        "conflict": verdict.conflict or None,
        "source": verdict.source,
    }


def _first(placed: Placed) -> Json | None:
    if placed.answer is None or placed.given.is_closed:
        return None
    first = placed.answer.tactics[0]
    return {
        "id": first.tactic.id,
        "title": first.tactic.title,
        "first_step": first.tactic.first_step,
        "source": first.source,
        **origin_json(first.tactic),
    }


def _effort(placed: Placed) -> Json | None:
    effort = placed.answer.effort if placed.answer else None
    if effort is None:
        return None
    return {"strategies": [each.id for each in effort.strategies], "source": effort.source}


def strategy_json(strategy: Strategy) -> Json:
    """Give a strategy by its names."""
    return {"strategy": strategy.id, "name": strategy.name}


def finding_json(finding: Finding) -> Json:
    """Give a rule that fired: what it found, its ground and source, and what we suggest."""
    return {
        "rule": finding.rule.id,
        "finding": finding.text,
        "why": finding.ground,
        "source": finding.source,
        "suggestion": finding.todo or None,
    }


def rule_json(found: Finding) -> Json:
    """Give a rule that had a part in an answer, of the engine or on programmes."""
    return {
        "rule": found.rule.id,
        "finding": found.text,
        "why": found.ground,
        "source": found.source,
    }


def numbers(situations: Iterable[Placed]) -> list[int]:
    """Give situations by their numbers."""
    return [each.number for each in situations]


def _shared(shared: Shared) -> Json:
    return {
        "id": shared.tactic.id,
        "title": shared.tactic.title,
        "first_step": shared.tactic.first_step,
        "strategy": shared.strategy.id,
        "general": shared.general,
        "situations": numbers(shared.situations),
        "also": [challenge_json(each) for each in shared.also],
        "source": shared.source,
        **origin_json(shared.tactic),
    }


def _gap(gap: Gap) -> Json:
    return {
        "kind": gap.kind,
        "what": list(gap.what),
        "situations": list(gap.situations),
        "suggestion": gap.todo,
    }
