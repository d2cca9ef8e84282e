"""Which tactics start, stay and end, for a situation and for the programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from boundary_advisor.knowledge.guide_models import ProgrammeRule
from boundary_advisor.knowledge.models import RuleId
from boundary_advisor.programme.comparing.tactics import own_last
from boundary_advisor.programme.roadmap_model import StepKind
from tests.engine.fields import STEADY
from tests.programme.made import city_planner, made, orchard_planner
from tests.programme.programmes import (
    KB,
    at,
    compared,
    ids,
    own,
    pairs,
)

if TYPE_CHECKING:
    from boundary_advisor.programme.comparing.model import (
        Comparison,
        ProgrammeTactics,
        Reason,
    )
    from boundary_advisor.programme.models import Programme
    from boundary_advisor.programme.planner import Planner


def test_a_situation_that_moves_starts_and_ends_tactics_of_its_own_cells() -> None:
    found = compared("data bu", "data bd")
    for tactics in (found.tactics, found.moves[0].tactics):
        assert ids(tactics.start) == own("data", "building")
        assert not tactics.keep
        assert not tactics.depends
    assert ids(found.moves[0].tactics.end) == own("data", "buffering")
    assert ids(found.tactics.go_on) | ids(found.tactics.end) == own("data", "buffering")


def test_what_stays_keeps_its_tactics_and_general_ones_are_left_out() -> None:
    found = compared("data bu", "data bu")
    assert ids(found.tactics.keep) == ids(found.moves[0].tactics.keep) == own("data", "buffering")
    assert not found.tactics.start
    assert not found.tactics.end


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_what_is_closed_ends_its_tactics_and_what_is_reopened_starts_them(status: str) -> None:
    closed = compared("data bu", at("bu", status=status))
    assert ids(closed.tactics.end) == ids(closed.moves[0].tactics.end) == own("data", "buffering")
    elsewhere = compared("data bu", at("bd", status=status))
    assert ids(elsewhere.tactics.end) == own("data", "buffering")
    again = compared(at("bu", status=status), "data bu")
    assert ids(again.tactics.start) == ids(again.moves[0].tactics.start)
    assert ids(again.tactics.start) == own("data", "buffering")


def test_what_is_new_starts_and_what_left_the_file_ends() -> None:
    found = compared("data bu", "legal bu")
    (added,), (gone,) = found.added, found.gone
    assert (added.placed.challenge.id, gone.placed.challenge.id) == ("legal", "data")
    assert ids(added.tactics.start) == ids(found.tactics.start) == own("legal", "buffering")
    assert ids(gone.tactics.end) == ids(found.tactics.end) == own("data", "buffering")


def test_a_tactic_ends_only_if_no_situation_needs_it() -> None:
    both = own("data", "building") & own("data-use", "building")
    assert both
    planner = city_planner()
    found = planner.compare(made("data bd", "data-use bu"), made("data bu", "data-use bd"))
    assert both <= ids(found.tactics.keep)
    assert not both & ids((*found.tactics.start, *found.tactics.end))
    assert both <= ids(found.moves[0].tactics.end)
    assert both <= ids(found.moves[1].tactics.start)
    kept = next(each for each in found.tactics.keep if each.advice.tactic.id in both)
    assert [each.title for each in kept.old] == ["2 data"]
    assert [each.title for each in kept.new] == ["5 data-use"]


def test_what_serves_the_most_situations_comes_first_with_all_its_sources() -> None:
    found = city_planner().compare(made(), made("data bd", "data-use bd", "structures bd"))
    counts = [len(each.new) for each in found.tactics.start]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 1
    for each in found.tactics.start:
        served = {service.challenge: service.source for service in each.advice.tactic.serves}
        for place in each.new:
            assert served[place.challenge.id].split("; ")[0] in each.source


def test_an_open_level_leaves_open_what_ends() -> None:
    found = compared("data bu", "data h?")
    for tactics in (found.tactics, found.moves[0].tactics):
        assert ids(tactics.depends) == own("data", "buffering")
        assert not (tactics.start)
        assert not (tactics.keep)
        assert not (tactics.end)
    other = orchard_planner().compare(made("water bs"), made("water h?"))
    assert other.tactics.end
    assert not other.tactics.depends
    settled = compared("data h?", "data bu")
    assert ids(settled.tactics.start) == own("data", "buffering")


def test_what_every_candidate_advises_is_advised() -> None:
    long = {"challenge": "capability", "horizon": "long"}
    found = compared("capability bk", long)
    assert found.moves[0].new.strategy is None
    assert ids(found.tactics.keep) == own("capability", "bridging-knowledge")


def why(found: Comparison, tactic: str) -> dict[str, Reason]:
    """Give the reasons for which a tactic goes on, by their rules."""
    (move,) = (each for each in found.tactics.go_on if each.advice.tactic.id == tactic)
    return {str(each.rule): each for each in move.reasons}


def general(strategy: str, challenge: str) -> str:
    """Give a tactic of a challenge's own cell that serves the strategy at large elsewhere."""
    (placed,) = city_planner().place(made(f"{challenge} {PLACES[strategy]}"))
    (answer,) = placed.answers
    return next(each.tactic.id for each in answer.tactics if each.general)


