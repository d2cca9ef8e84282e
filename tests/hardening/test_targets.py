"""Targets that are no plain file, for answers of every sort and for the interview."""

from __future__ import annotations

import os
import signal
import socket
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from boundary_advisor.cli.writing import write_file
from tests.hardening.lines import LINES
from tests.support.program import module, process

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.program import Cli, Ran

pytestmark = pytest.mark.usefixtures("in_folder")

ANSWERS = {"matrix": "x.md", "cases": "x.xlsx", "report": "x.docx", "explore": "x.html"}
LABELS = (*ANSWERS, "assess")
CITY = "programme: Brookmere smart town\n"


def write(cli: Cli, label: str, name: str, *, force: bool = True) -> Ran:
    line = LINES[label]
    if line.writes:
        return cli(*line.words[:1], name, *line.words[2:])
    return cli(*line.to_file(name), *(["--force"] if force else []))


def is_made(label: str, file: Path) -> bool:
    """Say whether a file holds what its command writes, from the beginning to the end."""
    raw = file.read_bytes()
    if label in {"cases", "report"}:
        return raw.startswith(b"PK\x03\x04") and b"PK\x05\x06" in raw[-64:]
    begin = {"matrix": b"# ", "explore": b"<!doctype html>", "assess": b"programme: "}[label]
    return begin in raw.lower() and raw.endswith(b"\n")


def here() -> dict[str, bytes]:
    return {
        each.name: each.read_bytes() if each.is_file() else b""
        for each in Path().iterdir()
        if each.name != "examples"
    }


@pytest.mark.parametrize("label", LABELS)
def test_a_link_stays_and_what_it_leads_to_is_written(cli: Cli, label: str) -> None:
    name = ANSWERS.get(label, "x.yaml")
    Path("place").mkdir()
    target = Path("place/target")
    target.write_text(CITY, "utf-8")
    Path("middle").symlink_to("place/target")
    Path(name).symlink_to(Path("middle").absolute())
    done = write(cli, label, name)
    assert (done.code, done.err) == (0, "")
    assert Path(name).is_symlink()
    assert Path("middle").is_symlink()
    assert is_made(label, target)
    assert [each.name for each in Path("place").iterdir()] == ["target"]


@pytest.mark.parametrize("label", LABELS)
def test_a_link_to_nothing_makes_what_it_names(cli: Cli, label: str) -> None:
    name = ANSWERS.get(label, "x.yaml")
    Path(name).symlink_to("target")
    done = write(cli, label, name, force=False)
    assert (done.code, done.err) == (0, "")
    assert Path(name).is_symlink()
    assert is_made(label, Path("target"))


def _loop(name: str) -> None:
    Path(name).symlink_to("other")
    Path("other").symlink_to(name)


def _nowhere(name: str) -> None:
    Path(name).symlink_to("gone/target")


def _bind(name: str) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(name)


def _device(name: str) -> None:
    Path(name).symlink_to("/dev/full")


ODD: dict[str, Callable[[str], None]] = {
    "loop": _loop,
    "link to no folder": _nowhere,
    "folder": os.mkdir,
    "pipe": os.mkfifo,
    "socket": _bind,
    "device": _device,
}


@pytest.mark.long
@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("kind", ODD)
def test_what_is_no_file_is_told_and_left(cli: Cli, label: str, kind: str) -> None:
    name = ANSWERS.get(label, "x.yaml")
    ODD[kind](name)
    before = here(), os.lstat(name)[:3]
    done = write(cli, label, name)
    assert done.out == ""
    assert done.code in ({1, 3} if label == "assess" else {1})
    assert name in done.err
    assert (here(), os.lstat(name)[:3]) == before


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_standard_output_by_another_name_is_no_file(name: str) -> None:
    if not Path(name).exists():
        pytest.skip(f"there is no {name} here")
    done = process(module("matrix", "--format", "json", "--output", name, "--force"))
    told = f"'{name}' is not a file\nGive the name of a file, or - for standard output.\n"
    assert done == (1, "", f"boundary-advisor: {told}")


@pytest.mark.parametrize("label", LABELS)
def test_a_file_keeps_its_owner_its_group_and_its_mode(cli: Cli, label: str) -> None:
    file = Path(ANSWERS.get(label, "x.yaml"))
    file.write_text(CITY, "utf-8")
    if os.geteuid() == 0:
        os.chown(file, 12345, 23456)
    file.chmod(0o640)
    before = file.stat()
    done = write(cli, label, str(file))
    assert (done.code, done.err) == (0, "")
    after = file.stat()
    assert (after.st_uid, after.st_gid, after.st_mode) == (
        before.st_uid,
        before.st_gid,
        before.st_mode,
    )
    assert after.st_ino != before.st_ino


def test_a_draft_is_never_open_to_more_people_than_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = Path("x.md")
    file.write_text("mine", "utf-8")
    file.chmod(0o600)
    modes: list[int] = []
    opened = os.open

    def watched(path: str | Path, flags: int, mode: int = 0o777) -> int:
        number = opened(path, flags, mode)
        modes.append(stat.S_IMODE(os.fstat(number).st_mode))
        return number

    monkeypatch.setattr(os, "open", watched)
    write_file("x.md", "text", force=True)
    assert modes[0] == 0o600


def test_a_program_that_may_not_give_a_file_away_writes_it_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    file = Path("x.md")
    file.write_text("mine", "utf-8")
    monkeypatch.setattr(os, "fchown", refuse)
    monkeypatch.delattr(os, "fchmod")
    write_file("x.md", "text", force=True)
    assert file.read_text("utf-8") == "text"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_other_names_of_a_file_keep_what_it_held() -> None:
    Path("x.md").write_text("mine", "utf-8")
    Path("y.md").hardlink_to("x.md")
    write_file("x.md", "text", force=True)
    assert here() == {"x.md": b"text", "y.md": b"mine"}


def test_a_system_that_cannot_hold_signals_back_writes_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(signal, "pthread_sigmask")
    write_file("x.md", "text", force=False)
    assert here() == {"x.md": b"text"}


def test_a_folder_that_cannot_be_brought_to_the_disk_is_no_failure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sync = os.fsync

    def files_only(number: int) -> None:
        if stat.S_ISDIR(os.fstat(number).st_mode):
            raise OSError
        sync(number)

    monkeypatch.setattr(os, "fsync", files_only)
    write_file("x.md", "text", force=False)
    assert here() == {"x.md": b"text"}
