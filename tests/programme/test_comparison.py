"""What changed between two programmes."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor import Status
from boundary_advisor.programme.comparison import Shift, is_ruled_out
from tests.support.comparisons import DAY, KB, at, compared, ids, own, pairs, programmes, shuffled
from tests.support.knowledge import STEADY
from tests.support.models import Answer
from tests.support.programmes import city_planner, made, orchard_planner

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from boundary_advisor import Comparison, Planner, Programme
    from tests.support.models import Placed

EXAMPLES = Path(__file__).parents[2] / "examples"
PASSED, AHEAD = "2026-02-01", "2027-02-01"

Pair = tuple["Planner", "Programme", "Programme"]


def titles(situations: Iterable[Placed]) -> list[str]:
    return [each.title for each in situations]


def between(old: Iterable[str], new: Iterable[str]) -> Comparison:
    return city_planner().compare(made(*old), made(*new), DAY)


def matched(comparison: Comparison) -> list[tuple[str, str]]:
    return [(change.old.title, change.new.title) for change in comparison.changes]


# --- Which situation is which --------------------------------------------------------------------


def test_the_same_challenge_and_initiative_match_in_any_order() -> None:
    found = between(
        ("data bu Sensors", "data bs Cameras", "legal bu"),
        ("legal bd", "data bk Cameras", "data bd Sensors"),
    )
    names = ["2 data: Cameras", "2 data: Sensors", "3 legal"]
    assert matched(found) == [(name, name) for name in names]
    assert (found.added, found.gone) == ((), ())


@pytest.mark.parametrize(
    "name", ["street LIGHTS", "Street-lights", "  street   lights ", "Street_lights"]
)
def test_case_spaces_and_hyphens_do_not_count(name: str) -> None:
    new = {"challenge": "data", "initiative": name}
    found = compared("data bs Street lights", new)
    assert [change.new.given.initiative for change in found.changes] == [name]


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_the_normal_form_of_a_name_does_not_count(form: Literal["NFC", "NFD", "NFKD"]) -> None:
    names = ("Cámaras", "Área única")
    old = made(*(at("bu", initiative=unicodedata.normalize("NFC", name)) for name in names))
    new = made(*(at("bu", initiative=unicodedata.normalize(form, name)) for name in names))
    found = city_planner().compare(old, new)
    assert len(found.changes) == 2
    assert (found.added, found.gone, found.notes) == ((), (), ())


def test_an_exact_name_comes_before_one_that_is_alike() -> None:
    found = between(("data bu One two", "data bu one-two"), ("data bs one-two", "data bu One two"))
    assert [(old, new) for old, new in matched(found) if old != new] == []
    assert len(found.changes) == 2


def test_another_name_or_challenge_is_another_situation() -> None:
    found = between(
        ("data bu Sensors", "politics bs", "legal bu"), ("data bu Meters", "legal bu Pilot")
    )
    assert found.changes == ()
    assert titles(found.gone) == ["2 data: Sensors", "3 legal", "8 politics"]
    assert titles(found.added) == ["2 data: Meters", "3 legal: Pilot"]


@given(pairs())
@STEADY
def test_every_situation_is_in_exactly_one_place(pair: Pair) -> None:
    planner, old, new = pair
    found = planner.compare(old, new)
    then = [*(change.old for change in found.changes), *found.gone]
    now = [*(change.new for change in found.changes), *found.added]
    for situations, programme in ((then, old), (now, new)):
        numbers = sorted(each.number for each in situations)
        assert numbers == list(range(1, len(programme.situations) + 1))
    assert all(change.old.challenge is change.new.challenge for change in found.changes)


@given(st.data())
@STEADY
def test_no_other_field_breaks_a_match(data: st.DataObject) -> None:
    planner = city_planner()
    old = data.draw(programmes(planner))
    update: dict[str, Any] = {
        "owner": "Nobody",
        "note": "New.",
        "status": Status.DONE,
        "review": None,
        "signs": {},
    }
    entries = tuple(each.model_copy(update=update) for each in old.situations)
    found = planner.compare(old, old.model_copy(update={"situations": entries}))
    assert (found.added, found.gone) == ((), ())
    assert all(change.old.number == change.new.number for change in found.changes)


# --- What moved ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "threat", "horizon"),
    [
        ("bs", "bs", "same", "same"),
        ("bs", "bu", "rose", "same"),
        ("bd", "bk", "fell", "same"),
        ("bu", "bd", "same", "longer"),
        ("bk", "bs", "same", "shorter"),
        ("bs", "bd", "rose", "longer"),
        ("bd", "bs", "fell", "shorter"),
        ("??", "bd", "settled", "settled"),
        ("bd", "h?", "same", "undecided"),
        ("h?", "??", "undecided", "same"),
        ("??", "??", "same", "same"),
    ],
)
def test_rule_moves_says_how_each_axis_changed(
    old: str, new: str, threat: str, horizon: str
) -> None:
    (change,) = compared(f"data {old}", f"data {new}").changes
    assert change.shifts == {"threat": threat, "horizon": horizon}
    assert change.moved is (old != new)


@pytest.mark.parametrize(
    ("old", "new", "closed"),
    [
        ("open", "done", True),
        ("started", "dropped", True),
        ("done", "dropped", False),
        ("dropped", "planned", False),
        ("planned", "started", False),
    ],
)
def test_closed_is_what_was_done_or_dropped_in_between(old: str, new: str, *, closed: bool) -> None:
    (change,) = compared(at("bu", status=old), at("bu", status=new)).changes
    assert change.closed is closed


def test_what_makes_a_comparison_doubtful_is_noted() -> None:
    old = made(assessed="2026-01-01")
    new = made(assessed="2025-01-01").model_copy(update={"programme": "Other"})
    assert city_planner().compare(old, new).notes == (
        "The files name two programmes: Made up and Other.",
        "The second file is of an earlier day than the first.",
    )
    same = new.model_copy(update={"programme": "made-up", "assessed": DAY})
    assert city_planner().compare(old, same).notes == ()
    assert city_planner().compare(made(), old).notes == ()


def test_what_is_gone_is_ruled_out_only_where_the_new_file_says_so() -> None:
    for answer, ruled_out in (("no", True), ("not sure", False), ("yes", False)):
        new = made(applies={"politics": answer})
        (gone,) = city_planner().compare(made("politics bs"), new).gone
        assert is_ruled_out(gone, new) is ruled_out


# --- What is overdue -----------------------------------------------------------------------------


def overdue(old: dict[str, str], new: dict[str, str], day: date | None = DAY) -> list[str]:
    found = compared(at("bu", **old), at("bu", **new), day)
    assert all(each.placed.number == 1 for each in found.overdue)
    return [str(each.due) for each in found.overdue]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"status": "planned", "review": PASSED}, {"status": "planned", "review": PASSED}),
        ({"status": "started", "review": PASSED}, {"status": "started", "review": PASSED}),
        ({"status": "open"}, {"status": "started", "review": PASSED}),
        ({"status": "done"}, {"status": "open", "review": PASSED}),
        ({"status": "planned", "review": PASSED}, {"status": "planned", "review": AHEAD}),
        ({"review": PASSED}, {"status": "planned"}),
    ],
)
def test_what_was_promised_for_a_day_that_has_passed_is_overdue(
    old: dict[str, str], new: dict[str, str]
) -> None:
    assert overdue(old, new) == [PASSED]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"status": "planned", "review": AHEAD}, {"status": "planned", "review": AHEAD}),
        ({"status": "planned", "review": str(DAY)}, {"status": "planned", "review": str(DAY)}),
        ({"status": "planned", "review": PASSED}, {"status": "started", "review": AHEAD}),
        ({"status": "started", "review": PASSED}, {"status": "started"}),
        ({"status": "planned", "review": PASSED}, {"status": "dropped", "review": PASSED}),
        ({"status": "dropped", "review": PASSED}, {"status": "planned"}),
        ({"status": "planned"}, {"status": "planned"}),
    ],
)
def test_what_is_done_put_off_at_work_or_without_a_day_is_not_overdue(
    old: dict[str, str], new: dict[str, str]
) -> None:
    assert overdue(old, new) == []


def test_the_day_is_that_of_the_new_file_unless_given() -> None:
    late = {"review": PASSED}
    assert overdue(late, late, None) == []
    assert overdue(late, late, date(2026, 2, 1)) == []
    assert overdue(late, late, date(2026, 2, 2)) == [PASSED]
    old, new = made(at("bu", **late)), made(at("bu", **late), assessed="2026-10-05")
    assert city_planner().compare(old, new).day == DAY
    assert len(city_planner().compare(old, new).overdue) == 1
    assert city_planner().compare(old, new, date(2026, 1, 1)).overdue == ()


def test_what_is_new_can_be_overdue_and_the_challenges_give_the_order() -> None:
    late = {"review": PASSED}
    new = made(at("bu", "politics", **late), at("bu", **late), at("bs", "legal", **late))
    found = city_planner().compare(made(at("bu", "politics")), new, DAY)
    assert titles(each.placed for each in found.overdue) == ["2 data", "3 legal", "8 politics"]


# --- Tactics -------------------------------------------------------------------------------------


def begun(*situations: str) -> Programme:
    """Make a programme whose situations are all at work."""
    programme = made(*situations)
    entries = (each.model_copy(update={"status": Status.STARTED}) for each in programme.situations)
    return programme.model_copy(update={"situations": tuple(entries)})


def after_start(old: str, new: str | dict[str, Any]) -> Comparison:
    """Compare two programmes of one situation that is at work in the old one."""
    return city_planner().compare(begun(old), made(new), DAY)


def combined(challenge: str, advised: str, strategy: str) -> set[str]:
    """Give the tactics of a strategy that another one is combined with for a challenge."""
    place = {
        each.id: f"{challenge} {name}" for each, name in zip(KB.strategies, PLACES, strict=True)
    }
    (placed,) = city_planner().place_situations(made(place[advised]))
    (answer,) = placed.answers
    supports = (each for each in answer.supporting if each.strategy.id == strategy)
    return {tactic.id for each in supports for tactic in each.tactics}


PLACES = ("bs", "bk", "bu", "bd")
"""The places of the strategies on the grid, in their usual order."""


def test_a_situation_that_moves_starts_the_tactics_of_its_new_cell() -> None:
    found = after_start("data bu", "data bd").tactics
    assert ids(found.start) == own("data", "building")
    assert not any(each.advised_before for each in found.start)
    assert ids(found.go_on) == combined("data", "building", "buffering")
    assert ids(found.stop) == own("data", "buffering") - ids(found.go_on)


def test_what_stays_goes_on_and_general_tactics_are_left_out() -> None:
    found = after_start("data bu", "data bu").tactics
    assert ids(found.go_on) == own("data", "buffering")
    assert (found.start, found.stop) == ((), ())


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_what_is_closed_stops_and_what_is_reopened_starts(status: str) -> None:
    closed = compared("data bu", at("bu", status=status)).tactics
    assert ids(closed.stop) == own("data", "buffering")
    again = compared(at("bu", status=status), "data bu").tactics
    assert ids(again.start) == own("data", "buffering")
    assert (closed.start, again.stop) == ((), ())


STATUSES = ("open", "planned", "started")


@pytest.mark.parametrize("then", STATUSES)
@pytest.mark.parametrize("now", STATUSES)
def test_only_what_was_begun_goes_on(then: str, now: str) -> None:
    found = compared(at("bu", status=then), at("bu", status=now)).tactics
    on, other = found.go_on, found.start
    if "started" not in {then, now}:
        on, other = other, on
    assert ids(on) == own("data", "buffering")
    assert all(each.advised_before for each in on)
    assert not other
    moved = compared(at("bu", status=then), at("bd", status=now)).tactics
    assert bool(moved.go_on) is ("started" in {then, now})
    assert ids(moved.start) == own("data", "building")


def test_what_the_new_file_rules_out_stops() -> None:
    found = city_planner().compare(made("data bu"), made(applies={"data": "no"})).tactics
    assert ids(found.stop) == own("data", "buffering")


def test_nothing_stops_because_a_situation_left_the_file_without_a_word() -> None:
    assert city_planner().compare(made("data bu"), made()).tactics.stop == ()
    old = made("data bu Sensors", "data bu Meters")
    new = made(at("bu", initiative="Sensors", status="done"))
    assert city_planner().compare(old, new).tactics.stop == ()


def test_what_left_the_file_and_was_begun_goes_on_elsewhere() -> None:
    found = city_planner().compare(begun("data bu Sensors"), made("data bu Meters")).tactics
    assert ids(found.go_on) == own("data", "buffering")
    assert {each.situations[0].title for each in found.go_on} == {"2 data: Meters"}


def test_a_tactic_stops_only_if_no_situation_needs_it() -> None:
    both = own("data", "building") & own("data-use", "building")
    assert both
    found = city_planner().compare(begun("data bd", "data-use bu"), made("data bu", "data-use bd"))
    assert both <= ids(found.tactics.go_on)
    assert not both & ids((*found.tactics.start, *found.tactics.stop))
    kept = next(each for each in found.tactics.go_on if each.tactic.id in both)
    assert (kept.general, kept.beside) == (False, ())
    assert titles(kept.situations) == ["5 data-use"]


def test_what_serves_the_most_situations_comes_first_with_all_its_sources() -> None:
    found = city_planner().compare(made(), made("data bd", "data-use bd", "structures bd"))
    counts = [len(each.situations) for each in found.tactics.start]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 1
    for each in found.tactics.start:
        served = {service.challenge: service.source for service in each.tactic.serves}
        for placed in each.situations:
            assert served[placed.challenge.id].split("; ")[0] in each.source


def test_an_open_level_lets_nothing_start_that_it_could_rule_out() -> None:
    found = after_start("data bu", "data h?").tactics
    assert found.start == ()
    assert own("data", "buffering") == ids(
        each for each in found.go_on if not (each.general or each.beside)
    )
    assert not own("data", "buffering") & ids(found.stop)
    settled = compared("data h?", "data bu").tactics
    assert ids(settled.start) == own("data", "buffering")
    assert compared("data h?", at("bu", status="done")).tactics.stop == ()


def test_what_every_candidate_advises_is_advised() -> None:
    long = {"challenge": "capability", "horizon": "long"}
    found = city_planner().compare(made(), made(long)).tactics
    assert ids(found.start) == own("capability", "bridging-knowledge")


def test_what_supports_the_strategy_of_now_goes_on_beside_it() -> None:
    found = after_start("data bu", "data bd")
    (answer,) = found.changes[0].new.answers
    support = next(each for each in answer.supporting if each.strategy.id == "buffering")
    assert found.tactics.go_on
    for each in found.tactics.go_on:
        assert [strategy.id for strategy in each.beside] == ["building"]
        assert each.source.endswith(support.source)
        assert [placed.number for placed in each.situations] == [1]
    assert "combination" in {each.rule.id for each in found.trace}
    apart = orchard_planner().compare(begun("water bs"), made("water bd"))
    assert apart.tactics.stop
    assert "combination" not in {each.rule.id for each in apart.trace}


def test_what_serves_a_strategy_at_large_goes_on_for_another_challenge() -> None:
    (placed,) = city_planner().place_situations(made("legal bu"))
    tactic = next(each.tactic.id for each in placed.answers[0].tactics if each.general)
    home = next(each.id for each in KB.challenges if tactic in own(each.id, "buffering"))
    found = city_planner().compare(begun(f"{home} bu", "legal bu"), made("legal bu"))
    (change,) = (each for each in found.tactics.go_on if each.tactic.id == tactic)
    assert (change.general, change.beside) == (True, ())
    assert titles(change.situations) == ["3 legal"]
    closed = made(at("bu", "legal", status="done"), applies={home: "no"})
    assert tactic in ids(city_planner().compare(made(f"{home} bu"), closed).tactics.stop)


def test_own_judgement_is_named_last() -> None:
    found = city_planner().compare(made(), made(*(f"{each.id} bd" for each in KB.challenges)))
    sources = [each.source for each in found.tactics.start if "own judgement" in each.source]
    assert any("Table 1" in each for each in sources)
    assert all(each.endswith("own judgement") for each in sources)


@given(pairs(), st.data())
@STEADY
def test_nothing_stops_that_is_asked_for_or_left_without_a_word(
    pair: Pair, data: st.DataObject
) -> None:
    planner, old, new = pair
    answers = st.sampled_from((Answer.YES, Answer.NO, Answer.NOT_SURE))
    applies = {each.id: data.draw(answers) for each in planner.kb.challenges}
    new = new.model_copy(update={"applies": applies})
    found = planner.compare(old, new)
    asked = {
        tactic.id
        for placed in planner.place_situations(new)
        for answer in placed.answers
        for tactic in (
            *(each.tactic for each in answer.tactics),
            *(tactic for each in answer.supporting for tactic in each.tactics),
        )
        if not placed.given.is_closed
    }
    assert not ids(found.tactics.stop) & asked
    assert ids(found.tactics.start) <= asked
    assert ids(found.tactics.go_on) <= asked
    unsaid = {each.number for each in found.gone if not is_ruled_out(each, new)}
    for change in found.tactics.stop:
        assert not unsaid & {placed.number for placed in change.situations}


@given(pairs())
@STEADY
def test_every_tactic_is_in_one_list_at_most(pair: Pair) -> None:
    planner, old, new = pair
    found = planner.compare(old, new).tactics
    assert sum(map(len, found)) == len(ids((*found.start, *found.go_on, *found.stop)))
    assert not any(each.general or each.beside for each in (*found.start, *found.stop))
    assert all(each.advised_before for each in (*found.go_on, *found.stop))
    assert all(each.situations and each.source for changes in found for each in changes)


# --- The whole -----------------------------------------------------------------------------------


def test_the_summary_can_be_read_out() -> None:
    planner = city_planner()
    old, new = (planner.read(EXAMPLES / f"medium-city-{year}.yaml") for year in (2025, 2026))
    assert planner.compare(old, new).summary == (
        "4 of 7 situations moved on the grid: threat rose for 5 data-use and 8 politics; "
        "horizon longer for 1 structures and 2 data. 1 new and 1 closed. Overdue: 3 legal. "
        "Tactics: 14 to start, 14 to go on with and 4 to stop."
    )


def test_the_summary_says_nothing_of_what_there_is_none_of() -> None:
    assert city_planner().compare(made(), made()).summary == "No situation moved on the grid."
    assert compared("data h?", "data h?").summary == (
        "No situation moved on the grid. Nothing is overdue."
    )
    gone = city_planner().compare(made("data bu"), made())
    assert gone.summary == "No situation moved on the grid. 1 no longer in the file."


def test_the_summary_counts_what_is_too_much_to_name() -> None:
    names = ("data", "legal", "culture", "politics")
    late = {"status": "planned", "review": PASSED}
    old = made(*(at("bs", each, **late) for each in names))
    new = made(*(at("bu", each, **late) for each in names), "citizens ??")
    found = city_planner().compare(old, new, DAY).summary
    assert found.startswith("4 of 4 situations moved on the grid: threat rose for 4 situations. 1")
    assert "Overdue: 4 situations." in found


def test_the_rules_that_fired_are_on_record() -> None:
    planned = at("bu", status="planned", review=PASSED)
    both = made(planned, "capability bd")
    found = city_planner().compare(both, both, DAY)
    assert [each.rule.id for each in found.trace] == ["grid", "not-applicable", "moves", "gaps"]
    assert all(each.ground and each.source for each in found.trace)
    assert "2 situations in both files, matched by challenge and initiative." in found.trace[2]
    nothing = city_planner().compare(made(), made())
    assert [each.rule.id for each in nothing.trace] == ["moves"]


def test_what_the_knowledge_changed_is_that_of_the_old_file() -> None:
    known, old = made("data bu", knowledge=KB.edition), made("data bu", knowledge="0.9")
    found = city_planner().compare(old, known)
    assert found.knowledge_changes is not None
    assert (found.knowledge_changes.then, found.knowledge_changes.now) == ("0.9", KB.edition)
    assert found.changes[0].moved is False
    assert city_planner().compare(known, known).knowledge_changes is None
    assert city_planner().compare(made("data bu"), known).knowledge_changes is None


@given(pairs())
@STEADY
def test_a_programme_does_not_differ_from_itself(pair: Pair) -> None:
    planner, programme, _ = pair
    found = planner.compare(programme, programme)
    assert not any((found.added, found.gone, found.notes, found.tactics.stop))
    assert not any(change.moved or change.closed for change in found.changes)
    assert {shift for change in found.changes for shift in change.shifts.values()} <= {Shift.SAME}
    assert all(each.advised_before for each in found.tactics.start)


@given(pairs(), st.randoms(use_true_random=False))
@STEADY
def test_the_order_of_the_files_changes_no_word(pair: Pair, shuffle: Random) -> None:
    planner, old, new = pair
    one = planner.compare(old, new, DAY)
    other = planner.compare(shuffled(old, shuffle), shuffled(new, shuffle), DAY)
    assert one.summary == other.summary
    assert one.trace == other.trace
    assert matched(one) == matched(other)
    assert [each.due for each in one.overdue] == [each.due for each in other.overdue]
    assert [[(e.tactic.id, e.general, e.source) for e in each] for each in one.tactics] == [
        [(e.tactic.id, e.general, e.source) for e in each] for each in other.tactics
    ]


@given(st.data())
@STEADY
def test_owner_note_and_advice_move_nothing(data: st.DataObject) -> None:
    planner = orchard_planner()
    old = data.draw(programmes(planner))
    update = {"owner": "Somebody", "note": "Changed.", "advised": "no-such"}
    entries = tuple(each.model_copy(update=update) for each in old.situations)
    found = planner.compare(old, old.model_copy(update={"situations": entries}))
    same = planner.compare(old, old)
    assert [ids(each) for each in found.tactics] == [ids(each) for each in same.tactics]
    assert not any(change.moved for change in found.changes)
