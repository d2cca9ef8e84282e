"""The options that commands share, what a shell completes in them, and how words are read."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from boundary_advisor.cli.streams import complain
from boundary_advisor.errors import UsageError
from boundary_advisor.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from typer.models import OptionInfo

    from boundary_advisor.knowledge.base import KnowledgeBase


def complete_challenge(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the id of a challenge."""
    return _beginning(incomplete, (each.id for each in _knowledge(context).challenges))


def complete_strategy(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the id of a strategy."""
    return _beginning(incomplete, (each.id for each in _knowledge(context).strategies))


def complete_schema(incomplete: str) -> list[str]:
    """Complete the name of a schema of knowledge files."""
    from boundary_advisor.packs.starter import SCHEMAS
    from boundary_advisor.programme.programme_file import PROGRAMME

    return _beginning(incomplete, (*SCHEMAS, PROGRAMME))


def complete_size(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the id of a class of city size."""
    return _beginning(incomplete, (each.id for each in _knowledge(context).sizes))


def complete_threat(incomplete: str) -> list[str]:
    """Complete a level of threat."""
    from boundary_advisor.knowledge.models import Threat

    return _beginning(incomplete, Threat)


def complete_horizon(incomplete: str) -> list[str]:
    """Complete a time horizon."""
    from boundary_advisor.knowledge.models import Horizon

    return _beginning(incomplete, Horizon)


def completes_formats(group: str) -> Callable[[str], list[str]]:
    """Give what completes the name of a format.

    Args:
        group: The group in `render.formats` that it is one of.
    """

    def complete(incomplete: str) -> list[str]:
        from boundary_advisor.output import formats

        return _beginning(incomplete, getattr(formats, group))

    return complete


def _knowledge(context: typer.Context) -> KnowledgeBase:
    """Read the knowledge that the command line names so far."""
    given = context.params
    return knowledge_of(given.get("knowledge"), only=bool(given.get("only")))


def _beginning(incomplete: str, known: Iterable[str]) -> list[str]:
    return [str(each) for each in known if each.startswith(incomplete)]


_CHALLENGE = "A challenge: its id, number, title or another name. Repeat it for several."

Challenges = Annotated[
    list[str] | None,
    typer.Option(
        "--challenge", "-c", metavar="NAME", help=_CHALLENGE, autocompletion=complete_challenge
    ),
]

Challenge = Annotated[
    str | None,
    typer.Option(
        "--challenge",
        "-c",
        metavar="NAME",
        help="Only of this challenge.",
        autocompletion=complete_challenge,
    ),
]

Strategy = Annotated[
    str | None,
    typer.Option(
        "--strategy",
        "-s",
        metavar="NAME",
        help="Only of this strategy.",
        autocompletion=complete_strategy,
    ),
]

Threat = Annotated[
    str | None,
    typer.Option(
        "--threat",
        "-t",
        metavar="low|high",
        help="How much it threatens to stop or undo the initiative.",
        autocompletion=complete_threat,
    ),
]

Horizon = Annotated[
    str | None,
    typer.Option(
        "--horizon",
        "-z",
        metavar="short|long",
        help="Whether the outcome you want is near or far.",
        autocompletion=complete_horizon,
    ),
]

CitySize = Annotated[
    str | None,
    typer.Option(
        "--city-size",
        metavar="SIZE",
        help="Put cases of cities like yours first: large-town, small-city, medium-city, "
        "metropolitan or large-metropolitan.",
        autocompletion=complete_size,
    ),
]

ProgrammeFile = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help="A programme file: YAML, or CSV as a spreadsheet saves it.",
        show_default=False,
    ),
]

Day = Annotated[
    str | None,
    typer.Option(
        "--date", metavar="YYYY-MM-DD", help="The day that counts as today. Otherwise the clock's."
    ),
]

Full = Annotated[bool, typer.Option("--full", help="Show everything, not one screen.")]


def _format_option(more: str, group: str) -> OptionInfo:
    """Give the option --format of a command.

    Args:
        more: What the command can show beside the formats of every answer, each after a `|`.
        group: The group in `render.formats` that holds all of its formats.
    """
    option: OptionInfo = typer.Option(
        "--format",
        "-f",
        metavar=f"terminal|markdown|html|docx|json{more}",
        help="How to show it. Otherwise the suffix of --output decides.",
        autocompletion=completes_formats(group),
    )
    return option


FormatName = Annotated[str | None, _format_option("", "READABLE")]

