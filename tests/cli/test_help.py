"""Help and version: complete, narrow enough, and true, as every example in it is run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from boundary_advisor import __version__, load_knowledge
from boundary_advisor.cli import main as program
from tests.support.program import (
    ADVISE,
    DECLARED,
    PROGRAM,
    SCRIPTS,
    module,
    parameters_of,
    process,
    run,
)

if TYPE_CHECKING:
    from tests.support.program import Cli

HELPS = [
    (PROGRAM,),
    (ADVISE,),
    (PROGRAM, "knowledge"),
    *((PROGRAM, *words) for words in DECLARED),
]
EXAMPLES = Path(__file__).parents[2] / "examples"
names = " ".join


def help_of(cli: Cli, words: tuple[str, ...], option: str = "--help") -> str:
    program, *command = words
    done = cli(*command, option, program=program)
    assert (done.code, done.err) == (0, "")
    return done.out


def examples(text: str) -> list[str]:
    return [line.strip() for line in text.partition("Examples:")[2].splitlines() if line.strip()]


def listed(text: str) -> dict[str, str]:
    part = text.partition("Commands:\n")[2].partition("\n\n")[0]
    return {line.split()[0]: line for line in part.splitlines()}


@pytest.mark.parametrize("words", HELPS, ids=names)
def test_every_help_fits_and_ends_with_examples(cli: Cli, words: tuple[str, ...]) -> None:
    text = help_of(cli, words)
    described, _, shown = text.partition("Examples:\n")
    assert max(map(len, described.splitlines())) <= 80
    assert max(map(len, shown.splitlines())) <= 100  # a command stays on one line
    assert text.startswith(f"Usage: {' '.join(words)} [OPTIONS]")
    assert len(examples(text)) >= 2
    assert "-h, --help" in text


@pytest.mark.parametrize("words", HELPS, ids=names)
def test_the_short_option_gives_the_same_help(cli: Cli, words: tuple[str, ...]) -> None:
    assert help_of(cli, words, "-h") == help_of(cli, words)


@pytest.mark.parametrize("words", HELPS, ids=names)
def test_a_usage_line_has_one_bracket_at_a_time(cli: Cli, words: tuple[str, ...]) -> None:
    assert "[[" not in help_of(cli, words).splitlines()[0]


@pytest.mark.parametrize("words", HELPS, ids=names)
def test_every_example_of_a_help_runs(
    cli: Cli, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(EXAMPLES)
    for example in examples(help_of(cli, words)):
        program, *arguments = shlex.split(example)
        done = cli(*arguments, program=program)
        assert (done.code, done.err) == (0, ""), example
        if "--output" in arguments:
            file = tmp_path / arguments[arguments.index("--output") + 1]
            assert file.read_text("utf-8"), example
            assert done.out == ""
            file.unlink()  # another example may take the same name
        else:
            assert done.out, example


@pytest.mark.parametrize("words", [(), ("knowledge",)], ids=names)
def test_a_group_lists_its_commands_and_cuts_none_short(cli: Cli, words: tuple[str, ...]) -> None:
    text = listed(help_of(cli, (PROGRAM, *words)))
    named = {each[len(words)]: each for each in DECLARED if each[: len(words)] == words}
    assert list(text) == list(named)
    for name, each in named.items():
        if each == (*words, name):
            assert text[name].endswith(f" {DECLARED[each].line}")
    assert all(line.endswith(".") and "..." not in line for line in text.values())


@pytest.mark.parametrize("words", HELPS, ids=names)
def test_every_option_is_described(cli: Cli, words: tuple[str, ...]) -> None:
    text = help_of(cli, words)
    described = re.findall(r"^  (?:-\w, )?(--[a-z-]+)", text, flags=re.MULTILINE)
    command = words[1:] if words[0] == PROGRAM else words
    known = {name for each in parameters_of(command) for name in each.opts}
    assert {*described} - {*COMPLETION, "--help"} <= known
    for each in parameters_of(command):
        assert each.help.endswith(".")
        if each.opts[0].startswith("-"):
            assert each.opts[0] in described
        assert each.metavar is None or each.metavar in text


COMPLETION = ("--install-completion", "--show-completion")


@pytest.mark.parametrize("words", [(ADVISE,), (PROGRAM, "report")], ids=names)
def test_no_help_names_a_size_that_only_some_knowledge_has(
    cli: Cli, words: tuple[str, ...]
) -> None:
    described = re.sub(r"-\s+", "-", help_of(cli, words).partition("Examples:")[0])
    assert not [size.id for size in load_knowledge().sizes if size.id in described]
    assert "The command 'cases' shows the sizes" in re.sub(r"\s+", " ", described)


def test_cases_shows_the_sizes_in_words_that_are_understood(cli: Cli) -> None:
    packs = str(EXAMPLES / "packs" / "school-streets")
    for more in ((), ("--knowledge", packs, "--only")):
        shown = re.sub(r"\s+", " ", cli("cases", *more).out)
        sizes = set(re.findall(r" - [A-Z][\w ]+ \(([^)]+)\):", shown))
        assert sizes
        for size in sizes:
            assert cli("cases", "--city-size", size, *more).code == 0


@pytest.mark.parametrize("command", [[], ["advise"]])
def test_help_through_the_module_and_the_scripts(command: list[str]) -> None:
    by_module = process(module(*command, "--help"))
    assert (by_module.code, by_module.err) == (0, "")
    assert by_module == process([str(SCRIPTS / PROGRAM), *command, "-h"])


def test_the_script_advise_is_a_program_of_its_own() -> None:
    done = process([str(SCRIPTS / ADVISE), "-h"])
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Usage: advise [OPTIONS]")


@pytest.mark.parametrize("program", [PROGRAM, ADVISE])
def test_both_scripts_tell_their_version(program: str) -> None:
    done = process([str(SCRIPTS / program), "--version"])
    assert done == (0, f"boundary-advisor {__version__}\n", "")


@pytest.mark.parametrize("start", [program.main, program.advise])
def test_version_is_told_in_both_programs(
    start: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(start)
    monkeypatch.setattr("sys.argv", ["any", "--version"])
    assert start() == 0
    assert capsys.readouterr() == (f"boundary-advisor {__version__}\n", "")


def test_version_stands_before_a_command_too(cli: Cli) -> None:
    assert cli("--version", "matrix") == (0, f"boundary-advisor {__version__}\n", "")


@pytest.mark.parametrize(
    ("start", "usage"),
    [
        (program.main, "Usage: boundary-advisor [OPTIONS] COMMAND"),
        (program.advise, "Usage: advise ["),
    ],
)
def test_a_script_hands_the_arguments_of_the_process_on(
    start: object,
    usage: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert callable(start)
    monkeypatch.setattr("sys.argv", ["any", "--help"])
    assert start() == 0
    assert capsys.readouterr().out.startswith(usage)


def test_run_takes_any_name_but_advise_for_the_whole_program(cli: Cli) -> None:
    assert run("other", ["matrix"]) == 0
    assert cli("--help", program="other").out.startswith("Usage: other [OPTIONS] COMMAND")
