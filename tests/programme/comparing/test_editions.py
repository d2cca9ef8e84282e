"""What the knowledge changed, apart from what the situations did."""

from __future__ import annotations

import pytest

from tests.programme.made import city_planner, made
from tests.programme.programmes import (
    KB,
    at,
    compared,
)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("1.0", "1.0", "Both were assessed with it, so nothing here comes from a change"),
        ("0.9", "0.9", "Both were assessed with version 0.9. What was advised then"),
        (None, None, "Neither names its version. What was advised then"),
        (
            "0.9",
            "1.0",
            "The old one was assessed with version 0.9, the new one was assessed with it. What",
        ),
        (None, "0.9", "The old one does not say with which it was assessed, the new one was"),
    ],
)
def test_versions_are_told_apart_from_moves(old: str | None, new: str | None, told: str) -> None:
    assert KB.about.version == "1.0"
    found = city_planner().compare(made("data bu", knowledge=old), made("data bd", knowledge=new))
    assert (found.editions.in_use, found.editions.old, found.editions.new) == ("1.0", old, new)
    assert found.editions.text.startswith("Both files are read with version 1.0 here. ")
    assert told in found.editions.text
    assert found.moves == city_planner().compare(made("data bu"), made("data bd")).moves


def test_advice_on_record_that_differs_is_no_move() -> None:
    given = at("bu", advised="building")
    found = city_planner().compare(
        made(given, knowledge="0.9"), made(given, knowledge=KB.about.version)
    )
    assert not any(each.moved for each in found.moves)
    old, new = found.editions.otherwise
    assert (old.is_old, new.is_old) == (True, False)
    assert old.strategy is new.strategy is KB.strategy("building")
    assert old.text == (
        "On record is the advice Building; for the levels in the file it is Buffering now. "
        "So the knowledge has changed, or the file was edited after that advice."
    )
    assert new.text.endswith("The version is the same, so the file was edited after that advice.")


def test_advice_on_record_that_is_not_known_says_so() -> None:
    found = compared(at("bu", advised="hedging"), "data bu")
    (only,) = found.editions.otherwise
    assert (only.advised, only.strategy, only.placed.number) == ("hedging", None, 1)
    assert "the advice 'hedging'; for" in only.text
    assert only.text.endswith("Version 1.0 knows no strategy of that name.")


def test_advice_on_record_that_is_still_possible_is_not_told() -> None:
    found = compared(at("bu", advised="buffering"), at("h?", advised="building"))
    assert found.editions.otherwise == ()
    (only,) = compared(at("h?", advised="bridging-support"), "data bu").editions.otherwise
    assert "it is Buffering or Building now." in only.text
