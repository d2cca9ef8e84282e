"""Every kind of hostile file, where it is put, and how it is read and measured."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.hostile.texts import CSV, KNOWLEDGE, REPEATED, YAML, filled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
ORCHARD = ROOT / "tests" / "fixtures" / "orchard"
CASES = "case_examples.yaml"
MOST_MB = 200
PATIENCE = 60
"""Seconds after which a reader is taken to hang."""


class Kind(NamedTuple):
    """A hostile file.

    Attributes:
        name: What it is full of.
        reader: What reads it: `programme`, `table` or `knowledge`.
        make: Makes it at a path.
    """

    name: str
    reader: str
    make: Callable[[Path], object]


class Measured(NamedTuple):
    """What reading a file took, from the start of the process to its end.

    Attributes:
        code: The exit code of the error; 0 where the file was read.
        problems: How many problems were told.
        first: The first of them.
        mb: Memory at its most.
        busy: Processor time in seconds.
        clock: Seconds on the clock, which other work on the machine makes longer.
    """

    code: int
    problems: int
    first: str
    mb: float
    busy: float
    clock: float


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


def _loop(path: Path) -> None:
    path.symlink_to(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


_SPECIAL: dict[str, Callable[[Path], object]] = {
    "a sparse file of a terabyte": _sparse,
    "a folder": Path.mkdir,
    "a pipe": os.mkfifo,
    "a device": _device,
    "a link to itself": _loop,
    "no file": lambda _: None,
    "an empty file": Path.touch,
}
_READERS = {"programme": YAML, "table": CSV, "knowledge": YAML | KNOWLEDGE}


def kinds() -> Iterator[Kind]:
    """Give every kind of file, for each reader."""
    for reader, own in _READERS.items():
        for name, piece in REPEATED.items():
            yield Kind(name, reader, _writes(lambda piece=piece: filled(piece)))  # type: ignore[misc]
        for name, content in own.items():
            yield Kind(name, reader, _writes(content))
        for name, make in _SPECIAL.items():
            yield Kind(name, reader, make)


def _writes(content: Callable[[], bytes]) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content())


def measure(kind: Kind, folder: Path) -> Measured:
    """Make a file in an empty folder, and read it in a process of its own.

    Raises:
        subprocess.TimeoutExpired: The reader hangs.
        subprocess.CalledProcessError: The reader broke.
    """
    arguments = _placed(kind, folder)
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.read", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    return Measured(**json.loads(done.stdout), clock=time.perf_counter() - begun)


def _placed(kind: Kind, folder: Path) -> list[str]:
    if kind.reader == "knowledge":
        shutil.copytree(ORCHARD, folder, dirs_exist_ok=True)
        path = folder / CASES
        path.unlink()
        kind.make(path)
        return [str(path), str(folder)]
    path = folder / ("city.csv" if kind.reader == "table" else "city.yaml")
    kind.make(path)
    return [str(path)]
