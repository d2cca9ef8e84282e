"""What the study places and how: names of its situations, grid, not-applicable and effort."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from boundary_advisor import CellState, Horizon, Situation, Threat, UsageError
from boundary_advisor.engine.rules import EFFORT, GRID, NOT_APPLICABLE
from tests.support.knowledge import ask, cities, fired_in, situations, tactic_ids

if TYPE_CHECKING:
    from boundary_advisor import Recommendation


BY_LEVELS = {
    ("low", "short"): "bridging-support",
    ("low", "long"): "bridging-knowledge",
    ("high", "short"): "buffering",
    ("high", "long"): "building",
}


# --- Names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", ["dta", "9", "", "  "])
def test_an_unknown_challenge_is_refused_with_the_known_ones(wrong: str) -> None:
    with pytest.raises(UsageError) as error:
        ask(cities(), wrong, "low", "short")
    assert "challenge" in error.value.message
    assert "data-use" in error.value.hint


def test_an_unknown_challenge_is_refused_with_levels_missing_too() -> None:
    with pytest.raises(UsageError, match="challenge 'dta'; did you mean 'data'"):
        cities().answers(Situation(challenge="dta"))


def test_the_answer_names_the_situation_by_ids() -> None:
    answer = ask(cities(), "Restrictive DATA arrangements", "low", "long", city_size="Metropolitan")
    assert answer.situation == Situation(
        challenge="data", threat=Threat.LOW, horizon=Horizon.LONG, city_size="metropolitan"
    )


# --- grid ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("threat", "horizon"), BY_LEVELS)
def test_grid_gives_the_strategy_by_threat_and_horizon(threat: str, horizon: str) -> None:
    for challenge in cities().kb.challenges:
        answer = ask(cities(), challenge.id, threat, horizon)
        assert answer.placement.strategy.id == BY_LEVELS[threat, horizon]
        assert answer.placement.cell.challenge == challenge.id
        fired = fired_in(answer, GRID)
        assert fired is not None
        assert fired.text == (
            f"A {threat} threat and a {horizon} horizon point to {answer.placement.strategy.name}."
        )
        assert answer.why.startswith(f"{fired.text} ")


# --- not-applicable ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("challenge", "horizon", "placed", "advised"),
    [
        ("capability", "short", "buffering", "bridging-support"),
        ("capability", "long", "building", "bridging-knowledge"),
        ("citizens", "long", "building", "bridging-knowledge"),
    ],
)
def test_not_applicable_keeps_the_horizon_and_takes_the_low_threat_strategy(
    challenge: str, horizon: str, placed: str, advised: str
) -> None:
    answer = ask(cities(), challenge, "high", horizon)
    assert answer.placement.strategy.id == placed
    assert answer.placement.cell.state is CellState.NOT_APPLICABLE
    assert answer.strategy.id == advised
    assert answer.strategy.quadrant.horizon is answer.situation.horizon
    assert answer.cell.state is CellState.REPORTED
    assert answer.tactics
    assert tactic_ids(answer.tactics) == tactic_ids(
        ask(cities(), challenge, "low", horizon).tactics
    )


def test_not_applicable_says_whose_judgement_the_step_is() -> None:
    answer = ask(cities(), "citizens", "high", "long")
    assert answer.why == (
        "A high threat and a long horizon point to Building. "
        f"{cities().kb.cell('citizens', 'building').note} "
        "The advice keeps the long horizon and takes the strategy for a low threat: "
        "Bridging for Knowledge. This step is our own judgement."
    )
    fired = fired_in(answer, NOT_APPLICABLE)
    assert fired is not None
    assert fired.text == (
        "Building does not apply to this challenge, so the advice is Bridging for Knowledge."
    )


def test_not_applicable_fires_for_three_cells_and_no_other() -> None:
    fired = {
        (answer.situation.challenge, answer.placement.strategy.id)
        for answer in map(cities().advise, situations(cities().kb))
        if fired_in(answer, NOT_APPLICABLE)
    }
    assert fired == {
        ("capability", "buffering"),
        ("capability", "building"),
        ("citizens", "building"),
    }


# --- effort --------------------------------------------------------------------------------------


MOST_EFFORT = {
    "structures": "building",
    "data": "building",
    "legal": "building",
    "data-use": "building",
    "capability": "bridging-knowledge",
    "citizens": "bridging-knowledge",
    "politics": "bridging-knowledge",
}


def _main_of(answer: Recommendation) -> str:
    return cities().kb.strategy(MOST_EFFORT[answer.challenge.id]).name


@pytest.mark.parametrize("challenge", MOST_EFFORT)
def test_effort_is_shown_for_the_challenge_in_every_situation(challenge: str) -> None:
    for threat, horizon in BY_LEVELS:
        answer = ask(cities(), challenge, threat, horizon)
        assert answer.effort is not None
        assert [each.id for each in answer.effort.strategies] == [MOST_EFFORT[challenge]]
        assert answer.effort.here is (answer.strategy.id == MOST_EFFORT[challenge])
        main = f"Most effort for this challenge goes into {_main_of(answer)}."
        assert answer.effort.text.startswith(main)
        assert answer.effort.source == "Framework section"
        assert (answer.effort.text == main) is answer.effort.here
        for tactic in answer.tactics:
            assert tactic.effort is (answer.effort.here and not tactic.general)
        fired = fired_in(answer, EFFORT)
        assert fired is not None
        assert fired.text == answer.effort.text


def test_effort_of_challenge_4_is_not_claimed() -> None:
    for threat, horizon in BY_LEVELS:
        answer = ask(cities(), "culture", threat, horizon)
        assert answer.effort is None
        assert not any(each.effort for each in answer.tactics)
        assert fired_in(answer, EFFORT) is None


def test_effort_and_grid_may_disagree_and_both_are_shown() -> None:
    answer = ask(cities(), "politics", "high", "long")
    assert answer.strategy.id == "building"
    assert answer.effort is not None
    assert answer.effort.here is False
    assert answer.effort.text == (
        "Most effort for this challenge goes into Bridging for Knowledge. "
        "Building is what your threat and horizon give."
    )


def test_effort_never_calls_the_advice_the_grids_where_it_is_not() -> None:
    answer = ask(cities(), "capability", "high", "short")
    assert answer.effort is not None
    assert answer.effort.here is False
    assert answer.effort.text == (
        "Most effort for this challenge goes into Bridging for Knowledge. "
        "Bridging for Support is advised because Buffering does not apply."
    )
