"""JSON Schemas of models for editors: with descriptions, without redundant titles and defaults."""

from __future__ import annotations

import re
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic.json_schema import GenerateJsonSchema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel
    from pydantic_core import core_schema

Shape: TypeAlias = dict[str, Any]
"""A JSON Schema, or a part of one."""

_ATTRIBUTE = re.compile(r"^ {4}(\w+): (.+(?:\n {5,}.+)*)", re.MULTILINE)


def headed(name: str, title: str, whole: Shape, parts: Shape) -> Shape:
    """Put a schema together: its head, the schema of the whole, and its parts by name."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:boundary-advisor:schema:{name}:1",
        "title": title,
        **whole,
        "$defs": parts,
    }


class BareSchema(GenerateJsonSchema):
    """Leaves out titles that only repeat a name, and defaults, which editors would write out."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002, D102
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Shape:  # noqa: D102
        return self.generate_inner(schema["schema"])


def shapes_in(part: object) -> Iterator[Shape]:
    """Yield a schema and every part of it."""
    if isinstance(part, dict):
        yield part
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from shapes_in(inner)


def describe(model: type[BaseModel], shape: Shape) -> None:
    """Describe a model's schema, and the fields that it has, in the words of its docstring."""
    words = cleandoc(model.__doc__ or "")
    shape["description"] = words.partition("\n")[0]
    for name, description in _ATTRIBUTE.findall(words):
        if name in shape["properties"]:
            plain = " ".join(description.split()).replace("None", "blank")
            shape["properties"][name]["description"] = plain
