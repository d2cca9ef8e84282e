"""The shapes of what guides a whole programme.

The interview's questions, and what the source says of many situations at once.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from boundary_advisor.knowledge.entry import Entry, Id, Source, Statement, Text
from boundary_advisor.knowledge.models import HorizonField, Level, ThreatField


class ProgrammeRule(StrEnum):
    """The rules on whole programmes, in the order in which they are applied."""

    SIGNS = "signs"
    HOLDING = "holding"
    BATTLES = "battles"
    LEANING = "leaning"
    GROUNDWORK = "groundwork"
    SHARED = "shared"
    GAPS = "gaps"
    STAGES = "stages"
    PREPARATION = "preparation"
    EXIT = "exit"
    DEPARTURE = "departure"
    FIRST = "first"
    MOVES = "moves"


class Question(Entry):
    """A question of the interview, to be answered yes, no or not sure.

    Attributes:
        id: Stable name; a programme file holds the answer under it.
        text: The question.
        sign: What a yes says, as part of a sentence.
        points_to: The level that a yes speaks for.
        challenges: Ids of the challenges it is asked of; empty where it is asked of all.
        source: Where the source describes the sign.
    """

    id: Id
    text: Text
    sign: Text
    points_to: Level
    challenges: tuple[Id, ...] = ()
    source: Source

    def is_asked_of(self, challenge_id: str) -> bool:
        """Say whether the question is asked of a challenge."""
        return not self.challenges or challenge_id in self.challenges


class ThreatQuestion(Question):
    """A question about the threat."""

    points_to: ThreatField


class HorizonQuestion(Question):
    """A question about the horizon."""

    points_to: HorizonField


class ThreatQuestions(Entry):
    """The questions about the threat, and the one that decides where they do not."""

    questions: Annotated[tuple[ThreatQuestion, ...], Field(min_length=1)]
    deciding: ThreatQuestion


class HorizonQuestions(Entry):
    """The questions about the horizon, and the one that decides where they do not."""

    questions: Annotated[tuple[HorizonQuestion, ...], Field(min_length=1)]
    deciding: HorizonQuestion


class ProgrammeGround(Entry):
    """The ground on which a rule on programmes stands in this field.

    Attributes:
        rule: Id of the rule.
        why: What the source says that makes the rule right.
        source: Where it says so.
    """

    rule: Annotated[ProgrammeRule, Field(strict=False)]
    why: Text
    source: Source


class Turn(Entry):
    """When a strategy's turn comes over the life of an initiative, and when it is over."""

    strategy: Id
    starts: Statement
    ends: Statement


class QuestionsFile(Entry):
    """The whole of `questions.yaml`."""

    threat: ThreatQuestions
    horizon: HorizonQuestions


class ProgrammesFile(Entry):
    """The whole of `programmes.yaml`."""

    grounds: Annotated[tuple[ProgrammeGround, ...], Field(min_length=1)]
    turns: Annotated[tuple[Turn, ...], Field(min_length=1)]
