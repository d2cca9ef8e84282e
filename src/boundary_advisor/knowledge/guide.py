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
from boundary_advisor.plain import printable

if TYPE_CHECKING:
    from collections.abc import Mapping
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
        collector.find(check_guide(kb, questions, programmes))
        if not collector.problems:
            return Guide(questions, programmes)
    hint = f"Mend the files in {printable(str(folder))}, then try again."
    raise KnowledgeError(*in_short(collector.problems, hint))
