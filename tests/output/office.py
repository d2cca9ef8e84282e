"""Documents of every kind, for the formats of an office, and ways to look into their files."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn

from boundary_advisor import Horizon, Situation, Threat
from tests.programme.test_read import EXAMPLES
from tests.support.documents import (
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
from tests.support.knowledge import cities
from tests.support.programmes import city_planner
from tests.support.views import (
    advice_document,
    brief_document,
    candidates_document,
    cases_document,
    challenge_document,
    challenges_document,
    matrix_document,
    portfolio_document,
    programme_brief_document,
    strategies_document,
    strategy_document,
)
from tests.support.writers import to_docx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

    from boundary_advisor import Portfolio

KB = cities().kb

NASTY = (
    "<script>alert(1)</script> & <!-- ]]>",
    "| a | [x](y) `z` **b**",
    "=cmd|' /C calc'!A0",
    "'+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\uff1d1",
    "\x00\x1b[31m\x7f\r\x0b a\u2028b\ufeff",
    "a\u202eb\u2066c",
    "\ud800 \udfff \ufffe \uffff",
    "\u05e9\u05dc\u05d5\u05dd (1) \u0633\u0644\u0627\u0645",
    "x" * 10_000,
    "\U0001f3d9 \U0001fffe \u00e9\u0301 _x0041_ __x000D__",
    "  a \r\n\t b ",
)
"""Texts that a format may stumble over."""


def of_any(challenge: str) -> Situation:
    """Give a situation in which both levels are open."""
    return Situation(challenge=challenge, threat=None, horizon=None, city_size=None)


@cache
def briefs() -> tuple[Document, ...]:
    """Give the brief on one situation, and on two."""
    one = cities().answers(Situation(challenge="data", threat=Threat.HIGH, horizon=Horizon.LONG))
    return brief_document(KB, one), brief_document(KB, cities().answers(of_any("culture")))


@cache
def portfolios() -> tuple[Portfolio, ...]:
    """Look at the programmes of the examples."""
    planner = city_planner()
    return tuple(planner.portfolio(planner.read(path), None) for path in EXAMPLES)


@cache
def every_document() -> tuple[Document, ...]:
    """Give a document of every kind, and the advice in full of every field of the grid."""
    open_ones = {each.id: cities().answers(of_any(each.id)) for each in KB.challenges}
    return (
        *(advice_document(KB, each, full=True) for found in open_ones.values() for each in found),
        candidates_document(KB, open_ones["legal"], full=True),
        *briefs(),
        challenges_document(KB),
        challenge_document(KB, KB.challenges[0]),
        strategies_document(KB),
        strategy_document(KB, KB.strategies[0]),
        cases_document(KB, KB.cases, ""),
        matrix_document(KB),
        *(portfolio_document(KB, each, full=True) for each in portfolios()),
        programme_brief_document(KB, portfolios()[0]),
    )


def sheets() -> tuple[Document, ...]:
    """Give documents with tables for a spreadsheet."""
    return tuple(each for each in every_document() if each.sheet)


def filled(text: str) -> Document:
    """Give a document with a text in every field of every block."""
    field = GridField(text, text)
    note = Item(text, text, (Item(text),))
    return Document(
        text,
        (
            *(Heading(text, level) for level in (1, 2, 3, 4, 9)),
            *(Paragraph(text, text, tone) for tone in Tone),
            Paragraph(text),
            Paragraph("", text),
            *(Items((Item(text, text, (note,)),), numbered=each) for each in (True, False)),
            Table((text, text), ((text, text),), caption=text),
            Grid((text, text), ((text, field, field), (text, GridField(text), field))),
            Diagram(text, text),
        ),
        sheet=Table((text, text), ((text, "b"), ("", text))),
        numbered=True,
    )


def paragraphs(file: bytes) -> list[str]:
    """Give the text of each paragraph of a Word file in order, those of tables among them."""
    return [text_of(each) for each in docx.Document(BytesIO(file)).element.body.iter(qn("w:p"))]


def text_of(element: Any) -> str:  # noqa: ANN401  # the parser of XML has no types
    """Give the text within an element of a Word file."""
    return "".join(each.text or "" for each in element.iter(qn("w:t")))


def parts(file: bytes) -> Iterator[tuple[str, ET.Element]]:
    """Parse each part of a package strictly."""
    with ZipFile(BytesIO(file)) as package:
        for name in package.namelist():
            yield name, ET.fromstring(package.read(name))  # noqa: S314  # made here


def made_elsewhere(function: str) -> str:
    """Write the tables and the briefs where seed and zone are others; give the hash of the file."""
    module = f"boundary_advisor.output.{'word' if function == 'to_docx' else 'workbook'}"
    code = (
        "import hashlib\n"
        f"from {module} import {function}\n"
        "from tests.output.office import briefs, sheets\n"
        f"print(hashlib.sha256({function}((*briefs(), *sheets()))).hexdigest())"
    )
    other = {
        "PYTHONHASHSEED": "77",
        "TZ": "Asia/Kathmandu",
        "PYTHONPATH": str(Path.cwd()),
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | other,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def hash_of(file: bytes) -> str:
    """Give the hash of a file."""
    return hashlib.sha256(file).hexdigest()


def dates(file: bytes) -> set[tuple[int, ...]]:
    """Give the days that the parts of a package carry."""
    with ZipFile(BytesIO(file)) as package:
        return {each.date_time for each in package.infolist()}


def word(*documents: Document) -> WordDocument:
    """Write documents as a Word file, and read it."""
    return docx.Document(BytesIO(to_docx(documents)))


def styles(found: list[WordParagraph]) -> list[tuple[str | None, str]]:
    """Give the style of each paragraph, and its text."""
    return [(line.style.name if line.style else None, line.text) for line in found]


@cache
def every_file() -> bytes:
    """Write the documents of every kind as one Word file."""
    return to_docx(every_document())
