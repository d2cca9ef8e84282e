from __future__ import annotations

import ast
import errno
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor import KnowledgeError, Problem
from boundary_advisor.yamlfile import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_EVENTS,
    MAX_REPORTED,
    Data,
    parse_yaml,
    read_text,
    read_yaml,
)

if TYPE_CHECKING:
    from tests.support.models import Loc


@pytest.fixture(params=["quick", "slow"])
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run with the parser in C, and again as where PyYAML was built without it."""
    if request.param == "slow":
        monkeypatch.delattr(yaml, "CSafeLoader")


def refusals(text: str) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        parse_yaml(text, "f.yaml")
    return [str(problem) for problem in caught.value.problems]


def said_of(text: str) -> str:
    """Give all that is said of a text; nothing if it is read."""
    try:
        parse_yaml(text, "f.yaml")
    except KnowledgeError as error:
        return str(error)
    return ""


def write(folder: Path, content: str | bytes) -> Path:
    path = folder / "f.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read_refusals(path: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        read_yaml(path)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("True", "True"),
        ("NULL", "NULL"),
        ("1:30", "1:30"),
        ("1.0", "1.0"),
        ("1e3", "1e3"),
        ("012", "012"),
        ("0x1f", "0x1f"),
        ("1_000", "1_000"),
        ("+1", "+1"),
        ("--1", "--1"),
        (".inf", ".inf"),
        ("2020-01-01", "2020-01-01"),
        ("<<", "<<"),
        ("=", "="),
        ("tea", "tea"),
        ("٣", "٣"),
        ("0", 0),
        ("12", 12),
        ("-7", -7),
        ("123456789012345678", 123456789012345678),
        ("1" * 5000, "1" * 5000),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ('""', ""),
        ("'12'", "12"),
        ('"true"', "true"),
        ("[1, [a, {b: no}]]", (1, ("a", {"b": "no"}))),
        ("[]", ()),
        ("\n- \n-\n", (None, None)),
        ("{}", {}),
        ("|\n  one\n  two\n", "one\ntwo\n"),
        (">-\n  12\n", "12"),
        ('"tab\\t and \\u00e9"', "tab\t and é"),
    ],
)
def test_plain_scalars_mean_what_they_look_like(written: str, value: Data) -> None:
    assert parse_yaml(f"key: {written}\n", "f.yaml").data == {"key": value}


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", "f.yaml:3:1: the field 'a' is given twice; keep one of them"),
        ("- x: 1\n  'x': 2", "f.yaml:2:3: the field 'x' is given twice; keep one of them"),
        ("a: !!str b", "f.yaml:1:4: the tag 'tag:yaml.org,2002:str' is not allowed; take it out"),
        ("a: !x [b]", "f.yaml:1:4: the tag '!x' is not allowed; take it out"),
        ("a: ! b", "f.yaml:1:4: the tag '!' is not allowed; take it out"),
        ("a: &x b", "f.yaml:1:4: the anchor &x is not allowed; take it out"),
        ("a: &x {b: c}", "f.yaml:1:4: the anchor &x is not allowed; take it out"),
        ("a: *x", "f.yaml:1:4: the alias *x is not allowed; write the value out"),
        ("1: a", "f.yaml:1:1: the name of a field must be text; put it in quotes"),
        ("a:\n  true: b", "f.yaml:2:3: the name of a field must be text; put it in quotes"),
        ("? [a, b]\n: c", "f.yaml:1:3: the name of a field must be text; put it in quotes"),
        ("? {a: b}\n: c", "f.yaml:1:3: the name of a field must be text; put it in quotes"),
        ("a: 1\n---\nb: 2", "f.yaml:2:1: a second document begins here; a file holds one"),
        ("", "f.yaml: the file is empty"),
        ("# only talk\n", "f.yaml: the file is empty"),
        ("---\n", "f.yaml: the file is empty"),
        ("a:\n\tb: 1", "f.yaml:2:1: a tab cannot indent; use spaces"),
        ("a: x\n\tb: 1", "f.yaml:2:1: a tab cannot indent; use spaces"),
        ("a: @b", "f.yaml:1:4: a value cannot begin with '@'; put the text in quotes"),
        ("a: *b*", "f.yaml:1:4: a value cannot begin with '*'; put the text in quotes"),
        ("a: & b", "f.yaml:1:4: a value cannot begin with '&'; put the text in quotes"),
        ("a: - b", "f.yaml:1:4: a value cannot begin with '-'; put the text in quotes"),
        ("a: ? b", "f.yaml:1:4: a value cannot begin with '?'; put the text in quotes"),
        ("a: >5% b", "f.yaml:1:4: a value cannot begin with '>'; put the text in quotes"),
        ("a: |9x", "f.yaml:1:4: a value cannot begin with '|'; put the text in quotes"),
        ("a: , b", "f.yaml:1:4: a value cannot begin with ','; put the text in quotes"),
        ("a: [b,, c]", "f.yaml:1:7: a value cannot begin with ','; put the text in quotes"),
        ("a: !<b c", "f.yaml:1:4: a value cannot begin with '!'; put the text in quotes"),
        ("a: !b!c d", "f.yaml:1:4: a value cannot begin with '!'; put the text in quotes"),
        ("a: !%zz b", "f.yaml:1:4: a value cannot begin with '!'; put the text in quotes"),
        ("% b", "f.yaml:1:1: a line that begins with '%' is not allowed; take it out"),
        ("%YAML 2.0", "f.yaml:1:1: a line that begins with '%' is not allowed; take it out"),
        ("a: 'b' c", "f.yaml:1:8: nothing can follow here; put the whole text in quotes"),
        ("a: [b] c", "f.yaml:1:8: nothing can follow here; put the whole text in quotes"),
        ("- a\nb: 1", "f.yaml:2:1: this does not fit the list above; check its indentation"),
        ('"a": 1\n"b"\n', "f.yaml:2:1: a ':' is missing after this name"),
        ("'a' b", "f.yaml:1:5: nothing can follow here; put the whole text in quotes"),
        ("a: b: c", "f.yaml:1:5: a ':' cannot stand here; put the text in quotes"),
        ("a: 1\n b: 2", "f.yaml:2:3: a ':' cannot stand here; put the text in quotes"),
        (
            "a:\n  b: 1\n c: 2",
            "f.yaml:3:2: this does not fit the lines above; check its indentation",
        ),
        ("a: 'b\nc: d", "f.yaml:1:4: a quote is opened here and never closed"),
        ("a: [b, c", "f.yaml:1:4: this list in [ ] lacks a ',' or is never closed"),
        ("a: {b: c", "f.yaml:1:4: this group in { } lacks a ',' or is never closed"),
        ("a: 1\nb\nc: 2", "f.yaml:2:1: a ':' is missing after this name"),
        ('a: "x\\x1b"', "f.yaml:1:4: the hidden character \\x1b is not allowed; take it out"),
        ('a: "x\\u202e"', "f.yaml:1:4: the hidden character \\u202e is not allowed; take it out"),
        ("x: " + "[" * 40, "f.yaml:1:43: this is nested more than 40 levels deep"),
        ("{a: " * 100_000, "f.yaml:1:161: this is nested more than 40 levels deep"),
        ("- " * 100_000, "f.yaml:1:81: this is nested more than 40 levels deep"),
    ],
)
def test_what_yaml_would_guess_or_drop_is_refused(text: str, said: str) -> None:
    assert refusals(text) == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", "f.yaml:2:1: a '[' or '{' above is never closed"),
        (
            'a: "b\\q"',
            "f.yaml:1:6: a '\\' in double quotes is special; write '\\\\' or use single quotes",
        ),
    ],
)
def test_errors_that_each_parser_puts_at_another_position(text: str, said: str) -> None:
    assert refusals(text) == [said]


BROKEN = (
    *("a: *b*", "a: & b", "a: - b", "? a: - b", "a: >5% b", "a: , b", "a: ? b", "a: b\n- c"),
    *("a: [", "a: {", "a: [b,,c]", "a: {,}", "a: ]", "a: }", "a: % b", "% b", "%YAML 2.0\n---\na"),
    *("%YAML 1.1\n%YAML 1.1\n---\na", "%YAML 1.x", "%TAG ! x\n", "%TAG ! !a\n%TAG ! !b\n--- a"),
    *("a: !<x b", "a: !x{ b", "a: !y!z b", "a: !%zz b", "a: 'b\n--- c", "a: |0\n b", "a: |x\n b"),
    *("a: |\n\tb", "a: ` b", "[" * 2000, "{" * 2000, "- " * 2000, "a: b\n...\nc: d", "a: [b\nc: d"),
    *("a: b #\n  c: d", "'a\n", 'a: "b', "key\nother: 1", "x" * 2000 + ": 1", "a: b\n  c\nd"),
    *("[a}", "&", "*", "[a: *]", "a: [ - b ]", "a: b: c", "a: {b: c: d}", "{a: b]", "a: \t- b"),
    *("a: b:", "'a' b", "[a] b", "a: 'b' c", "a: [b] c", "a: &b *c", "a: 'it's'", '"a" "b"'),
    *("- a\nb: c", r'"\q"', r'"\xZZ"', r'"\UFFFFFFFF"', r'"\U00110000"', r'"\ud800"'),
)
"""Texts for which PyYAML has words of its own."""


def words_of_the_library() -> set[str]:
    """Give what PyYAML's parsers can say: from its source, and from its compiled part."""
    folder = Path(yaml.__file__).parent
    phrase = re.compile(rb"(?:found|did not|could not|expected|while|mapping)[ -~]{9,}")
    raised = (
        node
        for name in ("reader", "scanner", "parser", "composer")
        for statement in ast.walk(ast.parse((folder / f"{name}.py").read_text("utf-8")))
        if isinstance(statement, ast.Raise)
        for node in ast.walk(statement)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    compiled = [
        text.decode()
        for path in folder.glob("_yaml*")
        for text in phrase.findall(path.read_bytes())
    ]
    parts = [part for text in compiled for part in text.split("%")]
    parts += [part for node in raised for part in re.split(r"%.", str(node.value))]
    return {part.strip(" ,") for part in parts if " " in part.strip(" ,")}


WORDS = words_of_the_library()


@pytest.mark.usefixtures("_parser")
def test_no_words_of_the_library_are_passed_on() -> None:
    assert len(WORDS) > 50
    assert {"found unknown escape character", "while scanning an"} <= WORDS
    for text in BROKEN:
        said = said_of(text)
        assert said, text
        assert not [each for each in WORDS if each in said], text


def test_a_text_that_no_parser_takes_is_refused() -> None:
    said = "f.yaml: this is not valid YAML here; put the text in quotes"
    assert refusals("\x00") == refusals("\ud800") == [said]


@pytest.mark.usefixtures("_parser")
def test_depth_up_to_the_bound_is_read() -> None:
    data = parse_yaml("[" * MAX_DEPTH + "]" * MAX_DEPTH, "f.yaml").data
    for _ in range(MAX_DEPTH - 1):
        assert isinstance(data, tuple)
        (data,) = data
    assert data == ()


def test_all_refusals_before_a_syntax_error_are_told() -> None:
    assert refusals("a: &x 1\na: 2\n2: !t b\nc: 'd") == [
        "f.yaml:1:4: the anchor &x is not allowed; take it out",
        "f.yaml:2:1: the field 'a' is given twice; keep one of them",
        "f.yaml:3:1: the name of a field must be text; put it in quotes",
        "f.yaml:3:4: the tag '!t' is not allowed; take it out",
        "f.yaml:4:4: a quote is opened here and never closed",
    ]


def test_refusals_stop_at_a_bound() -> None:
    assert len(refusals("a: 1\n" * 1000)) == MAX_REPORTED


@pytest.mark.usefixtures("_parser")
@given(st.text(alphabet="ab1:-? \n\t'\"[]{}&*!|>%#,\\~.é", max_size=60))
def test_any_text_is_read_or_refused_in_words_of_our_own(text: str) -> None:
    said = said_of(text)
    assert not [each for each in WORDS if each in said]


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path = write(tmp_path_factory.getbasetemp(), raw)
    with suppress(KnowledgeError):
        read_yaml(path)


PLACES = """\
top: é 1
list:
  - id: one
    serves: [{challenge: wter, why: x}, 7]
  - id: two
none:
"""


@pytest.mark.parametrize(
    ("loc", "target", "place"),
    [
        ((), "value", (1, 1)),
        (("top",), "value", (1, 6)),
        (("top",), "name", (1, 1)),
        (("list",), "value", (3, 3)),
        (("list", 0), "value", (3, 5)),
        (("list", 0, "id"), "value", (3, 9)),
        (("list", 0, "id"), "name", (3, 5)),
        (("list", 0, "serves", 0, "challenge"), "value", (4, 26)),
        (("list", 0, "serves", 0, "why"), "name", (4, 32)),
        (("list", 0, "serves", 1), "value", (4, 41)),
        (("list", 0, "serves", 0, "missing"), "value", (4, 14)),
        (("list", 1, "missing", 3, "more"), "value", (5, 5)),
        (("list", 1, "missing"), "name", (5, 5)),
        (("list", 2), "value", (3, 3)),
        (("list", "id"), "value", (3, 3)),
        (("top", 0), "value", (1, 6)),
        (("none", "x"), "value", (6, 6)),
        (("missing",), "value", (1, 1)),
    ],
)
def test_a_place_is_found_for_every_way(
    tmp_path: Path,
    loc: Loc,
    target: str,
    place: tuple[int, int],
) -> None:
    problem = read_yaml(write(tmp_path, PLACES)).problem(loc, "wrong", at_key=target == "name")
    assert (problem.line, problem.column) == place
    assert (problem.file, problem.message) == ("f.yaml", "wrong")


def test_windows_line_ends_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    read = read_yaml(write(tmp_path, b"\xef\xbb\xbfa: 1\r\nb: |\r\n  x\r\n  y\r\n"))
    assert read.data == {"a": 1, "b": "x\ny\n"}
    assert str(read.problem(("b",), "here")) == "f.yaml:2:4: here"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"a: 1\nb: caf\xe9\n", ["f.yaml:2:7: this is not UTF-8 text; save the file as UTF-8"]),
        ("é: ü".encode() + b"\xff", ["f.yaml:1:5: this is not UTF-8 text; save the file as UTF-8"]),
        (
            b"\xef\xbb\xbfa: \xff",
            ["f.yaml:1:4: this is not UTF-8 text; save the file as UTF-8"],
        ),
        ("a".encode("utf-16"), ["f.yaml:1:1: this is UTF-16 text; save the file as UTF-8"]),
        ("a: b".encode("utf-16-le"), ["f.yaml:1:1: this is UTF-16 text; save the file as UTF-8"]),
        ("a: b".encode("utf-16-be"), ["f.yaml:1:1: this is UTF-16 text; save the file as UTF-8"]),
        (b"\xfe\xff\x00a", ["f.yaml:1:1: this is UTF-16 text; save the file as UTF-8"]),
        ("a".encode("utf-32"), ["f.yaml:1:1: this is UTF-32 text; save the file as UTF-8"]),
        (
            "a: é\x1b\nb: \u202ec # \x9b\r".encode(),
            [
                "f.yaml:1:5: the hidden character \\x1b is not allowed; take it out",
                "f.yaml:2:4: the hidden character \\u202e is not allowed; take it out",
                "f.yaml:2:9: the hidden character \\x9b is not allowed; take it out",
                "f.yaml:2:10: the hidden character \\r is not allowed; take it out",
            ],
        ),
    ],
)
def test_unreadable_text_is_refused_with_its_place(
    tmp_path: Path, raw: bytes, said: list[str]
) -> None:
    assert read_refusals(write(tmp_path, raw)) == said


