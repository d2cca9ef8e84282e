"""The pages that are written from data and code are up to date."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from boundary_advisor import load_knowledge
from boundary_advisor.engine.rules import RULES
from boundary_advisor.programme.planner import PROGRAMME_RULES

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("knowledge.md", "rules.md", "json.md")


def build(*args: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, DOCS / "build.py", *args]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_pages_are_up_to_date() -> None:
    done = build("--check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with all that is written."""
    folder = tmp_path_factory.mktemp("built")
    assert build("--into", folder).returncode == 0
    return folder


def test_writing_gives_the_pages_that_are_there(built: Path) -> None:
    for page in PAGES:
        assert (built / page).read_bytes() == (DOCS / page).read_bytes()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_drifted_is_named_and_left_alone(
    built: Path, tmp_path: Path, page: str
) -> None:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    (tmp_path / page).write_text("something else\n", encoding="utf-8")
    done = build("--check", "--into", tmp_path)
    assert done.returncode == 1
    assert done.stderr == f"{tmp_path / page} is not up to date; run: python docs/build.py\n"
    assert (tmp_path / page).read_text(encoding="utf-8") == "something else\n"


def test_a_page_that_is_missing_is_named(tmp_path: Path) -> None:
    done = build("--check", "--into", tmp_path)
    assert done.returncode == 1
    assert all(page in done.stderr for page in PAGES)


def test_each_rule_has_one_heading_in_the_order_of_the_rules() -> None:
    lines = (DOCS / "rules.md").read_text(encoding="utf-8").splitlines()
    named = [line[4:] for line in lines if line.startswith("### ")]
    assert named == [each.id for each in (*RULES, *PROGRAMME_RULES)]


def test_tactics_without_a_case_are_listed() -> None:
    text = (DOCS / "knowledge.md").read_text(encoding="utf-8")
    listed = text.split("## Tactics without a case")[1].split("\n## ")[0]
    kb = load_knowledge()
    own = [tactic.id for strategy in kb.strategies for tactic in strategy.tactics]
    assert {each for each in own if f"- `{each}` " in listed} == {
        each for each in own if not kb.cases_of(each)
    }


def test_pages_are_plain_ascii() -> None:
    for page in DOCS.glob("*.md"):
        assert page.read_text(encoding="utf-8").isascii(), page
