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
    with_cases,
    with_cells,
    with_strategies,
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


def test_combination_shows_two_tactics_with_the_best_evidence_first() -> None:
    support = ask(orchard(), "water", "low", "short").supporting[0]
    assert support.strategy.id == "teaching"
    assert [each.id for each in support.tactics] == ["mulch-class", "pruning-pairs"]
    seen = with_cases(
        orchard().kb,
        lambda case: {"tactics": ("pruning-pairs",)} if case.id == "straw-sunday" else {},
    )
    support = ask(Advisor(seen), "water", "low", "short").supporting[0]
    assert [each.id for each in support.tactics] == ["pruning-pairs", "mulch-class"]


def test_combination_leaves_out_what_does_not_apply() -> None:
    (teaching,) = orchard().kb.strategy("watering").combines_with
    pairings = (teaching.model_copy(update={"strategy": "netting"}), teaching)
    leaning = Advisor(
        with_strategies(
            orchard().kb,
            lambda strategy: {"combines_with": pairings} if strategy.id == "watering" else {},
        )
    )
    both = ask(leaning, "water", "low", "short").supporting
    assert [each.strategy.id for each in both] == ["netting", "teaching"]
    without = ask(leaning, "helpers", "low", "short").supporting
    assert [each.strategy.id for each in without] == ["teaching"]


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
        ("low", "short", "Watering (this one), then Teaching, then Netting, then Replanting."),
        ("low", "long", "Watering, then Teaching (this one), then Netting, then Replanting."),
        ("high", "short", "Watering, then Teaching, then Netting (this one), then Replanting."),
        ("high", "long", "Watering, then Teaching, then Netting, then Replanting (this one)."),
    ],
)
def test_sequence_gives_the_usual_order_and_marks_the_one_advised(
    threat: str, horizon: str, text: str
) -> None:
    assert ask(orchard(), "water", threat, horizon).sequence.text == f"Usual order: {text}"


def test_sequence_leaves_out_what_does_not_apply() -> None:
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


def test_cautions_say_where_the_knowledge_is_damaged() -> None:
    answer = ask(orchard(), "water-rights", "high", "long")
    assert answer.cell.state is CellState.INCOMPLETE
    assert answer.cautions == (*answer.strategy.costs, answer.cautions[-1])
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
    threat, horizon = ask(orchard(), "water", "high", "long").if_changed
    assert threat.text == "If the threat were low: Teaching. First tactic: teach mulching."
    assert horizon.text == "If the horizon were short: Netting. First tactic: hang shade cloth."


def test_sensitivity_says_where_nothing_changes() -> None:
    threat, _ = ask(orchard(), "helpers", "low", "short").if_changed
    assert threat.text == "If the threat were high: the same, as Netting does not apply here."
    assert (threat.gained, threat.lost) == ((), ())
    assert threat.cell.state is CellState.NOT_APPLICABLE
    back, _ = ask(orchard(), "helpers", "high", "short").if_changed
    assert back.text == "If the threat were low: the same."
    assert (back.gained, back.lost) == ((), ())


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


def test_rejected_names_the_level_that_differs_and_no_other() -> None:
    reasons = [each.reason for each in ask(orchard(), "helpers", "high", "long").rejected]
    assert reasons == [
        (
            "It is meant for a low threat and a short horizon, not for a high threat and a long "
            "horizon. It fits when the crop is near and the trees are sound."
        ),
        (
            "It is meant for a low threat, not for a high threat. "
            "It fits when there is time to learn from mistakes."
        ),
        "No net was ever hung for want of hands.",
    ]


def test_rejected_because_it_does_not_apply_has_the_place_of_that() -> None:
    netting = ask(orchard(), "helpers", "low", "long").rejected[1]
    cell = orchard().kb.cell("helpers", "netting")
    assert cell.state is CellState.NOT_APPLICABLE
    assert (netting.reason, netting.source) == (cell.note, cell.source)


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
    rejected = ask(orchard(), "water", "low", "short").rejected
    assert [each.strategy.id for each in rejected if main in each.reason] == ["teaching"]
    assert rejected[0].reason.endswith(
        f" It fits when there is time to learn from mistakes. {main}"
    )
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
