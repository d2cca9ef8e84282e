"""The view of an answer: what one screen holds, and what the whole holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from boundary_advisor import CellState, Horizon, Situation, Threat
from boundary_advisor.views.advice_page import (
    PLACING,
    TOP_CAUTIONS,
    TOP_SUPPORTS,
    TOP_TACTICS,
    advice_document,
)
from tests.support.documents import (
    Document,
    Grid,
    Items,
    Paragraph,
    headings,
    listed,
    marks,
    said,
    section,
    words,
)
from tests.support.knowledge import cities, name_of, orchard, situations
from tests.support.views import OWN_STEP
from tests.support.writers import to_terminal

if TYPE_CHECKING:
    from boundary_advisor import Recommendation

KB = cities().kb
ANSWERS = [cities().advise(situation) for situation in situations(KB)]
SCREEN = 52
"""About fifty lines: what a tall window shows at once."""


def short(answer: Recommendation) -> Document:
    return advice_document(KB, answer, full=False)


def full(answer: Recommendation) -> Document:
    return advice_document(KB, answer, full=True)


every_answer = pytest.mark.parametrize(
    "answer", ANSWERS, ids=lambda answer: name_of(answer.situation)
)


@every_answer
def test_an_answer_begins_with_situation_grid_strategy_and_why(answer: Recommendation) -> None:
    for document in (short(answer), full(answer)):
        situation, grid, strategy, *_ = document.blocks
        assert document.title == f"Challenge {answer.challenge.number}: {answer.challenge.title}"
        assert situation == Paragraph(
            f"Threat: {answer.situation.threat}. Horizon: {answer.situation.horizon}."
        )
        assert isinstance(grid, Grid)
        assert isinstance(strategy, Paragraph)
        assert strategy.label == "Strategy"
        assert strategy.text == answer.why
        assert answer.strategy.name in answer.why


@every_answer
def test_the_grid_marks_where_one_is_and_what_is_advised_instead(answer: Recommendation) -> None:
    placed = answer.placement
    expected = {placed.strategy.name: "you are here"}
    if placed.cell.state is CellState.NOT_APPLICABLE:
        expected = {
            placed.strategy.name: "you are here, but it does not apply",
            answer.strategy.name: "advised instead",
        }
    assert marks(short(answer)) == marks(full(answer)) == expected


def test_the_three_cells_that_do_not_apply_mark_two_fields() -> None:
    assert len([answer for answer in ANSWERS if len(marks(short(answer))) == 2]) == 3


@every_answer
def test_most_effort_is_said_where_the_source_says_it(answer: Recommendation) -> None:
    texts = [] if answer.effort is None else [answer.effort.text]
    assert said(short(answer), "Effort") == said(full(answer), "Effort") == texts


@every_answer
def test_a_short_answer_fits_one_screen(answer: Recommendation) -> None:
    text = to_terminal(short(answer), width=80, color=False, unicode=True)
    assert len(text.splitlines()) <= SCREEN


@every_answer
def test_a_short_answer_shows_the_top_tactics_each_with_its_city(answer: Recommendation) -> None:
    document = short(answer)
    own = [each for each in answer.tactics if not each.general]
    top = own[:TOP_TACTICS]
    heading = headings(document)[0]
    whole = f"What to do ({len(top)} of {len(own)})"
    assert heading == ("What to do" if len(own) == len(top) else whole)
    shown = listed(document, heading)
    assert [item.label for item in shown] == [each.tactic.title for each in top]
    for item, each in zip(shown, top, strict=True):
        (note,) = item.notes
        if each.cases:
            assert note.text.startswith(each.cases[0].case.summary)
            numbers = set(each.cases[0].case.cities)
            assert set(map(int, re.findall(r"\bCity (\d+)", note.label))) == numbers
        else:
            assert note.text == each.evidence
    assert said(document, f"{OWN_STEP} for 1") == [top[0].tactic.first_step]
    (numbered,) = (each for each in section(document, heading) if isinstance(each, Items))
    assert numbered.numbered
    general = "; ".join(each.tactic.title for each in answer.tactics if each.general)
    label = f"For {answer.strategy.name} in general"
    assert said(document, label) == ([f"{general}."] if general else [])


@every_answer
def test_a_short_answer_says_what_to_keep_in_mind(answer: Recommendation) -> None:
    document = short(answer)
    supports = answer.supporting[:TOP_SUPPORTS]
    combine = said(document, "Combine with")
    assert len(combine) == bool(supports)
    for text in combine:
        assert text.endswith(supports[0].why)
        assert all(each.strategy.name in text for each in supports)
    assert said(document, "Watch out") == [each.text for each in answer.cautions[:TOP_CAUTIONS]]
    for change in answer.if_changed:
        assert said(document, change.condition) == [change.then]
    (evidence,) = said(document, "Evidence")
    assert evidence.startswith(answer.evidence.text)
    (source,) = said(document, "Source")
    assert source == f"{KB.about.short_source}. {answer.cell.source}."
    (also,) = said(document, "Easily confused with")
    assert all(f"{each.challenge.id} ({each.challenge.number})" in also for each in answer.see_also)


@every_answer
def test_a_short_answer_counts_what_it_left_out(answer: Recommendation) -> None:
    document = short(answer)
    (left,) = said(document, "Left out")
    assert left.endswith(". See them with --full.")
    counted = {
        noun: int(number)
        for number, noun in re.findall(r"(\d+) ([a-z ]+?)s?(?=,|\.| and| not)", left)
    }
    shown = len(listed(document, headings(document)[0]))
    own = [each for each in answer.tactics if not each.general]
    told = {case.case.id for each in own[:shown] for case in each.cases[:1]}
    every = {case.case.id for each in answer.tactics for case in each.cases}
    combined = said(document, "Combine with")
    named = [each for each in answer.supporting if combined and each.strategy.name in combined[0]]
    expected = {
        "tactic": len(own) - shown,
        "case": len(every - told),
        "combination": len(answer.supporting) - len(named),
        "caution": len(answer.cautions) - len(said(document, "Watch out")),
        "option": len(answer.rejected),
    }
    assert counted == {noun: number for noun, number in expected.items() if number}
    assert re.search(r"\b1 [a-z ]+s(?=,|\.| and)", left) is None


def test_a_short_answer_does_without_what_the_knowledge_lacks() -> None:
    bare = ANSWERS[0]._replace(
        see_also=(), tactics=tuple(each._replace(cases=()) for each in ANSWERS[0].tactics)
    )
    document = short(bare)
    assert said(document, "Easily confused with") == []
    for item, each in zip(listed(document, headings(document)[0]), bare.tactics, strict=False):
        assert [note.text for note in item.notes] == [each.evidence]


@every_answer
def test_a_full_answer_leaves_nothing_out(answer: Recommendation) -> None:
    document = full(answer)
    text = words(document)
    assert said(document, "Left out") == []
    tactics = listed(document, "What to do")
    assert len(tactics) == len(answer.tactics)
    for item, each in zip(tactics, answer.tactics, strict=True):
        step, evidence, *cases = item.notes
        assert item.label.startswith(each.tactic.title)
        assert item.text == f"{each.tactic.summary} ({each.source})"
        assert (step.label, step.text) == (OWN_STEP, each.tactic.first_step)
        assert (evidence.label, evidence.text) == ("Evidence", each.evidence)
        assert len(cases) == len(each.cases)
        for note, case in zip(cases, each.cases, strict=True):
            assert note.text.startswith(case.case.summary)
            assert note.text.endswith(f"({case.case.source})")
            assert ("Told of another challenge" in note.text) is bool(case.elsewhere)
    sources = {
        *(each.source for each in answer.supporting),
        *(each.source for each in answer.rejected),
        *(each.source for each in answer.cautions),
        *(each.source for each in answer.see_also),
        *(each.source for each in answer.trace),
    }
    assert all(f"({source})" in text for source in sources)
    rules = listed(document, "How this answer came about")
    assert [item.label for item in rules] == [f"Rule {each.rule}" for each in answer.trace]
    for item, fired in zip(rules, answer.trace, strict=True):
        assert item.text.endswith(f"{fired.ground} ({fired.source})")
        assert (fired.text in item.text) is (fired.rule in PLACING)


@every_answer
def test_a_damaged_cell_is_noted(answer: Recommendation) -> None:
    damaged = answer.cell.state is CellState.INCOMPLETE
    assert len(said(short(answer), "Note")) == damaged
    noted = [item.text for item in listed(full(answer), "Watch out")]
    assert any(answer.cell.note in text for text in noted if answer.cell.note) is damaged


@every_answer
def test_a_full_answer_tells_what_stands_around_the_strategy(answer: Recommendation) -> None:
    document = full(answer)
    combine = listed(document, "Combine with")
    for item, support in zip(combine, answer.supporting, strict=True):
        assert (item.label, item.text) == (
            support.strategy.name,
            f"{support.why} ({support.source})",
        )
        assert [note.text for note in item.notes] == [each.title for each in support.tactics]
    assert section(document, "In sequence") == [Paragraph(answer.sequence.text)]
    for item, change in zip(listed(document, "If things change"), answer.if_changed, strict=True):
        assert (item.label, item.text) == (change.condition, change.then)
        notes = {note.label: note.text for note in item.notes}
        gained, lost = (
            "; ".join(each.title for each in part) for part in (change.gained, change.lost)
        )
        wanted = {"Gained": f"{gained}.", "Lost": f"{lost}."}
        assert notes == {label: text for label, text in wanted.items() if text != "."}
    rejected = listed(document, "Options not chosen")
    assert [item.label for item in rejected] == [each.strategy.name for each in answer.rejected]
    confused = listed(document, "Easily confused with")
    for item, other in zip(confused, answer.see_also, strict=True):
        assert item.label == f"{other.challenge.number} {other.challenge.id}"
        assert item.text == f"{other.why} ({other.source})"
    assert answer.evidence.in_full in words(document)
    assert len(listed(document, "Evidence")) == len(KB.about.limits)
    assert said(document, "Source") == [f"{KB.about.source}. {KB.about.link}"]


def test_a_tactic_says_in_words_what_is_special_about_it() -> None:
    for answer in ANSWERS:
        labels = [item.label for item in listed(full(answer), "What to do")]
        for label, each in zip(labels, answer.tactics, strict=True):
            assert ("most effort" in label) is each.effort
            assert (f"for {answer.strategy.name} in general" in label) is each.general


def test_the_size_of_the_city_is_said_where_it_was_asked() -> None:
    for size in KB.sizes:
        asked = Situation(
            challenge="data", threat=Threat.HIGH, horizon=Horizon.LONG, city_size=size.id
        )
        answer = cities().advise(asked)
        title = size.title[0].lower() + size.title[1:]
        for document in (short(answer), full(answer)):
            first = document.blocks[0]
            assert isinstance(first, Paragraph)
            assert first.text.endswith(f" City size: {title}.")
            assert answer.evidence.size in words(document)


def test_another_field_is_shown_as_well() -> None:
    kb = orchard().kb
    for situation in situations(kb):
        answer = orchard().advise(situation)
        for whole in (False, True):
            text = words(advice_document(kb, answer, full=whole))
            assert answer.why in text
            assert (kb.about.source if whole else kb.about.short_source) in text
            assert KB.about.short_source not in text
