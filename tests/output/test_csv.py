"""Tables for a spreadsheet: what the views put into them, and how they are written as CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor.output.sheets import BOM, to_csv
from boundary_advisor.programme.csv_table import ADDED, COLUMNS
from boundary_advisor.text import guard, unguard, visible
from tests.output.office import KB, NASTY, portfolios, sheets
from tests.support.documents import Document, Table
from tests.support.programmes import LEVELS, city_planner, made
from tests.support.programmes import to_csv as programme_csv
from tests.support.views import cases_document, matrix_document, portfolio_document

if TYPE_CHECKING:
    from pathlib import Path

    from boundary_advisor import Portfolio, Programme

SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def sheet(*rows: tuple[str, ...], title: str = "T") -> Document:
    return Document(title, (), sheet=Table(rows[0], rows[1:]))


def read(text: str) -> list[list[str]]:
    assert text.startswith(BOM)
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), strict=True))


# --- As it is written ----------------------------------------------------------------------------


def test_a_sheet_is_written_with_a_mark_commas_and_crlf() -> None:
    document = sheet(("A", "B"), ('say "x"', "1, 2"), ("a\nb", " c "))
    assert to_csv([document]) == f'{BOM}A,B\r\n"say ""x""","1, 2"\r\n"a\nb",c\r\n'


def test_sheets_with_the_same_header_are_one_table() -> None:
    documents = (sheet(("A",), ("1",)), Document("none", ()), sheet(("A",), ("2",), title="U"))
    assert read(to_csv(documents)) == [["A"], ["1"], ["2"]]


def test_another_header_follows_after_a_blank_line() -> None:
    documents = (sheet(("A",), ("1",)), sheet(("A", "B"), ("2", "3")), sheet(("A",), ("4",)))
    lines = ["A", "1", "", "A,B", "2,3", "", "A", "4", ""]
    assert to_csv(documents) == BOM + "\r\n".join(lines)


def test_without_a_sheet_there_is_nothing_to_write() -> None:
    with pytest.raises(ValueError, match="no document has a sheet"):
        to_csv([Document("T", ())])


@pytest.mark.parametrize("document", sheets(), ids=lambda each: each.title)
def test_a_sheet_reads_back_as_it_is(document: Document) -> None:
    assert document.sheet
    table = document.sheet
    rows = [[unguard(cell) for cell in row] for row in read(to_csv([document]))]
    assert rows == [list(table.header), *map(list, table.rows)]


@pytest.mark.parametrize("text", NASTY)
def test_no_cell_is_a_formula_and_nothing_hides(text: str) -> None:
    for cell in (text, f"'{text}", f" {text}"):
        rows = read(to_csv([sheet((cell, "b"), ("c", cell))]))
        (shown, _), (_, again) = rows
        assert shown == again == guard(visible(cell).strip())
        assert not shown.startswith(SIGNS)
        assert unguard(shown) == visible(cell).strip()


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", ["", "'", "''"])
def test_every_sign_of_a_formula_is_guarded(sign: str, before: str) -> None:
    text = f"{before}{sign}1"
    assert guard(text) == f"'{text}"
    assert unguard(guard(text)) == text


