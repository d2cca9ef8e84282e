"""The interview without a terminal: its steps, and the edits that their answers make.

A programme file is the journal of its interview. The answers in the file and those given since
lead to a `Walk`: the steps that matter under these answers, and the edits that write them into the
file. The edits depend on the answers only, not on how they were given: at the keyboard or from
another file, at once or after going back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.advisor import Advisor
from boundary_advisor.knowledge.models import Level, Quadrant, Strategy
from boundary_advisor.programme.answers import (
    CAN_BE_BLANK,
    MERGED,
    InterviewStep,
    QuestionKind,
    disagreements,
    level_by_hand,
    replies_in,
    settled_by_hand,
)
from boundary_advisor.programme.fields import Answer, Programme, ProgrammeSituation, Status
from boundary_advisor.programme.placing import Placed, asked, judge, pending, place_situations
from boundary_advisor.programme.yaml_edit import Edit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import AxisQuestions, Guide
    from boundary_advisor.programme.answers import Replies


class Walk(NamedTuple):
    """The interview under the answers so far.

    Attributes:
        programme: The programme under these answers.
        placed: Its situations on the grid, in order.
        steps: The steps that matter, in order; of those without an answer only the next in each
            part.
        replies: All answers, including those that no longer matter.
        edits: The edits that write these answers into the file.
    """

    programme: Programme
    placed: tuple[Placed, ...]
    steps: tuple[InterviewStep, ...]
    replies: Replies
    edits: tuple[Edit, ...]

    @property
    def open(self) -> tuple[InterviewStep, ...]:
        """The steps without an answer."""
        return tuple(step for step in self.steps if step not in self.replies)

    @property
    def open_challenges(self) -> frozenset[str]:
        """Ids of the challenges that still have an open step."""
        return frozenset(step.challenge for step in self.open if step.challenge)

    @property
    def unsure(self) -> tuple[InterviewStep, ...]:
        """The steps answered "not sure" where another answer could settle something."""
        settle = {
            (*placed.given.key, question.id)
            for placed in self.placed
            for verdict in placed.undecided
            for question in verdict.settle
        }
        return tuple(
            step
            for step in self.steps
            if self.replies.get(step) == Answer.NOT_SURE
            and (step.kind is QuestionKind.APPLIES or (*step.key, step.question) in settle)
        )

    def is_settled(self, key: tuple[str, str | None]) -> bool:
        """Return whether the threat and horizon of a situation need no more answers."""
        return all(step.key != key for step in self.open if step.kind is QuestionKind.SIGN)

    def placed_at(self, step: InterviewStep) -> Placed:
        """Return the situation that a step is about."""
        return next(placed for placed in self.placed if placed.given.key == step.key)


class Interview:
    """The steps for one programme file.

    `answers`, from another file, only fills gaps. `names` holds what the programme file calls
    challenges under `applies`, by their ids.

    Attributes:
        in_file: The answers in the programme file.
        known: These, and those that the file of answers adds.
        disagreements: Where the two files disagree.
    """

    def __init__(
        self,
        kb: KnowledgeBase,
        guide: Guide,
        programme: Programme,
        answers: Programme | None = None,
        names: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.kb = kb
        self.guide = guide
        self.programme = programme
        self.names = names or {}
        self._advisor = Advisor(kb)
        answers = answers or Programme(programme=programme.programme)
        self.disagreements = tuple(disagreements(kb, guide, programme, answers))
        self._here = {situation.key: situation for situation in programme.situations}
        self._merged = {
            more.key: _fill_gaps(guide, self._here.get(more.key), more)
            for more in answers.situations
        }
        merged = answers.model_copy(update={"situations": tuple(self._merged.values())})
        self.in_file: Replies = replies_in(programme)
        self.known: Replies = {**replies_in(merged), **self.in_file}

    def walk(self, replies: Replies) -> Walk:
        """Go through the steps with the answers given since the file was read."""
        return _Walker(self, {**self.known, **replies}).walk()

    def walk_alone(self) -> Walk:
        """Go through the steps without asking: leave blank what may be, and the rest open."""
        blanks: dict[InterviewStep, str] = {}
        walk = self.walk(blanks)
        while optional := [step for step in walk.open if step.kind in CAN_BE_BLANK]:
            blanks |= dict.fromkeys(optional, "")
            walk = self.walk(blanks)
        return walk

    def choices(self, step: InterviewStep) -> tuple[Answer, ...]:
        """Return the answers to choose from."""
        if step.kind is QuestionKind.APPLIES and self.situations_in_file(step.challenge):
            return Answer.YES, Answer.NO
        return tuple(Answer)

    def situations_in_file(self, challenge: str) -> list[tuple[int, ProgrammeSituation]]:
        """Return the situations of a challenge in the programme file, with their indices."""
        every = enumerate(self.programme.situations)
        return [(at, situation) for at, situation in every if situation.challenge == challenge]

    def situations_to_add(self, challenge: str) -> list[ProgrammeSituation]:
        """Return the situations of a challenge that are only in the file of answers."""
        only_there = (more for key, more in self._merged.items() if key not in self._here)
        return [more for more in only_there if more.challenge == challenge]

    def merged(self, here: ProgrammeSituation) -> ProgrammeSituation:
        """Return a situation of the programme file with its gaps filled."""
        return self._merged.get(here.key, here)

    def would_drop(self, step: InterviewStep, reply: str) -> ProgrammeSituation | None:
        """Return the situation in the file that an answer drops; None if it drops none."""
        there = self.situations_in_file(step.challenge)
        is_no = step.kind is QuestionKind.APPLIES and reply == Answer.NO
        return there[0][1] if is_no and there else None

    def place_situations(self, programme: Programme) -> tuple[Placed, ...]:
        """Put the situations of a programme on the grid."""
        return place_situations(self._advisor, self.guide, programme)

    def strategy_of(self, situation: ProgrammeSituation) -> Strategy | None:
        """Return the strategy advised for a situation; None if a level is open."""
        alone = self.programme.model_copy(update={"situations": (situation,)})
        return self.place_situations(alone)[0].strategy


def _fill_gaps(
    guide: Guide, here: ProgrammeSituation | None, more: ProgrammeSituation
) -> ProgrammeSituation:
    """Fill the gaps of a situation from a file of answers.

    Answers to questions that a level given by hand makes needless are left out.
    """
    if here is None:
        return more
    added = {name: getattr(more, name) for name in MERGED if getattr(here, name) is None}
    if "owner" in more.model_fields_set - here.model_fields_set:
        added["owner"] = more.owner
    settled = settled_by_hand(guide, here)
    signs = {question: answer for question, answer in more.signs.items() if question not in settled}
    return here.model_copy(update={**added, "signs": {**signs, **here.signs}})


class _Walker:
    """Goes through an interview, and collects steps and edits."""

    def __init__(self, interview: Interview, replies: Replies) -> None:
        self.interview = interview
        self.replies = replies
        self.steps: list[InterviewStep] = []
        self.edits: list[Edit] = []
        self._situations = list(interview.programme.situations)

    def walk(self) -> Walk:
        for kind in (QuestionKind.PROGRAMME, QuestionKind.CITY_SIZE):
            self._ask(InterviewStep(kind), (kind.value,))
        for challenge in self.interview.kb.challenges:
            self._challenge(challenge.id)
        programme = self._programme()
        return Walk(
            programme=programme,
            placed=self.interview.place_situations(programme),
            steps=tuple(self.steps),
            replies=self.replies,
            edits=tuple(self.edits),
        )

    def _programme(self) -> Programme:
        before = self.interview.programme
        applies = {
            step.challenge: Answer(reply)
            for step in self.steps
            if step.kind is QuestionKind.APPLIES and (reply := self.replies.get(step)) is not None
        }
        return before.model_copy(
            update={
                "programme": self.replies[InterviewStep(QuestionKind.PROGRAMME)],
                "city_size": self.replies.get(InterviewStep(QuestionKind.CITY_SIZE)) or None,
                "applies": {**before.applies, **applies},
                "situations": tuple(self._situations),
            }
        )

    def _ask(self, step: InterviewStep, *locs: tuple[str, ...]) -> None:
        """Add a step, and write its answer to a field, or to one for each name in use."""
        self.steps.append(step)
        reply = self.replies.get(step)
        if reply is not None and reply != self.interview.in_file.get(step):
            self.edits += [Edit(loc, reply or None) for loc in locs]

    def _challenge(self, challenge: str) -> None:
        step = InterviewStep(QuestionKind.APPLIES, challenge)
        there = self.interview.situations_in_file(challenge)
        more = self.interview.situations_to_add(challenge)
        if not there:
            names = self.interview.names.get(challenge, (challenge,))
            self._ask(step, *((step.kind.value, name) for name in names))
            if self.replies.get(step) != Answer.YES:
                return
            more = more or [ProgrammeSituation(challenge=challenge)]
        elif (  # the answer led to one situation, and that is still open
            self.interview.programme.applies.get(challenge) is Answer.YES
            and len(there) == 1
            and not (there[0][1].is_closed or more)
        ):
            self.steps.append(step)
            if self.replies[step] == Answer.NO:  # nothing is ever deleted from a file
                at, dropped = there[0][0], Status.DROPPED
                self._situations[at] = there[0][1].model_copy(update={"status": dropped})
                self.edits.append(Edit(("situations", at, "status"), dropped.value))
                return
        for at, here in there:
            if not here.is_closed:
                merged = self.interview.merged(here)
                self._situations[at] = _SituationWalker(self, at, here, merged).walk()
        for added in more:
            about = {"challenge": added.challenge}
            about |= {"initiative": added.initiative} if added.initiative else {}
            self.edits.append(Edit(("situations",), about))
            at = len(self._situations)
            self._situations.append(_SituationWalker(self, at, None, added).walk())


_AT_FIRST = dict.fromkeys(name for name in MERGED if name not in Quadrant.model_fields) | {
    "status": Status.OPEN.value
}
"""Fields that are written once a situation is complete, for the owner to go on with."""


class _SituationWalker:
    """Goes through the part of an interview that is about one situation.

    `here` is the situation in the file, at index `at`, or None if it is new; `merged` is the same
    with its gaps filled from the file of answers.
    """

    def __init__(
        self,
        walker: _Walker,
        at: int,
        here: ProgrammeSituation | None,
        merged: ProgrammeSituation,
    ) -> None:
        self._walker = walker
        self._interview = walker.interview
        self._top = ("situations", at)
        self._merged = merged
        fields = here.model_dump(mode="json", exclude_unset=True) if here else {}
        signs = fields.pop("signs", {})
        self._in_file: dict[tuple[str, ...], str | None]
        self._in_file = {("signs", question): answer for question, answer in signs.items()}
        self._in_file |= {(name,): value for name, value in fields.items()}
        self._signs: dict[str, Answer] = {}
        self._is_moved = False
        self._is_settled = True

    def walk(self) -> ProgrammeSituation:
        """Return the situation under the answers."""
        merged = self._merged
        by_hand = {each.axis.name: self._axis(each) for each in self._interview.guide.axes}
        levels = {axis: getattr(merged, axis) if level else None for axis, level in by_hand.items()}
        owner = self._owner()
        now = merged.model_copy(update={**levels, "signs": self._signs, "owner": owner or None})
        is_complete = merged.is_closed or (self._is_settled and owner is not None)
        values = merged.model_dump(mode="json")
        for name, at_first in _AT_FIRST.items():
            if values[name] is not None:
                self._write(values[name], name)
            elif is_complete and (name,) not in self._in_file:
                self._write(at_first, name)
        self._write_advised(self._interview.strategy_of(now), is_complete=is_complete)
        return now

    def _axis(self, questions: AxisQuestions) -> Level | None:
        """Go through the questions on an axis; return the level if it is given by hand."""
        by_hand = level_by_hand(questions, self._merged)
        for question in (*asked(questions, self._merged.challenge), questions.deciding):
            if self._step(QuestionKind.SIGN, question.id) in self._interview.known:
                self._sign(question.id, is_asked=by_hand is None)
        if level := by_hand or self._level_by_signs(questions):
            self._is_moved |= self._write(level.value, questions.axis.name)
        return by_hand

    def _level_by_signs(self, questions: AxisQuestions) -> Level | Answer | None:
        """Return the level that the answers lead to, if any."""
        is_closed = self._merged.is_closed
        if not (is_closed or self._ask(questions)):
            # A level in the file rested on answers that have changed.
            return Answer.NOT_SURE if getattr(self._merged, questions.axis.name) else None
        level = judge(questions, self._merged.challenge, self._signs).level
        return level if level or is_closed else Answer.NOT_SURE

    def _ask(self, questions: AxisQuestions) -> bool:
        """Go through the open questions; return whether each that matters has an answer."""
        while question := pending(questions, self._merged.challenge, self._signs):
            if not self._sign(question.id, is_asked=True):
                self._is_settled = False
                return False
        return True

    def _sign(self, question: str, *, is_asked: bool) -> bool:
        """Go through one question; return whether it has an answer."""
        step = self._step(QuestionKind.SIGN, question)
        if is_asked and not self._merged.is_closed:
            self._walker.steps.append(step)
        reply = self._walker.replies.get(step)
        if reply is not None:
            self._signs[question] = Answer(reply)
            self._write(reply, "signs", question)
        return reply is not None

    def _owner(self) -> str | None:
        """Return the owner: empty for nobody, None if not answered."""
        step = self._step(QuestionKind.OWNER)
        if self._is_settled and not self._merged.is_closed:
            self._walker.steps.append(step)
        if not self._is_settled and step not in self._interview.known:
            return None
        owner = self._walker.replies.get(step)
        if owner is not None:
            self._write(owner or None, "owner")
        return owner

    def _step(self, kind: QuestionKind, question: str = "") -> InterviewStep:
        return InterviewStep(kind, *self._merged.key, question)

    def _write_advised(self, strategy: Strategy | None, *, is_complete: bool) -> None:
        before = self._in_file.get(("advised",))
        if strategy is None:
            if before and self._is_moved:
                self._write(None, "advised")
        elif is_complete and (self._is_moved or before is None):
            self._write(strategy.id, "advised")

    def _write(self, value: str | None, *loc: str) -> bool:
        """Write a value unless the file holds it; return whether it is new."""
        is_new = loc not in self._in_file or self._in_file[loc] != value
        if is_new:
            self._walker.edits.append(Edit((*self._top, *loc), value))
        return is_new
