"""The packs behind the knowledge: their heads, and what each of them did."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.knowledge.entry import ClosedSet, Day, Edition, Entry, Id, Place, Text

if TYPE_CHECKING:
    from collections.abc import Iterable


class PackKind(ClosedSet):
    """Whether a pack is laid over other knowledge, or takes its place."""

    OVERLAY = "overlay"
    WHOLE = "whole"


class PackHead(Entry):
    """The whole of `pack.yaml`.

    Attributes:
        name: Stable name; it marks in every output what comes from the pack.
        version: Version of the pack.
        author: Who answers for what it says.
        date: The day of this version.
        licence: On what terms others may use it.
        kind: `overlay` is laid over other knowledge, `whole` takes its place.
        summary: What it is, in a sentence or two.
        places: Where its statements stand, for an overlay. A whole pack lists its places in the
            head of its `challenges.yaml`.
        history: What earlier versions changed, the newest first.
    """

    name: Id
    version: Text
    author: Text
    date: Day
    licence: Text
    kind: PackKind = PackKind.OVERLAY
    summary: Text | None = None
    places: tuple[Place, ...] = ()
    history: tuple[Edition, ...] = ()

    @property
    def edition(self) -> str:
        """Name and version: "ours 1.2"."""
        return f"{self.name} {self.version}"


class Act(StrEnum):
    """What happened to an entry; `followed` if that followed from another's retirement."""

    ADDED = "added"
    CHANGED = "changed"
    RETIRED = "retired"
    FOLLOWED = "followed"


class FieldChange(NamedTuple):
    """How a field changed: its old and its new value in words, empty if it had or has none."""

    field: str
    old: str
    new: str


class Effect(NamedTuple):
    """What a pack did to one entry.

    Attributes:
        act: What happened to it.
        kind: Its kind, such as "tactic".
        name: Its key in words, such as "data-hub".
        title: Its title; empty if it has none.
        changes: The fields that changed. An entry that followed and has none is retired too.
        why: Why it was retired, or what it followed from; empty otherwise.
    """

    act: Act
    kind: str
    name: str
    title: str = ""
    changes: tuple[FieldChange, ...] = ()
    why: str = ""


class Layer(NamedTuple):
    """A pack that was laid over the knowledge.

    Attributes:
        effects: What it did, in the order of its files.
        notes: What in it did nothing, in words.
    """

    head: PackHead
    effects: tuple[Effect, ...]
    notes: tuple[str, ...]

    def count(self, act: Act) -> int:
        """Count the entries to which something happened."""
        return sum(effect.act is act for effect in self.effects)


def retired_challenges(layers: Iterable[Layer]) -> frozenset[str]:
    """Return the ids of the challenges that packs retired."""
    return frozenset(
        effect.name
        for layer in layers
        for effect in layer.effects
        if effect.act is Act.RETIRED and effect.kind == "challenge"
    )
