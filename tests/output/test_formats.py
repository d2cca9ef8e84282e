from __future__ import annotations

import pytest

from tests.support.documents import Diagram, Document, Grid, GridField, Paragraph, Table
from tests.support.writers import (
    FILE,
    Format,
    View,
    format_of,
    to_csv,
    to_docx,
    to_html,
    to_markdown,
    to_svg,
    to_terminal,
    to_xlsx,
)

GRID = Grid(("Near", "Far"), (("High", GridField("Hold"), GridField("Build", "here")),))
DOCUMENTS = tuple(
    Document(
        name,
        (Paragraph("text"), GRID, Diagram("flowchart LR", "A chart")),
        Table(("a", "b"), ((name, "=1"),)),
    )
    for name in ("One", "Two")
)
VIEW = View(documents=lambda: DOCUMENTS, json=lambda: "{}\n")
MADE: dict[Format, str | bytes] = {
    Format.TERMINAL: "\n".join(
        to_terminal(each, width=80, color=False, unicode=True) for each in DOCUMENTS
    ),
    Format.MARKDOWN: "\n".join(map(to_markdown, DOCUMENTS)),
    Format.HTML: to_html(DOCUMENTS),
    Format.DOCX: to_docx(DOCUMENTS),
    Format.JSON: "{}\n",
    Format.SVG: to_svg(DOCUMENTS),
    Format.MERMAID: "flowchart LR\n",
    Format.CSV: to_csv(DOCUMENTS),
    Format.XLSX: to_xlsx(DOCUMENTS),
}


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        (".md", Format.MARKDOWN),
        (".markdown", Format.MARKDOWN),
        (".MD", Format.MARKDOWN),
        (".json", Format.JSON),
        (".Json", Format.JSON),
        (".txt", Format.TERMINAL),
        ("", None),
        (".", None),
        ("md", None),
        (".pdf", None),
        (".json5", None),
    ],
)
def test_a_suffix_names_its_format_or_none(suffix: str, expected: Format | None) -> None:
    assert format_of(suffix) is expected


def test_the_names_are_those_of_the_command_line() -> None:
    assert [str(name) for name in Format] == [
        "terminal",
        "markdown",
        "html",
        "docx",
        "json",
        "svg",
        "mermaid",
        "csv",
        "xlsx",
    ]


@pytest.mark.parametrize("wanted", Format)
def test_each_suffix_of_a_format_asks_for_it_and_for_no_other(wanted: Format) -> None:
    assert wanted.suffix in wanted.suffixes
    assert {format_of(suffix) for suffix in wanted.suffixes} == {wanted}


@pytest.mark.parametrize("wanted", Format)
def test_a_format_is_written_by_its_own_function(wanted: Format) -> None:
    assert wanted.write(VIEW, FILE) == MADE[wanted]
