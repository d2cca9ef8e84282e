"""What a programme file holds: the situations of a city, and what was answered about them."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from boundary_advisor.knowledge.entry import Entry, Id, Text
from boundary_advisor.knowledge.models import Horizon, Threat


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


# Strict mode would refuse the plain strings that YAML holds for these closed sets.
AnswerField = Annotated[Answer, Field(strict=False)]
StatusField = Annotated[Status, Field(strict=False)]
ThreatGivenField = Annotated[ThreatGiven, Field(strict=False)]
HorizonGivenField = Annotated[HorizonGiven, Field(strict=False)]
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day_of(value: object) -> date:
    """Read a day written as year, month and day, such as 2027-03-31.

    Raises:
        PydanticCustomError: It is written otherwise, or there is no such day.
    """
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("day", "must be a day written like 2027-03-31")


def _number_as_text(value: object) -> object:
    """Let `challenge: 2` mean what `challenge: "2"` means."""
    return str(value) if type(value) is int else value


def _empty_group(value: object) -> object:
    """Let `signs:` with nothing behind it mean that there are none."""
    return {} if value is None else value


def _empty_list(value: object) -> object:
    """Let `situations:` with nothing behind it mean that there are none."""
    return () if value is None else value


Name = Annotated[Text, BeforeValidator(_number_as_text)]
"""What an entry of the knowledge is called: by its id, or by any other name of it."""

Day = Annotated[date, BeforeValidator(day_of)]
"""A day of the calendar."""

Answers: TypeAlias = Annotated[dict[str, AnswerField], BeforeValidator(_empty_group)]
"""Id of a question, or of a challenge -> the answer."""


class ProgrammeSituation(Entry):
    """One challenge of a programme, as its file tells it.

    Attributes:
        challenge: Id of the challenge; a file may also give any other name of it.
        initiative: The initiative it is about; None for the programme as a whole.
        threat: How much the challenge threatens the initiative; None where the signs tell.
        horizon: When the outcome is wanted; None where the signs tell.
        signs: Question id -> answer.
        owner: Who answers for it; None where nobody does yet.
        status: How far the work is; None where nothing is said, which counts as open.
        review: The day on which it is looked at again.
        note: Anything else.
        advised: Id of the strategy that was advised when the file was written.
    """

    challenge: Name
    initiative: Text | None = None
    threat: ThreatGivenField | None = None
    horizon: HorizonGivenField | None = None
    signs: Answers = Field(default_factory=dict)
    owner: Text | None = None
    status: StatusField | None = None
    review: Day | None = None
    note: Text | None = None
    advised: Id | None = None

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
    """A city's programme: what a programme file holds.

    Attributes:
        programme: Its name.
        city_size: Id of a class of city size; None where it does not matter.
        assessed: The day of the assessment.
        knowledge: Version of the knowledge that it was assessed with.
        applies: Challenge id -> whether the programme meets the challenge. A challenge with a
            situation applies, whether it is named here or not.
        situations: The situations, in the order of the file.
    """

    programme: Text
    city_size: Name | None = None
    assessed: Day | None = None
    knowledge: Text | None = None
    applies: Answers = Field(default_factory=dict)
    situations: Annotated[tuple[ProgrammeSituation, ...], BeforeValidator(_empty_list)] = ()
