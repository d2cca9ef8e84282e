"""A document as text for a terminal or a pipe: wrapped to a width, clear without colour."""

from __future__ import annotations

from itertools import groupby, zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from boundary_advisor.views.document import (
    Diagram,
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

    from boundary_advisor.views.document import Block, Document, GridField, Item

Style: TypeAlias = Literal["", "bold", "dim", "bold red", "bold reverse"]

Span: TypeAlias = tuple[str, Style]

Words: TypeAlias = tuple[Span, ...]  # the words of one text, to be separated by blanks on a line

Line: TypeAlias = tuple[Span, ...]  # what to write one after the other, blanks included

Row: TypeAlias = "Sequence[Sequence[Words]]"  # cells, each with the texts in it

NARROWEST = 20
"""Columns of the narrowest page; a narrower terminal gets this one."""

_STEP = 2  # columns by which one level of structure moves to the right

_GAP = "  "  # between the columns of a table

_WIDEST = 30  # columns of a field of the grid, unless its words need more

_STYLES: dict[Tone, Style] = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.QUIET: "dim",
    Tone.CAUTION: "bold red",
}

_CODES: dict[Style, str] = {"bold": "1", "dim": "2", "bold red": "1;31", "bold reverse": "1;7"}

_LONGEST = 100  # columns of running text; longer lines are hard to read


class Page(NamedTuple):
    """The columns of a page, and the strokes for rules and frames.

    The joints at the top, in the middle and at the bottom of a frame go from left to right.
    """

    width: int
    light: str
    heavy: str
    upright: str
    top: str
    middle: str
    bottom: str


_UNICODE = ("─", "━", "│", "┌┬┐", "├┼┤", "└┴┘")

_ASCII = ("-", "=", "|", "+++", "+++", "+++")


def to_terminal(document: Document, *, width: int, color: bool, unicode: bool) -> str:
    """Lay a document out in lines.

    Args:
        document: What to show. Control characters in it are shown as escapes.
        width: Columns to use, at least 20; running text takes 100 of them at most.
        color: Whether to style the text with ANSI codes. Without it there is no code at all.
        unicode: Whether rules and frames may be drawn with more than ASCII.

    Returns:
        The lines, without trailing blanks, and one newline after the last.
    """
    page = Page(max(width, NARROWEST), *(_UNICODE if unicode else _ASCII))
    lines = _lines(page, document)
    text = styled(lines) if color else plain(lines)
    return text.strip("\n") + "\n"


def _lines(page: Page, document: Document) -> list[Line]:
    previous: Block = Heading(document.title, level=1)
    lines = _block(page, previous, 0)
    indent = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            indent = _STEP * (block.level - 1)
        if drawn := _block(page, block, indent):
            lines += [(), *drawn] if _is_apart(previous, block) else drawn
            previous = block
    return lines


def _is_apart(previous: Block, block: Block) -> bool:
    """Return whether an empty line separates two blocks: only where they would run together."""
    if isinstance(block, Heading):
        return block.level <= Heading("").level or isinstance(previous, Table)
    if isinstance(previous, Heading):
        return False
    if isinstance(block, Paragraph) and isinstance(previous, Paragraph):
        return not (block.label or previous.label)
    if isinstance(block, Items):
        return isinstance(previous, Items | Table)
    return isinstance(block, Table | Grid) or isinstance(previous, Table)


def _block(page: Page, block: Block, indent: int) -> list[Line]:
    match block:
        case Heading():
            return hang(words(block.text, "bold"), page.width, " " * (indent - _STEP))
        case Paragraph():
            text = labelled(block.label, block.text, _STYLES[block.tone])
            return hang(text, page.width, " " * indent, extra=_STEP if block.label else 0)
        case Items():
            return _items(page, block.items, indent, numbered=block.numbered)
        case Table():
            return _table(page, block, indent)
        case Diagram():
            return []  # other blocks say in words what it shows
        case _:
            return _grid(page, block, indent)


def _items(page: Page, items: Sequence[Item], indent: int, *, numbered: bool) -> list[Line]:
    lines: list[Line] = []
    digits = len(str(len(items)))
    for number, item in enumerate(items, start=1):
        bullet = f"{number:{digits}}. " if numbered else "- "
        lines += hang(labelled(item.label, item.text), page.width, " " * indent + bullet)
        lines += _items(page, item.notes, indent + len(bullet), numbered=False)
    return lines


