"""What a program has in hand, made into text: the same as the commands write."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from boundary_advisor import UsageError, show
from tests.support.knowledge import ask, cities
from tests.support.programmes import city_planner, made
from tests.support.writers import FORMS

if TYPE_CHECKING:
    from boundary_advisor import Comparison, Portfolio, Recommendation, Roadmap

PLANNER = city_planner()
PROGRAMME = made("data bu Sensors", "legal bd", "culture h?")
RESULTS: dict[str, Recommendation | Portfolio | Roadmap | Comparison] = {
    "Challenge 2": ask(cities(), "data", "high", "long"),
    "Portfolio": PLANNER.portfolio(PROGRAMME),
    "Roadmap": PLANNER.roadmap(PROGRAMME),
    "What moved": PLANNER.compare(PROGRAMME, PROGRAMME),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("title", RESULTS)
def test_every_result_can_be_shown_in_every_form(title: str, form: str) -> None:
    text = show(RESULTS[title], PLANNER.kb, form)
    if form == "json":
        assert json.loads(text)["format_version"] == 1
    else:
        assert text.lstrip("# ").startswith(title)
        assert "Restrictive Data Arrangements" in text


def test_markdown_is_what_a_notebook_gets_unless_it_asks() -> None:
    portfolio = RESULTS["Portfolio"]
    assert show(portfolio, PLANNER.kb) == show(portfolio, PLANNER.kb, "markdown")


def test_another_form_is_refused() -> None:
    with pytest.raises(UsageError, match="no form 'pdf'") as caught:
        show(RESULTS["Portfolio"], PLANNER.kb, "pdf")
    assert caught.value.hint == "Choose one of: markdown, terminal, json."


def test_what_is_in_hand_is_short_where_it_is_printed() -> None:
    assert repr(RESULTS["Portfolio"]) == "<Portfolio of 'Made up', 3 situations>"
    assert repr(RESULTS["Roadmap"]).startswith("<Roadmap of 'Made up', ")
    assert repr(RESULTS["What moved"]) == "<Comparison of 'Made up' with 'Made up'>"
