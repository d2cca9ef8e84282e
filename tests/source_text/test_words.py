"""Words of any text, brought to stems."""

from __future__ import annotations

import pytest

from tests.source_text.words import (
    first_words,
    fold,
    line_words,
    says_something,
    stem,
    words,
)


@pytest.mark.parametrize(
    "forms",
    [
        "regulation regulations regulatory regulated regulators",
        "organise organize organisation organizational",
        "councillor councillors councilor council",
        "programme programs programme's",
        "city cities",
        "share shared sharing shares",
        "manager management managing managed",
        "behaviour behavior behaviours",
        "centre center centres",
        "innovate innovation innovative",
        "ethics ethical ethically",
        "travelling traveling travelled",
    ],
)
def test_forms_and_spellings_of_a_word_meet(forms: str) -> None:
    assert len({stem(word) for word in words(forms) if len(word) > 1}) == 1


@pytest.mark.parametrize("pair", ["buy purchase", "bring ring", "need seed", "access process"])
def test_other_words_do_not_meet(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["bring", "40", "ed", "ing", "s", "ly", "eye", "ee", "ss"])
def test_a_stem_is_never_empty(word: str) -> None:
    assert stem(word)


def test_numbers_stay_as_they_are() -> None:
    assert stem("100") == "100"
    assert words("By 2030, 40 services") == ["by", "2030", "40", "services"]


def test_accents_ligatures_capitals_and_raised_notes_do_not_count() -> None:
    assert fold("H\u00d6JER") == "hojer"
    assert words("e\ufb03ciency\u00b9\u00b2 of Caf\u00e9s^{3,4}") == ["efficiency", "of", "cafes"]
    assert words("spanners15") == ["spanners", "15"]


def test_the_first_words_are_no_more_than_asked_for() -> None:
    assert first_words("One two three", 2) == ["one", "two"]
    assert first_words("", 2) == []


def test_what_a_hyphen_joins_stands_apart_and_as_one() -> None:
    assert line_words("A short-term aim", "") == ["a", "short", "term", "aim", "shortterm"]
    assert line_words("soft\u00adware", "") == ["soft", "ware", "software"]


def test_a_word_that_a_line_divides_is_whole_again() -> None:
    assert line_words("more infor-", "mation here")[-1] == "information"
    assert line_words("more infor-", "Mation here")[-1] == "infor"
    assert line_words("more infor", "mation here")[-1] == "infor"
    assert line_words("---", "mation") == []


def test_some_words_say_nothing() -> None:
    assert [word for word in words("It is a 9 x vendor") if says_something(word)] == ["9", "vendor"]
