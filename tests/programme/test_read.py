"""Programme files: what is read, and every problem that is told.

Each YAML or CSV file in `bad_programmes/` is refused with just the problems that the comment at its
head lists, one a line: `LINE:COLUMN: MESSAGE`, or `0:0: MESSAGE` where there is no place. A CSV
file can hold no comment, so a text file of the same name does it. The first line says why.
"""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest

from boundary_advisor import Programme, ProgrammeError, ProgrammeSituation, Status
from boundary_advisor.programme.csv_table import MAX_COLUMNS, MAX_LINES, MAX_ROWS
from boundary_advisor.programme.programme_file import MAX_SITUATIONS
from boundary_advisor.validation import MAX_PROBLEMS
from boundary_advisor.yamlfile import MAX_BYTES
from tests.support.models import Answer, HorizonGiven, ThreatGiven
from tests.support.programmes import city_planner, orchard_planner

ROOT = Path(__file__).parents[2]
BAD = ROOT / "tests" / "bad_programmes"
BAD_PROGRAMMES = sorted(path for path in BAD.iterdir() if path.suffix != ".txt")
EXAMPLES = sorted((ROOT / "examples").glob("*.*"))
PLACE = re.compile(r"^#? +(\d+:\d+: .+)$", re.MULTILINE)


def refused(path: Path) -> ProgrammeError:
    with pytest.raises(ProgrammeError) as caught:
        city_planner().read(path)
    return caught.value


def read(folder: Path, text: str, name: str = "city.yaml") -> Programme:
    path = folder / name
    path.write_text(text, "utf-8")
    return city_planner().read(path)


# --- What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize("path", BAD_PROGRAMMES, ids=lambda path: path.name)
def test_a_bad_programme_is_refused_with_just_these_problems(path: Path) -> None:
    head = path.with_suffix(".txt") if path.suffix == ".csv" else path
    said = PLACE.findall(head.read_text("utf-8"))
    assert said
    problems = refused(path).problems
    assert [f"{each.line}:{each.column}: {each.message}" for each in problems] == said
    assert {each.file for each in problems} == {str(path)}


def test_every_text_among_the_bad_programmes_belongs_to_a_table() -> None:
    tables = {path.stem for path in BAD_PROGRAMMES if path.suffix == ".csv"}
    assert {path.stem for path in BAD.glob("*.txt")} == tables


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("several-at-once.yaml", "Mend the file, then try again."),
        ("day-wrong.csv", "Mend the file, save it as CSV UTF-8, then try again."),
        ("empty.yaml", "Give a programme file, in YAML or CSV."),
        ("empty.csv", "Give a programme file, in YAML or CSV."),
    ],
)
def test_a_refusal_says_what_to_do_next(name: str, hint: str) -> None:
    error = refused(BAD / name)
    assert error.hint == hint
    assert str(error).startswith(f"{BAD / name}:")
    assert error.exit_code == 3


@pytest.mark.parametrize("name", ["gone.yaml", "gone.csv", "gone"])
def test_a_file_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert str(refused(path)) == (
        f"{path}: there is no such file\nGive a programme file, in YAML or CSV."
    )


@pytest.mark.parametrize("name", ["city.yaml", "city.csv"])
def test_a_folder_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (problem,) = refused(tmp_path / name).problems
    assert problem.message == "this is a folder, not a file"


@pytest.mark.parametrize("name", ["city.yaml", "city.csv"])
def test_a_pipe_is_told_without_waiting_for_it(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    (problem,) = refused(tmp_path / name).problems
    assert problem.message == "this is not a regular file"


@pytest.mark.parametrize("name", ["city.yaml", "city.csv"])
def test_a_huge_file_is_told_and_not_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"#" * (MAX_BYTES + 1))
    (problem,) = refused(tmp_path / name).problems
    assert problem.message == "the file is larger than 5 MB"


