from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from boundary_advisor.programme.yaml_edit import Edit, EditError, apply_edits, scalar
from tests.support.models import HIDDEN, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from boundary_advisor.programme.yaml_edit import NewEntry
    from tests.support.models import Data, Loc

T = TypeVar("T")
Tree: TypeAlias = "Mapping[str, Tree] | list[Tree] | str | int | None"

OFTEN = settings(deadline=None, max_examples=150)


def changed(text: str, loc: Loc, value: str | NewEntry | None) -> str:
    return apply_edits(text, [Edit(loc, value)])


@contextmanager
def parser(speed: str) -> Iterator[None]:
    """Read with the parser in C, or as where PyYAML was built without it."""
    with pytest.MonkeyPatch.context() as patch:
        if speed == "slow":
            patch.delattr(yaml, "CSafeLoader")
        yield


@pytest.fixture(params=["quick", "slow"])
def _parser(request: pytest.FixtureRequest) -> Iterator[None]:
    with parser(request.param):
        yield


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("yes", "yes"),
        ("2027-02-01", "2027-02-01"),
        ("way-blocked", "way-blocked"),
        ("why?", '"why?"'),
        ("it's 3 o'clock", "it's 3 o'clock"),
        ("http://example.org/a#b", "http://example.org/a#b"),
        ("1.5", '"1.5"'),
        ("Straße 𝄞", "Straße 𝄞"),
        ("12", '"12"'),
        ("true", '"true"'),
        ("null", '"null"'),
        ("~", '"~"'),
        ("", '""'),
        (" x", '" x"'),
        ("x ", '"x "'),
        ("a: b", '"a: b"'),
        ("a:", '"a:"'),
        ("# x", '"# x"'),
        ("a # x", '"a # x"'),
        ("- x", '"- x"'),
        ("-", '"-"'),
        ("? x", '"? x"'),
        ("a, b", '"a, b"'),
        ("a]", '"a]"'),
        ("[a]", '"[a]"'),
        ("{a: b}", '"{a: b}"'),
        ("a}", '"a}"'),
        ("*a", '"*a"'),
        ("&a b", '"&a b"'),
        ("!a b", '"!a b"'),
        ("%a", '"%a"'),
        ("@a", '"@a"'),
        ("| x", '"| x"'),
        ("---", '"---"'),
        ("...", '"..."'),
        ("'a'", "\"'a'\""),
        ('"a"', r'"\"a\""'),
        ('say "no"', 'say "no"'),
        (r"a\b", r"a\b"),
        (r"\: ", r'"\\: "'),
        ("one\ntwo", r'"one\ntwo"'),
        ("a\tb", r'"a\tb"'),
        ("a\u202eb", r'"a\u202eb"'),
        ("a\x1bb", r'"a\x1bb"'),
        ("a\u2028b", r'"a\u2028b"'),
    ],
)
@pytest.mark.usefixtures("_parser")
def test_a_text_is_plain_where_that_is_safe_and_quoted_elsewhere(text: str, written: str) -> None:
    assert scalar(text) == written


