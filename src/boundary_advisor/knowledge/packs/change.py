"""What an override changes: which fields, and what the entry's sources and origin become."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boundary_advisor.knowledge.entry import Entry, Origin
from boundary_advisor.knowledge.packs.effects import FieldChange

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from boundary_advisor.knowledge.entry import Traced
    from boundary_advisor.knowledge.models import Service, Tactic
    from boundary_advisor.knowledge.packs.shapes import Kind

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
