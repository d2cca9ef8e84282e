"""The JSON Schema for programme files: the one that is published, and what it lets through."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from boundary_advisor import KnowledgeError, Programme, ProgrammeSituation, Status
from boundary_advisor.programme.programme_file import programme_schema
from tests.programme.test_read import BAD_PROGRAMMES, EXAMPLES, ROOT
from tests.support.models import Answer, read_yaml
from tests.support.programmes import city_planner, orchard_planner

if TYPE_CHECKING:
    from pathlib import Path

    from boundary_advisor import Planner

FILE = ROOT / "docs" / "schemas" / "programme.schema.json"
LOOK_UPS = {
    "applies-contradicts",
    "applies-twice",
    "applies-unknown",
    "challenge-ambiguous",
    "challenge-twice",
    "challenge-unknown",
    "question-not-asked",
    "size-unknown",
}
"""Bad programmes whose faults only a look-up or a comparison shows."""


def schema(planner: Planner) -> dict[str, Any]:
    return programme_schema(planner.kb, planner.guide)


def refuses(data: object, planner: Planner | None = None) -> bool:
    return not Draft202012Validator(schema(planner or city_planner())).is_valid(data)


def as_json(path: Path) -> Any:  # noqa: ANN401  # whatever the file holds
    """Read a YAML file as an editor does."""
    return json.loads(json.dumps(read_yaml(path).data))


def whole() -> dict[str, Any]:
    """Give a programme with every field."""
    situation = {
        "challenge": "data",
        "initiative": "Water meters",
        "threat": "high",
        "horizon": "not sure",
        "signs": {"way-blocked": "yes", "lasting-first": "not sure"},
        "owner": "CIO",
        "status": "started",
        "review": "2027-03-31",
        "note": "Any.",
        "advised": "buffering",
    }
    return {
        "programme": "Brookmere",
        "city_size": "large-town",
        "assessed": "2027-01-31",
        "knowledge": "1.0",
        "applies": {"legal": "no"},
        "situations": [situation],
    }


def test_the_published_schema_is_the_one_that_follows_from_the_models(
    request: pytest.FixtureRequest,
) -> None:
    text = json.dumps(schema(city_planner()), indent=2) + "\n"
    if request.config.getoption("--update-golden"):
        FILE.write_text(text, encoding="utf-8", newline="\n")
    assert text == FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize("planner", [city_planner(), orchard_planner()], ids=["cities", "orchard"])
def test_the_schema_is_sound_and_explains_every_field(planner: Planner) -> None:
    shape = schema(planner)
    Draft202012Validator.check_schema(shape)
    situation = shape["$defs"]["ProgrammeSituation"]
    for model, part in ((Programme, shape), (ProgrammeSituation, situation)):
        assert list(part["properties"]) == list(model.model_fields)
        assert part["additionalProperties"] is False
        for name, field in part["properties"].items():
            assert field["description"].endswith("."), name
            assert "None" not in field["description"], name
    assert "default" not in json.dumps(shape)


def test_the_schema_offers_names_and_explains_them() -> None:
    shape = schema(orchard_planner())
    situation = shape["$defs"]["ProgrammeSituation"]["properties"]
    assert situation["challenge"]["anyOf"][:2] == [
        {"const": "water", "description": "Dry summers (1)"},
        {"const": "water-rights", "description": "Quarrels over the brook (2)"},
    ]
    assert shape["properties"]["city_size"]["anyOf"][0] == {
        "const": "yard",
        "description": "Back yard: up to 40 trees",
    }
    assert situation["advised"]["anyOf"][3] == {"const": "replanting", "description": "Replanting"}
    assert list(shape["properties"]["applies"]["properties"]) == [
        "water",
        "water-rights",
        "helpers",
    ]
    assert list(situation["signs"]["properties"]) == list(orchard_planner().guide.questions)
    told = {name: part["description"] for name, part in situation["signs"]["properties"].items()}
    assert told["fruit-only"] == "Is only this year's fruit at stake?"
    assert told["feast-only"] == "Is it only the feast that lacks hands? Asked of helpers only."
    assert situation["threat"]["description"].endswith(
        "Low: The trees will live whatever happens. High: Trees may die."
    )


def test_closed_sets_are_those_of_the_models() -> None:
    parts = schema(city_planner())["$defs"]
    assert parts["Answer"]["enum"] == list(Answer)
    assert parts["Status"]["enum"] == list(Status)
    assert parts["ThreatGiven"]["enum"] == ["low", "high", "not sure"]
    assert parts["HorizonGiven"]["enum"] == ["short", "long", "not sure"]


# --- What it lets through ------------------------------------------------------------------------

YAML_EXAMPLES = [path for path in EXAMPLES if path.suffix == ".yaml"]


@pytest.mark.parametrize("path", YAML_EXAMPLES, ids=lambda path: path.name)
def test_every_example_is_valid_and_names_the_schema(path: Path) -> None:
    assert not refuses(as_json(path))
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    name = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / name).resolve() == FILE


def test_a_programme_with_every_field_is_valid() -> None:
    data = whole()
    assert set(data) == set(Programme.model_fields)
    assert set(data["situations"][0]) == set(ProgrammeSituation.model_fields)
    assert not refuses(data)
    assert refuses(data, orchard_planner())


def test_a_blank_field_is_valid_where_one_may_be_left_out() -> None:
    for field in set(Programme.model_fields) - {"programme"}:
        assert not refuses(whole() | {field: None}), field
    for field in set(ProgrammeSituation.model_fields) - {"challenge"}:
        data = whole()
        data["situations"][0][field] = None
        assert not refuses(data), field


@pytest.mark.parametrize("name", ["Restrictive data arrangements", "DATA", "2", 2])
def test_other_names_stay_valid(name: str | int) -> None:
    data = whole()
    data["situations"][0]["challenge"] = name
    data["applies"] = {str(name): "yes"}
    data["city_size"] = "Large town"
    assert not refuses(data)


BAD_YAML = [path for path in BAD_PROGRAMMES if path.suffix == ".yaml"]


def is_readable(path: Path) -> bool:
    try:
        read_yaml(path)
    except KnowledgeError:  # what is no strict YAML has nothing for a schema to refuse
        return False
    return True


@pytest.mark.parametrize(
    "path", [path for path in BAD_YAML if is_readable(path)], ids=lambda path: path.stem
)
def test_it_refuses_every_bad_programme_but_those_that_take_a_look_up(path: Path) -> None:
    assert refuses(as_json(path)) is (path.stem not in LOOK_UPS)


@pytest.mark.parametrize("day", ["31.03.2027", "2027", 2027, "2027-3-1", "2027-03-31T00:00", ""])
def test_a_day_is_text_of_one_pattern(day: str | int) -> None:
    for change in ({"assessed": day}, {"situations": [{"challenge": "data", "review": day}]}):
        assert refuses(whole() | change)


CHANGES: list[tuple[str, object]] = [
    ("challenge", None),
    ("challenge", ""),
    ("initiative", ["a"]),
    ("threat", "High"),
    ("horizon", "low"),
    ("signs", {"way-blockd": "yes"}),
    ("signs", {"way-blocked": "maybe"}),
    ("signs", {"way-blocked": True}),
    ("signs", ["way-blocked"]),
    ("owner", " "),
    ("owner", "x" * 2001),
    ("status", "in progress"),
    ("note", {"why": "x"}),
    ("advised", "Building"),
    ("thret", "high"),
]


@pytest.mark.parametrize(("field", "value"), CHANGES)
def test_a_typical_mistake_is_refused(field: str, value: object) -> None:
    data = whole()
    kept = copy.deepcopy(data)
    data["situations"][0][field] = value
    assert refuses(data)
    assert not refuses(kept)