@pytest.mark.parametrize("writer", ["quick", "slow"])
@pytest.mark.parametrize("reader", ["quick", "slow"])
@given(
    text=st.text(max_size=20).filter(lambda text: not HIDDEN.search(text))
    | st.text("a0 -?:,#&*!|>[]{}'\"%@`~=<.\\\n\t", max_size=9)
)
@OFTEN
def test_a_written_text_reads_back_wherever_it_stands(text: str, writer: str, reader: str) -> None:
    with parser(writer):
        written = scalar(text)
    assert len(written.splitlines()) == 1
    with parser(reader):
        assert parse_yaml(f"{written}: {written}", "f").data == {text: text}
        assert parse_yaml(f"- {written} # x\n-   {written}", "f").data == (text, text)
        assert parse_yaml(f"[{written}, {written}]", "f").data == (text, text)
        assert parse_yaml(f"a: {{{written}: {written}}}", "f").data == {"a": {text: text}}


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(
    ("text", "loc", "value", "edited"),
    [
        # a scalar is replaced, and what follows on its line stays
        ("a: 1\nb: x  # why\nc: 3\n", "b", "yes", "a: 1\nb: yes  # why\nc: 3\n"),
        ("a:    'x' # why\n", "a", "12", 'a:    "12" # why\n'),
        ('"a" : "x"', "a", "y", '"a" : y'),
        ("? a\n: b\n", "a", "y", "? a\n: y\n"),
        ("é: ü # ö\r\n𝄞: 𝄞 # 𝄞\r\n", "𝄞", "ß", "é: ü # ö\r\n𝄞: ß # 𝄞\r\n"),
        ("a: one\n  two # why\nb: 1\n", "a", "x", "a: x # why\nb: 1\n"),
        ("a: 'one\n\n  two'\nb: 1\n", "a", "x", "a: x\nb: 1\n"),
        ("a:\n  # hint\n  x # why\nb: 1\n", "a", "y", "a: y\n  # hint # why\nb: 1\n"),
        ("a: |\n  one\n\n  two # text\n\n# b\nb: 1\n", "a", "x", "a: x\n\n# b\nb: 1\n"),
        ("a: >-  # why\n  # text\nb: 1\n", "a", "x", "a: x\n  # why\nb: 1\n"),
        ("a: |+\n  one\n\nb: 1\n", "a", "x", "a: x\nb: 1\n"),
        ("a: 1 # one\nb: 2 # two\n", "a", "x\ny", 'a: "x\\ny" # one\nb: 2 # two\n'),
        ("---\na: 1 # one\n...\n", "a", "x", "---\na: x # one\n...\n"),
        # a blank is filled, and a value is made blank
        ("a:\nb: 1\n", "a", "x", "a: x\nb: 1\n"),
        ("a:   # why\nb: 1\n", "a", "x", "a: x   # why\nb: 1\n"),
        ("a:", "a", "x", "a: x"),
        ("a: ~ # why\n", "a", "x", "a: x # why\n"),
        ("a:   x # why\nb: 1", "a", None, "a: # why\nb: 1"),
        ("- x\n- y\n", "0", None, "-\n- y\n"),
        ("a:\n  -\n  - \n", "a.1", "x", "a:\n  -\n  - x \n"),
        # an empty collection is replaced; the comments in it stay
        ("a: [] # why\n", "a", "no", "a: no # why\n"),
        ("a: [ # one\n] # two\nb: 1\n", "a", "no", "a: no\n  # one # two\nb: 1\n"),
        ("a:\n- # one\n  {}\n- y\n", "a.0", "no", "a:\n- # one\n  no\n- y\n"),
        ("a: {b: [ # one\n  ], c: z}\n", "a.b", "n", "a: {b: n # one\n   , c: z}\n"),
        # in brackets, in one line
        ("a: {b: x, c: y} # why\n", "a.c", "no", "a: {b: x, c: no} # why\n"),
        ("a: {b: x, c: y}\n", "a.b", None, "a: {b: null, c: y}\n"),
        ("a: {b: , c: y}\n", "a.b", "x", "a: {b: x , c: y}\n"),
        ("a: {b: # c\n  }\n", "a.b", "x", "a: {b: x # c\n  }\n"),
        ("a: [x, y]\n", "a.1", "a, b", 'a: [x, "a, b"]\n'),
        ("a: [k: x]\n", "a.0.k", "y", "a: [k: y]\n"),
        ('{"a":1}', "a", "yes", '{"a":yes}'),
    ],
)
def test_a_value_is_replaced(text: str, loc: str, value: str | None, edited: str) -> None:
    assert changed(text, way(loc), value) == edited


