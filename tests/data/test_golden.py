"""Every situation of the built-in knowledge, against an answer that a person has read."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from tests.support.golden import written
from tests.support.knowledge import ask, cities, situations

GOLDEN = Path(__file__).parents[1] / "golden" / "engine"
CHALLENGES = (
    "structures",
    "data",
    "legal",
    "culture",
    "data-use",
    "capability",
    "citizens",
    "politics",
)
SITUATIONS = tuple(product(CHALLENGES, ("low", "high"), ("short", "long")))


def _file(challenge: str, threat: str, horizon: str) -> Path:
    return GOLDEN / f"{challenge}-{threat}-{horizon}.txt"


@pytest.mark.parametrize(("challenge", "threat", "horizon"), SITUATIONS)
def test_answer_is_the_one_that_was_read(
    challenge: str, threat: str, horizon: str, request: pytest.FixtureRequest
) -> None:
    file = _file(challenge, threat, horizon)
    text = written(ask(cities(), challenge, threat, horizon))
    if request.config.getoption("--update-golden"):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8")


def test_every_situation_has_its_file_and_no_file_is_left_over() -> None:
    asked = {
        _file(each.challenge, str(each.threat), str(each.horizon)).name
        for each in situations(cities().kb)
    }
    assert asked == {_file(*situation).name for situation in SITUATIONS}
    assert asked == {file.name for file in GOLDEN.iterdir()}
    assert len(asked) == 32
