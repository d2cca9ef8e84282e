"""Finding cases by what they are about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from boundary_advisor import UsageError, load_with_packs
from boundary_advisor.knowledge.names import CaseFilter, find_cases

if TYPE_CHECKING:
    from boundary_advisor import KnowledgeBase


def found(kb: KnowledgeBase, wanted: CaseFilter) -> list[str]:
    return [case.id for case in find_cases(kb, wanted)]


def test_no_filter_finds_every_case_in_the_order_of_the_file(
    kb: KnowledgeBase, orchard: KnowledgeBase
) -> None:
    for base in (kb, orchard):
        assert find_cases(base, CaseFilter()) == base.cases
        assert find_cases(base, CaseFilter.from_names(base)) == base.cases


def test_a_city_finds_its_cases(kb: KnowledgeBase) -> None:
    for city in kb.cities:
        wanted = CaseFilter.from_names(kb, city=f" {city.number} ")
        assert wanted.keys == {"city": city.number}
        assert found(kb, wanted) == [case.id for case in kb.cases if city.number in case.cities]


@pytest.mark.parametrize("number", ["0", "13", "nine", "", "9.0", "-1", "0x9"])
def test_a_city_that_is_none_is_told(kb: KnowledgeBase, number: str) -> None:
    with pytest.raises(UsageError) as caught:
        CaseFilter.from_names(kb, city=number)
    assert caught.value.message == f"no city '{number}'"
    assert caught.value.hint.startswith("Cities have numbers only. Choose one of: 1, 2, 3")


def test_a_size_finds_the_cases_of_its_cities(kb: KnowledgeBase) -> None:
    every = []
    for size in kb.sizes:
        wanted = CaseFilter.from_names(kb, size=size.title)
        assert wanted.keys == {"size": size.id}
        numbers = {city.number for city in kb.cities if city.size == size.id}
        every += found(kb, wanted)
        assert found(kb, wanted) == [case.id for case in kb.cases if numbers & set(case.cities)]
    assert set(every) == {case.id for case in kb.cases if case.cities}


def test_a_challenge_finds_the_cases_told_of_it(kb: KnowledgeBase) -> None:
    for challenge in kb.challenges:
        wanted = CaseFilter.from_names(kb, challenge=str(challenge.number))
        assert wanted.keys == {"challenge": challenge.id}
        assert found(kb, wanted) == [
            case.id for case in kb.cases if challenge.id in case.challenges
        ]


def test_a_strategy_finds_the_cases_of_its_tactics(kb: KnowledgeBase) -> None:
    every = []
    for strategy in kb.strategies:
        wanted = CaseFilter.from_names(kb, strategy=strategy.name)
        assert wanted.keys == {"strategy": strategy.id}
        own = {tactic.id for tactic in strategy.tactics}
        every += found(kb, wanted)
        assert found(kb, wanted) == [case.id for case in kb.cases if own & set(case.tactics)]
    assert set(every) == {case.id for case in kb.cases if case.tactics}


def test_words_are_looked_for_in_id_text_outcome_and_titles(kb: KnowledgeBase) -> None:
    case = next(case for case in kb.cases if case.outcome and case.tactics)
    assert case.outcome
    title = kb.tactic(case.tactics[0]).title
    for text in (case.id, case.summary, case.outcome, title):
        for word in (text.upper(), text.title()):
            assert case.id in found(kb, CaseFilter.from_names(kb, words=(word,)))
    assert found(kb, CaseFilter.from_names(kb, words=("no-such-word",))) == []


def test_all_words_have_to_be_there(kb: KnowledgeBase) -> None:
    one, two = (CaseFilter.from_names(kb, words=(word,)) for word in ("city", "data"))
    both = CaseFilter.from_names(kb, words=("Data", "CITY"))
    assert set(found(kb, both)) == set(found(kb, one)) & set(found(kb, two))
    assert set(found(kb, both)) < set(found(kb, one))


def test_all_conditions_have_to_hold(kb: KnowledgeBase) -> None:
    case = next(each for each in kb.cases if each.cities and each.tactics and each.challenges)
    city = kb.city(case.cities[0])
    names: dict[str, Any] = {
        "city": str(city.number),
        "size": city.size,
        "challenge": case.challenges[0],
        "strategy": kb.strategy_of(case.tactics[0]).id,
    }
    together = CaseFilter.from_names(kb, words=(case.id,), **names)
    assert found(kb, together) == [case.id]
    each_alone = [set(found(kb, CaseFilter.from_names(kb, **{key: names[key]}))) for key in names]
    assert set(found(kb, CaseFilter.from_names(kb, **names))) == set.intersection(*each_alone)


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("size", "no city size 'zzz'"),
        ("challenge", "no challenge 'zzz'"),
        ("strategy", "no strategy 'zzz'"),
    ],
)
def test_an_unknown_name_is_told(kb: KnowledgeBase, kind: str, message: str) -> None:
    unknown: dict[str, Any] = {kind: "zzz"}
    with pytest.raises(UsageError) as caught:
        CaseFilter.from_names(kb, **unknown)
    assert caught.value.message == message


def test_a_filter_can_be_said_in_words() -> None:
    assert CaseFilter().in_words() == ""
    assert CaseFilter(keys={"city": 9}).in_words() == "city 9"
    assert CaseFilter(words=("a", "b")).in_words() == "words a b"
    keys: dict[str, int | str] = {
        "city": 9,
        "size": "large",
        "challenge": "apples",
        "strategy": "graft",
    }
    every = CaseFilter(("a",), keys)
    assert every.in_words() == "city 9, size large, challenge apples, strategy graft, words a"


def test_a_case_of_no_city_has_no_size(kb: KnowledgeBase) -> None:
    homeless = {case.id for case in kb.cases if not case.cities}
    assert homeless
    for size in kb.sizes:
        assert not homeless & set(found(kb, CaseFilter(keys={"size": size.id})))


def test_cities_with_a_name_are_found_by_it_and_all_are_offered() -> None:
    kb = load_with_packs([Path(__file__).parents[2] / "examples" / "packs" / "north-network"])
    assert CaseFilter.from_names(kb, city="Frostholm").keys == {"city": "frostholm"}
    assert CaseFilter.from_names(kb, city="ulver").keys == {"city": "ulvermoor"}
    for wrong in ("nosuch", "77"):
        with pytest.raises(UsageError) as caught:
            CaseFilter.from_names(kb, city=wrong)
        assert caught.value.hint.startswith("Choose one of: 1, 2, 3")
        assert caught.value.hint.endswith("brannvik, frostholm, ulvermoor.")
