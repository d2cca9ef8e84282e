"""What stands behind a cell of the grid: its tactics, their cases, their cities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.knowledge import ask, keys, orchard, tactic_ids, with_cases
from tests.support.models import contents_of

if TYPE_CHECKING:
    from boundary_advisor import KnowledgeBase
    from tests.support.models import CellContents, CityKey


def _behind(kb: KnowledgeBase, challenge: str, strategy: str) -> CellContents:
    return contents_of(kb, kb.challenge(challenge), kb.strategy(strategy))


@pytest.mark.parametrize(
    ("challenge", "strategy", "tactics", "cases", "cities"),
    [
        ("helpers", "watering", ["bucket-chain"], ["long-chain", "short-chain"], (1, 2, 3)),
        ("water", "watering", ["bucket-chain"], ["long-chain"], (1, 3)),
        ("water", "teaching", ["mulch-class", "pruning-pairs"], ["straw-sunday"], (2,)),
        ("water", "netting", ["shade-cloth", "rain-barrels"], ["bed-sheets"], ()),
        ("water-rights", "watering", ["night-hours"], [], ()),
        ("helpers", "netting", [], [], ()),
    ],
    ids=[
        "two cases of this challenge",
        "no case of another challenge, and none of a general tactic",
        "a case of one of two tactics",
        "a case without a city, told of no challenge",
        "a tactic without a case",
        "a cell that does not apply",
    ],
)
def test_behind_a_cell_stands_what_is_told_of_it_and_no_more(
    challenge: str,
    strategy: str,
    tactics: list[str],
    cases: list[str],
    cities: tuple[CityKey, ...],
) -> None:
    found = _behind(orchard().kb, challenge, strategy)
    assert [each.id for each in found.tactics] == tactics
    assert [each.id for each in found.cases] == cases
    assert keys(found.cities) == cities


def test_behind_a_cell_the_tactics_keep_the_order_of_the_file() -> None:
    kb = with_cases(
        orchard().kb,
        lambda case: (
            {"tactics": ("rain-barrels",), "cities": (1,)} if case.id == "bed-sheets" else {}
        ),
    )
    found = _behind(kb, "water", "netting")
    assert [each.id for each in found.tactics] == ["shade-cloth", "rain-barrels"]
    assert [each.id for each in found.cases] == ["bed-sheets"]


def test_behind_a_cell_are_the_tactics_that_an_answer_gives_for_the_challenge() -> None:
    answer = ask(orchard(), "water", "low", "short")
    found = _behind(orchard().kb, "water", "watering")
    assert tactic_ids(answer.tactics) == [*(each.id for each in found.tactics), "tea-break"]
