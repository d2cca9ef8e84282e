from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from boundary_advisor import __version__
from tests.packaging.conftest import ROOT, Done, Pip, Place, run
from tests.support.program import QUESTION

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.packaging

YAML = {
    "case_examples.yaml",
    "challenges.yaml",
    "programmes.yaml",
    "questions.yaml",
    "strategies.yaml",
}
MODULES = "import sys, boundary_advisor as it; it.load_knowledge(); print(*sys.modules)"


def ask(place: Place, *more: str) -> Done:
    return run(place.script("advise"), *QUESTION, *more, cwd=place.folder)


def ask_source_tree(place: Place, *more: str) -> Done:
    """Ask the source tree, with the libraries of another place."""
    command = ("-m", "boundary_advisor", "advise", *QUESTION, *more)
    return place.python(*command, path=ROOT / "src")


def modules(place: Place) -> set[str]:
    """Give the names of all modules that loading the knowledge of the program loads."""
    done = place.python("-c", MODULES)
    assert (done.code, done.err) == (0, b"")
    return set(done.out.decode().split())


def test_the_wheel_holds_the_program_its_knowledge_and_nothing_else(wheel: Path) -> None:
    with ZipFile(wheel) as opened:
        names = {name for name in opened.namelist() if ".dist-info/" not in name}
    wanted = {".py", ".css", ".js", ".yaml"}
    files = (path for path in (ROOT / "src").rglob("*") if path.suffix in wanted)
    sources = {str(path.relative_to(ROOT / "src")) for path in files}
    knowledge = {f"boundary_advisor/data/{name}" for name in {*YAML, "compiled.json"}}
    assert names == sources | knowledge | {"boundary_advisor/py.typed"}


def test_the_knowledge_in_the_wheel_is_that_of_the_source_tree(wheel: Path) -> None:
    with ZipFile(wheel) as opened:
        for name in YAML:
            packed = opened.read(f"boundary_advisor/data/{name}")
            assert packed == (ROOT / "data" / name).read_bytes()


def test_a_source_distribution_builds_the_same_wheel(
    pip: Pip, wheel: Path, sdist: Path, tmp_path: Path
) -> None:
    done = pip.build(sdist, tmp_path)
    assert done.code == 0, done
    (again,) = tmp_path.iterdir()
    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("challenges.yaml", "about: &all {}\n", "1:8: the anchor &all is not allowed; take it out"),
        ("questions.yaml", "threat: &all {}\n", "1:9: the anchor &all is not allowed; take it out"),
        ("programmes.yaml", "grounds: []\n", "1:1: missing field 'turns'"),
    ],
)
def test_knowledge_that_is_broken_stops_the_build(
    pip: Pip, tmp_path: Path, file: str, text: str, said: str
) -> None:
    tree = tmp_path / "tree"
    for name in ("src", "data"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree)
    (tree / "data" / file).write_text(text, "utf-8")
    done = pip.build(tree, tmp_path / "made")
    told = (done.out + done.err).decode()
    assert done.code != 0
    assert f"{file}:{said}" in told
    assert "Traceback" not in told
    assert not list(tmp_path.glob("made/*"))


@pytest.mark.parametrize("more", [(), ("--full",), ("--format", "json")], ids=" ".join)
def test_what_is_installed_answers_as_the_source_tree_does(
    installed: Place, more: tuple[str, ...]
) -> None:
    answer = ask(installed, *more)
    assert (answer.code, answer.err) == (0, b"")
    assert answer == ask_source_tree(installed, *more)
    assert b"Building" in answer.out


def test_the_version_of_the_metadata_is_that_of_the_program(installed: Place) -> None:
    metadata = "import importlib.metadata as it; print(it.version('boundary-advisor'))"
    assert installed.python("-c", metadata).out.decode().strip() == __version__


def test_the_knowledge_is_loaded_without_yaml(installed: Place) -> None:
    loaded = modules(installed)
    assert "boundary_advisor.knowledge.load" in loaded
    assert not {name for name in loaded if name.split(".")[0] in {"yaml", "_yaml"}}
    assert not {f"boundary_advisor.knowledge.{name}" for name in ("reader", "checks")} & loaded


def test_an_edit_of_the_installed_knowledge_shows_at_once(installed: Place, data: Path) -> None:
    path = data / "strategies.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("name: Building\n", "name: Raising anew\n"), "utf-8")
    assert b"Raising anew" not in ask_source_tree(installed).out
    answer = ask(installed)
    assert (answer.code, answer.err) == (0, b"")
    assert b"Raising anew" in answer.out


def test_damage_to_the_installed_knowledge_is_told_with_its_place(
    installed: Place, data: Path
) -> None:
    path = data / "strategies.yaml"
    lines = path.read_text("utf-8").count("\n")
    with path.open("ab") as stream:
        stream.write(b"damage: *gone\n")
    answer = ask(installed)
    assert (answer.code, answer.out) == (3, b"")
    assert re.search(rf"strategies\.yaml:{lines + 1}:9: ", answer.err.decode())


def test_installed_knowledge_that_is_not_there_is_told(installed: Place, data: Path) -> None:
    (data / "challenges.yaml").unlink()
    answer = ask(installed)
    assert (answer.code, answer.out) == (3, b"")
    assert "challenges.yaml: there is no such file" in answer.err.decode()


def test_damage_to_the_compiled_knowledge_changes_nothing(installed: Place, data: Path) -> None:
    before = ask(installed)
    path = data / "compiled.json"
    path.write_bytes(path.read_bytes()[:-100])
    assert "yaml" in modules(installed)
    assert ask(installed) == before


def test_an_editable_install_reads_the_yaml_files(editable: Place) -> None:
    assert not list(editable.folder.rglob("compiled.json"))
    where = "from boundary_advisor.knowledge.load import data_dir; print(data_dir())"
    assert editable.python("-c", where).out.decode().strip() == str(ROOT / "data")
    assert not (ROOT / "data" / "compiled.json").exists()
    assert "yaml" in modules(editable)
    answer = ask(editable)
    assert (answer.code, answer.err) == (0, b"")
    assert answer == ask_source_tree(editable)
