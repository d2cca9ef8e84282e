"""Marks for a part of what a test is tried with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _pytest.mark import ParameterSet


def quick_and_long(values: Iterable[object], step: int) -> list[ParameterSet]:
    """Give every value for a test; all but the first and each step-th after it are long."""
    return [
        pytest.param(value, marks=pytest.mark.long if number % step else ())
        for number, value in enumerate(values)
    ]
