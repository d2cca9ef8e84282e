"""The words of the interview: each step as a question, and what is said between two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.words import listing
from boundary_advisor.programme.interview import undecided_of
from boundary_advisor.programme.levels import HORIZON, THREAT
from boundary_advisor.programme.results import title_of
from boundary_advisor.programme.steps import Kind
from boundary_advisor.render.assess import landing_blocks
from boundary_advisor.render.document import Document, Heading, Item, Items, Paragraph

if TYPE_CHECKING:
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.knowledge.models import Challenge
    from boundary_advisor.programme.interview import Walk
    from boundary_advisor.programme.results import Placed
    from boundary_advisor.programme.steps import Step
    from boundary_advisor.render.document import Block

SIGNS_SHOWN = 3
"""Signs of a challenge that the interview shows."""


class Asked(NamedTuple):
    """A step in words.

    Attributes:
        text: The question.
        why: Why it is asked, and where its source is.
    """

    text: str
    why: str


NAME = Asked(
    "What is your programme called?",
    "The name stands at the head of every report. You can change it in the file at any time.",
)
_WHOLE = {
    Kind.PROGRAMME: NAME,
    Kind.CITY_SIZE: Asked(
        "How large is your city?",
        "What cities of this size did is shown first. It does not change which strategy fits.",
    ),
}


def welcome(kb: KnowledgeBase, file: str) -> Document:
    """Say what is coming, and that nothing gets lost."""
    total = len(kb.challenges)
    return Document(
        "Assess your programme",
        (
            Paragraph(
                f"This goes through {total} challenges. For each that you meet, a few questions "
                "follow: how much it threatens your work, and whether you want progress soon or "
                "change that lasts. Not sure is an answer too."
            ),
            Paragraph(
                f"Every answer is saved in {file} at once, so you can stop at any time and go on "
                "later. Type the number or the word of an answer, then Enter."
            ),
        ),
    )


def opening(challenge: Challenge, total: int, *, in_full: bool) -> Document:
    """Say where the interview is; in full, say what the challenge is."""
    blocks: tuple[Block, ...] = ()
    if in_full:
        blocks = (
            Paragraph(challenge.summary),
            Heading("How you may know it"),
            Items(tuple(Item(each.text) for each in challenge.signs[:SIGNS_SHOWN])),
        )
    return Document(f"Challenge {challenge.number} of {total}: {challenge.title}", blocks)


def landing(placed: Placed) -> Document:
    """Say where a situation lands, and why."""
    return Document(f"Where it lands: {placed.title}", landing_blocks(placed))


def asked(kb: KnowledgeBase, guide: Guide, walk: Walk, step: Step, *, alone: bool = False) -> Asked:
    """Put a step in words; which challenge of how many it is about, unless that one is alone."""
    if step.kind in _WHOLE:
        return _WHOLE[step.kind]
    challenge = kb.challenge(step.challenge)
    where = "" if alone else f"[{challenge.number} of {len(kb.challenges)}] "
    if step.kind is Kind.APPLIES:
        why = "Only a challenge that you meet gets a place in your programme."
        return Asked(f"{where}Do you meet this challenge?", _with_source(why, challenge.source))
    about = f" ({step.initiative})" if step.initiative else ""
    if step.kind is Kind.OWNER:
        why = "What nobody owns tends to stay undone. A role will do, such as: programme manager."
        return Asked(f"{where}Who owns this? A name or a role.{about}", why)
    return _sign(guide, walk, step, where, about)


def unsure_words(kb: KnowledgeBase, walk: Walk) -> list[str]:
    """Name what the answers "not sure" leave undecided."""
    signs = {step[1:3] for step in walk.unsure if step.kind is Kind.SIGN}
    levels = [
        f"the {listing([verdict.axis for verdict in undecided_of(each)])} of {each.title}"
        for each in walk.placed
        if (each.given.challenge, each.given.initiative) in signs
    ]
    unmet = [kb.challenge(e.challenge) for e in walk.unsure if e.kind is Kind.APPLIES]
    return [*levels, *(f"whether you meet {title_of(each)}" for each in unmet)]


def _sign(guide: Guide, walk: Walk, step: Step, where: str, about: str) -> Asked:
    question = guide.questions[step.question]
    axis, questions = next(
        (axis, questions)
        for axis, questions in ((THREAT, guide.threat), (HORIZON, guide.horizon))
        if question in {*questions.questions, questions.deciding}
    )
    ids = {each.id for each in (*questions.questions, questions.deciding)}
    about_same = [each for each in walk.steps if _of_same(each, step) and each.question in ids]
    turn = about_same.index(step) + 1
    why = f"A yes speaks for a {question.points_to} {axis}."
    if question is questions.deciding:
        why = f"The other answers do not settle it, so this one does. {why}"
    text = f"{where}{axis.capitalize()}, question {turn}{about}: {question.text}"
    return Asked(text, _with_source(f"{why} The wording is ours.", question.source))


def _of_same(step: Step, other: Step) -> bool:
    return step._replace(question="") == other._replace(question="")


def _with_source(text: str, source: str) -> str:
    return f"{text} Source: {source}."
