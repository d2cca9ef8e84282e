"""What a pack adds, changes and retires, entry by entry, over the orchard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from boundary_advisor import KnowledgeBase, load_knowledge
from boundary_advisor.knowledge.entry import UNTOUCHED, Origin
from tests.support.knowledge import ORCHARD, orchard
from tests.support.models import Act, Effect, FieldChange
from tests.support.packs import (
    WHY,
    Contents,
    Laid,
    cases,
    challenges,
    in_orchard,
    lay,
    of_everything,
    retire,
    strategies,
    write_pack,
)

if TYPE_CHECKING:
    from pathlib import Path


KB = orchard().kb
FROST = {
    "id": "frost",
    "title": "Frost in May",
    "summary": "The blossom dies.",
    "signs": [{"text": "White grass.", "source": "Visit"}],
    "source": "Visit",
}
CELLS = [
    {"strategy": each.id, "challenge": "frost", "state": "reported", "source": "Visit"}
    for each in KB.strategies
]


def _tactic(strategy: str, challenge: str = "frost", **more: object) -> dict[str, Any]:
    return {
        "strategy": strategy,
        "id": f"{strategy}-at-dawn",
        "title": f"Go {strategy} at dawn",
        "summary": "Before the sun.",
        "first_step": "Set the clock.",
        "serves": [{"challenge": challenge, "source": "Visit"}],
        "source": "Visit",
        **more,
    }


TACTICS = [_tactic(each.id) for each in KB.strategies]
NEW_CHALLENGE: Contents = {
    **challenges(add={"challenges": [FROST]}),
    **strategies(add={"cells": CELLS, "tactics": TACTICS}),
}


def _base(step: Laid) -> KnowledgeBase:
    return KnowledgeBase(step.files, layers=(step.layer,))


def _effects(step: Laid) -> list[tuple[str, str, str]]:
    return [(each.act, each.kind, each.name) for each in step.layer.effects]


def test_a_challenge_is_added_with_its_cells_and_tactics(tmp_path: Path) -> None:
    step = in_orchard(tmp_path / "ours", NEW_CHALLENGE)
    kb = _base(step)
    frost = kb.challenge("frost")
    assert (frost.number, frost.source) == (4, "ours: Visit")
    assert frost.signs[0].source == "ours: Visit"
    assert frost.origin == Origin("ours")
    for strategy in kb.strategies:
        cell = kb.cell("frost", strategy.id)
        assert (cell.origin, cell.source) == (Origin("ours"), "ours: Visit")
        (tactic,) = kb.tactics_in("frost", strategy.id)
        assert tactic.origin == Origin("ours")
        assert tactic.serves[0].source == "ours: Visit"
        assert kb.strategy_of(tactic.id) == strategy
    assert _effects(step) == [
        ("added", "challenge", "frost"),
        *(("added", "tactic", f"{each.id}-at-dawn") for each in KB.strategies),
        *(("added", "cell", f"{each.id}, frost") for each in KB.strategies),
    ]
    assert step.layer.effects[0].title == "Frost in May"
    assert step.layer.notes == ()


@pytest.mark.parametrize(
    ("numbers", "given"),
    [
        ([None, None], [4, 5]),
        ([None, 4], [5, 4]),
        ([7, None], [7, 8]),
        ([999, None], [999, 4]),
    ],
)
def test_a_challenge_gets_the_next_number_that_nobody_wants(
    numbers: list[int | None], given: list[int], tmp_path: Path
) -> None:
    added = [
        {**FROST, "id": f"frost-{place}", "title": f"Frost {place}", "number": number}
        for place, number in enumerate(numbers)
    ]
    cells = [{**cell, "challenge": each["id"]} for cell in CELLS for each in added]
    serves = [{"challenge": each["id"], "source": "Visit"} for each in added]
    tactics = [_tactic(each.id, serves=serves) for each in KB.strategies]
    contents = challenges(add={"challenges": added})
    contents |= strategies(add={"cells": cells, "tactics": tactics})
    step = in_orchard(tmp_path / "ours", contents)
    assert [each.number for each in step.files.challenges.challenges[3:]] == given


def test_a_service_lets_a_tactic_serve_one_challenge_more(tmp_path: Path) -> None:
    service = {"tactic": "night-hours", "challenge": "water", "source": "Visit"}
    step = in_orchard(tmp_path / "ours", strategies(add={"services": [service]}))
    kb = _base(step)
    tactic = kb.tactic("night-hours")
    assert tactic in kb.tactics_in("water", "watering")
    assert [each.origin for each in tactic.serves] == [UNTOUCHED, Origin("ours")]
    assert tactic.serves[1].source == "ours: Visit"
    assert tactic.origin == Origin(changed_by=("ours",), fields=("serves",))
    assert tactic.source == KB.tactic("night-hours").source
    assert step.layer.effects == (
        Effect(Act.ADDED, "service", "night-hours, water", "Draw water at night"),
    )


def test_a_pack_can_serve_with_a_tactic_of_its_own(tmp_path: Path) -> None:
    step = in_orchard(
        tmp_path / "ours",
        strategies(
            add={
                "tactics": [_tactic("netting", "water")],
                "services": [
                    {"tactic": "netting-at-dawn", "challenge": "water-rights", "source": "Visit"}
                ],
            }
        ),
    )
    origin = _base(step).tactic("netting-at-dawn").origin
    assert origin == Origin("ours", fields=("serves",))
    assert origin.mark == " [ours]"


def test_cities_are_added_by_name_and_cases_may_name_them_only(tmp_path: Path) -> None:
    brook = {"id": "brook", "name": "Brook End", "size": "yard", "source": "Visit"}
    case = {
        "id": "brook-day",
        "cities": ["brook"],
        "summary": "They carried.",
        "tactics": ["bucket-chain"],
        "challenges": ["water"],
        "source": "Visit; own judgement",
    }
    step = in_orchard(tmp_path / "ours", cases(add={"cities": [brook], "cases": [case]}))
    kb = _base(step)
    assert [each.key for each in kb.cities] == [1, 2, 3, "brook"]
    assert kb.city("brook").origin == kb.cases[-1].origin == Origin("ours")
    assert (kb.city("brook").number, kb.city("brook").label) == (None, "Brook End")
    assert kb.cases[-1].source == "ours: Visit; ours: own judgement"
    assert _effects(step) == [("added", "city", "brook"), ("added", "case", "brook-day")]


OVERRIDES: dict[str, tuple[Contents, FieldChange]] = {
    "challenge": (
        challenges(
            override={"challenges": [{"id": "water", "title": "Thirst", "source": "Visit"}]}
        ),
        FieldChange("title", "Dry summers", "Thirst"),
    ),
    "strategy": (
        strategies(
            override={"strategies": [{"id": "netting", "family": "Nets", "source": "Visit"}]}
        ),
        FieldChange("family", "Netting", "Nets"),
    ),
    "tactic": (
        strategies(
            override={"tactics": [{"id": "bucket-chain", "general": True, "source": "Visit"}]}
        ),
        FieldChange("general", "False", "True"),
    ),
    "cell": (
        strategies(
            override={
                "cells": [
                    {
                        "strategy": "teaching",
                        "challenge": "water",
                        "effort": None,
                        "source": "Visit",
                    }
                ]
            }
        ),
        FieldChange("effort", "Winter notes", ""),
    ),
    "city": (
        cases(override={"cities": [{"number": 2, "setting": "Downhill", "source": "Visit"}]}),
        FieldChange("setting", "On the north slope", "Downhill"),
    ),
    "case": (
        cases(override={"cases": [{"id": "long-chain", "outcome": "Wet.", "source": "Visit"}]}),
        FieldChange("outcome", "Not one tree was lost.", "Wet."),
    ),
}


@pytest.mark.parametrize("kind", OVERRIDES)
def test_an_override_changes_the_field_that_it_gives_and_no_other(
    kind: str, tmp_path: Path
) -> None:
    contents, change = OVERRIDES[kind]
    step = in_orchard(tmp_path / "ours", contents)
    (effect,) = step.layer.effects
    assert (effect.act, effect.kind, effect.changes) == (Act.CHANGED, kind, (change,))
    before = {each.__repr_name__() + str(each): each for each in _all(load_knowledge(ORCHARD))}
    after = {each.__repr_name__() + str(each): each for each in _all(KnowledgeBase(step.files))}
    (old,) = (each for key, each in before.items() if key not in after)
    (new,) = (each for key, each in after.items() if key not in before)
    differing = {name for name, value in new if value != getattr(old, name)}
    assert differing == {change.field, "source"} | ({"serves"} & differing)
    assert new.source == f"ours: Visit; {old.source}"
    assert new.origin == Origin(changed_by=("ours",), fields=(change.field,))


def _all(kb: KnowledgeBase) -> list[Any]:
    strategies = [each.model_copy(update={"cells": (), "tactics": ()}) for each in kb.strategies]
    inside = [part for each in kb.strategies for part in (*each.cells, *each.tactics)]
    return [*kb.challenges, *strategies, *inside, *kb.cities, *kb.cases]


def test_a_list_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    signs = [{"text": "Dust.", "source": "Visit"}]
    over = {"id": "water", "signs": signs, "aliases": [], "words": ["dust"], "source": "Visit"}
    step = in_orchard(tmp_path / "ours", challenges(override={"challenges": [over]}))
    water = _base(step).challenge("water")
    assert [(each.text, each.source) for each in water.signs] == [("Dust.", "ours: Visit")]
    assert (water.aliases, water.words) == ((), ("dust",))
    assert water.confused_with == KB.challenge("water").confused_with
    (effect,) = step.layer.effects
    assert effect.changes == (
        FieldChange("signs", "Leaves curl before noon., Walks", "Dust., ours: Visit"),
        FieldChange("aliases", "drought; thirst", ""),
        FieldChange("words", "rain; well; hose", "dust"),
    )


def test_an_optional_field_is_taken_away_by_null(tmp_path: Path) -> None:
    contents = cases(
        override={
            "cities": [{"number": 2, "setting": None, "source": "Visit"}],
            "cases": [{"id": "family-signs", "outcome": None, "source": "Visit"}],
        }
    )
    step = in_orchard(tmp_path / "ours", contents)
    kb = _base(step)
    assert kb.city(2).setting is None
    assert [each.outcome for each in kb.cases if each.id == "family-signs"] == [None]
    assert [each.changes[0].new for each in step.layer.effects] == ["", ""]


def test_services_that_replace_others_know_which_of_them_are_new(tmp_path: Path) -> None:
    serves = [{"challenge": each, "source": "Visit"} for each in ("water", "water-rights")]
    over = {"id": "mulch-class", "serves": serves, "source": "Visit"}
    step = in_orchard(tmp_path / "ours", strategies(override={"tactics": [over]}))
    old, new = _base(step).tactic("mulch-class").serves
    assert old.origin == Origin(changed_by=("ours",), fields=("source",))
    assert new.origin == Origin("ours")


def test_a_service_that_replaces_a_local_one_stays_local(tmp_path: Path) -> None:
    service = {"challenge": "water", "source": "Visit"}
    added = {"tactic": "night-hours", **service}
    over = {"id": "night-hours", "serves": [service, {**service, "challenge": "water-rights"}]}
    steps = lay(
        KB,
        write_pack(tmp_path / "a", strategies(add={"services": [added]})),
        write_pack(tmp_path / "b", strategies(override={"tactics": [{**over, "source": "Visit"}]})),
    )
    served = {each.challenge: each.origin for each in _base(steps[1]).tactic("night-hours").serves}
    assert served["water"] == Origin("a", ("b",), ("source",))


def test_a_service_is_retired_and_the_tactic_tells_who_did_it(tmp_path: Path) -> None:
    gone = {"tactic": "pruning-pairs", "challenge": "water", "why": WHY}
    step = in_orchard(tmp_path / "ours", strategies(retire={"services": [gone]}))
    tactic = _base(step).tactic("pruning-pairs")
    assert [each.challenge for each in tactic.serves] == ["helpers"]
    assert tactic.origin == Origin(changed_by=("ours",), fields=("serves",))
    assert step.layer.effects == (
        Effect(Act.RETIRED, "service", "pruning-pairs, water", "Prune in pairs", why=WHY),
    )


@pytest.mark.parametrize(
    ("contents", "kind", "name", "title"),
    [
        (
            challenges(retire=retire("challenges", "helpers")),
            "challenge",
            "helpers",
            "Too few hands",
        ),
        (
            strategies(retire=retire("tactics", "tea-break")),
            "tactic",
            "tea-break",
            "Share a pot of tea",
        ),
        (cases(retire=retire("cities", 2)), "city", "2", ""),
        (cases(retire=retire("cases", "dry-brook")), "case", "dry-brook", ""),
    ],
)
def test_an_entry_is_retired_with_its_reason(
    contents: Contents, kind: str, name: str, title: str, tmp_path: Path
) -> None:
    step = in_orchard(tmp_path / "ours", contents)
    assert step.layer.effects[0] == Effect(Act.RETIRED, kind, name, title, why=WHY)


def test_a_local_city_is_changed_and_retired_by_its_id(tmp_path: Path) -> None:
    brook = {"id": "brook", "name": "Brook End", "size": "yard", "source": "Visit"}
    first = write_pack(tmp_path / "first", cases(add={"cities": [brook]}))
    over = {"id": "brook", "name": "Brook", "source": "Visit"}
    second = write_pack(tmp_path / "second", cases(override={"cities": [over]}))
    third = write_pack(tmp_path / "third", cases(retire=retire("cities", "brook")))
    steps = lay(KB, first, second, third)
    city = KnowledgeBase(steps[1].files).city("brook")
    assert (city.label, city.source) == ("Brook", "second: Visit; first: Visit")
    assert city.origin == Origin("first", ("second",), ("name",))
    assert _effects(steps[2]) == [("retired", "city", "brook")]


def test_the_later_pack_wins_and_the_earlier_is_remembered(tmp_path: Path) -> None:
    first = {"id": "tea-break", "title": "Tea", "summary": "Milk first.", "source": "Visit"}
    second = {"id": "tea-break", "title": "Coffee", "first_step": "Buy it.", "source": "Visit"}
    steps = lay(
        KB,
        write_pack(tmp_path / "first", strategies(override={"tactics": [first]})),
        write_pack(tmp_path / "second", strategies(override={"tactics": [second]})),
    )
    tactic = KnowledgeBase(steps[1].files).tactic("tea-break")
    assert (tactic.title, tactic.summary, tactic.first_step) == ("Coffee", "Milk first.", "Buy it.")
    assert tactic.origin == Origin(
        changed_by=("first", "second"), fields=("title", "summary", "first_step")
    )
    assert tactic.source == "second: Visit; first: Visit; Winter notes"
    assert steps[1].layer.effects[0].changes[0] == FieldChange("title", "Tea", "Coffee")


def test_a_later_pack_changes_and_retires_what_an_earlier_one_added(tmp_path: Path) -> None:
    first = write_pack(tmp_path / "first", NEW_CHALLENGE)
    over = {"id": "frost", "summary": "The blossom freezes.", "source": "Visit"}
    second = write_pack(tmp_path / "second", challenges(override={"challenges": [over]}))
    third = write_pack(tmp_path / "third", challenges(retire=retire("challenges", "frost")))
    steps = lay(KB, first, second, third)
    frost = KnowledgeBase(steps[1].files).challenge("frost")
    assert frost.origin == Origin("first", ("second",), ("summary",))
    assert frost.origin.mark == " [first, changed by second]"
    names = [each.name for each in KB.strategies]
    assert [each.act for each in steps[2].layer.effects] == ["retired"] + ["followed"] * 8
    after = KnowledgeBase(steps[2].files)
    assert after.challenges == KB.challenges
    assert [each.name for each in after.strategies] == names
    assert [each.id for each in after.strategies[0].tactics] == [
        each.id for each in KB.strategies[0].tactics
    ]


def test_what_one_pack_retires_a_later_one_adds_anew(tmp_path: Path) -> None:
    first = write_pack(tmp_path / "first", strategies(retire=retire("tactics", "tea-break")))
    again = _tactic("teaching", id="tea-break", serves=[], general=True)
    second = write_pack(tmp_path / "second", strategies(add={"tactics": [again]}))
    steps = lay(KB, first, second)
    after = KnowledgeBase(steps[1].files)
    assert after.strategy_of("tea-break").id == "teaching"
    assert after.tactic("tea-break").origin == Origin("second")


def test_a_pack_without_entries_is_told_so(tmp_path: Path) -> None:
    step = in_orchard(tmp_path / "ours", {"strategies.yaml": "add:\n  tactics: []\n"})
    assert step.layer.notes == ("pack 'ours' changes nothing: it holds no entries",)
    assert in_orchard(tmp_path / "more" / "ours", {}).layer.notes == step.layer.notes


def test_an_override_without_effect_is_told_so(tmp_path: Path) -> None:
    same = {"id": "tea-break", "title": "Share a pot of tea", "source": "Visit"}
    bare = {"id": "mulch-class", "source": "Visit"}
    step = in_orchard(tmp_path / "ours", strategies(override={"tactics": [same, bare]}))
    told = "pack 'ours' overrides tactic"
    assert step.layer.notes == (
        f"{told} 'tea-break' and changes nothing: what it gives is so already",
        f"{told} 'mulch-class' and changes nothing: what it gives is so already",
    )
    assert step.layer.effects == ()
    assert _base(step).tactic("tea-break") == KB.tactic("tea-break")


def test_what_is_retired_by_a_pack_that_does_not_change_it_is_no_fault(tmp_path: Path) -> None:
    same = {"id": "tea-break", "title": "Share a pot of tea", "source": "Visit"}
    contents = strategies(override={"tactics": [same]}, retire=retire("tactics", "tea-break"))
    step = in_orchard(tmp_path / "ours", contents)
    assert _effects(step)[0] == ("retired", "tactic", "tea-break")


def test_a_pack_does_everything_at_once_to_any_knowledge(tmp_path: Path) -> None:
    for name, kb in (("built-in", load_knowledge()), ("orchard", KB)):
        (step,) = lay(kb, write_pack(tmp_path / name / "ours", of_everything(kb)))
        done = {(each.act, each.kind) for each in step.layer.effects}
        kinds = ("challenge", "strategy", "tactic", "cell", "service", "city", "case")
        assert done == {("added", each) for each in kinds if each != "strategy"} | {
            ("changed", each) for each in kinds if each != "service"
        }


def test_the_places_of_a_pack_are_places_of_the_whole(tmp_path: Path) -> None:
    step = in_orchard(tmp_path / "ours", {})
    added = step.files.challenges.about.places[len(KB.about.places) :]
    assert [(each.name, each.where) for each in added] == [
        ("ours: Visit", "Notes of a visit"),
        ("ours: own judgement", "What The keepers takes to be so"),
    ]
