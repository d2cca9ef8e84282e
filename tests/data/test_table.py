"""The table of the paper, cell by cell, against what the data makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor import CellState, Horizon, Threat

if TYPE_CHECKING:
    from boundary_advisor import KnowledgeBase

SUPPORT, KNOWLEDGE = "bridging-support", "bridging-knowledge"
COLUMNS = {
    SUPPORT: "Support",
    KNOWLEDGE: "Knowledge",
    "buffering": "Buffering",
    "building": "Building",
}
NUMBERS = {
    1: "structures",
    2: "data",
    3: "legal",
    4: "culture",
    5: "data-use",
    6: "capability",
    7: "citizens",
    8: "politics",
}
NOT_APPLICABLE = {("capability", "buffering"), ("capability", "building"), ("citizens", "building")}
INCOMPLETE = {
    ("structures", SUPPORT),
    ("structures", KNOWLEDGE),
    ("data-use", KNOWLEDGE),
    ("data-use", "buffering"),
}
EFFORT = {
    ("structures", "building"),
    ("data", "building"),
    ("legal", "building"),
    ("data-use", "building"),
    ("capability", KNOWLEDGE),
    ("citizens", KNOWLEDGE),
    ("politics", KNOWLEDGE),
}
CITIES_IN_TABLE: dict[int, tuple[set[int], set[int], set[int], set[int]]] = {
    1: (set(), set(), {5}, {7}),
    2: ({3}, {2}, {2}, {12}),
    3: ({3}, {9}, {12}, {9}),
    4: ({1}, {11}, {9}, {12}),
    5: ({9}, {2}, set(), {9}),
    6: ({5}, {3}, set(), set()),
    7: ({8}, {3, 8, 9}, {9}, set()),
    8: ({5}, {9}, {9}, {9}),
}
"""Row -> the cities whose examples its cells give, as far as they can be read."""


def states(kb: KnowledgeBase, state: CellState) -> set[tuple[str, str]]:
    return {
        (cell.challenge, strategy.id)
        for strategy in kb.strategies
        for cell in strategy.cells
        if cell.state is state
    }


def test_challenges_have_their_ids_and_numbers(kb: KnowledgeBase) -> None:
    assert {each.number: each.id for each in kb.challenges} == NUMBERS


def test_each_field_of_the_grid_has_its_strategy(kb: KnowledgeBase) -> None:
    assert kb.strategy_at(Threat.LOW, Horizon.SHORT).id == SUPPORT
    assert kb.strategy_at(Threat.LOW, Horizon.LONG).id == KNOWLEDGE
    assert kb.strategy_at(Threat.HIGH, Horizon.SHORT).id == "buffering"
    assert kb.strategy_at(Threat.HIGH, Horizon.LONG).id == "building"


def test_strategies_stand_in_the_order_of_an_initiatives_life(kb: KnowledgeBase) -> None:
    assert [each.id for each in kb.strategies] == list(COLUMNS)


def test_all_32_cells_are_there_once(kb: KnowledgeBase) -> None:
    cells = [(cell.challenge, each.id) for each in kb.strategies for cell in each.cells]
    assert len(cells) == 32
    assert set(cells) == {(row, column) for row in NUMBERS.values() for column in COLUMNS}


def test_three_cells_do_not_apply_and_four_are_damaged(kb: KnowledgeBase) -> None:
    assert states(kb, CellState.NOT_APPLICABLE) == NOT_APPLICABLE
    assert states(kb, CellState.INCOMPLETE) == INCOMPLETE
    assert len(states(kb, CellState.REPORTED)) == 25


def test_every_cell_names_its_own_place_in_the_table_first(kb: KnowledgeBase) -> None:
    for number, challenge in NUMBERS.items():
        for strategy, column in COLUMNS.items():
            place = f"Table 1, row {number}, {column}"
            assert kb.cell(challenge, strategy).source.split("; ")[0] == place


def test_effort_is_marked_where_the_paper_says_so_and_nowhere_else(kb: KnowledgeBase) -> None:
    marked = {
        (cell.challenge, each.id) for each in kb.strategies for cell in each.cells if cell.effort
    }
    assert marked == EFFORT
    assert not any(challenge == "culture" for challenge, _ in marked)


def test_every_cell_that_applies_has_tactics_and_no_other(kb: KnowledgeBase) -> None:
    for challenge in NUMBERS.values():
        for strategy in COLUMNS:
            applies = (challenge, strategy) not in NOT_APPLICABLE
            assert bool(kb.tactics_in(challenge, strategy)) is applies, (challenge, strategy)


def test_every_example_of_the_table_is_there_with_its_cities(kb: KnowledgeBase) -> None:
    for row, expected in CITIES_IN_TABLE.items():
        for column, cities in zip(COLUMNS.values(), expected, strict=True):
            place = f"Table 1, row {row}, {column}"
            cases = [case for case in kb.cases if place in case.source.split("; ")]
            assert {number for case in cases for number in case.cities} == cities, place


def test_a_case_from_the_table_shows_a_tactic_of_its_cell(kb: KnowledgeBase) -> None:
    by_column = {column: strategy for strategy, column in COLUMNS.items()}
    for case in kb.cases:
        for place in case.source.split("; "):
            if place.startswith("Table 1, "):
                _, row, column = place.split(", ")
                challenge, strategy = NUMBERS[int(row.removeprefix("row "))], by_column[column]
                own = {tactic.id for tactic in kb.tactics_in(challenge, strategy)}
                assert challenge in case.challenges, case.id
                assert own.intersection(case.tactics), case.id


def test_city_9_tells_about_a_third_of_the_table_as_the_limits_say(kb: KnowledgeBase) -> None:
    told = [case for case in kb.cases if "Table 1, " in case.source]
    share = sum(9 in case.cities for case in told) / len(told)
    assert 0.3 < share < 0.4
    assert not any({4, 6, 10}.intersection(case.cities) for case in told)
