"""Command lines of all sorts, on sound files."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.check import check
from tests.fuzz.effort import effort
from tests.fuzz.lines import FILES, command_line
from tests.fuzz.source import ROOT

if TYPE_CHECKING:
    from random import Random

pytestmark = pytest.mark.long


@effort()
@given(random=st.randoms(use_true_random=False))
def test_any_command_line_is_answered_or_refused(random: Random) -> None:
    with TemporaryDirectory() as folder:
        for name in FILES:
            (Path(folder) / name).write_bytes((ROOT / "examples" / name).read_bytes())
        for pack in (ROOT / "examples" / "packs").glob("*/"):
            copytree(pack, Path(folder) / pack.name)
        program, arguments = command_line(random)
        check(Path(folder), arguments, program)
