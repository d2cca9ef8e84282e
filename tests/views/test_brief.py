"""The view that is handed on: what a brief holds, and in which order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from boundary_advisor import CellState, Situation
from boundary_advisor.views.brief import (
    MOST_CASES,
    MOST_LIMITS,
    MOST_TACTICS,
    ROOM,
    brief_document,
    one_sentence,
)
from tests.support.documents import (
    Document,
    Grid,
    Heading,
    Items,
    Paragraph,
    headings,
    listed,
    marks,
    said,
    section,
    tables,
    words,
)
from tests.support.knowledge import cities, name_of, situations
from tests.support.views import OWN_STEP
from tests.support.writers import to_markdown

if TYPE_CHECKING:
    from boundary_advisor import Recommendation

KB = cities().kb
ANSWERS = [cities().advise(situation) for situation in situations(KB)]
SECTIONS = [
    "What to do",
    "Options not chosen",
    "What cities did",
    "Combine with",
    "Watch out",
    "What would change this advice",
    "Limits of the evidence",
    "Sources",
]
TWO_PAGES = 1150
"""Words that two printed pages hold, tables among them."""


def brief(*answers: Recommendation) -> Document:
    return brief_document(KB, answers)


every_answer = pytest.mark.parametrize(
    "answer", ANSWERS, ids=lambda answer: name_of(answer.situation)
)


@every_answer
def test_a_brief_begins_with_the_recommendation_in_one_sentence(answer: Recommendation) -> None:
    document = brief(answer)
    first = document.blocks[0]
    assert document.title == f"Brief: {answer.challenge.title}"
    assert isinstance(first, Paragraph)
    assert (first.label, first.text) == ("Recommendation", one_sentence(answer))
    assert first.text.endswith(".")
    assert re.findall(r"[.!?](?: |$)", first.text) == ["."]
    assert answer.strategy.long_name[1:] in first.text
    assert answer.tactics[0].tactic.title[1:] in first.text


@every_answer
def test_a_brief_says_challenge_situation_grid_and_why(answer: Recommendation) -> None:
    document = brief(answer)
    assert said(document, "The challenge") == [answer.challenge.summary]
    (situation,) = said(document, "The situation")
    given = answer.situation
    assert situation == f"Threat: {given.threat}. Horizon: {given.horizon}."
    assert said(document, "Why") == [answer.why]
    effort = [] if answer.effort is None else [answer.effort.text]
    assert said(document, "Effort") == effort
    assert isinstance(document.blocks[3], Grid)
    assert len(marks(document)) == 1 + (answer.placement.cell.state is CellState.NOT_APPLICABLE)


@every_answer
def test_the_sections_of_a_brief_stand_in_order(answer: Recommendation) -> None:
    assert headings(brief(answer)) == SECTIONS


@every_answer
def test_the_plan_has_a_first_step_and_room_for_an_owner(answer: Recommendation) -> None:
    document = brief(answer)
    plan = listed(document, "What to do")
    for item, each in zip(plan, answer.tactics[:MOST_TACTICS], strict=True):
        step, owner = item.notes
        assert item.label == each.tactic.title
        assert item.text == f"{each.tactic.summary} ({each.source})"
        assert (step.label, step.text) == (OWN_STEP, each.tactic.first_step)
        assert (owner.label, owner.text) == ("Owner", f"{ROOM} Date: {ROOM}")
    assert set(ROOM) == {"."}
    more = [each.tactic.title for each in answer.tactics[MOST_TACTICS:]]
    assert said(document, "More tactics") == ([f"{'; '.join(more)}."] if more else [])


@every_answer
def test_the_stories_are_those_of_this_challenge_each_once(answer: Recommendation) -> None:
    every = {
        case.case.id: case.case
        for each in answer.tactics
        for case in each.cases
        if not case.elsewhere
    }
    told = list(every.values())[:MOST_CASES]
    stories, *more = section(brief(answer), "What cities did")
    assert isinstance(stories, Items)
    for item, case in zip(stories.items, told, strict=True):
        assert item.text.startswith(case.summary)
        assert item.text.endswith(f"({case.source})")
        assert all(str(number) in item.label for number in case.cities)
    left = len(every) - len(told)
    noun = "case" if left == 1 else "cases"
    expected = [Paragraph(f"{left} {noun} more in the full advice.")] if left else []
    assert more == expected


def test_a_plan_without_a_case_says_so() -> None:
    bare = ANSWERS[0]._replace(
        tactics=tuple(each._replace(cases=()) for each in ANSWERS[0].tactics)
    )
    assert section(brief(bare), "What cities did") == [
        Paragraph("These tactics are told without an example.")
    ]


@every_answer
def test_the_options_not_chosen_have_reasons_and_doing_nothing_is_one(
    answer: Recommendation,
) -> None:
    *options, nothing = listed(brief(answer), "Options not chosen")
    for item, each in zip(options, answer.rejected, strict=True):
        assert (item.label, item.text) == (each.strategy.name, f"{each.reason} ({each.source})")
    standing = KB.standing_still
    assert (nothing.label, nothing.text) == (
        "Doing nothing",
        f"{standing.text} ({standing.source})",
    )


@every_answer
def test_a_brief_says_what_to_combine_and_watch_and_what_would_change_it(
    answer: Recommendation,
) -> None:
    document = brief(answer)
    combine = [(item.label, item.text) for item in listed(document, "Combine with")]
    assert combine == [
        (each.strategy.name, f"{each.why} ({each.source})") for each in answer.supporting
    ]
    watch = [item.text for item in listed(document, "Watch out")]
    assert watch == [f"{each.text} ({each.source})" for each in answer.cautions]
    change = [(item.label, item.text) for item in listed(document, "What would change this advice")]
    assert change == [(each.condition, each.then) for each in answer.if_changed]
    (tell,) = said(document, "How to tell")
    assert KB.threat.high.meaning[1:] in tell
    assert KB.horizon.long.meaning[1:] in tell
    (evidence,) = said(document, "Evidence")
    assert evidence == answer.evidence.in_full


@every_answer
def test_a_brief_ends_with_limits_and_sources(answer: Recommendation) -> None:
    document = brief(answer)
    limits = [item.text for item in listed(document, "Limits of the evidence")]
    shown = KB.about.limits[:MOST_LIMITS]
    assert limits == [f"{each.text} ({each.source})" for each in shown]
    sources = "\n".join(
        block.text for block in section(document, "Sources") if isinstance(block, Paragraph)
    )
    assert f"{KB.about.source}. {KB.about.link}" in sources
    assert f"{KB.about.title}, version {KB.about.version}." in sources
    assert KB.about.own_judgement[1:] in sources


@every_answer
def test_a_brief_on_one_situation_keeps_to_two_pages(answer: Recommendation) -> None:
    assert len(to_markdown(brief(answer)).split()) <= TWO_PAGES


def test_the_size_of_the_city_is_in_the_brief() -> None:
    given = ANSWERS[0].situation.model_copy(update={"city_size": KB.sizes[0].id})
    answer = cities().advise(given)
    document = brief(answer)
    (situation,) = said(document, "The situation")
    assert KB.sizes[0].title[1:] in situation
    assert answer.evidence.size
    assert said(document, "Evidence") == [answer.evidence.in_full]


def test_several_situations_begin_with_a_summary() -> None:
    chosen = (ANSWERS[0], ANSWERS[7], ANSWERS[31])
    document = brief(*chosen)
    first, heading, *_ = document.blocks
    assert isinstance(first, Paragraph)
    assert first.label == "Recommendation"
    for each in chosen:
        assert f"{each.strategy.name} for challenge {each.challenge.number}" in first.text
    assert re.findall(r"[.!?](?: |$)", first.text) == ["."]
    assert heading == Heading("Summary")
    (summary,) = tables(document)
    for row, each in zip(summary.rows, chosen, strict=True):
        given = each.situation
        assert row == (
            f"{each.challenge.number}. {each.challenge.title}",
            f"{given.threat} threat, {given.horizon} horizon",
            each.strategy.name,
            each.tactics[0].tactic.title,
        )
    parts = [block for block in document.blocks if isinstance(block, Heading)]
    main = [block.text for block in parts if block.level == 2]
    for each in chosen:
        assert f"Challenge {each.challenge.number}: {each.challenge.title}" in main
    assert main[-2:] == SECTIONS[-2:]
    inner = [block.text for block in parts if block.level == 3]
    assert inner == SECTIONS[:-2] * len(chosen)
    assert said(document, "Recommendation")[1:] == [one_sentence(each) for each in chosen]


def candidates() -> tuple[Recommendation, ...]:
    return cities().answers(Situation(challenge=KB.challenges[0].id))


def test_each_candidate_says_what_it_takes_for_granted() -> None:
    document = brief(*candidates())
    conditions = said(document, "Only if")
    assumed = [each for answer in candidates() for each in answer.assumed]
    for text, each in zip(conditions, assumed, strict=True):
        assert text.startswith(f"the {each.what} is {each.level}. {each.meaning}")
        assert all(sign.text in text for sign in each.signs)
    assert said(brief(ANSWERS[0]), "Only if") == []


def test_candidates_of_one_challenge_can_be_told_apart_by_their_headings() -> None:
    document = brief(*candidates())
    main = [
        block.text for block in document.blocks if isinstance(block, Heading) and block.level == 2
    ]
    assert len(main) == len(set(main))
    assert candidates()[0].challenge.title in document.title


def test_lists_of_a_brief_are_never_empty() -> None:
    for answer in ANSWERS:
        document = brief(answer)
        assert all(block.items for block in document.blocks if isinstance(block, Items))
        assert words(document)
