"""A rule without a ground in the data: yesterday's whole packs outlive a new rule."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from boundary_advisor import Advisor, Planner, load_with_packs
from boundary_advisor.engine.rules import RULES
from boundary_advisor.programme.planner import PROGRAMME_RULES
from tests.support.knowledge import situations
from tests.support.programmes import made

if TYPE_CHECKING:
    from boundary_advisor import KnowledgeBase
    from tests.support.models import Rule

STREETS = Path(__file__).parents[2] / "examples" / "packs" / "school-streets"


def without_ground(folder: Path, file: str, rule: Rule) -> KnowledgeBase:
    """Load a copy of a whole pack, in which a rule has no ground."""
    shutil.copytree(STREETS, folder)
    data = yaml.safe_load((folder / file).read_text("utf-8"))
    data["grounds"] = [each for each in data["grounds"] if each["rule"] != rule.id]
    (folder / file).write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    return load_with_packs([folder], only=True)


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_a_whole_pack_without_a_ground_advises(rule: Rule, tmp_path: Path) -> None:
    kb = without_ground(tmp_path / "streets", "strategies.yaml", rule)
    assert rule.id not in kb.grounds
    answers = [Advisor(kb).advise(each) for each in situations(kb)]
    found = [each for answer in answers for each in answer.trace if each.rule is rule]
    assert found
    for finding in found:
        assert finding.ground == rule.meaning
        assert finding.source.endswith(kb.about.own_judgement)
    assert all(answer.sequence.source for answer in answers)


@pytest.mark.parametrize("rule", PROGRAMME_RULES, ids=str)
def test_a_whole_pack_without_a_ground_guides_a_programme(rule: Rule, tmp_path: Path) -> None:
    kb = without_ground(tmp_path / "streets", "programmes.yaml", rule)
    planner = Planner(kb)
    assert rule.id not in planner.guide.grounds
    assert rule.ground(planner.guide) == (rule.meaning, kb.about.own_judgement)
    first, second = (each.id for each in kb.challenges[:2])
    programme = made(f"{first} bu", f"{second} bd")
    assert planner.portfolio(programme).trace
    assert planner.roadmap(programme).findings
    assert planner.compare(programme, made(f"{first} bd")).trace
