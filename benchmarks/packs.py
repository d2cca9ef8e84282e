"""Knowledge packs: what they add to a whole `advise`, as ratios to one without any.

usage: python benchmarks/packs.py [--rounds N]

Every round runs each command once; what counts is the ratio of medians within one run of this
script. Measured is processor time (user and system) of the whole process, and wall time beside
it. The packs are written for the purpose.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from boundary_advisor import load_knowledge

CASES = 1_000
CITIES = 200
AIM = 2.0
BASE = "no pack"
MANY = f"{CASES:,} cases"
ADVISE = (
    str(Path(sys.executable).parent / "advise"),
    *("--challenge", "data", "--threat", "high", "--horizon", "long"),
)
HEAD = """\
name: {name}
version: "1.0"
author: The benchmark
date: 2026-11-22
licence: MIT
places: [{{name: Visit, where: Nowhere}}]
"""
CASE = """\
    - id: case-{number}
      cities: [town-{town}]
      summary: The town tried number {number} of the many things it could try, and told the others.
      tactics: [{tactic}]
      challenges: [{challenge}]
      source: Visit
"""


class Run(NamedTuple):
    """One run of a command, in seconds."""

    cpu: float
    wall: float


def main() -> int:
    """Measure and print; 1 where the aim is missed."""
    parser = argparse.ArgumentParser(description="Knowledge packs as ratios.")
    parser.add_argument("--rounds", type=int, default=25)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        commands = {BASE: ADVISE, **made_packs(Path(folder))}
        runs: dict[str, list[Run]] = {name: [] for name in commands}
        for warm_up in (True, *[False] * rounds):
            for name, command in commands.items():
                done = run(command)
                if not warm_up:
                    runs[name].append(done)
    return table(runs)


def made_packs(folder: Path) -> dict[str, tuple[str, ...]]:
    """Write the packs; give the commands that use them."""
    packs = {"10 cases": folder / "small", MANY: folder / "large"}
    write(packs["10 cases"], 10)
    write(packs[MANY], CASES)
    return {name: (*ADVISE, "--knowledge", str(pack)) for name, pack in packs.items()}


def write(folder: Path, count: int) -> None:
    """Write a pack of so many cases, spread over all tactics."""
    tactics = [each for strategy in load_knowledge().strategies for each in strategy.tactics]
    serving = [each for each in tactics if each.serves]
    folder.mkdir()
    (folder / "pack.yaml").write_text(HEAD.format(name=folder.name), "utf-8")
    towns = "".join(
        f"    - {{id: town-{town}, name: Town {town}, size: medium-city, source: Visit}}\n"
        for town in range(CITIES)
    )
    cases = "".join(
        CASE.format(
            number=number,
            town=number % CITIES,
            tactic=(tactic := serving[number % len(serving)]).id,
            challenge=tactic.serves[0].challenge,
        )
        for number in range(count)
    )
    text = f"add:\n  cities:\n{towns}  cases:\n{cases}"
    (folder / "case_examples.yaml").write_text(text, "utf-8")


def run(command: tuple[str, ...]) -> Run:
    """Run a command, and measure it alone."""
    started = time.perf_counter()
    nowhere = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(command[0], command, os.environ, file_actions=nowhere)
    _, status, used = os.wait4(child, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed")
    return Run(used.ru_utime + used.ru_stime, time.perf_counter() - started)


def table(runs: dict[str, list[Run]]) -> int:
    """Print medians and ratios; 1 where the aim is missed."""
    cpu = {name: statistics.median(run.cpu for run in done) for name, done in runs.items()}
    wall = {name: statistics.median(run.wall for run in done) for name, done in runs.items()}
    sys.stdout.write(f"{'':26}{'cpu ms':>8}{'ratio':>7}{'wall ms':>9}{'ratio':>7}\n")
    for name in runs:
        own, whole = cpu[name] * 1000, wall[name] * 1000
        ratios = cpu[name] / cpu[BASE], wall[name] / wall[BASE]
        sys.stdout.write(f"{name:26}{own:8.0f}{ratios[0]:7.2f}{whole:9.0f}{ratios[1]:7.2f}\n")
    reached = cpu[MANY] / cpu[BASE] < AIM
    sys.stdout.write(f"aim: under {AIM} x for {MANY}: {'reached' if reached else 'missed'}\n")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
