"""What a run loads, and what it does without: start-up is most of its time."""

from __future__ import annotations

import sys

import pytest

from boundary_advisor import __version__
from tests.support.program import PROGRAM, QUESTION, environment, process

HEAVY = {"typer", "pydantic", "rich", "yaml"}
RUN = """
import sys
sys.argv = {argv!r}
from boundary_advisor.cli.main import main
code = main()
print(*sys.modules, file=sys.stderr)
sys.exit(code)
"""


def loaded(code: str) -> set[str]:
    done = process([sys.executable, "-c", code], env=environment())
    assert done.code == 0
    return set(done.err.split()) & HEAVY


def after(*arguments: str) -> set[str]:
    return loaded(RUN.format(argv=[PROGRAM, *arguments]))


def test_the_package_loads_nothing_heavy() -> None:
    code = "import sys, boundary_advisor; print(*sys.modules, file=sys.stderr)"
    assert loaded(code) == set()


def test_the_version_is_told_without_a_library() -> None:
    assert after("--version") == set()
    assert process([sys.executable, "-m", "boundary_advisor", "--version"]).out == (
        f"boundary-advisor {__version__}\n"
    )


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_the_root_help_needs_no_knowledge(option: str) -> None:
    assert after(option) == {"typer"}


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_what_is_not_for_a_terminal_does_without_rich(form: str) -> None:
    assert "rich" not in after("advise", *QUESTION, "--format", form)
