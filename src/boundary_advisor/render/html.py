"""Documents as one HTML page: no outside asset, no script, fit for a screen, a phone and paper.

The page is built as a tree, so the standard library escapes every text.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from boundary_advisor.render.document import (
    LANGUAGE,
    Diagram,
    Heading,
    Items,
    Paragraph,
    Table,
    one_line,
)
from boundary_advisor.render.html_blocks import (
    Numbers,
    diagram_element,
    items_element,
    paragraph_element,
    scrolling,
    table_element,
)
from boundary_advisor.render.svg import grid_svg, table_svg
from boundary_advisor.render.svg_text import SIZE, number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.render.document import Block, Document


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
    style = files("boundary_advisor.render").joinpath("page.css").read_text("utf-8")
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
