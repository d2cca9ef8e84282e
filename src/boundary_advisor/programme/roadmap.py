"""The roadmap of a programme: its steps in the usual order of the strategies, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.results import Finding, Placement, Rule, SourcedText
from boundary_advisor.engine.rules import NOT_APPLICABLE
from boundary_advisor.knowledge.models import Horizon, Strategy, Threat
from boundary_advisor.programme.knowledge_changes import KnowledgeChanges, find_knowledge_changes
from boundary_advisor.programme.placing import SIGNS, Placed, place_situations
from boundary_advisor.programme.roadmap_steps import (
    FirstStep,
    Plan,
    Step,
    StepKind,
    Suggested,
    Turning,
    When,
)
from boundary_advisor.text import count, join_sources, listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from boundary_advisor.engine.advisor import Advisor
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide, Turn
    from boundary_advisor.knowledge.models import Pairing
    from boundary_advisor.programme.fields import Programme
    from boundary_advisor.programme.roadmap_steps import StepDraft

MOST = 3
"""Steps to begin with, at most."""

_NAMED = 2
"""Steps in a row that are named one by one; of more, the first and the last."""


class Stage(NamedTuple):
    """A stage of the usual sequence, with its steps; there may be none."""

    strategy: Strategy
    turn: Turn
    steps: tuple[Step, ...]


class Roadmap(NamedTuple):
    """A programme in time.

    Attributes:
        stages: All stages, in the usual order.
        first: The few steps to begin with.
        unsettled: Situations with an undecided level, which stand in no stage yet.
        closed: Situations that are done or dropped.
        pairings: Why steps lean on others.
        findings: The rules that fired, and what each found.
        knowledge_changes: What the knowledge changed after it was assessed; None where nothing did.
    """

    programme: Programme
    stages: tuple[Stage, ...]
    first: tuple[FirstStep, ...]
    unsettled: tuple[Placed, ...]
    closed: tuple[Placed, ...]
    pairings: tuple[Pairing, ...]
    findings: tuple[Finding, ...]
    knowledge_changes: KnowledgeChanges | None

    def __repr__(self) -> str:
        return f"<Roadmap of {self.programme.programme!r}, {count(len(self.steps), 'step')}>"

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps, in reading order."""
        return tuple(step for stage in self.stages for step in stage.steps)

    @property
    def also_now(self) -> tuple[Step, ...]:
        """The other steps that can start now."""
        first = {each.step.key for each in self.first}
        return tuple(step for step in self.steps if step.when is When.NOW and step.key not in first)


def put_in_stages(plan: Plan) -> None:
    """Apply the rule stages: put every step into the stage of its strategy.

    Within a stage steps stand in the order of the situations that they are for. They are numbered
    in reading order; this is written into the drafts.
    """
    to_come = sorted(
        (each for each in plan.drafts if not each.is_done),
        key=lambda each: (each.answer.strategy.stage, each.situations[0].number),
    )
    for number, each in enumerate(to_come, start=1):
        each.key = f"S{number}"
    maker = _StepMaker(plan, to_come)
    plan.steps = tuple(maker.step(each) for each in to_come)


def _record_stages(roadmap: Roadmap) -> Sequence[str]:
    stages = [_stage_words(each) for each in roadmap.stages if each.steps]
    return (f"{'; '.join(stages)}.",) if stages else ()


def _stage_words(stage: Stage) -> str:
    """Name the steps of a stage, which follow each other."""
    keys = [each.key for each in stage.steps]
    some = listing(keys) if len(keys) <= _NAMED else f"{keys[0]} to {keys[-1]}"
    return f"{some} in stage {stage.strategy.stage}, {stage.strategy.name}"


STAGES = Rule(
    id="stages",
    title="The usual order",
    meaning="Put each step into the stage of its strategy, in the usual order.",
    apply=put_in_stages,
    record=_record_stages,
)


def _record_preparation(roadmap: Roadmap) -> Sequence[str]:
    steps = roadmap.steps
    leaning = [f"{each.key} leans on {listing(each.after)}" for each in steps if each.after]
    leaning += [
        f"{each.key} leans on what is done, {listing([done.title for done in each.leans_on_done])}"
        for each in steps
        if each.leans_on_done
    ]
    leaning += [
        f"{each.key} does not wait, with {listing(each.helped_by)} beside it"
        for each in steps
        if each.helped_by
    ]
    sources = (pairing.source for pairing in roadmap.pairings)
    return (f"{'; '.join(leaning)}.", *sources) if leaning else ()


