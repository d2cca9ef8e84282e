"""The formats: their names, suffixes and groups, and what some of them need."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from boundary_advisor.engine.results import Recommendation
from boundary_advisor.errors import MissingExtraError, UsageError
from boundary_advisor.output.json_advice import advice_json
from boundary_advisor.output.json_compare import comparison_json
from boundary_advisor.output.json_portfolio import portfolio_json
from boundary_advisor.output.json_roadmap import roadmap_json
from boundary_advisor.output.markdown import to_markdown
from boundary_advisor.output.terminal import to_terminal
from boundary_advisor.programme.portfolio import Portfolio
from boundary_advisor.programme.roadmap_plan import Roadmap
from boundary_advisor.text import printable
from boundary_advisor.views.advice_page import advice_document
from boundary_advisor.views.compare_page import comparison_document
from boundary_advisor.views.document import LANGUAGE, Diagram, one_line
from boundary_advisor.views.portfolio_page import portfolio_document
from boundary_advisor.views.roadmap_page import roadmap_document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.comparing.model import Comparison
    from boundary_advisor.views.document import Document

    Result: TypeAlias = Recommendation | Portfolio | Roadmap | Comparison


class Format(StrEnum):
    """A way to show an answer."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    JSON = "json"
    SVG = "svg"
    MERMAID = "mermaid"
    CSV = "csv"
    XLSX = "xlsx"


LISTS = (Format.TERMINAL, Format.JSON)
"""What is only a list of lines: for people and for programs."""

READABLE = (Format.TERMINAL, Format.MARKDOWN, Format.HTML, Format.DOCX, Format.JSON)
"""The formats of every answer."""

PICTURES = (*READABLE, Format.SVG)
"""The formats of an answer that is a picture too."""

CHARTS = (*READABLE, Format.MERMAID)
"""The formats of an answer that is a chart too."""

SHEETS = (*READABLE, Format.CSV, Format.XLSX)
"""The formats of an answer that is a table for a spreadsheet too."""

ALL_BUT_CHARTS = (*PICTURES, Format.CSV, Format.XLSX)
"""The formats of an answer that is a picture and a table too."""

BINARY = frozenset({Format.DOCX, Format.XLSX})
"""The formats that are no text, so that no screen can show them."""

_SUFFIXES = {
    ".txt": Format.TERMINAL,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".docx": Format.DOCX,
    ".json": Format.JSON,
    ".svg": Format.SVG,
    ".mmd": Format.MERMAID,
    ".csv": Format.CSV,
    ".xlsx": Format.XLSX,
}


def format_of(path_suffix: str) -> Format | None:
    """Say which format a file name's suffix asks for.

    Args:
        path_suffix: The suffix with its dot, in any case (".md", ".JSON").

    Returns:
        The format, or None where the suffix names none.
    """
    return _SUFFIXES.get(path_suffix.lower())


def suffix_of(chosen: Format) -> str:
    """Give the first suffix that asks for a format, such as ".md"."""
    return next(suffix for suffix, each in _SUFFIXES.items() if each is chosen)


class Extra(NamedTuple):
    """A library that comes with an extra of this package.

    Attributes:
        name: The extra, as the installer knows it.
        module: The name by which the library is imported.
        library: The name by which it is installed.
        makes: What it makes.
    """

    name: str
    module: str
    library: str
    makes: str


DOCX = Extra("docx", "docx", "python-docx", "Word files")

XLSX = Extra("xlsx", "openpyxl", "openpyxl", "Excel files")


def require(extra: Extra) -> None:
    """Make sure that a library is there before a module that imports it is.

    Raises:
        MissingExtraError: It is not installed; the hint says how to install it.
    """
    try:
        import_module(extra.module)
    except ImportError:
        message = f"{extra.makes} need {extra.library}, which is not installed"
        hint = f"Install it: pip install {extra.library}"
        raise MissingExtraError(message, hint) from None


AUTHOR = "boundary-advisor"

_PROPERTIES = "docProps/core.xml"

_DAY = "2000-01-01T00:00:00Z"  # of no meaning: the same document is the same file on any day

_ZIP_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a zip can tell

_UNIX = 3  # the system a zip says it was made on

_MODE = 0o644 << 16

_CORE = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties\
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"\
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"\
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>\
<cp:lastModifiedBy>{author}</cp:lastModifiedBy><dc:language>{language}</dc:language>\
<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified></cp:coreProperties>"""


def steady(package: bytes, title: str) -> bytes:
    """Rewrite a package so that its bytes follow from what it holds, and from nothing else.

    Args:
        package: A zip package with document properties, as a library saved it.
        title: The title that its properties are to tell.

    Returns:
        The same package with its files in order, with fixed days, and with fixed properties.
    """
    core = _CORE.format(title=escape(one_line(title)), author=AUTHOR, language=LANGUAGE, day=_DAY)
    out = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            data = core.encode() if name == _PROPERTIES else old.read(name)
            new.writestr(_entry(name), data)
    return out.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _ZIP_DAY)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = _MODE
    return entry


def to_mermaid(documents: Iterable[Document]) -> str:
    """Give the first chart of some documents.

    Raises:
        UsageError: They have none, as it would be larger than Mermaid draws, or have no step.
    """
    charts = (
        block for document in documents for block in document.blocks if isinstance(block, Diagram)
    )
    first = next(charts, None)
    if first is None:
        message = "there is no chart: it would be empty, or larger than Mermaid draws"
        raise UsageError(message, "Choose another format.")
    return f"{printable(first.mermaid, keep_newlines=True)}\n"


FORMS = ("markdown", "terminal", "json")
"""The forms that a text can have."""


def show(result: Result, kb: KnowledgeBase, form: str = "markdown") -> str:
    """Make text of a recommendation, a portfolio, a roadmap or a comparison, with all it holds.

    Args:
        result: What to show.
        kb: The knowledge that it was made from, such as `planner.kb`.
        form: One of "markdown", "terminal" (80 columns, no colour) and "json".

    Raises:
        UsageError: There is no such form.
    """
    if form == "json":
        return _json(result, kb)
    if form == "markdown":
        return to_markdown(_document(result, kb))
    if form == "terminal":
        return to_terminal(_document(result, kb), width=80, color=False, unicode=True)
    raise UsageError(f"no form '{form}'", f"Choose one of: {', '.join(FORMS)}.")


def _document(result: Result, kb: KnowledgeBase) -> Document:
    match result:
        case Recommendation():
            return advice_document(kb, result, full=True)
        case Portfolio():
            return portfolio_document(kb, result, full=True)
        case Roadmap():
            return roadmap_document(kb, result, full=True)
        case _:
            return comparison_document(kb, result, full=True)


def _json(result: Result, kb: KnowledgeBase) -> str:
    match result:
        case Recommendation():
            return advice_json(kb, (result,), single=True)
        case Portfolio():
            return portfolio_json(kb, result)
        case Roadmap():
            return roadmap_json(kb, result)
        case _:
            return comparison_json(kb, result)