def way(dotted: str) -> Loc:
    return tuple(int(step) if step.isdigit() else step for step in dotted.split("."))


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(
    ("text", "loc", "value", "edited"),
    [
        ("a: 1 # one\n\n# end\n", "b", "x", "a: 1 # one\nb: x\n\n# end\n"),
        ("a: 1", "b", "x", "a: 1\nb: x"),
        ("a: 1 # one\r\n# end\r\n", "b", "x", "a: 1 # one\r\nb: x\r\n# end\r\n"),
        ("---\na: 1\n...\n", "b", "x", "---\na: 1\nb: x\n...\n"),
        ("a: 1\n", "b c", None, "a: 1\nb c:\n"),
        ("a: 1\n", "n: o", "x", 'a: 1\n"n: o": x\n'),
        ("a: 1\n", "---", "x", 'a: 1\n"---": x\n'),
        (
            "a:\n    b:\n     - x\n     -\n#\nc:\n",
            "a.d",
            "x",
            "a:\n    b:\n     - x\n     -\n    d: x\n#\nc:\n",
        ),
        ("a:\n  b: |\n    x\n\n\nc: 1\n", "a.d", "y", "a:\n  b: |\n    x\n  d: y\n\n\nc: 1\n"),
        ("a:\n  b: |2+\n    x\n\nc: 1\n", "a.d", "y", "a:\n  b: |2+\n    x\n\n  d: y\nc: 1\n"),
        ("a: |+\r\n  x\r\n\r\n", "b", "y", "a: |+\r\n  x\r\n\r\nb: y\r\n"),
        ("a: |-\n  x", "b", "y", "a: |-\n  x\nb: y"),
        ("a:\n  b:  # blank\n# end\n", "a.c", "y", "a:\n  b:  # blank\n  c: y\n# end\n"),
        ("a:\n- b: 1\n  c: 2\n- x\n", "a.0.d", "y", "a:\n- b: 1\n  c: 2\n  d: y\n- x\n"),
        ("a:\n-   b: [1,\n  2] # c\n", "a.0.d", "y", "a:\n-   b: [1,\n  2] # c\n    d: y\n"),
        # parents are made
        ("a: 1\n", "signs.way-blocked", "yes", "a: 1\nsigns:\n  way-blocked: yes\n"),
        ("a:\n  b: 1\n", "a.c.d.e", None, "a:\n  b: 1\n  c:\n    d:\n      e:\n"),
        ("signs: # s\nb: 1\n", "signs.c", "x", "signs: # s\n  c: x\nb: 1\n"),
        ("signs: null # s\n", "signs.c", "x", "signs: # s\n  c: x\n"),
        ("signs: {} # s\n", "signs.c", "x", "signs: # s\n  c: x\n"),
        ("signs: [] # s\n", "signs.c.d", "x", "signs: # s\n  c:\n    d: x\n"),
        ("signs: { # s\n }\nb: 1", "signs.c", "x", "signs:\n  # s\n  c: x\nb: 1"),
        ("a:\n  -\n", "a.0.b", "x", "a:\n  -\n    b: x\n"),
        # in brackets
        ("a: {b: 1} # c\n", "a.c", "x", "a: {b: 1, c: x} # c\n"),
        ("a: {b: 1} # c\n", "a.c.d", "x", "a: {b: 1, c: {d: x}} # c\n"),
        ("a: {b: {}, c: }\n", "a.b.d", "x", "a: {b: {d: x}, c: }\n"),
        ("a: {b: {}, c: }\n", "a.d", "x", "a: {b: {}, c: , d: x }\n"),
        ("a: {b: 1, c}\n", "a.d", "x", "a: {b: 1, c, d: x}\n"),
        ("a: {\n  b: 1, # c\n}\n", "a.d", "x", "a: {\n  b: 1, d: x, # c\n}\n"),
        ("{}\n", "a.b", "x", "{a: {b: x}}\n"),
        ("{ # c\n}\n", "a", "x", "{a: x} # c\n\n"),
        ("{a: 1}", "b", "x", "{a: 1, b: x}"),
    ],
)
def test_a_field_is_added(text: str, loc: str, value: str | None, edited: str) -> None:
    assert changed(text, way(loc), value) == edited


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(
    ("text", "loc", "item", "edited"),
    [
        ("l:\n- a: 1 # one\n# end\n", "l", {"a": "x"}, "l:\n- a: 1 # one\n- a: x\n# end\n"),
        (
            "l:\n   - a\n\nb: 1",
            "l",
            {"a": "x", "b": None},
            "l:\n   - a\n   - a: x\n     b:\n\nb: 1",
        ),
        ("l:\r\n- a\r\n", "l", {"a": "x"}, "l:\r\n- a\r\n- a: x\r\n"),
        ("l:\n- - a\n- b\n", "l.0", {"a": "x"}, "l:\n- - a\n  - a: x\n- b\n"),
        ("l: [a, {b: c}] # c\n", "l", {"a": "x"}, "l: [a, {b: c}, {a: x}] # c\n"),
        ("l: [\n  a, # c\n]\n", "l", {"a": None}, "l: [\n  a, {a: null}, # c\n]\n"),
        ("l: {m: []}\n", "l.m", {"a": "x"}, "l: {m: [{a: x}]}\n"),
        ("l: {n: 1}\n", "l.m", {"a": "x"}, "l: {n: 1, m: [{a: x}]}\n"),
        ("l:  # c\nb: 1\n", "l", {"a": "x", "b": "y"}, "l:  # c\n  - a: x\n    b: y\nb: 1\n"),
        ("l: [] # c\n", "l", {"a": "x"}, "l: # c\n  - a: x\n"),
        ("b: 1 # c\n", "l", {"a": "x"}, "b: 1 # c\nl:\n  - a: x\n"),
        ("b: 1\n", "k.l", {"a": None}, "b: 1\nk:\n  l:\n    - a:\n"),
        ("l:\n-\n", "l.0.m", {"a": "x"}, "l:\n-\n  m:\n    - a: x\n"),
    ],
)
def test_an_entry_is_added(text: str, loc: str, item: NewEntry, edited: str) -> None:
    assert changed(text, way(loc), item) == edited


