"""The briefs to hand on: on situations, or on a whole programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.text import count, listing, lower_first
from boundary_advisor.views.advice_page import (
    assumed_words,
    damage_note,
    effort_note,
    grid_marks,
    rejected_items,
    situation_line,
    title_of,
)
from boundary_advisor.views.document import Document, Heading, Item, Items, Paragraph, Table, Tone
from boundary_advisor.views.phrases import (
    case_item,
    grid_of,
    marked,
    own_step,
    pack_blocks,
    sourced,
    statements,
)

if TYPE_CHECKING:
    from boundary_advisor.engine.results import Recommendation, TacticAdvice
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.views.document import Block

MOST_TACTICS = 3
"""Tactics that the plan of one situation holds, so that its brief keeps to two pages."""

MOST_CASES = 4
"""Cases that are told of one situation, for the same reason."""

MOST_LIMITS = 3
"""Limits of the evidence that a brief names, the most important first."""

NOTHING = "Doing nothing"
"""Label of the option that is always there."""

ROOM = "." * 30
"""Room to write in by hand."""


def report_document(kb: KnowledgeBase, answers: tuple[Recommendation, ...]) -> Document:
    """Write the brief.

    Args:
        kb: The knowledge that the answers were made from.
        answers: One answer for each situation, in the order in which they were asked.
    """
    several = len(answers) > 1
    titles = {each.challenge.title for each in answers}
    title = f"Brief: {titles.pop() if len(titles) == 1 else 'several challenges'}"
    return Document(
        title=title,
        blocks=(
            *(_summary(answers) if several else ()),
            *(block for each in answers for block in _headed(kb, each, answers)),
            *closing(kb, several=several),
        ),
        numbered=True,
    )


def closing(kb: KnowledgeBase, *, several: bool) -> tuple[Block, ...]:
    """Give what every brief ends with: how far the evidence reaches, and the sources.

    Args:
        kb: The knowledge.
        several: Whether there are several situations; what holds for all of them stands here then.
    """
    nothing = kb.standing_still
    for_all = (
        Heading("For all of these"),
        Paragraph(sourced(nothing.text, nothing.source), label=NOTHING),
        Paragraph(_signs(kb), label="How to tell"),
    )
    return (
        *(for_all if several else ()),
        Heading("Limits of the evidence"),
        Items(statements(kb.about.limits[:MOST_LIMITS])),
        *_sources(kb),
    )


def one_sentence(answer: Recommendation) -> str:
    """Give the recommendation in one sentence."""
    first = lower_first(answer.tactics[0].tactic.title)
    return f"Use {lower_first(answer.strategy.long_name)}, and begin with this: {first}."


def _summary(answers: tuple[Recommendation, ...]) -> tuple[Block, ...]:
    rows = tuple(
        (
            f"{each.challenge.number}. {each.challenge.title}",
            f"{each.situation.threat} threat, {each.situation.horizon} horizon",
            each.strategy.name,
            each.tactics[0].tactic.title,
        )
        for each in answers
    )
    return (
        Paragraph(_in_short(answers), label="Recommendation", tone=Tone.STRONG),
        Heading("Summary"),
        Table(("Challenge", "Situation", "Strategy", "First tactic"), rows),
    )


def _in_short(answers: tuple[Recommendation, ...]) -> str:
    """Give all recommendations in a sentence, and say of which challenges it depends."""
    uses = [
        f"{each.strategy.name} for challenge {each.challenge.number}"
        for each in answers
        if not each.assumed
    ]
    open_ones = {
        f"challenge {each.challenge.number}": listing([level.what for level in each.assumed])
        for each in answers
        if each.assumed
    }
    parts = [f"Use {listing(uses)}."] if uses else []
    if open_ones:
        wanted = next(iter(open_ones.values()))
        parts.append(f"For {listing(list(open_ones))} it depends on the {wanted}; see below.")
    return " ".join(parts)


def _condition(answer: Recommendation) -> str:
    """Say on which levels an answer depends; nothing where all are given."""
    return f", with {assumed_words(answer)}" if answer.assumed else ""


def _headed(
    kb: KnowledgeBase, answer: Recommendation, answers: tuple[Recommendation, ...]
) -> tuple[Block, ...]:
    if len(answers) == 1:
        return situation_blocks(kb, answer, level=2, alone=True)
    title = f"{title_of(answer)}{_condition(answer)}"
    heading = Heading(title, new_page=answer is not answers[0])
    return (heading, *situation_blocks(kb, answer, level=3, alone=False))


def situation_blocks(
    kb: KnowledgeBase, answer: Recommendation, *, level: int, alone: bool, owner: str = ""
) -> tuple[Block, ...]:
    """Tell one situation on a page or two.

    Args:
        kb: The knowledge that the answer was made from.
        answer: The answer.
        level: Level of the headings.
        alone: Whether it is the only one, so that what holds for all stands here too.
        owner: Who answers for it; room to write where nobody does.
    """
    return (
        Paragraph(one_sentence(answer), label="Recommendation", tone=Tone.STRONG),
        Paragraph(marked(answer.challenge, "summary"), label="The challenge"),
        Paragraph(situation_line(answer), label="The situation"),
        *_assumptions(answer),
        grid_of(kb, grid_marks(answer)),
        Paragraph(answer.why, label="Why"),
        *effort_note(answer),
        *damage_note(answer),
        Heading("What to do", level),
        *_plan(answer, f"{f'{owner}.' if owner else ROOM} Date: {ROOM}"),
        Heading("Options not chosen", level),
        Items((*rejected_items(answer), *(_nothing(kb) if alone else ()))),
        Heading("What cities did", level),
        *_stories(kb, answer),
        Heading("Combine with", level),
        Items(
            tuple(
                Item(sourced(each.why, each.source), each.strategy.name)
                for each in answer.supporting
            )
        ),
        Heading("Watch out", level),
        Items(statements(answer.cautions)),
        Heading("What would change this advice", level),
        Items(tuple(Item(each.then, each.condition) for each in answer.if_changed)),
        *((Paragraph(_signs(kb), label="How to tell"),) if alone else ()),
        Paragraph(answer.evidence.in_full, label="Evidence"),
    )


def _assumptions(answer: Recommendation) -> tuple[Block, ...]:
    return tuple(
        Paragraph(
            f"the {each.what} is {each.level}. {each.meaning} "
            f"Signs: {' '.join(sign.text for sign in each.signs)}",
            label="Only if",
            tone=Tone.CAUTION,
        )
        for each in answer.assumed
    )


def _plan(answer: Recommendation, owner: str) -> tuple[Block, ...]:
    shown, more = answer.tactics[:MOST_TACTICS], answer.tactics[MOST_TACTICS:]
    plan = Items(tuple(_planned(each, owner) for each in shown), numbered=True)
    if not more:
        return (plan,)
    titles = "; ".join(each.tactic.title for each in more)
    return (plan, Paragraph(f"{titles}.", label="More tactics"))


def _planned(advice: TacticAdvice, owner: str) -> Item:
    notes = (
        Item(advice.tactic.first_step, own_step(advice.tactic)),
        Item(owner, "Owner"),
    )
    return Item(sourced(advice.tactic.summary, advice.source), advice.tactic.title, notes)


def _stories(kb: KnowledgeBase, answer: Recommendation) -> tuple[Block, ...]:
    told = {
        case.case.id: case
        for tactic in answer.tactics
        for case in tactic.cases
        if not case.elsewhere
    }
    if not told:
        return (Paragraph("These tactics are told without an example."),)
    shown = list(told.values())[:MOST_CASES]
    left = len(told) - len(shown)
    more = (Paragraph(f"{count(left, 'case')} more in the full advice."),) if left else ()
    return (Items(tuple(case_item(kb, case, source=True) for case in shown)), *more)


def _nothing(kb: KnowledgeBase) -> tuple[Item, ...]:
    nothing = kb.standing_still
    return (Item(sourced(nothing.text, nothing.source), NOTHING),)


def _signs(kb: KnowledgeBase) -> str:
    high, long = kb.threat.high, kb.horizon.long
    return (
        f"Threat is high when: {lower_first(high.meaning)} "
        f"The horizon is long when: {lower_first(long.meaning)}"
    )


def _sources(kb: KnowledgeBase) -> tuple[Block, ...]:
    about = kb.about
    return (
        Heading("Sources"),
        Paragraph(f"{about.source}. {about.link}"),
        *pack_blocks(kb),
        Paragraph(
            "Brackets after a statement name the place in that work. "
            f"{about.own_judgement.capitalize()} marks what is not from it. "
            "First steps are suggestions made here. "
            f"Knowledge: {about.title}, version {kb.edition}."
        ),
    )
