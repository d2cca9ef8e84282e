"""The two console scripts, and one run of the program, in which failures become messages."""

from __future__ import annotations

import gc
import os
import sys

from boundary_advisor.cli.streams import (
    buffer_stdout,
    complain,
    failed_stdout,
    reason_of,
    version_line,
    write_stdout,
)

TYPE_CHECKING = False  # importing it from `typing` takes longer than `--version` does
if TYPE_CHECKING:
    import typer

    from boundary_advisor.cli.registry import Group

_ADVISE = "advise"

_LONGEST = 300  # characters of a complaint that repeats what the user typed


def main() -> int:
    """Run `boundary-advisor` on the arguments of the process; return the exit code."""
    return _start("boundary-advisor")


def advise() -> int:
    """Run `advise`, the same as `boundary-advisor advise`; return the exit code."""
    return _start(_ADVISE)


def _start(program: str) -> int:
    arguments = sys.argv[1:]
    if arguments == ["--version"]:  # answered without loading a library
        return write_stdout(version_line())
    buffer_stdout()
    # Garbage collection and plugin discovery are pure overhead in a short process.
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        return run(program, arguments)
    except KeyboardInterrupt:  # while modules load
        from boundary_advisor.errors import ExitCode

        return complain("interrupted", "", ExitCode.INTERRUPTED)


def run(program: str, arguments: list[str]) -> int:
    """Run one command line; never raises for what a user can cause.

    Args:
        program: The name of the program; `advise` is a program of its own.
        arguments: The arguments after the name.

    Returns:
        The exit code.
    """
    import typer

    from boundary_advisor.errors import AdvisorError, ExitCode

    try:
        code = _call(program, arguments)
    except AdvisorError as error:
        return complain(error.message, error.hint, error.exit_code)
    except typer.TyperException as error:
        return _misused(program, arguments, error)
    except (typer.Abort, KeyboardInterrupt):
        code = ExitCode.INTERRUPTED
    except OSError as error:
        return _refused(error)
    if code == ExitCode.INTERRUPTED:  # typer too turns Ctrl-C into this code, without a word
        return complain("interrupted", "", code)
    return code


def declared() -> Group:
    """Return the program with all its commands, in the order in which help lists them."""
    from boundary_advisor.cli import advice_commands, knowledge_commands  # noqa: F401  # declare
    from boundary_advisor.cli.registry import PROGRAM

    return PROGRAM


def _call(program: str, arguments: list[str]) -> int:
    if sys.stdout is None and not {"-h", "--help"}.isdisjoint(arguments):
        return write_stdout("")  # typer would write no help, and say nothing of it
    if program == _ADVISE:
        app = declared().only(_ADVISE)
    else:
        completes = f"_{program}_COMPLETE".replace("-", "_").upper() in os.environ
        app = declared().application(None if completes else arguments)
    return int(app(arguments, prog_name=program, standalone_mode=False) or 0)


def _refused(error: OSError) -> int:
    """Say what the system refused, and for which file."""
    if error.filename is not None:
        return complain(f"cannot use '{error.filename}': {reason_of(error)}")
    try:
        if sys.stdout is not None:
            sys.stdout.flush()  # fails again if it was this, to which typer writes by itself
    except (OSError, ValueError):
        return failed_stdout(error)
    return complain(f"cannot go on: {reason_of(error)}")


def _misused(program: str, arguments: list[str], error: typer.TyperException) -> int:
    """Say how to use the command that was misused, which some errors of typer do not name."""
    message = error.format_message()
    if len(message) > _LONGEST:
        message = f"{message[:_LONGEST]}..."
    command = program
    if (context := getattr(error, "ctx", None)) is not None:
        command = context.command_path
    elif program != _ADVISE and arguments and not arguments[0].startswith("-"):
        command = f"{program} {arguments[0]}"
    return complain(message, f"See: {command} --help", error.exit_code)
