"""Names that rows of tables put to numbers."""

from __future__ import annotations

import pytest

from tests.source_text.names import names_of


@pytest.mark.parametrize(
    "row", ["Bert\tKeeper\t2\tRound 1", "| Bert | Keeper | 2 |", "Bert   Keeper   2", "BERT\tX\t2"]
)
def test_a_row_puts_a_name_to_a_number(row: str) -> None:
    assert names_of((1, 2), [row]) == {1: (), 2: ("bert",)}


def test_a_number_may_have_several_names_and_a_name_several_numbers() -> None:
    rows = ["Bert\tKeeper\t2", "Anna\tKeeper\t2", "Anna\tKeeper\t1"]
    assert names_of((1, 2), rows) == {1: ("ana",), 2: ("ana", "bert")}


@pytest.mark.parametrize(
    "row",
    [
        "Bert\t2",
        "Old Bert\tKeeper\t2",
        "bert\tKeeper\t2",
        "Bert\tKeeper\t2 or 3",
        "",
        "\t\t2",
        "|||",
    ],
)
def test_other_rows_name_nobody(row: str) -> None:
    assert names_of((2,), [row]) == {2: ()}