PictureFormatName = Annotated[str | None, _format_option("|svg", "PICTURES")]

ChartFormatName = Annotated[str | None, _format_option("|mermaid", "CHARTS")]

SheetFormatName = Annotated[str | None, _format_option("|csv|xlsx", "SHEETS")]

AnyFormatName = Annotated[str | None, _format_option("|svg|csv|xlsx", "ALL_BUT_CHARTS")]

Output = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write to this file; - is standard output."
    ),
]

Force = Annotated[bool, typer.Option("--force", help="Replace the file if it is there already.")]

Packs = Annotated[
    list[str] | None,
    typer.Option(
        "--knowledge",
        metavar="DIR",
        help="Lay this knowledge pack over the built-in knowledge. Repeat it for several; the last "
        "lies on top. Otherwise those named in BOUNDARY_ADVISOR_KNOWLEDGE.",
    ),
]

Only = Annotated[
    bool,
    typer.Option(
        "--only", help="Put the first pack, a whole one, in the place of the built-in knowledge."
    ),
]

NoInput = Annotated[bool, typer.Option("--no-input", help="Ask nothing, at a terminal either.")]


def pick(kind: str, word: str, known: Iterable[str], why: str = "") -> str:
    """Read a user's word for a closed choice, in any case.

    Args:
        kind: What is chosen, for the message.
        word: The user's word.
        known: What can be chosen.
        why: A sentence to add to the hint.

    Raises:
        UsageError: The word is none of them.
    """
    choices = [str(each) for each in known]
    if (folded := word.strip().lower()) in choices:
        return folded
    from boundary_advisor.errors import UsageError
    from boundary_advisor.text import did_you_mean, show

    near = did_you_mean(word, choices)
    hint = f"Choose one of: {', '.join(choices)}. {why}".strip()
    raise UsageError("; ".join(filter(None, (f"no {kind} {show(word)}", near))), hint)


def read_day(word: str | None) -> date | None:
    """Read a day that the user gave.

    Raises:
        UsageError: There is no such day, or it is written otherwise.
    """
    if word is None:
        return None
    from boundary_advisor.errors import UsageError
    from boundary_advisor.knowledge.entry import is_day
    from boundary_advisor.text import show

    if (found := is_day(word.strip())) is None:
        raise UsageError(f"no day {show(word)}", "Write it like 2027-03-31.")
    return found


def day_or_today(word: str | None) -> date:
    """Read a day that the user gave; without one, take the day of the clock here."""
    from datetime import datetime

    return read_day(word) or datetime.now().astimezone().date()


VARIABLE = "BOUNDARY_ADVISOR_KNOWLEDGE"
"""The environment variable that names packs where no option does, separated as in PATH."""


def knowledge_of(folders: Sequence[str] | None, *, only: bool) -> KnowledgeBase:
    """Read the knowledge that is wanted, and say on standard error what in a pack does nothing.

    Args:
        folders: What `--knowledge` names; None or nothing leaves it to the environment.
        only: Whether the first pack takes the place of the built-in knowledge.

    Raises:
        UsageError: A pack is to take its place, and none is named.
        KnowledgeError: All problems of a pack, or of the knowledge.
    """
    wanted = folders_of(folders)
    if only and not wanted:
        hint = f"Name it with --knowledge DIR, or in the variable {VARIABLE}."
        raise UsageError("--only needs a knowledge pack", hint)
    if not wanted:
        from boundary_advisor.knowledge.load import load_knowledge

        return load_knowledge()
    from boundary_advisor.packs.loading import load_with_packs

    kb = load_with_packs([Path(each) for each in wanted], only=only)
    for note in (note for layer in kb.layers for note in layer.notes):
        complain(f"note: {note}", "", 0)
    return kb


def folders_of(folders: Sequence[str] | None) -> tuple[str, ...]:
    """Give the folders of the packs that are wanted: those of the options, else the variable's."""
    if folders:
        return tuple(folders)
    return tuple(filter(None, os.environ.get(VARIABLE, "").split(os.pathsep)))


def options_for(folders: Sequence[str], *, only: bool) -> str:
    """Give what to add to a command line so that it works with packs; empty where there are none.

    Args:
        folders: Their folders.
        only: Whether the first of them is a whole pack.
    """
    named = [f"--knowledge {shlex.quote(printable(each))}" for each in folders]
    return " ".join((*named, "--only") if only else named)
