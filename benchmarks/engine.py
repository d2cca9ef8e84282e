"""The engine alone: situations a second, and whether cost grows in a straight line.

usage: python benchmarks/engine.py [--most N]

Two ways are measured. "Asked again" is one advisor that meets each situation many times, as a
programme of a city does. "From scratch" works every answer out anew, with nothing kept. The cost
of one situation is given as a ratio to that of the smallest large run, within this run.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import sys
import time
from typing import TYPE_CHECKING

from boundary_advisor import Advisor, Horizon, Situation, Threat, load_knowledge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from boundary_advisor import KnowledgeBase

SIZES = (1, 10, 100, 1_000, 10_000, 100_000, 1_000_000)
FIRST_LARGE = 1_000


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Situations a second.")
    parser.add_argument("--most", type=int, default=SIZES[-1])
    most = parser.parse_args().most
    kb = load_knowledge()
    everything = situations(kb)
    print("asked again")
    table(lambda count: again(Advisor(kb), take(everything, count)), most)
    print("from scratch")
    table(lambda count: scratch(kb, take(everything, count)), min(most, 100_000))
    return 0


def situations(kb: KnowledgeBase) -> list[Situation]:
    """Give every different situation, with and without each city size."""
    sizes = [None, *(size.id for size in kb.sizes)]
    return [
        Situation(challenge=challenge.id, threat=threat, horizon=horizon, city_size=size)
        for challenge, threat, horizon, size in itertools.product(
            kb.challenges, Threat, Horizon, sizes
        )
    ]


def take(everything: list[Situation], count: int) -> Iterable[Situation]:
    """Give so many situations, round and round."""
    return itertools.islice(itertools.cycle(everything), count)


def again(advisor: Advisor, asked: Iterable[Situation]) -> None:
    """Advise with one advisor, which keeps its answers."""
    for situation in asked:
        advisor.advise(situation)


def scratch(kb: KnowledgeBase, asked: Iterable[Situation]) -> None:
    """Advise with a new advisor for each situation, so that no answer is kept."""
    for situation in asked:
        Advisor(kb).advise(situation)


def table(work: Callable[[int], None], most: int) -> None:
    """Print a row for each size: time, rate, and the cost of one against the yardstick."""
    yardstick = 0.0
    print(f"{'situations':>11} {'seconds':>9} {'a second':>10} {'cost of one':>12}")
    for count in (size for size in SIZES if size <= most):
        best = min(timed(work, count) for _ in range(3))
        if count == FIRST_LARGE:
            yardstick = best / count
        ratio = f"{best / count / yardstick:11.2f}x" if yardstick else ""
        print(f"{count:11,} {best:9.4f} {count / best:10,.0f} {ratio:>12}")


def timed(work: Callable[[int], None], count: int) -> float:
    """Give the seconds of processor time that the work takes."""
    gc.collect()
    begun = time.process_time()
    work(count)
    return max(time.process_time() - begun, 1e-9)


if __name__ == "__main__":
    sys.exit(main())
