"""The command `advise`: from a situation to a strategy, its tactics and what cities did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.cli.options import (
    Challenges,
    CitySize,
    Force,
    Full,
    Horizon,
    NoInput,
    Only,
    Output,
    Packs,
    PictureFormatName,
    Threat,
)

if TYPE_CHECKING:
    from boundary_advisor.cli.ask import Answers

EXAMPLES = """\b
Examples:
  advise --challenge data --threat high --horizon long
  advise --challenge politics --threat low
  advise -c legal -c culture -t high -z short --city-size medium-city
  advise -c data-use -t high -z long --full --output advice.md
"""


def advise(  # noqa: PLR0913, PLR0917  # one parameter for each option
    challenge: Challenges = None,
    threat: Threat = None,
    horizon: Horizon = None,
    city_size: CitySize = None,
    full: Full = False,  # noqa: FBT002  # typer makes a flag of it
    format_name: PictureFormatName = None,
    output: Output = None,
    force: Force = False,  # noqa: FBT002
    knowledge: Packs = None,
    only: Only = False,  # noqa: FBT002
    no_input: NoInput = False,  # noqa: FBT002
) -> None:
    """Advise on a challenge: which strategy fits, what to do, what cities did, and why.

    Without --threat or --horizon it shows each possible answer, and the signs that tell them apart.
    For one challenge, at a terminal, it first offers a few questions that find the level.
    """
    from boundary_advisor.cli.ask import ask, ask_further
    from boundary_advisor.cli.packs import folders_of, knowledge_of
    from boundary_advisor.cli.publish import View, publish, target
    from boundary_advisor.render.advice import advice_document
    from boundary_advisor.render.candidates import candidates_document
    from boundary_advisor.render.formats import PICTURES

    to = target(format_name, output, force=force, formats=PICTURES, reads=folders_of(knowledge))
    asked = ask(knowledge_of(knowledge, only=only), challenge, threat, horizon, city_size)
    asked = asked if no_input else ask_further(asked)
    kb = asked.kb

    publish(
        View(
            documents=lambda: tuple(
                advice_document(kb, group[0], full=full)
                if len(group) == 1
                else candidates_document(kb, group, full=full)
                for group in asked.groups
            ),
            json=lambda: _as_json(asked),
        ),
        to,
    )


def _as_json(asked: Answers) -> str:
    from boundary_advisor.render.json import advice_json

    return advice_json(asked.kb, asked.flat, single=asked.single)
