"""No network, no other program, and no file but those that are asked for, or were installed.

What is noted is what the interpreter is asked to do. What a library does by itself in C is not
seen by that, so the whole is also looked at after each run.
"""

from __future__ import annotations

import mimetypes
import os
import site
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import boundary_advisor
from tests.hardening.lines import LINES, TOWN
from tests.hardening.many import CHILD, run_many
from tests.support.models import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.hardening.many import Told

pytestmark = pytest.mark.long

INSTALLED = (
    *(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")),
    *site.getsitepackages(),
    sys.prefix,
    sys.base_prefix,
    str(Path(boundary_advisor.__file__).parents[1]),
    str(data_dir()),
    str(CHILD),
)
SYSTEM = ("/etc/localtime", "/usr/share/zoneinfo", "/dev/null", *map(str, mimetypes.knownfiles))
"""What the standard library looks up: time zones, and types of files for Excel."""
READS = {"open to read", "os.listdir", "os.scandir"}
LOOKS = {"os.putenv", "os.unsetenv", "os.walk", "glob.glob", "shutil.get_terminal_size"}
MAKES = {"os.mkdir", "os.rmdir", "shutil.rmtree", "tempfile.mkdtemp"}  # for a folder alone
WRITES = {"open to write", "os.link", "os.rename", "os.remove", "os.chmod", "os.chown"}


def watched(label: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give the command line for the screen, then for each format; with the file that it makes."""
    line = LINES[label]
    yield line.words, line.writes
    for form in line.formats:
        name = f"made{form.suffix}"
        yield line.to_file(name), name


@pytest.mark.parametrize("label", LINES)
def test_nothing_is_done_but_what_is_asked(
    label: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(folder / "home"))
    monkeypatch.setenv("TMPDIR", str(folder / "tmp"))
    before = _files(folder)
    lines = list(watched(label))
    reads = {folder / each for each in LINES[label].reads}
    told = run_many([words for words, _ in lines], folder, watch=True)
    for each, (_, makes) in zip(told, lines, strict=True):
        assert each.code == LINES[label].code
        assert each.events or label == "version"
        _check(each, folder, reads, makes)
    now = _files(folder)
    assert {each: now.get(each) for each in before} == before
    made = {folder / makes for _, makes in lines if makes}
    assert all(made & {each, *each.parents} for each in set(now) - set(before))
    assert all(each.exists() for each in made)


def _files(folder: Path) -> dict[Path, int]:
    """Give every file with the time of its last change."""
    return {each: each.stat().st_mtime_ns for each in folder.rglob("*") if each.is_file()}


def _check(told: Told, folder: Path, reads: set[Path], makes: str) -> None:
    target = folder / makes if makes else None
    events = {event for event, _ in told.events}
    assert events <= READS | LOOKS | WRITES | (MAKES if target and target.is_dir() else set())
    packs = {each for each in reads if each.is_dir()}
    for event, given in told.events:
        for each in given[: 2 if event in {"os.link", "os.rename"} else 1]:
            path = _path(each, folder)
            is_read = path in reads or path.parent in packs or _is_installed(path)
            is_read |= target is not None and path == target.parent  # to bring a name to the disk
            is_fine = event in LOOKS or (event in READS and is_read)
            assert is_fine or (target and _is_asked(path, target)), (event, given)


def _is_asked(path: Path, target: Path) -> bool:
    """Say whether a path is what is to be made, part of that, or a draft of it beside it."""
    if target in {path, *path.parents}:
        return True
    if target.parent not in path.parents:
        return False
    draft = path.relative_to(target.parent).parts[0]
    return draft.startswith(".pack-") or (draft.startswith(".") and draft.endswith(".part"))


def _path(name: str, folder: Path) -> Path:
    return Path(os.path.normpath(folder / name))


def _is_installed(path: Path) -> bool:
    return str(path).startswith((*INSTALLED, *SYSTEM))


@pytest.mark.parametrize(
    ("words", "makes"),
    [
        (("matrix", "--output", "examples/x.md"), "x.md"),
        (("matrix", "--output", "x.md"), ""),
        (("portfolio", TOWN), ""),
    ],
)
def test_what_is_not_asked_would_be_noticed(
    words: tuple[str, ...], makes: str, folder: Path
) -> None:
    (told,) = run_many([words], folder, watch=True)
    assert told.code == 0
    with pytest.raises(AssertionError):
        _check(told, folder, set(), makes)
