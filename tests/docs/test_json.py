"""The page on JSON: its commands write what it says, and it has a section for every output."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from tests.docs.pages import ROOT, blocks_of, text_of
from tests.support.program import run
from tests.support.schemas import NAMES, schema, valid

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PAGE = text_of("docs/json.md")


def test_its_commands_write_what_the_schemas_promise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    for line in (line for block in blocks_of("docs/json.md") for line in block.commands):
        program, *arguments = shlex.split(line)
        assert run(program, arguments) == 0
    valid("advice", capsys.readouterr().out)
    valid("portfolio", (tmp_path / "portfolio.json").read_text("utf-8"))


def test_every_output_has_a_section_that_names_its_keys() -> None:
    sections = PAGE.split("\n### ")[1:]
    assert len(sections) == len(NAMES)
    for name in NAMES:
        (section,) = (each for each in sections if f"(schemas/{name}.schema.json)" in each)
        whole = schema(name)
        for key in {*whole.get("properties", ())} - {"format_version", "knowledge"}:
            assert f"\n- `{key}`" in section
