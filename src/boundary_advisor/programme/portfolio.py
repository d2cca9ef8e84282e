"""A whole programme at a glance: every situation in its field, the mix, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.rules import fired
from boundary_advisor.engine.words import count, join_sources, listing, lower_first
from boundary_advisor.knowledge.guide_models import ProgrammeRule
from boundary_advisor.knowledge.models import RuleId
from boundary_advisor.programme.gaps import gaps_of
from boundary_advisor.programme.mix import mix_of, remarks
from boundary_advisor.programme.models import Answer
from boundary_advisor.programme.place import place
from boundary_advisor.programme.rules import found, not_applicable
from boundary_advisor.programme.shared import shared_tactics
from boundary_advisor.programme.since import since

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from boundary_advisor.engine.advisor import Advisor
    from boundary_advisor.engine.results import Fired
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.knowledge.models import Challenge
    from boundary_advisor.programme.gaps import Gap
    from boundary_advisor.programme.mix import Share
    from boundary_advisor.programme.models import Programme
    from boundary_advisor.programme.results import Finding, Placed
    from boundary_advisor.programme.shared import Shared
    from boundary_advisor.programme.since import Since


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
        since: What the knowledge changed since it was assessed; None where nothing did.
    """

    programme: Programme
    on: date | None
    situations: tuple[Placed, ...]
    mix: tuple[Share, ...]
    remarks: tuple[Finding, ...]
    shared: tuple[Shared, ...]
    gaps: tuple[Gap, ...]
    not_met: tuple[Challenge, ...]
    trace: tuple[Fired | Finding, ...]
    since: Since | None = None

    def __repr__(self) -> str:
        situations = count(len(self.situations), "situation")
        return f"<Portfolio of {self.programme.programme!r}, {situations}>"


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
        remarks=remarks(kb, guide, situations),
        shared=shared,
        gaps=gaps,
        not_met=tuple(not_met),
        trace=tuple(_trace(kb, guide, situations, shared, gaps)),
        since=since(kb, programme, situations),
    )


def _trace(
    kb: KnowledgeBase,
    guide: Guide,
    situations: tuple[Placed, ...],
    shared: tuple[Shared, ...],
    gaps: tuple[Gap, ...],
) -> Iterator[Fired | Finding]:
    """Put the other rules that fired on record, those of the engine first."""
    if situations:
        yield fired(kb, RuleId.GRID, "Threat and horizon place each situation.")
    yield from not_applicable(kb, situations)
    yield from _effort(kb, situations)
    judged = [each.label for each in situations if each.given.signs]
    if judged:
        yield found(guide, ProgrammeRule.SIGNS, f"Questions were answered about {listing(judged)}.")
    if shared:
        told = f"{count(len(shared), 'tactic')} for several challenges."
        yield found(guide, ProgrammeRule.SHARED, told)
    if gaps:
        told = listing([lower_first(each.kind) for each in gaps])
        yield found(guide, ProgrammeRule.GAPS, f"Found: {told}.")


def _effort(kb: KnowledgeBase, situations: tuple[Placed, ...]) -> Iterator[Fired]:
    told = {
        each.label: each.answer.effort.source
        for each in situations
        if each.answer and each.answer.effort
    }
    if told:
        text = f"Where most effort goes is known for {listing(list(told))}."
        yield fired(kb, RuleId.EFFORT, text, join_sources(*told.values()))
