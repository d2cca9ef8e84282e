"""Strategy advice for people who lead a smart city's digital transformation.

    >>> from boundary_advisor import Advisor, Horizon, Situation, Threat, load_knowledge
    >>> situation = Situation(challenge="data", threat=Threat.HIGH, horizon=Horizon.LONG)
    >>> Advisor(load_knowledge()).advise(situation).strategy.name
    'Building'

A whole programme, from a file:

    >>> from boundary_advisor import Planner
    >>> planner = Planner()
    >>> portfolio = planner.portfolio(planner.read("examples/town.yaml"))
    >>> [each.strategy.name for each in portfolio.situations if each.strategy]
    ['Bridging for Knowledge', 'Bridging for Support', 'Bridging for Support']

Names are loaded when they are first used, so that importing this package costs nothing.
"""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = [
    "Advisor",
    "AdvisorError",
    "Case",
    "CellState",
    "Challenge",
    "City",
    "Comparison",
    "Guide",
    "Horizon",
    "KnowledgeBase",
    "KnowledgeError",
    "Planner",
    "Portfolio",
    "Problem",
    "Programme",
    "ProgrammeError",
    "ProgrammeSituation",
    "Recommendation",
    "Roadmap",
    "Situation",
    "Status",
    "Strategy",
    "Tactic",
    "Threat",
    "UsageError",
    "__version__",
    "load_guide",
    "load_knowledge",
    "load_with_packs",
    "show",
]

TYPE_CHECKING = False  # `typing` has it too, but takes longer to load than all of this
if TYPE_CHECKING:
    from boundary_advisor.engine.advisor import Advisor
    from boundary_advisor.engine.results import Recommendation, Situation
    from boundary_advisor.errors import (
        AdvisorError,
        KnowledgeError,
        Problem,
        ProgrammeError,
        UsageError,
    )
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide, load_guide
    from boundary_advisor.knowledge.load import load_knowledge
    from boundary_advisor.knowledge.models import (
        Case,
        CellState,
        Challenge,
        City,
        Horizon,
        Strategy,
        Tactic,
        Threat,
    )
    from boundary_advisor.output.formats import show
    from boundary_advisor.packs.loading import load_with_packs
    from boundary_advisor.programme.comparison import Comparison
    from boundary_advisor.programme.fields import Programme, ProgrammeSituation, Status
    from boundary_advisor.programme.planner import Planner
    from boundary_advisor.programme.portfolio import Portfolio
    from boundary_advisor.programme.roadmap import Roadmap

_MODULES = {
    "engine.advisor": "Advisor",
    "engine.results": "Recommendation Situation",
    "errors": "AdvisorError KnowledgeError Problem ProgrammeError UsageError",
    "knowledge.base": "KnowledgeBase",
    "knowledge.guide": "Guide load_guide",
    "knowledge.load": "load_knowledge",
    "knowledge.models": "Case CellState Challenge City Horizon Strategy Tactic Threat",
    "output.formats": "show",
    "packs.loading": "load_with_packs",
    "programme.comparison": "Comparison",
    "programme.fields": "Programme ProgrammeSituation Status",
    "programme.planner": "Planner",
    "programme.portfolio": "Portfolio",
    "programme.roadmap": "Roadmap",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """Load a public name from the module that defines it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415  # only a first use pays for it

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return __all__
