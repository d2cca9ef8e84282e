"""Documents as a Word file, to be worked on and handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI
from docx.opc.pkgwriter import _ContentTypesItem
from docx.shared import Cm

from boundary_advisor.output.office import write_package
from boundary_advisor.output.word_blocks import Body, Numbers
from boundary_advisor.output.word_styles import element, set_styles
from boundary_advisor.views.document import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document as WordDocument
    from docx.opc.package import OpcPackage as Package
    from docx.section import Section
    from docx.text.paragraph import Paragraph as WordParagraph

    from boundary_advisor.views.document import Document


_A4 = (Cm(21), Cm(29.7))

_MARGIN = Cm(2.5)

_EDGE = Cm(1.25)  # from the edge of the paper to header and footer

_BALLAST = {
    RELATIONSHIP_TYPE.THUMBNAIL,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
}


def to_docx(documents: Iterable[Document]) -> bytes:
    """Write documents as one Word file: A4, with Word's own headings, lists, tables and numbers.

    Args:
        documents: What to write; each begins on a new page. Their diagrams are left out, as what
            a diagram shows stands in words beside it.

    Returns:
        The file. The same documents are the same bytes.
    """
    word = docx.Document()
    _drop_ballast(word)
    set_styles(word)
    numbers = Numbers(word)
    _lay_out(word.sections[0])
    _foot(word.sections[0])
    shown = tuple(documents)
    for number, document in enumerate(shown):
        section = word.add_section(WD_SECTION.NEW_PAGE) if number else word.sections[0]
        _head(section, document.title)
        body = Body(word, numbers, numbered=document.numbered)
        body.title(document.title)
        for block in document.blocks:
            body.add(block)
    return write_package(_parts(word.part.package), shown[0].title if shown else "")


def _parts(package: Package) -> dict[str, str | bytes]:
    """Return the parts of a package by name; its own `save` would ask the clock."""
    found: dict[str, str | bytes] = {each.partname.membername: each.blob for each in package.parts}
    links = {each.partname: each.rels for each in package.parts if each.rels}
    for uri, relations in {PACKAGE_URI: package.rels, **links}.items():
        found[uri.rels_uri.membername] = relations.xml
    types = _ContentTypesItem.from_parts(package.parts)  # type: ignore[no-untyped-call]
    found[CONTENT_TYPES_URI.membername] = types.blob
    return found


def _drop_ballast(word: WordDocument) -> None:
    """Take away what the library's template brings along: an old picture, styles for old Words."""
    for links in (word.part.package.rels, word.part.rels):
        for name, link in list(links.items()):
            if link.reltype in _BALLAST:
                del links[name]


def _lay_out(section: Section) -> None:
    section.page_width, section.page_height = _A4
    section.left_margin = section.right_margin = section.top_margin = _MARGIN
    section.bottom_margin = _MARGIN
    section.header_distance = section.footer_distance = _EDGE
    section.different_first_page_header_footer = True  # the title stands there in full


def _head(section: Section, title: str) -> None:
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].text = one_line(title)


def _foot(section: Section) -> None:
    """Number the pages; later sections go on with it."""
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        line = footer.paragraphs[0]
        line.style = "Footer"
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run("Page ")
        _field(line, "PAGE")
        line.add_run(" of ")
        _field(line, "NUMPAGES")


def _field(line: WordParagraph, name: str) -> None:
    """Add what Word works out itself; a 1 stands there until it does."""
    shown = line.add_run("1").element
    line.paragraph_format.element.append(element("fldSimple", shown, instr=name))
