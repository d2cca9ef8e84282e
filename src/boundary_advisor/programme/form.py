"""One situation on its way through the interview: what is still asked, and what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.programme.kept import given_level
from boundary_advisor.programme.levels import HORIZON, THREAT, asked, judge, pending
from boundary_advisor.programme.models import Answer, Status
from boundary_advisor.programme.steps import Edit, Kind, Step, replies_on

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from boundary_advisor.knowledge.guide import AxisQuestions, Guide
    from boundary_advisor.knowledge.models import Level, Strategy
    from boundary_advisor.programme.models import ProgrammeSituation
    from boundary_advisor.programme.steps import Replies

_AT_FIRST = {"status": Status.OPEN.value, "review": None, "note": None}
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
