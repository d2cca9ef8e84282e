"""The steps of a roadmap: which ones a programme needs, and which lean on which."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.results import Situation
from boundary_advisor.knowledge.models import Challenge, Horizon, Pairing, Strategy, Threat
from boundary_advisor.programme.fields import Status
from boundary_advisor.programme.placing import Placed, title_of
from boundary_advisor.text import listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundary_advisor.engine.advisor import Advisor
    from boundary_advisor.engine.results import Recommendation, SourcedText, TacticAdvice
    from boundary_advisor.knowledge.guide import Guide


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
    """Who could own an added step: the owner of another one, and the key of that one."""

    owner: str
    key: str


class Step(NamedTuple):
    """A step of a roadmap. It calls other steps by their keys.

    Attributes:
        key: What every view calls it by: "S1", "S2" and so on, in reading order.
        kind: Where it comes from.
        situations: The situation that it is, or those that it is added for.
        answer: The advice that it follows.
        starts: What starts it.
        ends: What ends it.
        after: What it leans on; these come first.
        before: What leans on it.
        helped_by: What it leans on and does not wait for; these go on beside it.
        beside: What it goes on beside of.
        leans_on_done: Situations that it leans on, and that are done.
        ended_by: What ends it; None for most, which end by themselves.
        ended_by_done: The situation that ends it, and that is done.
        then_end: What it ends.
        borrowed: What it leans on or ends with that is for another initiative.
        suggested: Who could own it, for a step that is added; None where nobody is named.
        departures: Where it does not come in the usual order, and why.
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
    suggested: Suggested | None
    departures: tuple[SourcedText, ...] = ()

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
        return f"{name}: {listing(self.initiatives)}" if self.initiatives else name

    @property
    def label(self) -> str:
        """The same, without the initiative where the challenge alone tells which it is.

        Of a challenge and a strategy there is one step that is added, at most.
        """
        return self.situations[0].label if self.is_held else title_of(self.challenge)

    @property
    def is_held(self) -> bool:
        """Whether the programme holds it; an added step has no owner and no status yet."""
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


class FirstStep(NamedTuple):
    """A step to begin with, and why it is one of the first, as a sentence."""

    step: Step
    why: str


@dataclass(eq=False)
class StepDraft:
    """A step before it has its place. One that is done becomes no step, but can be leaned on."""

    kind: StepKind
    situations: list[Placed]  # the one that it is, or those that it is added for
    answer: Recommendation
    earlier: list[StepDraft] = field(default_factory=list)  # in the usual order of strategies
    beside: list[StepDraft] = field(default_factory=list)  # it leans on these, and does not wait
    pairings: list[Pairing] = field(default_factory=list)  # why it leans on any of them
    hurried_by: list[StepDraft] = field(default_factory=list)  # work under way that leans on it
    way_out: StepDraft | None = None  # what ends a defence, where another strategy applies
    way_out_advice: Recommendation | None = None
    key: str = ""  # empty before it has its place

    @property
    def status(self) -> Status | None:
        """How far the work is; None where the programme does not hold it."""
        return self.situations[0].given.stands if self.kind is StepKind.SITUATION else None

    @property
    def is_done(self) -> bool:
        """Whether nothing more is to be done."""
        return self.status is Status.DONE

    @property
    def is_started(self) -> bool:
        """Whether the programme is at work on it."""
        return self.status is Status.STARTED

    @property
    def leans_on(self) -> list[StepDraft]:
        """What it waits for."""
        return [] if self.hurried_by else self.earlier

    @property
    def skips(self) -> list[StepDraft]:
        """What it should wait for in the usual order, and cannot."""
        return self.earlier if self.hurried_by else []

    @property
    def initiatives(self) -> set[str | None]:
        """The initiatives that it is for; None among them for the programme as a whole."""
        return {each.given.initiative for each in self.situations}

    def covers(self, other: StepDraft) -> bool:
        """Return whether it is for the initiatives of another step, or was added for it."""
        if self.kind is not StepKind.SITUATION:
            return True
        return self.initiatives in ({None}, other.initiatives)