PREPARATION = Rule(
    id="preparation",
    title="What it leans on",
    meaning=(
        "Where a strategy for a high threat and a long horizon leans on strategies of earlier "
        "stages, put a step of each before it; beside one for a high threat and a short horizon, "
        "which does not wait. A step that the programme has already is taken instead, first one of "
        "the same initiative; where it is of another, say so. Steps that are added follow each "
        "other in the usual order, unless what they are for is under way."
    ),
    apply=Plan.add_preparation,
    record=_record_preparation,
)


def _record_exit(roadmap: Roadmap) -> Sequence[str]:
    steps = roadmap.steps
    ending = [f"{each.key} ends with {each.ended_by}" for each in steps if each.ended_by]
    ending += [
        f"{each.key} ends with what is done, {each.ended_by_done.title}"
        for each in steps
        if each.ended_by_done
    ]
    return (f"{'; '.join(ending)}.",) if ending else ()


EXIT = Rule(
    id="exit",
    title="A way out",
    meaning=(
        "Give each situation that is held off for now a step that ends it: what is advised for the "
        "same challenge and threat with a long horizon."
    ),
    apply=Plan.add_ways_out,
    record=_record_exit,
)


def _keys(drafts: Iterable[StepDraft]) -> tuple[str, ...]:
    """Return the keys of those that are not done."""
    return tuple(each.key for each in drafts if each.key)


class _StepMaker:
    """Makes steps of drafts that have their keys."""

    def __init__(self, plan: Plan, drafts: Sequence[StepDraft]) -> None:
        self._plan = plan
        self._drafts = drafts
        held = (each for each in drafts if each.kind is StepKind.SITUATION)
        self._held = {each.situations[0].number: each.key for each in held}

    def step(self, draft: StepDraft) -> Step:
        done = draft.way_out if draft.way_out and draft.way_out.is_done else None
        return Step(
            key=draft.key,
            kind=draft.kind,
            situations=tuple(draft.situations),
            answer=draft.answer,
            starts=self._starts(draft),
            ends=self._ends(draft),
            after=_keys(draft.leans_on),
            before=_keys(each for each in self._drafts if draft in each.leans_on),
            helped_by=_keys(draft.beside),
            beside=self._beside(draft),
            leans_on_done=tuple(each.situations[0] for each in draft.leans_on if each.is_done),
            ended_by=draft.way_out.key if draft.way_out and not done else None,
            ended_by_done=done.situations[0] if done else None,
            then_end=self._then_end(draft),
            borrowed=tuple(self._borrowed(draft)),
            suggested=self._suggested(draft),
        )

    def _beside(self, draft: StepDraft) -> tuple[str, ...]:
        return _keys(each for each in self._drafts if draft in each.beside)

    def _then_end(self, draft: StepDraft) -> tuple[str, ...]:
        return _keys(each for each in self._drafts if each.way_out is draft)

    def _starts(self, draft: StepDraft) -> Turning:
        turn = self._plan.guide.turns[draft.answer.strategy.id].starts
        ground = (
            PREPARATION.ground(self._plan.guide).source if draft.earlier or draft.beside else ""
        )
        return Turning(self._begins(draft), turn.text, join_sources(turn.source, ground))

    def _begins(self, draft: StepDraft) -> str:
        """Say when a step begins in this programme."""
        if after := listing(_keys(draft.leans_on)):
            return f"Under way, and leans on {after}." if draft.is_started else f"After {after}."
        if helped_by := _keys(draft.beside):
            verb = "goes" if len(helped_by) == 1 else "go"
            why = f"{listing(helped_by)} {verb} on beside it"
        else:
            why = "" if draft.is_started else self._why_now(draft)
        return f"{'; '.join(filter(None, ('Under way' if draft.is_started else 'Now', why)))}."

    def _why_now(self, draft: StepDraft) -> str:
        """Say why a step that waits for nothing can begin."""
        if draft.kind is StepKind.COMPANION:
            return f"it goes on beside {listing(self._beside(draft))}"
        if skipped := _keys(draft.skips):
            return f"it does not wait for {listing(skipped)}"
        return "what it leans on is done" if draft.leans_on else "nothing comes before it"

    def _ends(self, draft: StepDraft) -> Turning:
        """Say what ends a step. What usually ends a defence is what the grid has beside it."""
        turn = self._plan.guide.turns[draft.answer.strategy.id].ends
        text, usually = "", turn.text
        if advice := draft.way_out_advice:
            text = _way_out_words(draft.way_out)
            usually = turn.text if advice.is_from_grid else ""
        elif ended := self._then_end(draft):
            text = f"Once it is done, {listing(ended)} can end."
        ground = EXIT.ground(self._plan.guide).source if text else ""
        return Turning(text, usually, join_sources(turn.source if usually else "", ground))

    def _borrowed(self, draft: StepDraft) -> Iterator[SourcedText]:
        """Say which of the steps that it leans on or ends with are for another initiative."""
        way_out = [draft.way_out] if draft.way_out else []
        for each in (*draft.leans_on, *draft.beside, *way_out):
            if not each.covers(draft):
                placed = each.situations[0]
                name = placed.given.initiative
                whose = f"another initiative, {name}"
                if draft.initiatives & {None, name}:
                    whose = f"the initiative {name} alone"
                what = each.key or f"{placed.title}, which is done,"
                text = f"{what} is of {whose}; see whether it covers this."
                yield SourcedText(text, self._plan.kb.about.own_judgement)

    def _suggested(self, draft: StepDraft) -> Suggested | None:
        """Return who owns what a step is added for."""
        if draft.kind is not StepKind.SITUATION:
            for placed in draft.situations:
                if owner := placed.given.owner:
                    return Suggested(owner, self._held[placed.number])
        return None


