"""The steps of an interview, the answers that files hold, and where two files disagree."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from boundary_advisor.programme.fields import Answer, Programme, ProgrammeSituation
from boundary_advisor.programme.placing import judge

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import AxisQuestions, Guide
    from boundary_advisor.knowledge.models import Level


class QuestionKind(StrEnum):
    """What a step of an interview asks for."""

    PROGRAMME = "programme"
    CITY_SIZE = "city_size"
    APPLIES = "applies"
    SIGN = "sign"
    OWNER = "owner"


CAN_BE_BLANK = frozenset({QuestionKind.CITY_SIZE, QuestionKind.OWNER})
"""Steps that may be left blank: the city size does not matter, nobody owns it yet."""


class InterviewStep(NamedTuple):
    """One thing that an interview asks.

    The challenge is empty if it is about the whole programme, and the question unless it asks for a
    sign.
    """

    kind: QuestionKind
    challenge: str = ""
    initiative: str | None = None
    question: str = ""

    @property
    def key(self) -> tuple[str, str | None]:
        """The key of the situation it is about."""
        return self.challenge, self.initiative


Replies: TypeAlias = "Mapping[InterviewStep, str]"
"""Step -> the answer as a file holds it; empty if it was left blank."""


def replies_in(programme: Programme) -> dict[InterviewStep, str]:
    """Return every answer in a file.

    A challenge with a situation applies, and a blank owner is an answer too.
    """
    replies = {InterviewStep(QuestionKind.PROGRAMME): programme.programme}
    if "city_size" in programme.model_fields_set:
        replies[InterviewStep(QuestionKind.CITY_SIZE)] = programme.city_size or ""
    for challenge, answer in programme.applies.items():
        replies[InterviewStep(QuestionKind.APPLIES, challenge)] = answer.value
    for situation in programme.situations:
        replies[InterviewStep(QuestionKind.APPLIES, situation.challenge)] = Answer.YES.value
        for question, sign in situation.signs.items():
            replies[InterviewStep(QuestionKind.SIGN, *situation.key, question)] = sign.value
        if "owner" in situation.model_fields_set:
            replies[InterviewStep(QuestionKind.OWNER, *situation.key)] = situation.owner or ""
    return replies


_ASKED_OR_FOUND = frozenset({"challenge", "initiative", "signs", "owner", "advised"})

MERGED = tuple(name for name in ProgrammeSituation.model_fields if name not in _ASKED_OR_FOUND)
"""Fields that the interview does not ask for: they are taken from a file of answers unchanged."""


class Disagreement(NamedTuple):
    """An answer on which the programme file, which is kept, and the file of answers disagree.

    `what` says which, such as "2 data way-blocked".
    """

    what: str
    here: str
    there: str

    @property
    def text(self) -> str:
        """Both in a few words: "2 data way-blocked (yes here, no there)"."""
        return f"{self.what} ({self.here or 'blank'} here, {self.there} there)"


def disagreements(
    kb: KnowledgeBase, guide: Guide, here: Programme, there: Programme
) -> Iterator[Disagreement]:
    """Yield every answer on which the programme file and the file of answers disagree."""
    replies = replies_in(here)
    for step, reply in replies_in(there).items():
        if reply and reply != replies.get(step, reply):
            what = _WHOLE.get(step.kind) or _name(kb, step.key, step.question or step.kind)
            yield Disagreement(what, replies[step], reply)
    others = {situation.key: situation for situation in there.situations}
    for situation in here.situations:
        if other := others.get(situation.key):
            yield from _on_fields(kb, guide, situation, other)


_WHOLE = {QuestionKind.PROGRAMME: "programme", QuestionKind.CITY_SIZE: "city size"}


def _name(kb: KnowledgeBase, key: tuple[str, str | None], what: str) -> str:
    challenge, initiative = key
    about = f": {initiative}," if initiative else ""
    return f"{kb.challenge(challenge).called}{about} {what}"


def _on_fields(
    kb: KnowledgeBase, guide: Guide, here: ProgrammeSituation, there: ProgrammeSituation
) -> Iterator[Disagreement]:
    """Compare the fields of a situation, and the signs that a given level makes needless."""
    for name in MERGED:
        ours, theirs = getattr(here, name), getattr(there, name)
        if None not in {ours, theirs} and ours != theirs:
            yield Disagreement(_name(kb, here.key, name), str(ours), str(theirs))
    for question, level in settled_by_hand(guide, here).items():
        if question in there.signs and question not in here.signs:
            what = _name(kb, here.key, question)
            yield Disagreement(what, f"given as {level}", there.signs[question])


def level_by_hand(questions: AxisQuestions, situation: ProgrammeSituation) -> Level | None:
    """Return the level that a file gives by hand; None if its signs give the same."""
    level = situation.level(questions.axis.name)
    by_signs = judge(questions, situation.challenge, situation.signs).level
    return None if level is by_signs else level


def settled_by_hand(guide: Guide, situation: ProgrammeSituation) -> dict[str, Level]:
    """Return the questions that a level given by hand makes needless: id -> that level."""
    return {
        question.id: level
        for questions in guide.axes
        if (level := level_by_hand(questions, situation))
        for question in questions.all
    }
