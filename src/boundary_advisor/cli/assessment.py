"""An assessment from its beginning to its end: which file, which answers, keyboard or none."""

from __future__ import annotations

import os
import shlex
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from boundary_advisor.cli.interview_loop import Journal, Session, read_whole
from boundary_advisor.cli.prompt import MenuItem, Navigation, Prompt, Terminal, at_terminal
from boundary_advisor.cli.streams import complain
from boundary_advisor.cli.writing import Interrupts
from boundary_advisor.errors import ExitCode, OutputError, UsageError
from boundary_advisor.knowledge.guide import Guide, load_guide
from boundary_advisor.programme.answers import Edit, Sheet, sheet_of
from boundary_advisor.programme.csv_table import read_csv
from boundary_advisor.programme.interview import Interview
from boundary_advisor.programme.knowledge_changes import since
from boundary_advisor.programme.programme import Programme
from boundary_advisor.programme.programme_file import CSV, WORKBOOKS, begin_file, load_programme
from boundary_advisor.text import printable
from boundary_advisor.views.assessment_page import (
    NAME,
    assessment_document,
    kept_words,
    progress,
    welcome,
)
from boundary_advisor.yamlfile import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.interview import Walk
    from boundary_advisor.views.document import Document

_GO_ON = (MenuItem("yes", "yes"), MenuItem("no", "no"))


class Order(NamedTuple):
    """What the command line asks for.

    Attributes:
        file: Name of the programme file.
        answers: Name of a file of answers; None without one.
        on: The day of the assessment.
        is_dated: Whether the command line gives that day.
        no_input: Whether nothing may be asked.
        force: Whether a file that is there may be written into without asking.
    """

    file: str
    answers: str | None
    on: date
    is_dated: bool
    no_input: bool
    force: bool

    @property
    def is_begun(self) -> bool:
        """Whether the file is there."""
        return os.path.exists(self.file)  # noqa: PTH110  # unlike the other one, it never fails

    @property
    def shown(self) -> str:
        """The file as a command line names it."""
        return shlex.quote(printable(self.file))


