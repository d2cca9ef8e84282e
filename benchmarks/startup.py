"""Start-up: how long whole commands take, as ratios to bare Python and to a typer hello-world.

usage: python benchmarks/startup.py [--rounds N]

Every round runs each command once, so that all of them meet the same moods of the machine. What
counts is the ratio of medians within one run of this script; seconds of another machine do not.
Python may keep its compiled files, as it does unless told otherwise; a first round fills them in.
Measured is processor time (user and system) of the whole process, and wall time beside it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from pathlib import Path
from typing import NamedTuple

BIN = Path(sys.executable).parent
QUESTION = ("--challenge", "data", "--threat", "high", "--horizon", "long")
COLOUR = "advise, in colour"
COMMANDS: dict[str, tuple[str, ...]] = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "typer hello-world": (sys.executable, str(Path(__file__).with_name("hello.py")), "hello"),
    "--version": (str(BIN / "boundary-advisor"), "--version"),
    "--help": (str(BIN / "boundary-advisor"), "--help"),
    "advise": (str(BIN / "advise"), *QUESTION),
    COLOUR: (str(BIN / "advise"), *QUESTION),
    "challenges": (str(BIN / "boundary-advisor"), "challenges"),
}
AIMS = {
    "--version": ("python -c pass", 1.5),
    "--help": ("python -c pass", 6.0),
    "advise": ("typer hello-world", 1.2),
    COLOUR: ("typer hello-world", 1.2),
}


ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}


class Run(NamedTuple):
    """One run of a command, in seconds."""

    cpu: float
    wall: float


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Start-up as ratios.")
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    runs: dict[str, list[Run]] = {name: [] for name in COMMANDS}
    for warm_up in (True, *[False] * rounds):
        for name, command in COMMANDS.items():
            one = measure(command, colour=name == COLOUR)
            if not warm_up:
                runs[name].append(one)
    report(runs)
    return 0


def measure(command: tuple[str, ...], *, colour: bool) -> Run:
    """Run a command once, its output thrown away; in colour as a terminal would ask for it."""
    environment = ENVIRONMENT | {"FORCE_COLOR": "1" if colour else "0"}
    away = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    begun = time.perf_counter()
    process = os.posix_spawn(command[0], command, environment, file_actions=away)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - begun
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return Run(usage.ru_utime + usage.ru_stime, wall)


def report(runs: dict[str, list[Run]]) -> None:
    """Print a row for each command: medians, and ratios of medians to both yardsticks."""
    cpu = {name: statistics.median(run.cpu for run in taken) for name, taken in runs.items()}
    wall = {name: statistics.median(run.wall for run in taken) for name, taken in runs.items()}
    bare, hello = "python -c pass", "typer hello-world"
    print(f"{'command':18} {'cpu ms':>7} {'wall ms':>8} {'x bare':>7} {'x hello':>8}  aim (cpu)")
    for name in runs:
        base, aim = AIMS.get(name, ("", 0.0))
        wanted = f"{cpu[name] / cpu[base]:.2f} of {aim} x {base}" if base else ""
        print(
            f"{name:18} {cpu[name] * 1e3:7.1f} {wall[name] * 1e3:8.1f} "
            f"{cpu[name] / cpu[bare]:7.2f} {cpu[name] / cpu[hello]:8.2f}  {wanted}"
        )


if __name__ == "__main__":
    sys.exit(main())
