"""The options that commands share, what a shell completes in them, and how their words are read."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from boundary_advisor.cli.streams import complain, version_line, write_stdout
from boundary_advisor.errors import UsageError
from boundary_advisor.text import did_you_mean, show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from boundary_advisor.knowledge.base import KnowledgeBase

    Words: TypeAlias = Callable[[typer.Context], Iterable[str]]


def ids(kind: str) -> Words:
    """Return a function that lists the ids of a kind, such as "challenges", to complete them."""

    def known(context: typer.Context) -> list[str]:
        folders, only = context.params.get("knowledge"), context.params.get("only")
        kb = knowledge_of(folders_of(folders), only=bool(only))
        return [each.id for each in getattr(kb, kind)]

    return known


def schema_names(_context: typer.Context | None = None) -> list[str]:
    """List the names of the schemas."""
    from boundary_advisor.packs.starter import SCHEMAS
    from boundary_advisor.programme.programme_file import PROGRAMME

    return [*SCHEMAS, PROGRAMME]


def argument(text: str, metavar: str, words: Words | None = None) -> Any:  # noqa: ANN401  # typer's
    """Describe an argument.

    Args:
        text: What help says of it, and of what holds without it.
        metavar: What help calls its value; choices that `|` separates are completed.
        words: What is completed otherwise.
    """
    complete = _completion(metavar, words)
    return typer.Argument(metavar=metavar, help=text, show_default=False, autocompletion=complete)


def option(text: str, metavar: str, *names: str, words: Words | None = None) -> Any:  # noqa: ANN401
    """Describe an option with a value, in the same way."""
    complete = _completion(metavar, words)
    return typer.Option(*names, metavar=metavar, help=text, autocompletion=complete)


def _completion(metavar: str, words: Words | None) -> Callable[..., list[str]]:
    def complete(context: typer.Context, incomplete: str) -> list[str]:
        known = words(context) if words else metavar.split("|") if "|" in metavar else []
        return [each for each in known if each.startswith(incomplete)]

    return complete


def _show_version(wanted: bool) -> None:  # noqa: FBT001  # typer calls it like this
    if wanted:
        raise typer.Exit(write_stdout(version_line()))


Version = Annotated[
    bool,
    typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version."),
]

Challenges = Annotated[
    list[str] | None,
    option(
        "A challenge: its id, number, title or another name. Repeat it for several.",
        "NAME",
        "--challenge",
        "-c",
        words=ids("challenges"),
    ),
]

Challenge = Annotated[
    str | None,
    option("Only of this challenge.", "NAME", "--challenge", "-c", words=ids("challenges")),
]

Strategy = Annotated[
    str | None,
    option("Only of this strategy.", "NAME", "--strategy", "-s", words=ids("strategies")),
]

Threat = Annotated[
    str | None,
    option("How much it threatens to stop or undo the initiative.", "low|high", "--threat", "-t"),
]

Horizon = Annotated[
    str | None,
    option("Whether the outcome you want is near or far.", "short|long", "--horizon", "-z"),
]

CitySize = Annotated[
    str | None,
    option(
        "Put cases of cities like yours first. The command 'cases' shows the sizes.",
        "SIZE",
        "--city-size",
        words=ids("sizes"),
    ),
]

READ = "read"
"""Marks an argument that names a file to read, so that no answer takes the file's place."""

ProgrammeFile = Annotated[
    str, argument("A programme file: YAML, or CSV as a spreadsheet saves it.", "FILE"), READ
]

Day = Annotated[
    str | None,
    option("The day that counts as today. Otherwise the clock's.", "YYYY-MM-DD", "--date"),
]

Full = Annotated[bool, typer.Option("--full", help="Show everything, not one screen.")]

NoInput = Annotated[bool, typer.Option("--no-input", help="Ask nothing, at a terminal either.")]

Output = Annotated[
    str | None,
    option("Write to this file; - is standard output.", "FILE", "--output", "-o"),
]

Force = Annotated[bool, typer.Option("--force", help="Replace the file if it is there already.")]

Packs = Annotated[
    list[str] | None,
    option(
        "Lay this knowledge pack over the built-in knowledge. Repeat it for several; the last "
        "lies on top. Otherwise those named in BOUNDARY_ADVISOR_KNOWLEDGE.",
        "DIR",
        "--knowledge",
    ),
]

Only = Annotated[
    bool,
    typer.Option(
        "--only", help="Put the first pack, a whole one, in the place of the built-in knowledge."
    ),
]


def pick(kind: str, word: str, known: Iterable[str], why: str = "") -> str:
    """Read a user's word for a closed choice, in any case.

    Args:
        kind: What is chosen, for the message.
        word: The user's word.
        known: The choices.
        why: A sentence to add to the hint.

    Raises:
        UsageError: The word is none of them.
    """
    choices = [str(each) for each in known]
    if (folded := word.strip().lower()) in choices:
        return folded
    what = "; ".join(filter(None, (f"no {kind} {show(word)}", did_you_mean(word, choices))))
    raise UsageError(what, f"Choose one of: {', '.join(choices)}. {why}".strip())


def day_or_today(word: str | None) -> date:
    """Read a day; without one, take today's date here.

    Raises:
        UsageError: There is no such day, or it is not written as YYYY-MM-DD.
    """
    from datetime import datetime

    from boundary_advisor.knowledge.entry import parse_day

    if word is None:
        return datetime.now().astimezone().date()
    if (found := parse_day(word.strip())) is None:
        raise UsageError(f"no day {show(word)}", "Write it like 2027-03-31.")
    return found


def pack_name(word: str | None, folder: str) -> str:
    """Read the name of a new pack; without one, make it from the name of its folder.

    Raises:
        UsageError: It is no name for a pack.
    """
    from boundary_advisor.knowledge.entry import ID_LENGTH, ID_PATTERN

    wanted = (Path(folder).name or Path(folder).absolute().name) if word is None else word
    name = re.sub(r"[^a-z0-9]+", "-", wanted.lower()).strip("-") if word is None else word
    if re.fullmatch(ID_PATTERN, name) is None or len(name) > ID_LENGTH:
        hint = "Give one with --name: small letters, digits and single hyphens, a letter first."
        raise UsageError(f"{show(wanted)} is no name for a pack", hint)
    return name


VARIABLE = "BOUNDARY_ADVISOR_KNOWLEDGE"
"""The environment variable that names packs where no option does, separated as in PATH."""


def knowledge_of(folders: Sequence[str], *, only: bool) -> KnowledgeBase:
    """Read the knowledge in use, and note on standard error what in a pack has no effect.

    Args:
        folders: The folders of the packs; without any, the built-in knowledge alone.
        only: Whether the first pack takes the place of the built-in knowledge.

    Raises:
        UsageError: A pack is to take its place, and none is named.
        KnowledgeError: All problems of a pack, or of the knowledge.
    """
    if only and not folders:
        hint = f"Name it with --knowledge DIR, or in the variable {VARIABLE}."
        raise UsageError("--only needs a knowledge pack", hint)
    if not folders:
        from boundary_advisor.knowledge.load import load_knowledge

        return load_knowledge()
    from boundary_advisor.packs.loading import load_with_packs

    kb = load_with_packs([Path(each) for each in folders], only=only)
    for note in (note for layer in kb.layers for note in layer.notes):
        complain(f"note: {note}")
    return kb


def folders_of(folders: Sequence[str] | None) -> tuple[str, ...]:
    """Return the folders of the packs in use: those of the options, else the variable's."""
    if folders:
        return tuple(folders)
    return tuple(filter(None, os.environ.get(VARIABLE, "").split(os.pathsep)))
