"""A city size brings cases of like cities first, and the answer says so."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from boundary_advisor import UsageError
from tests.support.knowledge import ask, cities, orchard, situations, tactic_ids

if TYPE_CHECKING:
    from boundary_advisor import Recommendation
    from tests.support.models import CaseAdvice


def _sized() -> list[tuple[Recommendation, Recommendation]]:
    """Every answer of both fields with a size, each beside the answer without."""
    return [
        (
            advisor.advise(situation.model_copy(update={"city_size": size.id})),
            advisor.advise(situation),
        )
        for advisor in (cities(), orchard())
        for situation, size in product(situations(advisor.kb), advisor.kb.sizes)
    ]


def _is_alike(answer: Recommendation, advice: CaseAdvice) -> bool:
    kb = cities().kb if answer.challenge in cities().kb.challenges else orchard().kb
    assert answer.size is not None
    return any(kb.city(number).size == answer.size.id for number in advice.case.cities)


def test_a_tactic_with_a_case_from_a_like_city_comes_first() -> None:
    usual = tactic_ids(ask(cities(), "structures", "low", "short").tactics)
    sized = ask(cities(), "structures", "low", "short", city_size="medium-city")
    assert usual[:2] == ["tailored-stories", "champion-network"]
    assert tactic_ids(sized.tactics)[:3] == [
        "tailored-stories",
        "champion-network",
        "small-talking-groups",
    ]
    town = ask(cities(), "structures", "low", "short", city_size="large-town")
    assert tactic_ids(town.tactics)[:3] == [
        "tailored-stories",
        "share-costs-with-cities",
        "champion-network",
    ]


def test_within_a_tactic_the_cases_of_like_cities_come_first() -> None:
    usual = ask(cities(), "structures", "low", "short").tactics[0]
    assert [each.case.id for each in usual.cases] == [
        "picture-of-the-ideal",
        "translator-of-communities",
        "one-story-each",
        "training-sessions",
    ]
    sized = ask(cities(), "structures", "low", "short", city_size="medium-city").tactics[0]
    assert [(each.case.id, each.alike) for each in sized.cases] == [
        ("training-sessions", True),
        ("picture-of-the-ideal", False),
        ("translator-of-communities", False),
        ("one-story-each", False),
    ]


def test_alike_is_said_of_every_case_from_such_a_city_and_of_no_other() -> None:
    for sized, usual in _sized():
        for advice in (each for tactic in sized.tactics for each in tactic.cases):
            assert advice.alike is _is_alike(sized, advice), advice.case.id
        assert not any(each.alike for tactic in usual.tactics for each in tactic.cases)


def test_the_size_changes_the_order_and_nothing_else() -> None:
    for sized, usual in _sized():
        assert sorted(tactic_ids(sized.tactics)) == sorted(tactic_ids(usual.tactics))
        assert sized.strategy == usual.strategy
        assert sized.evidence == usual.evidence._replace(size=sized.evidence.size)
        assert sized.evidence.in_full == f"{usual.evidence.in_full} {sized.evidence.size}"
        assert [each.general for each in sized.tactics] == sorted(
            each.general for each in usual.tactics
        )
        assert (sized.supporting, sized.rejected, sized.if_changed, sized.cautions) == (
            usual.supporting,
            usual.rejected,
            usual.if_changed,
            usual.cautions,
        )


def test_the_words_say_why_the_order_is_another() -> None:
    answer = ask(cities(), "structures", "low", "short", city_size="large-town")
    assert answer.size is not None
    assert answer.size.id == "large-town"
    assert answer.evidence.size == (
        "Cases from cities of your size (large town, 15,000 to 20,000) come first: city 2."
    )
    assert answer.evidence.size in answer.trace[-2].text


def test_the_words_name_the_cities_of_that_size_alone() -> None:
    answer = ask(orchard(), "water", "low", "short", city_size="yard")
    assert {city.number for each in answer.tactics for city in each.cities} == {1, 2, 3}
    assert answer.evidence.size == (
        "Cases from cities of your size (back yard, up to 40 trees) come first: cities 1 and 2."
    )


def test_no_case_from_such_a_city_is_said_too() -> None:
    answer = ask(cities(), "legal", "low", "long", city_size="large-metropolitan")
    usual = ask(cities(), "legal", "low", "long")
    assert tactic_ids(answer.tactics) == tactic_ids(usual.tactics)
    assert answer.evidence.size == (
        "No case here comes from cities of your size (large metropolitan area, over 1.5 million), "
        "so the order is the usual one."
    )


def test_a_like_city_with_the_strategy_in_general_alone_is_said_to_be_just_that() -> None:
    answer = ask(cities(), "data", "high", "short", city_size="medium-city")
    usual = ask(cities(), "data", "high", "short")
    assert tactic_ids(answer.tactics)[0] == tactic_ids(usual.tactics)[0]
    assert answer.evidence.size == (
        "Cases from cities of your size (medium-sized city, 200,000 to 500,000) stand only with "
        "tactics for the strategy in general: cities 5 and 7."
    )


def test_the_words_are_those_of_what_is_there() -> None:
    seen = set()
    for sized, usual in _sized():
        led = [tactic for tactic in sized.tactics if any(each.alike for each in tactic.cases)]
        own = [tactic for tactic in led if not tactic.general]
        said = sized.evidence.size
        assert said.startswith("No case here comes from cities of your size (") is (not led)
        assert (" come first: " in said) is bool(own), (sized.situation, said)
        assert (" in general: " in said) is bool(led and not own), (sized.situation, said)
        assert not own or sized.tactics[0] is own[0]
        assert usual.evidence.size == ""
        seen.add((bool(led), bool(own)))
    assert seen == {(False, False), (True, False), (True, True)}


def test_a_size_is_found_by_its_title_in_any_case() -> None:
    by_id = ask(cities(), "data", "low", "long", city_size="large-town")
    assert ask(cities(), "data", "low", "long", city_size="LARGE Town") == by_id


@pytest.mark.parametrize("wrong", ["hamlet", "", "large"])
def test_an_unknown_size_is_refused_with_the_known_ones(wrong: str) -> None:
    with pytest.raises(UsageError) as error:
        ask(cities(), "data", "low", "long", city_size=wrong)
    assert "city size" in error.value.message
    told = str(error.value)
    assert "large-town" in told
    assert "large-metropolitan" in told
