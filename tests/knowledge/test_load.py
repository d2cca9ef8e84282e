from __future__ import annotations

import os
from pathlib import Path

import pytest

from boundary_advisor import KnowledgeError, Problem, load_knowledge
from boundary_advisor.validation import MAX_MESSAGE, MAX_PROBLEMS
from tests.knowledge.conftest import ORCHARD
from tests.support.models import data_dir

PACKAGE = "boundary_advisor.knowledge.load._PACKAGE"


def refused(folder: Path) -> KnowledgeError:
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(folder)
    return caught.value


def test_a_sound_folder_is_loaded() -> None:
    base = load_knowledge(ORCHARD)
    assert base.about.title == "Orchard keeping"
    assert len(base.files.cases.cases) == 7


def test_without_a_folder_the_knowledge_of_the_program_is_loaded(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PACKAGE, copy.parent / "package")
    copy.parent.joinpath("package").mkdir()
    copy.rename(copy.parent / "package" / "data")
    assert load_knowledge().about.title == "Orchard keeping"


def test_data_is_found_in_the_package_before_the_source_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "src" / "package"
    package.mkdir(parents=True)
    monkeypatch.setattr(PACKAGE, package)
    with pytest.raises(KnowledgeError, match="the knowledge of this program is not there") as none:
        data_dir()
    assert none.value.hint == "Install the program again."
    (tmp_path / "data").mkdir()
    assert data_dir() == tmp_path / "data"
    (package / "data").mkdir()
    assert data_dir() == package / "data"


def test_a_folder_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    error = refused(tmp_path / "gone\x1b")
    assert error.problems == (Problem(f"{tmp_path}/gone\\x1b", 0, 0, "there is no such folder"),)
    assert error.hint.endswith("challenges.yaml, strategies.yaml and case_examples.yaml.")
    assert error.exit_code == 3


def test_a_folder_that_may_not_be_looked_at_is_told_by_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "stat", refuse)
    assert [str(problem) for problem in refused(tmp_path).problems] == [
        "case_examples.yaml: the file cannot be read: Permission denied",
        "challenges.yaml: the file cannot be read: Permission denied",
        "strategies.yaml: the file cannot be read: Permission denied",
    ]


def test_files_that_are_not_there_are_told_with_the_faults_of_the_others(copy: Path) -> None:
    (copy / "challenges.yaml").unlink()
    (copy / "strategies.yaml").unlink()
    (copy / "case_examples.yaml").write_text("a: &b 1", "utf-8")
    assert [str(problem) for problem in refused(copy).problems] == [
        "case_examples.yaml:1:4: the anchor &b is not allowed; take it out",
        "challenges.yaml: there is no such file",
        "strategies.yaml: there is no such file",
    ]


def test_the_message_says_all_and_where_to_mend(copy: Path) -> None:
    (copy / "case_examples.yaml").write_text("", "utf-8")
    assert str(refused(copy)) == (
        f"case_examples.yaml: the file is empty\nMend the files in {copy}, then try again."
    )


def test_many_problems_are_sorted_and_cut(copy: Path) -> None:
    path = copy / "case_examples.yaml"
    path.write_text(path.read_text("utf-8") + "  - {}\n" * 30, "utf-8")
    error = refused(copy)
    assert len(error.problems) == MAX_PROBLEMS
    assert list(error.problems) == sorted(error.problems)
    assert error.hint.startswith("70 more problems are not shown. Mend the files in ")


def test_one_problem_is_said_once(copy: Path) -> None:
    path = copy / "challenges.yaml"
    text = path.read_text("utf-8").replace("source: Walks; Winter notes", "source: Odd; Odd")
    path.write_text(text, "utf-8")
    (problem,) = refused(copy).problems
    assert problem.message == "the source has no place 'Odd'; list it in about, or mend it"


def test_a_long_message_is_cut(copy: Path) -> None:
    path = copy / "challenges.yaml"
    names = ", ".join(f"Column {number}" for number in range(100))
    text = path.read_text("utf-8").replace("Watering, Teaching, Netting, Replanting", names)
    path.write_text(text, "utf-8")
    messages = [problem.message for problem in refused(copy).problems]
    assert {len(message) for message in messages} == {MAX_MESSAGE}
    assert all(message.endswith("...") for message in messages)
