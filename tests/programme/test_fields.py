"""A field of a situation is declared once: two invented ones are found again everywhere.

The program is copied, two lines are put into the declaration of a situation, and nothing else is
changed. Then its commands are run as a user runs them.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from boundary_advisor import ProgrammeSituation
from boundary_advisor import __file__ as package
from tests.support.models import data_dir
from tests.support.program import environment, module, process

if TYPE_CHECKING:
    from collections.abc import Callable

    Program = Callable[..., str]

DECLARED = """\
    budget: Name | None = Field(None, description="What it may cost.")
    launch: Day | None = Field(None, description="The day on which it is shown to the public.")
"""
BEFORE = "    advised: Id | None ="
CITY = """\
programme: Brookmere
applies: {structures: no, legal: no, culture: no, data-use: no, capability: no, citizens: no}
city_size:
situations:
- challenge: data
  threat: high
  horizon: long
  owner: CIO
  budget: 1.5 million
  launch: 2027-03-31
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Run the program as it is where a situation has two more fields; give what it prints."""
    top = tmp_path_factory.mktemp("program")
    copy = Path(shutil.copytree(Path(package).parent, top / "src" / "boundary_advisor"))
    shutil.copytree(data_dir(), top / "data")
    file = copy / "programme" / "fields.py"
    declaration = file.read_text("utf-8")
    assert declaration.count(BEFORE) == 1
    file.write_text(declaration.replace(BEFORE, DECLARED + BEFORE), "utf-8")
    env = environment(PYTHONPATH=str(copy.parent))

    def run(*arguments: str | Path) -> str:
        ran = process(module(*map(str, arguments)), env=env)
        assert ran.code == 0, ran.err
        return ran.out

    return run


@pytest.fixture
def city(tmp_path: Path) -> Path:
    return written(tmp_path / "city.yaml", CITY)


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def first_in_json(program: Program, file: Path) -> dict[str, Any]:
    situation: dict[str, Any] = json.loads(program("portfolio", file, "-f", "json"))["situations"][
        0
    ]
    return situation


def test_it_is_read_from_yaml_and_stands_in_the_json(program: Program, city: Path) -> None:
    situation = first_in_json(program, city)
    assert (situation["budget"], situation["launch"]) == ("1.5 million", "2027-03-31")
    assert situation.keys() >= ProgrammeSituation.model_fields.keys()


def test_it_stands_in_the_sheet_and_is_read_back_from_it(program: Program, city: Path) -> None:
    sheet = program("portfolio", city, "-f", "csv")
    row = next(csv.DictReader(io.StringIO(sheet.removeprefix("\ufeff"))))
    assert (row["budget"], row["launch"]) == ("1.5 million", "2027-03-31")
    table = written(city.with_suffix(".csv"), sheet.replace("2027-03-31", "31.3.2027"))
    situation = first_in_json(program, table)
    assert (situation["budget"], situation["launch"]) == ("1.5 million", "2027-03-31")


@pytest.mark.parametrize("ending", [".yaml", ".csv"])
def test_it_is_kept_where_answers_are_taken_from_a_file(
    ending: str, program: Program, city: Path
) -> None:
    table = written(city.with_suffix(".csv"), program("portfolio", city, "-f", "csv"))
    answers = table if ending == ".csv" else city
    new = city.with_name("new.yaml")
    program("assess", new, "--answers", answers, "--no-input")
    assert "\n    budget: 1.5 million\n    launch: 2027-03-31\n" in new.read_text("utf-8")
    there = written(city.with_name("there.yaml"), CITY.replace("  budget: 1.5 million\n", ""))
    program("assess", there, "--answers", answers, "--no-input", "--force")
    assert "\n  budget: 1.5 million\n" in there.read_text("utf-8")


def test_it_is_told_where_two_files_differ_in_it(program: Program, city: Path) -> None:
    answers = written(city.with_name("answers.yaml"), CITY.replace("1.5 million", "nothing"))
    shown = program("assess", city, "--answers", answers, "--no-input", "--force")
    assert "2 data budget (1.5 million here, nothing there)" in " ".join(shown.split())
    assert "budget: 1.5 million" in city.read_text("utf-8")


def test_a_new_file_explains_it_and_leaves_it_to_be_filled_in(program: Program, city: Path) -> None:
    bare = CITY.partition("  budget")[0]
    new = city.with_name("new.yaml")
    program("assess", new, "--answers", written(city, bare), "--no-input")
    text = new.read_text("utf-8")
    assert "\n#   budget       what it may cost\n" in text
    assert "\n#   launch       the day on which it is shown to the public\n" in text
    assert "\n    budget:\n    launch:\n" in text


def test_the_schema_holds_it(program: Program) -> None:
    schema = json.loads(program("knowledge", "schema", "programme"))
    fields = schema["$defs"]["ProgrammeSituation"]["properties"]
    assert fields["budget"]["description"] == "What it may cost."
    assert fields["launch"]["anyOf"][0]["format"] == "date"