PLACES = {"buffering": "bu", "building": "bd", "bridging-support": "bs", "bridging-knowledge": "bk"}


def test_what_supports_the_strategy_of_now_may_go_on() -> None:
    found = compared("data bu", "data bd")
    (move,) = found.tactics.go_on
    reason = why(found, move.advice.tactic.id)["combination"]
    assert reason.what == "perhaps beside Building, for 2 data"
    (answer,) = found.moves[0].new.answers
    support = next(each for each in answer.supporting if each.strategy.id == "buffering")
    assert (reason.why, reason.source) == (support.why, support.source)
    assert [each.number for each in reason.situations] == [1]
    assert any(each.rule is RuleId.COMBINATION for each in found.trace)
    apart = orchard_planner().compare(made("water bs"), made("water bd"))
    assert apart.tactics.end
    assert all(each.rule is not RuleId.COMBINATION for each in apart.trace)


def test_several_situations_that_are_supported_are_told_together() -> None:
    tactics = own("data", "building") & own("data-use", "building")
    found = city_planner().compare(
        made("data bd", "data-use bd", "legal bd"), made("data bu", "data-use bu", "legal bd")
    )
    reasons = [why(found, each) for each in tactics & ids(found.tactics.go_on)]
    assert reasons
    for each in reasons:
        assert each["combination"].what == "perhaps beside Buffering, for 2 data and 5 data-use"


def test_what_supports_only_one_of_the_candidates_is_not_told() -> None:
    found = compared("data bs", "data h?")
    assert not found.tactics.end
    told = [each.what for move in found.tactics.go_on for each in move.reasons]
    assert {each for each in told if each.startswith("perhaps")} == {
        "perhaps beside Buffering, for 2 data",
        "perhaps beside Building, for 2 data",
    }
    apart = compared("data bu", {"challenge": "data", "horizon": "long"})
    assert ids(apart.tactics.end) == own("data", "buffering")


def test_what_serves_a_strategy_at_large_goes_on_for_another_challenge() -> None:
    tactic = general("buffering", "legal")
    home = next(each.id for each in KB.challenges if tactic in own(each.id, "buffering"))
    found = city_planner().compare(made(f"{home} bu", "legal bu"), made("legal bu"))
    reason = why(found, tactic)["grid"]
    assert reason.what == "in general, for 3 legal"
    assert reason.why == "It serves Buffering at large, which is advised there."
    assert [each.challenge.id for each in reason.situations] == ["legal"]
    assert tactic not in ids(found.tactics.end)
    closed = made(at("bu", "legal", status="done"))
    assert tactic in ids(city_planner().compare(made(f"{home} bu"), closed).tactics.end)
    depends = city_planner().compare(made(f"{home} bu"), made("legal h?")).tactics.depends
    assert tactic in ids(depends)


@pytest.mark.parametrize(
    ("rule", "old", "new", "what"),
    [
        (ProgrammeRule.PREPARATION, "data bk", "data bd", "as preparation for 2 data"),
        (ProgrammeRule.EXIT, "data bd", "data bu", "as a way out for 2 data"),
    ],
)
def test_what_a_step_of_the_roadmap_begins_with_goes_on(
    rule: ProgrammeRule, old: str, new: str, what: str
) -> None:
    found = compared(old, new)
    steps = city_planner().roadmap(made(new)).steps
    leads = {each.lead.tactic.id: each for each in steps if each.kind is not StepKind.SITUATION}
    (tactic,) = set(leads) & ids(found.tactics.go_on)
    reason = why(found, tactic)[str(rule)]
    assert reason.what == what
    assert reason.why == "The roadmap has a step for that, and begins it with this."
    assert reason.source == leads[tactic].lead.source
    assert [each.title for each in reason.situations] == ["2 data"]
    (fired,) = (each for each in found.trace if each.rule is rule)
    told = "The roadmap has steps that begin with tactics of before, for 2 data."
    assert fired[1] == told


