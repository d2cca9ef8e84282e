"""Which tactics start, stay and end, for a situation and for the programme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor.knowledge.guide import ProgrammeRule
from boundary_advisor.knowledge.models import RuleId
from boundary_advisor.programme.comparing.tactics import own_last
from boundary_advisor.programme.programme import Answer, Status
from boundary_advisor.programme.roadmap_plan import StepKind
from tests.engine.fields import STEADY
from tests.programme.made import city_planner, made, orchard_planner
from tests.programme.programmes import (
    DAY,
    KB,
    at,
    compared,
    ids,
    own,
    pairs,
)

if TYPE_CHECKING:
    from boundary_advisor.programme.comparing.model import Comparison, ProgrammeTactics, Reason
    from boundary_advisor.programme.planner import Planner
    from boundary_advisor.programme.programme import Programme


def begun(*situations: str) -> Programme:
    """Make a programme whose situations are all at work."""
    programme = made(*situations)
    entries = (each.model_copy(update={"status": Status.STARTED}) for each in programme.situations)
    return programme.model_copy(update={"situations": tuple(entries)})


def since_begun(old: str, new: str | dict[str, Any]) -> Comparison:
    """Compare two programmes of one situation that is at work in the old one."""
    return city_planner().compare(begun(old), made(new), DAY)


def test_a_situation_that_moves_starts_and_ends_tactics_of_its_own_cells() -> None:
    found = since_begun("data bu", "data bd")
    for tactics in (found.tactics, found.moves[0].tactics):
        assert ids(tactics.start) == own("data", "building")
        assert not tactics.keep
        assert not tactics.depends
    assert ids(found.moves[0].tactics.end) == own("data", "buffering")
    assert ids(found.tactics.go_on) | ids(found.tactics.end) == own("data", "buffering")


def test_what_stays_keeps_its_tactics_and_general_ones_are_left_out() -> None:
    found = since_begun("data bu", "data bu")
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


STATUSES = ("open", "planned", "started")


@pytest.mark.parametrize("then", STATUSES)
@pytest.mark.parametrize("now", STATUSES)
def test_only_what_was_begun_is_kept(then: str, now: str) -> None:
    found = compared(at("bu", status=then), at("bu", status=now))
    for tactics in (found.tactics, found.moves[0].tactics):
        kept, other = tactics.keep, tactics.still_to_start
        if "started" not in {then, now}:
            kept, other = other, kept
        assert ids(kept) == own("data", "buffering")
        assert not other


@pytest.mark.parametrize("then", STATUSES)
@pytest.mark.parametrize("now", STATUSES)
def test_only_what_was_begun_goes_on(then: str, now: str) -> None:
    found = compared(at("bu", status=then), at("bd", status=now)).tactics
    on, other = found.go_on, found.still_to_start
    if "started" not in {then, now}:
        on, other = other, on
    (move,) = on
    assert (move.new, len(move.old), bool(move.reasons)) == ((), 1, True)
    assert not other


@pytest.mark.parametrize(
    ("sensors", "kept"),
    [(("done", "done"), False), (("open", "done"), True), (("done", "started"), True)],
)
def test_work_on_one_situation_is_enough(sensors: tuple[str, str], *, kept: bool) -> None:
    old, new = (
        made(at("bu", initiative="Sensors", status=each), "data bu Meters") for each in sensors
    )
    found = city_planner().compare(old, new).tactics
    assert ids(found.keep if kept else found.still_to_start) == own("data", "buffering")
    assert not (found.still_to_start if kept else found.keep)


def test_what_the_new_file_rules_out_ends() -> None:
    found = city_planner().compare(made("data bu"), made(applies={"data": "no"}))
    for tactics in (found.tactics, found.gone[0].tactics):
        assert ids(tactics.end) == own("data", "buffering")
        assert not tactics.unknown


def test_what_was_also_for_a_situation_that_is_gone_without_a_word_is_not_known() -> None:
    old = made("data bu Sensors", "data bu Meters")
    new = made(at("bu", initiative="Sensors", status="done"))
    found = city_planner().compare(old, new)
    assert ids(found.tactics.unknown) == own("data", "buffering")
    assert not found.tactics.end
    assert ids(found.moves[0].tactics.end) == own("data", "buffering")


def test_what_is_new_starts_and_what_left_the_file_is_not_known() -> None:
    found = compared("data bu", "legal bu")
    (added,), (gone,) = found.added, found.gone
    assert (added.placed.challenge.id, gone.placed.challenge.id) == ("legal", "data")
    assert ids(added.tactics.start) == ids(found.tactics.start) == own("legal", "buffering")
    assert ids(gone.tactics.unknown) == ids(found.tactics.unknown) == own("data", "buffering")
    assert not gone.tactics.end
    assert not found.tactics.end


def test_a_tactic_ends_only_if_no_situation_needs_it() -> None:
    both = own("data", "building") & own("data-use", "building")
    assert both
    planner = city_planner()
    found = planner.compare(begun("data bd", "data-use bu"), made("data bu", "data-use bd"))
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
    found = since_begun("capability bk", long)
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
    found = since_begun("data bu", "data bd")
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
        begun("data bd", "data-use bd", "legal bd"), made("data bu", "data-use bu", "legal bd")
    )
    reasons = [why(found, each) for each in tactics & ids(found.tactics.go_on)]
    assert reasons
    for each in reasons:
        assert each["combination"].what == "perhaps beside Buffering, for 2 data and 5 data-use"


def test_what_supports_only_one_of_the_candidates_is_not_told() -> None:
    found = since_begun("data bs", "data h?")
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
    found = city_planner().compare(begun(f"{home} bu", "legal bu"), made("legal bu"))
    reason = why(found, tactic)["grid"]
    assert reason.what == "in general, for 3 legal"
    assert reason.why == "It serves Buffering at large, which is advised there."
    assert [each.challenge.id for each in reason.situations] == ["legal"]
    assert tactic not in ids(found.tactics.end)
    closed = made(at("bu", "legal", status="done"), applies={home: "no"})
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
    found = since_begun(old, new)
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
    found = orchard_planner().compare(begun("water bs"), made("water bu"))
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
    forth, back = (planner.compare(one, other).tactics for one, other in ((old, new), (new, old)))
    for one, other in ((forth, back), (back, forth)):
        otherwise = [each for each in other.still_to_start if each.reasons]
        over = (*other.end, *other.unknown, *other.depends, *other.go_on, *otherwise)
        assert ids(one.start) == ids(over)
    assert ids(forth.keep) == ids(back.keep)
    waiting, waited = ([e for e in each.still_to_start if e.new] for each in (forth, back))
    assert ids(waiting) == ids(waited)


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
    over = (*found.tactics.end, *found.tactics.unknown)
    assert not ids(over) & asked_for(planner, new)
    for each in (*found.tactics.go_on, *found.tactics.still_to_start):
        assert bool(each.reasons) is not bool(each.new)
        assert all(reason.source and reason.situations for reason in each.reasons)


@given(pairs(), st.data())
@STEADY
def test_what_ends_is_for_nothing_that_left_the_file_without_a_word(
    pair: Pair, data: st.DataObject
) -> None:
    planner, old, new = pair
    answers = st.sampled_from((Answer.YES, Answer.NO, Answer.NOT_SURE))
    applies = {each.id: data.draw(answers) for each in planner.kb.challenges}
    found = planner.compare(old, new.model_copy(update={"applies": applies}))
    unsaid = {each.placed.number for each in found.gone if not each.ruled_out}
    for each in found.tactics.end:
        assert not unsaid & {placed.number for placed in each.old}
    for each in found.tactics.unknown:
        assert unsaid & {placed.number for placed in each.old}


@given(pairs())
@STEADY
def test_what_is_still_to_start_is_for_nothing_that_was_begun(pair: Pair) -> None:
    planner, old, new = pair
    found = planner.compare(old, new).tactics
    for each in found.still_to_start:
        stands = {placed.given.stands for placed in (*each.old, *each.new)}
        assert stands <= {Status.OPEN, Status.PLANNED}


@pytest.mark.parametrize("planner", [city_planner(), orchard_planner()])
@pytest.mark.parametrize("then", ["bs", "bk", "bu", "bd"])
def test_nothing_ends_that_any_one_situation_asks_for(then: str, planner: Planner) -> None:
    names = [each.id for each in planner.kb.challenges]
    old = made(*(f"{name} {then}" for name in names))
    ended = set()
    for name in names:
        for now in ("bs", "bk", "bu", "bd"):
            new = made(f"{name} {now}", applies={each: "no" for each in names if each != name})
            tactics = planner.compare(old, new).tactics
            ended |= ids(tactics.end)
            assert not ids(tactics.end) & asked_for(planner, new)
            assert not tactics.depends
            assert not tactics.unknown
    assert ended


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
    ended = set().union(*(ids((*each.end, *each.unknown, *each.depends)) for each in parts))
    assert ids(found.tactics.start) <= started
    tactics = found.tactics
    asked_otherwise = [each for each in tactics.still_to_start if each.reasons]
    over = (*tactics.go_on, *asked_otherwise, *tactics.end, *tactics.unknown, *tactics.depends)
    assert ids(over) <= ended
    at_work = {each.number for each in planner.place(new) if not each.given.is_closed}
    for each in (*tactics.start, *tactics.keep, *tactics.still_to_start):
        assert {placed.number for placed in each.new} <= at_work


def test_what_is_our_own_judgement_is_named_last() -> None:
    found = city_planner().compare(made(), made(*(f"{each.id} bd" for each in KB.challenges)))
    own = [each.source for each in found.tactics.start if "own judgement" in each.source]
    assert any("Table 1" in each for each in own)
    assert all(each.endswith("own judgement") for each in own)
    assert own_last(KB, "A; own judgement; B") == "A; B; own judgement"
