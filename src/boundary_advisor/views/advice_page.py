"""The view of an answer: on one screen, in full, or one for each level that may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.rules import GRID, NOT_APPLICABLE
from boundary_advisor.knowledge.models import CellState
from boundary_advisor.text import count, listing, lower_first
from boundary_advisor.views.document import Block, Document, Heading, Item, Items, Paragraph, Tone
from boundary_advisor.views.phrases import (
    case_item,
    grid_of,
    labelled,
    own_step,
    pack_blocks,
    rule_item,
    section,
    source_blocks,
    sourced,
    statements,
    why_item,
)

if TYPE_CHECKING:
    from boundary_advisor.engine.results import Change, Recommendation, TacticAdvice
    from boundary_advisor.knowledge.base import KnowledgeBase

TOP_TACTICS = 3

TOP_CAUTIONS = 1

TOP_SUPPORTS = 2

_DAMAGED = (
    "This cell of the table is damaged in our copy. The gaps are filled from the study's text."
)

PLACING = frozenset({GRID, NOT_APPLICABLE})
"""Rules whose finding has no section of its own in an answer."""


def advice_document(kb: KnowledgeBase, answer: Recommendation, *, full: bool) -> Document:
    """Show one answer: in full, or on one screen, which says what it left out."""
    return Document(
        title=title_of(answer),
        blocks=(
            Paragraph(situation_line(answer)),
            grid_of(kb, grid_marks(answer)),
            Paragraph(answer.why, "Strategy", Tone.STRONG),
            *effort_note(answer),
            *(_full_sections(kb, answer) if full else _short_sections(kb, answer)),
        ),
    )


def title_of(answer: Recommendation) -> str:
    """Name the challenge with its number."""
    return f"Challenge {answer.challenge.number}: {answer.challenge.title}"


def situation_line(answer: Recommendation) -> str:
    """Say the situation in one line."""
    situation = answer.situation
    size = "" if answer.size is None else f" City size: {lower_first(answer.size.title)}."
    return f"Threat: {situation.threat}. Horizon: {situation.horizon}.{size}"


def grid_marks(*answers: Recommendation, here: str = "you are here") -> dict[str, str]:
    """Return marks, by strategy id, for where each answer is, and for what is advised instead."""
    marks: dict[str, str] = {}
    for answer in answers:
        if not answer.is_from_grid:
            marks[answer.placement.strategy.id] = f"{here}, but it does not apply"
            marks.setdefault(answer.strategy.id, "advised instead")
    return marks | {each.strategy.id: here for each in answers if each.is_from_grid}


def effort_note(answer: Recommendation) -> tuple[Block, ...]:
    """Say where most effort goes, where the source says so."""
    return labelled("Effort", answer.effort.text if answer.effort else "")


def damage_note(answer: Recommendation) -> tuple[Block, ...]:
    """Say where the cell of the source's table is damaged."""
    is_damaged = answer.cell.state is CellState.INCOMPLETE
    return labelled("Note", _DAMAGED if is_damaged else "")


def _short_sections(kb: KnowledgeBase, answer: Recommendation) -> tuple[Block, ...]:
    tactics = _own(answer)
    shown = tactics[:TOP_TACTICS]
    first = shown[0].tactic
    part = "" if len(shown) == len(tactics) else f" ({len(shown)} of {len(tactics)})"
    general = "; ".join(each.tactic.title for each in answer.tactics if each.general)
    supports = answer.supporting[:TOP_SUPPORTS]
    names = listing([each.strategy.name for each in supports])
    related = listing(
        [f"{each.id} ({each.number}){each.origin.mark}" for each, *_ in answer.see_also]
    )
    return (
        *section(f"What to do{part}", *(_short_item(kb, each) for each in shown), numbered=True),
        Paragraph(first.first_step, f"{own_step(first)} for 1"),
        *labelled(f"For {answer.strategy.name} in general", general and f"{general}."),
        Heading("Keep in mind"),
        *labelled("Combine with", names and f"{names}. {supports[0].why}"),
        *(Paragraph(each.text, "Watch out") for each in answer.cautions[:TOP_CAUTIONS]),
        *(Paragraph(each.then, each.condition) for each in answer.if_changed),
        Paragraph(f"{answer.evidence.text} {answer.evidence.size}".rstrip(), "Evidence"),
        Paragraph(f"{kb.about.short_source}. {answer.cell.source}.", "Source"),
        *pack_blocks(kb),
        *damage_note(answer),
        *labelled("Easily confused with", related and f"{related}."),
        _advice_left_out(answer),
    )


def _own(answer: Recommendation) -> tuple[TacticAdvice, ...]:
    """Return the tactics for this challenge, without those for the strategy at large."""
    return tuple(each for each in answer.tactics if not each.general)


def _short_item(kb: KnowledgeBase, advice: TacticAdvice) -> Item:
    shown = tuple(case_item(kb, case, source=False) for case in advice.cases[:1])
    return Item("", advice.tactic.title, shown or (Item(advice.evidence),))


def _advice_left_out(answer: Recommendation) -> Paragraph:
    tactics = _own(answer)
    cases = {case.case.id for tactic in answer.tactics for case in tactic.cases}
    shown = {tactic.cases[0].case.id for tactic in tactics[:TOP_TACTICS] if tactic.cases}
    return _left_out(
        (len(tactics) - TOP_TACTICS, "tactic"),
        (len(cases - shown), "case"),
        (len(answer.supporting) - TOP_SUPPORTS, "combination"),
        (len(answer.cautions) - TOP_CAUTIONS, "caution"),
        (len(answer.rejected), "option not chosen"),
    )


def _left_out(*parts: tuple[int, str], more: str = "") -> Paragraph:
    counted = listing([count(number, noun) for number, noun in parts if number > 0])
    return Paragraph(f"{counted}{more}. See them with --full.", "Left out", Tone.QUIET)


