"""The command `explore`: one page, to a file or to standard output."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.knowledge import cities
from tests.support.program import module, process
from tests.support.writers import explorer_page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.program import Cli


def test_the_page_goes_to_a_file_or_to_standard_output(cli: Cli, tmp_path: Path) -> None:
    page = explorer_page(cities())
    file = tmp_path / "grid.html"
    assert cli("explore", "--output", str(file)) == (0, "", "")
    assert file.read_text("utf-8") == page
    assert cli("explore", "-o", "-") == (0, page, "")


def test_a_file_that_is_there_is_kept_unless_forced(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "grid.html"
    file.write_text("mine")
    done = cli("explore", "-o", str(file))
    assert (done.code, file.read_text()) == (1, "mine")
    assert cli("explore", "-o", str(file), "--force").code == 0
    assert file.read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("name", ["grid", "grid.md", "grid.svg"])
def test_the_page_is_html_and_nothing_else(cli: Cli, tmp_path: Path, name: str) -> None:
    done = cli("explore", "-o", str(tmp_path / name))
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith("End the name in .html.\n")


def test_a_reader_who_leaves_early_is_told_of() -> None:
    done = process(["bash", "-c", f"{' '.join(module('explore', '-o', '-'))} | head -c 9"])
    assert done.out == "<!doctype"
    assert "its reader closed the pipe" in done.err


def test_a_closed_standard_output_is_a_failure(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("boundary_advisor.cli.registry.write_stdout", lambda _: 1)
    assert cli("explore", "-o", "-").code == 1
