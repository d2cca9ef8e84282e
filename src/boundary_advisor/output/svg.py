"""Pictures as SVG: the grid or a table, within a page or as a file of its own."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from boundary_advisor.output.svg_shapes import (
    FONT,
    GAP,
    SIZE,
    Box,
    draw_routes,
    height_of,
    number,
    numbers,
    put,
    routes_of,
    width_of,
    wrap,
)
from boundary_advisor.views.document import Grid, Paragraph, Table, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from boundary_advisor.output.svg_shapes import TextLine
    from boundary_advisor.views.document import Block, Document, GridField

_EDGE = 2.0  # around a picture, so that no stroke is cut

_PAD = 11.0  # between a frame and the words in it

_BETWEEN = 4.0  # a field's name and its mark

_FIELD = 188.0  # width of a field

_LOWEST = 100.0  # height of a field, and with it the room for a row's title

_CLOSE = 10.0  # between fields if there are no arrows

_CELL_PAD = 8.0

_NARROWEST = 30.0  # width of a column's words

_WIDEST = 150.0  # of a column's words, before they are wrapped

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


class Drawing(NamedTuple):
    """A drawing from (0, 0) on, its title, and in words all that it says."""

    element: Element
    width: float
    height: float
    title: str
    description: str


def picture_of(block: Grid | Table, name: str) -> Element:
    """Draw a grid or a table for a page; the ids in it begin with a name that is unique there."""
    return _picture(_draw(block), name)


def to_svg(documents: Iterable[Document]) -> str:
    """Draw the first grid of documents as a file, or their first table if there is no grid.

    The title of its document stands above it, and the paragraphs that follow it there, below.
    Without grid and table, the paragraphs of the first document are drawn.
    """
    document, block = _first(list(documents))
    drawing = _framed(_draw(block), document.title, _notes(document, block))
    picture = _picture(drawing, "picture")
    picture.set("xmlns", "http://www.w3.org/2000/svg")
    style = Element("style")
    style.text = _STYLE
    picture.insert(2, style)  # after title and description
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
    first = documents[0]
    rows = tuple((_said(block),) for block in first.blocks if isinstance(block, Paragraph))
    return first, Table((first.title,), rows)


def _notes(document: Document, block: Block) -> list[Paragraph]:
    """Return the paragraphs that directly follow a block."""
    following = iter(document.blocks)
    any(each is block for each in following)  # advances to it
    notes = takewhile(lambda each: isinstance(each, Paragraph), following)
    return [each for each in notes if isinstance(each, Paragraph)]


def _said(note: Paragraph) -> str:
    return ": ".join(filter(None, (one_line(note.label), one_line(note.text))))


def _picture(drawing: Drawing, name: str) -> Element:
    title, description = f"{name}-title", f"{name}-desc"
    picture = Element(
        "svg",
        {
            "viewBox": f"0 0 {number(drawing.width)} {number(drawing.height)}",
            "role": "img",
            "aria-labelledby": title,
            "aria-describedby": description,
            "font-family": FONT,
            "font-size": number(SIZE),
            "fill": "currentColor",
        },
    )
    SubElement(picture, "title", id=title).text = drawing.title
    SubElement(picture, "desc", id=description).text = drawing.description
    picture.append(drawing.element)
    return picture


def _framed(drawing: Drawing, title: str, notes: Sequence[Paragraph]) -> Drawing:
    """Put a title above a drawing and notes below it, with a margin around all."""
    framed = Element("g")
    width = max(drawing.width, _LEAST)
    heading = wrap(title, width, size=_TITLE, bold=True)
    top = put(framed, heading, _MARGIN, _MARGIN, size=_TITLE) + _MARGIN / 2
    moved = SubElement(framed, "g", transform=f"translate({number(_MARGIN)} {number(top)})")
    moved.append(drawing.element)
    bottom = top + drawing.height
    for note in notes:
        lines = (*wrap(note.label, width, bold=True), *wrap(note.text, width))
        bottom = put(framed, lines, _MARGIN, bottom + _MARGIN / 2)
    said = filter(None, (f"{drawing.title}.", drawing.description, *map(_said, notes)))
    size = width + 2 * _MARGIN, bottom + _MARGIN
    return Drawing(framed, *size, one_line(title), " ".join(said))


def _draw(block: Grid | Table) -> Drawing:
    return _draw_grid(block) if isinstance(block, Grid) else _draw_table(block)


def _draw_grid(grid: Grid) -> Drawing:
    """Draw the grid, with the arrows in it and a list of them below."""
    drawn = Element("g")
    fields = [field for _, *row in grid.rows for field in row]
    words = [_field_words(field) for field in fields]
    needs = [_height(lines) for lines in words]
    heights = [max(_LOWEST, *row) for row in zip(needs[::2], needs[1::2], strict=True)]
    titles = [wrap(row[0], height) for row, height in zip(grid.rows, heights, strict=True)]
    heads = [wrap(name, _FIELD) for name in grid.columns]
    left, top = (_EDGE + max(map(height_of, each)) + _PAD / 2 for each in (titles, heads))
    boxes = _boxes(left, top, heights, GAP if grid.arrows else _CLOSE)
    for head, box in zip(heads, boxes[:2], strict=True):
        y = box.y - _PAD / 2 - height_of(head)
        put(drawn, head, box.x + box.width / 2, y, centred=True)
    for title, box in zip(titles, boxes[::2], strict=True):
        _row_title(drawn, title, box)
    for field, box, lines in zip(fields, boxes, words, strict=True):
        _field(drawn, box, lines, marked=bool(one_line(field.mark)))
    right, bottom = boxes[-1].x + _FIELD, boxes[-1].y + heights[-1]
    if grid.arrows:
        below = Box(left, bottom + 2 * _PAD, right - left, 0)
        names = [one_line(field.name) for field in fields]
        by_name = dict(zip(names, boxes, strict=True))
        bottom = draw_routes(drawn, routes_of(grid.arrows), by_name, below)
    return Drawing(drawn, right + _EDGE, bottom + _EDGE, *_grid_words(grid))


def _field_words(field: GridField) -> tuple[tuple[TextLine, ...], ...]:
    """Wrap the name and the mark, as far as there are any."""
    room = _FIELD - 2 * _PAD
    name = wrap(field.name, room, bold=bool(one_line(field.mark)))
    return tuple(filter(None, (name, wrap(field.mark, room))))


def _height(words: Sequence[Sequence[TextLine]]) -> float:
    return sum(height_of(lines) + _BETWEEN for lines in words) + 2 * _PAD - _BETWEEN


def _boxes(left: float, top: float, heights: Sequence[float], gap: float) -> list[Box]:
    """Place the fields, two in a row."""
    return [
        Box(x, top + sum(heights[:row]) + gap * row, _FIELD, height)
        for row, height in enumerate(heights)
        for x in (left, left + _FIELD + gap)
    ]


def _row_title(parent: Element, title: Sequence[TextLine], first: Box) -> None:
    """Write the title of a row upwards, before its first field."""
    x, y = first.x - _PAD / 2 - height_of(title), first.y + first.height / 2
    turned = SubElement(parent, "g", transform=f"translate({number(x)} {number(y)}) rotate(-90)")
    put(turned, title, 0, 0, centred=True)


def _field(parent: Element, box: Box, words: Iterable[Sequence[TextLine]], *, marked: bool) -> None:
    """Frame a field; a marked one differs by a thick border as well as by its words."""
    look = {
        "rx": "4",
        "fill": "currentColor" if marked else "none",
        "fill-opacity": "0.07",
        "stroke": "currentColor",
        "stroke-width": "3" if marked else "1",
    }
    SubElement(parent, "rect", numbers(**box._asdict()) | look)
    y = box.y + _PAD
    for lines in words:
        y = put(parent, lines, box.x + _PAD, y) + _BETWEEN


def _grid_words(grid: Grid) -> tuple[str, str]:
    """Return the title and the description of a grid."""
    rows, columns = [one_line(row[0]) for row in grid.rows], list(map(one_line, grid.columns))
    title = f"Grid: {' and '.join(filter(None, rows))}, {' and '.join(filter(None, columns))}"
    said = [
        f"{', '.join(filter(None, (row, column, one_line(field.name))))}"
        + (f" (marked: {one_line(field.mark)})" if one_line(field.mark) else "")
        for row, (_, *fields) in zip(rows, grid.rows, strict=True)
        for column, field in zip(columns, fields, strict=True)
    ]
    for route in routes_of(grid.arrows):
        labels = "; ".join(route.labels)
        said.append(f"Arrow: {': '.join(filter(None, (route.title, labels)))}")
    return title, "".join(f"{each}. " for each in said).rstrip()


def _draw_table(table: Table) -> Drawing:
    """Draw a table, with lines between its rows."""
    drawn = Element("g")
    rows = [table.header, *table.rows]
    widths = [_column(column) for column in zip(*rows, strict=True)]
    width = sum(widths)
    caption = wrap(table.caption, width)
    y = put(drawn, caption, _EDGE, _EDGE) + (_CELL_PAD if caption else 0)
    for place, cells in enumerate(rows):
        y = _row(drawn, cells, widths, y, header=not place)
        look = {"stroke": "currentColor", "stroke-width": "1" if place else "2"}
        SubElement(drawn, "line", numbers(x1=_EDGE, x2=_EDGE + width, y1=y, y2=y) | look)
    return Drawing(drawn, width + 2 * _EDGE, y + _EDGE, *_table_words(table))


def _column(cells: Sequence[str]) -> float:
    """Return the width of a column: that of its words, up to a limit."""
    return min(max(_NARROWEST, *map(width_of, cells)), _WIDEST) + 2 * _CELL_PAD


def _row(
    parent: Element, cells: Sequence[str], widths: Sequence[float], y: float, *, header: bool
) -> float:
    """Write a row, and return its bottom; the header and the first cells are bold."""
    x, bottom = _EDGE, y + _CELL_PAD
    for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        lines = wrap(cell, width - 2 * _CELL_PAD, bold=header or not place)
        bottom = max(bottom, put(parent, lines, x + _CELL_PAD, y + _CELL_PAD))
        x += width
    return bottom + _CELL_PAD


def _table_words(table: Table) -> tuple[str, str]:
    """Return the title and the description of a table."""
    header = list(map(one_line, table.header))
    title = one_line(table.caption) or f"Table: {', '.join(filter(None, header))}"
    first, *others = header
    said: list[str] = []
    for row in table.rows:
        name, *cells = map(one_line, row)
        pairs = [": ".join(filter(None, pair)) for pair in zip(others, cells, strict=True)]
        said += (" ".join(filter(None, (first, name))), "; ".join(pairs))
    return title, " ".join(f"{each}." for each in filter(None, said))
