"""Reads one file, in a process of its own, and prints what was said and what it took.

usage: python -m tests.hostile.read FILE [FOLDER]

FILE is read as a programme. With FOLDER, that folder is read as knowledge instead. What is printed
is JSON: the exit code, the number of problems, the first of them, the memory at its most in MB, and
the processor time of the whole process in seconds.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from contextlib import suppress
from pathlib import Path

from boundary_advisor import KnowledgeError, Planner, ProgrammeError, load_knowledge


def main() -> None:
    """Read what the arguments name."""
    path, *folder = map(Path, sys.argv[1:])
    told = {"code": 0, "problems": 0, "first": ""}
    try:
        if folder:
            load_knowledge(folder[0])
        else:
            Planner().read(path)
    except (KnowledgeError, ProgrammeError) as error:
        first = error.problems[0]
        where = f"{first.line}:{first.column}: " if first.line else ""
        told = {
            "code": error.exit_code,
            "problems": len(error.problems),
            "first": f"{where}{first.message}",
        }
    sys.stdout.write(json.dumps({**told, "mb": most_memory(), "busy": time.process_time()}))


def most_memory() -> float:
    """Give the memory that this process held at its most, in MB.

    Where the system tells it of the program alone, that counts: the other figure begins with that
    of the process which started this one.
    """
    with suppress(OSError, StopIteration):
        lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
        line = next(line for line in lines if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
