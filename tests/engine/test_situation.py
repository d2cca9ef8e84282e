from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from boundary_advisor import Horizon, Situation, Threat, UsageError
from tests.support.knowledge import ask, orchard


def test_only_the_challenge_is_needed() -> None:
    bare = Situation(challenge="water")
    assert (bare.threat, bare.horizon, bare.city_size) == (None, None, None)
    with pytest.raises(ValidationError, match="challenge"):
        Situation.model_validate({})


def test_levels_may_be_given_as_words_or_as_levels() -> None:
    words = Situation.model_validate({"challenge": "water", "threat": "high", "horizon": "long"})
    levels = Situation(challenge="water", threat=Threat.HIGH, horizon=Horizon.LONG)
    assert words == levels
    assert hash(words) == hash(levels)
    assert words.threat is Threat.HIGH
    assert words.horizon is Horizon.LONG


@pytest.mark.parametrize(
    "wrong",
    [
        {"threat": "middle"},
        {"threat": "HIGH"},
        {"threat": 1},
        {"horizon": "medium"},
        {"horizon": 0.5},
        {"challenge": 2},
        {"city_size": 3},
        {"mood": "good"},
    ],
)
def test_there_is_no_level_between_and_no_field_besides(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Situation.model_validate({"challenge": "water", **wrong})


def test_a_situation_does_not_change() -> None:
    situation = Situation(challenge="water")
    with pytest.raises(ValidationError, match="frozen"):
        situation.challenge = "helpers"  # type: ignore[misc]


@pytest.mark.parametrize("lacking", ["threat", "horizon"])
def test_one_answer_needs_both_levels(lacking: str) -> None:
    levels = {"challenge": "water", "threat": "high", "horizon": "long"}
    del levels[lacking]
    with pytest.raises(UsageError) as error:
        orchard().advise(Situation.model_validate(levels))
    assert "threat" in error.value.message
    assert "horizon" in error.value.message
    assert "answers" in error.value.hint


@pytest.mark.parametrize("wrong", ["watr", "9", "", "  "])
def test_an_unknown_challenge_is_refused_with_the_known_ones(wrong: str) -> None:
    with pytest.raises(UsageError) as error:
        ask(orchard(), wrong, "low", "short")
    assert "challenge" in error.value.message
    assert "water-rights" in error.value.hint


def test_an_unknown_challenge_is_refused_with_levels_missing_too() -> None:
    with pytest.raises(UsageError, match="challenge 'watr'; did you mean 'water'"):
        orchard().answers(Situation(challenge="watr"))


def test_the_answer_names_the_situation_by_ids() -> None:
    answer = ask(orchard(), "Quarrels over the BROOK", "low", "long", city_size="Open FIELD")
    assert answer.situation == Situation(
        challenge="water-rights", threat=Threat.LOW, horizon=Horizon.LONG, city_size="field"
    )


@pytest.mark.parametrize("field", ["challenge", "city_size"])
def test_a_name_is_a_text_and_nothing_that_could_be_read_as_one(field: str) -> None:
    with pytest.raises(ValidationError, match="valid string"):
        Situation.model_validate({"challenge": "water", field: b"water"})
