"""What an override changes: which fields, and what the entry's sources and origin become."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from boundary_advisor.knowledge.entry import Entry, Origin, Traced
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
