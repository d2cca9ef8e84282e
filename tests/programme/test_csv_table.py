"""Programmes as tables: as spreadsheets save them, and written so that they read back the same."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor import Programme, ProgrammeError, ProgrammeSituation, Status
from boundary_advisor.programme.csv_table import COLUMNS, OF_PROGRAMME, parse_csv
from tests.programme.test_read import EXAMPLES
from tests.support.knowledge import STEADY
from tests.support.models import HIDDEN, Answer, HorizonGiven, ThreatGiven
from tests.support.programmes import city_planner, made, to_csv

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BOM = "\ufeff"
TABLE = """\
challenge;applies;initiative;signs;review;note;programme;assessed
data;yes;Water meters;"way-blocked=yes; can-be-won=not sure";31.3.2027;"one; two
three ""four"", five";Brookmere;2027-01-31
legal;no;;;;;;

culture;not sure;;;;;;31.01.2027;;;;
"""
READ = Programme(
    programme="Brookmere",
    assessed=date(2027, 1, 31),
    applies={"data": Answer.YES, "legal": Answer.NO, "culture": Answer.NOT_SURE},
    situations=(
        ProgrammeSituation(
            challenge="data",
            initiative="Water meters",
            signs={"way-blocked": Answer.YES, "can-be-won": Answer.NOT_SURE},
            review=date(2027, 3, 31),
            note='one; two\nthree "four", five',
        ),
    ),
)


def read(folder: Path, text: str, name: str = "city.csv") -> Programme:
    path = folder / name
    path.write_text(text, "utf-8", newline="")
    return city_planner().read(path)


def parted_by(delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(csv.reader(io.StringIO(TABLE), delimiter=";"))
    return out.getvalue()


# --- As spreadsheets save it ---------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_table_is_read_whatever_parts_its_columns(tmp_path: Path, delimiter: str) -> None:
    assert read(tmp_path, parted_by(delimiter)) == READ


def test_a_table_with_a_byte_order_mark_and_windows_line_ends_is_read(tmp_path: Path) -> None:
    text = "\ufeff" + TABLE.replace("\n", "\r\n").replace("two\r\n", "two\n")
    assert read(tmp_path, text) == READ


def test_a_line_break_in_a_cell_is_kept_as_it_is(tmp_path: Path) -> None:
    (situation,) = read(tmp_path, 'challenge,note\r\ndata,"a\r\nb"\r\n').situations
    assert situation.note == "a\r\nb"


@pytest.mark.parametrize(
    "header",
    [
        "CHALLENGE;City size;Threat",
        " challenge ;CITY_SIZE;threat",
        '"Challenge";city-size;"THREAT"',
        "challenge;city  size;threat;;;",
    ],
)
def test_a_column_is_named_in_any_case_and_with_blanks(tmp_path: Path, header: str) -> None:
    programme = read(tmp_path, f"{header}\ndata;Large town;high\n")
    assert programme.city_size == "large-town"
    assert programme.situations == (ProgrammeSituation(challenge="data", threat=ThreatGiven.HIGH),)


@pytest.mark.parametrize("order", [COLUMNS, tuple(reversed(COLUMNS)), tuple(sorted(COLUMNS))])
def test_columns_may_stand_in_any_order(tmp_path: Path, order: tuple[str, ...]) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(READ).removeprefix(BOM))))
    out = io.StringIO()
    writer = csv.DictWriter(out, order)
    writer.writeheader()
    writer.writerows(rows)
    assert read(tmp_path, out.getvalue()) == READ


def test_rows_before_the_first_word_and_empty_rows_do_not_count(tmp_path: Path) -> None:
    programme = read(tmp_path, "\n\n;;\nchallenge;threat;\n;;\n\ndata;high;\n  ; \n")
    assert programme == made("data h?").model_copy(update={"programme": "city"})


def test_levels_answers_and_status_may_be_written_in_any_case(tmp_path: Path) -> None:
    text = (
        "challenge;applies;threat;horizon;status;signs\ndata;YES;High;Not Sure;Done;buy-time=No\n"
    )
    (situation,) = read(tmp_path, text).situations
    assert situation == ProgrammeSituation(
        challenge="data",
        threat=ThreatGiven.HIGH,
        horizon=HorizonGiven.NOT_SURE,
        status=Status.DONE,
        signs={"buy-time": Answer.NO},
    )


@pytest.mark.parametrize(
    "cell",
    [
        "buy-time=yes; deadline=not sure",
        "buy-time = yes ;deadline= not sure;",
        "buy-time=yes,deadline=not sure",
        ";buy-time=yes\r\ndeadline=not sure\n",
    ],
)
def test_signs_are_parted_by_semicolons_commas_or_line_breaks(tmp_path: Path, cell: str) -> None:
    (situation,) = read(tmp_path, f'challenge;signs\ndata;"{cell}"\n').situations
    assert situation.signs == {"buy-time": Answer.YES, "deadline": Answer.NOT_SURE}


@pytest.mark.parametrize("day", ["2027-03-05", "05.03.2027", "5.3.2027"])
def test_a_day_may_be_written_with_dots(tmp_path: Path, day: str) -> None:
    programme = read(tmp_path, f"challenge;review;assessed\ndata;{day};{day}\n")
    assert programme.assessed == programme.situations[0].review == date(2027, 3, 5)


def test_the_file_names_the_programme_where_the_table_does_not(tmp_path: Path) -> None:
    assert read(tmp_path, "challenge\ndata\n", "Port Aldren.csv").programme == "Port Aldren"
    assert read(tmp_path, "challenge\ndata\n", "Port\x1b.csv").programme == "Port\\x1b"


@pytest.mark.parametrize("row", [1, 2, 3])
def test_what_holds_for_all_may_stand_in_any_row(tmp_path: Path, row: int) -> None:
    rows = ["challenge;programme;city_size", "data;;", "legal;;", ";;"]
    rows[row] = rows[row].replace(";;", ";Brookmere;large-town")
    programme = read(tmp_path, "\n".join(rows))
    assert (programme.programme, programme.city_size) == ("Brookmere", "large-town")
    assert [each.challenge for each in programme.situations] == ["data", "legal"]


@pytest.mark.parametrize(
    ("row", "situations", "applies"),
    [
        ("data;;", 1, {}),
        ("data;yes;", 1, {"data": Answer.YES}),
        ("data;no;", 0, {"data": Answer.NO}),
        ("data;not sure;", 0, {"data": Answer.NOT_SURE}),
        ("data;not sure;high", 1, {"data": Answer.NOT_SURE}),
        ("data;Yes;high", 1, {"data": Answer.YES}),
    ],
)
def test_a_row_is_a_situation_unless_it_only_says_that_it_may_not_apply(
    tmp_path: Path, row: str, situations: int, applies: dict[str, Answer]
) -> None:
    programme = read(tmp_path, f"challenge;applies;threat\n{row}\n")
    assert len(programme.situations) == situations
    assert programme.applies == applies


# --- Where things stand --------------------------------------------------------------------------


def test_the_place_of_a_problem_is_a_row_and_a_column_of_the_table() -> None:
    table = parse_csv(TABLE, "city.csv", [], title="City")
    places = {
        ("situations", 0): (2, 1),
        ("situations", 0, "note"): (2, 6),
        ("situations", 0, "signs", "way-blocked"): (2, 4),
        ("situations", 0, "owner"): (2, 1),
        ("applies", "culture"): (6, 2),
        ("assessed",): (2, 8),
        ("city_size",): (1, 1),
    }
    for loc, place in places.items():
        problem = table.problem(loc, "wrong")
        assert (problem.file, problem.line, problem.column) == ("city.csv", *place), loc


def test_a_row_that_no_sort_of_table_has_is_told_in_the_words_of_its_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> Iterator[list[str]]:
        yield from ()
        raise csv.Error("odd")

    monkeypatch.setattr(csv, "reader", fail)
    path = tmp_path / "city.csv"
    path.write_text("challenge\n", "utf-8")
    with pytest.raises(ProgrammeError, match=r"city.csv:1:1: this row is no CSV: odd"):
        city_planner().read(path)


def test_a_cell_that_swallowed_the_rest_of_a_long_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "city.csv"
    path.write_text('challenge\ndata\n"' + "x" * (csv.field_size_limit() + 1), "utf-8")
    with pytest.raises(ProgrammeError, match=r"city.csv:3:1: a cell is too long; is a quote missi"):
        city_planner().read(path)


# --- Written -------------------------------------------------------------------------------------


def test_a_programme_is_written_with_all_columns_and_a_row_for_each_situation() -> None:
    situation = (
        'data,yes,Water meters,,,way-blocked=yes; can-be-won=not sure,,,2027-03-31,"one; two\n'
        'three ""four"", five",,Brookmere,,2027-01-31,'
    )
    assert to_csv(READ).split("\r\n") == [
        BOM + ",".join(COLUMNS),
        situation,
        "legal,no,,,,,,,,,,Brookmere,,2027-01-31,",
        "culture,not sure,,,,,,,,,,Brookmere,,2027-01-31,",
        "",
    ]


def test_a_programme_without_situations_keeps_its_name(tmp_path: Path) -> None:
    whole = Programme(programme="Brookmere", city_size="large-town", knowledge="1.0")
    assert read(tmp_path, to_csv(whole)) == whole


def test_a_bare_situation_and_a_doubt_about_it_take_two_rows(tmp_path: Path) -> None:
    doubt = made({"challenge": "data"}, {"challenge": "legal"}, applies={"data": "not sure"})
    written = to_csv(doubt)
    assert [line.split(",")[:2] for line in written.splitlines()[1:]] == [
        ["data", ""],
        ["legal", ""],
        ["data", "not sure"],
    ]
    assert read(tmp_path, written) == doubt


def test_a_challenge_that_applies_gets_a_situation(tmp_path: Path) -> None:
    programme = read(tmp_path, to_csv(made("data bu", applies={"legal": "yes"})))
    assert [each.challenge for each in programme.situations] == ["data", "legal"]
    assert programme.applies == {"legal": Answer.YES}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "'=", "''-"])
def test_what_a_spreadsheet_would_take_for_a_formula_is_guarded(tmp_path: Path, start: str) -> None:
    text = f"{start}cmd|' /C calc'!A0"
    situation = dict.fromkeys(("initiative", "owner", "note"), text) | {"challenge": "data"}
    programme = made(situation).model_copy(update={"programme": text, "knowledge": text})
    written = to_csv(programme)
    (row,) = csv.DictReader(io.StringIO(written))
    assert [row[name] for name in ("initiative", "owner", "note", "programme", "knowledge")] == [
        f"'{text}"
    ] * 5
    assert read(tmp_path, written) == programme


@pytest.mark.parametrize("text", ["'quoted'", "it's = 1", "'", "''", "a=b"])
def test_other_texts_are_written_as_they_are(tmp_path: Path, text: str) -> None:
    programme = made({"challenge": "data", "note": text})
    (row,) = csv.DictReader(io.StringIO(to_csv(programme)))
    assert row["note"] == text
    assert read(tmp_path, to_csv(programme)) == programme


TEXTS = st.builds(
    str.__add__,
    st.sampled_from(["", "'", "=", "+", "-", "@", "'=", "''@", '"', ";", ",", "#", " ", "\n"]),
    st.text(max_size=12) | st.text("ab'\"=+-@;,\t\n é\u3000", max_size=8),
).filter(lambda text: bool(text.strip()) and not HIDDEN.search(text))
BLANK_OR = st.none() | TEXTS
DAYS = st.none() | st.dates()
QUESTIONS = [each.id for each in city_planner().guide.questions.values() if not each.challenges]
SITUATIONS = st.builds(
    ProgrammeSituation,
    challenge=st.sampled_from([each.id for each in city_planner().kb.challenges]),
    initiative=BLANK_OR,
    threat=st.none() | st.sampled_from(ThreatGiven),
    horizon=st.none() | st.sampled_from(HorizonGiven),
    signs=st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(Answer)),
    owner=BLANK_OR,
    status=st.none() | st.sampled_from(Status),
    review=DAYS,
    note=BLANK_OR,
    advised=st.none() | st.sampled_from([each.id for each in city_planner().kb.strategies]),
)


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Give programmes that the reader would let through."""
    situations = draw(
        st.lists(
            SITUATIONS,
            max_size=4,
            unique_by=lambda each: (each.challenge, (each.initiative or "").strip()),
        )
    )
    told = {each.challenge for each in situations}
    names = st.sampled_from([each.id for each in city_planner().kb.challenges])
    answers = draw(st.dictionaries(names, st.sampled_from(Answer)))
    return Programme(
        programme=draw(TEXTS),
        city_size=draw(st.none() | st.sampled_from([each.id for each in city_planner().kb.sizes])),
        assessed=draw(DAYS),
        knowledge=draw(BLANK_OR),
        applies={
            name: answer
            for name, answer in answers.items()
            if not (answer is Answer.NO and name in told)
        },
        situations=tuple(situations),
    )


