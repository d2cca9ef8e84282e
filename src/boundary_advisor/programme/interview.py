"""The interview without a terminal: which steps there are, and what their answers write.

A programme file is the journal of its interview. What the file holds and what was answered since
make a `Walk`: the steps that matter under these answers, and the edits that bring the file to
them. The edits do not depend on how the answers came about: from the keyboard or from another
file, at once or after going back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.advisor import Advisor
from boundary_advisor.programme.answers import (
    BROUGHT,
    CAN_BE_BLANK,
    Edit,
    Form,
    Ground,
    Kind,
    Step,
    kept_from,
    replies_in,
    without_settled,
)
from boundary_advisor.programme.placing import place
from boundary_advisor.programme.programme import Answer, ProgrammeSituation, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.knowledge.models import Strategy
    from boundary_advisor.programme.answers import Replies, Sheet
    from boundary_advisor.programme.placing import Placed, Verdict
    from boundary_advisor.programme.programme import Programme


class Walk(NamedTuple):
    """The interview under the answers so far.

    Attributes:
        programme: The programme as these answers make it.
        placed: Its situations on the grid, in its order.
        steps: What matters, in order. Of what has no answer yet, only the next of each part.
        replies: All answers, those that do not matter among them.
        edits: What brings the file to these answers.
        settled: The situations whose threat and horizon need no more answers, by what they are
            about: challenge and initiative.
    """

    programme: Programme
    placed: tuple[Placed, ...]
    steps: tuple[Step, ...]
    replies: Replies
    edits: tuple[Edit, ...]
    settled: frozenset[tuple[str, str | None]]

    @property
    def open(self) -> tuple[Step, ...]:
        """The steps without an answer."""
        return tuple(step for step in self.steps if step not in self.replies)

    @property
    def open_challenges(self) -> frozenset[str]:
        """Ids of the challenges that are not through."""
        return frozenset(step.challenge for step in self.open if step.challenge)

    @property
    def unsure(self) -> tuple[Step, ...]:
        """The steps answered "not sure" where another answer could settle something."""
        settle = {
            (each.given.challenge, each.given.initiative, question.id)
            for each in self.placed
            for verdict in undecided_of(each)
            for question in verdict.settle
        }
        return tuple(
            step
            for step in self.steps
            if self.replies.get(step) == Answer.NOT_SURE
            and (step.kind is Kind.APPLIES or step[1:] in settle)
        )

    def placed_at(self, step: Step) -> Placed:
        """Give the situation that a step is about."""
        key = step.challenge, step.initiative
        return next(
            each for each in self.placed if (each.given.challenge, each.given.initiative) == key
        )


class Interview:
    """The steps for one programme file.

    Args:
        kb: The knowledge.
        guide: The questions.
        sheet: What the programme file holds.
        answers: A file of answers, for what the programme file does not say.

    Attributes:
        kept: Where the file of answers differs from what the programme file holds, which stays.
    """

    def __init__(
        self, kb: KnowledgeBase, guide: Guide, sheet: Sheet, answers: Sheet | None = None
    ) -> None:
        self.kb = kb
        self.guide = guide
        self.sheet = sheet
        self._advisor = Advisor(kb)
        self._in_file = replies_in(sheet)
        self.kept = kept_from(kb, guide, sheet, answers) if answers else ()
        answers = without_settled(guide, sheet, answers) if answers else None
        told = replies_in(answers) if answers else {}
        self._held = {**told, **self._in_file}
        more = answers.programme.situations if answers else ()
        self._more = {(each.challenge, each.initiative): each for each in more}

    def walk(self, replies: Mapping[Step, str]) -> Walk:
        """Go through the steps with what was answered since the file was read."""
        return _Walker(self, {**self._held, **replies}).walk()

    def walk_alone(self) -> Walk:
        """Go through the steps without asking: what may be left blank is, the rest stays open."""
        blanks: dict[Step, str] = {}
        walk = self.walk(blanks)
        while left := [step for step in walk.open if step.kind in CAN_BE_BLANK]:
            blanks |= dict.fromkeys(left, "")
            walk = self.walk(blanks)
        return walk

    def choices(self, step: Step) -> tuple[Answer, ...]:
        """Give the answers that a step with closed answers can have."""
        if step.kind is Kind.APPLIES and self.situations_in_file(step.challenge):
            return Answer.YES, Answer.NO
        return tuple(Answer)

    def in_file(self, step: Step) -> str | None:
        """Give the answer that the programme file holds; None where it has none."""
        return self._in_file.get(step)

    def situations_in_file(self, challenge: str) -> list[tuple[int, ProgrammeSituation]]:
        """Give the situations of a challenge that the programme file holds, and their places."""
        every = enumerate(self.sheet.programme.situations)
        return [(at, each) for at, each in every if each.challenge == challenge]

    def would_drop(self, step: Step, reply: str) -> ProgrammeSituation | None:
        """Give the situation of the file that an answer lets rest; None where it does not."""
        if step.kind is not Kind.APPLIES or reply != Answer.NO:
            return None
        return next((each for _, each in self.situations_in_file(step.challenge)), None)

    def situations_to_add(self, challenge: str) -> list[ProgrammeSituation]:
        """Give the situations of a challenge that the file of answers adds."""
        there = {each.initiative for _, each in self.situations_in_file(challenge)}
        every = self._more.values()
        return [e for e in every if e.challenge == challenge and e.initiative not in there]

    def told(self, here: ProgrammeSituation) -> ProgrammeSituation:
        """Give a situation of the programme file with what the file of answers adds to it."""
        return _merged(here, self._more.get((here.challenge, here.initiative)))

    def ground(self, replies: Replies) -> Ground:
        """Give what the situations stand on."""
        return Ground(self.guide, self._held, replies, self._strategy_of)

    def place(self, programme: Programme) -> tuple[Placed, ...]:
        """Put the situations of a programme on the grid."""
        return place(self._advisor, self.guide, programme)

    def _strategy_of(self, situation: ProgrammeSituation) -> Strategy | None:
        alone = self.sheet.programme.model_copy(update={"situations": (situation,)})
        return self.place(alone)[0].strategy


def undecided_of(placed: Placed) -> tuple[Verdict, ...]:
    """Give the levels that are open, where there is work to do."""
    verdicts = () if placed.given.is_closed else (placed.threat, placed.horizon)
    return tuple(each for each in verdicts if each.settle)


def _merged(here: ProgrammeSituation, more: ProgrammeSituation | None) -> ProgrammeSituation:
    """Add to a situation what another file tells and its own does not."""
    if more is None:
        return here
    added = {name: getattr(more, name) for name in BROUGHT if getattr(here, name) is None}
    return here.model_copy(update={**added, "signs": {**more.signs, **here.signs}})


class _Walker:
    """One way through an interview; collects as it goes."""

    def __init__(self, interview: Interview, replies: Replies) -> None:
        self._interview = interview
        self._replies = replies
        self._ground = interview.ground(replies)
        self._situations = list(interview.sheet.programme.situations)
        self._steps: list[Step] = []
        self._edits: list[Edit] = []
        self._settled: set[tuple[str, str | None]] = set()

    def walk(self) -> Walk:
        for kind in (Kind.PROGRAMME, Kind.CITY_SIZE):
            self._ask(Step(kind), (kind.value,))
        for challenge in self._interview.kb.challenges:
            self._challenge(challenge.id)
        programme = self._programme()
        return Walk(
            programme=programme,
            placed=self._interview.place(programme),
            steps=tuple(self._steps),
            replies=self._replies,
            edits=tuple(self._edits),
            settled=frozenset(self._settled),
        )

    def _programme(self) -> Programme:
        before = self._interview.sheet.programme
        applies = {
            step.challenge: Answer(reply)
            for step in self._steps
            if step.kind is Kind.APPLIES and (reply := self._replies.get(step)) is not None
        }
        return before.model_copy(
            update={
                "programme": self._replies[Step(Kind.PROGRAMME)],
                "city_size": self._replies.get(Step(Kind.CITY_SIZE)) or None,
                "applies": {**before.applies, **applies},
                "situations": tuple(self._situations),
            }
        )

    def _ask(self, step: Step, *locs: tuple[str, ...]) -> None:
        """Ask a step; its answer stands in one field, or in one for each name that is used."""
        self._steps.append(step)
        reply = self._replies.get(step)
        if reply is not None and reply != self._interview.in_file(step):
            self._edits += [Edit(loc, reply or None) for loc in locs]

    def _challenge(self, challenge: str) -> None:
        step = Step(Kind.APPLIES, challenge)
        there = self._interview.situations_in_file(challenge)
        more = self._interview.situations_to_add(challenge)
        if not there:
            names = self._interview.sheet.names.get(challenge, (challenge,))
            self._ask(step, *((step.kind.value, name) for name in names))
            if self._replies.get(step) != Answer.YES:
                return
            more = more or [ProgrammeSituation(challenge=challenge)]
        elif self._can_be_dropped(challenge, there) and not more:
            self._steps.append(step)
            if self._replies[step] == Answer.NO:
                self._drop(*there[0])
                return
        for at, here in there:
            form = Form(self._ground, at, here, self._interview.told(here))
            self._situations[at] = self._taken(form)
        for situation in more:
            form = Form(self._ground, len(self._situations), None, situation)
            self._situations.append(self._taken(form))

    def _can_be_dropped(self, challenge: str, there: list[tuple[int, ProgrammeSituation]]) -> bool:
        """Say whether it can still be answered that a challenge does not apply after all.

        That is so where it was asked before, and led to one situation that is still open.
        """
        was_asked = self._interview.sheet.programme.applies.get(challenge) is Answer.YES
        return was_asked and len(there) == 1 and not there[0][1].is_closed

    def _drop(self, place_in_file: int, situation: ProgrammeSituation) -> None:
        """Let a situation that the file holds rest; what a file holds is never taken out."""
        dropped = Status.DROPPED
        self._situations[place_in_file] = situation.model_copy(update={"status": dropped})
        self._edits.append(Edit(("situations", place_in_file, "status"), dropped.value))

    def _taken(self, form: Form) -> ProgrammeSituation:
        self._steps += form.steps
        self._edits += form.edits
        if form.is_settled:
            self._settled.add((form.now.challenge, form.now.initiative))
        return form.now
