"""The commands on what is known, and the brief: `challenges`, `strategies`, `cases`, `report`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.program import QUESTION

if TYPE_CHECKING:
    from boundary_advisor import KnowledgeBase
    from tests.support.program import Cli


def shape(cli: Cli, *arguments: str) -> dict[str, Any]:
    done = cli(*arguments, "--format", "json")
    assert (done.code, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    return found


def shown(cli: Cli, *arguments: str) -> str:
    done = cli(*arguments)
    assert (done.code, done.err) == (0, "")
    return done.out


def test_the_program_alone_helps_a_newcomer_on(cli: Cli, kb: KnowledgeBase) -> None:
    text = shown(cli)
    assert all(challenge.title in text for challenge in kb.challenges)
    assert "boundary-advisor advise --challenge" in text


def test_challenges_lists_all_and_shows_one(cli: Cli, kb: KnowledgeBase) -> None:
    assert [each["id"] for each in shape(cli, "challenges")["challenges"]] == [
        each.id for each in kb.challenges
    ]
    assert all(each.title in shown(cli, "challenges") for each in kb.challenges)
    for each in kb.challenges:
        assert shown(cli, "challenges", each.id).startswith(
            f"Challenge {each.number}: {each.title}"
        )
        (one,) = shape(cli, "challenges", str(each.number))["challenges"]
        assert one["id"] == each.id


def test_strategies_lists_all_and_shows_one(cli: Cli, kb: KnowledgeBase) -> None:
    assert [each["id"] for each in shape(cli, "strategies")["strategies"]] == [
        each.id for each in kb.strategies
    ]
    assert all(each.id in shown(cli, "strategies") for each in kb.strategies)
    for each in kb.strategies:
        assert shown(cli, "strategies", each.name.upper()).startswith(each.long_name)
        (one,) = shape(cli, "strategies", each.id)["strategies"]
        assert one["id"] == each.id


def test_matrix_shows_every_challenge_against_every_strategy(cli: Cli, kb: KnowledgeBase) -> None:
    text = " ".join(shown(cli, "matrix").split())
    assert all(f"{each.number} {each.id}" in text for each in kb.challenges)
    cells = shape(cli, "matrix")["cells"]
    assert [(each["challenge"], each["strategy"]) for each in cells] == [
        (challenge.id, strategy.id) for challenge in kb.challenges for strategy in kb.strategies
    ]


def test_cases_without_a_filter_are_all_cases(cli: Cli, kb: KnowledgeBase) -> None:
    assert [each["id"] for each in shape(cli, "cases")["cases"]] == [each.id for each in kb.cases]
    assert f"{len(kb.cases)} cases of {len(kb.cases)}." in shown(cli, "cases")


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (("--city", "9"), "city 9"),
        (("--size", "Medium-City"), "size medium-city"),
        (("--challenge", "4"), "challenge culture"),
        (("-s", "buff"), "strategy buffering"),
        (("CITY", "data"), "words city data"),
        (
            ("--city", "9", "-c", "citizens", "-s", "bridging-knowledge", "--size", "medium-city"),
            "city 9, size medium-city, challenge citizens, strategy bridging-knowledge",
        ),
    ],
)
def test_cases_are_filtered_and_the_filter_is_said(
    cli: Cli, kb: KnowledgeBase, filters: tuple[str, ...], words: str
) -> None:
    found = shape(cli, "cases", *filters)["cases"]
    assert 0 < len(found) < len(kb.cases)
    head = f"of {len(kb.cases)}. Filter: {words}."
    assert head in " ".join(shown(cli, "cases", *filters).split())
    if "--city" in filters:
        assert all(9 in each["cities"] for each in found)
    for option, challenge in (("-c", "citizens"), ("--challenge", "culture")):
        if option in filters:
            assert all(challenge in each["challenges"] for each in found)
    if "-s" in filters:
        strategy = shape(cli, "strategies", filters[filters.index("-s") + 1])["strategies"][0]
        own = {tactic["id"] for tactic in strategy["tactics"]}
        assert all(own & set(each["tactics"]) for each in found)


def test_no_case_is_an_answer_too(cli: Cli, kb: KnowledgeBase) -> None:
    assert shape(cli, "cases", "no-such-word")["cases"] == []
    assert f"0 cases of {len(kb.cases)}. Filter: words no-such-word." in shown(
        cli, "cases", "no-such-word"
    )


def test_a_report_is_markdown_unless_told_otherwise(cli: Cli) -> None:
    brief = shown(cli, "report", *QUESTION)
    assert brief.startswith("# Brief: ")
    assert brief == shown(cli, "report", *QUESTION, "--format", "markdown")
    assert not shown(cli, "report", *QUESTION, "--format", "terminal").startswith("#")
    assert "doing_nothing" in shape(cli, "report", *QUESTION)


def test_a_report_takes_several_challenges_and_a_size(cli: Cli) -> None:
    answers = shape(cli, "report", "-c", "8", "-c", "data", "-c", "2", "-t", "low", "-z", "long")
    assert [each["situation"]["challenge"]["number"] for each in answers["answers"]] == [8, 2]
    sized = shape(cli, "report", *QUESTION, "--city-size", "large-town")["answers"][0]
    assert sized["situation"]["city_size"] == "large-town"


def test_a_report_without_threat_or_horizon_holds_each_candidate(cli: Cli) -> None:
    assert len(shape(cli, "report", "-c", "legal")["answers"]) == 4
    brief = shown(cli, "report", "-c", "legal", "-z", "long")
    assert brief.count("**Only if:**") == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("advise", *QUESTION),
        ("advise", "-c", "data"),
        ("report", *QUESTION),
        ("challenges",),
        ("strategies",),
        ("cases",),
        ("matrix",),
    ],
)
def test_json_begins_with_its_version_and_the_knowledge(
    cli: Cli, arguments: tuple[str, ...], kb: KnowledgeBase
) -> None:
    found = shape(cli, *arguments)
    assert list(found)[:2] == ["format_version", "knowledge"]
    assert found["format_version"] == 1
    assert found["knowledge"] == {
        "title": kb.about.title,
        "version": kb.about.version,
        "source": kb.about.source,
    }