def stripped(model: Programme | ProgrammeSituation) -> dict[str, Any]:
    return {name: value.strip() if type(value) is str else value for name, value in model}


def as_it_reads_back(programme: Programme) -> Programme:
    """Give a programme without what its table does not keep."""
    told = {each.challenge for each in programme.situations}
    bare = tuple(
        ProgrammeSituation(challenge=name)
        for name, answer in programme.applies.items()
        if answer is Answer.YES and name not in told
    )
    kept = tuple(ProgrammeSituation(**stripped(each)) for each in programme.situations)
    return Programme(**stripped(programme) | {"situations": (*kept, *bare)})


@given(programmes())
@STEADY
def test_a_programme_reads_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, programme: Programme
) -> None:
    folder = tmp_path_factory.getbasetemp()
    assert read(folder, to_csv(programme)) == as_it_reads_back(programme)


@given(programmes())
@STEADY
def test_no_cell_that_is_written_begins_like_a_formula(programme: Programme) -> None:
    for row in csv.reader(io.StringIO(to_csv(programme), newline="")):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_reads_back_as_it_was_written(tmp_path: Path, path: Path) -> None:
    programme = city_planner().read(path)
    assert read(tmp_path, to_csv(programme)) == programme


def test_there_is_a_column_for_each_field_and_no_other() -> None:
    fields = {*ProgrammeSituation.model_fields, *Programme.model_fields} - {"situations"}
    assert set(COLUMNS) == fields
    assert len(COLUMNS) == len(set(COLUMNS))
    assert set(OF_PROGRAMME) == set(Programme.model_fields) - {"situations", "applies"}


