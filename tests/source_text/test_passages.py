"""How much of an entry stands in each place."""

from __future__ import annotations

import pytest

from tests.source_text.entries import Said
from tests.source_text.passages import LENGTH, Passages
from tests.source_text.places import Legibility, SourceText, Spot
from tests.source_text.terms import Term, terms_of

NOISE = tuple(f"w{at}" for at in range(LENGTH))


def passages(**places: tuple[str, ...]) -> Passages:
    spots = [Spot(name, Legibility.LEGIBLE, stems) for name, stems in places.items()]
    return Passages(SourceText((), (*spots, Spot("gone", Legibility.MISSING)), ("rest",) * 50))


def terms(*stems: str) -> list[Term]:
    return [Term(stem, (stem,)) for stem in stems]


def test_terms_are_words_that_say_something_each_once_and_cities() -> None:
    said = Said("case x", "Here", ("The vendors' vendor.", "Costs 40"), (3,))
    assert terms_of(said, {3: ("kris",)}) == (
        Term("vendors", ("vend",)),
        Term("costs", ("cost",)),
        Term("40", ("40",)),
        Term("city 3", ("3", "kris"), is_city=True),
    )
    assert terms_of(said, {})[-1].stems == ("3",)


def test_a_term_that_stands_nowhere_is_not_known() -> None:
    found = passages(a=("x",))
    assert found.known(terms("x", "rest", "nowhere")) == tuple(terms("x", "rest"))


def test_all_terms_together_are_almost_the_whole_and_none_is_none() -> None:
    shares = passages(a=("x", "y", "z"), b=NOISE).shares(terms("x", "y", "z"))
    assert shares["a"] == pytest.approx(1, abs=0.1)
    assert shares["b"] == 0
    assert "gone" not in shares


def test_terms_far_apart_count_less_than_close_ones() -> None:
    far = ("x", *NOISE, *NOISE, "y", *NOISE, *NOISE, "z")
    shares = passages(close=(*NOISE, "x", "y", "z"), far=far).shares(terms("x", "y", "z"))
    assert shares["far"] < shares["close"] / 2


def test_terms_on_both_sides_of_a_cut_still_stand_together() -> None:
    cut = (*NOISE[:-1], "x", "y", *NOISE)
    assert passages(a=cut).shares(terms("x", "y"))["a"] > 0.6


def test_a_rare_term_weighs_more_than_a_common_one() -> None:
    shares = passages(rare=("x", "q"), common=("y", "q"), more=("y",) * 20).shares(terms("x", "y"))
    assert shares["rare"] > shares["common"]


def test_a_term_stands_there_under_any_of_its_names() -> None:
    term = Term("city 3", ("3", "kris"), is_city=True)
    found = passages(a=("kris",), b=("3", "kris"), c=("q",))
    shares = found.shares([term])
    assert shares["a"] > 0.5
    assert shares["b"] > 0.5
    assert shares["c"] == 0


def test_terms_are_parted_the_rarest_first() -> None:
    found = passages(a=("x", "y", "y"), b=("z", "z", "q"))
    assert found.parted(terms("y", "x", "z", "q"), "a") == (terms("x", "y"), terms("q", "z"))


def test_a_place_may_say_no_more_than_the_terms() -> None:
    found = passages(a=("x",), b=("x", "y"))
    assert found.says_no_more(terms("x", "z"), "a")
    assert not found.says_no_more(terms("x", "z"), "b")
