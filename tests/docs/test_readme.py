"""README and CONTRIBUTING say what is so: every command is run, every table is checked."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from boundary_advisor import Horizon, Planner, Threat, load_knowledge
from tests.support.program import COMMANDS, run

if TYPE_CHECKING:
    from boundary_advisor import Programme

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def commands() -> list[str]:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [line for line in lines if line.startswith(("advise ", "boundary-advisor "))]


def test_the_readme_shows_every_command() -> None:
    shown = {shlex.split(line)[1] for line in commands() if line.startswith("boundary-advisor")}
    assert shown == {*COMMANDS} - {"advise"}
    assert any(line.startswith("advise ") for line in commands())


@pytest.mark.parametrize("line", commands())
def test_every_command_of_the_readme_works(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    program, *arguments = shlex.split(line)
    assert run(program, arguments) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    written = [path.read_bytes() for path in tmp_path.iterdir() if path.is_file()]
    assert len(written) == arguments.count("--output") + arguments.count("assess")
    least = 50 if "knowledge" in arguments else 500  # that a pack is made, or sound, is soon said
    assert all(len(text) > least for text in [printed.out, *written] if text)


def test_the_python_of_the_readme_works(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    said = []
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), {})  # noqa: S102  # it is the project's own text
        said.append(capsys.readouterr().out)
    assert said[0].startswith("Building ['Build an open architecture")
    assert said[1].startswith("[('1 structures: Smart street lighting', 'Building'), ")
    assert said[2].startswith("1.0 + north-network 1.0 ['Brannvik', ")
    assert len(said) == 3


def test_the_programme_file_of_the_readme_is_one(tmp_path: Path) -> None:
    (block,) = blocks("yaml")
    file = tmp_path / "readme.yaml"
    file.write_text(block, encoding="utf-8")
    read, whole = (Planner().read(each) for each in (file, ROOT / "examples" / "town.yaml"))
    assert (read.programme, read.city_size, read.assessed) == whole_head(whole)
    assert read.situations[0] == whole.situations[0]


def whole_head(programme: Programme) -> tuple[object, ...]:
    return (programme.programme, programme.city_size, programme.assessed)


def test_the_two_lines_that_set_up_are_there() -> None:
    first, second, *_ = [line for block in blocks("sh") for line in block.splitlines()]
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


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_every_link_to_a_file_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#:]+)\)", text)
    assert [target for target in targets if not (ROOT / target).exists()] == []


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
    text = " ".join((ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split())
    tactics = sum(len(strategy.tactics) for strategy in kb.strategies)
    assert f"{len(kb.challenges)} challenges, {len(kb.strategies)} strategies" in text
    assert f"all {len(kb.challenges) * len(kb.strategies)} cells, {tactics} tactics" in text
    assert f"{len(kb.cities)} cities and {len(kb.cases)} cases" in text
