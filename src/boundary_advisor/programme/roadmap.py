"""A programme in time: steps in the usual sequence of the strategies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.results import Rule, SourcedText
from boundary_advisor.engine.rules import NOT_APPLICABLE
from boundary_advisor.knowledge.models import Horizon, Threat
from boundary_advisor.programme.knowledge_changes import find_knowledge_changes
from boundary_advisor.programme.placing import SIGNS, place
from boundary_advisor.programme.roadmap_plan import (
    EXIT,
    PREPARATION,
    First,
    Roadmap,
    Stage,
    Step,
    StepKind,
    Suggested,
    Turning,
    When,
    draft,
    is_of_another,
)
from boundary_advisor.text import count, join_sources, listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from boundary_advisor.engine.advisor import Advisor
    from boundary_advisor.engine.results import Finding, Placement
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.programme.placing import Placed
    from boundary_advisor.programme.programme import Programme
    from boundary_advisor.programme.roadmap_plan import Draft


def stages_of(kb: KnowledgeBase, guide: Guide, drafts: Sequence[Draft]) -> tuple[Stage, ...]:
    """Apply the rule stages: put every step into the stage of its strategy, in the usual order.

    Within a stage steps stand in the order of the situations that they are for. They are numbered
    in reading order; this is written into the drafts.
    """
    to_come = sorted((each for each in drafts if not each.is_done), key=_reading_order)
    for number, each in enumerate(to_come, start=1):
        each.key = f"S{number}"
    maker = _Maker(kb, guide, to_come)
    return tuple(
        Stage(
            strategy,
            guide.turns[strategy.id],
            tuple(maker.step(each) for each in to_come if each.answer.strategy is strategy),
        )
        for strategy in kb.strategies
    )


STAGES = Rule(
    id="stages",
    title="The usual order",
    meaning="Put each step into the stage of its strategy, in the usual order.",
    apply=stages_of,
)


DEPARTURE = Rule(
    id="departure",
    title="Out of the usual order",
    meaning="Say where a step does not come in the usual order, and why.",
    apply=stages_of,
)


def _reading_order(draft: Draft) -> tuple[int, int]:
    return draft.answer.strategy.stage, draft.first


class _Maker:
    """Makes steps of drafts that have their keys."""

    def __init__(self, kb: KnowledgeBase, guide: Guide, drafts: Sequence[Draft]) -> None:
        self._kb = kb
        self._guide = guide
        self._drafts = drafts
        self._defence = kb.strategy_at(Threat.HIGH, Horizon.SHORT)

    def step(self, draft: Draft) -> Step:
        after = [each for each in draft.leans_on if not each.is_done]
        way_out = draft.way_out
        return Step(
            key=draft.key,
            kind=draft.kind,
            situations=tuple(draft.situations),
            answer=draft.answer,
            starts=self._starts(draft, after),
            ends=self._ends(draft),
            after=tuple(each.key for each in after),
            before=tuple(each.key for each in self._drafts if draft in each.leans_on),
            helped_by=tuple(each.key for each in draft.beside if not each.is_done),
            beside=tuple(each.key for each in self._drafts if draft in each.beside),
            leans_on_done=tuple(each.situations[0] for each in draft.leans_on if each.is_done),
            ended_by=way_out.key if way_out and not way_out.is_done else None,
            ended_by_done=way_out.situations[0] if way_out and way_out.is_done else None,
            then_end=tuple(each.key for each in self._ended_by(draft)),
            borrowed=tuple(self._borrowed(draft)),
            departures=tuple(self._departures(draft, after)),
            suggested=self._suggested(draft),
        )

    def _ended_by(self, draft: Draft) -> list[Draft]:
        return [each for each in self._drafts if each.way_out is draft]

    def _starts(self, draft: Draft, after: Sequence[Draft]) -> Turning:
        turn = self._guide.turns[draft.answer.strategy.id].starts
        leans = draft.leans_on or draft.skips or draft.beside
        ground = PREPARATION.ground(self._guide).source if leans else ""
        return Turning(self._begins(draft, after), turn.text, join_sources(turn.source, ground))

    def _begins(self, draft: Draft, after: Sequence[Draft]) -> str:
        """Say when a step begins in this programme."""
        keys = listing([each.key for each in after])
        if keys:
            return f"Under way, and leans on {keys}." if draft.is_started else f"After {keys}."
        helped_by = [each.key for each in draft.beside if not each.is_done]
        if helped_by:
            verb = "goes" if len(helped_by) == 1 else "go"
            why = f"{listing(helped_by)} {verb} on beside it"
        else:
            why = "" if draft.is_started else self._why_now(draft)
        return f"{'; '.join(filter(None, ('Under way' if draft.is_started else 'Now', why)))}."

    def _why_now(self, draft: Draft) -> str:
        """Say why a step that waits for nothing can begin."""
        if draft.kind is StepKind.COMPANION:
            beside = [each.key for each in self._drafts if draft in each.beside]
            return f"it goes on beside {listing(beside)}"
        if skipped := [each.key for each in draft.skips if not each.is_done]:
            return f"it does not wait for {listing(skipped)}"
        return "what it leans on is done" if draft.leans_on else "nothing comes before it"

    def _ends(self, draft: Draft) -> Turning:
        """Say what ends a step. What usually ends a defence is what it is left for in the grid."""
        turn = self._guide.turns[draft.answer.strategy.id].ends
        ended = [each.key for each in self._ended_by(draft)]
        advice = draft.way_out_advice
        if advice is not None:
            text, usual = _way_out_words(draft.way_out), advice.placement.strategy
            usually = turn.text if advice.strategy is usual else ""
        elif ended:
            text, usually = f"Once it is done, {listing(ended)} can end.", turn.text
        else:
            return Turning("", turn.text, turn.source)
        ground = EXIT.ground(self._guide).source
        return Turning(text, usually, join_sources(turn.source if usually else "", ground))

    def _borrowed(self, draft: Draft) -> Iterator[SourcedText]:
        """Say which of the steps that it leans on or ends with are for another initiative."""
        way_out = [draft.way_out] if draft.way_out else []
        for each in (*draft.leans_on, *draft.beside, *way_out):
            if is_of_another(each, draft):
                name = each.situations[0].given.initiative
                whose = f"the initiative {name} alone"
                if not draft.initiatives & {None, name}:
                    whose = f"another initiative, {name}"
                what = each.key or f"{each.situations[0].title}, which is done,"
                text = f"{what} is of {whose}; see whether it covers this."
                yield SourcedText(text, self._kb.about.own_judgement)

    def _suggested(self, draft: Draft) -> Suggested | None:
        """Find who owns what a step is added for."""
        if draft.kind is StepKind.SITUATION:
            return None
        owners = {
            each.first: Suggested(each.situations[0].given.owner, each.key)
            for each in self._drafts
            if each.kind is StepKind.SITUATION and each.situations[0].given.owner
        }
        return next(
            (owners[each.number] for each in draft.situations if each.number in owners), None
        )

    def _departures(self, draft: Draft, after: Sequence[Draft]) -> Iterator[SourcedText]:
        """Apply the rule departure."""
        yield from self._ahead(draft)
        yield from self._elsewhere(draft)
        yield from self._way_out_elsewhere(draft)
        yield from self._too_early(draft, after)
        yield from self._hurried(draft)

    def _ahead(self, draft: Draft) -> Iterator[SourcedText]:
        """A defence does not wait for the stages before its own."""
        stage = draft.answer.strategy.stage
        if (
            draft.answer.strategy is self._defence
            and draft.answer.situation.threat is Threat.HIGH
            and any(each.answer.strategy.stage < stage for each in self._drafts)
        ):
            text = "At once, as the threat is there now."
            yield SourcedText(text, self._guide.turns[self._defence.id].starts.source)

    def _elsewhere(self, draft: Draft) -> Iterator[SourcedText]:
        """A strategy that does not apply leaves its stage to another."""
        placed = draft.answer.placement
        if draft.kind is StepKind.SITUATION and placed.strategy is not draft.answer.strategy:
            yield self._not_applicable("Not", placed)

    def _way_out_elsewhere(self, draft: Draft) -> Iterator[SourcedText]:
        """So it does where it would be the way out."""
        way_out, advice = draft.way_out, draft.way_out_advice
        if way_out is None or advice is None or way_out.is_done:
            return
        placed = advice.placement
        if placed.strategy is not advice.strategy:
            yield self._not_applicable(f"Its way out, {way_out.key}, is not", placed)

    def _not_applicable(self, what: str, placed: Placement) -> SourcedText:
        strategy, ground = placed.strategy, NOT_APPLICABLE.ground(self._kb)
        text = (
            f"{what} in stage {strategy.stage}: {strategy.name} does not apply to this challenge."
        )
        return SourcedText(text, join_sources(placed.cell.source, ground.source))

    def _too_early(self, draft: Draft, after: Sequence[Draft]) -> Iterator[SourcedText]:
        """A programme may have started on a step before what it leans on."""
        waiting = [each.key for each in after if not each.is_started]
        if draft.is_started and waiting:
            verb, due = ("is", "It is") if len(waiting) == 1 else ("are", "They are")
            text = (
                f"This is under way, but {listing(waiting)}, which it leans on, {verb} not. "
                f"{due} due now."
            )
            ground = PREPARATION.ground(self._guide).source
            yield SourcedText(text, ground)

    def _hurried(self, draft: Draft) -> Iterator[SourcedText]:
        """What it leans on in the usual order may have to come after it."""
        skipped = [each.key for each in draft.skips if not each.is_done]
        if skipped:
            hurried_by = [each.key for each in draft.hurried_by]
            leans, verb = ("leans", "is") if len(hurried_by) == 1 else ("lean", "are")
            text = (
                f"This does not wait for {listing(skipped)}, as {listing(hurried_by)}, which "
                f"{leans} on this, {verb} under way already."
            )
            yield SourcedText(text, PREPARATION.ground(self._guide).source)


def _way_out_words(way_out: Draft | None) -> str:
    if way_out is None:
        return "No other strategy applies to this challenge, so look for a way out at each review."
    if way_out.is_done:
        return f"Its way out, {way_out.situations[0].title}, is done: see whether it can end now."
    return f"Its way out is {way_out.key}, {way_out.answer.strategy.name}."


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


FIRST = Rule(
    id="first",
    title="What to begin with",
    meaning=(
        "Of the steps that can start now, name at most three: first what holds off a threat that "
        "is there now; then what work under way leans on; then what most other steps lean on; and "
        "among equals the usual order."
    ),
    apply=first_steps,
)


def _why(late: Sequence[str], leaning: Sequence[str], *, holds_off: bool) -> str:
    if holds_off:
        return "The threat is there now."
    if late:
        verb, which = ("is", "leans") if len(late) == 1 else ("are", "lean")
        return f"{listing(list(late))}, which {which} on it, {verb} under way."
    if leaning:
        return f"{listing(list(leaning))} {'leans' if len(leaning) == 1 else 'lean'} on it."
    return "It comes first in the usual order."


ROADMAP_RULES = (STAGES, PREPARATION, EXIT, DEPARTURE, FIRST)
"""The rules of a roadmap, in the order in which they are applied."""


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
        knowledge_changes=find_knowledge_changes(advisor.kb, programme, situations),
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
        yield SIGNS.finding(guide, text, *sources)
    if steps:
        yield STAGES.finding(guide, _stages_text(stages))
    if text := _preparation_text(steps):
        sources = [pairing.source for each in drafts for pairing in each.pairings]
        yield PREPARATION.finding(guide, text, *sources)
    if text := _exit_text(steps):
        yield EXIT.finding(guide, text)
    if departures := [each for step in steps for each in step.departures]:
        sources = [each.source for each in departures]
        yield DEPARTURE.finding(guide, _departures_text(steps), *sources)


def _first(guide: Guide, first: Sequence[First]) -> Iterator[Finding]:
    if first:
        keys = listing([each.step.key for each in first])
        yield FIRST.finding(guide, f"Begin with {keys}.")


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
