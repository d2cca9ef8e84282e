"""The command `cases`: what cities did, by city, size, challenge, strategy and words."""

from __future__ import annotations

from typing import Annotated

import typer

from boundary_advisor.cli.complete import complete_size
from boundary_advisor.cli.options import (
    Challenge,
    Force,
    Only,
    Output,
    Packs,
    SheetFormatName,
    Strategy,
)

EXAMPLES = """\b
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
    from boundary_advisor.cli.packs import folders_of, knowledge_of
    from boundary_advisor.cli.publish import View, publish, target
    from boundary_advisor.knowledge.search import CaseFilter, find_cases
    from boundary_advisor.render.cases import cases_document
    from boundary_advisor.render.catalogue_json import cases_json
    from boundary_advisor.render.formats import SHEETS

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