@pytest.mark.parametrize(
    ("text", "loc", "value"),
    [
        ("a: [x]\n", "a.1", "y"),
        ("a: [x]\n", "a.b", "y"),
        ("a: []\n", "a.0", "y"),
        ("a: 1\n", "b.0", "y"),
        ("a: x\n", "a.b", "y"),
        ("a: false\n", "a.b", "y"),
        ("a: ''\n", "a.b", "y"),
        ("a: {b: 1}\n", "a.0", "y"),
        ("a: [x]\n", "a", "y"),
        ("a:\n  b: 1\n", "a", "y"),
        ("a:\n- b: 1\n", "a.0", None),
        ("a: 1\n", "a", "hidden \x1b"),
        ("a: 1\n", "a", "half \ud800"),
        ("a: 1\n", "hidden \u202e", "y"),
        ("a: {b}\n", "a.b", "y"),
        ("? a # c\n: x\n", "a", "y"),
        ("a: [k: x]\n", "a.0.l", "y"),
        ("a: |\n  a newline here would change this", "b", "y"),
    ],
)
@pytest.mark.usefixtures("_parser")
def test_what_cannot_be_set_is_refused(text: str, loc: str, value: str | None) -> None:
    with pytest.raises(EditError):
        changed(text, way(loc), value)


def test_a_position_is_counted_from_the_front() -> None:
    with pytest.raises(EditError):
        changed("a: [x]\n", ("a", -1), "y")


@pytest.mark.parametrize("text", ["l: x\n", "l: {a: 1}\n", "l: {}\n", "l: 0\n", "l: ''\n"])
def test_nothing_but_a_list_takes_an_entry(text: str) -> None:
    with pytest.raises(EditError):
        changed(text, ("l",), {"a": "x"})


def test_a_refusal_names_the_field_and_a_way_out() -> None:
    with pytest.raises(EditError) as caught:
        changed("cases:\n- name: x\n", ("cases", 0, "name", "first\n"), "y")
    assert caught.value.message == (
        r"the field 'cases.0.name.first\n' cannot be changed in this text"
    )
    assert caught.value.hint == "Change it by hand, or write to another file."
    assert caught.value.exit_code == 1


NAMES = ("a", "b", "way-blocked", "12", "é: ü", "𝄞", "- x", "it's")
TEXTS = (*NAMES, "yes", "", "true", "# x", 'say "no"', "a\\b", "two\nlines", "]}", "a, b", "x" * 99)
COMMENT = re.compile(r"#~\d+")  # stands in no text


def groups(inner: st.SearchStrategy[T]) -> st.SearchStrategy[dict[str, T]]:
    return st.dictionaries(st.sampled_from(NAMES), inner, max_size=3)


WRITABLE: st.SearchStrategy[str | None] = (
    st.none() | st.sampled_from(TEXTS) | st.text("ab:#, é\n\"'\\", max_size=9)
)
ENTRIES = st.dictionaries(st.sampled_from(NAMES), WRITABLE, min_size=1, max_size=3)
TREES: st.SearchStrategy[Tree] = st.recursive(
    st.none() | st.sampled_from((*TEXTS, 7, True)),
    lambda inner: groups(inner) | st.lists(inner, max_size=3),
    max_leaves=12,
)


