"""Asking at a terminal: what can be typed, what comes of it, and what is shown."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from io import BytesIO, StringIO, TextIOWrapper
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boundary_advisor.cli.prompt import (
    LONGEST,
    NO_NAMES,
    MenuItem,
    Navigation,
    Prompt,
    Terminal,
    at_terminal,
)
from tests.support.documents import Document
from tests.support.keyboard import Keyboard, Screen
from tests.support.models import HIDDEN, Edit, apply_edits

if TYPE_CHECKING:
    from tests.support.keyboard import Keys

YES_NO = tuple(MenuItem(each, each) for each in ("yes", "no", "not sure"))
SIZES = (
    MenuItem("s", "Small city"),
    MenuItem("m", "Medium-sized city"),
    MenuItem("", "leave it out"),
)
CHOOSE = Prompt("Is it so?", "Because.", choices=YES_NO)
TYPE = Prompt("What is it called?", "For the head.")
OWNER = Prompt("Who owns it?", "So.", on_enter="leaves it blank")


def ask(
    monkeypatch: pytest.MonkeyPatch, prompt: Prompt, *keys: Keys
) -> tuple[str | Navigation, list[str]]:
    keyboard, screen = Keyboard(*keys), Screen()
    monkeypatch.setattr(sys, "stdin", keyboard)
    monkeypatch.setattr(sys, "stderr", screen)
    answer = Terminal(nullcontext).ask(prompt)
    assert keyboard.left == 0
    return answer, screen.getvalue().splitlines()


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("1", "yes"),
        (" 3 ", "not sure"),
        ("YES", "yes"),
        ("y", "yes"),
        ("no", "no"),  # not the beginning of another answer
        ("Not  Sure", "not sure"),
        ("not", "not sure"),
        ("b", Navigation.BACK),
        ("Back", Navigation.BACK),
        ("q", Navigation.QUIT),
        ("QUIT", Navigation.QUIT),
    ],
)
def test_a_choice_is_made_by_number_word_or_beginning(
    word: str, answer: str | Navigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(monkeypatch, CHOOSE, word)[0] == answer


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("n", "'n' fits more than one answer. Type a number: 2 no, 3 not sure."),
        ("4", "'4' is no answer here. Type a number or a word: 1 yes, 2 no, 3 not sure."),
        ("yess", "'yess' is no answer here. Type a number or a word: 1 yes, 2 no, 3 not sure."),
        ("", "Nothing was typed. Type a number or a word: 1 yes, 2 no, 3 not sure."),
        ("-", "'-' is no answer here. Type a number or a word: 1 yes, 2 no, 3 not sure."),
        (
            "\x1b[31mno",
            "'\\x1b[31mno' is no answer here. Type a number or a word: 1 yes, 2 no, 3 not",
        ),
    ],
)
def test_a_wrong_word_is_told_and_asked_again(
    word: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, lines = ask(monkeypatch, CHOOSE, word, "1")
    assert answer == "yes"
    assert lines[:4] == ["", "Is it so?", "  1 yes   2 no   3 not sure", "(b back, q stop, ? why)"]
    assert lines[4] == f"> {told}"
    assert lines[-1] == "> "


def test_a_question_mark_tells_why_and_asks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    answer, lines = ask(monkeypatch, CHOOSE, "?", "?", "2")
    assert answer == "no"
    assert lines[-3:] == ["> Because.", "> Because.", "> "]


def test_enter_keeps_the_answer_that_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    answer, lines = ask(monkeypatch, Prompt("Q?", "W.", choices=YES_NO, now="no"), "")
    assert answer == "no"
    assert "(now: no, Enter keeps it, b back, q stop, ? why)" in lines


def test_long_choices_stand_below_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    prompt = Prompt("How large?", "So.", choices=SIZES, now="", on_enter="leaves it blank")
    answer, lines = ask(monkeypatch, prompt, "")
    assert answer == ""
    assert lines[2:6] == [
        "  1 Small city",
        "  2 Medium-sized city",
        "  3 leave it out",
        "(now: leave it out, Enter keeps it, b back, q stop, ? why)",
    ]
    assert ask(monkeypatch, prompt, "m")[0] == "m"
    assert ask(monkeypatch, prompt, "3")[0] == ""
    assert (
        ask(monkeypatch, Prompt("Q", "W", choices=SIZES, on_enter="leaves it blank"), "")[0] == ""
    )


def test_a_text_is_taken_as_it_is_but_for_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    answer, lines = ask(monkeypatch, TYPE, "", "  Port:\t # Aldren  ")
    assert answer == "Port: # Aldren"
    assert lines[2:] == ["(b back, q stop, ? why)", "> Type something first, then Enter.", "> "]


def test_a_text_that_cannot_be_kept_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = ("a\x1b[0m", "a\u202eb", "x" * (LONGEST + 1), "x" * LONGEST)
    answer, lines = ask(monkeypatch, TYPE, *keys)
    assert answer == "x" * LONGEST
    assert lines[3:6] == [
        "> There is a hidden character in it: \\x1b. Please type it again.",
        "> There is a hidden character in it: \\u202e. Please type it again.",
        "> That is longer than 200 characters. Please make it shorter.",
    ]


@pytest.mark.parametrize(
    ("prompt", "more"),
    [
        (TYPE, ""),
        (OWNER, ", or Enter, which leaves it blank"),
        (Prompt("Who owns it?", "So.", now="CIO", on_enter="leaves it blank"), ""),
    ],
)
@pytest.mark.parametrize("word", ["no", "Not sure", "1"])
def test_an_answer_to_another_question_is_no_name_until_it_is_said_again(
    word: str, prompt: Prompt, more: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, lines = ask(monkeypatch, prompt, word, word)
    assert answer == word
    told = f"Is '{word}' really a name? Enter it again to keep it{more}."
    assert told in " ".join(lines)
    assert ask(monkeypatch, prompt, word, "Me")[0] == "Me"


def test_what_may_be_blank_can_be_left_and_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    answer, lines = ask(monkeypatch, OWNER, "")
    assert answer == ""
    assert lines[2] == "(Enter leaves it blank, b back, q stop, ? why)"
    owned = Prompt("Who owns it?", "So.", now="CIO", on_enter="leaves it blank")
    answer, lines = ask(monkeypatch, owned, "")
    assert answer == "CIO"
    assert lines[2] == "(now: CIO, Enter keeps it, - takes it out, b back, q stop, ? why)"
    assert ask(monkeypatch, owned, "-")[0] == ""
    left = Prompt("Who owns it?", "So.", now="", on_enter="leaves it blank")
    assert ask(monkeypatch, left, "")[1][2] == "(now: blank, Enter keeps it, b back, q stop, ? why)"


def test_where_there_is_no_way_back_none_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    prompt = Prompt("Go on?", "So.", choices=YES_NO[:2], can_move=False)
    answer, lines = ask(monkeypatch, prompt, "b", "2")
    assert answer == "no"
    assert lines[3] == "(? why)"
    assert lines[4] == "> 'b' is no answer here. Type a number or a word: 1 yes, 2 no."


@pytest.mark.parametrize("ends", [(), (OSError,), (ValueError,)])
def test_a_terminal_that_is_gone_is_an_end(
    ends: tuple[type[Exception]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(EOFError):
        ask(monkeypatch, CHOOSE, *ends)


def test_no_one_left_to_talk_to_is_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(sys, "stdin", Keyboard())
    terminal = Terminal(nullcontext)
    screen.close()
    with pytest.raises(EOFError):
        terminal.say("x")
    with pytest.raises(EOFError):
        terminal.show(Document("x", ()))


def test_talk_is_as_wide_as_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    terminal = Terminal(nullcontext)
    monkeypatch.setenv("COLUMNS", "30")
    terminal.say("word " * 20)
    assert max(map(len, screen.getvalue().splitlines())) <= 30
    monkeypatch.setenv("COLUMNS", "0")
    monkeypatch.setattr(screen, "fileno", lambda: 2)
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((20, 24)))
    screen.truncate(0)
    terminal.say("word " * 20)
    assert max(map(len, screen.getvalue().lstrip("\0").splitlines())) <= 20


def test_bytes_that_are_no_text_are_shown_and_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = TextIOWrapper(BytesIO(b"\xff\nname\n"), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stdin)
    monkeypatch.setattr(sys, "stderr", TextIOWrapper(BytesIO(), encoding="ascii"))
    terminal = Terminal(nullcontext)
    assert terminal.ask(TYPE) == "\\xff"
    assert terminal.ask(Prompt("\u00d8?", "So.")) == "name"


def test_a_terminal_takes_two_streams_or_three(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not at_terminal()
    monkeypatch.setattr(sys, "stdin", Keyboard())
    assert not at_terminal()
    monkeypatch.setattr(sys, "stderr", Screen())
    assert at_terminal()
    assert not at_terminal(answer=True)
    monkeypatch.setattr(sys, "stdout", Screen())
    assert at_terminal(answer=True)
    closed = StringIO()
    closed.close()
    for gone in (None, closed):
        monkeypatch.setattr(sys, "stdin", gone)
        assert not at_terminal()


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30).filter(lambda text: "\n" not in text and "\r" not in text))
def test_whatever_text_is_taken_can_be_written_into_a_file(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    answer, _ = ask(monkeypatch, TYPE, text, *(["name"] if _is_refused(text) else []))
    if isinstance(answer, str):
        assert apply_edits("programme: x\n", [Edit(("programme",), answer)])
        assert not HIDDEN.search(answer)


def _is_refused(text: str) -> bool:
    kept = " ".join(text.split())
    return kept.casefold() in {"", "?", *NO_NAMES} or bool(HIDDEN.search(kept))
