"""The two typer applications: `boundary-advisor` with all commands, and `advise` alone."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from boundary_advisor.cli import (
    advise,
    assess,
    cases,
    catalogue,
    compare,
    explore,
    knowledge,
    portfolio,
    report,
    roadmap,
)
from boundary_advisor.cli.output import version_line, write_stdout

_EXAMPLES = """\b
Examples:
  boundary-advisor advise --challenge data --threat high --horizon long
  boundary-advisor challenges
  boundary-advisor report -c data -t high -z long --output brief.md
"""
_SETTINGS: dict[str, Any] = {
    "rich_markup_mode": None,  # else brackets in a text would be taken for markup
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"], "max_content_width": 100},
}


def _show_version(wanted: bool) -> None:  # noqa: FBT001  # the library calls it like this
    if wanted:
        raise typer.Exit(write_stdout(version_line()))


Version = Annotated[
    bool,
    typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version."),
]

app = typer.Typer(epilog=_EXAMPLES, **_SETTINGS)
advise_app = typer.Typer(**_SETTINGS)


@app.callback(invoke_without_command=True)
def _root(context: typer.Context, version: Version = False) -> None:  # noqa: FBT002, ARG001
    """Strategy advice for people who lead a smart city's digital transformation.

    Bring a challenge, or a whole programme in a file. It says which boundary management strategy
    fits, what to do, what cities did, why, and what would change the answer. The knowledge is from
    Cranefield and Pries-Heje (2023), a study of 12 cities.
    """
    if context.invoked_subcommand is None:
        from boundary_advisor.cli.start import start

        start()


app.command(epilog=advise.EXAMPLES, short_help="Advise on a challenge: strategy, tactics, cities.")(
    advise.advise
)
app.command(epilog=report.EXAMPLES, short_help="Write a brief to hand on.")(report.report)
app.command(epilog=assess.EXAMPLES, short_help="Assess a programme by plain questions.")(
    assess.assess
)
app.command(epilog=portfolio.EXAMPLES, short_help="Show a whole programme on one page.")(
    portfolio.portfolio
)
app.command(epilog=roadmap.EXAMPLES, short_help="Show a whole programme in time.")(roadmap.roadmap)
app.command(epilog=compare.EXAMPLES, short_help="Show what moved between two programme files.")(
    compare.compare
)
app.command(
    epilog=catalogue.CHALLENGES_EXAMPLES, short_help="List the challenges, or show one in full."
)(catalogue.challenges)
app.command(
    epilog=catalogue.STRATEGIES_EXAMPLES, short_help="List the strategies, or show one in full."
)(catalogue.strategies)
app.command(epilog=cases.EXAMPLES, short_help="Show what cities did.")(cases.cases)
app.command(
    epilog=catalogue.MATRIX_EXAMPLES, short_help="Show all challenges against all strategies."
)(catalogue.matrix)
app.command(epilog=explore.EXAMPLES, short_help="Write a page to explore all advice.")(
    explore.explore
)
packs_app = typer.Typer(**_SETTINGS)
packs_app.command(
    epilog=knowledge.CHECK_EXAMPLES, short_help="Check packs: every problem at once."
)(knowledge.check)
packs_app.command(epilog=knowledge.SHOW_EXAMPLES, short_help="Show what each pack changes.")(
    knowledge.show
)
packs_app.command(epilog=knowledge.NEW_EXAMPLES, short_help="Begin a pack.")(knowledge.new)
packs_app.command(epilog=knowledge.SCHEMA_EXAMPLES, short_help="Write a schema for an editor.")(
    knowledge.schema
)
packs_app.command(
    epilog=knowledge.SOURCE_EXAMPLES, short_help="Check the sources against the work's text."
)(knowledge.source)
packs_app.command(
    "compile", epilog=knowledge.COMPILE_EXAMPLES, short_help="Make a large pack load quickly."
)(knowledge.compile_)
app.add_typer(
    packs_app,
    name="knowledge",
    help="Bring knowledge of your own: cities, cases and tactics, or another field.",
    short_help="Bring knowledge of your own, in packs.",
    epilog=knowledge.EXAMPLES,
)
advise_app.command(epilog=advise.EXAMPLES)(advise.advise)
