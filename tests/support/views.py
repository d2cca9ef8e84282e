"""The views of every result and of the knowledge."""

from __future__ import annotations

from boundary_advisor.views.advice_page import advice_document, candidates_document
from boundary_advisor.views.brief import ROOM, brief_document, programme_brief_document
from boundary_advisor.views.catalogue_page import (
    cases_document,
    challenge_document,
    challenges_document,
    matrix_document,
    start_document,
    strategies_document,
    strategy_document,
)
from boundary_advisor.views.comparison_page import comparison_document
from boundary_advisor.views.phrases import OWN_STEP, OWN_SUGGESTION
from boundary_advisor.views.portfolio_page import portfolio_document
from boundary_advisor.views.roadmap_page import roadmap_document

__all__ = [
    "OWN_STEP",
    "OWN_SUGGESTION",
    "ROOM",
    "advice_document",
    "brief_document",
    "candidates_document",
    "cases_document",
    "challenge_document",
    "challenges_document",
    "comparison_document",
    "matrix_document",
    "portfolio_document",
    "programme_brief_document",
    "roadmap_document",
    "start_document",
    "strategies_document",
    "strategy_document",
]
