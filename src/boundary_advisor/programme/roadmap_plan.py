"""What a roadmap is made of, and which steps a programme asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.results import Rule, Situation
from boundary_advisor.knowledge.models import CellState, Horizon, Threat
from boundary_advisor.programme.placing import title_of
from boundary_advisor.programme.programme import Status
from boundary_advisor.text import count, listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundary_advisor.engine.advisor import Advisor
    from boundary_advisor.engine.results import Finding, Recommendation, SourcedText, TacticAdvice
    from boundary_advisor.knowledge.guide import Turn
    from boundary_advisor.knowledge.models import Challenge, Pairing, Strategy
    from boundary_advisor.programme.knowledge_changes import KnowledgeChanges
    from boundary_advisor.programme.placing import Placed
    from boundary_advisor.programme.programme import Programme


class StepKind(StrEnum):
    """Where a step comes from."""

    SITUATION = "situation"
    """A situation of the programme, under the strategy advised for it."""
    PREPARATION = "preparation"
    """Bridging that a later step leans on, and that the programme does not hold."""
    COMPANION = "companion"
    """Bridging that only a defence leans on, and that the programme does not hold."""
    EXIT = "exit"
    """What ends a defence for the time being, where the programme does not hold it."""


class When(StrEnum):
    """Whether a step's time has come."""

    UNDER_WAY = "under way"
    NOW = "now"
    LATER = "later"


class Turning(NamedTuple):
    """When a step starts or ends.

    Attributes:
        text: What holds for this step; empty where only the usual does.
        usually: What holds for its strategy; empty where that does not hold for this step.
        source: Where all of it comes from.
    """

    text: str
    usually: str
    source: str


class Suggested(NamedTuple):
    """Who could own a step that is added: the owner of what it is added for.

    Attributes:
        owner: Who.
        key: Key of the step that this owner has.
    """

    owner: str
    key: str


class Step(NamedTuple):
    """A step of a roadmap.

    Attributes:
        key: What every view calls it by: "S1", "S2" and so on, in reading order.
        kind: Where it comes from.
        situations: The situation that it is, or those that it is added for.
        answer: The advice that it follows.
        starts: What starts it.
        ends: What ends it.
        after: Keys of the steps that it leans on; they come first.
        before: Keys of the steps that lean on it.
        helped_by: Keys of the steps that it leans on and does not wait for; they go on beside it.
        beside: Keys of the steps that it goes on beside of, as they lean on it so.
        leans_on_done: Situations that it leans on, and that are done.
        ended_by: Key of the step that ends it; None for most, which end by themselves.
        ended_by_done: The situation that ends it, and that is done.
        then_end: Keys of the steps that it ends.
        borrowed: What it leans on or ends with that is for another initiative.
        departures: Where it does not come in the usual order, and why.
        suggested: Who could own it, for a step that is added; None where nobody is named.
    """

    key: str
    kind: StepKind
    situations: tuple[Placed, ...]
    answer: Recommendation
    starts: Turning
    ends: Turning
    after: tuple[str, ...]
    before: tuple[str, ...]
    helped_by: tuple[str, ...]
    beside: tuple[str, ...]
    leans_on_done: tuple[Placed, ...]
    ended_by: str | None
    ended_by_done: Placed | None
    then_end: tuple[str, ...]
    borrowed: tuple[SourcedText, ...]
    departures: tuple[SourcedText, ...]
    suggested: Suggested | None

    @property
    def challenge(self) -> Challenge:
        """The challenge that it is about."""
        return self.answer.challenge

    @property
    def strategy(self) -> Strategy:
        """The strategy that it follows."""
        return self.answer.strategy

    @property
    def lead(self) -> TacticAdvice:
        """The tactic to begin with."""
        return self.answer.tactics[0]

    @property
    def initiatives(self) -> tuple[str, ...]:
        """The initiatives that it is for; none where it is for the programme as a whole."""
        names = [each.given.initiative for each in self.situations]
        return tuple(dict.fromkeys(name for name in names if name)) if all(names) else ()

    @property
    def title(self) -> str:
        """Challenge and initiatives in a few words."""
        name = title_of(self.challenge)
        return f"{name}: {listing(list(self.initiatives))}" if self.initiatives else name

    @property
    def label(self) -> str:
        """The same, without the initiative where the challenge alone tells which it is.

        Of a challenge and a strategy there is one step that is added, at most.
        """
        return self.situations[0].label if self.is_held else title_of(self.challenge)

    @property
    def is_held(self) -> bool:
        """True where the programme holds it; an added step has no owner and no status yet."""
        return self.kind is StepKind.SITUATION

    @property
    def owner(self) -> str | None:
        """Who answers for it; None where nobody does."""
        return self.situations[0].given.owner if self.is_held else None

    @property
    def status(self) -> Status | None:
        """How far the work is; None for a step that the programme does not hold."""
        return self.situations[0].given.stands if self.is_held else None

    @property
    def when(self) -> When:
        """Whether its time has come."""
        if self.status is Status.STARTED:
            return When.UNDER_WAY
        return When.LATER if self.after else When.NOW


