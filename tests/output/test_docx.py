"""Word files, read back with the library that reads such files, and part by part."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import RGBColor
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.output.office import (
    NASTY,
    briefs,
    every_document,
    every_file,
    filled,
    paragraphs,
    parts,
    styles,
    word,
)
from tests.output.test_parity import DOCUMENT, words_of
from tests.support.documents import (
    Block,
    Diagram,
    Document,
    Heading,
    Item,
    Items,
    Paragraph,
    Tone,
    one_line,
    words,
)
from tests.support.marks import quick_and_long
from tests.support.views import ROOM
from tests.support.writers import to_docx

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

FEW = settings(max_examples=12, deadline=None)


def lines(*blocks: Block, numbered: bool = False) -> list[WordParagraph]:
    """Write blocks below a title, and give the paragraphs below it that are in no table."""
    found = word(Document("T", blocks, numbered=numbered)).paragraphs
    return [line for line in found[1:] if line.style and line.style.name != "After Table"]


def bold(line: WordParagraph) -> list[tuple[str, bool]]:
    return [(run.text, bool(run.bold)) for run in line.runs]


def number_of(line: WordParagraph) -> tuple[int, int]:
    """Give the numbering of a paragraph, and its level there."""
    (place,) = line.paragraph_format.element.iter(qn("w:numPr"))
    return int(place.numId.val), int(place.ilvl.val)


def level_of(file: WordDocument, line: WordParagraph) -> Any:  # noqa: ANN401  # XML has no types
    """Give the level of a numbering that a paragraph is on, as the file defines it."""
    number, level = number_of(line)
    numbering = file.part.numbering_part.element
    abstract = numbering.num_having_numId(number).abstractNumId.val
    (found,) = numbering.xpath(f"w:abstractNum[@w:abstractNumId={abstract}]/w:lvl[@w:ilvl={level}]")
    return found


# --- No text is lost -----------------------------------------------------------------------------


@pytest.mark.long
def test_every_text_of_every_document_stands_in_the_file_in_order() -> None:
    shown, place = "\n".join(paragraphs(every_file())), 0
    for document in every_document():
        blocks = tuple(each for each in document.blocks if not isinstance(each, Diagram))
        for text in words(document._replace(blocks=blocks)).split("\n"):
            found = shown.find(one_line(text), place)
            assert found >= 0, (document.title, text)
            place = found + len(one_line(text))


@pytest.mark.long
def test_nothing_else_stands_in_the_file() -> None:
    told = sum((words_of(each) for each in every_document()), Counter[str]())
    letters = Counter[str](re.findall(r"[^\W\d]{2,}", " ".join(paragraphs(every_file()))))
    assert not [word for word in letters if word not in " ".join(told)]


@pytest.mark.long
@given(DOCUMENT)
@FEW
def test_no_document_loses_a_word(document: Document) -> None:
    shown = re.findall(r"\w+", " ".join(paragraphs(to_docx([document]))))
    assert words_of(document) <= Counter(shown)


def shown_of(text: str) -> list[str]:
    """Give the paragraphs of a document that is filled with a text that shows something."""
    both = f"{text}: {text}"
    items = [both, both, text]
    table = [text] * 5 + [""]
    grid = ["", text, text, text, *[text] * 4, text, text, text, text, ""]
    return [*[text] * 6, *[both] * 4, text, text, *items * 2, *table, *grid]


@pytest.mark.parametrize("text", quick_and_long(NASTY, 4))
def test_every_text_is_literal_in_every_place(text: str) -> None:
    file = to_docx([filled(text)])
    assert paragraphs(file) == shown_of(one_line(text))
    names = {name for name, _ in parts(file)}
    assert {"word/document.xml", "docProps/core.xml"} <= names
    found = docx.Document(BytesIO(file))
    assert found.core_properties.title == found.sections[0].header.paragraphs[0].text
    assert found.core_properties.title == one_line(text)


@pytest.mark.long
@given(st.text(max_size=30).filter(one_line))
@FEW
def test_any_text_is_literal(text: str) -> None:
    assert paragraphs(to_docx([filled(text)])) == shown_of(one_line(text))


@pytest.mark.parametrize("documents", [(), (Document("", ()),)])
def test_nothing_is_an_empty_file(documents: tuple[Document, ...]) -> None:
    assert paragraphs(to_docx(documents)) == []


def test_blocks_without_words_are_left_out() -> None:
    empty = Items((Item(" ", notes=(Item(""),)),))
    blocks = (Heading(" "), Paragraph(""), empty, Diagram("a --> b", "c"), Paragraph("a"))
    assert styles(lines(*blocks)) == [("Normal", "a")]


# --- Headings, paragraphs and lists --------------------------------------------------------------


def test_headings_have_words_own_styles() -> None:
    found = word(Document("T", tuple(Heading(f"h{level}", level) for level in range(1, 8))))
    assert styles(found.paragraphs) == [
        ("Title", "T"),
        ("Heading 1", "h1"),
        ("Heading 1", "h2"),
        ("Heading 2", "h3"),
        ("Heading 3", "h4"),
        *[("Heading 4", f"h{level}") for level in (5, 6, 7)],
    ]


@pytest.mark.long
def test_every_heading_of_every_document_has_its_level() -> None:
    headings = [
        (f"Heading {block.level - 1}", one_line(block.text))
        for document in every_document()
        for block in document.blocks
        if isinstance(block, Heading)
    ]
    found = styles(docx.Document(BytesIO(every_file())).paragraphs)
    assert [each for each in found if "Heading" in str(each[0])] == headings
    titles = [one_line(document.title) for document in every_document()]
    assert [text for style, text in found if style == "Title"] == titles


def test_a_heading_begins_a_new_page_where_it_says_so() -> None:
    found = lines(Heading("a"), Heading("b", 3, new_page=True))
    assert [bool(line.paragraph_format.page_break_before) for line in found] == [False, True]


def test_labels_are_bold_and_so_is_what_asks_for_attention() -> None:
    told = [Paragraph("a", tone=tone) for tone in Tone]
    assert [bold(line) for line in lines(*told)] == [
        [("a", False)],
        [("a", True)],
        [("a", False)],
        [("a", True)],
    ]
    labelled = [Paragraph("a", "b", tone) for tone in Tone]
    label = ("b: ", True)
    assert [bold(line) for line in lines(*labelled, Items((Item("", "c"),)))] == [
        [label, ("a", False)],
        [label, ("a", True)],
        [label, ("a", False)],
        [label, ("a", False)],
        [("c", True)],
    ]


def test_a_caution_has_a_label_in_red_too() -> None:
    found = lines(*(Paragraph("a", "b", tone) for tone in Tone))
    colours = [[run.font.color.rgb for run in line.runs] for line in found]
    assert colours == [*[[None, None]] * 3, [RGBColor(0x9C, 0x1C, 0x1C), None]]


def test_headings_and_captions_stay_with_what_follows() -> None:
    found = {str(style.name): style for style in word(*briefs()).styles}
    for name in ("Title", *(f"Heading {level}" for level in range(1, 5)), "Caption"):
        assert found[name].paragraph_format.keep_with_next is True, name
    assert found["Normal"].paragraph_format.keep_with_next is False


def test_lists_have_words_styles_and_each_counts_for_itself() -> None:
    deep = Item("a", notes=(Item("b", notes=(Item("c", notes=(Item("d"),)),)),))
    found = lines(
        Items((deep, Item("e")), numbered=True), Items((deep,)), Items((Item("f"),), numbered=True)
    )
    assert styles(found) == [
        ("List Number", "a"),
        *(nested := [(f"List Bullet {n}", text) for n, text in ((2, "b"), (3, "c"), (3, "d"))]),
        ("List Number", "e"),
        ("List Bullet", "a"),
        *nested,
        ("List Number", "f"),
    ]
    numbers, levels = zip(*map(number_of, found), strict=True)
    assert levels == (0, 1, 2, 3, 0, 0, 1, 2, 3, 0)
    first, second, third = numbers[0], numbers[5], numbers[9]
    assert numbers == (*[first] * 5, *[second] * 4, third)
    assert len({first, second, third}) == 3


def test_a_list_goes_no_deeper_than_word_can() -> None:
    item = Item("x")
    for _ in range(12):
        item = Item("x", notes=(item,))
    assert [number_of(line)[1] for line in lines(Items((item,)))] == [*range(9), *[8] * 4]


def test_notes_of_an_item_without_words_take_its_place() -> None:
    found = lines(Items((Item("", notes=(Item("a"),)), Item("b")), numbered=True))
    assert styles(found) == [("List Number", "a"), ("List Number", "b")]
    assert [number_of(line)[1] for line in found] == [0, 0]


def test_numbers_are_words_own() -> None:
    blocks = (Items((Item("a"),), numbered=True), Items((Item("b", notes=(Item("c"),)),)))
    for numbered, mark in ((False, "%1."), (True, "(%1)")):
        file = word(Document("T", blocks, numbered=numbered))
        marks = [level_of(file, line).find(qn("w:lvlText")) for line in file.paragraphs[1:]]
        assert [each.get(qn("w:val")) for each in marks] == [mark, "\u2022", "\u2013"]


def test_a_numbered_paper_numbers_its_paragraphs_through() -> None:
    blocks = (Paragraph("a"), Heading("b"), Paragraph("c", "d"), Paragraph("e", tone=Tone.QUIET))
    document = Document("T", blocks, numbered=True)
    file = word(document, document)
    assert styles(file.paragraphs[:5]) == [
        ("Title", "T"),
        ("Numbered Paragraph", "a"),
        ("Heading 1", "b"),
        ("Numbered Paragraph", "d: c"),
        ("Note", "e"),
    ]
    numbered = [line for line in file.paragraphs if line.style.name == "Numbered Paragraph"]  # type: ignore[union-attr]
    (one, level), *others = map(number_of, numbered)
    assert level == 0
    assert others[0] == (one, 0)
    assert others[1] == others[2] != (one, 0), "the second paper begins at 1 again"
    mark = level_of(file, numbered[0])
    assert mark.find(qn("w:lvlText")).get(qn("w:val")) == "%1"
    assert mark.find(qn("w:numFmt")).get(qn("w:val")) == "decimal"


def test_lists_of_a_numbered_paper_stand_below_the_text_of_its_paragraphs() -> None:
    blocks = (Paragraph("p"), Items((Item("a", notes=(Item("b"),)),)))
    starts = {}
    for numbered in (True, False):
        file = word(Document("T", blocks, numbered=numbered))
        for line in [
            each for each in file.paragraphs if "List" in str(each.style and each.style.name)
        ]:
            (indent,) = level_of(file, line).iter(qn("w:ind"))
            at = int(indent.get(qn("w:left"))) - int(indent.get(qn("w:hanging")))
            starts[numbered, line.text] = at
    assert starts == {(True, "a"): 567, (True, "b"): 964, (False, "a"): 0, (False, "b"): 397}


def test_every_number_begins_at_one() -> None:
    numbering = word(*briefs()).part.numbering_part.element
    own = [each for each in numbering.num_lst if each.abstractNumId.val >= 100]
    assert len(own) > 5
    for each in own:
        (start,) = each.iter(qn("w:startOverride"))
        assert start.val == 1


def test_there_is_room_for_an_owner_and_a_day() -> None:
    owners = [text for text in paragraphs(to_docx(briefs()[:1])) if text.startswith("Owner")]
    assert owners == [f"Owner: {ROOM} Date: {ROOM}"] * 3
