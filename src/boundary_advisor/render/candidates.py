"""The view of the possible answers where the threat or the horizon is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.words import count, listing
from boundary_advisor.render.advice import TOP_TACTICS, effort_note, full_sections, own, title_of
from boundary_advisor.render.document import Document, Heading, Item, Items, Paragraph, Tone
from boundary_advisor.render.phrases import grid_of, statements

if TYPE_CHECKING:
    from boundary_advisor.engine.results import Assumption, Recommendation
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.render.document import Block


def candidates_document(
    kb: KnowledgeBase, answers: tuple[Recommendation, ...], *, full: bool
) -> Document:
    """Show each candidate, and first what tells them apart.

    Args:
        kb: The knowledge that the answers were made from.
        answers: The candidates for one challenge: two or four of them.
        full: Everything; otherwise the top of each candidate, and how much was left out.
    """
    return Document(
        title=title_of(answers[0]),
        blocks=(
            Paragraph(_not_given(answers)),
            *possible_answers(kb, answers, full=full),
            Heading("Next"),
            Paragraph(f"Add the {_missing(answers)} to get one answer."),
            *(() if full else (_left_out(answers),)),
        ),
    )


def possible_answers(
    kb: KnowledgeBase, answers: tuple[Recommendation, ...], *, full: bool
) -> tuple[Block, ...]:
    """Show each candidate, and first what tells them apart, without what to do next."""
    wanted = _missing(answers)
    verb = "is" if len(answers[0].assumed) == 1 else "are"
    return (
        grid_of(kb, _marks(answers)),
        Heading(f"Which {wanted} {verb} yours?"),
        Items(tuple(_told_apart(each, full=full) for each in _assumptions(answers))),
        *(block for answer in answers for block in _candidate(kb, answer, full=full)),
    )


def _not_given(answers: tuple[Recommendation, ...]) -> str:
    verb = "is" if len(answers[0].assumed) == 1 else "are"
    return (
        f"The {_missing(answers)} {verb} not given, so there are {len(answers)} possible answers."
    )


def _missing(answers: tuple[Recommendation, ...]) -> str:
    return listing([each.what for each in answers[0].assumed])


def assumed_words(answer: Recommendation) -> str:
    """Say which levels an answer takes: "a high threat and a long horizon"."""
    return listing([f"a {each.level} {each.what}" for each in answer.assumed])


def _marks(answers: tuple[Recommendation, ...]) -> dict[str, str]:
    """Mark each field that is possible, and where one does not apply, what is advised instead."""
    marks: dict[str, str] = {}
    for answer in answers:
        if answer.placement.strategy is not answer.strategy:
            marks[answer.placement.strategy.id] = "possible, but it does not apply"
            marks.setdefault(answer.strategy.id, "advised instead")
    for answer in answers:
        if answer.placement.strategy is answer.strategy:
            marks[answer.strategy.id] = "possible"
    return marks


def _assumptions(answers: tuple[Recommendation, ...]) -> list[Assumption]:
    """Give every level that is taken, each once, axis by axis."""
    levels = {(each.what, each.level): each for answer in answers for each in answer.assumed}
    axes = list(dict.fromkeys(what for what, _ in levels))
    return sorted(levels.values(), key=lambda each: axes.index(each.what))


def _told_apart(assumption: Assumption, *, full: bool) -> Item:
    label = f"{assumption.level.capitalize()} {assumption.what}"
    return Item(assumption.meaning, label, statements(assumption.signs, sources=full))


def _candidate(kb: KnowledgeBase, answer: Recommendation, *, full: bool) -> tuple[Block, ...]:
    head = (
        Heading(f"With {assumed_words(answer)}: {answer.strategy.name}"),
        Paragraph(answer.why),
    )
    if full:
        return (*head, *effort_note(answer), *map(deeper, full_sections(kb, answer)))
    top = own(answer)[:TOP_TACTICS]
    return (*head, Items(tuple(Item(f"{each.tactic.title}. {each.evidence}") for each in top)))


def deeper(block: Block) -> Block:
    """Set a heading one level lower, so that it stands under another."""
    return Heading(block.text, block.level + 1) if isinstance(block, Heading) else block


def _left_out(answers: tuple[Recommendation, ...]) -> Paragraph:
    """Count what --full adds, each thing once, however many candidates it serves."""
    shown = {each.tactic.id for answer in answers for each in own(answer)[:TOP_TACTICS]}
    tactics = {each.tactic.id for answer in answers for each in answer.tactics} - shown
    cases = {
        advice.case.id for answer in answers for each in answer.tactics for advice in each.cases
    }
    cautions = {each.text for answer in answers for each in answer.cautions}
    parts = [(len(tactics), "tactic"), (len(cases), "case"), (len(cautions), "caution")]
    left = listing([count(number, noun) for number, noun in parts if number])
    text = f"{left}, and the options not chosen. See them with --full."
    return Paragraph(text, label="Left out", tone=Tone.QUIET)