def _table(page: Page, table: Table, indent: int) -> list[Line]:
    """Draw a table below its caption, with rules between its rows if any has several lines."""
    margin = " " * indent
    caption = hang(words(table.caption, "dim"), page.width, margin)
    header = [[words(name, "bold")] for name in table.header]
    rows = [header, *([[words(cell)] for cell in row] for row in table.rows)]
    room = page.width - indent - len(_GAP) * (len(header) - 1)
    least, wishes = _needs(rows)
    if sum(least) > room:
        return caption + _stacked(page, table, indent)
    widths = share(room, least, wishes)
    head, *body = (
        _side_by_side(row, widths, [margin, *[_GAP] * (len(widths) - 1), ""]) for row in rows
    )
    lines = [*caption, *head, _rule(page.heavy, widths, margin)]
    has_rules = any(len(row) > 1 for row in body)
    for number, row in enumerate(body):
        if number and has_rules:
            lines.append(_rule(page.light, widths, margin))
        lines += row
    return lines


def _needs(rows: Sequence[Row]) -> tuple[list[int], list[int]]:
    """Measure columns: what each needs for its longest word, and what its texts would take."""
    columns = [[text for cell in column for text in cell] for column in zip(*rows, strict=True)]
    least = [max(map(_longest_word, column)) for column in columns]
    return least, [max(width_of_line(joined(text)) for text in column) for column in columns]


def _longest_word(text: Words) -> int:
    return max([1, *(width_of(word) for word, _ in text)])


def _stacked(page: Page, table: Table, indent: int) -> list[Line]:
    """Show a table cell below cell, each with its column's name: side by side they do not fit."""
    lines: list[Line] = []
    for row in table.rows:
        for number, (name, cell) in enumerate(zip(table.header, row, strict=True)):
            lead = " " * (indent + (_STEP if number else 0))
            lines += hang(labelled(name, cell), page.width, lead, extra=_STEP)
    return lines


def _side_by_side(row: Row, widths: Sequence[int], between: Sequence[str]) -> list[Line]:
    """Set cells side by side, with something before the first, between them and after the last."""
    wrapped = [
        [line for text in cell for line in wrap(text, width, width)]
        for cell, width in zip(row, widths, strict=True)
    ]
    lines: list[Line] = []
    for pieces in zip_longest(*wrapped, fillvalue=()):
        line: list[Span] = [(between[0], "")]
        for piece, width, gap in zip(pieces, widths, between[1:], strict=True):
            line += [*piece, (" " * (width - width_of_line(piece)) + gap, "")]
        lines.append(tuple(line))
    return lines


def _rule(stroke: str, widths: Sequence[int], margin: str) -> Line:
    return ((margin + _GAP.join(stroke * width for width in widths), ""),)


def _grid(page: Page, grid: Grid, indent: int) -> list[Line]:
    """Draw the grid; as a list where its words do not fit."""
    upright = f" {page.upright} "
    between = [" " * indent, upright, upright, upright.rstrip()]
    heads: Row = [[words(name)] for name in ("", *grid.columns)]
    rows: list[Row] = [[[words(title)], *map(_field, fields)] for title, *fields in grid.rows]
    widths = _grid_widths(page.width - sum(map(len, between)), [heads, *rows])
    if not widths:
        return _stacked(page, _as_table(grid), indent)
    lines = _side_by_side(heads, widths, [" " * len(gap) for gap in between])
    for number, row in enumerate(rows):
        joints = page.middle if number else page.top
        lines.append(_frame(page, joints, widths, indent))
        lines += _side_by_side(row, widths, between)
    return [*lines, _frame(page, page.bottom, widths, indent)]


def _grid_widths(room: int, rows: Sequence[Row]) -> list[int]:
    """Share the width out, to both fields alike where that fits; nothing where words do not."""
    least, (margin, *wishes) = _needs(rows)
    if sum(least) > room:
        return []
    wishes = [max(low, min(wish, _WIDEST)) for low, wish in zip(least[1:], wishes, strict=True)]
    alike = [margin, *[max(wishes)] * len(wishes)]
    return alike if sum(alike) <= room else share(room, least, [margin, *wishes])


def _frame(page: Page, joints: str, widths: Sequence[int], indent: int) -> Line:
    left, middle, right = list(joints)
    margin, *fields = widths
    strokes = middle.join(page.light * (width + 2) for width in fields)
    return ((" " * (indent + margin + 1) + left + strokes + right, ""),)


def _texts(field: GridField) -> list[str]:
    """Mark a field by its characters first, so that it stands out without any style."""
    name, mark = one_line(field.name), one_line(field.mark)
    return [f">> {name} <<", mark] if mark else [name]


