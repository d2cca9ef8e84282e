"""Colour, width and characters: what the place of the answer can show, and what the user wants."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from typing import TYPE_CHECKING

import pytest

from boundary_advisor.cli.streams import standard_output
from boundary_advisor.output.formats import FILE, Screen
from tests.support.program import QUESTION, environment, module, process, stream

if TYPE_CHECKING:
    from tests.support.program import Cli

ESCAPE = "\x1b"


class Terminal:
    """A standard output that says it is a terminal."""

    encoding = "utf-8"

    @staticmethod
    def isatty() -> bool:
        return True


@pytest.mark.parametrize(
    ("variables", "terminal", "expected"),
    [
        ({}, False, False),
        ({}, True, True),
        ({"TERM": "dumb"}, True, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        ({"FORCE_COLOR": ""}, False, False),
        ({"FORCE_COLOR": "0"}, False, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour_is_for_terminals_unless_wished_otherwise(
    variables: dict[str, str], monkeypatch: pytest.MonkeyPatch, *, terminal: bool, expected: bool
) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal() if terminal else stream("utf-8")[0])
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert standard_output().color is expected


@pytest.mark.parametrize("variables", [{}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}])
def test_without_colour_there_is_no_escape(
    cli: Cli, variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert ESCAPE not in cli("advise", *QUESTION).out


def test_forced_colour_changes_nothing_but_the_codes(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = cli("advise", *QUESTION)
    monkeypatch.setenv("FORCE_COLOR", "1")
    colored = cli("advise", *QUESTION)
    assert f"{ESCAPE}[1m" in colored.out
    for code in ("1", "2", "7", "0", "1;7"):
        colored = colored._replace(out=colored.out.replace(f"{ESCAPE}[{code}m", ""))
    assert colored == plain


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_colour_is_never_in_what_programs_read(
    cli: Cli, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert ESCAPE not in cli("advise", *QUESTION, "--format", form).out


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("utf-8", True), ("ascii", False), ("cp1252", False), ("cp437", False), ("utf-16", True)],
)
def test_frames_are_drawn_where_the_encoding_has_them(
    encoding: str, monkeypatch: pytest.MonkeyPatch, *, expected: bool
) -> None:
    monkeypatch.setattr(sys, "stdout", stream(encoding)[0])
    assert standard_output().unicode is expected


@pytest.mark.parametrize("encoding", [None, "", "no-such-encoding"])
def test_an_output_of_unknown_encoding_gets_ascii(
    encoding: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = Terminal()
    monkeypatch.setattr(out, "encoding", encoding, raising=False)
    monkeypatch.setattr(sys, "stdout", out)
    assert standard_output().unicode is False


def test_no_output_at_all_can_show_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert standard_output() == Screen(width=80, color=False, unicode=False)
    closed, _ = stream("utf-8")
    closed.close()
    monkeypatch.setattr(sys, "stdout", closed)
    assert standard_output().color is False


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
def test_the_answer_takes_the_width_it_is_given(
    cli: Cli, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert standard_output().width == columns
    for command in (["advise", *QUESTION], ["matrix"], ["challenges", "data"], []):
        assert max(map(len, cli(*command).out.splitlines())) <= columns


@pytest.mark.parametrize("columns", ["0", "-3", "wide", "1"])
def test_a_width_that_is_none_is_no_crash(
    cli: Cli, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert cli("advise", *QUESTION).code == 0


def test_a_file_can_show_frames_but_no_colour() -> None:
    assert Screen(width=80, color=False, unicode=True) == FILE


def test_a_pipe_gets_80_columns_and_no_escape() -> None:
    done = process(module("advise", *QUESTION))
    assert ESCAPE not in done.out
    assert "\u2502" in done.out
    assert max(map(len, done.out.splitlines())) == 80


def in_terminal(
    columns: int, *arguments: str, typed: str = "", **variables: str
) -> tuple[int, str]:
    """Run a command in a terminal while something is typed; gives its code and what it showed."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    os.write(master, typed.encode())
    shown = b""
    with subprocess.Popen(
        module(*(arguments or ("advise", *QUESTION))),
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment(**({"TERM": "xterm", "PYTHONIOENCODING": "utf-8"} | variables)),
    ) as run:
        os.close(slave)
        try:
            while piece := os.read(master, 65536):
                shown += piece
        except OSError:  # so some systems say that the other end is closed
            pass
        code = run.wait(60)
    os.close(master)
    return code, shown.decode("utf-8")


def test_a_terminal_gets_colour_and_its_own_width() -> None:
    code, shown = in_terminal(60)
    assert code == 0
    assert f"{ESCAPE}[1m" in shown
    code, plain = in_terminal(60, NO_COLOR="1")
    assert code == 0
    assert ESCAPE not in plain
    assert max(map(len, plain.splitlines())) <= 60
    assert "\u2502" in plain


def test_a_dumb_terminal_gets_no_escape() -> None:
    assert ESCAPE not in in_terminal(80, TERM="dumb")[1]


@pytest.mark.parametrize("columns", ["0", "-7", "wide"])
@pytest.mark.parametrize("window", [0, 80])
def test_a_width_that_is_none_is_80_columns_for_questions_too(columns: str, window: int) -> None:
    code, shown = in_terminal(
        window, "advise", "-c", "data", typed="?\nno\n", COLUMNS=columns, NO_COLOR="1"
    )
    assert code == 0
    assert "Traceback" not in shown
    assert (
        "\nThe threat and horizon are not given. Answer up to 13 questions to find them?" in shown
    )
    assert max(len(line.removeprefix("> ")) for line in shown.splitlines()) == 80
