"""What holds for every situation of a field, whatever the order of what it was read from."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor import (
    Advisor,
    CellState,
    Horizon,
    KnowledgeBase,
    Situation,
    Threat,
    load_knowledge,
)
from tests.support.golden import written
from tests.support.knowledge import (
    ORCHARD,
    STEADY,
    all_answers,
    cities,
    keys,
    orchard,
    situations,
    sound,
    tactic_ids,
    with_strategies,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from boundary_advisor import Case, Recommendation, Strategy
    from tests.support.models import CityKey, TacticAdvice

Shuffle = st.randoms(use_true_random=False)
FIELDS = st.sampled_from((cities, orchard))
CASES: tuple[Callable[[str], str], ...] = (str, str.upper, str.lower, str.title, str.swapcase)


@st.composite
def questions(draw: st.DrawFn) -> tuple[Advisor, Situation]:
    """A complete situation of either field, at times with a city size."""
    advisor = draw(FIELDS)()
    sizes = [None, *(each.id for each in advisor.kb.sizes)]
    situation = Situation(
        challenge=draw(st.sampled_from([each.id for each in advisor.kb.challenges])),
        threat=draw(st.sampled_from(Threat)),
        horizon=draw(st.sampled_from(Horizon)),
        city_size=draw(st.sampled_from(sizes)),
    )
    return advisor, situation


def _kb_of(answer: Recommendation) -> KnowledgeBase:
    return next(a.kb for a in (cities(), orchard()) if answer.challenge in a.kb.challenges)


# --- Every answer --------------------------------------------------------------------------------


def test_the_grid_is_total_and_no_answer_is_empty() -> None:
    answers = all_answers()
    assert len(answers) == 4 * sum(len(each().kb.challenges) for each in (cities, orchard))
    for answer in answers:
        assert answer.placement.strategy.quadrant.threat is answer.situation.threat
        assert answer.placement.strategy.quadrant.horizon is answer.situation.horizon
        assert answer.cell.state is not CellState.NOT_APPLICABLE
        assert answer.why
        assert [each for each in answer.tactics if not each.general]
        assert answer.cautions
        assert len(answer.if_changed) == 2
        assert answer.sequence.text
        assert answer.assumed == ()


@STEADY
@given(questions())
def test_every_id_in_an_answer_exists(question: tuple[Advisor, Situation]) -> None:
    advisor, situation = question
    kb, answer = advisor.kb, advisor.advise(situation)
    assert answer.challenge is kb.challenge(answer.situation.challenge)
    strategies = [answer.strategy, answer.placement.strategy]
    tactics = [each.tactic for each in answer.tactics]
    for part in (answer.supporting, answer.rejected, answer.if_changed):
        strategies += [each.strategy for each in part]
    tactics += [tactic for each in answer.supporting for tactic in each.tactics]
    tactics += [tactic for each in answer.if_changed for tactic in (*each.gained, *each.lost)]
    assert all(kb.strategy(each.id) is each for each in strategies)
    assert all(kb.tactic(each.id) is each for each in tactics)
    for advice in answer.tactics:
        assert kb.strategy_of(advice.tactic.id) is answer.strategy
        assert [each.case for each in advice.cases if each.case not in kb.cases] == []
        assert {number for each in advice.cases for number in each.case.cities} == {
            city.key for city in advice.cities
        }
        assert all(kb.city(city.key) is city for city in advice.cities)
    assert all(kb.challenge(each.challenge.id) is each.challenge for each in answer.see_also)
    assert len({each.id for each in tactics[: len(answer.tactics)]}) == len(answer.tactics)


@STEADY
@given(questions())
def test_what_is_gained_is_not_lost(question: tuple[Advisor, Situation]) -> None:
    advisor, situation = question
    for change in advisor.advise(situation).if_changed:
        gained, lost = ({each.id for each in part} for part in (change.gained, change.lost))
        assert gained.isdisjoint(lost)


@STEADY
@given(questions())
def test_what_is_advised_and_what_is_rejected_are_all_strategies(
    question: tuple[Advisor, Situation],
) -> None:
    advisor, situation = question
    answer = advisor.advise(situation)
    named = [answer.strategy.id, *(each.strategy.id for each in answer.rejected)]
    assert sorted(named) == sorted(each.id for each in advisor.kb.strategies)


def _evidence(
    answer: Recommendation, advice: TacticAdvice
) -> tuple[bool, bool, int, bool, bool, int, int]:
    """Best first: of this challenge, with a like city, and by cities whose case is told here.

    Among equals: what is not the project's own judgement, then what the cell's own place names,
    then by all cities, then by cases here.
    """
    kb, size, own = _kb_of(answer), answer.situation.city_size, answer.challenge.id
    cases = [case for case in kb.cases if advice.tactic.id in case.tactics]
    numbers = {number for case in cases for number in case.cities}
    told = _told_here(answer, advice)
    sources = [each.source for each in advice.tactic.serves if each.challenge == own]
    source = sources[0] if sources else advice.tactic.source
    alike = size is not None and any(kb.city(number).size == size for number in numbers)
    return (
        not sources,
        not alike,
        -len(_cities_of(told)),
        "own judgement" in source.lower(),
        answer.cell.source.split("; ")[0] not in source.split("; "),
        -len(numbers),
        -len(told),
    )


def _told_here(answer: Recommendation, advice: TacticAdvice) -> list[Case]:
    """The cases that are told of this challenge, or of no challenge."""
    cases = [case for case in _kb_of(answer).cases if advice.tactic.id in case.tactics]
    own = answer.challenge.id
    return [case for case in cases if own in case.challenges or not case.challenges]


def _cities_of(cases: list[Case]) -> tuple[CityKey, ...]:
    return tuple(sorted({key for case in cases for key in case.cities}, key=int))


@STEADY
@given(questions())
def test_tactics_stand_in_the_order_of_their_evidence(
    question: tuple[Advisor, Situation],
) -> None:
    advisor, situation = question
    answer = advisor.advise(situation)
    ranks = [_evidence(answer, each) for each in answer.tactics]
    assert all(first <= second for first, second in pairwise(ranks))
    for advice in answer.tactics:
        own = [(not each.alike, bool(each.elsewhere)) for each in advice.cases]
        assert own == sorted(own)
        assert keys(advice.cities_here) == _cities_of(_told_here(answer, advice))
        assert set(advice.cities_here) <= set(advice.cities)


def test_the_words_are_whole() -> None:
    for answer in all_answers():
        text = written(answer)
        for fault in ("None", "  .", "..", " ,", ";.", "{", "}", "<Threat", "not_"):
            assert fault not in text, (answer.situation, fault)
        for change in answer.if_changed:
            assert change.text.endswith(".")
        for sentence in (answer.why, answer.sequence.text, answer.evidence.in_full):
            assert sentence.endswith(".")


# --- The same question gets the same answer ------------------------------------------------------


@STEADY
@given(questions())
def test_the_answer_is_the_same_when_asked_again(question: tuple[Advisor, Situation]) -> None:
    advisor, situation = question
    answer = advisor.advise(situation)
    assert advisor.advise(situation) == answer
    assert Advisor(advisor.kb).advise(situation) == answer
    assert advisor.answers(situation) == (answer,)


@pytest.mark.parametrize(
    ("advisor", "read"), [(cities, load_knowledge), (orchard, partial(load_knowledge, ORCHARD))]
)
def test_the_answer_is_the_same_from_knowledge_read_again(
    advisor: Callable[[], Advisor], read: Callable[[], KnowledgeBase]
) -> None:
    again = Advisor(read())
    for situation in situations(again.kb):
        assert again.advise(situation) == advisor().advise(situation)


@STEADY
@given(questions(), st.data())
def test_any_name_of_a_challenge_gives_the_same_answer(
    question: tuple[Advisor, Situation], data: st.DataObject
) -> None:
    advisor, situation = question
    entry = advisor.kb.challenge(situation.challenge)
    names = [entry.id, str(entry.number), entry.title, *entry.aliases]
    case = data.draw(st.sampled_from(CASES))
    name = case(data.draw(st.sampled_from(names)))
    assert advisor.advise(situation.model_copy(update={"challenge": name})) == advisor.advise(
        situation
    )


@STEADY
@given(questions(), st.sets(st.sampled_from(("threat", "horizon"))))
def test_a_missing_level_gives_each_candidate(
    question: tuple[Advisor, Situation], lacking: set[str]
) -> None:
    advisor, situation = question
    missing = [level for level in ("threat", "horizon") if level in lacking]
    answers = advisor.answers(situation.model_copy(update=dict.fromkeys(missing)))
    assert len(answers) == 2 ** len(missing)
    assert len({answer.situation for answer in answers}) == len(answers)
    for answer in answers:
        complete = advisor.advise(answer.situation)
        assert answer._replace(assumed=(), trace=complete.trace) == complete
        assert answer.trace[len(missing) :] == complete.trace
        assert [each.what for each in answer.assumed] == missing
        for each, fired in zip(answer.assumed, answer.trace, strict=False):
            assert each.level == getattr(answer.situation, each.what)
            axis = getattr(advisor.kb, each.what)
            level = getattr(axis, each.level)
            assert (each.meaning, each.signs, each.source) == (
                level.meaning,
                level.signs,
                axis.source,
            )
            assert fired.rule.id == "grid"
            assert f"{each.what} was not given" in fired.text
            assert all(sign.text in fired.text for sign in each.signs)


# --- The order of the files ----------------------------------------------------------------------


def _shuffled(kb: KnowledgeBase, shuffle: Callable[[Sequence[Any]], tuple[Any, ...]]) -> Advisor:
    """Read the same knowledge from files in another order, but for tactics and cases."""

    def mixed(model: Any, *fields: str) -> Any:  # noqa: ANN401  # a model in, the same model out
        return model.model_copy(update={name: shuffle(getattr(model, name)) for name in fields})

    challenges, strategies, cases = with_strategies(
        kb, lambda each: {"cells": shuffle(each.cells)}
    ).files
    files = kb.files._replace(
        challenges=mixed(challenges, "challenges"),
        strategies=mixed(strategies, "strategies", "grounds"),
        cases=mixed(cases, "sizes", "cities"),
    )
    return Advisor(sound(KnowledgeBase(files)))


@STEADY
@given(questions(), Shuffle)
def test_the_order_of_what_is_numbered_does_not_matter(
    question: tuple[Advisor, Situation],
    random: Any,  # noqa: ANN401  # hypothesis names no type
) -> None:
    advisor, situation = question
    other = _shuffled(advisor.kb, lambda items: tuple(random.sample(items, len(items))))
    assert written(other.advise(situation)) == written(advisor.advise(situation))


@STEADY
@given(questions(), Shuffle)
def test_the_order_of_tactics_and_cases_breaks_ties_alone(
    question: tuple[Advisor, Situation],
    random: Any,  # noqa: ANN401  # hypothesis names no type
) -> None:
    advisor, situation = question

    def mixed(strategy: Strategy) -> dict[str, Any]:
        return {"tactics": tuple(random.sample(strategy.tactics, len(strategy.tactics)))}

    order = {case.id: turn for turn, case in enumerate(advisor.kb.cases)}
    random.shuffle(numbers := list(order.values()))
    turns = dict(zip(order, numbers, strict=True))
    kb = with_strategies(advisor.kb, mixed)
    cases = tuple(sorted(kb.cases, key=lambda case: turns[case.id]))
    file = kb.files.cases.model_copy(update={"cases": cases})
    answer = advisor.advise(situation)
    other = Advisor(sound(KnowledgeBase(kb.files._replace(cases=file)))).advise(situation)
    assert sorted(tactic_ids(other.tactics)) == sorted(tactic_ids(answer.tactics))
    assert [_evidence(answer, each) for each in other.tactics] == [
        _evidence(answer, each) for each in answer.tactics
    ]
    for advice in other.tactics:
        same = next(each for each in answer.tactics if each.tactic == advice.tactic)
        assert (advice.cities, advice.cities_here, advice.evidence) == (
            same.cities,
            same.cities_here,
            same.evidence,
        )
        assert {each.case.id for each in advice.cases} == {each.case.id for each in same.cases}
    assert (other.why, other.evidence, other.sequence) == (
        answer.why,
        answer.evidence,
        answer.sequence,
    )


@pytest.mark.parametrize("advisor", [cities, orchard])
def test_the_order_of_cases_moves_no_tactic(advisor: Callable[[], Advisor]) -> None:
    kb = advisor().kb
    file = kb.files.cases.model_copy(update={"cases": kb.cases[::-1]})
    other = Advisor(sound(KnowledgeBase(kb.files._replace(cases=file))))
    for situation in situations(kb):
        answer = advisor().advise(situation)
        assert tactic_ids(other.advise(situation).tactics) == tactic_ids(answer.tactics)
