"""Two programmes, or one at two times: what moved, and what that means for the tactics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.programme.comparing.editions import editions_of
from boundary_advisor.programme.comparing.matching import in_order, match
from boundary_advisor.programme.comparing.model import ChallengeChange, Comparison, Met, Single
from boundary_advisor.programme.comparing.moves import fields_of, move_of
from boundary_advisor.programme.comparing.promises import promises_of, untold
from boundary_advisor.programme.comparing.summary import summary_of
from boundary_advisor.programme.comparing.tactics import NewPlan, programme_tactics, tactic_changes
from boundary_advisor.programme.comparing.trace import trace_of
from boundary_advisor.programme.placing import place
from boundary_advisor.programme.portfolio import mix_of
from boundary_advisor.programme.programme import Answer
from boundary_advisor.programme.roadmap import roadmap_of
from boundary_advisor.text import fold, lower_first

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from boundary_advisor.engine.advisor import Advisor
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.programme.placing import Placed
    from boundary_advisor.programme.programme import Programme

_MET = {Answer.YES: Met.YES, Answer.NOT_SURE: Met.NOT_SURE, Answer.NO: Met.NO}


def compare(
    advisor: Advisor, guide: Guide, old: Programme, new: Programme, day: date | None = None
) -> Comparison:
    """Say what moved between two programmes. Both are placed with the same knowledge.

    Args:
        advisor: Advises on each situation.
        guide: What guides a whole programme.
        old: The programme as it was.
        new: The programme as it is.
        day: The day that promises are held against; the one on which the new programme was
            assessed unless given.
    """
    kb, day = advisor.kb, day or new.assessed
    before = in_order(place(advisor, guide, old))
    after = in_order(place(advisor, guide, new))
    matching = match(before, after)
    moves = tuple(move_of(kb, guide, each) for each in matching.matches)
    gone = tuple(_gone(new, each) for each in matching.gone)
    unsaid = tuple(each.placed for each in gone if not each.ruled_out)
    may_be_due = matching._replace(gone=unsaid)
    plan = NewPlan(after, matching.matches, unsaid, roadmap_of(advisor, guide, new).steps)
    comparison = Comparison(
        old=old,
        new=new,
        day=day,
        summary="",
        notes=tuple(_notes(kb, old, new)),
        moves=moves,
        added=tuple(Single(each, tactic_changes(None, each)) for each in matching.added),
        gone=gone,
        challenges=tuple(_challenges(kb, old, new)),
        tactics=programme_tactics(kb, before, plan),
        fields=tuple(fields_of(kb, before, after)),
        mix=tuple(zip(mix_of(kb, before), mix_of(kb, after), strict=True)),
        promises=tuple(promises_of(guide, may_be_due, old.assessed, day)),
        untold=untold(may_be_due, day),
        editions=editions_of(kb, (old, before), (new, after)),
        trace=(),
    )
    return comparison._replace(
        summary=summary_of(comparison), trace=tuple(trace_of(kb, guide, comparison))
    )


def _gone(new: Programme, placed: Placed) -> Single:
    """Say what a situation is that left the file: ruled out, or gone without a word."""
    ruled_out = _met(new, placed.challenge.id) is Met.NO
    return Single(placed, tactic_changes(placed, None, unsaid=not ruled_out), ruled_out)


def _notes(kb: KnowledgeBase, old: Programme, new: Programme) -> Iterator[str]:
    """Say what might make the two no fair comparison."""
    if fold(old.programme) != fold(new.programme):
        yield f"The files name two programmes: {old.programme} and {new.programme}."
    if old.assessed and new.assessed and new.assessed < old.assessed:
        yield "The second file is of an earlier day than the first."
    if old.city_size != new.city_size:
        then, now = (
            lower_first(kb.size(each.city_size).title) if each.city_size else "not given"
            for each in (old, new)
        )
        only = "only the order of tactics depends on it"
        yield f"The size of the city was {then} and is {now}; {only}."


def _challenges(kb: KnowledgeBase, old: Programme, new: Programme) -> Iterator[ChallengeChange]:
    for challenge in kb.challenges:
        then, now = _met(old, challenge.id), _met(new, challenge.id)
        if then is not now:
            yield ChallengeChange(challenge, then, now)


def _met(programme: Programme, challenge: str) -> Met:
    if any(each.challenge == challenge for each in programme.situations):
        return Met.ASSESSED
    answer = programme.applies.get(challenge)
    return Met.UNSAID if answer is None else _MET[answer]
