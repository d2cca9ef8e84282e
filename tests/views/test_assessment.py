"""What an assessment says at its end, and what the interview says on the way."""

from __future__ import annotations

import pytest

from boundary_advisor.programme.answers import Disagreement, InterviewStep, QuestionKind
from boundary_advisor.views.assessment_page import (
    SIGNS_SHOWN,
    assessment_document,
    disagreement_words,
    landing,
    opening,
    progress,
    welcome,
    wording_of,
)
from tests.support.documents import Document
from tests.support.interviews import answered, begun, interview, meets
from tests.support.programmes import city_planner, orchard_planner
from tests.support.readers import flat
from tests.support.writers import to_terminal

KB, GUIDE = city_planner().kb, city_planner().guide
OPEN = """\
programme: "Port\\t#1"
applies: {legal: not sure, structures: not sure, citizens: no}
situations:
- {challenge: data, initiative: Meters, signs: {way-blocked: yes, can-be-won: yes}, horizon: long}
- {challenge: culture, status: done}
- {challenge: capability, threat: high, horizon: short, owner: Head}
- {challenge: politics, threat: low, horizon: short, signs: {could-stop: yes}, owner: Head}
"""


def shown(text: str, *, width: int = 80, file: str = "city.yaml") -> str:
    document = assessment_document(KB, GUIDE, interview(text).walk({}), file)
    return to_terminal(document, width=width, color=False, unicode=False)


def landed(text: str, step: InterviewStep) -> str:
    document = landing(interview(text).walk({}).placed_at(step))
    return flat(to_terminal(document, width=80, color=False, unicode=False))


@pytest.mark.parametrize("width", [60, 80])
def test_the_summary_fits(width: int) -> None:
    assert max(map(len, shown(OPEN, width=width).splitlines())) <= width


def test_the_summary_says_how_far_it_is_and_where_each_landed() -> None:
    text = shown(OPEN)
    assert text.startswith(
        "Assessment: Port #1\nYou meet 4 of 8 challenges. 6 are answered in full; left: 2 da"
    )
    assert "  - 2 data: Meters: undecided.\n    - Threat: undecided, because the signs" in text
    assert "    - Horizon: long, as given.\n" in text
    assert "  - 4 culture: done.\n" in text
    assert "- 6 capability: Bridging for Support. (rule not-applicable; " in flat(text)
    assert "(rule signs; Framework section; Figure 1)" in flat(text)


def test_the_summary_says_what_is_open_and_what_would_settle_it() -> None:
    text = flat(shown(OPEN)).partition("What is left")[2].partition("Next")[0]
    assert "2 data: Meters: the threat is undecided. To settle it, answer could-stop (" in text
    assert "Not sure whether you meet it: 1 structures and 3 legal." in text
    assert "Not answered yet: 2 data and 5 data-use." in text
    assert "1 situation without an owner: 2 data: Meters." in text
    assert "culture" not in text


def test_the_summary_ends_with_commands_rule_and_source() -> None:
    text = shown(OPEN, file="'my city.yaml'")
    for command in ("assess", "portfolio", "roadmap"):
        assert f"    - boundary-advisor {command} 'my city.yaml'\n" in text
    ground = GUIDE.grounds["signs"]
    assert f"{ground.why} ({ground.source})" in flat(text)
    assert "Source: Cranefield and Pries-Heje (2023)" in text


def test_what_is_whole_has_nothing_open_and_does_not_ask_for_more() -> None:
    walk = answered(interview(begun()), meets("data"))[1]
    document = assessment_document(KB, GUIDE, walk, "f")
    text = to_terminal(document, width=80, color=False, unicode=False)
    assert "What is left" not in text
    assert "boundary-advisor assess" not in text
    assert progress(KB, walk) == "You meet 1 of 8 challenges. All 8 are answered in full."


def test_nothing_met_is_told_without_empty_parts() -> None:
    walk = answered(interview(begun()), meets("none"))[1]
    document = assessment_document(KB, GUIDE, walk, "f")
    text = to_terminal(document, width=80, color=False, unicode=False)
    assert "You meet 0 of 8 challenges." in text
    assert "Where each landed" not in text
    assert "How levels are found" not in text


def test_a_landing_says_the_level_why_and_what_follows() -> None:
    text = landed(
        "programme: x\nsituations: [{challenge: data, horizon: long, signs: {could-stop: no}}]\n",
        InterviewStep(QuestionKind.SIGN, "data"),
    )
    assert text.startswith("Where it lands: 2 data Threat: low, because, all in all, ")
    assert "(rule signs; Framework section; Figure 1) Horizon: long, as given. Strategy: " in text
    assert "Bridging for Knowledge. (rule grid; Framework section; Figure 1) First tactic: " in text


