"""What became of a situation between two programmes."""

from __future__ import annotations

import pytest

from boundary_advisor.knowledge.guide import ProgrammeRule
from boundary_advisor.programme.comparing.model import FieldChange
from tests.programme.made import city_planner, made
from tests.programme.programmes import (
    KB,
    at,
    moved,
)


@pytest.mark.parametrize(
    ("old", "new", "threat", "horizon"),
    [
        ("bs", "bs", "same", "same"),
        ("bs", "bu", "rose", "same"),
        ("bd", "bk", "fell", "same"),
        ("bu", "bd", "same", "longer"),
        ("bk", "bs", "same", "shorter"),
        ("bs", "bd", "rose", "longer"),
        ("bd", "bs", "fell", "shorter"),
        ("??", "bd", "settled", "settled"),
        ("bd", "h?", "same", "unsettled"),
        ("h?", "??", "unsettled", "same"),
        ("??", "??", "same", "same"),
    ],
)
def test_each_axis_says_what_became_of_it(old: str, new: str, threat: str, horizon: str) -> None:
    move = moved(f"data {old}", f"data {new}")
    assert (move.threat, move.horizon) == (threat, horizon)
    assert move.moved is (old != new)


def test_rule_moves_says_levels_reasons_strategies_and_sources() -> None:
    new = at("bd", signs={"way-blocked": "yes"}) | {"threat": "not sure"}
    new["signs"] |= {"can-be-won": "no"}
    finding = moved("data bs", new).finding
    assert finding.rule is ProgrammeRule.MOVES
    assert finding.text == (
        "Threat: low then; now high, because the way ahead is blocked. "
        "Horizon: short then; now long, as given. "
        "Strategy: Bridging for Support then; now Building."
    )
    assert finding.source.startswith("Framework section; ")
    for strategy in ("bridging-support", "building"):
        assert KB.cell("data", strategy).source in finding.source
    assert finding.source.endswith(city_planner().guide.grounds[ProgrammeRule.MOVES].source)
    assert finding.ground == city_planner().guide.grounds[ProgrammeRule.MOVES].why


def test_a_level_against_its_signs_is_told_with_the_conflict() -> None:
    signs = {"way-blocked": "no", "resistance-lasts": "no", "gains-at-risk": "no"}
    signs |= {"data-out-of-reach": "no", "can-be-won": "yes"}
    text = moved("data bs", at("bu", signs=signs)).finding.text
    assert "Threat: low then; now high, as given. The threat is given as high, but" in text


def test_a_strategy_that_stays_says_what_does_not_apply() -> None:
    text = moved("capability bk", "capability bd").finding.text
    assert text == (
        "Threat: low then; now high, as given. "
        "Strategy: still Bridging for Knowledge, as Building does not apply to this challenge."
    )
    back = moved("capability ??", "capability bk").finding.text
    assert "Strategy: Bridging for Support or Bridging for Knowledge then; now Bridging" in back
    both = moved("capability bk", "capability ??").finding.text
    assert "as Buffering and Building do not apply to this challenge." in both


def test_what_did_not_move_says_so() -> None:
    assert moved("data bu", "data bu").finding.text == "Nothing moved on the grid."


def test_a_new_name_is_told_and_marked_as_own_judgement() -> None:
    old, new = (at("bu", initiative=each, owner="CIO") for each in ("Cameras", "Meters"))
    move = moved(old, new)
    assert move.changes == (FieldChange("initiative", "Cameras", "Meters"),)
    assert move.guess.startswith("It is taken for the same: ")
    assert move.finding.text.endswith(f"Its initiative was called Cameras then. {move.guess}")
    assert move.finding.source.endswith(f"; {KB.about.own_judgement}")
    assert moved("data bu", "data bu Meters").finding.text.startswith(
        "Nothing moved on the grid. Its initiative had no name then. It is taken for the same"
    )
    assert moved("data bu Sensors", "data bu").changes == (
        FieldChange("initiative", "Sensors", ""),
    )


def test_an_undecided_level_is_called_so() -> None:
    assert (
        "Horizon: undecided then; now long, as given." in moved("data h?", "data bd").finding.text
    )
    assert "Horizon: long then; now undecided, " in moved("data bd", "data h?").finding.text


def test_the_grid_is_counted_by_where_situations_stand() -> None:
    old = made("capability bd", "data bd", "legal h?", at("bd", "culture", status="done"))
    new = made("capability bd", "data bu", "legal bd", "culture bd")
    counts = {
        each.strategy.id: (
            [placed.challenge.id for placed in each.old],
            [placed.challenge.id for placed in each.new],
        )
        for each in city_planner().compare(old, new).fields
    }
    assert counts == {
        "bridging-support": ([], []),
        "bridging-knowledge": ([], []),
        "buffering": ([], ["data"]),
        "building": (["data", "capability"], ["legal", "culture", "capability"]),
    }


def test_owner_status_and_review_are_told_where_they_differ() -> None:
    old = at("bu", owner="Chief data officer", review="2026-01-01")
    new = at("bu", owner="CIO", status="started")
    assert moved(old, new).changes == (
        FieldChange("owner", "Chief data officer", "CIO"),
        FieldChange("status", "open", "started"),
        FieldChange("review", "2026-01-01", ""),
    )
    assert moved(old, old | {"owner": "chief  Data Officer", "status": "open"}).changes == ()
    assert moved("data bu", at("bu", owner="CIO", review="2026-01-01")).changes == (
        FieldChange("owner", "", "CIO"),
        FieldChange("review", "", "2026-01-01"),
    )
    assert moved(old, "data bu").changes[0] == FieldChange("owner", "Chief data officer", "")


@pytest.mark.parametrize(
    ("old", "new", "closed", "reopened"),
    [
        ("open", "done", True, False),
        ("started", "dropped", True, False),
        ("done", "dropped", False, False),
        ("dropped", "planned", False, True),
        ("planned", "started", False, False),
    ],
)
def test_closed_and_reopened(old: str, new: str, *, closed: bool, reopened: bool) -> None:
    move = moved(at("bu", status=old), at("bu", status=new))
    assert (move.closed, move.reopened) == (closed, reopened)
