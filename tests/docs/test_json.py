"""The page on JSON: its commands write what it says, and it has a section for every output."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from tests.docs.pages import ROOT, blocks_of, text_of
from tests.support.program import DECLARED, PROGRAM, run
from tests.support.schemas import NAMES, schema, valid
from tests.support.writers import Format

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


def test_every_command_that_writes_json_has_a_section() -> None:
    sections = {line[4:].removesuffix(" FILE") for line in PAGE.splitlines() if line[:4] == "### "}
    writing = {" ".join(words) for words, each in DECLARED.items() if Format.JSON in each.formats}
    assert sections == writing - {"knowledge schema"}  # which writes a schema, not an answer


def test_a_check_that_finds_problems_writes_them_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pack.yaml").write_text("nonsense: 1\n", encoding="utf-8")
    assert run(PROGRAM, ["knowledge", "check", str(tmp_path), "--format", "json"]) == 3
    valid("check", capsys.readouterr().out)
