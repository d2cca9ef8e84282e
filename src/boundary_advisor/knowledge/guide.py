"""The questions, grounds and turns that guide a whole programme: models, checks and loading."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, TypeAlias

from pydantic import Field

from boundary_advisor.errors import KnowledgeError
from boundary_advisor.knowledge.checks import check_sources_of
from boundary_advisor.knowledge.entry import Entry, Id, Source, Statement, Text
from boundary_advisor.knowledge.load import data_dir
from boundary_advisor.knowledge.models import Horizon, HorizonField, Level, Threat, ThreatField
from boundary_advisor.knowledge.provenance import retired_in
from boundary_advisor.text import did_you_mean, printable, show
from boundary_advisor.validation import Collector, Fault, in_short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.yamlfile import Loc


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


QUESTIONS = "questions.yaml"

PROGRAMMES = "programmes.yaml"


def check_guide(
    kb: KnowledgeBase,
    questions: QuestionsFile,
    programmes: ProgrammesFile,
    retired: frozenset[str] = frozenset(),
) -> Iterator[Fault]:
    """Find everything that does not fit.

    Args:
        kb: The knowledge that the two files belong to.
        questions: What `questions.yaml` holds.
        programmes: What `programmes.yaml` holds.
        retired: Ids of challenges that knowledge packs retired, so that it is no fault to name one.
    """
    rules = [(("grounds", i, "rule"), each.rule) for i, each in enumerate(programmes.grounds)]
    turns = [(("turns", i, "strategy"), each.strategy) for i, each in enumerate(programmes.turns)]
    strategies = [each.id for each in kb.strategies]
    return chain(
        _check_axis("threat", questions.threat, Threat),
        _check_axis("horizon", questions.horizon, Horizon),
        _check_ids(questions),
        _check_challenges([*(each.id for each in kb.challenges), *retired], questions),
        _check_each_once("ground", "rule", ("grounds",), rules, list(ProgrammeRule)),
        _check_each_once("turn", "strategy", ("turns",), turns, strategies),
        check_sources_of(kb.about, ((QUESTIONS, questions), (PROGRAMMES, programmes))),
    )


def _all_questions(questions: QuestionsFile) -> Iterator[tuple[Loc, Question]]:
    for name, axis in (("threat", questions.threat), ("horizon", questions.horizon)):
        for i, question in enumerate(axis.questions):
            yield (name, "questions", i), question
        yield (name, "deciding"), axis.deciding


def _check_axis(
    name: str, axis: ThreatQuestions | HorizonQuestions, levels: Iterable[str]
) -> Iterator[Fault]:
    """Signs of one level only could never tell it from the other, and someone has to decide."""
    if axis.deciding.challenges:
        message = "the deciding question is asked of every challenge"
        yield Fault(QUESTIONS, (name, "deciding", "challenges"), message, "take this list out")
    general = [each.points_to for each in axis.questions if not each.challenges]
    for level in levels:
        if level not in general:
            message = f"no question for all challenges points to '{level}'"
            yield Fault(QUESTIONS, (name, "questions"), message, "add one")


def _check_ids(questions: QuestionsFile) -> Iterator[Fault]:
    seen: set[str] = set()
    for loc, question in _all_questions(questions):
        if question.id in seen:
            message = f"the id {show(question.id)} is taken by another question"
            yield Fault(QUESTIONS, (*loc, "id"), message, "each needs its own")
        seen.add(question.id)


def _check_challenges(known: list[str], questions: QuestionsFile) -> Iterator[Fault]:
    for loc, question in _all_questions(questions):
        for i, challenge in enumerate(question.challenges):
            if challenge not in known:
                message = f"question '{question.id}' names no challenge '{challenge}'"
                near = did_you_mean(challenge, known)
                yield Fault(QUESTIONS, (*loc, "challenges", i), message, near)
            elif challenge in question.challenges[:i]:
                message = f"question '{question.id}' names challenge '{challenge}' twice"
                yield Fault(QUESTIONS, (*loc, "challenges", i), message, "keep one of them")


def _check_each_once(
    what: str, kind: str, top: Loc, given: Iterable[tuple[Loc, str]], wanted: list[str]
) -> Iterator[Fault]:
    seen: set[str] = set()
    for loc, value in given:
        if value not in wanted:
            message = f"there is no {kind} {show(value)}"
            yield Fault(PROGRAMMES, loc, message, did_you_mean(value, wanted))
        elif value in seen:
            yield Fault(PROGRAMMES, loc, f"{kind} '{value}' has two {what}s", "keep one of them")
        seen.add(value)
    for value in wanted:
        if value not in seen:
            yield Fault(PROGRAMMES, top, f"{kind} '{value}' has no {what}", "add one")


AxisQuestions: TypeAlias = ThreatQuestions | HorizonQuestions
"""The questions about one axis."""


class Guide:
    """The questions of the interview, and what the source says of many situations at once.

    Args:
        questions: What `questions.yaml` holds, already checked.
        programmes: What `programmes.yaml` holds, already checked.
    """

    def __init__(self, questions: QuestionsFile, programmes: ProgrammesFile) -> None:
        self._questions = questions
        self._programmes = programmes

    @property
    def files(self) -> tuple[QuestionsFile, ProgrammesFile]:
        """What the two files hold."""
        return self._questions, self._programmes

    @property
    def threat(self) -> ThreatQuestions:
        """The questions about the threat."""
        return self._questions.threat

    @property
    def horizon(self) -> HorizonQuestions:
        """The questions about the horizon."""
        return self._questions.horizon

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Id -> question, those that decide among them."""
        axes = (self.threat, self.horizon)
        return MappingProxyType(
            {each.id: each for axis in axes for each in (*axis.questions, axis.deciding)}
        )

    @cached_property
    def grounds(self) -> Mapping[str, ProgrammeGround]:
        """Rule id -> the ground on which the rule stands."""
        return MappingProxyType({each.rule: each for each in self._programmes.grounds})

    @cached_property
    def turns(self) -> Mapping[str, Turn]:
        """Strategy id -> when its turn comes, and when it is over."""
        return MappingProxyType({each.strategy: each for each in self._programmes.turns})


