"""What a pack did to the knowledge: entry by entry, and what followed of itself."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.knowledge.packs.head import PackHead


class Act(StrEnum):
    """What happened to an entry."""

    ADDED = "added"
    CHANGED = "changed"
    RETIRED = "retired"
    FOLLOWED = "followed"


class FieldChange(NamedTuple):
    """A field that changed: what it was, and what it is, in words; empty where it was not given."""

    field: str
    old: str
    new: str


class Effect(NamedTuple):
    """What a pack did to one entry.

    Attributes:
        act: What happened to it.
        kind: What sort of entry it is, such as "tactic".
        name: What it is called by.
        title: What people call it; empty where it has no title.
        changes: The fields that changed, of an entry that is there still. One that followed and
            has none is there no more.
        why: Why it was retired, or what it followed from; empty otherwise.
    """

    act: Act
    kind: str
    name: str
    title: str = ""
    changes: tuple[FieldChange, ...] = ()
    why: str = ""


class Layer(NamedTuple):
    """A pack that was laid over the knowledge, and every effect it had.

    Attributes:
        head: Its head.
        effects: What it did, in the order of its files.
        notes: What in it did nothing, in words.
    """

    head: PackHead
    effects: tuple[Effect, ...]
    notes: tuple[str, ...]

    def count(self, act: Act) -> int:
        """Count the entries to which something happened."""
        return sum(effect.act is act for effect in self.effects)


def retired_in(layers: Iterable[Layer], kind: str) -> frozenset[str]:
    """Give what the entries of a kind that packs retired are called by.

    Args:
        layers: The packs.
        kind: What sort of entries, such as "challenge".
    """
    effects = (effect for layer in layers for effect in layer.effects)
    return frozenset(
        effect.name for effect in effects if effect.act is Act.RETIRED and effect.kind == kind
    )