def assess_file(order: Order, kb: KnowledgeBase) -> Document | None:
    """Assess a programme; give the summary, None where nothing was begun.

    Raises:
        UsageError: There is nothing to take answers from, or the file is a table.
        ProgrammeError: The file, or the file of answers, has problems.
        OutputError: The file cannot be written.
        typer.Exit: It was broken off; this has been said.
    """
    _check(order)
    assessment = _Assessment(order, kb)
    can_ask = at_terminal() and not order.no_input
    walk = assessment.at_keyboard() if can_ask else assessment.alone()
    if walk is None:
        return None
    return assessment_document(
        assessment.kb,
        assessment.guide,
        walk,
        order.shown,
        assessment.kept,
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
    """One assessment, with all that it needs at hand."""

    def __init__(self, order: Order, kb: KnowledgeBase) -> None:
        self.order = order
        self.kb = kb
        self.guide = load_guide(self.kb)
        self._answers = _sheet(order.answers, self.kb, self.guide) if order.answers else None
        self._name = self._answers.programme.programme if self._answers else ""
        self._is_under_way = False
        self.kept = ""
        self.is_renewed = False

    def alone(self) -> Walk:
        """Assess without asking."""
        interview, journal = self._open() if self.order.is_begun else self._begin(self._name)
        if self.kept:
            complain(self.kept, "", 0)
        walk = interview.walk_alone()
        may_write = self.order.force or bool(walk.edits)
        renewing = self._renewing(walk) if may_write else ()
        journal.save((*walk.edits, *renewing), force=self.order.force)
        if walk.open and not self.order.no_input:
            message = "there is no terminal to ask in, so what the answers leave open stays open"
            complain(message, "", 0)
        return walk

    def at_keyboard(self) -> Walk | None:
        """Assess by asking; give None where not even a name was given.

        Raises:
            typer.Exit: It was broken off.
        """
        with Interrupts() as interrupts:
            terminal = Terminal(interrupts.waiting)
            try:
                return self._go_on(terminal) if self.order.is_begun else self._start(terminal)
            except (EOFError, KeyboardInterrupt):
                with suppress(EOFError):
                    terminal.say("")  # what was typed stands on this line
                    self._part(terminal)
                raise typer.Exit(ExitCode.INTERRUPTED) from None

    def _start(self, terminal: Terminal) -> Walk | None:
        terminal.show(welcome(self.kb, printable(self.order.file)))
        name = self._name or _ask_name(terminal)
        if isinstance(name, Navigation):
            self._part(terminal)
            return None
        return self._ask(terminal, *self._begin(name))

    def _go_on(self, terminal: Terminal) -> Walk:
        interview, journal = self._open()
        walk = interview.walk({})
        shown = printable(self.order.file)
        terminal.say(f"{walk.programme.programme}: {progress(self.kb, walk)}")
        if self.kept:
            terminal.say(self.kept)
        if changed := since(self.kb, walk.programme, walk.placed):
            terminal.say(" ".join((changed.text, *changed.changes)))
        asks = Prompt(
            f"Go on, and write your answers into {shown}?",
            "Your answers are added to the file. What it holds already stays, comments too.",
            choices=_GO_ON,
            can_move=False,
        )
        if not self.order.force and terminal.ask(asks) != _GO_ON[0].value:
            terminal.say("Nothing was written.")
            return walk
        return self._ask(terminal, interview, journal)

    def _ask(self, terminal: Terminal, interview: Interview, journal: Journal) -> Walk:
        if self.order.answers:
            terminal.say(f"What {printable(self.order.answers)} answers is not asked again.")
        self._is_under_way = True
        dated = self._dating(interview)
        session = Session(
            interview,
            terminal,
            lambda walk: journal.save((*walk.edits, *dated(walk), *self._renewing(walk))),
        )
        if not session.run():
            self._part(terminal)
        return session.walk

    def _part(self, terminal: Terminal) -> None:
        """Say what has become of the answers, and how to go on."""
        if not self._is_under_way:
            terminal.say("Nothing was written.")
            return
        terminal.say(f"Your answers so far are saved in {printable(self.order.file)}.")
        terminal.say(f"To go on: boundary-advisor assess {self.order.shown}")

    def _begin(self, name: str) -> tuple[Interview, Journal]:
        on = self._day()
        programme = Programme(programme=name, assessed=on, knowledge=self.kb.edition)
        sheet = Sheet(programme, is_sized=False, names={})
        interview = Interview(self.kb, self.guide, sheet, self._answers)
        text = begin_file(self.kb, name, on)
        return interview, Journal(self.order.file, text, is_begun=False)

    def _day(self) -> date:
        """Give the day of the assessment: that of the answers, unless another is wanted."""
        told = self._answers and self._answers.programme.assessed
        return self.order.on if self.order.is_dated else told or self.order.on

    def _dating(self, interview: Interview) -> Callable[[Walk], tuple[Edit, ...]]:
        """Date a file that is begun on the day on which something new is answered."""
        known = interview.walk({}).replies
        today = () if self.order.is_begun else (Edit(("assessed",), self.order.on.isoformat()),)
        return lambda walk: () if walk.replies == known else today

    def _renewing(self, walk: Walk) -> tuple[Edit, ...]:
        """Name the version in use in a file that is answered in full, and what it advises now.

        A file that names no version is left so, and so is the advice for what is done or dropped.
        """
        then, now = walk.programme.knowledge, self.kb.edition
        self.is_renewed = then not in {None, now} and not walk.open
        if not self.is_renewed:
            return ()
        advised = (
            Edit(("situations", at, "advised"), each.strategy.id)
            for at, each in enumerate(walk.placed)
            if each.given.advised and each.strategy and not each.given.is_closed
            if each.given.advised != each.strategy.id
        )
        return (Edit(("knowledge",), now), *advised)

    def _open(self) -> tuple[Interview, Journal]:
        sheet = _sheet(self.order.file, self.kb, self.guide)
        interview = Interview(self.kb, self.guide, sheet, self._answers)
        names = printable(self.order.file), printable(self.order.answers or "")
        self.kept = kept_words(interview.kept, *names)
        text = read_whole(self.order.file)
        return interview, Journal(self.order.file, text, is_begun=True)


def _sheet(file: str, kb: KnowledgeBase, guide: Guide) -> Sheet:
    path = Path(file)
    programme = load_programme(path, kb, guide)
    is_table = path.suffix.lower() == CSV
    return sheet_of(programme, (read_csv(path) if is_table else read_yaml(path)).data, kb)


def _ask_name(terminal: Terminal) -> str | Navigation:
    while (name := terminal.ask(Prompt(NAME.text, NAME.why))) is Navigation.BACK:
        terminal.say("This is the first question.")
    return name
