from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from boundary_advisor import UsageError
from boundary_advisor.knowledge.names import Names, find, find_challenge, find_size, find_strategy
from boundary_advisor.text import did_you_mean, fold, show

if TYPE_CHECKING:
    from boundary_advisor import KnowledgeBase


@pytest.mark.parametrize(
    ("text", "challenge"),
    [
        ("water", "water"),
        ("WATER", "water"),
        ("1", "water"),
        (" 3 ", "helpers"),
        ("Dry Summers", "water"),
        ("dry", "water"),
        ("drought", "water"),
        ("Thi", "water"),
        ("water-rights", "water-rights"),
        ("Water_Rights", "water-rights"),
        ("water  rights", "water-rights"),
        ("water r", "water-rights"),
        ("brook", "water-rights"),
        ("quarrels over", "water-rights"),
        ("h", "helpers"),
    ],
)
def test_a_challenge_is_found_by_any_of_its_names(
    orchard: KnowledgeBase, text: str, challenge: str
) -> None:
    assert find_challenge(orchard, text).id == challenge


@pytest.mark.parametrize(
    ("text", "strategy"),
    [("netting", "netting"), ("WATERING", "watering"), ("tending by teach", "teaching")],
)
def test_a_strategy_is_found_by_id_or_name(
    orchard: KnowledgeBase, text: str, strategy: str
) -> None:
    assert find_strategy(orchard, text).id == strategy


@pytest.mark.parametrize(("text", "size"), [("Yard", "yard"), ("open", "field"), ("f", "field")])
def test_a_size_is_found_by_id_or_title(orchard: KnowledgeBase, text: str, size: str) -> None:
    assert find_size(orchard, text).id == size


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("wter", "no challenge 'wter'; did you mean 'water'?"),
        ("voluntears", "no challenge 'voluntears'; did you mean 'helpers'?"),
        ("astronomy", "no challenge 'astronomy'"),
        ("", "no challenge ''"),
        (" -_ ", "no challenge ' -_ '"),
        ("12", "no challenge '12'"),
        ("-1", "no challenge '-1'"),
        ("\x1b[31m", "no challenge '\\x1b[31m'"),
        ("x" * 61, f"no challenge '{'x' * 60}...'"),
        ("\x1b" * 1_000_000, "no challenge '" + r"\x1b" * 15 + "...'"),
    ],
)
def test_an_unknown_name_is_refused_with_what_may_be_meant(
    orchard: KnowledgeBase, text: str, message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        find_challenge(orchard, text)
    assert caught.value.message == message
    assert caught.value.hint == "Choose one of: water, water-rights, helpers."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("wat", "'wat' fits more than one challenge: 'water', 'water-rights'"),
        ("Te", "'Te' fits more than one strategy: 'watering', 'teaching'"),
    ],
)
def test_a_beginning_that_fits_several_lists_them(
    orchard: KnowledgeBase, text: str, message: str
) -> None:
    ask = find_challenge if "challenge" in message else find_strategy
    with pytest.raises(UsageError) as caught:
        ask(orchard, text)
    assert caught.value.message == message
    assert caught.value.hint == "Give more of the name, or the whole id."


@dataclass(frozen=True)
class Thing:
    id: str
    title: str = ""
    number: str = ""
    aliases: tuple[str, ...] = field(default=())


def names(thing: Thing) -> Names:
    return Names((thing.id,), (thing.number,), (thing.title,), thing.aliases)


THINGS = (
    Thing("begun", "Thrice told"),
    Thing("aliased", "Other", aliases=("two", "three", "one", "7")),
    Thing("titled", "Two", aliases=("x",)),
    Thing("other", "One", aliases=("three things",)),
    Thing("one", "Z"),
    Thing("numbered", "Y", number="7"),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [("one", "one"), ("two", "titled"), ("three", "aliased"), ("7", "numbered")],
)
def test_a_stronger_sort_of_name_wins(text: str, found: str) -> None:
    assert find(text, THINGS, "thing", names).id == found


def test_beginnings_of_all_sorts_count_alike() -> None:
    with pytest.raises(UsageError, match="'begun', 'aliased', 'other'"):
        find("thr", THINGS, "thing", names)


def test_the_same_title_twice_is_not_guessed() -> None:
    things = (Thing("a", "Same"), Thing("b", "same"))
    with pytest.raises(UsageError, match="'same' fits more than one thing: 'a', 'b'"):
        find("same", things, "thing", names)


def test_numbers_are_not_found_by_their_beginning() -> None:
    with pytest.raises(UsageError, match="no thing '1'"):
        find("1", (Thing("a", "A", number="12"),), "thing", names)


def test_fold_brings_spellings_together() -> None:
    assert fold("  Data_Use ") == fold("data-use") == fold("DATA  use") == "data use"


def test_show_escapes_and_cuts() -> None:
    assert show("a\nb") == "'a\\nb'"
    assert show("x" * 60) == f"'{'x' * 60}'"


def test_did_you_mean_says_nothing_where_nothing_is_near() -> None:
    assert did_you_mean("titel", ("source", "title")) == "did you mean 'title'?"
    assert did_you_mean("zzz", ("source", "title")) == ""


def test_did_you_mean_takes_no_time_over_long_words_and_many_names() -> None:
    assert did_you_mean("title" * 100, ("title" * 100,)) == ""
    many = [f"{first}-{number}" for first in "abc" for number in range(1_000)]
    assert did_you_mean("b-7x", many) == "did you mean 'b-7'?"