def load_guide(kb: KnowledgeBase, directory: Path | None = None) -> Guide:
    """Read and check the two files that guide a programme.

    Args:
        kb: The knowledge that they belong to.
        directory: The folder; where the knowledge itself lies unless given.

    Raises:
        KnowledgeError: All problems of both files.
    """
    folder = directory or kb.folder or data_dir()
    collector = Collector()
    questions = collector.read(folder / QUESTIONS, QuestionsFile)
    programmes = collector.read(folder / PROGRAMMES, ProgrammesFile)
    if questions and programmes:
        retired = retired_in(kb.layers, "challenge") - {each.id for each in kb.challenges}
        collector.report(check_guide(kb, questions, programmes, retired))
        if not collector.problems:
            return Guide(_without(retired, questions) if retired else questions, programmes)
    hint = f"Mend the files in {printable(str(folder))}, then try again."
    raise KnowledgeError(*in_short(collector.problems, hint))


def _without(retired: frozenset[str], questions: QuestionsFile) -> QuestionsFile:
    """Leave out what is asked of challenges that knowledge packs retired, and of no other."""
    threat, horizon = questions.threat, questions.horizon
    return questions.model_copy(
        update={
            "threat": threat.model_copy(update={"questions": _left(retired, threat.questions)}),
            "horizon": horizon.model_copy(update={"questions": _left(retired, horizon.questions)}),
        }
    )


def _left(retired: frozenset[str], questions: Iterable[Question]) -> tuple[Question, ...]:
    return tuple(
        each.model_copy(
            update={"challenges": tuple(c for c in each.challenges if c not in retired)}
        )
        for each in questions
        if not each.challenges or not retired.issuperset(each.challenges)
    )
