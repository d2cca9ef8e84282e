"""Tests named after the rules that say what stands around the strategy advised."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from boundary_advisor import Advisor, CellState
from boundary_advisor.engine.rules import CAUTIONS, COMBINATION, NOT_APPLICABLE, REJECTED, SEQUENCE
from tests.support.knowledge import (
    all_answers,
    ask,
    cities,
    fired_in,
    orchard,
    situations,
    with_cells,
)

if TYPE_CHECKING:
    from boundary_advisor import KnowledgeBase, Recommendation


def _kb_of(answer: Recommendation) -> KnowledgeBase:
    return cities().kb if answer.challenge in cities().kb.challenges else orchard().kb


# --- combination ---------------------------------------------------------------------------------


def test_combination_names_what_supports_the_strategy_and_why() -> None:
    for answer in all_answers():
        kb = _kb_of(answer)
        pairings = {each.strategy: each for each in answer.strategy.combines_with}
        applies = [
            each
            for each in pairings
            if kb.cell(answer.challenge.id, each).state is not CellState.NOT_APPLICABLE
        ]
        assert [each.strategy.id for each in answer.supporting] == applies
        for each in answer.supporting:
            assert each.why == pairings[each.strategy.id].why
            assert each.source == pairings[each.strategy.id].source
            own = {tactic.id for tactic in kb.tactics_in(answer.challenge.id, each.strategy.id)}
            assert 1 <= len(each.tactics) <= 2
            assert {tactic.id for tactic in each.tactics} <= own
        fired = fired_in(answer, COMBINATION)
        assert (fired is not None) is bool(answer.supporting)


def test_combination_shows_the_tactics_with_the_best_evidence() -> None:
    support = ask(cities(), "structures", "low", "long").supporting[0]
    assert support.strategy.id == "bridging-support"
    assert [each.id for each in support.tactics] == ["tailored-stories", "champion-network"]


def test_combination_leaves_out_what_does_not_apply() -> None:
    answer = ask(cities(), "capability", "low", "long")
    assert [each.strategy.id for each in answer.supporting] == ["bridging-support"]


def test_combination_is_not_on_record_where_nothing_supports() -> None:
    closed = with_cells(
        orchard().kb,
        lambda strategy, _: (
            {"state": CellState.NOT_APPLICABLE, "note": "Closed.", "effort": None}
            if strategy == "teaching"
            else {}
        ),
    )
    answer = ask(Advisor(closed), "water", "low", "short")
    assert answer.supporting == ()
    assert fired_in(answer, COMBINATION) is None


# --- sequence ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("threat", "horizon", "text"),
    [
        (
            "low",
            "short",
            (
                "Usual order: Bridging for Support (this one), then Bridging for Knowledge, then "
                "Buffering, then Building."
            ),
        ),
        (
            "low",
            "long",
            (
                "Usual order: Bridging for Support, then Bridging for Knowledge (this one), then "
                "Buffering, then Building."
            ),
        ),
        (
            "high",
            "short",
            (
                "Usual order: Bridging for Support, then Bridging for Knowledge, then Buffering "
                "(this one), then Building."
            ),
        ),
        (
            "high",
            "long",
            (
                "Usual order: Bridging for Support, then Bridging for Knowledge, then Buffering, "
                "then Building (this one)."
            ),
        ),
    ],
)
def test_sequence_gives_the_usual_order_and_marks_the_one_advised(
    threat: str, horizon: str, text: str
) -> None:
    assert ask(cities(), "data", threat, horizon).sequence.text == text


def test_sequence_leaves_out_what_does_not_apply() -> None:
    assert ask(cities(), "citizens", "high", "short").sequence.text == (
        "Usual order: Bridging for Support, then Bridging for Knowledge, then Buffering (this one)."
    )
    for threat in ("low", "high"):
        assert ask(cities(), "capability", threat, "long").sequence.text == (
            "Usual order: Bridging for Support, then Bridging for Knowledge (this one)."
        )
    assert ask(orchard(), "helpers", "high", "long").sequence.text == (
        "Usual order: Watering, then Teaching, then Replanting (this one)."
    )


def test_sequence_has_the_source_of_its_ground_and_no_other() -> None:
    for answer in all_answers():
        ground = _kb_of(answer).grounds[SEQUENCE.id]
        assert answer.sequence.source == ground.source, answer.situation
        fired = fired_in(answer, SEQUENCE)
        assert fired is not None
        assert (fired.text, fired.source) == answer.sequence


# --- cautions ------------------------------------------------------------------------------------


def test_cautions_say_what_the_strategy_costs() -> None:
    for answer in all_answers():
        for cost in answer.strategy.costs:
            assert cost in answer.cautions
        fired = fired_in(answer, CAUTIONS)
        assert fired is not None
        assert fired.text.startswith(f"{len(answer.cautions)} thing")


@pytest.mark.parametrize(
    ("challenge", "threat", "horizon"),
    [
        ("structures", "low", "short"),
        ("structures", "low", "long"),
        ("data-use", "low", "long"),
        ("data-use", "high", "short"),
    ],
)
def test_cautions_say_where_the_knowledge_is_damaged(
    challenge: str, threat: str, horizon: str
) -> None:
    answer = ask(cities(), challenge, threat, horizon)
    assert answer.cell.state is CellState.INCOMPLETE
    assert answer.cautions[-1].text == answer.cell.note
    assert answer.cautions[-1].source == answer.cell.source


def test_cautions_say_nothing_of_damage_where_there_is_none() -> None:
    for answer in all_answers():
        own = not fired_in(answer, NOT_APPLICABLE)
        if own and answer.cell.state is CellState.REPORTED:
            assert answer.cautions == answer.strategy.costs


# --- sensitivity ---------------------------------------------------------------------------------


def test_sensitivity_is_the_answer_to_the_other_level() -> None:
    for advisor, other in product((cities(), orchard()), ("threat", "horizon")):
        for situation in situations(advisor.kb):
            answer = advisor.advise(situation)
            change = next(each for each in answer.if_changed if each.what == other)
            assert situation.threat is not None
            assert situation.horizon is not None
            assert (change.threat is situation.threat) is (other == "horizon")
            assert (change.horizon is situation.horizon) is (other == "threat")
            levels = {"threat": change.threat, "horizon": change.horizon}
            then = advisor.advise(situation.model_copy(update=levels))
            assert change.strategy == then.strategy
            assert change.cell == then.placement.cell
            now_ids = {each.tactic.id for each in answer.tactics if not each.general}
            then_ids = {each.tactic.id for each in then.tactics if not each.general}
            assert {each.id for each in change.gained} == then_ids - now_ids
            assert {each.id for each in change.lost} == now_ids - then_ids
            title = then.tactics[0].tactic.title
            first = f". First tactic: {title[0].lower()}{title[1:]}."
            stays = then.strategy == answer.strategy
            assert change.then.startswith("the same" if stays else then.strategy.name)
            assert change.then.endswith(first) is not stays
            assert (" does not apply here" in change.then) is (then.cell != then.placement.cell)


def test_sensitivity_says_what_the_advice_becomes_and_where_to_start() -> None:
    threat, horizon = ask(cities(), "data", "high", "long").if_changed
    assert threat.text == (
        "If the threat were low: Bridging for Knowledge. "
        "First tactic: explore data solutions with other cities."
    )
    assert horizon.text == (
        "If the horizon were short: Buffering. "
        "First tactic: make interim agreements on sharing data."
    )


def test_sensitivity_says_where_nothing_changes() -> None:
    threat, _ = ask(cities(), "capability", "low", "short").if_changed
    assert threat.text == "If the threat were high: the same, as Buffering does not apply here."
    assert (threat.gained, threat.lost) == ((), ())
    assert threat.cell.state is CellState.NOT_APPLICABLE
    back, _ = ask(cities(), "capability", "high", "short").if_changed
    assert back.text == "If the threat were low: the same."
    assert (back.gained, back.lost) == ((), ())


def test_sensitivity_says_why_the_other_horizon_gives_another_strategy_than_the_grid() -> None:
    _, horizon = ask(cities(), "citizens", "high", "short").if_changed
    assert horizon.strategy.id == "bridging-knowledge"
    assert horizon.text == (
        "If the horizon were long: Bridging for Knowledge, as Building does not apply here. "
        "First tactic: run hackathons on city data."
    )


# --- rejected ------------------------------------------------------------------------------------


def test_rejected_gives_a_reason_for_each_of_the_other_three() -> None:
    for answer in all_answers():
        assert len(answer.rejected) == 3
        stages = [each.strategy.stage for each in answer.rejected]
        assert stages == sorted(stages)
        fired = fired_in(answer, REJECTED)
        assert fired is not None
        for each in answer.rejected:
            assert each.strategy != answer.strategy
            assert each.source
            assert each.strategy.name in fired.text


def _reasons(challenge: str, threat: str, horizon: str) -> dict[str, str]:
    answer = ask(cities(), challenge, threat, horizon)
    return {each.strategy.id: each.reason for each in answer.rejected}


def _fit_of(strategy: str) -> str:
    fit = cities().kb.strategy(strategy).fits[0].text
    return f"It fits when {fit[0].lower()}{fit[1:]}"


def test_rejected_names_the_level_that_differs_and_no_other() -> None:
    assert _reasons("data", "high", "long") == {
        "bridging-support": "It is meant for a low threat and a short horizon, not for a high "
        f"threat and a long horizon. {_fit_of('bridging-support')}",
        "bridging-knowledge": "It is meant for a low threat, not for a high threat. "
        f"{_fit_of('bridging-knowledge')}",
        "buffering": "It is meant for a short horizon, not for a long horizon. "
        f"{_fit_of('buffering')}",
    }


def test_rejected_says_when_it_would_fit_in_the_middle_of_a_sentence() -> None:
    assert _reasons("data", "high", "long")["buffering"].endswith(
        " horizon. It fits when a roadblock threatens the initiative now, and you need to keep a "
        "project safe or buy time."
    )


def test_rejected_in_a_fallback_names_what_differs_from_the_advice_and_from_the_situation() -> None:
    reasons = _reasons("citizens", "high", "long")
    assert reasons["bridging-support"] == (
        f"It is meant for a short horizon, not for a long horizon. {_fit_of('bridging-support')}"
    )
    assert reasons["buffering"] == (
        f"It is meant for a short horizon, not for a long horizon. {_fit_of('buffering')}"
    )


def test_rejected_never_holds_a_level_against_a_strategy_that_the_situation_has() -> None:
    """Where one level differs from the advice and the situation, no other is named beside it."""
    for answer in all_answers():
        kb, given = _kb_of(answer), answer.situation
        advised = answer.strategy.quadrant
        for each in answer.rejected:
            if kb.cell(answer.challenge.id, each.strategy.id).state is CellState.NOT_APPLICABLE:
                continue
            its = each.strategy.quadrant
            threat = its.threat not in {advised.threat, given.threat}
            horizon = its.horizon not in {advised.horizon, given.horizon}
            assert threat or horizon, answer.situation
            meant, _, _ = each.reason.partition(". ")
            assert (f"a {its.threat} threat" in meant) is threat
            assert (f"a {its.horizon} horizon" in meant) is horizon
            assert (f"a {given.threat} threat" in meant) is threat
            assert (f"a {given.horizon} horizon" in meant) is horizon


def test_rejected_says_where_the_emphasis_lies_all_the_same() -> None:
    main = "All the same, most effort for this challenge goes into it."
    low = ask(cities(), "data", "low", "short").rejected
    assert [each.strategy.id for each in low if main in each.reason] == ["building"]
    assert low[-1].reason.endswith(f"{_fit_of('building')} {main}")
    assert low[-1].source == "Framework section; Figure 1"
    for answer in all_answers():
        kb = _kb_of(answer)
        for each in answer.rejected:
            cell = kb.cell(answer.challenge.id, each.strategy.id)
            assert (main in each.reason) is (cell.effort is not None)
            places = set(each.source.split("; "))
            assert set((cell.effort or each.source).split("; ")) <= places


def test_rejected_names_the_place_of_the_effort_beside_that_of_the_fit() -> None:
    answer = ask(orchard(), "water", "low", "short")
    teaching = next(each for each in answer.rejected if each.strategy.id == "teaching")
    assert teaching.source == "Winter notes"
    moved = with_cells(orchard().kb, lambda _, cell: {"effort": "Walks"} if cell.effort else {})
    answer = ask(Advisor(moved), "water", "low", "short")
    teaching = next(each for each in answer.rejected if each.strategy.id == "teaching")
    assert teaching.source == "Winter notes; Walks"


def test_rejected_because_it_does_not_apply() -> None:
    by_id = {each.strategy.id: each for each in ask(cities(), "capability", "low", "long").rejected}
    for strategy in ("buffering", "building"):
        cell = cities().kb.cell("capability", strategy)
        assert cell.state is CellState.NOT_APPLICABLE
        assert by_id[strategy].reason == cell.note
        assert by_id[strategy].source == cell.source
