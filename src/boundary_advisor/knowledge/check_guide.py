"""What must hold between the two files that guide a programme and the knowledge they belong to."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from boundary_advisor.knowledge.check_sources import check_sources_of
from boundary_advisor.knowledge.files import Finding, Loc
from boundary_advisor.knowledge.guide_models import ProgrammeRule
from boundary_advisor.knowledge.models import Horizon, Threat
from boundary_advisor.knowledge.names import did_you_mean, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide_models import (
        HorizonQuestions,
        ProgrammesFile,
        Question,
        QuestionsFile,
        ThreatQuestions,
    )

QUESTIONS = "questions.yaml"
PROGRAMMES = "programmes.yaml"


def check_guide(
    kb: KnowledgeBase,
    questions: QuestionsFile,
    programmes: ProgrammesFile,
    retired: frozenset[str] = frozenset(),
) -> Iterator[Finding]:
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
) -> Iterator[Finding]:
    """Signs of one level only could never tell it from the other, and someone has to decide."""
    if axis.deciding.challenges:
        message = "the deciding question is asked of every challenge; take this list out"
        yield Finding(QUESTIONS, (name, "deciding", "challenges"), message)
    general = [each.points_to for each in axis.questions if not each.challenges]
    for level in levels:
        if level not in general:
            message = f"no question for all challenges points to '{level}'; add one"
            yield Finding(QUESTIONS, (name, "questions"), message)


def _check_ids(questions: QuestionsFile) -> Iterator[Finding]:
    seen: set[str] = set()
    for loc, question in _all_questions(questions):
        if question.id in seen:
            message = f"the id {show(question.id)} is taken by another question"
            yield Finding(QUESTIONS, (*loc, "id"), f"{message}; each needs its own")
        seen.add(question.id)


def _check_challenges(known: list[str], questions: QuestionsFile) -> Iterator[Finding]:
    for loc, question in _all_questions(questions):
        for i, challenge in enumerate(question.challenges):
            if challenge not in known:
                near = did_you_mean(challenge, known)
                message = f"question '{question.id}' names no challenge '{challenge}'{near}"
                yield Finding(QUESTIONS, (*loc, "challenges", i), message)
            elif challenge in question.challenges[:i]:
                message = f"question '{question.id}' names challenge '{challenge}' twice"
                yield Finding(QUESTIONS, (*loc, "challenges", i), f"{message}; keep one of them")


def _check_each_once(
    what: str, kind: str, top: Loc, given: Iterable[tuple[Loc, str]], wanted: list[str]
) -> Iterator[Finding]:
    seen: set[str] = set()
    for loc, value in given:
        if value not in wanted:
            message = f"there is no {kind} {show(value)}{did_you_mean(value, wanted)}"
            yield Finding(PROGRAMMES, loc, message)
        elif value in seen:
            message = f"{kind} '{value}' has two {what}s; keep one of them"
            yield Finding(PROGRAMMES, loc, message)
        seen.add(value)
    for value in wanted:
        if value not in seen:
            yield Finding(PROGRAMMES, top, f"{kind} '{value}' has no {what}; add one")
