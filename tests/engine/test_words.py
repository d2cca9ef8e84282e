from __future__ import annotations

import pytest

from boundary_advisor.engine.words import count, join_sources, listing, lower_first, name_cities


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([], ""),
        (["one"], "one"),
        (["one", "two"], "one and two"),
        (["one", "two", "three"], "one, two and three"),
        (["one", "two", "three", "four"], "one, two, three and four"),
    ],
)
def test_listing_joins_as_a_sentence_does(parts: list[str], text: str) -> None:
    assert listing(parts) == text


@pytest.mark.parametrize(
    ("text", "lowered"),
    [("", ""), ("A", "a"), ("Keep IoT data.", "keep IoT data."), ("already", "already")],
)
def test_lower_first_touches_the_first_letter_alone(text: str, lowered: str) -> None:
    assert lower_first(text) == lowered


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 tactics"), (1, "1 tactic"), (2, "2 tactics"), (21, "21 tactics")]
)
def test_count_is_singular_for_one_alone(number: int, text: str) -> None:
    assert count(number, "tactic") == text


@pytest.mark.parametrize(
    ("cities", "text"),
    [((9,), "City 9"), ((1, 8), "Cities 1 and 8"), ((1, 2, 12), "Cities 1, 2 and 12")],
)
def test_name_cities_by_number(cities: tuple[int, ...], text: str) -> None:
    assert name_cities(cities) == text


@pytest.mark.parametrize(
    ("sources", "joined"),
    [
        ((), ""),
        (("",), ""),
        (("Walks",), "Walks"),
        (("", "Walks", ""), "Walks"),
        (("Walks", "Notes"), "Walks; Notes"),
        (("Notes; Walks", "Walks; Letters", "Notes"), "Notes; Walks; Letters"),
    ],
)
def test_join_sources_names_each_place_once_and_in_order(
    sources: tuple[str, ...], joined: str
) -> None:
    assert join_sources(*sources) == joined
