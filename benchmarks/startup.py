"""Start-up: how long whole commands take, as ratios to bare Python and to a typer hello-world.

usage: python benchmarks/startup.py [--rounds N] [--base FOLDER]

Every round runs each command once, so that all of them see the same load of the machine. Only
ratios of medians within one run of this script count; seconds of another machine do not.
Python may keep its compiled files, as it does unless told otherwise; a first round fills them in.
Measured is processor time (user and system) of the whole process, and wall time beside it.
With --base the commands of another install are run in the same rounds; FOLDER is the `bin` folder
of its environment.
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
BARE, HELLO = "python -c pass", "typer hello-world"
COLOUR = "advise, in colour"
COMMANDS: dict[str, tuple[str, ...]] = {
    "--version": ("boundary-advisor", "--version"),
    "--help": ("boundary-advisor", "--help"),
    "advise": ("advise", *QUESTION),
    COLOUR: ("advise", *QUESTION),
    "challenges": ("boundary-advisor", "challenges"),
}
AIMS = {"--version": (BARE, 1.5), "--help": (BARE, 6.0), "advise": (HELLO, 1.2)}
AIMS[COLOUR] = AIMS["advise"]


ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}


class Sample(NamedTuple):
    """What one run of a command took, in seconds."""

    cpu: float
    wall: float


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Start-up as ratios.")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--base", type=Path, help="bin folder of another install")
    arguments = parser.parse_args()
    commands = commands_of(arguments.base)
    runs: dict[str, list[Sample]] = {name: [] for name in commands}
    for warm_up in (True, *[False] * arguments.rounds):
        for name, command in commands.items():
            one = measure(command, colour=name.startswith(COLOUR))
            if not warm_up:
                runs[name].append(one)
    report(runs)
    return 0


def commands_of(base: Path | None) -> dict[str, tuple[str, ...]]:
    """Give the command lines to run, by their names: those of both installs where there are two."""
    commands: dict[str, tuple[str, ...]] = {
        BARE: (sys.executable, "-c", "pass"),
        HELLO: (sys.executable, str(Path(__file__).with_name("hello.py")), "hello"),
    }
    for name, (script, *more) in COMMANDS.items():
        commands[name] = (str(BIN / script), *more)
        if base:
            commands[f"{name} (base)"] = (str(base / script), *more)
    return commands


def measure(command: tuple[str, ...], *, colour: bool) -> Sample:
    """Run a command once, its output thrown away; in colour as a terminal would ask for it."""
    environment = ENVIRONMENT | {"FORCE_COLOR": "1" if colour else "0"}
    away = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    begun = time.perf_counter()
    process = os.posix_spawn(command[0], command, environment, file_actions=away)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - begun
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return Sample(usage.ru_utime + usage.ru_stime, wall)


def report(runs: dict[str, list[Sample]]) -> None:
    """Print a row for each command: medians, and ratios of medians to both yardsticks."""
    cpu = {name: statistics.median(run.cpu for run in taken) for name, taken in runs.items()}
    wall = {name: statistics.median(run.wall for run in taken) for name, taken in runs.items()}
    print(f"{'command':24} {'cpu ms':>7} {'wall ms':>8} {'x bare':>7} {'x hello':>8}  aim (cpu)")
    for name in runs:
        base, aim = AIMS.get(name, ("", 0.0))
        wanted = f"{cpu[name] / cpu[base]:.2f} of {aim} x {base}" if base else ""
        print(
            f"{name:24} {cpu[name] * 1e3:7.1f} {wall[name] * 1e3:8.1f} "
            f"{cpu[name] / cpu[BARE]:7.2f} {cpu[name] / cpu[HELLO]:8.2f}  {wanted}"
        )


if __name__ == "__main__":
    sys.exit(main())
