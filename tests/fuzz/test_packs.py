"""Knowledge packs in which one file was changed."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor import load_knowledge
from tests.fuzz.check import check
from tests.fuzz.effort import effort
from tests.fuzz.source import ROOT, Source, spoil_text, spoil_yaml, texts
from tests.support.packs import head_of, of_everything

if TYPE_CHECKING:
    from random import Random

pytestmark = pytest.mark.long

PACKS = ROOT / "examples" / "packs"
PROGRAMME = "examples/packs/school-streets-programme.yaml"
OVER = texts(PACKS / "north-network")
WHOLE = texts(PACKS / "school-streets")
EVERYTHING = {
    name: json.dumps(content)
    for name, content in {"pack.yaml": head_of("all"), **of_everything(load_knowledge())}.items()
}
SOURCES = {
    "overlay": (Source(OVER, spoil_yaml), ()),
    "overlay-text": (Source(OVER, spoil_text), ()),
    "everything": (Source(EVERYTHING, spoil_yaml), ()),
    "whole": (Source(WHOLE, spoil_yaml), ("--only",)),
    "whole-text": (Source(WHOLE, spoil_text), ("--only",)),
}
RANDOM = st.randoms(use_true_random=False)
COMMANDS = (
    ("advise", "-c", "2"),
    ("advise", "-c", "1", "-t", "high", "-z", "long", "--full"),
    ("report", "-c", "3", "-t", "low", "-z", "short", "-f", "html"),
    ("challenges", "1"),
    ("strategies", "-f", "json"),
    ("cases", "-f", "csv"),
    ("cases", "--size", "medium-city"),
    ("matrix", "-f", "svg"),
    ("portfolio", "town.yaml", "-f", "json"),
    ("roadmap", "town.yaml"),
    ("report", "town.yaml"),
    ("explore", "-o", "-"),
)


@pytest.mark.parametrize(("source", "more"), SOURCES.values(), ids=SOURCES)
@effort()
@given(random=RANDOM)
def test_a_changed_pack_is_checked(source: Source, more: tuple[str, ...], random: Random) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        source.write(folder / "pack", random)
        code = check(folder, ("knowledge", "check", "pack"))
        used = check(folder, ("challenges", "--knowledge", "pack", *more))
        assert {code, used} <= {0, 3}
        assert code == 3 or used == 0 or more  # a whole pack may have become a sound overlay


@pytest.mark.parametrize(("source", "more"), SOURCES.values(), ids=SOURCES)
@effort(0.1)
@given(random=RANDOM)
def test_every_command_takes_a_changed_pack(
    source: Source, more: tuple[str, ...], random: Random
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        source.write(folder / "pack", random)
        file = PROGRAMME if more else "examples/town.yaml"
        (folder / "town.yaml").write_bytes((ROOT / file).read_bytes())
        for each in random.sample(COMMANDS, 3):
            check(folder, (*each, "--knowledge", "pack", *more))
        check(folder, ("knowledge", "show", "pack"))