def test_hidden_characters_do_not_hide_the_rest_of_a_text_that_is_wanted(tmp_path: Path) -> None:
    path = write(tmp_path, "a: b\x1bc\nd: \u202e\n")
    refused: list[Problem] = []
    assert read_text(path, "f.yaml", refused) == "a: b\ufffdc\nd: \ufffd\n"
    assert [str(problem) for problem in refused] == read_refusals(path)
    with pytest.raises(KnowledgeError):
        read_text(write(tmp_path, "\x07" * 1000), "f.yaml", refused)


def test_hidden_characters_are_told_up_to_a_bound(tmp_path: Path) -> None:
    assert len(read_refusals(write(tmp_path, "\x07" * 1000))) == MAX_REPORTED


def test_a_file_at_the_bound_is_read_and_one_above_is_not(tmp_path: Path) -> None:
    size = MAX_BYTES - len("a: ")
    assert read_yaml(write(tmp_path, "a: " + "b" * size)).data == {"a": "b" * size}
    too_large = write(tmp_path, "a: " + "b" * (size + 1))
    assert read_refusals(too_large) == ["f.yaml: the file is larger than 5 MB"]


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    assert read_refusals(tmp_path / "gone.yaml") == ["gone.yaml: there is no such file"]
    assert read_refusals(tmp_path / "a\0b") == [
        "a\\x00b: the file cannot be read: embedded null byte"
    ]
    (tmp_path / "dir.yaml").mkdir()
    assert read_refusals(tmp_path / "dir.yaml") == ["dir.yaml: this is a folder, not a file"]


