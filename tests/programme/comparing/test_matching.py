from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor.programme.comparing.matching import in_order, match
from tests.engine.fields import STEADY
from tests.programme.made import LEVELS, city_planner, placed
from tests.programme.programmes import STATUSES, pairs, programmes, shuffled

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from boundary_advisor.programme.comparing.matching import Matching
    from boundary_advisor.programme.placing import Placed
    from boundary_advisor.programme.planner import Planner
    from boundary_advisor.programme.programme import Programme

Shuffle = st.randoms(use_true_random=False)


def matched(old: Iterable[str], new: Iterable[str]) -> Matching:
    return match(placed(*old), placed(*new))


def titles(situations: Iterable[Placed]) -> list[str]:
    return [each.title for each in situations]


def paired(matching: Matching) -> list[tuple[str, str, bool]]:
    return [(each.old.title, each.new.title, bool(each.guess)) for each in matching.matches]


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
        placed({"challenge": "data", "initiative": "Street lights"}, "data bs Harbour"),
        placed("data bs Quays", {"challenge": "data", "initiative": name}),
    )
    (only,) = found.matches
    assert (only.new.given.initiative, only.guess) == (name, "")


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


LEFT = (
    "It is taken for the same: it is the only one of this challenge that is left in either file, "
)
SAME_REVIEW = {"review": "2026-01-01"}


def named(name: str, **more: str) -> dict[str, Any]:
    return {"challenge": "data", "initiative": name, **more}


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ({"owner": "City  solicitor"}, {"owner": "city Solicitor"}, "the owner is the same"),
        ({"note": "Wait."}, {"note": "wait."}, "the note is the same"),
        (SAME_REVIEW, SAME_REVIEW, "the review day is the same"),
        (
            {"owner": "CIO", "note": "Wait.", **SAME_REVIEW},
            {"owner": "CIO", "note": "Wait.", **SAME_REVIEW},
            "the owner is the same, the note is the same and the review day is the same",
        ),
    ],
)
def test_the_only_one_left_is_guessed_where_something_else_agrees(
    old: dict[str, str], new: dict[str, str], why: str
) -> None:
    found = match(
        placed(named("Camera pilot", **old), "data bs Meters"),
        placed("data bs Meters", named("Drone corridor", **new)),
    )
    assert paired(found) == [
        ("2 data: Camera pilot", "2 data: Drone corridor", True),
        ("2 data: Meters", "2 data: Meters", False),
    ]
    assert found.matches[0].guess == f"{LEFT}and {why}."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({}, {}),
        ({"owner": "CIO"}, {"owner": "Counsel"}),
        ({"owner": "CIO"}, {}),
        ({"note": "Wait."}, {"note": "Go."}),
        ({"note": "Wait."}, {}),
        (SAME_REVIEW, {"review": "2026-01-02"}),
        (SAME_REVIEW, {}),
    ],
)
def test_the_only_one_left_is_new_and_gone_where_nothing_else_agrees(
    old: dict[str, str], new: dict[str, str]
) -> None:
    found = match(placed(named("Camera pilot", **old)), placed(named("Drone corridor", **new)))
    assert found.matches == ()
    assert titles(found.gone) == ["2 data: Camera pilot"]
    assert titles(found.added) == ["2 data: Drone corridor"]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("abcdefghij", "abcdefuvwx", True),
        ("abcdefghij", "abcdeuvwxy", False),
        ("Smart street lighting", "SMART lighting-of streets", True),
    ],
)
def test_the_only_one_left_is_guessed_from_a_name_that_is_alike(
    old: str, new: str, *, same: bool
) -> None:
    for one, other in ((old, new), (new, old)):
        found = match(placed(named(one)), placed(named(other)))
        assert [each.guess for each in found.matches] == [f"{LEFT}and the names are alike."] * same


def test_what_has_no_name_in_one_file_is_the_only_one_left_in_the_other() -> None:
    found = matched(("legal bu", "culture bs Lab"), ("legal bu Pilot", "culture bs"))
    assert paired(found) == [
        ("3 legal", "3 legal: Pilot", True),
        ("4 culture: Lab", "4 culture", True),
    ]
    assert {each.guess for each in found.matches} == {f"{LEFT}and only one file gives it a name."}


def test_one_of_several_that_are_left_is_not_guessed() -> None:
    found = match(
        placed(named("Sensors", owner="CIO")),
        placed(named("Meters", owner="CIO"), named("Sensor", owner="CIO")),
    )
    assert found.matches == ()
    assert titles(found.gone) == ["2 data: Sensors"]
    assert titles(found.added) == ["2 data: Meters", "2 data: Sensor"]


def of_several(old: Iterable[str], new: Iterable[str]) -> Matching:
    """Match situations of one challenge: "bs CIO Sensors" is place, owner and initiative."""
    before, after = (
        placed(
            *(
                named(name, **LEVELS[place], **({} if owner == "-" else {"owner": owner}))
                for place, owner, name in (each.split() for each in given)
            )
        )
        for given in (old, new)
    )
    return match(before, after)


def test_of_several_those_match_that_alone_share_owner_and_levels() -> None:
    found = of_several(("bs CIO Sensors", "bu CIO Cameras"), ("bu cio Drones", "bs CIO Meters"))
    assert paired(found) == [
        ("2 data: Cameras", "2 data: Drones", True),
        ("2 data: Sensors", "2 data: Meters", True),
    ]
    assert found.matches[0].guess == (
        "It is taken for the same: of those of this challenge that are left, it is the only one in "
        "either file with this owner and these levels."
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("bs CIO Sensors", "bs CIO Cameras"), ("bs CIO Meters", "bu Counsel Drones")),
        (("bs CIO Sensors", "bu CIO Cameras"), ("bs Counsel Meters", "bd CIO Drones")),
        (("bs - Sensors", "bu - Cameras"), ("bs - Meters", "bu - Drones")),
        (("h? CIO Sensors", "bs - Cameras"), ("h? CIO Meters", "bs - Drones")),
        (("bs CIO Sensors",), ("bs CIO Meters", "bu CIO Drones")),
    ],
    ids=["two could be it", "owner or level differs", "no owner", "undecided", "one of several"],
)
def test_of_several_what_could_be_another_is_not_guessed(
    old: tuple[str, ...], new: tuple[str, ...]
) -> None:
    assert of_several(old, new).matches == ()


def test_a_guess_is_not_made_from_a_guess() -> None:
    found = of_several(("bs CIO Sensors", "bu COO Camera"), ("bs CIO Meters", "bd COO Cameras"))
    assert paired(found) == [("2 data: Sensors", "2 data: Meters", True)]


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
    before, after = (
        placed(with_status("data Sensors", old)),
        placed(with_status("data Sensor", new)),
    )
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
    assert not any(each.guess for each in found.matches)


@given(st.data())
@STEADY
def test_situations_are_put_in_one_order(data: st.DataObject) -> None:
    planner = city_planner()
    programme = data.draw(programmes(planner))
    one = in_order(planner.place(programme))
    other = in_order(planner.place(shuffled(programme, data.draw(Shuffle))))
    assert titles(one) == titles(other)
