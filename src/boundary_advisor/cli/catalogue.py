"""The commands that show what is known: challenges, strategies, cases, matrix and explore."""

from __future__ import annotations

from typing import Annotated

import typer

from boundary_advisor.cli.options import (
    AnyFormatName,
    Challenge,
    Force,
    FormatName,
    Only,
    Output,
    Packs,
    PictureFormatName,
    SheetFormatName,
    Strategy,
    complete_challenge,
    complete_size,
    complete_strategy,
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
    from boundary_advisor.cli.options import folders_of, knowledge_of
    from boundary_advisor.cli.publish import publish, target
    from boundary_advisor.knowledge.names import find_challenge
    from boundary_advisor.output.formats import View
    from boundary_advisor.output.json_catalogue import challenges_json
    from boundary_advisor.views.catalogue_page import challenge_document, challenges_document

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
    from boundary_advisor.cli.options import folders_of, knowledge_of
    from boundary_advisor.cli.publish import publish, target
    from boundary_advisor.knowledge.names import find_strategy
    from boundary_advisor.output.formats import PICTURES, View
    from boundary_advisor.output.json_catalogue import strategies_json
    from boundary_advisor.views.catalogue_page import strategies_document, strategy_document

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
    from boundary_advisor.cli.options import folders_of, knowledge_of
    from boundary_advisor.cli.publish import publish, target
    from boundary_advisor.output.formats import ALL_BUT_CHARTS, View
    from boundary_advisor.output.json_catalogue import matrix_json
    from boundary_advisor.views.catalogue_page import matrix_document

    to = target(
        format_name, output, force=force, formats=ALL_BUT_CHARTS, reads=folders_of(knowledge)
    )
    kb = knowledge_of(knowledge, only=only)
    publish(View(documents=lambda: (matrix_document(kb),), json=lambda: matrix_json(kb)), to)


CASES_EXAMPLES = """\b
Examples:
  boundary-advisor cases --challenge culture
  boundary-advisor cases --city 9 --strategy buffering
  boundary-advisor cases --size medium-city
  boundary-advisor cases privacy cameras
"""

Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="WORDS", help="Only cases that hold all of these words."),
]

City = Annotated[
    str | None, typer.Option("--city", metavar="NUMBER", help="Only of the city with this number.")
]

Size = Annotated[
    str | None,
    typer.Option(
        "--size",
        "--city-size",
        metavar="SIZE",
        help="Only of cities of this size.",
        autocompletion=complete_size,
    ),
]


def cases(  # noqa: PLR0913, PLR0917  # one parameter for each option
    words: Words = None,
    city: City = None,
    size: Size = None,
    challenge: Challenge = None,
    strategy: Strategy = None,
    format_name: SheetFormatName = None,
    output: Output = None,
    force: Force = False,  # noqa: FBT002  # typer makes a flag of it
    knowledge: Packs = None,
    only: Only = False,  # noqa: FBT002
) -> None:
    """Show cases: what cities did, what came of it, and what happened to them."""
    from boundary_advisor.cli.options import folders_of, knowledge_of
    from boundary_advisor.cli.publish import publish, target
    from boundary_advisor.knowledge.names import CaseFilter, find_cases
    from boundary_advisor.output.formats import SHEETS, View
    from boundary_advisor.output.json_catalogue import cases_json
    from boundary_advisor.views.catalogue_page import cases_document

    to = target(format_name, output, force=force, formats=SHEETS, reads=folders_of(knowledge))
    kb = knowledge_of(knowledge, only=only)
    wanted = CaseFilter.from_names(
        kb, words=tuple(words or ()), city=city, size=size, challenge=challenge, strategy=strategy
    )
    found = find_cases(kb, wanted)
    publish(
        View(
            documents=lambda: (cases_document(kb, found, wanted.in_words()),),
            json=lambda: cases_json(kb, found),
        ),
        to,
    )


EXPLORE_EXAMPLES = """\b
Examples:
  boundary-advisor explore --output grid.html
  boundary-advisor explore --output grid.html --force
"""

PageFile = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to this file, whose name ends in .html; - is standard output.",
        show_default=False,
    ),
]


def explore(
    output: PageFile,
    force: Force = False,  # noqa: FBT002  # typer makes a flag of it
    knowledge: Packs = None,
    only: Only = False,  # noqa: FBT002
) -> None:
    """Write one page for a browser, on which a person picks a situation and reads the advice.

    It holds all answers, needs no network, and can be sent as one file. Its address leads back to
    the answer that was read, so a link to that can be copied.
    """
    from boundary_advisor.cli.options import folders_of, knowledge_of
    from boundary_advisor.cli.publish import target, write
    from boundary_advisor.engine.advisor import Advisor
    from boundary_advisor.output.explorer import explorer_page
    from boundary_advisor.output.formats import Format

    to = target(
        None,
        output,
        force=force,
        default=Format.HTML,
        formats=(Format.HTML,),
        reads=folders_of(knowledge),
    )
    write(explorer_page(Advisor(knowledge_of(knowledge, only=only))), to)