class Plan:
    """A roadmap in the making, on which each of its rules does its part.

    At most one step is added for a challenge and a strategy.
    """

    def __init__(
        self, advisor: Advisor, guide: Guide, situations: Sequence[Placed], city_size: str | None
    ) -> None:
        self.kb = advisor.kb
        self.guide = guide
        self.steps: tuple[Step, ...] = ()  # in reading order, once the rule stages is applied
        self.first: tuple[FirstStep, ...] = ()  # once the rule first is applied
        self._advisor = advisor
        self._city_size = city_size
        self._own = [
            StepDraft(StepKind.SITUATION, [each], each.answer)
            for each in situations
            if each.answer and each.given.stands is not Status.DROPPED
        ]
        self._added: dict[tuple[str, str], StepDraft] = {}

    @property
    def drafts(self) -> list[StepDraft]:
        """The steps of the programme itself, done ones too, then those that the rules add."""
        return [*self._own, *self._added.values()]

    def _to_do(self, horizon: Horizon) -> list[StepDraft]:
        """Return what is not done under the strategy for a high threat and this horizon."""
        strategy = self.kb.strategy_at(Threat.HIGH, horizon)
        found = (each for each in self.drafts if each.answer.strategy is strategy)
        return [each for each in found if not each.is_done]

    def add_ways_out(self) -> None:
        """Apply the rule exit."""
        building = self.kb.strategy_at(Threat.HIGH, Horizon.LONG)
        for each in self._to_do(Horizon.SHORT):
            advice = each.way_out_advice = self._advise(each, building)
            if advice.strategy is not each.answer.strategy:
                each.way_out = self._take(StepKind.EXIT, advice, each)

    def add_preparation(self) -> None:
        """Apply the rule preparation; work under way has the last word."""
        for each in sorted(self._to_do(Horizon.LONG), key=lambda each: each.is_started):
            self._prepare(each)
        for each in self._to_do(Horizon.SHORT):
            self._accompany(each)

    def _prepare(self, change: StepDraft) -> None:
        """Put before a change what it leans on."""
        stage = change.answer.strategy.stage
        for strategy, pairing in (each for each in self._bridging(change) if each[0].stage < stage):
            taken = self._take(StepKind.PREPARATION, self._advise(change, strategy), change)
            if taken.kind is StepKind.PREPARATION:
                taken.earlier = list(dict.fromkeys((*taken.earlier, *change.earlier)))
                taken.hurried_by += [change] if change.is_started else []
            change.earlier.append(taken)
            change.pairings.append(pairing)

    def _accompany(self, held_off: StepDraft) -> None:
        """Put beside a defence what it leans on, unless it can end already."""
        way_out = held_off.way_out
        if way_out and way_out.is_done:
            return
        for strategy, pairing in self._bridging(held_off):
            if way_out is None or way_out.answer.strategy is not strategy:
                advice = self._advise(held_off, strategy)
                held_off.beside.append(self._take(StepKind.COMPANION, advice, held_off))
                held_off.pairings.append(pairing)

    def _bridging(self, draft: StepDraft) -> list[tuple[Strategy, Pairing]]:
        """Return the strategies for a low threat that a step leans on, in the usual order."""
        challenge = draft.answer.challenge.id
        found = []
        for pairing in draft.answer.strategy.combines_with:
            strategy = self.kb.strategy(pairing.strategy)
            applies = self.kb.cell(challenge, strategy.id).applies
            if strategy.quadrant.threat is Threat.LOW and applies:
                found.append((strategy, pairing))
        return sorted(found, key=lambda each: each[0].stage)

    def _advise(self, draft: StepDraft, strategy: Strategy) -> Recommendation:
        """Advise on the challenge of a step, at the levels of a strategy."""
        return self._advisor.advise(
            Situation(
                challenge=draft.answer.challenge.id,
                threat=strategy.quadrant.threat,
                horizon=strategy.quadrant.horizon,
                city_size=self._city_size,
            )
        )

    def _take(self, kind: StepKind, advice: Recommendation, wanting: StepDraft) -> StepDraft:
        """Return the step for a challenge and a strategy that is there, or add one.

        Of several in the programme: one of the same initiative before one of the programme as a
        whole, and that before one of another initiative; then what is furthest.
        """
        key = _key(advice)
        if own := [each for each in self._own if _key(each.answer) == key]:
            return min(own, key=lambda each: _distance(each, wanting))
        taken = self._added.setdefault(key, StepDraft(kind, [], advice))
        situations = {each.number: each for each in (*taken.situations, *wanting.situations)}
        taken.situations = [situations[number] for number in sorted(situations)]
        return taken


def _key(answer: Recommendation) -> tuple[str, str]:
    return answer.challenge.id, answer.strategy.id


_FURTHEST_FIRST = (Status.DONE, Status.STARTED, Status.PLANNED, Status.OPEN)


def _distance(own: StepDraft, wanting: StepDraft) -> tuple[int, int, int]:
    """Return how far a step of the programme is from what is wanted: the less the better."""
    placed = own.situations[0]
    initiative = 1 if own.initiatives == {None} else 2
    if own.initiatives & wanting.initiatives:
        initiative = 0
    return initiative, _FURTHEST_FIRST.index(placed.given.stands), placed.number
