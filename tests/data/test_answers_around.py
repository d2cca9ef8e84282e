"""What stands around the advice that the study gives: support, order, cautions and the others."""

from __future__ import annotations

import pytest

from boundary_advisor import CellState
from tests.support.knowledge import ask, cities

# --- combination ---------------------------------------------------------------------------------


def test_combination_shows_the_tactics_with_the_best_evidence() -> None:
    support = ask(cities(), "structures", "low", "long").supporting[0]
    assert support.strategy.id == "bridging-support"
    assert [each.id for each in support.tactics] == ["tailored-stories", "champion-network"]


def test_combination_leaves_out_what_does_not_apply() -> None:
    answer = ask(cities(), "capability", "low", "long")
    assert [each.strategy.id for each in answer.supporting] == ["bridging-support"]


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


# --- cautions ------------------------------------------------------------------------------------


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


# --- sensitivity ---------------------------------------------------------------------------------


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


def test_rejected_says_where_the_emphasis_lies_all_the_same() -> None:
    main = "All the same, most effort for this challenge goes into it."
    low = ask(cities(), "data", "low", "short").rejected
    assert [each.strategy.id for each in low if main in each.reason] == ["building"]
    assert low[-1].reason.endswith(f"{_fit_of('building')} {main}")
    assert low[-1].source == "Framework section; Figure 1"


def test_rejected_because_it_does_not_apply() -> None:
    by_id = {each.strategy.id: each for each in ask(cities(), "capability", "low", "long").rejected}
    for strategy in ("buffering", "building"):
        cell = cities().kb.cell("capability", strategy)
        assert cell.state is CellState.NOT_APPLICABLE
        assert by_id[strategy].reason == cell.note
        assert by_id[strategy].source == cell.source
