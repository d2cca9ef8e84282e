"""A page says what its documents say, to whoever reads it, and does nothing else."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from boundary_advisor import Advisor, Horizon, Situation, Threat, load_knowledge
from tests.output.test_parity import words_of
from tests.support.documents import (
    Diagram,
    Document,
    Grid,
    GridField,
    Heading,
    Item,
    Items,
    Paragraph,
    Table,
    Tone,
)
from tests.support.pages import DOCUMENT, HOSTILE, hostile_document, read, shown, text_of
from tests.support.views import brief_document, matrix_document
from tests.support.writers import to_html

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from tests.support.documents import Block

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def main_of(*blocks: Block, numbered: bool = False) -> Element:
    """Write a document below the title "T", and give what stands in the page."""
    page = read(to_html([Document("T", blocks, numbered=numbered)]))
    (article,) = page.findall("body/main/article")
    return article


def flat(element: Element | None) -> str:
    """Give the text of an element on one line."""
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def texts(element: Element, path: str) -> list[str]:
    return [flat(each) for each in element.findall(path)]


def test_no_word_of_the_sample_is_lost(sample: Document) -> None:
    assert words_of(sample) <= shown(read(to_html([sample])))


@pytest.mark.long
@given(DOCUMENT)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_no_document_loses_a_word_or_breaks_out(document: Document) -> None:
    page = read(to_html([document, document]))
    words = words_of(document)
    assert words <= shown(page)
    for article in page.iter("article"):
        assert words <= shown(article)
        levels = [HEADINGS.index(each.tag) for each in article.iter() if each.tag in HEADINGS]
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert levels.count(0) <= 1


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_no_text_in_any_place_does_anything(text: str) -> None:
    document = hostile_document(text)
    page = read(to_html([document]))
    assert words_of(document) <= shown(page)
    assert not page.findall(".//script")
    hidden = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]"
    assert not re.search(hidden, text_of(page))


def test_a_page_needs_nothing_from_elsewhere_and_allows_nothing(sample: Document) -> None:
    page = read(to_html([sample]))
    policies = [each.get("content") or "" for each in page.findall("head/meta[@http-equiv]")]
    assert len(policies) == 1
    assert policies[0].startswith("default-src 'none'; style-src 'unsafe-inline';")
    (style,) = page.iter("style")
    assert style.text
    assert "url(" not in style.text
    assert "@import" not in style.text
    assert "<" not in style.text


def test_the_head_says_what_a_reader_has_to_know() -> None:
    page = read(to_html([Document("One", ()), Document("Two", ()), Document("One", ())]))
    assert page.get("lang") == "en-GB"
    assert flat(page.find("head/title")) == "One; Two"
    first, *others = page.findall("head/meta")
    assert first.get("charset") == "utf-8"
    content = {each.get("name"): each.get("content") for each in others}
    assert content["viewport"] == "width=device-width, initial-scale=1"
    assert content["color-scheme"] == "light dark"
    assert texts(page, "body/main/article/h1") == ["One", "Two", "One"]


def test_no_level_of_heading_is_skipped_and_the_title_stands_alone() -> None:
    levels = (1, 2, 4, 4, 9, 9, 9, 2, 3)
    article = main_of(*(Heading(str(level), level) for level in levels), Heading(" "))
    found = [each.tag for each in article]
    assert found == ["h1", "h2", "h2", "h3", "h4", "h5", "h6", "h6", "h2", "h3"]
    assert texts(article, "*") == ["T", *map(str, levels)]


def test_what_begins_a_page_is_marked() -> None:
    article = main_of(Heading("a"), Heading("b", new_page=True))
    assert texts(article, "h2[@class='new-page']") == ["b"]


def test_a_brief_is_numbered_and_begins_a_page_with_each_situation_but_the_first() -> None:
    kb = load_knowledge()
    answers = tuple(
        Advisor(kb).advise(Situation(challenge=each.id, threat=Threat.LOW, horizon=Horizon.LONG))
        for each in kb.challenges[:3]
    )
    (article,) = read(to_html([brief_document(kb, answers)])).iter("article")
    assert article.get("class") == "numbered"
    begun = texts(article, "*[@class='new-page']")
    assert begun == [f"Challenge {each.number}: {each.title}" for each in kb.challenges[1:3]]


def test_a_paragraph_has_its_label_and_tone() -> None:
    article = main_of(
        Paragraph("text"),
        Paragraph("text", "Label", Tone.CAUTION),
        Paragraph("", "Label", Tone.QUIET),
        Paragraph(" "),
    )
    assert texts(article, "p") == ["text", "Label: text", "Label"]
    assert texts(article, "p/strong") == ["Label:", "Label"]
    assert [each.get("class") for each in article.findall("p")] == [None, "caution", "quiet"]


def test_lists_hold_lists() -> None:
    notes = (Item("n1"), Item("n2", "N", (Item("deep"),)))
    article = main_of(
        Items((Item("a", "A", notes), Item("b")), numbered=True), Items((Item("c"),)), Items(())
    )
    assert texts(article, "ol/li") == ["A: a n1 N: n2 deep", "b"]
    assert texts(article, "ol/li/ul/li/ul/li") == ["deep"]
    assert texts(article, "ul/li") == ["c"]
    assert len(article) == 3


def test_paragraphs_are_numbered_where_they_shall_be() -> None:
    blocks = (
        Paragraph("one", "L", Tone.STRONG),
        Heading("h"),
        Items((Item("not this", "", (Item("nor this"),)),)),
        Items((Item("nor this"),), numbered=True),
        Paragraph(""),
        Paragraph("nor a note", tone=Tone.QUIET),
        Paragraph("two"),
    )
    article = main_of(*blocks, numbered=True)
    assert article.get("class") == "numbered"
    assert texts(article, ".//span") == ["1.", "2."]
    assert texts(article, "p") == ["1. L: one", "nor a note", "2. two"]
    plain = main_of(*blocks)
    assert not plain.findall(".//span")
    assert plain.get("class") is None


def test_a_table_is_one_to_whoever_cannot_see_it() -> None:
    article = main_of(
        Heading("Heading"),
        Table(("A", "B", ""), (("a", "b", "c"), ("", "e", "x" * 31)), "Caption"),
        Table(("A",), ()),
    )
    first, second = article.findall("div")
    assert (first.get("aria-label"), second.get("aria-label")) == ("Caption", "Table: Heading")
    for each in (first, second):
        assert (each.get("role"), each.get("tabindex")) == ("group", "0")
    assert texts(first, "table/caption") == ["Caption"]
    assert texts(first, "table/thead/tr/th[@scope='col']") == ["A", "B"]
    assert texts(first, "table/thead/tr/td") == [""]
    assert texts(first, "table/tbody/tr/th[@scope='row']") == ["a"]
    assert texts(first, "table/tbody/tr/td") == ["b", "c", "", "e", "x" * 31]
    assert texts(first, ".//*[@class='long']") == ["x" * 31]
    assert not second.findall("table/caption")


def test_a_grid_is_a_picture_of_the_size_of_the_text() -> None:
    row = GridField("F"), GridField("G", "here")
    grid = Grid(("c", "d"), (("r", *row), ("s", *row)))
    article = main_of(grid, grid)
    pictures = article.findall("figure/svg")
    names = [each.get("id") for each in article.iter() if each.get("id")]
    assert len(pictures) == 2
    assert len(names) == len(set(names)) == 4
    for each in pictures:
        _, _, width, _ = (each.get("viewbox") or "").split()
        assert float((each.get("width") or "").removesuffix("rem")) * 16 == pytest.approx(
            float(width), abs=1
        )


def test_the_matrix_is_a_picture_and_a_table() -> None:
    page = read(to_html([matrix_document(load_knowledge())]))
    (article,) = page.iter("article")
    (table,) = article.findall("details/div/table")
    around = article.find("figure/div")
    assert around is not None
    assert (around.get("tabindex"), around.get("role")) == ("0", "group")
    picture = around.find("svg")
    assert picture is not None
    assert [each.tag for each in article[:3]] == ["h1", "figure", "details"]
    drawn = sorted(" ".join(texts(picture, "g/text")).split())
    assert drawn == sorted(" ".join(texts(table, ".//th") + texts(table, ".//td")).split())


def test_a_chart_can_be_unfolded() -> None:
    article = main_of(Diagram("\nflowchart\n  a --> b\t\x1b", "Caption"), Diagram("x", ""))
    assert texts(article, "details/summary") == ["Caption", "Chart"]
    assert [each.text for each in article.findall("details/pre")] == [
        "\n\nflowchart\n  a --> b\\t\\x1b",  # a reader drops the first newline
        "\nx",
    ]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("See it. https://doi.org/10.1/a?b=c&d#e", "https://doi.org/10.1/a?b=c&d#e"),
        ("https://example.org", "https://example.org"),
        ("http://example.org", None),
        ("https://example.org and more", None),
        ("xhttps://example.org", None),
        ("https://", None),
        ('https://e.org/"onclick="x', None),
        ("https://e.org/<b>", None),
        ("https://ex\u0430mple.org", None),
        ("javascript:https://e.org", None),
    ],
)
def test_only_a_plain_address_at_the_end_becomes_a_link(text: str, link: str | None) -> None:
    article = main_of(Paragraph(text), Paragraph(text, "L"))
    assert texts(article, "p") == [text, f"L: {text}"]
    found = [(each.get("href"), flat(each)) for each in article.iter("a")]
    assert found == [(link, link)] * 2 * (link is not None)
