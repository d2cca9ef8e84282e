"""Where the two console scripts begin. What needs no library answers without loading one."""

from __future__ import annotations

import sys

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
        from boundary_advisor.cli.output import version_line, write_stdout

        return write_stdout(version_line())
    from boundary_advisor.cli.run import run

    return run(program, arguments)
