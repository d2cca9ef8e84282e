"""Where the two console scripts begin. What needs no library answers without loading one."""

from __future__ import annotations

import gc
import os
import sys

from boundary_advisor.cli.streams import complain, version_line, write_stdout
from boundary_advisor.errors import ExitCode

PROGRAM = "boundary-advisor"

ADVISE = "advise"


def main() -> int:
    """Run `boundary-advisor` on the arguments of the process; returns the exit code."""
    return _start(PROGRAM, sys.argv[1:])


def advise() -> int:
    """Run `advise`, the same as `boundary-advisor advise`; returns the exit code."""
    return _start(ADVISE, sys.argv[1:])


def _start(program: str, arguments: list[str]) -> int:
    if arguments == ["--version"]:
        return write_stdout(version_line())
    _travel_light()
    try:
        from boundary_advisor.cli.run import run

        return run(program, arguments)
    except KeyboardInterrupt:  # while modules load; later ones are met in there
        return complain("interrupted", "", ExitCode.INTERRUPTED)


def _travel_light() -> None:
    """Leave out what costs time and does nothing in a run that is over in a moment.

    Collecting garbage takes a twentieth of it. Plugins of pydantic are costly to look for, and this
    program has no use for any.
    """
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
