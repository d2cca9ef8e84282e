"""The cities, against the list of participants in the paper's appendix."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from boundary_advisor import KnowledgeBase
    from tests.data.conftest import Words

APPENDIX = {
    1: ("metropolitan", ["Programme manager 1"]),
    2: ("large-town", ["CIO 1+2", "Mayor 1+2"]),
    3: ("small-city", ["CIO 1"]),
    4: ("metropolitan", ["Programme manager 1"]),
    5: ("medium-city", ["Programme manager 1"]),
    6: ("large-metropolitan", ["Consultant 1"]),
    7: ("medium-city", ["Innovation lead 1"]),
    8: ("medium-city", ["Programme manager 1", "Consultant 2"]),
    9: ("medium-city", ["Innovation lead 1", "Innovation lead 1+2"]),
    10: ("small-city", ["CIO 1"]),
    11: ("small-city", ["Innovation lead 2", "CIO 2"]),
    12: ("small-city", ["Programme manager 2", "Technical lead 2"]),
}
"""City -> its size class, and each leader's role with the rounds of interviews."""

SETTINGS = {1: "2.7 million", 3: "1.7 million", 4: "2.5 million", 10: "", 11: "", 12: ""}
"""City that lies in or next to a metropolitan area -> that area's population, where given."""

POPULATIONS = {
    "large-town": "15,000 to 20,000",
    "small-city": "50,000 to 200,000",
    "medium-city": "200,000 to 500,000",
    "metropolitan": "500,000 to 1.5 million",
    "large-metropolitan": "over 1.5 million",
}

KRIS = (
    "A leader who was a CIO in the first interviews and a consultant to several cities in the "
    "second "
)
"""How the cases speak of Kris, where the paper gives no role that would say which city is meant."""

WITH_EVIDENCE = {1, 2, 3, 4, 5, 7, 8, 9, 11, 12}


def test_cities_are_those_of_the_appendix(kb: KnowledgeBase) -> None:
    found = {
        city.number: (
            city.size,
            [f"{each.role} {'+'.join(map(str, each.rounds))}" for each in city.interviews],
        )
        for city in kb.cities
    }
    assert found == APPENDIX


def test_settings_are_those_of_the_appendix(kb: KnowledgeBase) -> None:
    settings = {city.number: city.setting for city in kb.cities if city.setting is not None}
    assert settings.keys() == SETTINGS.keys()
    for number, population in SETTINGS.items():
        assert settings[number].endswith(population or "in a metropolitan area")


def test_interviews_add_up_to_the_papers_count(kb: KnowledgeBase) -> None:
    """Kris's second row, consultant to several cities, belongs to no city and is added here."""
    leaders = [each for city in kb.cities for each in city.interviews]
    assert len(leaders) + 1 == 18
    assert sum(len(each.rounds) for each in leaders) + 1 == 21


def test_size_classes_rise_and_each_has_a_city(kb: KnowledgeBase) -> None:
    assert {size.id: size.population for size in kb.sizes} == POPULATIONS
    assert [size.id for size in kb.sizes] == list(POPULATIONS)
    assert {city.size for city in kb.cities} == set(POPULATIONS)


def test_every_city_that_the_paper_tells_of_has_cases_and_no_other(kb: KnowledgeBase) -> None:
    assert {number for case in kb.cases for number in case.cities} == WITH_EVIDENCE
    assert {city.number for city in kb.cities} - WITH_EVIDENCE == {6, 10}


def test_what_kris_says_without_a_role_is_put_to_no_city_of_kris(kb: KnowledgeBase) -> None:
    told = {case.id: case.cities for case in kb.cases if case.summary.startswith(KRIS)}
    assert told == {
        "one-story-each": (),
        "same-drumbeat": (),
        "clued-in": (),
        "pushing-experts": (),
    }
    (battles,) = (case for case in kb.cases if "whose city is not clear" in case.summary)
    assert (battles.id, battles.cities) == ("battles-considered", (1, 2))


def test_no_text_names_kris(words: tuple[Words, ...]) -> None:
    assert [each for each in words if "Kris" in each.text] == []
