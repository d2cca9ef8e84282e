from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from boundary_advisor import KnowledgeError, __version__, load_knowledge
from boundary_advisor.knowledge.load import compile_files, data_dir, read_compiled
from tests.knowledge.conftest import ORCHARD
from tests.support.models import COMPILED

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel

YAML = "Orchard keeping"
"""The title in the YAML files."""

MARKED = "Orchard keeping, compiled"
"""The title in the compiled form, changed so that a test sees which of the two was read."""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in for an installed program: give the folder of its knowledge, compiled and marked."""
    monkeypatch.setattr("boundary_advisor.knowledge.load._PACKAGE", tmp_path)
    folder = tmp_path / "data"
    folder.mkdir()
    for path in ORCHARD.glob("*.yaml"):
        (folder / path.name).write_bytes(path.read_bytes())
    text = compile_files(load_knowledge(folder).files, folder)
    (folder / COMPILED).write_text(text.replace(f'"{YAML}"', f'"{MARKED}"'), "utf-8")
    return folder


def entries(value: object) -> list[tuple[type[BaseModel], set[str], object]]:
    """Give every entry in a value: its type, the fields that were given, and all that it holds."""
    if isinstance(value, tuple):
        return [found for item in value for found in entries(item)]
    fields_set: set[str] | None = getattr(value, "model_fields_set", None)
    if fields_set is None:
        return []
    inner = [found for field in vars(value).values() for found in entries(field)]
    return [(type(value), fields_set, value), *inner]  # type: ignore[list-item]


@pytest.mark.parametrize("folder", [ORCHARD, data_dir()], ids=["orchard", "built-in"])
def test_what_was_compiled_equals_what_was_read(folder: Path, tmp_path: Path) -> None:
    files = load_knowledge(folder).files
    for path in folder.glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / COMPILED).write_text(compile_files(files, tmp_path), "utf-8")
    compiled = read_compiled(tmp_path)
    assert compiled is not None
    assert type(compiled) is type(files)
    was_read, was_compiled = entries(tuple(files)), entries(tuple(compiled))
    assert len(was_compiled) == len(was_read) > 100
    for one, other in zip(was_compiled, was_read, strict=True):
        assert one == other
    assert repr(compiled) == repr(files)  # enums are enums, tuples are tuples


def test_the_compiled_form_says_what_it_was_made_from(package: Path) -> None:
    compiled = json.loads((package / COMPILED).read_text("utf-8"))
    assert list(compiled) == ["version", "digests", "challenges", "strategies", "cases"]
    assert compiled["version"] == __version__
    assert list(compiled["digests"]) == ["challenges.yaml", "strategies.yaml", "case_examples.yaml"]


def test_compiling_twice_gives_the_same_text() -> None:
    files = load_knowledge(ORCHARD).files
    assert compile_files(files, ORCHARD) == compile_files(files, ORCHARD)


def test_the_compiled_form_is_taken_for_the_knowledge_of_the_program(package: Path) -> None:
    assert package.is_dir()
    assert load_knowledge().about.title == MARKED


def test_it_is_never_taken_for_a_folder_that_is_named(package: Path) -> None:
    assert load_knowledge(package).about.title == YAML


def remove(path: Path) -> None:
    path.unlink()


def put_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def break_the_encoding(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Orchard", b"\xff\xfe", 1))


def nest_deeply(path: Path) -> None:
    path.write_text("[" * 100_000, "utf-8")


def replace_by_a_list(path: Path) -> None:
    path.write_text("[]", "utf-8")


def edit(change: Callable[[Any], None]) -> Callable[[Path], None]:
    def apply(path: Path) -> None:
        compiled = json.loads(path.read_text("utf-8"))
        change(compiled)
        path.write_text(json.dumps(compiled), "utf-8")

    return apply


def edit_yaml(path: Path) -> None:
    with path.with_name("case_examples.yaml").open("ab") as stream:
        stream.write(b"# a remark\n")


REASONS = {
    "missing": remove,
    "a folder": put_a_folder,
    "cut short": cut,
    "empty": empty,
    "not UTF-8": break_the_encoding,
    "nested deeply": nest_deeply,
    "a list": replace_by_a_list,
    "older version": edit(lambda it: it.update(version="0.0.9")),
    "no version": edit(lambda it: it.pop("version")),
    "other digest": edit(lambda it: it["digests"].update({"strategies.yaml": "0" * 128})),
    "no digest": edit(lambda it: it["digests"].pop("strategies.yaml")),
    "digest of one file more": edit(lambda it: it["digests"].update({"more.yaml": "0" * 128})),
    "no digests": edit(lambda it: it.pop("digests")),
    "unknown field": edit(lambda it: it["challenges"].update(surplus=1)),
    "missing field": edit(lambda it: it["challenges"]["about"].pop("title")),
    "text for a number": edit(lambda it: it["challenges"]["challenges"][0].update(number="1")),
    "YAML edited": edit_yaml,
}


@pytest.mark.parametrize("damage", REASONS.values(), ids=REASONS)
def test_what_does_not_fit_is_passed_over_in_silence(
    damage: Callable[[Path], None], package: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    damage(package / COMPILED)
    assert read_compiled(package) is None
    assert load_knowledge().about.title == YAML
    assert capfd.readouterr() == ("", "")


def test_what_may_not_be_read_is_passed_over(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == COMPILED:
            raise PermissionError
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert package.is_dir()
    assert load_knowledge().about.title == YAML


def test_a_yaml_file_that_is_not_there_is_told_all_the_same(package: Path) -> None:
    (package / "strategies.yaml").unlink()
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge()
    assert list(map(str, caught.value.problems)) == ["strategies.yaml: there is no such file"]


def test_a_damaged_yaml_file_is_told_with_its_place(package: Path) -> None:
    (package / "case_examples.yaml").write_text("a: &b 1", "utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge()
    (problem,) = caught.value.problems
    assert str(problem) == "case_examples.yaml:1:4: the anchor &b is not allowed; take it out"


LOADED = """
import sys
from pathlib import Path
from boundary_advisor.knowledge import load, names
load._PACKAGE = Path(sys.argv[1])
load.load_knowledge()
print(*(name for name in sys.modules if name.startswith(("yaml", "boundary_advisor."))))
"""
LIGHT = {"base", "entry", "load", "models", "names"}


def test_neither_yaml_nor_what_reads_and_checks_it_is_loaded(package: Path) -> None:
    def loaded() -> set[str]:
        command = [sys.executable, "-c", LOADED, str(package.parent)]
        printed = subprocess.run(command, capture_output=True, check=True, text=True).stdout
        return {name.removeprefix("boundary_advisor.") for name in printed.split()}

    needed = {"errors", "text", "knowledge", *(f"knowledge.{name}" for name in LIGHT)}
    assert loaded() == needed
    (package / COMPILED).unlink()
    assert {"yaml", "yamlfile", "knowledge.checks"} <= loaded() - needed
