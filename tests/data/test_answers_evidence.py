"""What stands behind the tactics of the study, and behind its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from boundary_advisor import Advisor
from tests.support.knowledge import ask, cities, keys, with_cases

if TYPE_CHECKING:
    from boundary_advisor import KnowledgeBase
    from tests.support.models import TacticAdvice


def _tactics(challenge: str, threat: str, horizon: str) -> dict[str, TacticAdvice]:
    return {each.tactic.id: each for each in ask(cities(), challenge, threat, horizon).tactics}


def test_evidence_counts_each_city_once() -> None:
    tactic = ask(cities(), "structures", "low", "short").tactics[0]
    assert tactic.tactic.id == "tailored-stories"
    assert keys(tactic.cities) == (2, 4, 9)
    assert keys(tactic.cities_here) == (2, 4)
    twice = ask(cities(), "culture", "low", "short").tactics
    rewarded = next(each for each in twice if each.tactic.id == "reward-champions")
    assert len(rewarded.cases) == 2
    assert keys(rewarded.cities) == (1,)
    assert keys(rewarded.cities_here) == (1,)


def test_evidence_has_a_word_for_one_city_for_none_and_for_no_case() -> None:
    by_id = _tactics("structures", "low", "short")
    assert by_id["champion-network"].evidence == "Cities 1 and 8."
    assert by_id["share-costs-with-cities"].evidence == "City 2 only."
    assert by_id["ride-on-budgets"].evidence == "It is told without an example."
    assert by_id["keep-all-in-step"].evidence == "No city is named for it."


def test_evidence_that_is_borrowed_from_another_challenge_is_said_to_be() -> None:
    told = _tactics("data-use", "low", "short")
    story, network = told["tailored-stories"], told["champion-network"]
    assert (keys(story.cities_here), keys(story.cities)) == ((9,), (2, 4, 9))
    assert story.evidence == "City 9; cities 2 and 4 for another challenge."
    assert (keys(network.cities_here), keys(network.cities)) == ((), (1, 8))
    assert network.evidence == (
        "No city is named for it here; cities 1 and 8 for another challenge."
    )
    story = _tactics("structures", "low", "short")["tailored-stories"]
    assert story.evidence == "Cities 2 and 4; city 9 for another challenge."


def test_evidence_of_a_case_that_is_told_of_no_challenge_counts_for_each() -> None:
    for challenge in ("data", "structures", "politics"):
        way = _tactics(challenge, "high", "short")["workarounds"]
        assert keys(way.cities_here) == (5,)
        assert way.evidence == "City 5 only."
    for challenge in ("data", "structures", "politics", "legal", "citizens", "data-use"):
        risk = _tactics(challenge, "high", "short")["shoulder-risk"]
        assert [(each.case.id, each.elsewhere) for each in risk.cases] == [("risk-taken-over", ())]
        assert risk.evidence == "No city is named for it."


def test_evidence_of_one_case_may_stand_behind_several_tactics() -> None:
    case = "data-use-made-the-rule"
    shown = [
        each.tactic.id
        for each in ask(cities(), "data-use", "high", "long").tactics
        if [advice for advice in each.cases if advice.case.id == case and not advice.elsewhere]
    ]
    assert shown == [
        "shared-data-standards",
        "data-clauses",
        "cross-silo-governance",
        "align-procurement",
    ]
    aligned = _tactics("structures", "high", "long")["align-procurement"]
    assert [(each.case.id, each.elsewhere) for each in aligned.cases] == [
        (case, (cities().kb.challenge("data-use").title,))
    ]
    assert aligned.evidence == "No city is named for it."


def test_evidence_for_the_challenge_counts_before_what_is_borrowed() -> None:
    wide = with_cases(
        cities().kb,
        lambda case: {"cities": (1, 9, 12)} if case.id == "a-way-of-governing" else {},
    )
    tactics = ask(Advisor(wide), "data-use", "high", "long").tactics
    ranked = [each.tactic.id for each in tactics]
    assert ranked[:2] == ["data-governance-group", "shared-data-standards"]
    told = tactics[ranked.index("cross-silo-governance")]
    assert told.evidence == (
        "No city is named for it here; cities 1, 9 and 12 for another challenge."
    )


def test_evidence_that_is_borrowed_counts_before_none() -> None:
    moved = with_cases(
        cities().kb,
        lambda case: (
            {"cities": (3,), "challenges": ("data",)} if case.id == "cross-city-schemas" else {}
        ),
    )
    ranked = _ranked(moved, "data-use", "high", "long")
    assert ranked.index("common-schema") < ranked.index("data-clauses")
    usual = _ranked(cities().kb, "data-use", "high", "long")
    assert usual.index("data-clauses") < usual.index("common-schema")


def test_evidence_counts_before_whose_judgement_it_is() -> None:
    moved = with_cases(
        cities().kb, lambda case: {"cities": (1,)} if case.id == "cross-city-schemas" else {}
    )
    assert _ranked(moved, "data", "high", "long")[2:4] == ["common-schema", "data-clauses"]
    usual = _ranked(cities().kb, "data", "high", "long")
    assert usual[2:4] == ["data-clauses", "common-schema"]


def test_evidence_being_equal_what_the_source_says_comes_before_own_judgement() -> None:
    first, second, *_ = ask(cities(), "data", "low", "short").tactics
    assert [each.tactic.id for each in (first, second)] == [
        "common-ground-on-data",
        "share-costs-with-cities",
    ]
    assert len(first.cities_here) == len(second.cities_here) == 1
    assert first.source == "Table 1, row 2, Support"
    assert second.source == "Bridging for support section; own judgement"
    wide = with_cases(
        cities().kb,
        lambda case: (
            {"cities": (2, 5, 8), "challenges": ("structures",)}
            if case.id == "shared-iot-server"
            else {"cities": ()}
        ),
    )
    borrowed = ask(Advisor(wide), "data", "low", "short").tactics
    assert [each.tactic.id for each in borrowed[:3]] == [
        "common-ground-on-data",
        "equip-champions",
        "share-costs-with-cities",
    ]
    assert keys(borrowed[2].cities) == (2, 5, 8)


def test_evidence_told_of_another_challenge_is_no_case_more() -> None:
    moved = with_cases(
        cities().kb,
        lambda case: (
            {"challenges": ("structures", "data")} if case.id == "data-use-made-the-rule" else {}
        ),
    )
    tactics = ask(Advisor(moved), "data-use", "high", "long").tactics
    ranked = [each.tactic.id for each in tactics]
    clauses, schema, aligned = map(
        ranked.index, ("data-clauses", "common-schema", "align-procurement")
    )
    assert schema < clauses < aligned
    assert [len(tactics[each].cases) for each in (schema, clauses, aligned)] == [1, 2, 1]
    usual = _ranked(cities().kb, "data-use", "high", "long")
    assert usual.index("data-clauses") < usual.index("align-procurement")
    assert usual.index("common-schema") < usual.index("align-procurement")


def test_evidence_being_equal_what_the_cell_itself_names_comes_first() -> None:
    first, second, *_ = ask(cities(), "culture", "low", "short").tactics
    assert (first.tactic.id, second.tactic.id) == ("champion-network", "tailored-stories")
    assert len(first.cities_here) == len(second.cities_here) == 2
    assert len(first.cities) < len(second.cities)
    assert "Table 1, row 4, Support" in first.source
    assert "Table 1" not in second.source


def _ranked(kb: KnowledgeBase, challenge: str, threat: str, horizon: str) -> list[str]:
    return [each.tactic.id for each in ask(Advisor(kb), challenge, threat, horizon).tactics]


@pytest.mark.parametrize(
    ("challenge", "threat", "horizon", "text", "general"),
    [
        (
            "structures",
            "low",
            "short",
            (
                "For this challenge: 8 tactics, 7 cases, cities 1, 2, 4 and 8 "
                "(2 tactics on one city alone and 4 tactics on none)."
            ),
            "For Bridging for Support in general: 1 tactic, 1 case, no city named.",
        ),
        (
            "data-use",
            "low",
            "short",
            (
                "For this challenge: 2 tactics, 2 cases, city 9 "
                "(1 tactic on one city alone and 1 tactic on none)."
            ),
            "For Bridging for Support in general: 1 tactic, 1 case, no city named.",
        ),
        (
            "data-use",
            "low",
            "long",
            "For this challenge: 2 tactics, 2 cases, city 2 (2 tactics on one city alone).",
            "",
        ),
        ("legal", "low", "long", "For this challenge: 1 tactic, 1 case, city 9.", ""),
        (
            "data",
            "high",
            "long",
            (
                "For this challenge: 4 tactics, 4 cases, cities 2 and 12 "
                "(2 tactics on one city alone and 2 tactics on none)."
            ),
            "For Building in general: 2 tactics, 2 cases, cities 1 and 2.",
        ),
        (
            "citizens",
            "high",
            "short",
            "For this challenge: 1 tactic, 1 case, city 9.",
            (
                "For Buffering in general: 3 tactics, 3 cases, cities 5 and 7 "
                "(2 tactics on one city alone and 1 tactic on none)."
            ),
        ),
    ],
)
def test_evidence_of_an_answer_says_what_is_thin(
    challenge: str, threat: str, horizon: str, text: str, general: str
) -> None:
    found = ask(cities(), challenge, threat, horizon).evidence
    assert (found.text, found.general) == (text, general)
    assert found.in_full == f"{text} {general}".strip()
    assert found.size == ""


def test_evidence_of_an_answer_says_nothing_of_what_is_not_thin() -> None:
    everywhere = Advisor(with_cases(cities().kb, lambda _: {"cities": (1, 2)}))
    assert ask(everywhere, "citizens", "low", "long").evidence.text == (
        "For this challenge: 2 tactics, 2 cases, cities 1 and 2."
    )
    assert ask(everywhere, "legal", "low", "long").evidence.text == (
        "For this challenge: 1 tactic, 1 case, cities 1 and 2."
    )
    assert ask(everywhere, "citizens", "low", "short").evidence.text == (
        "For this challenge: 2 tactics, 1 case, cities 1 and 2 (1 tactic on none)."
    )


def test_evidence_without_a_city_says_so() -> None:
    nowhere = Advisor(with_cases(cities().kb, lambda _: {"cities": ()}))
    found = ask(nowhere, "legal", "low", "long").evidence
    assert found.text == "For this challenge: 1 tactic, 1 case, no city named."
    assert ask(nowhere, "structures", "low", "long").evidence.text == (
        "For this challenge: 3 tactics, 3 cases, no city named."
    )


def test_evidence_tells_which_case_is_of_another_challenge() -> None:
    story = ask(cities(), "data-use", "low", "short").tactics[0]
    told = {each.case.id: each.elsewhere for each in story.cases}
    assert told["training-sessions"] == ()
    kb = cities().kb
    assert told["picture-of-the-ideal"] == (
        kb.challenge("structures").title,
        kb.challenge("culture").title,
    )
    assert [bool(each.elsewhere) for each in story.cases] == [False, True, True, True]


def test_evidence_stands_where_the_source_says_that_the_tactic_serves_the_challenge() -> None:
    by_id = {each.tactic.id: each for each in ask(cities(), "data", "low", "short").tactics}
    shared = by_id["share-costs-with-cities"]
    assert shared.source != shared.tactic.source
    assert shared.source in [each.source for each in shared.tactic.serves]
    general = by_id["keep-all-in-step"]
    assert general.source == general.tactic.source
