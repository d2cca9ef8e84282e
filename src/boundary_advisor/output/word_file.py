"""A Word file as a whole: a section for each document, with its own header. Imports docx."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Cm

from boundary_advisor.output.word_blocks import Body, Numbers
from boundary_advisor.output.word_styles import element, set_styles
from boundary_advisor.views.document import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordDocument
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


def word_file(documents: Sequence[Document]) -> bytes:
    """Write documents one after the other."""
    word = docx.Document()
    _drop_ballast(word)
    set_styles(word)
    numbers = Numbers(word)
    _lay_out(word.sections[0])
    _foot(word.sections[0])
    for number, document in enumerate(documents):
        section = word.add_section(WD_SECTION.NEW_PAGE) if number else word.sections[0]
        _head(section, document.title)
        body = Body(word, numbers, numbered=document.numbered)
        body.title(document.title)
        for block in document.blocks:
            body.add(block)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


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
