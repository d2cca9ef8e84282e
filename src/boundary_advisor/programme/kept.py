"""Where a programme file and a file of answers differ: what the file holds stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.programme.levels import HORIZON, THREAT, judge
from boundary_advisor.programme.results import title_of
from boundary_advisor.programme.steps import Kind, replies_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import AxisQuestions, Guide
    from boundary_advisor.knowledge.models import Level
    from boundary_advisor.programme.models import ProgrammeSituation
    from boundary_advisor.programme.steps import Sheet, Step

_FIELDS = ("threat", "horizon", "status", "review", "note")
_WHOLE = {Kind.PROGRAMME: "programme", Kind.CITY_SIZE: "city size"}


class Kept(NamedTuple):
    """An answer that stays as the programme file holds it, though the other file differs.

    Attributes:
        what: What was answered, such as "2 data way-blocked".
        here: What the programme file holds.
        there: What the file of answers holds.
    """

    what: str
    here: str
    there: str

    @property
    def text(self) -> str:
        """Both in a few words: "2 data way-blocked (yes here, no there)"."""
        return f"{self.what} ({self.here or 'blank'} here, {self.there} there)"


def given_level(axis: str, questions: AxisQuestions, given: ProgrammeSituation) -> Level | None:
    """Give the level that a file gives by itself, not by its signs."""
    level: Level | None = getattr(given, f"{axis}_level")
    signs = judge(axis, questions, given.challenge, given.signs)
    return None if level is signs.level else level


def settled_by_hand(guide: Guide, given: ProgrammeSituation) -> dict[str, Level]:
    """Give the questions on an axis whose level a file gives by hand: id -> that level."""
    found: dict[str, Level] = {}
    for axis, questions in ((THREAT, guide.threat), (HORIZON, guide.horizon)):
        if level := given_level(axis, questions, given):
            ids = [each.id for each in (*questions.questions, questions.deciding)]
            found |= dict.fromkeys(ids, level)
    return found


def without_settled(guide: Guide, sheet: Sheet, answers: Sheet) -> Sheet:
    """Leave out the answers to what the programme file settles by hand, and does not ask."""
    there = {(each.challenge, each.initiative): each for each in sheet.programme.situations}

    def left(more: ProgrammeSituation) -> ProgrammeSituation:
        here = there.get((more.challenge, more.initiative))
        settled = settled_by_hand(guide, here) if here else {}
        signs = {name: told for name, told in more.signs.items() if name not in settled}
        return more.model_copy(update={"signs": signs})

    situations = tuple(map(left, answers.programme.situations))
    return answers._replace(
        programme=answers.programme.model_copy(update={"situations": situations})
    )


def kept_from(kb: KnowledgeBase, guide: Guide, sheet: Sheet, answers: Sheet) -> tuple[Kept, ...]:
    """Give every answer of a file of answers that differs from what the programme file holds."""
    here, there = replies_in(sheet), replies_in(answers)
    steps = (
        Kept(_name(kb, step), here[step], told)
        for step, told in there.items()
        if told and told != here.get(step, told)
    )
    more = {(each.challenge, each.initiative): each for each in answers.programme.situations}
    fields = (
        kept
        for each in sheet.programme.situations
        if (other := more.get((each.challenge, each.initiative)))
        for kept in _differing(kb, guide, each, other)
    )
    return (*steps, *fields)


def _name(kb: KnowledgeBase, step: Step) -> str:
    if step.kind in _WHOLE:
        return _WHOLE[step.kind]
    about = f": {step.initiative}," if step.initiative else ""
    return f"{title_of(kb.challenge(step.challenge))}{about} {step.question or step.kind}"


def _differing(
    kb: KnowledgeBase, guide: Guide, here: ProgrammeSituation, there: ProgrammeSituation
) -> Iterator[Kept]:
    """Compare two tellings of a situation: its fields, and signs that a level makes needless."""
    about = f"{title_of(kb.challenge(here.challenge), here)}{',' if here.initiative else ''}"
    for name in _FIELDS:
        ours, theirs = getattr(here, name), getattr(there, name)
        if None not in {ours, theirs} and ours != theirs:
            yield Kept(f"{about} {name}", str(ours), str(theirs))
    for question, level in settled_by_hand(guide, here).items():
        if question in there.signs and question not in here.signs:
            yield Kept(f"{about} {question}", f"given as {level}", str(there.signs[question]))
