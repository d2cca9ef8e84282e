"""Whichever cells do not apply, there is an answer, and it is looked for in the order told."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor import Advisor, CellState, Horizon, Threat
from boundary_advisor.engine.rules import NOT_APPLICABLE
from tests.support.golden import written
from tests.support.knowledge import STEADY, Closed, ask, fired_in, orchard, situations, with_closed

if TYPE_CHECKING:
    from boundary_advisor import Recommendation

CLOSED = "It is closed."
OTHER = {Horizon.SHORT: Horizon.LONG, Horizon.LONG: Horizon.SHORT}


@st.composite
def closings(draw: st.DrawFn) -> Closed:
    """Up to three cells of each challenge."""
    kb = orchard().kb
    strategies = [each.id for each in kb.strategies]
    return frozenset(
        (challenge.id, strategy)
        for challenge in kb.challenges
        for strategy in draw(st.sets(st.sampled_from(strategies), max_size=3))
    )


def _expected(closed: Closed, answer: Recommendation) -> str:
    """Give what is to be advised: low threat before high, the wanted horizon before the other."""
    kb, situation = orchard().kb, answer.situation
    threat, horizon = situation.threat, situation.horizon
    assert threat is not None
    assert horizon is not None
    told = product((Threat.LOW, Threat.HIGH), (horizon, OTHER[horizon]))
    ids = [kb.strategy_at(*place).id for place in ((threat, horizon), *told)]
    return next(each for each in ids if (situation.challenge, each) not in closed)


def _holds(closed: Closed) -> None:
    advisor = Advisor(with_closed(orchard().kb, closed))
    for situation in situations(advisor.kb):
        answer = advisor.advise(situation)
        assert answer.strategy.id == _expected(closed, answer)
        assert answer.cell.state is CellState.REPORTED
        assert [each for each in answer.tactics if not each.general]
        moved = answer.strategy != answer.placement.strategy
        assert moved is ((situation.challenge, answer.placement.strategy.id) in closed)
        assert (fired_in(answer, NOT_APPLICABLE) is not None) is moved
        assert len(answer.cautions) == len(answer.strategy.costs) + moved
        assert len(answer.rejected) == 3
        for each in answer.rejected:
            shut = (situation.challenge, each.strategy.id) in closed
            assert (each.reason == CLOSED) is shut
        assert not {(situation.challenge, each.strategy.id) for each in answer.supporting} & closed
        assert written(answer)


@STEADY
@given(closings())
def test_there_is_always_an_answer_and_the_order_is_the_one_told(closed: Closed) -> None:
    _holds(closed)


def test_one_open_cell_is_enough_wherever_it_is() -> None:
    kb = orchard().kb
    every = frozenset(product((each.id for each in kb.challenges), (s.id for s in kb.strategies)))
    for strategy in kb.strategies:
        _holds(every - {(each.id, strategy.id) for each in kb.challenges})


# --- The words of it -----------------------------------------------------------------------------


def _with_closed(*strategies: str) -> Advisor:
    return Advisor(with_closed(orchard().kb, frozenset(("water", each) for each in strategies)))


def test_the_words_say_that_the_horizon_is_kept() -> None:
    answer = ask(_with_closed("netting"), "water", "high", "short")
    assert answer.why == (
        "A high threat and a short horizon point to Netting. It is closed. The advice keeps the "
        "short horizon and takes the strategy for a low threat: Watering. This step is our own "
        "judgement."
    )
    assert answer.cautions[0].text == (
        "You describe a high threat, and Watering is meant for a low threat. It does not take the "
        "threat away. Check whether part of the trouble is another challenge."
    )


def test_the_words_say_that_the_horizon_is_another() -> None:
    answer = ask(_with_closed("netting", "watering"), "water", "high", "short")
    assert answer.why == (
        "A high threat and a short horizon point to Netting. It is closed. The advice takes the "
        "nearest strategy that does apply: Teaching. This step is our own judgement."
    )
    assert answer.cautions[0].text == (
        "You describe a high threat and a short horizon, and Teaching is meant for a low threat "
        "and a long horizon. It does not take the threat away. Check whether part of the trouble "
        "is another challenge."
    )


def test_the_words_claim_no_tension_of_threat_where_it_is_the_same() -> None:
    low = ask(_with_closed("watering"), "water", "low", "short")
    assert low.why.endswith(
        " It is closed. The advice takes the nearest strategy that does apply: Teaching. This step "
        "is our own judgement."
    )
    assert low.cautions[0].text == (
        "You describe a short horizon, and Teaching is meant for a long horizon."
    )
    high = ask(_with_closed("watering", "teaching", "netting"), "water", "high", "short")
    assert high.strategy.id == "replanting"
    assert high.cautions[0].text == (
        "You describe a short horizon, and Replanting is meant for a long horizon."
    )


def test_the_words_ask_for_no_other_challenge_where_there_is_no_high_threat() -> None:
    kept = ask(_with_closed("watering", "teaching"), "water", "low", "long")
    assert kept.cautions[0].text == (
        "You describe a low threat, and Replanting is meant for a high threat."
    )
    moved = ask(_with_closed("watering", "teaching", "netting"), "water", "low", "short")
    assert moved.cautions[0].text == (
        "You describe a low threat and a short horizon, and Replanting is meant for a high threat "
        "and a long horizon."
    )


def test_a_strategy_for_a_high_threat_is_the_last_to_be_taken() -> None:
    kept = ask(_with_closed("watering", "teaching"), "water", "low", "long")
    assert kept.strategy.id == "replanting"
    assert kept.why.endswith(
        " The advice keeps the long horizon and takes the strategy for a high threat: Replanting. "
        "This step is our own judgement."
    )
    moved = ask(_with_closed("watering", "teaching", "replanting"), "water", "low", "long")
    assert moved.strategy.id == "netting"
    assert moved.why.endswith(
        " The advice takes the nearest strategy that does apply: Netting. This step is our own "
        "judgement."
    )


def test_what_is_rejected_is_set_against_the_advice_and_the_situation() -> None:
    answer = ask(_with_closed("netting"), "water", "high", "short")
    assert answer.strategy.id == "watering"
    assert [each.reason for each in answer.rejected] == [
        (
            "It is meant for a long horizon, not for a short horizon. It fits when there is time "
            "to learn from mistakes. All the same, most effort for this challenge goes into it."
        ),
        CLOSED,
        (
            "It is meant for a long horizon, not for a short horizon. It fits when the old sorts "
            "will not last."
        ),
    ]


def test_what_differs_from_the_advice_is_named_where_nothing_differs_from_both() -> None:
    answer = ask(_with_closed("netting", "watering"), "water", "high", "short")
    assert answer.strategy.id == "teaching"
    assert [each.reason for each in answer.rejected] == [
        CLOSED,
        CLOSED,
        (
            "It is meant for a high threat, not for a low threat. It fits when the old sorts will "
            "not last."
        ),
    ]


def test_a_change_says_which_strategy_does_not_apply() -> None:
    threat, horizon = ask(_with_closed("netting"), "water", "high", "long").if_changed
    assert threat.text == "If the threat were low: Teaching. First tactic: teach mulching."
    assert horizon.text == (
        "If the horizon were short: Watering, as Netting does not apply here. "
        "First tactic: form a bucket chain."
    )
    threat, _ = ask(_with_closed("netting"), "water", "low", "short").if_changed
    assert threat.text == "If the threat were high: the same, as Netting does not apply here."
    threat, _ = ask(_with_closed("netting"), "water", "high", "short").if_changed
    assert threat.text == "If the threat were low: the same."
