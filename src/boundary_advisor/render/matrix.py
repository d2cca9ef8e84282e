"""The view of the whole table: every challenge against every strategy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.tactics import behind
from boundary_advisor.engine.words import join_sources
from boundary_advisor.knowledge.models import CellState
from boundary_advisor.render.document import Document, Heading, Item, Items, Paragraph, Table
from boundary_advisor.render.phrases import CELL_WORDS, source_blocks, sourced

if TYPE_CHECKING:
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import Challenge, Strategy

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
                f"n/a {CELL_WORDS[CellState.NOT_APPLICABLE]}.",
                label="Key",
            ),
            Heading("Why some cells are marked"),
            Items(_notes(kb)),
            *source_blocks(kb),
        ),
        sheet=Table(
            SHEET,
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
        str(len(found.cases)),
        ", ".join(str(city.number or city.label) for city in found.cities),
        "yes" if cell.effort else "",
        cell.note or "",
        join_sources(cell.source, cell.effort or ""),
    )


def cell_words(kb: KnowledgeBase, challenge: Challenge, strategy: Strategy) -> str:
    """Say a cell in figures and marks: "4 (2) *" for 4 tactics and 2 cities."""
    cell = kb.cell(challenge.id, strategy.id)
    if cell.state is CellState.NOT_APPLICABLE:
        return "n/a"
    found = behind(kb, challenge, strategy)
    marks = [
        mark
        for mark, holds in (
            (EFFORT_MARK, cell.effort is not None),
            (INCOMPLETE_MARK, cell.state is CellState.INCOMPLETE),
        )
        if holds
    ]
    return " ".join((f"{len(found.tactics)} ({len(found.cities)})", *marks))


def _notes(kb: KnowledgeBase) -> tuple[Item, ...]:
    return tuple(
        Item(sourced(cell.note, cell.source), f"{challenge.called}, {strategy.name}")
        for challenge in kb.challenges
        for strategy in kb.strategies
        if (cell := kb.cell(challenge.id, strategy.id)).note is not None
    )
