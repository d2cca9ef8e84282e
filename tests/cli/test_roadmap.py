"""The command `roadmap`: every example, in every format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from boundary_advisor import Planner
from tests.support.program import module, process
from tests.support.schemas import valid

if TYPE_CHECKING:
    from tests.support.program import Cli

EXAMPLES = sorted(
    each
    for each in (Path(__file__).parents[2] / "examples").iterdir()
    if each.suffix in {".yaml", ".csv"}
)
every_example = pytest.mark.parametrize("file", EXAMPLES, ids=[each.name for each in EXAMPLES])


@every_example
def test_every_example_has_its_roadmap(cli: Cli, file: Path) -> None:
    done = cli("roadmap", str(file))
    assert (done.code, done.err) == (0, "")
    programme = Planner().read(file)
    assert done.out.startswith(f"Roadmap: {programme.programme}\n")
    assert "mermaid" not in done.out
    assert max(map(len, done.out.splitlines())) <= 80
    for each in programme.situations:
        assert each.challenge in done.out


@every_example
def test_the_whole_holds_more_and_what_is_written_is_whole(
    cli: Cli, file: Path, tmp_path: Path
) -> None:
    short, whole = cli("roadmap", str(file)), cli("roadmap", str(file), "--full")
    assert whole.out.count("\n") > short.out.count("\n")
    assert "Left out:" in short.out
    assert "Left out:" not in whole.out
    assert "\nWhy this order\n" in whole.out
    assert "Left out" not in cli("roadmap", str(file), "--format", "markdown").out
    written = tmp_path / "roadmap.txt"
    assert cli("roadmap", str(file), "-f", "terminal", "--output", str(written)).code == 0
    assert "\nWhy this order\n" in written.read_text("utf-8")


@every_example
def test_markdown_has_the_chart(cli: Cli, file: Path) -> None:
    done = cli("roadmap", str(file), "--format", "markdown")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("# Roadmap: ")
    assert done.out.count("\n```mermaid\nflowchart LR\n") == 1


@every_example
def test_json_keeps_its_promise(cli: Cli, file: Path) -> None:
    shape = valid("roadmap", cli("roadmap", str(file), "--format", "json").out)
    own = [
        number
        for stage in shape["stages"]
        for step in stage["steps"]
        for number in step["situations"]
        if step["kind"] == "situation"
    ]
    others = [each["number"] for each in (*shape["unsettled"], *shape["closed"])]
    situations = Planner().read(file).situations
    assert sorted([*own, *others]) == list(range(1, len(situations) + 1))


def test_a_file_is_written_and_not_over_another(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "roadmap.md"
    arguments = ("roadmap", str(EXAMPLES[0]), "--output", str(file))
    assert cli(*arguments) == (0, "", "")
    assert file.read_text("utf-8").startswith("# Roadmap: ")
    assert cli(*arguments).code == 1
    assert cli(*arguments, "--force").code == 0


def test_a_file_that_is_not_there_is_an_error_of_the_file(cli: Cli, tmp_path: Path) -> None:
    done = cli("roadmap", str(tmp_path / "none.yaml"))
    assert (done.code, done.out) == (3, "")
    assert "none.yaml" in done.err


def test_a_format_that_a_roadmap_has_not_is_wrong_use(cli: Cli) -> None:
    assert cli("roadmap", str(EXAMPLES[0]), "--format", "csv").code == 2


def test_a_pipe_that_knows_ascii_only_takes_it() -> None:
    done = process(module("roadmap", str(EXAMPLES[0]), "--format", "terminal"))
    assert (done.code, done.err) == (0, "")
    assert "\x1b" not in done.out
