"""The view of an answer: on one screen, in full, or one for each level that may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.rules import GRID, NOT_APPLICABLE
from boundary_advisor.knowledge.models import CellState
from boundary_advisor.text import count, listing, lower_first
from boundary_advisor.views.document import Document, Heading, Item, Items, Paragraph, Tone
from boundary_advisor.views.phrases import (
    case_item,
    grid_of,
    own_step,
    pack_blocks,
    source_blocks,
    sourced,
    statements,
)

if TYPE_CHECKING:
    from boundary_advisor.engine.results import Assumption, Recommendation, TacticAdvice
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import Strategy
    from boundary_advisor.views.document import Block

TOP_TACTICS = 3

TOP_CAUTIONS = 1

TOP_SUPPORTS = 2

PLACING = frozenset({GRID, NOT_APPLICABLE})
"""Rules whose finding has no section of its own in an answer."""


def advice_document(kb: KnowledgeBase, answer: Recommendation, *, full: bool) -> Document:
    """Show one answer.

    Args:
        kb: The knowledge that the answer was made from.
        answer: The answer.
        full: Everything; otherwise one screen, which says what it left out.
    """
    sections = full_sections(kb, answer) if full else _short_sections(kb, answer)
    return Document(
        title=title_of(answer),
        blocks=(
            Paragraph(situation_line(answer)),
            grid_of(kb, grid_marks(answer)),
            Paragraph(answer.why, label="Strategy", tone=Tone.STRONG),
            *effort_note(answer),
            *sections,
        ),
    )


def title_of(answer: Recommendation) -> str:
    """Name the challenge with its number."""
    return f"Challenge {answer.challenge.number}: {answer.challenge.title}"


def situation_line(answer: Recommendation) -> str:
    """Say the situation in one line."""
    given = answer.situation
    size = "" if answer.size is None else f" City size: {lower_first(answer.size.title)}."
    return f"Threat: {given.threat}. Horizon: {given.horizon}.{size}"


def grid_marks(answer: Recommendation) -> dict[str, str]:
    """Mark where the situation stands on the grid, and what is advised where that differs."""
    placed, advised = answer.placement.strategy, answer.strategy
    if placed is advised:
        return {advised.id: "you are here"}
    return {placed.id: "you are here, but it does not apply", advised.id: "advised instead"}


def effort_note(answer: Recommendation) -> tuple[Block, ...]:
    """Say where most effort goes, where the source says so."""
    effort = answer.effort
    return () if effort is None else (Paragraph(effort.text, label="Effort"),)


def tactic_label(strategy: Strategy, advice: TacticAdvice) -> str:
    """Name a tactic, with what is special about it in words."""
    special = [
        word
        for word, holds in (
            ("most effort", advice.effort),
            (f"for {strategy.name} in general", advice.general),
        )
        if holds
    ]
    return f"{advice.tactic.title} ({', '.join(special)})" if special else advice.tactic.title


def tactic_item(kb: KnowledgeBase, strategy: Strategy, advice: TacticAdvice) -> Item:
    """Tell a tactic in full: how to begin, the evidence, and every case."""
    return Item(
        sourced(advice.tactic.summary, advice.source),
        tactic_label(strategy, advice),
        (
            Item(advice.tactic.first_step, own_step(advice.tactic)),
            Item(advice.evidence, "Evidence"),
            *(case_item(kb, case, source=True) for case in advice.cases),
        ),
    )


def _short_sections(kb: KnowledgeBase, answer: Recommendation) -> tuple[Block, ...]:
    tactics = own(answer)
    shown = tactics[:TOP_TACTICS]
    return (
        Heading(_what_to_do(len(shown), len(tactics))),
        Items(tuple(_short_item(kb, each) for each in shown), numbered=True),
        Paragraph(shown[0].tactic.first_step, label=f"{own_step(shown[0].tactic)} for 1"),
        *_general_line(answer),
        Heading("Keep in mind"),
        *_support_line(answer),
        *(Paragraph(each.text, label="Watch out") for each in answer.cautions[:TOP_CAUTIONS]),
        *(Paragraph(each.then, label=each.condition) for each in answer.if_changed),
        Paragraph(f"{answer.evidence.text} {answer.evidence.size}".rstrip(), label="Evidence"),
        Paragraph(f"{kb.about.short_source}. {answer.cell.source}.", label="Source"),
        *pack_blocks(kb),
        *damage_note(answer),
        *_see_also_line(answer),
        Paragraph(_advice_left_out(answer), label="Left out", tone=Tone.QUIET),
    )


def _what_to_do(shown: int, there: int) -> str:
    return "What to do" if shown == there else f"What to do ({shown} of {there})"


def own(answer: Recommendation) -> tuple[TacticAdvice, ...]:
    """Give the tactics for this challenge, without those for the strategy at large."""
    return tuple(each for each in answer.tactics if not each.general)


def _short_item(kb: KnowledgeBase, advice: TacticAdvice) -> Item:
    shown = tuple(case_item(kb, case, source=False) for case in advice.cases[:1])
    return Item("", advice.tactic.title, shown or (Item(advice.evidence),))


def _support_line(answer: Recommendation) -> tuple[Block, ...]:
    shown = answer.supporting[:TOP_SUPPORTS]
    names = listing([each.strategy.name for each in shown])
    return (Paragraph(f"{names}. {shown[0].why}", label="Combine with"),) if shown else ()


def _general_line(answer: Recommendation) -> tuple[Block, ...]:
    titles = "; ".join(each.tactic.title for each in answer.tactics if each.general)
    label = f"For {answer.strategy.name} in general"
    return (Paragraph(f"{titles}.", label=label),) if titles else ()


def damage_note(answer: Recommendation) -> tuple[Block, ...]:
    """Say where the cell of the source's table is damaged."""
    if answer.cell.state is not CellState.INCOMPLETE:
        return ()
    text = (
        "This cell of the table is damaged in our copy. The gaps are filled from the study's text."
    )
    return (Paragraph(text, label="Note"),)


