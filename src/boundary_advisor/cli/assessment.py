"""The command assess from beginning to end: which file and answers, with a keyboard or without."""

from __future__ import annotations

import codecs
import os
import shlex
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from boundary_advisor.cli.interview_loop import NO, YES, Session
from boundary_advisor.cli.prompt import Navigation, Prompt, Terminal, at_terminal
from boundary_advisor.cli.streams import complain
from boundary_advisor.cli.writing import Interrupts, write_file
from boundary_advisor.errors import ExitCode, OutputError, UsageError
from boundary_advisor.knowledge.guide import load_guide
from boundary_advisor.programme.interview import Interview
from boundary_advisor.programme.knowledge_changes import find_knowledge_changes
from boundary_advisor.programme.programme import Programme
from boundary_advisor.programme.programme_file import CSV, WORKBOOKS, begin_file, load_programme
from boundary_advisor.programme.yaml_edit import Edit, apply_edits
from boundary_advisor.text import printable
from boundary_advisor.views.assessment_page import (
    NAME,
    assessment_document,
    disagreement_words,
    progress,
    welcome,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.interview import Walk
    from boundary_advisor.views.document import Document


class Order(NamedTuple):
    """What the command line asks for.

    Attributes:
        file: Name of the programme file.
        answers: Name of a file of answers; None without one.
        on: The day of the assessment.
        is_dated: Whether the command line gives that day.
        no_input: Whether nothing may be asked.
        force: Whether an existing file may be changed without asking.
    """

    file: str
    answers: str | None
    on: date
    is_dated: bool
    no_input: bool
    force: bool

    @property
    def is_begun(self) -> bool:
        """Whether the file exists."""
        return os.path.exists(self.file)  # noqa: PTH110  # unlike the other one, it never fails

    @property
    def shown(self) -> str:
        """The file as a command line takes it."""
        return shlex.quote(printable(self.file))


def assess_file(order: Order, kb: KnowledgeBase) -> Document | None:
    """Assess a programme; return the summary, None if nothing was begun.

    Raises:
        UsageError: There are no answers and nobody to ask, or the file is a table.
        ProgrammeError: The file, or the file of answers, has problems.
        OutputError: The file cannot be written.
        typer.Exit: The user broke it off.
    """
    _check(order)
    assessment = _Assessment(order, kb)
    can_ask = at_terminal() and not order.no_input
    walk = assessment.at_keyboard() if can_ask else assessment.alone()
    if walk is None:
        return None
    return assessment_document(
        kb,
        assessment.guide,
        walk,
        order.shown,
        assessment.disagreement,
        is_renewed=assessment.is_renewed,
    )


def _check(order: Order) -> None:
    shown = printable(order.file)
    if Path(order.file).suffix.lower() in {CSV, *WORKBOOKS}:
        hint = "Give a YAML file, and take the answers from the table: --answers TABLE.csv"
        raise UsageError(f"answers cannot be written into a table such as '{shown}'", hint)
    if order.answers is None and not order.no_input and not at_terminal():
        hint = "Take the answers from a file with --answers FILE, or add --no-input."
        raise UsageError("there is no terminal to ask in", hint)
    if order.is_begun:
        return
    if order.answers is None and order.no_input:
        raise UsageError(f"there is no file '{shown}' yet, and no answers", "Add --answers FILE.")
    if not os.access(Path(order.file).parent, os.W_OK):
        hint = "Give a file in a folder that is there, and that you may write into."
        raise OutputError(f"'{shown}' cannot be begun", hint)


class _Assessment:
    """One run of the command."""

    def __init__(self, order: Order, kb: KnowledgeBase) -> None:
        self.order = order
        self.kb = kb
        self.guide = load_guide(kb)
        self._answers: Programme | None = None
        if order.answers:
            self._answers = load_programme(Path(order.answers), kb, self.guide).programme
        self._is_under_way = False
        self.disagreement = ""
        self.is_renewed = False

    def alone(self) -> Walk:
        """Assess without asking."""
        name = self._answers.programme if self._answers else ""
        interview, journal = self._open() if self.order.is_begun else self._begin(name)
        if self.disagreement:
            complain(self.disagreement)
        walk = interview.walk_alone()
        may_write = self.order.force or bool(walk.edits)
        renewing = self._renewing(walk) if may_write else ()
        journal.save((*walk.edits, *renewing), force=self.order.force)
        if walk.open and not self.order.no_input:
            message = "there is no terminal to ask in, so what the answers leave open stays open"
            complain(message)
        return walk

    def at_keyboard(self) -> Walk | None:
        """Assess by asking; return None if not even a name was given.

        Raises:
            typer.Exit: The user broke it off.
        """
        with Interrupts() as interrupts:
            terminal = Terminal(interrupts.waiting)
            try:
                return self._go_on(terminal) if self.order.is_begun else self._start(terminal)
            except (EOFError, KeyboardInterrupt):
                with suppress(EOFError):
                    terminal.say("")  # ends the line that was typed
                    self._say_goodbye(terminal)
                raise typer.Exit(ExitCode.INTERRUPTED) from None

    def _start(self, terminal: Terminal) -> Walk | None:
        terminal.show(welcome(self.kb, printable(self.order.file)))
        name = self._answers.programme if self._answers else _ask_name(terminal)
        if isinstance(name, Navigation):
            self._say_goodbye(terminal)
            return None
        return self._ask(terminal, *self._begin(name))

    def _go_on(self, terminal: Terminal) -> Walk:
        interview, journal = self._open()
        walk = interview.walk({})
        terminal.say(f"{walk.programme.programme}: {progress(self.kb, walk)}")
        if self.disagreement:
            terminal.say(self.disagreement)
        if changed := find_knowledge_changes(self.kb, walk.programme, walk.placed):
            terminal.say(" ".join((changed.text, *changed.changes)))
        prompt = Prompt(
            f"Go on, and write your answers into {printable(self.order.file)}?",
            "Your answers are added to the file. What it holds already stays, comments too.",
            choices=(YES, NO),
            can_move=False,
        )
        if not self.order.force and terminal.ask(prompt) != YES.value:
            terminal.say("Nothing was written.")
            return walk
        return self._ask(terminal, interview, journal)

    def _ask(self, terminal: Terminal, interview: Interview, journal: _Journal) -> Walk:
        if self.order.answers:
            terminal.say(f"What {printable(self.order.answers)} answers is not asked again.")
        self._is_under_way = True
        known = interview.walk({}).replies
        today = () if self.order.is_begun else (Edit(("assessed",), self.order.on.isoformat()),)

        def save(walk: Walk) -> None:
            """Save; a new file gets the date of the day on which something new is answered."""
            dated = () if walk.replies == known else today
            journal.save((*walk.edits, *dated, *self._renewing(walk)))

        session = Session(interview, terminal, save)
        if not session.run():
            self._say_goodbye(terminal)
        return session.walk

    def _say_goodbye(self, terminal: Terminal) -> None:
        """Say where the answers are, and how to go on."""
        if not self._is_under_way:
            terminal.say("Nothing was written.")
            return
        terminal.say(f"Your answers so far are saved in {printable(self.order.file)}.")
        terminal.say(f"To go on: boundary-advisor assess {self.order.shown}")

    def _begin(self, name: str) -> tuple[Interview, _Journal]:
        """Begin a file, with the date of the answers unless the command line gives one."""
        order, answered = self.order, self._answers and self._answers.assessed
        on = order.on if order.is_dated else answered or order.on
        programme = Programme(programme=name, assessed=on, knowledge=self.kb.edition)
        interview = Interview(self.kb, self.guide, programme, self._answers)
        return interview, _Journal(order.file, begin_file(self.kb, name, on), is_begun=False)

    def _open(self) -> tuple[Interview, _Journal]:
        order = self.order
        programme, names = load_programme(Path(order.file), self.kb, self.guide)
        interview = Interview(self.kb, self.guide, programme, self._answers, names)
        shown = printable(order.file), printable(order.answers or "")
        self.disagreement = disagreement_words(interview.disagreements, *shown)
        text = _read(order.file)
        if text is None:
            raise OutputError(f"'{shown[0]}' cannot be read any more", "Start again.")
        return interview, _Journal(order.file, text, is_begun=True)

    def _renewing(self, walk: Walk) -> tuple[Edit, ...]:
        """Return the edits that bring version and advice up to date once all is answered.

        A file that names no version stays so. The advice on what is done or dropped is kept.
        """
        old, new = walk.programme.knowledge, self.kb.edition
        self.is_renewed = old not in {None, new} and not walk.open
        if not self.is_renewed:
            return ()
        advised = (
            Edit(("situations", at, "advised"), placed.strategy.id)
            for at, placed in enumerate(walk.placed)
            if placed.given.advised and placed.strategy and not placed.given.is_closed
            if placed.given.advised != placed.strategy.id
        )
        return (Edit(("knowledge",), new), *advised)


def _ask_name(terminal: Terminal) -> str | Navigation:
    while (name := terminal.ask(Prompt(NAME.text, NAME.why))) is Navigation.BACK:
        terminal.say("This is the first question.")
    return name


_BOM = codecs.BOM_UTF8.decode("utf-8")


class _Journal:
    """Writes the answers into a programme file.

    Args:
        name: Name of the file.
        text: Its text, or that of a new file.
        is_begun: Whether the file exists.
    """

    def __init__(self, name: str, text: str, *, is_begun: bool) -> None:
        self._name = name
        self._bom = _BOM if text.startswith(_BOM) else ""
        self._base = text.removeprefix(_BOM)
        self._last = text if is_begun else None

    def save(self, edits: Iterable[Edit], *, force: bool = True) -> None:
        """Bring the file up to date.

        Args:
            edits: All changes since the interview began.
            force: Whether an existing file may be changed.

        Raises:
            OutputError: The file cannot be written, or another program has changed it.
            EditError: The layout of the file does not allow one of the changes.
        """
        text = self._bom + apply_edits(self._base, edits)
        if text == self._last:
            return
        if self._last is not None:
            self._check(force=force)
        try:
            write_file(self._name, text, force=self._last is not None)
        except OutputError as error:
            hint = "Your last answer is not in it. Those before it are."
            hint = "Choose another file." if self._last is None else hint
            raise OutputError(error.message, hint) from None
        self._last = text

    def _check(self, *, force: bool) -> None:
        shown = printable(self._name)
        if not force:
            raise OutputError(f"'{shown}' is there already", "Add --force to write into it.")
        if _read(self._name) != self._last:
            hint = "It is left as it is, without your last answer. Start again to go on with it."
            raise OutputError(f"'{shown}' was changed by another program meanwhile", hint)


def _read(name: str) -> str | None:
    """Return the text of a file, including a byte order mark; None if it cannot be read."""
    try:
        return Path(name).read_bytes().decode("utf-8")
    except (OSError, ValueError):
        return None
