"""What is asked and answered about a situation, and how answers of two files are merged."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from boundary_advisor.knowledge.names import find_challenge
from boundary_advisor.programme.placing import HORIZON, THREAT, asked, judge, pending, title_of
from boundary_advisor.programme.programme import Answer, ProgrammeSituation, Status
from boundary_advisor.programme.yaml_edit import append_item, set_field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import AxisQuestions, Guide
    from boundary_advisor.knowledge.models import Level, Strategy
    from boundary_advisor.programme.programme import Programme
    from boundary_advisor.programme.yaml_edit import Plain
    from boundary_advisor.yamlfile import Loc


class Kind(StrEnum):
    """What a step asks for."""

    PROGRAMME = "programme"
    CITY_SIZE = "city_size"
    APPLIES = "applies"
    SIGN = "sign"
    OWNER = "owner"


CAN_BE_BLANK = frozenset({Kind.CITY_SIZE, Kind.OWNER})
"""What may be answered with nothing: the city size does not matter, nobody owns it yet."""


class Step(NamedTuple):
    """One thing that the interview asks.

    Attributes:
        kind: What it asks for.
        challenge: Id of the challenge; empty where it is about the whole programme.
        initiative: The initiative of the situation, where it is about one.
        question: Id of the question, where it asks for a sign.
    """

    kind: Kind
    challenge: str = ""
    initiative: str | None = None
    question: str = ""


Replies: TypeAlias = "Mapping[Step, str]"
"""Step -> the answer as a file holds it; empty where it was left blank."""


class Edit(NamedTuple):
    """A change in a programme file: a field set to a value, or an entry added to a list."""

    loc: Loc
    value: Plain | Mapping[str, Plain]
    is_entry: bool = False


class Sheet(NamedTuple):
    """A programme, and what only its file tells.

    Attributes:
        programme: The programme.
        is_sized: Whether the file says something of the city size, if only a blank.
        names: Id of a challenge -> all that the file calls it under `applies`.
    """

    programme: Programme
    is_sized: bool
    names: Mapping[str, tuple[str, ...]]


def sheet_of(programme: Programme, data: object, kb: KnowledgeBase) -> Sheet:
    """Put a programme together with the data of its file that it was made from."""
    fields = data if isinstance(data, dict) else {}
    names: dict[str, tuple[str, ...]] = {}
    for name in fields.get("applies") or ():
        challenge = find_challenge(kb, name).id
        names[challenge] = (*names.get(challenge, ()), name)
    return Sheet(programme, "city_size" in fields, names)


def replies_in(sheet: Sheet) -> dict[Step, str]:
    """Give every answer that a file holds. A challenge with a situation applies."""
    programme = sheet.programme
    held = {Step(Kind.PROGRAMME): programme.programme}
    if sheet.is_sized:
        held[Step(Kind.CITY_SIZE)] = programme.city_size or ""
    held |= {Step(Kind.APPLIES, name): str(told) for name, told in programme.applies.items()}
    for situation in programme.situations:
        held[Step(Kind.APPLIES, situation.challenge)] = Answer.YES.value
        held |= replies_on(situation)
    return held


def replies_on(situation: ProgrammeSituation) -> dict[Step, str]:
    """Give every answer that a situation of a file holds; a blank owner is one too."""
    key = situation.challenge, situation.initiative
    held = {Step(Kind.SIGN, *key, name): str(told) for name, told in situation.signs.items()}
    if "owner" in situation.model_fields_set:
        held[Step(Kind.OWNER, *key)] = situation.owner or ""
    return held


def written(text: str, edits: Iterable[Edit]) -> str:
    """Bring the text of a programme file up to date.

    Raises:
        EditError: One of the edits cannot be made in this text.
    """
    for loc, value, is_entry in edits:
        if is_entry and value and not isinstance(value, str):
            text = append_item(text, loc, value)
        else:
            text = set_field(text, loc, value)
    return text


_APART = frozenset({"challenge", "initiative", "signs", "owner", "advised"})
"""Fields that name a situation, are asked about, or are worked out."""

BROUGHT = tuple(name for name in ProgrammeSituation.model_fields if name not in _APART)
"""Fields that are taken from a file of answers as they stand there."""

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
    for name in BROUGHT:
        ours, theirs = getattr(here, name), getattr(there, name)
        if None not in {ours, theirs} and ours != theirs:
            yield Kept(f"{about} {name}", str(ours), str(theirs))
    for question, level in settled_by_hand(guide, here).items():
        if question in there.signs and question not in here.signs:
            yield Kept(f"{about} {question}", f"given as {level}", str(there.signs[question]))


_AT_FIRST = dict.fromkeys(name for name in BROUGHT if name not in {THREAT, HORIZON}) | {
    "status": Status.OPEN.value
}
"""What is written for the reader to go on with, once a situation is complete."""


class Ground(NamedTuple):
    """What all situations of an interview stand on.

    Attributes:
        guide: The questions.
        held: What the file holds, and the file of answers where there is one.
        replies: These, with what was answered since above them.
        strategy_of: Gives the strategy that is advised; None where a level is open.
    """

    guide: Guide
    held: Replies
    replies: Replies
    strategy_of: Callable[[ProgrammeSituation], Strategy | None]


class Form:
    """A situation as it is told, and what the answers make of it.

    Args:
        ground: What it stands on.
        place: Its place in the file.
        here: The situation as the file holds it; None where it does not hold it yet.
        told: The same with what the file of answers adds; bare where it is begun now.
    """

    def __init__(
        self,
        ground: Ground,
        place: int,
        here: ProgrammeSituation | None,
        told: ProgrammeSituation,
    ) -> None:
        self._ground = ground
        self._here = here
        self._told = told
        self._in_file = {} if here is None else replies_on(here)
        self._fields_here = set() if here is None else here.model_fields_set
        self._top = ("situations", place)
        self._is_moved = False
        self._signs: dict[str, Answer] = {}
        self.steps: list[Step] = []
        self.edits: list[Edit] = []
        self.is_settled = True
        self.now = told
        self._fill()

    def _fill(self) -> None:
        told = self._told
        if self._here and self._here.is_closed:
            return
        if self._here is None:
            names = {"challenge": told.challenge, "initiative": told.initiative}
            item = {name: value for name, value in names.items() if value is not None}
            self.edits.append(Edit(self._top[:1], item, is_entry=True))
        given = {axis: self._axis(axis) for axis in (THREAT, HORIZON)}
        owner = self._owner()
        levels = {axis: getattr(told, axis) if level else None for axis, level in given.items()}
        self.now = told.model_copy(update={**levels, "signs": self._signs, "owner": owner or None})
        is_complete = told.is_closed or (self.is_settled and owner is not None)
        self._rest(is_complete=is_complete)
        self._advised(is_complete=is_complete)

    def _step(self, kind: Kind, question: str = "") -> Step:
        return Step(kind, self._told.challenge, self._told.initiative, question)

    def _write(self, step: Step, *loc: str) -> str | None:
        """Write an answer where the file has another or none; give it, None where there is none."""
        reply = self._ground.replies.get(step)
        if reply is not None and reply != self._in_file.get(step):
            self._set(*loc, value=reply or None)
        return reply

    def _set(self, *loc: str, value: str | None) -> None:
        self.edits.append(Edit((*self._top, *loc), value))

    def _axis(self, axis: str) -> Level | None:
        """Go through the questions on an axis; give the level where the file itself gives it."""
        questions: AxisQuestions = getattr(self._ground.guide, axis)
        given = given_level(axis, questions, self._told)
        known: dict[str, Answer] = {}
        for each in (*asked(questions, self._told.challenge), questions.deciding):
            if (step := self._step(Kind.SIGN, each.id)) in self._ground.held:
                known |= self._sign(step, is_asked=given is None)
        if given or self._told.is_closed:
            self._level(axis, given or judge(axis, questions, self._told.challenge, known).level)
        elif self._ask(questions, known):
            verdict = judge(axis, questions, self._told.challenge, known)
            self._level(axis, verdict.level or Answer.NOT_SURE)
        elif getattr(self._told, axis):  # a level stood on answers that have changed
            self._level(axis, Answer.NOT_SURE)
        self._signs |= known
        return given

    def _ask(self, questions: AxisQuestions, known: dict[str, Answer]) -> bool:
        """Ask what is left to ask; true where every question that matters has its answer."""
        while question := pending(questions, self._told.challenge, known):
            found = self._sign(self._step(Kind.SIGN, question.id), is_asked=True)
            if not found:
                self.is_settled = False
                return False
            known |= found
        return True

    def _sign(self, step: Step, *, is_asked: bool) -> Mapping[str, Answer]:
        if is_asked and not self._told.is_closed:
            self.steps.append(step)
        reply = self._write(step, "signs", step.question)
        return {} if reply is None else {step.question: Answer(reply)}

    def _level(self, axis: str, level: Level | Answer | None) -> None:
        before = getattr(self._here, axis, None)
        if level is not None and level.value != (before and before.value):
            self._set(axis, value=level.value)
            self._is_moved = True

    def _owner(self) -> str | None:
        step = self._step(Kind.OWNER)
        if self.is_settled and not self._told.is_closed:
            self.steps.append(step)
        if self.is_settled or step in self._ground.held:
            return self._write(step, "owner")
        return None

    def _rest(self, *, is_complete: bool) -> None:
        for name, at_first in _AT_FIRST.items():
            told = getattr(self._told, name)
            if told is not None and told != getattr(self._here, name, None):
                self._set(name, value=str(told))
            elif told is None and is_complete and name not in self._fields_here:
                self._set(name, value=at_first)

    def _advised(self, *, is_complete: bool) -> None:
        before = getattr(self._here, "advised", None)
        strategy = self._ground.strategy_of(self.now)
        if strategy is None:
            if before and self._is_moved:
                self._set("advised", value=None)
        elif is_complete and (self._is_moved or before is None) and strategy.id != before:
            self._set("advised", value=strategy.id)
