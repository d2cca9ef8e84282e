"""What goes with what is retired, so that nothing names what is no longer there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor import KnowledgeBase
from tests.support.knowledge import orchard
from tests.support.models import Act, Effect, FieldChange
from tests.support.packs import (
    Contents,
    Laid,
    cases,
    challenges,
    in_orchard,
    lay,
    retire,
    strategies,
    write_pack,
)

if TYPE_CHECKING:
    from pathlib import Path


NOTHING_ELSE = "it is retired too, as it showed nothing else"


def _followed(step: Laid) -> list[Effect]:
    return [each for each in step.layer.effects if each.act is Act.FOLLOWED]


def test_with_a_challenge_go_its_cells_its_tactics_and_its_cases(tmp_path: Path) -> None:
    gone = challenges(retire=retire("challenges", "water-rights"))
    step = in_orchard(tmp_path / "ours", gone)
    told = {(each.kind, each.name): each for each in _followed(step)}
    served = "it is retired too, as it served nothing else"
    assert {name: each.why for name, each in told.items() if not each.changes} == {
        **{
            ("cell", f"{each.id}, water-rights"): "it is retired too, as its challenge is"
            for each in orchard().kb.strategies
        },
        ("tactic", "night-hours"): served,
        ("tactic", "law-evening"): served,
        ("case", "dry-brook"): NOTHING_ELSE,
    }
    assert {name: each.changes for name, each in told.items() if each.changes} == {
        ("challenge", "water"): (
            FieldChange(
                "confused_with",
                "water-rights, Here the water is missing; there somebody else owns it., "
                "Own judgement",
                "",
            ),
        ),
        ("tactic", "rain-barrels"): (
            FieldChange(
                "serves",
                "water-rights, Orchard sheet, row 2, Netting; water, Walks",
                "water, Walks",
            ),
        ),
        ("tactic", "deep-roots"): (
            FieldChange(
                "serves",
                "water, Orchard sheet, row 1, Replanting; water-rights, Walks",
                "water, Orchard sheet, row 1, Replanting",
            ),
        ),
        ("case", "wild-pears"): (FieldChange("challenges", "water; water-rights", "water"),),
    }
    assert told["tactic", "rain-barrels"].title == "Fill barrels before the mill wakes"
    kb = KnowledgeBase(step.files)
    assert [each.id for each in kb.challenges] == ["water", "helpers"]
    assert not kb.tactic("rain-barrels").origin.mark


def test_a_general_tactic_stays_without_a_challenge(tmp_path: Path) -> None:
    first: Contents = strategies(
        add={"services": [{"tactic": "tea-break", "challenge": "water-rights", "source": "Visit"}]}
    )
    gone = challenges(retire=retire("challenges", "water-rights"))
    steps = lay(
        orchard().kb, write_pack(tmp_path / "first", first), write_pack(tmp_path / "second", gone)
    )
    assert KnowledgeBase(steps[1].files).tactic("tea-break").serves == ()
    assert ("tactic", "tea-break") in {(each.kind, each.name) for each in _followed(steps[1])}


def test_with_a_tactic_goes_the_case_that_shows_nothing_else(tmp_path: Path) -> None:
    over = {"cells": [_closed("water")]}
    gone = strategies(override=over, retire=retire("tactics", "shade-cloth", "tea-break"))
    contents = {**gone}
    contents["strategies.yaml"]["retire"]["services"] = [
        {"tactic": "rain-barrels", "challenge": "water", "why": "It is enough."}
    ]
    step = in_orchard(tmp_path / "ours", contents)
    told = {each.name: each for each in _followed(step)}
    assert (told["bed-sheets"].changes, told["bed-sheets"].why) == ((), NOTHING_ELSE)
    assert told["straw-sunday"].changes == (
        FieldChange("tactics", "mulch-class; tea-break", "mulch-class"),
    )
    assert set(told) == {"bed-sheets", "straw-sunday"}


def _closed(challenge: str) -> dict[str, str]:
    return {
        "strategy": "netting",
        "challenge": challenge,
        "state": "not-applicable",
        "note": "Nets rot.",
        "source": "Visit",
    }


def test_with_a_city_goes_the_case_that_is_told_of_no_other(tmp_path: Path) -> None:
    step = in_orchard(tmp_path / "ours", cases(retire=retire("cities", 1)))
    told = {each.name: each.changes for each in _followed(step)}
    assert told == {"long-chain": (FieldChange("cities", "1; 3", "3"),), "family-signs": ()}
    assert {each.id for each in KnowledgeBase(step.files).cases if not each.cities} == {
        "bed-sheets"
    }


def test_with_a_service_goes_what_a_case_shows_of_it(tmp_path: Path) -> None:
    services = [{"tactic": "bucket-chain", "challenge": "helpers", "why": "They are enough."}]
    over = {**_closed("helpers"), "strategy": "watering"}
    contents = strategies(retire={"services": services}, override={"cells": [over]})
    step = in_orchard(tmp_path / "ours", contents)
    assert [(each.name, each.changes) for each in _followed(step)] == [("short-chain", ())]


def test_what_follows_reaches_what_other_packs_added(tmp_path: Path) -> None:
    city = {"id": "brook", "name": "Brook", "size": "yard", "source": "Visit"}
    case = {
        "id": "brook-day",
        "cities": ["brook"],
        "summary": "They carried.",
        "tactics": ["tea-break"],
        "source": "Visit",
    }
    first = write_pack(tmp_path / "first", cases(add={"cities": [city], "cases": [case]}))
    second = write_pack(tmp_path / "second", cases(retire=retire("cities", "brook")))
    steps = lay(orchard().kb, first, second)
    assert [each.name for each in _followed(steps[1])] == ["brook-day"]
