"""A document as text for a terminal or a pipe: wrapped to a width, clear without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.output.lines import (
    ASCII,
    STEP,
    UNICODE,
    Page,
    grid_lines,
    hang,
    labelled,
    plain,
    table_lines,
    words,
)
from boundary_advisor.views.document import Diagram, Grid, Heading, Items, Paragraph, Table, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundary_advisor.output.lines import Line, Style
    from boundary_advisor.views.document import Block, Document, Item

NARROWEST = 20  # columns; for a narrower terminal the lines are made for this one

_STYLES: dict[Tone, Style] = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.QUIET: "dim",
    Tone.CAUTION: "bold red",
}


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
    page = Page(max(width, NARROWEST), UNICODE if unicode else ASCII)
    lines = _lines(page, document)
    text = _in_color(lines) if color else plain(lines)
    return text.strip("\n") + "\n"


def _in_color(lines: Sequence[Line]) -> str:
    from boundary_advisor.output.ansi import to_ansi  # noqa: PLC0415  # a tenth of a run

    return to_ansi(lines)


def _lines(page: Page, document: Document) -> list[Line]:
    previous: Block = Heading(document.title, level=1)
    lines = _block(page, previous, 0)
    indent = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            indent = STEP * (block.level - 1)
        drawn = _block(page, block, indent)
        if drawn:
            lines += [()] if _is_apart(previous, block) else []
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


def _block(page: Page, block: Block, indent: int) -> list[Line]:
    match block:
        case Heading():
            return hang(words(block.text, "bold"), page.width, " " * (indent - STEP))
        case Paragraph():
            text = labelled(block.label, block.text, _STYLES[block.tone])
            return hang(text, page.width, " " * indent, extra=STEP if block.label else 0)
        case Items():
            return _items(page, block.items, indent, numbered=block.numbered)
        case Table():
            return table_lines(page, block, indent)
        case Diagram():
            return []  # what it shows stands in words beside it
        case _:
            return grid_lines(page, block, indent)


def _items(page: Page, items: Sequence[Item], indent: int, *, numbered: bool) -> list[Line]:
    lines: list[Line] = []
    digits = len(str(len(items)))
    for number, item in enumerate(items, start=1):
        bullet = f"{number:{digits}}. " if numbered else "- "
        lines += hang(labelled(item.label, item.text), page.width, " " * indent + bullet)
        lines += _items(page, item.notes, indent + len(bullet), numbered=False)
    return lines
