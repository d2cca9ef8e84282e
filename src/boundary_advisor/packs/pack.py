"""What a pack holds, and the shapes of its files: what may be added, changed and retired."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import Field, create_model

from boundary_advisor.knowledge.base import CASES, CHALLENGES, STRATEGIES
from boundary_advisor.knowledge.entry import Entry, Id, Source, Text
from boundary_advisor.knowledge.models import Case, Cell, Challenge, City, Service, Strategy, Tactic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boundary_advisor.knowledge.provenance import PackHead
    from boundary_advisor.yamlfile import Loc


class Verb(StrEnum):
    """What a pack can do with an entry."""

    ADD = "add"
    OVERRIDE = "override"
    RETIRE = "retire"


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of entry that a pack can touch.

    Attributes:
        name: What one is called.
        file: The file that holds them.
        section: What several are called in the file.
        model: Their model.
        key: The fields that tell one from another; of a city's, one is given.
        kept: Fields that an override cannot change, since they are entries of their own.
        verbs: What a pack can do with one.
    """

    name: str
    file: str
    section: str
    model: type[Entry]
    key: tuple[str, ...]
    kept: frozenset[str] = frozenset()
    verbs: tuple[Verb, ...] = tuple(Verb)

    def key_of(self, entry: Entry) -> Key:
        """Give what tells an entry from all others of its kind."""
        if len(self.key) == 1:
            return (getattr(entry, self.key[0]),)
        values = (getattr(entry, field, None) for field in self.key)
        return tuple(value for value in values if value is not None)


Key = tuple[str | int, ...]
"""The values of an entry's key."""

CHALLENGE = Kind("challenge", CHALLENGES, "challenges", Challenge, ("id",), frozenset({"number"}))

STRATEGY = Kind(
    "strategy",
    STRATEGIES,
    "strategies",
    Strategy,
    ("id",),
    frozenset({"quadrant", "stage", "cells", "tactics"}),
    (Verb.OVERRIDE,),
)

CELL = Kind(
    "cell",
    STRATEGIES,
    "cells",
    Cell,
    ("strategy", "challenge"),
    frozenset(),
    (Verb.ADD, Verb.OVERRIDE),
)

TACTIC = Kind("tactic", STRATEGIES, "tactics", Tactic, ("id",))

SERVICE = Kind(
    "service",
    STRATEGIES,
    "services",
    Service,
    ("tactic", "challenge"),
    frozenset(),
    (Verb.ADD, Verb.RETIRE),
)

CITY = Kind("city", CASES, "cities", City, ("number", "id"))

CASE = Kind("case", CASES, "cases", Case, ("id",))

KINDS = (CHALLENGE, STRATEGY, TACTIC, CELL, SERVICE, CITY, CASE)
"""All kinds, in the order in which they are laid over; what others name comes first."""

LAST_NUMBER = 999
"""The highest number that a challenge can have."""


class AddedChallenge(Challenge):
    """A challenge of a pack; it gets the next number unless it has one."""

    number: Annotated[int, Field(ge=1, le=LAST_NUMBER)] | None = None  # type: ignore[assignment]  # settled when it is laid over


class AddedTactic(Tactic):
    """A tactic of a pack, and the strategy that it belongs to."""

    strategy: Id


class AddedCell(Cell):
    """A cell of a pack, and its strategy."""

    strategy: Id


class AddedService(Service):
    """That a tactic serves a challenge more, and where this stands."""

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
    """A city that is no longer used, and why; it is called by its number or by its id."""

    number: int | None = None
    id: Id | None = None
    why: Text


class RetiredService(Entry):
    """That a tactic serves a challenge no more, and why."""

    tactic: Id
    challenge: Id
    why: Text


_ADDED: dict[Kind, type[Entry]] = {
    CHALLENGE: AddedChallenge,
    TACTIC: AddedTactic,
    CELL: AddedCell,
    SERVICE: AddedService,
    CITY: AddedCity,
    CASE: Case,
}

_RETIRED: dict[Kind, type[Entry]] = {CITY: RetiredCity, SERVICE: RetiredService}


@cache
def override_of(kind: Kind) -> type[Entry]:
    """Make the shape of an override: the key, the source of the change, and what may change."""
    fields: dict[str, Any] = {}
    for name, field in kind.model.model_fields.items():
        if name not in kind.kept:
            needed = name == "source" or (name in kind.key and field.is_required())
            fields[name] = (field.rebuild_annotation(), ... if needed else None)
    for name in kind.key:
        fields.setdefault(name, (Id, ...))
    return create_model(
        f"{kind.model.__name__}Override",
        __base__=Entry,
        __doc__=f"What changes of a {kind.name}. A list takes the place of the old one.",
        **fields,
    )


def shape_of(kind: Kind, verb: Verb) -> type[Entry]:
    """Give the shape of an entry as a pack writes it for what it is to do with it."""
    if verb is Verb.ADD:
        return _ADDED[kind]
    return override_of(kind) if verb is Verb.OVERRIDE else _RETIRED.get(kind, Retired)


@cache
def overlay_shape(file: str) -> type[Entry]:
    """Make the shape of one of an overlay's files.

    Args:
        file: Name of the file.
    """
    parts = {str(verb): (_part_of(file, verb) | None, None) for verb in Verb}
    told = f"The whole of `{file}` in a pack that is laid over other knowledge."
    name = f"Overlay{file.partition('.')[0].title().replace('_', '')}"
    fields: dict[str, Any] = parts
    return create_model(name, __base__=Entry, __doc__=told, **fields)


def _part_of(file: str, verb: Verb) -> type[Entry]:
    fields: dict[str, Any] = {
        kind.section: (tuple[shape_of(kind, verb), ...] | None, None)  # type: ignore[misc]  # made here
        for kind in KINDS
        if kind.file == file and verb in kind.verbs
    }
    told = f"What the pack is to {verb}."
    return create_model(
        f"{file.partition('.')[0].title()}To{verb.title()}", __base__=Entry, __doc__=told, **fields
    )


class Given(NamedTuple):
    """An entry as a pack gives it, and where.

    Attributes:
        kind: Its kind.
        verb: What is to be done with it.
        place: Its place in its section.
        entry: The entry.
    """

    kind: Kind
    verb: Verb
    place: int
    entry: Entry

    @property
    def loc(self) -> Loc:
        """The way to it in its file."""
        return (self.verb.value, self.kind.section, self.place)


def given_in(content: Entry, file: str) -> Iterator[Given]:
    """List what one of a pack's files gives, kind by kind."""
    for kind in KINDS:
        for verb in kind.verbs if kind.file == file else ():
            part = getattr(content, verb)
            for place, entry in enumerate(getattr(part, kind.section, None) or ()):
                yield Given(kind, verb, place, entry)


class Pack(NamedTuple):
    """A pack that was read.

    Attributes:
        head: Its head.
        contents: The content of each of its files, by name; every source is marked as the pack's.
    """

    head: PackHead
    contents: dict[str, Entry]
