"""The command `roadmap`: a whole programme in time."""

from __future__ import annotations

from boundary_advisor.cli.options import (
    ChartFormatName,
    Force,
    Full,
    Only,
    Output,
    Packs,
    ProgrammeFile,
)

EXAMPLES = """\b
Examples:
  boundary-advisor roadmap examples/medium-city-2025.yaml
  boundary-advisor roadmap examples/town.yaml --full
  boundary-advisor roadmap examples/large-metropolitan.csv --output roadmap.md
"""


def roadmap(  # noqa: PLR0913, PLR0917  # one parameter for each option
    file: ProgrammeFile,
    full: Full = False,  # noqa: FBT002  # typer makes a flag of it
    format_name: ChartFormatName = None,
    output: Output = None,
    force: Force = False,  # noqa: FBT002
    knowledge: Packs = None,
    only: Only = False,  # noqa: FBT002
) -> None:
    """Show a programme in time: what to begin with, what comes after it, and what ends it.

    Steps stand in the usual order of the strategies. Where one departs from it, it says why. What
    is written to a file, or as Markdown, holds everything; Markdown has a chart too, for readers
    that draw Mermaid.
    """
    from boundary_advisor.cli.packs import folders_of, knowledge_of
    from boundary_advisor.cli.publish import View, publish, target
    from boundary_advisor.programme.planner import Planner
    from boundary_advisor.render.formats import CHARTS
    from boundary_advisor.render.roadmap import roadmap_document
    from boundary_advisor.render.roadmap_json import roadmap_json

    to = target(
        format_name, output, force=force, formats=CHARTS, reads=(file, *folders_of(knowledge))
    )
    whole = full or to.is_whole
    planner = Planner(knowledge_of(knowledge, only=only))
    found = planner.roadmap(planner.read(file))
    publish(
        View(
            documents=lambda: (roadmap_document(planner.kb, found, full=whole),),
            json=lambda: roadmap_json(planner.kb, found),
        ),
        to,
    )