class Stage(NamedTuple):
    """A stage of the usual sequence, with its steps; there may be none."""

    strategy: Strategy
    turn: Turn
    steps: tuple[Step, ...]


class First(NamedTuple):
    """A step to begin with, and why it is one of the first, as a sentence."""

    step: Step
    why: str


class Roadmap(NamedTuple):
    """A programme in time.

    Attributes:
        programme: The programme.
        stages: All stages, in the usual order.
        first: The few steps to begin with.
        unsettled: Situations with an undecided level, which stand in no stage yet.
        closed: Situations that are done or dropped.
        findings: The rules that had a part in it, and what each found.
        knowledge_changes: What the knowledge changed after it was assessed; None where nothing did.
    """

    programme: Programme
    stages: tuple[Stage, ...]
    first: tuple[First, ...]
    unsettled: tuple[Placed, ...]
    closed: tuple[Placed, ...]
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


_FURTHEST_FIRST = (Status.DONE, Status.STARTED, Status.PLANNED, Status.OPEN)


@dataclass(eq=False)
class Draft:
    """A step that has no key yet. One that is done becomes no step, but others may lean on it.

    Attributes:
        kind: Where it comes from.
        situations: The situation that it is, or those that it is added for.
        answer: The advice that it follows.
        leans_on: What comes before it.
        beside: What it leans on too, but does not wait for.
        pairings: Why it leans on all of them, one for each.
        skips: What would come before it in the usual order, and that it does not wait for.
        hurried_by: Work under way that leans on it, so that it does not wait.
        way_out: What ends it, where it is a defence for the time being; None for others, and
            where nothing else applies to the challenge.
        way_out_advice: The advice that led to the way out.
        key: What the step is called; empty before it has its place.
    """

    kind: StepKind
    situations: list[Placed]
    answer: Recommendation
    leans_on: list[Draft] = field(default_factory=list)
    beside: list[Draft] = field(default_factory=list)
    pairings: list[Pairing] = field(default_factory=list)
    skips: list[Draft] = field(default_factory=list)
    hurried_by: list[Draft] = field(default_factory=list)
    way_out: Draft | None = None
    way_out_advice: Recommendation | None = None
    key: str = ""

    @property
    def status(self) -> Status | None:
        """How far the work is; None where the programme does not hold it."""
        return self.situations[0].given.stands if self.kind is StepKind.SITUATION else None

    @property
    def is_done(self) -> bool:
        """True where nothing more is to be done."""
        return self.status is Status.DONE

    @property
    def is_started(self) -> bool:
        """True where the programme is at work on it."""
        return self.status is Status.STARTED

    @property
    def initiatives(self) -> set[str | None]:
        """The initiatives that it is for; None among them for the programme as a whole."""
        return {each.given.initiative for each in self.situations}

    @property
    def first(self) -> int:
        """Number of the first situation that it is for."""
        return self.situations[0].number


def draft(advisor: Advisor, situations: Sequence[Placed], city_size: str | None) -> list[Draft]:
    """Work out the steps: those of the programme itself, then those that the rules add.

    Args:
        advisor: Advises on the steps that are added.
        situations: The situations of the programme, placed.
        city_size: Id of the class of city size, or None.

    Returns:
        All steps in no particular order, those of situations that are done among them.
    """
    return _Drafter(advisor, situations, city_size).drafts()


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
    apply=draft,
)


EXIT = Rule(
    id="exit",
    title="A way out",
    meaning=(
        "Give each situation that is held off for now a step that ends it: what is advised for the "
        "same challenge and threat with a long horizon."
    ),
    apply=draft,
)


