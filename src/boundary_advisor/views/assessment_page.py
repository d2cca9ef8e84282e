"""The words of an assessment: its questions, and where each challenge landed and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.rules import GRID, NOT_APPLICABLE
from boundary_advisor.programme.answers import Disagreement, InterviewStep, QuestionKind
from boundary_advisor.programme.fields import Answer
from boundary_advisor.programme.knowledge_changes import find_knowledge_changes
from boundary_advisor.programme.placing import SIGNS, UNDECIDED, Placed, Verdict
from boundary_advisor.text import count, listing
from boundary_advisor.views.advice_page import assumed_words
from boundary_advisor.views.document import Block, Document, Heading, Item, Items, Paragraph, Tone
from boundary_advisor.views.phrases import knowledge_blocks, labelled, source_blocks, sourced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from boundary_advisor.engine.results import Recommendation
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.knowledge.models import Challenge
    from boundary_advisor.programme.interview import Walk

DISAGREEMENTS_SHOWN = 8
"""The most disagreements that are named."""

SIGNS_SHOWN = 3
"""The most signs of a challenge that the interview shows."""

_SETTLING_SHOWN = 3  # the most questions that are named to settle a level

_CHOOSING = frozenset({GRID, NOT_APPLICABLE})


def assessment_document(  # noqa: PLR0913  # what a reader wants to know of it
    kb: KnowledgeBase,
    guide: Guide,
    walk: Walk,
    file: str,
    disagreement: str = "",
    *,
    is_renewed: bool = False,
) -> Document:
    """Show where an assessment has led.

    Args:
        kb: The knowledge.
        guide: The questions.
        walk: The interview with all answers so far.
        file: Name of the programme file as a command line takes it.
        disagreement: Where a file of answers disagrees with the programme file, in words.
        is_renewed: Whether the file now names the version in use, and named another before.
    """
    landed = Heading("Where each landed"), Items(tuple(map(_landed, walk.placed)))
    levels = Heading("How levels are found"), _rule(guide)
    return Document(
        title=f"Assessment: {walk.programme.programme}",
        blocks=(
            Paragraph(progress(kb, walk)),
            *((Paragraph(disagreement),) if disagreement else ()),
            *_knowledge_changes(kb, walk, file, is_renewed=is_renewed),
            *(landed if walk.placed else ()),
            *_open(kb, walk),
            Heading("Next"),
            Items(tuple(_next(walk, file))),
            *(levels if walk.placed else ()),
            *source_blocks(kb, Tone.QUIET),
        ),
    )


def progress(kb: KnowledgeBase, walk: Walk) -> str:
    """Say how far the interview is."""
    total = len(kb.challenges)
    met = len({placed.given.challenge for placed in walk.placed})
    unanswered = _not_answered(kb, walk)
    through = total - len(unanswered)
    are = "is" if through == 1 else "are"
    how_far = f"{through} {are} answered in full; left: {listing(unanswered)}"
    how_far = how_far if unanswered else f"All {total} are answered in full"
    return f"You meet {met} of {total} challenges. {how_far}."


def disagreement_words(found: Sequence[Disagreement], file: str, answers: str) -> str:
    """Say which answers of the programme file are kept; empty if there is no disagreement."""
    if not found:
        return ""
    more = len(found) - DISAGREEMENTS_SHOWN
    named = [each.text for each in found[:DISAGREEMENTS_SHOWN]]
    named += [f"{more} more"] if more > 0 else []
    return f"Kept from {file}, and otherwise in {answers}: {listing(named)}."


def _knowledge_changes(
    kb: KnowledgeBase, walk: Walk, file: str, *, is_renewed: bool
) -> tuple[Block, ...]:
    """Show what changed in the knowledge, and say which version the file names from now on."""
    if is_renewed:
        todo = "The file names the version in use from now on."
    elif walk.open:
        todo = "The file goes on to name the old one until every question is answered."
    else:
        todo = f"To bring the file up to date: boundary-advisor assess {file} --no-input --force"
    return knowledge_blocks(find_knowledge_changes(kb, walk.programme, walk.placed), todo)


def _landed(placed: Placed) -> Item:
    if placed.given.is_closed:
        return Item(f"{placed.given.stands}.", placed.title)
    what = _strategy(placed.answer) if placed.answer else f"{UNDECIDED}."
    notes = (Item(_why(placed, each), each.axis.capitalize()) for each in placed.verdicts)
    return Item(what, placed.title, tuple(notes))


def _open(kb: KnowledgeBase, walk: Walk) -> tuple[Block, ...]:
    met = {placed.given.challenge for placed in walk.placed}
    applies = walk.programme.applies
    unsure = [c for c in kb.challenges if applies.get(c.id) is Answer.NOT_SURE and c.id not in met]
    at_work = [placed for placed in walk.placed if not placed.given.is_closed]
    unowned = [placed.title for placed in at_work if not placed.given.owner]
    undecided = (
        Item(f"the {verdict.axis} is {UNDECIDED}. {verdict.how_to_settle}", placed.title)
        for placed in at_work
        for verdict in placed.undecided
    )
    in_a_line = {
        "Not sure whether you meet it": [challenge.called for challenge in unsure],
        "Not answered yet": _not_answered(kb, walk),
        f"{count(len(unowned), 'situation')} without an owner": unowned,
    }
    lines = (Item(f"{listing(named)}.", label) for label, named in in_a_line.items() if named)
    items = (*undecided, *lines)
    return (Heading("What is left"), Items(items)) if items else ()


def _not_answered(kb: KnowledgeBase, walk: Walk) -> list[str]:
    return [each.called for each in kb.challenges if each.id in walk.open_challenges]


def _next(walk: Walk, file: str) -> Iterator[Item]:
    commands = {"portfolio": "See it all on one page:", "roadmap": "See it in time:"}
    if walk.open:
        commands = {"assess": "Go on with the questions:", **commands}
    for command, what in commands.items():
        yield Item(what, notes=(Item(f"boundary-advisor {command} {file}"),))


def _rule(guide: Guide) -> Paragraph:
    """Show the rule that makes levels of answers."""
    ground = SIGNS.ground(guide)
    text = " ".join(dict.fromkeys((SIGNS.meaning, ground.text)))
    return Paragraph(sourced(text, ground.source), label=f"Rule {SIGNS}")


def landing(placed: Placed) -> Document:
    """Show where a situation lands on each axis, why, and what is advised."""
    axes = (block for verdict in placed.verdicts for block in _axis(placed, verdict))
    return Document(f"Where it lands: {placed.title}", (*axes, _advice(placed)))


def _axis(placed: Placed, verdict: Verdict) -> Iterator[Block]:
    yield Paragraph(_why(placed, verdict), label=verdict.axis.capitalize())
    yield from labelled("Note", verdict.conflict)
    yield from labelled("What would settle it", _settling(verdict) if verdict.settle else "")


def _why(placed: Placed, verdict: Verdict) -> str:
    """Return the level and the reason, with the rule behind it unless the file gives the level."""
    if placed.given.level(verdict.axis):
        return f"{verdict.text}."
    return sourced(f"{verdict.text}.", f"rule {SIGNS}; {verdict.source}")


def _settling(verdict: Verdict) -> str:
    """Return the questions that settle a level, the deciding one last."""
    *signs, deciding = verdict.settle
    more = len(signs) - _SETTLING_SHOWN
    texts = (
        *(f"{each.text} A yes speaks for {each.points_to}." for each in signs[:_SETTLING_SHOWN]),
        f"And {more} more." if more > 0 else "",
        "Or at once:" if signs else "",
        f"{deciding.text} A yes speaks for {deciding.points_to}, a no against it.",
    )
    return " ".join(filter(None, texts))


def _advice(placed: Placed) -> Paragraph:
    answer = placed.answer
    if answer is None:
        both = [f"{each.strategy.name} (with {assumed_words(each)})" for each in placed.answers]
        return Paragraph(f"{listing(both, 'or')}.", label="Possible")
    text = f"{_strategy(answer)} First tactic: {answer.tactics[0].tactic.title}."
    by_grid = answer.placement.strategy
    if by_grid is not answer.strategy:
        text = f"{text} {by_grid.name}, which the grid gives, does not apply here."
    return Paragraph(text, label="Strategy", tone=Tone.STRONG)


def _strategy(answer: Recommendation) -> str:
    """Return the name of the strategy, with the rule that chose it and its source."""
    chosen = [each for each in answer.trace if each.rule in _CHOOSING][-1]
    return sourced(f"{answer.strategy.name}.", f"rule {chosen.rule}; {chosen.source}")


class Wording(NamedTuple):
    """A step of an interview in words: the question, and why it is asked."""

    text: str
    why: str


NAME = Wording(
    "What is your programme called?",
    "The name stands at the head of every report. You can change it in the file at any time.",
)

_SIZE = Wording(
    "How large is your city?",
    "What cities of this size did is shown first. It does not change which strategy fits.",
)


def welcome(kb: KnowledgeBase, file: str) -> Document:
    """Say what the interview asks, and that every answer is saved."""
    return Document(
        "Assess your programme",
        (
            Paragraph(
                f"This goes through {len(kb.challenges)} challenges. For each that you meet, a few "
                "questions follow: how much it threatens your work, and whether you want progress "
                "soon or change that lasts. Not sure is an answer too."
            ),
            Paragraph(
                f"Every answer is saved in {file} at once, so you can stop at any time and go on "
                "later. Type the number or the word of an answer, then Enter."
            ),
        ),
    )


def opening(challenge: Challenge, total: int, *, in_full: bool) -> Document:
    """Announce a challenge; in full, say what it is and how to recognise it."""
    signs = tuple(Item(each.text) for each in challenge.signs[:SIGNS_SHOWN])
    blocks = (Paragraph(challenge.summary), Heading("How you may know it"), Items(signs))
    title = f"Challenge {challenge.number} of {total}: {challenge.title}"
    return Document(title, blocks if in_full else ())


def wording_of(
    kb: KnowledgeBase, guide: Guide, walk: Walk, step: InterviewStep, *, alone: bool = False
) -> Wording:
    """Return a step in words, with the number of its challenge unless that is asked alone."""
    if step.kind is QuestionKind.PROGRAMME:
        return NAME
    if step.kind is QuestionKind.CITY_SIZE:
        return _SIZE
    challenge = kb.challenge(step.challenge)
    where = "" if alone else f"[{challenge.number} of {len(kb.challenges)}] "
    about = f" ({step.initiative})" if step.initiative else ""
    if step.kind is QuestionKind.APPLIES:
        why = "Only a challenge that you meet gets a place in your programme."
        return Wording(f"{where}Do you meet this challenge?", f"{why} Source: {challenge.source}.")
    if step.kind is QuestionKind.OWNER:
        why = "What nobody owns tends to stay undone. A role will do, such as: programme manager."
        return Wording(f"{where}Who owns this? A name or a role.{about}", why)
    return _sign(guide, walk, step, where, about)


def _sign(guide: Guide, walk: Walk, step: InterviewStep, where: str, about: str) -> Wording:
    question = guide.questions[step.question]
    questions = next(each for each in guide.axes if question in each.all)
    axis, ids = questions.axis.name, {each.id for each in questions.all}
    about_same = [each for each in walk.steps if each.key == step.key and each.question in ids]
    turn = about_same.index(step) + 1
    why = f"A yes speaks for a {question.points_to} {axis}. The wording is ours."
    if question is questions.deciding:
        why = f"The other answers do not settle it, so this one does. {why}"
    text = f"{where}{axis.capitalize()}, question {turn}{about}: {question.text}"
    return Wording(text, f"{why} Source: {question.source}.")


def unsure_words(kb: KnowledgeBase, walk: Walk) -> list[str]:
    """Return what the answers "not sure" leave undecided."""
    keys = {step.key for step in walk.unsure if step.kind is QuestionKind.SIGN}
    levels = [
        f"the {listing([verdict.axis for verdict in placed.undecided])} of {placed.title}"
        for placed in walk.placed
        if placed.given.key in keys
    ]
    unmet = [step for step in walk.unsure if step.kind is QuestionKind.APPLIES]
    return [*levels, *(f"whether you meet {kb.challenge(e.challenge).called}" for e in unmet)]
