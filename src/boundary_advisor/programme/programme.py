"""What a programme file holds: the situations of a city, and what was answered about them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from boundary_advisor.knowledge.entry import Day, Entry, Id, Text
from boundary_advisor.knowledge.models import Horizon, Threat
from boundary_advisor.text import HIDDEN, listing, printable, upper_first


class Answer(StrEnum):
    """An answer to a question of the interview."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not sure"


class Status(StrEnum):
    """How far the work on a situation is."""

    OPEN = "open"
    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    DROPPED = "dropped"


CLOSED = frozenset({Status.DONE, Status.DROPPED})
"""Where nothing more is to be done."""


class ThreatGiven(StrEnum):
    """What a file can say of the threat."""

    LOW = "low"
    HIGH = "high"
    NOT_SURE = "not sure"


class HorizonGiven(StrEnum):
    """What a file can say of the horizon."""

    SHORT = "short"
    LONG = "long"
    NOT_SURE = "not sure"


_WORDS = frozenset(
    str(each) for closed in (Answer, Status, ThreatGiven, HorizonGiven) for each in closed
)


def _lower(value: object) -> object:
    """Let "High" mean what "high" means; what means nothing stays as it is, to be told so."""
    if isinstance(value, str) and (word := value.strip().lower()) in _WORDS:
        return word
    return value


# Strict mode would refuse the plain strings that YAML holds for these closed sets.
_AnyCase = BeforeValidator(_lower)

AnswerField = Annotated[Answer, Field(strict=False), _AnyCase]

StatusField = Annotated[Status, Field(strict=False), _AnyCase]

ThreatGivenField = Annotated[ThreatGiven, Field(strict=False), _AnyCase]

HorizonGivenField = Annotated[HorizonGiven, Field(strict=False), _AnyCase]


def _number_as_text(value: object) -> object:
    """Let `challenge: 2` mean what `challenge: "2"` means."""
    return str(value) if type(value) is int else value


def _without_hidden(value: str) -> str:
    """Refuse what no file may hold either, so that each programme can be written and read."""
    if match := HIDDEN.search(value):
        char = {"char": printable(match.group())}
        raise PydanticCustomError("hidden", "the hidden character {char} is not allowed", char)
    return value


def _empty_group(value: object) -> object:
    """Let `signs:` with nothing behind it mean that there are none."""
    if value is None or isinstance(value, dict):
        return value or {}
    raise PydanticCustomError("group", "must hold lines such as `name: yes`, each on its own")


def _empty_list(value: object) -> object:
    """Let `situations:` with nothing behind it mean that there are none."""
    return () if value is None else value


Name = Annotated[Text, BeforeValidator(_number_as_text), AfterValidator(_without_hidden)]
"""What something is called, or says: text without hidden characters. A number is its digits; an
entry of the knowledge is called by its id, or by any other name of it."""

Answers: TypeAlias = Annotated[dict[str, AnswerField], BeforeValidator(_empty_group)]
"""Id of a question, or of a challenge -> the answer."""


# Whatever reads, writes, merges, explains or shows a situation goes by the fields declared here.
# A field's type says how a table's cell is read; its description stands in new files and in the
# JSON Schema.
class ProgrammeSituation(Entry):
    """One challenge of a programme, as its file tells it."""

    challenge: Name = Field(
        description="Its id, number or name; see them with: boundary-advisor challenges."
    )
    initiative: Name | None = Field(
        None,
        description="What it is about, if not the whole programme. With it, a challenge can have "
        "several situations.",
    )
    threat: ThreatGivenField | None = Field(
        None,
        description="Low, high or not sure: how much the challenge threatens to stop or undo your "
        "work; blank if the signs tell.",
    )
    horizon: HorizonGivenField | None = Field(
        None,
        description="Short, long or not sure: whether you want progress soon or change that lasts; "
        "blank if the signs tell.",
    )
    signs: Answers = Field(
        default_factory=dict, description="Your answers to the questions: yes, no or not sure."
    )
    owner: Name | None = Field(None, description="A name or a role; blank if nobody yet.")
    status: StatusField | None = Field(
        None, description=f"{upper_first(listing([*Status], 'or'))}; blank counts as open."
    )
    review: Day | None = Field(None, description="The day to look at it again, such as 2027-03-31.")
    note: Name | None = Field(None, description="Anything else.")
    advised: Id | None = Field(None, description="The strategy that was advised.")

    @property
    def key(self) -> tuple[str, str | None]:
        """What tells a situation apart from the others of its programme: challenge, initiative."""
        return self.challenge, self.initiative

    @property
    def threat_level(self) -> Threat | None:
        """The threat as it is given; None where it is not, or not sure."""
        if self.threat is None or self.threat is ThreatGiven.NOT_SURE:
            return None
        return Threat(self.threat)

    @property
    def horizon_level(self) -> Horizon | None:
        """The horizon as it is given; None where it is not, or not sure."""
        if self.horizon is None or self.horizon is HorizonGiven.NOT_SURE:
            return None
        return Horizon(self.horizon)

    @property
    def stands(self) -> Status:
        """How far the work is; open unless said otherwise."""
        return self.status or Status.OPEN

    @property
    def is_closed(self) -> bool:
        """True where nothing more is to be done."""
        return self.stands in CLOSED


class Programme(Entry):
    """A city's programme: what a programme file holds."""

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
    situations: Annotated[tuple[ProgrammeSituation, ...], BeforeValidator(_empty_list)] = Field(
        (), description="One for each challenge that you meet."
    )
