"""A programme in time: steps in the usual sequence of the strategies.

The rules stages, preparation, exit and departure; each step says what it depends on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.words import count, listing
from boundary_advisor.knowledge.guide_models import ProgrammeRule
from boundary_advisor.programme.place import place
from boundary_advisor.programme.roadmap_draft import draft
from boundary_advisor.programme.roadmap_first import first_steps
from boundary_advisor.programme.roadmap_model import Roadmap, Step
from boundary_advisor.programme.roadmap_steps import stages_of
from boundary_advisor.programme.rules import found
from boundary_advisor.programme.since import since

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from boundary_advisor.engine.advisor import Advisor
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.programme.models import Programme
    from boundary_advisor.programme.results import Finding, Placed
    from boundary_advisor.programme.roadmap_draft import Draft
    from boundary_advisor.programme.roadmap_model import First, Stage


def roadmap_of(advisor: Advisor, guide: Guide, programme: Programme) -> Roadmap:
    """Put a programme in time.

    Args:
        advisor: Advises on each situation, and on the steps that are added.
        guide: What guides a whole programme.
        programme: The programme.
    """
    situations = place(advisor, guide, programme)
    drafts = draft(advisor, situations, programme.city_size)
    stages = stages_of(advisor.kb, guide, drafts)
    first = first_steps(advisor.kb, [step for stage in stages for step in stage.steps])
    unsettled = [each for each in situations if not each.given.is_closed and not each.answer]
    return Roadmap(
        programme=programme,
        stages=stages,
        first=first,
        unsettled=tuple(unsettled),
        closed=tuple(each for each in situations if each.given.is_closed),
        findings=(*_findings(guide, stages, drafts, unsettled), *_first(guide, first)),
        since=since(advisor.kb, programme, situations),
    )


def _findings(
    guide: Guide, stages: Sequence[Stage], drafts: Sequence[Draft], unsettled: Sequence[Placed]
) -> Iterator[Finding]:
    """Put every rule that had a part in it on record, in the order of the rules."""
    steps = [step for stage in stages for step in stage.steps]
    if unsettled:
        verdicts = [each for placed in unsettled for each in (placed.threat, placed.horizon)]
        sources = [each.source for each in verdicts if each.level is None]
        text = f"{count(len(unsettled), 'situation')} in no stage yet, as a level is undecided."
        yield found(guide, ProgrammeRule.SIGNS, text, *sources)
    if steps:
        yield found(guide, ProgrammeRule.STAGES, _stages_text(stages))
    if text := _preparation_text(steps):
        sources = [pairing.source for each in drafts for pairing in each.pairings]
        yield found(guide, ProgrammeRule.PREPARATION, text, *sources)
    if text := _exit_text(steps):
        yield found(guide, ProgrammeRule.EXIT, text)
    if departures := [each for step in steps for each in step.departures]:
        sources = [each.source for each in departures]
        yield found(guide, ProgrammeRule.DEPARTURE, _departures_text(steps), *sources)


def _first(guide: Guide, first: Sequence[First]) -> Iterator[Finding]:
    if first:
        keys = listing([each.step.key for each in first])
        yield found(guide, ProgrammeRule.FIRST, f"Begin with {keys}.")


def _stages_text(stages: Sequence[Stage]) -> str:
    parts = [
        f"{_range(stage.steps)} in stage {stage.strategy.stage}, {stage.strategy.name}"
        for stage in stages
        if stage.steps
    ]
    return f"{'; '.join(parts)}."


def _range(steps: Sequence[Step]) -> str:
    """Name steps that follow each other."""
    keys = [each.key for each in steps]
    return listing(keys) if len(keys) <= _NAMED else f"{keys[0]} to {keys[-1]}"


_NAMED = 2


def _preparation_text(steps: Sequence[Step]) -> str:
    parts = [f"{each.key} leans on {listing(list(each.after))}" for each in steps if each.after]
    parts += [
        f"{each.key} leans on what is done, {listing([done.title for done in each.leans_on_done])}"
        for each in steps
        if each.leans_on_done
    ]
    parts += [
        f"{each.key} does not wait, with {listing(list(each.helped_by))} beside it"
        for each in steps
        if each.helped_by
    ]
    return f"{'; '.join(parts)}." if parts else ""


def _exit_text(steps: Sequence[Step]) -> str:
    parts = [f"{each.key} ends with {each.ended_by}" for each in steps if each.ended_by]
    parts += [
        f"{each.key} ends with what is done, {each.ended_by_done.title}"
        for each in steps
        if each.ended_by_done
    ]
    return f"{'; '.join(parts)}." if parts else ""


def _departures_text(steps: Sequence[Step]) -> str:
    """Tell each departure once, with the keys of the steps that it is said of."""
    said: dict[str, list[str]] = {}
    for step in steps:
        for departure in step.departures:
            said.setdefault(departure.text, []).append(step.key)
    return " ".join(f"{listing(keys)}: {text}" for text, keys in said.items())
