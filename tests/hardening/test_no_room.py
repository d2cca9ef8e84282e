"""No room, or no right to write: what was there stays, nothing else is left, and it is told."""

from __future__ import annotations

import resource
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.hardening.lines import LINES
from tests.hardening.without import make_read_only, mounted, no_privilege, unchangeable
from tests.support.program import module, process

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.program import Ran

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("in_folder")]

OLD = b"what was there before\n"
ROOM = 24_000  # bytes: each of these files is larger
WRITES = (("report", "brief.docx"), ("report-programme", "brief.html"), ("explore", "grid.html"))
NO_PLACE = (*WRITES, ("assess", "begun.yaml"))


def run(label: str, file: Path | str, before: Callable[[], None] | None = None) -> Ran:
    """Write a file by a process of its own."""
    line = LINES[label]
    words = (*line.to_file(str(file)), "--force")
    if line.writes:
        words = (*line.words[:1], str(file), *line.words[2:])
    return process(module(*words), before=before)


def is_told(done: Ran, reason: str) -> None:
    assert (done.code, done.out) == (1, "")
    assert reason in done.err
    assert done.err.startswith("boundary-advisor: ")
    assert len(done.err.splitlines()) == 2


def limit(most: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


@pytest.mark.parametrize(("label", "name"), WRITES)
@pytest.mark.parametrize("most", [0, ROOM])
def test_a_limit_on_the_size_of_files(label: str, name: str, most: int, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(OLD)
    is_told(run(label, file, partial(limit, most)), f"cannot write '{file}': File too large")
    assert file.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [file]


def test_a_limit_on_the_interview(tmp_path: Path) -> None:
    file = tmp_path / "begun.yaml"
    is_told(run("assess", file, partial(limit, 100)), f"cannot write '{file}': File too large")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("label", "name"), WRITES)
def test_a_disk_that_is_full(label: str, name: str, tmp_path: Path) -> None:
    with mounted(tmp_path, "-o", f"size={ROOM}"):
        file = tmp_path / name
        file.write_bytes(OLD)
        is_told(run(label, file), f"cannot write '{file}': No space left on device")
        assert file.read_bytes() == OLD
        assert list(tmp_path.iterdir()) == [file]


def test_a_disk_that_is_full_for_the_interview(tmp_path: Path) -> None:
    with mounted(tmp_path, "-o", "size=4096"):
        (tmp_path / "other").write_bytes(b"x" * 4096)
        file = tmp_path / "begun.yaml"
        is_told(run("assess", file), f"cannot write '{file}': No space left on device")
        assert [each.name for each in tmp_path.iterdir()] == ["other"]


@pytest.mark.parametrize(("label", "name"), NO_PLACE)
def test_a_folder_that_may_only_be_read(label: str, name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    tmp_path.chmod(0o555)
    reason = f"'{file}' cannot be begun" if LINES[label].writes else "Permission denied"
    is_told(run(label, file, no_privilege), reason)
    assert list(tmp_path.iterdir()) == []
    tmp_path.chmod(0o755)


def test_an_interview_in_a_folder_that_may_only_be_read(tmp_path: Path) -> None:
    file = tmp_path / "begun.yaml"
    file.write_text("programme: Brookmere smart town\n", "utf-8")
    tmp_path.chmod(0o555)
    done = run("assess", file, no_privilege)
    is_told(done, f"cannot write '{file}': Permission denied")
    assert file.read_text("utf-8") == "programme: Brookmere smart town\n"
    tmp_path.chmod(0o755)


@pytest.mark.parametrize(("label", "name"), NO_PLACE)
def test_a_file_system_that_is_only_read(label: str, name: str, tmp_path: Path) -> None:
    with mounted(tmp_path):
        make_read_only(tmp_path)
        file = tmp_path / name
        reason = f"'{file}' cannot be begun" if LINES[label].writes else "Read-only file system"
        is_told(run(label, file), reason)
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("label", "name"), WRITES)
def test_a_file_that_nobody_may_change(label: str, name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(OLD)
    with unchangeable(file):
        is_told(run(label, file), f"cannot write '{file}': Operation not permitted")
        assert file.read_bytes() == OLD
        assert list(tmp_path.iterdir()) == [file]


def test_a_folder_that_nobody_may_change(tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    with unchangeable(place):
        is_told(run("matrix", place / "matrix.xlsx"), "Operation not permitted")
        assert list(place.iterdir()) == []
