"""A picture says all that its grid or table says, in words and within its frame."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings

from boundary_advisor import load_knowledge
from boundary_advisor.output.svg import picture_of, to_svg
from boundary_advisor.output.svg_shapes import SIZE, height_of, number, width_of, wrap
from tests.output.test_parity import words_of
from tests.support.documents import (
    Arrow,
    Document,
    Grid,
    GridField,
    Heading,
    Paragraph,
    Table,
    one_line,
)
from tests.support.pages import (
    DOCUMENT,
    GRID,
    HOSTILE,
    TABLE,
    TEXT,
    check_picture,
    hostile_document,
    shown,
)
from tests.support.views import matrix_document

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FIELDS = ("Buffering", "Building", "Support", "Knowledge")


def grid_with(*arrows: Arrow, mark: str = "here") -> Grid:
    """Give a grid with the second field marked."""
    one, two, three, four = FIELDS
    return Grid(
        ("Short", "Long"),
        (
            ("High", GridField(one), GridField(two, mark)),
            ("Low", GridField(three), GridField(four)),
        ),
        arrows,
    )


def drawn(element: Element) -> list[str]:
    return [each.text or "" for each in element.iter("text")]


def told(element: Element) -> tuple[str, str]:
    """Give the title and the description, by the ids that the picture names."""
    found = {each.get("id"): each.text or "" for each in element}
    names = (element.get("aria-labelledby"), element.get("aria-describedby"))
    return found[names[0]], found[names[1]]


def size(element: Element) -> tuple[float, float]:
    left, top, width, height = map(float, (element.get("viewBox") or "").split())
    assert (left, top) == (0, 0)
    return width, height


def read(text: str) -> Element:
    root = ET.fromstring(text)  # noqa: S314  # made here
    check_picture(root)
    return root


def stay_inside(element: Element) -> None:
    """See that every line, as wide as it can get, and every stroke is within the picture."""
    width, height = size(element)
    for parent in element.iter():
        turned = "rotate" in (parent.get("transform") or "")
        for each in parent.findall("text") if not turned else ():
            letters = float(each.get("font-size", SIZE))
            long = width_of(each.text or "", size=letters) * (
                1 if each.get("font-weight") else 0.86 / 0.95
            )
            part = {"middle": 0.5}.get(each.get("text-anchor", ""), 0.0)
            x, y = float(each.get("x", "")), float(each.get("y", ""))
            single = len(each.text or "") == 1  # and as wide as a sentence, which some are
            assert x - long * part >= 0 or single
            assert x + long * (1 - part) <= width + 1 or single
            assert letters * 0.9 <= y <= height
    for each in element.iter("rect"):
        if each.get("class") != "paper":
            assert float(each.get("x", "")) + float(each.get("width", "")) < width
            assert float(each.get("y", "")) + float(each.get("height", "")) < height


def test_a_grid_shows_its_titles_fields_and_mark() -> None:
    picture = picture_of(grid_with(), "g")
    assert sorted(drawn(picture)) == sorted([*FIELDS, "Short", "Long", "High", "Low", "here"])
    assert picture.get("role") == "img"
    title, description = told(picture)
    assert title == "Grid: High and Low, Short and Long"
    assert description == (
        "High, Short, Buffering. High, Long, Building (marked: here). Low, Short, Support. "
        "Low, Long, Knowledge."
    )
    assert {"width", "height"}.isdisjoint(picture.attrib)


def test_a_marked_field_differs_in_border_and_weight() -> None:
    picture = picture_of(grid_with(), "g")
    strokes = [each.get("stroke-width") for each in picture.iter("rect")]
    assert strokes == ["1", "3", "1", "1"]
    bold = [each.text for each in picture.iter("text") if each.get("font-weight") == "bold"]
    assert bold == ["Building"]


def test_all_is_drawn_in_the_colour_of_the_text() -> None:
    picture = picture_of(grid_with(Arrow("Buffering", "Building", "x")), "g")
    paints = {each.get(name) for each in picture.iter() for name in ("fill", "stroke")}
    assert paints == {None, "none", "currentColor"}


def test_a_picture_grows_with_its_words() -> None:
    short = picture_of(grid_with(), "g")
    marks = "; ".join(f"{place} a situation with a name" for place in range(1, 9))
    for mark in (marks, "x" * 200, "W" * 10_000):
        picture = picture_of(grid_with(mark=mark), "g")
        stay_inside(picture)
        assert size(picture)[0] == size(short)[0]
        assert size(picture)[1] > size(short)[1]
        lines = "".join(drawn(picture)).replace(" ", "")
        assert mark.replace(" ", "") in lines


def test_arrows_are_numbered_and_their_words_stand_below() -> None:
    one, two, three, four = FIELDS
    picture = picture_of(
        grid_with(
            Arrow(one, two, "first"),
            Arrow(one, one, "stays"),
            Arrow(four, one, "long " * 30),
            Arrow(one, two, "second"),
            Arrow("Elsewhere", two, ""),
            Arrow(two, three, "back"),
        ),
        "g",
    )
    lines = drawn(picture)
    assert len(picture.findall(".//polygon")) == len(picture.findall(".//circle")) == 3
    for text in ("1", "2", "3"):
        assert lines.count(text) == 2  # on the arrow, and before its words
    assert "4" not in lines
    below = lines[lines.index("Buffering to Building") :]
    assert below[:3] == ["Buffering to Building", "first", "second"]
    assert [text for text in below if " to " in text] == [
        "Buffering to Building",
        "Knowledge to Buffering",
        "Building to Support",
        "Buffering to Buffering",
        "Elsewhere to Building",
    ]
    stay_inside(picture)
    _, description = told(picture)
    assert "Arrow: Buffering to Building: first; second. " in description
    assert description.endswith("Arrow: Building to Support: back.")


def ends(picture: Element) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Give where each arrow comes from, and the tip that it leads to."""
    circles = [
        (float(each.get("cx", "")), float(each.get("cy", ""))) for each in picture.iter("circle")
    ]
    tips = [(each.get("points") or "").split()[0].split(",") for each in picture.iter("polygon")]
    return [(start, (float(x), float(y))) for start, (x, y) in zip(circles, tips, strict=True)]