def _see_also_line(answer: Recommendation) -> tuple[Block, ...]:
    ids = [
        f"{each.challenge.id} ({each.challenge.number}){each.challenge.origin.mark}"
        for each in answer.see_also
    ]
    return (Paragraph(f"{listing(ids)}.", label="Easily confused with"),) if ids else ()


def _advice_left_out(answer: Recommendation) -> str:
    tactics = own(answer)
    there = {case.case.id for tactic in answer.tactics for case in tactic.cases}
    shown = {tactic.cases[0].case.id for tactic in tactics[:TOP_TACTICS] if tactic.cases}
    parts = [
        (max(0, len(tactics) - TOP_TACTICS), "tactic"),
        (len(there - shown), "case"),
        (max(0, len(answer.supporting) - TOP_SUPPORTS), "combination"),
        (max(0, len(answer.cautions) - TOP_CAUTIONS), "caution"),
        (len(answer.rejected), "option not chosen"),
    ]
    left = [count(number, noun) for number, noun in parts if number]
    return f"{listing(left)}. See them with --full."


def full_sections(kb: KnowledgeBase, answer: Recommendation) -> tuple[Block, ...]:
    """Give all sections of an answer, below what says where it stands."""
    return (
        Heading("What to do"),
        Items(
            tuple(tactic_item(kb, answer.strategy, each) for each in answer.tactics), numbered=True
        ),
        Heading("Combine with"),
        Items(supporting_items(answer)),
        Heading("In sequence"),
        Paragraph(answer.sequence.text),
        Heading("Watch out"),
        Items(statements(answer.cautions)),
        Heading("If things change"),
        Items(change_items(answer)),
        Heading("Options not chosen"),
        Items(rejected_items(answer)),
        *(
            (Heading("Easily confused with"), Items(see_also_items(answer)))
            if answer.see_also
            else ()
        ),
        Heading("Evidence"),
        Paragraph(answer.evidence.in_full),
        Items(statements(kb.about.limits)),
        Heading("How this answer came about"),
        Items(trace_items(answer)),
        *source_blocks(kb),
    )


def trace_items(answer: Recommendation) -> tuple[Item, ...]:
    """List the rules that fired; what one found is told where it has no section of its own."""
    return tuple(
        Item(
            sourced(each.why if each.rule in PLACING else each.ground, each.source),
            f"Rule {each.rule}",
        )
        for each in answer.trace
    )


def supporting_items(answer: Recommendation) -> tuple[Item, ...]:
    """List what to combine the strategy with, and its best tactics."""
    return tuple(
        Item(
            sourced(each.why, each.source),
            each.strategy.name,
            tuple(Item(tactic.title) for tactic in each.tactics),
        )
        for each in answer.supporting
    )


def change_items(answer: Recommendation) -> tuple[Item, ...]:
    """List what the answer becomes if things change, with the tactics that come and go."""
    return tuple(
        Item(
            each.then,
            each.condition,
            notes=tuple(
                Item("; ".join(tactic.title for tactic in tactics) + ".", label)
                for label, tactics in (("Gained", each.gained), ("Lost", each.lost))
                if tactics
            ),
        )
        for each in answer.if_changed
    )


def rejected_items(answer: Recommendation) -> tuple[Item, ...]:
    """List the strategies that were not chosen, with reasons."""
    return tuple(
        Item(sourced(each.reason, each.source), each.strategy.name) for each in answer.rejected
    )


def see_also_items(answer: Recommendation) -> tuple[Item, ...]:
    """List the challenges that are easily taken for this one."""
    return tuple(
        Item(sourced(each.why, each.source), each.challenge.called) for each in answer.see_also
    )


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
            *(() if full else (_candidates_left_out(answers),)),
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


def _candidates_left_out(answers: tuple[Recommendation, ...]) -> Paragraph:
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
