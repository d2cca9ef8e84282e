"""What a programme leaves open, is missing or is overdue: the rule gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.programme.models import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.models import Programme
    from boundary_advisor.programme.results import Placed, Verdict


class Gap(NamedTuple):
    """One sort of thing that is missing.

    Attributes:
        kind: What sort, in a word or three.
        what: What it is missing in, each in a few words.
        todo: What to do about it; this project's own suggestion.
    """

    kind: str
    what: tuple[str, ...]
    todo: str


def gaps_of(
    kb: KnowledgeBase, programme: Programme, situations: tuple[Placed, ...], on: date | None
) -> tuple[Gap, ...]:
    """Apply the rule gaps.

    Args:
        kb: The knowledge.
        programme: The programme.
        situations: Its situations, placed.
        on: The day on which reviews count as past; None to leave that out.
    """
    at_work = [each for each in situations if not each.given.is_closed]
    found = (
        Gap("Not assessed", _not_assessed(kb, programme), "Run the interview, or add them."),
        Gap("Not sure it applies", _unsure(kb, programme), "Read the signs of the challenge."),
        Gap("Open", tuple(_open(at_work)), "Answer what would settle it."),
        Gap("Level against signs", tuple(_conflicts(at_work)), "Decide which of them is right."),
        Gap("No owner", _titles(each for each in at_work if not each.given.owner), "Name one."),
        Gap("Review is past", tuple(_overdue(at_work, on)), "Look at it again, and set a new day."),
        Gap(
            "No review day", _titles(each for each in at_work if not each.given.review), "Set one."
        ),
    )
    return tuple(each for each in found if each.what)


def _titles(situations: Iterator[Placed]) -> tuple[str, ...]:
    return tuple(each.label for each in situations)


def _not_assessed(kb: KnowledgeBase, programme: Programme) -> tuple[str, ...]:
    told = {each.challenge for each in programme.situations} | set(programme.applies)
    yes = {challenge for challenge, answer in programme.applies.items() if answer is Answer.YES}
    missing = yes - {each.challenge for each in programme.situations}
    return tuple(
        f"{each.number} {each.id}"
        for each in kb.challenges
        if each.id not in told or each.id in missing
    )


def _unsure(kb: KnowledgeBase, programme: Programme) -> tuple[str, ...]:
    told = {each.challenge for each in programme.situations}
    return tuple(
        f"{each.number} {each.id}"
        for each in kb.challenges
        if programme.applies.get(each.id) is Answer.NOT_SURE and each.id not in told
    )


def _open(situations: list[Placed]) -> Iterator[str]:
    for each in situations:
        for verdict in (each.threat, each.horizon):
            if verdict.level is None:
                yield f"{each.label}: {verdict.axis} {verdict.text}. {settle_words(verdict)}"


def settle_words(verdict: Verdict) -> str:
    """Say what would settle an open level: one or two questions, and how many more there are."""
    asked = [f'"{each.text}"' for each in verdict.settle]
    *signs, deciding = asked
    if not signs:
        return f"To settle it, answer: {deciding}"
    rest = f" (and {len(signs) - 1} more)" if len(signs) > 1 else ""
    return f"To settle it, answer: {signs[0]}{rest}, or else: {deciding}"


def _conflicts(situations: list[Placed]) -> Iterator[str]:
    for each in situations:
        told = [verdict.conflict for verdict in (each.threat, each.horizon) if verdict.conflict]
        if told:
            yield f"{each.label}: {' '.join(told)}"


def _overdue(situations: list[Placed], on: date | None) -> Iterator[str]:
    for each in situations:
        review = each.given.review
        if on is not None and review is not None and review < on:
            yield f"{each.label} ({review.isoformat()}, {each.given.stands})"
