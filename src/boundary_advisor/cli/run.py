"""One run of the program: parse, call, print, and turn every failure into a message and a code."""

from __future__ import annotations

import sys

import typer

from boundary_advisor.cli.entry import ADVISE
from boundary_advisor.cli.streams import complain, failed_stdout, write_stdout
from boundary_advisor.errors import AdvisorError, ExitCode

_HELP = frozenset({"-h", "--help"})

_LONGEST = 300  # characters of a complaint that repeats what the user typed


def run(program: str, arguments: list[str]) -> int:
    """Run one command line; never raises for what a user can cause.

    Args:
        program: Name under which it was started; `advise` is a program of its own.
        arguments: The arguments after the name.

    Returns:
        The exit code.
    """
    try:
        code = _call(program, arguments)
    except AdvisorError as error:
        return complain(error.message, error.hint, error.exit_code)
    except typer.TyperException as error:
        return _misused(program, arguments, error)
    except (typer.Abort, KeyboardInterrupt):
        return complain("interrupted", "", ExitCode.INTERRUPTED)
    except OSError as error:  # the library writes help by itself
        return failed_stdout(error)
    if code == ExitCode.INTERRUPTED:  # the library has turned Ctrl-C into this code, without a word
        return complain("interrupted", "", ExitCode.INTERRUPTED)
    return int(code or ExitCode.DONE)


def _call(program: str, arguments: list[str]) -> int | None:
    if sys.stdout is None and not _HELP.isdisjoint(arguments):
        return write_stdout("")  # the library would write no help, and say nothing of it
    chosen = _application(program, arguments)
    code: int | None = chosen(arguments, prog_name=program, standalone_mode=False)
    return code


def _application(program: str, arguments: list[str]) -> typer.Typer:
    """Load the application of a program, and nothing that the command called has no need of."""
    from boundary_advisor.cli.app import advise_application, application

    if program == ADVISE:
        return advise_application()

    return application(arguments[0] if arguments else "")


def _misused(program: str, arguments: list[str], error: typer.TyperException) -> int:
    message = getattr(error, "format_message", error.__str__)()
    if len(message) > _LONGEST:
        message = f"{message[:_LONGEST]}..."
    hint = f"See: {_command(program, arguments, error)} --help"
    return complain(message, hint, getattr(error, "exit_code", ExitCode.WRONG_USAGE))


def _command(program: str, arguments: list[str], error: typer.TyperException) -> str:
    """Name the command that was misused; some errors of the library do not tell."""
    context = getattr(error, "ctx", None)
    if context is not None:
        return str(context.command_path)
    named = program != ADVISE and arguments and not arguments[0].startswith("-")
    return f"{program} {arguments[0]}" if named else program
