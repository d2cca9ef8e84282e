"""Most of the checks are held by `bad_data/`; here is what text alone does not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor import CellState, Strategy, load_knowledge
from boundary_advisor.knowledge.checks import check
from boundary_advisor.validation import Fault
from tests.support.models import CHALLENGES, STRATEGIES, Files

if TYPE_CHECKING:
    from boundary_advisor import KnowledgeBase


def without(strategy: Strategy, challenge: str) -> Strategy:
    """Close the cell of a challenge, and take the challenge from all tactics."""
    closed = {"state": CellState.NOT_APPLICABLE, "note": "Never seen.", "effort": None}
    cells = (
        cell.model_copy(update=closed) if cell.challenge == challenge else cell
        for cell in strategy.cells
    )
    tactics = (
        tactic.model_copy(
            update={
                "serves": tuple(link for link in tactic.serves if link.challenge != challenge),
                "general": True,
            }
        )
        for tactic in strategy.tactics
    )
    return strategy.model_copy(update={"cells": tuple(cells), "tactics": tuple(tactics)})


def test_the_orchard_is_sound(orchard: KnowledgeBase) -> None:
    assert list(check(orchard.files)) == []


def test_a_challenge_to_which_nothing_applies_is_found(orchard: KnowledgeBase) -> None:
    challenges, strategies, cases = orchard.files
    closed = [without(strategy, "helpers") for strategy in strategies.strategies]
    part = strategies.model_copy(update={"strategies": (*closed[:3], strategies.strategies[3])})
    whole = strategies.model_copy(update={"strategies": tuple(closed)})
    assert list(check(Files(challenges, part, cases))) == []
    assert list(check(Files(challenges, whole, cases))) == [
        Fault(
            CHALLENGES,
            ("challenges", 2),
            "no strategy applies to challenge 'helpers'",
            "one has to",
        )
    ]


def test_the_findings_carry_the_way_to_the_value(orchard: KnowledgeBase) -> None:
    challenges, strategies, cases = orchard.files
    first = strategies.strategies[0]
    link = first.tactics[0].serves[1].model_copy(update={"source": "Rumour"})
    tactic = first.tactics[0].model_copy(update={"serves": (first.tactics[0].serves[0], link)})
    changed = first.model_copy(update={"tactics": (tactic, *first.tactics[1:])})
    part = strategies.model_copy(update={"strategies": (changed, *strategies.strategies[1:])})
    (found,) = check(Files(challenges, part, cases))
    assert found.file == STRATEGIES
    assert found.loc == ("strategies", 0, "tactics", 0, "serves", 1, "source")


def test_each_use_of_a_wrong_source_is_told(orchard: KnowledgeBase) -> None:
    challenges, strategies, cases = orchard.files
    about = challenges.about.model_copy(update={"places": challenges.about.places[1:]})
    fewer = challenges.model_copy(update={"about": about})
    found = list(check(Files(fewer, strategies, cases)))
    assert len(found) > 20
    assert {finding.what for finding in found} == {"the source has no place 'Walks'"}
    assert len({(finding.file, finding.loc) for finding in found}) == len(found)


def test_a_strategy_may_have_one_name_in_all_its_fields(orchard: KnowledgeBase) -> None:
    netting = orchard.strategy("netting")
    assert netting.name == netting.long_name == netting.id.capitalize()


def test_of_very_many_names_none_is_listed() -> None:
    challenges, strategies, cases = load_knowledge().files
    case = cases.cases[0].model_copy(update={"tactics": ("zzz",), "cities": ()})
    part = cases.model_copy(update={"cases": (case, *cases.cases[1:])})
    (fault,) = check(Files(challenges, strategies, part))
    assert fault.what == f"case '{case.id}' names no tactic 'zzz'"
    assert fault.fix == "add it, or mend the name"
