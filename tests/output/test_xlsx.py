"""Tables as an Excel file, read back with the library that reads such files."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from boundary_advisor.output.workbook import LONGEST_CELL, LONGEST_NAME, to_xlsx
from boundary_advisor.text import visible
from tests.output.office import NASTY, dates, filled, hash_of, made_elsewhere, parts, sheets
from tests.support.documents import Document, Table

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def book(*documents: Document) -> Workbook:
    return load_workbook(BytesIO(to_xlsx(documents)))


def cells(page: Worksheet) -> list[list[str]]:
    """Give the texts of a worksheet as Excel shows them."""
    return [
        [unescape("" if cell is None else str(cell)) for cell in row]
        for row in page.iter_rows(values_only=True)
    ]


def named(title: str) -> Document:
    return Document(title, (), sheet=Table(("a",), (("b",),)))


def test_every_sheet_reads_back_on_a_worksheet_of_its_own() -> None:
    found = book(Document("none", ()), *sheets())
    assert len(found.worksheets) == len(sheets())
    for page, document in zip(found.worksheets, sheets(), strict=True):
        assert document.sheet
        assert cells(page) == [list(document.sheet.header), *map(list, document.sheet.rows)]


def test_a_worksheet_can_be_read_filtered_and_printed() -> None:
    page = book(*sheets()[:1]).worksheets[0]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == page.dimensions == f"A1:I{page.max_row}"
    assert (page.print_title_rows, page.print_title_cols) == ("$1:$1", "$A:$A")
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    header, *rows = page.iter_rows()
    assert all(cell.font.bold and cell.alignment.wrap_text for cell in header)
    assert len({cell.font.name for row in (header, *rows) for cell in row}) == 1
    assert not any(cell.font.bold for row in rows for cell in row)
    assert all(cell.alignment.wrap_text for row in rows for cell in row)


def test_a_column_is_as_wide_as_its_lines_within_bounds() -> None:
    table = Table(("a", "Longer header", "b", "c"), (("x", "y", "z" * 99, "u" * 20 + "\n" + "v"),))
    page = book(Document("T", (), sheet=table)).worksheets[0]
    assert [page.column_dimensions[each].width for each in "ABCD"] == [10, 17, 40, 20]


@pytest.mark.parametrize(
    ("text", "height"),
    [("", 18), ("a", 18), ("word " * 16, 33), ("a\n\nb", 48), ("x" * 10_000, 409)],
)
def test_a_row_is_as_high_as_its_longest_cell(text: str, height: int) -> None:
    document = Document("T", (), sheet=Table(("a", "b"), (("c", text), ("d", "e"))))
    rows = book(document).worksheets[0].row_dimensions
    assert [rows[number].height for number in (1, 2, 3)] == [18, height, 18]


@pytest.mark.parametrize(("columns", "pages"), [(1, 1), (5, 1), (6, 2), (12, 3)])
def test_a_table_is_printed_so_that_it_can_be_read(columns: int, pages: int) -> None:
    wide = Table(("x" * 50,) * columns, ())
    page = book(Document("T", (), sheet=wide)).worksheets[0]
    assert page.sheet_properties.pageSetUpPr
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (pages, 0)


@pytest.mark.parametrize("text", NASTY)
def test_every_cell_is_text_and_literal(text: str) -> None:
    file = to_xlsx([filled(text)])
    for name, root in parts(file):
        assert not [each for each in root.iter() if each.tag.endswith("}f")], name
    (page,) = load_workbook(BytesIO(file)).worksheets
    shown = visible(text).strip().replace("\r\n", "\n")
    assert cells(page) == [[shown, shown], [shown, "b"], ["", shown]]
    filled_cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert len(filled_cells) == 5
    assert {cell.data_type for cell in filled_cells} == {"s"}
    assert all(cell.quotePrefix for cell in filled_cells)


def test_what_looks_like_the_code_of_a_character_stays_as_it_is() -> None:
    page = book(filled("_x0041_ _x41_")).worksheets[0]
    assert page["A1"].value == "_x005F_x0041_ _x41_"


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=30), st.text(max_size=40))
def test_any_text_is_held(text: str, title: str) -> None:
    (page,) = book(Document(title, (), sheet=Table((text,), (("x",),)))).worksheets
    assert cells(page) == [[visible(text).strip().replace("\r\n", "\n")], ["x"]]
    assert 1 <= len(page.title.encode("utf-16-le")) // 2 <= LONGEST_NAME
    assert not re.search(r"[\\/?*:\[\]]|^'|'$", page.title)


def test_a_text_beyond_what_a_cell_holds_says_so_at_its_end() -> None:
    longest = "x" * LONGEST_CELL
    assert book(filled(longest)).worksheets[0]["A1"].value == longest
    cut = book(filled(f"{longest}x")).worksheets[0]["A1"].value
    assert cut == f"{longest[:-1]}\u2026"


def test_worksheets_have_names_that_excel_takes_and_no_two_the_same() -> None:
    long = "A title that is longer than a name can be"
    titles = [
        "Portfolio: a/b [c]",
        "portfolio A B c",
        "",
        "History",
        "'?'",
        long,
        long,
        "\U0001f3d9" * 20,
    ]
    assert book(*map(named, titles)).sheetnames == [
        "Portfolio a b c",
        "portfolio A B c (2)",
        "Sheet",
        "History (2)",
        "Sheet (2)",
        "A title that is longer than a n",
        "A title that is longer than (2)",
        "\U0001f3d9" * 15,
    ]


def test_the_properties_are_fixed() -> None:
    properties = book(named("A <title> & more")).properties
    assert properties.title == "A <title> & more"
    assert (properties.creator, properties.language) == ("boundary-advisor", "en-GB")
    assert properties.created == properties.modified == datetime(2000, 1, 1)  # noqa: DTZ001


@pytest.mark.long
def test_the_same_documents_are_the_same_bytes() -> None:
    file = to_xlsx(sheets())
    assert to_xlsx(iter(sheets())) == file
    assert dates(file) == {(1980, 1, 1, 0, 0, 0)}
    assert made_elsewhere("to_xlsx") == hash_of(file)


def test_without_a_sheet_there_is_nothing_to_write() -> None:
    with pytest.raises(ValueError, match="no document has a sheet"):
        to_xlsx([Document("T", ())])


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0), ("12", 12), ("007", "007"), ("1.0", "1.0"), ("-1", "-1"), ("1, 8", "1, 8")],
)
def test_a_count_is_a_number_that_can_be_summed_and_nothing_else_is(
    text: str, value: int | str
) -> None:
    document = Document("Counts", (), sheet=Table(("How many",), ((text,), ("",))))
    page = book(document).worksheets[0]
    assert page["A2"].value == value
    assert page["A2"].quotePrefix is isinstance(value, str)
    assert page["A3"].value is None
    assert page["A1"].value == "How many"
