"""README and CHANGELOG say what is so: the commands, the tables and the figures."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from boundary_advisor import Horizon, Planner, Threat, load_knowledge
from tests.docs.pages import ALL_BLOCKS, ROOT, Block, text_of
from tests.support.program import COMMANDS
from tests.support.writers import Format

if TYPE_CHECKING:
    from pathlib import Path

    from boundary_advisor import Programme

README = text_of("README.md")


def blocks(language: str) -> list[Block]:
    return [
        block for block in ALL_BLOCKS if (block.page, block.language) == ("README.md", language)
    ]


def test_the_readme_shows_every_command() -> None:
    lines = [line.split() for block in blocks("sh") for line in block.commands]
    shown = {words[1] for words in lines if words[0] == "boundary-advisor"}
    assert shown == {*COMMANDS} - {"advise"}
    assert any(words[0] == "advise" for words in lines)


def test_the_programme_file_of_the_readme_is_one(tmp_path: Path) -> None:
    (block,) = blocks("yaml")
    file = tmp_path / "readme.yaml"
    file.write_text(block.text, encoding="utf-8")
    read, whole = (Planner().read(each) for each in (file, ROOT / "examples" / "town.yaml"))
    assert (read.programme, read.city_size, read.assessed) == whole_head(whole)
    assert read.situations[0] == whole.situations[0]


def whole_head(programme: Programme) -> tuple[object, ...]:
    return (programme.programme, programme.city_size, programme.assessed)


def test_the_two_lines_that_set_up_are_there() -> None:
    first, second, *_ = [line for block in blocks("sh") for line in block.commands]
    assert first.endswith(".venv/bin/advise --challenge data --threat high --horizon long")
    assert second.endswith(".venv/bin/pytest -q -n auto")
    assert "<!-- tests:" in README.split(second, 1)[0].split(first, 1)[1]


def test_the_tables_of_the_readme_hold() -> None:
    kb = load_knowledge()
    for challenge in kb.challenges:
        assert f"| {challenge.number} | `{challenge.id}` | {challenge.title} |" in README
    names = {
        (threat, horizon): kb.strategy_at(threat, horizon).name.lower().split(",")[0]
        for threat in Threat
        for horizon in Horizon
    }
    for threat in Threat:
        (row,) = re.findall(
            rf"^\| \*\*{threat} threat\*\* \|.*", README, re.IGNORECASE | re.MULTILINE
        )
        _, _, short, long, _ = (part.strip().lower() for part in row.split("|"))
        assert short.startswith(names[threat, Horizon.SHORT])
        assert long.startswith(names[threat, Horizon.LONG])


def test_the_oldest_dependencies_are_the_lower_bounds() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bounds = {tuple(each.split(">=")) for each in project["dependencies"]}
    lines = (ROOT / ".ci" / "oldest.txt").read_text(encoding="utf-8").splitlines()
    pinned = [line.split("==") for line in lines if not line.startswith("#")]
    assert {name for name, _ in bounds} == {name for name, _ in pinned}
    for name, version in pinned:
        (bound,) = [lower for known, lower in bounds if known == name]
        assert version in (bound, f"{bound}.0")


def test_the_figures_of_the_changelog_are_those_of_the_knowledge() -> None:
    kb = load_knowledge()
    text = " ".join(text_of("CHANGELOG.md").split())
    tactics = sum(len(strategy.tactics) for strategy in kb.strategies)
    assert f"{len(kb.challenges)} challenges, {len(kb.strategies)} strategies" in text
    assert f"all {len(kb.challenges) * len(kb.strategies)} cells, {tactics} tactics" in text
    assert f"{len(kb.cities)} cities and {len(kb.cases)} cases" in text


def test_the_table_of_formats_is_that_of_the_program() -> None:
    table = README.partition("| Format | Suffix |")[2].partition("\n\n")[0]
    shown = re.findall(r"`(\.?\w+)`", table)
    assert sorted(shown) == sorted(each for form in Format for each in (str(form), form.suffix))
