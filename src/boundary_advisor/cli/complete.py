"""What a shell can complete: names from the knowledge, and closed choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.knowledge.base import KnowledgeBase


def complete_challenge(incomplete: str) -> list[str]:
    """Complete the id of a challenge."""
    return _beginning(incomplete, (each.id for each in _knowledge().challenges))


def complete_strategy(incomplete: str) -> list[str]:
    """Complete the id of a strategy."""
    return _beginning(incomplete, (each.id for each in _knowledge().strategies))


def complete_size(incomplete: str) -> list[str]:
    """Complete the id of a class of city size."""
    return _beginning(incomplete, (each.id for each in _knowledge().sizes))


def complete_threat(incomplete: str) -> list[str]:
    """Complete a level of threat."""
    from boundary_advisor.knowledge.models import Threat

    return _beginning(incomplete, Threat)


def complete_horizon(incomplete: str) -> list[str]:
    """Complete a time horizon."""
    from boundary_advisor.knowledge.models import Horizon

    return _beginning(incomplete, Horizon)


def complete_format(incomplete: str) -> list[str]:
    """Complete the name of a format of most answers."""
    from boundary_advisor.render.formats import READABLE

    return _beginning(incomplete, READABLE)


def complete_table_format(incomplete: str) -> list[str]:
    """Complete the name of a format of an answer that is a table too."""
    from boundary_advisor.render.formats import TABLES

    return _beginning(incomplete, TABLES)


def _knowledge() -> KnowledgeBase:
    from boundary_advisor.knowledge.load import load_knowledge

    return load_knowledge()


def _beginning(incomplete: str, known: Iterable[str]) -> list[str]:
    return [str(each) for each in known if each.startswith(incomplete)]
