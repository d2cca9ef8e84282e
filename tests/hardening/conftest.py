"""Folders to write in."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import pytest

from boundary_advisor.cli.main import run
from tests.hardening.lines import prepare
from tests.support.program import PROGRAM, Ran

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.program import Cli

_IN_MEMORY = Path("/dev/shm")  # noqa: S108  # where there is one, as bringing files to a disk takes long


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give a folder that every command line can be run in, in memory where that can be."""
    made = mkdtemp(dir=_IN_MEMORY if os.access(_IN_MEMORY, os.W_OK) else None)
    yield prepare(Path(made).resolve())
    shutil.rmtree(made)


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run a command line in this process."""

    def call(*arguments: str, program: str = PROGRAM) -> Ran:
        capsys.readouterr()
        code = run(program, list(arguments))
        return Ran(code, *capsys.readouterr())

    return call
