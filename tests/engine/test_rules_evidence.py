"""Tests named after the rule evidence: what stands behind a tactic, and behind an answer."""

from __future__ import annotations

from boundary_advisor import Advisor
from boundary_advisor.engine.rules import EVIDENCE
from tests.support.knowledge import (
    all_answers,
    ask,
    fired_in,
    keys,
    orchard,
    tactic_ids,
    with_cases,
    with_cells,
)


def test_evidence_counts_each_city_once() -> None:
    twice = with_cases(orchard().kb, lambda case: {"cities": (1,)} if case.cities else {})
    chain = ask(Advisor(twice), "helpers", "low", "short").tactics[0]
    assert [each.case.id for each in chain.cases] == ["long-chain", "short-chain"]
    assert (keys(chain.cities), keys(chain.cities_here)) == ((1,), (1,))


def test_evidence_has_a_word_for_one_city_for_none_and_for_no_case() -> None:
    tactics = [
        each
        for horizon, threat in (("short", "low"), ("long", "low"), ("short", "high"))
        for each in ask(orchard(), "water", threat, horizon).tactics
    ]
    assert {each.tactic.id: each.evidence for each in tactics} == {
        "bucket-chain": "Cities 1 and 3; city 2 for another challenge.",
        "tea-break": "City 2 only.",
        "mulch-class": "City 2 only.",
        "pruning-pairs": "It is told without an example.",
        "shade-cloth": "No city is named for it.",
        "rain-barrels": "It is told without an example.",
    }
    chain = ask(orchard(), "helpers", "low", "short").tactics[0]
    assert chain.evidence == "Cities 1, 2 and 3."


def test_evidence_tells_which_case_is_of_another_challenge() -> None:
    chain, tea = ask(orchard(), "water", "low", "short").tactics
    assert [(each.case.id, each.elsewhere) for each in chain.cases] == [
        ("long-chain", ()),
        ("short-chain", ("Too few hands",)),
    ]
    assert (keys(chain.cities_here), keys(chain.cities)) == ((1, 3), (1, 2, 3))
    assert [each.elsewhere for each in tea.cases] == [()]


def test_evidence_of_a_case_that_is_told_of_no_challenge_counts_for_each() -> None:
    kb = orchard().kb
    kb = with_cases(kb, lambda case: {"challenges": ()} if "bucket-chain" in case.tactics else {})
    for challenge in ("water", "helpers"):
        chain = ask(Advisor(kb), challenge, "low", "short").tactics[0]
        assert keys(chain.cities_here) == (1, 2, 3)
        assert [each.elsewhere for each in chain.cases] == [(), ()]


def test_evidence_for_the_challenge_counts_before_what_the_cell_names() -> None:
    assert _netting_where_barrels_are_told_of("water-rights") == ["shade-cloth", "rain-barrels"]
    assert _netting_where_barrels_are_told_of("water") == ["rain-barrels", "shade-cloth"]


def test_evidence_that_is_borrowed_counts_before_none() -> None:
    assert _netting_where_barrels_are_told_of("water-rights", place="Winter notes") == [
        "rain-barrels",
        "shade-cloth",
    ]


def _netting_where_barrels_are_told_of(challenge: str, place: str = "") -> list[str]:
    told = {"tactics": ("rain-barrels",), "cities": (1,), "challenges": (challenge,)}
    kb = with_cases(orchard().kb, lambda case: told if case.id == "bed-sheets" else {})
    kb = with_cells(kb, lambda _, cell: {"source": place or cell.source})
    return tactic_ids(ask(Advisor(kb), "water", "high", "short").tactics)


def test_evidence_stands_where_the_source_says_that_the_tactic_serves_the_challenge() -> None:
    chain, tea = ask(orchard(), "water", "low", "short").tactics
    assert (chain.tactic.source, chain.source) == ("Walks", "Orchard sheet, row 1, Watering")
    assert tea.source == tea.tactic.source


def test_evidence_of_an_answer_says_what_is_thin() -> None:
    found = ask(orchard(), "water", "low", "long").evidence
    assert (found.text, found.general, found.size) == (
        (
            "For this challenge: 2 tactics, 1 case, city 2 "
            "(1 tactic on one city alone and 1 tactic on none)."
        ),
        "",
        "",
    )


def test_evidence_of_an_answer_says_nothing_of_what_is_not_thin() -> None:
    told = {"cities": (1, 2), "tactics": ("mulch-class", "pruning-pairs")}
    kb = with_cases(orchard().kb, lambda case: told if case.id == "straw-sunday" else {})
    assert ask(Advisor(kb), "water", "low", "long").evidence.text == (
        "For this challenge: 2 tactics, 1 case, cities 1 and 2."
    )
    assert ask(orchard(), "water", "high", "long").evidence.text == (
        "For this challenge: 1 tactic, 1 case, city 3."
    )


def test_evidence_without_a_city_says_so() -> None:
    nowhere = Advisor(with_cases(orchard().kb, lambda _: {"cities": ()}))
    assert ask(nowhere, "water", "low", "long").evidence.text == (
        "For this challenge: 2 tactics, 1 case, no city named."
    )


def test_evidence_of_an_answer_is_on_record_in_full() -> None:
    for answer in all_answers():
        found = answer.evidence
        fired = fired_in(answer, EVIDENCE)
        assert fired is not None
        assert fired.text == found.in_full
        assert found.in_full == (f"{found.text} {found.general}" if found.general else found.text)
        assert bool(found.general) is any(each.general for each in answer.tactics)


def test_evidence_of_an_answer_leaves_out_what_is_told_of_another_challenge() -> None:
    answer = ask(orchard(), "water-rights", "low", "short")
    tea = next(each for each in answer.tactics if each.general)
    assert tea.evidence == "No city is named for it here; city 2 for another challenge."
    assert answer.evidence.in_full == (
        "For this challenge: 1 tactic, 0 cases, no city named. "
        "For Watering in general: 1 tactic, 0 cases, no city named."
    )
