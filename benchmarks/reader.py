"""Hostile files: the seconds and the memory that it takes to refuse each.

usage: python benchmarks/reader.py [--only WORD]

Each file is read in a process of its own, and its start is in the seconds. They are those of the
processor, so that other work on the machine counts little; those on the clock stand beside them.
The best of three counts, unless the first is good enough. Returns 1 if a file takes more than a
second or more than 200 MB.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.hostile.kinds import MOST_MB, kinds, measure

if TYPE_CHECKING:
    from tests.hostile.kinds import Kind, Measured

MOST_SECONDS = 1.0
TRIES = 3


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Seconds and MB for every hostile file.")
    parser.add_argument("--only", default="", help="only kinds whose name holds this")
    only = parser.parse_args().only
    chosen = [kind for kind in kinds() if only in f"{kind.reader}: {kind.name}"]
    print(f"{'seconds':>7} {'clock':>6} {'MB':>5} {'code':>4}  {'file':55} first problem")
    over = sum(not row(kind) for kind in chosen)
    print(f"{len(chosen)} files, {over} over {MOST_SECONDS:g} s or {MOST_MB} MB")
    return int(over > 0)


def row(kind: Kind) -> bool:
    """Print the row of a kind; gives whether it is within the bounds."""
    found = best(kind)
    good = found.busy <= MOST_SECONDS and found.mb <= MOST_MB
    label = f"{kind.reader}: {kind.name}"
    figures = f"{found.busy:7.2f} {found.clock:6.2f} {found.mb:5.0f} {found.code:4}"
    print(f"{figures}  {label:55} {found.first[:70]}{'' if good else '  <-- over'}")
    return good


def best(kind: Kind) -> Measured:
    """Read a file until it is quick enough, at most three times; gives the quickest."""
    runs: list[Measured] = []
    while len(runs) < TRIES and not (runs and runs[-1].busy <= MOST_SECONDS):
        with tempfile.TemporaryDirectory() as folder:
            runs.append(measure(kind, Path(folder)))
    return min(runs, key=lambda run: run.busy)


if __name__ == "__main__":
    sys.exit(main())
