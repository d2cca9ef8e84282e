from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor.programme.matching import in_order, match
from tests.engine.fields import STEADY
from tests.programme.made import LEVELS, city_planner, placed
from tests.programme.programmes import STATUSES, pairs, programmes, shuffled

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from boundary_advisor.programme.matching import Matching
    from boundary_advisor.programme.models import Programme
    from boundary_advisor.programme.planner import Planner
    from boundary_advisor.programme.results import Placed

Shuffle = st.randoms(use_true_random=False)


def matched(old: Iterable[str], new: Iterable[str]) -> Matching:
    return match(placed(*old), placed(*new))


def titles(situations: Iterable[Placed]) -> list[str]:
    return [each.title for each in situations]


def paired(matching: Matching) -> list[tuple[str, str, bool]]:
    return [(each.old.title, each.new.title, each.renamed) for each in matching.matches]


def with_status(given: str, status: str) -> dict[str, Any]:
    challenge, name = given.split(maxsplit=1)
    return {"challenge": challenge, "initiative": name, "status": status, **LEVELS["bs"]}


def test_the_same_challenge_and_initiative_match_in_any_order() -> None:
    old = ("data bu Sensors", "data bs Cameras", "legal bu")
    new = ("legal bd", "data bk Cameras", "data bd Sensors")
    found = matched(old, new)
    assert paired(found) == [
        ("2 data: Cameras", "2 data: Cameras", False),
        ("2 data: Sensors", "2 data: Sensors", False),
        ("3 legal", "3 legal", False),
    ]
    assert (found.added, found.gone) == ((), ())


@pytest.mark.parametrize(
    "name", ["street LIGHTS", "Street-lights", "  street   lights ", "Street lights"]
)
def test_case_spaces_and_hyphens_do_not_count(name: str) -> None:
    found = match(
        placed({"challenge": "data", "initiative": "Street lights"}, "data bs Other"),
        placed("data bs Another", {"challenge": "data", "initiative": name}),
    )
    assert [each.renamed for each in found.matches] == [True, False]
    assert found.matches[1].new.given.initiative == name


def test_an_exact_name_comes_before_one_that_is_alike() -> None:
    found = matched(("data bu One two", "data bu one-two"), ("data bu one-two", "data bu One two"))
    assert {(old, new) for old, new, _ in paired(found)} == {
        ("2 data: One two", "2 data: One two"),
        ("2 data: one-two", "2 data: one-two"),
    }


def test_what_could_be_either_is_neither() -> None:
    found = matched(("data bu One two", "data bu one-two"), ("data bu ONE TWO", "data bu one_two"))
    assert found.matches == ()
    assert len(found.added) == len(found.gone) == 2


def test_the_only_one_left_of_a_challenge_was_renamed() -> None:
    found = matched(
        ("data bu Sensors", "data bs Cameras", "legal bu", "culture bs Lab"),
        ("data bu Cameras", "data bs Meters", "legal bu Pilot", "culture bs"),
    )
    assert paired(found) == [
        ("2 data: Cameras", "2 data: Cameras", False),
        ("2 data: Sensors", "2 data: Meters", True),
        ("3 legal", "3 legal: Pilot", True),
        ("4 culture: Lab", "4 culture", True),
    ]


def test_one_of_several_that_are_left_is_not_guessed() -> None:
    found = matched(("data bu Sensors",), ("data bu Meters", "data bu Cameras"))
    assert found.matches == ()
    assert titles(found.gone) == ["2 data: Sensors"]
    assert titles(found.added) == ["2 data: Cameras", "2 data: Meters"]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("done", "open", False),
        ("dropped", "started", False),
        ("done", "dropped", True),
        ("open", "done", True),
        ("planned", "started", True),
    ],
)
def test_what_was_closed_is_not_reopened_under_another_name(
    old: str, new: str, *, same: bool
) -> None:
    before, after = placed(with_status("data Sensors", old)), placed(with_status("data Lamps", new))
    assert bool(match(before, after).matches) is same
    again = placed(with_status("data Sensors", new))
    assert len(match(before, again).matches) == 1


def test_what_is_not_matched_is_in_the_order_of_the_challenges() -> None:
    found = matched(("politics bs", "data bu"), ("legal bs", "structures bs b", "structures bs A"))
    assert titles(found.gone) == ["2 data", "8 politics"]
    assert titles(found.added) == ["1 structures: A", "1 structures: b", "3 legal"]


def test_names_that_are_alike_have_an_order_too() -> None:
    one, other = "data bu One two", "data bu one-two"
    assert titles(in_order(placed(one, other))) == titles(in_order(placed(other, one)))


# --- Any two programmes --------------------------------------------------------------------------


def keys(situations: Iterable[Placed]) -> Counter[int]:
    return Counter(each.number for each in situations)


@given(pairs())
@STEADY
def test_every_situation_is_in_exactly_one_place(
    pair: tuple[Planner, Programme, Programme],
) -> None:
    planner, old, new = pair
    before, after = planner.place(old), planner.place(new)
    found = match(before, after)
    assert keys([*(each.old for each in found.matches), *found.gone]) == keys(before)
    assert keys([*(each.new for each in found.matches), *found.added]) == keys(after)
    assert all(each.old.challenge is each.new.challenge for each in found.matches)


@given(pairs(), Shuffle)
@STEADY
def test_the_order_of_the_files_does_not_matter(
    pair: tuple[Planner, Programme, Programme], shuffle: Random
) -> None:
    planner, old, new = pair
    found, again = (
        match(planner.place(one), planner.place(other))
        for one, other in ((old, new), (shuffled(old, shuffle), shuffled(new, shuffle)))
    )
    assert paired(found) == paired(again)
    assert (titles(found.added), titles(found.gone)) == (titles(again.added), titles(again.gone))


@given(st.data())
@STEADY
def test_no_other_field_breaks_a_match(data: st.DataObject) -> None:
    planner = city_planner()
    old = data.draw(programmes(planner))
    entries = tuple(
        each.model_copy(
            update={
                "owner": data.draw(st.sampled_from((None, "Nobody"))),
                "note": data.draw(st.sampled_from((None, "Changed."))),
                "status": data.draw(st.sampled_from((None, *STATUSES))),
                "review": None,
                "advised": None,
                "threat": None,
                "horizon": None,
                "signs": {"could-stop": "yes"},
            }
        )
        for each in old.situations
    )
    new = old.model_copy(update={"situations": entries})
    found = match(planner.place(old), planner.place(new))
    assert not found.added
    assert not found.gone
    assert all(each.old.number == each.new.number for each in found.matches)
    assert not any(each.renamed for each in found.matches)


@given(st.data())
@STEADY
def test_situations_are_put_in_one_order(data: st.DataObject) -> None:
    planner = city_planner()
    programme = data.draw(programmes(planner))
    one = in_order(planner.place(programme))
    other = in_order(planner.place(shuffled(programme, data.draw(Shuffle))))
    assert titles(one) == titles(other)
