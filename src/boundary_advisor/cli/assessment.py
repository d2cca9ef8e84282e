"""The command assess from beginning to end: which file and answers, with a keyboard or without."""

from __future__ import annotations

import codecs
import os
import shlex
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from boundary_advisor.cli.interview_loop import NO, YES, Session
from boundary_advisor.cli.prompt import Navigation, Prompt, Terminal, at_terminal
from boundary_advisor.cli.streams import complain
from boundary_advisor.cli.writing import Interrupts, write_file
from boundary_advisor.errors import ExitCode, OutputError, UsageError
from boundary_advisor.knowledge.guide import load_guide
from boundary_advisor.programme.fields import Programme
from boundary_advisor.programme.interview import Interview, Walk
from boundary_advisor.programme.knowledge_changes import find_knowledge_changes
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
    from boundary_advisor.programme.programme_file import NamedProgramme
    from boundary_advisor.views.document import Document


@dataclass
class Assessment:
    """One run of the command.

    Attributes:
        file: Name of the programme file.
        answers: Name of a file of answers; None without one.
        on: The day of the assessment.
        is_dated: Whether the command line gives that day.
    """

    kb: KnowledgeBase
    file: str
    answers: str | None
    on: date
    is_dated: bool
    no_input: bool
    force: bool

    def run(self) -> Document | None:
        """Assess a programme; return the summary, None if nothing was begun.

        Raises:
            UsageError: There are no answers and nobody to ask, or the file is a table.
            ProgrammeError: The file, or the file of answers, has problems.
            OutputError: The file cannot be written.
            typer.Exit: The user broke it off.
        """
        self._shown = printable(self.file)
        self._is_begun = os.path.exists(self.file)  # noqa: PTH110  # unlike the other one, it never fails
        can_ask = at_terminal() and not self.no_input
        self._check(can_ask=can_ask)
        self._guide = load_guide(self.kb)
        self._more = self._load(self.answers).programme if self.answers else None
        self._is_under_way = self._is_renewed = False
        self._disagreement = ""
        walk = self._at_keyboard() if can_ask else self._alone()
        return (
            None
            if walk is None
            else assessment_document(
                self.kb,
                self._guide,
                walk,
                shlex.quote(self._shown),
                self._disagreement,
                is_renewed=self._is_renewed,
            )
        )

    def _check(self, *, can_ask: bool) -> None:
        if Path(self.file).suffix.lower() in {CSV, *WORKBOOKS}:
            hint = "Give a YAML file, and take the answers from the table: --answers TABLE.csv"
            raise UsageError(
                f"answers cannot be written into a table such as '{self._shown}'", hint
            )
        if self.answers is None and not self.no_input and not can_ask:
            hint = "Take the answers from a file with --answers FILE, or add --no-input."
            raise UsageError("there is no terminal to ask in", hint)
        if self._is_begun:
            return
        if self.answers is None and self.no_input:
            message = f"there is no file '{self._shown}' yet, and no answers"
            raise UsageError(message, "Add --answers FILE.")
        if not os.access(Path(self.file).parent, os.W_OK):
            hint = "Give a file in a folder that is there, and that you may write into."
            raise OutputError(f"'{self._shown}' cannot be begun", hint)

    def _load(self, file: str) -> NamedProgramme:
        return load_programme(Path(file), self.kb, self._guide)

    def _alone(self) -> Walk:
        name = self._more.programme if self._more else ""
        interview, journal = self._open() if self._is_begun else self._begin(name)
        if self._disagreement:
            complain(self._disagreement)
        walk = interview.walk_alone()
        may_write = self.force or bool(walk.edits)
        renewing = self._renewing(walk) if may_write else ()
        journal.save((*walk.edits, *renewing), force=self.force)
        if walk.open and not self.no_input:
            message = "there is no terminal to ask in, so what the answers leave open stays open"
            complain(message)
        return walk

    def _at_keyboard(self) -> Walk | None:
        """Assess by asking; return None if not even a name was given."""
        with Interrupts() as interrupts:
            terminal = Terminal(interrupts.waiting)
            try:
                return self._go_on(terminal) if self._is_begun else self._start(terminal)
            except (EOFError, KeyboardInterrupt):
                with suppress(EOFError):
                    terminal.say("")  # ends the line that was typed
                    self._say_goodbye(terminal)
                raise typer.Exit(ExitCode.INTERRUPTED) from None

    def _start(self, terminal: Terminal) -> Walk | None:
        terminal.show(welcome(self.kb, self._shown))
        name = self._more.programme if self._more else _ask_name(terminal)
        if isinstance(name, Navigation):
            self._say_goodbye(terminal)
            return None
        return self._ask(terminal, *self._begin(name))

    def _go_on(self, terminal: Terminal) -> Walk:
        interview, journal = self._open()
        walk = interview.walk({})
        terminal.say(f"{walk.programme.programme}: {progress(self.kb, walk)}")
        if self._disagreement:
            terminal.say(self._disagreement)
        if changed := find_knowledge_changes(self.kb, walk.programme, walk.placed):
            terminal.say(" ".join((changed.text, *changed.changes)))
        prompt = Prompt(
            f"Go on, and write your answers into {self._shown}?",
            "Your answers are added to the file. What it holds already stays, comments too.",
            choices=(YES, NO),
            can_move=False,
        )
        if not self.force and terminal.ask(prompt) != YES.value:
            terminal.say("Nothing was written.")
            return walk
        return self._ask(terminal, interview, journal)

    def _ask(self, terminal: Terminal, interview: Interview, journal: _Journal) -> Walk:
        if self.answers:
            terminal.say(f"What {printable(self.answers)} answers is not asked again.")
        self._is_under_way = True
        known = interview.walk({}).replies
        today = () if self._is_begun else (Edit(("assessed",), self.on.isoformat()),)

        def save(walk: Walk) -> None:
            """Save; a new file gets the date of the day on which something new is answered."""
            dated = () if walk.replies == known else today
            journal.save((*walk.edits, *dated, *self._renewing(walk)))

        session = Session(interview, terminal, save)
        if not session.run():
            self._say_goodbye(terminal)
        return session.walk

    def _say_goodbye(self, terminal: Terminal) -> None:
        """Say where the answers are saved, and how to go on."""
        if not self._is_under_way:
            terminal.say("Nothing was written.")
            return
        terminal.say(f"Your answers so far are saved in {self._shown}.")
        terminal.say(f"To go on: boundary-advisor assess {shlex.quote(self._shown)}")

    def _begin(self, name: str) -> tuple[Interview, _Journal]:
        """Begin a file, with the date of the answers unless the command line gives one."""
        answered = self._more and self._more.assessed
        on = self.on if self.is_dated else answered or self.on
        programme = Programme(programme=name, assessed=on, knowledge=self.kb.edition)
        interview = Interview(self.kb, self._guide, programme, self._more)
        return interview, _Journal(self.file, begin_file(self.kb, name, on), is_begun=False)

    def _open(self) -> tuple[Interview, _Journal]:
        programme, names = self._load(self.file)
        interview = Interview(self.kb, self._guide, programme, self._more, names)
        answers = printable(self.answers or "")
        self._disagreement = disagreement_words(interview.disagreements, self._shown, answers)
        text = _read(self.file)
        if text is None:
            raise OutputError(f"'{self._shown}' cannot be read any more", "Start again.")
        return interview, _Journal(self.file, text, is_begun=True)

    def _renewing(self, walk: Walk) -> tuple[Edit, ...]:
        """Return the edits that bring version and advice up to date once all is answered.

        A file that names no version stays so. The advice on what is done or dropped is kept.
        """
        old, new = walk.programme.knowledge, self.kb.edition
        self._is_renewed = old not in {None, new} and not walk.open
        if not self._is_renewed:
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
    """Writes the answers into a programme file; a new one begins as `text`."""

    def __init__(self, name: str, text: str, *, is_begun: bool) -> None:
        self._name = name
        self._bom = _BOM if text.startswith(_BOM) else ""
        self._base = text.removeprefix(_BOM)
        self._last = text if is_begun else None

    def save(self, edits: Iterable[Edit], *, force: bool = True) -> None:
        """Bring the file up to date with all changes since the interview began.

        Raises:
            OutputError: The file cannot be written, another program has changed it, or it is there
                already and may only be changed with `force`.
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
