"""The blocks of a document in a Word file, with its numbers and tables. Imports docx."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docx.oxml.ns import qn
from docx.shared import RGBColor, Twips

from boundary_advisor.output.lines import share
from boundary_advisor.output.word_styles import AFTER_TABLE, CELL, NOTE, NUMBERED, element
from boundary_advisor.views.document import (
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

    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import _Cell as WordCell
    from docx.table import _Row as WordRow
    from docx.text.paragraph import Paragraph as WordParagraph

    from boundary_advisor.views.document import Block, Grid, GridField, Item

DEEPEST = 8
"""The deepest level of a list that Word has; the first is 0."""

INDENT = 567
"""Room for the number of a paragraph, in twentieths of a point: 1 cm."""

_HANGING = 397  # room for a bullet or a number of a list: 0.7 cm

_BULLETS = "•\N{EN DASH}"

_FIRST_ID = 100  # the template has some of its own below


class Kind(NamedTuple):
    """A way to number.

    Attributes:
        key: What tells it from the others, from 0.
        format: Word's name for the sort of number on the first level; deeper ones have bullets.
        text: What stands around it.
        start: Where the first level begins, in twentieths of a point.
        hanging: Room for the number.
        styles: Ids of the styles that are on its levels by themselves.
    """

    key: int
    format: str
    text: str
    start: int
    hanging: int
    styles: tuple[str, ...] = ()


BULLETS = Kind(0, "bullet", _BULLETS[0], 0, _HANGING, ("ListBullet", "ListBullet2", "ListBullet3"))

STEPS = Kind(1, "decimal", "%1.", 0, _HANGING, ("ListNumber",))

PARAGRAPHS = Kind(2, "decimal", "%1", 0, INDENT, ("NumberedParagraph",))

BULLETS_BELOW = Kind(3, "bullet", _BULLETS[0], INDENT, _HANGING)

STEPS_BELOW = Kind(4, "lowerLetter", "(%1)", INDENT, _HANGING)
"""Steps among numbered paragraphs have letters, so that a number means one thing."""

_KINDS = (BULLETS, STEPS, PARAGRAPHS, BULLETS_BELOW, STEPS_BELOW)


class Numbers:
    """The numberings of a Word file.

    Args:
        word: The file. It gets one numbering for each kind, and styles that use them.
    """

    def __init__(self, word: WordDocument) -> None:
        self._all = word.part.numbering_part.element
        for place, kind in enumerate(_KINDS):
            self._all.insert(place, _abstract(kind))
        for kind in _KINDS:
            first = self.begin(kind)
            for level, style in enumerate(kind.styles):
                _tie(word, style, first, level)

    def begin(self, kind: Kind) -> int:
        """Begin to count anew, and give the id of what is counted."""
        made = self._all.add_num(_FIRST_ID + kind.key)
        made.add_lvlOverride(0).add_startOverride(1)
        return int(made.numId)


def put_number(paragraph: WordParagraph, number: int, level: int) -> None:
    """Give a paragraph its turn in a numbering; it has a style already, and nothing else."""
    properties = paragraph.paragraph_format.element.get_or_add_pPr()
    properties.append(_place(number, level))


def _tie(word: WordDocument, style_id: str, number: int, level: int) -> None:
    style = next(each for each in word.styles if each.style_id == style_id)
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:numPr")):
        properties.remove(old)
    properties.get_or_add_numPr().extend(list(_place(number, level)))


def _place(number: int, level: int) -> BaseOxmlElement:
    return element("numPr", element("ilvl", val=level), element("numId", val=number))


def _abstract(kind: Kind) -> BaseOxmlElement:
    return element(
        "abstractNum",
        element("multiLevelType", val="multilevel"),
        *(_level(kind, level) for level in range(DEEPEST + 1)),
        abstractNumId=_FIRST_ID + kind.key,
    )


def _level(kind: Kind, level: int) -> BaseOxmlElement:
    left = kind.start + kind.hanging + level * _HANGING
    bullet = _BULLETS[level % len(_BULLETS)]
    return element(
        "lvl",
        element("start", val=1),
        element("numFmt", val="bullet" if level else kind.format),
        *(element("pStyle", val=style) for style in kind.styles[level : level + 1]),
        element("lvlText", val=bullet if level else kind.text),
        element("lvlJc", val="left"),
        element("pPr", element("ind", left=left, hanging=_HANGING if level else kind.hanging)),
        ilvl=level,
    )


_WIDTH = 9071  # of a line of text, in twentieths of a point: 16 cm

_CHARACTERS = 88  # of a table's text on such a line

_GAP = 2  # characters that the borders of a cell take

_GRID_WIDTHS = (1871, 3600, 3600)

_HEADER_SHADE = "E3EAF2"

_MARK_SHADE = "FFF2CC"


class Cell(NamedTuple):
    """A cell: its text, whether that is bold, what stands below it, and the colour behind it."""

    text: str
    bold: bool = False
    below: str = ""
    shade: str = ""


def add_table(word: WordDocument, table: Table) -> None:
    """Write a table, its caption above it; each page that it runs over shows its header."""
    if caption := one_line(table.caption):
        word.add_paragraph(caption, "Caption")
    rows = [[Cell(text) for text in row] for row in table.rows]
    _add(word, [_head(*table.header), *rows], _widths(table))


def add_grid(word: WordDocument, grid: Grid) -> None:
    """Write the grid; a marked field is bold, and says below its name why it is marked."""
    rows = [[*_head(title), *map(_field, fields)] for title, *fields in grid.rows]
    _add(word, [_head("", *grid.columns), *rows], _GRID_WIDTHS, whole=True)


def _head(*texts: str) -> list[Cell]:
    return [Cell(text, bold=True, shade=_HEADER_SHADE) for text in texts]


def _field(field: GridField) -> Cell:
    marked = bool(one_line(field.mark))
    return Cell(field.name, marked, field.mark, _MARK_SHADE if marked else "")


def _widths(table: Table) -> list[int]:
    """Share the width of a line out by the words and texts of the columns."""
    columns = list(zip(table.header, *table.rows, strict=True))
    room = max(_CHARACTERS - _GAP * len(columns), len(columns))
    most = room // len(columns)
    least = [min(_longest_word(column) + 1, most) for column in columns]  # bold takes some more
    shares = share(room, least, [max(map(len, column)) for column in columns])
    whole = sum(shares) + _GAP * len(shares)
    return [_WIDTH * (each + _GAP) // whole for each in shares]


def _longest_word(texts: Sequence[str]) -> int:
    return max(len(word) for text in texts for word in ("", *text.split()))


def _add(
    word: WordDocument,
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[int],
    *,
    whole: bool = False,
) -> None:
    """Write rows, the first of which is the header; a whole table stays on one page."""
    table = word.add_table(0, len(widths), "Table Grid")
    table.autofit = False  # a long word would push it off the page
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Twips(width)
    for number, cells in enumerate(rows):
        row = table.add_row()
        _hold_together(row, header=number == 0)
        held = number == 0 or (whole and number < len(rows) - 1)
        for place, cell in zip(row.cells, cells, strict=True):
            _fill(place, cell, held=held)
    word.add_paragraph(style=AFTER_TABLE)  # else two tables would run together


def _hold_together(row: WordRow, *, header: bool) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  # the library has no other way to it
    properties.append(element("cantSplit"))
    if header:
        properties.append(element("tblHeader"))


def _fill(place: WordCell, cell: Cell, *, held: bool) -> None:
    """Write a cell; one that is held stays on the page of the row after it."""
    lines = [place.paragraphs[0], *([place.add_paragraph()] if one_line(cell.below) else [])]
    lines[0].add_run(one_line(cell.text)).bold = cell.bold or None
    if len(lines) > 1:
        lines[1].add_run(one_line(cell.below))
    for line in lines:
        line.style = CELL
        line.paragraph_format.keep_with_next = held or None
    if cell.shade:
        shade = element("shd", val="clear", color="auto", fill=cell.shade)
        place._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001  # nor to this


_DEEPEST_HEADING = 4

_BULLET_STYLES = ("List Bullet", "List Bullet 2", "List Bullet 3")  # deeper levels have the last

_STEP_STYLE = "List Number"

_RED = RGBColor.from_string("9C1C1C")


class Body:
    """Writes a document at the end of a Word file.

    Args:
        word: The file.
        numbers: Its numberings.
        numbered: Whether the paragraphs of this document carry numbers.
    """

    def __init__(self, word: WordDocument, numbers: Numbers, *, numbered: bool) -> None:
        self._word = word
        self._numbers = numbers
        self._paragraphs = numbers.begin(PARAGRAPHS) if numbered else None
        self._bullets = BULLETS_BELOW if numbered else BULLETS
        self._steps = STEPS_BELOW if numbered else STEPS

    def title(self, text: str) -> None:
        """Write the title."""
        if text := one_line(text):
            self._word.add_paragraph(text, "Title")

    def add(self, block: Block) -> None:
        """Write a block; one without words is left out."""
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._paragraph(block)
            case Items():
                number = self._numbers.begin(self._steps if block.numbered else self._bullets)
                style = _STEP_STYLE if block.numbered else _BULLET_STYLES[0]
                self._items(block.items, style, number)
            case Table():
                add_table(self._word, block)
            case Diagram():
                pass  # what it shows stands in words beside it
            case _:
                add_grid(self._word, block)

    def _heading(self, heading: Heading) -> None:
        if text := one_line(heading.text):
            level = min(max(heading.level - 1, 1), _DEEPEST_HEADING)
            line = self._word.add_paragraph(text, f"Heading {level}")
            if heading.new_page:
                line.paragraph_format.page_break_before = True

    def _paragraph(self, paragraph: Paragraph) -> None:
        if not one_line(paragraph.label + paragraph.text):
            return
        quiet = paragraph.tone is Tone.QUIET
        if quiet or self._paragraphs is None:
            line = self._word.add_paragraph(style=NOTE if quiet else "Normal")
        else:
            line = self._word.add_paragraph(style=NUMBERED)
            put_number(line, self._paragraphs, 0)
        _write(line, paragraph.label, paragraph.text, paragraph.tone)

    def _items(self, items: Iterable[Item], style: str, number: int, level: int = 0) -> None:
        """Write a list; notes of an item without words stand in its place."""
        below = min(level + 1, DEEPEST)
        below_style = _BULLET_STYLES[min(below, len(_BULLET_STYLES) - 1)]
        for item in items:
            if one_line(item.label + item.text):
                line = self._word.add_paragraph(style=style)
                put_number(line, number, level)
                _write(line, item.label, item.text)
                self._items(item.notes, below_style, number, below)
            else:
                self._items(item.notes, style, number, level)


def _write(line: WordParagraph, label: str, text: str, tone: Tone = Tone.PLAIN) -> None:
    """Write a label in bold, and the text behind it, in bold where it asks for attention."""
    label, text = one_line(label), one_line(text)
    loud = tone is Tone.STRONG or (tone is Tone.CAUTION and not label)
    if label:
        run = line.add_run(f"{label}: " if text else label)
        run.bold = True
        run.font.color.rgb = _RED if tone is Tone.CAUTION else None
    if text:
        run = line.add_run(text)
        run.bold = loud or None
