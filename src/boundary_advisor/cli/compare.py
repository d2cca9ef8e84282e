"""The command `compare`: what moved between two programme files."""

from __future__ import annotations

from typing import Annotated

import typer

from boundary_advisor.cli.options import Force, Full, Only, Output, Packs, PictureFormatName

EXAMPLES = """\b
Examples:
  boundary-advisor compare examples/medium-city-2025.yaml examples/medium-city-2026.yaml
  boundary-advisor compare examples/medium-city-2025.yaml examples/medium-city-2026.yaml --full
  boundary-advisor compare examples/medium-city-2025.yaml examples/medium-city-2026.yaml -f json
"""

Old = Annotated[
    str,
    typer.Argument(metavar="OLD", help="The programme file as it was.", show_default=False),
]
New = Annotated[
    str,
    typer.Argument(metavar="NEW", help="The programme file as it is.", show_default=False),
]
Day = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="YYYY-MM-DD",
        help="The day that promises are held against. Otherwise the one on which NEW was assessed, "
        "or the clock's.",
    ),
]


def compare(  # noqa: PLR0913, PLR0917  # one parameter for each option
    old: Old,
    new: New,
    full: Full = False,  # noqa: FBT002  # typer makes a flag of it
    date: Day = None,
    format_name: PictureFormatName = None,
    output: Output = None,
    force: Force = False,  # noqa: FBT002
    knowledge: Packs = None,
    only: Only = False,  # noqa: FBT002
) -> None:
    """Show what moved between two programme files: on the grid, in threat, and in tactics.

    It also shows what is new, what was closed, and what was promised and not done. What the
    knowledge changed is told apart. Situations are matched by challenge and initiative; where one
    goes by another name, it says what it is taken for. A file always holds all of it.
    """
    from boundary_advisor.cli.options import day_or_today, read_day
    from boundary_advisor.cli.packs import folders_of, knowledge_of
    from boundary_advisor.cli.publish import View, publish, target
    from boundary_advisor.programme.planner import Planner
    from boundary_advisor.render.compare import comparison_document
    from boundary_advisor.render.compare_json import comparison_json
    from boundary_advisor.render.formats import PICTURES

    to = target(
        format_name, output, force=force, formats=PICTURES, reads=(old, new, *folders_of(knowledge))
    )
    full = full or to.is_whole
    given = read_day(date)
    planner = Planner(knowledge_of(knowledge, only=only))
    before, after = planner.read(old), planner.read(new)
    found = planner.compare(before, after, given or after.assessed or day_or_today(None))
    publish(
        View(
            documents=lambda: (comparison_document(planner.kb, found, full=full),),
            json=lambda: comparison_json(planner.kb, found),
        ),
        to,
    )
