"""The parts that the models of the knowledge are made of: base classes, field types, sources."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_day(text: str) -> date | None:
    """Parse a day such as 2027-03-31; None if it is written otherwise, or not in the calendar."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _validated_day(value: object) -> date:
    """Validate a day strictly; pydantic would take numbers too."""
    found = parse_day(value) if isinstance(value, str) else value
    if isinstance(found, date):
        return found
    if isinstance(value, str) and _DAY.fullmatch(value):
        raise PydanticCustomError("day", "the calendar has no such day")
    raise PydanticCustomError("day", "must be a day written like 2027-03-31")


Day = Annotated[date, BeforeValidator(_validated_day)]

ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"

ID_LENGTH = 60

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=ID_LENGTH)]
"""A kebab-case name by which other entries refer to this one."""

Text = Annotated[str, StringConstraints(pattern=r"\S", max_length=2000)]
"""Plain text: at least one visible character, no markup."""

Source = Annotated[str, StringConstraints(pattern=r"\S", max_length=300)]
"""One or more places in the source, separated by "; ". Each must be listed in the head of
`challenges.yaml`, or be a cell of its table ("Table 1, row 2, Building")."""


class Entry(BaseModel):
    """Base class of every entry: frozen, strict, and without unknown fields."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        defer_build=True,  # a model that is only a part of another is never built by itself
    )


class ClosedSet(StrEnum):
    """Base class of closed sets, whose members are plain text in a file, even in strict mode."""

    @classmethod
    def __get_pydantic_core_schema__(
        cls,
        source: Any,  # noqa: ANN401  # the library's word for it
        handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        return {**handler(source), "strict": False}


class Statement(Entry):
    """One thing the knowledge says, and where the source says it."""

    text: Text
    source: Source


class Origin(NamedTuple):
    """The knowledge packs behind an entry; none for an entry of the knowledge itself.

    Attributes:
        pack: Name of the pack that added it; empty if none did.
        changed_by: Names of the packs that changed it, in order.
        fields: Names of the fields that they changed.
    """

    pack: str = ""
    changed_by: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """The suffix of a name that tells the origin: " [ours]", " [changed by ours]"."""
        changed = f"changed by {', '.join(self.changed_by)}" if self.changed_by else ""
        packs = ", ".join(filter(None, (self.pack, changed)))
        return f" [{packs}]" if packs else ""


UNTOUCHED = Origin()
"""The origin of what no pack added or changed."""

_ORIGIN = "_origin"  # beside the fields: copied with them, never written out, and free at start-up


class Traced(Entry):
    """An entry that knows the packs behind it. Only the overlay sets them; no file can."""

    @property
    def origin(self) -> Origin:
        """The packs behind it."""
        origin: Origin = self.__dict__.get(_ORIGIN, UNTOUCHED)
        return origin

    @property
    def is_from_pack(self) -> bool:
        """True if a pack added it."""
        return bool(self.origin.pack)

    def coming_from(self, origin: Origin) -> Self:
        """Return the same entry with another origin."""
        copied = self.model_copy()
        copied.__dict__[_ORIGIN] = origin
        return copied


class Place(Entry):
    """A place in the source that an entry may name.

    Attributes:
        name: How entries name it.
        where: How a reader finds it in the source.
        heading: The first words of its heading in the source, or of its caption where it is a
            figure; None where there are none to look for. Enough words that no sentence of the
            source begins so, and no more.
        figure: True where it is a picture, of which a text of the source holds the caption only.
    """

    name: Text
    where: Text
    heading: Text | None = None
    figure: bool = False


class SourceTable(Entry):
    """A table of the source whose cells entries may name as "NAME, row N, COLUMN".

    Attributes:
        name: How entries name it.
        rows: How many rows it has; each begins with its number.
        columns: What entries call its columns, from left to right, after the one that names a row.
        heading: The first words of its caption in the source; None where there are none to look
            for.
    """

    name: Text
    rows: Annotated[int, Field(ge=1, le=1000)]
    columns: Annotated[tuple[Text, ...], Field(min_length=1)]
    heading: Text | None = None


class Revision(Entry):
    """One thing that a version changed.

    Attributes:
        text: What it changed, as a sentence.
        challenges: Ids of the challenges that it bears on; empty where it bears on all of them.
    """

    text: Text
    challenges: tuple[Id, ...] = ()


class Edition(Entry):
    """A version, and what it changed since the one before."""

    version: Text
    changes: Annotated[tuple[Revision, ...], Field(min_length=1)]


class About(Entry):
    """What this knowledge is and what it rests on.

    Attributes:
        title: Name of the knowledge.
        version: Version of the knowledge, apart from that of the program.
        source: Citation of the work that everything here comes from.
        short_source: The same as authors and year.
        link: Where that work is found.
        places: Places in the source that entries may name.
        table: The table of the source that holds the cells.
        own_judgement: The place name that marks what is the project's own judgement.
        limits: What the source says of its own reach, the most important first.
        history: What each version changed, the newest first.
    """

    title: Text
    version: Text
    source: Text
    short_source: Text
    link: Text
    places: Annotated[tuple[Place, ...], Field(min_length=1)]
    table: SourceTable
    own_judgement: Text
    limits: Annotated[tuple[Statement, ...], Field(min_length=1)]
    history: tuple[Edition, ...] = ()
