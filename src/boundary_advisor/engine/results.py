"""A situation, and the recommendation made of it: frozen, before anyone renders it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel, ConfigDict

from boundary_advisor.knowledge.models import HorizonField, ThreatField

if TYPE_CHECKING:
    from boundary_advisor.knowledge.entry import Statement
    from boundary_advisor.knowledge.models import (
        Case,
        Cell,
        Challenge,
        City,
        Horizon,
        RuleId,
        SizeClass,
        Strategy,
        Tactic,
        Threat,
    )


class Situation(BaseModel):
    """A challenge with its threat, its horizon and, if wanted, the size of the city.

    Attributes:
        challenge: Id of the challenge, or any other name by which it can be found.
        threat: How much the challenge threatens the initiative; None where it is not known.
        horizon: When the outcome is wanted; None where it is not known.
        city_size: Id of a class of city size; None where it does not matter.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    challenge: str
    threat: ThreatField | None = None
    horizon: HorizonField | None = None
    city_size: str | None = None


class Fired(NamedTuple):
    """A rule that had a part in the answer: what it found here, why it holds, and the source."""

    rule: RuleId
    finding: str
    ground: str
    source: str

    @property
    def why(self) -> str:
        """The finding and the ground of the rule, as one text."""
        return f"{self.finding} {self.ground}"


class Placement(NamedTuple):
    """What the grid says: a strategy, and the challenge's cell under it."""

    strategy: Strategy
    cell: Cell


class CaseAdvice(NamedTuple):
    """A case under a tactic.

    Attributes:
        case: The case.
        elsewhere: Titles of the challenges it is told of, where this challenge is not among them.
        alike: True where one of its cities is of the size that was asked for.
    """

    case: Case
    elsewhere: tuple[str, ...]
    alike: bool


class TacticAdvice(NamedTuple):
    """A tactic for this situation.

    Attributes:
        tactic: The tactic.
        general: True where the source tells it for the strategy at large, not for this challenge.
        local: True where it is here because a knowledge pack says so.
        effort: True where the source says that most effort goes into this cell, and the tactic is
            the source's.
        cities: The cities behind it, each once, in order.
        cities_here: Those of them whose case is told of this challenge, or of none.
        evidence: The same in words.
        cases: Its cases: those of like cities first, then those of this challenge, then others.
        source: Where the source says that it serves this challenge.
    """

    tactic: Tactic
    general: bool
    local: bool
    effort: bool
    cities: tuple[City, ...]
    cities_here: tuple[City, ...]
    evidence: str
    cases: tuple[CaseAdvice, ...]
    source: str


class Effort(NamedTuple):
    """Where the source says that most effort goes for this challenge.

    Attributes:
        strategies: The strategies that it names.
        names: Their names, each with the pack that says so where the source does not.
        here: True where the recommended one is among them.
        text: What this means here.
        source: Where the source says so.
    """

    strategies: tuple[Strategy, ...]
    names: tuple[str, ...]
    here: bool
    text: str
    source: str


class Support(NamedTuple):
    """A strategy to combine with the one recommended, and its best tactics for the challenge."""

    strategy: Strategy
    why: str
    tactics: tuple[Tactic, ...]
    source: str


class Sequence(NamedTuple):
    """The usual order of the strategies over the life of an initiative."""

    text: str
    source: str


class Rejected(NamedTuple):
    """A strategy that was not chosen, and the reason."""

    strategy: Strategy
    reason: str
    source: str


class Change(NamedTuple):
    """What the answer becomes if one thing about the situation is different.

    Attributes:
        what: "threat" or "horizon".
        threat: The threat then.
        horizon: The horizon then.
        strategy: The strategy recommended then.
        cell: The cell that the grid would give then.
        gained: Tactics for this challenge that come in.
        lost: Tactics for this challenge that fall away.
        condition: What is different, in words.
        then: What the advice becomes, in words.
        source: Where the source describes the axis.
    """

    what: str
    threat: Threat
    horizon: Horizon
    strategy: Strategy
    cell: Cell
    gained: tuple[Tactic, ...]
    lost: tuple[Tactic, ...]
    condition: str
    then: str
    source: str

    @property
    def text(self) -> str:
        """Both in one sentence."""
        return f"{self.condition}: {self.then}"


class Evidence(NamedTuple):
    """How much stands behind the tactics of an answer.

    Attributes:
        tactics: Number of tactics.
        cases: Number of cases, each counted once; those told of other challenges are not.
        cities: The cities behind these cases, each once, in order.
        text: How much stands behind the tactics for this challenge, in words.
        general: The same for the tactics of the strategy at large; empty where there are none.
        size: What the wish for cities of one size led to; empty without the wish.
        source: Where the source says how far its evidence reaches.
    """

    tactics: int
    cases: int
    cities: tuple[City, ...]
    text: str
    general: str
    size: str
    source: str

    @property
    def in_full(self) -> str:
        """All of it in words."""
        return " ".join(filter(None, (self.text, self.general, self.size)))


class Related(NamedTuple):
    """A challenge that is easily taken for this one, and how to tell them apart."""

    challenge: Challenge
    why: str
    source: str


class Assumption(NamedTuple):
    """A level the user left out, which this answer takes; its signs tell whether it holds.

    Attributes:
        what: "threat" or "horizon".
        level: The level taken, such as "high".
        meaning: What the level means.
        signs: How to recognise it.
        source: Where the source describes the axis.
    """

    what: str
    level: str
    meaning: str
    signs: tuple[Statement, ...]
    source: str


class Recommendation(NamedTuple):
    """The answer to one situation, before anyone renders it.

    Attributes:
        situation: The situation, complete, with ids.
        challenge: Its challenge.
        size: The class of city size asked for; None where none was.
        placement: What the grid says.
        strategy: What is advised; differs from the grid's where the cell does not apply.
        cell: The challenge's cell under the advised strategy.
        why: Why this strategy, in a few sentences.
        tactics: What to do; those of the cell first, best evidence first.
        effort: Where most effort goes; None where the source does not say.
        supporting: What to combine it with.
        sequence: The usual order of the strategies, with the advised one in its place.
        rejected: The other strategies, with reasons; in order of stage.
        if_changed: What the answer becomes if the threat or the horizon is different.
        cautions: What to watch out for.
        see_also: Challenges easily taken for this one.
        evidence: How much stands behind the answer.
        assumed: Levels that the user left out and this answer takes.
        trace: The rules that fired, in order.
    """

    situation: Situation
    challenge: Challenge
    size: SizeClass | None
    placement: Placement
    strategy: Strategy
    cell: Cell
    why: str
    tactics: tuple[TacticAdvice, ...]
    effort: Effort | None
    supporting: tuple[Support, ...]
    sequence: Sequence
    rejected: tuple[Rejected, ...]
    if_changed: tuple[Change, ...]
    cautions: tuple[Statement, ...]
    see_also: tuple[Related, ...]
    evidence: Evidence
    assumed: tuple[Assumption, ...]
    trace: tuple[Fired, ...]
