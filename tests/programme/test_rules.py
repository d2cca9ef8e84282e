"""Every rule on programmes has a meaning, a name, a ground in each field, and a test of its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from boundary_advisor.programme.planner import PROGRAMME_RULES
from tests.support.programmes import city_planner, orchard_planner

if TYPE_CHECKING:
    from boundary_advisor import Planner
    from tests.support.models import Rule

HERE = Path(__file__).parent


@pytest.mark.parametrize("rule", PROGRAMME_RULES, ids=str)
def test_every_rule_has_a_test_that_is_named_after_it(rule: Rule) -> None:
    named = {
        name
        for file in HERE.rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.MULTILINE)
    }
    assert any(name.startswith(f"test_rule_{rule}") for name in named)


def test_every_rule_has_a_meaning_and_a_name() -> None:
    assert all(rule.meaning.endswith(".") for rule in PROGRAMME_RULES)
    for names in ({rule.id for rule in PROGRAMME_RULES}, {rule.title for rule in PROGRAMME_RULES}):
        assert len(names) == len(PROGRAMME_RULES)


def test_no_two_rules_share_the_code_that_applies_them() -> None:
    assert len({rule.apply for rule in PROGRAMME_RULES}) == len(PROGRAMME_RULES)


@pytest.mark.parametrize("planner", [city_planner(), orchard_planner()])
@pytest.mark.parametrize("rule", PROGRAMME_RULES, ids=str)
def test_a_finding_stands_on_the_ground_of_its_field(rule: Rule, planner: Planner) -> None:
    guide = planner.guide
    finding = rule.finding(guide, "Found.", "Somewhere", todo="Do.")
    assert (finding.text, finding.todo) == ("Found.", "Do.")
    assert finding.ground == guide.grounds[rule.id].why
    assert finding.source == f"Somewhere; {guide.grounds[rule.id].source}"
