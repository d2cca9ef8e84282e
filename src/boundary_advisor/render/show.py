"""What a program or a notebook has in hand, made into text."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from boundary_advisor.engine.results import Recommendation
from boundary_advisor.errors import UsageError
from boundary_advisor.programme.portfolio import Portfolio
from boundary_advisor.programme.roadmap_model import Roadmap
from boundary_advisor.render.advice import advice_document
from boundary_advisor.render.compare import comparison_document
from boundary_advisor.render.compare_json import comparison_json
from boundary_advisor.render.json import advice_json
from boundary_advisor.render.markdown import to_markdown
from boundary_advisor.render.portfolio import portfolio_document
from boundary_advisor.render.portfolio_json import portfolio_json
from boundary_advisor.render.roadmap import roadmap_document
from boundary_advisor.render.roadmap_json import roadmap_json
from boundary_advisor.render.terminal import to_terminal

if TYPE_CHECKING:
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.comparing.model import Comparison
    from boundary_advisor.render.document import Document

    Result: TypeAlias = Recommendation | Portfolio | Roadmap | Comparison

FORMS = ("markdown", "terminal", "json")
"""The forms that a text can have."""


def show(result: Result, kb: KnowledgeBase, form: str = "markdown") -> str:
    """Make text of a recommendation, a portfolio, a roadmap or a comparison, with all it holds.

    Args:
        result: What to show.
        kb: The knowledge that it was made from, such as `planner.kb`.
        form: One of "markdown", "terminal" (80 columns, no colour) and "json".

    Raises:
        UsageError: There is no such form.
    """
    if form == "json":
        return _json(result, kb)
    if form == "markdown":
        return to_markdown(_document(result, kb))
    if form == "terminal":
        return to_terminal(_document(result, kb), width=80, color=False, unicode=True)
    raise UsageError(f"no form '{form}'", f"Choose one of: {', '.join(FORMS)}.")


def _document(result: Result, kb: KnowledgeBase) -> Document:
    match result:
        case Recommendation():
            return advice_document(kb, result, full=True)
        case Portfolio():
            return portfolio_document(kb, result, full=True)
        case Roadmap():
            return roadmap_document(kb, result, full=True)
        case _:
            return comparison_document(kb, result, full=True)


def _json(result: Result, kb: KnowledgeBase) -> str:
    match result:
        case Recommendation():
            return advice_json(kb, (result,), single=True)
        case Portfolio():
            return portfolio_json(kb, result)
        case Roadmap():
            return roadmap_json(kb, result)
        case _:
            return comparison_json(kb, result)
