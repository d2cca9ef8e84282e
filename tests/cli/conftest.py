"""Runs of the program inside the test process, in a place that is the same everywhere."""

from __future__ import annotations

from importlib import import_module

import pytest

from tests.support.interviews import SHORT, after, answered, begun, interview

for name in ("knowledge.guide", "packs.loading"):  # before a test puts other data in the place
    import_module(f"boundary_advisor.{name}")


@pytest.fixture(autouse=True)
def _same_place(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")


@pytest.fixture(scope="session")
def whole() -> str:
    """Give the file of the short interview, as it is without a stop."""
    keys = iter(("medium-city", *SHORT[2:]))
    return after(begun(), answered(interview(begun()), lambda _: next(keys))[1])
