"""Ways to run the program as its users do."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from typer.main import get_command

from boundary_advisor.cli.main import declared, run
from boundary_advisor.cli.registry import Command, Group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.support.writers import Format

__all__ = [
    "ADVISE",
    "COMMANDS",
    "DECLARED",
    "PROGRAM",
    "QUESTION",
    "SCRIPTS",
    "Cli",
    "Ran",
    "environment",
    "formats_of",
    "module",
    "options_of",
    "parameters_of",
    "process",
    "run",
    "stream",
]

PROGRAM = "boundary-advisor"
ADVISE = "advise"
SCRIPTS = Path(sysconfig.get_path("scripts"))
QUESTION = ("--challenge", "data", "--threat", "high", "--horizon", "long")


def _commands(
    group: Group, before: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Command]]:
    for name, each in group.members.items():
        if isinstance(each, Group):
            yield from _commands(each, (*before, name))
        else:
            yield (*before, name), each


DECLARED = dict(_commands(declared()))
"""Every command, those in groups too, by the words that call it."""

COMMANDS = tuple(declared().members)
"""What can be called: commands and groups."""


def formats_of(words: Iterable[str]) -> tuple[Format, ...]:
    """Give the formats of the command that a line calls."""
    line = tuple(words)
    return next(
        (each.formats for command, each in DECLARED.items() if line[: len(command)] == command), ()
    )


def parameters_of(words: Iterable[str]) -> list[Any]:
    """Give the options and arguments of a command or group, as the library knows them."""
    found: Any = get_command(declared().application(None))
    for word in words:
        found = found.commands[word]
    return list(found.params)


def options_of(words: Iterable[str]) -> list[str]:
    """Give the options of a command or group, in all their spellings."""
    return [name for each in parameters_of(words) for name in each.opts if name.startswith("-")]


_DECIDES = (
    "NO_COLOR",
    "FORCE_COLOR",
    "COLUMNS",
    "LINES",
    "PYTHONIOENCODING",
    "PYTHONUNBUFFERED",
    "PYTHONUTF8",
)
"""Variables that have a say in how an answer looks, or how it goes out."""


class Ran(NamedTuple):
    """What a run gave."""

    code: int
    out: str
    err: str


class Cli(Protocol):
    """Runs a command line in this process."""

    def __call__(self, *arguments: str, program: str = PROGRAM) -> Ran:
        """Run it."""


def environment(**more: str) -> dict[str, str]:
    """Give the environment without what decides on looks, and with some more."""
    return {key: value for key, value in os.environ.items() if key not in _DECIDES} | more


def module(*arguments: str) -> list[str]:
    """Give the command line for `python -m boundary_advisor`."""
    return [sys.executable, "-m", "boundary_advisor", *arguments]


def process(
    command: list[str],
    *,
    env: dict[str, str] | None = None,
    before: Callable[[], None] | None = None,
) -> Ran:
    """Run a command line in a process of its own, with a pipe for each of its outputs."""
    done = subprocess.run(  # it closes or turns a stream, no more
        command,
        capture_output=True,
        encoding="utf-8",
        env=environment() if env is None else env,
        check=False,
        timeout=60,
        preexec_fn=before,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def stream(encoding: str) -> tuple[TextIOWrapper, BytesIO]:
    """Give a stream that stands in for standard output, and what it is written to."""
    raw = BytesIO()
    return TextIOWrapper(raw, encoding=encoding), raw
