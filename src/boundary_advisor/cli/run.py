"""One run of the program: parse, call, print, and turn every failure into a message and a code.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 invalid data or file, 130 interrupted.
"""

from __future__ import annotations

import gc
import os

INTERRUPTED = 130

# Collecting garbage takes a twentieth of a run that is over before any of it matters; and this
# program has no use for plugins of pydantic, which are costly to look for.
gc.disable()
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

import typer  # noqa: E402  # after the two lines above, which are for its sake

from boundary_advisor.cli.app import advise_app, app  # noqa: E402
from boundary_advisor.cli.entry import ADVISE  # noqa: E402
from boundary_advisor.cli.output import complain  # noqa: E402
from boundary_advisor.errors import AdvisorError  # noqa: E402


def run(program: str, arguments: list[str]) -> int:
    """Run one command line; never raises for what a user can cause.

    Args:
        program: Name under which it was started; `advise` is a program of its own.
        arguments: The arguments after the name.

    Returns:
        The exit code.
    """
    chosen = advise_app if program == ADVISE else app
    try:
        code = chosen(arguments, prog_name=program, standalone_mode=False)
    except AdvisorError as error:
        return complain(error.message, error.hint, error.exit_code)
    except typer.Abort:
        return _interrupted()
    except typer.TyperException as error:
        return _misused(program, error)
    except KeyboardInterrupt:
        return _interrupted()
    if code == INTERRUPTED:  # the library has turned Ctrl-C into this code, without a word
        return _interrupted()
    return int(code or 0)


def _misused(program: str, error: typer.TyperException) -> int:
    message = getattr(error, "format_message", error.__str__)()
    context = getattr(error, "ctx", None)
    command = program if context is None else context.command_path
    return complain(message, f"See: {command} --help", getattr(error, "exit_code", 2))


def _interrupted() -> int:
    return complain("interrupted", "Nothing was written.", INTERRUPTED)
