"""Missing and damaged knowledge files: code 3, the place of each fault, and nothing on stdout."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import boundary_advisor
from tests.support.models import data_dir
from tests.support.program import QUESTION, environment, module, process

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.program import Cli, Ran

    Damage = Callable[[Path], tuple[int, int]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the knowledge, which is the one that is read."""
    copy = tmp_path / "knowledge"
    shutil.copytree(data_dir(), copy)
    monkeypatch.setattr("boundary_advisor.knowledge.load.data_dir", lambda: copy)
    return copy


def refused(done: Ran) -> list[str]:
    assert (done.code, done.out) == (3, "")
    assert "Traceback" not in done.err
    return done.err.splitlines()


def insert(file: Path, before: str, text: str) -> int:
    """Put a line before the first that begins so; gives its number."""
    lines = file.read_text("utf-8").splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if line.startswith(before))
    lines.insert(place, text)
    file.write_text("".join(lines), "utf-8")
    return place + 1


def test_an_untouched_copy_is_answered_from(cli: Cli, folder: Path) -> None:
    assert folder.is_dir()
    assert cli("advise", *QUESTION).code == 0


@pytest.mark.parametrize("name", ["challenges.yaml", "strategies.yaml", "case_examples.yaml"])
def test_a_missing_file_is_named(cli: Cli, folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert refused(cli("advise", *QUESTION)) == [
        f"boundary-advisor: {name}: there is no such file",
        f"Mend the files in {folder}, then try again.",
    ]


def test_a_missing_folder_is_named(cli: Cli, folder: Path) -> None:
    shutil.rmtree(folder)
    first, hint = refused(cli("challenges"))
    assert first == f"boundary-advisor: {folder}: there is no such folder"
    assert "challenges.yaml" in hint


@pytest.mark.parametrize(
    ("text", "column", "word"),
    [
        ("  - [broken\n", None, "challenges.yaml:"),
        ("  colour: red\n", 3, "colour"),
        ("  title: again\n", 3, "title"),
        ("\ttitle: x\n", None, "challenges.yaml:"),
    ],
)
def test_a_fault_in_a_file_is_told_with_line_and_column(
    cli: Cli, folder: Path, text: str, column: int | None, word: str
) -> None:
    line = insert(folder / "challenges.yaml", "  version:", text)
    first, *_, hint = refused(cli("matrix"))
    assert first.startswith("boundary-advisor: challenges.yaml:")
    assert word in first
    assert hint == f"Mend the files in {folder}, then try again."
    if column is not None:
        assert first.startswith(f"boundary-advisor: challenges.yaml:{line}:{column}: ")


def test_all_faults_are_told_at_once(cli: Cli, folder: Path) -> None:
    first = insert(folder / "challenges.yaml", "  version:", "  colour: red\n")
    second = insert(folder / "strategies.yaml", "threat:", "colour: red\n")
    (folder / "case_examples.yaml").unlink()
    told = "\n".join(refused(cli("cases")))
    assert f"challenges.yaml:{first}:3: " in told
    assert f"strategies.yaml:{second}:1: " in told
    assert "case_examples.yaml: there is no such file" in told


def test_hidden_characters_in_a_file_are_shown(cli: Cli, folder: Path) -> None:
    line = insert(folder / "challenges.yaml", "  version:", "  \u202ecolour: red\n")
    told = refused(cli("matrix"))
    assert f"challenges.yaml:{line}:3: " in told[0]
    assert "\\u202e" in told[0]
    assert all(line.isprintable() for line in told)


def test_a_fault_leaves_no_file_behind(cli: Cli, folder: Path, tmp_path: Path) -> None:
    (folder / "strategies.yaml").write_text("", "utf-8")
    refused(cli("advise", *QUESTION, "-o", str(tmp_path / "a.md")))
    assert list(tmp_path.iterdir()) == [folder]


def test_a_program_whose_files_are_damaged_says_so(tmp_path: Path) -> None:
    package = Path(boundary_advisor.__file__).parent
    copy = tmp_path / "boundary_advisor"
    shutil.copytree(package, copy, ignore=shutil.ignore_patterns("__pycache__", "data"))
    env = environment(PYTHONPATH=str(tmp_path))
    alone = refused(process(module("matrix"), env=env))
    assert alone[0].startswith(f"boundary-advisor: {copy / 'data'}: ")
    shutil.copytree(data_dir(), copy / "data")
    assert process(module("matrix"), env=env).code == 0
    line = insert(copy / "data" / "case_examples.yaml", "cities:", "colour: red\n")
    told = refused(process(module("matrix"), env=env))
    assert told[0].startswith(f"boundary-advisor: case_examples.yaml:{line}:1: ")
    assert process(module("--help"), env=env).code == 0
