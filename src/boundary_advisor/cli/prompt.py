"""Asking at a terminal, on standard error: numbered choices or a line of text, back and out."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.cli.streams import columns, is_terminal
from boundary_advisor.text import HIDDEN, printable, show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from boundary_advisor.views.document import Document

LONGEST = 200
"""Characters of a text that is typed in."""

NO_NAMES = frozenset({"yes", "y", "no", "n", "not sure", "1", "2", "3"})
"""Answers to other questions, so that a name like this is asked back once."""

_SIGN = "> "

_ONE_LINE = 40  # columns of choices that stand beside one another

_TAKE_OUT = "-"


class Navigation(Enum):
    """What can be typed in place of an answer."""

    BACK = "back"
    QUIT = "quit"


class MenuItem(NamedTuple):
    """An answer to choose: the value to keep, and the label to show."""

    value: str
    label: str


@dataclass(frozen=True)
class Prompt:
    """A question.

    Attributes:
        text: The question.
        why: What `?` shows: why it is asked, and its source.
        choices: The answers to choose from; none if a text is typed in.
        now: The present answer, which Enter alone keeps; None if there is none yet.
        on_enter: What Enter alone does if there is none yet, such as "leaves it blank"; empty if
            that is no answer.
        can_move: Whether there is a way back, and out.
    """

    text: str
    why: str
    choices: tuple[MenuItem, ...] = ()
    now: str | None = None
    on_enter: str = ""
    can_move: bool = True


def at_terminal(*, answer: bool = False) -> bool:
    """Return whether there is a terminal to ask in; with `answer`, to show the answer in too."""
    return all(map(is_terminal, (sys.stdin, sys.stderr, *([sys.stdout] if answer else []))))


class Terminal:
    """A terminal to ask at; it waits for each line in a context that `waiting` makes."""

    def __init__(self, waiting: Callable[[], AbstractContextManager[None]]) -> None:
        self._waiting = waiting
        for stream in (sys.stdin, sys.stderr):
            reconfigure = getattr(stream, "reconfigure", None)  # a stand-in may lack it
            if reconfigure is not None:
                reconfigure(errors="backslashreplace")

    def say(self, text: str) -> None:
        """Say a text, wrapped to the window; raises EOFError if there is no one left to hear it."""
        from boundary_advisor.output.terminal import hang, plain, words

        self._write(f"{plain(hang(words(text), columns(sys.stderr), ''))}\n")

    def show(self, document: Document) -> None:
        """Show a document after an empty line; raises what `say` does."""
        from boundary_advisor.output.terminal import to_terminal

        text = to_terminal(document, width=columns(sys.stderr), color=False, unicode=False)
        self._write(f"\n{text}")

    def ask(self, prompt: Prompt) -> str | Navigation:
        """Ask until there is an answer, or a wish to move.

        Raises:
            EOFError: There is no one left to answer.
            KeyboardInterrupt: The user broke off.
        """
        self._write("\n")
        self.say(prompt.text)
        self._write("".join(f"  {printable(line)}\n" for line in _choices(prompt)))
        self.say(f"({', '.join(_keys(prompt))})")
        doubted = ""
        while True:
            word = self._read()
            if word == "?":
                self.say(prompt.why)
                continue
            if prompt.can_move and (move := _MOVES.get(word.casefold())):
                return move
            try:
                return _answer(prompt, word, doubted)
            except ValueError as wrong:
                doubted = word
                self.say(str(wrong))

    def _read(self) -> str:
        try:
            with self._waiting():
                self._write(_SIGN)
                line = sys.stdin.readline()
        except (OSError, ValueError) as error:  # the terminal is lost
            raise EOFError from error
        if not line:
            raise EOFError
        return " ".join(line.split())

    @staticmethod
    def _write(text: str) -> None:
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except (OSError, ValueError) as error:
            raise EOFError from error


_MOVES = {move.value[:length]: move for move in Navigation for length in (1, len(move.value))}


def _choices(prompt: Prompt) -> list[str]:
    """Number the choices, side by side if they are short."""
    numbered = [f"{number} {each.label}" for number, each in enumerate(prompt.choices, start=1)]
    beside = "   ".join(numbered)
    return [beside] if 0 < len(beside) <= _ONE_LINE else numbered


def _keys(prompt: Prompt) -> Iterator[str]:
    """List what else can be typed."""
    if prompt.now is not None:
        yield f"now: {_label(prompt, prompt.now)}, Enter keeps it"
    elif prompt.on_enter:
        yield f"Enter {prompt.on_enter}"
    if prompt.now and prompt.on_enter and not prompt.choices:
        yield f"{_TAKE_OUT} takes it out"
    if prompt.can_move:
        yield from ("b back", "q stop")
    yield "? why"


def _label(prompt: Prompt, value: str) -> str:
    labels = (each.label for each in prompt.choices if each.value == value)
    return next(labels, value or "blank")


def _answer(prompt: Prompt, word: str, doubted: str) -> str:
    """Read what was typed as an answer.

    Raises:
        ValueError: It is none; the message says why.
    """
    if not word and prompt.now is not None:
        return prompt.now
    if prompt.on_enter and word in {"", _TAKE_OUT}:
        return ""
    return _chosen(prompt.choices, word) if prompt.choices else _typed(prompt, word, doubted)


def _typed(prompt: Prompt, word: str, doubted: str) -> str:
    """Read a text; ask back once if it looks like an answer to another sort of question."""
    if not word:
        raise ValueError("Type something first, then Enter.")
    if match := HIDDEN.search(word):
        char = printable(match.group())
        raise ValueError(f"There is a hidden character in it: {char}. Please type it again.")
    if len(word) > LONGEST:
        raise ValueError(f"That is longer than {LONGEST} characters. Please make it shorter.")
    if word.casefold() in NO_NAMES and word != doubted:
        can_be_blank = prompt.on_enter and not prompt.now
        blank = f", or Enter, which {prompt.on_enter}" if can_be_blank else ""
        raise ValueError(f"Is '{word}' really a name? Enter it again to keep it{blank}.")
    return word


def _chosen(choices: tuple[MenuItem, ...], word: str) -> str:
    """Read a number, a word, or a beginning that fits one choice only."""
    folded = word.casefold()
    numbered = {str(number): each for number, each in enumerate(choices, start=1)}
    if folded in numbered:
        return numbered[folded].value
    exact = [each for each in choices if each.label.casefold() == folded]
    begun = [each for each in choices if folded and each.label.casefold().startswith(folded)]
    fitting = exact or begun
    if len(fitting) == 1:
        return fitting[0].value
    known = ", ".join(
        f"{number} {each.label}"
        for number, each in numbered.items()
        if each in (fitting or choices)
    )
    if fitting:
        raise ValueError(f"'{word}' fits more than one answer. Type a number: {known}.")
    what = f"{show(word)} is no answer here." if word else "Nothing was typed."
    raise ValueError(f"{what} Type a number or a word: {known}.")
