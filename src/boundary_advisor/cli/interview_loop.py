"""An interview at the keyboard: on a programme, or on the missing levels of one situation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from boundary_advisor.cli.prompt import MenuItem, Navigation, Prompt, Terminal
from boundary_advisor.cli.writing import Interrupts
from boundary_advisor.errors import ExitCode
from boundary_advisor.knowledge.guide import Guide, load_guide
from boundary_advisor.programme.answers import CAN_BE_BLANK, InterviewStep, QuestionKind
from boundary_advisor.programme.fields import Answer, Programme, Status
from boundary_advisor.programme.interview import Interview, Walk
from boundary_advisor.programme.placing import asked, title_of
from boundary_advisor.text import listing, printable
from boundary_advisor.views.assessment_page import landing, opening, unsure_words, wording_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from boundary_advisor.engine.results import Situation
    from boundary_advisor.knowledge.base import KnowledgeBase

YES, NO = MenuItem("yes", "yes"), MenuItem("no", "no")

_TYPED_IN = frozenset({QuestionKind.PROGRAMME, QuestionKind.OWNER})


class Session:
    """An interview at the keyboard.

    Args:
        interview: The steps.
        terminal: Where they are asked.
        save: Called at the beginning and after every answer.
        only: Id of a challenge, to ask for its signs and nothing else.
    """

    def __init__(
        self,
        interview: Interview,
        terminal: Terminal,
        save: Callable[[Walk], None],
        *,
        only: str = "",
    ) -> None:
        self._interview = interview
        self._terminal = terminal
        self._save = save
        self._only = only
        self._replies: dict[InterviewStep, str] = {}
        self._ahead: set[InterviewStep] = set()  # stepped back over, to be shown again
        self._challenge = ""
        self.walk = interview.walk({})

    def run(self) -> bool:
        """Ask until everything is answered; return False if the user stops before."""
        self._save(self.walk)
        at = self._first_open()
        while at is not None or not self._only:
            reply = self._ask(at)
            if reply is Navigation.QUIT:
                return False
            if isinstance(reply, Navigation):
                at = self._back_from(at)
            elif at is None:
                if not reply:
                    return True
                at, *others = self.walk.unsure
                self._ahead.update(others)
            else:
                self._take(at, reply)
                at = self._after(at)
        return True

    def _steps(self) -> list[InterviewStep]:
        """Return the steps of this session: all, or the signs of one challenge."""
        wanted = QuestionKind.SIGN, self._only
        return [
            step
            for step in self.walk.steps
            if not self._only or (step.kind, step.challenge) == wanted
        ]

    def _first_open(self) -> InterviewStep | None:
        return next((step for step in self._steps() if step not in self.walk.replies), None)

    def _after(self, at: InterviewStep) -> InterviewStep | None:
        """Return the next step: one without an answer, or one that was stepped back over."""
        steps = self._steps()
        for step in steps[steps.index(at) + 1 :]:
            if step in self._ahead or step not in self.walk.replies:
                self._ahead.discard(step)
                return step
        return self._first_open()

    def _back_from(self, at: InterviewStep | None) -> InterviewStep | None:
        steps = self._steps()
        before = steps[: steps.index(at)] if at else steps
        if not before:
            self._terminal.say("This is the first question.")
            return at
        if at:
            self._ahead.add(at)
        return before[-1]

    def _take(self, at: InterviewStep, reply: str) -> None:
        if self.walk.replies.get(at) == reply:
            return
        self._replies[at] = reply
        self.walk = self._interview.walk(self._replies)
        self._save(self.walk)
        if at.kind is QuestionKind.SIGN and self.walk.is_settled(at.key):
            self._terminal.show(landing(self.walk.placed_at(at)))

    def _ask(self, at: InterviewStep | None) -> str | Navigation:
        """Ask a step; at the end, ask whether to finish."""
        if at is None:
            return self._terminal.ask(_the_end(self._interview.kb, self.walk))
        self._open(at)
        kb, guide, alone = self._interview.kb, self._interview.guide, bool(self._only)
        text, why = wording_of(kb, guide, self.walk, at, alone=alone)
        now = self.walk.replies.get(at)
        on_enter = "leaves it blank" if at.kind in CAN_BE_BLANK else ""
        prompt = Prompt(text, why, choices=self._choices(at), now=now, on_enter=on_enter)
        reply = self._terminal.ask(prompt)
        is_taken = isinstance(reply, Navigation) or reply == now or self._is_meant(at, reply)
        return reply if is_taken else Answer.YES.value

    def _is_meant(self, at: InterviewStep, reply: str) -> bool:
        """Ask to confirm an answer that changes what a person wrote into the file."""
        dropped = self._interview.would_drop(at, reply)
        if dropped is None:
            return True
        title = title_of(self._interview.kb.challenge(at.challenge), dropped)
        prompt = Prompt(
            f"This sets the status of {title} from {dropped.stands} to {Status.DROPPED}.",
            "It stays in the file. Until you stop, you can go back and answer yes, which brings "
            "the status back.",
            choices=(YES, NO),
            can_move=False,
        )
        return self._terminal.ask(prompt) == YES.value

    def _open(self, at: InterviewStep) -> None:
        """Announce the challenge when the interview comes to another one."""
        is_new = at.challenge != self._challenge
        self._challenge = at.challenge
        in_full = at.kind is QuestionKind.APPLIES
        if at.challenge and not self._only and (is_new or in_full):
            kb = self._interview.kb
            challenge = kb.challenge(at.challenge)
            self._terminal.show(opening(challenge, len(kb.challenges), in_full=in_full))

    def _choices(self, at: InterviewStep) -> tuple[MenuItem, ...]:
        if at.kind in _TYPED_IN:
            return ()
        if at.kind is QuestionKind.CITY_SIZE:
            sizes = self._interview.kb.sizes
            named = (MenuItem(each.id, f"{each.title} ({each.population})") for each in sizes)
            return (*named, MenuItem("", "leave it out"))
        answers = self._interview.choices(at)
        return tuple(MenuItem(each.value, printable(each.value)) for each in answers)


def _the_end(kb: KnowledgeBase, walk: Walk) -> Prompt:
    """Offer to finish, or to take up what other answers could still settle."""
    undecided = listing(unsure_words(kb, walk))
    last = "That was the last question."
    again = (MenuItem("again", "take up what is left"),) if undecided else ()
    return Prompt(
        f"{last} Left undecided: {undecided}." if undecided else last,
        "Everything is saved. Go back to look at an answer, or to change it.",
        choices=(MenuItem("", "finish"), *again),
        on_enter="finishes",
    )


def find_levels(kb: KnowledgeBase, situation: Situation) -> Situation:
    """Offer to find the missing levels of a situation, and ask for them.

    Returns:
        The situation with the levels that were found.

    Raises:
        typer.Exit: The user broke it off.
    """
    guide, challenge = load_guide(kb), situation.challenge
    given = situation.model_dump(mode="json", include={"challenge", "threat", "horizon"})
    programme = Programme.model_validate({"programme": challenge, "situations": (given,)})
    with Interrupts() as interrupts:
        terminal = Terminal(interrupts.waiting)
        try:
            if terminal.ask(_offer(guide, situation)) != YES.value:
                return situation
            interview = Interview(kb, guide, programme)
            session = Session(interview, terminal, lambda _: None, only=challenge)
            session.run()
            terminal.say("")
        except (EOFError, KeyboardInterrupt):
            raise typer.Exit(ExitCode.INTERRUPTED) from None
    found = {verdict.axis: verdict.level for verdict in session.walk.placed[0].verdicts}
    return situation.model_copy(update=found)


def _offer(guide: Guide, situation: Situation) -> Prompt:
    lacking = [each for each in guide.axes if getattr(situation, each.axis.name) is None]
    most = sum(len(asked(each, situation.challenge)) + 1 for each in lacking)
    names = listing([each.axis.name for each in lacking])
    verb, them = ("is", "it") if len(lacking) == 1 else ("are", "them")
    return Prompt(
        f"The {names} {verb} not given. Answer up to {most} questions to find {them}?",
        "A few answers tell which advice fits. Without them you see each possible answer.",
        choices=(YES, NO),
        can_move=False,
    )
