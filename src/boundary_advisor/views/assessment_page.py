"""The words of an assessment: its questions, and where each challenge landed and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.knowledge.guide import ProgrammeRule
from boundary_advisor.knowledge.models import RuleId
from boundary_advisor.programme.answers import Kind
from boundary_advisor.programme.interview import undecided_of
from boundary_advisor.programme.knowledge_changes import since
from boundary_advisor.programme.placing import HORIZON, THREAT, UNDECIDED, title_of
from boundary_advisor.programme.portfolio import settle_words
from boundary_advisor.programme.programme import Answer
from boundary_advisor.programme.programme_rules import MEANING
from boundary_advisor.text import count, listing
from boundary_advisor.views.advice_page import assumed_words
from boundary_advisor.views.document import Document, Heading, Item, Items, Paragraph, Tone
from boundary_advisor.views.phrases import labelled, since_blocks, source_blocks, sourced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from boundary_advisor.engine.results import Recommendation
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.knowledge.models import Challenge
    from boundary_advisor.programme.answers import Kept, Step
    from boundary_advisor.programme.interview import Walk
    from boundary_advisor.programme.placing import Placed, Verdict
    from boundary_advisor.views.document import Block

KEPT_SHOWN = 8
"""Differing answers that are named."""

_ASKED = 3  # questions that are named where more would settle a level

_CHOOSING = frozenset({RuleId.GRID, RuleId.NOT_APPLICABLE})


def assessment_document(  # noqa: PLR0913  # what a reader wants to know of it
    kb: KnowledgeBase,
    guide: Guide,
    walk: Walk,
    file: str,
    kept: str = "",
    *,
    is_renewed: bool = False,
) -> Document:
    """Show where an assessment has led.

    Args:
        kb: The knowledge that it was made with.
        guide: The questions, and the ground of the rule that makes levels of answers.
        walk: The answers, and what they come to.
        file: What to call the programme file in a command.
        kept: Where a file of answers differs from the programme file, in words; empty where none.
        is_renewed: Whether the file names the version in use from now on, and named another.
    """
    return Document(
        title=f"Assessment: {walk.programme.programme}",
        blocks=(
            Paragraph(progress(kb, walk)),
            *((Paragraph(kept),) if kept else ()),
            *_since(kb, walk, file, is_renewed=is_renewed),
            *_landed(walk),
            *_open(kb, walk),
            Heading("Next"),
            Items(tuple(_next(walk, file))),
            *_rule(guide, walk),
            *source_blocks(kb, Tone.QUIET),
        ),
    )


def _since(kb: KnowledgeBase, walk: Walk, file: str, *, is_renewed: bool) -> tuple[Block, ...]:
    """Tell what the knowledge changed, and which version the file names from now on."""
    if is_renewed:
        todo = "The file names the version in use from now on."
    elif walk.open:
        todo = "The file goes on to name the old one until every question is answered."
    else:
        todo = f"To bring the file up to date: boundary-advisor assess {file} --no-input --force"
    return since_blocks(since(kb, walk.programme, walk.placed), todo)


def landing_blocks(placed: Placed) -> tuple[Block, ...]:
    """Say where a situation lands on each axis, why, and what follows."""
    return (*_axis(placed, placed.threat), *_axis(placed, placed.horizon), _advice(placed))


def progress(kb: KnowledgeBase, walk: Walk) -> str:
    """Say in a few words how far the interview is."""
    total = len(kb.challenges)
    met = len({each.given.challenge for each in walk.placed})
    left = [title_of(each) for each in kb.challenges if each.id in walk.open_challenges]
    through = total - len(left)
    how_far = f"{through} {'is' if through == 1 else 'are'} answered in full; left: {listing(left)}"
    return (
        f"You meet {met} of {total} challenges. "
        f"{how_far if left else f'All {total} are answered in full'}."
    )


def kept_words(kept: Sequence[Kept], file: str, answers: str) -> str:
    """Say what stays as the file holds it; nothing where the file of answers does not differ."""
    if not kept:
        return ""
    more = len(kept) - KEPT_SHOWN
    named = [each.text for each in kept[:KEPT_SHOWN]] + ([f"{more} more"] if more > 0 else [])
    return f"Kept from {file}, and otherwise in {answers}: {listing(named)}."


def _axis(placed: Placed, verdict: Verdict) -> Iterator[Block]:
    yield Paragraph(_why(placed, verdict), label=verdict.axis.capitalize())
    yield from labelled("Note", verdict.conflict)
    if verdict.settle:
        yield Paragraph(_settles(verdict), label="What would settle it")


def _why(placed: Placed, verdict: Verdict) -> str:
    """Tell the level and why, with the rule behind it, unless the file gives the level."""
    if getattr(placed.given, f"{verdict.axis}_level"):
        return f"{verdict.text}."
    return sourced(f"{verdict.text}.", f"rule {ProgrammeRule.SIGNS}; {verdict.source}")


def _settles(verdict: Verdict) -> str:
    """Name the questions that settle a level, the deciding one last."""
    *signs, deciding = verdict.settle
    texts = " ".join(f"{each.text} A yes speaks for {each.points_to}." for each in signs[:_ASKED])
    more = f" And {len(signs) - _ASKED} more." if len(signs) > _ASKED else ""
    last = f"{deciding.text} A yes speaks for {deciding.points_to}, a no against it."
    return f"{texts}{more} Or at once: {last}" if signs else last


def _advice(placed: Placed) -> Paragraph:
    answer = placed.answer
    if answer is None:
        both = [f"{each.strategy.name} (with {assumed_words(each)})" for each in placed.answers]
        return Paragraph(f"{listing(both, 'or')}.", label="Possible")
    text = f"{_strategy(answer)} First tactic: {answer.tactics[0].tactic.title}."
    if answer.placement.strategy is not answer.strategy:
        text = (
            f"{text} {answer.placement.strategy.name}, which the grid gives, does not apply here."
        )
    return Paragraph(text, label="Strategy", tone=Tone.STRONG)


def _strategy(answer: Recommendation) -> str:
    """Name the strategy, with the rule that chose it and its source."""
    chosen = [each for each in answer.trace if each.rule in _CHOOSING][-1]
    return sourced(f"{answer.strategy.name}.", f"rule {chosen.rule}; {chosen.source}")


def _landed(walk: Walk) -> tuple[Block, ...]:
    if not walk.placed:
        return ()
    return (Heading("Where each landed"), Items(tuple(map(_landed_item, walk.placed))))


def _landed_item(placed: Placed) -> Item:
    """Tell a situation: its strategy, and why it stands where it does."""
    if placed.given.is_closed:
        return Item(f"{placed.given.stands}.", placed.title)
    what = _strategy(placed.answer) if placed.answer else f"{UNDECIDED}."
    verdicts = placed.threat, placed.horizon
    notes = (Item(_why(placed, each), each.axis.capitalize()) for each in verdicts)
    return Item(what, placed.title, tuple(notes))


def _open(kb: KnowledgeBase, walk: Walk) -> tuple[Block, ...]:
    items = (
        *(item for placed in walk.placed for item in _open_item(placed)),
        *_in_a_line("Not sure whether you meet it", _answered(kb, walk, Answer.NOT_SURE)),
        *_in_a_line("Not answered yet", [c for c in kb.challenges if c.id in walk.open_challenges]),
        *_without_owner(walk),
    )
    return (Heading("What is left"), Items(items)) if items else ()


def _open_item(placed: Placed) -> Iterator[Item]:
    for verdict in undecided_of(placed):
        text = f"the {verdict.axis} is {UNDECIDED}. {settle_words(verdict)}"
        yield Item(text, placed.title)


def _answered(kb: KnowledgeBase, walk: Walk, answer: Answer) -> list[Challenge]:
    met = {each.given.challenge for each in walk.placed}
    applies = walk.programme.applies
    return [c for c in kb.challenges if applies.get(c.id) is answer and c.id not in met]


def _in_a_line(label: str, challenges: list[Challenge]) -> Iterator[Item]:
    if challenges:
        yield Item(f"{listing([each.called for each in challenges])}.", label)


def _without_owner(walk: Walk) -> Iterator[Item]:
    left = [e for e in walk.placed if not (e.given.owner or e.given.is_closed)]
    if left:
        text = listing([each.title for each in left])
        yield Item(f"{text}.", f"{count(len(left), 'situation')} without an owner")


def _next(walk: Walk, file: str) -> Iterator[Item]:
    wanted = (
        ("assess", "Go on with the questions:", bool(walk.open)),
        ("portfolio", "See it all on one page:", True),
        ("roadmap", "See it in time:", True),
    )
    for command, what, holds in wanted:
        if holds:
            yield Item(what, notes=(Item(f"boundary-advisor {command} {file}"),))


def _rule(guide: Guide, walk: Walk) -> tuple[Block, ...]:
    """Say by which rule answers become levels, where there are any."""
    if not walk.placed:
        return ()
    ground = guide.grounds[ProgrammeRule.SIGNS]
    text = f"{MEANING[ProgrammeRule.SIGNS]} {ground.why}"
    label = f"Rule {ProgrammeRule.SIGNS}"
    return (Heading("How levels are found"), Paragraph(sourced(text, ground.source), label=label))


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
