"""What a shell is told when the user asks it to complete a word."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from boundary_advisor.cli.main import run
from boundary_advisor.cli.options import VARIABLE, complete_schema, completes, completes_ids
from boundary_advisor.knowledge.load import load_knowledge
from boundary_advisor.knowledge.models import Horizon, Threat
from boundary_advisor.output.formats import READABLE
from boundary_advisor.packs.starter import SCHEMAS
from boundary_advisor.programme.programme_file import PROGRAMME
from tests.cli.shell import (
    ADVISE,
    COMMANDS,
    DECLARED,
    PROGRAM,
    SCRIPTS,
    environment,
    options_of,
    process,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import typer

KB = load_knowledge()
CHALLENGES = [each.id for each in KB.challenges]
STRATEGIES = [each.id for each in KB.strategies]
SIZES = [each.id for each in KB.sizes]
OPTIONS: dict[str, list[str]] = {
    "--challenge": CHALLENGES,
    "-c": CHALLENGES,
    "--strategy": STRATEGIES,
    "-s": STRATEGIES,
    "--threat": list(Threat),
    "-t": list(Threat),
    "--horizon": list(Horizon),
    "-z": list(Horizon),
    "--city-size": SIZES,
    "--size": SIZES,
}
ARGUMENTS = {"challenges": CHALLENGES, "strategies": STRATEGIES, "schema": [*SCHEMAS, PROGRAMME]}


def lines() -> Iterator[tuple[str, list[str]]]:
    """Give lines that are not complete, and the words that their last one may be."""
    yield "boundary-advisor ", list(COMMANDS)
    yield "boundary-advisor knowledge ", [words[1] for words in DECLARED if words[1:]]
    for words, command in DECLARED.items():
        line = " ".join((PROGRAM, *words))
        forms = [str(each) for each in command.formats]
        known = {**OPTIONS, "--format": forms, "-f": forms}
        yield from ((f"{line} {each} ", known[each]) for each in options_of(words) if each in known)
        if words[-1] in ARGUMENTS:
            yield f"{line} ", ARGUMENTS[words[-1]]
    yield "advise --challenge ", CHALLENGES
    yield "advise -c data -c ", CHALLENGES
    yield "advise -c da", [each for each in CHALLENGES if each.startswith("da")]
    yield "advise -c zzz", []
    yield "boundary-advisor cases -s bu", [each for each in STRATEGIES if each.startswith("bu")]


LINES = list(lines())


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
        (partial(completes_ids("challenges"), NOTHING), CHALLENGES),
        (partial(completes_ids("strategies"), NOTHING), STRATEGIES),
        (partial(completes_ids("sizes"), NOTHING), SIZES),
        (complete_schema, [*SCHEMAS, PROGRAMME]),
        (completes(READABLE), list(READABLE)),
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


def test_names_of_packs_are_completed_too(monkeypatch: pytest.MonkeyPatch) -> None:
    packs = str(Path(__file__).parents[2] / "examples" / "packs" / "school-streets")
    given = cast("typer.Context", SimpleNamespace(params={"knowledge": [packs], "only": True}))
    assert completes_ids("challenges")(given, "res") == ["residents"]
    of_packs = ["doorstep", "trial", "easing", "anchoring"]
    assert completes_ids("strategies")(given, "") == of_packs
    monkeypatch.setenv(VARIABLE, packs)
    given = cast("typer.Context", SimpleNamespace(params={"only": True}))
    assert completes_ids("strategies")(given, "") == of_packs
