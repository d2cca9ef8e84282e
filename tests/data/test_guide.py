"""The interview and the grounds: short enough to be asked, fair to both levels, well sourced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from boundary_advisor import Horizon, Threat
from boundary_advisor.engine.rules import RULES
from boundary_advisor.programme.placing import asked, judge
from boundary_advisor.programme.planner import PROGRAMME_RULES
from boundary_advisor.text import listing
from tests.support.models import Answer

if TYPE_CHECKING:
    from boundary_advisor import Guide, KnowledgeBase
    from tests.support.models import Level

MOST_ASKED = {"threat": 6, "horizon": 7}
"""How many questions one challenge may take, the deciding one among them."""

OWN = "own judgement"
SMALL = frozenset(re.findall(r"\w+", "a an the you your is are be it its that to of on in and or"))

JUDGED = {"data-out-of-reach", "law-must-change", "support-at-stake"}
"""Questions on a fact of the work that this project takes for a sign of its level."""

SECTIONS = {
    "structures": 1,
    "data": 2,
    "legal": 3,
    "culture": 4,
    "data-use": 5,
    "capability": 6,
    "citizens": 7,
    "politics": 8,
}


def test_no_challenge_takes_more_questions_than_a_leader_has_patience_for(
    kb: KnowledgeBase, guide: Guide
) -> None:
    for challenge in kb.challenges:
        assert len(asked(guide.threat, challenge.id)) + 1 <= MOST_ASKED["threat"]
        assert len(asked(guide.horizon, challenge.id)) + 1 <= MOST_ASKED["horizon"]


@pytest.mark.parametrize("level", [*Threat, *Horizon])
def test_signs_alone_can_bring_each_level_for_every_challenge(
    level: Level, kb: KnowledgeBase, guide: Guide
) -> None:
    axis = guide.threat if isinstance(level, Threat) else guide.horizon
    for challenge in kb.challenges:
        answers = {
            each.id: Answer.YES if each.points_to is level else Answer.NO
            for each in asked(axis, challenge.id)
        }
        assert judge(axis, challenge.id, answers).level is level


def test_a_sign_reads_as_a_part_of_a_sentence(guide: Guide) -> None:
    for each in guide.questions.values():
        assert re.fullmatch(r"[a-z].*[a-z]", each.sign), each.sign
        assert not re.search(r", (and|but|or|so)\b|[.?;:]|\bbecause\b|^that\b", each.sign), (
            each.sign
        )
        assert len(each.sign.split()) <= 14, each.sign


def test_signs_of_one_level_read_as_one_sentence(guide: Guide) -> None:
    signs = [
        each.sign for each in asked(guide.threat, "structures") if each.points_to is Threat.HIGH
    ]
    assert f"The threat is high, because {listing(signs)}." == (
        "The threat is high, because the way ahead is blocked, resistance goes on and does not "
        "give way and what has been won would not last."
    )


def test_the_words_of_a_sign_are_those_of_its_question(guide: Guide) -> None:
    for each in guide.questions.values():
        sign, text = (set(re.findall(r"[a-z]+", words.lower())) for words in (each.sign, each.text))
        assert len((sign & text) - SMALL) >= 2, each.id


def test_where_a_sign_is_this_projects_judgement_its_source_says_so(guide: Guide) -> None:
    judged = {name for name, each in guide.questions.items() if each.source.endswith(f"; {OWN}")}
    assert judged == JUDGED


def test_a_question_of_one_challenge_rests_on_its_section_or_on_the_framework(
    guide: Guide,
) -> None:
    for each in guide.questions.values():
        if len(each.challenges) == 1:
            (challenge,) = each.challenges
            own = f"Challenge {SECTIONS[challenge]} section"
            assert {own, "Framework section"} & set(each.source.split("; ")), each.id


def test_a_question_of_all_challenges_rests_on_what_is_said_of_all(guide: Guide) -> None:
    for each in guide.questions.values():
        if not each.challenges:
            assert "Challenge " not in each.source, each.id


def test_what_decides_asks_what_the_grid_asks(guide: Guide) -> None:
    for axis in (guide.threat, guide.horizon):
        assert axis.deciding.source == "Framework section; Figure 1"
    assert guide.threat.deciding.points_to is Threat.HIGH
    assert guide.horizon.deciding.points_to is Horizon.LONG


def test_grounds_stand_in_the_order_of_the_rules_and_turns_in_that_of_the_strategies(
    kb: KnowledgeBase, guide: Guide
) -> None:
    assert list(kb.grounds) == [each.id for each in RULES]
    assert list(guide.grounds) == [each.id for each in PROGRAMME_RULES]
    assert list(guide.turns) == [each.id for each in kb.strategies]


def test_what_the_project_adds_to_a_ground_is_said_in_its_words(guide: Guide) -> None:
    for rule, each in guide.grounds.items():
        says = "this project's own" in each.why
        assert says is each.source.endswith(f"; {OWN}"), rule
