"""What a shell is told when the user asks it to complete a word."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from boundary_advisor.cli import options as complete
from boundary_advisor.cli.main import run
from boundary_advisor.knowledge.load import load_knowledge
from boundary_advisor.knowledge.models import Horizon, Threat
from boundary_advisor.output.formats import ALL_BUT_CHARTS, CHARTS, PICTURES, READABLE, SHEETS
from boundary_advisor.packs.starter import SCHEMAS
from boundary_advisor.programme.programme_file import PROGRAMME
from tests.cli.shell import ADVISE, COMMANDS, PROGRAM, SCRIPTS, environment, process

if TYPE_CHECKING:
    from collections.abc import Callable

    import typer

KB = load_knowledge()
CHALLENGES = [each.id for each in KB.challenges]
STRATEGIES = [each.id for each in KB.strategies]
SIZES = [each.id for each in KB.sizes]
LINES = [
    *((f"advise {option} ", CHALLENGES) for option in ("--challenge", "-c")),
    ("advise -c data -c ", CHALLENGES),
    *((f"advise {option} ", list(Threat)) for option in ("--threat", "-t")),
    *((f"advise {option} ", list(Horizon)) for option in ("--horizon", "-z")),
    *((f"advise {option} ", list(PICTURES)) for option in ("--format", "-f")),
    ("advise --city-size ", SIZES),
    ("boundary-advisor ", list(COMMANDS)),
    ("boundary-advisor advise -c ", CHALLENGES),
    ("boundary-advisor report -c ", CHALLENGES),
    ("boundary-advisor challenges ", CHALLENGES),
    ("boundary-advisor strategies ", STRATEGIES),
    ("boundary-advisor cases -c ", CHALLENGES),
    ("boundary-advisor cases --strategy ", STRATEGIES),
    ("boundary-advisor cases --size ", SIZES),
    ("boundary-advisor matrix -f ", list(ALL_BUT_CHARTS)),
    ("boundary-advisor challenges -f ", list(READABLE)),
    ("boundary-advisor cases -f ", list(SHEETS)),
    ("boundary-advisor roadmap x.yaml -f ", list(CHARTS)),
    ("boundary-advisor portfolio x.yaml -f ", list(ALL_BUT_CHARTS)),
    ("advise -c da", [each for each in CHALLENGES if each.startswith("da")]),
    ("advise -c zzz", []),
    ("boundary-advisor cases -s bu", [each for each in STRATEGIES if each.startswith("bu")]),
]


def asked(line: str) -> dict[str, str]:
    """Give what a shell sets to ask how the last word of a line goes on."""
    program = line.partition(" ")[0]
    variable = f"_{program.replace('-', '_').upper()}_COMPLETE"
    place = str(len(line.split(" ")) - 1)
    return {variable: "complete_bash", "COMP_WORDS": line, "COMP_CWORD": place}


@pytest.mark.parametrize(("line", "words"), LINES, ids=[line for line, _ in LINES])
def test_a_word_is_completed(
    line: str,
    words: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in asked(line).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as ended:
        run(line.partition(" ")[0], [])
    assert ended.value.code == 0
    shown = capsys.readouterr()
    assert shown.out.split() == words
    assert shown.err == ""


@pytest.mark.parametrize("line", ["advise --challenge da", "boundary-advisor challenges da"])
def test_the_scripts_complete_too(line: str) -> None:
    done = process([str(SCRIPTS / line.partition(" ")[0])], env=environment(**asked(line)))
    assert (done.code, done.err) == (0, "")
    assert done.out.split() == [each for each in CHALLENGES if each.startswith("da")]


@pytest.mark.parametrize("program", [PROGRAM, ADVISE])
def test_a_script_for_the_shell_is_given(program: str) -> None:
    variable = f"_{program.replace('-', '_').upper()}_COMPLETE"
    done = process([str(SCRIPTS / program)], env=environment(**{variable: "source_bash"}))
    assert done.code == 0
    assert f"complete -o default -F _{program.replace('-', '_')}_completion {program}" in done.out


NOTHING = cast("typer.Context", SimpleNamespace(params={}))
"""What stands for a command line that names no packs."""


@pytest.mark.parametrize(
    ("function", "known"),
    [
        (partial(complete.complete_challenge, NOTHING), CHALLENGES),
        (partial(complete.complete_strategy, NOTHING), STRATEGIES),
        (partial(complete.complete_size, NOTHING), SIZES),
        (complete.complete_schema, [*SCHEMAS, PROGRAMME]),
        (complete.complete_threat, ["low", "high"]),
        (complete.complete_horizon, ["short", "long"]),
        (complete.completes_formats("READABLE"), list(READABLE)),
        (complete.completes_formats("SHEETS"), list(SHEETS)),
    ],
)
def test_each_sort_of_name_is_completed_from_its_beginning(
    function: Callable[[str], list[str]], known: list[str]
) -> None:
    assert function("") == known
    for name in known:
        for end in range(1, len(name) + 1):
            assert function(name[:end]) == [each for each in known if each.startswith(name[:end])]
    assert function("zz") == []
    assert all(type(each) is str for each in function(""))


def test_names_of_packs_are_completed_too() -> None:
    packs = str(Path(__file__).parents[2] / "examples" / "packs" / "school-streets")
    given = cast("typer.Context", SimpleNamespace(params={"knowledge": [packs], "only": True}))
    assert complete.complete_challenge(given, "res") == ["residents"]
    assert complete.complete_strategy(given, "") == ["doorstep", "trial", "easing", "anchoring"]


def test_a_word_is_completed_without_what_only_answers_need(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "boundary_advisor.knowledge.load", None)
    assert complete.complete_threat("l") == ["low"]
    assert complete.completes_formats("READABLE")("j") == ["json"]
