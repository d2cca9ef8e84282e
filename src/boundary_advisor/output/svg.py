"""Pictures as SVG: the grid or a table, within a page or as a file of its own."""

from __future__ import annotations

from itertools import chain, takewhile
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from boundary_advisor.output.svg_shapes import (
    FONT,
    GAP,
    SIZE,
    Box,
    describe,
    draw_moves,
    height_of,
    list_moves,
    moves_of,
    number,
    put,
    width_of,
    wrap,
)
from boundary_advisor.views.document import Grid, Paragraph, Table, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from boundary_advisor.output.svg_shapes import Line
    from boundary_advisor.views.document import Block, Document, GridField

_EDGE = 2.0  # around a picture, so that no stroke is cut

_PAD = 11.0  # between a frame and the words in it

_BETWEEN = 4.0  # a field's name and its mark

_FIELD = 188.0  # width of a field

_LOWEST = 100.0  # height of a field, and with it the room for a row's title

_CLOSE = 10.0  # between fields, where no arrow is drawn there

_CELL_PAD = 8.0

_NARROWEST = 30.0  # column, without its padding

_WIDEST = 150.0  # of a column's words, before they are wrapped


class Part(NamedTuple):
    """A part of a picture.

    Attributes:
        element: What is drawn, from (0, 0) on.
        width: How wide it is.
        height: How high it is.
        title: What it is, in a few words.
        description: All that it says, in words.
    """

    element: Element
    width: float
    height: float
    title: str
    description: str


def grid_part(grid: Grid) -> Part:
    """Draw the grid, with the arrows in it and a list of them below."""
    drawn = Element("g")
    words = [tuple(map(_field_words, fields)) for _, *fields in grid.rows]
    heights = [max(_LOWEST, *map(_height, row)) for row in words]
    titles = [wrap(row[0], height) for row, height in zip(grid.rows, heights, strict=True)]
    heads = [wrap(name, _FIELD) for name in grid.columns]
    left, top = (_EDGE + max(map(height_of, each)) + _PAD / 2 for each in (titles, heads))
    boxes = _boxes(left, top, heights, GAP if grid.arrows else _CLOSE)
    for head, box in zip(heads, boxes[0], strict=True):
        put(drawn, head, _middle(box), box.y - _PAD / 2 - height_of(head), anchor="middle")
    for title, row in zip(titles, boxes, strict=True):
        _row_title(drawn, title, row[0])
    fields = [field for _, *row in grid.rows for field in row]
    places = [*chain.from_iterable(boxes)]
    for field, box, lines in zip(fields, places, chain.from_iterable(words), strict=True):
        _field(drawn, box, lines, marked=bool(one_line(field.mark)))
    bottom = _moves(drawn, grid, places)
    return Part(drawn, places[-1].x + _FIELD + _EDGE, bottom + _EDGE, *_grid_words(grid))


def _name(field: GridField) -> str:
    return one_line(field.name)


def _field_words(field: GridField) -> tuple[tuple[Line, ...], ...]:
    """Give the lines of the name and those of the mark, where there are any."""
    room = _FIELD - 2 * _PAD
    name = wrap(field.name, room, bold=bool(one_line(field.mark)))
    return tuple(filter(None, (name, wrap(field.mark, room))))


def _height(words: Sequence[Sequence[Line]]) -> float:
    return sum(height_of(lines) + _BETWEEN for lines in words) + 2 * _PAD - _BETWEEN


def _boxes(left: float, top: float, heights: Sequence[float], gap: float) -> list[tuple[Box, Box]]:
    """Place the fields, row by row."""
    tops = [top + sum(heights[:row]) + gap * row for row in range(len(heights))]
    right = left + _FIELD + gap
    return [
        (Box(left, y, _FIELD, height), Box(right, y, _FIELD, height))
        for y, height in zip(tops, heights, strict=True)
    ]


def _middle(box: Box) -> float:
    return box.x + box.width / 2


def _row_title(parent: Element, title: Sequence[Line], first: Box) -> None:
    """Write the title of a row upwards, before its first field."""
    x, y = first.x - _PAD / 2 - height_of(title), first.y + first.height / 2
    turned = SubElement(parent, "g", transform=f"translate({number(x)} {number(y)}) rotate(-90)")
    put(turned, title, 0, 0, anchor="middle")


