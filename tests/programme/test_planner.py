"""The way in for programs: whose knowledge a planner takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor import Planner, load_guide, load_knowledge
from tests.programme.test_read import EXAMPLES
from tests.support.knowledge import ORCHARD

if TYPE_CHECKING:
    from pathlib import Path


def test_a_planner_takes_the_knowledge_of_the_program_unless_given_another() -> None:
    planner = Planner()
    assert planner.kb.about.title == load_knowledge().about.title
    assert "way-blocked" in planner.guide.questions
    kb = load_knowledge(ORCHARD)
    other = Planner(kb, load_guide(kb, ORCHARD))
    assert other.kb is kb
    assert "bark-splits" in other.guide.questions


def test_a_path_may_be_given_as_text(tmp_path: Path) -> None:
    path = tmp_path / "city.yaml"
    path.write_text("programme: Brookmere\n", "utf-8")
    assert Planner().read(str(path)) == Planner().read(path)


def test_what_the_class_shows_as_its_use_works() -> None:
    planner = Planner()
    town = next(path for path in EXAMPLES if path.stem == "town")
    strategy = planner.portfolio(planner.read(town)).situations[0].strategy
    assert strategy is not None
    assert strategy.name == "Bridging for Knowledge"
