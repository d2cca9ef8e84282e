"""A text cut into places."""

from __future__ import annotations

import time

import pytest

from tests.engine.fields import orchard
from tests.source_text.letters import LETTERS, head_of_letters
from tests.source_text.places import Legibility, Spot, read_text

WALKS, WINTER = "Walks", "Winter notes"
LONG = "Ladders lean on seven crooked trunks; baskets, gloves, saws, ropes and hooks lie below."


def spots(text: str) -> dict[str, Spot]:
    return {spot.name: spot for spot in read_text(head_of_letters(), text).spots}


def states(text: str) -> dict[str, Legibility]:
    return {name: spot.state for name, spot in spots(text).items()}


def test_every_place_of_the_work_is_found() -> None:
    found = states(LETTERS)
    assert found[WALKS] is found[WINTER] is Legibility.LEGIBLE
    assert found["Sketch"] is Legibility.PICTURE
    assert found["Orchard sheet, row 1, Netting"] is Legibility.LEGIBLE
    assert found["Orchard sheet, row 2, Netting"] is Legibility.DAMAGED


def test_words_stand_where_they_stand() -> None:
    found = spots(LETTERS)
    assert "curl" in found[WALKS].stems
    assert "cider" in found[WINTER].stems
    assert "cloth" in found["Orchard sheet, row 1, Netting"].stems
    assert [name for name, spot in found.items() if "cider" in spot.stems] == [WINTER]
    assert [name for name, spot in found.items() if "cloth" in spot.stems] == [
        "Orchard sheet, row 1, Netting"
    ]
    assert "leter" in read_text(head_of_letters(), LETTERS).rest


@pytest.mark.parametrize(
    "heading",
    [
        "Walks in three orchards",
        "WALKS IN THREE",
        "2.1 Walks in Three Orchards",
        "## **Walks in Three** Orchards",
        "Walks\n\n\nin three",
        "Walks in th-\nree",
        "Walks in three. They began in June",
        "\u00a7 Walks  in\tthree\u00b2",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f"])
def test_a_heading_is_found_however_it_came_through(heading: str, end: str) -> None:
    text = f"{heading}\n\n{LONG}\n".replace("\n", end)
    assert states(text)[WALKS] is Legibility.LEGIBLE
    assert "baskets"[:6] in spots(text)[WALKS].stems


@pytest.mark.parametrize(
    "line",
    ["We took walks in three", "walks in three", "Walks in threes", "Walks in", "Walk sin th"],
)
def test_other_lines_are_no_heading(line: str) -> None:
    assert states(f"{line}\n{LONG}")[WALKS] is Legibility.MISSING


def test_a_place_ends_where_another_begins_and_may_begin_again() -> None:
    text = f"Walks in three\n{LONG}\nThe winter in\nSnow\nWalks in three\nApples\n"
    assert "apl" in spots(text)[WALKS].stems
    assert "snow" not in spots(text)[WALKS].stems


def test_a_heading_with_hardly_anything_below_is_damaged() -> None:
    assert states("Walks in three orchards\nSnow.")[WALKS] is Legibility.DAMAGED


def test_rows_count_only_below_the_caption_and_not_in_the_place_around() -> None:
    row = "1. Rain\tBuckets\tSheets\tCloth\tRoots"
    caption = "Sheet 1: What was done"
    text = f"Walks in three\n{LONG}\n{caption}\n{row}\n{LONG}\nThe winter in\n{LONG}\n2{row[1:]}"
    found = spots(text)
    assert found["Orchard sheet, row 1, Watering"].stems == ("bucket",)
    assert "bucket" not in found[WALKS].stems
    assert "bucket" in found[WINTER].stems
    assert found["Orchard sheet, row 2, Watering"].state is Legibility.DAMAGED


@pytest.mark.parametrize("text", ["", "\n\n \n", "An unrelated text.\nOf two lines."])
def test_nothing_is_found_in_another_text(text: str) -> None:
    assert set(states(text).values()) == {Legibility.MISSING}


def test_knowledge_without_headings_cannot_be_looked_up() -> None:
    found = read_text(orchard().kb.about, LETTERS).spots
    assert {spot.state for spot in found} == {Legibility.UNKNOWN}


@pytest.mark.parametrize(
    "text",
    [
        LETTERS * 500,
        "a" * 1_000_000,
        "a-" * 500_000,
        "\n" * 1_000_000,
        "Walks \n" * 100_000,
        "1 " * 500_000,
        "\t" * 1_000_000,
        "Walks in " * 200_000,
    ],
    ids=["long", "one word", "hyphens", "blank", "walks", "digits", "tabs", "one line"],
)
def test_a_huge_text_is_read_in_time(text: str) -> None:
    start = time.perf_counter()
    read_text(head_of_letters(), text)
    assert time.perf_counter() - start < 20
