"""What to begin with, of all that can start now: the rule first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.words import listing
from boundary_advisor.knowledge.models import Horizon, Threat
from boundary_advisor.programme.roadmap_model import First, When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.roadmap_model import Step

MOST = 3
"""Steps to begin with, at most."""


def first_steps(kb: KnowledgeBase, steps: Sequence[Step]) -> tuple[First, ...]:
    """Apply the rule first: choose what to begin with.

    Args:
        kb: The knowledge.
        steps: All steps, in reading order.
    """
    defence = kb.strategy_at(Threat.HIGH, Horizon.SHORT)
    under_way = {each.key for each in steps if each.when is When.UNDER_WAY}
    ranked = []
    for each in steps:
        if each.when is When.NOW:
            holds_off = each.strategy is defence and each.answer.situation.threat is Threat.HIGH
            leaning = [*each.before, *each.beside]
            late = [key for key in leaning if key in under_way]
            rank = (not holds_off, not late, -len(leaning))
            ranked.append((rank, First(each, _why(late, leaning, holds_off=holds_off))))
    return tuple(first for _, first in sorted(ranked, key=lambda each: each[0])[:MOST])


def _why(late: Sequence[str], leaning: Sequence[str], *, holds_off: bool) -> str:
    if holds_off:
        return "The threat is there now."
    if late:
        verb, which = ("is", "leans") if len(late) == 1 else ("are", "lean")
        return f"{listing(list(late))}, which {which} on it, {verb} under way."
    if leaning:
        return f"{listing(list(leaning))} {'leans' if len(leaning) == 1 else 'lean'} on it."
    return "It comes first in the usual order."
