"""The schemas themselves: sound, strict, one with another, and able to refuse."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from boundary_advisor.engine.results import Situation
from boundary_advisor.engine.rules import RULES
from boundary_advisor.errors import Problem
from boundary_advisor.knowledge.models import CellState, Horizon, Threat
from boundary_advisor.knowledge.provenance import Act
from boundary_advisor.output.json_advice import advice_json, report_json
from boundary_advisor.output.json_catalogue import (
    cases_json,
    challenges_json,
    matrix_json,
    strategies_json,
)
from boundary_advisor.output.json_compare import comparison_json
from boundary_advisor.output.json_packs import check_json, packs_json
from boundary_advisor.output.json_portfolio import portfolio_json, programme_report_json
from boundary_advisor.output.json_roadmap import roadmap_json
from boundary_advisor.packs.loading import Examined, load_with_packs
from boundary_advisor.packs.pack import KINDS
from tests.cli.schemas import NAMES, OF_PACKS, SCHEMAS, objects, validator
from tests.engine.fields import ask, cities
from tests.programme.made import LEVELS, city_planner, made

if TYPE_CHECKING:
    from collections.abc import Callable

KB = cities().kb
ANSWER = ask(cities(), "citizens", "high", "long")
PORTFOLIO = city_planner().portfolio(
    made(
        {
            "challenge": "data",
            "initiative": "Sensors",
            "threat": "low",
            "horizon": "long",
            "owner": "CIO",
            "review": "2026-01-01",
            "note": "Wait.",
            "signs": {"could-stop": "yes"},
        },
        "data-use bd",
        "culture h?",
        applies={"legal": "no"},
        city_size="large-town",
        assessed="2026-01-01",
        knowledge="1.0",
    ),
    date(2027, 1, 1),
)
ROADMAP = city_planner().roadmap(
    made(
        {"challenge": "data", "initiative": "Sensors", "owner": "CIO", "review": "2026-01-01"}
        | LEVELS["bs"],
        "data bu Cameras",
        "culture h?",
        {"challenge": "legal", "threat": "high", "horizon": "long", "status": "done"},
    )
)
PROMISED = {"challenge": "data", "status": "started", "review": "2026-01-01", "advised": "no-such"}
COMPARISON = city_planner().compare(
    made(
        PROMISED | LEVELS["bs"] | {"initiative": "Sensors", "owner": "CIO"},
        "legal bs",
        "culture bu",
        "politics bu",
        "citizens bd",
        assessed="2025-01-01",
    ),
    made(
        PROMISED | LEVELS["bd"] | {"initiative": "Sensors"},
        "structures bd",
        "culture bu",
        "politics h?",
    ).model_copy(update={"programme": "Renamed"}),
    date(2027, 1, 1),
)
NORTH = load_with_packs([Path(__file__).parents[2] / "examples" / "packs" / "north-network"])
FAULT = Problem("ours/pack.yaml", 3, 1, "this is wrong", "mend it")
TEXTS = {
    "advice": advice_json(KB, (ANSWER,), single=True),
    "report": report_json(KB, (ANSWER,)),
    "challenges": challenges_json(KB, KB.challenges[:1]),
    "strategies": strategies_json(KB, KB.strategies[:1]),
    "cases": cases_json(KB, KB.cases[:5]),
    "matrix": matrix_json(KB),
    "portfolio": portfolio_json(KB, PORTFOLIO),
    "programme-report": programme_report_json(KB, PORTFOLIO),
    "roadmap": roadmap_json(KB, ROADMAP),
    "compare": comparison_json(KB, COMPARISON),
    "packs": packs_json(NORTH),
    "check": check_json(Examined(NORTH, (FAULT,))),
}
COMMANDS = {
    "advice": "advise",
    "programme-report": "report FILE",
    "packs": "knowledge show",
    "check": "knowledge check",
}
"""Commands whose schema has another name."""

every_schema = pytest.mark.parametrize("name", NAMES)


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    return found


def refused(name: str, shape: object) -> bool:
    return not validator(name).is_valid(shape)


def test_every_shape_has_its_schema() -> None:
    of_what_is_read = {"programme.schema.json"}
    given = {file.name for file in SCHEMAS.iterdir() if file.is_file()} - of_what_is_read
    assert given == {f"{name}.schema.json" for name in NAMES}
    assert set(TEXTS) == set(NAMES)


@every_schema
def test_a_schema_is_sound_and_says_what_it_is(name: str) -> None:
    whole = schema(name)
    Draft202012Validator.check_schema(whole)
    assert whole["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert whole["title"]
    assert whole["description"].startswith(f"What `{COMMANDS.get(name, name)} --format json`")


@every_schema
def test_a_schema_lets_no_unknown_field_in(name: str) -> None:
    shapes = [each for each in objects(schema(name)) if each[1].get("type") == "object"]
    assert shapes
    for place, part in shapes:
        assert part["additionalProperties"] is False
        optional = OF_PACKS | ({"number", "id", "name"} if place.endswith(".city") else set())
        needed = part["required"]
        assert needed == [key for key in part["properties"] if key in needed or key not in optional]


def test_what_packs_bring_is_of_the_same_shape_everywhere() -> None:
    marks = {"pack": 0, "changed_by": 0, "changed_fields": 0}
    for name in NAMES:
        for place, part in objects(schema(name)):
            given = marks.keys() & part.get("properties", {}).keys()
            if part.get("type") != "object" or not given or "knowledge" in place:
                continue
            if part["properties"]["pack"]["$ref"].endswith("id"):
                assert given == marks.keys()
                assert set(part["dependentRequired"]) == {"changed_by", "changed_fields"}


@every_schema
def test_every_part_of_a_schema_is_used(name: str) -> None:
    whole = schema(name)
    used = {part["$ref"] for _, part in objects(whole) if "$ref" in part}
    assert used == {f"#/$defs/{each}" for each in whole["$defs"]}


def test_parts_of_one_name_are_the_same_in_every_schema() -> None:
    parts: dict[str, Any] = {}
    for name in NAMES:
        for key, part in schema(name)["$defs"].items():
            assert parts.setdefault(key, part) == part, (name, key)


def test_closed_sets_are_those_of_the_code() -> None:
    parts = schema("advice")["$defs"]
    assert parts["threat"]["enum"] == [str(each) for each in Threat]
    assert parts["horizon"]["enum"] == [str(each) for each in Horizon]
    assert parts["state"]["enum"] == [str(each) for each in CellState]
    assert parts["fired"]["properties"]["rule"]["enum"] == [each.id for each in RULES]
    effect = schema("packs")["$defs"]["effect"]["properties"]
    assert effect["act"]["enum"] == [str(each) for each in Act]
    assert set(effect["kind"]["enum"]) == {each.name for each in KINDS}


def places(part: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Give the path to every object, of each list its first entry only."""
    found = [path] if isinstance(part, dict) else []
    if isinstance(part, dict):
        for key, value in part.items():
            found += places(value, (*path, key))
    if isinstance(part, list) and part:
        found += places(part[0], (*path, 0))
    return found


