"""A situation, a rule that fired, and the recommendation: what the engine takes and gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from boundary_advisor.knowledge import models
from boundary_advisor.text import join_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.entry import Statement
    from boundary_advisor.knowledge.guide import Guide


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
    threat: models.Threat | None = None
    horizon: models.Horizon | None = None
    city_size: str | None = None


class SourcedText(NamedTuple):
    """A text of the engine's making, and where what it says comes from."""

    text: str
    source: str


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Rule:
    """A rule of the advisor: what it means, the code that applies it, and what goes on record.

    Why it holds is knowledge, not code: its ground stands in the data, under its id.

    Attributes:
        title: What a finding of it is headed; empty for a rule on one situation.
        meaning: What it does, in a sentence or two: the words of help and documentation.
        apply: The function that applies it.
        record: Returns what it found in a result, then the sources of just that; nothing where it
            did not fire.
    """

    id: str
    title: str = ""
    meaning: str
    apply: Callable[..., Any]
    record: Callable[..., Sequence[str]] = lambda _: ()

    def __repr__(self) -> str:
        return self.id

    def ground(self, known: KnowledgeBase | Guide) -> SourcedText:
        """Return why it holds; its meaning, as own judgement, where the data gives no ground."""
        if ground := known.grounds.get(self.id):
            return SourcedText(ground.why, ground.source)
        return SourcedText(self.meaning, known.about.own_judgement)

    def finding(
        self, known: KnowledgeBase | Guide, text: str, *sources: str, todo: str = ""
    ) -> Finding:
        """Put on record what the rule found, with the sources of just that, and what to do."""
        ground = self.ground(known)
        return Finding(self, text, ground.text, join_sources(*sources, ground.source), todo)

    def on_record(self, known: KnowledgeBase | Guide, result: object) -> tuple[Finding, ...]:
        """Put on record what the rule found in a result; nothing where it did not fire."""
        found = self.record(result)
        return (self.finding(known, *found),) if found else ()


class Finding(NamedTuple):
    """A rule that fired: what it found, why it holds, the source of both, and what to do.

    `todo` is this project's own suggestion, and mostly empty.
    """

    rule: Rule
    text: str
    ground: str
    source: str
    todo: str = ""

    @property
    def why(self) -> str:
        """What it found and why it holds, as one text."""
        return f"{self.text} {self.ground}"


class Placement(NamedTuple):
    """What the grid says: a strategy, and the challenge's cell under it."""

    strategy: models.Strategy
    cell: models.Cell


class CaseAdvice(NamedTuple):
    """A case under a tactic.

    Attributes:
        elsewhere: Titles of the challenges it is told of, where this challenge is not among them.
        alike: True where one of its cities is of the size that was asked for.
    """

    case: models.Case
    elsewhere: tuple[str, ...]
    alike: bool


class TacticAdvice(NamedTuple):
    """A tactic for this situation.

    Attributes:
        general: True where the source tells it for the strategy at large, not for this challenge.
        from_pack: True where it is here because a knowledge pack says so.
        effort: True where the source says that most effort goes into this cell, and the tactic is
            the source's.
        cities: The cities behind it, each once, in order; `evidence` is the same in words.
        cities_here: Those of them whose case is told of this challenge, or of none.
        cases: Its cases: those of like cities first, then those of this challenge, then others.
        source: Where the source says that it serves this challenge.
    """

    tactic: models.Tactic
    general: bool
    from_pack: bool
    effort: bool
    cities: tuple[models.City, ...]
    cities_here: tuple[models.City, ...]
    evidence: str
    cases: tuple[CaseAdvice, ...]
    source: str


class Effort(NamedTuple):
    """Where the source says that most effort goes for this challenge.

    Attributes:
        strategies: The strategies that it names.
        names: Their names, each with the pack that says so where the source does not.
        here: True where the recommended one is among them.
    """

    strategies: tuple[models.Strategy, ...]
    names: tuple[str, ...]
    here: bool
    text: str
    source: str


class Support(NamedTuple):
    """A strategy to combine with the one recommended, and its best tactics for the challenge."""

    strategy: models.Strategy
    why: str
    tactics: tuple[models.Tactic, ...]
    source: str


class Rejected(NamedTuple):
    """A strategy that was not chosen, and the reason."""

    strategy: models.Strategy
    reason: str
    source: str


class Change(NamedTuple):
    """What the answer becomes if the level on one axis is the other one.

    Attributes:
        what: Name of the axis: "threat" or "horizon".
        threat, horizon: The levels then.
        strategy: The strategy recommended then.
        cell: The cell that the grid would give then.
        gained, lost: Tactics for this challenge that come in, and that fall away.
        condition, then: What is different, and what the advice becomes, in words.
        source: Where the source describes the axis.
    """

    what: str
    threat: models.Threat
    horizon: models.Horizon
    strategy: models.Strategy
    cell: models.Cell
    gained: tuple[models.Tactic, ...]
    lost: tuple[models.Tactic, ...]
    condition: str
    then: str
    source: str

    @property
    def text(self) -> str:
        """Condition and consequence in one sentence."""
        return f"{self.condition}: {self.then}"


class Evidence(NamedTuple):
    """How much stands behind the tactics of an answer, in words.

    Attributes:
        text: What stands behind those for this challenge.
        general: What stands behind those of the strategy at large; empty where there are none.
        size: What the wish for cities of one size led to; empty without the wish.
    """

    text: str
    general: str
    size: str

    @property
    def in_full(self) -> str:
        """All of it in words."""
        return " ".join(filter(None, (self.text, self.general, self.size)))


class Related(NamedTuple):
    """A challenge that is easily taken for this one, and how to tell them apart."""

    challenge: models.Challenge
    why: str
    source: str


class Assumption(NamedTuple):
    """A level that the user left out and this answer takes; its signs tell whether it holds."""

    what: str
    level: models.Level
    meaning: str
    signs: tuple[Statement, ...]
    source: str


class Recommendation(NamedTuple):
    """The answer to one situation, before anyone renders it.

    It begins as what the grid says, and each rule fills in its part.

    Attributes:
        situation: The situation, complete, with ids.
        see_also: Challenges easily taken for this one.
        placement: What the grid says.
        strategy: What is advised; differs from the grid's where the cell does not apply.
        cell: The challenge's cell under the advised strategy.
        tactics: What to do; those of the cell first, best evidence first.
        effort: Where most effort goes; None where the source does not say.
        sequence: The usual order of the strategies, with the advised one in its place.
        rejected: The other strategies, in order of stage.
        if_changed: What the answer becomes for the other level on each axis.
        trace: The rules that fired, in order.
    """

    situation: Situation
    challenge: models.Challenge
    size: models.SizeClass | None
    see_also: tuple[Related, ...]
    placement: Placement
    strategy: models.Strategy
    cell: models.Cell
    why: str = ""
    tactics: tuple[TacticAdvice, ...] = ()
    effort: Effort | None = None
    supporting: tuple[Support, ...] = ()
    sequence: SourcedText = SourcedText("", "")
    rejected: tuple[Rejected, ...] = ()
    if_changed: tuple[Change, ...] = ()
    cautions: tuple[Statement, ...] = ()
    evidence: Evidence = Evidence("", "", "")
    assumed: tuple[Assumption, ...] = ()
    trace: tuple[Finding, ...] = ()

    @property
    def is_from_grid(self) -> bool:
        """True where the grid's own cell applies, so that its strategy is the one advised."""
        return self.strategy is self.placement.strategy
