"""Words and blocks that several views share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.words import listing, lower_first
from boundary_advisor.knowledge.models import CellState, Horizon, Threat
from boundary_advisor.render.document import Grid, GridField, Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from boundary_advisor.engine.results import CaseAdvice
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.entry import Statement
    from boundary_advisor.knowledge.models import Case

CELL_WORDS = {
    CellState.REPORTED: "reported",
    CellState.INCOMPLETE: "damaged in our copy, filled from the text of the study",
    CellState.NOT_APPLICABLE: "does not apply",
}
"""What each state of a cell means, in the words of every view."""


def sourced(text: str, source: str) -> str:
    """Put the source behind a text, in brackets."""
    return f"{text} ({source})"


def statements(entries: Iterable[Statement], *, sources: bool = True) -> tuple[Item, ...]:
    """Make list items of statements, with their sources or without."""
    return tuple(
        Item(sourced(entry.text, entry.source) if sources else entry.text) for entry in entries
    )


def case_cities(kb: KnowledgeBase, case: Case) -> str:
    """Name the cities of a case with their size: "City 9 (medium-sized city)"."""
    if not case.cities:
        return "No city named"
    sizes = [(number, kb.size(kb.city(number).size).title) for number in case.cities]
    return listing([f"City {number} ({lower_first(size)})" for number, size in sizes])


def case_text(case: Case) -> str:
    """Tell a case: what was done, and what came of it."""
    return f"{case.summary} {case.outcome}" if case.outcome else case.summary


def told_text(advice: CaseAdvice) -> str:
    """Tell a case, and say where it is told of another challenge than the one asked about."""
    text = case_text(advice.case)
    if not advice.elsewhere:
        return text
    return f"{text} (Told of another challenge: {'; '.join(advice.elsewhere)}.)"


def case_item(kb: KnowledgeBase, advice: CaseAdvice, *, source: bool) -> Item:
    """Tell a case under a tactic."""
    text = told_text(advice)
    if source:
        text = sourced(text, advice.case.source)
    return Item(text, label=case_cities(kb, advice.case))


def grid_of(kb: KnowledgeBase, marks: Mapping[str, str]) -> Grid:
    """Draw the grid, high threat on top, with marks by strategy id."""

    def field(threat: Threat, horizon: Horizon) -> GridField:
        strategy = kb.strategy_at(threat, horizon)
        return GridField(strategy.name, marks.get(strategy.id, ""))

    short, long = Horizon
    return Grid(
        columns=(f"{short.value.capitalize()} horizon", f"{long.value.capitalize()} horizon"),
        rows=tuple(
            (f"{threat.value.capitalize()} threat", field(threat, short), field(threat, long))
            for threat in reversed(Threat)
        ),
    )
