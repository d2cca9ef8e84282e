"""Every block of every page runs, and gives the output that is shown.

A `sh` block holds command lines, a `python` block a script, a `yaml` block a programme file. The
blocks of a page run from top to bottom in a fresh copy of the repository. A `text` block holds the
output of the block before it; a line of three dots in it stands for any number of lines.
"""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from boundary_advisor import Planner
from tests.docs.pages import ALL_BLOCKS, PAGES, PROGRAMS, ROOT, Block, blocks_of
from tests.support.keyboard import Keyboard, Screen
from tests.support.program import SCRIPTS, run
from tests.support.window import Window

TYPED = {
    "boundary-advisor assess city.yaml": ("Port Aldren", "medium-city", "yes", "q"),
    "advise --challenge politics --threat low": ("no",),
}
"""What someone types at a terminal, by the command line that asks for it."""

NOT_RUN = {
    r"python3 -m venv \.venv && .*": ".ci/run takes it from the page, or sets up as it does",
    r"uv run .*": "it is for those who have uv, which the tests do not ask for",
    r"(python3 -m venv .* && )?\S*pip install .*": "it sets up an environment, from an index",
    r"\.ci/run": "it runs these tests",
    r"\.ci/mutation( .*)?": "it runs these tests some hundred times",
    r"(FUZZ_EXAMPLES=\d+ )?\S*pytest .*": "it runs these tests, or some of them",
    r"\.venv/bin/(ruff|mypy|lint-imports|python docs/build\.py).*": ".ci/run runs it",
    r"\S*python benchmarks/.*": "it measures for minutes, and nothing else should run by then",
}
"""Command lines that the tests do not run, as patterns, with the reason."""


def is_ours(line: str) -> bool:
    return line.split(" ", 1)[0] in PROGRAMS


def unaccounted(blocks: list[Block]) -> list[str]:
    """Return what is neither run nor listed."""
    strange = {
        f"{block.place}: a block of '{block.language}'"
        for block in blocks
        if block.language not in {"sh", "python", "yaml"}
    }
    lines = {
        f"{block.place}: {line}"
        for block in blocks
        for line in block.commands
        if not is_ours(line) and not any(re.fullmatch(listed, line) for listed in NOT_RUN)
    }
    return sorted(strange | lines)


def shows(shown: str, output: str) -> bool:
    """Return whether an output is the one that is shown."""
    lines = (
        "(?:.*\n)*?" if line == "..." else f"{re.escape(line)}\n" for line in shown.splitlines()
    )
    return re.fullmatch("".join(lines), output) is not None


def test_every_block_is_run_or_listed_with_its_reason() -> None:
    assert unaccounted(ALL_BLOCKS) == []


def test_what_is_listed_stands_on_a_page() -> None:
    lines = [line for block in ALL_BLOCKS for line in block.commands]
    assert {*TYPED} <= {*lines}
    for listed in NOT_RUN:
        assert any(re.fullmatch(listed, line) for line in lines), listed


def test_what_ci_is_said_to_run_it_runs() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    (listed,) = (pattern for pattern, reason in NOT_RUN.items() if reason == ".ci/run runs it")
    for block in ALL_BLOCKS:
        for line in block.commands:
            if re.fullmatch(listed, line):
                assert all(part in script for part in line.split(" && ")), line


@pytest.mark.parametrize(
    "text",
    ["```sh\nmake all\n```", "```\nadvise\n```", "    advise", "- a\n  ~~~console\n  $ ls\n  ~~~"],
)
def test_a_block_that_nobody_runs_is_found(text: str) -> None:
    assert len(unaccounted(blocks_of("invented.md", text))) == 1


def test_an_output_is_compared_line_by_line() -> None:
    assert shows("one\ntwo\n", "one\ntwo\n")
    assert shows("one\n...\nthree\n...\n", "one\ntwo\nthree\n")
    assert not shows("one\n", "one\ntwo\n")
    assert not shows("one\n...\ntwo\n", "one\n(two)\n")


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a fresh copy of the repository."""
    for name in ("NO_COLOR", "FORCE_COLOR", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    leave_out = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "tests", "mutants")
    target = tmp_path / "boundary-advisor"
    shutil.copytree(ROOT, target, ignore=leave_out)
    monkeypatch.chdir(target)
    return target


class Runner:
    """Runs blocks, and gives what they print."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def output(self, block: Block) -> str:
        """Run a block to its end."""
        if block.language == "sh":
            return "".join(self._line(line) for line in block.commands if is_ours(line))
        if block.language == "python":
            exec(compile(block.text, block.place, "exec"), {})  # noqa: S102  # the project's own
        else:
            Path("programme.yaml").write_text(block.text, encoding="utf-8")
            Planner().read("programme.yaml")
        return self._capsys.readouterr().out

    def _line(self, line: str) -> str:
        return at_terminal(line, TYPED[line]) if line in TYPED else self._at_once(line)

    def _at_once(self, line: str) -> str:
        """Run a command line at a terminal where nothing is typed, as it asks for nothing."""
        program, *arguments = shlex.split(line)
        keyboard, screen = Keyboard(AssertionError), Screen()
        with self._monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", keyboard)
            patch.setattr(sys, "stderr", screen)
            code = run(program, arguments)
        assert (line, code, keyboard.left) == (line, 0, 1), screen.getvalue()
        assert all(": note: " in each for each in screen.getvalue().splitlines()), line
        return self._capsys.readouterr().out


def at_terminal(line: str, keys: tuple[str, ...]) -> str:
    """Run a command line in a pseudo-terminal while someone types, and give what it shows."""
    program, *arguments = shlex.split(line)
    window = Window([str(SCRIPTS / program), *arguments])
    window.type(*keys)
    assert window.code() == 0, window.text
    return re.sub(r"\x1b\[[0-9;]*m", "", window.text)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_from_top_to_bottom(
    page: str, copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    runner = Runner(monkeypatch, capsys)
    for block in blocks_of(page):
        output = runner.output(block)
        assert block.shown is None or shows(block.shown, output), f"{block.place}:\n{output}"
    for line in (line for block in blocks_of(page) for line in block.commands if is_ours(line)):
        words = shlex.split(line)
        if "--output" in words:
            assert (copy / words[words.index("--output") + 1]).stat().st_size > 500
