"""The interview without a terminal: its steps, and what the answers make of a programme file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boundary_advisor import Programme, ProgrammeSituation, Status
from boundary_advisor.programme.answers import CAN_BE_BLANK, InterviewStep, QuestionKind
from boundary_advisor.programme.placing import judge
from tests.support.interviews import after, answered, begun, interview, loaded, meets
from tests.support.models import Answer, Edit, apply_edits
from tests.support.programmes import city_planner, orchard_planner

if TYPE_CHECKING:
    from boundary_advisor.programme.interview import Walk

HAND_WRITTEN = """\
# Ours.
programme: Brookmere  # the town
applies: {Law: no}    # by another name
situations:

  # Known for long.
  - challenge: 6
    threat: low
    horizon: long
    note: keep me

  - challenge: data
    initiative: Meters
    signs:
      way-blocked: yes   # says the vendor
"""
WHOLE = """\
city_size: medium-city
applies:
  structures: no
  data: yes
  legal: no
  culture: no
  data-use: no
  capability: no
  citizens: yes
  politics: no
situations:
  - challenge: data
    signs:
      way-blocked: yes
      can-be-won: no
      foundations: yes
      goodwill-first: no
      structures-change: no
      buy-time: no
      scale-up: no
      deadline: no
    threat: high
    horizon: long
    owner: CIO
    status: open
    review:
    note:
    advised: building
  - challenge: citizens
    signs:
      way-blocked: yes
      can-be-won: no
      foundations: yes
      goodwill-first: no
      structures-change: no
      buy-time: no
      deadline: no
    threat: high
    horizon: long
    owner:
    status: open
    review:
    note:
    advised: bridging-knowledge
