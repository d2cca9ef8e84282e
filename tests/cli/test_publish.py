"""The last step: every format has its way to a text, by its name and by a file's suffix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from boundary_advisor.cli.publish import _TEXT, Target, View, publish, target
from boundary_advisor.errors import UsageError
from boundary_advisor.render.document import Document, Paragraph
from boundary_advisor.render.formats import TABLES, Format, format_of

if TYPE_CHECKING:
    from pathlib import Path

VIEW = View(
    documents=lambda: tuple(Document(name, (Paragraph("text"),)) for name in ("One", "Two")),
    json=lambda: "{}\n",
    csv=lambda: "a,b\r\n",
)
SHOWN = {
    Format.TERMINAL: "One\ntext\n\nTwo\ntext\n",
    Format.MARKDOWN: "# One\n\ntext\n\n# Two\n\ntext\n",
    Format.JSON: "{}\n",
    Format.CSV: "a,b\r\n",
}


def test_every_format_has_a_row_in_the_table() -> None:
    assert set(_TEXT) == set(Format)
    assert len(set(_TEXT.values())) == len(Format)


@pytest.mark.parametrize("form", Format)
def test_every_format_goes_its_round(
    form: Format, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(VIEW, target(form.value.upper(), None, force=False, formats=TABLES))
    assert capsys.readouterr() == (SHOWN[form], "")
    for suffix in (".txt", ".md", ".markdown", ".json", ".csv"):
        file = tmp_path / f"{form}{suffix}"
        if format_of(suffix) is form:
            publish(VIEW, target(None, str(file), force=False, formats=TABLES))
        else:
            publish(VIEW, target(str(form), str(file), force=False, formats=TABLES))
        assert file.read_bytes().decode() == SHOWN[form]
    assert capsys.readouterr() == ("", "")


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


@pytest.mark.parametrize("name", ["a", "a.", ".md", "a.docx", "a.md/b", "", "a\x1b"])
def test_a_name_that_tells_no_format_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="does not tell the format") as caught:
        target(None, name, force=False)
    assert caught.value.message.isprintable()


def test_nothing_is_made_that_is_not_asked_for() -> None:
    def never() -> str:
        raise AssertionError

    publish(View(VIEW.documents, never), target("markdown", None, force=False))
