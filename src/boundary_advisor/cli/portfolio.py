"""The command `portfolio`: a whole programme on one page."""

from __future__ import annotations

from boundary_advisor.cli.options import (
    AnyFormatName,
    Day,
    Force,
    Full,
    Only,
    Output,
    Packs,
    ProgrammeFile,
    day_or_today,
)

EXAMPLES = """\b
Examples:
  boundary-advisor portfolio examples/medium-city-2026.yaml
  boundary-advisor portfolio examples/large-metropolitan.csv --date 2026-11-22
  boundary-advisor portfolio examples/town.yaml --full --output portfolio.md
"""


def portfolio(  # noqa: PLR0913, PLR0917  # one parameter for each option
    file: ProgrammeFile,
    full: Full = False,  # noqa: FBT002  # typer makes a flag of it
    date: Day = None,
    format_name: AnyFormatName = None,
    output: Output = None,
    force: Force = False,  # noqa: FBT002
    knowledge: Packs = None,
    only: Only = False,  # noqa: FBT002
) -> None:
    """Show a programme on one page: where each challenge stands, the mix, and what is missing.

    It lists first the tactics that serve several challenges. What is written to a file, or as
    Markdown, holds everything. --format csv writes the situations as a table for a spreadsheet.
    """
    from boundary_advisor.cli.packs import folders_of, knowledge_of
    from boundary_advisor.cli.publish import View, publish, target
    from boundary_advisor.programme.planner import Planner
    from boundary_advisor.render.formats import ALL_BUT_CHARTS
    from boundary_advisor.render.portfolio import portfolio_document
    from boundary_advisor.render.portfolio_json import portfolio_json

    to = target(
        format_name,
        output,
        force=force,
        formats=ALL_BUT_CHARTS,
        reads=(file, *folders_of(knowledge)),
    )
    whole = full or to.is_whole
    on = day_or_today(date)
    planner = Planner(knowledge_of(knowledge, only=only))
    found = planner.portfolio(planner.read(file), on)
    publish(
        View(
            documents=lambda: (portfolio_document(planner.kb, found, full=whole),),
            json=lambda: portfolio_json(planner.kb, found),
        ),
        to,
    )
