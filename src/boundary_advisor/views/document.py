"""The document model: what every readable format is made from.

A view builds a `Document` once; a format is a pure function of it. Text in a document is plain:
no markup of any format, so each format escapes it in its own way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from boundary_advisor.text import printable

LANGUAGE = "en-GB"
"""The language of every document."""


class Tone(StrEnum):
    """How much a piece of text asks for attention. Never the only carrier of a meaning."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    CAUTION = "caution"


class Heading(NamedTuple):
    """A heading; level 1 is the title, 2 a section, 3 a part of a section.

    What begins on a new page does so where there are pages, as on paper.
    """

    text: str
    level: int = 2
    new_page: bool = False


class Paragraph(NamedTuple):
    """Running text, with an optional label before it ("Source: ...")."""

    text: str
    label: str = ""
    tone: Tone = Tone.PLAIN


class Item(NamedTuple):
    """One entry of a list: a label, its text, and notes that belong under it."""

    text: str
    label: str = ""
    notes: tuple[Item, ...] = ()


class Items(NamedTuple):
    """A list, numbered or not."""

    items: tuple[Item, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row. The first column names its row.

    Attributes:
        header: The titles of the columns.
        rows: The cells, row by row.
        caption: What it shows, or nothing where its heading says so.
        picture: Its cells are so short that a format with pictures can show it as one.

    Raises:
        ValueError: There is no column, or a row has more or fewer cells than the header, so
            that some format would drop one.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    picture: bool = False

    def __post_init__(self) -> None:
        if {len(row) for row in self.rows} - {len(self.header)} or not self.header:
            message = f"a table has a header, and in every row as many cells: {self.header}"
            raise ValueError(message)


class GridField(NamedTuple):
    """One field of the two-by-two grid; `mark` says in words why it is marked, or is empty."""

    name: str
    mark: str = ""


class Arrow(NamedTuple):
    """A move on the grid, from one field to another, each by its name."""

    start: str
    end: str
    label: str


class Grid(NamedTuple):
    """The two-by-two grid, as rows from top to bottom.

    Attributes:
        columns: The two column titles, left to right.
        rows: Row title and its two fields, top to bottom.
        arrows: Moves between fields. Only a picture shows them, so other blocks tell them too.
    """

    columns: tuple[str, str]
    rows: tuple[tuple[str, GridField, GridField], ...]
    arrows: tuple[Arrow, ...] = ()


class Diagram(NamedTuple):
    """A chart in the language of Mermaid, of what other blocks tell as well.

    A format that cannot draw it leaves it out, so nothing may stand in it alone.

    Attributes:
        mermaid: The chart, in lines.
        caption: What it shows, and how to read it.
    """

    mermaid: str
    caption: str


Block = Heading | Paragraph | Items | Table | Grid | Diagram


class Document(NamedTuple):
    """A title and the blocks below it, in reading order.

    Attributes:
        title: The title.
        blocks: What stands below it.
        sheet: The same as one table, for a spreadsheet; None where there is no such table.
        numbered: Paragraphs carry numbers where a format can number them, as in council papers.
    """

    title: str
    blocks: tuple[Block, ...]
    sheet: Table | None = None
    numbered: bool = False


_BLANKS = re.compile(r"(?:[ \t\n]|\r\n)+")


def one_line(text: str) -> str:
    """Put a text of a document on one line, with what is hidden in it shown as escapes.

    Every format starts from this, so all of them show the same words.
    """
    return printable(_BLANKS.sub(" ", text)).strip()
