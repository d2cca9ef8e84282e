"""Every command wherever it runs: at a terminal, in a pipe, with closed streams, anywhere."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.hardening.lines import LINES, Line, clean, prepare
from tests.hardening.many import run_many
from tests.support.program import Ran, environment, module

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.program import Cli

pytestmark = pytest.mark.long

UTF_8 = {"PYTHONIOENCODING": "utf-8"}
POOR: dict[str, dict[str, str]] = {
    "C": {
        "LC_ALL": "C",
        "LANG": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "",
    },
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
}
WIDTHS = {"1": 20, "20": 20, "37": 37, "10000": 10_000}
OURS = {
    label: (*line.words, *(["--format", "terminal"] if line.formats else []))
    for label, line in LINES.items()
    if line.is_fitted
}
"""What is laid out for a screen by this program itself."""
STYLE = re.compile(r"\x1b\[[0-9;]*m")
ASKS = Line(("advise", "-c", "data"))
CTRL_D = b"\x04"
PATIENCE = 60


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ran]:
    """Give what every command says in a pipe, with nothing to read from."""
    return through(prepare(tmp_path_factory.mktemp("usual")))


def through(folder: Path, how: str = "", variables: dict[str, str] | None = None) -> dict[str, Ran]:
    """Run every command in one process, with its streams turned by the shell."""
    clean(folder)
    lines = [line.words for line in LINES.values()]
    told = run_many(lines, folder, how=how, variables=UTF_8 | (variables or {}))
    return {label: Ran(*each[:3]) for label, each in zip(LINES, told, strict=True)}


def _all(run: Callable[[Line], Ran]) -> dict[str, Ran]:
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(LINES, pool.map(run, LINES.values()), strict=True))


def test_with_closed_streams_every_command_ends_with_its_code(
    folder: Path, usual: dict[str, Ran]
) -> None:
    for label, done in usual.items():
        assert (label, done.code) == (label, LINES[label].code)
        assert bool(done.out) is not bool(done.err)
        assert "Traceback" not in done.err
    assert through(folder, "<&-") == usual
    silent = {label: done._replace(err="") for label, done in usual.items()}
    assert through(folder, "2>&-") == silent
    unheard = "boundary-advisor: cannot write to standard output: it is closed\n"
    assert through(folder, ">&-") == {
        label: Ran(done.code or 1, "", done.err or unheard) for label, done in usual.items()
    }
    assert through(folder, "<&- >&- 2>&-") == {
        label: Ran(done.code or 1, "", "") for label, done in usual.items()
    }


def at_terminal(line: Line, folder: Path) -> Ran:
    """Run a command at a terminal, where nothing is typed but the end of all input."""
    side, terminal = pty.openpty()
    with subprocess.Popen(
        module(*line.words),
        cwd=folder,
        env=environment(TERM="xterm", COLUMNS="80"),
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
    ) as run:
        os.close(terminal)
        os.write(side, CTRL_D)
        shown = b"".join(iter(lambda: _read(side), b""))
        code = run.wait(PATIENCE)
    os.close(side)
    return Ran(code, shown.decode("utf-8").replace("\r\n", "\n"), "")


def _read(side: int) -> bytes:
    ready, _, _ = select.select([side], [], [], PATIENCE)
    assert ready, "it waits for something"
    try:
        return os.read(side, 65536)
    except OSError:  # the program has ended
        return b""


def test_at_a_terminal_every_command_gives_the_same_in_colour(
    folder: Path, usual: dict[str, Ran]
) -> None:
    for label, done in _all(lambda line: at_terminal(line, folder)).items():
        plain = STYLE.sub("", done.out).replace("^D\b\b", "")
        assert "\x1b" not in plain
        assert (done.code, plain) == (usual[label].code, usual[label].out + usual[label].err)


def test_at_a_terminal_that_says_nothing_a_question_is_given_up(folder: Path) -> None:
    done = at_terminal(ASKS, folder)
    assert done.code == 130
    assert done.out.endswith("boundary-advisor: interrupted\n")


@pytest.mark.parametrize("place", POOR)
def test_a_place_without_many_characters_gets_all_of_it(
    place: str, folder: Path, usual: dict[str, Ran]
) -> None:
    for label, done in through(folder, variables=POOR[place]).items():
        before = usual[label]
        assert (done.code, done.err) == (before.code, before.err)
        if label == "explore":  # a page for a browser, with more than ASCII in it
            continue
        assert done.out.isascii()
        assert len(done.out.splitlines()) == len(before.out.splitlines())


@pytest.mark.parametrize("columns", WIDTHS)
def test_any_width_gets_an_answer_that_fits(columns: str, folder: Path) -> None:
    """A word that is longer than the line goes over its end, as an address does."""
    for label, done in zip(
        OURS, run_many(OURS.values(), folder, variables={"COLUMNS": columns}), strict=True
    ):
        assert (label, done.code) == (label, LINES[label].code)
        for line in done.out.splitlines():
            assert line == line.rstrip()
            assert len(line) <= WIDTHS[columns] or len(line.split()) == 1, (label, line)


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_without_an_output_is_told(
    option: str, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", None)
        done = cli("matrix", option)
    assert done == (1, "", "boundary-advisor: cannot write to standard output: it is closed\n")
