"""The look of a Word file, all of it in styles, so that an office can put its own in their place.

Imports docx.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from boundary_advisor.views.document import LANGUAGE

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle


def element(tag: str, /, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """Make an element of WordprocessingML.

    Args:
        tag: Its name without the prefix, as are the names of the attributes.
        children: What it holds, in the order that the format asks for.
        attributes: Its attributes.
    """
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


_FONT = "Arial"

_BLUE = "1F3864"

_GREY = "404040"

_CELL_ROOM = 60  # above and below the text of a cell, in twentieths of a point


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


NUMBERED = "Numbered Paragraph"

NOTE = "Note"

CELL = "Table Text"

AFTER_TABLE = "After Table"
"""Styles of this project's own; the others are Word's."""

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
    NUMBERED: Look(11),
    NOTE: Look(10, color=_GREY),
    CELL: Look(10, after=0),
    AFTER_TABLE: Look(6, after=0),
}


def set_styles(word: WordDocument) -> None:
    """Set fonts, sizes, colours, distances and the language of all text."""
    _set_defaults(word)
    for name in (NUMBERED, NOTE, CELL, AFTER_TABLE):
        made = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = word.styles["Normal"]
        made.quick_style = True
    for name, look in _LOOKS.items():
        _set(word.styles[name], look)
    _widen_cells(word)
    _set_settings(word)


def _set_defaults(word: WordDocument) -> None:
    """Use one font for all, and say in which language the text is."""
    styles = word.styles.element
    for fonts in list(styles.iter(qn("w:rFonts"))):
        fonts.getparent().remove(fonts)
    (defaults,) = styles.iter(qn("w:rPrDefault"))
    (properties,) = defaults
    properties.insert(0, element("rFonts", ascii=_FONT, hAnsi=_FONT, eastAsia=_FONT, cs=_FONT))
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _set(style: ParagraphStyle, look: Look) -> None:
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


def _widen_cells(word: WordDocument) -> None:
    """Leave some room between the text of a table's cell and its lines, above and below."""
    for room in word.styles["Table Grid"].element.iter(qn("w:tblCellMar")):
        for side in ("top", "bottom"):
            room.find(qn(f"w:{side}")).set(qn("w:w"), str(_CELL_ROOM))


def _set_settings(word: WordDocument) -> None:
    """Say the language once more, and which Word it is for, so that none opens it as an old one."""
    settings = word.settings.element
    for found in settings.iter(qn("w:themeFontLang")):
        found.set(qn("w:val"), LANGUAGE)
    for found in settings.iter(qn("w:compatSetting")):
        if found.get(qn("w:name")) == "compatibilityMode":
            found.set(qn("w:val"), "15")
    for found in settings.iter(qn("w:zoom")):
        found.set(qn("w:percent"), "100")
