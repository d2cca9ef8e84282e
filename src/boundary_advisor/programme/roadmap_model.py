"""What a roadmap is made of: steps in stages, all frozen, each with its words and sources."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.words import count, listing
from boundary_advisor.programme.models import Status
from boundary_advisor.programme.results import title_of

if TYPE_CHECKING:
    from boundary_advisor.engine.results import Recommendation, TacticAdvice
    from boundary_advisor.knowledge.guide_models import Turn
    from boundary_advisor.knowledge.models import Challenge, Strategy
    from boundary_advisor.programme.models import Programme
    from boundary_advisor.programme.results import Finding, Placed
    from boundary_advisor.programme.since import Since


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


class Told(NamedTuple):
    """Something said of a step, and where it comes from."""

    text: str
    source: str


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
    borrowed: tuple[Told, ...]
    departures: tuple[Told, ...]
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
        since: What the knowledge changed since it was assessed; None where nothing did.
    """

    programme: Programme
    stages: tuple[Stage, ...]
    first: tuple[First, ...]
    unsettled: tuple[Placed, ...]
    closed: tuple[Placed, ...]
    findings: tuple[Finding, ...]
    since: Since | None = None

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