def _way_out_words(way_out: StepDraft | None) -> str:
    if way_out is None:
        return "No other strategy applies to this challenge, so look for a way out at each review."
    if way_out.is_done:
        return f"Its way out, {way_out.situations[0].title}, is done: see whether it can end now."
    return f"Its way out is {way_out.key}, {way_out.answer.strategy.name}."


def find_departures(plan: Plan) -> None:
    """Apply the rule departure."""
    drafts = {each.key: each for each in plan.drafts}
    steps = []
    for step in plan.steps:
        draft = drafts[step.key]
        found = (*_ahead(plan, draft), *_elsewhere(plan, draft), *_hurried(plan, draft))
        steps.append(step._replace(departures=found))
    plan.steps = tuple(steps)


def _ahead(plan: Plan, draft: StepDraft) -> Iterator[SourcedText]:
    """Say that a defence does not wait for the stages before its own."""
    answer, buffering = draft.answer, plan.kb.strategy_at(Threat.HIGH, Horizon.SHORT)
    if (
        answer.strategy is buffering
        and answer.situation.threat is Threat.HIGH
        and plan.steps[0].strategy.stage < answer.strategy.stage
    ):
        text = "At once, as the threat is there now."
        yield SourcedText(text, plan.guide.turns[buffering.id].starts.source)


def _elsewhere(plan: Plan, draft: StepDraft) -> Iterator[SourcedText]:
    """Say where a strategy that does not apply leaves its stage to another."""
    if draft.kind is StepKind.SITUATION and not draft.answer.is_from_grid:
        yield _not_applicable(plan.kb, "Not", draft.answer.placement)
    way_out, advice = draft.way_out, draft.way_out_advice
    if way_out and way_out.key and advice and not advice.is_from_grid:
        yield _not_applicable(plan.kb, f"Its way out, {way_out.key}, is not", advice.placement)


def _not_applicable(kb: KnowledgeBase, what: str, placed: Placement) -> SourcedText:
    strategy = placed.strategy
    text = f"{what} in stage {strategy.stage}: {strategy.name} does not apply to this challenge."
    ground = NOT_APPLICABLE.ground(kb).source
    return SourcedText(text, join_sources(placed.cell.source, ground))


def _hurried(plan: Plan, draft: StepDraft) -> Iterator[SourcedText]:
    """Say where work is under way before what it leans on, which then comes after it."""
    source = PREPARATION.ground(plan.guide).source
    waiting = [each.key for each in draft.leans_on if each.key and not each.is_started]
    if draft.is_started and waiting:
        verb, due = ("is", "It is") if len(waiting) == 1 else ("are", "They are")
        text = (
            f"This is under way, but {listing(waiting)}, which it leans on, {verb} not. "
            f"{due} due now."
        )
        yield SourcedText(text, source)
    if skipped := _keys(draft.skips):
        hurried_by = _keys(draft.hurried_by)
        leans, verb = ("leans", "is") if len(hurried_by) == 1 else ("lean", "are")
        text = (
            f"This does not wait for {listing(skipped)}, as {listing(hurried_by)}, which "
            f"{leans} on this, {verb} under way already."
        )
        yield SourcedText(text, source)


