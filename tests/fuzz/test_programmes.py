"""Programme files that were changed, in YAML and as tables."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor import ProgrammeError
from tests.fuzz.check import check
from tests.fuzz.effort import effort
from tests.fuzz.source import ROOT, Source, spoil_text, spoil_yaml, texts
from tests.fuzz.table import spoil_csv
from tests.support.programmes import city_planner

if TYPE_CHECKING:
    from random import Random

pytestmark = pytest.mark.long

YAML = texts(ROOT / "examples")
TABLES = texts(ROOT / "examples", ".csv")
SOURCES = {
    "yaml": Source(YAML, spoil_yaml),
    "yaml-text": Source(YAML, spoil_text),
    "csv": Source(TABLES, spoil_csv),
    "csv-text": Source(TABLES, spoil_text),
}
COMMANDS = (
    ("portfolio", "{}"),
    ("portfolio", "{}", "--full"),
    ("portfolio", "{}", "-f", "csv"),
    ("portfolio", "{}", "-f", "svg"),
    ("portfolio", "{}", "-f", "html"),
    ("portfolio", "{}", "-o", "a.xlsx"),
    ("roadmap", "{}", "--full"),
    ("roadmap", "{}", "-f", "mermaid"),
    ("roadmap", "{}", "-f", "json"),
    ("report", "{}"),
    ("report", "{}", "-o", "a.docx"),
    ("compare", "{}", "{}"),
    ("compare", "sound.yaml", "{}", "--full"),
    ("compare", "{}", "sound.yaml", "-f", "markdown"),
    ("compare", "{}", "sound.yaml", "-f", "svg"),
    ("assess", "{}", "--no-input", "--force"),
    ("assess", "new.yaml", "--answers", "{}", "--no-input"),
    ("assess", "sound.yaml", "--answers", "{}", "--no-input", "--force"),
)
RANDOM = st.randoms(use_true_random=False)


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
@effort()
@given(random=RANDOM)
def test_a_changed_programme_is_read_and_placed_or_refused(source: Source, random: Random) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / source.write(Path(folder), random)
        planner = city_planner()
        with suppress(ProgrammeError):
            planner.place_situations(planner.read(path))


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
@effort(0.1)
@given(random=RANDOM)
def test_every_command_takes_a_changed_programme(source: Source, random: Random) -> None:
    with TemporaryDirectory() as folder:
        name = source.write(Path(folder), random)
        (Path(folder) / "sound.yaml").write_text(YAML["town.yaml"], "utf-8")
        for each in random.sample(COMMANDS, 2):
            check(Path(folder), [part.replace("{}", name) for part in each])
