"""The shapes of what is known: one frozen, strict model for each kind of entry in `data/`.

A model says what a single entry may hold. What must hold between entries is in `checks.py`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Self, TypeAlias

from pydantic import Field, GetPydanticSchema

from boundary_advisor.knowledge.entry import (
    About,
    ClosedSet,
    Entry,
    Id,
    Source,
    Statement,
    Text,
    Traced,
)


class Level(ClosedSet):
    """A level of an axis of the grid."""

    @property
    def other(self) -> Self:
        """The other level of the same axis."""
        first, second = type(self)
        return second if self is first else first


class Threat(Level):
    """How much a challenge threatens to stop or undo the initiative."""

    LOW = "low"
    HIGH = "high"


class Horizon(Level):
    """When the wanted outcome is due: progress now, or change that lasts."""

    SHORT = "short"
    LONG = "long"


class CellState(ClosedSet):
    """What the source's table says where a challenge meets a strategy."""

    REPORTED = "reported"
    INCOMPLETE = "incomplete"
    NOT_APPLICABLE = "not-applicable"


class Side(Entry):
    """One of the two sides that clash, and what it holds dear."""

    name: Text
    holds_dear: Annotated[tuple[Statement, ...], Field(min_length=1)]


class Root(Entry):
    """The clash below all challenges, and the boundaries that leaders span."""

    title: Text
    summary: Text
    source: Source
    sides: Annotated[tuple[Side, ...], Field(min_length=2)]
    boundaries: Annotated[tuple[Statement, ...], Field(min_length=1)]


class Confusion(Entry):
    """A challenge that is easily taken for this one, and how to tell them apart."""

    challenge: Id
    difference: Text
    source: Source


class Challenge(Traced):
    """One of the challenges that leaders meet.

    Attributes:
        id: Stable name, used on the command line and in references.
        number: Number in the source, from 1.
        title: The source's title.
        summary: What it is.
        signs: How a leader recognises it.
        aliases: Other names that mean exactly this challenge.
        words: Everyday words that hint at it, without naming it.
        confused_with: Challenges it is easily mixed up with.
        source: Where the source describes it.
    """

    id: Id
    number: Annotated[int, Field(ge=1, le=999)]
    title: Text
    summary: Text
    signs: Annotated[tuple[Statement, ...], Field(min_length=1)]
    aliases: tuple[Text, ...] = ()
    words: tuple[Text, ...] = ()
    confused_with: tuple[Confusion, ...] = ()
    source: Source

    @property
    def called(self) -> str:
        """What it is called in short, with its pack: "2 data"."""
        return f"{self.number} {self.id}{self.origin.mark}"


class AxisEnd(Entry):
    """One end of an axis: what it means and how to recognise it."""

    meaning: Text
    signs: Annotated[tuple[Statement, ...], Field(min_length=1)]


class Axis(Entry):
    """An axis of the grid: the question it asks, and what each of its levels means."""

    name: ClassVar[str]
    levels: ClassVar[type[Level]]

    question: Text
    source: Source

    def end(self, level: Level) -> AxisEnd:
        """Return the end of the axis where a level stands."""
        end: AxisEnd = getattr(self, level)
        return end


class ThreatAxis(Axis):
    """The threat axis of the grid: the question it asks, and its two levels."""

    name, levels = "threat", Threat

    low: AxisEnd
    high: AxisEnd


class HorizonAxis(Axis):
    """The time axis of the grid: the question it asks, and its two levels."""

    name, levels = "horizon", Horizon

    short: AxisEnd
    long: AxisEnd


class Ground(Entry):
    """The ground on which a rule stands in this field.

    Attributes:
        rule: Id of the rule.
        why: What the source says that makes the rule right.
        source: Where it says so.
    """

    rule: Id
    why: Text
    source: Source


class Quadrant(Entry):
    """One field of the grid."""

    threat: Threat
    horizon: Horizon

    def level(self, axis: str) -> Level:
        """Return its level on the axis of this name."""
        level: Level = getattr(self, axis)
        return level


class Pairing(Entry):
    """A link from one strategy to another, and the reason for it."""

    strategy: Id
    why: Text
    source: Source


class Cell(Traced):
    """Where a challenge meets a strategy.

    Attributes:
        challenge: Id of the challenge.
        state: What the source's table says there.
        note: Why the cell is incomplete or does not apply; None for a reported cell.
        effort: Where the source says that this is where most effort goes; None where it does not.
        source: Place of the cell in the source.
    """

    challenge: Id
    state: CellState
    note: Text | None = None
    effort: Source | None = None
    source: Source

    @property
    def applies(self) -> bool:
        """Whether the strategy applies to the challenge."""
        return self.state is not CellState.NOT_APPLICABLE


class Service(Traced):
    """That a tactic serves a challenge, and where the source says so."""

    challenge: Id
    source: Source