@pytest.mark.parametrize("name", ["city.xlsx", "city.XLS", "city.ods", "gone.numbers"])
def test_a_workbook_is_told_what_to_save_it_as(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert str(refused(path)) == (
        f"{path}: this is a workbook; only a spreadsheet program reads it\n"
        "Save the sheet as CSV UTF-8, and give that file."
    )


def test_a_table_saved_in_another_encoding_is_told_where_and_what_to_save_it_as(
    tmp_path: Path,
) -> None:
    path = tmp_path / "ansi.csv"
    path.write_bytes("challenge;note\r\ndata;Straße\r\n".encode("cp1252"))
    error = refused(path)
    assert str(error) == (
        f"{path}:2:10: this is not UTF-8 text; save the file as UTF-8\n"
        "Mend the file, save it as CSV UTF-8, then try again."
    )


def test_hidden_characters_are_told_in_a_name_and_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[1mb.csv"
    path.write_text("challenge;note\ndata;a\u202eb\n", "utf-8")
    error = refused(path)
    assert "\x1b" not in str(error)
    assert [str(each).removeprefix(f"{tmp_path}/") for each in error.problems] == [
        "a\\x1b[1mb.csv:2:7: the hidden character \\u202e is not allowed; take it out"
    ]


def test_many_problems_are_cut_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_text(
        "challenge;initiative;review\n"
        + "".join(f"data;{i};soon\n" for i in range(MAX_PROBLEMS + 20)),
        "utf-8",
    )
    error = refused(path)
    assert len(error.problems) == MAX_PROBLEMS
    assert error.hint == (
        "20 more problems are not shown. Mend the file, save it as CSV UTF-8, then try again."
    )


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "city.yaml",
            "programme: x\nsituations:\n" + "- challenge: data\n" * (MAX_SITUATIONS + 1),
            f"{MAX_SITUATIONS + 3}:3: there are 2,001 situations; a file holds 2,000",
        ),
        (
            "city.csv",
            "challenge;note\n" + "data;x\n" * (MAX_SITUATIONS + 1),
            f"{MAX_SITUATIONS + 2}:1: there are 2,001 situations; a file holds 2,000",
        ),
        (
            "city.csv",
            "challenge;applies\n" + "data;yes\n" * (MAX_ROWS + 1),
            f"{MAX_ROWS + 2}:1: the table has more than 5,000 rows",
        ),
        (
            "city.csv",
            "challenge;note\n" + "\n" * MAX_LINES,
            f"{MAX_LINES + 1}:1: the table has more than 100,000 lines",
        ),
        (
            "city.csv",
            "challenge" + ";x" * MAX_COLUMNS + "\n",
            "1:1: the table has more than 200 columns",
        ),
    ],
)
def test_what_is_no_programme_of_a_city_is_refused_by_its_size(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    assert [str(each).removeprefix(f"{path}:") for each in refused(path).problems] == [said]


def test_as_many_situations_as_a_file_holds_are_read(tmp_path: Path) -> None:
    entries = "".join(f"- {{challenge: data, initiative: {i}}}\n" for i in range(MAX_SITUATIONS))
    assert len(read(tmp_path, f"programme: x\nsituations:\n{entries}").situations) == 2_000


def test_faults_that_nobody_would_read_are_counted_and_not_told(tmp_path: Path) -> None:
    path = tmp_path / "city.yaml"
    signs = "".join(f"    k{i}: maybe\n" for i in range(60_000))
    path.write_text(f"programme: x\nsituations:\n- challenge: data\n  signs:\n{signs}", "utf-8")
    told = [each.message for each in refused(path).problems]
    assert told[:2] == [
        "there are 60,000 faults in this file; too many to tell all",
        "too many faults to look at them all",
    ]


def test_a_table_of_nothing_but_faults_is_refused_before_its_end(tmp_path: Path) -> None:
    path = tmp_path / "city.csv"
    path.write_text(f'challenge;signs\ndata;"{"a;" * 60_000}"\n', "utf-8")
    (problem,) = refused(path).problems  # all of them are the same
    assert problem.message == "'a' is no sign; write a question's id, '=' and the answer"


@pytest.mark.parametrize("field", ["city_size", "challenge"])
def test_a_name_that_is_too_long_is_told_once(tmp_path: Path, field: str) -> None:
    path = tmp_path / "city.yaml"
    given = {"city_size": "yard", "challenge": "data"} | {field: "x" * 2001}
    path.write_text(
        f"programme: x\ncity_size: {given['city_size']}\n"
        f"situations: [{{challenge: {given['challenge']}}}]\n",
        "utf-8",
    )
    told = [each.message for each in refused(path).problems if field in each.message]
    assert told == [f"{field}: is longer than 2000 characters"]


# --- What is read --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_is_read(path: Path) -> None:
    programme = city_planner().read(path)
    assert programme.situations
    assert programme.assessed is not None


def test_a_file_with_all_fields_is_read_whole(tmp_path: Path) -> None:
    programme = read(
        tmp_path,
        """\
programme: Brookmere
city_size: Large town
assessed: 2027-01-31
knowledge: "1.0"
applies: {Legal: no, "4": not sure}
situations:
  - challenge: Restrictive Data Arrangements
    initiative: Water meters
    threat: high
    horizon: not sure
    signs: {way-blocked: yes, foundations: no, could-stop: not sure}
    owner: CIO
    status: planned
    review: 2027-03-31
    note: "Two\\nlines"
    advised: buffering
""",
    )
    assert programme == Programme(
        programme="Brookmere",
        city_size="large-town",
        assessed=date(2027, 1, 31),
        knowledge="1.0",
        applies={"legal": Answer.NO, "culture": Answer.NOT_SURE},
        situations=(
            ProgrammeSituation(
                challenge="data",
                initiative="Water meters",
                threat=ThreatGiven.HIGH,
                horizon=HorizonGiven.NOT_SURE,
                signs={
                    "way-blocked": Answer.YES,
                    "foundations": Answer.NO,
                    "could-stop": Answer.NOT_SURE,
                },
                owner="CIO",
                status=Status.PLANNED,
                review=date(2027, 3, 31),
                note="Two\nlines",
                advised="buffering",
            ),
        ),
    )


@pytest.mark.parametrize(
    "name", ["data", "DATA", "2", '"2"', "Restrictive_Data arrangements", "restrictive"]
)
def test_a_challenge_is_found_by_any_of_its_names(tmp_path: Path, name: str) -> None:
    programme = read(tmp_path, f"programme: x\nsituations: [{{challenge: {name}}}]\n")
    assert [each.challenge for each in programme.situations] == ["data"]


def test_a_name_is_enough(tmp_path: Path) -> None:
    assert read(tmp_path, "programme: x\n") == Programme(programme="x")


def test_blank_fields_are_as_if_they_were_not_there(tmp_path: Path) -> None:
    fields = ("initiative", "threat", "horizon", "signs", "owner", "status", "review", "note")
    blank = "".join(f"    {name}:\n" for name in (*fields, "advised"))
    top = "".join(f"{name}:\n" for name in ("city_size", "assessed", "knowledge", "applies"))
    text = f"programme: x\n{top}situations:\n  - challenge: data\n{blank}"
    assert read(tmp_path, text) == read(tmp_path, "programme: x\nsituations: [{challenge: data}]\n")
    assert read(tmp_path, "programme: x\nsituations:\n") == Programme(programme="x")


def test_a_number_is_a_text_where_text_is_wanted(tmp_path: Path) -> None:
    text = "programme: 2030\nknowledge: 1\nsituations: [{challenge: 2, initiative: 5, note: 7}]\n"
    programme = read(tmp_path, text)
    situation = programme.situations[0]
    assert (programme.programme, programme.knowledge) == ("2030", "1")
    assert (situation.initiative, situation.note) == ("5", "7")


def test_the_same_answer_under_two_names_does_no_harm(tmp_path: Path) -> None:
    programme = read(tmp_path, 'programme: x\napplies: {data: no, "2": no}\n')
    assert programme.applies == {"data": Answer.NO}


def test_a_challenge_may_be_said_to_apply_beside_its_situation(tmp_path: Path) -> None:
    text = "programme: x\napplies: {data: yes, legal: not sure}\nsituations: [{challenge: legal}]\n"
    assert read(tmp_path, text).applies == {"data": Answer.YES, "legal": Answer.NOT_SURE}


def test_the_ending_tells_a_table_in_any_case(tmp_path: Path) -> None:
    programme = read(tmp_path, "challenge\ndata\n", "Brookmere 2027.CSV")
    assert programme.programme == "Brookmere 2027"
    assert [each.challenge for each in programme.situations] == ["data"]


def test_names_are_looked_up_in_the_knowledge_at_hand(tmp_path: Path) -> None:
    path = tmp_path / "orchard.yaml"
    path.write_text(
        "programme: x\ncity_size: Back yard\n"
        "situations: [{challenge: thirst, signs: {bark-splits: yes}}]\n",
        "utf-8",
    )
    programme = orchard_planner().read(path)
    assert programme.city_size == "yard"
    assert programme.situations[0].challenge == "water"
    assert len(refused(path).problems) == 3


def test_a_level_or_a_status_that_is_not_given_is_open() -> None:
    bare = ProgrammeSituation(challenge="data")
    assert (bare.level("threat"), bare.level("horizon"), bare.stands) == (None, None, Status.OPEN)
    assert not bare.is_closed


@pytest.mark.parametrize(
    ("status", "closed"), [(each, each in {"done", "dropped"}) for each in Status]
)
def test_what_is_done_or_dropped_is_closed(status: Status, closed: bool) -> None:  # noqa: FBT001
    assert ProgrammeSituation(challenge="data", status=status).is_closed is closed
