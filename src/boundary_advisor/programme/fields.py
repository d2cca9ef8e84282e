"""The fields of a programme file: a city's situations, and the answers given on them."""

from __future__ import annotations

from typing import Annotated, Self, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from boundary_advisor.knowledge.entry import ClosedSet, Day, Entry, Id, Text
from boundary_advisor.knowledge.models import Horizon, Level, Threat
from boundary_advisor.text import HIDDEN, listing, printable, upper_first


class FileWord(ClosedSet):
    """A closed set that a file may write in any case."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        word = value.strip().lower() if isinstance(value, str) else value
        return next((member for member in cls if member.value == word), None)


class Answer(FileWord):
    """An answer to a question of the interview."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not sure"


class Status(FileWord):
    """How far the work on a situation has come."""

    OPEN = "open"
    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    DROPPED = "dropped"


CLOSED = frozenset({Status.DONE, Status.DROPPED})
"""Statuses that need no more work."""


class ThreatGiven(FileWord):
    """The threat as a file may give it."""

    LOW = "low"
    HIGH = "high"
    NOT_SURE = "not sure"


class HorizonGiven(FileWord):
    """The horizon as a file may give it."""

    SHORT = "short"
    LONG = "long"
    NOT_SURE = "not sure"


def _without_hidden(value: str) -> str:
    """Refuse hidden characters, so that every programme can be written to a file and read back."""
    if match := HIDDEN.search(value):
        char = {"char": printable(match.group())}
        raise PydanticCustomError("hidden", "the hidden character {char} is not allowed", char)
    return value


def _empty_group(value: object) -> object:
    """Read `signs:` with nothing behind it as no signs."""
    if value is None or isinstance(value, dict):
        return value or {}
    raise PydanticCustomError("group", "must hold lines such as `name: yes`, each on its own")


Name = Annotated[
    Text,
    BeforeValidator(lambda value: str(value) if type(value) is int else value),
    AfterValidator(_without_hidden),
]
"""A name or a note: text without hidden characters. A number is read as its digits."""

Answers: TypeAlias = Annotated[dict[str, Answer], BeforeValidator(_empty_group)]
"""Id of a question or a challenge -> the answer."""


_LEVELS: dict[str, Level] = {level.value: level for level in (*Threat, *Horizon)}


# These fields are the only list of fields: whatever reads, writes, merges or shows a situation goes
# by it. Its description appears in new files and in the JSON Schema. Its type decides how a cell of
# a table is read only where it is text, a day or a closed set; other types need code of their own.
class ProgrammeSituation(Entry):
    """One challenge of a programme, as its file describes it."""

    challenge: Name = Field(
        description="Its id, number or name; see them with: boundary-advisor challenges."
    )
    initiative: Name | None = Field(
        None,
        description="What it is about, if not the whole programme. With it, a challenge can have "
        "several situations.",
    )
    threat: ThreatGiven | None = Field(
        None,
        description="Low, high or not sure: how much the challenge threatens to stop or undo your "
        "work; blank if the signs tell.",
    )
    horizon: HorizonGiven | None = Field(
        None,
        description="Short, long or not sure: whether you want progress soon or change that lasts; "
        "blank if the signs tell.",
    )
    signs: Answers = Field(
        default_factory=dict, description="Your answers to the questions: yes, no or not sure."
    )
    owner: Name | None = Field(None, description="A name or a role; blank if nobody yet.")
    status: Status | None = Field(
        None, description=f"{upper_first(listing([*Status], 'or'))}; blank counts as open."
    )
    review: Day | None = Field(None, description="The day to look at it again, such as 2027-03-31.")
    note: Name | None = Field(None, description="Anything else.")
    advised: Id | None = Field(None, description="The strategy that was advised.")

    @property
    def key(self) -> tuple[str, str | None]:
        """Challenge and initiative, which identify a situation within its programme."""
        return self.challenge, self.initiative

    def level(self, axis: str) -> Level | None:
        """Return the level given on the axis of this name; None if there is none, or "not sure"."""
        return _LEVELS.get(getattr(self, axis))

    @property
    def stands(self) -> Status:
        """The status; open unless the file gives another."""
        return self.status or Status.OPEN

    @property
    def is_closed(self) -> bool:
        """Whether the work is done or dropped."""
        return self.stands in CLOSED


class Programme(Entry):
    """A city's programme, as its file describes it."""

    programme: Name = Field(description="The name of the programme.")
    city_size: Name | None = Field(None, description="{size}; blank if it should not matter.")
    assessed: Day | None = Field(None, description="The day of the assessment.")
    knowledge: Name | None = Field(
        None, description="The version of the knowledge it was made with."
    )
    applies: Answers = Field(
        default_factory=dict,
        description="For each challenge, whether you meet it: yes, no or not sure.",
    )
    situations: Annotated[
        tuple[ProgrammeSituation, ...],
        BeforeValidator(lambda value: () if value is None else value),
    ] = Field((), description="One for each challenge that you meet.")
