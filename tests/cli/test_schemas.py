"""The published schemas: they say all there is to say, let unknown keys in, and can refuse."""

from __future__ import annotations

import copy
import json
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from boundary_advisor import CellState, Horizon, Status, Threat
from tests.support.models import Act, Answer, Shift, StepKind, When
from tests.support.schemas import NAMES, objects, schema, validator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import Enum

    from tests.support.program import Cli

ROOT = Path(__file__).parents[2]
OLD, NEW = (str(ROOT / "examples" / f"medium-city-{year}.yaml") for year in (2025, 2026))
TOWN = str(ROOT / "examples" / "town.yaml")
NORTH = str(ROOT / "examples" / "packs" / "north-network")
QUESTION = ("-c", "politics", "-t", "high", "-z", "long")
COMMANDS = {
    "advice": ("advise", *QUESTION),
    "report": ("report", *QUESTION),
    "challenges": ("challenges",),
    "strategies": ("strategies",),
    "cases": ("cases",),
    "matrix": ("matrix",),
    "portfolio": ("portfolio", NEW),
    "programme-report": ("report", TOWN),
    "roadmap": ("roadmap", NEW),
    "compare": ("compare", OLD, NEW),
    "packs": ("knowledge", "show", NORTH),
    "check": ("knowledge", "check", NORTH, str(ROOT / "nowhere")),
}
"""Name of each schema, and a command whose output it describes."""

every_schema = pytest.mark.parametrize("name", NAMES)


def output(cli: Cli, name: str) -> dict[str, Any]:
    """Ask for an output, and leave one entry in each of its lists."""
    found: dict[str, Any] = json.loads(cli(*COMMANDS[name], "--format", "json").out)
    for path in places(found):
        part = at(found, path)
        part.update({key: value[:1] for key, value in part.items() if isinstance(value, list)})
    return found


def test_the_published_schemas_follow_from_the_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "docs")
    outputs = import_module("outputs")
    assert sorted(COMMANDS) == NAMES == sorted(outputs.OUTPUTS)
    for name in NAMES:
        assert outputs.output_schema(name) == schema(name), "run: python docs/build.py"


@every_schema
def test_a_schema_is_sound_and_says_what_it_is(name: str) -> None:
    whole = schema(name)
    Draft202012Validator.check_schema(whole)
    assert whole["$id"] == f"urn:boundary-advisor:schema:{name}:1"
    assert whole["title"]
    assert whole["description"].startswith(f"What `{COMMANDS[name][0]} ")


@every_schema
def test_every_field_is_described(name: str) -> None:
    whole = schema(name)
    for place, part in objects(whole):
        for field, shape in part.get("properties", {}).items():
            assert any(words_for(whole, shape)), f"{place}.{field}"


def words_for(whole: dict[str, Any], shape: dict[str, Any]) -> Iterator[str]:
    """Give the descriptions of a field, and of what it holds where that is described elsewhere."""
    yield shape.get("description", "")
    for part in (shape, shape.get("items", {}), *shape.get("anyOf", ())):
        if "$ref" in part:
            yield whole["$defs"][part["$ref"].removeprefix("#/$defs/")].get("description", "")


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


@pytest.mark.parametrize(
    ("name", "closed"),
    [
        *(("advice", each) for each in (Threat, Horizon, CellState)),
        *(("portfolio", each) for each in (Answer, Status)),
        *(("roadmap", each) for each in (StepKind, When)),
        ("compare", Shift),
        ("packs", Act),
    ],
)
def test_closed_sets_are_those_of_the_code(name: str, closed: type[Enum]) -> None:
    part = schema(name)["$defs"][closed.__name__]
    assert part["enum"] == [each.value for each in closed]
    assert part["description"]


@every_schema
def test_unknown_keys_are_let_in_and_the_schema_says_so(cli: Cli, name: str) -> None:
    assert "ignore those that you do not know" in schema(name)["description"]
    shape = output(cli, name)
    for path in list(places(shape)):
        at(shape, path)["a-key-of-a-later-version"] = [{"a": 1}]
    assert validator(name).is_valid(shape)


@pytest.mark.long
@every_schema
def test_no_field_can_be_dropped_renamed_or_of_another_type(cli: Cli, name: str) -> None:
    shape = output(cli, name)
    assert validator(name).is_valid(shape)
    needed = required(name)
    for path in places(shape):
        for key in at(shape, path):
            for change in (retype, *((drop, rename) if key in needed else ())):
                broken = copy.deepcopy(shape)
                change(at(broken, path), key)
                assert not validator(name).is_valid(broken), (path, key, change)


def required(name: str) -> set[str]:
    """Give the keys that are always there, wherever they can be."""
    shapes = [part for _, part in objects(schema(name)) if "required" in part]
    optional = {key for part in shapes for key in part["properties"].keys() - part["required"]}
    return {key for part in shapes for key in part["required"]} - optional


def places(part: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Give the path to every object, of each list its first entry only."""
    if isinstance(part, dict):
        yield path
        for key, value in part.items():
            if key != "signs":  # its keys are the ids of questions
                yield from places(value, (*path, key))
    if isinstance(part, list) and part:
        yield from places(part[0], (*path, 0))


def at(shape: Any, path: tuple[str | int, ...]) -> dict[str, Any]:  # noqa: ANN401  # any JSON
    for step in path:
        shape = shape[step]
    found: dict[str, Any] = shape
    return found


def drop(part: dict[str, Any], key: str) -> None:
    del part[key]


def rename(part: dict[str, Any], key: str) -> None:
    part[f"{key}s"] = part.pop(key)


def retype(part: dict[str, Any], key: str) -> None:
    part[key] = 1.5
