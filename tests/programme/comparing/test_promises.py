"""What was promised and not done."""

from __future__ import annotations

from datetime import date

import pytest

from boundary_advisor.knowledge.guide import ProgrammeRule
from boundary_advisor.programme.comparing.model import PromiseKind
from tests.programme.made import city_planner, made
from tests.programme.programmes import (
    DAY,
    KB,
    at,
    compared,
)

PASSED, AHEAD = "2026-02-01", "2027-02-01"


def kept(
    old: dict[str, str], new: dict[str, str], *, since: str | None = "2025-10-06", day: date = DAY
) -> list[str]:
    programmes = made(at("bu", **old), assessed=since), made(at("bu", **new))
    found = city_planner().compare(*programmes, day)
    assert all(each.finding.rule is ProgrammeRule.GAPS for each in found.promises)
    return [f"{each.kind}: {each.finding.text}" for each in found.promises]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            {"status": "planned", "review": PASSED},
            {"status": "planned", "review": PASSED},
            (
                "not-started: It was planned, to be reviewed on 2026-02-01. "
                "On 2026-10-05 it is still planned. The review day was not moved."
            ),
        ),
        (
            {"review": PASSED},
            {"status": "planned", "review": AHEAD},
            (
                "not-started: It was open, to be reviewed on 2026-02-01. "
                "On 2026-10-05 it is planned. Its review day is 2027-02-01 now."
            ),
        ),
        (
            {"status": "planned", "review": PASSED},
            {"status": "open"},
            (
                "not-started: It was planned, to be reviewed on 2026-02-01. "
                "On 2026-10-05 it is open. It has no review day any more."
            ),
        ),
        (
            {"status": "started", "review": PASSED},
            {"status": "started", "review": PASSED},
            (
                "review-passed: It was to be reviewed on 2026-02-01. "
                "On 2026-10-05 it is started, and the review day was not moved. "
                "The file does not say whether the review was held."
            ),
        ),
        (
            {"status": "planned"},
            {"status": "planned"},
            (
                "no-day: It was planned on 2025-10-06, without a review day. "
                "On 2026-10-05 it still is."
            ),
        ),
    ],
)
def test_what_was_promised_and_not_done(
    old: dict[str, str], new: dict[str, str], told: str
) -> None:
    assert kept(old, new) == [told]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"status": "planned", "review": AHEAD}, {"status": "planned", "review": AHEAD}),
        ({"status": "planned", "review": str(DAY)}, {"status": "planned", "review": str(DAY)}),
        ({"status": "planned", "review": PASSED}, {"status": "started", "review": AHEAD}),
        ({"status": "started", "review": PASSED}, {"status": "started", "review": AHEAD}),
        ({"status": "planned", "review": PASSED}, {"status": "dropped", "review": PASSED}),
        ({"status": "done", "review": PASSED}, {"status": "planned", "review": PASSED}),
        ({"status": "planned"}, {"status": "planned", "review": AHEAD}),
        ({"status": "planned"}, {"status": "open"}),
        ({"status": "open"}, {"status": "open"}),
        ({"status": "started"}, {"status": "planned"}),
    ],
)
def test_what_is_no_broken_promise(old: dict[str, str], new: dict[str, str]) -> None:
    assert kept(old, new) == []


LEFT = "It left the file; it cannot be told whether it was done."


@pytest.mark.parametrize(
    ("old", "told"),
    [
        (
            {"status": "started", "review": PASSED},
            [f"left-file: It was started, to be reviewed on 2026-02-01. {LEFT}"],
        ),
        ({"review": PASSED}, [f"left-file: It was open, to be reviewed on 2026-02-01. {LEFT}"]),
        (
            {"status": "planned"},
            [f"left-file: It was planned on 2025-10-06, without a review day. {LEFT}"],
        ),
        ({"status": "planned", "review": AHEAD}, []),
        ({"status": "planned", "review": str(DAY)}, []),
        ({"status": "done", "review": PASSED}, []),
        ({"status": "dropped", "review": PASSED}, []),
        ({"status": "started"}, []),
    ],
)
def test_what_left_the_file_with_a_promise_is_told(old: dict[str, str], told: list[str]) -> None:
    before = made(at("bu", **old), assessed="2025-10-06")
    found = city_planner().compare(before, made(), DAY)
    assert [f"{each.kind}: {each.finding.text}" for each in found.promises] == told
    assert all((each.old.number, each.new) == (1, None) for each in found.promises)
    sentence = "Promised, and left the file, so that it cannot be told: 2 data."
    assert found.summary.endswith(sentence if told else "No promise is overdue.")


def test_what_the_new_file_rules_out_is_no_promise() -> None:
    before = made(at("bu", status="planned", review=PASSED))
    out, unsure = (made(applies={"data": each}) for each in ("no", "not sure"))
    assert city_planner().compare(before, out, DAY).promises == ()
    assert city_planner().compare(before, out).untold == ""
    assert len(city_planner().compare(before, unsure, DAY).promises) == 1
    assert city_planner().compare(before, unsure).untold


def test_a_promise_without_a_day_that_left_the_file_is_due_only_later_on() -> None:
    for since, day in (("2025-10-06", date(2025, 10, 6)), (None, DAY)):
        before = made(at("bu", status="planned"), assessed=since)
        assert city_planner().compare(before, made(), day).promises == ()


def test_what_is_planned_without_a_day_is_late_only_later_on() -> None:
    planned = {"status": "planned"}
    assert kept(planned, planned, day=date(2025, 10, 7))
    assert not kept(planned, planned, day=date(2025, 10, 6))
    assert not kept(planned, planned, since=None)


@pytest.mark.parametrize(
    ("review", "todo"),
    [
        (PASSED, "Start it, set a new day, or drop it."),
        (None, "Start it, set a new day, or drop it."),
        (AHEAD, "Start it, or drop it."),
    ],
)
def test_a_promise_names_what_we_suggest(review: str | None, todo: str) -> None:
    old = at("bu", status="planned", review=PASSED)
    (promise,) = compared(old, old | {"review": review}).promises
    assert promise.kind is PromiseKind.NOT_STARTED
    assert promise.finding.todo == todo
    assert promise.finding.source.endswith(KB.about.own_judgement)


def test_without_a_day_it_cannot_be_told() -> None:
    both = at("bu", status="planned", review=PASSED)
    found = compared(both, both, None)
    assert (found.day, found.promises) == (None, ())
    assert found.untold.startswith("Whether a review day has passed cannot be told")
    assert "No promise is overdue" not in found.summary
    assert compared("data bu", "data bu", None).untold == ""
    assert compared(both, both | {"status": "done"}, None).untold == ""
    assert compared(both, both).untold == ""
    assert city_planner().compare(made(both), made()).untold == found.untold
    assert city_planner().compare(made(both | {"status": "done"}), made()).untold == ""


def test_the_day_is_that_of_the_new_file_unless_given() -> None:
    old, new = made("data bu", assessed="2025-01-01"), made("data bu", assessed="2026-01-01")
    assert city_planner().compare(old, new).day == date(2026, 1, 1)
    assert city_planner().compare(old, new, DAY).day == DAY
    assert city_planner().compare(old, made("data bu")).day is None
