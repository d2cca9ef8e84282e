"""The questions, grounds and turns that guide a whole programme: models, checks and loading."""

from __future__ import annotations

from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field

from boundary_advisor.knowledge import models
from boundary_advisor.knowledge.base import PROGRAMMES, QUESTIONS, KnowledgeBase
from boundary_advisor.knowledge.checks import check_grounds, check_sources, wrong_references
from boundary_advisor.knowledge.entry import About, Entry, Id, Source, Statement, Text
from boundary_advisor.knowledge.load import data_dir
from boundary_advisor.knowledge.provenance import retired_challenges
from boundary_advisor.text import did_you_mean, show
from boundary_advisor.validation import Collector, Fault, fit
from boundary_advisor.yamlfile import Loc, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


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
    points_to: models.Level
    challenges: tuple[Id, ...] = ()
    source: Source

    def is_asked_of(self, challenge_id: str) -> bool:
        """Return whether the question is asked of a challenge."""
        return not self.challenges or challenge_id in self.challenges


class ThreatQuestion(Question):
    """A question about the threat."""

    points_to: models.Threat


class HorizonQuestion(Question):
    """A question about the horizon."""

    points_to: models.Horizon


class AxisQuestions(Entry):
    """The questions about one axis, and the one that decides where they do not."""

    axis: ClassVar[type[models.Axis]]

    questions: tuple[Question, ...]
    deciding: Question

    @property
    def all(self) -> tuple[Question, ...]:
        """All questions, the deciding one last."""
        return (*self.questions, self.deciding)


class ThreatQuestions(AxisQuestions):
    """The questions about the threat, and the one that decides where they do not."""

    axis = models.ThreatAxis

    questions: Annotated[tuple[ThreatQuestion, ...], Field(min_length=1)]
    deciding: ThreatQuestion


class HorizonQuestions(AxisQuestions):
    """The questions about the horizon, and the one that decides where they do not."""

    axis = models.HorizonAxis

    questions: Annotated[tuple[HorizonQuestion, ...], Field(min_length=1)]
    deciding: HorizonQuestion


class Turn(Entry):
    """When a strategy's turn comes over the life of an initiative, and when it is over."""

    strategy: Id
    starts: Statement
    ends: Statement


class QuestionsFile(Entry):
    """The whole of `questions.yaml`."""

    threat: ThreatQuestions
    horizon: HorizonQuestions

    @property
    def axes(self) -> tuple[AxisQuestions, ...]:
        """The questions about both axes."""
        return self.threat, self.horizon


class ProgrammesFile(Entry):
    """The whole of `programmes.yaml`."""

    grounds: Annotated[tuple[models.Ground, ...], Field(min_length=1)]
    turns: Annotated[tuple[Turn, ...], Field(min_length=1)]


class Guide:
    """The questions of the interview, and what the source says of many situations at once.

    Both files are checked already; `about` is the head of the knowledge that they belong to.
    """

    def __init__(self, about: About, questions: QuestionsFile, programmes: ProgrammesFile) -> None:
        self.about = about
        self.files = questions, programmes
        self.threat, self.horizon = self.axes = questions.axes
        self.questions: Mapping[str, Question] = MappingProxyType(
            {each.id: each for axis in self.axes for each in axis.all}
        )
        """Id -> question, the deciding ones among them."""
        self.grounds: Mapping[str, models.Ground] = MappingProxyType(
            {each.rule: each for each in programmes.grounds}
        )
        """Rule id -> the ground on which the rule stands."""
        self.turns: Mapping[str, Turn] = MappingProxyType(
            {each.strategy: each for each in programmes.turns}
        )
        """Strategy id -> when its turn comes, and when it is over."""


