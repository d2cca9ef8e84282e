"""The formats: one row each, with its name, its suffixes and what writes it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Self, TypeAlias

from boundary_advisor.errors import MissingExtraError, UsageError
from boundary_advisor.text import printable
from boundary_advisor.views.document import Diagram

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.engine.results import Recommendation
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.comparison import Comparison
    from boundary_advisor.programme.portfolio import Portfolio
    from boundary_advisor.programme.roadmap import Roadmap
    from boundary_advisor.views.document import Document

    Result: TypeAlias = Recommendation | Portfolio | Roadmap | Comparison


class View(NamedTuple):
    """What a command shows: documents for people, or JSON for programs; made when asked for."""

    documents: Callable[[], tuple[Document, ...]]
    json: Callable[[], str]


class Screen(NamedTuple):
    """Columns, and whether colour and frame characters can be used."""

    width: int
    color: bool
    unicode: bool


FILE = Screen(width=80, color=False, unicode=True)
"""What a text file can show."""

Writer: TypeAlias = Callable[[View, Screen], str | bytes]


def _terminal(view: View, screen: Screen) -> str:
    from boundary_advisor.output.terminal import to_terminal

    return "\n".join(to_terminal(each, **screen._asdict()) for each in view.documents())


def _markdown(view: View, _screen: Screen) -> str:
    from boundary_advisor.output.markdown import to_markdown

    return "\n".join(map(to_markdown, view.documents()))


def _html(view: View, _screen: Screen) -> str:
    from boundary_advisor.output.html import to_html

    return to_html(view.documents())


def _docx(view: View, _screen: Screen) -> bytes:
    _require("docx", "python-docx", "Word files")
    from boundary_advisor.output.word import to_docx

    return to_docx(view.documents())


def _json(view: View, _screen: Screen) -> str:
    return view.json()


def _svg(view: View, _screen: Screen) -> str:
    from boundary_advisor.output.svg import to_svg

    return to_svg(view.documents())


def _mermaid(view: View, _screen: Screen) -> str:
    return to_mermaid(view.documents())


def _csv(view: View, _screen: Screen) -> str:
    from boundary_advisor.output.sheets import to_csv

    return to_csv(view.documents())


def _xlsx(view: View, _screen: Screen) -> bytes:
    _require("openpyxl", "openpyxl", "Excel files")
    from boundary_advisor.output.workbook import to_xlsx

    return to_xlsx(view.documents())


def _require(module: str, library: str, files: str) -> None:
    """Check that an optional library is installed, by the names to import and to install it.

    Raises:
        MissingExtraError: It is not installed; the hint says how to install it.
    """
    try:
        import_module(module)
    except ImportError:
        message = f"{files} need {library}, which is not installed"
        raise MissingExtraError(message, f"Install it: pip install {library}") from None


class Format(StrEnum):
    """A way to show an answer.

    Attributes:
        suffixes: The suffixes of file names that ask for it, the usual one first.
        write: Writes what a command shows, as a text or as the bytes of a file.
    """

    suffixes: tuple[str, ...]
    write: Writer

    TERMINAL = "terminal", (".txt",), _terminal
    MARKDOWN = "markdown", (".md", ".markdown"), _markdown
    HTML = "html", (".html", ".htm"), _html
    DOCX = "docx", (".docx",), _docx
    JSON = "json", (".json",), _json
    SVG = "svg", (".svg",), _svg
    MERMAID = "mermaid", (".mmd",), _mermaid
    CSV = "csv", (".csv",), _csv
    XLSX = "xlsx", (".xlsx",), _xlsx

    def __new__(cls, name: str, suffixes: tuple[str, ...], write: Writer) -> Self:
        """Make a member whose value is its name alone."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.suffixes = suffixes
        member.write = write
        return member

    @property
    def suffix(self) -> str:
        """The usual suffix of its files, such as ".md"."""
        return self.suffixes[0]


# The formats of a list of lines, of every answer, and of one that is a picture or a sheet too:
LISTS = (Format.TERMINAL, Format.JSON)
READABLE = (Format.TERMINAL, Format.MARKDOWN, Format.HTML, Format.DOCX, Format.JSON)
PICTURES = (*READABLE, Format.SVG)
CHARTS = (*READABLE, Format.MERMAID)
SHEETS = (*READABLE, Format.CSV, Format.XLSX)
ALL_BUT_CHARTS = (*PICTURES, Format.CSV, Format.XLSX)

BINARY = frozenset({Format.DOCX, Format.XLSX})
"""The formats that no screen can show."""


def format_of(path_suffix: str) -> Format | None:
    """Return the format that a file name's suffix asks for, or None where it names none.

    Args:
        path_suffix: The suffix with its dot, in any case (".md", ".JSON").
    """
    return next((each for each in Format if path_suffix.lower() in each.suffixes), None)


def to_mermaid(documents: Iterable[Document]) -> str:
    """Write the first chart of some documents.

    Raises:
        UsageError: There is no chart: it would be empty, or larger than Mermaid draws.
    """
    for document in documents:
        for block in document.blocks:
            if isinstance(block, Diagram):
                return f"{printable(block.mermaid, keep_newlines=True)}\n"
    message = "there is no chart: it would be empty, or larger than Mermaid draws"
    raise UsageError(message, "Choose another format.")


FORMS = (Format.MARKDOWN, Format.TERMINAL, Format.JSON)
"""The formats that `show` can write."""


def show(result: Result, kb: KnowledgeBase, form: str = "markdown") -> str:
    """Write a recommendation, a portfolio, a roadmap or a comparison in full.

    Args:
        result: What to show.
        kb: The knowledge that it was made from, such as `planner.kb`.
        form: One of "markdown", "terminal" (80 columns, no colour) and "json".

    Raises:
        UsageError: There is no such form.
    """
    if form not in FORMS:
        raise UsageError(f"no form '{form}'", f"Choose one of: {', '.join(FORMS)}.")
    return str(Format[form.upper()].write(_view_of(result, kb), FILE))


def _view_of(result: Result, kb: KnowledgeBase) -> View:
    from boundary_advisor.engine.results import Recommendation
    from boundary_advisor.output.json_advice import advice_json
    from boundary_advisor.output.json_compare import ComparisonOutput
    from boundary_advisor.output.json_programme import PortfolioOutput, RoadmapOutput
    from boundary_advisor.programme.portfolio import Portfolio
    from boundary_advisor.programme.roadmap import Roadmap
    from boundary_advisor.views.advice_page import advice_document
    from boundary_advisor.views.comparison_page import comparison_document
    from boundary_advisor.views.portfolio_page import portfolio_document
    from boundary_advisor.views.roadmap_page import roadmap_document

    json: Callable[[], str]
    match result:
        case Recommendation():
            document = partial(advice_document, kb, result)
            json = partial(advice_json, kb, (result,))
        case Portfolio():
            document = partial(portfolio_document, kb, result)
            json = partial(PortfolioOutput.write, kb, result)
        case Roadmap():
            document = partial(roadmap_document, kb, result)
            json = partial(RoadmapOutput.write, kb, result)
        case _:
            document = partial(comparison_document, kb, result)
            json = partial(ComparisonOutput.write, kb, result)
    return View(lambda: (document(full=True),), json)
