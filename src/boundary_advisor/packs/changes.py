"""What a pack does to the knowledge: the draft it changes, the effects, and the marks of origin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boundary_advisor.knowledge.base import Files
from boundary_advisor.knowledge.entry import Entry, Origin, Place
from boundary_advisor.knowledge.models import Challenge, City, Strategy, Tactic
from boundary_advisor.knowledge.provenance import FieldChange
from boundary_advisor.packs.pack import CASE, CELL, CHALLENGE, CITY, STRATEGY, TACTIC, Key, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from boundary_advisor.knowledge.entry import EntryT, Traced, TracedT
    from boundary_advisor.knowledge.models import Service
    from boundary_advisor.knowledge.provenance import PackHead
    from boundary_advisor.packs.pack import Kind

OWN_JUDGEMENT = "own judgement"
"""The place that every pack has: what is its author's own judgement."""

_SOURCES = frozenset({"source", "effort"})

_BETWEEN = "; "

_TITLES: dict[type, str] = {Challenge: "title", Tactic: "title", Strategy: "name", City: "name"}


def of_pack(place: str, pack: str) -> str:
    """Name a place in the sources of a pack: "ours: Visit to the north"."""
    return f"{pack}: {place}"


def places_of(head: PackHead) -> Iterator[Place]:
    """List the places that a pack's sources can name once they are marked."""
    for place in head.places:
        yield place.model_copy(update={"name": of_pack(place.name, head.name)})
    where = f"What {head.author} takes to be so"
    yield Place(name=of_pack(OWN_JUDGEMENT, head.name), where=where)


def with_sources_of(entry: EntryT, pack: str) -> EntryT:
    """Mark every source in an entry, and in what it holds, as one of a pack."""
    changed = {
        name: marked
        for name in entry.model_fields_set
        if (marked := _marked(name, value := getattr(entry, name), pack)) is not value
    }
    return entry.model_copy(update=changed)


def _marked(name: str, value: Any, pack: str) -> Any:  # noqa: ANN401  # whatever a field holds
    if isinstance(value, str):
        if name not in _SOURCES:
            return value
        return _BETWEEN.join(of_pack(place, pack) for place in value.split(_BETWEEN))
    if isinstance(value, Entry):
        return with_sources_of(value, pack)
    if isinstance(value, tuple) and value and isinstance(value[0], Entry):
        return tuple(with_sources_of(item, pack) for item in value)
    return value


def marked(files: Files) -> Files:
    """Mark the names of all entries that packs added or changed."""
    challenges, strategies, cases = files
    return files._replace(
        challenges=challenges.model_copy(
            update={"challenges": tuple(map(_named, challenges.challenges))}
        ),
        strategies=strategies.model_copy(
            update={
                "strategies": tuple(
                    _named(each).model_copy(update={"tactics": tuple(map(_named, each.tactics))})
                    for each in strategies.strategies
                )
            }
        ),
        cases=cases,
    )


def _named(entry: TracedT) -> TracedT:
    mark = entry.origin.mark
    if not mark:
        return entry
    fields = ("name", "long_name") if isinstance(entry, Strategy) else ("title",)
    return entry.model_copy(update={field: f"{getattr(entry, field)}{mark}" for field in fields})


def title_of(entry: Traced) -> str:
    """Give what people call an entry; empty where it has no title."""
    field = _TITLES.get(type(entry))
    return str(getattr(entry, field) or "") if field else ""


_SOURCE = "source"


def changes_of(kind: Kind, old: Traced, entry: Entry) -> dict[str, Any]:
    """Give the fields that an override changes, in the order of the model, with their new values.

    Args:
        kind: The kind of the entry.
        old: The entry as it was.
        entry: The override.
    """
    given = entry.model_fields_set - {*kind.key, _SOURCE}
    return {
        name: value
        for name in kind.model.model_fields
        if name in given and (value := getattr(entry, name)) != getattr(old, name)
    }


def joined(entry: Entry, old: Traced) -> str:
    """Give where the changed entry stands: first what changed it, then what was there before."""
    sources = (str(getattr(each, _SOURCE)).split("; ") for each in (entry, old))
    return "; ".join(dict.fromkeys(place for source in sources for place in source))


