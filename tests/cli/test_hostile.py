"""What a programme file holds never steers a format, whatever it is."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest

from tests.support.program import formats_of
from tests.support.writers import BINARY, Format

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.program import Cli

TEXTS = (
    "<script>alert(1)</script>",
    "a | b || c",
    "[x](https://example.org) **bold** `code` ~~~",
    "=cmd()|'/C calc'!A0",
    "+1 -2 @SUM(A1)",
    "\"quotes\" 'and' \\ backslash; end",
    "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd",
    "x" * 1999,
    "# heading",
    "--> ]] }} end",
    "&lt;&amp;&#60;",
)
COMMANDS = ("portfolio", "roadmap", "report", "compare")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "city.yaml"
    entries = [
        {
            "challenge": challenge,
            "initiative": f"{text}{' ' * (len(text) < 1999)}",
            "threat": "high",
            "horizon": "short",
            "owner": text,
            "note": text,
        }
        for challenge, text in zip(
            ["data", "legal", "culture", "politics"] * 3, TEXTS, strict=False
        )
    ]
    path.write_text(json.dumps({"programme": TEXTS[0], "situations": entries}), "utf-8")
    return path


@pytest.mark.long
@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_format_holds_it_as_text(
    cli: Cli, command: str, form: Format, file: Path, tmp_path: Path
) -> None:
    given = [str(file)] * (2 if command == "compare" else 1)
    made = tmp_path / f"made{form.suffix}"
    done = cli(command, *given, "--output", str(made))
    if form not in formats_of((command,)):
        assert (done.code, made.exists()) == (2, False)
        return
    assert (done.code, done.out, done.err) == (0, "", "")
    CHECKS.get(form, holds_text)(made)


def holds_text(made: Path) -> None:
    text = made.read_text("utf-8")
    assert "alert(1)" in text
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)


def holds_no_markup(made: Path) -> None:
    holds_text(made)
    text = made.read_text("utf-8")
    seen = Seen()
    seen.feed(text)
    assert seen.tags & {"svg", "table"}
    assert "script" not in seen.tags
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert not [each for each in seen.links if "example.org" in each]


class Seen(HTMLParser):
    """Notes what elements a page has, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]


def holds_no_formula(made: Path) -> None:
    rows = list(csv.reader(io.StringIO(made.read_text("utf-8-sig"), newline="")))
    cells = [cell for row in rows for cell in row]
    assert "'=cmd()|'/C calc'!A0" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def is_a_workbook(made: Path) -> None:
    (sheet,) = openpyxl.load_workbook(made).worksheets
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds <= {"s", "inlineStr"}


def is_a_word_file(made: Path) -> None:
    read = docx.Document(str(made))
    text = "\n".join(each.text for each in read.paragraphs)
    assert "<script>alert(1)</script>" in text


CHECKS = {
    Format.HTML: holds_no_markup,
    Format.SVG: holds_no_markup,
    Format.CSV: holds_no_formula,
    Format.XLSX: is_a_workbook,
    Format.DOCX: is_a_word_file,
}


def test_what_is_no_text_is_known() -> None:
    assert set(CHECKS) >= BINARY
