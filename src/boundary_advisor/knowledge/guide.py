"""What guides a whole programme, ready to be asked: the interview, the grounds, the turns."""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from boundary_advisor.errors import KnowledgeError
from boundary_advisor.knowledge.check_guide import PROGRAMMES, QUESTIONS, check_guide
from boundary_advisor.knowledge.collect import Collector, in_short
from boundary_advisor.knowledge.guide_models import (
    HorizonQuestions,
    ProgrammesFile,
    QuestionsFile,
    ThreatQuestions,
)
from boundary_advisor.knowledge.load import data_dir
from boundary_advisor.knowledge.packs.effects import retired_in
from boundary_advisor.plain import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide_models import ProgrammeGround, Question, Turn

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
    questions = collector.take(folder / QUESTIONS, QuestionsFile)
    programmes = collector.take(folder / PROGRAMMES, ProgrammesFile)
    if questions and programmes:
        retired = retired_in(kb.layers, "challenge") - {each.id for each in kb.challenges}
        collector.find(check_guide(kb, questions, programmes, retired))
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
