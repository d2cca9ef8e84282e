"""What all tests share: the option to rewrite golden files, and a lighter collector."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files anew; read every change before you keep it",
    )


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what stays to the end; tests then take a sixth less."""
    gc.collect()
    gc.freeze()
