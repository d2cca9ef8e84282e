"""What a pack holds: the kinds of entry it can touch, and the shapes of its files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeAlias

from pydantic import Field, create_model

from boundary_advisor.knowledge.base import CASES, CHALLENGES, HEAD, STRATEGIES
from boundary_advisor.knowledge.entry import Entry, Id, Place, Source, Text, Traced
from boundary_advisor.knowledge.models import Case, Cell, Challenge, City, Service, Strategy, Tactic
from boundary_advisor.text import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from boundary_advisor.errors import Problem
    from boundary_advisor.knowledge.provenance import PackHead
    from boundary_advisor.validation import Fault
    from boundary_advisor.yamlfile import Loc

OWN_JUDGEMENT = "own judgement"
"""The place that every pack has: what is its author's own judgement."""


def of_pack(place: str, pack: str) -> str:
    """Name a place in the sources of a pack: "ours: Visit to the north"."""
    return f"{pack}: {place}"


LAST_NUMBER = 999
"""The highest number that a challenge can have."""


class AddedChallenge(Challenge):
    """A challenge of a pack. It gets the next free number unless it gives one."""

    number: Annotated[int, Field(ge=1, le=LAST_NUMBER)] | None = None  # type: ignore[assignment]  # set by the overlay


class AddedTactic(Tactic):
    """A tactic of a pack, with the strategy it belongs to."""

    strategy: Id


class AddedCell(Cell):
    """A cell of a pack, with its strategy."""

    strategy: Id


class AddedService(Service):
    """One more challenge that a tactic serves, and where this stands."""

    tactic: Id


class AddedCity(Entry):
    """A city of a pack: it has a name, and no number."""

    id: Id
    name: Text
    size: Id
    setting: Text | None = None
    source: Source


class Retired(Entry):
    """An entry that is no longer used, and why."""

    id: Id
    why: Text


class RetiredCity(Entry):
    """A city that is no longer used, by number or id, and why."""

    number: int | None = None
    id: Id | None = None
    why: Text


class RetiredService(Entry):
    """A challenge that a tactic no longer serves, and why."""

    tactic: Id
    challenge: Id
    why: Text


class Verb(StrEnum):
    """What a pack can do with an entry."""

    ADD = "add"
    OVERRIDE = "override"
    RETIRE = "retire"


Key: TypeAlias = tuple[str | int, ...]
"""The values of an entry's key fields."""


def name_of(key: Key) -> str:
    """Write a key as text: "data-hub", "building, data"."""
    return ", ".join(map(str, key))


@dataclass(frozen=True, eq=False)
class EntryKind:
    """A kind of entry that a pack can touch.

    Attributes:
        section: The list of its entries in their file.
        added: How a pack writes an entry to add; None if it cannot add one.
        retired: How a pack writes an entry to retire; None if it cannot retire one.
        key: The fields that identify an entry. A city has one of the two.
        title: The field with the title, if there is one.
        fixed: Fields that an override cannot change.
    """

    name: str
    file: str
    section: str
    model: type[Traced]
    added: type[Entry] | None
    retired: type[Entry] | None = Retired
    overridable: bool = True
    key: tuple[str, ...] = ("id",)
    title: str = ""
    fixed: frozenset[str] = frozenset()

    @cached_property
    def shapes(self) -> dict[Verb, type[Entry]]:
        """What a pack can do with an entry -> how it writes the entry for that."""
        override = _override_shape(self) if self.overridable else None
        shapes = {Verb.ADD: self.added, Verb.OVERRIDE: override, Verb.RETIRE: self.retired}
        return {verb: shape for verb, shape in shapes.items() if shape}

    def key_of(self, entry: Entry, owner: Entry | None = None) -> Key:
        """Return the key of an entry.

        The id of the owner, which holds it, is the part of the key that the entry lacks.
        """
        values = (getattr(entry, field, getattr(owner, "id", None)) for field in self.key)
        return tuple(value for value in values if value is not None)

    def title_of(self, entry: Entry) -> str:
        """Return what people call an entry; empty if it has no title."""
        return getattr(entry, self.title, None) or ""

    def called(self, key: Key) -> str:
        """Name an entry as messages do: "tactic 'data-hub'", "city 9"."""
        parts = (show(part) if isinstance(part, str) else str(part) for part in key)
        return f"{self.name} {', '.join(parts)}"


CHALLENGE = EntryKind(
    "challenge",
    CHALLENGES,
    "challenges",
    Challenge,
    AddedChallenge,
    title="title",
    fixed=frozenset({"number"}),
)

