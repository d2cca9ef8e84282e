"""Programme files: files a second from start to end, memory, and whether cost is a straight line.

usage: python benchmarks/programmes.py [--most N]

Each size runs in a process of its own, which starts Python, loads the knowledge, and reads, checks
and places that many files of eight situations, one by one. So start-up and validation are in it.
The cost of one file is given as a ratio to that of the smallest large run, within this run.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from boundary_advisor import Planner

SIZES = (1, 10, 100, 1_000, 10_000)
FIRST_LARGE = 1_000
SITUATION = """\
  - challenge: {challenge}
    initiative: Initiative {number}
    threat: {threat}
    horizon: {horizon}
    signs:
      way-blocked: {way}
      can-be-won: no
      resistance-lasts: not sure
      foundations: no
      goodwill-first: yes
    owner: Owner of {number}
    status: started
    review: 2027-03-31
    note: Written by the benchmark.
"""


def main() -> int:
    """Measure and print, or do the work of one process."""
    parser = argparse.ArgumentParser(description="Programme files a second.")
    parser.add_argument("--most", type=int, default=SIZES[-1])
    parser.add_argument("--read", type=Path, help="read the files of this folder and stop")
    parser.add_argument("--count", type=int, default=0)
    wanted = parser.parse_args()
    if wanted.read:
        return read(wanted.read, wanted.count)
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), wanted.most)
        table(Path(folder), wanted.most)
    return 0


def write(folder: Path, count: int) -> None:
    """Write so many programmes, no two alike."""
    challenges = [each.id for each in Planner().kb.challenges]
    for number in range(count):
        situations = "".join(
            SITUATION.format(
                challenge=challenge,
                number=f"{number}-{turn}",
                threat=("low", "high", "not sure")[(number + turn) % 3],
                horizon=("short", "long")[(number // 3 + turn) % 2],
                way=("yes", "no", "not sure")[(number // 6 + turn) % 3],
            )
            for turn, challenge in enumerate(challenges)
        )
        head = f"programme: Programme {number}\ncity_size: medium-city\nassessed: 2026-11-22\n"
        path = folder / f"{number}.yaml"
        path.write_text(f"{head}situations:\n{situations}", encoding="utf-8")


def read(folder: Path, count: int) -> int:
    """Read and place so many programmes; prints the memory at its most, in MB."""
    planner = Planner()
    for number in range(count):
        planner.place_situations(planner.read(folder / f"{number}.yaml"))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    return 0


def table(folder: Path, most: int) -> None:
    """Print a row for each size: time, rate, memory, and the cost of one against the yardstick."""
    yardstick = 0.0
    print(f"{'files':>7} {'seconds':>9} {'a second':>9} {'MB':>5} {'cost of one':>12}")
    for count in (size for size in SIZES if size <= most):
        seconds, memory = min(run(folder, count) for _ in range(3 if count <= FIRST_LARGE else 1))
        if count == FIRST_LARGE:
            yardstick = seconds / count
        ratio = f"{seconds / count / yardstick:11.2f}x" if yardstick else ""
        print(f"{count:7,} {seconds:9.3f} {count / seconds:9,.0f} {memory:5} {ratio:>12}")


def run(folder: Path, count: int) -> tuple[float, int]:
    """Run one process; gives the seconds of processor time it took, and its memory in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, __file__, "--read", str(folder), "--count", str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return seconds, int(done.stdout)


if __name__ == "__main__":
    sys.exit(main())