@given(st.text(max_size=6) | st.text("'=+-@ab\t", max_size=6))
def test_a_guard_can_be_taken_away(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(SIGNS)


# --- What the views put into it ------------------------------------------------------------------


def rows_of(document: Document) -> list[dict[str, str]]:
    assert document.sheet
    return [dict(zip(document.sheet.header, row, strict=True)) for row in document.sheet.rows]


def test_every_case_has_a_row() -> None:
    rows = rows_of(cases_document(KB, KB.cases, ""))
    assert len(rows) == len(KB.cases)
    for row, case in zip(rows, KB.cases, strict=True):
        titles = [KB.tactic(each).title for each in case.tactics]
        strategies = [KB.strategy_of(each).name for each in case.tactics]
        sizes = [KB.size(KB.city(number).size).title for number in case.cities]
        assert row == {
            "Case": case.id,
            "Cities": ", ".join(map(str, case.cities)),
            "City sizes": "; ".join(dict.fromkeys(sizes)),
            "What was done": case.summary,
            "What came of it": case.outcome or "",
            "Tactics": "; ".join(titles),
            "Challenges": "; ".join(
                f"{KB.challenge(each).number} {each}" for each in case.challenges
            ),
            "Strategy": "; ".join(dict.fromkeys(strategies)),
            "Source": case.source,
        }


def test_no_case_is_a_header_alone() -> None:
    assert rows_of(cases_document(KB, (), "words none")) == []


def test_every_cell_of_the_matrix_has_a_row() -> None:
    rows = rows_of(matrix_document(KB))
    assert len(rows) == 32
    cells = [(one, other) for one in KB.challenges for other in KB.strategies]
    for row, (challenge, strategy) in zip(rows, cells, strict=True):
        cell = KB.cell(challenge.id, strategy.id)
        tactics = KB.tactics_in(challenge.id, strategy.id)
        assert row["Number"] == str(challenge.number)
        assert (row["Challenge"], row["Strategy"]) == (challenge.title, strategy.name)
        assert row["Tactics"] == "; ".join(each.title for each in tactics)
        assert (row["Most effort"] == "yes") is bool(cell.effort)
        assert row["Note"] == (cell.note or "")
        assert set(row["Source"].split("; ")) == {
            *cell.source.split("; "),
            *(cell.effort or cell.source).split("; "),
        }
        assert (int(row["Cases"]) > 0) >= bool(row["Cities"])
    assert {row["State"] for row in rows if row["Note"]} == {
        "damaged in our copy, filled from the text of the study",
        "does not apply",
    }


def make_portfolio(*situations: str | dict[str, Any], **top: object) -> Portfolio:
    return city_planner().portfolio(made(*situations, **top), None)


def test_a_portfolio_says_beside_each_situation_what_was_advised() -> None:
    done = {"challenge": "citizens", **LEVELS["bs"], "status": "done"}
    found = make_portfolio(
        "data bd Bins", "politics h?", done, "culture bu", applies={"legal": "no"}
    )
    rows = rows_of(portfolio_document(KB, found, full=False))
    assert [[row[name] for name in ADDED] for row in rows] == [
        [
            "Building",
            "Build an open architecture with other cities",
            "Building",
            "high, as given",
            "long, as given",
        ],
        [
            "Buffering or Building (undecided)",
            "",
            "Bridging for Knowledge",
            "high, as given",
            found.situations[1].horizon.text,
        ],
        ["Bridging for Support", "", "Bridging for Knowledge", "low, as given", "short, as given"],
        [
            "Buffering",
            found.situations[3].answers[0].tactics[0].tactic.title,
            "",
            *["high, as given"],
            "short, as given",
        ],
        ["", "", "", "", ""],
    ]
    assert [row["challenge"] for row in rows] == [
        "data",
        "politics",
        "citizens",
        "culture",
        "legal",
    ]


def written(folder: Path, found: Portfolio) -> Path:
    path = folder / "again.csv"
    document = portfolio_document(KB, found, full=False)
    path.write_text(to_csv([document]), "utf-8", newline="")
    return path


def again(folder: Path, found: Portfolio) -> Programme:
    return city_planner().read(written(folder, found))


@pytest.mark.parametrize("found", portfolios(), ids=lambda each: each.programme.programme)
def test_a_portfolio_reads_back_as_its_programme(tmp_path: Path, found: Portfolio) -> None:
    assert again(tmp_path, found) == found.programme


def test_odd_texts_of_a_programme_read_back_too(tmp_path: Path) -> None:
    odd = {"initiative": "=1+1", "owner": "'-x", "note": 'a\r\nb\n\tc; "d", e'}
    found = make_portfolio({"challenge": "data", **odd}, knowledge="@1")
    assert again(tmp_path, found) == found.programme
    empty = make_portfolio(city_size="large-town")
    assert again(tmp_path, empty) == empty.programme


def test_what_was_advised_is_not_read_whatever_it_says(tmp_path: Path) -> None:
    path = tmp_path / "city.csv"
    path.write_text("challenge;Strategy;begin with;threat\ndata;Dig;x;high\n;y;z;\n", "utf-8")
    (situation,) = city_planner().read(path).situations
    assert (situation.challenge, situation.advised) == ("data", None)


def test_the_columns_of_a_portfolio_begin_with_those_of_a_programme(tmp_path: Path) -> None:
    found = portfolios()[0]
    assert found.situations
    wide = read(written(tmp_path, found).read_text("utf-8"))
    narrow = read(programme_csv(found.programme))
    assert [row[: len(COLUMNS)] for row in wide] == narrow
    assert wide[0] == [*COLUMNS, *ADDED]
