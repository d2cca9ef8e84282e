"""The loop of the interview: ask a step, save the answer, say where it led, go on or back."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import TYPE_CHECKING

from boundary_advisor.cli.prompt import MenuItem, Navigation, Prompt
from boundary_advisor.cli.writing import write_file
from boundary_advisor.errors import OutputError
from boundary_advisor.programme.answers import CAN_BE_BLANK, Kind, written
from boundary_advisor.programme.placing import title_of
from boundary_advisor.programme.programme import Answer, Status
from boundary_advisor.text import listing, printable
from boundary_advisor.views.assessment_page import asked, landing, opening, unsure_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from boundary_advisor.cli.prompt import Terminal
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.answers import Edit, Step
    from boundary_advisor.programme.interview import Interview, Walk

_MARK = codecs.BOM_UTF8.decode("utf-8")


class Journal:
    """A programme file and what is written into it.

    Args:
        name: Name of the file.
        text: What it holds; the beginning of a new file where it is not there yet.
        is_begun: Whether it is there.
    """

    def __init__(self, name: str, text: str, *, is_begun: bool) -> None:
        self._name = name
        self._mark = _MARK if text.startswith(_MARK) else ""
        self._base = text.removeprefix(_MARK)
        self._last = text if is_begun else None

    def save(self, edits: Iterable[Edit], *, force: bool = True) -> None:
        """Bring the file up to date.

        Args:
            edits: All changes since the interview began.
            force: Whether a file that is there already may be changed.

        Raises:
            OutputError: The file cannot be written, or another program has changed it.
            EditError: The file is laid out in a way that one of the changes would harm.
        """
        text = self._mark + written(self._base, edits)
        if text == self._last:
            return
        if self._last is not None:
            self._check(force=force)
        try:
            write_file(self._name, text, force=self._last is not None)
        except OutputError as error:
            raise OutputError(error.message, self._what_is_left()) from None
        self._last = text

    def _check(self, *, force: bool) -> None:
        shown = printable(self._name)
        if not force:
            hint = "Add --force to write into it."
            raise OutputError(f"'{shown}' is there already", hint)
        if _read(self._name) != self._last:
            hint = "It is left as it is, without your last answer. Start again to go on with it."
            raise OutputError(f"'{shown}' was changed by another program meanwhile", hint)

    def _what_is_left(self) -> str:
        if self._last is None:
            return "Choose another file."
        return "Your last answer is not in it. Those before it are."


def read_whole(name: str) -> str:
    """Read a text file with the mark at its beginning, if it has one.

    Raises:
        OutputError: It cannot be read any more.
    """
    text = _read(name)
    if text is None:
        raise OutputError(f"'{printable(name)}' cannot be read any more", "Start again.")
    return text


def _read(name: str) -> str | None:
    try:
        return Path(name).read_bytes().decode("utf-8")
    except (OSError, ValueError):
        return None


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
            if reply is Navigation.QUIT:
                return False
            if isinstance(reply, Navigation):
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

    def _ask(self, at: Step | None) -> str | Navigation:
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
        is_kept = isinstance(reply, Navigation) or reply == now or self._may_take(at, reply)
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

    def _choices(self, at: Step) -> tuple[MenuItem, ...]:
        if at.kind in _TYPED_IN:
            return ()
        if at.kind is Kind.CITY_SIZE:
            sizes = self._interview.kb.sizes
            named = (MenuItem(each.id, f"{each.title} ({each.population})") for each in sizes)
            return (*named, MenuItem("", "leave it out"))
        return tuple(
            MenuItem(each.value, printable(each.value)) for each in self._interview.choices(at)
        )


_CONFIRM = (MenuItem(Answer.YES, "yes"), MenuItem(Answer.NO, "no"))


def _the_end(kb: KnowledgeBase, walk: Walk) -> Prompt:
    """Offer to finish, and to take up what is left where answers could still settle it."""
    left = listing(unsure_words(kb, walk))
    again = (MenuItem("again", "take up what is left"),) if left else ()
    return Prompt(
        f"That was the last question. Left undecided: {left}." if left else _LAST,
        "Everything is saved. Go back to look at an answer, or to change it.",
        choices=(MenuItem("", "finish"), *again),
        on_enter="finishes",
    )


_LAST = "That was the last question."
