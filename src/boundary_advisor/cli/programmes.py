"""The commands on a whole programme: portfolio, roadmap, compare and assess."""

from __future__ import annotations

from typing import Annotated

import typer

from boundary_advisor.cli.options import (
    AnyFormatName,
    ChartFormatName,
    Day,
    Force,
    Full,
    NoInput,
    Only,
    Output,
    Packs,
    PictureFormatName,
    ProgrammeFile,
    day_or_today,
)

PORTFOLIO_EXAMPLES = """\b
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
    from boundary_advisor.cli.options import folders_of, knowledge_of
    from boundary_advisor.cli.publish import publish, target
    from boundary_advisor.output.formats import ALL_BUT_CHARTS, View
    from boundary_advisor.output.json_portfolio import portfolio_json
    from boundary_advisor.programme.planner import Planner
    from boundary_advisor.views.portfolio_page import portfolio_document

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


ROADMAP_EXAMPLES = """\b
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
    from boundary_advisor.cli.options import folders_of, knowledge_of
    from boundary_advisor.cli.publish import publish, target
    from boundary_advisor.output.formats import CHARTS, View
    from boundary_advisor.output.json_roadmap import roadmap_json
    from boundary_advisor.programme.planner import Planner
    from boundary_advisor.views.roadmap_page import roadmap_document

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


COMPARE_EXAMPLES = """\b
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

ComparisonDay = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="YYYY-MM-DD",
        help="Reviews before this day are overdue. Otherwise the day on which NEW was assessed, "
        "or today.",
    ),
]


def compare(  # noqa: PLR0913, PLR0917  # one parameter for each option
    old: Old,
    new: New,
    full: Full = False,  # noqa: FBT002  # typer makes a flag of it
    date: ComparisonDay = None,
    format_name: PictureFormatName = None,
    output: Output = None,
    force: Force = False,  # noqa: FBT002
    knowledge: Packs = None,
    only: Only = False,  # noqa: FBT002
) -> None:
    """Show what moved between two programme files: which situations, and which way.

    It also shows what is overdue, new or closed, which tactics to start, to go on with and to stop,
    and whether the knowledge changed in between. Situations are matched by challenge and
    initiative. A file always holds all of it.
    """
    from boundary_advisor.cli.options import day_or_today, folders_of, knowledge_of, read_day
    from boundary_advisor.cli.publish import publish, target
    from boundary_advisor.output.formats import PICTURES, View
    from boundary_advisor.output.json_compare import comparison_json
    from boundary_advisor.programme.planner import Planner
    from boundary_advisor.views.comparison_page import comparison_document

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


ASSESS_EXAMPLES = """\b
Examples:
  boundary-advisor assess brookmere.yaml --answers examples/town.yaml --no-input
  boundary-advisor assess harbour.yaml --answers examples/large-metropolitan.csv --no-input
"""

File = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help="The programme file, in YAML. It is begun if it is not there.",
        show_default=False,
    ),
]

AnswersFile = Annotated[
    str | None,
    typer.Option(
        "--answers",
        metavar="FILE",
        help="Take the answers from this programme file, YAML or CSV; only the rest is asked.",
    ),
]

ReplaceProgramme = Annotated[
    bool, typer.Option("--force", help="Write into a file that is there, without asking first.")
]


def assess(  # noqa: PLR0913, PLR0917  # one parameter for each option
    file: File,
    answers: AnswersFile = None,
    no_input: NoInput = False,  # noqa: FBT002  # typer makes a flag of it
    force: ReplaceProgramme = False,  # noqa: FBT002
    date: Day = None,
    knowledge: Packs = None,
    only: Only = False,  # noqa: FBT002
) -> None:
    """Assess a programme by plain questions: about ten minutes at a terminal.

    To begin, type: boundary-advisor assess city.yaml

    It asks which of the challenges you meet, how much each threatens your work, and whether you
    want progress soon or change that lasts. It says where each lands, and why. Every answer is
    saved in FILE at once. Stop when you like; the same command goes on. What you wrote into FILE by
    hand stays as it is.
    """
    from boundary_advisor.cli.assessment import Order, assess_file
    from boundary_advisor.cli.options import knowledge_of
    from boundary_advisor.cli.publish import publish, target
    from boundary_advisor.output.formats import View

    document = assess_file(
        Order(file, answers, day_or_today(date), date is not None, no_input, force),
        knowledge_of(knowledge, only=only),
    )
    if document is not None:
        publish(View(lambda: (document,), str), target(None, None, force=False))
