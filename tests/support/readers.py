"""Reading back what any format says, in units that belong together: a line, a row, an object."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
from docx.oxml.ns import qn

from tests.support.writers import Format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_BLOCKS = "h1|h2|h3|h4|h5|h6|p|li|tr|option|figcaption|legend|title|a"


def units_of(form: Format, file: Path) -> list[str]:
    """Give what a file says, unit by unit."""
    return [flat(unit) for unit in _READERS[form](file) if unit.strip()]


def flat(text: str) -> str:
    """Give a text on one line."""
    return " ".join(text.split())


def _lines(file: Path) -> Iterator[str]:
    """Give the lines of a text, without the signs that keep markdown from reading marks."""
    yield from re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", file.read_text("utf-8")).splitlines()


def _screen(file: Path) -> Iterator[str]:
    """Give what stands on a screen; what is indented and begins nothing goes on from above."""
    return iter(re.sub(r"\n +(?!- |\d+\. |\s)", " ", file.read_text("utf-8")).splitlines())


def _chart(file: Path) -> Iterator[str]:
    text = re.sub(r"#(\d+);", lambda found: chr(int(found[1])), file.read_text("utf-8"))
    yield from html.unescape(text.replace("#quot;", '"')).splitlines()


def _page(file: Path) -> Iterator[str]:
    """Give the blocks of a page; a picture is one."""
    text = file.read_text("utf-8")
    text = re.sub(r"<(style|script)\b.*?</\1>", "", text, flags=re.DOTALL)
    text = re.sub(r"<svg\b.*?</svg>", _picture_line, text, flags=re.DOTALL)
    text = text.replace("\n", " ")
    for block in re.split(rf"</?(?:{_BLOCKS})\b[^>]*>", text):
        yield html.unescape(re.sub(r"<[^>]+>", " ", block))


def _picture_line(found: re.Match[str]) -> str:
    return f"<p>{re.sub(r'<[^>]+>', ' ', found[0])}</p>"


def _picture(file: Path) -> Iterator[str]:
    yield html.unescape(re.sub(r"<[^>]+>", " ", file.read_text("utf-8")))


def _objects(file: Path) -> Iterator[str]:
    """Give each object of JSON with its own texts, and the objects and lists of texts within."""
    yield from _of(json.loads(file.read_text("utf-8")))


def _of(part: Any) -> Iterator[str]:  # noqa: ANN401  # any JSON
    if isinstance(part, dict):
        own = {key: value for key, value in part.items() if not _holds_objects(value)}
        yield " ".join(f"{key}: {value}" for key, value in own.items())
        for value in part.values():
            yield from _of(value)
    elif isinstance(part, list):
        for value in part:
            yield from _of(value)


def _holds_objects(part: Any) -> bool:  # noqa: ANN401  # any JSON
    if isinstance(part, list):
        return any(map(_holds_objects, part))
    return isinstance(part, dict)


def _rows(file: Path) -> Iterator[str]:
    for row in csv.reader(io.StringIO(file.read_text("utf-8-sig"))):
        yield " | ".join(row)


def _sheet(file: Path) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(file).worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield " | ".join(str(cell) for cell in row if cell is not None)


def _word(file: Path) -> Iterator[str]:
    """Give the paragraphs and the rows of tables; a row is one."""
    body = docx.Document(str(file)).element.body
    for part in body.iter(qn("w:tr"), qn("w:p")):
        if part.tag == qn("w:tr") or next(part.iterancestors(qn("w:tr")), None) is None:
            yield "".join(text.text or "" for text in part.iter(qn("w:t")))


_READERS: dict[Format, Callable[[Path], Iterator[str]]] = {
    Format.TERMINAL: _screen,
    Format.MARKDOWN: _lines,
    Format.HTML: _page,
    Format.DOCX: _word,
    Format.JSON: _objects,
    Format.SVG: _picture,
    Format.MERMAID: _chart,
    Format.CSV: _rows,
    Format.XLSX: _sheet,
}