STRATEGY = EntryKind(
    "strategy",
    STRATEGIES,
    "strategies",
    Strategy,
    added=None,
    retired=None,
    title="name",
    fixed=frozenset({"quadrant", "stage", "cells", "tactics"}),
)

TACTIC = EntryKind("tactic", STRATEGIES, "tactics", Tactic, AddedTactic, title="title")

CELL = EntryKind(
    "cell", STRATEGIES, "cells", Cell, AddedCell, retired=None, key=("strategy", "challenge")
)

SERVICE = EntryKind(
    "service",
    STRATEGIES,
    "services",
    Service,
    AddedService,
    RetiredService,
    overridable=False,
    key=("tactic", "challenge"),
)

CITY = EntryKind(
    "city", CASES, "cities", City, AddedCity, RetiredCity, key=("number", "id"), title="name"
)

CASE = EntryKind("case", CASES, "cases", Case, Case)

KINDS = (CHALLENGE, STRATEGY, TACTIC, CELL, SERVICE, CITY, CASE)
"""All kinds, in the order in which they are laid over: those that others refer to come first."""

OVERLAID = tuple(dict.fromkeys(kind.file for kind in KINDS))
"""The files that an overlay may have beside its head."""


def _override_shape(kind: EntryKind) -> type[Entry]:
    """Make the shape of an override: the key, the source of the change, and what may change."""
    fields: dict[str, Any] = {}
    for name, field in kind.model.model_fields.items():
        if name not in kind.fixed:
            required = name == "source" or (name in kind.key and field.is_required())
            fields[name] = (field.rebuild_annotation(), ... if required else None)
    for name in kind.key:
        fields.setdefault(name, (Id, ...))
    return create_model(
        f"{kind.model.__name__}Override",
        __base__=Entry,
        __doc__=f"What changes of a {kind.name}. A list takes the place of the old one.",
        **fields,
    )


@cache
def overlay_shape(file: str) -> type[Entry]:
    """Make the model of one of an overlay's files."""
    fields: dict[str, Any] = {str(verb): (_part_shape(file, verb) | None, None) for verb in Verb}
    doc = f"The whole of `{file}` in a pack that is laid over other knowledge."
    name = f"Overlay{file.partition('.')[0].title().replace('_', '')}"
    return create_model(name, __base__=Entry, __doc__=doc, **fields)


def _part_shape(file: str, verb: Verb) -> type[Entry]:
    fields: dict[str, Any] = {
        kind.section: (tuple[kind.shapes[verb], ...] | None, None)  # type: ignore[name-defined]  # made here
        for kind in KINDS
        if kind.file == file and verb in kind.shapes
    }
    name = f"{file.partition('.')[0].title()}To{verb.title()}"
    return create_model(name, __base__=Entry, __doc__=f"What the pack is to {verb}.", **fields)


class PackEntry(NamedTuple):
    """An entry as a pack gives it, in the shape for the verb, with its index in its list."""

    kind: EntryKind
    verb: Verb
    position: int
    key: Key
    entry: Any

    @property
    def loc(self) -> Loc:
        """The path to it in its file."""
        return (self.verb.value, self.kind.section, self.position)


class Pack(NamedTuple):
    """A pack that was read.

    Attributes:
        contents: Name of each of its files -> what it holds, each source marked as the pack's.
        locate: Turns a fault in one of its files into a problem with line and column.
    """

    head: PackHead
    contents: dict[str, Entry]
    locate: Callable[[Fault], Problem]

    def entries(self) -> Iterator[PackEntry]:
        """Yield every entry, file by file, kind by kind and verb by verb."""
        for kind in KINDS:
            for verb in kind.shapes:
                part = getattr(self.contents.get(kind.file), verb, None)
                for position, entry in enumerate(getattr(part, kind.section, None) or ()):
                    yield PackEntry(kind, verb, position, kind.key_of(entry), entry)

    def named_places(self) -> Iterator[Place]:
        """Yield the places that its sources name, called as its sources call them."""
        for place in self.head.places:
            yield place.model_copy(update={"name": of_pack(place.name, self.head.name)})
        where = f"What {self.head.author} takes to be so"
        yield Place(name=of_pack(OWN_JUDGEMENT, self.head.name), where=where)

    def home_of(self, file: str) -> str:
        """Return the name of the file, or of the head if the pack has no such file."""
        return file if file in self.contents else HEAD
