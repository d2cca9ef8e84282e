"""Folders of knowledge in which one file was changed."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor import KnowledgeError, load_guide, load_knowledge
from tests.fuzz.check import check
from tests.fuzz.effort import effort
from tests.fuzz.source import ROOT, Source, spoil_text, spoil_yaml, texts
from tests.support.knowledge import ORCHARD
from tests.support.models import data_dir

if TYPE_CHECKING:
    from random import Random

pytestmark = pytest.mark.long

SMALL = {"orchard": Source(texts(ORCHARD), spoil_yaml), "text": Source(texts(ORCHARD), spoil_text)}
OWN = Source(texts(data_dir()), spoil_yaml)
COMMANDS = (
    ("advise", "-c", "1"),
    ("advise", "-c", "2", "-t", "high", "-z", "long", "--full"),
    ("report", "-c", "3", "-t", "low", "-z", "short"),
    ("challenges", "1"),
    ("strategies",),
    ("strategies", "-f", "json"),
    ("cases",),
    ("cases", "-f", "csv"),
    ("matrix",),
    ("matrix", "-f", "html"),
    ("portfolio", "town.yaml"),
    ("roadmap", "town.yaml"),
)
RANDOM = st.randoms(use_true_random=False)


@pytest.mark.parametrize("source", SMALL.values(), ids=SMALL)
@effort()
@given(random=RANDOM)
def test_changed_knowledge_is_read_or_refused(source: Source, random: Random) -> None:
    with TemporaryDirectory() as folder, suppress(KnowledgeError):
        source.write(Path(folder), random)
        load_guide(load_knowledge(Path(folder)), Path(folder))


@effort(0.1)
@given(random=RANDOM)
def test_every_command_takes_changed_knowledge(random: Random) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        OWN.write(folder, random)
        (folder / "town.yaml").write_bytes((ROOT / "examples" / "town.yaml").read_bytes())
        with (
            patch("boundary_advisor.knowledge.load.data_dir", lambda: folder),
            patch("boundary_advisor.knowledge.guide.data_dir", lambda: folder),
        ):
            for each in random.sample(COMMANDS, 2):
                check(folder, each)
