"""Runs a command, and makes each of its writes fail at every step: in a process of its own.

usage: python -P steps.py ORDER.json

A write is tried again and again, each time by a child that meets its fate one step later, until
one gets through. A step is a call of the system, before it and after it; for a kill, any call out
of Python as well. What stands in the folder then is noted, and put back as it was.
"""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import sys
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from boundary_advisor.cli import assessment
from boundary_advisor.cli import writing as files
from boundary_advisor.cli.main import main as program
from boundary_advisor.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

WRITE = files.write_file
SIGNALS = {"KILL": signal.SIGKILL, "TERM": signal.SIGTERM, "INT": signal.SIGINT}
SIGNALS |= {"HUP": signal.SIGHUP, "QUIT": signal.SIGQUIT}
FAULTS = {"full": errno.ENOSPC, "broken": errno.EIO, "refused": errno.EACCES, "quota": errno.EDQUOT}


class Steps:
    """Counts calls out of Python, and lets something happen at one of them."""

    def __init__(self, fate: str, number: int, met: Callable[[str], object]) -> None:
        self._fate, self._left, self._met = fate, number, met

    def __call__(self, _frame: FrameType, event: str, called: Any) -> None:  # noqa: ANN401
        is_step = _is_of_system(called) or (self._fate == "KILL" and event == "c_call")
        if self._fate in FAULTS:
            if is_step and event == "c_call" and self._is_it():
                self._met(called.__name__)
                raise OSError(FAULTS[self._fate], os.strerror(FAULTS[self._fate]))
        elif is_step and event in {"c_call", "c_return"} and self._is_it():
            self._met(called.__name__)
            os.kill(os.getpid(), SIGNALS[self._fate])

    def _is_it(self) -> bool:
        self._left -= 1
        return self._left == 0


def _is_of_system(called: Any) -> bool:  # noqa: ANN401
    on = type(getattr(called, "__self__", None)).__name__
    return getattr(called, "__module__", "") == "posix" or on in {"BufferedWriter", "FileIO"}


def trying(
    fates: list[str], told: list[dict[str, Any]], name: str, content: str | bytes, *, force: bool
) -> None:
    """Stand in for `write_file`: try it with every fate, and then do it."""
    target = Path(name).resolve()
    old = target.read_bytes() if target.exists() else None
    new = content.encode() if isinstance(content, str) else content
    write = partial(WRITE, name, content, force=force)
    call = Path(f"{target}.call")
    for fate in fates:
        for number in count(1):
            code = _in_child(write, Steps(fate, number, call.write_text))
            left = _left(target, old, new)
            if not call.exists():
                break
            told.append({"fate": fate, "at": call.read_text("utf-8"), "code": code, **left})
            call.unlink()
    for most in (0, 1, len(new) // 2, len(new) - 1):
        code = _in_child(write, None, most)
        told.append({"fate": "torn", "at": str(most), "code": code, **_left(target, old, new)})
    write()


def _in_child(write: Callable[[], None], steps: Steps | None, most: int = -1) -> int:
    """Write in a child; gives its exit code, the number of its signal below zero."""
    child = os.fork()
    if not child:
        code = 0
        for number in SIGNALS.values():
            if number != signal.SIGKILL:
                signal.signal(number, signal.SIG_DFL)
        if most >= 0:
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        sys.setprofile(steps)
        try:
            write()
        except OutputError:
            code = 1
        finally:
            sys.setprofile(None)
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _left(target: Path, old: bytes | None, new: bytes) -> dict[str, Any]:
    """Say what a child has left, and put it back as it was."""
    found = target.read_bytes() if target.exists() else None
    drafts = list(_drafts(target))
    for each in drafts:
        each.unlink()
    if found != old:
        target.unlink(missing_ok=True)
        if old is not None:
            target.write_bytes(old)
    return {
        "is": "old" if found == old else "new" if found == new else "torn",
        "drafts": len(drafts),
    }


def _drafts(target: Path) -> Iterator[Path]:
    yield from target.parent.glob(".*.part")


def main(order: Path) -> int:
    """Run what is ordered."""
    wanted = json.loads(order.read_text("utf-8"))
    told: list[dict[str, Any]] = []
    for module in (files, assessment):
        module.write_file = partial(trying, wanted["fates"], told)  # type: ignore[attr-defined]
    sys.argv = ["boundary-advisor", *wanted["line"]]
    code = program()
    Path(wanted["told"]).write_text(json.dumps(told), "utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
