"""Each hostile file is refused with words of its own, in bounded memory. For time: a benchmark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hostile.kinds import MOST_MB, Kind, kinds, measure
from tests.support.models import HIDDEN

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.long

READ = {("table", "quoted cells")}
"""What is odd and no fault."""


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: f"{kind.reader}: {kind.name}")
def test_a_hostile_file_is_refused_in_bounded_memory(kind: Kind, tmp_path: Path) -> None:
    found = measure(kind, tmp_path)
    assert found.code == (0 if (kind.reader, kind.name) in READ else 3)
    assert bool(found.first) == bool(found.code)
    assert not HIDDEN.search(found.first)
    assert found.problems <= 50
    assert found.mb <= MOST_MB
