"""The commands on a whole programme: `portfolio`, and `report` with a file."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from boundary_advisor import Planner
from tests.support.schemas import valid

if TYPE_CHECKING:
    from tests.support.program import Cli

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.*"))
every_example = pytest.mark.parametrize("file", EXAMPLES, ids=[each.name for each in EXAMPLES])


@every_example
def test_every_example_has_its_page(cli: Cli, file: Path) -> None:
    done = cli("portfolio", str(file), "--date", "2026-11-22")
    assert (done.code, done.err) == (0, "")
    programme = Planner().read(file)
    assert done.out.startswith(f"Portfolio: {programme.programme}\n")
    for format_name in ("markdown", "terminal"):
        assert cli("portfolio", str(file), "--full", "-f", format_name).code == 0


@every_example
def test_every_example_keeps_the_promise_of_json(cli: Cli, file: Path) -> None:
    shape = valid("portfolio", cli("portfolio", str(file), "--format", "json").out)
    assert [each["number"] for each in shape["situations"]] == list(
        range(1, len(shape["situations"]) + 1)
    )
    brief = valid("programme-report", cli("report", str(file), "--format", "json").out)
    assert {key: brief[key] for key in shape if key != "on"} == {
        key: shape[key] for key in shape if key != "on"
    }
    at_work = [each for each in shape["situations"] if each["status"] not in {"done", "dropped"}]
    assert len(brief["answers"]) == sum(len(each["strategies"]) for each in at_work)


@every_example
def test_every_example_goes_through_a_spreadsheet(cli: Cli, file: Path, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    assert cli("portfolio", str(file), "--output", str(table)).code == 0
    assert Planner().read(table) == Planner().read(file)
    assert cli("portfolio", str(file), "--format", "csv").out.encode() == table.read_bytes()
    assert table.read_bytes().startswith(b"\xef\xbb\xbfchallenge,")
    same_day = ("--date", "2026-11-22")
    shown = [cli("portfolio", str(each), "--full", *same_day).out for each in (file, table)]
    assert shown[0] == shown[1]


@every_example
def test_every_example_has_its_brief(cli: Cli, file: Path) -> None:
    done = cli("report", str(file))
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"# Brief: {Planner().read(file).programme}\n")


def test_today_is_the_clocks_unless_told(cli: Cli) -> None:
    def on(*more: str) -> str:
        done = cli("portfolio", str(EXAMPLES[0]), "-f", "json", *more)
        return str(json.loads(done.out)["on"])

    before = datetime.now().astimezone().date()
    assert before.isoformat() <= on() <= datetime.now().astimezone().date().isoformat()
    assert on("--date", "2020-02-29") == "2020-02-29"


@pytest.mark.parametrize("day", ["2027-02-29", "1.3.2027", "tomorrow", "", "2027-1-1\x1b"])
@pytest.mark.parametrize("command", ["portfolio", "report"])
def test_no_other_day_is_taken(cli: Cli, command: str, day: str) -> None:
    done = cli(command, str(EXAMPLES[0]), "--date", day)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("boundary-advisor: no day '")
    assert done.err.endswith("Write it like 2027-03-31.\n")
    assert "\x1b" not in done.err


def test_a_file_with_faults_is_told_with_all_of_them(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "city.yaml"
    file.write_text("programme: X\nsituations:\n  - challenge: dta\n    threat: medium\n")
    done = cli("portfolio", str(file))
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith(
        f"boundary-advisor: {file}:3:16: no challenge 'dta'; did you mean 'data'? Choose one of:"
    )
    assert f"{file}:4:13: threat: 'medium' is not one of low, high, not sure\n" in done.err
    assert done.err.endswith("Mend the file, then try again.\n")


def test_a_file_that_is_not_there(cli: Cli, tmp_path: Path) -> None:
    done = cli("portfolio", str(tmp_path / "gone.yaml"))
    assert done.code == 3
    assert "gone.yaml: there is no such file" in done.err


@pytest.mark.parametrize("option", ["--challenge", "--threat", "--horizon", "--city-size"])
def test_a_report_is_of_a_file_or_of_challenges(cli: Cli, option: str) -> None:
    done = cli("report", str(EXAMPLES[0]), option, "low")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("boundary-advisor: the situations stand in the file\nLeave out")


def test_a_table_is_written_by_no_command_that_has_none(cli: Cli) -> None:
    done = cli("challenges", "--format", "csv")
    assert done.code == 2
    assert "no format 'csv'" in done.err
    done = cli("report", str(EXAMPLES[0]), "--output", "x.csv")
    assert done.code == 2
    assert done.err == (
        "boundary-advisor: 'x.csv' asks for csv, which this command does not write\n"
        "End the name in .txt, .md, .html, .docx or .json, or add --format.\n"
    )


@pytest.mark.parametrize("command", ["portfolio", "report"])
def test_an_answer_never_takes_the_place_of_the_file_that_is_read(
    cli: Cli, command: str, tmp_path: Path
) -> None:
    file = tmp_path / "city.yaml"
    file.write_bytes(EXAMPLES[-1].read_bytes())
    (tmp_path / "link.yaml").symlink_to(file)
    for name in ("city.yaml", "link.yaml"):
        output = ("--format", "json", "--output", str(tmp_path / name), "--force")
        done = cli(command, str(file), *output)
        assert (done.code, done.out) == (2, "")
        assert f"{name}' is a file that is read\n" in done.err
    assert file.read_bytes() == EXAMPLES[-1].read_bytes()


def test_json_holds_the_answers_and_the_advice_that_the_file_gives(
    cli: Cli, tmp_path: Path
) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(
        "programme: X\n"
        "situations:\n"
        "  - challenge: data\n"
        "    signs: {way-blocked: yes, can-be-won: no}\n"
        "    advised: building\n"
        "  - challenge: legal\n",
        "utf-8",
    )
    shape = valid("portfolio", cli("portfolio", str(file), "--format", "json").out)
    told, silent = shape["situations"]
    assert told["signs"] == {"way-blocked": "yes", "can-be-won": "no"}
    assert told["advised"] == "building"
    assert (silent["signs"], silent["advised"]) == ({}, None)
