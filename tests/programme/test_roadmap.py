"""A programme in time: which steps there are, in which order, and why."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor.engine.words import join_sources
from boundary_advisor.knowledge.guide_models import ProgrammeRule
from boundary_advisor.knowledge.models import CellState, Horizon, Threat
from boundary_advisor.programme.models import Status
from boundary_advisor.programme.planner import Planner
from boundary_advisor.programme.roadmap_model import StepKind, When
from tests.engine.fields import STEADY, sound, with_closed
from tests.programme.made import LEVELS, city_planner, made, orchard_planner

if TYPE_CHECKING:
    from boundary_advisor.programme.models import Programme
    from boundary_advisor.programme.results import Finding
    from boundary_advisor.programme.roadmap_model import Roadmap, Step

OWN, PREPARATION, EXIT = StepKind.SITUATION, StepKind.PREPARATION, StepKind.EXIT


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


def finding(found: Roadmap, rule: ProgrammeRule) -> Finding | None:
    fired = [each for each in found.findings if each.rule is rule]
    assert len(fired) <= 1
    return fired[0] if fired else None


def text_of(found: Roadmap, rule: ProgrammeRule) -> str:
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
    assert text_of(found, ProgrammeRule.STAGES) == (
        "S1 and S2 in stage 1, Bridging for Support; S3 and S4 in stage 2, Bridging for Knowledge."
    )
    assert [each.rule for each in found.findings] == [ProgrammeRule.STAGES]


def test_many_steps_of_a_stage_are_named_by_the_first_and_the_last() -> None:
    found = roadmap("politics bs", "culture bs", "data bs", "legal bk")
    assert text_of(found, ProgrammeRule.STAGES).startswith("S1 to S3 in stage 1")
    assert "; S4 in stage 2" in text_of(found, ProgrammeRule.STAGES)


def test_a_stage_tells_when_its_turn_comes_and_a_step_too() -> None:
    planner = city_planner()
    found = roadmap("data bd")
    for stage in found.stages:
        assert stage.turn is planner.guide.turns[stage.strategy.id]
    (change,) = found.stages[-1].steps
    turn = found.stages[-1].turn
    assert change.starts.text == f"After S1 and S2. {turn.starts.text}"
    assert (change.ends.text, change.ends.source) == (turn.ends.text, turn.ends.source)
    preparation = planner.guide.grounds[ProgrammeRule.PREPARATION]
    assert change.starts.source == join_sources(turn.starts.source, preparation.source)


def test_a_programme_without_situations_has_stages_without_steps() -> None:
    found = roadmap()
    assert layout(found) == [[], [], [], []]
    assert not any((found.findings, found.unsettled, found.closed))


def test_an_open_level_puts_a_situation_into_no_stage() -> None:
    found = roadmap("politics h?", "data bs", at("legal ??", status="dropped"))
    assert [each.challenge.id for each in found.unsettled] == ["politics"]
    assert [each.title for each in found.steps] == ["2 data"]
    signs = finding(found, ProgrammeRule.SIGNS)
    assert signs is not None
    assert signs.text == "1 situation in no stage yet, as a level is open."
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
    assert [each.begins for each in found.steps] == [
        "Now; nothing comes before it.",
        "After S1.",
        "After S1 and S2.",
    ]
    assert {each.owner for each in found.steps} == {"CIO"}
    assert [each.status for each in found.steps] == [None, None, Status.OPEN]
    fired = finding(found, ProgrammeRule.PREPARATION)
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
    assert change.begins == "Now; what it leans on is done."
    assert [each.number for each in change.leans_on_done] == [2, 3]
    assert text_of(found, ProgrammeRule.PREPARATION) == (
        "S1 leans on what is done, 2 data: Bins and 2 data: Bins."
    )


def test_preparation_that_was_dropped_does_not_count() -> None:
    found = roadmap("data bd", at("data bs Bins", status="dropped"))
    assert [each.kind for each in found.steps] == [PREPARATION, PREPARATION, OWN]


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
    assert step(found, "S1").owner == "CIO"
    assert step(found, "S1").label == "2 data: Bins, Cameras and Lamps"


def test_what_is_for_the_whole_programme_names_no_initiative() -> None:
    found = roadmap("data bd Bins", "data bd")
    assert (step(found, "S1").title, step(found, "S1").initiatives) == ("2 data", ())


def test_a_label_names_the_initiative_only_where_there_are_several() -> None:
    assert step(roadmap("data bd Bins"), "S1").label == "2 data"
    assert step(roadmap("data bs Bins", "data bs Lamps"), "S1").label == "2 data: Bins"


def test_a_strategy_for_a_low_threat_needs_no_preparation() -> None:
    found = roadmap("data bs", "legal bk", "politics bu")
    assert {each.challenge.id for each in found.steps if each.kind is PREPARATION} == {"politics"}


def test_preparation_that_does_not_apply_is_left_out() -> None:
    planner = city_planner()
    kb = sound(with_closed(planner.kb, frozenset({("data", "bridging-support")})))
    found = Planner(kb, planner.guide).roadmap(made("data bd"))
    assert layout(found) == [[], ["S1 preparation 2 data"], [], ["S2 situation 2 data"]]


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
    assert defence.ends.text.endswith("Its way out is S4.")
    assert way_out.ends.text.endswith("Then S3 can end.")
    assert (way_out.after, way_out.owner, way_out.status) == (("S1", "S2"), "CIO", None)
    assert (way_out.answer.situation.threat, way_out.answer.situation.horizon) == (
        Threat.HIGH,
        Horizon.LONG,
    )
    fired = finding(found, ProgrammeRule.EXIT)
    assert fired is not None
    assert fired.text == "S3 ends with S4."
    ground = city_planner().guide.grounds[ProgrammeRule.EXIT].source
    assert set(ground.split("; ")) <= set(defence.ends.source.split("; "))


def test_exit_that_the_programme_holds_is_not_added() -> None:
    found = roadmap("data bu Bins", "data bd Cameras", "data bu Lamps")
    assert [each.kind for each in found.steps].count(EXIT) == 0
    (change,) = found.stages[-1].steps
    assert change.then_end == tuple(each.key for each in found.stages[2].steps)


def test_exit_that_is_done_says_so() -> None:
    found = roadmap("data bu Bins", at("data bd Cameras", status="done"))
    (defence,) = found.steps
    assert defence.ended_by is None
    assert defence.ended_by_done is not None
    assert defence.ended_by_done.number == 2
    assert "2 data: Cameras, is done: see whether it can end now" in defence.ends.text
    assert text_of(found, ProgrammeRule.EXIT) == "S1 ends with what is done, 2 data: Cameras."


def test_exit_is_what_is_advised_where_its_cell_does_not_apply() -> None:
    found = roadmap("citizens bu")
    assert layout(found) == [
        [],
        ["S1 exit 7 citizens"],
        ["S2 situation 7 citizens"],
        [],
    ]
    told = [each.text for each in step(found, "S2").departures]
    way_out = "Its way out, S1, is not in stage 4: Building does not apply to this challenge."
    assert way_out in told
    done = roadmap("citizens bu", at("citizens bk Bins", status="done"))
    assert step(done, "S1").departures == ()


def test_exit_of_what_has_no_other_strategy_is_looked_for() -> None:
    planner = city_planner()
    others = {"bridging-support", "bridging-knowledge", "building"}
    kb = sound(with_closed(planner.kb, frozenset(("data", each) for each in others)))
    found = Planner(kb, planner.guide).roadmap(made("data bu", "legal bs"))
    assert [each.kind for each in found.steps] == [OWN, OWN]
    assert step(found, "S2").ends.text.endswith(
        "No other strategy applies to this challenge, so look for a way out at each review."
    )


# departure


def test_rule_departure_of_a_defence_that_comes_at_once() -> None:
    found = roadmap("data bu", "legal bu")
    text = "At once, as the threat is there now."
    for each in found.stages[2].steps:
        assert [told.text for told in each.departures] == [text]
        assert each.when is When.NOW
    fired = finding(found, ProgrammeRule.DEPARTURE)
    assert fired is not None
    assert fired.text == f"S5 and S6: {text}"


def test_a_defence_that_stands_alone_departs_from_nothing() -> None:
    found = roadmap("data bu Bins", at("data bd Cameras", status="done"))
    assert finding(found, ProgrammeRule.DEPARTURE) is None


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


@pytest.mark.parametrize(
    ("support", "said"),
    [
        ({"status": "started"}, "but S1, which it leans on, is not. Begin with it now."),
        ({"status": "open"}, "but S1 and S2, which it leans on, are not. Begin with them now."),
    ],
)
def test_departure_of_what_was_started_too_early(support: dict[str, str], said: str) -> None:
    found = roadmap(at("data bd", status="started"), at("data bs Bins", **support))
    (change,) = found.stages[-1].steps
    (told,) = change.departures
    expected = said if support["status"] == "open" else said.replace("S1", "S2")
    assert told.text == f"This is under way, {expected}"
    assert change.begins == "Under way, and leans on S1 and S2."
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
    assert change.begins == "Under way, and leans on S1."
    assert step(found, "S1").begins == "Under way."


# another field


def test_the_rules_know_no_name_of_a_field() -> None:
    found = orchard_planner().roadmap(made("helpers bu", "water bu", "water-rights bd"))
    assert layout(found) == [
        ["S1 situation 3 helpers"],
        ["S2 preparation 1 water", "S3 preparation 2 water-rights"],
        ["S4 situation 1 water"],
        ["S5 exit 1 water", "S6 situation 2 water-rights"],
    ]
    assert [each.ended_by for each in found.steps] == [None, None, None, "S5", None, None]
    assert [each.after for each in found.stages[-1].steps] == [("S2",), ("S3",)]
    assert [len(each.departures) for each in found.steps] == [1, 0, 0, 1, 0, 0]


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


def test_the_order_does_not_depend_on_hash_seeds() -> None:
    code = (
        "from tests.programme.made import city_planner, made\n"
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
