"""The commands `advise` and `report`: from a situation to a strategy, or to a brief."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from boundary_advisor.cli.options import (
    Challenges,
    CitySize,
    Day,
    Force,
    FormatName,
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
    from datetime import date as date_type

    from boundary_advisor.cli.asking import Advice
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.output.formats import View

ADVISE_EXAMPLES = """\b
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
    from boundary_advisor.cli.asking import ask, ask_further
    from boundary_advisor.cli.options import folders_of, knowledge_of
    from boundary_advisor.cli.publish import publish, target
    from boundary_advisor.output.formats import PICTURES, View
    from boundary_advisor.views.advice_page import advice_document, candidates_document

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


def _as_json(asked: Advice) -> str:
    from boundary_advisor.output.json_advice import advice_json

    return advice_json(asked.kb, asked.flat, single=asked.single)


REPORT_EXAMPLES = """\b
Examples:
  boundary-advisor report -c data -t high -z long --output brief.md
  boundary-advisor report -c data -c legal -t high -z short
  boundary-advisor report examples/town.yaml --output programme.md
  boundary-advisor report -c citizens -t low -z long --format json
"""

OptionalFile = Annotated[
    str | None,
    typer.Argument(
        metavar="FILE",
        help="A programme file, for a brief on all of it. It takes the place of --challenge, "
        "--threat, --horizon and --city-size.",
        show_default=False,
    ),
]


def report(  # noqa: PLR0913, PLR0917  # one parameter for each option
    file: OptionalFile = None,
    challenge: Challenges = None,
    threat: Threat = None,
    horizon: Horizon = None,
    city_size: CitySize = None,
    date: Day = None,
    format_name: FormatName = None,
    output: Output = None,
    force: Force = False,  # noqa: FBT002  # typer makes a flag of it
    knowledge: Packs = None,
    only: Only = False,  # noqa: FBT002
) -> None:
    """Write a brief on challenges or on a whole programme, to be handed on.

    It is markdown, unless told otherwise. It holds the recommendation, a plan with room for owners,
    the options not chosen, what cities did, and the limits of the evidence. That of a programme
    begins with its portfolio.
    """
    from boundary_advisor.cli.options import day_or_today, folders_of, knowledge_of
    from boundary_advisor.cli.publish import publish, target
    from boundary_advisor.errors import UsageError
    from boundary_advisor.output.formats import Format

    reads = () if file is None else (file,)
    to = target(
        format_name,
        output,
        force=force,
        default=Format.MARKDOWN,
        reads=(*reads, *folders_of(knowledge)),
    )
    kb = knowledge_of(knowledge, only=only)
    if file is None:
        publish(_on_challenges(kb, challenge, threat, horizon, city_size), to)
        return
    if challenge or threat or horizon or city_size:
        hint = "Leave out --challenge, --threat, --horizon and --city-size, or leave out the file."
        raise UsageError("the situations stand in the file", hint)
    publish(_on_programme(kb, file, day_or_today(date)), to)


def _on_challenges(
    kb: KnowledgeBase,
    challenge: list[str] | None,
    threat: str | None,
    horizon: str | None,
    city_size: str | None,
) -> View:
    from boundary_advisor.cli.asking import ask
    from boundary_advisor.output.formats import View
    from boundary_advisor.output.json_advice import report_json
    from boundary_advisor.views.brief import brief_document

    asked = ask(kb, challenge, threat, horizon, city_size)
    return View(
        documents=lambda: (brief_document(asked.kb, asked.flat),),
        json=lambda: report_json(asked.kb, asked.flat),
    )


def _on_programme(kb: KnowledgeBase, file: str, on: date_type) -> View:
    from boundary_advisor.output.formats import View
    from boundary_advisor.output.json_portfolio import programme_report_json
    from boundary_advisor.programme.planner import Planner
    from boundary_advisor.views.brief import programme_brief_document

    planner = Planner(kb)
    found = planner.portfolio(planner.read(file), on)
    return View(
        documents=lambda: (programme_brief_document(planner.kb, found),),
        json=lambda: programme_report_json(planner.kb, found),
    )
