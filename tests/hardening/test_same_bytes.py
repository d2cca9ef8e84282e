"""The same question gives the same bytes: whatever the seed, the locale, the zone or the folder."""

from __future__ import annotations

import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.hardening.lines import LINES, clean, files, prepare
from tests.hardening.many import run_many

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.hardening.many import Told

pytestmark = pytest.mark.long

NAMES = dict(files())
OFFICE = tuple(name for name in NAMES if name.endswith((".docx", ".xlsx")))
TEXTS = tuple(name for name in NAMES if name not in OFFICE)
NAMELESS = tuple(name for name in TEXTS if not name.startswith("knowledge-check"))
"""What tells no name of a file as it was given."""
WRITTEN = tuple(line.writes for line in LINES.values() if Path(line.writes).suffix)
"""A new pack is left out: it tells the day on which it was begun."""
SCREEN = tuple(line.words for line in LINES.values())
COARSEST = 2.5  # seconds; zip packages tell the time in steps of two


class Place(NamedTuple):
    """Where and when it is run: a folder, and variables."""

    folder: str
    variables: dict[str, str]


def _locales() -> Iterator[str]:
    """Give some of the locales that are installed, those that differ most in kind."""
    try:
        told = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False)  # noqa: S607
    except FileNotFoundError:
        return
    known = told.stdout.split()
    for kind in ("tr_TR", "de_DE", "ar_", "ja_JP"):
        yield from [each for each in known if each.startswith(kind)][:1]


UTF_8 = {"PYTHONIOENCODING": "utf-8"}
UTC = Place("same", {"PYTHONHASHSEED": "0", "TZ": "UTC"})
POOR = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
EAST = Place(
    "an other/f\u00f6lder \u6570", {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", **POOR}
)
WEST = {"PYTHONHASHSEED": "4294967295", "TZ": "America/Los_Angeles"}
LOCALES = tuple(Place(each, {"LC_ALL": each, "LANGUAGE": each[:2]}) for each in _locales())


def made(
    root: Path, place: Place, names: tuple[str, ...] = tuple(NAMES)
) -> tuple[dict[str, str], list[Told]]:
    """Write these files, then run every command for the screen; gives digests, and what it said."""
    folder = root / place.folder
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "examples").exists():
        prepare(folder)
    lines = [(*NAMES[name], "--force") for name in names]
    told = run_many((*lines, *SCREEN), folder, variables={**UTF_8, **place.variables})
    assert {each[:3] for each in told[: len(lines)]} == {(0, "", "")}
    digests = {}
    for name in (*names, *WRITTEN):
        digests[name] = sha256((folder / name).read_bytes()).hexdigest()
        (folder / name).unlink()
    clean(folder)
    return digests, told[len(lines) :]


def from_elsewhere(root: Path) -> dict[str, str]:
    """Write the texts with all files named from the root, while standing in another folder."""
    here, there = prepare(root / "here"), root / "there"
    there.mkdir()
    lines = [_rooted(here, NAMES[name]) for name in NAMELESS]
    assert {each[:3] for each in run_many(lines, there, variables=WEST)} == {(0, "", "")}
    assert not list(there.iterdir())
    return {name: sha256((here / name).read_bytes()).hexdigest() for name in NAMELESS}


def test_every_file_and_every_screen_is_the_same_everywhere(tmp_path: Path) -> None:
    begun = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda place: made(tmp_path, place), (UTC, EAST))
        assert len(first[0]) == len(NAMES) + len(WRITTEN)
        assert second == first
        elsewhere = pool.submit(from_elsewhere, tmp_path)
        time.sleep(max(0.0, begun + COARSEST - time.monotonic()))
        again, said = made(tmp_path, UTC, OFFICE[::3])
        assert again == {name: first[0][name] for name in again}
        assert said == first[1]
        assert elsewhere.result() == {name: first[0][name] for name in NAMELESS}
        for digests, _ in pool.map(lambda place: made(tmp_path, place, TEXTS), LOCALES):
            assert digests == {name: first[0][name] for name in digests}


def _rooted(folder: Path, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        str(folder / word) if word.startswith("examples/") or word in NAMES else word
        for word in words
    )
