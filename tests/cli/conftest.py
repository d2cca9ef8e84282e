"""Runs of the program inside the test process, in a place that is the same everywhere."""

from __future__ import annotations

import gc
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from boundary_advisor.cli.main import run
from tests.support.program import PROGRAM, Ran

if TYPE_CHECKING:
    from tests.support.program import Cli

for name in ("knowledge.guide", "packs.loading"):  # before a test puts other data in the place
    import_module(f"boundary_advisor.{name}")
gc.enable()  # one run of the program does without; a long test session does not


@pytest.fixture(autouse=True)
def _same_place(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    def call(*arguments: str, program: str = PROGRAM) -> Ran:
        capsys.readouterr()
        code = run(program, list(arguments))
        return Ran(code, *capsys.readouterr())

    return call
