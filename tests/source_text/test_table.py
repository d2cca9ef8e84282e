"""The cells of the table in a text."""

from __future__ import annotations

import pytest

from boundary_advisor.knowledge.entry import SourceTable
from tests.source_text.table import cell_names, is_row, read_cells

TABLE = SourceTable(name="Sheet", rows=2, columns=("Left", "Mid", "Right"))
WHOLE = "1. Rain\tBuckets\tSheets\tRoots"


def texts(*rows: str) -> list[str | None]:
    return list(read_cells(TABLE, rows).values())[:3]


def test_every_cell_has_its_name() -> None:
    assert list(cell_names(TABLE)) == [
        f"Sheet, row {row}, {column}" for row in (1, 2) for column in ("Left", "Mid", "Right")
    ]
    assert list(read_cells(TABLE, ())) == list(cell_names(TABLE))


@pytest.mark.parametrize(
    "row",
    [
        WHOLE,
        f"{WHOLE}\t\t\t",
        "| 1. Rain | Buckets | Sheets | Roots |",
        "|**1** Rain|Buckets|**Sheets**|Roots|",
        "1\tBuckets\tSheets\tRoots\tmore",
    ],
)
def test_a_whole_row_is_read(row: str) -> None:
    assert is_row(row)
    assert texts(row) == ["Buckets", "Sheets", "Roots"]


def test_a_row_that_stands_twice_is_one_row() -> None:
    assert texts(WHOLE, WHOLE) == ["Buckets", "Sheets", "Roots"]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("1. Rain\tBuckets\t\tRoots", [None, None, "Roots"]),
        ("1. Rain\tBuckets\tSheets", ["Buckets", None, None]),
        ("1. Rain\tBuckets\tof sheets\tRoots", ["Buckets", None, "Roots"]),
        ("1. Rain\t\tSheets\tRoots", [None, "Sheets", "Roots"]),
    ],
)
def test_a_cell_that_is_empty_cut_or_runs_into_the_next_is_damaged(
    row: str, cells: list[str | None]
) -> None:
    assert texts(row) == cells


@pytest.mark.parametrize(
    "rows",
    [
        (),
        (WHOLE, "1. Rain\tNets\tSheets\tRoots"),
        ("Rain\tBuckets\tSheets\tRoots",),
        ("1999\tBuckets\tSheets\tRoots",),
        ("\tBuckets\tSheets\tRoots",),
    ],
)
def test_a_row_that_is_not_there_or_there_in_two_ways_is_damaged(rows: tuple[str, ...]) -> None:
    assert texts(*rows) == [None, None, None]


def test_a_sentence_is_no_row() -> None:
    assert not is_row("A sentence, with one\ttab")
