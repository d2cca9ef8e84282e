"""Documents as one HTML page: no outside asset, no script, fit for a screen, a phone and paper."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from boundary_advisor.output.svg import grid_svg, table_svg
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
    from collections.abc import Iterable, Sequence

    from boundary_advisor.views.document import (
        Block,
        Document,
        Item,
    )

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


POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What a page may load: nothing, and its own style."""

_TOP = 2  # highest level of heading below a document's title

_DEEPEST = 6  # HTML has no heading below it


def to_html(documents: Iterable[Document]) -> str:
    """Write documents as one page, each an article of its own.

    Args:
        documents: What to show, in this order.
    """
    shown = list(documents)
    page, main = page_of(_title(shown), POLICY)
    for place, document in enumerate(shown, start=1):
        main.append(article_of(document, f"d{place}"))
    return page_text(page)


def page_of(title: str, policy: str) -> tuple[Element, Element]:
    """Begin a page.

    Args:
        title: Its title.
        policy: Its Content Security Policy.

    Returns:
        The page, and the element that its content goes into.
    """
    page = Element("html", lang=LANGUAGE)
    _head(page, title, policy)
    return page, SubElement(SubElement(page, "body"), "main")


def page_text(page: Element) -> str:
    """Write a page out."""
    indent(page)
    return f"<!doctype html>\n{tostring(page, encoding='unicode', method='html')}\n"


def article_of(document: Document, name: str) -> Element:
    """Write one document as an article.

    Args:
        document: The document.
        name: A name of its own on the page, which the names of its pictures begin with.
    """
    return _Article(document, name).element


def _title(documents: list[Document]) -> str:
    titles = dict.fromkeys(filter(None, (one_line(each.title) for each in documents)))
    return "; ".join(titles)


def _head(page: Element, title: str, policy: str) -> None:
    head = SubElement(page, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    SubElement(head, "meta", name="color-scheme", content="light dark")
    SubElement(head, "meta", name="referrer", content="no-referrer")
    SubElement(head, "title").text = title
    style = files("boundary_advisor.output").joinpath("page.css").read_text("utf-8")
    SubElement(head, "style").text = f"\n{style}"


class _Article:
    """Writes one document; what has a name in it has one that begins with that of the article."""

    def __init__(self, document: Document, name: str) -> None:
        self.element = Element("article")
        self._name = name
        self._numbers = Numbers() if document.numbered else None
        if document.numbered:
            self.element.set("class", "numbered")
        self._pictures = 0
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
                self._append(paragraph_element(block, self._numbers))
            case Items():
                self._append(items_element(block))
            case Table():
                self._write_table(block)
            case Diagram():
                self._append(diagram_element(block))
            case _:
                picture = _sized(grid_svg(block, self._next_name()))
                SubElement(self.element, "figure").append(picture)

    def _append(self, element: Element | None) -> None:
        if element is not None:
            self.element.append(element)

    def _write_heading(self, heading: Heading) -> None:
        """Write a heading, at most one level below the one before it."""
        text = one_line(heading.text)
        if not text:
            return
        self._heading = text
        self._level = max(_TOP, min(heading.level, self._level + 1, _DEEPEST))
        found = SubElement(self.element, f"h{self._level}")
        found.text = text
        if heading.new_page:
            found.set("class", "new-page")

    def _write_table(self, table: Table) -> None:
        """Write a table; where it is a picture too, that comes first and the table is behind it."""
        element = table_element(table, self._heading)
        if not table.picture:
            self.element.append(element)
            return
        picture = _sized(table_svg(table, self._next_name()))
        around = scrolling(element.get("aria-label", ""))
        around.append(picture)
        SubElement(self.element, "figure").append(around)
        details = SubElement(self.element, "details")
        SubElement(details, "summary").text = "The same as a table"
        details.append(element)

    def _next_name(self) -> str:
        self._pictures += 1
        return f"{self._name}-picture{self._pictures}"


def _sized(picture: Element) -> Element:
    """Make a picture so wide that its text is as large as that of the page.

    Where there is no room for that, the style of the page makes it narrower.
    """
    width = float(picture.get("viewBox", "").split(" ")[2])
    picture.set("width", f"{number(width / SIZE)}rem")
    return picture
