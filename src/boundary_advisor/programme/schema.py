"""JSON Schema for programme files, so that an editor completes and explains them."""

from __future__ import annotations

import re
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic.json_schema import GenerateJsonSchema

from boundary_advisor.engine.words import listing
from boundary_advisor.programme.models import Programme, ProgrammeSituation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic import BaseModel
    from pydantic_core import core_schema

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.knowledge.guide_models import Question

Shape: TypeAlias = dict[str, Any]
"""A JSON Schema, or a part of one."""

_ATTRIBUTE = re.compile(r"^ {4}(\w+): (.+(?:\n {5,}.+)*)", re.MULTILINE)
_ANSWER = {"$ref": "#/$defs/Answer"}
_NULL = "null"


def programme_schema(kb: KnowledgeBase, guide: Guide) -> Shape:
    """Describe what a programme file may hold.

    It lets all through that `load_programme` reads. What takes looking up names or comparing
    fields, such as a question that is not asked of the challenge, it lets through too.

    Args:
        kb: The knowledge whose names an editor shall offer.
        guide: The questions that it shall offer as signs.
    """
    whole: Shape = Programme.model_json_schema(schema_generator=_Plain)
    parts: Shape = whole.pop("$defs")
    situation: Shape = parts["ProgrammeSituation"]
    _as_read([whole, parts])
    _offer_names(kb, guide, whole["properties"], situation["properties"])
    for model, shape in ((Programme, whole), (ProgrammeSituation, situation)):
        _describe(model, shape)
    for axis, levels in _levels(kb):
        situation["properties"][axis]["description"] += f" {levels}"
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:boundary-advisor:schema:programme:1",
        "title": "Programme file",
        **whole,
        "$defs": parts,
    }


class _Plain(GenerateJsonSchema):
    """Leaves out titles that only repeat a name, and defaults, which an editor would write out."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Shape:
        return self.generate_inner(schema["schema"])


def _as_read(parts: object) -> None:
    """Allow what is read before the models see it: a number as a name, a blank as an empty part."""
    for shape in _shapes(parts):
        shape.pop("title", None)
        if shape.get("pattern") == r"\S":
            shape["type"] = ["string", "integer"]
        if shape.get("format") == "date":
            shape["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
        if shape.get("type") == "array" or isinstance(shape.get("additionalProperties"), dict):
            shape["type"] = [shape["type"], _NULL]


def _shapes(part: object) -> Iterator[Shape]:
    if isinstance(part, dict):
        yield part
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from _shapes(inner)


def _offer_names(kb: KnowledgeBase, guide: Guide, whole: Shape, situation: Shape) -> None:
    """Put ids where names are looked up; of challenges and sizes, any other name stays allowed."""
    challenges = [(each.id, f"{each.title} ({each.number})") for each in kb.challenges]
    sizes = [(each.id, f"{each.title}: {each.population}") for each in kb.sizes]
    _offer(situation, "challenge", challenges)
    _offer(whole, "city_size", sizes)
    _offer(situation, "advised", [(each.id, each.name) for each in kb.strategies])
    whole["applies"]["properties"] = {name: _answer(words) for name, words in challenges}
    situation["signs"]["properties"] = {
        each.id: _answer(_question(each)) for each in guide.questions.values()
    }
    situation["signs"]["additionalProperties"] = False


def _offer(fields: Shape, name: str, known: Iterable[tuple[str, str]]) -> None:
    given = fields[name].get("anyOf", [fields[name]])
    offered = [{"const": entry, "description": words} for entry, words in known]
    fields[name] = {"anyOf": [*offered, *given]}


def _answer(words: str) -> Shape:
    return {**_ANSWER, "description": words}


def _question(question: Question) -> str:
    of = f" Asked of {listing(list(question.challenges))} only." if question.challenges else ""
    return f"{question.text}{of}"


def _levels(kb: KnowledgeBase) -> Iterator[tuple[str, str]]:
    threat, horizon = kb.threat, kb.horizon
    yield "threat", f"Low: {threat.low.meaning} High: {threat.high.meaning}"
    yield "horizon", f"Short: {horizon.short.meaning} Long: {horizon.long.meaning}"


def _describe(model: type[BaseModel], shape: Shape) -> None:
    """Take the words of a model and of its fields from its docstring."""
    told = cleandoc(model.__doc__ or "")
    shape["description"] = told.partition("\n")[0]
    for name, words in _ATTRIBUTE.findall(told):
        plain = " ".join(words.split()).replace("None", "blank")
        shape["properties"][name]["description"] = plain
