"""Many command lines in one child process, and what came of each."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.hardening.child import MARK
from tests.support.program import environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CHILD = Path(__file__).with_name("child.py")


class Told(NamedTuple):
    """What one command line gave.

    Attributes:
        code: Its exit code.
        out: What it wrote to standard output.
        err: What it wrote to standard error.
        events: What it asked of the system, where that was watched: an event's name and its values.
    """

    code: int
    out: str
    err: str
    events: tuple[tuple[str, tuple[str, ...]], ...]


def run_many(
    lines: Iterable[tuple[str, ...]],
    folder: Path,
    *,
    watch: bool = False,
    how: str = "",
    variables: Mapping[str, str] | None = None,
) -> list[Told]:
    """Run command lines one after the other in a folder.

    Args:
        lines: The command lines, without the name of the program.
        folder: The working folder.
        watch: Whether to note what is asked of the system.
        how: How the shell is to turn the streams of the process.
        variables: What to add to the environment.
    """
    order, told = folder / ".order.json", folder / ".told.json"
    lines = list(lines)
    wanted = {"lines": lines, "told": told.name, "watch": watch}
    order.write_text(json.dumps(wanted), "utf-8")
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {how}', "sh", sys.executable, "-P", str(CHILD), order.name],
        cwd=folder,
        env=environment(PYTHONDONTWRITEBYTECODE="1", **(variables or {})),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()
    found = json.loads(told.read_text("utf-8"))
    order.unlink()
    told.unlink()
    outs, errs = (_parted(each, len(lines)) for each in (done.stdout, done.stderr))
    return [
        Told(code, out, err, tuple((name, tuple(given)) for name, given in events))
        for code, out, err, events in zip(found["codes"], outs, errs, found["events"], strict=True)
    ]


def _parted(said: bytes, count: int) -> list[str]:
    """Give what each line said; nothing where nothing came through a stream."""
    *parts, rest = said.decode("utf-8").split(MARK)
    assert not rest
    return parts or [""] * count
