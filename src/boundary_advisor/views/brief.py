"""The briefs to hand on: of situations, or of a whole programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.text import count, listing, lower_first
from boundary_advisor.views.advice_page import (
    assumed_words,
    damage_note,
    deeper,
    effort_note,
    grid_marks,
    possible_answers,
    rejected_items,
    situation_line,
    title_of,
)
from boundary_advisor.views.document import Document, Heading, Item, Items, Paragraph, Table, Tone
from boundary_advisor.views.phrases import (
    NO_OWNER,
    case_item,
    grid_of,
    labelled,
    own_step,
    pack_blocks,
    sourced,
    standing,
    statements,
    why_item,
)
from boundary_advisor.views.portfolio_page import headline, portfolio_blocks

if TYPE_CHECKING:
    from boundary_advisor.engine.results import Assumption, Recommendation, TacticAdvice
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import Challenge
    from boundary_advisor.programme.placing import Placed
    from boundary_advisor.programme.portfolio import Portfolio
    from boundary_advisor.views.document import Block

MOST_TACTICS = 3
"""Tactics in the plan of one situation, so that its brief stays within two pages."""

MOST_CASES = 4
"""Cases for one situation, for the same reason."""

MOST_LIMITS = 3
"""Limits of the evidence, the most important first."""

NOTHING = "Doing nothing"
"""Label of the option that is always there."""

ROOM = "." * 30
"""Room to write by hand."""


def brief_document(kb: KnowledgeBase, answers: tuple[Recommendation, ...]) -> Document:
    """Return the brief of one or more situations, in the order in which they were asked."""
    several = len(answers) > 1
    titles = {each.challenge.title for each in answers}
    return Document(
        title=f"Brief: {titles.pop() if len(titles) == 1 else 'several challenges'}",
        blocks=(
            *(_summary(answers) if several else ()),
            *(block for each in answers for block in _situation(kb, each, answers)),
            *_closing(kb, several=several),
        ),
        numbered=True,
    )


def programme_brief_document(kb: KnowledgeBase, portfolio: Portfolio) -> Document:
    """Return the brief of a programme: a summary page, then a page for each situation at work."""
    at_work = [each for each in portfolio.situations if not each.given.is_closed]
    return Document(
        title=f"Brief: {portfolio.programme.programme}",
        blocks=(
            Paragraph(headline(portfolio), label="In short", tone=Tone.STRONG),
            *portfolio_blocks(kb, portfolio, full=False),
            *(block for each in at_work for block in _placed(kb, each)),
            *_closing(kb, several=True),
        ),
        numbered=True,
    )


def _placed(kb: KnowledgeBase, placed: Placed) -> tuple[Block, ...]:
    """Return the page of one situation of a programme."""
    owner = placed.given.owner or NO_OWNER
    return (
        Heading(f"{placed.challenge.title} ({placed.title})", new_page=True),
        Paragraph(f"{owner}; {standing(placed.given)}.", label="Owner and status"),
        Paragraph(placed.threat.text, label="Threat"),
        Paragraph(placed.horizon.text, label="Horizon"),
        *labelled("Does not fit", placed.conflict),
        *labelled("Note in the file", placed.given.note or ""),
        *_answer(kb, placed),
    )


def _answer(kb: KnowledgeBase, placed: Placed) -> tuple[Block, ...]:
    """Show the advice; where a level is undecided, each possible one and how to settle it."""
    if placed.answer is not None:
        return _advice(kb, placed.answer, owner=placed.given.owner)
    possible = f"There are {len(placed.answers)} possible answers."
    settle = " ".join(each.how_to_settle for each in placed.undecided)
    return (
        Paragraph(f"{possible} {settle}", label="Undecided", tone=Tone.STRONG),
        *map(deeper, possible_answers(kb, placed.answers, full=False)),
    )


def _closing(kb: KnowledgeBase, *, several: bool) -> tuple[Block, ...]:
    """End a brief, with what holds for all situations where there are several."""
    about = kb.about
    for_all = (
        Heading("For all of these"),
        Paragraph(_standing_still(kb), label=NOTHING),
        Paragraph(_signs(kb), label="How to tell"),
    )
    return (
        *(for_all if several else ()),
        Heading("Limits of the evidence"),
        Items(statements(about.limits[:MOST_LIMITS])),
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


def one_sentence(answer: Recommendation) -> str:
    """Return the recommendation in one sentence."""
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
    """Return all recommendations in a sentence; one for an undecided level depends on it."""
    settled = [each for each in answers if not each.assumed]
    undecided = [each for each in answers if each.assumed]
    uses = [f"{each.strategy.name} for challenge {each.challenge.number}" for each in settled]
    parts = [f"Use {listing(uses)}."] if uses else []
    if undecided:
        names = dict.fromkeys(f"challenge {each.challenge.number}" for each in undecided)
        wanted = listing([level.what for level in undecided[0].assumed])
        parts.append(f"For {listing([*names])} it depends on the {wanted}; see below.")
    return " ".join(parts)


def _situation(
    kb: KnowledgeBase, answer: Recommendation, answers: tuple[Recommendation, ...]
) -> tuple[Block, ...]:
    """Show one of the situations asked about, under a heading where there are several."""
    if len(answers) == 1:
        return _advice(kb, answer, alone=True)
    condition = f", with {assumed_words(answer)}" if answer.assumed else ""
    heading = Heading(f"{title_of(answer)}{condition}", new_page=answer is not answers[0])
    return (heading, *_advice(kb, answer))


def _advice(
    kb: KnowledgeBase, answer: Recommendation, *, alone: bool = False, owner: str | None = None
) -> tuple[Block, ...]:
    """Show the advice on one situation; `alone` with what would else be said once for all."""
    level = 2 if alone else 3
    nothing = (Item(_standing_still(kb), NOTHING),) if alone else ()
    return (
        Paragraph(one_sentence(answer), label="Recommendation", tone=Tone.STRONG),
        Paragraph(_challenge(answer.challenge), label="The challenge"),
        Paragraph(situation_line(answer), label="The situation"),
        *map(_assumption, answer.assumed),
        grid_of(kb, grid_marks(answer)),
        Paragraph(answer.why, label="Why"),
        *effort_note(answer),
        *damage_note(answer),
        Heading("What to do", level),
        *_plan(answer, f"{f'{owner}.' if owner else ROOM} Date: {ROOM}"),
        Heading("Options not chosen", level),
        Items((*rejected_items(answer), *nothing)),
        Heading("What cities did", level),
        *_stories(kb, answer),
        Heading("Combine with", level),
        Items(tuple(why_item(each, each.strategy.name) for each in answer.supporting)),
        Heading("Watch out", level),
        Items(statements(answer.cautions)),
        Heading("What would change this advice", level),
        Items(tuple(Item(each.then, each.condition) for each in answer.if_changed)),
        *((Paragraph(_signs(kb), label="How to tell"),) if alone else ()),
        Paragraph(answer.evidence.in_full, label="Evidence"),
    )


def _challenge(challenge: Challenge) -> str:
    """Return what a challenge is, with the mark of the packs that added or changed that."""
    is_theirs = challenge.is_from_pack or "summary" in challenge.origin.fields
    return f"{challenge.summary}{challenge.origin.mark if is_theirs else ''}"


def _assumption(assumed: Assumption) -> Paragraph:
    signs = " ".join(sign.text for sign in assumed.signs)
    text = f"the {assumed.what} is {assumed.level}. {assumed.meaning} Signs: {signs}"
    return Paragraph(text, label="Only if", tone=Tone.CAUTION)


def _plan(answer: Recommendation, owner: str) -> tuple[Block, ...]:
    shown, more = answer.tactics[:MOST_TACTICS], answer.tactics[MOST_TACTICS:]
    plan = Items(tuple(_planned(each, owner) for each in shown), numbered=True)
    titles = "; ".join(each.tactic.title for each in more)
    return (plan, *labelled("More tactics", titles and f"{titles}."))


def _planned(advice: TacticAdvice, owner: str) -> Item:
    notes = (Item(advice.tactic.first_step, own_step(advice.tactic)), Item(owner, "Owner"))
    return Item(sourced(advice.tactic.summary, advice.source), advice.tactic.title, notes)


def _stories(kb: KnowledgeBase, answer: Recommendation) -> tuple[Block, ...]:
    cases = [case for tactic in answer.tactics for case in tactic.cases if not case.elsewhere]
    found = list({case.case.id: case for case in cases}.values())
    if not found:
        return (Paragraph("These tactics are told without an example."),)
    items = Items(tuple(case_item(kb, case, source=True) for case in found[:MOST_CASES]))
    if more := len(found) - len(items.items):
        return (items, Paragraph(f"{count(more, 'case')} more in the full advice."))
    return (items,)


def _standing_still(kb: KnowledgeBase) -> str:
    return sourced(kb.standing_still.text, kb.standing_still.source)


def _signs(kb: KnowledgeBase) -> str:
    high, long = kb.threat.high, kb.horizon.long
    return (
        f"Threat is high when: {lower_first(high.meaning)} "
        f"The horizon is long when: {lower_first(long.meaning)}"
    )
