"""What a shell can complete: names from the knowledge, and closed choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer  # noqa: TC002  # it reads the annotations itself

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from boundary_advisor.knowledge.base import KnowledgeBase


def complete_challenge(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the id of a challenge."""
    return _beginning(incomplete, (each.id for each in _knowledge(context).challenges))


def complete_strategy(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the id of a strategy."""
    return _beginning(incomplete, (each.id for each in _knowledge(context).strategies))


def complete_schema(incomplete: str) -> list[str]:
    """Complete the name of a schema of knowledge files."""
    from boundary_advisor.knowledge.packs.schemas import SCHEMAS
    from boundary_advisor.programme.schema import PROGRAMME

    return _beginning(incomplete, (*SCHEMAS, PROGRAMME))


def complete_size(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the id of a class of city size."""
    return _beginning(incomplete, (each.id for each in _knowledge(context).sizes))


def complete_threat(incomplete: str) -> list[str]:
    """Complete a level of threat."""
    from boundary_advisor.knowledge.models import Threat

    return _beginning(incomplete, Threat)


def complete_horizon(incomplete: str) -> list[str]:
    """Complete a time horizon."""
    from boundary_advisor.knowledge.models import Horizon

    return _beginning(incomplete, Horizon)


def completes_formats(group: str) -> Callable[[str], list[str]]:
    """Give what completes the name of a format.

    Args:
        group: The group in `render.formats` that it is one of.
    """

    def complete(incomplete: str) -> list[str]:
        from boundary_advisor.render import formats

        return _beginning(incomplete, getattr(formats, group))

    return complete


def _knowledge(context: typer.Context) -> KnowledgeBase:
    """Read the knowledge that the command line names so far."""
    from boundary_advisor.cli.packs import knowledge_of

    given = context.params
    return knowledge_of(given.get("knowledge"), only=bool(given.get("only")))


def _beginning(incomplete: str, known: Iterable[str]) -> list[str]:
    return [str(each) for each in known if each.startswith(incomplete)]
