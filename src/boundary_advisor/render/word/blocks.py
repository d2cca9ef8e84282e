"""The blocks of a document in a Word file, in Word's own styles. Imports docx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.shared import RGBColor

from boundary_advisor.render.document import (
    Diagram,
    Heading,
    Items,
    Paragraph,
    Table,
    Tone,
    one_line,
)
from boundary_advisor.render.word.numbers import (
    BULLETS,
    BULLETS_BELOW,
    DEEPEST,
    PARAGRAPHS,
    STEPS,
    STEPS_BELOW,
    put_number,
)
from boundary_advisor.render.word.styles import NOTE, NUMBERED
from boundary_advisor.render.word.tables import add_grid, add_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

    from boundary_advisor.render.document import Block, Item
    from boundary_advisor.render.word.numbers import Numbers

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
