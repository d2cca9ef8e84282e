"""Runs command lines one after the other in a process of its own: its code, and the program's.

usage: python -P child.py ORDER.json

The order names the command lines, the file that takes what happened in each, and whether the
interpreter is to note what it is asked to do: files, network, other programs.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

MARK = "\x1eend of a line\n"
_HARMLESS = (
    *("import", "compile", "exec", "marshal.", "object.", "code.", "function.", "sys."),
    *("builtins.", "cpython.", "gc.", "array."),
)
"""Events that reach nothing outside of the interpreter."""
_ON_PATHS = {"open", "os.scandir", "os.listdir", "os.chmod", "os.chown"}


def main(order: Path) -> int:
    """Run what is ordered."""
    wanted = json.loads(order.read_text("utf-8"))
    happened: list[tuple[str, list[str]]] = []
    if wanted["watch"]:
        sys.addaudithook(lambda event, given: _note(happened, event, given))
    codes = []
    events = []
    for line in wanted["lines"]:
        happened.clear()
        codes.append(_run(line))
        events.append(list(happened))
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.write(MARK)
            stream.flush()
    Path(wanted["told"]).write_text(json.dumps({"codes": codes, "events": events}), "utf-8")
    return 0


def _run(line: list[str]) -> int:
    from boundary_advisor.cli.main import main as program  # noqa: PLC0415  # it is watched too

    sys.argv = ["boundary-advisor", *line]
    return program()


def _note(happened: list[tuple[str, list[str]]], event: str, given: tuple[Any, ...]) -> None:
    if event.startswith(_HARMLESS) or (event in _ON_PATHS and isinstance(given[0], int)):
        return  # a number is a file or a folder that has been opened and noted before
    if event == "open" and isinstance(given[2], int):
        writes = given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
        event = "open to write" if writes else "open to read"
    happened.append(
        (event, [os.fsdecode(each) if isinstance(each, bytes) else str(each) for each in given])
    )


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