def _full_sections(kb: KnowledgeBase, answer: Recommendation) -> tuple[Block, ...]:
    supporting = (
        why_item(each, each.strategy.name, *(Item(tactic.title) for tactic in each.tactics))
        for each in answer.supporting
    )
    related = (why_item(each, each.challenge.called) for each in answer.see_also)
    trace = (
        rule_item(each)
        if each.rule in PLACING
        else Item(sourced(each.ground, each.source), f"Rule {each.rule}")
        for each in answer.trace
    )
    tactics = (_full_item(kb, answer, each) for each in answer.tactics)
    return (
        *section("What to do", *tactics, numbered=True),
        *section("Combine with", *supporting),
        Heading("In sequence"),
        Paragraph(answer.sequence.text),
        *section("Watch out", *statements(answer.cautions)),
        *section("If things change", *map(_change_item, answer.if_changed)),
        *section("Options not chosen", *rejected_items(answer)),
        *section("Easily confused with", *related),
        Heading("Evidence"),
        Paragraph(answer.evidence.in_full),
        Items(statements(kb.about.limits)),
        *section("How this answer came about", *trace),
        *source_blocks(kb),
    )


def _full_item(kb: KnowledgeBase, answer: Recommendation, advice: TacticAdvice) -> Item:
    """Show a tactic in full: what is special about it, how to begin, the evidence, every case."""
    tactic = advice.tactic
    special = [
        *(["most effort"] if advice.effort else []),
        *([f"for {answer.strategy.name} in general"] if advice.general else []),
    ]
    return Item(
        sourced(tactic.summary, advice.source),
        f"{tactic.title} ({', '.join(special)})" if special else tactic.title,
        (
            Item(tactic.first_step, own_step(tactic)),
            Item(advice.evidence, "Evidence"),
            *(case_item(kb, case, source=True) for case in advice.cases),
        ),
    )


def _change_item(change: Change) -> Item:
    """Say what the answer becomes, with the tactics that come and go."""
    moved = (("Gained", change.gained), ("Lost", change.lost))
    notes = tuple(
        Item("; ".join(each.title for each in tactics) + ".", label)
        for label, tactics in moved
        if tactics
    )
    return Item(change.then, change.condition, notes)


def rejected_items(answer: Recommendation) -> tuple[Item, ...]:
    """List the strategies that were not chosen, with reasons."""
    return tuple(
        Item(sourced(each.reason, each.source), each.strategy.name) for each in answer.rejected
    )


def candidates_document(
    kb: KnowledgeBase, answers: tuple[Recommendation, ...], *, full: bool
) -> Document:
    """Show what tells the candidates for a challenge apart, and each of them in full or its top."""
    wanted = listing([each.what for each in answers[0].assumed])
    verb = _verb(answers)
    return Document(
        title=title_of(answers[0]),
        blocks=(
            Paragraph(
                f"The {wanted} {verb} not given, so there are {len(answers)} possible answers."
            ),
            *possible_answers(kb, answers, full=full),
            Heading("Next"),
            Paragraph(f"Add the {wanted} to get one answer."),
            *(() if full else (_candidates_left_out(answers),)),
        ),
    )


def possible_answers(
    kb: KnowledgeBase, answers: tuple[Recommendation, ...], *, full: bool
) -> tuple[Block, ...]:
    """Show what tells candidates apart, and then each of them."""
    axes = [each.what for each in answers[0].assumed]
    levels = {(each.what, each.level): each for answer in answers for each in answer.assumed}
    assumptions = sorted(levels.values(), key=lambda each: axes.index(each.what))
    return (
        grid_of(kb, grid_marks(*answers, here="possible")),
        *section(
            f"Which {listing(axes)} {_verb(answers)} yours?",
            *(
                Item(
                    each.meaning,
                    f"{each.level.capitalize()} {each.what}",
                    statements(each.signs, sources=full),
                )
                for each in assumptions
            ),
        ),
        *(block for answer in answers for block in _candidate(kb, answer, full=full)),
    )


def _verb(answers: tuple[Recommendation, ...]) -> str:
    return "is" if len(answers[0].assumed) == 1 else "are"


def assumed_words(answer: Recommendation) -> str:
    """Say which levels an answer takes: "a high threat and a long horizon"."""
    return listing([f"a {each.level} {each.what}" for each in answer.assumed])


def _candidate(kb: KnowledgeBase, answer: Recommendation, *, full: bool) -> tuple[Block, ...]:
    head = (
        Heading(f"With {assumed_words(answer)}: {answer.strategy.name}"),
        Paragraph(answer.why),
    )
    if full:
        return (*head, *effort_note(answer), *map(deeper, _full_sections(kb, answer)))
    top = _own(answer)[:TOP_TACTICS]
    return (*head, Items(tuple(Item(f"{each.tactic.title}. {each.evidence}") for each in top)))


def deeper(block: Block) -> Block:
    """Set a heading one level lower, so that it belongs to another."""
    return Heading(block.text, block.level + 1) if isinstance(block, Heading) else block


def _candidates_left_out(answers: tuple[Recommendation, ...]) -> Paragraph:
    """Count what --full adds, each thing once, however many candidates it serves."""
    shown = {each.tactic.id for answer in answers for each in _own(answer)[:TOP_TACTICS]}
    tactics = {each.tactic.id for answer in answers for each in answer.tactics}
    cases = {case.case.id for answer in answers for each in answer.tactics for case in each.cases}
    cautions = {each.text for answer in answers for each in answer.cautions}
    return _left_out(
        (len(tactics - shown), "tactic"),
        (len(cases), "case"),
        (len(cautions), "caution"),
        more=", and the options not chosen",
    )