def changed_by(origin: Origin, pack: str, fields: tuple[str, ...]) -> Origin:
    """Add a pack and the fields that it changed to an origin, each once."""
    packs = (*origin.changed_by, *(() if pack == origin.pack else (pack,)))
    return origin._replace(
        changed_by=tuple(dict.fromkeys(packs)),
        fields=tuple(dict.fromkeys((*origin.fields, *fields))),
    )


def services_of(tactic: Tactic, serves: Iterable[Service], pack: str) -> tuple[Service, ...]:
    """Say of the services that a pack gives a tactic in the place of its own where each is from.

    Args:
        tactic: The tactic as it was.
        serves: What the pack gives.
        pack: Name of the pack; it adds what the tactic did not serve before.
    """
    before = {each.challenge: each.origin for each in tactic.serves}
    return tuple(
        each.coming_from(
            changed_by(before[each.challenge], pack, (_SOURCE,))
            if each.challenge in before
            else Origin(pack)
        )
        for each in serves
    )


def field_changes(old: Traced, changes: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """Tell what becomes of the fields of an entry, in words."""
    return tuple(
        FieldChange(name, *map(_in_words, (getattr(old, name), value)))
        for name, value in changes.items()
    )


def _in_words(value: Any) -> str:  # noqa: ANN401  # whatever a field holds
    """Tell what a field holds, on one line."""
    if isinstance(value, tuple):
        return "; ".join(map(_in_words, value))
    if isinstance(value, Entry):
        return ", ".join(_in_words(part) for _, part in value if part is not None)
    return "" if value is None else str(value)


class Draft:
    """The entries of three files, to be changed one by one and put together again.

    Args:
        files: The files to begin with.
    """

    def __init__(self, files: Files) -> None:
        self._files = files
        self.places: list[Place] = []
        strategies = files.strategies.strategies
        self._entries: dict[Kind, dict[Key, Traced]] = {
            CHALLENGE: _by_key(CHALLENGE, files.challenges.challenges),
            STRATEGY: _by_key(STRATEGY, strategies),
            CELL: {(s.id, cell.challenge): cell for s in strategies for cell in s.cells},
            TACTIC: {(tactic.id,): tactic for s in strategies for tactic in s.tactics},
            CITY: _by_key(CITY, files.cases.cities),
            CASE: _by_key(CASE, files.cases.cases),
        }
        self.owners: dict[str, str] = {t.id: s.id for s in strategies for t in s.tactics}

    def of(self, kind: Kind) -> dict[Key, Any]:
        """Give the entries of a kind, by key, to be read and changed."""
        return self._entries[kind]

    def files(self) -> Files:
        """Put the entries together again."""
        challenges, strategies, cases = self._files
        about = challenges.about
        about = about.model_copy(update={"places": (*about.places, *self.places)})
        entries = tuple(self.of(CHALLENGE).values())
        cities = {"cities": tuple(self.of(CITY).values()), "cases": tuple(self.of(CASE).values())}
        return Files(
            challenges.model_copy(update={"about": about, "challenges": entries}),
            strategies.model_copy(update={"strategies": self._strategies()}),
            cases.model_copy(update=cities),
        )

    def _strategies(self) -> tuple[Traced, ...]:
        parts: dict[str, dict[str, list[Traced]]] = {
            strategy.id: {"cells": [], "tactics": []} for strategy in self.of(STRATEGY).values()
        }
        for (strategy, _), cell in self.of(CELL).items():
            parts[str(strategy)]["cells"].append(cell)
        for (tactic,), entry in self.of(TACTIC).items():
            parts[self.owners[str(tactic)]]["tactics"].append(entry)
        return tuple(
            strategy.model_copy(
                update={name: tuple(found) for name, found in parts[strategy.id].items()}
            )
            for strategy in self.of(STRATEGY).values()
        )


def _by_key(kind: Kind, entries: Iterable[Traced]) -> dict[Key, Traced]:
    return {kind.key_of(entry): entry for entry in entries}
