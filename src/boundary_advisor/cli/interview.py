"""The loop of the interview: ask a step, save the answer, say where it led, go on or back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.cli.prompt import Choice, Move, Prompt
from boundary_advisor.engine.words import listing
from boundary_advisor.plain import printable
from boundary_advisor.programme.models import Answer, Status
from boundary_advisor.programme.results import title_of
from boundary_advisor.programme.steps import CAN_BE_BLANK, Kind
from boundary_advisor.render.interview import asked, landing, opening, unsure_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from boundary_advisor.cli.prompt import Terminal
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.interview import Interview, Walk
    from boundary_advisor.programme.steps import Step

_TYPED_IN = frozenset({Kind.PROGRAMME, Kind.OWNER})


class Session:
    """An interview at the keyboard.

    Args:
        interview: The steps.
        terminal: Where they are asked.
        save: Keeps the answers, after each of them.
        only: Id of the one challenge whose signs alone are asked for; empty for everything.
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
        self._replies: dict[Step, str] = {}
        self._ahead: set[Step] = set()  # gone back over, so to be shown again on the way forward
        self._challenge = ""
        self.walk = interview.walk({})

    def run(self) -> bool:
        """Ask until everything has its answer; false where the user stops before."""
        self._save(self.walk)
        at = self._first_open()
        while at is not None or not self._only:
            reply = self._ask(at)
            if reply is Move.QUIT:
                return False
            if isinstance(reply, Move):
                at = self._back_from(at)
            elif at is None:
                if not reply:
                    return True
                at = self._take_up()
            else:
                self._take(at, reply)
                at = self._after(at)
        return True

    def _steps(self) -> list[Step]:
        """Give the steps of this session: all, or those that ask for signs of one challenge."""
        if not self._only:
            return list(self.walk.steps)
        one = Kind.SIGN, self._only
        return [step for step in self.walk.steps if (step.kind, step.challenge) == one]

    def _first_open(self) -> Step | None:
        return next((step for step in self._steps() if step not in self.walk.replies), None)

    def _after(self, at: Step) -> Step | None:
        """Give the next step to ask: one without an answer, or one that was gone back over."""
        steps = self._steps()
        for step in steps[steps.index(at) + 1 :]:
            if step in self._ahead or step not in self.walk.replies:
                self._ahead.discard(step)
                return step
        return self._first_open()

    def _back_from(self, at: Step | None) -> Step | None:
        steps = self._steps()
        before = steps[: steps.index(at)] if at else steps
        if not before:
            self._terminal.say("This is the first question.")
            return at
        if at:
            self._ahead.add(at)
        return before[-1]

    def _take_up(self) -> Step:
        """Go through what was answered "not sure", from the first of it."""
        first, *others = self.walk.unsure
        self._ahead.update(others)
        return first

    def _take(self, at: Step, reply: str) -> None:
        if self.walk.replies.get(at) == reply:
            return
        self._replies[at] = reply
        self.walk = self._interview.walk(self._replies)
        self._save(self.walk)
        if at.kind is Kind.SIGN and (at.challenge, at.initiative) in self.walk.settled:
            self._terminal.show(landing(self.walk.placed_at(at)))

    def _ask(self, at: Step | None) -> str | Move:
        if at is None:
            return self._terminal.ask(_the_end(self._interview.kb, self.walk))
        self._open(at)
        kb, guide, alone = self._interview.kb, self._interview.guide, bool(self._only)
        text, why = asked(kb, guide, self.walk, at, alone=alone)
        now = self.walk.replies.get(at)
        reply = self._terminal.ask(
            Prompt(
                text,
                why,
                choices=self._choices(at),
                now=now,
                on_enter="leaves it blank" if at.kind in CAN_BE_BLANK else "",
            )
        )
        is_kept = isinstance(reply, Move) or reply == now or self._may_take(at, reply)
        return reply if is_kept else Answer.YES.value

    def _may_take(self, at: Step, reply: str) -> bool:
        """Ask to confirm an answer that changes what a person wrote into the file."""
        dropped = self._interview.would_drop(at, reply)
        if dropped is None:
            return True
        title = title_of(self._interview.kb.challenge(at.challenge), dropped)
        asks = Prompt(
            f"This sets the status of {title} from {dropped.stands} to {Status.DROPPED}.",
            "It stays in the file. Until you stop, you can go back and answer yes, which brings "
            "the status back.",
            choices=_CONFIRM,
            can_move=False,
        )
        return self._terminal.ask(asks) == Answer.YES

    def _open(self, at: Step) -> None:
        """Say where the interview is, whenever it comes to another challenge."""
        is_new = at.challenge != self._challenge
        self._challenge = at.challenge
        in_full = at.kind is Kind.APPLIES
        if at.challenge and not self._only and (is_new or in_full):
            kb = self._interview.kb
            self._terminal.show(
                opening(kb.challenge(at.challenge), len(kb.challenges), in_full=in_full)
            )

    def _choices(self, at: Step) -> tuple[Choice, ...]:
        if at.kind in _TYPED_IN:
            return ()
        if at.kind is Kind.CITY_SIZE:
            sizes = self._interview.kb.sizes
            named = (Choice(each.id, f"{each.title} ({each.population})") for each in sizes)
            return (*named, Choice("", "leave it out"))
        return tuple(
            Choice(each.value, printable(each.value)) for each in self._interview.choices(at)
        )


_CONFIRM = (Choice(Answer.YES, "yes"), Choice(Answer.NO, "no"))


def _the_end(kb: KnowledgeBase, walk: Walk) -> Prompt:
    """Offer to finish, and to take up what is left where answers could still settle it."""
    left = listing(unsure_words(kb, walk))
    again = (Choice("again", "take up what is left"),) if left else ()
    return Prompt(
        f"That was the last question. Left undecided: {left}." if left else _LAST,
        "Everything is saved. Go back to look at an answer, or to change it.",
        choices=(Choice("", "finish"), *again),
        on_enter="finishes",
    )


_LAST = "That was the last question."