def test_what_a_step_beside_a_defence_begins_with_goes_on() -> None:
    found = orchard_planner().compare(made("water bs"), made("water bu"))
    reason = why(found, "bucket-chain")["preparation"]
    assert reason.what == "beside what holds off 1 water"
    assert "bucket-chain" not in ids(found.tactics.end)


# --- Any two programmes --------------------------------------------------------------------------

Pair = tuple["Planner", "Programme", "Programme"]


def changed(tactics: ProgrammeTactics) -> dict[str, set[str]]:
    return {name: ids(moves) for name, moves in tactics._asdict().items()}


@given(pairs())
@STEADY
def test_what_starts_one_way_ends_the_other_way(pair: Pair) -> None:
    planner, old, new = pair
    forth, back = (
        changed(planner.compare(one, other).tactics) for one, other in ((old, new), (new, old))
    )
    assert forth["start"] == back["end"] | back["depends"] | back["go_on"]
    assert back["start"] == forth["end"] | forth["depends"] | forth["go_on"]
    assert forth["keep"] == back["keep"]


def asked_for(planner: Planner, new: Programme) -> set[str]:
    """Give what a programme's portfolio advises, and what the steps of its roadmap begin with."""
    advised = {
        each.tactic.id
        for placed in planner.portfolio(new).situations
        for answer in placed.answers
        for each in answer.tactics
        if not placed.given.is_closed
    }
    return advised | {each.lead.tactic.id for each in planner.roadmap(new).steps}


@given(pairs())
@STEADY
def test_nothing_ends_that_the_new_programme_asks_for(pair: Pair) -> None:
    planner, old, new = pair
    found = planner.compare(old, new)
    assert not ids(found.tactics.end) & asked_for(planner, new)
    for each in found.tactics.go_on:
        assert each.reasons
        assert all(reason.source and reason.situations for reason in each.reasons)


@pytest.mark.parametrize("planner", [city_planner(), orchard_planner()])
@pytest.mark.parametrize("then", ["bs", "bk", "bu", "bd"])
def test_nothing_ends_that_any_one_situation_asks_for(then: str, planner: Planner) -> None:
    names = [each.id for each in planner.kb.challenges]
    old = made(*(f"{name} {then}" for name in names))
    for name in names:
        for now in ("bs", "bk", "bu", "bd"):
            new = made(f"{name} {now}")
            tactics = planner.compare(old, new).tactics
            assert not ids(tactics.end) & asked_for(planner, new)
            assert not tactics.depends


@given(pairs(settled=True))
@STEADY
def test_nothing_depends_where_every_level_is_settled(pair: Pair) -> None:
    planner, old, new = pair
    assert not planner.compare(old, new).tactics.depends


@given(pairs())
@STEADY
def test_every_tactic_is_in_one_list_and_agrees_with_its_situations(pair: Pair) -> None:
    planner, old, new = pair
    found = planner.compare(old, new)
    lists = list(changed(found.tactics).values())
    assert sum(map(len, lists)) == len(set().union(*lists))
    parts = [each.tactics for each in found.moves]
    parts += [each.tactics for each in (*found.added, *found.gone)]
    started = set().union(*(ids(each.start) for each in parts))
    ended = set().union(*(ids((*each.end, *each.depends)) for each in parts))
    assert ids(found.tactics.start) <= started
    assert ids((*found.tactics.go_on, *found.tactics.end, *found.tactics.depends)) <= ended
    at_work = {each.number for each in planner.place(new) if not each.given.is_closed}
    for each in (*found.tactics.start, *found.tactics.keep):
        assert {placed.number for placed in each.new} <= at_work


def test_what_is_our_own_judgement_is_named_last() -> None:
    found = city_planner().compare(made(), made(*(f"{each.id} bd" for each in KB.challenges)))
    own = [each.source for each in found.tactics.start if "own judgement" in each.source]
    assert any("Table 1" in each for each in own)
    assert all(each.endswith("own judgement") for each in own)
    assert own_last(KB, "A; own judgement; B") == "A; B; own judgement"