class Tactic(Traced):
    """A thing a leader can do.

    Attributes:
        id: Stable name.
        title: The tactic in a few words.
        summary: What it means to do it.
        first_step: A way to begin; the project's own suggestion.
        serves: The challenges that it serves, each with its source.
        general: True where the source tells it for the strategy at large.
        source: Where the source describes it.
    """

    id: Id
    title: Text
    summary: Text
    first_step: Text
    serves: tuple[Service, ...] = ()
    general: bool = False
    source: Source


class Strategy(Traced):
    """A way to manage a boundary, and its tactics.

    Attributes:
        id: Stable name.
        name: Name in a word or three.
        long_name: The source's full name.
        family: The strategy of the source that this one belongs to.
        quadrant: Its field of the grid.
        stage: Its turn over the life of an initiative, from 1.
        purpose: What it is for.
        fits: When it fits.
        fits_not: When it does not.
        costs: What it costs, or risks.
        skills: Skills and roles it asks for.
        combines_with: Strategies that it leans on.
        followed_by: Strategies that tend to come after it.
        cells: Its cell for each challenge.
        tactics: What a leader can do within it.
        source: Where the source describes it.
    """

    id: Id
    name: Text
    long_name: Text
    family: Text
    quadrant: Quadrant
    stage: Annotated[int, Field(ge=1, le=99)]
    purpose: Text
    fits: Annotated[tuple[Statement, ...], Field(min_length=1)]
    fits_not: Annotated[tuple[Statement, ...], Field(min_length=1)]
    costs: Annotated[tuple[Statement, ...], Field(min_length=1)]
    skills: Annotated[tuple[Statement, ...], Field(min_length=1)]
    combines_with: tuple[Pairing, ...] = ()
    followed_by: tuple[Pairing, ...] = ()
    cells: Annotated[tuple[Cell, ...], Field(min_length=1)]
    tactics: Annotated[tuple[Tactic, ...], Field(min_length=1)]
    source: Source


class SizeClass(Entry):
    """A class of city size; classes stand in order, smallest first."""

    id: Id
    title: Text
    population: Text
    source: Source


class Interviewee(Entry):
    """One leader who was interviewed: the role held, and in which rounds."""

    role: Text
    rounds: Annotated[tuple[Annotated[int, Field(ge=1, le=9)], ...], Field(min_length=1)]


CityKey: TypeAlias = int | str
"""What a case calls a city by: its number, or its id where it has a name."""


_NO_CITY = {
    "custom_error_type": "city",
    "custom_error_message": "must be the number of a city, or the id of one",
}
"""One complaint of what is neither, where the library would make two."""

CityRef: TypeAlias = Annotated[
    int | Id, GetPydanticSchema(lambda source, handler: {**handler(source), **_NO_CITY})
]
"""The same, as a file holds it."""


class City(Traced):
    """A city: of a study that keeps it nameless and gives it a number, or known by its name.

    Attributes:
        number: Its number; None for a city with a name.
        id: Stable name, by which cases call it; None for a city with a number.
        name: Its name; likewise.
        size: Id of its class of size.
        setting: What lies around it.
        interviews: The leaders who were interviewed.
        source: Where this stands.
    """

    number: Annotated[int, Field(ge=1, le=999)] | None = None
    id: Id | None = None
    name: Text | None = None
    size: Id
    setting: Text | None = None
    interviews: tuple[Interviewee, ...] = ()
    source: Source

    @property
    def key(self) -> CityKey:
        """What cases call it by."""
        return self.number or self.id or 0

    @property
    def label(self) -> str:
        """What people call it: "City 9", or its name."""
        return self.name or f"City {self.number}"


class Case(Traced):
    """What a city did, or what happened to it.

    Attributes:
        id: Stable name.
        cities: Numbers of the cities, or ids of those with a name; empty where the source names
            none.
        summary: What was done, or what happened.
        outcome: What came of it; None where the source does not say.
        tactics: Tactics it shows; empty where it shows the challenge alone.
        challenges: Challenges it is told of; empty where the source ties it to none.
        source: Where the source tells it.
    """

    id: Id
    cities: tuple[CityRef, ...]
    summary: Text
    outcome: Text | None = None
    tactics: tuple[Id, ...] = ()
    challenges: tuple[Id, ...] = ()
    source: Source


class ChallengesFile(Entry):
    """The whole of `challenges.yaml`."""

    about: About
    root: Root
    challenges: Annotated[tuple[Challenge, ...], Field(min_length=1)]


class StrategiesFile(Entry):
    """The whole of `strategies.yaml`.

    Attributes:
        grounds: For each rule of the engine, what it rests on in this field.
        standing_still: What the source says of leaving things as they are.
    """

    threat: ThreatAxis
    horizon: HorizonAxis
    grounds: Annotated[tuple[Ground, ...], Field(min_length=1)]
    standing_still: Statement
    strategies: Annotated[tuple[Strategy, ...], Field(min_length=1)]


class CasesFile(Entry):
    """The whole of `case_examples.yaml`."""

    sizes: Annotated[tuple[SizeClass, ...], Field(min_length=1)]
    cities: Annotated[tuple[City, ...], Field(min_length=1)]
    cases: Annotated[tuple[Case, ...], Field(min_length=1)]
