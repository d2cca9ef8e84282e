"""Situations of a programme on the grid, each with its advice."""

from __future__ import annotations

import pytest

from boundary_advisor import Horizon, Threat
from tests.support.knowledge import ask, cities
from tests.support.programmes import LEVELS, city_planner, made, orchard_planner, placed


@pytest.mark.parametrize(
    ("place", "strategy"),
    [
        ("bs", "bridging-support"),
        ("bk", "bridging-knowledge"),
        ("bu", "buffering"),
        ("bd", "building"),
    ],
)
def test_a_situation_with_both_levels_gets_the_advice_of_the_engine(
    place: str, strategy: str
) -> None:
    (found,) = placed(f"data {place}")
    assert found.answer == ask(cities(), "data", **LEVELS[place])
    assert found.strategy is not None
    assert found.strategy.id == strategy
    assert found.threat.level is Threat(LEVELS[place]["threat"])
    assert found.horizon.level is Horizon(LEVELS[place]["horizon"])


def test_an_open_level_gives_a_candidate_for_each_way_it_may_be() -> None:
    (found,) = placed("data h?")
    assert (found.answer, found.strategy) == (None, None)
    assert [each.strategy.id for each in found.answers] == ["buffering", "building"]
    assert (found.threat.level, found.horizon.level) == (Threat.HIGH, None)
    (open_,) = placed("data ??")
    assert len(open_.answers) == 4
    assert (open_.threat.level, open_.horizon.level) == (None, None)


def test_signs_place_a_situation_as_levels_do() -> None:
    signs = {
        "way-blocked": "yes",
        "can-be-won": "no",
        "goodwill-first": "no",
        "buy-time": "no",
        "deadline": "no",
        "foundations": "yes",
    }
    (found,) = placed({"challenge": "citizens", "signs": signs})
    assert found.threat.text == "high, because the way ahead is blocked"
    assert found.horizon.text == "long, because you want a foundation that others build on"
    assert found.answer == ask(cities(), "citizens", "high", "long")


def test_situations_are_numbered_in_the_order_of_the_file_those_that_are_closed_too() -> None:
    done = {"challenge": "legal", "status": "done", **LEVELS["bu"]}
    found = placed("politics bs", done, "data bd Sensors")
    assert [(each.number, each.challenge.id) for each in found] == [
        (1, "politics"),
        (2, "legal"),
        (3, "data"),
    ]
    assert [each.title for each in found] == ["8 politics", "3 legal", "2 data: Sensors"]


def test_the_initiative_is_named_where_it_tells_situations_apart() -> None:
    found = placed("data bd Sensors", "legal bd Cameras", "data bu Meters", "data bs")
    assert [each.label for each in found] == [
        "2 data: Sensors",
        "3 legal",
        "2 data: Meters",
        "2 data",
    ]


def test_the_size_of_the_city_counts() -> None:
    (found,) = city_planner().place_situations(made("data bk", city_size="large-town"))
    assert found.answer == ask(cities(), "data", "low", "long", city_size="large-town")
    assert found.answers[0].size is not None


def test_a_programme_without_situations_is_placed_nowhere() -> None:
    assert placed() == ()


def test_another_field_is_placed_by_its_own_knowledge() -> None:
    signs = {"bark-splits": "yes", "fruit-only": "no", "this-autumn": "no"}
    (found,) = orchard_planner().place_situations(made({"challenge": "helpers", "signs": signs}))
    assert (
        found.threat.text
        == "undecided, because the bark of good trunks splits, but other signs are not known"
    )
    assert found.horizon.level is Horizon.LONG
    assert [each.strategy.id for each in found.answers] == ["teaching", "replanting"]
