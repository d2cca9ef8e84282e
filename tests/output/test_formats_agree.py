"""What one format says, all say: every strategy, tactic, case, rule and source of an answer."""

from __future__ import annotations

import html
import io
import json
import re
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest

from boundary_advisor.output.json_programme import ComparisonOutput, PortfolioOutput, RoadmapOutput
from tests.support.knowledge import cities, situations
from tests.support.marks import quick_and_long
from tests.support.programmes import city_planner
from tests.support.readers import flat
from tests.support.views import (
    advice_document,
    brief_document,
    comparison_document,
    portfolio_document,
    roadmap_document,
)
from tests.support.writers import Format, advice_json, to_docx, to_html, to_markdown, to_terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boundary_advisor import Situation
    from tests.support.documents import Document

KB = cities().kb
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.*"))
FACTS = ("name", "title", "source", "rule", "first_step", "finding", "why")
"""Fields of JSON whose words stand as they are in every format for people."""


def in_word(document: Document) -> str:
    """Give all text of a Word file, in tables too."""
    found = docx.Document(io.BytesIO(to_docx([document])))
    cells = (cell.text for table in found.tables for row in table.rows for cell in row.cells)
    return flat(" ".join(chain((each.text for each in found.paragraphs), cells)))


def shown(document: Document) -> dict[str, str]:
    """Give the plain words of each format for people."""
    marked = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", to_markdown(document)).replace("*", "")
    page = re.sub(r"<style\b.*?</style>", " ", to_html([document]), flags=re.DOTALL)
    return {
        "terminal": flat(to_terminal(document, width=100_000, color=False, unicode=True)),
        "markdown": flat(marked),
        "html": flat(html.unescape(re.sub(r"<[^>]+>", "", page))),
        "docx": in_word(document),
    }


def test_every_format_for_reading_is_looked_at() -> None:
    pages = {*Format} - {Format.JSON, Format.CSV, Format.XLSX, Format.SVG, Format.MERMAID}
    assert set(shown(brief_document(KB, (cities().advise(next(situations(KB))),)))) == pages


def facts(part: Any) -> Iterator[str]:  # noqa: ANN401  # any JSON
    """Give every text of JSON that is a fact, wherever it stands."""
    for key, value in part.items() if isinstance(part, dict) else ():
        if key in FACTS and isinstance(value, str):
            yield value
    for each in part.values() if isinstance(part, dict) else part:
        if isinstance(each, dict | list):
            yield from facts(each)


def found_in(document: Document, wanted: set[str]) -> dict[str, set[str]]:
    """Give for each format what it shows of what is wanted."""
    texts = shown(document)
    return {name: {each for each in wanted if flat(each) in text} for name, text in texts.items()}


@pytest.mark.parametrize("situation", quick_and_long(situations(KB), 5), ids=str)
def test_every_answer_is_told_the_same_in_every_format(situation: Situation) -> None:
    answer = cities().advise(situation)
    document = advice_document(KB, answer, full=True)
    told = json.loads(advice_json(KB, (answer,)))
    names = {each["title"] for each in told["recommendation"]["tactics"]}
    cases = {case.case.summary for each in answer.tactics for case in each.cases}
    rules = {f"Rule {each['rule']}" for each in told["trace"]}
    sources = {each["source"] for each in told["recommendation"]["tactics"]}
    must = names | cases | rules | sources | {told["recommendation"]["name"]}
    for name, text in shown(document).items():
        assert {each for each in must if flat(each) not in text} == set(), name


@pytest.mark.parametrize("file", quick_and_long(EXAMPLES, 4), ids=lambda file: file.name)
@pytest.mark.parametrize("kind", ["portfolio", "roadmap", "compare"])
def test_every_programme_is_told_the_same_in_every_format(kind: str, file: Path) -> None:
    planner = city_planner()
    programme = planner.read(file)
    if kind == "portfolio":
        portfolio = planner.portfolio(programme)
        document = portfolio_document(KB, portfolio, full=True)
        told = PortfolioOutput.write(KB, portfolio)
    elif kind == "roadmap":
        roadmap = planner.roadmap(programme)
        document, told = roadmap_document(KB, roadmap, full=True), RoadmapOutput.write(KB, roadmap)
    else:
        other = planner.read(EXAMPLES[-1])
        comparison = planner.compare(programme, other)
        document = comparison_document(KB, comparison, full=True)
        told = ComparisonOutput.write(KB, comparison)
    wanted = set(facts(json.loads(told)))
    terminal, *others = found_in(document, wanted).values()
    assert [each ^ terminal for each in others] == [set()] * len(others)
    assert len(terminal) > len(wanted) / 2


def test_a_paragraph_has_the_same_number_in_html_and_in_word() -> None:
    document = brief_document(KB, (cities().advise(next(situations(KB))),))
    numbered = re.findall(
        r'<span class="number">(\d+)\.</span>(.*?)</p>', to_html([document]), re.DOTALL
    )
    in_html = [flat(html.unescape(re.sub(r"<[^>]+>", "", text))) for _, text in numbered]
    assert [int(number) for number, _ in numbered] == list(range(1, len(numbered) + 1))
    read = docx.Document(io.BytesIO(to_docx([document]))).paragraphs
    in_a_file = [
        flat(each.text) for each in read if each.style and each.style.name == "Numbered Paragraph"
    ]
    assert in_html == in_a_file