def load_guide(kb: KnowledgeBase, directory: Path | None = None) -> Guide:
    """Read and check the two files that guide a programme; by default beside the knowledge itself.

    Raises:
        KnowledgeError: All problems of both files.
    """
    folder = directory or kb.folder or data_dir()
    collector = Collector()
    questions = collector.read(folder / QUESTIONS, QuestionsFile)
    programmes = collector.read(folder / PROGRAMMES, ProgrammesFile)
    if questions and programmes:
        retired = retired_challenges(kb.layers) - {each.id for each in kb.challenges}
        collector.report(check_guide(kb, questions, programmes, retired))
        known = () if folder == data_dir() else programme_rule_ids()
        collector.report(check_grounds(PROGRAMMES, programmes.grounds, known))
        if not collector.problems:
            return Guide(kb.about, _without(retired, questions), programmes)
    raise collector.error(folder)


@cache
def programme_rule_ids() -> tuple[str, ...]:
    """Return the ids of the rules on programmes; the built-in knowledge has a ground for each."""
    programmes = fit(read_yaml(data_dir() / PROGRAMMES), ProgrammesFile)
    return tuple(ground.rule for ground in programmes.grounds)


def _without(retired: frozenset[str], questions: QuestionsFile) -> QuestionsFile:
    """Leave out what is asked of challenges that knowledge packs retired, and of no other."""

    def still_asked(axis: AxisQuestions) -> AxisQuestions:
        remaining = (
            each.model_copy(
                update={"challenges": tuple(c for c in each.challenges if c not in retired)}
            )
            for each in axis.questions
            if not each.challenges or not retired.issuperset(each.challenges)
        )
        return axis.model_copy(update={"questions": tuple(remaining)})

    return questions.model_copy(
        update={
            "threat": still_asked(questions.threat),
            "horizon": still_asked(questions.horizon),
        }
    )


def check_guide(
    kb: KnowledgeBase,
    questions: QuestionsFile,
    programmes: ProgrammesFile,
    retired: frozenset[str] = frozenset(),
) -> Iterator[Fault]:
    """Find everything that does not fit; a challenge that a knowledge pack retired may be named."""
    return chain(
        *map(_check_axis, questions.axes),
        _check_ids(questions),
        _check_challenges([*(each.id for each in kb.challenges), *retired], questions),
        _check_turns(kb, programmes),
        check_sources(kb.about, ((QUESTIONS, questions), (PROGRAMMES, programmes))),
    )


def _all_questions(questions: QuestionsFile) -> Iterator[tuple[Loc, Question]]:
    for about in questions.axes:
        for i, question in enumerate(about.questions):
            yield (about.axis.name, "questions", i), question
        yield (about.axis.name, "deciding"), about.deciding


def _check_axis(about: AxisQuestions) -> Iterator[Fault]:
    """Find levels without a sign, and a deciding question that is not asked of every challenge."""
    name, levels = about.axis.name, about.axis.levels
    if about.deciding.challenges:
        message = "the deciding question is asked of every challenge"
        yield Fault(QUESTIONS, (name, "deciding", "challenges"), message, "take this list out")
    general = [each.points_to for each in about.questions if not each.challenges]
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
        for i, what, fix in wrong_references("challenge", question.challenges, known):
            yield Fault(QUESTIONS, (*loc, "challenges", i), f"question '{question.id}' {what}", fix)


def _check_turns(kb: KnowledgeBase, programmes: ProgrammesFile) -> Iterator[Fault]:
    strategies = [each.id for each in kb.strategies]
    named = [each.strategy for each in programmes.turns]
    for i, name in enumerate(named):
        loc: Loc = ("turns", i, "strategy")
        if name not in strategies:
            near = did_you_mean(name, strategies)
            yield Fault(PROGRAMMES, loc, f"there is no strategy {show(name)}", near)
        elif name in named[:i]:
            yield Fault(PROGRAMMES, loc, f"strategy '{name}' has two turns", "keep one of them")
    for strategy in strategies:
        if strategy not in named:
            message = f"strategy '{strategy}' has no turn"
            yield Fault(PROGRAMMES, ("turns",), message, "add one")
