"""Documents as a Word file, to be worked on and handed in.

Its look is all in styles, so that an office can replace them with its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import docx
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI
from docx.opc.pkgwriter import _ContentTypesItem
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from boundary_advisor.output.office import write_package
from boundary_advisor.output.word_blocks import (
    AFTER_TABLE,
    CELL,
    NOTE,
    NUMBERED,
    Body,
    Numbers,
    element,
)
from boundary_advisor.views.document import LANGUAGE, Document, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document as WordDocument
    from docx.opc.package import OpcPackage
    from docx.section import Section
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph as WordParagraph


_A4 = (Cm(21), Cm(29.7))

_MARGIN = Cm(2.5)

_EDGE = Cm(1.25)  # from the edge of the paper to header and footer

_FONT = "Arial"

_BLUE = "1F3864"

_GREY = "404040"

_CELL_ROOM = 60  # above and below the text of a cell, in twentieths of a point

_UNUSED = {
    RELATIONSHIP_TYPE.THUMBNAIL,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
}


class Look(NamedTuple):
    """How a style looks: sizes and distances in points, a colour in hexadecimal digits.

    Without a colour it has the one that the reader's screen or printer is set to.
    """

    size: float
    before: float = 0
    after: float = 6
    bold: bool = False
    color: str = ""
    keep: bool = False


_OWN_LOOKS = {
    NUMBERED: Look(11),
    NOTE: Look(10, color=_GREY),
    CELL: Look(10, after=0),
    AFTER_TABLE: Look(6, after=0),
}

_LISTS = ("List Bullet", "List Bullet 2", "List Bullet 3", "List Number")

_LOOKS = {
    "Normal": Look(11),
    "Title": Look(22, after=14, bold=True, color=_BLUE, keep=True),
    "Heading 1": Look(15, 18, 6, bold=True, color=_BLUE, keep=True),
    "Heading 2": Look(12.5, 14, 4, bold=True, color=_BLUE, keep=True),
    "Heading 3": Look(11, 10, 4, bold=True, color=_BLUE, keep=True),
    "Heading 4": Look(11, 10, 4, color=_BLUE, keep=True),
    "Caption": Look(10, 8, 4, bold=True, color=_GREY, keep=True),
    "Header": Look(9, after=0, color=_GREY),
    "Footer": Look(9, after=0, color=_GREY),
    **dict.fromkeys(_LISTS, Look(11, after=4)),
    **_OWN_LOOKS,
}


def to_docx(documents: Iterable[Document]) -> bytes:
    """Write documents as one Word file: A4, with Word's own headings, lists, tables and numbers.

    Args:
        documents: What to write; each begins on a new page. Their diagrams are left out, as other
            blocks say in words what they show.

    Returns:
        The file. The same documents are the same bytes.
    """
    shown = tuple(documents)
    word = docx.Document()
    _drop_unused(word)
    _set_styles(word)
    numbers = Numbers(word)
    _lay_out(word.sections[0])
    _write_footers(word.sections[0])
    for number, document in enumerate(shown):
        section = word.add_section(WD_SECTION.NEW_PAGE) if number else word.sections[0]
        section.header.is_linked_to_previous = False
        section.header.paragraphs[0].text = one_line(document.title)
        Body(word, numbers, document).write()
    return write_package(_parts(word.part.package), shown[0].title if shown else "")


def _parts(package: OpcPackage) -> dict[str, str | bytes]:
    """Return the parts of a package by name; its own `save` would depend on the clock."""
    found: dict[str, str | bytes] = {each.partname.membername: each.blob for each in package.parts}
    links = {each.partname: each.rels for each in package.parts if each.rels}
    for uri, relations in {PACKAGE_URI: package.rels, **links}.items():
        found[uri.rels_uri.membername] = relations.xml
    types = _ContentTypesItem.from_parts(package.parts)  # type: ignore[no-untyped-call]
    found[CONTENT_TYPES_URI.membername] = types.blob
    return found


def _drop_unused(word: WordDocument) -> None:
    """Remove from the library's template a picture, and styles for old versions of Word."""
    for links in (word.part.package.rels, word.part.rels):
        for name, link in list(links.items()):
            if link.reltype in _UNUSED:
                del links[name]


def _lay_out(section: Section) -> None:
    section.page_width, section.page_height = _A4
    section.left_margin = section.right_margin = section.top_margin = _MARGIN
    section.bottom_margin = _MARGIN
    section.header_distance = section.footer_distance = _EDGE
    section.different_first_page_header_footer = True  # the first page has the title in full


def _write_footers(section: Section) -> None:
    """Number the pages; later sections continue the numbers."""
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        line = footer.paragraphs[0]
        line.style = "Footer"
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run("Page ")
        _add_field(line, "PAGE")
        line.add_run(" of ")
        _add_field(line, "NUMPAGES")


def _add_field(line: WordParagraph, name: str) -> None:
    """Add a field for Word to fill in, with a 1 until it does."""
    shown = line.add_run("1").element
    line.paragraph_format.element.append(element("fldSimple", shown, instr=name))


def _set_styles(word: WordDocument) -> None:
    """Set fonts, sizes, colours, distances and the language of all text."""
    _set_defaults(word)
    for name in _OWN_LOOKS:
        made = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = word.styles["Normal"]
        made.quick_style = True
    for name, look in _LOOKS.items():
        _set_style(word.styles[name], look)
    for room in word.styles["Table Grid"].element.iter(qn("w:tblCellMar")):
        for side in ("top", "bottom"):
            room.find(qn(f"w:{side}")).set(qn("w:w"), str(_CELL_ROOM))


def _set_defaults(word: WordDocument) -> None:
    """Set one font, the language, and compatibility with a current version of Word."""
    styles, settings = word.styles.element, word.settings.element
    for fonts in list(styles.iter(qn("w:rFonts"))):
        fonts.getparent().remove(fonts)
    (defaults,) = styles.iter(qn("w:rPrDefault"))
    (properties,) = defaults
    properties.insert(0, element("rFonts", ascii=_FONT, hAnsi=_FONT, eastAsia=_FONT, cs=_FONT))
    for language in (*styles.iter(qn("w:lang")), *settings.iter(qn("w:themeFontLang"))):
        language.set(qn("w:val"), LANGUAGE)
    for found in settings.iter(qn("w:compatSetting")):
        if found.get(qn("w:name")) == "compatibilityMode":
            found.set(qn("w:val"), "15")
    for found in settings.iter(qn("w:zoom")):
        found.set(qn("w:percent"), "100")


def _set_style(style: ParagraphStyle, look: Look) -> None:
    style.font.size = Pt(look.size)
    style.font.bold = look.bold
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(look.color) if look.color else None
    paragraph = style.paragraph_format
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
    paragraph.line_spacing = 1.0 if style.name in {AFTER_TABLE, CELL} else 1.12
    paragraph.keep_with_next = look.keep
    for tag in ("w:contextualSpacing", "w:pBdr", "w:tabs", "w:kern", "w:rPr/w:spacing"):
        for found in style.element.findall(f".//{tag}", style.element.nsmap):
            found.getparent().remove(found)
