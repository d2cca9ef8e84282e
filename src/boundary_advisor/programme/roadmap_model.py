"""What a roadmap is made of: steps in stages, all frozen, each with its words and sources."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.words import listing
from boundary_advisor.programme.models import Status

if TYPE_CHECKING:
    from boundary_advisor.engine.results import Recommendation, TacticAdvice
    from boundary_advisor.knowledge.guide_models import Turn
    from boundary_advisor.knowledge.models import Challenge, Strategy
    from boundary_advisor.programme.models import Programme
    from boundary_advisor.programme.results import Finding, Placed


class StepKind(StrEnum):
    """Where a step comes from."""

    SITUATION = "situation"
    """A situation of the programme, under the strategy advised for it."""
    PREPARATION = "preparation"
    """Bridging that a later step leans on, and that the programme does not hold."""
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


class Step(NamedTuple):
    """A step of a roadmap.

    Attributes:
        key: What every view calls it by: "S1", "S2" and so on, in reading order.
        kind: Where it comes from.
        situations: The situation that it is, or those that it is added for.
        answer: The advice that it follows.
        begins: When it begins here, as a sentence.
        starts: The same, with what starts its strategy.
        ends: What ends it.
        after: Keys of the steps that it leans on; they come first.
        before: Keys of the steps that lean on it.
        leans_on_done: Situations that it leans on, and that are done.
        ended_by: Key of the step that ends it; None for most, which end by themselves.
        ended_by_done: The situation that ends it, and that is done.
        then_end: Keys of the steps that it ends.
        departures: Where it does not come in the usual order, and why.
    """

    key: str
    kind: StepKind
    situations: tuple[Placed, ...]
    answer: Recommendation
    begins: str
    starts: Told
    ends: Told
    after: tuple[str, ...]
    before: tuple[str, ...]
    leans_on_done: tuple[Placed, ...]
    ended_by: str | None
    ended_by_done: Placed | None
    then_end: tuple[str, ...]
    departures: tuple[Told, ...]

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
        name = f"{self.challenge.number} {self.challenge.id}"
        return f"{name}: {listing(list(self.initiatives))}" if self.initiatives else name

    @property
    def label(self) -> str:
        """The same, without the initiative where the challenge alone tells which it is."""
        return self.situations[0].label if len(self.situations) == 1 else self.title

    @property
    def owner(self) -> str | None:
        """Who answers for it: the first who is named for one of its situations."""
        return next((each.given.owner for each in self.situations if each.given.owner), None)

    @property
    def status(self) -> Status | None:
        """How far the work is; None for a step that the programme does not hold."""
        return self.situations[0].given.stands if self.kind is StepKind.SITUATION else None

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


class Roadmap(NamedTuple):
    """A programme in time.

    Attributes:
        programme: The programme.
        stages: All stages, in the usual order.
        unsettled: Situations with an open level, which stand in no stage yet.
        closed: Situations that are done or dropped.
        findings: The rules that had a part in it, and what each found.
    """

    programme: Programme
    stages: tuple[Stage, ...]
    unsettled: tuple[Placed, ...]
    closed: tuple[Placed, ...]
    findings: tuple[Finding, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps, in reading order."""
        return tuple(step for stage in self.stages for step in stage.steps)
