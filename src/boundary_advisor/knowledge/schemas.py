"""JSON Schemas of models, as an editor wants them: their words, and nothing that says nothing."""

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
    """Put a head on a schema.

    Args:
        name: Stable name of the schema.
        title: What it describes.
        whole: The schema of the whole.
        parts: Its parts, by name.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:boundary-advisor:schema:{name}:1",
        "title": title,
        **whole,
        "$defs": parts,
    }


class Plain(GenerateJsonSchema):
    """Leaves out titles that only repeat a name, and defaults, which an editor would write out."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002
        """Say that no field wants a title."""
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Shape:
        """Give the schema of a field without its default."""
        return self.generate_inner(schema["schema"])


def shapes_in(part: object) -> Iterator[Shape]:
    """Give every part of a schema, the whole first."""
    if isinstance(part, dict):
        yield part
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from shapes_in(inner)


def describe(model: type[BaseModel], shape: Shape) -> None:
    """Take the words of a model and of its fields from its docstring.

    Args:
        model: The model.
        shape: Its schema, which is changed. It may lack some of the fields.
    """
    told = cleandoc(model.__doc__ or "")
    shape["description"] = told.partition("\n")[0]
    for name, words in _ATTRIBUTE.findall(told):
        plain = " ".join(words.split()).replace("None", "blank")
        if name in shape["properties"]:
            shape["properties"][name]["description"] = plain
