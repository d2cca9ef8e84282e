"""The order of an answer does not hang on how this run of the interpreter hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = """
from tests.support.knowledge import all_answers
from tests.support.golden import written
print(*map(written, all_answers()))
"""


def _told(seed: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    return done.stdout


@pytest.mark.long
def test_two_hash_seeds_give_the_same_answers() -> None:
    first = _told("1")
    assert first.count(b"\nTRACE\n") == 44
    assert _told("2") == first