class Writer:
    """Writes data as YAML in any mix of styles, and notes where each value may be changed."""

    def __init__(self, random: Random, data: dict[str, Tree]) -> None:
        self.chance = random.random
        self.pick = random.choice
        self.newline = self.pick(["\n", "\r\n"])
        self.text, self.comments, self.end = "", 0, 0
        self.needs_newline = False
        self.spans: dict[Loc, tuple[int, int]] = {}
        self.top(data)

    def top(self, data: dict[str, Tree]) -> None:
        if not data or self.chance() < 0.1:
            self.flow(data, 0, ())
            self.finish_line()
        else:
            self.entries(data, 0, ())
        self.remarks(0)
        if not self.needs_newline and self.chance() < 0.3:
            self.text = self.text.removesuffix(self.newline)

    def comment(self) -> None:
        self.comments += 1
        self.text += f"#~{self.comments}"

    def remarks(self, column: int) -> None:
        while self.chance() < 0.25:
            if self.chance() < 0.7:
                self.text += " " * self.pick([0, column])
                self.comment()
                self.needs_newline = False
            self.text += self.newline

    def finish_line(self) -> None:
        if self.chance() < 0.3:
            self.text += self.pick([" ", "   "])
            self.comment()
        self.end = len(self.text)
        self.text += self.newline

    def entries(self, data: Tree, column: int, loc: Loc, *, compact: bool = False) -> None:
        for number, (step, inner) in enumerate(steps(data)):
            if number or not compact:
                self.remarks(column)
                self.text += " " * column
            self.text += "-" if isinstance(data, list) else self.name(step) + ":"
            self.value(inner, column, (*loc, step), parent=data)

    def value(self, data: Tree, column: int, loc: Loc, *, parent: Tree) -> None:
        start, self.needs_newline = len(self.text), False
        if isinstance(data, (Mapping, list)) and data and self.chance() < 0.7:
            self.block(data, column, loc, parent)
        elif data == "two\nlines" and self.chance() < 0.7:
            self.literal(data, column)
        else:
            if data is not None or self.chance() < 0.5:
                self.text += self.pick([" ", " ", "   ", f"{self.newline}{' ' * (column + 1)}"])
                self.flow(data, column + 1, loc)
            self.finish_line()
        self.spans[loc] = start, self.end

    def block(self, data: Tree, column: int, loc: Loc, parent: Tree) -> None:
        if isinstance(parent, list) and self.chance() < 0.7:
            gap = self.pick([1, 3])
            self.text += " " * gap
            self.entries(data, column + 1 + gap, loc, compact=True)
        else:
            flush = isinstance(parent, Mapping) and isinstance(data, list)
            self.finish_line()
            self.entries(data, column + self.pick([0, 2] if flush else [1, 2, 4]), loc)

    def literal(self, data: str, column: int) -> None:
        # Written so that it is the same text in each style; blank lines behind it belong to none.
        self.text += " |-"
        self.finish_line()
        pad = " " * (column + self.pick([1, 2, 4]))
        self.text += self.newline.join(pad + line for line in data.split("\n"))
        self.end = len(self.text)
        self.text += self.newline

    def flow(self, data: Tree, column: int, loc: Loc) -> None:
        if not isinstance(data, (Mapping, list)):
            self.text += self.word(data)
            return
        self.text += "[" if isinstance(data, list) else "{"
        self.gap(column)
        for number, (step, inner) in enumerate(steps(data)):
            if number:
                self.text += ","
                self.gap(column)
            if isinstance(data, Mapping):
                self.text += self.name(step) + ":"
            start = len(self.text)
            blank = inner is None and isinstance(data, Mapping) and self.chance() < 0.5
            if isinstance(data, Mapping):
                self.text += " "
            if not blank:
                self.flow(inner, column, (*loc, step))
            self.spans[(*loc, step)] = start, len(self.text)
            self.gap(column)
        self.text += "]" if isinstance(data, list) else "}"

    def gap(self, column: int) -> None:
        self.text += self.pick(["", " "])
        if self.chance() < 0.15:
            self.text += " "
            self.comment()
            self.text += self.newline + " " * column

    def name(self, name: str | int) -> str:
        plain = [f"{name}"] if name in ("a", "b", "way-blocked", "𝄞") else []
        return self.pick([*plain, json.dumps(name, ensure_ascii=False)])

    def word(self, data: Tree) -> str:
        if data is None:
            return self.pick(["null", "~"])
        if not isinstance(data, str):
            return json.dumps(data)
        plain = [data] if data in ("yes", "a", "b", "𝄞") else []
        single = [f"""'{data.replace("'", "''")}'"""] if "\n" not in data else []
        return self.pick([*plain, *single, json.dumps(data, ensure_ascii=False)])


def steps(data: Tree) -> list[tuple[str | int, Tree]]:
    """Give what stands in a group or a list, each with its name or position."""
    if isinstance(data, Mapping):
        return list(data.items())
    return list(enumerate(data)) if isinstance(data, list) else []


