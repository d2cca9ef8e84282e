"""The interview in a real terminal: a pseudo-terminal, and a process of its own in it."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

from boundary_advisor import Planner
from tests.cli.test_assess import DAY
from tests.support.interviews import SHORT
from tests.support.program import module, process
from tests.support.window import Window

pytestmark = pytest.mark.long

ASSESS = ("assess", "city.yaml", *DAY)
CTRL_C, CTRL_D = "\x03", "\x04"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS")


def text() -> str:
    return Path("city.yaml").read_text("utf-8")


def go_on(*lines: str) -> None:
    """Take it up again, and answer what is left."""
    window = (
        Window(module(*ASSESS, "--force"))
        if Path("city.yaml").exists()
        else Window(module(*ASSESS))
    )
    window.type(*lines)
    assert window.code() == 0


@pytest.mark.parametrize("columns", [80, 60])
def test_a_newcomer_goes_from_nothing_to_a_portfolio_and_a_roadmap(
    columns: int, whole: str
) -> None:
    window = Window(module(*ASSESS), columns)
    window.type(*SHORT)
    assert window.code() == 0
    assert text() == whole
    lines = re.sub(r"\x1b\[[0-9;]*m", "", window.text).splitlines()
    assert max(map(len, lines)) <= columns
    assert "Assessment: Port Aldren" in lines
    for command in ("portfolio", "roadmap"):
        assert any(f"boundary-advisor {command} city.yaml" in line for line in lines)
        assert process(module(command, "city.yaml")).code == 0


def test_in_a_pipe_the_same_answers_are_the_same_file(whole: str) -> None:
    Path("answers.yaml").write_text(whole, "utf-8")
    arguments = (*ASSESS, "--answers", "answers.yaml", "--no-input")
    assert process(module(*arguments)).code == 0
    assert text() == whole


@pytest.mark.parametrize("known", range(len(SHORT)))
def test_interrupted_at_any_question_nothing_is_lost(known: int, whole: str) -> None:
    window = Window(module(*ASSESS))
    window.type(*SHORT[:known])
    window.until_asked()
    window.press(CTRL_C)
    assert window.code() == 130
    assert "Traceback" not in window.text
    assert window.text.endswith("boundary-advisor: interrupted\n")
    saved = "Your answers so far are saved in city.yaml." if known else "Nothing was written."
    assert f"\n{saved}\n" in window.text
    go_on(*SHORT[known:])
    assert text() == whole


@pytest.mark.parametrize("known", [1, 4, 12, 18])
@pytest.mark.parametrize("loss", ["close", "hang up", "end"])
def test_a_lost_terminal_loses_no_answer(known: int, loss: str, whole: str) -> None:
    window = Window(module(*ASSESS))
    window.type(*SHORT[:known])
    window.until_asked()
    if loss == "close":
        window.close()
    elif loss == "hang up":
        window.kill(signal.SIGHUP)
    else:
        window.press(CTRL_D)
    assert window.code() == 130
    assert [path.name for path in Path().iterdir()] == ["city.yaml"]
    go_on(*SHORT[known:])
    assert text() == whole


def test_what_is_pasted_is_taken_line_by_line() -> None:
    window = Window(module(*ASSESS))
    window.until_asked()
    window.press("Port: # one\nno such size\n6\nno\n")
    while "[2 of 8]" not in window.text:
        window.until_asked()
    assert "'no such size' is no answer here." in window.text
    window.press("q\n")
    assert window.code() == 0
    assert Planner().read("city.yaml").programme == "Port: # one"
    assert "  structures: no\n" in text()


def test_arrow_keys_and_other_codes_are_told_and_change_nothing() -> None:
    window = Window(module(*ASSESS))
    window.type("Po\x1b[Drt", "Port", "\x1b[A", "q")
    assert window.code() == 0
    assert "There is a hidden character in it: \\x1b. Please type it again." in window.text
    assert "programme: Port\n" in text()


def test_advise_offers_the_questions_in_a_terminal_only() -> None:
    window = Window(module("advise", "-c", "data", "-z", "long"))
    window.type("yes", "yes", "no")
    assert window.code() == 0
    told = re.sub(r"\x1b\[[0-9;]*m|\s+", " ", window.text)
    assert "Answer up to 6 questions to find it?" in told
    assert "Threat: high, because the way ahead is blocked." in told
    assert "Threat: high . Horizon: long" in told.replace("high.", "high .")
    piped = process(module("advise", "-c", "data", "-z", "long"))
    assert (piped.code, piped.err) == (0, "")
    assert "so there are 2 possible answers" in piped.out
