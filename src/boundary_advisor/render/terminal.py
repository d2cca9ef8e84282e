"""A document as text for a terminal or a pipe: wrapped to a width, clear without colour.

Lines are laid out as rich `Text`, never as markup, so brackets in a text are only brackets.
The table and the grid are drawn here and not by rich's table: columns break between words or
not at all, the grid has a margin of titles, and importing rich's table costs time.
"""

from __future__ import annotations

from io import StringIO
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from boundary_advisor.render.document import (
    Grid,
    Heading,
    Items,
    Paragraph,
    Table,
    Tone,
    one_line,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundary_advisor.render.document import Block, Document, GridField, Item

    _Joints = tuple[str, str, str]
    _Cell = list[Text]  # the texts that stand one below the other in a cell

NARROWEST = 20  # columns; for a narrower terminal the lines are made for this one
_LONGEST = 100  # columns of running text; the eye loses its place in longer lines
_STEP = 2  # columns by which one level of structure moves to the right
_GAP = "  "  # between the columns of a table
_FIELD = 30  # columns that a field of the grid takes at most

_STYLES = {Tone.PLAIN: "", Tone.STRONG: "bold", Tone.QUIET: "dim", Tone.CAUTION: "bold red"}


class _Strokes(NamedTuple):
    """What rules and frames are drawn with; a frame's joints go from left to right."""

    light: str
    heavy: str
    upright: str
    top: _Joints
    middle: _Joints
    bottom: _Joints


_UNICODE = _Strokes("─", "━", "│", ("┌", "┬", "┐"), ("├", "┼", "┤"), ("└", "┴", "┘"))
_ASCII = _Strokes("-", "=", "|", ("+", "+", "+"), ("+", "+", "+"), ("+", "+", "+"))


class _Page(NamedTuple):
    """What the lines are made for."""

    console: Console
    width: int
    strokes: _Strokes


def to_terminal(document: Document, *, width: int, color: bool, unicode: bool) -> str:
    """Lay a document out in lines.

    Args:
        document: What to show. Control characters in it are shown as escapes.
        width: Columns to use, at least 20; running text takes 100 of them at most.
        color: Whether to style the text with ANSI codes. Without it there is no code at all.
        unicode: Whether rules and frames may be drawn with more than ASCII.

    Returns:
        The lines, none with blanks at its end, and one newline after the last.
    """
    width = max(width, NARROWEST)
    out = StringIO()
    console = Console(
        file=out,
        width=width,
        height=width,  # any: with both given, rich does not ask the terminal
        color_system="standard" if color else None,
        force_terminal=color,
        force_jupyter=False,
        no_color=False,  # whatever NO_COLOR says: the result depends on the arguments alone
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    lines = _lines(_Page(console, width, _UNICODE if unicode else _ASCII), document)
    for line in lines:
        line.rstrip()
    console.print(Text("\n").join(lines), soft_wrap=True)
    return out.getvalue().strip("\n") + "\n"


def _lines(page: _Page, document: Document) -> list[Text]:
    previous: Block = Heading(document.title, level=1)
    lines = _block(page, previous, 0)
    indent = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            indent = _STEP * (block.level - 1)
        drawn = _block(page, block, indent)
        if drawn:
            lines += [Text()] if _is_apart(previous, block) else []
            lines += drawn
            previous = block
    return lines


def _is_apart(previous: Block, block: Block) -> bool:
    """Say whether an empty line parts two blocks: only where they would run together."""
    if isinstance(block, Heading):
        return block.level <= Heading("").level or isinstance(previous, Table)
    if isinstance(previous, Heading):
        return False
    if isinstance(block, Paragraph) and isinstance(previous, Paragraph):
        return not (block.label or previous.label)
    if isinstance(block, Items):
        return isinstance(previous, Items | Table)
    return isinstance(block, Table | Grid) or isinstance(previous, Table)


def _block(page: _Page, block: Block, indent: int) -> list[Text]:
    match block:
        case Heading():
            return _hang(page, Text(one_line(block.text), "bold"), " " * (indent - _STEP))
        case Paragraph():
            text = _labelled(block.label, block.text, _STYLES[block.tone])
            return _hang(page, text, " " * indent, extra=_STEP if block.label else 0)
        case Items():
            return _items(page, block.items, indent, numbered=block.numbered)
        case Table():
            return _table(page, block, indent)
        case _:
            return _grid(page, block, indent)


def _items(page: _Page, items: Sequence[Item], indent: int, *, numbered: bool) -> list[Text]:
    lines: list[Text] = []
    digits = len(str(len(items)))
    for number, item in enumerate(items, start=1):
        bullet = f"{number:{digits}}. " if numbered else "- "
        text = _labelled(item.label, item.text)
        lines += _hang(page, text, " " * indent + bullet)
        lines += _items(page, item.notes, indent + len(bullet), numbered=False)
    return lines


def _table(page: _Page, table: Table, indent: int) -> list[Text]:
    margin = " " * indent
    caption = _hang(page, Text(one_line(table.caption), "dim"), margin)
    rows = [[Text(one_line(cell)) for cell in row] for row in (table.header, *table.rows)]
    for cell in rows[0]:
        cell.stylize("bold")
    columns = list(zip(*rows, strict=True))
    room = page.width - indent - len(_GAP) * (len(columns) - 1)
    least = [max(map(_longest_word, column)) for column in columns]
    if sum(least) > room:
        return caption + _stacked(page, table, indent)
    widths = _share(room, least, [max(cell.cell_len for cell in column) for column in columns])
    between = [margin, *[_GAP] * (len(columns) - 1), ""]
    head, *body = (_beside(page, [[cell] for cell in row], widths, between) for row in rows)
    heavy, light = (
        Text(margin + _GAP.join(stroke * width for width in widths))
        for stroke in (page.strokes.heavy, page.strokes.light)
    )
    rule = [light] if any(len(row) > 1 for row in body) else []
    lines = [*caption, *head, heavy]
    for place, row in enumerate(body):
        lines += [*(rule if place else []), *row]
    return lines


def _stacked(page: _Page, table: Table, indent: int) -> list[Text]:
    """Show a table cell below cell, each with its column's name: side by side they do not fit."""
    lines: list[Text] = []
    for row in table.rows:
        for place, (name, cell) in enumerate(zip(table.header, row, strict=True)):
            lead = " " * (indent + (_STEP if place else 0))
            lines += _hang(page, _labelled(name, cell), lead, extra=_STEP)
    return lines


def _grid(page: _Page, grid: Grid, indent: int) -> list[Text]:
    upright = f" {page.strokes.upright} "
    between = [" " * indent, upright, upright, upright.rstrip()]
    heads = [[Text(one_line(name))] for name in ("", *grid.columns)]
    rows = [[[Text(one_line(title))], *map(_field, fields)] for title, *fields in grid.rows]
    widths = _grid_widths(page.width - sum(map(len, between)), [heads, *rows])
    if not widths:
        return _stacked(page, _as_table(grid), indent)

    def frame(joints: _Joints) -> Text:
        left, middle, right = joints
        spans = [page.strokes.light * (width + 2) for width in widths[1:]]
        return Text(" " * (indent + widths[0] + 1) + left + middle.join(spans) + right)

    lines = _beside(page, heads, widths, [" " * len(gap) for gap in between])
    for place, row in enumerate(rows):
        lines.append(frame(page.strokes.middle if place else page.strokes.top))
        lines += _beside(page, row, widths, between)
    return [*lines, frame(page.strokes.bottom)]


def _field(field: GridField) -> _Cell:
    """Mark a field by its characters first, so that it stands out without any style."""
    name, mark = one_line(field.name), one_line(field.mark)
    if not mark:
        return [Text(name)]
    return [Text(f">> {name} <<", "bold reverse"), Text(mark, "bold")]


def _as_table(grid: Grid) -> Table:
    rows = (
        (title, *(" ".join(text.plain for text in _field(field)) for field in fields))
        for title, *fields in grid.rows
    )
    return Table(("", *grid.columns), tuple(rows))


def _grid_widths(room: int, rows: Sequence[Sequence[_Cell]]) -> list[int]:
    """Share the width out, to both fields alike where that fits; nothing where words do not."""
    texts = [[text for cell in column for text in cell] for column in zip(*rows, strict=True)]
    least = [max(map(_longest_word, column)) for column in texts]
    if sum(least) > room:
        return []
    margin, *wishes = (max(text.cell_len for text in column) for column in texts)
    wishes = [max(low, min(wish, _FIELD)) for low, wish in zip(least[1:], wishes, strict=True)]
    alike = [margin, *[max(wishes)] * len(wishes)]
    return alike if sum(alike) <= room else _share(room, least, [margin, *wishes])


def _share(room: int, least: Sequence[int], wishes: Sequence[int]) -> list[int]:
    """Give columns what they wish up to one common limit, the highest for which there is room.

    There is room for what they need at least, and none of them needs nothing.
    """
    return next(
        widths
        for limit in range(room, 0, -1)
        if sum(
            widths := [max(low, min(wish, limit)) for low, wish in zip(least, wishes, strict=True)]
        )
        <= room
    )


def _longest_word(text: Text) -> int:
    return max(1, *map(cell_len, ("", *text.plain.split())))


def _labelled(label: str, text: str, style: str = "") -> Text:
    label, text = one_line(label), one_line(text)
    return Text.assemble((f"{label}: " if label and text else label, "bold"), (text, style))


def _hang(page: _Page, text: Text, lead: str, extra: int = 0) -> list[Text]:
    """Wrap a text behind a lead, further lines `extra` columns further in; no text, no line."""
    if not text:
        return []
    lead = lead[-(page.width // 2) :]  # however deep it stands, half of the width is for text
    longest = min(page.width, _LONGEST)
    first = _wrap(page, text, longest - len(lead))[0]
    rest = len(text) - len(text.plain[len(first) :].lstrip())
    further = " " * (len(lead) + extra)
    lines = _wrap(page, text[rest:], longest - len(further)) if text.plain[rest:] else []
    return [Text(lead) + first, *(Text(further) + line for line in lines)]


def _wrap(page: _Page, text: Text, width: int) -> list[Text]:
    lines = list(text.wrap(page.console, width))
    for line in lines:
        line.rstrip()
    return lines


def _beside(
    page: _Page, cells: Sequence[_Cell], widths: Sequence[int], between: Sequence[str]
) -> list[Text]:
    """Set cells side by side, with something before the first, between them and after the last."""
    wrapped = [
        [line for text in cell for line in _wrap(page, text, width)]
        for cell, width in zip(cells, widths, strict=True)
    ]
    lines = []
    for pieces in zip_longest(*wrapped, fillvalue=Text()):
        line = Text(between[0])
        for piece, width, gap in zip(pieces, widths, between[1:], strict=True):
            line.append_text(piece).append(" " * (width - piece.cell_len) + gap)
        lines.append(line)
    return lines
