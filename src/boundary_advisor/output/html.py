"""Documents as one HTML page: no outside asset, no script, fit for a screen, a phone and paper."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from boundary_advisor.output.svg import picture_of
from boundary_advisor.output.svg_shapes import SIZE, number
from boundary_advisor.text import printable
from boundary_advisor.views.document import (
    LANGUAGE,
    Diagram,
    Heading,
    Items,
    Paragraph,
    Table,
    Tone,
    one_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from boundary_advisor.views.document import Block, Document, Grid, Item

Looks: TypeAlias = "Mapping[str, dict[str, str]]"
"""The attributes of list entries, by the keys of these."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What a page may load: nothing but its own style."""

_TOP = 2  # highest level of heading below a document's title

_DEEPEST = 6  # lowest level of heading in HTML

_LINK = re.compile(r"(?:^|(?<= ))https://[\w.~:/?#@!$&*+,;=%()-]+$", re.ASCII)

_LONGEST = 30  # characters of a word that is not broken in a table


def to_html(documents: Iterable[Document]) -> str:
    """Write documents as one page, each an article of its own."""
    shown = list(documents)
    titles = dict.fromkeys(filter(None, (one_line(each.title) for each in shown)))
    page, main = page_of("; ".join(titles), POLICY)
    for place, document in enumerate(shown, start=1):
        main.append(article_of(document, f"d{place}"))
    return page_text(page)


def page_of(title: str, policy: str) -> tuple[Element, Element]:
    """Begin a page with a Content Security Policy; return it and the element for its content."""
    page = Element("html", lang=LANGUAGE)
    head = SubElement(page, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    SubElement(head, "meta", name="color-scheme", content="light dark")
    SubElement(head, "meta", name="referrer", content="no-referrer")
    SubElement(head, "title").text = title
    style = files("boundary_advisor.output").joinpath("page.css").read_text("utf-8")
    SubElement(head, "style").text = f"\n{style}"
    return page, SubElement(SubElement(page, "body"), "main")


def page_text(page: Element) -> str:
    """Serialize a page."""
    indent(page)
    return f"<!doctype html>\n{tostring(page, encoding='unicode', method='html')}\n"


def article_of(document: Document, name: str, looks: Looks = MappingProxyType({})) -> Element:
    """Write one document as an article.

    Args:
        document: What to write.
        name: A name unique on the page, with which the ids in the article begin.
        looks: More attributes for the list entries with these keys.
    """
    return _Article(document, name, looks).element


class _Article:
    def __init__(self, document: Document, name: str, looks: Looks) -> None:
        self.element = Element("article", {"class": "numbered"} if document.numbered else {})
        self._name = name
        self._looks = looks
        self._numbers = count(1) if document.numbered else None
        self._pictures = count(1)
        self._level = 1
        self._heading = one_line(document.title)
        if self._heading:
            SubElement(self.element, "h1").text = self._heading
        for block in document.blocks:
            self._write(block)

    def _write(self, block: Block) -> None:
        match block:
            case Heading():
                self._write_heading(block)
            case Paragraph():
                self._write_paragraph(block)
            case Items():
                self._write_list(self.element, block.items, "ol" if block.numbered else "ul")
            case Table():
                self._write_table(block)
            case Diagram():
                self._write_diagram(block)
            case _:
                SubElement(self.element, "figure").append(self._picture(block))

    def _write_heading(self, heading: Heading) -> None:
        """Write a heading, at most one level below the one before it."""
        if text := one_line(heading.text):
            self._heading = text
            self._level = max(_TOP, min(heading.level, self._level + 1, _DEEPEST))
            look = {"class": "new-page"} if heading.new_page else {}
            SubElement(self.element, f"h{self._level}", look).text = text

    def _write_paragraph(self, block: Paragraph) -> None:
        if not (one_line(block.text) or one_line(block.label)):
            return
        look = {} if block.tone is Tone.PLAIN else {"class": str(block.tone)}
        paragraph = SubElement(self.element, "p", look)
        if self._numbers and block.tone is not Tone.QUIET:  # a note has none, nor in Word
            number = SubElement(paragraph, "span", {"class": "number"})
            number.text = f"{next(self._numbers)}."
            number.tail = " "
        _write_labelled(paragraph, block.label, block.text)

    def _write_list(self, parent: Element, items: Sequence[Item], tag: str) -> None:
        if items:
            made = SubElement(parent, tag)
            for item in items:
                entry = SubElement(made, "li", self._looks.get(item.key, {}))
                _write_labelled(entry, item.label, item.text)
                self._write_list(entry, item.notes, "ul")

    def _write_table(self, table: Table) -> None:
        """Write a table; where it is a picture too, that comes first and the table is folded."""
        caption = one_line(table.caption)
        name = caption or f"Table: {self._heading}"
        parent = self.element
        if table.picture:
            figure = SubElement(parent, "figure")
            _scrolling(figure, name).append(self._picture(table))
            parent = SubElement(parent, "details")
            SubElement(parent, "summary").text = "The same as a table"
        made = SubElement(_scrolling(parent, name), "table")
        if caption:
            SubElement(made, "caption").text = caption
        _write_row(SubElement(made, "thead"), table.header, ["col"] * len(table.header))
        body = SubElement(made, "tbody")
        for cells in table.rows:
            _write_row(body, cells, ["row"])

    def _write_diagram(self, diagram: Diagram) -> None:
        """Write a chart as its source, folded: other blocks say in words what it shows."""
        details = SubElement(self.element, "details")
        SubElement(details, "summary").text = one_line(diagram.caption) or "Chart"
        # HTML drops the newline right after the tag.
        SubElement(details, "pre").text = f"\n{printable(diagram.mermaid, keep_newlines=True)}"

    def _picture(self, block: Grid | Table) -> Element:
        """Draw a picture as wide as makes its text the size of the page's; the style shrinks it."""
        picture = picture_of(block, f"{self._name}-picture{next(self._pictures)}")
        width = float(picture.get("viewBox", "").split(" ")[2])
        picture.set("width", f"{number(width / SIZE)}rem")
        return picture


def _scrolling(parent: Element, name: str) -> Element:
    """Add a frame for what may be wider than a phone, to be scrolled with the keyboard too."""
    look = {"class": "scroll", "role": "group", "tabindex": "0", "aria-label": name}
    return SubElement(parent, "div", look)


def _write_row(parent: Element, cells: Iterable[str], scopes: Sequence[str]) -> None:
    """Write a row; its first cells head something, unless they are empty."""
    row = SubElement(parent, "tr")
    for place, cell in enumerate(map(one_line, cells)):
        heads = cell and place < len(scopes)
        made = SubElement(row, "th", scope=scopes[place]) if heads else SubElement(row, "td")
        made.text = cell
        if max(map(len, cell.split(" "))) > _LONGEST:
            made.set("class", "long")


def _write_labelled(parent: Element, label: str, text: str) -> None:
    """Write a label in bold and a text, with a link where it ends in an address."""
    label, text = one_line(label), one_line(text)
    if label:
        SubElement(parent, "strong").text = f"{label}:" if text else label
    link = _LINK.search(text)
    said = text[: link.start()] if link else text
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + (f" {said}" if label and text else said)
    else:
        parent.text = said
    if link:
        SubElement(parent, "a", href=link.group(), rel="noreferrer").text = link.group()
