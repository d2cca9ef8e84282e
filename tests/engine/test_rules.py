"""The rules as a list, and tests named after the rules that place a situation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from boundary_advisor import Advisor, CellState
from boundary_advisor.engine.rules import EFFORT, GRID, NOT_APPLICABLE, RULES
from tests.engine import test_rules_around, test_rules_evidence
from tests.support.knowledge import (
    all_answers,
    ask,
    cities,
    fired_in,
    orchard,
    situations,
    with_cells,
    with_closed,
)

if TYPE_CHECKING:
    from tests.support.models import Rule

BY_LEVELS = {
    ("low", "short"): "watering",
    ("low", "long"): "teaching",
    ("high", "short"): "netting",
    ("high", "long"): "replanting",
}


# --- The rules as a list -------------------------------------------------------------------------


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_each_rule_has_a_meaning_a_ground_and_a_test(rule: Rule) -> None:
    assert rule.meaning.endswith(".")
    for advisor in (cities(), orchard()):
        ground = advisor.kb.grounds[rule.id]
        assert ground.why.endswith(".")
        assert rule.ground(advisor.kb) == (ground.why, ground.source)
    name = f"test_{rule.id.replace('-', '_')}"
    tests = (*globals(), *vars(test_rules_around), *vars(test_rules_evidence))
    assert any(each.startswith(f"{name}_") for each in tests), name


def test_each_rule_is_there_once() -> None:
    assert len({each.id for each in RULES}) == len(RULES)


def test_the_trace_keeps_the_order_of_the_rules_and_gives_why_and_source() -> None:
    order: list[Rule] = list(RULES)
    for answer in all_answers():
        rules = [each.rule for each in answer.trace]
        assert rules == sorted(rules, key=order.index)
        assert len(set(rules)) == len(rules)
        for each in answer.trace:
            assert each.text
            assert each.why == f"{each.text} {each.ground}"
            assert each.source


def test_each_ground_on_record_is_the_one_of_the_knowledge() -> None:
    for advisor in (cities(), orchard()):
        for situation in situations(advisor.kb):
            for each in advisor.advise(situation).trace:
                ground = advisor.kb.grounds[each.rule.id]
                assert each.ground == ground.why
                assert set(ground.source.split("; ")) <= set(each.source.split("; "))


# --- grid ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("threat", "horizon"), BY_LEVELS)
def test_grid_gives_the_strategy_by_threat_and_horizon(threat: str, horizon: str) -> None:
    for challenge in orchard().kb.challenges:
        answer = ask(orchard(), challenge.id, threat, horizon)
        assert answer.placement.strategy.id == BY_LEVELS[threat, horizon]
        assert answer.placement.cell.challenge == challenge.id
        fired = fired_in(answer, GRID)
        assert fired is not None
        assert fired.text == (
            f"A {threat} threat and a {horizon} horizon point to {answer.placement.strategy.name}."
        )
        assert answer.why.startswith(f"{fired.text} ")


def test_grid_is_the_advice_wherever_its_cell_applies() -> None:
    for answer in all_answers():
        if answer.placement.cell.state is not CellState.NOT_APPLICABLE:
            assert answer.strategy == answer.placement.strategy
            assert answer.cell == answer.placement.cell
            purpose = answer.strategy.purpose
            assert answer.why.endswith(f". Its purpose: {purpose[0].lower()}{purpose[1:]}")


# --- not-applicable ------------------------------------------------------------------------------


def test_not_applicable_keeps_the_horizon_and_takes_the_low_threat_strategy() -> None:
    answer = ask(orchard(), "helpers", "high", "short")
    assert answer.placement.strategy.id == "netting"
    assert answer.placement.cell.state is CellState.NOT_APPLICABLE
    assert answer.strategy.id == "watering"
    assert answer.cell.state is CellState.REPORTED
    assert answer.tactics == ask(orchard(), "helpers", "low", "short").tactics


def test_not_applicable_fires_for_one_cell_of_the_orchard_and_no_other() -> None:
    answers = map(orchard().advise, situations(orchard().kb))
    fired = [answer.situation for answer in answers if fired_in(answer, NOT_APPLICABLE)]
    assert fired == [ask(orchard(), "helpers", "high", "short").situation]


def test_not_applicable_says_so_with_the_source_and_shows_the_tension() -> None:
    for answer in all_answers():
        fired = fired_in(answer, NOT_APPLICABLE)
        cell = answer.placement.cell
        if cell.state is not CellState.NOT_APPLICABLE:
            assert fired is None
            continue
        placed, advised = answer.placement.strategy, answer.strategy
        assert fired is not None
        assert f"{placed.name} does not apply" in fired.text
        assert advised.name in fired.text
        assert set(cell.source.split("; ")) <= set(fired.source.split("; "))
        assert cell.note is not None
        assert cell.note in answer.why
        assert advised.name in answer.why
        assert answer.cautions[0].text == (
            f"You describe a high threat, and {advised.name} is meant for a low threat. It does "
            "not take the threat away. Check whether part of the trouble is another challenge."
        )
        assert answer.cautions[0].source.lower() == "own judgement"


# --- effort --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("threat", "horizon"), BY_LEVELS)
def test_effort_is_shown_for_the_challenge_in_every_situation(threat: str, horizon: str) -> None:
    answer = ask(orchard(), "water", threat, horizon)
    assert answer.effort is not None
    assert [each.id for each in answer.effort.strategies] == ["teaching"]
    assert answer.effort.here is (answer.strategy.id == "teaching")
    main = "Most effort for this challenge goes into Teaching."
    beside = f" {answer.strategy.name} is what your threat and horizon give."
    assert answer.effort.text == (main if answer.effort.here else main + beside)
    assert answer.effort.source == "Winter notes"
    for tactic in answer.tactics:
        assert tactic.effort is (answer.effort.here and not tactic.general)
    fired = fired_in(answer, EFFORT)
    assert fired is not None
    assert fired.text == answer.effort.text


def test_effort_is_not_claimed_where_the_source_names_none() -> None:
    for threat, horizon in BY_LEVELS:
        answer = ask(orchard(), "helpers", threat, horizon)
        assert answer.effort is None
        assert not any(each.effort for each in answer.tactics)
        assert fired_in(answer, EFFORT) is None


def test_effort_never_calls_the_advice_the_grids_where_it_is_not() -> None:
    kb = with_closed(orchard().kb, frozenset({("water", "netting")}))
    effort = ask(Advisor(kb), "water", "high", "short").effort
    assert effort is not None
    assert effort.here is False
    assert effort.text == (
        "Most effort for this challenge goes into Teaching. "
        "Watering is advised because Netting does not apply."
    )


def test_effort_may_go_to_two_strategies() -> None:
    double = with_cells(
        orchard().kb,
        lambda strategy, cell: (
            {"effort": "Walks"} if (strategy, cell.challenge) == ("watering", "water") else {}
        ),
    )
    effort = ask(Advisor(double), "water", "low", "short").effort
    assert effort is not None
    assert [each.id for each in effort.strategies] == ["watering", "teaching"]
    assert effort.here is True
    assert effort.text == "Most effort for this challenge goes into Watering and Teaching."
    assert effort.source == "Walks; Winter notes"