def test_every_arrow_leads_from_its_field_to_the_other() -> None:
    ways = [(one, two) for one in FIELDS for two in FIELDS if one != two]
    picture = picture_of(grid_with(*(Arrow(*way, "x") for way in ways)), "g")
    boxes = {
        name: tuple(float(each.get(key, "")) for key in ("x", "y", "width", "height"))
        for name, each in zip(FIELDS, picture.iter("rect"), strict=True)
    }

    def away(name: str, point: tuple[float, float]) -> float:
        (x, y), (left, top, width, height) = point, boxes[name]
        return max(left - x, x - left - width, 0) + max(top - y, y - top - height, 0)

    found = ends(picture)
    assert len({start for start, _ in found}) == len({tip for _, tip in found}) == 12
    for (one, two), (start, tip) in zip(ways, found, strict=True):
        assert min(FIELDS, key=lambda name: away(name, start)) == one
        assert min(FIELDS, key=lambda name: away(name, tip)) == two
        assert all(away(name, start) >= 10 for name in FIELDS)  # a number hides no word
        assert all(away(name, tip) > 0 for name in FIELDS)


def test_a_table_is_drawn_with_its_header_and_titles_bold() -> None:
    table = Table(("A", "B"), (("one", "8 (4) *"), ("two", "n/a")), "Caption")
    picture = picture_of(table, "t")
    assert drawn(picture) == ["Caption", "A", "B", "one", "8 (4) *", "two", "n/a"]
    bold = [each.text for each in picture.iter("text") if each.get("font-weight") == "bold"]
    assert bold == ["A", "B", "one", "two"]
    assert told(picture) == ("Caption", "A one. B: 8 (4) *. A two. B: n/a.")
    assert len(picture.findall(".//line")) == 3
    assert told(picture_of(Table(("A", "B"), ()), "t")) == ("Table: A, B", "")


def test_a_table_of_one_column_is_told_too() -> None:
    assert told(picture_of(Table(("A",), (("one",), ("two",))), "t"))[1] == "A one. A two."


@given(GRID, TABLE)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_nothing_leaves_its_picture(grid: Grid, table: Table) -> None:
    stay_inside(picture_of(grid, "g"))
    stay_inside(picture_of(table, "t"))


