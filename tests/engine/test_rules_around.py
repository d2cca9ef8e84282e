"""Tests named after the rules that say what stands around the strategy advised."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from boundary_advisor.engine.advisor import Advisor
from boundary_advisor.engine.rules import RuleId
from boundary_advisor.knowledge.models import CellState
from tests.engine.fields import (
    all_answers,
    ask,
    cities,
    fired_in,
    orchard,
    situations,
    with_cases,
    with_cells,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


# --- combination ---------------------------------------------------------------------------------


def test_combination_names_what_supports_the_strategy_and_why() -> None:
    for answer in all_answers():
        kb = cities().kb if answer.challenge in cities().kb.challenges else orchard().kb
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
        fired = fired_in(answer, RuleId.COMBINATION)
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
    assert fired_in(answer, RuleId.COMBINATION) is None


# --- sequence ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("threat", "horizon", "before", "after"),
    [
        ("low", "short", [], ["Bridging for Knowledge"]),
        ("low", "long", ["Bridging for Support"], ["Buffering", "Building"]),
        ("high", "short", ["Bridging for Support", "Bridging for Knowledge"], ["Building"]),
        ("high", "long", ["Bridging for Support", "Bridging for Knowledge", "Buffering"], []),
    ],
)
def test_sequence_says_what_comes_before_and_after(
    threat: str, horizon: str, before: Sequence[str], after: Sequence[str]
) -> None:
    text = ask(cities(), "data", threat, horizon).sequence.text
    earlier, *later = text.split(" Then ")
    assert [name for name in before if name in earlier] == before
    assert ("first" in earlier) is (not before)
    assert [part.split(":")[0] for part in later] == after
    assert ("tends" in earlier) is (len(before) < 2)


def test_sequence_leaves_out_what_does_not_apply() -> None:
    assert "Building" not in ask(cities(), "citizens", "high", "short").sequence.text
    assert "Buffering" not in ask(cities(), "capability", "low", "long").sequence.text


def test_sequence_names_its_source_even_where_nothing_follows() -> None:
    for answer in all_answers():
        assert answer.sequence.source, answer.situation


# --- cautions ------------------------------------------------------------------------------------


def test_cautions_say_what_the_strategy_costs() -> None:
    for answer in all_answers():
        for cost in answer.strategy.costs:
            assert cost in answer.cautions
        fired = fired_in(answer, RuleId.CAUTIONS)
        assert fired is not None
        assert fired.finding.startswith(f"{len(answer.cautions)} thing")


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
        own = not fired_in(answer, RuleId.NOT_APPLICABLE)
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


def test_sensitivity_says_how_much_changes() -> None:
    threat, horizon = ask(cities(), "data", "high", "long").if_changed
    assert "threat were low" in threat.text
    assert "Bridging for Knowledge" in threat.text
    assert "2 tactics gained, 4 lost" in threat.text
    assert "horizon were short" in horizon.text
    assert "1 tactic gained, 4 lost" in horizon.text


def test_sensitivity_says_where_nothing_changes() -> None:
    threat, _ = ask(cities(), "capability", "low", "short").if_changed
    assert "the same" in threat.text
    assert "gained" not in threat.text
    assert (threat.gained, threat.lost) == ((), ())
    assert threat.cell.state is CellState.NOT_APPLICABLE


# --- evidence ------------------------------------------------------------------------------------


def test_evidence_counts_each_city_once() -> None:
    tactic = ask(cities(), "structures", "low", "short").tactics[0]
    assert tactic.tactic.id == "tailored-stories"
    assert tactic.cities == (2, 4, 9)
    assert "2, 4 and 9" in tactic.evidence
    twice = ask(cities(), "culture", "low", "short").tactics
    rewarded = next(each for each in twice if each.tactic.id == "reward-champions")
    assert len(rewarded.cases) == 2
    assert rewarded.cities == (1,)


def test_evidence_has_a_word_for_one_city_for_none_and_for_no_case() -> None:
    by_id = {each.tactic.id: each for each in ask(cities(), "structures", "low", "short").tactics}
    assert by_id["share-costs-with-cities"].evidence == "City 2 only."
    assert by_id["ride-on-budgets"].evidence == "The source tells no case of it."
    assert by_id["keep-all-in-step"].evidence == "The source names no city for it."


def test_evidence_of_an_answer_counts_each_case_and_city_once() -> None:
    for answer in all_answers():
        cases = {each.case.id: each.case for tactic in answer.tactics for each in tactic.cases}
        found = answer.evidence
        assert found.tactics == len(answer.tactics)
        assert found.cases == len(cases)
        assert found.cities == tuple(sorted({n for case in cases.values() for n in case.cities}))
        fired = fired_in(answer, RuleId.EVIDENCE)
        assert fired is not None
        assert found.text in fired.finding


def test_evidence_without_a_city_says_so() -> None:
    nowhere = Advisor(with_cases(orchard().kb, lambda _: {"cities": ()}))
    answer = ask(nowhere, "water", "low", "short")
    assert answer.evidence.cities == ()
    assert "no city" in answer.evidence.text
    assert "City" not in answer.evidence.text


def test_evidence_tells_which_case_is_of_another_challenge() -> None:
    story = ask(cities(), "data-use", "low", "short").tactics[0]
    told = {each.case.id: each.elsewhere for each in story.cases}
    assert told["training-sessions"] == ()
    kb = cities().kb
    assert told["picture-of-the-ideal"] == (
        kb.challenge("structures").title,
        kb.challenge("culture").title,
    )
    assert [bool(each.elsewhere) for each in story.cases] == [False, True, True, True]


def test_evidence_stands_where_the_source_says_that_the_tactic_serves_the_challenge() -> None:
    by_id = {each.tactic.id: each for each in ask(cities(), "data", "low", "short").tactics}
    shared = by_id["share-costs-with-cities"]
    assert shared.source != shared.tactic.source
    assert shared.source in [each.source for each in shared.tactic.serves]
    general = by_id["keep-all-in-step"]
    assert general.source == general.tactic.source


# --- rejected ------------------------------------------------------------------------------------


def test_rejected_gives_a_reason_for_each_of_the_other_three() -> None:
    for answer in all_answers():
        assert len(answer.rejected) == 3
        stages = [each.strategy.stage for each in answer.rejected]
        assert stages == sorted(stages)
        fired = fired_in(answer, RuleId.REJECTED)
        assert fired is not None
        for each in answer.rejected:
            assert each.strategy != answer.strategy
            assert each.source
            assert each.strategy.name in fired.finding


def test_rejected_names_the_level_that_differs_and_no_other() -> None:
    by_id = {each.strategy.id: each for each in ask(cities(), "data", "high", "long").rejected}
    assert "low threat" in by_id["bridging-knowledge"].reason
    assert "horizon" not in by_id["bridging-knowledge"].reason.split("When it fits")[0]
    assert "short horizon" in by_id["buffering"].reason
    assert "threat" not in by_id["buffering"].reason.split("When it fits")[0]
    for words in ("low threat", "short horizon"):
        assert words in by_id["bridging-support"].reason


def test_rejected_because_it_does_not_apply() -> None:
    by_id = {each.strategy.id: each for each in ask(cities(), "capability", "low", "long").rejected}
    cell = cities().kb.cell("capability", "building")
    assert "does not apply" in by_id["building"].reason
    assert cell.note is not None
    assert cell.note in by_id["building"].reason
    assert by_id["building"].source == cell.source
