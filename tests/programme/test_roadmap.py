"""A programme in time: which steps there are, in which order, and why."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor import CellState, Horizon, Planner, Status, Threat
from boundary_advisor.programme.placing import SIGNS
from boundary_advisor.programme.roadmap import DEPARTURE, EXIT, FIRST, MOST, PREPARATION, STAGES
from boundary_advisor.programme.roadmap_steps import StepKind, When
from boundary_advisor.text import join_sources
from tests.support.knowledge import STEADY, sound, with_closed
from tests.support.programmes import LEVELS, city_planner, made, orchard_planner

if TYPE_CHECKING:
    from boundary_advisor import Programme, Roadmap
    from tests.support.models import Finding, Rule, Step

OWN, ADDED = StepKind.SITUATION, StepKind.PREPARATION
COMPANION, WAY_OUT = StepKind.COMPANION, StepKind.EXIT


def roadmap(*situations: str | dict[str, Any]) -> Roadmap:
    return city_planner().roadmap(made(*situations))


def at(short: str, **more: object) -> dict[str, Any]:
    """Give a situation as "data bu", with more fields."""
    challenge, place, *initiative = short.split(maxsplit=2)
    named = {"initiative": initiative[0]} if initiative else {}
    return {"challenge": challenge, **LEVELS[place], **named, **more}


def layout(found: Roadmap) -> list[list[str]]:
    """Give the steps of each stage in short."""
    return [[f"{each.key} {each.kind} {each.title}" for each in one.steps] for one in found.stages]


def step(found: Roadmap, key: str) -> Step:
    (one,) = (each for each in found.steps if each.key == key)
    return one


def finding(found: Roadmap, rule: Rule) -> Finding | None:
    fired = [each for each in found.findings if each.rule is rule]
    assert len(fired) <= 1
    return fired[0] if fired else None


def text_of(found: Roadmap, rule: Rule) -> str:
    fired = finding(found, rule)
    return fired.text if fired else ""


# stages


def test_rule_stages_hold_the_steps_in_the_usual_order() -> None:
    found = roadmap("politics bs", "culture bk", "data bs Bins", "capability bk")
    assert [each.strategy.stage for each in found.stages] == [1, 2, 3, 4]
    assert layout(found) == [
        ["S1 situation 8 politics", "S2 situation 2 data: Bins"],
        ["S3 situation 4 culture", "S4 situation 6 capability"],
        [],
        [],
    ]
    assert text_of(found, STAGES) == (
        "S1 and S2 in stage 1, Bridging for Support; S3 and S4 in stage 2, Bridging for Knowledge."
    )
    assert [each.rule for each in found.findings] == [STAGES, FIRST]


def test_many_steps_of_a_stage_are_named_by_the_first_and_the_last() -> None:
    found = roadmap("politics bs", "culture bs", "data bs", "legal bk")
    assert text_of(found, STAGES).startswith("S1 to S3 in stage 1")
    assert "; S4 in stage 2" in text_of(found, STAGES)


def test_a_stage_tells_when_its_turn_comes_and_a_step_too() -> None:
    planner = city_planner()
    found = roadmap("data bd")
    for stage in found.stages:
        assert stage.turn is planner.guide.turns[stage.strategy.id]
    (change,) = found.stages[-1].steps
    turn = found.stages[-1].turn
    assert (change.starts.text, change.starts.usually) == ("After S1 and S2.", turn.starts.text)
    assert change.ends == ("", turn.ends.text, turn.ends.source)
    preparation = planner.guide.grounds[PREPARATION.id]
    assert change.starts.source == join_sources(turn.starts.source, preparation.source)


def test_a_programme_without_situations_has_stages_without_steps() -> None:
    found = roadmap()
    assert layout(found) == [[], [], [], []]
    assert not any((found.findings, found.unsettled, found.closed))


def test_an_undecided_level_puts_a_situation_into_no_stage() -> None:
    found = roadmap("politics h?", "data bs", at("legal ??", status="dropped"))
    assert [each.challenge.id for each in found.unsettled] == ["politics"]
    assert [each.title for each in found.steps] == ["2 data"]
    signs = finding(found, SIGNS)
    assert signs is not None
    assert signs.text == "1 situation in no stage yet, as a level is undecided."
    assert found.unsettled[0].horizon.source in signs.source


def test_what_is_closed_stands_apart() -> None:
    found = roadmap(at("data bs", status="done"), at("legal bu", status="dropped"), "culture bs")
    assert [(each.number, each.given.stands) for each in found.closed] == [
        (1, Status.DONE),
        (2, Status.DROPPED),
    ]
    assert [each.title for each in found.steps] == ["4 culture"]


# preparation


def test_rule_preparation_comes_before_what_leans_on_it() -> None:
    found = roadmap(at("data bd Bins", owner="CIO"))
    assert layout(found) == [
        ["S1 preparation 2 data: Bins"],
        ["S2 preparation 2 data: Bins"],
        [],
        ["S3 situation 2 data: Bins"],
    ]
    support, knowledge, change = found.steps
    assert (support.after, knowledge.after, change.after) == ((), ("S1",), ("S1", "S2"))
    assert (support.before, knowledge.before, change.before) == (("S2", "S3"), ("S3",), ())
    assert [each.when for each in found.steps] == [When.NOW, When.LATER, When.LATER]
    assert [each.starts.text for each in found.steps] == [
        "Now; nothing comes before it.",
        "After S1.",
        "After S1 and S2.",
    ]
    assert [each.owner for each in found.steps] == [None, None, "CIO"]
    assert [each.suggested for each in found.steps] == [("CIO", "S3"), ("CIO", "S3"), None]
    assert [each.status for each in found.steps] == [None, None, Status.OPEN]
    fired = finding(found, PREPARATION)
    assert fired is not None
    assert fired.text == "S2 leans on S1; S3 leans on S1 and S2."
    building = city_planner().kb.strategy_at(Threat.HIGH, Horizon.LONG)
    (pairing,) = (each for each in building.combines_with if each.strategy == knowledge.strategy.id)
    assert pairing.source in fired.source


def test_preparation_that_the_programme_holds_is_not_added() -> None:
    found = roadmap("data bd Bins", "data bs Cameras", "data bk")
    assert layout(found) == [
        ["S1 situation 2 data: Cameras"],
        ["S2 situation 2 data"],
        [],
        ["S3 situation 2 data: Bins"],
    ]
    assert step(found, "S3").after == ("S1", "S2")
    assert step(found, "S2").after == ()


def test_preparation_that_is_done_counts() -> None:
    found = roadmap("data bd", at("data bs Bins", status="done"), at("data bk Bins", status="done"))
    (change,) = found.steps
    assert (change.after, change.when) == ((), When.NOW)
    assert change.starts.text == "Now; what it leans on is done."
    assert [each.number for each in change.leans_on_done] == [2, 3]
    assert text_of(found, PREPARATION) == (
        "S1 leans on what is done, 2 data: Bins and 2 data: Bins."
    )


def test_preparation_that_was_dropped_does_not_count() -> None:
    found = roadmap("data bd", at("data bs Bins", status="dropped"))
    assert [each.kind for each in found.steps] == [ADDED, ADDED, OWN]


def test_preparation_is_the_step_that_is_furthest() -> None:
    found = roadmap(
        "data bd", "data bs Late", at("data bs Soon", status="planned"), at("data bs At work")
    )
    assert step(found, step(found, "S5").after[0]).title == "2 data: Soon"


def test_one_preparation_serves_all_of_a_challenge() -> None:
    found = roadmap("data bd Bins", at("data bd Cameras", owner="CIO"), "data bd Lamps")
    assert layout(found)[:2] == [
        ["S1 preparation 2 data: Bins, Cameras and Lamps"],
        ["S2 preparation 2 data: Bins, Cameras and Lamps"],
    ]
    assert all(each.after == ("S1", "S2") for each in found.stages[-1].steps)
    assert step(found, "S1").suggested == ("CIO", "S4"), "the first who is named"
    assert step(found, "S1").label == "2 data"


def test_what_is_for_the_whole_programme_names_no_initiative() -> None:
    found = roadmap("data bd Bins", "data bd")
    assert (step(found, "S1").title, step(found, "S1").initiatives) == ("2 data", ())


def test_a_label_names_the_initiative_only_where_there_are_several() -> None:
    assert step(roadmap("data bd Bins"), "S1").label == "2 data"
    assert step(roadmap("data bs Bins", "data bs Lamps"), "S1").label == "2 data: Bins"


def test_a_strategy_for_a_low_threat_needs_no_preparation() -> None:
    found = roadmap("data bs", "legal bk", "politics bd")
    assert {each.challenge.id for each in found.steps if not each.is_held} == {"politics"}


def test_preparation_that_does_not_apply_is_left_out() -> None:
    planner = city_planner()
    kb = sound(with_closed(planner.kb, frozenset({("data", "bridging-support")})))
    found = Planner(kb, planner.guide).roadmap(made("data bd"))
    assert layout(found) == [[], ["S1 preparation 2 data"], [], ["S2 situation 2 data"]]


# what goes on beside a defence


def test_bridging_goes_on_beside_a_defence_that_does_not_wait_for_it() -> None:
    found = roadmap("data bu Bins", at("legal bu", status="started"))
    support = step(found, "S1")
    assert (support.kind, support.challenge.id) == (ADDED, "data")
    assert (support.before, support.beside) == (("S3", "S7"), ("S5",)), "one step serves both"
    defence, started = found.stages[2].steps
    assert (defence.helped_by, defence.after, defence.when) == (("S1",), (), When.NOW)
    assert defence.starts.text == "Now; S1 goes on beside it."
    assert started.starts.text == "Under way; S2 goes on beside it."
    fired = finding(found, PREPARATION)
    assert fired is not None
    assert "S5 does not wait, with S1 beside it; S6 does not wait, with S2 beside it." in fired.text
    (pairing,) = (
        each for each in defence.strategy.combines_with if each.strategy == support.strategy.id
    )
    assert set(pairing.source.split("; ")) <= set(fired.source.split("; "))
    assert defence.starts.source.endswith("own judgement")


def test_bridging_that_nothing_else_leans_on_is_there_for_the_defence_alone() -> None:
    found = roadmap(at("citizens bu", owner="CIO"))
    (support,) = found.stages[0].steps
    assert (support.kind, support.before, support.beside) == (COMPANION, (), ("S3",))
    assert support.starts.text == "Now; it goes on beside S3."
    assert (support.status, support.owner, support.suggested) == (None, None, ("CIO", "S3"))


def test_bridging_beside_a_defence_that_the_programme_holds_is_not_added() -> None:
    found = roadmap("citizens bu", "citizens bs Bins", at("citizens bk Bins", status="started"))
    assert all(each.is_held for each in found.steps)
    assert step(found, "S3").helped_by == ("S1",)
    assert step(found, "S1").beside == ("S3",)
    done = roadmap("citizens bu", at("citizens bs", status="done"))
    assert step(done, "S2").helped_by == ()


def test_a_way_out_is_not_put_beside_what_it_ends() -> None:
    planner = city_planner()
    others = {"bridging-knowledge", "building"}
    kb = sound(with_closed(planner.kb, frozenset(("data", each) for each in others)))
    found = Planner(kb, planner.guide).roadmap(made("data bu"))
    assert layout(found) == [["S1 exit 2 data"], [], ["S2 situation 2 data"], []]
    assert step(found, "S2").helped_by == ()


# initiatives


def test_a_step_of_the_same_initiative_is_leaned_on_before_one_of_another() -> None:
    found = roadmap(
        "data bd Bins", at("data bs Lamps", status="started"), "data bs", "data bs Bins"
    )
    (change,) = found.stages[-1].steps
    support = step(found, change.after[0])
    assert support.title == "2 data: Bins"
    assert change.borrowed == ()


def test_a_step_for_the_whole_programme_is_leaned_on_before_one_of_another_initiative() -> None:
    found = roadmap("data bd Bins", at("data bs Lamps", status="started"), "data bs")
    (change,) = found.stages[-1].steps
    assert step(found, change.after[0]).title == "2 data"
    assert change.borrowed == ()


def test_a_step_of_another_initiative_is_said_to_be_one() -> None:
    found = roadmap("data bd Bins", "data bs Lamps", "data bk", "data bu Bins", "legal bs Lamps")
    own = city_planner().kb.about.own_judgement
    text = "S1 is of another initiative, Lamps; see whether it covers this."
    (change,) = found.stages[-1].steps
    (defence,) = found.stages[2].steps
    assert change.borrowed == defence.borrowed == ((text, own),)


def test_a_way_out_of_another_initiative_is_said_to_be_one() -> None:
    found = roadmap("data bu Bins", "data bd Lamps")
    (defence,) = found.stages[2].steps
    (told,) = defence.borrowed
    assert told.text == "S4 is of another initiative, Lamps; see whether it covers this."
    (change,) = found.stages[-1].steps
    assert change.borrowed == (), "what is added is for both"


@pytest.mark.parametrize("wanted", [("data bd",), ("data bu Bins", "data bu Lamps")])
def test_a_step_of_one_initiative_may_not_cover_all(wanted: tuple[str, ...]) -> None:
    found = roadmap(*wanted, at("data bs Lamps", status="done"))
    (change,) = found.stages[-1].steps
    (told,) = change.borrowed
    assert told.text == (
        "2 data: Lamps, which is done, is of the initiative Lamps alone; see whether it covers "
        "this."
    )


# what to begin with


def begin(found: Roadmap) -> list[str]:
    return [f"{each.step.key}: {each.why}" for each in found.first]


def test_rule_first_takes_what_holds_off_a_threat_then_what_is_late_then_what_is_leaned_on() -> (
    None
):
    found = roadmap("politics bs", "legal bd", at("culture bd", status="started"), "data-use bu")
    assert begin(found) == [
        "S8: The threat is there now.",
        "S3: S10, which leans on it, is under way.",
        "S6: S10, which leans on it, is under way.",
    ]
    assert [each.key for each in found.also_now] == ["S1", "S2", "S4"]


def test_what_most_other_steps_lean_on_comes_before_the_usual_order() -> None:
    found = roadmap("politics bs", "legal bk", "data bd", "culture bk")
    assert begin(found) == [
        "S2: S4 and S6 lean on it.",
        "S1: It comes first in the usual order.",
        "S3: It comes first in the usual order.",
    ]
    assert [each.key for each in found.also_now] == ["S5"]
    alone = roadmap("data bd", at("data bs", status="done"))
    assert begin(alone) == ["S1: S2 leans on it."]


def test_what_several_under_way_lean_on_is_late_for_all_of_them() -> None:
    found = roadmap(
        at("citizens bu Bins", status="started"), at("citizens bu Lamps", status="started")
    )
    assert begin(found)[0] == "S1: S3 and S4, which lean on it, are under way."


def test_a_defence_without_a_high_threat_holds_nothing_off() -> None:
    planner = city_planner()
    lows = frozenset({("data", "bridging-support"), ("data", "bridging-knowledge")})
    kb = sound(with_closed(planner.kb, lows))
    found = Planner(kb, planner.guide).roadmap(made("legal bs", "data bs"))
    assert [each.step.challenge.id for each in found.first][:2] == ["legal", "data"]


def test_what_is_under_way_or_waits_is_nothing_to_begin_with() -> None:
    found = roadmap(at("data bs", status="started"), "data bk")
    assert [each.step.key for each in found.first] == ["S2"]
    assert roadmap(at("data bs", status="started")).first == ()


# exit


def test_rule_exit_ends_each_defence() -> None:
    found = roadmap(at("data bu Bins", owner="CIO", status="started", review="2027-01-01"))
    assert layout(found) == [
        ["S1 preparation 2 data: Bins"],
        ["S2 preparation 2 data: Bins"],
        ["S3 situation 2 data: Bins"],
        ["S4 exit 2 data: Bins"],
    ]
    defence, way_out = step(found, "S3"), step(found, "S4")
    assert (defence.ended_by, way_out.then_end) == ("S4", ("S3",))
    assert defence.ends.text == "Its way out is S4, Building."
    assert way_out.ends.text == "Once it is done, S3 can end."
    for each, stage in zip((defence, way_out), found.stages[2:], strict=True):
        assert each.ends.usually == stage.turn.ends.text
    assert (way_out.after, way_out.owner, way_out.status) == (("S1", "S2"), None, None)
    assert way_out.suggested == ("CIO", "S3")
    assert (way_out.answer.situation.threat, way_out.answer.situation.horizon) == (
        Threat.HIGH,
        Horizon.LONG,
    )
    fired = finding(found, EXIT)
    assert fired is not None
    assert fired.text == "S3 ends with S4."
    ground = city_planner().guide.grounds[EXIT.id].source
    assert set(ground.split("; ")) <= set(defence.ends.source.split("; "))


def test_exit_that_the_programme_holds_is_not_added() -> None:
    found = roadmap("data bu Bins", "data bd Cameras", "data bu Lamps")
    assert [each.kind for each in found.steps].count(WAY_OUT) == 0
    (change,) = found.stages[-1].steps
    assert change.then_end == tuple(each.key for each in found.stages[2].steps)


def test_exit_that_is_done_says_so() -> None:
    found = roadmap("data bu Bins", at("data bd Cameras", status="done"))
    (defence,) = found.steps
    assert (defence.helped_by, defence.starts.text) == ((), "Now; nothing comes before it.")
    assert defence.ended_by is None
    assert defence.ended_by_done is not None
    assert defence.ended_by_done.number == 2
    assert "2 data: Cameras, is done: see whether it can end now" in defence.ends.text
    assert text_of(found, EXIT) == "S1 ends with what is done, 2 data: Cameras."


def test_exit_is_what_is_advised_where_its_cell_does_not_apply() -> None:
    found = roadmap("citizens bu")
    assert layout(found) == [
        ["S1 companion 7 citizens"],
        ["S2 exit 7 citizens"],
        ["S3 situation 7 citizens"],
        [],
    ]
    defence = step(found, "S3")
    told = [each.text for each in defence.departures]
    way_out = "Its way out, S2, is not in stage 4: Building does not apply to this challenge."
    assert way_out in told
    assert defence.ends.text == "Its way out is S2, Bridging for Knowledge."
    assert defence.ends.usually == "", "nothing is built that would make it unnecessary"
    assert defence.ends.source == city_planner().guide.grounds[EXIT.id].source
    assert step(found, "S2").starts.text == "Now; nothing comes before it."
    done = roadmap("citizens bu", at("citizens bk Bins", status="done"))
    assert step(done, "S1").departures == ()


def test_exit_of_what_has_no_other_strategy_is_looked_for() -> None:
    planner = city_planner()
    others = {"bridging-support", "bridging-knowledge", "building"}
    kb = sound(with_closed(planner.kb, frozenset(("data", each) for each in others)))
    found = Planner(kb, planner.guide).roadmap(made("data bu", "legal bs"))
    assert [each.kind for each in found.steps] == [OWN, OWN]
    assert step(found, "S2").ends[:2] == (
        "No other strategy applies to this challenge, so look for a way out at each review.",
        "",
    )


# departure


def test_rule_departure_of_a_defence_that_comes_at_once() -> None:
    found = roadmap("data bu", "legal bu")
    text = "At once, as the threat is there now."
    assert len(found.stages[2].steps) == len(found.programme.situations)
    for each in found.stages[2].steps:
        assert [told.text for told in each.departures] == [text]
        assert each.when is When.NOW
    fired = finding(found, DEPARTURE)
    assert fired is not None
    assert fired.text == f"S5 and S6: {text}"


def test_a_defence_that_stands_alone_departs_from_nothing() -> None:
    found = roadmap("data bu Bins", at("data bd Cameras", status="done"))
    assert finding(found, DEPARTURE) is None


def test_departure_of_what_does_not_apply() -> None:
    found = roadmap("capability bd")
    (own,) = found.steps
    (told,) = own.departures
    assert told.text == "Not in stage 4: Building does not apply to this challenge."
    answer = own.answer
    assert told.source == join_sources(answer.placement.cell.source, "own judgement")


def test_a_low_threat_that_is_met_by_defence_does_not_come_at_once() -> None:
    planner = city_planner()
    lows = frozenset({("data", "bridging-support"), ("data", "bridging-knowledge")})
    kb = sound(with_closed(planner.kb, lows))
    found = Planner(kb, planner.guide).roadmap(made("data bs", "legal bs"))
    (defence,) = found.stages[2].steps
    (told,) = defence.departures
    assert told.text == ("Not in stage 1: Bridging for Support does not apply to this challenge.")


def test_departure_of_a_preparation_that_cannot_wait() -> None:
    found = roadmap(at("data bd", status="started"), "data bd Bins")
    support, knowledge = found.steps[:2]
    (told,) = knowledge.departures
    assert told.text == (
        "This does not wait for S1, as S3, which leans on this, is under way already."
    )
    assert told.source == city_planner().guide.grounds[PREPARATION.id].source
    assert (knowledge.after, knowledge.starts.text) == ((), "Now; it does not wait for S1.")
    assert support.departures == ()
    assert f"S2: {told.text}" in text_of(found, DEPARTURE)


def test_departure_for_the_sake_of_several() -> None:
    found = roadmap(
        at("data bd Bins", status="started"), at("data bd Lamps", status="started"), "data bs"
    )
    (told,) = step(found, "S2").departures
    assert told.text == (
        "This does not wait for S1, as S3 and S4, which lean on this, are under way already."
    )


def test_a_preparation_waits_for_nothing_that_is_done() -> None:
    found = roadmap(at("data bd", status="started"), at("data bs", status="done"))
    knowledge = step(found, "S1")
    assert knowledge.departures == ()
    assert knowledge.starts.text == "Now; nothing comes before it."


@pytest.mark.parametrize(
    ("support", "said"),
    [
        ({"status": "started"}, "but S1, which it leans on, is not. It is due now."),
        ({"status": "open"}, "but S1 and S2, which it leans on, are not. They are due now."),
    ],
)
def test_departure_of_what_was_started_too_early(support: dict[str, str], said: str) -> None:
    found = roadmap(at("data bd", status="started"), at("data bs Bins", **support))
    (change,) = found.stages[-1].steps
    (told,) = change.departures
    expected = said if support["status"] == "open" else said.replace("S1", "S2")
    assert told.text == f"This is under way, {expected}"
    assert change.starts.text == "Under way, and leans on S1 and S2."
    assert step(found, "S2").after == (), "it comes late already, and waits for nothing"


def test_one_that_is_late_is_enough_for_all() -> None:
    found = roadmap(at("data bd Bins", status="started"), "data bd Cameras")
    assert step(found, "S2").after == ()


def test_no_departure_where_all_it_leans_on_is_under_way() -> None:
    found = roadmap(
        at("data bd", status="started"),
        at("data bs Bins", status="started"),
        at("data bk Bins", status="done"),
    )
    (change,) = found.stages[-1].steps
    assert change.departures == ()
    assert change.starts.text == "Under way, and leans on S1."
    assert step(found, "S1").starts.text == "Under way."


# another field


def test_the_rules_know_no_name_of_a_field() -> None:
    found = orchard_planner().roadmap(made("helpers bu", "water bu", "water-rights bd"))
    assert layout(found) == [
        ["S1 situation 3 helpers", "S2 companion 1 water"],
        ["S3 preparation 1 water", "S4 preparation 2 water-rights"],
        ["S5 situation 1 water"],
        ["S6 exit 1 water", "S7 situation 2 water-rights"],
    ]
    assert [each.ended_by for each in found.steps] == [None, None, None, None, "S6", None, None]
    assert [each.after for each in found.stages[-1].steps] == [("S3",), ("S4",)]
    assert step(found, "S5").helped_by == ("S2",)
    assert [len(each.departures) for each in found.steps] == [1, 0, 0, 0, 1, 0, 0]


# properties


def programmes(challenges: tuple[str, ...]) -> st.SearchStrategy[Programme]:
    situation = st.fixed_dictionaries(
        {"challenge": st.sampled_from(challenges)},
        optional={
            "threat": st.sampled_from(["low", "high", "not sure"]),
            "horizon": st.sampled_from(["short", "long"]),
            "owner": st.sampled_from(["CIO", "Clerk"]),
            "status": st.sampled_from([str(each) for each in Status]),
        },
    )
    return st.lists(situation, max_size=12).map(
        lambda found: made(*({**each, "initiative": f"Number {i}"} for i, each in enumerate(found)))
    )


FIELDS = {
    "cities": (city_planner, programmes(tuple(each.id for each in city_planner().kb.challenges))),
    "orchard": (
        orchard_planner,
        programmes(tuple(each.id for each in orchard_planner().kb.challenges)),
    ),
}
each_field = pytest.mark.parametrize("field", FIELDS)


@each_field
@given(data=st.data())
@STEADY
def test_every_placed_situation_has_one_step_of_its_own(field: str, data: st.DataObject) -> None:
    planner, drawn = FIELDS[field]
    programme = data.draw(drawn)
    found = planner().roadmap(programme)
    own = [each.situations[0].number for each in found.steps if each.kind is OWN]
    unsettled = [each.number for each in found.unsettled]
    closed = [each.number for each in found.closed]
    assert sorted([*own, *unsettled, *closed]) == [
        number for number, _ in enumerate(programme.situations, start=1)
    ]


@each_field
@given(data=st.data())
@STEADY
def test_steps_stand_in_order_and_none_is_there_twice(field: str, data: st.DataObject) -> None:
    planner, drawn = FIELDS[field]
    found = planner().roadmap(data.draw(drawn))
    assert [each.key for each in found.steps] == [f"S{i + 1}" for i in range(len(found.steps))]
    added = [(each.challenge.id, each.strategy.id) for each in found.steps if each.kind is not OWN]
    assert len(set(added)) == len(added)
    held = {(each.challenge.id, each.strategy.id) for each in found.steps if each.kind is OWN}
    assert not held & set(added)
    for stage in found.stages:
        assert all(each.strategy is stage.strategy for each in stage.steps)
        firsts = [each.situations[0].number for each in stage.steps]
        assert firsts == sorted(firsts)


@each_field
@given(data=st.data())
@STEADY
def test_a_step_leans_on_steps_of_earlier_stages_only(field: str, data: st.DataObject) -> None:
    planner, drawn = FIELDS[field]
    found = planner().roadmap(data.draw(drawn))
    stages = {each.key: each.strategy.stage for each in found.steps}
    for each in found.steps:
        assert len(set(each.after)) == len(each.after)
        assert all(stages[key] < each.strategy.stage for key in each.after)
        assert all(each.key in step(found, key).before for key in each.after)
        assert all(each.key in step(found, key).after for key in each.before)
        assert all(each.key in step(found, key).beside for key in each.helped_by)
        assert all(each.key in step(found, key).helped_by for key in each.beside)
        assert not set(each.after) & set(each.helped_by)
        assert (each.kind is COMPANION) <= bool(each.beside and not each.before)
        assert each.is_held or each.owner is None
        cell = planner().kb.cell(each.challenge.id, each.strategy.id)
        assert cell.state is not CellState.NOT_APPLICABLE


@each_field
@given(data=st.data())
@STEADY
def test_every_defence_has_a_way_out(field: str, data: st.DataObject) -> None:
    planner, drawn = FIELDS[field]
    found = planner().roadmap(data.draw(drawn))
    defence = planner().kb.strategy_at(Threat.HIGH, Horizon.SHORT)
    change = planner().kb.strategy_at(Threat.HIGH, Horizon.LONG)
    for each in found.steps:
        assert (each.ended_by is not None) + (each.ended_by_done is not None) == (
            each.strategy is defence
        )
        if each.ended_by:
            way_out = step(found, each.ended_by)
            assert way_out.challenge is each.challenge
            assert each.key in way_out.then_end
            told = " ".join(departure.text for departure in each.departures)
            assert (way_out.strategy is change) != (f"Its way out, {way_out.key}," in told)


@each_field
@given(data=st.data())
@STEADY
def test_what_can_start_now_is_named_once(field: str, data: st.DataObject) -> None:
    planner, drawn = FIELDS[field]
    found = planner().roadmap(data.draw(drawn))
    first = [each.step.key for each in found.first]
    also = [each.key for each in found.also_now]
    now = [each.key for each in found.steps if each.when is When.NOW]
    assert sorted([*first, *also]) == sorted(now)
    assert len(first) == min(MOST, len(now))


@each_field
@given(data=st.data())
@STEADY
def test_a_programme_that_takes_all_steps_on_asks_for_no_more(
    field: str, data: st.DataObject
) -> None:
    planner, drawn = FIELDS[field]
    programme = data.draw(drawn)
    found = planner().roadmap(programme)
    taken = made(
        *(
            {
                "challenge": each.challenge.id,
                "threat": str(each.answer.situation.threat),
                "horizon": str(each.answer.situation.horizon),
                "initiative": f"Step {each.key}",
            }
            for each in found.steps
            if each.kind is not OWN
        )
    )
    whole = (*programme.situations, *taken.situations)
    again = planner().roadmap(programme.model_copy(update={"situations": whole}))
    assert all(each.kind is OWN for each in again.steps)
    assert len(again.steps) == len(found.steps)


@pytest.mark.long
def test_the_order_does_not_depend_on_hash_seeds() -> None:
    code = (
        "from tests.support.programmes import city_planner, made\n"
        "found = city_planner().roadmap(made('data bu', 'legal bd', 'culture bu', 'politics bs'))\n"
        "print([(s.key, s.kind, s.title, s.after, s.before) for s in found.steps])\n"
        "print(found.findings)"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(said) == 1
    assert "S1" in said.pop()
