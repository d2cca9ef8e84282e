"""Every rule on programmes has a meaning, a name, a ground in each field, and a test of its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from boundary_advisor.knowledge.guide import ProgrammeRule
from boundary_advisor.programme.programme_rules import MEANING, TITLES, found
from tests.programme.made import city_planner, orchard_planner

if TYPE_CHECKING:
    from boundary_advisor.programme.planner import Planner

HERE = Path(__file__).parent


@pytest.mark.parametrize("rule", ProgrammeRule)
def test_every_rule_has_a_test_that_is_named_after_it(rule: ProgrammeRule) -> None:
    named = {
        name
        for file in HERE.rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.MULTILINE)
    }
    assert any(name.startswith(f"test_rule_{rule}") for name in named)


def test_every_rule_has_a_meaning_and_a_name() -> None:
    assert list(MEANING) == list(TITLES) == list(ProgrammeRule)
    assert len(set(TITLES.values())) == len(ProgrammeRule)


@pytest.mark.parametrize("planner", [city_planner(), orchard_planner()])
@pytest.mark.parametrize("rule", ProgrammeRule)
def test_a_finding_stands_on_the_ground_of_its_field(rule: ProgrammeRule, planner: Planner) -> None:
    guide = planner.guide
    finding = found(guide, rule, "Found.", "Somewhere", todo="Do.")
    assert (finding.text, finding.todo) == ("Found.", "Do.")
    assert finding.ground == guide.grounds[rule].why
    assert finding.source == f"Somewhere; {guide.grounds[rule].source}"
