"""What must hold of every run, whatever it is given."""

from __future__ import annotations

import shlex
import sys
from contextlib import chdir
from io import StringIO
from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import note

from tests.support.models import HIDDEN, ExitCode
from tests.support.program import PROGRAM, run, stream

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CODES = {*ExitCode}
_ARCHIVE = b"PK"  # how a Word or Excel file begins


def check(folder: Path, arguments: Sequence[str], program: str = PROGRAM) -> int:
    """Run a command line in a folder, with nothing to read; gives the code if all holds.

    Raises:
        AssertionError: The code is none of those that are documented, nothing says what went
            wrong, or a character that does something reached an output.
    """
    note(shlex.join((program, *arguments)))
    (stdout, out), (stderr, err) = stream("utf-8"), stream("utf-8")
    with (
        chdir(folder),
        patch.object(sys, "stdin", StringIO("")),
        patch.object(sys, "stdout", stdout),
        patch.object(sys, "stderr", stderr),
    ):
        code = run(program, list(arguments))
    stdout.flush()
    stderr.flush()
    told = err.getvalue().decode()
    assert code in CODES, (code, told)
    assert told.strip() or code == 0 or out.getvalue(), code  # a check answers with problems
    assert "Traceback" not in told
    assert not HIDDEN.search(told), told
    if not out.getvalue().startswith(_ARCHIVE):
        text = out.getvalue().decode("utf-8-sig")  # tables for a spreadsheet begin with a mark
        assert not (found := HIDDEN.search(text)), text[found.start() - 40 : found.end() + 40]
    return code