def frozen(data: Tree) -> Data:
    """Give data as the strict reader does."""
    if isinstance(data, list):
        return tuple(map(frozen, data))
    if isinstance(data, Mapping):
        return {key: frozen(inner) for key, inner in data.items()}
    return data


def put(data: Tree, loc: Loc, value: Tree) -> Tree:
    """Put a value at a place; what is missing or holds nothing becomes a group."""
    if not loc:
        return value
    copy = dict(steps(data))
    copy[loc[0]] = put(copy.get(loc[0]), loc[1:], value)
    if isinstance(data, list) and data:
        return list(copy.values())
    return {str(name): inner for name, inner in copy.items()}


def places(data: Tree, loc: Loc = ()) -> Iterator[tuple[Loc, Tree]]:
    """Give all values with the way to them."""
    yield loc, data
    for step, inner in steps(data):
        yield from places(inner, (*loc, step))


def check_edit(old: str, new: str, expected: Tree, span: tuple[int, int]) -> None:
    assert parse_yaml(new, "new").data == frozen(expected)
    assert COMMENT.findall(new) == COMMENT.findall(old)
    assert new.startswith(old[: span[0]])
    assert new.endswith(old[span[1] :])
    assert new.count("\r") == (new.count("\n") if "\r" in old else 0)


def insertion_point(old: str, new: str) -> tuple[int, int]:
    """Tell where text was put in, if that was all; else a place that fails the check."""
    at = len(old)
    while not new.startswith(old[:at]):
        at -= 1
    return at, at


@st.composite
def documents(draw: st.DrawFn) -> tuple[dict[str, Tree], Writer]:
    data = draw(st.dictionaries(st.sampled_from(NAMES), TREES, max_size=4))
    return data, Writer(draw(st.randoms(use_true_random=True)), data)


@given(documents())
@OFTEN
def test_generated_documents_read_as_what_they_were_made_of(
    document: tuple[dict[str, Tree], Writer],
) -> None:
    data, writer = document
    assert parse_yaml(writer.text, "old").data == frozen(data)
    assert len(COMMENT.findall(writer.text)) == writer.comments


@pytest.mark.parametrize("speed", ["quick", "slow"])
@given(document=documents(), more=st.data())
@OFTEN
def test_a_change_keeps_all_else(
    document: tuple[dict[str, Tree], Writer], more: st.DataObject, speed: str
) -> None:
    data, writer = document
    value = more.draw(WRITABLE)
    groups_and_blanks = [
        loc for loc, held in places(data) if isinstance(held, Mapping) or held in (None, [])
    ]
    missing = [(*loc, *new) for loc in groups_and_blanks for new in (("new",), ("n", "e"))]
    held = dict(places(data))
    filled = {loc for loc, value in held.items() if value and isinstance(value, Mapping | list)}
    present = [loc for loc in writer.spans if loc not in filled]
    loc = more.draw(st.sampled_from([*present, *missing]))
    with parser(speed):
        new = changed(writer.text, loc, value)
    check_edit(writer.text, new, put(data, loc, value), touched(writer, data, loc, new))


def touched(writer: Writer, data: Tree, loc: Loc, new: str) -> tuple[int, int]:
    """Tell which part of the old text a change may touch."""
    held = dict(places(data))
    while loc not in held:
        loc = loc[:-1]
        if held.get(loc) and isinstance(held[loc], (Mapping, list)):
            return insertion_point(writer.text, new)
    return writer.spans.get(loc, (0, len(writer.text)))


@given(document=documents(), item=ENTRIES, more=st.data())
@OFTEN
def test_an_added_entry_keeps_all_else(
    document: tuple[dict[str, Tree], Writer], item: NewEntry, more: st.DataObject
) -> None:
    data, writer = document
    held = dict(places(data))
    lists = [loc for loc, inner in held.items() if loc and isinstance(inner, list | None)]
    missing = [(*loc, "new") for loc, inner in held.items() if isinstance(inner, Mapping)]
    loc = more.draw(st.sampled_from([*lists, *missing]))
    new = changed(writer.text, loc, item)
    longer: Tree = [*(inner for _, inner in steps(held.get(loc))), item]
    at = touched(writer, data, (*loc, "new") if held.get(loc) else loc, new)
    check_edit(writer.text, new, put(data, loc, longer), at)
