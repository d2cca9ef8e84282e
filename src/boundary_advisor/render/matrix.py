"""The view of the whole table: every challenge against every strategy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.tactics import behind, local_counts
from boundary_advisor.engine.words import join_sources
from boundary_advisor.knowledge.models import CellState
from boundary_advisor.render.document import Document, Heading, Item, Items, Paragraph, Table
from boundary_advisor.render.phrases import CELL_WORDS, source_blocks, sourced

if TYPE_CHECKING:
    from boundary_advisor.engine.tactics import Behind
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import Cell, Challenge, Strategy

INCOMPLETE_MARK = "~"
EFFORT_MARK = "*"

SHEET = (
    "Number",
    "Challenge",
    "Strategy",
    "State",
    "Tactics",
    "Cases",
    "Cities",
    "Most effort",
    "Note",
    "Source",
)
"""Columns of the table for a spreadsheet, which has a row for each cell."""


LOCAL_KEY = (
    " + 1 (2) adds 1 tactic and 2 cities of knowledge packs, and brackets name the pack of what is "
    "not the study's."
)
LOCAL_SHEET = ("Local cases", "Local cities", "Changed by")
"""Columns that follow where knowledge packs are laid over."""


def matrix_document(kb: KnowledgeBase) -> Document:
    """Show every cell: its state, how many tactics and cities, and where most effort goes."""
    rows = tuple(
        (
            challenge.called,
            *(cell_words(kb, challenge, strategy) for strategy in kb.strategies),
        )
        for challenge in kb.challenges
    )
    return Document(
        title="Challenges and strategies",
        blocks=(
            Table(("Challenge", *(each.name for each in kb.strategies)), rows, picture=True),
            Paragraph(
                "8 (4) means 8 tactics with 4 cities behind them, each counted once in a cell. "
                f"{EFFORT_MARK} most effort for this challenge goes here. "
                f"{INCOMPLETE_MARK} {CELL_WORDS[CellState.INCOMPLETE]}. "
                f"n/a {CELL_WORDS[CellState.NOT_APPLICABLE]}.{LOCAL_KEY if kb.layers else ''}",
                label="Key",
            ),
            Heading("Why some cells are marked"),
            Items(_notes(kb)),
            *source_blocks(kb),
        ),
        sheet=Table(
            (*SHEET, *(LOCAL_SHEET if kb.layers else ())),
            tuple(
                _row(kb, challenge, strategy)
                for challenge in kb.challenges
                for strategy in kb.strategies
            ),
        ),
    )


def _row(kb: KnowledgeBase, challenge: Challenge, strategy: Strategy) -> tuple[str, ...]:
    cell = kb.cell(challenge.id, strategy.id)
    found = behind(kb, challenge, strategy)
    return (
        str(challenge.number),
        challenge.title,
        strategy.name,
        CELL_WORDS[cell.state],
        "; ".join(tactic.title for tactic in found.tactics),
        str(sum(not case.is_local for case in found.cases)),
        ", ".join(str(city.number or city.label) for city in found.cities if not city.is_local),
        "yes" if cell.effort else "",
        cell.note or "",
        join_sources(cell.source, cell.effort or ""),
        *(_local_row(found, cell) if kb.layers else ()),
    )


def _local_row(found: Behind, cell: Cell) -> tuple[str, ...]:
    return (
        str(sum(case.is_local for case in found.cases)),
        ", ".join(f"{city.label}{city.origin.mark}" for city in found.cities if city.is_local),
        cell.origin.mark.strip(),
    )


def cell_words(kb: KnowledgeBase, challenge: Challenge, strategy: Strategy) -> str:
    """Say a cell in figures and marks: "4 (2) *" for 4 tactics and 2 cities."""
    cell = kb.cell(challenge.id, strategy.id)
    if cell.state is CellState.NOT_APPLICABLE:
        return f"n/a{cell.origin.mark}"
    found = behind(kb, challenge, strategy)
    marks = [
        mark
        for mark, holds in (
            (EFFORT_MARK, cell.effort is not None),
            (INCOMPLETE_MARK, cell.state is CellState.INCOMPLETE),
        )
        if holds
    ]
    return " ".join((_figures(found), *marks)) + cell.origin.mark


def _figures(found: Behind) -> str:
    """Count tactics and cities; what knowledge packs add comes after a plus."""
    tactics, cities = local_counts(found)
    own = f"{len(found.tactics) - tactics} ({len(found.cities) - cities})"
    return f"{own} + {tactics} ({cities})" if tactics or cities else own


def _notes(kb: KnowledgeBase) -> tuple[Item, ...]:
    return tuple(
        Item(sourced(cell.note, cell.source), f"{challenge.called}, {strategy.name}")
        for challenge in kb.challenges
        for strategy in kb.strategies
        if (cell := kb.cell(challenge.id, strategy.id)).note is not None
    )
