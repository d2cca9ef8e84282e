"""How it shows that something is from a pack: in its sources, and in its name.

A mark stands in the words themselves, so no output can lose it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boundary_advisor.knowledge.about import Place
from boundary_advisor.knowledge.entry import Entry
from boundary_advisor.knowledge.models import Challenge, City, Strategy, Tactic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boundary_advisor.knowledge.entry import EntryT, Traced, TracedT
    from boundary_advisor.knowledge.files import Files
    from boundary_advisor.knowledge.packs.head import PackHead

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
