"""How a command is declared, called and published: by its name and by a file's suffix."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from boundary_advisor import UsageError
from boundary_advisor.cli import options  # noqa: TC001  # read when the command is built
from boundary_advisor.cli.registry import Group, Run
from tests.output.test_formats import MADE, VIEW
from tests.support.writers import BINARY, READABLE, Format, View, format_of

if TYPE_CHECKING:
    from pathlib import Path

    import typer

ALL = tuple(Format)


@pytest.mark.parametrize("form", Format)
def test_every_format_goes_its_round(
    form: Format, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    made = MADE[form]
    expected = made.encode() if isinstance(made, str) else made
    if form not in BINARY:
        Run(ALL, form=form.value.upper()).publish(VIEW)
        assert capsysbinary.readouterr() == (expected, b"")
    for suffix in (".txt", ".md", ".markdown", *(each.suffix for each in ALL)):
        file = tmp_path / f"{form}{suffix}"
        wanted = None if format_of(suffix) is form else str(form)
        Run(ALL, form=wanted, output=str(file), force=True).publish(VIEW)
        assert file.read_bytes() == expected
    assert capsysbinary.readouterr() == (b"", b"")


@pytest.mark.parametrize("form", sorted(BINARY))
@pytest.mark.parametrize("output", [None, "-"])
def test_what_is_no_text_needs_a_file(form: Format, output: str | None) -> None:
    with pytest.raises(UsageError, match=f"{form} is no text, so it needs a file") as caught:
        Run(ALL, form=form, output=output)
    assert caught.value.hint == f"Add --output with a name that ends in .{form}."


def test_without_a_word_on_it_the_command_chooses() -> None:
    for output in (None, "-"):
        assert Run(READABLE, output=output).form is Format.TERMINAL
        assert Run(READABLE, Format.MARKDOWN, output=output).form is Format.MARKDOWN


def test_a_suffix_wins_over_the_choice_of_the_command_and_a_name_over_both() -> None:
    assert Run(READABLE, Format.MARKDOWN, output="a.b/c.json").form is Format.JSON
    both = Run(READABLE, Format.MARKDOWN, form="terminal", output="c.json")
    assert both.form is Format.TERMINAL


@pytest.mark.parametrize(
    ("options", "is_whole"),
    [
        ({}, False),
        ({"output": "-"}, False),
        ({"form": "json"}, True),
        ({"output": "a.txt"}, True),
    ],
)
def test_there_is_room_for_everything_but_on_the_screen(
    options: dict[str, str], *, is_whole: bool
) -> None:
    assert Run(READABLE, **options).is_whole is is_whole  # type: ignore[arg-type]  # texts all


@pytest.mark.parametrize("name", ["a", "a.", ".md", "a.pdf", "a.md/b", "", "a\x1b"])
def test_a_name_that_tells_no_format_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="does not tell the format") as caught:
        Run(READABLE, output=name)
    assert caught.value.message.isprintable()


def test_nothing_is_made_that_is_not_asked_for() -> None:
    def never() -> str:
        raise AssertionError

    Run(READABLE, form="markdown").publish(View(VIEW.documents, never))


def declared(**more: object) -> tuple[typer.Typer, list[Run]]:
    """Declare a command in a program of its own; gives the program, and the runs of the command."""
    program, runs = Group("About it.", examples=("prog it",)), list[Run]()

    @program.command("it", "Do it.", examples=("prog it x.md",), **more)
    def it(run: Run, file: options.ProgrammeFile, *, full: options.Full = False) -> str | None:
        """Do it in full."""
        runs.append(run)
        return f"{file} {full}\n" if run.form is Format.TERMINAL else None

    return program.only("it"), runs


def test_a_command_gets_its_own_options_and_answers_through_the_shared_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program, runs = declared(formats=READABLE)
    program(["x.yaml", "--full"], standalone_mode=False)
    assert capsys.readouterr().out == "x.yaml True\n"
    file = tmp_path / "it.txt"
    program(["x.yaml", "-o", str(file), "--knowledge", "a"], standalone_mode=False)
    assert file.read_text("utf-8") == "x.yaml False\n"
    program(["x.yaml", "-f", "json"], standalone_mode=False)
    assert [(each.form.value, each.packs) for each in runs] == [
        ("terminal", ()),
        ("terminal", ("a",)),
        ("json", ()),
    ]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("more", "names"),
    [
        ({"formats": READABLE}, "--format --output --force --knowledge --only"),
        ({"formats": (Format.JSON,)}, "--output --force --knowledge --only"),
        (
            {"formats": READABLE, "replaced": {"only": None}},
            "--format --output --force --knowledge",
        ),
        ({}, "--knowledge --only"),
        ({"replaced": {"knowledge": None, "only": None}}, ""),
    ],
)
def test_what_a_command_declares_decides_on_its_shared_options(
    more: dict[str, Any], names: str, capsys: pytest.CaptureFixture[str]
) -> None:
    program, _ = declared(**more)
    program(["--help"], standalone_mode=False)
    shown = re.findall(r"^  (?:-\w, )?(--[a-z-]+)", capsys.readouterr().out, flags=re.MULTILINE)
    assert shown == ["--full", *names.split(), *COMPLETION, "--help"]


COMPLETION = ("--install-completion", "--show-completion")


def test_no_answer_takes_the_place_of_what_is_read(tmp_path: Path) -> None:
    program, runs = declared(formats=READABLE)
    read = tmp_path / "x.md"
    read.write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="is a file that is read"):
        program([str(read), "-o", str(read), "--force"], standalone_mode=False)
    assert runs == []