@pytest.mark.parametrize("code", [errno.EACCES, errno.EIO, errno.ESTALE, errno.EAGAIN])
def test_a_file_that_may_not_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(code, os.strerror(code))

    path = write(tmp_path, "a: 1\n")
    monkeypatch.setattr(os, "open", refuse)
    said = [f"f.yaml: the file cannot be read: {os.strerror(code)}"]
    assert read_refusals(path) == said


def test_a_file_that_goes_away_while_it_is_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "a: 1\n")
    opened = os.open

    def vanish(name: Path, flags: int) -> int:
        path.unlink()
        return opened(name, flags)

    monkeypatch.setattr(os, "open", vanish)
    assert read_refusals(path) == ["f.yaml: there is no such file"]


def test_a_file_that_becomes_a_pipe_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "a: 1\n")
    opened = os.open

    def become(name: Path, flags: int) -> int:
        path.unlink()
        os.mkfifo(path)
        return opened(name, flags)

    monkeypatch.setattr(os, "open", become)
    assert read_refusals(path) == ["f.yaml: this is not a regular file"]


def test_a_file_that_fails_while_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "a: 1\n")
    read, write_only = os.pipe()
    os.close(read)
    monkeypatch.setattr(os, "open", lambda *_: write_only)
    monkeypatch.setattr("stat.S_ISREG", lambda _: True)
    (said,) = read_refusals(path)
    assert said.startswith("f.yaml: the file cannot be read: ")


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").symlink_to("f.yaml")
    said = f"f.yaml: the file cannot be read: {os.strerror(errno.ELOOP)}"
    assert read_refusals(tmp_path / "f.yaml") == [said]


