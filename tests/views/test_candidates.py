"""The view of the candidates, where threat or horizon is not given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from boundary_advisor import CellState, Horizon, Situation, Threat
from boundary_advisor.views.advice_page import TOP_TACTICS, candidates_document
from tests.support.documents import (
    Heading,
    Paragraph,
    headings,
    listed,
    marks,
    said,
    section,
    words,
)
from tests.support.knowledge import cities

if TYPE_CHECKING:
    from boundary_advisor import Recommendation
    from tests.support.models import TacticAdvice

KB = cities().kb
CANDIDATES = [
    cities().answers(Situation(challenge=challenge.id, threat=threat, horizon=horizon))
    for challenge in KB.challenges
    for threat, horizon in ((Threat.HIGH, None), (None, Horizon.LONG), (None, None))
]


def own(answer: Recommendation) -> list[TacticAdvice]:
    return [each for each in answer.tactics if not each.general]


def asked_of(answers: tuple[Recommendation, ...]) -> str:
    missing = "-".join(each.what for each in answers[0].assumed)
    return f"{answers[0].challenge.id}-without-{missing}"


every_candidates = pytest.mark.parametrize("answers", CANDIDATES, ids=asked_of)
whole_or_not = pytest.mark.parametrize("whole", [False, True])


@every_candidates
@whole_or_not
def test_candidates_say_what_is_missing_in_good_english(
    answers: tuple[Recommendation, ...], *, whole: bool
) -> None:
    document = candidates_document(KB, answers, full=whole)
    missing = [each.what for each in answers[0].assumed]
    first = document.blocks[0]
    assert isinstance(first, Paragraph)
    verb = "is" if len(missing) == 1 else "are"
    assert first.text.startswith(f"The {' and '.join(missing)} {verb} not given")
    assert f"{len(answers)} possible answers" in first.text
    question = headings(document)[0]
    assert question.startswith(f"Which {' and '.join(missing)} {verb} ")
    wanted = Paragraph(f"Add the {' and '.join(missing)} to get one answer.")
    assert wanted in section(document, "Next")


@every_candidates
def test_candidates_come_with_the_signs_that_tell_them_apart(
    answers: tuple[Recommendation, ...],
) -> None:
    document = candidates_document(KB, answers, full=False)
    assumed = {(each.what, each.level): each for answer in answers for each in answer.assumed}
    items = {item.label: item for item in listed(document, headings(document)[0])}
    assert set(items) == {f"{level.capitalize()} {what}" for what, level in assumed}
    for (what, level), each in assumed.items():
        item = items[f"{level.capitalize()} {what}"]
        assert item.text == each.meaning
        assert [note.text for note in item.notes] == [sign.text for sign in each.signs]


@every_candidates
def test_the_two_levels_of_one_question_stand_together(
    answers: tuple[Recommendation, ...],
) -> None:
    document = candidates_document(KB, answers, full=False)
    axes = [item.label.split()[-1] for item in listed(document, headings(document)[0])]
    assert axes == sorted(axes, key=["threat", "horizon"].index)


@every_candidates
@whole_or_not
def test_each_candidate_has_its_part(answers: tuple[Recommendation, ...], *, whole: bool) -> None:
    document = candidates_document(KB, answers, full=whole)
    parts = [text for text in headings(document) if text.startswith("With ")]
    for answer, part in zip(answers, parts, strict=True):
        taken = " and ".join(f"a {each.level} {each.what}" for each in answer.assumed)
        assert part == f"With {taken}: {answer.strategy.name}"
        assert Paragraph(answer.why) in section(document, part)
    text = words(document)
    for answer in answers:
        shown = answer.tactics if whole else own(answer)[:TOP_TACTICS]
        assert all(each.tactic.title in text for each in shown)


@every_candidates
def test_short_candidates_count_what_they_leave_out(answers: tuple[Recommendation, ...]) -> None:
    (left,) = said(candidates_document(KB, answers, full=False), "Left out")
    shown = {each.tactic.id for answer in answers for each in own(answer)[:TOP_TACTICS]}
    tactics = {each.tactic.id for answer in answers for each in answer.tactics} - shown
    told = {case.case.id for a in answers for each in a.tactics for case in each.cases}
    cautions = {each.text for answer in answers for each in answer.cautions}
    for there, noun in ((tactics, "tactic"), (told, "case"), (cautions, "caution")):
        figures = [int(number) for number in re.findall(rf"(\d+) {noun}", left)]
        assert figures == ([len(there)] if there else [])
    assert left.endswith("and the options not chosen. See them with --full.")


@every_candidates
def test_candidates_that_do_not_apply_are_not_marked_as_possible(
    answers: tuple[Recommendation, ...],
) -> None:
    found = marks(candidates_document(KB, answers, full=False))
    for answer in answers:
        applies = answer.placement.cell.state is not CellState.NOT_APPLICABLE
        assert ("not apply" not in found[answer.placement.strategy.name]) is applies
        assert answer.strategy.name in found


@every_candidates
def test_short_candidates_point_at_the_rest(answers: tuple[Recommendation, ...]) -> None:
    assert "--full" in words(candidates_document(KB, answers, full=False))


@every_candidates
def test_full_candidates_leave_nothing_out(answers: tuple[Recommendation, ...]) -> None:
    text = words(candidates_document(KB, answers, full=True))
    for answer in answers:
        for statement in answer.cautions:
            assert statement.text in text
        for each in answer.rejected:
            assert each.reason in text
        for fired in answer.trace:
            assert fired.source in text
        assert answer.evidence.text in text


def test_headings_of_candidates_are_sections() -> None:
    for answers in CANDIDATES:
        document = candidates_document(KB, answers, full=False)
        levels = {block.level for block in document.blocks if isinstance(block, Heading)}
        assert levels == {2}