def _field(parent: Element, box: Box, words: Iterable[Sequence[Line]], *, marked: bool) -> None:
    """Frame a field; a marked one is told by a thick border as well as by its words."""
    place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    look = {
        "rx": "4",
        "fill": "currentColor" if marked else "none",
        "fill-opacity": "0.07",
        "stroke": "currentColor",
        "stroke-width": "3" if marked else "1",
    }
    SubElement(parent, "rect", {key: number(value) for key, value in place.items()} | look)
    y = box.y + _PAD
    for lines in words:
        y = put(parent, lines, box.x + _PAD, y) + _BETWEEN


def _moves(parent: Element, grid: Grid, places: Sequence[Box]) -> float:
    """Draw and list the arrows, and give the bottom of all that is drawn."""
    first, last = places[0], places[-1]
    bottom = last.y + last.height
    moves = moves_of(grid.arrows)
    if not moves:
        return bottom
    names = [_name(field) for _, *fields in grid.rows for field in fields]
    boxes = dict(zip(names, places, strict=True))
    draw_moves(parent, moves, boxes)
    width = last.x + last.width - first.x
    return list_moves(parent, moves, boxes, Box(first.x, bottom + 2 * _PAD, width, 0))


def _grid_words(grid: Grid) -> tuple[str, str]:
    """Give the title and the description of a grid."""
    rows, columns = [one_line(row[0]) for row in grid.rows], list(map(one_line, grid.columns))
    title = f"Grid: {' and '.join(filter(None, rows))}, {' and '.join(filter(None, columns))}"
    told = [
        f"{', '.join(filter(None, (row, column, _name(field))))}"
        + (f" (marked: {one_line(field.mark)})" if one_line(field.mark) else "")
        for row, (_, *fields) in zip(rows, grid.rows, strict=True)
        for column, field in zip(columns, fields, strict=True)
    ]
    moves = [f"Arrow: {describe(move)}" for move in moves_of(grid.arrows)]
    return title, "".join(f"{each}. " for each in (*told, *moves)).rstrip()


def table_part(table: Table) -> Part:
    """Draw a table, with lines between its rows."""
    drawn = Element("g")
    rows = [table.header, *table.rows]
    widths = [_column(column) for column in zip(*rows, strict=True)]
    width = sum(widths)
    caption = wrap(table.caption, width)
    y = put(drawn, caption, _EDGE, _EDGE) + (_CELL_PAD if caption else 0)
    for place, cells in enumerate(rows):
        y = _row(drawn, cells, widths, y, header=not place)
        line = {"x1": number(_EDGE), "x2": number(_EDGE + width), "y1": number(y), "y2": number(y)}
        look = {"stroke": "currentColor", "stroke-width": "1" if place else "2"}
        SubElement(drawn, "line", line | look)
    return Part(drawn, width + 2 * _EDGE, y + _EDGE, *_table_words(table))


def _column(cells: Sequence[str]) -> float:
    """Give a column the width of its words, up to a limit."""
    wishes = [*map(width_of, cells), _NARROWEST]
    return min(max(wishes), _WIDEST) + 2 * _CELL_PAD


def _row(
    parent: Element, cells: Sequence[str], widths: Sequence[float], y: float, *, header: bool
) -> float:
    """Write a row, and give its bottom; header and row title are bold."""
    x, bottom = _EDGE, y
    for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        lines = wrap(cell, width - 2 * _CELL_PAD, bold=header or not place)
        bottom = max(bottom, put(parent, lines, x + _CELL_PAD, y + _CELL_PAD))
        x += width
    return max(bottom, y + _CELL_PAD) + _CELL_PAD


def _table_words(table: Table) -> tuple[str, str]:
    """Give the title and the description of a table."""
    header = list(map(one_line, table.header))
    title = one_line(table.caption) or f"Table: {', '.join(filter(None, header))}"
    first, *others = header
    told: list[str] = []
    for row in table.rows:
        name, *cells = map(one_line, row)
        said = [": ".join(filter(None, pair)) for pair in zip(others, cells, strict=True)]
        told += (" ".join(filter(None, (first, name))), "; ".join(said))
    return title, " ".join(f"{each}." for each in filter(None, told))


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
