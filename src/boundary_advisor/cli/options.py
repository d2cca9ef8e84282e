"""The options that commands share, and how a user's word for a closed choice is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from boundary_advisor.cli.complete import (
    complete_challenge,
    complete_horizon,
    complete_size,
    complete_strategy,
    complete_threat,
    completes_formats,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from typer.models import OptionInfo

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
    from boundary_advisor.knowledge.names import did_you_mean, show

    near = did_you_mean(word, choices)
    hint = f"Choose one of: {', '.join(choices)}. {why}".strip()
    raise UsageError(f"no {kind} {show(word)}{near}", hint)


def read_day(word: str | None) -> date | None:
    """Read a day that the user gave.

    Raises:
        UsageError: There is no such day, or it is written otherwise.
    """
    if word is None:
        return None
    from boundary_advisor.errors import UsageError
    from boundary_advisor.knowledge.days import is_day
    from boundary_advisor.knowledge.names import show

    if (found := is_day(word.strip())) is None:
        raise UsageError(f"no day {show(word)}", "Write it like 2027-03-31.")
    return found


def day_or_today(word: str | None) -> date:
    """Read a day that the user gave; without one, take the day of the clock here."""
    from datetime import datetime

    return read_day(word) or datetime.now().astimezone().date()
