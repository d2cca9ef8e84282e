"""What the knowledge says, entry by entry."""

from __future__ import annotations

from collections import Counter

import pytest

from boundary_advisor.knowledge.guide import load_guide
from tests.engine.fields import ORCHARD, cities, orchard
from tests.source_text.entries import Said, all_said

CITIES = (cities().kb, load_guide(cities().kb))
ORCHARDS = (orchard().kb, load_guide(orchard().kb, ORCHARD))


def said(name: str) -> Said:
    (found,) = [each for each in all_said(*ORCHARDS) if each.entry == name]
    return found


@pytest.mark.parametrize("at", [0, 1], ids=["cities", "orchard"])
def test_every_entry_has_a_name_of_its_own_and_a_source(at: int) -> None:
    found = list(all_said(*(CITIES, ORCHARDS)[at]))
    assert [name for name, n in Counter(each.entry for each in found).items() if n > 1] == []
    assert all(each.source for each in found)


def test_every_entry_of_the_built_in_knowledge_says_something() -> None:
    assert [each.entry for each in all_said(*CITIES) if not each.texts] == []


def test_every_source_of_the_files_is_there() -> None:
    for kb, guide in (CITIES, ORCHARDS):
        own = sum(file.model_dump_json().count('"source":"') for file in (*kb.files, *guide.files))
        efforts = sum(cell.effort is not None for each in kb.strategies for cell in each.cells)
        assert len(list(all_said(kb, guide))) == own + efforts - 1  # the work itself is no place


def test_without_a_guide_its_files_are_left_out() -> None:
    names = {each.entry for each in all_said(ORCHARDS[0], None)}
    assert "tactic bucket-chain" in names
    assert not any(name.startswith(("question", "rule holding", "turn")) for name in names)


@pytest.mark.parametrize(
    "name",
    [
        "about, limit 1",
        "root",
        "root, side Growers, holds dear 1",
        "root, boundary 1",
        "challenge water",
        "challenge water, sign 1",
        "challenge water, confused with water-rights",
        "threat",
        "threat, low, sign 1",
        "horizon, long, sign 1",
        "rule grid",
        "standing still",
        "strategy watering",
        "strategy watering, fits not 1",
        "strategy watering, combines with teaching",
        "strategy watering, cell water",
        "strategy teaching, cell water, effort",
        "tactic bucket-chain",
        "tactic bucket-chain, serves water",
        "size yard",
        "city 2",
        "case long-chain",
        "question nursery",
        "rule holding",
        "turn watering, ends",
    ],
)
def test_people_can_tell_which_entry_is_meant(name: str) -> None:
    assert said(name)


def test_only_what_the_work_tells_is_taken() -> None:
    chain = said("tactic bucket-chain")
    assert chain.texts == (
        "Form a bucket chain",
        "Neighbours hand on buckets from the brook to the oldest rows.",
    )
    assert said("tactic bucket-chain, serves water").texts == chain.texts
    assert "Neighbours" not in " ".join(said("strategy watering").texts)
    assert "drought" not in " ".join(said("challenge water").texts)


def test_an_entry_says_what_its_parts_without_a_source_say() -> None:
    assert "Trees may die." in said("threat").texts
    assert "Beekeeper" in said("city 2").texts


def test_a_city_and_a_case_have_numbers() -> None:
    assert said("city 2").cities == (2,)
    assert "Back yard" in said("city 2").texts
    assert said("case long-chain").cities == (1, 3)
    assert said("case bed-sheets").cities == ()


def test_a_cell_says_what_its_tactics_say_or_why_it_does_not_apply() -> None:
    cell = said("strategy watering, cell water")
    assert cell.texts == said("tactic bucket-chain").texts
    assert said("strategy netting, cell helpers").texts == (
        "No net was ever hung for want of hands.",
    )


def test_a_cell_says_nothing_of_tactics_told_elsewhere() -> None:
    (cell,) = [
        each
        for each in all_said(orchard().kb, None)
        if each.entry == "strategy replanting, cell water-rights"
    ]
    assert cell.texts == ()


def test_an_effort_tells_of_its_challenge_and_strategy() -> None:
    effort = said("strategy teaching, cell water, effort")
    assert effort.source == "Winter notes"
    assert effort.texts[:2] == ("effort, challenge 1", "Teaching")
