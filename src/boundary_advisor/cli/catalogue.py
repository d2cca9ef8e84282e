"""The commands that show what is known: `challenges`, `strategies` and `matrix`."""

from __future__ import annotations

from typing import Annotated

import typer

from boundary_advisor.cli.complete import complete_challenge, complete_strategy
from boundary_advisor.cli.options import (
    AnyFormatName,
    Force,
    FormatName,
    Only,
    Output,
    Packs,
    PictureFormatName,
)

CHALLENGES_EXAMPLES = """\b
Examples:
  boundary-advisor challenges
  boundary-advisor challenges data
  boundary-advisor challenges 8 --format json
"""
STRATEGIES_EXAMPLES = """\b
Examples:
  boundary-advisor strategies
  boundary-advisor strategies buffering
  boundary-advisor strategies building --output building.md
"""
MATRIX_EXAMPLES = """\b
Examples:
  boundary-advisor matrix
  boundary-advisor matrix --output matrix.md
"""

ChallengeRef = Annotated[
    str | None,
    typer.Argument(
        metavar="NAME",
        help="A challenge by id, number, title or other name. Without it, all of them.",
        autocompletion=complete_challenge,
    ),
]
StrategyRef = Annotated[
    str | None,
    typer.Argument(
        metavar="NAME",
        help="A strategy by id or name. Without it, all of them.",
        autocompletion=complete_strategy,
    ),
]


def challenges(  # noqa: PLR0913, PLR0917  # one parameter for each option
    ref: ChallengeRef = None,
    format_name: FormatName = None,
    output: Output = None,
    force: Force = False,  # noqa: FBT002  # typer makes a flag of it
    knowledge: Packs = None,
    only: Only = False,  # noqa: FBT002
) -> None:
    """List the challenges that smart city leaders meet, or show one in full."""
    from boundary_advisor.cli.packs import folders_of, knowledge_of
    from boundary_advisor.cli.publish import View, publish, target
    from boundary_advisor.knowledge.names import find_challenge
    from boundary_advisor.render.catalogue import challenge_document, challenges_document
    from boundary_advisor.render.catalogue_json import challenges_json

    to = target(format_name, output, force=force, reads=folders_of(knowledge))
    kb = knowledge_of(knowledge, only=only)
    one = None if ref is None else find_challenge(kb, ref)
    publish(
        View(
            documents=lambda: (challenge_document(kb, one) if one else challenges_document(kb),),
            json=lambda: challenges_json(kb, (one,) if one else kb.challenges),
        ),
        to,
    )


def strategies(  # noqa: PLR0913, PLR0917  # one parameter for each option
    ref: StrategyRef = None,
    format_name: PictureFormatName = None,
    output: Output = None,
    force: Force = False,  # noqa: FBT002  # typer makes a flag of it
    knowledge: Packs = None,
    only: Only = False,  # noqa: FBT002
) -> None:
    """List the boundary management strategies on their grid, or show one in full."""
    from boundary_advisor.cli.packs import folders_of, knowledge_of
    from boundary_advisor.cli.publish import View, publish, target
    from boundary_advisor.knowledge.names import find_strategy
    from boundary_advisor.render.catalogue import strategies_document, strategy_document
    from boundary_advisor.render.catalogue_json import strategies_json
    from boundary_advisor.render.formats import PICTURES

    to = target(format_name, output, force=force, formats=PICTURES, reads=folders_of(knowledge))
    kb = knowledge_of(knowledge, only=only)
    one = None if ref is None else find_strategy(kb, ref)
    publish(
        View(
            documents=lambda: (strategy_document(kb, one) if one else strategies_document(kb),),
            json=lambda: strategies_json(kb, (one,) if one else kb.strategies),
        ),
        to,
    )


def matrix(  # one parameter for each option
    format_name: AnyFormatName = None,
    output: Output = None,
    force: Force = False,  # noqa: FBT002  # typer makes a flag of it
    knowledge: Packs = None,
    only: Only = False,  # noqa: FBT002
) -> None:
    """Show every challenge against every strategy: tactics, cities, and where most effort goes."""
    from boundary_advisor.cli.packs import folders_of, knowledge_of
    from boundary_advisor.cli.publish import View, publish, target
    from boundary_advisor.render.catalogue_json import matrix_json
    from boundary_advisor.render.formats import ALL_BUT_CHARTS
    from boundary_advisor.render.matrix import matrix_document

    to = target(
        format_name, output, force=force, formats=ALL_BUT_CHARTS, reads=folders_of(knowledge)
    )
    kb = knowledge_of(knowledge, only=only)
    publish(View(documents=lambda: (matrix_document(kb),), json=lambda: matrix_json(kb)), to)
