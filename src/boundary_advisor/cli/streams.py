"""Standard output and standard error: what is written to them, and what a terminal can show."""

from __future__ import annotations

import io
import os
import sys

from boundary_advisor import __version__

TYPE_CHECKING = False  # `typing` and `errors` take longer to import than `--version` takes to run
if TYPE_CHECKING:
    from typing import TextIO

    from boundary_advisor.output.formats import Screen

_FRAME = "\u2500\u2501\u2502\u250c\u253c\u2518"

_FAILED = 1  # ExitCode.FAILED

_WIDTH = 80  # columns where neither the user nor a window says how many


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether a stream is a terminal; one that is closed or missing is none."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def columns(stream: TextIO | None) -> int:
    """Return the width of a stream: COLUMNS if that is a width, else its window's, else 80."""
    try:
        wanted = int(os.environ.get("COLUMNS", ""))
    except ValueError:
        wanted = 0
    if wanted > 0:
        return wanted
    try:
        return os.get_terminal_size(stream.fileno()).columns or _WIDTH  # type: ignore[union-attr]
    except (AttributeError, OSError, ValueError):  # it is missing, closed or no terminal
        return _WIDTH


def standard_output() -> Screen:
    """Return what standard output can show; NO_COLOR wins over FORCE_COLOR."""
    from boundary_advisor.output.formats import Screen

    color = is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"
    color = color or os.environ.get("FORCE_COLOR", "0") not in {"", "0"}
    color = color and not os.environ.get("NO_COLOR")
    try:
        _FRAME.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (UnicodeError, LookupError):
        return Screen(columns(sys.stdout), color=color, unicode=False)
    return Screen(columns(sys.stdout), color=color, unicode=True)


def buffer_stdout() -> None:
    """Put a buffer before an unbuffered standard output.

    What could not be written stays in the buffer, so that a second flush tells whether it was
    standard output that failed. Whoever writes an answer or a prompt flushes it all the same.
    """
    raw = getattr(sys.stdout, "buffer", None)
    if isinstance(raw, io.RawIOBase):
        sys.stdout = io.TextIOWrapper(
            io.BufferedWriter(raw),
            encoding=sys.stdout.encoding,
            errors=sys.stdout.errors,
            line_buffering=True,
        )


def version_line() -> str:
    """Return the name and version of the program, as one line."""
    return f"boundary-advisor {__version__}\n"


def write_stdout(text: str) -> int:
    """Write all of a text to standard output; return the exit code.

    Characters that its encoding lacks are written as escapes. A failure is reported here.
    """
    if sys.stdout is None:
        return complain("cannot write to standard output: it is closed")
    try:
        _write_all(sys.stdout, text)
    except (OSError, ValueError) as error:
        return failed_stdout(error)
    return 0


def failed_stdout(error: OSError | ValueError) -> int:
    """Report that standard output cannot be written, and give it up; return the exit code."""
    _abandon(sys.stdout)
    message = f"cannot write to standard output: {reason_of(error)}"
    if isinstance(error, BrokenPipeError):
        message = "the answer was cut off, as its reader closed the pipe"
    return complain(message)


def reason_of(error: OSError | ValueError) -> str:
    """Return why the system refused something, in its words."""
    from boundary_advisor.text import printable

    return printable(getattr(error, "strerror", None) or str(error))


def complain(message: str, hint: str = "", exit_code: int = _FAILED) -> int:
    """Say on standard error what is wrong and what to do next; return the exit code unchanged."""
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
    # An unbuffered stream may write only a part, and would silently drop the rest.
    rest = memoryview(text.encode(stream.encoding, stream.errors or "strict"))
    while rest:
        written = raw.write(rest)
        if written is None:
            raise BlockingIOError("it takes no more at the moment")
        rest = rest[written:]


def _abandon(stream: TextIO | None) -> None:
    """Redirect a stream to devnull so that the flush at exit cannot fail."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno() if stream else nowhere)
        os.close(nowhere)
    except (OSError, ValueError):
        if stream is sys.stdout:
            sys.stdout = None  # what Python itself sets for a closed one
