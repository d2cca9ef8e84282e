"""An invented field, small and whole, to test against."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from boundary_advisor import load_knowledge

if TYPE_CHECKING:
    from boundary_advisor import KnowledgeBase

ORCHARD = Path(__file__).parent.parent / "fixtures" / "orchard"


@pytest.fixture(scope="session")
def orchard() -> KnowledgeBase:
    return load_knowledge(ORCHARD)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a copy of its folder, to change."""
    return shutil.copytree(ORCHARD, tmp_path / "copy")
