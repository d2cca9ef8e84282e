"""The head of a knowledge pack: what it is called, whose it is, and what its sources are."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from boundary_advisor.knowledge.about import Edition, Place
from boundary_advisor.knowledge.days import Day
from boundary_advisor.knowledge.entry import Entry, Id, Text

HEAD = "pack.yaml"
"""The file that makes a folder a knowledge pack."""


class PackKind(StrEnum):
    """What a pack does to the knowledge that is there."""

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
    kind: Annotated[PackKind, Field(strict=False)] = PackKind.OVERLAY
    summary: Text | None = None
    places: tuple[Place, ...] = ()
    history: tuple[Edition, ...] = ()

    @property
    def edition(self) -> str:
        """Name and version: "ours 1.2"."""
        return f"{self.name} {self.version}"