def _record_departures(roadmap: Roadmap) -> Sequence[str]:
    departures = [(step.key, each) for step in roadmap.steps for each in step.departures]
    said: dict[str, list[str]] = {}
    for key, departure in departures:
        said.setdefault(departure.text, []).append(key)
    text = " ".join(f"{listing(keys)}: {text}" for text, keys in said.items())
    return (text, *(each.source for _, each in departures)) if departures else ()


DEPARTURE = Rule(
    id="departure",
    title="Out of the usual order",
    meaning="Say where a step does not come in the usual order, and why.",
    apply=find_departures,
    record=_record_departures,
)


def choose_first_steps(plan: Plan) -> None:
    """Apply the rule first: choose what to begin with of steps in reading order."""
    buffering = plan.kb.strategy_at(Threat.HIGH, Horizon.SHORT)
    under_way = {each.key for each in plan.steps if each.when is When.UNDER_WAY}
    ranked = []
    for each in plan.steps:
        if each.when is When.NOW:
            holds_off = each.strategy is buffering and each.answer.situation.threat is Threat.HIGH
            leaning = [*each.before, *each.beside]
            late = [key for key in leaning if key in under_way]
            rank = (not holds_off, not late, -len(leaning))
            ranked.append((rank, FirstStep(each, _why(late, leaning, holds_off=holds_off))))
    ranked.sort(key=lambda each: each[0])
    plan.first = tuple(first for _, first in ranked[:MOST])


def _record_first(roadmap: Roadmap) -> Sequence[str]:
    keys = [each.step.key for each in roadmap.first]
    return (f"Begin with {listing(keys)}.",) if keys else ()


FIRST = Rule(
    id="first",
    title="What to begin with",
    meaning=(
        "Of the steps that can start now, name at most three: first what holds off a threat that "
        "is there now; then what work under way leans on; then what most other steps lean on; and "
        "among equals the usual order."
    ),
    apply=choose_first_steps,
    record=_record_first,
)


def _why(late: Sequence[str], leaning: Sequence[str], *, holds_off: bool) -> str:
    if holds_off:
        return "The threat is there now."
    if late:
        verb, which = ("is", "leans") if len(late) == 1 else ("are", "lean")
        return f"{listing(late)}, which {which} on it, {verb} under way."
    if leaning:
        return f"{listing(leaning)} {'leans' if len(leaning) == 1 else 'lean'} on it."
    return "It comes first in the usual order."


ROADMAP_RULES = (STAGES, PREPARATION, EXIT, DEPARTURE, FIRST)
"""The rules of a roadmap, in the order in which they go on record."""

_AS_APPLIED = (EXIT, PREPARATION, STAGES, DEPARTURE, FIRST)
"""The same rules in the order in which they are applied: every step is added before the stages."""


def make_roadmap(advisor: Advisor, guide: Guide, programme: Programme) -> Roadmap:
    """Put a programme in time: its steps in stages, and what to begin with."""
    situations = place_situations(advisor, guide, programme)
    plan = Plan(advisor, guide, situations, programme.city_size)
    for rule in _AS_APPLIED:
        rule.apply(plan)
    stages = (
        Stage(
            each, guide.turns[each.id], tuple(step for step in plan.steps if step.strategy is each)
        )
        for each in advisor.kb.strategies
    )
    unsettled = (each for each in situations if not each.given.is_closed and not each.answer)
    roadmap = Roadmap(
        programme=programme,
        stages=tuple(stages),
        first=plan.first,
        unsettled=tuple(unsettled),
        closed=tuple(each for each in situations if each.given.is_closed),
        pairings=tuple(pairing for each in plan.drafts for pairing in each.pairings),
        findings=(),
        knowledge_changes=find_knowledge_changes(advisor.kb, programme, situations),
    )
    found = [each for rule in ROADMAP_RULES for each in rule.on_record(guide, roadmap)]
    return roadmap._replace(findings=(*_unsettled(guide, roadmap), *found))


def _unsettled(guide: Guide, roadmap: Roadmap) -> Iterator[Finding]:
    """Put on record that the rule signs left levels undecided."""
    if unsettled := roadmap.unsettled:
        text = f"{count(len(unsettled), 'situation')} in no stage yet, as a level is undecided."
        sources = (each.source for placed in unsettled for each in placed.undecided)
        yield SIGNS.finding(guide, text, *sources)
