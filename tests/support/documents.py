"""The blocks of a document, and ways to look into the document of a view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.views.document import (
    Arrow,
    Block,
    Diagram,
    Document,
    Grid,
    GridField,
    Heading,
    Item,
    Items,
    Paragraph,
    Table,
    Tone,
    one_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Arrow",
    "Block",
    "Diagram",
    "Document",
    "Grid",
    "GridField",
    "Heading",
    "Item",
    "Items",
    "Paragraph",
    "Table",
    "Tone",
    "headings",
    "listed",
    "marks",
    "one_line",
    "said",
    "section",
    "tables",
    "words",
]


def headings(document: Document) -> list[str]:
    """Give the headings in order."""
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def section(document: Document, heading: str) -> list[Block]:
    """Give what stands between a heading and the next."""
    found: list[Block] = []
    inside = False
    for block in document.blocks:
        if isinstance(block, Heading):
            inside = block.text == heading
        elif inside:
            found.append(block)
    assert found, heading
    return found


def listed(document: Document, heading: str) -> tuple[Item, ...]:
    """Give the entries of the list under a heading."""
    (items,) = (block for block in section(document, heading) if isinstance(block, Items))
    return items.items


def said(document: Document, label: str) -> list[str]:
    """Give the texts of all paragraphs with this label."""
    return [
        block.text
        for block in document.blocks
        if isinstance(block, Paragraph) and block.label == label
    ]


def tables(document: Document) -> list[Table]:
    """Give the tables in order."""
    return [block for block in document.blocks if isinstance(block, Table)]


def marks(document: Document) -> dict[str, str]:
    """Give the marked fields of the grid, by name."""
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    fields = [field for _, *row in grid.rows for field in row]
    return {field.name: field.mark for field in fields if field.mark}


def words(document: Document) -> str:
    """Give every text of a document, in order."""
    return "\n".join([document.title, *(text for block in document.blocks for text in _of(block))])


def _of(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text) | Diagram(caption=text):
            yield text
        case Paragraph():
            yield from (block.label, block.text)
        case Items():
            for item in block.items:
                yield from (item.label, item.text, *_of(Items(item.notes)))
        case Table():
            for cells in (block.header, *block.rows):
                yield from cells
        case Grid():
            yield from block.columns
            for title, *fields in block.rows:
                yield title
                for field in fields:
                    yield from (field.name, field.mark)
