"""The page on JSON: what it shows runs, and it has a section for every output."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.program import run
from tests.support.schemas import NAMES, schema, valid

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "json.md").read_text("utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    return str(found)


def test_its_commands_write_what_the_schemas_promise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    for line in block("sh").splitlines():
        program, *arguments = shlex.split(line)
        assert run(program, arguments) == 0
    valid("advice", capsys.readouterr().out)
    valid("portfolio", (tmp_path / "portfolio.json").read_text("utf-8"))


def test_its_python_works(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(block("python"), "json.md", "exec"), {})  # noqa: S102  # the project's own text
    first, *others = capsys.readouterr().out.splitlines()
    assert first.startswith("structures: Name one decision that no division can take alone, ")
    assert len(others) > 3


def test_every_output_has_a_section_that_names_its_keys() -> None:
    sections = PAGE.split("\n### ")[1:]
    assert len(sections) == len(NAMES)
    for name in NAMES:
        (section,) = (each for each in sections if f"(schemas/{name}.schema.json)" in each)
        whole = schema(name)
        for key in {*whole.get("properties", ())} - {"format_version", "knowledge"}:
            assert f"\n- `{key}`" in section
