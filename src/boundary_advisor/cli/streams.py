"""Where answers and complaints go: standard output, a file, standard error."""

from __future__ import annotations

import io
import os
import sys

from boundary_advisor import __version__
from boundary_advisor.errors import ExitCode

TYPE_CHECKING = False  # `typing` has it too, but takes as long to load as all the rest here
if TYPE_CHECKING:
    from typing import TextIO

STDOUT = "-"
"""The file name that stands for standard output."""


def version_line() -> str:
    """Give the name and version of the program, as one line."""
    return f"boundary-advisor {__version__}\n"


def write_stdout(text: str) -> int:
    """Write to standard output, all of it; returns the exit code.

    Characters that its encoding lacks are shown as escapes. A failure is complained of here.
    """
    if sys.stdout is None:
        return complain("cannot write to standard output: it is closed", "", ExitCode.FAILED)
    try:
        _write_all(sys.stdout, text)
    except (OSError, ValueError) as error:
        return failed_stdout(error)
    return ExitCode.DONE


def failed_stdout(error: OSError | ValueError) -> int:
    """Complain that standard output could not be written, and give it up; returns the exit code."""
    _abandon(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return complain(
            "the answer was cut off, as its reader closed the pipe", "", ExitCode.FAILED
        )
    reason = getattr(error, "strerror", None) or str(error)
    return complain(f"cannot write to standard output: {reason}", "", ExitCode.FAILED)


def complain(message: str, hint: str, exit_code: int) -> int:
    """Say on standard error what is wrong and what to do next; hands the exit code on."""
    from boundary_advisor.text import printable

    lines = [f"boundary-advisor: {message}", *([hint] if hint else [])]
    text = "".join(f"{printable(line, keep_newlines=True)}\n" for line in lines)
    try:
        if sys.stderr is not None:
            _write_all(sys.stderr, text)
    except (OSError, ValueError):
        _abandon(sys.stderr)  # there is no one left to tell; the exit code still says it
    return exit_code


def _write_all(stream: TextIO, text: str) -> None:
    reconfigure = getattr(stream, "reconfigure", None)  # a stand-in for a stream may lack it
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
    raw = getattr(stream, "buffer", None)
    if not isinstance(raw, io.RawIOBase):
        stream.write(text)
        stream.flush()
        return
    # Without a buffer a write may take a part only, and the stream would drop the rest unsaid.
    rest = memoryview(text.encode(stream.encoding, stream.errors or "strict"))
    while rest:
        written = raw.write(rest)
        if written is None:
            raise BlockingIOError("it takes no more at the moment")
        rest = rest[written:]


def _abandon(stream: TextIO | None) -> None:
    """Let what is still buffered go nowhere, or the interpreter would fail on it at exit."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno() if stream else nowhere)
        os.close(nowhere)
    except (OSError, ValueError):
        if stream is sys.stdout:
            sys.stdout = None  # what Python itself sets for a closed one
