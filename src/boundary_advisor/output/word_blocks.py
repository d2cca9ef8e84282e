"""The blocks of a document in a Word file: paragraphs, numbered lists and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor, Twips

from boundary_advisor.output.terminal import share
from boundary_advisor.views.document import (
    Diagram,
    GridField,
    Heading,
    Items,
    Paragraph,
    Table,
    Tone,
    one_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import BaseStyle
    from docx.table import _Cell as WordCell
    from docx.text.paragraph import Paragraph as WordParagraph

    from boundary_advisor.views.document import Block, Document, Grid, Item

NUMBERED = "Numbered Paragraph"

NOTE = "Note"

CELL = "Table Text"

AFTER_TABLE = "After Table"
"""Styles of this project's own; the others are Word's."""

DEEPEST = 8
"""The deepest level of a list in Word; the first is 0."""

_DEEPEST_HEADING = 4

_BULLET_STYLES = ("List Bullet", "List Bullet 2", "List Bullet 3")  # deeper levels have the last

_STEP_STYLE = "List Number"

_RED = RGBColor.from_string("9C1C1C")


def element(tag: str, /, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """Make an element of WordprocessingML; names are without prefix, children in schema order."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


class Body:
    """Writes a document at the end of a Word file."""

    def __init__(self, word: WordDocument, numbers: Numbers, document: Document) -> None:
        self._word = word
        self._numbers = numbers
        self._document = document
        numbered = document.numbered
        self._paragraphs = numbers.begin(_PARAGRAPHS) if numbered else None
        self._bullets = _BULLETS_BELOW if numbered else _BULLETS
        self._steps = _STEPS_BELOW if numbered else _STEPS

    def write(self) -> None:
        """Write the title and the blocks; what has no words is left out."""
        if title := one_line(self._document.title):
            self._word.add_paragraph(title, "Title")
        for block in self._document.blocks:
            self._write(block)

    def _write(self, block: Block) -> None:
        match block:
            case Heading():
                self._write_heading(block)
            case Paragraph():
                self._write_paragraph(block)
            case Items():
                number = self._numbers.begin(self._steps if block.numbered else self._bullets)
                style = _STEP_STYLE if block.numbered else _BULLET_STYLES[0]
                self._write_items(block.items, style, number)
            case Table():
                _write_table(self._word, block)
            case Diagram():
                pass  # other blocks say in words what it shows
            case _:
                _write_grid(self._word, block)

    def _write_heading(self, heading: Heading) -> None:
        if text := one_line(heading.text):
            level = min(max(heading.level - 1, 1), _DEEPEST_HEADING)
            line = self._word.add_paragraph(text, f"Heading {level}")
            if heading.new_page:
                line.paragraph_format.page_break_before = True

    def _write_paragraph(self, paragraph: Paragraph) -> None:
        if not one_line(paragraph.label + paragraph.text):
            return
        quiet = paragraph.tone is Tone.QUIET
        if quiet or self._paragraphs is None:
            line = self._word.add_paragraph(style=NOTE if quiet else "Normal")
        else:
            line = self._word.add_paragraph(style=NUMBERED)
            _put_number(line, self._paragraphs, 0)
        _write_labelled(line, paragraph.label, paragraph.text, paragraph.tone)

    def _write_items(self, items: Iterable[Item], style: str, number: int, level: int = 0) -> None:
        """Write a list; the notes of an item without words take its place."""
        below = min(level + 1, DEEPEST)
        below_style = _BULLET_STYLES[min(below, len(_BULLET_STYLES) - 1)]
        for item in items:
            if one_line(item.label + item.text):
                line = self._word.add_paragraph(style=style)
                _put_number(line, number, level)
                _write_labelled(line, item.label, item.text)
                self._write_items(item.notes, below_style, number, below)
            else:
                self._write_items(item.notes, style, number, level)


def _write_labelled(line: WordParagraph, label: str, text: str, tone: Tone = Tone.PLAIN) -> None:
    """Write a label in bold and the text after it, bold where it asks for attention."""
    label, text = one_line(label), one_line(text)
    loud = tone is Tone.STRONG or (tone is Tone.CAUTION and not label)
    if label:
        run = line.add_run(f"{label}: " if text else label)
        run.bold = True
        run.font.color.rgb = _RED if tone is Tone.CAUTION else None
    if text:
        line.add_run(text).bold = loud or None


INDENT = 567
"""Room for the number of a paragraph, in twentieths of a point: 1 cm."""

_HANGING = 397  # room for a bullet or a number of a list: 0.7 cm

_MARKS = "•\N{EN DASH}"

_FIRST_ID = 100  # the template uses some below


class Numbering(NamedTuple):
    """A way to number.

    Attributes:
        key: Identifies it, from 0.
        format: Word's name for the numbers on the first level; deeper ones have bullets.
        text: The number with what is around it.
        start: Where the first level begins, in twentieths of a point.
        hanging: Room for the number on the first level.
        styles: The styles of its levels.
    """

    key: int
    format: str
    text: str
    start: int = 0
    hanging: int = _HANGING
    styles: tuple[str, ...] = ()


_BULLETS = Numbering(0, "bullet", _MARKS[0], styles=_BULLET_STYLES)

_STEPS = Numbering(1, "decimal", "%1.", styles=(_STEP_STYLE,))

_PARAGRAPHS = Numbering(2, "decimal", "%1", hanging=INDENT, styles=(NUMBERED,))

_BULLETS_BELOW = Numbering(3, "bullet", _MARKS[0], start=INDENT)

