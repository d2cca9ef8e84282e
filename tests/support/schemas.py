"""The published schemas, and ways to hold a text against them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
NAMES = sorted(
    file.name.removesuffix(".schema.json")
    for file in SCHEMAS.glob("*.schema.json")
    if file.name != "programme.schema.json"  # of what is read
)
OF_PACKS = frozenset(
    {"pack", "packs", "named_cities", "local", "changed_by", "changed_fields", "knowledge_changes"}
)
"""Fields that are there only where packs, or another version, give them something to say."""


def schema(name: str) -> dict[str, Any]:
    """Read one schema."""
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    return found


@cache
def validator(name: str) -> Draft202012Validator:
    """Give the validator of one schema."""
    return Draft202012Validator(schema(name), format_checker=Draft202012Validator.FORMAT_CHECKER)


def valid(name: str, text: str) -> dict[str, Any]:
    """Make sure that a text is JSON in ASCII and fits its schema; gives what it says."""
    assert text.isascii()
    assert text.endswith("}\n")
    shape: dict[str, Any] = json.loads(text)
    faults = [f"{each.json_path}: {each.message}" for each in validator(name).iter_errors(shape)]
    assert faults == []
    return shape


def objects(part: object, place: str = "$") -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every object in a shape, with the place where it stands."""
    if isinstance(part, dict):
        yield place, part
        for key, value in part.items():
            yield from objects(value, f"{place}.{key}")
    if isinstance(part, list):
        for value in part:
            yield from objects(value, f"{place}[]")


def keys(shape: dict[str, Any]) -> dict[str, list[str]]:
    """Give the keys of every sort of object, in order; all of one sort have the same."""
    found: dict[str, list[str]] = {}
    for place, part in objects(shape):
        if not place.endswith(".signs"):  # its keys are the ids of questions
            assert found.setdefault(place, list(part)) == list(part), place
    return found
