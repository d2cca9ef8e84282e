"""What moved between two programmes as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor.knowledge.guide import ProgrammeRule
from boundary_advisor.knowledge.models import RuleId
from boundary_advisor.programme.comparing.model import Met, Shift
from tests.engine.fields import STEADY
from tests.programme.made import city_planner, made, orchard_planner
from tests.programme.programmes import (
    DAY,
    KB,
    at,
    compared,
    pairs,
    programmes,
    shuffled,
)

if TYPE_CHECKING:
    from random import Random

    from boundary_advisor.programme.comparing.model import ProgrammeTactics, TacticChanges
    from boundary_advisor.programme.planner import Planner
    from boundary_advisor.programme.programme import Programme

EXAMPLES = Path(__file__).parents[3] / "examples"


def test_challenges_say_what_the_files_say_of_them() -> None:
    old = made("data bu", "legal bu", applies={"culture": "not sure", "politics": "yes"})
    new = made("data bu", "culture bs", applies={"politics": "no", "citizens": "no"})
    found = city_planner().compare(old, new)
    assert [(each.challenge.id, each.old, each.new) for each in found.challenges] == [
        ("legal", Met.ASSESSED, Met.UNSAID),
        ("culture", Met.NOT_SURE, Met.ASSESSED),
        ("citizens", Met.UNSAID, Met.NO),
        ("politics", Met.YES, Met.NO),
    ]


def test_the_mix_counts_what_is_at_work() -> None:
    old = made("data bu", "legal bu", "culture bs", "politics ??")
    new = made("data bd", "legal bu", at("bs", "culture", status="done"), "politics bs")
    counts = {
        then.strategy.id: (len(then.situations), len(now.situations))
        for then, now in city_planner().compare(old, new).mix
    }
    assert counts == {
        "bridging-support": (1, 1),
        "bridging-knowledge": (0, 0),
        "buffering": (2, 1),
        "building": (0, 1),
    }


def test_what_makes_no_fair_comparison_is_noted() -> None:
    old = made(assessed="2026-01-01", city_size="large-town")
    new = made(assessed="2025-01-01").model_copy(update={"programme": "Other"})
    assert city_planner().compare(old, new).notes == (
        "The files name two programmes: Made up and Other.",
        "The second file is of an earlier day than the first.",
        (
            "The size of the city was large town and is not given; "
            "only the order of tactics depends on it."
        ),
    )
    same = new.model_copy(update={"programme": "made-up", "city_size": "large-town"})
    assert city_planner().compare(old, same.model_copy(update={"assessed": DAY})).notes == ()
    assert city_planner().compare(made(), old).notes == (
        (
            "The size of the city was not given and is large town; "
            "only the order of tactics depends on it."
        ),
    )


def test_the_summary_can_be_read_out() -> None:
    planner = city_planner()
    old, new = (planner.read(EXAMPLES / f"medium-city-{year}.yaml") for year in (2025, 2026))
    found = planner.compare(old, new)
    assert found.summary == (
        "7 situations are in both files: 4 moved on the grid, and 1 was closed; "
        "1 is new, and none has left the file. "
        "The threat rose for 5 data-use and 8 politics, and fell for none. "
        "13 tactics start, 7 stay, 2 are still to start, 5 go on elsewhere or in support "
        "and 6 end. "
        "Promised and, as far as the files tell, not done: 3 legal."
    )


def test_the_summary_of_nothing() -> None:
    assert city_planner().compare(made(), made()).summary == (
        "No situation is in both files; none is new, and none has left the file. "
        "No threat rose or fell. No tactic starts, none stays and none ends. No promise is overdue."
    )


def test_the_summary_counts_what_is_too_much_to_name() -> None:
    names = ("data", "legal", "culture", "politics")
    late = {"status": "planned", "review": "2026-02-01"}
    planned = (at("bs", each, **late) for each in names)
    threatened = (at("bu", each, **late) for each in names)
    old, new = made(*planned, "capability bs"), made(*threatened, "citizens ??")
    found = city_planner().compare(old, new, DAY)
    assert "4 situations are in both files: 4 moved on the grid, and none was" in found.summary
    assert "; 1 is new, and 1 has left the file." in found.summary
    assert "The threat rose for 4 situations, and fell for none." in found.summary
    assert found.summary.endswith("not done: 4 situations.")
    several = city_planner().compare(
        made("data bd", "legal bs", "structures bs"),
        made(at("bk", status="done"), "culture ??", "politics bs"),
    )
    assert "1 situation is in both files: 1 moved on the grid, and 1 was closed;" in several.summary
    assert "; 2 are new, and 2 have left the file." in several.summary
    assert "The threat rose for none, and fell for 2 data." in several.summary
    closed = city_planner().compare(
        made("data bd", "legal bs"), made(at("bd", status="done"), at("bs", "legal", status="done"))
    )
    assert "none moved on the grid, and 2 were closed;" in closed.summary
    on = compared(at("bu", status="started"), "data bd").summary
    assert "1 goes on elsewhere or in support" in on
    assert "1 depends on an undecided level" in compared("data bu", "data h?").summary


def test_the_summary_says_what_is_still_to_start_and_what_is_not_known() -> None:
    still = compared("capability bk", "capability bk").summary
    count = len(KB.tactics_in("capability", "bridging-knowledge"))
    verb = "is" if count == 1 else "are"
    assert f"none stays, {count} {verb} still to start and none ends." in still
    gone = city_planner().compare(made("capability bk"), made()).summary
    assert f"none ends and {count} {verb} not known." in gone


def test_the_summary_names_what_was_reopened() -> None:
    names = ("data", "legal", "culture", "politics")
    done = [at("bs", each, status="done") for each in names]
    for some, told in (
        (names[:1], "1 situation was reopened: 2 data. "),
        (names, "4 situations were reopened: 2 data, 3 legal, 4 culture and 8 politics. "),
    ):
        new = [at("bs", each, status="started" if each in some else "done") for each in names]
        assert told in city_planner().compare(made(*done), made(*new)).summary
    assert "reopened" not in city_planner().compare(made(*done), made(*done)).summary


def test_what_is_gone_is_ruled_out_only_where_the_new_file_says_so() -> None:
    for answer, ruled_out in (("no", True), ("not sure", False), ("yes", False)):
        new = made(applies={"politics": answer})
        (gone,) = city_planner().compare(made("politics bs"), new).gone
        assert gone.ruled_out is ruled_out
    (gone,) = city_planner().compare(made("politics bs"), made(applies={"data": "no"})).gone
    assert not gone.ruled_out


def guessed(place: str, names: dict[str, str]) -> Programme:
    """Give a programme of situations whose owners are the same and whose names are not."""
    return made(
        *(at(place, challenge, initiative=name, owner="CIO") for challenge, name in names.items())
    )


def test_the_summary_marks_what_is_guessed() -> None:
    old, new = guessed("bs", {"legal": "Camera pilot"}), guessed("bu", {"legal": "Drone corridor"})
    summary = city_planner().compare(old, new).summary
    assert "3 legal, taken for the same: Camera pilot, then; Drone corridor, now." in summary
    assert "The threat rose for 3 legal (if it is the same), and fell for none." in summary
    unnamed = compared("legal bu", "legal bu Drone corridor").summary
    assert "3 legal, taken for the same: no name, then; Drone corridor, now." in unnamed
    challenges = ("data", "legal", "culture", "politics")
    many = city_planner().compare(
        guessed("bs", dict.fromkeys(challenges, "Camera pilot")),
        guessed("bs", dict.fromkeys(challenges, "Drone corridor")),
    )
    assert "4 of them are taken for the same under another name." in many.summary
    assert "taken for the same" not in compared("data bu", "data bd").summary


def test_the_rules_that_had_a_part_are_on_record() -> None:
    signs = at("bd", "legal", signs={"way-blocked": "yes"})
    planned = at("bu", status="planned", review="2026-02-01")
    found = city_planner().compare(
        made(planned, "capability bd", signs), made(planned, "capability bd", "legal bd Pilot"), DAY
    )
    assert [each.rule for each in found.trace] == [
        RuleId.GRID,
        RuleId.NOT_APPLICABLE,
        ProgrammeRule.SIGNS,
        ProgrammeRule.MOVES,
        ProgrammeRule.GAPS,
    ]
    assert all(each.ground and each.source for each in found.trace)
    told = " ".join(each[1] for each in found.trace)
    assert "What the grid gives does not apply to 6 capability (Building)." in told
    assert "Questions were answered about 3 legal." in told
    assert "3 situations in both files, matched by challenge and initiative. Taken for the" in told
    assert "Taken for the same under another name: 3 legal." in told
    assert found.trace[3].source.endswith(KB.about.own_judgement)
    plain = compared("data bu", "data bu")
    assert [each.rule for each in plain.trace] == [RuleId.GRID, ProgrammeRule.MOVES]
    assert plain.trace[1].source == "Concluding comments"
    nothing = city_planner().compare(made(), made())
    assert [each.rule for each in nothing.trace] == [ProgrammeRule.MOVES]


# --- Any two programmes --------------------------------------------------------------------------

Pair = tuple["Planner", "Programme", "Programme"]


@given(pairs())
@STEADY
def test_a_programme_does_not_differ_from_itself(pair: Pair) -> None:
    planner, programme, _ = pair
    found = planner.compare(programme, programme)
    assert not any((found.added, found.gone, found.challenges, found.notes))
    assert not any(each.moved or each.closed or each.reopened for each in found.moves)
    assert not any(each.changes for each in found.moves)
    assert {each.threat for each in found.moves} <= {Shift.SAME}
    every: list[ProgrammeTactics | TacticChanges] = [found.tactics]
    every += [each.tactics for each in found.moves]
    for tactics in every:
        assert not (tactics.start)
        assert not (tactics.end)
        assert not (tactics.unknown)
        assert not (tactics.depends)
    assert not found.tactics.go_on
    assert not any(each.guess for each in found.moves)


@given(pairs(), st.randoms(use_true_random=False))
@STEADY
def test_the_order_of_the_files_changes_no_word(pair: Pair, shuffle: Random) -> None:
    planner, old, new = pair
    one = planner.compare(old, new)
    other = planner.compare(shuffled(old, shuffle), shuffled(new, shuffle))
    assert one.summary == other.summary
    assert [each.finding for each in one.moves] == [each.finding for each in other.moves]
    assert one.trace == other.trace
    assert [each.finding for each in one.promises] == [each.finding for each in other.promises]
    assert [each.text for each in one.editions.otherwise] == [
        each.text for each in other.editions.otherwise
    ]


@given(st.data())
@STEADY
def test_owner_note_and_advice_move_nothing(data: st.DataObject) -> None:
    planner = orchard_planner()
    old = data.draw(programmes(planner))
    update = {"owner": "Somebody", "note": "Changed.", "advised": "no-such"}
    entries = tuple(each.model_copy(update=update) for each in old.situations)
    found = planner.compare(old, old.model_copy(update={"situations": entries}))
    assert not any(each.moved for each in found.moves)
    assert not (found.tactics.start)
    assert not (found.tactics.end)
    assert not (found.added)
    assert not (found.gone)
    assert sum(not each.is_old for each in found.editions.otherwise) == len(entries)
