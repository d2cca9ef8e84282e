"""What is known, as JSON, format version 1: challenges, strategies, cases and the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.tactics import contents_of
from boundary_advisor.output.json_advice import case_json, dump, head, origin_json, statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.entry import Statement
    from boundary_advisor.knowledge.models import (
        AxisEnd,
        Case,
        Challenge,
        City,
        Pairing,
        Root,
        Strategy,
        Tactic,
    )
    from boundary_advisor.output.json_advice import Json


def challenges_json(kb: KnowledgeBase, challenges: Sequence[Challenge]) -> str:
    """Give challenges in full, and the clash below all of them."""
    entries = [_challenge(kb, each) for each in challenges]
    return dump(head(kb) | {"root": _root(kb.root), "challenges": entries})


def strategies_json(kb: KnowledgeBase, strategies: Sequence[Strategy]) -> str:
    """Give strategies in full, and the two axes of the grid."""
    axes = {
        "threat": {
            "question": kb.threat.question,
            "low": _level(kb.threat.low),
            "high": _level(kb.threat.high),
            "source": kb.threat.source,
        },
        "horizon": {
            "question": kb.horizon.question,
            "short": _level(kb.horizon.short),
            "long": _level(kb.horizon.long),
            "source": kb.horizon.source,
        },
    }
    return dump(head(kb) | {"axes": axes, "strategies": [_strategy(kb, s) for s in strategies]})


def cases_json(kb: KnowledgeBase, cases: Sequence[Case]) -> str:
    """Give cases, and the cities that they are from."""
    entries = [
        case_json(kb, each) | {"tactics": list(each.tactics), "challenges": list(each.challenges)}
        for each in cases
    ]
    cities = [_city(kb, each) for each in kb.cities_of(cases)]
    return dump(head(kb) | {"cases": entries, "cities": cities})


def matrix_json(kb: KnowledgeBase) -> str:
    """Give every cell with its state and counts."""
    cells = [_cell(kb, challenge, each) for challenge in kb.challenges for each in kb.strategies]
    return dump(head(kb) | {"cells": cells})


def _challenge(kb: KnowledgeBase, challenge: Challenge) -> Json:
    return {
        "id": challenge.id,
        "number": challenge.number,
        "title": challenge.title,
        "summary": challenge.summary,
        "signs": _statements(challenge.signs),
        "seen": [case_json(kb, each) for each in kb.cases_showing(challenge.id)],
        "cells": [_cell(kb, challenge, each) for each in kb.strategies],
        "aliases": list(challenge.aliases),
        "words": list(challenge.words),
        "confused_with": [
            {"id": each.challenge, "why": each.difference, "source": each.source}
            for each in challenge.confused_with
        ],
        "source": challenge.source,
        **origin_json(challenge),
    }


def _strategy(kb: KnowledgeBase, strategy: Strategy) -> Json:
    return {
        "id": strategy.id,
        "name": strategy.name,
        "long_name": strategy.long_name,
        "family": strategy.family,
        "threat": strategy.quadrant.threat,
        "horizon": strategy.quadrant.horizon,
        "stage": strategy.stage,
        "purpose": strategy.purpose,
        "fits": _statements(strategy.fits),
        "fits_not": _statements(strategy.fits_not),
        "costs": _statements(strategy.costs),
        "skills": _statements(strategy.skills),
        "combines_with": _pairings(strategy.combines_with),
        "followed_by": _pairings(strategy.followed_by),
        "tactics": [_tactic(kb, each) for each in strategy.tactics],
        "source": strategy.source,
        **origin_json(strategy),
    }


def _tactic(kb: KnowledgeBase, tactic: Tactic) -> Json:
    return {
        "id": tactic.id,
        "title": tactic.title,
        "summary": tactic.summary,
        "first_step": tactic.first_step,
        "general": tactic.general,
        "serves": [
            {"challenge": each.challenge, "source": each.source, **origin_json(each)}
            for each in tactic.serves
        ],
        "cases": [each.id for each in kb.cases_of(tactic.id)],
        "source": tactic.source,
        **origin_json(tactic),
    }


def _cell(kb: KnowledgeBase, challenge: Challenge, strategy: Strategy) -> Json:
    cell = kb.cell(challenge.id, strategy.id)
    found = contents_of(kb, challenge, strategy)
    tactics, cities = found.tactics_from_packs, found.cities_from_packs
    return {
        "challenge": challenge.id,
        "strategy": strategy.id,
        "state": cell.state,
        "effort": cell.effort is not None,
        "tactics": len(found.tactics) - tactics,
        "cities": len(found.cities) - cities,
        "note": cell.note,
        "source": cell.source,
        **({"local": {"tactics": tactics, "cities": cities}} if tactics or cities else {}),
        **origin_json(cell),
    }


def _root(root: Root) -> Json:
    return {
        "title": root.title,
        "summary": root.summary,
        "sides": [
            {"name": each.name, "holds_dear": _statements(each.holds_dear)} for each in root.sides
        ],
        "boundaries": _statements(root.boundaries),
        "source": root.source,
    }


def _city(kb: KnowledgeBase, city: City) -> Json:
    return {
        **({"id": city.id, "name": city.name} if city.name else {"number": city.number}),
        "size": city.size,
        "population": kb.size(city.size).population,
        "setting": city.setting,
        "interviews": [
            {"role": each.role, "rounds": list(each.rounds)} for each in city.interviews
        ],
        "source": city.source,
        **origin_json(city),
    }


def _level(level: AxisEnd) -> Json:
    return {"meaning": level.meaning, "signs": _statements(level.signs)}


def _pairings(pairings: Iterable[Pairing]) -> list[Json]:
    return [
        {"strategy": each.strategy, "why": each.why, "source": each.source} for each in pairings
    ]


def _statements(entries: Iterable[Statement]) -> list[Json]:
    return [statement(each) for each in entries]
