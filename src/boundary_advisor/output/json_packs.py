"""Packs as JSON, format version 1: built by hand, as all of that promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.output.json_advice import dump, head, pack_json
from boundary_advisor.programme.knowledge_changes import history_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.errors import Problem
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.entry import Edition
    from boundary_advisor.knowledge.provenance import Effect, Layer
    from boundary_advisor.output.json_advice import Json
    from boundary_advisor.packs.loading import Examined


def packs_json(kb: KnowledgeBase) -> str:
    """Give the packs, and every effect of each."""
    layers = [_layer_json(layer) for layer in kb.layers]
    return dump(head(kb) | {"layers": layers, "history": _history_json(history_of(kb))})


def _layer_json(layer: Layer) -> Json:
    return {
        "pack": pack_json(layer.head),
        "summary": layer.head.summary,
        "effects": [_effect_json(effect) for effect in layer.effects],
        "notes": list(layer.notes),
        "history": _history_json(layer.head.history),
    }


def _effect_json(effect: Effect) -> Json:
    changes = [
        {"field": each.field, "old": each.old or None, "new": each.new or None}
        for each in effect.changes
    ]
    return {
        "act": effect.act,
        "kind": effect.kind,
        "name": effect.name,
        "title": effect.title or None,
        "changes": changes,
        "why": effect.why or None,
    }


def _history_json(history: Iterable[Edition]) -> list[Json]:
    return [
        {
            "version": edition.version,
            "changes": [
                {"text": each.text, "challenges": list(each.challenges)} for each in edition.changes
            ],
        }
        for edition in history
    ]


def check_json(found: Examined) -> str:
    """Give every problem with its place, and what does nothing."""
    return dump(
        {
            "format_version": 1,
            "sound": not found.problems,
            "problems": [_problem_json(each) for each in found.problems],
            "notes": list(found.notes),
            "packs": [pack_json(each) for each in found.heads],
        }
    )


def _problem_json(problem: Problem) -> Json:
    return {
        "file": problem.file,
        "line": problem.line or None,
        "column": problem.column or None,
        "message": problem.message,
        "what": problem.what,
        "mend": problem.fix or None,
    }
