"""Answers as JSON, format version 1: a promise to other programs, so it is built by hand.

Each shape here has a schema in `docs/schemas/`. A field is never removed or given another meaning
within one format version.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from boundary_advisor.views.phrases import case_text, own_step, told_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from boundary_advisor.engine.results import (
        Change,
        Recommendation,
        Rejected,
        Related,
        Support,
        TacticAdvice,
    )
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.entry import Statement, Traced
    from boundary_advisor.knowledge.models import Case, Challenge, City, Tactic
    from boundary_advisor.knowledge.provenance import PackHead

    Json = dict[str, object]

FORMAT_VERSION = 1


def dump(shape: Json) -> str:
    """Write a shape as text: indented, and ASCII only, so that every terminal can show it."""
    return json.dumps(shape, indent=2, ensure_ascii=True) + "\n"


def head(kb: KnowledgeBase) -> Json:
    """Give what every shape begins with."""
    about = kb.about
    return {
        "format_version": FORMAT_VERSION,
        "knowledge": {
            "title": about.title,
            "version": about.version,
            "source": about.source,
            **({"pack": pack_json(kb.head)} if kb.head else {}),
            **({"packs": [pack_json(each.head) for each in kb.layers]} if kb.layers else {}),
        },
    }


def pack_json(head: PackHead) -> Json:
    """Give a pack by its head."""
    return {
        "name": head.name,
        "version": head.version,
        "author": head.author,
        "date": head.date.isoformat(),
        "licence": head.licence,
    }


def advice_json(kb: KnowledgeBase, answers: Sequence[Recommendation], *, single: bool) -> str:
    """Give answers: one at the top level, or several under `answers`.

    Args:
        kb: The knowledge that the answers were made from.
        answers: The answers, in the order in which they were asked.
        single: True where one complete situation was asked.
    """
    if single:
        return dump(head(kb) | answer_json(kb, answers[0]))
    return dump(head(kb) | {"answers": [answer_json(kb, each) for each in answers]})


def report_json(kb: KnowledgeBase, answers: Sequence[Recommendation]) -> str:
    """Give the brief: the answers, what doing nothing means, and the limits of the evidence."""
    return dump(head(kb) | brief_json(kb, answers))


def brief_json(kb: KnowledgeBase, answers: Sequence[Recommendation]) -> Json:
    """Give what a brief holds below its head."""
    return {
        "answers": [answer_json(kb, each) for each in answers],
        "doing_nothing": statement(kb.standing_still),
        "limits": [statement(each) for each in kb.about.limits],
    }


def answer_json(kb: KnowledgeBase, answer: Recommendation) -> Json:
    """Give one answer, in the shape of version 1."""
    return {
        "situation": _situation(answer),
        "placement": {
            "strategy": answer.placement.strategy.id,
            "cell": answer.placement.cell.state,
        },
        "recommendation": {
            "strategy": answer.strategy.id,
            "name": answer.strategy.name,
            "why": answer.why,
            "tactics": [_tactic(kb, each) for each in answer.tactics],
        },
        "supporting": [_support(each) for each in answer.supporting],
        "rejected": [_rejected(each) for each in answer.rejected],
        "if_changed": [_change(each) for each in answer.if_changed],
        "cautions": [statement(each) for each in answer.cautions],
        "see_also": [_related(each) for each in answer.see_also],
        "trace": [
            {"rule": each.rule.id, "why": each.why, "source": each.source} for each in answer.trace
        ],
    }


def _situation(answer: Recommendation) -> Json:
    given = answer.situation
    return {
        "challenge": challenge_json(answer.challenge),
        "threat": given.threat,
        "horizon": given.horizon,
        "city_size": given.city_size,
    }


def challenge_json(challenge: Challenge) -> Json:
    """Give a challenge by its names."""
    return {
        "id": challenge.id,
        "number": challenge.number,
        "title": challenge.title,
        **origin_json(challenge),
    }


def _support(support: Support) -> Json:
    return {
        "strategy": support.strategy.id,
        "name": support.strategy.name,
        "why": support.why,
        "tactics": _names(support.tactics),
        "source": support.source,
    }


def _rejected(rejected: Rejected) -> Json:
    return {
        "strategy": rejected.strategy.id,
        "name": rejected.strategy.name,
        "reason": rejected.reason,
        "source": rejected.source,
    }


def _related(related: Related) -> Json:
    return challenge_json(related.challenge) | {"why": related.why, "source": related.source}


def _tactic(kb: KnowledgeBase, advice: TacticAdvice) -> Json:
    tactic = advice.tactic
    return {
        "id": tactic.id,
        "title": tactic.title,
        "summary": f"{tactic.summary} {own_step(tactic)}: {tactic.first_step}",
        "effort": advice.effort,
        **cities_json(advice.cities_here),
        "source": advice.source,
        **origin_json(tactic),
        "cases": [case_json(kb, each.case) | {"summary": told_text(each)} for each in advice.cases],
    }


def _change(change: Change) -> Json:
    return {
        "changed": change.what,
        "threat": change.threat,
        "horizon": change.horizon,
        "strategy": change.strategy.id,
        "name": change.strategy.name,
        "cell": change.cell.state,
        "why": change.text,
        "gained": _names(change.gained),
        "lost": _names(change.lost),
        "source": change.source,
    }


def case_json(kb: KnowledgeBase, case: Case) -> Json:
    """Give a case: what was done, and what came of it."""
    return {
        "id": case.id,
        **cities_json([kb.city(key) for key in case.cities]),
        "summary": case_text(case),
        "source": case.source,
        **origin_json(case),
    }


def cities_json(cities: Iterable[City]) -> Json:
    """Give cities: the numbers of those that a study keeps nameless, and the others by name.

    `named_cities` is there only where it holds something, as all that comes of knowledge packs.
    """
    cities = tuple(cities)
    named = [
        {"id": each.id, "name": each.name, **origin_json(each)} for each in cities if each.name
    ]
    return {
        "cities": [each.number for each in cities if each.number is not None],
        **({"named_cities": named} if named else {}),
    }


def origin_json(entry: Traced) -> Json:
    """Say which packs stand behind an entry; nothing where none does."""
    pack, changed_by, fields = entry.origin
    changes = {"changed_by": list(changed_by), "changed_fields": list(fields)}
    return {**({"pack": pack} if pack else {}), **(changes if changed_by else {})}


def _names(tactics: Iterable[Tactic]) -> list[Json]:
    return [{"id": each.id, "title": each.title, **origin_json(each)} for each in tactics]


def statement(entry: Statement) -> Json:
    """Give a statement and its source."""
    return {"text": entry.text, "source": entry.source}
