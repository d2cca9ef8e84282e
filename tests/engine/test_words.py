from __future__ import annotations

import pytest

from boundary_advisor import City
from boundary_advisor.engine.tactics import name_cities
from boundary_advisor.text import count, join_sources, listing, lower_first, upper_first
from tests.support.models import Origin


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
    ("number", "text"), [(1, "1 option not chosen"), (2, "2 options not chosen")]
)
def test_count_changes_the_first_word_alone(number: int, text: str) -> None:
    assert count(number, "option not chosen") == text


@pytest.mark.parametrize(
    ("cities", "text"),
    [((9,), "city 9"), ((1, 8), "cities 1 and 8"), ((1, 2, 12), "cities 1, 2 and 12")],
)
def test_name_cities_by_number(cities: tuple[int, ...], text: str) -> None:
    assert name_cities([numbered(each) for each in cities]) == text


def test_cities_with_a_name_stand_behind_those_with_a_number() -> None:
    assert name_cities([named("North")]) == "North"
    assert name_cities([numbered(3), named("North"), named("South")]) == "city 3, North and South"


def test_cities_of_packs_stand_apart_with_their_pack() -> None:
    assert name_cities([named("North", "ours")]) == "local: North [ours]"
    cities = [numbered(1), numbered(8), named("North", "ours"), named("South", "theirs")]
    assert name_cities(cities) == "cities 1 and 8; local: North [ours] and South [theirs]"


def test_many_names_are_counted_and_no_more_than_one_left_out() -> None:
    six = [named(name) for name in "ABCDEF"]
    assert name_cities(six) == "A, B, C, D, E and F"
    assert name_cities([*six, named("G")]) == "A, B, C, D, E and 2 more"


def test_upper_first_touches_the_first_letter_alone() -> None:
    assert [upper_first(text) for text in ("", "a", "city of IoT")] == ["", "A", "City of IoT"]


def numbered(number: int) -> City:
    return City(number=number, size="town", source="Walks")


def named(name: str, pack: str = "") -> City:
    city = City(id=name.lower(), name=name, size="town", source="Walks")
    return city.coming_from(Origin(pack)) if pack else city


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
