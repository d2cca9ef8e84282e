"""Whole answers, against files that a person has read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.program import ADVISE, PROGRAM, QUESTION, run, stream

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parents[1] / "golden" / "cli"
ANSWERS = {
    "advise-80.txt": (ADVISE, *QUESTION),
    "advise-60.txt": (ADVISE, *QUESTION),
    "advise-80-ascii.txt": (ADVISE, *QUESTION),
    "advise-60-ascii.txt": (ADVISE, *QUESTION),
    "advise.md": (ADVISE, *QUESTION, "--format", "markdown"),
    "advise.json": (ADVISE, *QUESTION, "--format", "json"),
    "candidates-80.txt": (ADVISE, "-c", "citizens", "-t", "high"),
    "report.md": (PROGRAM, "report", *QUESTION),
    "report.json": (PROGRAM, "report", *QUESTION, "--format", "json"),
    "start-80.txt": (PROGRAM,),
}


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    def answer(name: str) -> str:
        program, *arguments = ANSWERS[name]
        out, raw = stream("ascii" if "ascii" in name else "utf-8")
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setenv("COLUMNS", "60" if "60" in name else "80")
        assert run(program, arguments) == 0
        return raw.getvalue().decode("utf-8")

    return answer


@pytest.mark.parametrize("name", ANSWERS)
def test_the_answer_is_the_one_that_was_read(
    name: str, written: Callable[[str], str], request: pytest.FixtureRequest
) -> None:
    text = written(name)
    if request.config.getoption("--update-golden"):
        (GOLDEN / name).write_text(text, encoding="utf-8", newline="\n")
    assert text == (GOLDEN / name).read_text(encoding="utf-8")


def test_no_file_is_left_over() -> None:
    assert {file.name for file in GOLDEN.iterdir()} == set(ANSWERS)


@pytest.mark.parametrize("name", [name for name in ANSWERS if name.endswith(".txt")])
def test_no_line_is_wider_than_asked(name: str, written: Callable[[str], str]) -> None:
    text = written(name)
    assert max(map(len, text.splitlines())) <= (60 if "60" in name else 80)
    assert text.isascii() == ("ascii" in name or "start" in name)
