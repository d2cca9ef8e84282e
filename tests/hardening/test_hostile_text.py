"""Nothing that a text holds steers a screen or a reader: file names, words, knowledge, documents.

What programme files hold, and every format of it, is in `tests/cli/test_hostile.py`. Hidden
characters are refused where files are read; here they come past that, too.
"""

from __future__ import annotations

import io
import json
import re
import shutil
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from boundary_advisor.cli.streams import complain, write_stdout
from boundary_advisor.output.json_base import StatementOutput, as_text
from tests.cli.test_hostile import Seen
from tests.hardening.lines import LINES
from tests.support.documents import (
    Arrow,
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
from tests.support.models import (
    CASES,
    CHALLENGES,
    HIDDEN,
    STRATEGIES,
    ExitCode,
    data_dir,
    read_yaml,
)
from tests.support.writers import (
    Format,
    to_csv,
    to_docx,
    to_html,
    to_markdown,
    to_mermaid,
    to_svg,
    to_terminal,
    to_xlsx,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.program import Cli

CODES = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\",
    "\x1bP1;1|17/ab\x1b\\",
    "\x9b31m\x9d0;t\x9c",
    "over\rwritten\b\b\x7f\x00",
    "\u202egnp.exe\u2066\u2069\u200f\u061c",
    "line\u2028break\u2029\x85\x0b\x0cend",
    "\ufeffmark\ufffe",
)
MARKUP = (
    "[bold red]x[/bold red] [/] [link=https://example.org]y[/link] :smile:",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "%s %(x)s {0} {x!r} $HOME `id` $(id) \\x1b[31m",
    "]]> --> &#x1b; &lt;b&gt; <!-- ",
)
HOSTILE = (*CODES, *MARKUP)
TOLD = {"summary", "outcome", "why", "first_step", "meaning", "purpose", "difference"}
STYLE = re.compile(r"\x1b\[[0-9;]*m")


def document(text: str) -> Document:
    """Give a document with a text in every place that one can stand in."""
    return Document(
        text,
        (
            Heading(text),
            Heading(text, level=3, new_page=True),
            *(Paragraph(text, label=text, tone=tone) for tone in Tone),
            Items((Item(text, label=text, notes=(Item(text),)),), numbered=True),
            Table((text, "b"), ((text, text), ("c", text)), caption=text),
            Table((text, "b"), ((text, "1"),), caption=text, picture=True),
            Grid(
                (text, "far"),
                ((text, GridField(text, mark=text), GridField("Build")),),
                (Arrow(text, "Build", text),),
            ),
            Diagram("flowchart LR", text),
        ),
        sheet=Table((text, "b"), ((text, text),)),
        numbered=True,
    )


def shown(text: str) -> None:
    """Hold a text against what a terminal would obey."""
    found = HIDDEN.search(text)
    assert not found, ascii(text[max(found.start() - 20, 0) : found.end() + 20])


def opened(package: bytes) -> str:
    """Give all that is written in an office file; every part of it has to be well formed."""
    with ZipFile(io.BytesIO(package)) as parts:
        texts = [parts.read(name).decode("utf-8") for name in parts.namelist()]
    return "".join("".join(ET.fromstring(each).itertext()) for each in texts)  # noqa: S314  # ours


TO_TEXT: dict[str, Callable[[Document], str]] = {
    "terminal": lambda each: to_terminal(each, width=60, color=False, unicode=True),
    "narrow": lambda each: to_terminal(each, width=20, color=False, unicode=False),
    "colour": lambda each: STYLE.sub("", to_terminal(each, width=80, color=True, unicode=True)),
    "markdown": to_markdown,
    "html": lambda each: to_html((each,)),
    "svg": lambda each: to_svg((each,)),
    "mermaid": lambda each: to_mermaid((each,)),
    "csv": lambda each: to_csv((each,)).removeprefix("\ufeff"),
    "docx": lambda each: opened(to_docx((each,))),
    "xlsx": lambda each: opened(to_xlsx((each,))),
    "json": lambda each: as_text(StatementOutput(text=each.title, source="Here")),
}


def test_every_format_is_looked_at() -> None:
    assert {*TO_TEXT} == {*Format, "narrow", "colour"}


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.parametrize("form", TO_TEXT)
def test_no_format_lets_a_hidden_character_through(form: str, text: str) -> None:
    made = TO_TEXT[form](document(text))
    shown(made)
    if form in {"html", "svg"}:
        seen = Seen()
        seen.feed(made)
        assert not seen.tags & {"script", "img"}


@pytest.mark.parametrize("text", MARKUP)
@pytest.mark.parametrize("form", ["terminal", "colour"])
def test_markup_is_shown_as_it_is_written(form: str, text: str) -> None:
    made = TO_TEXT[form](Document("Title", (Paragraph(text),)))
    assert "".join(text.split()) in "".join(made.split())


@pytest.mark.long
@pytest.mark.parametrize("text", CODES, ids=ascii)
def test_a_word_on_the_command_line_is_never_obeyed(
    cli: Cli, text: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each place for a word, a name of a file, an option or a command."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("FORCE_COLOR", "1")
    for words in (
        (text,),
        (f"--{text}",),
        ("advise", "-c", text),
        ("advise", "-c", "data", "-t", text),
        ("cases", text),
        ("cases", "--city", text),
        ("strategies", text),
        ("matrix", "--format", text),
        ("matrix", "--output", text),
        ("matrix", "--output", f"{text}/a.md"),
        ("portfolio", text),
        ("portfolio", "examples/town.yaml", "--date", text),
        ("compare", f"{text}.csv", f"{text}.xlsx"),
        ("assess", text, "--no-input"),
        ("assess", f"{text}.yaml", "--answers", "examples/town.yaml", "--no-input"),
        ("assess", "a.yaml", "--answers", text),
    ):
        done = cli(*words)
        assert "Traceback" not in done.err
        shown(STYLE.sub("", done.out))
        shown(done.err)


def test_the_ways_out_show_what_is_hidden(capsys: pytest.CaptureFixture[str]) -> None:
    for text in HOSTILE:
        assert complain(text, text, ExitCode.FAILED) == 1
    assert write_stdout("plain\n") == 0
    told = capsys.readouterr()
    shown(told.err)
    assert told.out == "plain\n"


@pytest.fixture
def spoilt(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Give a way to put a text into the titles, names and summaries of a copy of the knowledge."""
    copy = folder / "knowledge"
    shutil.copytree(data_dir(), copy)
    monkeypatch.chdir(folder)
    monkeypatch.setattr("boundary_advisor.knowledge.load.data_dir", lambda: copy)
    read = {name: read_yaml(copy / name).data for name in (CHALLENGES, STRATEGIES, CASES)}

    def spoil(text: str) -> None:
        for name, data in read.items():
            (copy / name).write_text(json.dumps(with_text(data, text)), "utf-8")  # it is YAML too

    return spoil


def with_text(data: object, text: str) -> object:
    """Put a text in the place of everything that is told in sentences."""
    if isinstance(data, dict):
        return {
            key: text if key in TOLD and isinstance(value, str) else with_text(value, text)
            for key, value in data.items()
        }
    return [with_text(each, text) for each in data] if isinstance(data, tuple) else data


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_knowledge_is_text_or_is_refused(
    cli: Cli, spoilt: Callable[[str], None], text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    spoilt(text)
    for words in (LINES["advise"].words, ("cases",), ("challenges", "data"), ("matrix",)):
        done = cli(*words)
        assert done.code == (3 if text in CODES else 0), done.err
        shown(STYLE.sub("", done.out))
        shown(done.err)
