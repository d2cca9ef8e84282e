"""Pictures as SVG: the grid or a table, within a page or as a file of its own.

All is drawn in the colour of the text around it, so a picture fits a light page and a dark one.
The elements carry no names of their own, so several pictures can stand in one page.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from boundary_advisor.render.document import Grid, Paragraph, Table, one_line
from boundary_advisor.render.svg_parts import Part, grid_part, table_part
from boundary_advisor.render.svg_text import FONT, SIZE, number, put, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from boundary_advisor.render.document import Block, Document

_STYLE = """
svg { color: #1b1f24; }
.paper { fill: #ffffff; }
@media (prefers-color-scheme: dark) {
  svg { color: #e8eaed; }
  .paper { fill: #16191d; }
}
"""
_MARGIN = 24.0  # around a picture that is a file of its own
_TITLE = 20.0  # size of its title
_LEAST = 440.0  # width of its texts


def grid_svg(grid: Grid, name: str) -> Element:
    """Draw the two-by-two grid, to stand in a page.

    Args:
        grid: What to draw.
        name: Begins the ids in it, so it differs from picture to picture of a page.
    """
    return _picture(grid_part(grid), name)


def table_svg(table: Table, name: str) -> Element:
    """Draw a table, to stand in a page.

    Args:
        table: What to draw.
        name: Begins the ids in it, so it differs from picture to picture of a page.
    """
    return _picture(table_part(table), name)


def to_svg(documents: Iterable[Document]) -> str:
    """Draw documents as a file: their first grid, or their first table where there is none.

    Above it stands the title of its document, and below it what its document says of it at once.
    Where there is neither grid nor table, the first document's paragraphs stand there.
    """
    document, block = _first(list(documents))
    part = grid_part(block) if isinstance(block, Grid) else table_part(block)
    picture = _picture(_framed(part, document.title, _notes(document, block)), "picture")
    picture.set("xmlns", "http://www.w3.org/2000/svg")
    style = Element("style")
    style.text = _STYLE
    picture.insert(2, style)  # behind title and description
    picture.insert(3, Element("rect", {"class": "paper", "width": "100%", "height": "100%"}))
    indent(picture)
    text = tostring(picture, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _first(documents: Sequence[Document]) -> tuple[Document, Grid | Table]:
    for kind in (Grid, Table):
        for document in documents:
            for block in document.blocks:
                if isinstance(block, kind):
                    return document, block
    document = documents[0]
    told = [_told(block) for block in document.blocks if isinstance(block, Paragraph)]
    return document, Table((document.title,), tuple((text,) for text in told))


def _notes(document: Document, block: Block) -> list[Paragraph]:
    """Give the paragraphs that stand right behind a block."""
    behind = iter(document.blocks)
    any(each is block for each in behind)  # goes on to it
    notes = takewhile(lambda each: isinstance(each, Paragraph), behind)
    return [each for each in notes if isinstance(each, Paragraph)]


def _framed(part: Part, title: str, notes: Sequence[Paragraph]) -> Part:
    """Put a title above a part of a picture and notes below it, with a margin around all."""
    drawn = Element("g")
    width = max(part.width, _LEAST)
    heading = wrap(title, width, size=_TITLE, bold=True)
    top = put(drawn, heading, _MARGIN, _MARGIN, size=_TITLE) + _MARGIN / 2
    place = SubElement(drawn, "g", transform=f"translate({number(_MARGIN)} {number(top)})")
    place.append(part.element)
    bottom = top + part.height
    for note in notes:
        lines = (*wrap(note.label, width, bold=True), *wrap(note.text, width))
        bottom = put(drawn, lines, _MARGIN, bottom + _MARGIN / 2)
    told = [f"{part.title}.", part.description, *map(_told, notes)]
    return Part(
        drawn,
        width + 2 * _MARGIN,
        bottom + _MARGIN,
        one_line(title),
        " ".join(filter(None, told)),
    )


def _told(note: Paragraph) -> str:
    return ": ".join(filter(None, (one_line(note.label), one_line(note.text))))


def _picture(part: Part, name: str) -> Element:
    title, told = f"{name}-title", f"{name}-desc"
    picture = Element(
        "svg",
        {
            "viewBox": f"0 0 {number(part.width)} {number(part.height)}",
            "role": "img",
            "aria-labelledby": title,
            "aria-describedby": told,
            "font-family": FONT,
            "font-size": number(SIZE),
            "fill": "currentColor",
        },
    )
    SubElement(picture, "title", id=title).text = part.title
    SubElement(picture, "desc", id=told).text = part.description
    picture.append(part.element)
    return picture
