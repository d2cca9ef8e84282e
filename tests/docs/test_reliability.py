"""The page on reliability: its figures are those of the tests, and its commands select some."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys

import pytest

from tests.docs.pages import ALL_BLOCKS, ROOT, text_of
from tests.hardening.lines import LINES
from tests.hardening.test_same_bytes import NAMES, WRITTEN
from tests.hostile.kinds import kinds

PAGE = " ".join(text_of("docs/reliability.md").split())
SELECTIONS = sorted(
    {line for block in ALL_BLOCKS for line in block.commands if re.search("pytest .*tests/", line)}
)


def test_its_figures_are_those_of_the_tests() -> None:
    assert f"{len(list(kinds()))} kinds of hostile file" in PAGE
    assert f"{len(LINES)} command lines, at least one for every command" in PAGE
    assert f"{len(NAMES) + len(WRITTEN)} files and {len(LINES)} screens" in PAGE


@pytest.mark.long
@pytest.mark.parametrize("line", SELECTIONS)
def test_a_line_that_selects_tests_finds_some(line: str) -> None:
    variables, _, arguments = line.partition("pytest ")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", *shlex.split(arguments)],
        cwd=ROOT,
        env={**os.environ, **dict(each.split("=") for each in variables.split() if "=" in each)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
