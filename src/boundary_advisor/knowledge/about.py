"""What the knowledge as a whole is, and the places in its source that entries may name."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from boundary_advisor.knowledge.entry import Entry, Id, Statement, Text


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
