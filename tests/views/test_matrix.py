"""The view of the whole table."""

from __future__ import annotations

import re

from boundary_advisor import CellState
from boundary_advisor.views.catalogue_page import (
    CELL_WORDS,
    EFFORT_MARK,
    INCOMPLETE_MARK,
    cell_words,
    matrix_document,
)
from tests.support.documents import listed, said, tables
from tests.support.knowledge import cities
from tests.support.models import contents_of

KB = cities().kb
CELLS = [(challenge, strategy) for challenge in KB.challenges for strategy in KB.strategies]


def test_every_state_of_a_cell_has_words_of_its_own() -> None:
    assert set(CELL_WORDS) == set(CellState)
    assert len(set(CELL_WORDS.values())) == len(CellState)


def test_every_challenge_stands_against_every_strategy() -> None:
    (table,) = tables(matrix_document(KB))
    assert table.header == ("Challenge", *(each.name for each in KB.strategies))
    assert [row[0] for row in table.rows] == [f"{each.number} {each.id}" for each in KB.challenges]
    shown = [cell for row in table.rows for cell in row[1:]]
    assert shown == [cell_words(KB, *cell) for cell in CELLS]
    assert len(shown) == 32


def test_a_cell_says_its_state_its_tactics_its_cities_and_its_effort() -> None:
    for challenge, strategy in CELLS:
        cell = KB.cell(challenge.id, strategy.id)
        text = cell_words(KB, challenge, strategy)
        if cell.state is CellState.NOT_APPLICABLE:
            assert text == "n/a"
            continue
        found = re.fullmatch(r"(\d+) \((\d+)\)((?: [*~])*)", text)
        assert found
        there = contents_of(KB, challenge, strategy)
        assert (int(found[1]), int(found[2])) == (len(there.tactics), len(there.cities))
        assert (EFFORT_MARK in text) is (cell.effort is not None)
        assert (INCOMPLETE_MARK in text) is (cell.state is CellState.INCOMPLETE)


def test_the_cities_of_a_cell_are_those_of_its_cases_for_this_challenge() -> None:
    for challenge, strategy in CELLS:
        own = {tactic.id for tactic in KB.tactics_in(challenge.id, strategy.id)}
        told = [
            case
            for case in KB.cases
            if own & set(case.tactics) and (challenge.id in case.challenges or not case.challenges)
        ]
        numbers = {number for case in told for number in case.cities}
        found = contents_of(KB, challenge, strategy)
        assert {tactic.id for tactic in found.tactics} == own
        assert {case.id for case in found.cases} == {case.id for case in told}
        assert {city.number for city in found.cities} == numbers


def test_the_marks_are_explained() -> None:
    (key,) = said(matrix_document(KB), "Key")
    for mark in (EFFORT_MARK, INCOMPLETE_MARK, "n/a"):
        assert f"{mark} " in key


def test_every_cell_that_is_not_whole_says_why() -> None:
    items = listed(matrix_document(KB), "Why some cells are marked")
    noted = [
        (challenge, strategy, KB.cell(challenge.id, strategy.id))
        for challenge, strategy in CELLS
        if KB.cell(challenge.id, strategy.id).state is not CellState.REPORTED
    ]
    assert len(noted) == 7
    for item, (challenge, strategy, cell) in zip(items, noted, strict=True):
        assert item.label == f"{challenge.number} {challenge.id}, {strategy.name}"
        assert item.text == f"{cell.note} ({cell.source})"


def test_the_source_is_named() -> None:
    assert said(matrix_document(KB), "Source") == [f"{KB.about.source}. {KB.about.link}"]