"""


NAME = InterviewStep(QuestionKind.PROGRAMME)


def sign(challenge: str, question: str, initiative: str | None = None) -> InterviewStep:
    return InterviewStep(QuestionKind.SIGN, challenge, initiative, question)


def applies(challenge: str) -> InterviewStep:
    return InterviewStep(QuestionKind.APPLIES, challenge)


def situations(text: str) -> dict[str, ProgrammeSituation]:
    return {each.challenge: each for each in loaded(text).programme.situations}


def levels(situation: ProgrammeSituation) -> tuple[str | None, str | None]:
    return situation.threat, situation.horizon


def test_a_new_file_asks_for_the_size_and_every_challenge_in_order() -> None:
    walk = interview(begun()).walk({})
    ids = [each.id for each in city_planner().kb.challenges]
    assert walk.steps == (
        InterviewStep(QuestionKind.PROGRAMME),
        InterviewStep(QuestionKind.CITY_SIZE),
        *map(applies, ids),
    )
    assert walk.open == walk.steps[1:]
    assert walk.open_challenges == set(ids)
    assert (walk.edits, walk.placed) == ((), ())


def test_a_new_file_explains_each_of_its_fields_and_each_word_for_them() -> None:
    head, _, rest = begun().partition("\n\n")
    explained = {line.removeprefix("#").split()[0] for line in head.splitlines() if line != "#"}
    assert {*Programme.model_fields, *ProgrammeSituation.model_fields} <= explained
    words = {*Answer, *Status, *(size.id for size in city_planner().kb.sizes)}
    assert all(word in head for word in words)
    assert rest == 'programme: Port Aldren\nassessed: 2026-11-22\nknowledge: "1.0"\n'
    assert all(len(line) <= 100 and line.isascii() for line in head.splitlines())


@pytest.mark.parametrize("name", ["a: b # c", "'\"", "\u00d8", "- x", "no", "12", "a\nb", "{"])
def test_any_name_comes_back_from_the_file(name: str) -> None:
    assert loaded(begun(name)).programme.programme == name
    assert apply_edits(begun(), [Edit(("programme",), name)]) == begun(name)


def test_from_nothing_to_a_whole_file() -> None:
    walk = answered(interview(begun()), meets("data", "citizens"))[1]
    text = after(begun(), walk)
    assert walk.open == ()
    assert text == begun() + WHOLE
    assert [each.strategy and each.strategy.id for each in walk.placed] == [
        "building",
        "bridging-knowledge",
    ]
    assert walk.is_settled(("data", None))
    assert not interview(begun()).walk({applies("data"): "yes"}).is_settled(("data", None))


def test_the_same_answers_from_a_file_are_the_same_bytes() -> None:
    walk = interview(begun(), answers=begun() + WHOLE).walk_alone()
    assert after(begun(), walk) == begun() + WHOLE


def test_answers_that_say_no_more_than_they_must_are_the_same_bytes() -> None:
    kept = ("threat:", "horizon:", "status:", "review:", "note:", "advised:", "owner:\n", "  da")
    lines = [
        line for line in WHOLE.splitlines(keepends=True) if not line.strip(" ").startswith(kept)
    ]
    short = begun() + "".join(line for line in lines if "citizens: yes" not in line)
    walk = interview(begun(), answers=short).walk_alone()
    assert after(begun(), walk) == begun() + WHOLE


@pytest.mark.parametrize("known", range(26))
def test_stopped_after_any_answer_and_taken_up_again_it_is_the_same_file(known: int) -> None:
    answer = meets("data", "citizens")
    first = after(begun(), answered(interview(begun()), answer, known)[1])
    replies, second = answered(interview(first), answer)
    assert after(first, second) == begun() + WHOLE
    assert len(replies) == 26 - known


def test_what_is_complete_is_not_changed() -> None:
    text = begun() + WHOLE
    assert interview(text).walk({}).edits == ()


def test_a_file_of_a_person_keeps_every_line() -> None:
    walk = interview(HAND_WRITTEN).walk_alone()
    text = after(HAND_WRITTEN, walk)
    assert [line for line in HAND_WRITTEN.splitlines() if line not in text.splitlines()] == []
    capability = situations(text)["capability"]
    assert levels(capability) == ("low", "long")
    assert (capability.note, capability.status) == ("keep me", "open")
    assert capability.advised == "bridging-knowledge"
    assert levels(situations(text)["data"]) == (None, None)
    assert "city_size" in loaded(text).programme.model_fields_set


def test_what_a_person_wrote_under_another_name_is_changed_there() -> None:
    walk = interview(HAND_WRITTEN).walk({applies("legal"): "not sure"})
    assert "applies: {Law: not sure}    # by another name" in after(HAND_WRITTEN, walk)


def test_a_challenge_under_two_names_is_changed_under_both() -> None:
    text = begun() + "applies:\n  2: no\n  data: no\n".replace("2", '"2"')
    changed = after(text, interview(text).walk({applies("data"): "not sure"}))
    assert changed.endswith('applies:\n  "2": not sure\n  data: not sure\n')
    assert loaded(changed).programme.applies == {"data": "not sure"}


def test_given_levels_are_not_asked_about() -> None:
    walk = interview(HAND_WRITTEN).walk({})
    about = [step.kind for step in walk.steps if step.challenge == "capability"]
    assert about == [QuestionKind.OWNER]


def test_a_level_that_the_signs_give_too_can_be_changed_by_them() -> None:
    text = begun() + WHOLE
    first = interview(text).walk({sign("data", "way-blocked"): "no"})
    assert first.open[0].question == "resistance-lasts"
    changed = after(text, first)
    data = situations(changed)["data"]
    assert (levels(data), data.advised) == (("not sure", "long"), None)
    replies = answered(interview(changed), meets("data", signs=("could-stop",)))[0]
    assert [step.question for step in replies][-1] == "could-stop"
    second = interview(text).walk({sign("data", "way-blocked"): "no", **replies})
    done = situations(after(text, second))["data"]
    assert (levels(done), done.advised) == (("high", "long"), "building")
    third = interview(text).walk(
        {sign("data", "way-blocked"): "no", **replies, sign("data", "could-stop"): "no"}
    )
    low = situations(after(text, third))["data"]
    assert (levels(low), low.advised) == (("low", "long"), "bridging-knowledge")


def test_an_advice_of_before_stays_while_the_levels_do() -> None:
    text = (begun() + WHOLE).replace("advised: building", "advised: buffering")
    assert interview(text).walk({}).edits == ()


def test_going_back_leaves_no_trace_of_what_no_longer_matters() -> None:
    replies, _ = answered(interview(begun()), meets("data", "citizens"))
    undone = interview(begun()).walk({**replies, applies("data"): "no"})
    direct = answered(interview(begun()), meets("citizens"))[1]
    owned = interview(begun()).walk(
        {**undone.replies, InterviewStep(QuestionKind.OWNER, "citizens"): "CIO"}
    )
    assert after(begun(), owned) == after(begun(), direct)
    assert "data: no" in after(begun(), undone)


def test_what_is_in_the_file_already_is_dropped_and_not_taken_out() -> None:
    text = begun() + WHOLE
    asked = interview(text)
    assert asked.choices(applies("data")) == (Answer.YES, Answer.NO)
    assert asked.choices(applies("legal")) == tuple(Answer)
    walk = asked.walk({applies("data"): "no"})
    assert walk.edits == (Edit(("situations", 0, "status"), "dropped"),)
    dropped = after(text, walk)
    assert situations(dropped)["data"].is_closed
    again = interview(dropped).walk({})
    assert [step for step in again.steps if step.challenge == "data"] == []
    assert again.edits == ()


def test_not_sure_to_everything_leaves_both_levels_open() -> None:
    def unsure(step: InterviewStep) -> str:
        known = {
            QuestionKind.CITY_SIZE: "",
            QuestionKind.APPLIES: "yes",
            QuestionKind.SIGN: "not sure",
            QuestionKind.OWNER: "",
        }
        return known[step.kind] if step.challenge in {"", "data"} else "not sure"

    walk = answered(interview(begun()), unsure)[1]
    data = situations(after(begun(), walk))["data"]
    assert levels(data) == ("not sure", "not sure")
    assert "advised" not in data.model_fields_set
    (placed,) = walk.placed
    assert len(placed.answers) == 4
    assert placed.threat.settle
    assert placed.horizon.settle
    assert interview(after(begun(), walk)).walk({}).open == ()


def test_a_challenge_that_applies_without_a_situation_gets_one() -> None:
    text = begun() + "applies:\n  data: yes\n"
    walk = interview(text).walk({})
    assert walk.edits == (Edit(("situations",), {"challenge": "data"}),)
    assert walk.open[1].challenge == "structures"
    assert sign("data", "way-blocked") in walk.open


def test_closed_work_is_not_asked_about() -> None:
    text = begun() + "situations:\n  - {challenge: data, status: done}\n"
    walk = interview(text).walk({})
    assert [step for step in walk.steps if step.challenge == "data"] == []
    assert walk.edits == ()


def test_several_initiatives_are_asked_about_one_after_the_other() -> None:
    text = begun() + "situations:\n- challenge: data\n  initiative: A\n- challenge: data\n"
    replies, walk = answered(interview(text), meets("data"))
    asked = [step.initiative for step in replies if step.challenge == "data"]
    assert asked == ["A"] * 9 + [None] * 9
    assert walk.placed_at(sign("data", "way-blocked", "A")).given.initiative == "A"
    assert walk.placed_at(sign("data", "way-blocked")).given.initiative is None


ANSWERS = """\
programme: From a file
applies: {legal: not sure, structures: yes}
situations:
- challenge: data
  initiative: Meters
  threat: low
  horizon: not sure
  owner: Ours
  status: planned
  review: 2027-01-31
  note: theirs
  signs: {way-blocked: no, could-stop: yes, lasting-first: yes}
