"""The rule signs: from answers to a level, and which question comes next."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor import Horizon, ProgrammeSituation, Threat
from boundary_advisor.knowledge.guide import (
    HorizonQuestion,
    HorizonQuestions,
    ThreatQuestion,
    ThreatQuestions,
)
from boundary_advisor.programme.placing import (
    asked,
    judge,
    pending,
    verdict_on,
)
from tests.support.knowledge import STEADY
from tests.support.models import Answer
from tests.support.programmes import city_planner, orchard_planner

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from boundary_advisor.knowledge.guide import AxisQuestions
    from boundary_advisor.programme.placing import Verdict
    from tests.support.models import Level

YES, NO, NOT_SURE = Answer
STATES = (*Answer, None)
LOW, HIGH = Threat
Answers = dict[str, Answer]


def axis(*levels: Threat, deciding: Threat = HIGH) -> ThreatQuestions:
    """Make questions q0, q1 ... that point to these levels, and one that decides."""

    def question(name: str, level: Threat) -> ThreatQuestion:
        return ThreatQuestion(
            id=name, text=f"Is it {name}?", sign=f"it is {name}", points_to=level, source=name
        )

    questions = tuple(question(f"q{i}", level) for i, level in enumerate(levels))
    return ThreatQuestions(questions=questions, deciding=question("last", deciding))


def every_way(questions: AxisQuestions, states: tuple[Answer | None, ...]) -> Iterator[Answers]:
    """Give every way to answer the questions, without the deciding one."""
    names = [each.id for each in questions.questions]
    for given_ in product(states, repeat=len(names)):
        yield {name: each for name, each in zip(names, given_, strict=True) if each}


def level(questions: AxisQuestions, answers: Mapping[str, Answer], of: str = "any") -> Level | None:
    return judge(questions, of, answers).level


def by_signs(questions: AxisQuestions, answers: Mapping[str, Answer]) -> Level | None:
    """Say in another way what the signs give: a yes, and no yes of the other side in reach."""
    seen = {each.points_to for each in questions.questions if answers.get(each.id) is YES}
    unknown = {
        each.points_to
        for each in questions.questions
        if answers.get(each.id) not in {YES, NO} and each.points_to not in seen
    }
    return seen.pop() if len(seen) == 1 and not unknown else None


SMALL = [
    axis(*levels, deciding=deciding)
    for size in (1, 2, 3, 4)
    for levels in product(Threat, repeat=size)
    for deciding in Threat
    if size < 4 or deciding is HIGH
]


@pytest.mark.parametrize("questions", SMALL, ids=range(len(SMALL)))
def test_rule_signs_exhaustively_give_the_level_that_no_open_answer_could_overturn(
    questions: ThreatQuestions,
) -> None:
    deciding = questions.deciding
    for answers in every_way(questions, STATES):
        told = by_signs(questions, answers)
        assert level(questions, answers) is told
        for decided in Answer:
            expected = {YES: deciding.points_to, NO: deciding.points_to.other}.get(decided)
            assert level(questions, answers | {"last": decided}) is (told or expected)


@pytest.mark.parametrize("questions", SMALL, ids=range(len(SMALL)))
def test_rule_signs_treat_both_levels_alike(questions: ThreatQuestions) -> None:
    mirror = axis(
        *(each.points_to.other for each in questions.questions),
        deciding=questions.deciding.points_to.other,
    )
    for answers in every_way(questions, STATES):
        here, there = level(questions, answers), level(mirror, answers)
        assert there is (here.other if here else None)


# --- On the two fields ---------------------------------------------------------------------------

PLACES = [
    (questions, challenge.id)
    for planner in (city_planner(), orchard_planner())
    for challenge in planner.kb.challenges
    for questions in (planner.guide.threat, planner.guide.horizon)
]


@st.composite
def answered(draw: st.DrawFn) -> tuple[AxisQuestions, str, Answers]:
    """Give questions, the challenge they are asked of, and some answers to some of them."""
    questions, challenge = draw(st.sampled_from(PLACES))
    names = [each.id for each in (*asked(questions, challenge), questions.deciding)]
    answers = draw(st.dictionaries(st.sampled_from(names), st.sampled_from(list(Answer))))
    return questions, challenge, answers


@given(answered())
@STEADY
def test_rule_signs_give_a_level_only_if_no_open_answer_brings_a_sign_of_the_other(
    given_: tuple[AxisQuestions, str, Answers],
) -> None:
    questions, challenge, answers = given_
    answers.pop(questions.deciding.id, None)
    told = level(questions, answers, challenge)
    if told is None:
        return
    most = {
        each.points_to
        for each in asked(questions, challenge)
        if answers.get(each.id, NOT_SURE) is not NO
    }
    assert most == {told}


@given(answered())
@STEADY
def test_rule_signs_hold_whatever_the_open_answers_turn_out_to_be(
    given_: tuple[AxisQuestions, str, Answers],
) -> None:
    questions, challenge, answers = given_
    answers.pop(questions.deciding.id, None)
    told = level(questions, answers, challenge)
    for question in asked(questions, challenge):
        if told and answers.get(question.id) not in {YES, NO}:
            for answer in (YES, NO):
                assert level(questions, answers | {question.id: answer}, challenge) is told


@given(answered())
@STEADY
def test_rule_signs_take_not_sure_for_no_answer(given_: tuple[AxisQuestions, str, Answers]) -> None:
    questions, challenge, answers = given_
    known = {name: answer for name, answer in answers.items() if answer is not NOT_SURE}
    assert judge(questions, challenge, answers) == judge(questions, challenge, known)


@given(answered(), st.sampled_from(list(Answer)))
@STEADY
def test_rule_signs_leave_out_what_is_not_asked_of_the_challenge(
    given_: tuple[AxisQuestions, str, Answers], answer: Answer
) -> None:
    questions, challenge, answers = given_
    others = {
        each.id: answer for each in questions.questions if not each.is_asked_of(challenge)
    } | {"of-another-axis": answer}
    alone = judge(questions, challenge, answers)
    assert judge(questions, challenge, answers | others) == alone


@given(answered())
@STEADY
def test_rule_signs_name_what_would_settle_an_open_level(
    given_: tuple[AxisQuestions, str, Answers],
) -> None:
    questions, challenge, answers = given_
    told = judge(questions, challenge, answers)
    assert bool(told.settle) is (told.level is None)
    if not told.settle:
        return
    assert told.settle[-1] is questions.deciding
    for question in told.settle:
        assert answers.get(question.id) not in {YES, NO}
    for answer in (YES, NO):
        assert level(questions, answers | {questions.deciding.id: answer}, challenge)


# --- Which question comes next -------------------------------------------------------------------


@pytest.mark.parametrize("questions", SMALL, ids=range(len(SMALL)))
def test_rule_signs_are_asked_for_as_long_as_they_could_settle_it_and_no_longer(
    questions: ThreatQuestions,
) -> None:
    for answers in every_way(questions, STATES):
        unasked = [each for each in questions.questions if each.id not in answers]
        rest = [
            dict(zip((each.id for each in unasked), ways, strict=True))
            for ways in product((YES, NO), repeat=len(unasked))
        ]
        could = any(by_signs(questions, answers | more) for more in rest)
        asks = pending(questions, "any", answers)
        if by_signs(questions, answers):
            assert asks is None
        elif could:
            assert asks is unasked[0]
        else:
            assert asks is questions.deciding


@given(st.sampled_from(PLACES), st.lists(st.sampled_from(list(Answer)), min_size=20, max_size=20))
@STEADY
def test_the_interview_ends_asks_nothing_twice_and_settles_the_level(
    place: tuple[AxisQuestions, str], replies: list[Answer]
) -> None:
    questions, challenge = place
    allowed = {each.id for each in (*asked(questions, challenge), questions.deciding)}
    answers: Answers = {}
    while (question := pending(questions, challenge, answers)) is not None:
        assert question.id in allowed - set(answers)
        assert level(questions, answers, challenge) is None
        answers[question.id] = replies[len(answers)]
    settled = level(questions, answers, challenge) is not None
    assert settled is (answers.get(questions.deciding.id) is not NOT_SURE)


@pytest.mark.parametrize("answer", Answer)
def test_nothing_is_asked_once_it_was_decided(answer: Answer) -> None:
    for questions, challenge in PLACES:
        assert pending(questions, challenge, {questions.deciding.id: answer}) is None


def test_two_doubts_that_exclude_each_other_go_straight_to_the_deciding_question() -> None:
    questions = axis(HIGH, LOW, HIGH, LOW)
    assert pending(questions, "any", {"q0": NOT_SURE}) is questions.questions[1]
    assert pending(questions, "any", {"q0": NOT_SURE, "q1": NOT_SURE}) is questions.deciding
    assert pending(questions, "any", {"q0": YES, "q1": NOT_SURE}) is questions.deciding


# --- Words ---------------------------------------------------------------------------------------


def threat(challenge: str = "structures", given_: str | None = None, **signs: str) -> Verdict:
    return verdict_on(city_planner().guide.threat, situation(challenge, signs, threat=given_))


def horizon(challenge: str = "structures", given_: str | None = None, **signs: str) -> Verdict:
    return verdict_on(city_planner().guide.horizon, situation(challenge, signs, horizon=given_))


def situation(challenge: str, signs: Mapping[str, str], **levels: str | None) -> ProgrammeSituation:
    answers = {name.replace("_", "-"): answer for name, answer in signs.items()}
    data = {"challenge": challenge, "signs": answers, **levels}
    return ProgrammeSituation.model_validate(data)


ALL_NO = {"way_blocked": "no", "resistance_lasts": "no", "gains_at_risk": "no"}


def test_a_level_is_given_with_its_signs_and_their_sources() -> None:
    told = threat(way_blocked="yes", resistance_lasts="yes", can_be_won="no", budget_to_join="no")
    assert (told.axis, told.level, told.settle, told.conflict) == ("threat", HIGH, (), "")
    assert told.text == (
        "high, because the way ahead is blocked and resistance goes on and does not give way"
    )
    assert told.source == "Framework section; Buffering section"


def test_a_no_to_the_other_side_is_taken_into_account() -> None:
    told = threat("citizens", **ALL_NO, can_be_won="yes")
    assert told.text == "low, because the people who hesitate can be won over"
    assert threat("citizens", **ALL_NO | {"gains_at_risk": "not sure"}, can_be_won="yes").text == (
        "undecided, because the people who hesitate can be won over, but other signs are not known"
    )


def test_what_would_settle_it_is_the_signs_that_could_tip_it_and_then_the_decision() -> None:
    told = threat("citizens", gains_at_risk="yes")
    assert [each.id for each in told.settle] == ["can-be-won", "could-stop"]
    told = threat(gains_at_risk="yes", can_be_won="not sure")
    assert [each.id for each in told.settle] == ["can-be-won", "budget-to-join", "could-stop"]


def test_rule_signs_of_both_levels_are_told_and_only_a_decision_settles_them() -> None:
    told = threat(way_blocked="yes", can_be_won="yes", gains_at_risk="yes", budget_to_join="yes")
    assert told.level is None
    assert told.because == (
        "because the signs speak for both: the way ahead is blocked and what has been won would "
        "not last (high); but the people who hesitate can be won over and a department's budget "
        "could carry the work that lacks money (low)"
    )
    assert [each.id for each in told.settle] == ["could-stop"]
    assert told.source == "Framework section; Figure 1"


def test_no_sign_known_and_no_sign_there_are_not_the_same() -> None:
    told = horizon("citizens", foundations="no", goodwill_first="no", buy_time="not sure")
    assert told.because == "because no sign of either level is known"
    assert [each.id for each in told.settle] == [
        *("structures-change", "buy-time", "deadline", "lasting-first")
    ]
    names = ("foundations", "goodwill_first", "structures_change", "buy_time", "deadline")
    told = horizon("citizens", **dict.fromkeys(names, "no"))
    assert told.because == "because no sign of either level is there"
    assert [each.id for each in told.settle] == ["lasting-first"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("yes", "high, because, all in all, you say that"),
        ("no", "low, because, all in all, you say it is not so that"),
    ],
)
def test_the_deciding_question_gives_the_level_where_the_signs_do_not(
    answer: str, words: str
) -> None:
    told = threat(can_be_won="not sure", could_stop=answer)
    assert told.text == f"{words} it could stop the transformation or keep it from lasting"
    assert told.source == "Framework section; Figure 1"


def test_what_speaks_against_the_deciding_answer_is_told_too() -> None:
    signs = {"way_blocked": "yes", "resistance_lasts": "yes", "can_be_won": "yes"}
    low = threat(**signs, could_stop="no")
    assert low.because.endswith(
        "keep it from lasting, although the way ahead is blocked and resistance goes on and does "
        "not give way"
    )
    assert low.source == "Framework section; Figure 1; Buffering section"
    high = threat(**signs, could_stop="yes")
    assert high.because.endswith(", although the people who hesitate can be won over")
    assert high.source == "Framework section; Figure 1"


def test_the_deciding_question_does_not_overrule_the_signs() -> None:
    told = threat("citizens", way_blocked="yes", can_be_won="no", could_stop="no")
    assert told.text == "high, because the way ahead is blocked"


def test_a_level_that_is_given_stands_and_settles_all() -> None:
    told = threat(given_="low")
    assert (told.text, told.settle, told.conflict) == ("low, as given", (), "")
    assert horizon(given_="long").text == "long, as given"


def test_a_level_that_is_given_and_agrees_with_the_signs_keeps_their_reason() -> None:
    told = threat("citizens", given_="high", way_blocked="yes", can_be_won="no")
    assert told.text == "high, because the way ahead is blocked"
    assert told.conflict == ""


def test_a_level_that_is_given_against_the_signs_stands_with_a_conflict() -> None:
    told = threat("citizens", given_="low", way_blocked="yes", can_be_won="no")
    assert told.text == "low, as given"
    assert told.conflict == (
        "The threat is given as low, but the signs say high, because the way ahead is blocked."
    )


def test_a_level_given_as_not_sure_is_left_to_the_signs() -> None:
    told = threat("citizens", given_="not sure", way_blocked="yes", can_be_won="no")
    assert told.level is HIGH
    assert threat(given_="not sure").level is None
    told = horizon("citizens", given_="not sure", deadline="yes", lasting_first="no")
    assert told.text == (
        "short, because, all in all, you say it is not so that lasting change comes before "
        "progress soon"
    )


def test_another_field_is_judged_in_its_own_words() -> None:
    given_ = situation("helpers", {"bark-splits": "no", "feast-only": "yes"})
    told = verdict_on(orchard_planner().guide.threat, given_)
    assert told.text == "low, because only the feast lacks hands"
    told = verdict_on(orchard_planner().guide.horizon, situation("water", {"this-autumn": "yes"}))
    assert told.text == (
        "short, because, all in all, you say that the crop of this autumn comes first"
    )


def test_the_other_level_is_of_the_same_axis() -> None:
    assert [each.other for each in (*Threat, *Horizon)] == [
        *(Threat.HIGH, Threat.LOW),
        *(Horizon.LONG, Horizon.SHORT),
    ]


def test_the_horizon_is_judged_by_its_own_questions() -> None:
    question = HorizonQuestion(
        id="soon", text="Soon?", sign="it is soon", points_to=Horizon.SHORT, source="Walks"
    )
    last = question.model_copy(update={"id": "last"})
    questions = HorizonQuestions(questions=(question,), deciding=last)
    assert judge(questions, "any", {"soon": YES}).text == "short, because it is soon"
