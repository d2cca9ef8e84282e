"""The formats: one row each, with its name, its suffixes and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeAlias

from boundary_advisor.errors import MissingExtraError, UsageError
from boundary_advisor.text import printable
from boundary_advisor.views.document import Diagram, Document

if TYPE_CHECKING:
    from boundary_advisor.engine.results import Recommendation
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.comparison import Comparison
    from boundary_advisor.programme.portfolio import Portfolio
    from boundary_advisor.programme.roadmap import Roadmap

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


def import_name(path: str) -> Any:  # noqa: ANN401  # whatever it names
    """Import a name of this package when it is used: most runs need few of the pages and formats.

    Args:
        path: The path below the package, such as "views.brief.brief_document".
    """
    module, _, name = path.rpartition(".")
    return getattr(import_module(f"boundary_advisor.{module}"), name)


def _terminal(view: View, screen: Screen) -> str:
    to_terminal = import_name("output.terminal.to_terminal")
    return "\n".join(to_terminal(each, **screen._asdict()) for each in view.documents())


def _markdown(view: View, _screen: Screen) -> str:
    return "\n".join(map(import_name("output.markdown.to_markdown"), view.documents()))


def _json(view: View, _screen: Screen) -> str:
    return view.json()


def _writer(path: str, *extra: str) -> Writer:
    """Return what writes documents by a function, after a look whether its library is there."""

    def write(view: View, _screen: Screen) -> str | bytes:
        if extra:
            _require(*extra)
        written: str | bytes = import_name(path)(view.documents())
        return written

    return write


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
    HTML = "html", (".html", ".htm"), _writer("output.html.to_html")
    DOCX = (
        "docx",
        (".docx",),
        _writer("output.word.to_docx", "docx", "python-docx", "Word files"),
    )
    JSON = "json", (".json",), _json
    SVG = "svg", (".svg",), _writer("output.svg.to_svg")
    MERMAID = "mermaid", (".mmd",), _writer("output.formats.to_mermaid")
    CSV = "csv", (".csv",), _writer("output.sheets.to_csv")
    XLSX = (
        "xlsx",
        (".xlsx",),
        _writer("output.workbook.to_xlsx", "openpyxl", "openpyxl", "Excel files"),
    )

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

_SHOWN_BY = {
    "Recommendation": ("views.advice_page.advice_document", "json_advice.SingleAdviceOutput"),
    "Portfolio": ("views.portfolio_page.portfolio_document", "json_programme.PortfolioOutput"),
    "Roadmap": ("views.roadmap_page.roadmap_document", "json_programme.RoadmapOutput"),
    "Comparison": ("views.comparison_page.comparison_document", "json_programme.ComparisonOutput"),
}
"""What makes the page of each result, and what its JSON."""


def view_of(result: Result, kb: KnowledgeBase, *, full: bool = True) -> View:
    """Return how to show a result, in full or on one page."""
    page, output = _SHOWN_BY[type(result).__name__]
    return View(
        lambda: (import_name(page)(kb, result, full=full),),
        lambda: import_name(f"output.{output}").write(kb, result),
    )


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
    return str(Format[form.upper()].write(view_of(result, kb), FILE))
