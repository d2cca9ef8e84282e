"""How the entries hang together: unique, referred to, and none left alone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
import yaml

from boundary_advisor.knowledge.names import find_challenge
from tests.data.conftest import FILES
from tests.support.models import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boundary_advisor import Guide, KnowledgeBase
    from tests.data.conftest import Words

WITHOUT_CASE = {
    "equip-champions",
    "idea-workshops",
    "joint-funding",
    "match-needs-and-solutions",
    "public-workshops",
    "ride-on-budgets",
}
"""Tactics that the paper names and tells no story of; docs/knowledge.md lists them too."""


def double_keys(node: yaml.Node) -> Iterator[str]:
    if isinstance(node, yaml.MappingNode):
        keys = Counter(key.value for key, _ in node.value)
        yield from (key for key, number in keys.items() if number > 1)
        for _, value in node.value:
            yield from double_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from double_keys(value)


@pytest.mark.parametrize("name", FILES)
def test_no_key_stands_twice(name: str) -> None:
    root = yaml.compose((data_dir() / name).read_text(encoding="utf-8"))
    assert root is not None
    assert list(double_keys(root)) == []


def test_an_id_means_one_thing_in_all_files(kb: KnowledgeBase, guide: Guide) -> None:
    ids = list(guide.questions)
    ids += [each.id for each in kb.challenges]
    ids += [each.id for each in kb.strategies]
    ids += [each.id for each in kb.sizes]
    ids += [each.id for each in kb.cases]
    ids += [tactic.id for strategy in kb.strategies for tactic in strategy.tactics]
    assert [each for each, number in Counter(ids).items() if number > 1] == []


def test_every_reference_resolves(kb: KnowledgeBase) -> None:
    """Loading checks this as well; here each look-up is made, and a miss is a KeyError."""
    for case in kb.cases:
        assert all(kb.tactic(each).id == each for each in case.tactics)
        assert all(kb.challenge(each).id == each for each in case.challenges)
        assert all(kb.city(each).number == each for each in case.cities)
    for strategy in kb.strategies:
        links = (*strategy.combines_with, *strategy.followed_by)
        assert all(kb.strategy(each.strategy).id == each.strategy for each in links)
        services = [link for tactic in strategy.tactics for link in tactic.serves]
        assert all(kb.challenge(each.challenge).id == each.challenge for each in services)
    for challenge in kb.challenges:
        confusions = challenge.confused_with
        assert all(kb.challenge(each.challenge).id == each.challenge for each in confusions)


def test_no_tactic_is_an_orphan(kb: KnowledgeBase) -> None:
    tactics = [tactic for strategy in kb.strategies for tactic in strategy.tactics]
    assert [each.id for each in tactics if not each.serves and not each.general] == []


def test_no_case_is_an_orphan(kb: KnowledgeBase) -> None:
    assert [case.id for case in kb.cases if not case.tactics and not case.challenges] == []


def test_a_case_told_of_a_challenge_shows_a_tactic_that_serves_it(kb: KnowledgeBase) -> None:
    for case in kb.cases:
        for tactic in map(kb.tactic, case.tactics):
            served = {link.challenge for link in tactic.serves}
            assert tactic.general or served.intersection(case.challenges), case.id


def test_every_challenge_is_shown_by_a_case(kb: KnowledgeBase) -> None:
    assert [each.id for each in kb.challenges if not any(_told(kb, each.id))] == []


def _told(kb: KnowledgeBase, challenge: str) -> Iterator[bool]:
    return (challenge in case.challenges for case in kb.cases)


def test_every_tactic_has_a_case_or_is_known_to_have_none(kb: KnowledgeBase) -> None:
    tactics = [tactic.id for strategy in kb.strategies for tactic in strategy.tactics]
    assert {each for each in tactics if not kb.cases_of(each)} == WITHOUT_CASE


def test_every_place_of_the_source_is_used(kb: KnowledgeBase, words: tuple[Words, ...]) -> None:
    sources = (each.text for each in words if each.field in {"source", "effort"})
    used = {part for source in sources for part in source.split("; ")}
    assert [place.name for place in kb.about.places if place.name not in used] == []


def test_a_source_names_a_place_once(words: tuple[Words, ...]) -> None:
    for each in words:
        if each.field in {"source", "effort"}:
            parts = each.text.split("; ")
            assert len(parts) == len(set(parts)), each


def test_a_challenge_and_its_signs_come_from_its_own_section(kb: KnowledgeBase) -> None:
    for challenge in kb.challenges:
        sources = {challenge.source, *(sign.source for sign in challenge.signs)}
        assert sources == {f"Challenge {challenge.number} section"}


def test_each_challenge_is_told_apart_from_another(kb: KnowledgeBase) -> None:
    assert [each.id for each in kb.challenges if not each.confused_with] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("data", "data-use"),
        ("structures", "culture"),
        ("culture", "capability"),
        ("citizens", "politics"),
        ("data-use", "politics"),
    ],
)
def test_challenges_that_are_taken_for_each_other_both_say_so(
    kb: KnowledgeBase, one: str, other: str
) -> None:
    assert other in {each.challenge for each in kb.challenge(one).confused_with}
    assert one in {each.challenge for each in kb.challenge(other).confused_with}


@pytest.mark.parametrize("name", ["data", "Data", "DATA", "2", "restrictive data arrangements"])
def test_data_is_challenge_2(kb: KnowledgeBase, name: str) -> None:
    assert find_challenge(kb, name).number == 2


@pytest.mark.parametrize("name", ["data-use", "data use", "Data_Use", "5", "using data"])
def test_data_use_is_challenge_5(kb: KnowledgeBase, name: str) -> None:
    assert find_challenge(kb, name).number == 5
