"""What a shell is told when the user asks it to complete a word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from boundary_advisor import Horizon, Threat, load_knowledge
from boundary_advisor.cli.options import VARIABLE
from boundary_advisor.packs.starter import SCHEMAS
from boundary_advisor.programme.programme_file import PROGRAMME
from tests.support.program import (
    ADVISE,
    COMMANDS,
    DECLARED,
    PROGRAM,
    SCRIPTS,
    environment,
    options_of,
    process,
    run,
)
from tests.support.writers import ALL_BUT_CHARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


@pytest.fixture
def completed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[str], list[str]]:
    """Give what tells the words that a shell would offer for the last word of a line."""

    def ask(line: str) -> list[str]:
        for name, value in asked(line).items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            run(line.partition(" ")[0], [])
        assert ended.value.code == 0
        shown = capsys.readouterr()
        assert shown.err == ""
        return shown.out.split()

    return ask


@pytest.mark.parametrize(("line", "words"), LINES, ids=[line for line, _ in LINES])
def test_a_word_is_completed(
    line: str, words: list[str], completed: Callable[[str], list[str]]
) -> None:
    assert completed(line) == words


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


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("boundary-advisor advise -c ", CHALLENGES),
        ("boundary-advisor cases -s ", STRATEGIES),
        ("boundary-advisor cases --size ", SIZES),
        ("boundary-advisor matrix -f ", list(ALL_BUT_CHARTS)),
        ("boundary-advisor knowledge schema ", [*SCHEMAS, PROGRAMME]),
    ],
)
def test_a_name_is_completed_from_its_beginning(
    line: str, known: list[str], completed: Callable[[str], list[str]]
) -> None:
    for begun in {name[: len(name) // 2] for name in known}:
        assert completed(line + begun) == [each for each in known if each.startswith(begun)]
    assert completed(f"{line}zz") == []


def test_names_of_packs_are_completed_too(
    completed: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    packs = Path(__file__).parents[2] / "examples" / "packs" / "school-streets"
    of_packs = ["doorstep", "trial", "easing", "anchoring"]
    named = f"--knowledge {packs} --only"
    assert completed(f"boundary-advisor advise {named} -c res") == ["residents"]
    assert completed(f"boundary-advisor cases {named} -s ") == of_packs
    monkeypatch.setenv(VARIABLE, str(packs))
    assert completed("boundary-advisor cases --only -s ") == of_packs
