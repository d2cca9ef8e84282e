"""The views of the whole table, and of the cases in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.tactics import contents_of
from boundary_advisor.knowledge.models import CellState
from boundary_advisor.text import count, join_sources
from boundary_advisor.views.document import Document, Heading, Item, Items, Paragraph, Table
from boundary_advisor.views.phrases import (
    CELL_WORDS,
    case_cities,
    case_text,
    mark_beside,
    source_blocks,
    sourced,
)

if TYPE_CHECKING:
    from boundary_advisor.engine.tactics import CellContents
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import Case, Cell, Challenge, Strategy

INCOMPLETE_MARK = "~"

EFFORT_MARK = "*"

MATRIX_SHEET = (
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
            (*MATRIX_SHEET, *(LOCAL_SHEET if kb.layers else ())),
            tuple(
                _matrix_row(kb, challenge, strategy)
                for challenge in kb.challenges
                for strategy in kb.strategies
            ),
        ),
    )


def _matrix_row(kb: KnowledgeBase, challenge: Challenge, strategy: Strategy) -> tuple[str, ...]:
    cell = kb.cell(challenge.id, strategy.id)
    found = contents_of(kb, challenge, strategy)
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


def _local_row(found: CellContents, cell: Cell) -> tuple[str, ...]:
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
    found = contents_of(kb, challenge, strategy)
    marks = [
        mark
        for mark, holds in (
            (EFFORT_MARK, cell.effort is not None),
            (INCOMPLETE_MARK, cell.state is CellState.INCOMPLETE),
        )
        if holds
    ]
    return " ".join((_figures(found), *marks)) + cell.origin.mark


def _figures(found: CellContents) -> str:
    """Count tactics and cities; what knowledge packs add comes after a plus."""
    tactics, cities = found.tactics_from_packs, found.cities_from_packs
    own = f"{len(found.tactics) - tactics} ({len(found.cities) - cities})"
    return f"{own} + {tactics} ({cities})" if tactics or cities else own


def _notes(kb: KnowledgeBase) -> tuple[Item, ...]:
    return tuple(
        Item(sourced(cell.note, cell.source), f"{challenge.called}, {strategy.name}")
        for challenge in kb.challenges
        for strategy in kb.strategies
        if (cell := kb.cell(challenge.id, strategy.id)).note is not None
    )


CASES_SHEET = (
    "Case",
    "Cities",
    "City sizes",
    "What was done",
    "What came of it",
    "Tactics",
    "Challenges",
    "Strategy",
    "Source",
)
"""Columns of the table for a spreadsheet; what the study does not say is blank there."""


def cases_document(kb: KnowledgeBase, cases: tuple[Case, ...], wanted: str) -> Document:
    """List cases under the strategy they belong to.

    Args:
        kb: The knowledge that the cases are from.
        cases: The cases to show.
        wanted: The filter in words; empty where all are shown.
    """
    found = f"{count(len(cases), 'case')} of {len(kb.cases)}.{_local(kb, cases)}"
    head = f"{found} Filter: {wanted}." if wanted else found
    if not cases:
        head += " Ask for fewer words, or leave a filter out."
    groups: dict[str, list[Item]] = {}
    for case in cases:
        groups.setdefault(_group(kb, case), []).append(_item(kb, case))
    return Document(
        title="Cases",
        blocks=(
            Paragraph(head),
            *(
                block
                for name, items in groups.items()
                for block in (Heading(name), Items(tuple(items)))
            ),
            *source_blocks(kb),
        ),
        sheet=Table(
            (*CASES_SHEET, *(("Pack",) if kb.layers else ())),
            tuple(_cases_row(kb, case) for case in cases),
        ),
    )


def _local(kb: KnowledgeBase, cases: tuple[Case, ...]) -> str:
    """Say how many of the cases shown are of knowledge packs; nothing where there are no packs."""
    there = sum(case.is_local for case in kb.cases)
    return f" Local: {sum(case.is_local for case in cases)} of {there}." if there else ""


def _cases_row(kb: KnowledgeBase, case: Case) -> tuple[str, ...]:
    cities = [kb.city(key) for key in case.cities]
    sizes = dict.fromkeys(kb.size(city.size).title for city in cities)
    strategies = dict.fromkeys(kb.strategy_of(each).name for each in case.tactics)
    return (
        case.id,
        ", ".join(f"{city.number or city.label}{mark_beside(case, city)}" for city in cities),
        "; ".join(sizes),
        case.summary,
        case.outcome or "",
        "; ".join(kb.tactic(each).title for each in case.tactics),
        "; ".join(kb.challenge(each).called for each in case.challenges),
        "; ".join(strategies),
        case.source,
        *((case.origin.mark.strip(" []"),) if kb.layers else ()),
    )


def _group(kb: KnowledgeBase, case: Case) -> str:
    return kb.strategy_of(case.tactics[0]).name if case.tactics else "The challenges themselves"


def _item(kb: KnowledgeBase, case: Case) -> Item:
    about = [kb.tactic(each).title for each in case.tactics]
    told = [kb.challenge(each).called for each in case.challenges]
    notes = (
        Item("; ".join(about) + ".", "Shows") if about else None,
        Item(", ".join(told) + ".", "Challenge") if told else None,
    )
    return Item(
        sourced(case_text(case), case.source),
        case_cities(kb, case),
        tuple(note for note in notes if note is not None),
    )
