"""Which tactics start, stay and end, for a situation and for the programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from boundary_advisor.knowledge.models import RuleId
from boundary_advisor.programme.tactic_changes import own_last
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
    from boundary_advisor.programme.comparison import (
        ProgrammeTactics,
    )
    from boundary_advisor.programme.models import Programme
    from boundary_advisor.programme.planner import Planner


def test_a_situation_that_moves_starts_and_ends_tactics_of_its_own_cells() -> None:
    found = compared("data bu", "data bd")
    for tactics in (found.tactics, found.moves[0].tactics):
        assert ids(tactics.start) == own("data", "building")
        assert ids(tactics.end) == own("data", "buffering")
        assert not tactics.keep
        assert not tactics.depends


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
    assert not elsewhere.tactics.end[0].beside
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
    other = compared("data bs", "data h?")
    assert ids(other.tactics.end) == own("data", "bridging-support")
    settled = compared("data h?", "data bu")
    assert ids(settled.tactics.start) == own("data", "buffering")


def test_what_every_candidate_advises_is_advised() -> None:
    long = {"challenge": "capability", "horizon": "long"}
    found = compared("capability bk", long)
    assert found.moves[0].new.strategy is None
    assert ids(found.tactics.keep) == own("capability", "bridging-knowledge")


def test_what_supports_the_strategy_of_now_may_go_on() -> None:
    found = compared("data bu", "data bd")
    (beside,) = found.tactics.end[0].beside
    assert beside.strategy.id == "building"
    assert beside.support.strategy.id == "buffering"
    assert any(each.rule is RuleId.COMBINATION for each in found.trace)
    apart = orchard_planner().compare(made("water bs"), made("water bd"))
    assert apart.tactics.end
    assert not any(each.beside for each in apart.tactics.end)
    assert all(each.rule is not RuleId.COMBINATION for each in apart.trace)


def test_what_supports_only_one_of_the_candidates_is_not_told() -> None:
    (ended, *_) = compared("data bs", "data h?").tactics.end
    assert [each.strategy.id for each in ended.beside] == ["buffering", "building"]
    (ended, *_) = compared("data bu", {"challenge": "data", "horizon": "long"}).tactics.end
    assert ended.beside == ()


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
    assert forth["start"] == back["end"] | back["depends"]
    assert back["start"] == forth["end"] | forth["depends"]
    assert forth["keep"] == back["keep"]


@given(pairs(settled=True))
@STEADY
def test_nothing_depends_where_every_level_is_settled(pair: Pair) -> None:
    planner, old, new = pair
    found = planner.compare(old, new)
    assert not found.tactics.depends
    assert changed(found.tactics)["start"] == changed(planner.compare(new, old).tactics)["end"]


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
    assert ids((*found.tactics.end, *found.tactics.depends)) <= ended
    at_work = {each.number for each in planner.place(new) if not each.given.is_closed}
    for each in (*found.tactics.start, *found.tactics.keep):
        assert {placed.number for placed in each.new} <= at_work


def test_what_is_our_own_judgement_is_named_last() -> None:
    found = city_planner().compare(made(), made(*(f"{each.id} bd" for each in KB.challenges)))
    own = [each.source for each in found.tactics.start if "own judgement" in each.source]
    assert any("Table 1" in each for each in own)
    assert all(each.endswith("own judgement") for each in own)
    assert own_last(KB, "A; own judgement; B") == "A; B; own judgement"
