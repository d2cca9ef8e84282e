"""The command `report`: a brief to hand on."""

from __future__ import annotations

from boundary_advisor.cli.options import (
    Challenges,
    CitySize,
    Force,
    FormatName,
    Horizon,
    Output,
    Threat,
)

EXAMPLES = """\b
Examples:
  boundary-advisor report -c data -t high -z long --output brief.md
  boundary-advisor report -c data -c legal -t high -z short
  boundary-advisor report -c citizens -t low -z long --format json
"""


def report(  # noqa: PLR0913, PLR0917  # one parameter for each option
    challenge: Challenges = None,
    threat: Threat = None,
    horizon: Horizon = None,
    city_size: CitySize = None,
    format_name: FormatName = None,
    output: Output = None,
    force: Force = False,  # noqa: FBT002  # typer makes a flag of it
) -> None:
    """Write a brief on one or several challenges, to be handed on. Markdown, unless told otherwise.

    It holds the recommendation, a plan with room for owners, the options not chosen, what cities
    did, and the limits of the evidence.
    """
    from boundary_advisor.cli.ask import ask
    from boundary_advisor.cli.publish import View, publish, target
    from boundary_advisor.render.formats import Format
    from boundary_advisor.render.json import report_json
    from boundary_advisor.render.report import report_document

    to = target(format_name, output, force=force, default=Format.MARKDOWN)
    asked = ask(challenge, threat, horizon, city_size)
    publish(
        View(
            documents=lambda: (report_document(asked.kb, asked.flat),),
            json=lambda: report_json(asked.kb, asked.flat),
        ),
        to,
    )