@given(TEXT)
@settings(max_examples=200)
def test_lines_lose_nothing_and_keep_to_their_room(text: str) -> None:
    for room in (1.0, 40.0, 200.0):
        lines = wrap(text, room, bold=True)
        assert "".join(line.text for line in lines).replace(" ", "") == one_line(text).replace(
            " ", ""
        )
        assert all(width_of(line.text) <= room + 0.1 for line in lines if len(line.text) > 1)
        assert height_of(lines) == pytest.approx(len(lines) * SIZE * 1.3)


def test_a_number_stays_with_its_word() -> None:
    room = width_of("data and 8")
    assert [line.text for line in wrap("data and 8 politics", room, bold=True)] == [
        "data and",
        "8 politics",
    ]


def test_a_room_made_for_a_text_holds_it() -> None:
    for text in ("1 structures", "Bridging for Knowledge", "ij.W"):
        assert len(wrap(text, width_of(text), bold=True)) == 1


def test_wide_characters_take_more_room_than_combining_ones() -> None:
    assert width_of("都") > width_of("W") > width_of("i") > width_of("\u0301") == 0
    assert width_of("ﷺ") > 5 * width_of("م")


def test_numbers_are_short() -> None:
    assert [number(each) for each in (1, 1.04, 2.25, 100000.0)] == ["1", "1", "2.2", "100000"]


def test_a_file_stands_alone_and_fits_light_and_dark() -> None:
    documents = [
        Document("No picture", (Paragraph("x"),)),
        Document("Table", (Table(("A",), (("a",),)),)),
        Document(
            "Title",
            (
                Paragraph("before"),
                grid_with(),
                Paragraph("text", "Label"),
                Paragraph("more"),
                Heading("Heading"),
                Paragraph("after"),
            ),
        ),
    ]
    text = to_svg(documents)
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<svg ')
    assert text.endswith("</svg>\n")
    picture = read(text)
    assert told(picture)[0] == "Title"
    assert told(picture)[1].endswith("Low, Long, Knowledge. Label: text more")
    lines = drawn(picture)
    assert lines[0] == "Title"
    assert lines[-3:] == ["Label", "text", "more"]
    assert {"before", "Heading", "after", "x", "A", "a"}.isdisjoint(lines)
    style = picture.find("style")
    assert style is not None
    assert "prefers-color-scheme: dark" in (style.text or "")
    assert picture[3].get("class") == "paper"
    stay_inside(picture)


def test_the_first_table_is_drawn_where_there_is_no_grid() -> None:
    kb = load_knowledge()
    picture = read(to_svg([matrix_document(kb)]))
    lines = drawn(picture)
    assert {f"{each.number} {each.id}" for each in kb.challenges} <= set(lines)
    assert "Key" in lines
    assert "Why some cells are marked" not in lines


def test_words_are_drawn_where_there_is_nothing_else() -> None:
    document = Document("Title", (Heading("H"), Paragraph("text", "Label"), Paragraph("more")))
    picture = read(to_svg([document, Document("Second", ())]))
    assert drawn(picture) == ["Title", "Title", "Label: text", "more"]


@given(DOCUMENT)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_every_document_is_a_sound_picture(document: Document) -> None:
    picture = read(to_svg([document]))
    stay_inside(picture)
    grid = next((block for block in document.blocks if isinstance(block, Grid)), None)
    if grid is not None:
        assert words_of(Document(document.title, (grid,))) <= shown(picture)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_no_text_in_any_place_does_anything(text: str) -> None:
    document = hostile_document(text)
    picture = read(to_svg([document]))
    assert told(picture)[0] == one_line(document.title)
    stay_inside(picture)


_TWICE = """
from tests.support.pages import hostile_document
from boundary_advisor.output.html import to_html
from boundary_advisor.output.svg import to_svg
documents = [hostile_document("a text"), hostile_document("another")]
print(to_html(documents), to_svg(documents))
"""


@pytest.mark.long
def test_the_same_documents_give_the_same_bytes_in_every_run() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", _TWICE],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(found) == 1
    assert found.pop().count(b"a text") > 20
