"""The base of all JSON, format version 1, and the parts that several outputs share.

Each output is a model. Its JSON is made from the model, and so is its schema in `docs/schemas/`,
whose descriptions are the docstrings. The models are apart from those of the knowledge, whose
limits and strictness this format does not promise. A field without a default is always there,
though it may be null; a field with a default is left out while it holds that default.
"""

from __future__ import annotations

import json
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Unpack

from pydantic import (
    AliasPath,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticUndefined

from boundary_advisor.knowledge.entry import ID_PATTERN, About
from boundary_advisor.knowledge.models import Case, City
from boundary_advisor.knowledge.provenance import PackHead

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.knowledge.base import KnowledgeBase

FORMAT_VERSION = 1


def only(name: str) -> BeforeValidator:
    """Take one attribute of an object for the whole; what lacks it stays as it is."""
    return BeforeValidator(lambda shown: getattr(shown, name, shown))


_Id = Annotated[str, WithJsonSchema({"type": "string", "pattern": ID_PATTERN}), only("id")]
Id = Annotated[_Id, Field(description="Its stable name.")]
ChallengeId = Annotated[_Id, Field(description="Id of the challenge.")]
StrategyId = Annotated[_Id, Field(description="Id of the strategy.")]
CitySize = Annotated[
    _Id | None, Field(description="Id of the class of city size; null where none is given.")
]
RuleId = Annotated[_Id, Field(description="Id of the rule.")]
Number = Annotated[int, Field(ge=1, description="Its number, from 1.")]
Text = Annotated[str, WithJsonSchema({"type": "string", "minLength": 1})]
Name = Annotated[Text, Field(description="What people call it.")]
Title = Annotated[Text, Field(description="What it is, in a few words.")]
Summary = Annotated[Text, Field(description="What it is, in a sentence or more.")]
Why = Annotated[Text, Field(description="Why this is so.")]
FirstStep = Annotated[Text, Field(description="A way to begin; our own suggestion.")]
Source = Annotated[
    Text, Field(description='Places in the source, separated by "; ", or own judgement.')
]
NULL_IF_EMPTY = BeforeValidator(lambda shown: shown or None)
TextOrNull = Annotated[Text | None, NULL_IF_EMPTY]


def at(path: str, default: object = PydanticUndefined) -> Any:  # noqa: ANN401  # as `Field` does
    """Read a field from an attribute of another name, or of an object within.

    Args:
        path: The way from the object that the model is made of, such as "strategy.id".
        default: What is not worth a key: the field is left out while it holds this.
    """
    return Field(default, validation_alias=AliasPath(*path.split(".")))


class Output(BaseModel):
    """Base of every part of an output: made from the attributes of what it shows."""

    model_config = ConfigDict(frozen=True, from_attributes=True, defer_build=True)

    described_by: ClassVar[tuple[type, ...]] = ()
    """Classes whose docstrings describe the fields that its own does not describe."""

    def __init_subclass__(cls, *, shows: type | None = None, **config: Unpack[ConfigDict]) -> None:
        super().__init_subclass__(**config)
        if shows is not None:
            cls.described_by = (shows, *cls.described_by)

    @classmethod
    def _parts(cls, shown: Any, kb: Any) -> tuple[object, ...]:  # noqa: ANN401, ARG003
        """Return what the fields are read from; the first that has an attribute counts."""
        return (shown,)

    @model_validator(mode="before")
    @classmethod
    def _read(cls, shown: object, info: ValidationInfo) -> object:
        parts = (shown,) if isinstance(shown, _Chain) else cls._parts(shown, info.context)
        return parts[0] if len(parts) == 1 else _Chain(parts)


class _Chain:
    """Several objects as one; the first that has an attribute gives it."""

    def __init__(self, parts: tuple[object, ...]) -> None:
        self._parts = parts

    def __getattr__(self, name: str) -> object:
        holder = next((part for part in self._parts if hasattr(part, name)), None)
        return getattr(holder, name)


class WholeOutput(Output):
    """Base of every whole output."""

    format_version: Literal[1] = Field(description="Version of this format.")

    @classmethod
    def write(cls, kb: KnowledgeBase | None, shown: object = None, **more: object) -> str:
        """Write the output of an object; `more` adds attributes or replaces those that it has."""
        head = SimpleNamespace(format_version=FORMAT_VERSION, knowledge=kb, **more)
        return as_text(cls.model_validate(_Chain((head, *cls._parts(shown, kb))), context=kb))


def as_text(output: Output) -> str:
    """Write an output as text: indented, and ASCII only, so that every terminal can show it."""
    content = output.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps(content, indent=2, ensure_ascii=True) + "\n"


class PackOutput(Output, shows=PackHead):
    """A knowledge pack."""

    name: Id
    version: Text
    author: Text
    date: date
    licence: Text


class KnowledgeOutput(Output, shows=About):
    """The knowledge that an output was made from.

    Attributes:
        pack: The whole pack that it is, where one takes the place of the built-in knowledge.
        packs: The packs that are laid over it, in that order, where there are any.
    """

    title: Text = at("about.title")
    version: Text = at("about.version")
    source: Text = at("about.source")
    pack: PackOutput | None = at("head", None)
    packs: tuple[PackOutput, ...] = ()

    @classmethod
    def _parts(cls, shown: KnowledgeBase, _kb: object) -> tuple[object, ...]:
        return SimpleNamespace(packs=[layer.head for layer in shown.layers]), shown


class HeadedOutput(WholeOutput):
    """Base of what is made from knowledge."""

    knowledge: KnowledgeOutput


class RuleOutput(Output):
    """A rule that had a part in this, and the ground on which it stands."""

    rule: RuleId
    finding: Annotated[Text, Field(description="What it found here.")] = at("text")
    why: Why = at("ground")
    source: Source


class StatementOutput(Output):
    """One thing the knowledge says."""

    text: Annotated[Text, Field(description="What it says.")]
    source: Source


class MarkedOutput(Output):
    """Base of what a pack can add or change.

    Attributes:
        pack: Name of the pack that added this, where one did.
        changed_by: Names of the packs that changed this, in that order, where any did.
        changed_fields: Names of the fields that these packs changed.
    """

    pack: Id = at("origin.pack", "")
    changed_by: tuple[Id, ...] = at("origin.changed_by", ())
    changed_fields: tuple[Text, ...] = at("origin.fields", ())


class ChallengeNameOutput(MarkedOutput):
    """A challenge by its names."""

    id: Id
    number: Number
    title: Title


class TacticNameOutput(MarkedOutput):
    """A tactic by its names."""

    id: Id
    title: Title


class StrategyNameOutput(Output):
    """A strategy by its names."""

    strategy: StrategyId
    name: Name = at("strategy.name")


class CityNameOutput(MarkedOutput):
    """A city that has a name."""

    id: Id
    name: Name


Cities = Annotated[
    tuple[Number, ...],
    Field(description="Numbers of the cities that the source keeps nameless, each once."),
]
NamedCities = Annotated[
    tuple[CityNameOutput, ...],
    Field(description="The cities with a name, where there are any."),
]


def apart(cities: Iterable[City]) -> SimpleNamespace:
    """Split cities into two fields, of the types `Cities` and `NamedCities`."""
    cities = tuple(cities)
    return SimpleNamespace(
        cities=[city.number for city in cities if city.number is not None],
        named_cities=[city for city in cities if city.name],
    )


class CaseOutput(MarkedOutput, shows=Case):
    """What a city did or met."""

    id: Id
    cities: Cities
    named_cities: NamedCities = ()
    summary: Summary
    outcome: Text | None
    source: Source

    @classmethod
    def _parts(cls, shown: Case, kb: KnowledgeBase) -> tuple[object, ...]:
        return apart(map(kb.city, shown.cities)), shown