def test_a_text_of_too_many_parts_is_refused_where_they_become_too_many() -> None:
    assert refusals("[" + "a," * MAX_EVENTS + "]") == [
        f"f.yaml:1:{2 * MAX_EVENTS - 4}: the file has too much in it: over 250,000 parts"
    ]


def test_ten_thousand_cases_are_not_too_many() -> None:
    case = (
        "- {id: x, cities: [9], summary: s, outcome: o, tactics: [a], challenges: [b], source: c}\n"
    )
    assert len(cast("tuple[Data, ...]", parse_yaml(case * 10_000, "f.yaml").data)) == 10_000


def test_names_and_directives_that_nobody_writes_are_refused() -> None:
    assert refusals(f"? {'a' * 2001}\n: 1") == [
        "f.yaml:1:3: the name of a field is longer than 2000 characters"
    ]
    assert refusals("%YAML 1.1\n---\na: 1\n") == [
        "f.yaml:1:1: a line that begins with '%' is not allowed; take it out"
    ]


def test_a_place_is_found_beside_aliases_and_names_that_are_no_text() -> None:
    refused: list[Problem] = []
    text = "? [a, b]\n: 1\na: *x\nb: &y 1\nc: &y 2\n"
    read = parse_yaml(text, "f.yaml", refused)
    assert len(refused) == 4
    assert [str(read.problem((name,), "x")) for name in "abc"] == [
        "f.yaml:3:4: x",
        "f.yaml:4:4: x",
        "f.yaml:5:4: x",
    ]


def test_a_caller_may_name_the_file(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"^mine/\\x1b\.yaml: the file is empty$"):
        read_yaml(write(tmp_path, ""), "mine/\x1b.yaml")


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "challenges.yaml"
    os.mkfifo(pipe)
    with pytest.raises(KnowledgeError, match="not a regular file"):
        read_yaml(pipe)
