"""JSON Schemas of models for editors: with descriptions, without redundant titles and defaults."""

from __future__ import annotations

import re
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, TypeAlias, get_args

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def bare_schema(
    model: type[BaseModel],
    generator: type[BareSchema] = BareSchema,
    mode: JsonSchemaMode = "validation",
) -> tuple[Shape, Shape]:
    """Return the schema of a model, and its parts by name, without titles that repeat names."""
    whole: Shape = model.model_json_schema(schema_generator=generator, mode=mode)
    parts: Shape = whole.pop("$defs", {})
    for shape in shapes_in([whole, parts]):
        if isinstance(shape.get("title"), str):  # else it is a field of that name
            del shape["title"]
    return whole, parts


def models_in(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield every model in the fields of a model, at any depth."""
    for field in model.model_fields.values():
        for part in _parts_of(field.annotation):
            yield part
            yield from models_in(part)


def _parts_of(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _parts_of(inner)


def describe(
    model: type[BaseModel], shape: Shape, *, others: Iterable[type] = (), blank: str = "blank"
) -> None:
    """Describe a model's schema, and the fields that it has, in the words of its docstring.

    The docstrings of its bases count as well; those of the `others` describe fields that are not
    described yet. `blank` is the word for None.
    """
    shape["description"] = cleandoc(model.__doc__ or "").partition("\n")[0]
    fields: Shape = shape.get("properties", {})
    for name, words in _attributes(reversed(model.__mro__), blank).items():
        if name in fields:
            fields[name]["description"] = words
    for name, words in _attributes(others, blank).items():
        if name in fields:
            fields[name].setdefault("description", words)


def _attributes(classes: Iterable[type], blank: str) -> dict[str, str]:
    """Return the descriptions of attributes in docstrings; the last class counts."""
    return {
        name: " ".join(words.split()).replace("None", blank)
        for each in classes
        for name, words in _ATTRIBUTE.findall(cleandoc(each.__doc__ or ""))
    }
