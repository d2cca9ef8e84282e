"""Lines for a terminal: wrapped text, tables and the grid."""

from __future__ import annotations

from itertools import groupby, zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from boundary_advisor.views.document import Table, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundary_advisor.views.document import Grid, GridField

    Joints = tuple[str, str, str]
    Cell = Sequence["Words"]


def width_of(text: str) -> int:
    """Count the columns of a text: two for a wide character, none for a combining one.

    The text holds no control characters.
    """
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415  # few texts need it

    return cell_len(text)


def chop(text: str, width: int) -> list[str]:
    """Break a text after every so many columns; before a wide character that would stand across."""
    if text.isascii():
        return [text[start : start + width] for start in range(0, len(text), width)]
    from rich.cells import chop_cells  # noqa: PLC0415  # few texts need it

    return chop_cells(text, width)


Style = Literal["", "bold", "dim", "bold red", "bold reverse"]  # as rich says it, see ansi

Span = tuple[str, Style]

Words = tuple[Span, ...]  # the words of one text; blanks come between them on a line

Line = tuple[Span, ...]  # what to write one after the other, blanks and all

_LONGEST = 100  # columns of running text; the eye loses its place in longer lines


def words(text: str, style: Style = "") -> Words:
    """Take a text of a document apart at its blanks; a no-break space is no blank."""
    return tuple((word, style) for word in one_line(text).split(" ") if word)


def labelled(label: str, text: str, style: Style = "") -> Words:
    """Put a label before a text, and a colon between them where there are both."""
    before, after = words(label, "bold"), words(text, style)
    if not (before and after):
        return before + after
    *others, (last, look) = before
    return (*others, (f"{last}:", look), *after)


def width_of_line(line: Line) -> int:
    """Count the columns that a line takes."""
    return sum(width_of(text) for text, _ in line)


def joined(text: Sequence[Span]) -> Line:
    """Put words on one line, each blank in the style of the word before it."""
    alike = [
        (" ".join(word for word, _ in group), style)
        for style, group in groupby(text, key=itemgetter(1))
    ]
    return (*((f"{piece} ", style) for piece, style in alike[:-1]), *alike[-1:])


def wrap(text: Words, first: int, rest: int) -> list[Line]:
    """Fill lines with words. A word longer than a line starts one, and goes on in the next.

    Args:
        text: The words.
        first: Columns of the first line.
        rest: Columns of every line after it, no more than of the first.

    Returns:
        The lines, one of them at least: an empty one where there are no words.
    """
    lines: list[list[Span]] = []
    room = 0  # columns left in the last line
    for word, style in text:
        size = width_of(word)
        if size < room:  # and a blank before it
            lines[-1].append((word, style))
            room -= size + 1
        else:
            pieces = _pieces(word, rest if lines else first, rest)
            lines += [[(piece, style)] for piece in pieces]
            room = (rest if len(lines) > 1 else first) - width_of(pieces[-1])
    return [joined(line) for line in lines] or [()]


