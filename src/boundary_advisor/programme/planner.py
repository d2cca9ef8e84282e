"""The Python API for whole programmes: read a file, make a portfolio, roadmap or comparison."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from boundary_advisor.engine.advisor import Advisor
from boundary_advisor.knowledge.guide import Guide, load_guide
from boundary_advisor.knowledge.load import load_knowledge
from boundary_advisor.programme.comparison import MOVES, Comparison, compare
from boundary_advisor.programme.placing import SIGNS, Placed, place_situations
from boundary_advisor.programme.portfolio import PORTFOLIO_RULES, Portfolio, make_portfolio
from boundary_advisor.programme.programme_file import load_programme
from boundary_advisor.programme.roadmap import ROADMAP_RULES, Roadmap, make_roadmap

if TYPE_CHECKING:
    from datetime import date

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.fields import Programme

PROGRAMME_RULES = (SIGNS, *PORTFOLIO_RULES, *ROADMAP_RULES, MOVES)
"""The rules on whole programmes, in the order in which they go on record."""


class Planner:
    """Advises on whole programmes from one knowledge base.

        >>> planner = Planner()
        >>> programme = planner.read("examples/town.yaml")
        >>> planner.portfolio(programme).situations[0].strategy.name
        'Bridging for Knowledge'

    Args:
        kb: The knowledge; by default the one that comes with the program.
        guide: The interview and the grounds of the rules on programmes; by default those of the
            knowledge.
    """

    def __init__(self, kb: KnowledgeBase | None = None, guide: Guide | None = None) -> None:
        self.kb = load_knowledge() if kb is None else kb
        self.guide = load_guide(self.kb) if guide is None else guide
        self._advisor = Advisor(self.kb)

    def read(self, path: Path | str) -> Programme:
        """Read a programme file: YAML, or a table where its name ends in `.csv`.

        Raises:
            ProgrammeError: All problems of the file, each with its line and column.
        """
        return load_programme(Path(path), self.kb, self.guide).programme

    def portfolio(self, programme: Programme, on: date | None = None) -> Portfolio:
        """Look at a programme as a whole; reviews before the day `on` count as past."""
        return make_portfolio(self._advisor, self.guide, programme, on)

    def roadmap(self, programme: Programme) -> Roadmap:
        """Put a programme in time: steps in stages, each with what it leans on."""
        return make_roadmap(self._advisor, self.guide, programme)

    def compare(self, old: Programme, new: Programme, on: date | None = None) -> Comparison:
        """Say what changed between two programmes, or in one between two days.

        Reviews before the day `on` count as past; by default it is that of the new programme.
        """
        return compare(self._advisor, self.guide, old, new, on)

    def place_situations(self, programme: Programme) -> tuple[Placed, ...]:
        """Place every situation on the grid and advise on it, in the order of the programme."""
        return place_situations(self._advisor, self.guide, programme)