# Steps among numbered paragraphs have letters, so that a number means one thing.
_STEPS_BELOW = Numbering(4, "lowerLetter", "(%1)", start=INDENT)

_ALL = (_BULLETS, _STEPS, _PARAGRAPHS, _BULLETS_BELOW, _STEPS_BELOW)


class Numbers:
    """The numberings of a Word file, tied to the styles that use them."""

    def __init__(self, word: WordDocument) -> None:
        self._part = word.part.numbering_part.element
        for place, numbering in enumerate(_ALL):
            self._part.insert(place, _abstract(numbering))
        for numbering in _ALL:
            number = self.begin(numbering)
            for level, name in enumerate(numbering.styles):
                _put_number(word.styles[name], number, level)

    def begin(self, numbering: Numbering) -> int:
        """Begin to count anew, and return the id of the new count."""
        made = self._part.add_num(_FIRST_ID + numbering.key)
        made.add_lvlOverride(0).add_startOverride(1)
        return int(made.numId)


def _put_number(owner: WordParagraph | BaseStyle, number: int, level: int) -> None:
    """Number a paragraph, or those of a style, by a count."""
    properties = owner._element.get_or_add_pPr()  # noqa: SLF001  # the library offers no other way
    for old in properties.findall(qn("w:numPr")):
        properties.remove(old)
    numbers = properties.get_or_add_numPr()
    numbers.extend([element("ilvl", val=level), element("numId", val=number)])


def _abstract(numbering: Numbering) -> BaseOxmlElement:
    return element(
        "abstractNum",
        element("multiLevelType", val="multilevel"),
        *(_level(numbering, level) for level in range(DEEPEST + 1)),
        abstractNumId=_FIRST_ID + numbering.key,
    )


def _level(numbering: Numbering, level: int) -> BaseOxmlElement:
    indent = numbering.start + numbering.hanging + level * _HANGING
    hanging = _HANGING if level else numbering.hanging
    return element(
        "lvl",
        element("start", val=1),
        element("numFmt", val="bullet" if level else numbering.format),
        *(
            element("pStyle", val=name.replace(" ", ""))  # the id of the style
            for name in numbering.styles[level : level + 1]
        ),
        element("lvlText", val=_MARKS[level % len(_MARKS)] if level else numbering.text),
        element("lvlJc", val="left"),
        element("pPr", element("ind", left=indent, hanging=hanging)),
        ilvl=level,
    )


_WIDTH = 9071  # of a line of text, in twentieths of a point: 16 cm

_CHARACTERS = 88  # of a table's text on such a line

_GAP = 2  # characters that the borders of a cell take

_GRID_WIDTHS = (1871, 3600, 3600)

_HEADER_SHADE = "E3EAF2"

_MARK_SHADE = "FFF2CC"


def _write_table(word: WordDocument, table: Table) -> None:
    """Write a table below its caption; each page that it runs over shows its header."""
    if caption := one_line(table.caption):
        word.add_paragraph(caption, "Caption")
    rows = [[GridField(text) for text in row] for row in (table.header, *table.rows)]
    _write_rows(word, rows, _widths(table), is_grid=False)


def _write_grid(word: WordDocument, grid: Grid) -> None:
    """Write the grid as a table that stays on one page."""
    heads = [GridField(text) for text in ("", *grid.columns)]
    rows = [[GridField(title), *fields] for title, *fields in grid.rows]
    _write_rows(word, [heads, *rows], _GRID_WIDTHS, is_grid=True)


def _widths(table: Table) -> list[int]:
    """Share out the width of a line by the words and texts of the columns."""
    columns = list(zip(table.header, *table.rows, strict=True))
    room = max(_CHARACTERS - _GAP * len(columns), len(columns))
    most = room // len(columns)
    least = [min(_longest_word(column) + 1, most) for column in columns]  # bold is wider
    shares = share(room, least, [max(map(len, column)) for column in columns])
    whole = sum(shares) + _GAP * len(shares)
    return [_WIDTH * (each + _GAP) // whole for each in shares]


def _longest_word(texts: Sequence[str]) -> int:
    return max(len(word) for text in texts for word in ("", *text.split()))


def _write_rows(
    word: WordDocument,
    rows: Sequence[Sequence[GridField]],
    widths: Sequence[int],
    *,
    is_grid: bool,
) -> None:
    """Write rows, the first of which is the header; in a grid the first column is one too."""
    table = word.add_table(0, len(widths), "Table Grid")
    table.autofit = False  # a long word would push it off the page
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Twips(width)
    for number, fields in enumerate(rows):
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001  # the library offers no other way
        properties.append(element("cantSplit"))
        if number == 0:
            properties.append(element("tblHeader"))
        for place, (cell, field) in enumerate(zip(row.cells, fields, strict=True)):
            _fill(cell, field, is_head=number == 0 or (is_grid and place == 0))
            for line in cell.paragraphs:
                line.style = CELL
                if number == 0 or (is_grid and number < len(rows) - 1):
                    line.paragraph_format.keep_with_next = True
    word.add_paragraph(style=AFTER_TABLE)  # else two tables would run together


def _fill(cell: WordCell, field: GridField, *, is_head: bool) -> None:
    """Write the text of a cell, in bold if it is a head or marked, with its mark below it."""
    mark = one_line(field.mark)
    cell.paragraphs[0].add_run(one_line(field.name)).bold = is_head or bool(mark) or None
    if mark:
        cell.add_paragraph(mark)
    if is_head or mark:
        fill = _HEADER_SHADE if is_head else _MARK_SHADE
        shade = element("shd", val="clear", color="auto", fill=fill)
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001  # nor here
