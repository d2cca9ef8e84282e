"""Ways to look into pages and pictures, and documents that try to break out of them."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

from hypothesis import strategies as st

from tests.support.documents import (
    Arrow,
    Diagram,
    Document,
    Grid,
    GridField,
    Heading,
    Item,
    Items,
    Paragraph,
    Table,
    Tone,
)

_VOID = {"meta"}
_DRAWN = {"svg", "title", "desc", "g", "rect", "line", "circle", "polygon", "text"}
_WRITTEN = {
    *("html", "head", "meta", "title", "style", "body", "main", "article"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "strong", "a", "span", "ul", "ol", "li"),
    *("div", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("figure", "details", "summary", "pre"),
}
_ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "rel", "scope"),
    *("role", "tabindex", "aria-label", "aria-labelledby", "aria-describedby"),
    *("viewbox", "width", "height", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx"),
    *("points", "transform", "fill", "fill-opacity", "stroke", "stroke-width", "xmlns"),
    *("font-family", "font-size", "font-weight", "text-anchor"),
}

HOSTILE = (
    "<script>alert(1)</script>",
    "</style></title></svg></pre><img src=x onerror=alert(1)>",
    "a | b",
    "[x](y) ![x](y)",
    "[x](javascript:alert(1))",
    "javascript:alert(1)",
    "=cmd()|' /C calc'!A0",
    "&amp; &#60; &lt;b&gt; &nbsp",
    "<!-- --> <![CDATA[ ]]> <?xml?> ]]>",
    '" onload="alert(1)" \'',
    "url(https://example.org/x.png)",
    "\x00\x07\x1b[31m\x7f\x85\r",
    "\u202eright to left\u202c \u2066x\u2069 \u200b\u200d\ufeff\u2028",
    "\ud800 \udfff \ufffe \uffff \U0001fffe \U0010ffff",
    "مرحبا بالعالم שלום עולם",
    "ﷺ ﷽ ㎒ ﬃ",
    "都市 é ü ß \U0001d11e \U0001f6b2 \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "Z\u0351\u036b\u0343a\u0363\u0363l\u0489go",
    "x" * 10_000,
    "W" * 200,
    "\n leading and trailing \n\n lines \n",
    "https://example.org/a?b=c&d=<e>",
    "",
    " ",
)


class Tree(HTMLParser):
    """Reads a page strictly: every element is closed, in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("document")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), names
        found = SubElement(self._open[-1], tag, {name: value or "" for name, value in attrs})
        if tag not in _VOID:
            self._open.append(found)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        within = self._open[-1]
        if len(within):
            within[-1].tail = (within[-1].tail or "") + data
        else:
            within.text = (within.text or "") + data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        assert decl == "doctype html"

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def read(page: str) -> Element:
    """Read a page, and see that nothing in it could act."""
    page.encode()
    reader = Tree()
    reader.feed(page)
    reader.close()
    (html,) = reader.root
    check(html, _WRITTEN | _DRAWN)
    return html


def check(root: Element, tags: set[str]) -> None:
    """See that there is no element or attribute but those that are wanted."""
    for each in root.iter():
        assert each.tag in tags, each.tag
        names = {name.lower() for name in each.attrib}
        assert names <= _ATTRIBUTES, names - _ATTRIBUTES
        link = each.get("href", "https://")
        assert link.startswith("https://"), link


def check_picture(root: Element) -> None:
    """See that nothing in a picture could act."""
    namespace = "{http://www.w3.org/2000/svg}"
    for each in root.iter():
        each.tag = each.tag.removeprefix(namespace)
    check(root, _DRAWN | {"style"})


def text_of(element: Element) -> str:
    """Give all text below an element but the style, with blanks between what stands apart."""
    found: list[str] = []

    def look(each: Element) -> None:
        if each.tag != "style":
            found.append(each.text or "")
            for child in each:
                look(child)
                found.append(child.tail or "")

    look(element)
    return " ".join(found)


def shown(element: Element) -> Counter[str]:
    """Count the words below an element."""
    return Counter(re.findall(r"\w+", text_of(element)))


TEXT = st.one_of(
    st.sampled_from([text for text in HOSTILE if len(text) < 200]),
    st.text(max_size=30),
    st.lists(st.text("abcXYZ019é<&>\"'", min_size=1, max_size=9), max_size=6).map(" ".join),
)
ITEM = st.recursive(
    st.builds(Item, TEXT, TEXT),
    lambda notes: st.builds(Item, TEXT, TEXT, st.lists(notes, max_size=2).map(tuple)),
    max_leaves=4,
)
FIELD = st.builds(GridField, TEXT, st.just("") | TEXT)
GRID = st.builds(
    Grid,
    st.tuples(TEXT, TEXT),
    st.tuples(*[st.tuples(TEXT, FIELD, FIELD)] * 2),
    st.lists(st.builds(Arrow, TEXT, TEXT, TEXT), max_size=3).map(tuple),
)
TABLE = st.integers(1, 4).flatmap(
    lambda width: st.builds(
        Table,
        st.tuples(*[TEXT] * width),
        st.lists(st.tuples(*[TEXT] * width), max_size=3).map(tuple),
        TEXT,
        st.booleans(),
    )
)
BLOCK = st.one_of(
    st.builds(Heading, TEXT, st.integers(1, 9), st.booleans()),
    st.builds(Paragraph, TEXT, st.just("") | TEXT, st.sampled_from(Tone)),
    st.builds(Items, st.lists(ITEM, max_size=3).map(tuple), st.booleans()),
    TABLE,
    GRID,
    st.builds(Diagram, TEXT, TEXT),
)
DOCUMENT = st.builds(
    Document, TEXT, st.lists(BLOCK, max_size=5).map(tuple), st.none(), st.booleans()
)


def hostile_document(text: str) -> Document:
    """Give a document with a text in every place that takes one."""
    field = GridField(text, text)
    other = GridField(f"other {text}", text)
    return Document(
        text,
        (
            Heading(text, 3, new_page=True),
            *(Paragraph(text, text, tone) for tone in Tone),
            Items((Item(text, text, (Item(text, text), Item(text))),), numbered=True),
            Items((Item(text, text, (Item(text, text), Item(text))),)),
            Grid(
                (text, text),
                ((text, field, other), (text, other, field)),
                (Arrow(text, f"other {text}", text), Arrow(text, text, text)),
            ),
            Table((text, text), ((text, text),), text),
            Table((text, text), ((text, text),), picture=True),
            Diagram(text, text),
        ),
        numbered=True,
    )
