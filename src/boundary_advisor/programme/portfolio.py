"""A whole programme at a glance: every situation in its field, the mix, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.words import count
from boundary_advisor.knowledge.guide_models import ProgrammeRule
from boundary_advisor.programme.gaps import gaps_of
from boundary_advisor.programme.mix import mix_of, remarks
from boundary_advisor.programme.models import Answer
from boundary_advisor.programme.place import place
from boundary_advisor.programme.rules import found
from boundary_advisor.programme.shared import shared_tactics

if TYPE_CHECKING:
    from datetime import date

    from boundary_advisor.engine.advisor import Advisor
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.knowledge.models import Challenge
    from boundary_advisor.programme.gaps import Gap
    from boundary_advisor.programme.mix import Share
    from boundary_advisor.programme.models import Programme
    from boundary_advisor.programme.results import Finding, Placed
    from boundary_advisor.programme.shared import Shared


class Portfolio(NamedTuple):
    """A programme at a glance.

    Attributes:
        programme: The programme.
        on: The day it is looked at; None where none was given, and no review counts as past.
        situations: Its situations in the order of the file, each placed and advised on.
        mix: Every strategy with the situations it is advised for.
        remarks: What the source says to such a mix.
        shared: Tactics that serve several challenges, the most first.
        gaps: What is missing.
        not_met: Challenges that the programme says it does not meet.
        trace: The other rules that had a part in it.
    """

    programme: Programme
    on: date | None
    situations: tuple[Placed, ...]
    mix: tuple[Share, ...]
    remarks: tuple[Finding, ...]
    shared: tuple[Shared, ...]
    gaps: tuple[Gap, ...]
    not_met: tuple[Challenge, ...]
    trace: tuple[Finding, ...]


def portfolio_of(
    advisor: Advisor, guide: Guide, programme: Programme, on: date | None
) -> Portfolio:
    """Look at a programme as a whole.

    Args:
        advisor: Advises on each situation.
        guide: What guides a whole programme.
        programme: The programme.
        on: The day on which reviews count as past; None to leave that out.
    """
    kb = advisor.kb
    situations = place(advisor, guide, programme)
    mix = mix_of(kb, situations)
    shared = shared_tactics(situations)
    gaps = gaps_of(kb, programme, situations, on)
    not_met = (each for each in kb.challenges if programme.applies.get(each.id) is Answer.NO)
    return Portfolio(
        programme=programme,
        on=on,
        situations=situations,
        mix=mix,
        remarks=remarks(kb, guide, mix),
        shared=shared,
        gaps=gaps,
        not_met=tuple(not_met),
        trace=_trace(guide, situations, shared, gaps),
    )


def _trace(
    guide: Guide, situations: tuple[Placed, ...], shared: tuple[Shared, ...], gaps: tuple[Gap, ...]
) -> tuple[Finding, ...]:
    judged = sum(bool(each.given.signs) for each in situations)
    told = (
        (ProgrammeRule.SIGNS, judged, f"{count(judged, 'situation')} with answers to questions."),
        (ProgrammeRule.SHARED, shared, f"{count(len(shared), 'tactic')} for several challenges."),
        (ProgrammeRule.GAPS, gaps, f"{count(len(gaps), 'sort')} of gaps."),
    )
    return tuple(found(guide, rule, text) for rule, fired, text in told if fired)
