"""The offer of `advise`, at a terminal, to find a level that was not given."""

from __future__ import annotations

import re
import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.support.keyboard import Keyboard, Screen, typed

if TYPE_CHECKING:
    from tests.support.keyboard import Keys
    from tests.support.program import Cli, Ran

HIGH = ("yes", "no")
LONG = ("yes", "no", "no", "no", "no", "no")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> partial[Ran]:
    monkeypatch.setattr("boundary_advisor.cli.prompt.is_terminal", lambda _: True)
    return partial(typed, monkeypatch, cli)


def said(done: Ran) -> str:
    return re.sub(r"\s+", " ", done.err)


def test_the_levels_are_found_and_one_answer_is_given(cli: Cli, asked: partial[Ran]) -> None:
    known = cli("advise", "-c", "data", "-t", "high", "-z", "long")
    done = asked(("advise", "-c", "data"), "yes", *HIGH, *LONG)
    assert (done.code, done.out) == (0, known.out)
    assert "The threat and horizon are not given. Answer up to 13 questions to find th" in said(
        done
    )
    assert "Threat: high, because the way ahead is blocked. (rule signs; " in said(done)
    assert "Horizon: long, because you want a foundation that others build on. (r" in said(done)
    assert " of 8" not in done.err  # it is about one challenge
    assert "> \nThreat, question 2: Can the people" in done.err
    assert "Who owns this?" not in said(done)


@pytest.mark.parametrize(
    ("given", "keys", "missing"),
    [
        (("-z", "long"), HIGH, "The threat is not given. Answer up to 6 questions to find it?"),
        (("-t", "high"), LONG, "The horizon is not given. Answer up to 7 questions to find it?"),
    ],
)
def test_only_what_is_missing_is_asked(
    given: tuple[str, ...], keys: tuple[str, ...], missing: str, cli: Cli, asked: partial[Ran]
) -> None:
    known = cli("advise", "-c", "data", "-t", "high", "-z", "long", "--full")
    done = asked(("advise", "-c", "data", *given, "--full"), "1", *keys)
    assert (done.code, done.out) == (0, known.out)
    assert missing in said(done)


def test_what_stays_open_gives_the_candidates(cli: Cli, asked: partial[Ran]) -> None:
    known = cli("advise", "-c", "data", "-z", "long", "--no-input")
    done = asked(("advise", "-c", "data", "-z", "long"), "yes", *["not sure"] * 3)
    assert (done.code, done.out) == (0, known.out)
    assert "Threat: undecided, because no sign of either level is known." in said(done)
    assert "What would settle it: " in said(done)


@pytest.mark.parametrize("keys", [("no",), ("?", "2"), ("yes", "b", "no", "b", "", "q")])
def test_who_does_not_want_to_answer_gets_the_candidates(
    keys: tuple[Keys, ...], cli: Cli, asked: partial[Ran]
) -> None:
    known = cli("advise", "-c", "data", "--no-input")
    done = asked(("advise", "-c", "data"), *keys)
    assert (done.code, done.out) == (0, known.out)


@pytest.mark.parametrize("end", [KeyboardInterrupt, EOFError])
def test_breaking_off_gives_no_answer(end: Keys, asked: partial[Ran]) -> None:
    done = asked(("advise", "-c", "data"), "yes", end)
    assert (done.code, done.out) == (130, "")
    assert done.err.endswith("boundary-advisor: interrupted\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("-c", "data", "--no-input"),
        ("-c", "data", "-c", "legal"),
        ("-c", "data", "-t", "high", "-z", "long"),
        ("-c", "data", "-t", "high", "--format", "json", "--no-input"),
    ],
)
def test_otherwise_nothing_is_offered(
    arguments: tuple[str, ...], cli: Cli, asked: partial[Ran]
) -> None:
    assert asked(("advise", *arguments)) == cli("advise", *arguments)


@pytest.mark.parametrize("lacks", ["stdin", "stdout", "stderr"])
def test_without_a_whole_terminal_nothing_is_offered(
    lacks: str, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = ("advise", "-c", "data", "--format", "json")  # it looks the same everywhere
    known = cli(*question)
    streams = {"stdin": Keyboard(), "stdout": Screen(), "stderr": Screen()}
    del streams[lacks]
    with monkeypatch.context() as patch:
        for name, stream in streams.items():
            patch.setattr(sys, name, stream)
        done = cli(*question)
    said = {name: stream.getvalue() for name, stream in streams.items()}
    assert said.get("stdout", done.out) == known.out
    assert (done.code, said.get("stderr", done.err)) == (0, "")
