"""A document as Markdown: CommonMark, with the tables of GitHub's flavour.

Only what Markdown would read as markup is escaped: the file is read as often as it is rendered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from boundary_advisor.text import printable
from boundary_advisor.views.document import (
    Diagram,
    Heading,
    Items,
    Paragraph,
    Table,
    Tone,
    one_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.views.document import Block, Document, GridField, Item

_DEEPEST = 6  # lowest level of heading in Markdown

_ACTIVE = re.compile(
    r"[\\`*\[\]<|~]"  # anywhere
    r"|(?<![^\W_])_|_(?![^\W_])"  # not within a word
    r"|&(?=#?\w+;)"  # at the beginning of an entity
    r"|(?<=www)\.(?=\S)",  # in a bare address, which some readers make a link
    re.IGNORECASE,
)

_OPENING = re.compile(
    r"^(?:#(?=#{0,5}(?: |$))"  # a heading
    r"|>"  # a quotation
    r"|[-+](?= |$)"  # a list
    r"|-(?=[- ]*$))"  # a line across
)

_NUMBER = re.compile(r"^([0-9]{1,9})(?=[.)](?: |$))")  # a numbered list

_CLOSING = re.compile(r"(?:(?<= )|^)#(?=#*$)")  # the end of a heading, dropped from its text

_TICKS = re.compile("`+")

_LEAST_TICKS = 3  # in a fence

_MARKS = {(False, False): "-", (False, True): "*", (True, False): "{}.", (True, True): "{})"}

_AROUND = {Tone.PLAIN: "", Tone.STRONG: "**", Tone.QUIET: "*", Tone.CAUTION: "**"}


def to_markdown(document: Document) -> str:
    """Write a document so that its texts show literally once the Markdown is rendered."""
    written: list[str] = []
    previous: Block | None = None
    other_marks = False
    for block in (Heading(document.title, level=1), *document.blocks):
        marks = _continues(previous, block) and not other_marks
        if text := "\n".join(_block(block, other_marks=marks)):
            written.append(text)
            previous, other_marks = block, marks
    return "\n\n".join(written) + "\n"


def _continues(previous: Block | None, block: Block) -> bool:
    """Return whether Markdown would read a list as a continuation of the list before it."""
    if isinstance(previous, Items) and isinstance(block, Items):
        return previous.numbered == block.numbered
    return False


def _block(block: Block, *, other_marks: bool) -> Iterable[str]:
    match block:
        case Heading():
            return _heading(block)
        case Paragraph():
            return [_labelled(block.label, block.text, _AROUND[block.tone])]
        case Items():
            return _items(block.items, _MARKS[block.numbered, other_marks])
        case Table():
            return _table(block)
        case Diagram():
            return _diagram(block)
        case _:
            rows = ((_inline(title), *map(_field, fields)) for title, *fields in block.rows)
            return _rows(("", *map(_inline, block.columns)), rows)


def _heading(heading: Heading) -> Iterable[str]:
    text = _CLOSING.sub(r"\\#", _inline(heading.text))
    return [f"{'#' * min(heading.level, _DEEPEST)} {text}"] if text else []


def _items(items: Iterable[Item], mark: str, indent: str = "") -> Iterable[str]:
    """Write a list; the notes of an item without words take its place."""
    for number, item in enumerate(items, start=1):
        bullet = mark.format(number)
        text = _labelled(item.label, item.text)
        if text:
            yield f"{indent}{bullet} {text}"
        yield from _items(item.notes, "-", indent + " " * (len(bullet) + 1) if text else indent)


def _caption(text: str) -> Iterable[str]:
    if caption := _labelled("", text, _AROUND[Tone.QUIET]):
        yield from (caption, "")


def _table(table: Table) -> Iterable[str]:
    yield from _caption(table.caption)
    yield from _rows(map(_inline, table.header), (map(_inline, row) for row in table.rows))


def _diagram(diagram: Diagram) -> Iterable[str]:
    """Fence a chart with more ticks than any run of them in it."""
    yield from _caption(diagram.caption)
    ticks = max((len(run) for run in _TICKS.findall(diagram.mermaid)), default=0)
    fence = "`" * max(_LEAST_TICKS, ticks + 1)
    yield from (f"{fence}mermaid", printable(diagram.mermaid, keep_newlines=True), fence)


def _rows(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterable[str]:
    head = list(header)
    for cells in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(cells)} |"


def _field(field: GridField) -> str:
    name, mark = _inline(field.name), _inline(field.mark)
    return f"**{name}** ({mark})" if mark else name


def _labelled(label: str, text: str, around: str = "") -> str:
    label, text = _inline(label), _inline(text)
    if label:
        return f"**{label}:** {text}" if text else f"**{label}**"
    if text and around:
        return f"{around}{text}{around}"
    return _NUMBER.sub(r"\1\\", _OPENING.sub(r"\\\g<0>", text))


def _inline(text: str) -> str:
    return _ACTIVE.sub(r"\\\g<0>", one_line(text))