def _field(field: GridField) -> list[Words]:
    name, *mark = _texts(field)
    return [words(name, "bold reverse" if mark else ""), *(words(text, "bold") for text in mark)]


def _as_table(grid: Grid) -> Table:
    rows = ((title, *(" ".join(_texts(field)) for field in fields)) for title, *fields in grid.rows)
    return Table(("", *grid.columns), tuple(rows))


def width_of(text: str) -> int:
    """Count the columns of a text: two for a wide character, none for a combining one.

    The text holds no control characters.
    """
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415  # few texts need it

    return cell_len(text)


def chop(text: str, width: int) -> list[str]:
    """Break a text every so many columns, or one earlier rather than within a wide character."""
    if text.isascii():
        return [text[start : start + width] for start in range(0, len(text), width)]
    from rich.cells import chop_cells  # noqa: PLC0415  # few texts need it

    return chop_cells(text, width)


def words(text: str, style: Style = "") -> Words:
    """Split a text of a document at its blanks; a no-break space is no blank."""
    return tuple((word, style) for word in one_line(text).split(" ") if word)


def labelled(label: str, text: str, style: Style = "") -> Words:
    """Put a bold label before a text, with a colon between them where there are both."""
    before, after = words(label, "bold"), words(text, style)
    return words(f"{one_line(label)}:", "bold") + after if before and after else before + after


def width_of_line(line: Line) -> int:
    """Count the columns that a line takes."""
    return sum(width_of(text) for text, _ in line)


def joined(text: Sequence[Span]) -> Line:
    """Join words into a line, each blank in the style of the word before it."""
    runs = [
        (" ".join(word for word, _ in group), style)
        for style, group in groupby(text, key=itemgetter(1))
    ]
    return (*((f"{run} ", style) for run, style in runs[:-1]), *runs[-1:])


def wrap(text: Words, first: int, rest: int) -> list[Line]:
    """Fill lines with words. A word longer than a line starts one and continues on the next.

    Args:
        text: The words; without any, there is one empty line.
        first: Columns of the first line.
        rest: Columns of every line after it, no more than of the first.
    """
    lines: list[list[Span]] = []
    room = 0  # columns still free in the last line
    for word, style in text:
        size = width_of(word)
        if size < room:  # one more is needed for the blank before it
            lines[-1].append((word, style))
            room -= size + 1
        else:
            pieces = _pieces(word, rest if lines else first, rest)
            lines += [[(piece, style)] for piece in pieces]
            room = (rest if len(lines) > 1 else first) - width_of(pieces[-1])
    return [joined(line) for line in lines] or [()]


def _pieces(word: str, first: int, rest: int) -> list[str]:
    """Break a word that is longer than `first` columns there, and then at every `rest` columns."""
    if width_of(word) <= first:
        return [word]
    head = chop(word, first)[0]
    return [head, *chop(word[len(head) :], rest)]


def hang(text: Words, width: int, lead: str, extra: int = 0) -> list[Line]:
    """Wrap a text behind a lead, further lines `extra` columns further in; no text, no line."""
    if not text:
        return []
    lead = lead[-(width // 2) :]  # half of the width is for text, however deep it is indented
    further = " " * (len(lead) + extra)
    longest = min(width, _LONGEST)
    first, *others = wrap(text, longest - len(lead), longest - len(further))
    return [((lead, ""), *first), *(((further, ""), *line) for line in others)]


def share(room: int, least: Sequence[int], wishes: Sequence[int]) -> list[int]:
    """Return widths: each column's wish up to one common limit, the highest that there is room for.

    There is room for what they need at least, and each of them needs something.
    """
    return next(
        widths
        for limit in range(room, 0, -1)
        if sum(
            widths := [max(low, min(wish, limit)) for low, wish in zip(least, wishes, strict=True)]
        )
        <= room
    )


def plain(lines: Sequence[Line]) -> str:
    """Write lines without their styles and without trailing blanks."""
    return "\n".join("".join(text for text, _ in line).rstrip() for line in lines)


def styled(lines: Sequence[Line]) -> str:
    """Write lines with ANSI codes and without trailing blanks."""
    return "\n".join(map(_styled, lines))


def _styled(line: Line) -> str:
    written, room = "", len(plain([line]))
    for text, style in line:
        shown = text[:room]
        room -= len(shown)
        written += f"\x1b[{_CODES[style]}m{shown}\x1b[0m" if shown and style else shown
    return written
