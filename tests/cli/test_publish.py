"""The last step: every format has its way to a text, by its name and by a file's suffix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from boundary_advisor.cli.publish import Target, publish, target
from boundary_advisor.errors import UsageError
from boundary_advisor.output.formats import (
    ALL_BUT_CHARTS,
    BINARY,
    CHARTS,
    PICTURES,
    READABLE,
    SHEETS,
    Format,
    View,
    format_of,
)
from boundary_advisor.output.html import to_html
from boundary_advisor.output.markdown import to_markdown
from boundary_advisor.output.sheets import to_csv
from boundary_advisor.output.svg import to_svg
from boundary_advisor.output.terminal import to_terminal
from boundary_advisor.output.word import to_docx
from boundary_advisor.output.workbook import to_xlsx
from boundary_advisor.views.document import Diagram, Document, Grid, GridField, Paragraph, Table

if TYPE_CHECKING:
    from pathlib import Path

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
ALL = tuple(Format)


def test_the_groups_of_formats_are_those_that_help_names() -> None:
    shown = "terminal|markdown|html|docx|json"
    for group, more in (
        (READABLE, ""),
        (PICTURES, "|svg"),
        (CHARTS, "|mermaid"),
        (SHEETS, "|csv|xlsx"),
        (ALL_BUT_CHARTS, "|svg|csv|xlsx"),
    ):
        assert "|".join(group) == f"{shown}{more}"


@pytest.mark.parametrize("form", Format)
def test_every_format_goes_its_round(
    form: Format, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    made = MADE[form]
    expected = made.encode() if isinstance(made, str) else made
    if form not in BINARY:
        publish(VIEW, target(form.value.upper(), None, force=False, formats=ALL))
        assert capsysbinary.readouterr() == (expected, b"")
    for suffix in (".txt", ".md", ".markdown", *[each.suffix for each in ALL]):
        file = tmp_path / f"{form}{suffix}"
        if format_of(suffix) is form:
            publish(VIEW, target(None, str(file), force=True, formats=ALL))
        else:
            publish(VIEW, target(str(form), str(file), force=True, formats=ALL))
        assert file.read_bytes() == expected
    assert capsysbinary.readouterr() == (b"", b"")


@pytest.mark.parametrize("form", sorted(BINARY))
@pytest.mark.parametrize("output", [None, "-"])
def test_what_is_no_text_needs_a_file(form: Format, output: str | None) -> None:
    with pytest.raises(UsageError, match=f"{form} is no text, so it needs a file") as caught:
        target(form, output, force=False, formats=ALL)
    assert caught.value.hint == f"Add --output with a name that ends in .{form}."


def test_without_a_word_on_it_the_command_chooses() -> None:
    for output in (None, "-"):
        assert target(None, output, force=False) == Target(Format.TERMINAL, None, force=False)
        chosen = target(None, output, force=True, default=Format.MARKDOWN)
        assert chosen == Target(Format.MARKDOWN, None, force=True)


def test_a_suffix_wins_over_the_choice_of_the_command_and_a_name_over_both() -> None:
    assert target(None, "a.b/c.json", force=False, default=Format.MARKDOWN).format is Format.JSON
    assert target("terminal", "c.json", force=False, default=Format.MARKDOWN) == Target(
        Format.TERMINAL, "c.json", force=False
    )


@pytest.mark.parametrize("name", ["a", "a.", ".md", "a.pdf", "a.md/b", "", "a\x1b"])
def test_a_name_that_tells_no_format_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="does not tell the format") as caught:
        target(None, name, force=False)
    assert caught.value.message.isprintable()


def test_nothing_is_made_that_is_not_asked_for() -> None:
    def never() -> str:
        raise AssertionError

    publish(View(VIEW.documents, never), target("markdown", None, force=False))
