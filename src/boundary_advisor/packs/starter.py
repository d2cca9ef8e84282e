"""A pack to begin with, and JSON Schemas with which an editor completes knowledge files."""

from __future__ import annotations

import json
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.knowledge.base import (
    CASES,
    CHALLENGES,
    HEAD,
    PROGRAMMES,
    QUESTIONS,
    STRATEGIES,
)
from boundary_advisor.knowledge.guide import ProgrammesFile, QuestionsFile, programme_rule_ids
from boundary_advisor.knowledge.load import rule_ids
from boundary_advisor.knowledge.models import CasesFile, ChallengesFile, StrategiesFile
from boundary_advisor.knowledge.provenance import PackHead
from boundary_advisor.knowledge.schemas import Shape, bare_schema, describe, headed, models_in
from boundary_advisor.packs.pack import KINDS, OVERLAID, Verb, overlay_shape

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pydantic import BaseModel

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
"""Name of each schema -> what it describes."""


_RULE_IDS = {_name(STRATEGIES): rule_ids, _name(PROGRAMMES): programme_rule_ids}
"""Name of a schema -> what gives the rules that the file may name."""


def knowledge_schema(name: str, kb: KnowledgeBase) -> Shape:
    """Return the schema of one of the files, by its name in `SCHEMAS`.

    It accepts every file that can be read, whether or not the ids in it exist. For an overlay it
    offers the ids of the knowledge below.
    """
    model, _, title = SCHEMAS[name]
    whole, parts = bare_schema(model)
    describe(model, whole)
    entries: dict[type[BaseModel], type[BaseModel]] = {
        shape: kind.model
        for kind in KINDS
        for verb, shape in kind.shapes.items()
        if verb is not Verb.RETIRE
    }
    for part in models_in(model):
        describe(entries.get(part, part), parts[part.__name__])
    if name.startswith("overlay"):
        _offer_ids(kb, parts)
    if name in _RULE_IDS:
        parts["Ground"]["properties"]["rule"]["enum"] = list(_RULE_IDS[name]())
    return headed(f"knowledge-{name}", title, whole, parts)


def as_text(schema: Shape) -> str:
    """Write a schema as the text of a file."""
    return json.dumps(schema, indent=2, ensure_ascii=True) + "\n"


def _offer_ids(kb: KnowledgeBase, parts: Shape) -> None:
    """Offer known ids wherever an id is expected; other ids stay allowed."""
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


def _offer(offered: Iterable[tuple[str, str]], field: Shape) -> None:
    """Offer texts wherever the shape of a field allows a text."""
    for shape in (field, *field.get("anyOf", ())):
        if shape.get("type") == "string":
            any_text = dict(shape)
            shape.clear()
            texts = [{"const": text, "description": words} for text, words in offered]
            shape["anyOf"] = [*texts, any_text]


def starter_pack(kb: KnowledgeBase, name: str, on: date) -> dict[str, str]:
    """Write a pack to begin with: it holds no entries yet, and explains itself in comments.

    Returns:
        Name of each file -> its text. The schemas are in a folder of their own; those of an overlay
        offer the ids of the knowledge below.
    """
    values = {
        "name": name,
        "date": on.isoformat(),
        "sizes": ", ".join(size.id for size in kb.sizes),
    }
    folder = files("boundary_advisor.packs") / "new_pack"
    texts = {
        file: Template((folder / file).read_text("utf-8")).safe_substitute(values)
        for file in (HEAD, *OVERLAID)
    }
    schemas = (schema for schema in SCHEMAS if schema == "pack" or schema.startswith("overlay"))
    return texts | {
        f"schemas/{each}.schema.json": as_text(knowledge_schema(each, kb)) for each in schemas
    }
