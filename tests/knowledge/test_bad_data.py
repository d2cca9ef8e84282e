"""Each file in `bad_data/` is a change to the orchard, and the whole of what must be said of it.

# why this is wrong
changes:                      # one or more
  - file: strategies.yaml
    old: "stage: 3"           # stands once in the file; left out: the whole file is replaced
    new: "stage: 1"
says:                         # every problem, in any order
  - at: "stage: »1"           # stands once after the change; the place is that of the sign »;
                              # without the sign, where the words begin; left out: no place
    file: strategies.yaml     # that of the first change unless given
    message: ...
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from boundary_advisor import KnowledgeError, load_guide, load_knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor import Problem

TESTS = Path(__file__).parent.parent
BAD_DATA = sorted((TESTS / "bad_data").iterdir())


def apply(changes: Iterable[dict[str, str]], folder: Path) -> None:
    for change in changes:
        path = folder / change["file"]
        text, old = path.read_text("utf-8"), change.get("old")
        if old is None:
            text = change["new"]
        else:
            assert text.count(old) == 1, f"{old!r} has to stand once in {path.name}"
            text = text.replace(old, change["new"])
        path.write_text(text, "utf-8")


At = tuple[str, int, int, str]
"""A problem as it is shown: file, line, column and message."""


def at(problem: Problem) -> At:
    return problem.file, problem.line, problem.column, problem.message


def expected(said: dict[str, str], folder: Path, file: str) -> At:
    name = said.get("file", file)
    if "at" not in said:
        return name, 0, 0, said["message"]
    before, _, after = said["at"].rpartition("»")
    text = (folder / name).read_text("utf-8")
    assert text.count(before + after) == 1, f"{said['at']!r} has to stand once in {name}"
    upto = text[: text.index(before + after)] + before
    line, column = upto.count("\n") + 1, len(upto) - upto.rfind("\n")
    return name, line, column, said["message"]


@pytest.mark.parametrize("path", BAD_DATA, ids=lambda path: path.stem)
def test_bad_data_is_refused_with_just_these_problems(path: Path, tmp_path: Path) -> None:
    case: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    folder = tmp_path / "orchard"
    shutil.copytree(TESTS / "fixtures" / "orchard", folder)
    apply(case["changes"], folder)
    with pytest.raises(KnowledgeError) as caught:
        load_guide(load_knowledge(folder), folder)
    first = case["changes"][0]["file"]
    assert list(map(at, caught.value.problems)) == sorted(
        expected(said, folder, first) for said in case["says"]
    )
    assert caught.value.hint == f"Mend the files in {folder}, then try again."
