"""The sources of the built-in knowledge, judged by the study itself, where its text is at hand."""

from __future__ import annotations

import os
import random
from collections import Counter
from pathlib import Path

import pytest

from boundary_advisor import CellState, load_guide
from tests.source_text.judge import Judged, Verdict, check_text
from tests.support.knowledge import cities, with_cases

NAMED = os.environ.get("BOUNDARY_ADVISOR_SOURCE_TEXT", "")

pytestmark = pytest.mark.skipif(not NAMED, reason="BOUNDARY_ADVISOR_SOURCE_TEXT names no file")


@pytest.fixture(scope="module")
def text() -> str:
    return Path(NAMED).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def judged(text: str) -> tuple[Judged, ...]:
    kb = cities().kb
    return check_text(kb, load_guide(kb), text)


def alarms(judged: tuple[Judged, ...]) -> float:
    found = Counter(each.verdict for each in judged)
    wrong = found[Verdict.WRONG] + found[Verdict.WEAK]
    return wrong / (wrong + found[Verdict.FOUND])


def test_every_place_is_in_the_text(judged: tuple[Judged, ...]) -> None:
    assert [each for each in judged if each.verdict is Verdict.MISSING] == []


def test_the_damaged_cells_are_those_that_the_knowledge_calls_incomplete(
    judged: tuple[Judged, ...],
) -> None:
    kb = cities().kb
    table = kb.about.table.name
    damaged = {each.place for each in judged if each.verdict is Verdict.DAMAGED}
    assert {place for place in damaged if place.startswith(table)} == {
        cell.source.split("; ")[0]
        for strategy in kb.strategies
        for cell in strategy.cells
        if cell.state is CellState.INCOMPLETE
    }


def test_few_sound_sources_raise_an_alarm(judged: tuple[Judged, ...]) -> None:
    assert alarms(judged) < 0.06


def test_most_sources_in_the_wrong_place_do(text: str, judged: tuple[Judged, ...]) -> None:
    kb = cities().kb
    legible = {each.place for each in judged if each.verdict is Verdict.FOUND}
    sections = sorted(place for place in legible if not place.startswith(kb.about.table.name))
    rng = random.Random(1)  # noqa: S311  # a control, and no secret
    shuffled = with_cases(
        kb,
        lambda case: {"source": rng.choice([each for each in sections if each not in case.source])},
    )
    cases = [each for each in check_text(shuffled, None, text) if each.entry.startswith("cases ")]
    assert alarms(tuple(cases)) > 0.85
