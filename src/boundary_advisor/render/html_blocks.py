"""Blocks of a document as elements of an HTML page; a block without words is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from boundary_advisor.plain import printable
from boundary_advisor.render.document import Tone, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from boundary_advisor.render.document import Diagram, Item, Items, Paragraph, Table

_LINK = re.compile(r"(?:^|(?<= ))https://[\w.~:/?#@!$&*+,;=%()-]+$", re.ASCII)

_LONGEST = 30  # characters of a word that is kept whole in a table


class Numbers:
    """Counts the paragraphs of a document."""

    def __init__(self) -> None:
        self._last = 0

    def put_into(self, element: Element) -> None:
        """Begin an element with the next number."""
        self._last += 1
        number = SubElement(element, "span", {"class": "number"})
        number.text = f"{self._last}."
        number.tail = " "


def paragraph_element(block: Paragraph, numbers: Numbers | None) -> Element | None:
    """Write a paragraph, with its number where there are numbers."""
    if not (one_line(block.text) or one_line(block.label)):
        return None
    tone = {} if block.tone is Tone.PLAIN else {"class": str(block.tone)}
    paragraph = Element("p", tone)
    if numbers and block.tone is not Tone.QUIET:  # a note aside carries none, in Word neither
        numbers.put_into(paragraph)
    _labelled(paragraph, block.label, block.text)
    return paragraph


def items_element(block: Items) -> Element | None:
    """Write a list."""
    return _list(block.items, "ol" if block.numbered else "ul")


def _list(items: Sequence[Item], tag: str) -> Element | None:
    if not items:
        return None
    found = Element(tag)
    for item in items:
        entry = SubElement(found, "li")
        _labelled(entry, item.label, item.text)
        notes = _list(item.notes, "ul")
        if notes is not None:
            entry.append(notes)
    return found


def table_element(table: Table, heading: str) -> Element:
    """Write a table.

    Args:
        table: What to write.
        heading: What it stands under, which names it where it has no caption.
    """
    caption = one_line(table.caption)
    name = caption or f"Table: {heading}"
    around = scrolling(name)
    found = SubElement(around, "table")
    if caption:
        SubElement(found, "caption").text = caption
    _row(SubElement(found, "thead"), table.header, ["col"] * len(table.header))
    body = SubElement(found, "tbody")
    for cells in table.rows:
        _row(body, cells, ["row"])
    return around


def scrolling(name: str) -> Element:
    """Make a frame for what may be wider than a phone; a keyboard has to be able to move it."""
    return Element("div", {"class": "scroll", "role": "group", "tabindex": "0", "aria-label": name})


def diagram_element(diagram: Diagram) -> Element:
    """Write a chart as its source, to be unfolded: what it shows stands in words beside it."""
    details = Element("details")
    SubElement(details, "summary").text = one_line(diagram.caption) or "Chart"
    # The newline right behind the tag is no part of the text, by the rules of HTML.
    SubElement(details, "pre").text = f"\n{printable(diagram.mermaid, keep_newlines=True)}"
    return details


def _row(parent: Element, cells: Iterable[str], scopes: Sequence[str]) -> None:
    """Write a row; its first cells head something, unless they are empty."""
    row = SubElement(parent, "tr")
    for place, cell in enumerate(map(one_line, cells)):
        heads = cell and place < len(scopes)
        found = SubElement(row, "th", scope=scopes[place]) if heads else SubElement(row, "td")
        found.text = cell
        if max(map(len, cell.split(" "))) > _LONGEST:
            found.set("class", "long")


def _labelled(parent: Element, label: str, text: str) -> None:
    named, shown = one_line(label), one_line(text)
    if named:
        SubElement(parent, "strong").text = f"{named}:" if shown else named
        _say(parent, " " if shown else "")
    link = _LINK.search(shown)
    _say(parent, shown[: link.start()] if link else shown)
    if link:
        SubElement(parent, "a", href=link.group(), rel="noreferrer").text = link.group()


def _say(parent: Element, text: str) -> None:
    """Add a text behind all that an element holds."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = text
