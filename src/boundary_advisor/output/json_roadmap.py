"""A roadmap as JSON, format version 1: built by hand, as all of that promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.output.json_advice import challenge_json, dump, head, origin_json
from boundary_advisor.output.json_portfolio import (
    finding_json,
    knowledge_changes_json,
    numbers,
    programme_json,
    situation_json,
    strategy_json,
)
from boundary_advisor.programme.roadmap import STAGES
from boundary_advisor.programme.roadmap_steps import EXIT, PREPARATION, StepKind
from boundary_advisor.views.roadmap_page import roadmap_mermaid

if TYPE_CHECKING:
    from boundary_advisor.engine.results import SourcedText
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.output.json_advice import Json
    from boundary_advisor.programme.roadmap import Roadmap, Stage
    from boundary_advisor.programme.roadmap_steps import Step, Turning

_RULES = {
    StepKind.SITUATION: STAGES,
    StepKind.PREPARATION: PREPARATION,
    StepKind.COMPANION: PREPARATION,
    StepKind.EXIT: EXIT,
}
"""The rule that a step comes from."""


def roadmap_json(kb: KnowledgeBase, roadmap: Roadmap) -> str:
    """Give a roadmap, its chart included.

    Args:
        kb: The knowledge that it was made with.
        roadmap: The programme in time.
    """
    return dump(
        head(kb)
        | {
            "programme": programme_json(roadmap.programme),
            "begin": _begin(roadmap),
            "stages": [_stage(each) for each in roadmap.stages],
            "unsettled": [situation_json(each) for each in roadmap.unsettled],
            "closed": [situation_json(each) for each in roadmap.closed],
            "rules": [finding_json(each) for each in roadmap.findings],
            "mermaid": roadmap_mermaid(roadmap) or None,
            **knowledge_changes_json(roadmap.knowledge_changes),
        }
    )


def _begin(roadmap: Roadmap) -> Json:
    return {
        "with": [{"step": each.step.key, "why": each.why} for each in roadmap.first],
        "also": [each.key for each in roadmap.also_now],
    }


def _stage(stage: Stage) -> Json:
    return {
        "stage": stage.strategy.stage,
        **strategy_json(stage.strategy),
        "purpose": {"text": stage.strategy.purpose, "source": stage.strategy.source},
        "steps": [_step(each) for each in stage.steps],
    }


def _step(step: Step) -> Json:
    levels = step.answer.situation
    own = step.situations[0].given if step.is_held else None
    return {
        "key": step.key,
        "kind": step.kind,
        "rule": _RULES[step.kind].id,
        "situations": numbers(step.situations),
        "challenge": challenge_json(step.challenge),
        "initiatives": list(step.initiatives),
        "threat": levels.threat,
        "horizon": levels.horizon,
        "tactic": _tactic(step),
        "when": step.when,
        "starts": _turning(step.starts),
        "ends": _turning(step.ends),
        "after": list(step.after),
        "helped_by": list(step.helped_by),
        "beside": list(step.beside),
        "after_done": numbers(step.leans_on_done),
        "ended_by": step.ended_by,
        "ended_by_done": step.ended_by_done and step.ended_by_done.number,
        "then_end": list(step.then_end),
        "borrowed": [_told(each) for each in step.borrowed],
        "owner": step.owner,
        "suggested_owner": step.suggested and step.suggested.owner,
        "status": step.status,
        "review": own.review.isoformat() if own and own.review else None,
        "departures": [_told(each) for each in step.departures],
    }


def _tactic(step: Step) -> Json:
    tactic = step.lead.tactic
    return {
        "id": tactic.id,
        "title": tactic.title,
        "first_step": tactic.first_step,
        "source": step.lead.source,
        **origin_json(tactic),
    }


def _turning(turning: Turning) -> Json:
    return {
        "text": turning.text or None,
        "usually": turning.usually or None,
        "source": turning.source,
    }


def _told(told: SourcedText) -> Json:
    return {"text": told.text, "source": told.source}
