"""The applications of both programs, and the list of commands, each loaded when it is wanted."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer

from boundary_advisor.cli.streams import version_line, write_stdout

SETTINGS: dict[str, Any] = {
    "rich_markup_mode": None,  # else brackets in a text would be taken for markup
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"], "max_content_width": 100},
}
"""What all applications have in common."""


_KNOWLEDGE_EXAMPLES = """\b
Examples:
  boundary-advisor knowledge new our-cities
  boundary-advisor knowledge check our-cities
  boundary-advisor knowledge show examples/packs/north-network
  boundary-advisor advise -c data -t high -z long --knowledge examples/packs/north-network
"""

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
        start()


class Command(NamedTuple):
    """A command: where it is written, under which name there, and a line on what it does."""

    module: str
    function: str
    line: str

    def add_to(self, app: typer.Typer, name: str) -> None:
        """Load the command and register it."""
        module = import_module(f"boundary_advisor.cli.{self.module}")
        examples = getattr(module, f"{self.function.upper()}_EXAMPLES")
        app.command(name, epilog=examples, short_help=self.line)(getattr(module, self.function))


COMMANDS = {
    "advise": Command("advice", "advise", "Advise on a challenge: strategy, tactics, cities."),
    "report": Command("advice", "report", "Write a brief to hand on."),
    "assess": Command("programmes", "assess", "Assess a programme by plain questions."),
    "portfolio": Command("programmes", "portfolio", "Show a whole programme on one page."),
    "roadmap": Command("programmes", "roadmap", "Show a whole programme in time."),
    "compare": Command("programmes", "compare", "Show what moved between two programme files."),
    "challenges": Command("catalogue", "challenges", "List the challenges, or show one in full."),
    "strategies": Command("catalogue", "strategies", "List the strategies, or show one in full."),
    "cases": Command("catalogue", "cases", "Show what cities did."),
    "matrix": Command("catalogue", "matrix", "Show all challenges against all strategies."),
    "explore": Command("catalogue", "explore", "Write a page to explore all advice."),
}
"""The commands, in the order in which they are listed."""

KNOWLEDGE = "knowledge"
"""The group of commands on packs."""

PACK_COMMANDS = {
    "check": Command("knowledge", "check", "Check packs: every problem at once."),
    "show": Command("knowledge", "show_packs", "Show what each pack changes."),
    "new": Command("knowledge", "new", "Begin a pack."),
    "schema": Command("knowledge", "schema", "Write a schema for an editor."),
}
"""The commands of that group."""


def advise_application() -> typer.Typer:
    """Make the application of the program `advise`."""
    made = typer.Typer(**SETTINGS)
    COMMANDS["advise"].add_to(made, "advise")
    return made


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
            command.add_to(made, name)
    if wanted == KNOWLEDGE or not is_known:
        made.add_typer(_packs(), name=KNOWLEDGE)
    return made


def _packs() -> typer.Typer:
    made = typer.Typer(
        help="Bring knowledge of your own: cities, cases and tactics, or another field.",
        short_help="Bring knowledge of your own, in packs.",
        epilog=_KNOWLEDGE_EXAMPLES,
        **SETTINGS,
    )
    for name, command in PACK_COMMANDS.items():
        command.add_to(made, name)
    return made


def start() -> None:
    """Show the way in."""
    from boundary_advisor.cli.options import knowledge_of
    from boundary_advisor.cli.publish import publish, target
    from boundary_advisor.output.formats import View
    from boundary_advisor.output.json_advice import dump, head
    from boundary_advisor.views.catalogue_page import start_document

    kb = knowledge_of(None, only=False)
    publish(
        View(lambda: (start_document(kb),), lambda: dump(head(kb))), target(None, None, force=False)
    )
