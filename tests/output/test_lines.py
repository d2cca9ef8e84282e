from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor.output.terminal import (
    hang,
    joined,
    labelled,
    plain,
    width_of_line,
    words,
    wrap,
)


def wrapped(text: str, first: int, rest: int | None = None) -> list[str]:
    lines = wrap(words(text), first, first if rest is None else rest)
    return [plain([line]) for line in lines]


def test_a_text_is_its_words_whatever_the_blanks() -> None:
    assert words("  one\n\ttwo   three ", "dim") == (
        ("one", "dim"),
        ("two", "dim"),
        ("three", "dim"),
    )
    assert words(" \n ") == ()


def test_a_text_shows_its_control_characters() -> None:
    assert words("a\x1b[1m b") == ((r"a\x1b[1m", ""), ("b", ""))


def test_a_no_break_space_keeps_its_words_together() -> None:
    assert wrapped("about 5\u00a0000 people", 10) == ["about", "5\u00a0000", "people"]


@pytest.mark.parametrize(
    ("label", "text", "line"),
    [
        ("Why", "it pays", (("Why: ", "bold"), ("it pays", "dim"))),
        ("In short", "", (("In short", "bold"),)),
        ("", "it pays", (("it pays", "dim"),)),
        ("", "", ()),
    ],
)
def test_a_colon_stands_between_a_label_and_its_text(
    label: str, text: str, line: tuple[tuple[str, str], ...]
) -> None:
    assert joined(labelled(label, text, "dim")) == line


def test_a_label_and_a_text_of_one_style_are_one_piece() -> None:
    assert joined(labelled("Why", "it pays", "bold")) == (("Why: it pays", "bold"),)


def test_a_line_is_filled_to_its_last_column() -> None:
    assert wrapped("one two three", 7) == ["one two", "three"]
    assert wrapped("one two three", 6) == ["one", "two", "three"]
    assert wrapped("one two three", 13) == ["one two three"]


def test_no_words_are_one_empty_line() -> None:
    assert wrap((), 10, 10) == [()]


def test_a_run_of_blanks_is_one_blank_and_none_at_a_line_s_end() -> None:
    assert wrapped("one   two  \n  three", 7) == ["one two", "three"]


def test_other_blanks_stay_and_none_is_left_at_a_line_s_end() -> None:
    assert wrapped("都\u3000市 a", 5) == ["都", "市 a"]


def test_the_first_line_may_be_longer() -> None:
    assert wrapped("one two three four", 7, 5) == ["one two", "three", "four"]


def test_a_word_longer_than_the_line_starts_one_and_the_next_word_follows_its_end() -> None:
    assert wrapped("a bcdefghij k", 4) == ["a", "bcde", "fghi", "j k"]


def test_a_long_word_is_broken_where_each_line_ends() -> None:
    assert wrapped("abcdefghij k", 5, 3) == ["abcde", "fgh", "ij", "k"]
    assert wrapped("x abcd", 5, 3) == ["x", "abc", "d"]


def test_wide_characters_fill_two_columns() -> None:
    assert wrapped("都市 計画 x", 6) == ["都市", "計画 x"]
    assert wrapped("都市計画x 都", 5) == ["都市", "計画x", "都"]


def test_combining_characters_fill_none() -> None:
    assert wrapped("cafe\u0301 ole\u0301", 8) == ["cafe\u0301 ole\u0301"]


def test_a_word_keeps_its_style_when_it_is_broken() -> None:
    assert wrap(words("abcd", "bold"), 3, 3) == [(("abc", "bold"),), (("d", "bold"),)]


def test_lines_hang_behind_their_lead() -> None:
    lines = hang(words("one two three"), 20, "- ", extra=2)
    assert plain(lines) == "- one two three"
    lines = hang(words("one two three"), 9, "- ", extra=2)
    assert plain(lines) == "- one two\n    three"
    assert hang((), 20, "- ") == []


def test_blanks_at_the_end_of_a_line_are_not_written() -> None:
    assert plain([(("a ", "bold"), ("  ", "")), (), ((" b", ""),)]) == "a\n\n b"


TEXT = st.text("abc é都\u0301🌳\u00a0\u3000", max_size=60)


@given(TEXT, st.integers(8, 30), st.integers(0, 4))
def test_no_character_is_lost_and_no_line_is_too_long(text: str, width: int, extra: int) -> None:
    lines = wrap(words(text), width, width - extra)
    assert width_of_line(lines[0]) <= width
    assert all(width_of_line(line) <= width - extra for line in lines[1:])
    shown = "".join(piece for line in lines for piece, _ in line)
    assert shown.replace(" ", "") == "".join(word for word, _ in words(text))


@given(st.lists(st.text("abc", min_size=1, max_size=8), min_size=1), st.integers(8, 30))
def test_words_that_fit_are_filled_in_and_never_broken(texts: list[str], width: int) -> None:
    lines = wrapped(" ".join(texts), width)
    assert " ".join(lines) == " ".join(texts)
    for line, following in pairwise(lines):
        assert len(f"{line} {following.split()[0]}") > width