def at(shape: Any, path: tuple[str | int, ...]) -> dict[str, Any]:  # noqa: ANN401  # any JSON
    for step in path:
        shape = shape[step]
    found: dict[str, Any] = shape
    return found


def drop(part: dict[str, Any], key: str) -> None:
    del part[key]


def add(part: dict[str, Any], key: str) -> None:
    part[f"{key}-too"] = part[key]


def rename(part: dict[str, Any], key: str) -> None:
    part[f"{key}s"] = part.pop(key)


def retype(part: dict[str, Any], key: str) -> None:
    part[key] = 1.5


@every_schema
def test_no_field_can_be_dropped_added_renamed_or_of_another_type(name: str) -> None:
    whole = json.loads(TEXTS[name])
    assert not refused(name, whole)
    for path in places(whole):
        for key in at(whole, path):
            for change in (add, rename, retype, *(() if key in OF_PACKS else (drop,))):
                broken = copy.deepcopy(whole)
                change(at(broken, path), key)
                assert refused(name, broken), (path, key, change)


ALTERED: list[tuple[str, Callable[[dict[str, Any]], object]]] = [
    ("advice", lambda shape: shape.update(format_version=2)),
    ("advice", lambda shape: shape["situation"].update(threat="medium")),
    ("advice", lambda shape: shape["situation"].update(city_size="Large Town")),
    ("advice", lambda shape: shape["situation"]["challenge"].update(number=0)),
    ("advice", lambda shape: shape["placement"].update(cell="closed")),
    ("advice", lambda shape: shape["placement"].update(cell="reported")),
    ("advice", lambda shape: shape["recommendation"].update(why=" ")),
    ("advice", lambda shape: shape["recommendation"].update(tactics=[])),
    ("advice", lambda shape: shape["recommendation"]["tactics"][0].update(cities=[1, 1])),
    ("advice", lambda shape: shape["recommendation"]["tactics"][0].update(source="A;B")),
    ("advice", lambda shape: shape["rejected"].pop()),
    ("advice", lambda shape: shape["if_changed"].pop()),
    ("advice", lambda shape: shape["if_changed"].reverse()),
    ("advice", lambda shape: shape["if_changed"].append(shape["if_changed"][0])),
    ("advice", lambda shape: shape["trace"].pop(0)),
    ("advice", lambda shape: shape["trace"].pop(1)),
    ("advice", lambda shape: shape["trace"][0].update(rule="guess")),
    ("advice", lambda shape: shape.update(answers=[])),
    ("report", lambda shape: shape.update(answers=[])),
    ("report", lambda shape: shape.update(limits=[])),
    ("report", lambda shape: shape["answers"][0]["placement"].update(cell="reported")),
    ("challenges", lambda shape: shape["challenges"][0]["cells"].pop()),
    ("challenges", lambda shape: shape["root"]["sides"].pop()),
    ("strategies", lambda shape: shape["strategies"][0].update(stage=0)),
    ("strategies", lambda shape: shape["strategies"][0]["tactics"][0].update(cases=["A b"])),
    ("cases", lambda shape: shape["cases"].append(shape["cases"][0])),
    ("cases", lambda shape: shape["cities"][0]["interviews"][0].update(rounds=[])),
    ("matrix", lambda shape: shape["cells"].append(shape["cells"][0])),
    ("matrix", lambda shape: shape["cells"][-1].update(note="Why not?")),
    ("matrix", lambda shape: shape["cells"][0].update(note=None)),
    ("matrix", lambda shape: shape["cells"][-1].update(tactics=0)),
    ("matrix", lambda shape: shape["cells"][-1].update(state="not-applicable", note="No.")),
    ("roadmap", lambda shape: shape.update(stages=[])),
    ("roadmap", lambda shape: shape["stages"][0]["steps"][0].update(key="1")),
    ("roadmap", lambda shape: shape["stages"][0]["steps"][0].update(status=None)),
    ("roadmap", lambda shape: shape["stages"][0]["steps"][0].update(after=["S2", "S2"])),
    ("roadmap", lambda shape: shape["stages"][1]["steps"][0].update(status="open")),
    ("roadmap", lambda shape: shape["stages"][3]["steps"][0].update(review="2026-01-01")),
    ("compare", lambda shape: shape.update(rules=[])),
    ("compare", lambda shape: shape["changes"][0].update(threat="longer")),
    ("compare", lambda shape: shape["changes"][0].update(horizon="rose")),
    ("compare", lambda shape: shape["overdue"][0].update(situation=0)),
    ("compare", lambda shape: shape["overdue"][0].update(due="soon")),
    ("compare", lambda shape: shape["tactics"]["start"][0].update(role="optional")),
    ("compare", lambda shape: shape["tactics"]["start"][0].update(situations=[1, 1])),
    ("advice", lambda shape: shape["knowledge"].update(packs=[])),
    ("advice", lambda shape: shape["knowledge"].update(pack="ours")),
    ("advice", lambda shape: shape["recommendation"]["tactics"][0].update(pack="Our Own")),
    ("advice", lambda shape: shape["recommendation"]["tactics"][0].update(changed_by=["ours"])),
    ("advice", lambda shape: shape["recommendation"]["tactics"][0].update(named_cities=[])),
    ("cases", lambda shape: shape["cities"][0].update(id="here", name="Here")),
    ("cases", lambda shape: shape["cities"][0].pop("number")),
    ("cases", lambda shape: shape["cities"][0].update(interviews=[])),
    ("matrix", lambda shape: shape["cells"][-1].update(local={"tactics": 0, "cities": 0})),
    ("portfolio", lambda shape: shape.update(knowledge_changes={"then": "0.9", "now": "1.0"})),
    ("packs", lambda shape: shape["layers"][0]["effects"][0].update(act="lost")),
    ("packs", lambda shape: shape["layers"][0]["effects"][0].update(act="changed")),
    ("packs", lambda shape: shape["layers"][0]["effects"][0].update(why="So.")),
    ("packs", lambda shape: shape["layers"][0]["effects"][2].update(act="added")),
    ("packs", lambda shape: shape["layers"][0].update(history=[{"version": "1", "changes": []}])),
    ("check", lambda shape: shape.update(sound=True)),
    ("check", lambda shape: shape.update(problems=[])),
    ("check", lambda shape: shape["problems"][0].update(line=None)),
    ("check", lambda shape: shape["problems"][0].update(column=None)),
]


@pytest.mark.parametrize(("name", "alter"), ALTERED)
def test_a_value_that_breaks_the_promise_is_refused(
    name: str, alter: Callable[[dict[str, Any]], object]
) -> None:
    shape = json.loads(TEXTS[name])
    assert not refused(name, shape)
    alter(shape)
    assert refused(name, shape)


def test_several_answers_are_at_least_two() -> None:
    answers = cities().answers(Situation(challenge="citizens", threat=Threat.HIGH))
    several = json.loads(advice_json(KB, answers, single=False))
    assert not refused("advice", several)
    several["answers"].pop()
    assert refused("advice", several)


def test_a_rule_that_did_not_fire_is_not_on_record() -> None:
    shape = json.loads(advice_json(KB, (ask(cities(), "data", "high", "long"),), single=True))
    assert not refused("advice", shape)
    shape["trace"].append({"rule": "not-applicable", "why": "So.", "source": "Somewhere"})
    assert refused("advice", shape)
