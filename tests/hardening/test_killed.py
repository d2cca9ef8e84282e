"""A write that is cut short at any step leaves the old file or the new one, whole."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.hardening.lines import LINES
from tests.support.program import environment, module

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.long

STEPS = Path(__file__).with_name("steps.py")
ROUNDS = 10
SIGNALS = ("TERM", "INT", "HUP", "QUIT")
FAULTS = ("full", "broken", "refused", "quota")
NEW = (
    ("matrix", "matrix.md"),
    ("cases", "cases.xlsx"),
    ("report", "brief.docx"),
    ("explore", "grid.html"),
)
OVER = (("compare", "moved.svg"), ("portfolio", "town.csv"), ("matrix", "matrix.xlsx"))


def outcomes(folder: Path, words: tuple[str, ...], *fates: str) -> list[dict[str, Any]]:
    """Run a command with these fates for each of its writes, and give what each left."""
    order, told = folder / "order.json", folder / "told.json"
    order.write_text(json.dumps({"line": words, "fates": fates, "told": str(told)}), "utf-8")
    done = subprocess.run(
        [sys.executable, "-P", str(STEPS), str(order)],
        cwd=folder,
        env=environment(),
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    found: list[dict[str, Any]] = json.loads(told.read_text("utf-8"))
    assert {each["fate"] for each in found} == {*fates, "torn"}
    assert {each["is"] for each in found} == {"old", "new"}
    return found


def written() -> Iterator[Any]:
    """Give commands that write a new file, then those that replace one, packs and interviews."""
    for label, name in NEW:
        yield pytest.param(LINES[label].to_file(name), name, None, id=f"new {name}")
    for label, name in OVER:
        yield pytest.param((*LINES[label].to_file(name), "--force"), name, b"old", id=f"old {name}")
    assess = LINES["assess"]
    yield pytest.param(assess.words, assess.writes, None, id="new interview")
    yield pytest.param(
        assess.words, assess.writes, b"programme: Brookmere smart town\n", id="old interview"
    )


@pytest.mark.parametrize(("words", "name", "old"), tuple(written()))
def test_killed_at_any_step(
    words: tuple[str, ...], name: str, old: bytes | None, folder: Path
) -> None:
    """Killed outright it may leave a draft; torn, too, is a write that was killed in its midst."""
    if old:
        (folder / name).write_bytes(old)
    found = outcomes(folder, words, "KILL")
    assert len(found) > 100
    assert {each["code"] for each in found if each["fate"] == "KILL"} == {-9}
    assert max(each["drafts"] for each in found) == 1
    assert (folder / name).read_bytes() != old


@pytest.mark.parametrize(
    ("label", "name", "old"), [("matrix", "new.xlsx", None), ("matrix", "old.md", b"old")]
)
def test_ended_or_refused_at_any_step(
    label: str, name: str, old: bytes | None, folder: Path
) -> None:
    """Ended by a signal, or refused by the system, it leaves nothing else behind."""
    if old:
        (folder / name).write_bytes(old)
    found = outcomes(folder, (*LINES[label].to_file(name), "--force"), *SIGNALS, *FAULTS)
    for each in found:
        is_lost = each["fate"] == "torn" or (each["fate"] in FAULTS and each["at"] == "unlink")
        assert not each["drafts"] or is_lost, each
        assert each["code"] in {0, 1} or each["fate"] not in FAULTS, each
        assert each["code"] == 0 or each["is"] == "old" or each["fate"] in SIGNALS, each


def test_killed_at_any_time(folder: Path) -> None:
    """Killed from outside after any time, a real run leaves the one file or the other."""
    file = folder / "matrix.md"
    command = module(*LINES["matrix"].to_file(file.name), "--force")
    begun = time.monotonic()
    subprocess.run(command, cwd=folder, env=environment(), check=True, timeout=60)
    whole, took = file.read_bytes(), time.monotonic() - begun
    for number in range(ROUNDS):
        file.write_bytes(b"old")
        with subprocess.Popen(command, cwd=folder, env=environment()) as run:
            time.sleep(took * (0.6 + number / ROUNDS / 2))
            run.kill()
        assert file.read_bytes() in {b"old", whole}
