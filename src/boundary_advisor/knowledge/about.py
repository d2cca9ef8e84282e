"""What the knowledge as a whole is, and the places in its source that entries may name."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from boundary_advisor.knowledge.entry import Entry, Statement, Text


class Place(Entry):
    """A place in the source that an entry may name.

    Attributes:
        name: How entries name it.
        where: How a reader finds it in the source.
    """

    name: Text
    where: Text


class SourceTable(Entry):
    """A table of the source whose cells entries may name as "NAME, row N, COLUMN"."""

    name: Text
    rows: Annotated[int, Field(ge=1, le=1000)]
    columns: Annotated[tuple[Text, ...], Field(min_length=1)]


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
