"""The view of the cases: what cities did, and what happened to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.words import count
from boundary_advisor.render.document import Document, Heading, Item, Items, Paragraph, Table
from boundary_advisor.render.phrases import (
    case_cities,
    case_text,
    mark_beside,
    source_blocks,
    sourced,
)

if TYPE_CHECKING:
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import Case

SHEET = (
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
            (*SHEET, *(("Pack",) if kb.layers else ())), tuple(_row(kb, case) for case in cases)
        ),
    )


def _local(kb: KnowledgeBase, cases: tuple[Case, ...]) -> str:
    """Say how many of the cases shown are of knowledge packs; nothing where there are no packs."""
    there = sum(case.is_local for case in kb.cases)
    return f" Local: {sum(case.is_local for case in cases)} of {there}." if there else ""


def _row(kb: KnowledgeBase, case: Case) -> tuple[str, ...]:
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
