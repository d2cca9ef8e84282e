"""What every entry of the knowledge is made of: its base, its texts, and where it stands."""

from __future__ import annotations

from typing import Annotated, NamedTuple, Self, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints

ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
"""What an id looks like."""

ID_LENGTH = 60
"""The most characters that an id has."""

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=ID_LENGTH)]
"""A kebab-case name that other entries refer to."""

Text = Annotated[str, StringConstraints(pattern=r"\S", max_length=2000)]
"""Plain text: at least one visible character, no markup."""

Source = Annotated[str, StringConstraints(pattern=r"\S", max_length=300)]
"""One or more places in the source, separated by "; ". Each must be listed in the head of
`challenges.yaml`, or be a cell of its table ("Table 1, row 2, Building")."""


class Entry(BaseModel):
    """Base of every entry: unchangeable, no guessing of types, no unknown fields."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        defer_build=True,  # a model that is only a part of another is never built by itself
    )


class Statement(Entry):
    """One thing the knowledge says, and where the source says it."""

    text: Text
    source: Source


class Origin(NamedTuple):
    """Which knowledge packs stand behind an entry; none for what the knowledge itself holds.

    Attributes:
        pack: Name of the pack that added it; empty where none did.
        changed_by: Names of the packs that changed it, in the order in which they did.
        fields: Names of the fields that they changed.
    """

    pack: str = ""
    changed_by: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """The same in words, to stand behind a name: " [ours]", " [changed by ours]"."""
        changed = f"changed by {', '.join(self.changed_by)}" if self.changed_by else ""
        told = ", ".join(filter(None, (self.pack, changed)))
        return f" [{told}]" if told else ""


UNTOUCHED = Origin()
"""The origin of what no pack added or changed."""


_ORIGIN = "_origin"


class Traced(Entry):
    """An entry that knows which pack it came from. No file can say so; only the overlay does."""

    @property
    def origin(self) -> Origin:
        """Which packs stand behind it.

        It is kept beside the fields, as the library keeps what a model caches: copied with them,
        and never written out. A private attribute would cost every start a little.
        """
        origin: Origin = self.__dict__.get(_ORIGIN, UNTOUCHED)
        return origin

    @property
    def is_local(self) -> bool:
        """True where a pack added it."""
        return bool(self.origin.pack)

    def coming_from(self, origin: Origin) -> Self:
        """Give the same entry with another origin."""
        return self.model_copy().stamped(origin)

    def stamped(self, origin: Origin) -> Self:
        """Take an origin; only for an entry that nobody else has in hand yet."""
        self.__dict__[_ORIGIN] = origin
        return self


EntryT = TypeVar("EntryT", bound=Entry)
TracedT = TypeVar("TracedT", bound=Traced)
