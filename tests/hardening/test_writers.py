"""Several writers at one file: it is always whole, and without leave the first one wins."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.hardening.lines import LINES, prepare
from tests.support.program import environment, module

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.long

WRITER = Path(__file__).with_name("writer.py")
SIZES = {"a": 3_000_000, "b": 200_000, "c": 7}
WHOLE = {letter * size for letter, size in SIZES.items()}
ROUNDS = 8


def writers(stack: ExitStack, file: Path, force: str) -> list[subprocess.Popen[str]]:
    """Start a writer of each size, and let them go at once."""
    started = [
        stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-P", str(WRITER), str(file), letter, str(size), force],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                env=environment(),
            )
        )
        for letter, size in SIZES.items()
    ]
    for each in started:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in started:
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()
    return started


def watched(file: Path, seconds: float) -> Iterator[str]:
    """Read a file again and again."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield file.read_text("utf-8")


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_reader_never_sees_a_part_and_a_kill_leaves_none(number: int, tmp_path: Path) -> None:
    file = tmp_path / "file.txt"
    file.write_text("c" * SIZES["c"], "utf-8")
    with ExitStack() as stack:
        started = writers(stack, file, "force")
        seen = set(watched(file, 0.1 + number / 97))
        for each in started:
            each.kill()
    assert seen <= WHOLE
    assert file.read_text("utf-8") in WHOLE
    left = [each for each in tmp_path.iterdir() if each != file]
    assert len(left) <= len(started)
    assert {each.suffix for each in left} <= {".part"}


@pytest.mark.parametrize("_number", range(ROUNDS))
def test_without_leave_one_writer_wins_and_the_others_are_told(
    _number: int, tmp_path: Path
) -> None:
    file = tmp_path / "file.txt"
    with ExitStack() as stack:
        started = writers(stack, file, "")
        told = {each.communicate(timeout=60)[1] for each in started}
    assert sorted(each.returncode for each in started) == [0, 1, 1]
    assert told == {"", f"'{file}' is there already\n"}
    assert file.read_text("utf-8") in WHOLE
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("label", ["assess", "matrix"])
def test_two_runs_at_once_leave_one_whole_file(label: str, folder: Path, tmp_path: Path) -> None:
    """Each may complain that the other has changed the file; neither may spoil it."""
    line = LINES[label]
    name = line.writes or "matrix.xlsx"
    words = line.words if line.writes else (*line.to_file(name), "--force")
    alone = prepare(tmp_path)
    subprocess.run(
        module(*words), cwd=alone, env=environment(), check=True, stdout=subprocess.DEVNULL
    )
    for _ in range(2):
        with ExitStack() as stack:
            runs = [
                stack.enter_context(
                    subprocess.Popen(
                        module(*words),
                        cwd=folder,
                        env=environment(),
                        stdout=subprocess.DEVNULL,
                        stderr=subprocess.PIPE,
                    )
                )
                for _ in range(2)
            ]
            told = [each.communicate(timeout=60)[1] for each in runs]
        assert 0 in {each.returncode for each in runs}
        assert b"Traceback" not in b"".join(told)
        assert (folder / name).read_bytes() == (alone / name).read_bytes()
        assert not list(folder.glob(".*"))
        (folder / name).unlink()
