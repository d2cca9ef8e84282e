"""The document model: what views build, and every readable format is made from.

Texts in a document are plain, without the markup of any format; each format escapes them itself.
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
    """How much a text asks for attention; never the only carrier of a meaning."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    CAUTION = "caution"


class Heading(NamedTuple):
    """A heading: level 1 is the title, 2 a section, 3 a part of it."""

    text: str
    level: int = 2
    new_page: bool = False  # where there are pages


class Paragraph(NamedTuple):
    """Running text, with an optional label before it, as in "Source: ..."."""

    text: str
    label: str = ""
    tone: Tone = Tone.PLAIN


class Item(NamedTuple):
    """An entry of a list: an optional label, a text, and notes below it."""

    text: str
    label: str = ""
    notes: tuple[Item, ...] = ()
    key: str = ""  # the id of the case that it tells, for a page that filters cases


class Items(NamedTuple):
    """A list, numbered or not."""

    items: tuple[Item, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; the first column names its row.

    Attributes:
        header: The titles of the columns.
        rows: The cells, row by row.
        caption: What it shows; empty where its heading says so.
        picture: Whether its cells are short enough to show it as a picture too.

    Raises:
        ValueError: There is no column, or a row has more or fewer cells than the header.
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
    """A field of the grid; `mark` says in words why it is marked, or is empty."""

    name: str
    mark: str = ""


class Arrow(NamedTuple):
    """A move on the grid from one field to another, each by its name."""

    start: str
    end: str
    label: str


class Grid(NamedTuple):
    """The two-by-two grid: column titles, and rows of a title and two fields.

    Only a picture shows its arrows, so other blocks say in words what they show.
    """

    columns: tuple[str, str]
    rows: tuple[tuple[str, GridField, GridField], ...]
    arrows: tuple[Arrow, ...] = ()


class Diagram(NamedTuple):
    """A chart in the language of Mermaid, with a caption that says how to read it.

    A format that cannot draw it leaves it out, so other blocks say in words what it shows.
    """

    mermaid: str
    caption: str


Block = Heading | Paragraph | Items | Table | Grid | Diagram


class Document(NamedTuple):
    """A title and the blocks below it, in reading order.

    Attributes:
        sheet: The same as one table for a spreadsheet, if there is one.
        numbered: Whether to number its paragraphs, as in council papers, if a format can.
    """

    title: str
    blocks: tuple[Block, ...]
    sheet: Table | None = None
    numbered: bool = False


_BLANKS = re.compile(r"(?:[ \t\n]|\r\n)+")


def one_line(text: str) -> str:
    """Put a text on one line, with hidden characters as escapes: where every format starts."""
    return printable(_BLANKS.sub(" ", text)).strip()