def test_an_open_landing_shows_both_candidates() -> None:
    text = landed(OPEN, InterviewStep(QuestionKind.SIGN, "data", "Meters"))
    assert "What would settle it: Taken together, could this stop" in text
    assert (
        "Possible: Bridging for Knowledge (with a low threat) or Building (with a high threat)."
        in text
    )


def test_a_landing_says_where_the_grid_does_not_apply_and_where_the_signs_differ() -> None:
    capability = landed(OPEN, InterviewStep(QuestionKind.SIGN, "capability"))
    chosen = "Strategy: Bridging for Support. (rule not-applicable; "
    assert chosen in capability
    assert "own judgement) First tactic: " in capability
    assert "Buffering, which the grid gives, does not apply here." in capability
    politics = landed(OPEN, InterviewStep(QuestionKind.SIGN, "politics"))
    assert "Note: The threat is given as low, but the signs say high, because" in politics


def test_an_open_landing_names_the_deciding_question_last() -> None:
    relevant = [each for each in GUIDE.horizon.questions if each.is_asked_of("data")]
    known = ", ".join(f"{each.id}: no" for each in relevant[3:])
    step = InterviewStep(QuestionKind.SIGN, "data")
    every = landed(NOTHING_KNOWN, step).partition("Horizon: ")[2]
    few = landed(NOTHING_KNOWN.replace("}", f", signs: {{{known}}}}}"), step)
    few = few.partition("Horizon: ")[2]
    assert f" And {len(relevant) - 3} more. Or at once: " in every
    assert " more. Or at once: " not in few
    deciding = GUIDE.horizon.deciding
    last = f" Or at once: {deciding.text} A yes speaks for {deciding.points_to}, a no against it."
    assert last in every
    assert last in few


NOTHING_KNOWN = "programme: x\nsituations: [{challenge: data}]\n"


def test_one_challenge_that_is_through_is_counted_in_words() -> None:
    walk = interview("programme: x\napplies: {data: no}\n").walk({})
    assert progress(KB, walk).startswith("You meet 0 of 8 challenges. 1 is answered in full; left:")


def test_no_more_than_eight_differences_are_named() -> None:
    every = [Disagreement(f"{number} x", "yes", "no") for number in range(10)]
    assert disagreement_words(every[:8], "a", "b").endswith(" and 7 x (yes here, no there).")
    assert disagreement_words(every, "a", "b").endswith(" 7 x (yes here, no there) and 2 more.")


def test_a_challenge_is_opened_in_full_or_in_a_line() -> None:
    challenge = KB.challenge("data")
    full = opening(challenge, 8, in_full=True)
    assert full.title == "Challenge 2 of 8: Restrictive Data Arrangements"
    text = to_terminal(full, width=80, color=False, unicode=False)
    assert challenge.summary in flat(text)
    assert text.count("\n  - ") == SIGNS_SHOWN
    assert opening(challenge, 8, in_full=False) == Document(full.title, ())


def test_the_welcome_names_the_file_and_the_number_of_challenges() -> None:
    text = flat(to_terminal(welcome(KB, "my.yaml"), width=60, color=False, unicode=False))
    assert "This goes through 8 challenges." in text
    assert "saved in my.yaml at once" in text


def test_every_question_of_both_fields_can_be_asked() -> None:
    for planner in (city_planner(), orchard_planner()):
        ids = tuple(each.id for each in planner.kb.challenges)
        text = begun(planner=planner) + "city_size:\n"
        replies, walk = answered(interview(text, planner=planner), meets(*ids, signs=()))
        for step in replies:
            text, why = wording_of(planner.kb, planner.guide, walk, step)
            assert text
            assert why.endswith(".")
            if step.question:
                question = planner.guide.questions[step.question]
                assert text.endswith(f": {question.text}")
                assert why.endswith(f"Source: {question.source}.")
                assert f"A yes speaks for a {question.points_to} " in why


def test_questions_are_counted_by_axis_and_situation() -> None:
    text = "programme: x\nsituations:\n- {challenge: data, initiative: A}\n- {challenge: data}\n"
    replies, walk = answered(interview(text), meets("data", signs=("way-blocked", "foundations")))
    told = [wording_of(KB, GUIDE, walk, step).text for step in replies if step.question]
    heads = [each.partition(": ")[0] for each in told]
    assert heads[:3] == [
        "[2 of 8] Threat, question 1 (A)",
        "[2 of 8] Threat, question 2 (A)",
        "[2 of 8] Horizon, question 1 (A)",
    ]
    assert heads[8:10] == ["[2 of 8] Threat, question 1", "[2 of 8] Threat, question 2"]
