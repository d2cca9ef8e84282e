"""JSON Schemas for the files of knowledge, so that an editor completes and explains them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple, get_args

from pydantic import BaseModel

from boundary_advisor.knowledge.check_guide import PROGRAMMES, QUESTIONS
from boundary_advisor.knowledge.files import CASES, CHALLENGES, STRATEGIES
from boundary_advisor.knowledge.guide_models import ProgrammesFile, QuestionsFile
from boundary_advisor.knowledge.json_schema import Plain, Shape, describe, headed, shapes_in
from boundary_advisor.knowledge.models import CasesFile, ChallengesFile, StrategiesFile
from boundary_advisor.knowledge.packs.head import HEAD, PackHead
from boundary_advisor.knowledge.packs.overlay import OVERLAID
from boundary_advisor.knowledge.packs.shapes import KINDS, Verb, overlay_shape, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from boundary_advisor.knowledge.base import KnowledgeBase


class FileSchema(NamedTuple):
    """What a schema describes: a model, of a file, in words."""

    model: type[BaseModel]
    file: str
    title: str


def _name(file: str) -> str:
    return file.partition(".")[0].replace("_", "-")


SCHEMAS: dict[str, FileSchema] = {
    "pack": FileSchema(PackHead, HEAD, "Head of a knowledge pack"),
    **{
        f"overlay-{_name(file)}": FileSchema(overlay_shape(file), file, f"Overlay: {file}")
        for file in OVERLAID
    },
    **{
        _name(file): FileSchema(model, file, f"Whole knowledge: {file}")
        for file, model in (
            (CHALLENGES, ChallengesFile),
            (STRATEGIES, StrategiesFile),
            (CASES, CasesFile),
            (QUESTIONS, QuestionsFile),
            (PROGRAMMES, ProgrammesFile),
        )
    },
}
"""Name of each schema -> what it describes. An overlay has the head and the three behind it."""


def knowledge_schema(name: str, kb: KnowledgeBase) -> Shape:
    """Describe what one of the files may hold.

    It lets all through that can be read. What takes looking up, such as an id that must be there,
    it lets through too; in an overlay it offers the ids of the knowledge below.

    Args:
        name: One of `SCHEMAS`.
        kb: The knowledge whose ids an editor shall offer in an overlay.
    """
    model, _, title = SCHEMAS[name]
    whole: Shape = model.model_json_schema(schema_generator=Plain)
    parts: Shape = whole.pop("$defs", {})
    for shape in shapes_in([whole, parts]):
        if isinstance(shape.get("title"), str):  # else it is a field of that name
            del shape["title"]
    describe(model, whole)
    for part, described in _models_in(model):
        describe(described, parts[part.__name__])
    if name.startswith("overlay"):
        _offer_ids(kb, parts)
    return headed(f"knowledge-{name}", title, whole, parts)


def as_text(schema: Shape) -> str:
    """Write a schema as the text of a file."""
    return json.dumps(schema, indent=2, ensure_ascii=True) + "\n"


def _models_in(model: type[BaseModel]) -> Iterator[tuple[type[BaseModel], type[BaseModel]]]:
    """Give every model in a model, and the one whose docstring tells of its fields."""
    told: dict[type[BaseModel], type[BaseModel]] = {
        shape_of(kind, verb): kind.model
        for kind in KINDS
        for verb in kind.verbs
        if verb is not Verb.RETIRE
    }
    for field in model.model_fields.values():
        for part in _parts_of(field.annotation):
            yield part, told.get(part, part)
            yield from _models_in(part)


def _parts_of(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _parts_of(inner)


def _offer_ids(kb: KnowledgeBase, parts: Shape) -> None:
    """Offer the ids that are known wherever one is named; others stay allowed."""
    challenges = [(each.id, f"{each.title} ({each.number})") for each in kb.challenges]
    strategies = [(each.id, each.name) for each in kb.strategies]
    tactics = [(tac.id, tac.title) for each in kb.strategies for tac in each.tactics]
    sizes = [(each.id, f"{each.title}: {each.population}") for each in kb.sizes]
    known = {
        "challenge": challenges,
        "challenges": challenges,
        "strategy": strategies,
        "tactic": tactics,
        "tactics": tactics,
        "size": sizes,
        "cities": [(str(each.id), each.label) for each in kb.cities if each.id],
    }
    for part in parts.values():
        for field, shape in part.get("properties", {}).items():
            if offered := known.get(field):
                _offer(offered, shape.get("items", shape))


def _offer(offered: Iterable[tuple[str, str]], named: Shape) -> None:
    """Offer texts where a text can stand, alone or among others."""
    for shape in (named, *named.get("anyOf", ())):
        if shape.get("type") == "string":
            given = dict(shape)
            shape.clear()
            told = [{"const": one, "description": words} for one, words in offered]
            shape["anyOf"] = [*told, given]
