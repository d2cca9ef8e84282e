"""JSON Schema for programme files, so that an editor completes and explains them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.words import listing
from boundary_advisor.knowledge.json_schema import Plain, Shape, describe, headed, shapes_in
from boundary_advisor.programme.models import Programme, ProgrammeSituation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.knowledge.guide_models import Question

PROGRAMME = "programme"
"""The name of the schema."""

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
    whole: Shape = Programme.model_json_schema(schema_generator=Plain)
    parts: Shape = whole.pop("$defs")
    situation: Shape = parts["ProgrammeSituation"]
    _as_read([whole, parts])
    _offer_names(kb, guide, whole["properties"], situation["properties"])
    for model, shape in ((Programme, whole), (ProgrammeSituation, situation)):
        describe(model, shape)
    for axis, levels in _levels(kb):
        situation["properties"][axis]["description"] += f" {levels}"
    return headed(PROGRAMME, "Programme file", whole, parts)


def _as_read(parts: object) -> None:
    """Allow what is read before the models see it: a number as a name, a blank as an empty part."""
    for shape in shapes_in(parts):
        shape.pop("title", None)
        if shape.get("pattern") == r"\S":
            shape["type"] = ["string", "integer"]
        if shape.get("format") == "date":
            shape["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
        if shape.get("type") == "array" or isinstance(shape.get("additionalProperties"), dict):
            shape["type"] = [shape["type"], _NULL]


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
