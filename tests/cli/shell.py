"""Ways to run the program as its users do."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRAM = "boundary-advisor"
ADVISE = "advise"
SCRIPTS = Path(sysconfig.get_path("scripts"))
QUESTION = ("--challenge", "data", "--threat", "high", "--horizon", "long")
COMMANDS = (
    "advise",
    "report",
    "assess",
    "portfolio",
    "roadmap",
    "compare",
    "challenges",
    "strategies",
    "cases",
    "matrix",
    "explore",
    "knowledge",
)
PACK_COMMANDS = ("check", "show", "new", "schema")
"""The commands of the group `knowledge`."""

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
