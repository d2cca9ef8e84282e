"""What cities and cases of knowledge packs add to the evidence, and what they leave as it was."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from boundary_advisor import Advisor, Case, City, KnowledgeBase
from tests.support.knowledge import ask, orchard, sound, tactic_ids, with_cases, with_strategies
from tests.support.models import Origin, contents_of

if TYPE_CHECKING:
    from boundary_advisor import Recommendation, Strategy, Tactic

OURS = Origin("ours")
JUDGEMENT = f"ours: {orchard().kb.about.own_judgement}"
NORTH = City(id="north", name="North", size="field", source="Walks").coming_from(OURS)
SOUTH = City(id="south", name="South", size="yard", source="Walks").coming_from(OURS)


def _case(tactic: str, *cities: str | int, told_of: str = "water") -> Case:
    """A case of the knowledge itself, under a tactic."""
    name = "-".join([tactic, told_of, *map(str, cities)])
    return Case(
        id=name,
        cities=cities,
        summary="It was done.",
        tactics=(tactic,),
        challenges=(told_of,),
        source="Walks",
    )


def _local(tactic: str, *cities: str, told_of: str = "water") -> Case:
    """A case of a pack, under a tactic."""
    return _case(tactic, *cities, told_of=told_of).coming_from(OURS)


@cache
def _with(*cases: Case) -> Advisor:
    """Give the orchard with two cities of a pack, and more cases."""
    kb = orchard().kb
    file = kb.files.cases.model_copy(
        update={"cities": (*kb.cities, NORTH, SOUTH), "cases": (*kb.cases, *cases)}
    )
    return Advisor(sound(KnowledgeBase(kb.files._replace(cases=file))))


def _netting(*cases: Case) -> Recommendation:
    """Ask what has two tactics for its challenge, and behind them one case without a city."""
    return ask(_with(*cases), "water", "high", "short")


def _said(answer: Recommendation) -> dict[str, str]:
    return {each.tactic.id: each.evidence for each in answer.tactics}


# --- The order -----------------------------------------------------------------------------------


def test_a_city_of_a_pack_counts_before_the_place_that_names_a_tactic() -> None:
    assert tactic_ids(_netting().tactics) == ["shade-cloth", "rain-barrels"]
    answer = _netting(_local("rain-barrels", "north"))
    assert tactic_ids(answer.tactics) == ["rain-barrels", "shade-cloth"]


def test_a_city_of_the_study_counts_before_any_number_of_those_of_packs() -> None:
    many = _local("rain-barrels", "north", "south")
    assert tactic_ids(_netting(many, _case("shade-cloth", 1)).tactics)[0] == "shade-cloth"
    one, both = _case("rain-barrels", 1), _case("shade-cloth", 1, 2)
    assert tactic_ids(_netting(many, one, both).tactics)[0] == "shade-cloth"


def test_more_cities_of_packs_count_where_those_of_the_study_are_as_many() -> None:
    one, two = _local("shade-cloth", "south"), _local("rain-barrels", "north", "south")
    assert tactic_ids(_netting(one, two).tactics)[0] == "rain-barrels"
    study = (_case("shade-cloth", 1), _case("rain-barrels", 2))
    assert tactic_ids(_netting(one, two, *study).tactics)[0] == "rain-barrels"


def test_a_city_of_a_pack_with_a_case_of_another_challenge_moves_nothing() -> None:
    answer = _netting(_local("rain-barrels", "north", told_of="water-rights"))
    assert tactic_ids(answer.tactics) == ["shade-cloth", "rain-barrels"]


def test_the_own_judgement_of_a_pack_comes_after_what_a_source_says_too() -> None:
    """Where cities are as many: the case of the tactic that is a judgement does not help it."""

    def judged(strategy: Strategy) -> dict[str, Any]:
        return {"tactics": tuple(map(_judge, strategy.tactics))}

    nowhere = with_cases(orchard().kb, lambda _: {"cities": ()})
    answer = ask(Advisor(nowhere), "water", "low", "long")
    assert tactic_ids(answer.tactics) == ["mulch-class", "pruning-pairs"]
    answer = ask(Advisor(with_strategies(nowhere, judged)), "water", "low", "long")
    assert tactic_ids(answer.tactics) == ["pruning-pairs", "mulch-class"]


def _judge(tactic: Tactic) -> Tactic:
    """Let a pack say by its own judgement what a tactic serves, for one tactic."""
    if tactic.id != "mulch-class":
        return tactic
    services = (each.model_copy(update={"source": JUDGEMENT}) for each in tactic.serves)
    return tactic.model_copy(update={"serves": tuple(services)})


# --- The words under a tactic --------------------------------------------------------------------


def test_a_tactic_names_cities_of_packs_behind_those_of_the_study() -> None:
    said = _said(_netting(_case("rain-barrels", 1), _local("rain-barrels", "north")))
    assert said["rain-barrels"] == "City 1; local: North [ours]."


def test_a_tactic_with_a_city_of_a_pack_alone_says_so() -> None:
    said = _said(_netting(_local("rain-barrels", "north")))
    assert said["rain-barrels"] == "Local: North [ours] only."


def test_a_tactic_borrows_from_a_city_of_a_pack_in_the_same_words() -> None:
    said = _said(_netting(_local("rain-barrels", "north", told_of="water-rights")))
    assert said["rain-barrels"] == (
        "No city is named for it here; local: North [ours] for another challenge."
    )


# --- The words of the answer as a whole ----------------------------------------------------------


@pytest.mark.parametrize(
    ("cases", "text"),
    [
        ((), "For this challenge: 2 tactics, 1 case, no city named."),
        (
            (_local("rain-barrels", "north"),),
            (
                "For this challenge: 2 tactics, 1 case, no city named; and 1 local case, "
                "North [ours]."
            ),
        ),
        (
            (_local("rain-barrels", "north"), _local("shade-cloth", "north", "south")),
            (
                "For this challenge: 2 tactics, 1 case, no city named; and 2 local cases, "
                "North [ours] and South [ours]."
            ),
        ),
        (
            (_local("rain-barrels"),),
            (
                "For this challenge: 2 tactics, 1 case, no city named; and 1 local case, no city "
                "named."
            ),
        ),
        (
            (_case("rain-barrels", 1), _local("rain-barrels", "north")),
            (
                "For this challenge: 2 tactics, 2 cases, city 1 (1 tactic on one city alone and "
                "1 tactic on none); and 1 local case, North [ours]."
            ),
        ),
        (
            (_local("rain-barrels", "north", told_of="water-rights"),),
            "For this challenge: 2 tactics, 1 case, no city named.",
        ),
    ],
    ids=[
        "no local case",
        "one local case",
        "two local cases",
        "a local case without a city",
        "a case of the study beside it",
        "a local case told of another challenge",
    ],
)
def test_local_cases_are_counted_by_themselves_at_the_end(
    cases: tuple[Case, ...], text: str
) -> None:
    assert _netting(*cases).evidence.text == text


def test_a_tactic_that_only_packs_tell_of_still_rests_on_no_city_of_the_study() -> None:
    """Cities of packs make no tactic less thin, however many they are."""
    cases = (
        _case("shade-cloth", 1, 2),
        _local("rain-barrels", "north"),
        _local("rain-barrels", "south"),
    )
    assert _netting(*cases).evidence.text == (
        "For this challenge: 2 tactics, 2 cases, cities 1 and 2 (1 tactic on none); "
        "and 2 local cases, North [ours] and South [ours]."
    )


# --- The wanted size -----------------------------------------------------------------------------


def test_a_city_of_a_pack_may_be_of_the_wanted_size() -> None:
    advisor = _with(_local("rain-barrels", "north"))
    answer = ask(advisor, "water", "high", "short", city_size="field")
    assert tactic_ids(answer.tactics)[0] == "rain-barrels"
    assert answer.evidence.size == (
        "Cases from cities of your size (open field, more than 40 trees) come first: "
        "local: North [ours]."
    )
    other = ask(advisor, "water", "high", "short", city_size="yard")
    assert other.evidence.size == (
        "No case here comes from cities of your size (back yard, up to 40 trees), so the order "
        "is the usual one."
    )


# --- A cell of the grid --------------------------------------------------------------------------


def test_what_packs_add_to_a_cell_is_counted_by_itself() -> None:
    """A tactic counts that a pack added, and one that a pack lets serve this challenge."""
    kb = _with(_case("rain-barrels", 1), _local("rain-barrels", "north")).kb
    water, netting = kb.challenge("water"), kb.strategy("netting")
    found = contents_of(kb, water, netting)
    assert (found.tactics_from_packs, found.cities_from_packs) == (0, 1)

    def added(strategy: Strategy) -> dict[str, Any]:
        first, *others = strategy.tactics
        return {"tactics": (first.coming_from(OURS), *others)}

    ours = with_strategies(kb, added)
    found = contents_of(ours, water, netting)
    assert (found.tactics_from_packs, found.cities_from_packs) == (1, 1)


def test_effort_names_the_pack_that_says_where_it_goes() -> None:
    def moved(fields: tuple[str, ...]) -> str:
        origin = Origin(changed_by=("ours",), fields=fields)

        def changed(strategy: Strategy) -> dict[str, Any]:
            return {"cells": tuple(each.coming_from(origin) for each in strategy.cells)}

        effort = ask(Advisor(with_strategies(orchard().kb, changed)), "water", "low", "long").effort
        assert effort is not None
        return effort.text

    assert moved(("effort",)) == (
        "Most effort for this challenge goes into Teaching [changed by ours]."
    )
    assert moved(("source",)) == "Most effort for this challenge goes into Teaching."