- challenge: data
  initiative: Cameras
  threat: high
  horizon: not sure
  signs: {can-be-won: yes}
  advised: bridging-support
- challenge: culture
  status: done
  signs: {could-stop: yes}
  horizon: short
"""


def test_answers_are_taken_where_the_file_has_none() -> None:
    walk = interview(HAND_WRITTEN, answers=ANSWERS).walk_alone()
    text = after(HAND_WRITTEN, walk)
    programme = loaded(text).programme
    assert programme.programme == "Brookmere"
    assert programme.applies == {"legal": "no", "structures": "yes", "culture": "yes"}
    _, meters, _, cameras, culture = programme.situations
    assert meters.signs == {"way-blocked": "yes", "could-stop": "yes", "lasting-first": "yes"}
    assert levels(meters) == ("low", "long")  # the file of answers gives the threat, not its signs
    assert (meters.owner, meters.status, meters.note) == ("Ours", "planned", "theirs")
    assert str(meters.review) == "2027-01-31"
    assert meters.advised == "bridging-knowledge"
    assert cameras.initiative == "Cameras"
    assert levels(cameras) == ("high", "not sure")
    assert cameras.signs == {"can-be-won": "yes"}
    assert cameras.advised is None
    assert (culture.challenge, culture.status, levels(culture)) == (
        "culture",
        "done",
        ("high", "short"),
    )
    assert {step.challenge for step in walk.open} == {
        "data",
        "structures",
        *("data-use", "citizens", "politics"),
    }


def test_a_no_in_the_file_is_stronger_than_a_situation_in_the_answers() -> None:
    answers = "programme: x\nsituations:\n- {challenge: legal, threat: low, horizon: long}\n"
    walk = interview(HAND_WRITTEN, answers=answers).walk_alone()
    assert "legal" not in situations(after(HAND_WRITTEN, walk))


def test_another_field_is_asked_in_its_own_words() -> None:
    planner = orchard_planner()
    text = begun("Old orchard", planner)
    replies, walk = answered(interview(text, planner=planner), _orchard)
    read = loaded(after(text, walk), planner).programme
    assert {step.question for step in replies} - {""} <= set(planner.guide.questions)
    assert all(each.threat and each.horizon for each in read.situations)
    assert len(read.situations) == len(planner.kb.challenges)


def _orchard(step: InterviewStep) -> str:
    return "" if step.kind in CAN_BE_BLANK else "yes"


# -- any way through -----------------------------------------------------------------------------

MOVES = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from(["yes", "no", "not sure"])),
    min_size=5,
    max_size=45,
)


def _reply(step: InterviewStep, word: str) -> str:
    if step.kind is QuestionKind.PROGRAMME:
        return f"Name: {word}"
    if step.kind is QuestionKind.CITY_SIZE:
        return "" if word == "no" else "small-city"
    return "" if step.kind is QuestionKind.OWNER and word == "no" else word


def _played(text: str, moves: list[tuple[int, str]]) -> tuple[dict[InterviewStep, str], list[Walk]]:
    """Answer in turn; a move of 1 or 2 goes back so many steps, and answers there anew."""
    asked = interview(text)
    replies: dict[InterviewStep, str] = {}
    walks = [asked.walk(replies)]
    for back, word in moves:
        walk = walks[-1]
        steps = walk.steps
        now = steps.index(walk.open[0]) if walk.open else len(steps) - 1
        step = steps[max(0, now - back if back < 3 else now)]
        may = asked.choices(step) if step.kind is QuestionKind.APPLIES else (word,)
        replies[step] = _reply(step, word if word in may else "no")
        walks.append(asked.walk(replies))
    return replies, walks


def _holds(text: str) -> None:
    """Check that a file reads well, and that every level in it is what its signs say."""
    guide = city_planner().guide
    for each in loaded(text).programme.situations:
        for questions in guide.axes:
            written_level = getattr(each, questions.axis.name)
            if written_level is not None:
                told = judge(questions, each.challenge, each.signs).level
                assert written_level == (told or "not sure")


@settings(max_examples=40, deadline=None)
@given(MOVES)
def test_however_it_went_the_file_reads_and_its_levels_are_those_of_its_signs(
    moves: list[tuple[int, str]],
) -> None:
    for walk in _played(begun(), moves)[1][-3:]:
        _holds(after(begun(), walk))


@pytest.mark.long
@settings(max_examples=40, deadline=None)
@given(MOVES, MOVES)
def test_taken_up_again_it_holds_as_well(
    first: list[tuple[int, str]], second: list[tuple[int, str]]
) -> None:
    text = after(begun(), _played(begun(), first)[1][-1])
    for walk in _played(text, second)[1][-3:]:
        _holds(after(text, walk))


@pytest.mark.long
@settings(max_examples=40, deadline=None)
@given(MOVES)
def test_the_last_answers_alone_decide_not_the_way_to_them(moves: list[tuple[int, str]]) -> None:
    replies, walks = _played(begun(), moves)
    direct = interview(begun())
    fresh = {step: replies[step] for step in (NAME,) if step in replies}
    while left := [step for step in direct.walk(fresh).open if step in replies]:
        fresh[left[0]] = replies[left[0]]
    assert after(begun(), direct.walk(fresh)) == after(begun(), walks[-1])
    assert direct.walk(fresh).steps == walks[-1].steps


@settings(max_examples=30, deadline=None)
@given(MOVES)
def test_as_a_file_of_answers_it_gives_itself_again(moves: list[tuple[int, str]]) -> None:
    text = after(begun(), _played(begun(), moves)[1][-1])
    closed = after(text, interview(text).walk_alone())
    name = loaded(closed).programme.programme
    again = interview(begun(name), answers=closed).walk_alone()
    assert after(begun(name), again) == closed
