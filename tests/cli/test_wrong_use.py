"""Wrong names and wrong use: what is wrong, what was perhaps meant, what to do next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from boundary_advisor import UsageError, load_knowledge
from boundary_advisor.cli.options import pick
from tests.support.program import ADVISE, PROGRAM, QUESTION

if TYPE_CHECKING:
    from tests.support.program import Cli

CHALLENGES = ", ".join(each.id for each in load_knowledge().challenges)
STRATEGIES = ", ".join(each.id for each in load_knowledge().strategies)
SIZES = ", ".join(each.id for each in load_knowledge().sizes)
TWO_LEVELS = "The study knows two levels, and nothing between."
FORMATS = "Choose one of: terminal, markdown, html, docx, json, svg, csv, xlsx."

WRONG = [
    (
        ("advise", "-c", "dtaa"),
        f"no challenge 'dtaa'; did you mean 'data'?\nChoose one of: {CHALLENGES}.",
    ),
    (("advise", "-c", "zzz"), f"no challenge 'zzz'\nChoose one of: {CHALLENGES}."),
    (("advise", "-c", ""), f"no challenge ''\nChoose one of: {CHALLENGES}."),
    (("advise", "-c", "9"), f"no challenge '9'\nChoose one of: {CHALLENGES}."),
    (
        ("report", "-c", "d"),
        (
            "'d' fits more than one challenge: 'data', 'data-use'\n"
            "Give more of the name, or the whole id."
        ),
    ),
    (
        ("challenges", "polytics"),
        f"no challenge 'polytics'; did you mean 'politics'?\nChoose one of: {CHALLENGES}.",
    ),
    (
        ("strategies", "bufering"),
        f"no strategy 'bufering'; did you mean 'buffering'?\nChoose one of: {STRATEGIES}.",
    ),
    (
        ("strategies", "bridging"),
        (
            "'bridging' fits more than one strategy: 'bridging-support', 'bridging-knowledge'\n"
            "Give more of the name, or the whole id."
        ),
    ),
    (
        ("cases", "-s", "bilding"),
        f"no strategy 'bilding'; did you mean 'building'?\nChoose one of: {STRATEGIES}.",
    ),
    (
        ("cases", "--size", "medium-sity"),
        f"no city size 'medium-sity'; did you mean 'medium-city'?\nChoose one of: {SIZES}.",
    ),
    (
        ("advise", *QUESTION, "--city-size", "large-twon"),
        f"no city size 'large-twon'; did you mean 'large-town'?\nChoose one of: {SIZES}.",
    ),
    (
        ("cases", "--city", "nine"),
        (
            "no city 'nine'\nCities have numbers only. Choose one of: "
            "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12."
        ),
    ),
    (
        ("advise", "-c", "data", "-t", "hihg"),
        f"no threat 'hihg'; did you mean 'high'?\nChoose one of: low, high. {TWO_LEVELS}",
    ),
    (
        ("advise", "-c", "data", "-t", "80%"),
        f"no threat '80%'\nChoose one of: low, high. {TWO_LEVELS}",
    ),
    (
        ("advise", "-c", "data", "-z", "shrot"),
        f"no horizon 'shrot'; did you mean 'short'?\nChoose one of: short, long. {TWO_LEVELS}",
    ),
    (("matrix", "-f", "jsn"), f"no format 'jsn'; did you mean 'json'?\n{FORMATS}"),
    (("matrix", "-f", "pdf"), f"no format 'pdf'\n{FORMATS}"),
    (
        ("matrix", "-o", "matrix.pdf"),
        (
            "the name 'matrix.pdf' does not tell the format\n"
            "End the name in .txt, .md, .html, .docx, .json, .svg, .csv or .xlsx, or add --format."
        ),
    ),
    (
        ("matrix", "-o", ""),
        (
            "the name '' does not tell the format\n"
            "End the name in .txt, .md, .html, .docx, .json, .svg, .csv or .xlsx, or add --format."
        ),
    ),
    (
        ("advise", "-t", "high"),
        f"no challenge is given\nAdd --challenge with one of: {CHALLENGES}.",
    ),
    (("report",), f"no challenge is given\nAdd --challenge with one of: {CHALLENGES}."),
    (
        ("advize",),
        "No such command 'advize'. Did you mean 'advise'?\nSee: boundary-advisor --help",
    ),
    (("zzz",), "No such command 'zzz'.\nSee: boundary-advisor --help"),
    (
        ("report", "--horizn", "long"),
        (
            "No such option: --horizn (Possible options: --horizon)\n"
            "See: boundary-advisor report --help"
        ),
    ),
    (
        ("advise", "-c"),
        "Option '-c' requires an argument.\nSee: boundary-advisor advise --help",
    ),
    (
        ("challenges", "data", "legal"),
        "Got unexpected extra argument(s) (legal)\nSee: boundary-advisor challenges --help",
    ),
]


@pytest.mark.parametrize(
    ("arguments", "message"),
    WRONG,
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_use_is_told_on_stderr_with_code_2(
    cli: Cli, arguments: tuple[str, ...], message: str
) -> None:
    assert cli(*arguments) == (2, "", f"boundary-advisor: {message}\n")


def test_help_is_pointed_at_under_the_name_of_the_program_that_runs(cli: Cli) -> None:
    done = cli("--horizn", "long", program=ADVISE)
    assert done.code == 2
    assert done.err.endswith("\nSee: advise --help\n")
    assert cli("-c", program=ADVISE).err.endswith("\nSee: advise --help\n")


def test_all_is_read_before_anything_is_answered(cli: Cli) -> None:
    done = cli("advise", "-c", "data", "-c", "nothing", "-t", "high", "-z", "long")
    assert (done.code, done.out) == (2, "")


def test_a_wrong_format_is_told_before_the_knowledge_is_read(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable() -> None:
        raise AssertionError

    monkeypatch.setattr("boundary_advisor.knowledge.load.data_dir", unreadable)
    assert cli("matrix", "--format", "doc").code == 2


def test_pick_says_no_more_than_it_was_given() -> None:
    with pytest.raises(UsageError) as caught:
        pick("colour", "gren", ("red", "green"))
    assert caught.value.message == "no colour 'gren'; did you mean 'green'?"
    assert caught.value.hint == "Choose one of: red, green."
    assert pick("colour", " Green ", ("red", "green")) == "green"


LONG = "x" * 10_000
HOSTILE = ["[/x]", "[bold]data", "\x1b[31mred", "\u202etxt", "a\nb", "\x00\x07", "\ud800", LONG]
PLACES = [
    ("advise", "-c", "{}"),
    ("advise", *QUESTION, "-t", "{}"),
    ("advise", *QUESTION, "-z", "{}"),
    ("advise", *QUESTION, "--city-size", "{}"),
    ("advise", *QUESTION, "-f", "{}"),
    ("advise", *QUESTION, "-o", "{}"),
    ("advise", *QUESTION, "--{}"),
    ("advise", *QUESTION, "{}"),
    ("strategies", "{}"),
    ("challenges", "{}"),
    ("cases", "--city", "{}"),
    ("cases", "--size", "{}"),
    ("{}",),
]


def visible(word: str) -> str:
    return word.encode("unicode_escape").decode("ascii")


@pytest.mark.long
@pytest.mark.parametrize("word", HOSTILE, ids=[*map(ascii, HOSTILE[:-1]), "long"])
@pytest.mark.parametrize("place", PLACES, ids=" ".join)
def test_a_hostile_word_is_shown_and_never_obeyed(
    cli: Cli, place: tuple[str, ...], word: str
) -> None:
    done = cli(*(part.format(word) for part in place))
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("boundary-advisor: ")
    assert done.err.replace("\n", "").isprintable()
    assert done.err.count("\n") == 2
    assert visible(word[:50]) in done.err.replace("\\x0a", "\\n")


@pytest.mark.parametrize("word", HOSTILE, ids=[*map(ascii, HOSTILE[:-1]), "long"])
@pytest.mark.parametrize("form", ["terminal", "markdown", "json"])
def test_a_hostile_filter_is_shown_and_never_obeyed(cli: Cli, word: str, form: str) -> None:
    done = cli("cases", "-f", form, "--", word)
    assert (done.code, done.err) == (0, "")
    assert done.out.replace("\n", "").isprintable()
    if form != "json":
        unescaped = re.sub(r"\\([\\[\]])", r"\1", done.out) if form == "markdown" else done.out
        assert visible(word.replace("\n", "")) in "".join(unescaped.split())


def test_the_message_names_the_program_even_for_the_short_script(cli: Cli) -> None:
    assert cli("-c", "zzz", program=ADVISE).err.startswith(f"{PROGRAM}: no challenge 'zzz'")
