"""The command `compare`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.schemas import keys, valid

if TYPE_CHECKING:
    from tests.support.program import Cli

EXAMPLES = Path(__file__).parents[2] / "examples"
OLD, NEW = (str(EXAMPLES / f"medium-city-{year}.yaml") for year in (2025, 2026))
LATE = "situations: [{challenge: data, status: planned, review: 2020-01-01}]\n"


def shown(cli: Cli, *arguments: str) -> str:
    done = cli("compare", *arguments)
    assert (done.code, done.err) == (0, "")
    return " ".join(done.out.split())


def test_the_examples_are_compared(cli: Cli) -> None:
    text = shown(cli, OLD, NEW)
    assert text.startswith(
        "What moved: Port Aldren connected city Old file: 6 October 2025. New file: 5 October 2026."
    )
    assert "4 of 7 situations moved on the grid: threat rose for 5 data-use and 8 politics" in text
    assert "3 legal: Camera pilot (City solicitor): Planned, due for review on 1 February" in text
    assert shown(cli, OLD, NEW, "-f", "md").startswith("# What moved: Port Aldren connected city")


def test_reasons_are_told_in_full_and_in_every_file(cli: Cli, tmp_path: Path) -> None:
    short, title = shown(cli, OLD, NEW), "How this came about"
    assert title not in short
    assert "See all with --full." in short
    full = shown(cli, OLD, NEW, "--full")
    assert title in full
    assert "See all with" not in full
    assert title in shown(cli, OLD, NEW, "--format", "markdown")
    for name in ("moved.txt", "moved.md"):
        file = tmp_path / name
        assert cli("compare", OLD, NEW, "-o", str(file)) == (0, "", "")
        assert title in file.read_text("utf-8")
    assert " ".join((tmp_path / "moved.txt").read_text("utf-8").split()) == full


def test_json_keeps_its_promise(cli: Cli) -> None:
    shape = valid("compare", cli("compare", OLD, NEW, "--format", "json").out)
    assert keys(shape)["$"][:2] == ["format_version", "knowledge"]
    assert (shape["then"]["assessed"], shape["now"]["assessed"]) == ("2025-10-06", "2026-10-05")
    assert sum(each["moved"] for each in shape["changes"]) == 4


def test_a_file_does_not_differ_from_itself(cli: Cli) -> None:
    shape = valid("compare", cli("compare", NEW, NEW, "--format", "json").out)
    assert not any(each["moved"] for each in shape["changes"])
    assert (shape["added"], shape["gone"], shape["tactics"]["stop"]) == ([], [], [])


def test_a_table_can_be_compared_with_a_file(cli: Cli, tmp_path: Path) -> None:
    table = tmp_path / "old.csv"
    assert cli("portfolio", OLD, "--output", str(table)).code == 0
    assert shown(cli, str(table), NEW) == shown(cli, OLD, NEW)


def test_what_is_overdue_is_told_as_of_the_day_of_the_new_file_or_the_one_given(cli: Cli) -> None:
    assert "Overdue as of 5 October 2026" in shown(cli, OLD, NEW)
    assert "Overdue as of 2 February 2026" in shown(cli, OLD, NEW, "--date", "2026-02-02")
    assert "Nothing is overdue." in shown(cli, OLD, NEW, "--date", "2026-01-31")


def test_without_any_day_the_clock_tells_it(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "late.yaml"
    file.write_text(f"programme: Late\n{LATE}", encoding="utf-8")
    before, text, after = _today(), shown(cli, str(file), str(file)), _today()
    assert any(f"Overdue as of {day}" in text for day in (before, after))
    assert "Planned, due for review on 1 January 2020." in text


def _today() -> str:
    day = datetime.now().astimezone().date()
    return f"{day.day} {day:%B %Y}"


def test_it_can_be_written_to_a_file_once(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "moved.md"
    assert cli("compare", OLD, NEW, "-o", str(file)) == (0, "", "")
    assert file.read_text("utf-8").startswith("# What moved: ")
    assert "is there already" in cli("compare", OLD, NEW, "-o", str(file)).err
    assert cli("compare", NEW, NEW, "-o", str(file), "--force").code == 0
    assert "No situation moved on the grid" in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((OLD,), 2, "NEW"),
        ((OLD, NEW, "--date", "soon"), 2, "no day 'soon'\nWrite it like 2027-03-31."),
        ((OLD, NEW, "--format", "csv"), 2, "no format 'csv'"),
        ((OLD, "no-such.yaml"), 3, "no-such.yaml"),
        (("no-such.yaml", NEW), 3, "no-such.yaml"),
    ],
)
def test_wrong_use_is_told(cli: Cli, arguments: tuple[str, ...], code: int, told: str) -> None:
    done = cli("compare", *arguments)
    assert (done.code, done.out) == (code, "")
    assert told in done.err