def hang(text: Words, width: int, lead: str, extra: int = 0) -> list[Line]:
    """Wrap a text behind a lead, further lines `extra` columns further in; no text, no line."""
    if not text:
        return []
    lead = lead[-(width // 2) :]  # however deep it stands, half of the width is for text
    further = " " * (len(lead) + extra)
    longest = min(width, _LONGEST)
    first, *others = wrap(text, longest - len(lead), longest - len(further))
    return [((lead, ""), *first), *(((further, ""), *line) for line in others)]


def plain(lines: Sequence[Line]) -> str:
    """Write lines without their styles, none with blanks at its end."""
    return "\n".join("".join(text for text, _ in line).rstrip() for line in lines)


def _pieces(word: str, first: int, rest: int) -> list[str]:
    """Break a word that is longer than `first` columns, there and then at every `rest` columns."""
    if width_of(word) <= first:
        return [word]
    head = chop(word, first)[0]
    return [head, *chop(word[len(head) :], rest)]


STEP = 2  # columns by which one level of structure moves to the right


class Strokes(NamedTuple):
    """What rules and frames are drawn with; a frame's joints go from left to right."""

    light: str
    heavy: str
    upright: str
    top: Joints
    middle: Joints
    bottom: Joints


UNICODE = Strokes("─", "━", "│", ("┌", "┬", "┐"), ("├", "┼", "┤"), ("└", "┴", "┘"))

ASCII = Strokes("-", "=", "|", ("+", "+", "+"), ("+", "+", "+"), ("+", "+", "+"))


class Page(NamedTuple):
    """What lines are made for: columns, and what can be drawn."""

    width: int
    strokes: Strokes


def longest_word(text: Words) -> int:
    """Count the columns of a text's longest word; 1 at least, as no column is narrower."""
    return max(1, *(width_of(word) for word, _ in (("", ""), *text)))


def share(room: int, least: Sequence[int], wishes: Sequence[int]) -> list[int]:
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


def beside(cells: Sequence[Cell], widths: Sequence[int], between: Sequence[str]) -> list[Line]:
    """Set cells side by side, with something before the first, between them and after the last."""
    wrapped = [
        [line for text in cell for line in wrap(text, width, width)]
        for cell, width in zip(cells, widths, strict=True)
    ]
    lines: list[Line] = []
    for pieces in zip_longest(*wrapped, fillvalue=()):
        line: list[Span] = [(between[0], "")]
        for piece, width, gap in zip(pieces, widths, between[1:], strict=True):
            line += [*piece, (" " * (width - width_of_line(piece)) + gap, "")]
        lines.append(tuple(line))
    return lines


_GAP = "  "  # between columns


def table_lines(page: Page, table: Table, indent: int) -> list[Line]:
    """Draw a table, its caption above it."""
    caption = hang(words(table.caption, "dim"), page.width, " " * indent)
    header = [words(name, "bold") for name in table.header]
    rows = [header, *([words(cell) for cell in row] for row in table.rows)]
    room = page.width - indent - len(_GAP) * (len(header) - 1)
    if widths := _table_widths(room, rows):
        return caption + _drawn(page, rows, widths, " " * indent)
    return caption + stacked_lines(page, table, indent)


def stacked_lines(page: Page, table: Table, indent: int) -> list[Line]:
    """Show a table cell below cell, each with its column's name: side by side they do not fit."""
    lines: list[Line] = []
    for row in table.rows:
        for place, (name, cell) in enumerate(zip(table.header, row, strict=True)):
            lead = " " * (indent + (STEP if place else 0))
            lines += hang(labelled(name, cell), page.width, lead, extra=STEP)
    return lines


def _table_widths(room: int, rows: Sequence[Sequence[Words]]) -> list[int]:
    """Share the width out; nothing where words do not fit."""
    across = list(zip(*rows, strict=True))
    least = [max(map(longest_word, column)) for column in across]
    if sum(least) > room:
        return []
    return share(
        room, least, [max(width_of_line(joined(cell)) for cell in column) for column in across]
    )


def _drawn(
    page: Page, rows: Sequence[Sequence[Words]], widths: Sequence[int], margin: str
) -> list[Line]:
    """Draw rules below the header, and between rows where one of them has several lines."""
    between = [margin, *[_GAP] * (len(widths) - 1), ""]
    head, *body = (beside([[cell] for cell in row], widths, between) for row in rows)
    lines = [*head, _rule(page.strokes.heavy, widths, margin)]
    rule = [_rule(page.strokes.light, widths, margin)] if any(len(row) > 1 for row in body) else []
    for place, row in enumerate(body):
        lines += [*(rule if place else []), *row]
    return lines


def _rule(stroke: str, widths: Sequence[int], margin: str) -> Line:
    return ((margin + _GAP.join(stroke * width for width in widths), ""),)


_WIDEST = 30  # columns that a field takes at most, unless its words need more


def grid_lines(page: Page, grid: Grid, indent: int) -> list[Line]:
    """Draw the grid; as a list where its words do not fit."""
    upright = f" {page.strokes.upright} "
    between = [" " * indent, upright, upright, upright.rstrip()]
    heads: list[Cell] = [[words(name)] for name in ("", *grid.columns)]
    rows: list[list[Cell]] = [[[words(title)], *map(_cell, fields)] for title, *fields in grid.rows]
    widths = _grid_widths(page.width - sum(map(len, between)), [heads, *rows])
    if not widths:
        return stacked_lines(page, _as_table(grid), indent)
    lines = beside(heads, widths, [" " * len(gap) for gap in between])
    for place, row in enumerate(rows):
        joints = page.strokes.middle if place else page.strokes.top
        lines.append(_frame(page, joints, widths, indent))
        lines += beside(row, widths, between)
    return [*lines, _frame(page, page.strokes.bottom, widths, indent)]


def _frame(page: Page, joints: Joints, widths: Sequence[int], indent: int) -> Line:
    left, middle, right = joints
    margin, *fields = widths
    strokes = middle.join(page.strokes.light * (width + 2) for width in fields)
    return ((" " * (indent + margin + 1) + left + strokes + right, ""),)


def _texts(field: GridField) -> list[str]:
    """Mark a field by its characters first, so that it stands out without any style."""
    name, mark = one_line(field.name), one_line(field.mark)
    return [f">> {name} <<", mark] if mark else [name]


def _cell(field: GridField) -> Cell:
    name, *mark = _texts(field)
    return [words(name, "bold reverse" if mark else ""), *(words(text, "bold") for text in mark)]


def _as_table(grid: Grid) -> Table:
    rows = ((title, *(" ".join(_texts(field)) for field in fields)) for title, *fields in grid.rows)
    return Table(("", *grid.columns), tuple(rows))


def _grid_widths(room: int, rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Share the width out, to both fields alike where that fits; nothing where words do not."""
    across = [[text for cell in column for text in cell] for column in zip(*rows, strict=True)]
    least = [max(map(longest_word, column)) for column in across]
    if sum(least) > room:
        return []
    margin, *wishes = (max(width_of_line(joined(text)) for text in column) for column in across)
    wishes = [max(low, min(wish, _WIDEST)) for low, wish in zip(least[1:], wishes, strict=True)]
    alike = [margin, *[max(wishes)] * len(wishes)]
    return alike if sum(alike) <= room else share(room, least, [margin, *wishes])