@pytest.mark.parametrize("char", ["\x1b", "\u202e", "\r", "\x00", "\ud800"])
def test_a_programme_cannot_hold_what_no_file_may_hold(char: str) -> None:
    for data in ({"programme": f"a{char}"}, {"programme": "a", "knowledge": char + "b"}):
        with pytest.raises(ValueError, match=r"hidden character|surrogates|unicode"):
            Programme.model_validate(data)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("31.3.2027", "2027-03-31"),
        ("1.2.2027", "2027-02-01"),
        ("31/03/2027", "2027-03-31"),
        ("31-3-2027", "2027-03-31"),
        ("03/31/2027", "2027-03-31"),
        ("4/4/2027", "2027-04-04"),
        ("2027/3/31", "2027-03-31"),
        ("2027-03-31", "2027-03-31"),
    ],
)
def test_a_day_may_be_written_as_a_spreadsheet_does(
    tmp_path: Path, written: str, meant: str
) -> None:
    (situation,) = read(tmp_path, f"challenge;review\ndata;{written}\n").situations
    assert situation.review is not None
    assert situation.review.isoformat() == meant


@pytest.mark.parametrize("first", ["sep=;\n", "SEP=;\r\n"])
def test_a_line_that_only_tells_excel_the_separator_is_passed_over(
    tmp_path: Path, first: str
) -> None:
    assert read(tmp_path, f"{first}challenge;threat\ndata;high\n").situations[0].threat == "high"
