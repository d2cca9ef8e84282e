"""The tables of Word files, and each file as a whole."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

from tests.output.office import (
    briefs,
    dates,
    every_document,
    every_file,
    hash_of,
    made_elsewhere,
    parts,
    sheets,
    styles,
    text_of,
    word,
)
from tests.support.documents import Document, Grid, GridField, Paragraph, Table
from tests.support.writers import to_docx

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

# --- Tables --------------------------------------------------------------------------------------


def texts(file: WordDocument) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in file.tables]


def test_a_table_has_a_header_that_is_repeated_and_a_caption() -> None:
    file = word(Document("T", (Table(("a", "b"), (("c", ""), ("d", "e")), caption="f"),)))
    assert texts(file) == [[["a", "b"], ["c", ""], ["d", "e"]]]
    (table,) = file.tables
    assert [bool(list(row._tr.iter(qn("w:tblHeader")))) for row in table.rows] == [  # noqa: SLF001
        True,
        False,
        False,
    ]
    assert [run.bold for cell in table.rows[0].cells for run in cell.paragraphs[0].runs] == [
        True
    ] * 2
    assert table.style
    assert table.style.name == "Table Grid"
    assert styles(file.paragraphs[1:2]) == [("Caption", "f")]


@pytest.mark.long
def test_every_table_of_every_document_flags_one_header() -> None:
    tables = docx.Document(BytesIO(every_file())).tables
    blocks = [
        block
        for document in every_document()
        for block in document.blocks
        if isinstance(block, Table | Grid)
    ]
    assert len(tables) == len(blocks) > 40
    for table in tables:
        first, *rest = table._tbl.tr_lst  # noqa: SLF001
        assert len(list(first.iter(qn("w:tblHeader")))) == 1
        assert not [each for row in rest for each in row.iter(qn("w:tblHeader"))]
        assert all(len(list(row.iter(qn("w:cantSplit")))) == 1 for row in (first, *rest))


@pytest.mark.parametrize(
    "table",
    [
        Table(("a", "b"), (("x" * 10_000, "y"),)),
        Table(tuple("abcdefghij") * 10, ()),
        Table(("a", "b c " * 99), (("d", ""),)),
        Table(("", ""), (("", ""),)),
    ],
)
def test_a_table_is_as_wide_as_the_text_and_no_column_is_nothing(table: Table) -> None:
    (found,) = word(Document("T", (table,))).tables
    widths = [column.width or 0 for column in found.columns]
    assert Cm(15) <= sum(widths) <= Cm(16.01)
    assert min(widths) > 0
    assert found.autofit is False


def test_columns_have_the_width_that_their_texts_need() -> None:
    (found,) = word(Document("T", (Table(("No", "What"), (("1", "long text " * 20),)),))).tables
    narrow, wide = (column.width or 0 for column in found.columns)
    assert narrow * 5 < wide


def test_the_grid_says_in_words_and_in_bold_which_field_is_marked() -> None:
    plain = GridField("p")
    grid = Grid(("l", "r"), (("top", plain, GridField("m", "here")), ("low", plain, plain)))
    file = word(Document("T", (grid, grid)))
    rows = [["", "l", "r"], ["top", "p", "m\nhere"], ["low", "p", "p"]]
    assert texts(file) == [rows, rows]
    cells = [cell for row in file.tables[0].rows for cell in row.cells]
    assert [bool(cell.paragraphs[0].runs[0].bold) for cell in cells if cell.text] == [
        *[True] * 3,
        *(False, True),
        *(True, False, False),
    ]
    assert not cells[5].paragraphs[1].runs[0].bold


def test_headers_and_marked_fields_have_a_colour_behind_them() -> None:
    plain = GridField("p")
    grid = Grid(("l", "r"), (("top", plain, GridField("m", "here")), ("low", plain, plain)))
    file = word(Document("T", (grid, Table(("a",), (("b",),)))))
    shades = [
        [
            [each.get(qn("w:fill")) for each in cell._tc.iter(qn("w:shd"))]  # noqa: SLF001
            for cell in row.cells
        ]
        for table in file.tables
        for row in table.rows
    ]
    head, mark = ["E3EAF2"], ["FFF2CC"]
    assert shades == [[head] * 3, [head, [], mark], [head, [], []], [head], [[]]]


def test_the_grid_stays_on_one_page_and_a_table_need_not() -> None:
    field = GridField("p")
    rows = (("a", field, field), ("b", field, field))
    table = Table(("l", "r"), (("1", "2"), ("3", "4")))
    whole, other = word(Document("T", (Grid(("l", "r"), rows), table))).tables
    held = [
        [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in each.rows]
        for each in (whole, other)
    ]
    assert held == [[True, True, False], [True, False, False]]


# --- The file ------------------------------------------------------------------------------------


def test_each_document_has_its_title_above_its_pages_and_all_have_page_numbers() -> None:
    file = word(Document("One", (Paragraph("a"),)), Document("Two\n ", ()))
    assert [each.header.paragraphs[0].text for each in file.sections] == ["One", "Two"]
    for section in file.sections:
        assert section.different_first_page_header_footer
        assert section.first_page_header.paragraphs[0].text == ""
        for footer in (section.footer, section.first_page_footer):
            line = footer.paragraphs[0].paragraph_format.element
            fields = [each.get(qn("w:instr")) for each in line.iter(qn("w:fldSimple"))]
            assert (fields, text_of(line)) == (["PAGE", "NUMPAGES"], "Page 1 of 1")


def test_the_paper_is_a4() -> None:
    for section in word(*briefs()).sections:
        size = [round((each or 0) / Cm(1), 1) for each in (section.page_width, section.page_height)]
        assert size == [21.0, 29.7]
        assert section.left_margin == section.right_margin


def test_all_text_has_one_font_and_one_language() -> None:
    with ZipFile(BytesIO(to_docx(briefs()))) as package:
        found = package.read("word/styles.xml").decode()
        settings_ = package.read("word/settings.xml").decode()
    assert re.findall(r"<w:rFonts [^>]*>", found) == [
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
    ]
    assert set(re.findall(r'<w:lang w:val="([^"]*)"', found)) == {"en-GB"}
    assert '<w:themeFontLang w:val="en-GB"' in settings_
    assert 'w:name="compatibilityMode"' in settings_
    assert re.search(r'"compatibilityMode"[^>]*w:val="15"', settings_)


def test_the_properties_are_fixed() -> None:
    properties = word(Document("A <title> & more", ())).core_properties
    assert properties.title == "A <title> & more"
    assert (properties.author, properties.language) == ("boundary-advisor", "en-GB")
    assert properties.created == properties.modified == datetime(2000, 1, 1, tzinfo=UTC)


@pytest.mark.long
def test_the_same_documents_are_the_same_bytes() -> None:
    documents = (*briefs(), *sheets())
    file = to_docx(documents)
    assert to_docx(iter(documents)) == file
    assert dates(file) == {(1980, 1, 1, 0, 0, 0)}
    assert made_elsewhere("to_docx") == hash_of(file)


def test_nothing_of_the_template_is_left_but_what_is_used() -> None:
    names = {name for name, _ in parts(to_docx(briefs()))}
    assert not {name for name in names if "thumbnail" in name or "WithEffects" in name}
