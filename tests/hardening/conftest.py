"""Folders to write in."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import pytest

from tests.hardening.lines import prepare

if TYPE_CHECKING:
    from collections.abc import Iterator

_IN_MEMORY = Path("/dev/shm")  # noqa: S108  # where there is one, as bringing files to a disk takes long


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give a folder that every command line can be run in, in memory where that can be."""
    made = mkdtemp(dir=_IN_MEMORY if os.access(_IN_MEMORY, os.W_OK) else None)
    yield prepare(Path(made).resolve())
    shutil.rmtree(made)


@pytest.fixture
def in_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in such a folder."""
    monkeypatch.chdir(folder)
