"""Word's own numbers and bullets: of lists, and of the paragraphs of a paper. Imports docx."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docx.oxml.ns import qn

from boundary_advisor.render.word.xml import element

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph as WordParagraph

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