class _Drafter:
    """Holds the steps while rules add to them: one for each challenge and strategy at most."""

    def __init__(
        self, advisor: Advisor, situations: Sequence[Placed], city_size: str | None
    ) -> None:
        self._advisor = advisor
        self._kb = advisor.kb
        self._size = city_size
        self._own = [
            Draft(StepKind.SITUATION, [each], each.answer)
            for each in situations
            if each.answer and each.given.stands is not Status.DROPPED
        ]
        self._added: dict[tuple[str, str], Draft] = {}

    def drafts(self) -> list[Draft]:
        defence = self._kb.strategy_at(Threat.HIGH, Horizon.SHORT)
        change = self._kb.strategy_at(Threat.HIGH, Horizon.LONG)
        held_off = [
            each for each in self._own if each.answer.strategy is defence and not each.is_done
        ]
        for each in held_off:
            self._give_way_out(each)
        to_change = [
            each
            for each in (*self._own, *self._added.values())
            if each.answer.strategy is change and not each.is_done
        ]
        for each in sorted(to_change, key=lambda each: each.is_started):  # these have the last word
            self._prepare(each)
        for each in held_off:
            self._accompany(each)
        return [*self._own, *self._added.values()]

    def _give_way_out(self, held_off: Draft) -> None:
        """Apply the rule exit."""
        challenge = held_off.answer.challenge.id
        advice = self._advise(challenge, Threat.HIGH, Horizon.LONG)
        held_off.way_out_advice = advice
        if advice.strategy is not held_off.answer.strategy:
            held_off.way_out = self._take(StepKind.EXIT, advice, held_off)

    def _prepare(self, change: Draft) -> None:
        """Apply the rule preparation: give a change what comes before it."""
        stage = change.answer.strategy.stage
        earlier = [each for each in self._bridging(change.answer) if each[0].stage < stage]
        for strategy, pairing in earlier:
            taken = self._take(StepKind.PREPARATION, self._at(change, strategy), change)
            if taken.kind is StepKind.PREPARATION:
                _put_in_order(taken, change)
            change.leans_on.append(taken)
            change.pairings.append(pairing)

    def _accompany(self, held_off: Draft) -> None:
        """Apply the rule preparation: give a defence what goes on beside it.

        Where its way out is done it can end, and needs nothing more.
        """
        way_out = held_off.way_out
        if way_out and way_out.is_done:
            return
        for strategy, pairing in self._bridging(held_off.answer):
            if way_out is None or way_out.answer.strategy is not strategy:
                taken = self._take(StepKind.COMPANION, self._at(held_off, strategy), held_off)
                held_off.beside.append(taken)
                held_off.pairings.append(pairing)

    def _bridging(self, answer: Recommendation) -> list[tuple[Strategy, Pairing]]:
        """Give the strategies for a low threat that one leans on, in the usual order."""
        found = (
            (self._kb.strategy(pairing.strategy), pairing)
            for pairing in answer.strategy.combines_with
        )
        bridging = [
            (other, pairing)
            for other, pairing in found
            if other.quadrant.threat is Threat.LOW and self._applies(answer.challenge, other)
        ]
        return sorted(bridging, key=lambda each: each[0].stage)

    def _applies(self, challenge: Challenge, strategy: Strategy) -> bool:
        cell = self._kb.cell(challenge.id, strategy.id)
        return cell.state is not CellState.NOT_APPLICABLE

    def _at(self, draft: Draft, strategy: Strategy) -> Recommendation:
        """Advise on the same challenge, where another strategy fits."""
        levels = strategy.quadrant
        return self._advise(draft.answer.challenge.id, levels.threat, levels.horizon)

    def _advise(self, challenge: str, threat: Threat, horizon: Horizon) -> Recommendation:
        wanted = Situation(
            challenge=challenge, threat=threat, horizon=horizon, city_size=self._size
        )
        return self._advisor.advise(wanted)

    def _take(self, kind: StepKind, advice: Recommendation, wanting: Draft) -> Draft:
        """Give the step for a challenge and a strategy that is there, or add one.

        Of several in the programme: one of the same initiative before one of the programme as a
        whole, and that before one of another initiative; then what is furthest.
        """
        place = _place(advice)
        if own := [each for each in self._own if _place(each.answer) == place]:
            return min(own, key=lambda each: (_distance(each, wanting), _progress(each)))
        taken = self._added.setdefault(place, Draft(kind, [], advice))
        known = {each.number for each in taken.situations}
        taken.situations += [each for each in wanting.situations if each.number not in known]
        taken.situations.sort(key=lambda each: each.number)
        return taken


def is_of_another(held: Draft, wanting: Draft) -> bool:
    """Say whether a step of the programme is for an initiative that does not cover another's."""
    covered = held.initiatives in ({None}, wanting.initiatives)
    return held.kind is StepKind.SITUATION and not covered


def _put_in_order(taken: Draft, change: Draft) -> None:
    """Let a step that is added follow those before it in the usual order, unless it is late."""
    if change.is_started:
        taken.hurried_by.append(change)
    order = [*taken.skips, *taken.leans_on, *change.leans_on]
    found = list(dict.fromkeys(order))
    taken.skips, taken.leans_on = (found, []) if taken.hurried_by else ([], found)


def _place(answer: Recommendation) -> tuple[str, str]:
    return answer.challenge.id, answer.strategy.id


def _distance(own: Draft, wanting: Draft) -> int:
    if own.initiatives & wanting.initiatives:
        return 0
    return 1 if own.initiatives == {None} else 2


def _progress(own: Draft) -> tuple[int, int]:
    """Put what is furthest first, and of equals what stands first in the file."""
    return _FURTHEST_FIRST.index(own.situations[0].given.stands), own.first
