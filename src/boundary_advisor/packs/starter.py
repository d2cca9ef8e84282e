"""The files of a starter pack, and the JSON Schemas with which an editor completes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple, get_args

from pydantic import BaseModel

from boundary_advisor.knowledge.base import CASES, CHALLENGES, STRATEGIES
from boundary_advisor.knowledge.guide import (
    PROGRAMMES,
    QUESTIONS,
    ProgrammesFile,
    QuestionsFile,
    programme_rule_ids,
)
from boundary_advisor.knowledge.load import rule_ids
from boundary_advisor.knowledge.models import CasesFile, ChallengesFile, StrategiesFile
from boundary_advisor.knowledge.provenance import HEAD, PackHead
from boundary_advisor.knowledge.schemas import Plain, Shape, describe, headed, shapes_in
from boundary_advisor.packs.pack import KINDS, OVERLAID, Verb, overlay_shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

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


_RULE_IDS = {_name(STRATEGIES): rule_ids, _name(PROGRAMMES): programme_rule_ids}
"""Name of a schema -> what gives the rules that the file may name."""


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
    if name in _RULE_IDS:
        parts["Ground"]["properties"]["rule"]["enum"] = list(_RULE_IDS[name]())
    return headed(f"knowledge-{name}", title, whole, parts)


def as_text(schema: Shape) -> str:
    """Write a schema as the text of a file."""
    return json.dumps(schema, indent=2, ensure_ascii=True) + "\n"


def _models_in(model: type[BaseModel]) -> Iterator[tuple[type[BaseModel], type[BaseModel]]]:
    """Give every model in a model, and the one whose docstring tells of its fields."""
    told: dict[type[BaseModel], type[BaseModel]] = {
        shape: kind.model
        for kind in KINDS
        for verb, shape in kind.shapes.items()
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


_LINE = "# yaml-language-server: $schema=schemas/{schema}.schema.json\n"

_HEAD = """\
# The head of a knowledge pack: what it is called, and whose it is.
#
# name      marks in every output what comes from this pack: small letters, digits, hyphens
# licence   on what terms others may use it
# places    where your statements stand. Every `source` in this pack names one of them, or several
#           joined by "; ", or the words: own judgement
# history   what each version changed, the newest first (not needed for the first one)

name: {name}
version: "0.1"
author: Your name or office
date: {date}
licence: All rights reserved
kind: overlay
summary: Say in a sentence what this pack adds.

places:
  - name: Our own experience
    where: Notes of the office that wrote this pack
"""

_CHALLENGES = """\
# Challenges of your own, or changes to those that are there. Most packs need none.
#
# add        a challenge, in full. In strategies.yaml, give it a cell for each strategy, too, and in
#            each cell a tactic that serves it
# override   the id, the fields that change, and the source of the change. A list replaces the list
# retire     the id, and why it is not used
#
# To see what is there: boundary-advisor challenges

add:
  challenges:
    # - id: noise
    #   title: Noise That Sensors Make
    #   summary: What it is, in two sentences.
    #   signs:
    #     - text: How a leader recognises it.
    #       source: Our own experience
    #   source: Our own experience

override:
  challenges:
    # - id: data
    #   summary: The same challenge in your words.
    #   source: Our own experience

retire:
  challenges:
    # - id: citizens
    #   why: Our members do not work with citizens directly.
"""

_STRATEGIES = """\
# Tactics of your own, or changes to those that are there.
#
# add.tactics    a tactic in full, and the strategy that it belongs to
# add.services   that a tactic serves one challenge more
# add.cells      for a challenge of your own: one for each strategy. It is reported, or
#                not-applicable with a note that says why, and then no tactic serves it there
# override       the id, the fields that change, and the source of the change
# retire         the id, and why it is not used
#
# To see what is there: boundary-advisor strategies building

add:
  tactics:
    # - strategy: building
    #   id: rehearse-exit
    #   title: Rehearse leaving a vendor
    #   summary: What it means to do it, in two sentences.
    #   first_step: Something that can be done on Monday.
    #   serves:
    #     - {challenge: data, source: Our own experience}
    #   source: Our own experience
  services:
    # - {tactic: data-communities, challenge: capability, source: Our own experience}
    # - {tactic: tailored-stories, challenge: noise, source: Our own experience}
    # - {tactic: public-solutions-network, challenge: noise, source: Our own experience}
    # - {tactic: data-clauses, challenge: noise, source: Our own experience}
  cells:
    # - strategy: bridging-support
    #   challenge: noise
    #   state: reported
    #   source: Our own experience
    # - strategy: bridging-knowledge
    #   challenge: noise
    #   state: reported
    #   source: Our own experience
    # - strategy: buffering
    #   challenge: noise
    #   state: not-applicable
    #   note: Noise does not wait.
    #   source: Our own experience
    # - strategy: building
    #   challenge: noise
    #   state: reported
    #   source: Our own experience

override:
  strategies:
    # - id: building
    #   purpose: What it is for, in your words.
    #   source: Our own experience
  tactics:
    # - id: interim-data-deals
    #   first_step: Take our model agreement and fill in one data set.
    #   source: Our own experience

retire:
  tactics:
    # - id: choose-battles
    #   why: Our members have agreed not to fight.
  services:
    # - tactic: champion-network
    #   challenge: data-use
    #   why: Our champions keep to other things.
"""

_CASES = """\
# Cities of your own, and what they did.
#
# add.cities   an id and a name each. Sizes: {sizes}
# add.cases    what a city of a pack did, or what happened to it. `outcome` may be left out.
#              The cities of the study stay as they are: nobody can add to what they said
# override     the id, the fields that change, and the source of the change
# retire       the id (or the number of a city), and why it is not used

add:
  cities:
    # - {{id: northby, name: Northby, size: small-city, source: Our own experience}}
  cases:
    # - id: northby-exit
    #   cities: [northby]
    #   summary: What the city did.
    #   outcome: What came of it.
    #   tactics: [open-architecture]
    #   challenges: [data]
    #   source: Our own experience

override:
  cases:
    # - id: camera-law
    #   summary: The same story in your words.
    #   source: Our own experience

retire:
  cases:
    # - id: similar-legal-stops
    #   why: It names no story of its own.
"""


def starter_pack(kb: KnowledgeBase, name: str, on: date) -> dict[str, str]:
    """Write a pack to begin with: nothing in it says anything yet, and all of it explains.

    Args:
        kb: The knowledge that it will lie over; an editor offers its ids.
        name: The name of the pack.
        on: The day to put into its head.

    Returns:
        Name of each file -> its text. The schemas stand in a folder of their own.
    """
    sizes = ", ".join(size.id for size in kb.sizes)
    texts = {
        HEAD: ("pack", _HEAD.format(name=name, date=on.isoformat())),
        CHALLENGES: ("overlay-challenges", _CHALLENGES),
        STRATEGIES: ("overlay-strategies", _STRATEGIES),
        CASES: ("overlay-case-examples", _CASES.format(sizes=sizes)),
    }
    files = {file: f"{_LINE.format(schema=schema)}{text}" for file, (schema, text) in texts.items()}
    schemas = {
        f"schemas/{schema}.schema.json": schema_text(schema, kb) for schema, _ in texts.values()
    }
    return files | schemas


def schema_text(name: str, kb: KnowledgeBase) -> str:
    """Write one of the schemas as the text of a file."""
    return as_text(knowledge_schema(name, kb))
