"""The typer application of `boundary-advisor`, with all commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

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
from boundary_advisor.cli.advise_app import SETTINGS
from boundary_advisor.cli.output import version_line, write_stdout

if TYPE_CHECKING:
    from collections.abc import Callable

_EXAMPLES = """\b
Examples:
  boundary-advisor advise --challenge data --threat high --horizon long
  boundary-advisor challenges
  boundary-advisor report -c data -t high -z long --output brief.md
"""


def _show_version(wanted: bool) -> None:  # noqa: FBT001  # the library calls it like this
    if wanted:
        raise typer.Exit(write_stdout(version_line()))


Version = Annotated[
    bool,
    typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version."),
]


def _root(context: typer.Context, version: Version = False) -> None:  # noqa: FBT002, ARG001
    """Strategy advice for people who lead a smart city's digital transformation.

    Bring a challenge, or a whole programme in a file. It says which boundary management strategy
    fits, what to do, what cities did, why, and what would change the answer. The knowledge is from
    Cranefield and Pries-Heje (2023), a study of 12 cities.
    """
    if context.invoked_subcommand is None:
        from boundary_advisor.cli.start import start

        start()


class Command(NamedTuple):
    """A command: what it does, the examples below its help, and a line for the list of commands."""

    do: Callable[..., None]
    examples: str
    line: str


COMMANDS = {
    "advise": Command(
        advise.advise, advise.EXAMPLES, "Advise on a challenge: strategy, tactics, cities."
    ),
    "report": Command(report.report, report.EXAMPLES, "Write a brief to hand on."),
    "assess": Command(assess.assess, assess.EXAMPLES, "Assess a programme by plain questions."),
    "portfolio": Command(
        portfolio.portfolio, portfolio.EXAMPLES, "Show a whole programme on one page."
    ),
    "roadmap": Command(roadmap.roadmap, roadmap.EXAMPLES, "Show a whole programme in time."),
    "compare": Command(
        compare.compare, compare.EXAMPLES, "Show what moved between two programme files."
    ),
    "challenges": Command(
        catalogue.challenges,
        catalogue.CHALLENGES_EXAMPLES,
        "List the challenges, or show one in full.",
    ),
    "strategies": Command(
        catalogue.strategies,
        catalogue.STRATEGIES_EXAMPLES,
        "List the strategies, or show one in full.",
    ),
    "cases": Command(cases.cases, cases.EXAMPLES, "Show what cities did."),
    "matrix": Command(
        catalogue.matrix, catalogue.MATRIX_EXAMPLES, "Show all challenges against all strategies."
    ),
    "explore": Command(explore.explore, explore.EXAMPLES, "Write a page to explore all advice."),
}
"""The commands, in the order in which they are listed."""

KNOWLEDGE = "knowledge"
"""The group of commands on packs."""

PACK_COMMANDS = {
    "check": Command(
        knowledge.check, knowledge.CHECK_EXAMPLES, "Check packs: every problem at once."
    ),
    "show": Command(knowledge.show, knowledge.SHOW_EXAMPLES, "Show what each pack changes."),
    "new": Command(knowledge.new, knowledge.NEW_EXAMPLES, "Begin a pack."),
    "schema": Command(knowledge.schema, knowledge.SCHEMA_EXAMPLES, "Write a schema for an editor."),
}
"""The commands of that group."""


def application(wanted: str = "") -> typer.Typer:
    """Make the application.

    Args:
        wanted: The command that is called. It is built alone then, as building all of them takes
            longer than most answers. Anything else gives the whole.
    """
    made = typer.Typer(epilog=_EXAMPLES, **SETTINGS)
    made.callback(invoke_without_command=True)(_root)
    is_known = wanted in COMMANDS or wanted == KNOWLEDGE
    for name, command in COMMANDS.items():
        if name == wanted or not is_known:
            _add(made, name, command)
    if wanted == KNOWLEDGE or not is_known:
        made.add_typer(_packs(), name=KNOWLEDGE)
    return made


def _packs() -> typer.Typer:
    made = typer.Typer(
        help="Bring knowledge of your own: cities, cases and tactics, or another field.",
        short_help="Bring knowledge of your own, in packs.",
        epilog=knowledge.EXAMPLES,
        **SETTINGS,
    )
    for name, command in PACK_COMMANDS.items():
        _add(made, name, command)
    return made


def _add(to: typer.Typer, name: str, command: Command) -> None:
    to.command(name, epilog=command.examples, short_help=command.line)(command.do)
