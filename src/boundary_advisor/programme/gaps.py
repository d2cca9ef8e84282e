"""What a programme leaves undecided, is missing or is overdue: the rule gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.words import listing
from boundary_advisor.programme.models import Answer
from boundary_advisor.programme.results import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide_models import Question
    from boundary_advisor.programme.models import Programme
    from boundary_advisor.programme.results import Placed, Verdict

_ASKED = 3
"""Questions that are named where more would settle a level."""


class Gap(NamedTuple):
    """One sort of thing that is missing.

    Attributes:
        kind: What sort, in a word or three.
        what: What it is missing in, each in a few words.
        todo: What to do about it; this project's own suggestion.
        situations: Numbers of the situations it is missing in; none where it is about challenges.
    """

    kind: str
    what: tuple[str, ...]
    todo: str
    situations: tuple[int, ...] = ()


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
    differing = [each for each in at_work if each.threat.conflict or each.horizon.conflict]
    found = (
        Gap("Not assessed", _not_assessed(kb, programme), "Run the interview, or add them."),
        Gap("Not sure it applies", _unsure(kb, programme), "Look at the signs of the challenge."),
        *_undecided(at_work),
        Gap(
            "Level against signs",
            tuple(
                f"{each.label}: {f'{each.threat.conflict} {each.horizon.conflict}'.strip()}"
                for each in differing
            ),
            "Decide which of them is right.",
            _numbers(differing),
        ),
        _gap("No owner", (each for each in at_work if not each.given.owner), "Name one."),
        _overdue(at_work, on),
        _gap("No review day", (each for each in at_work if not each.given.review), "Set one."),
    )
    return tuple(each for each in found if each.what)


def _numbers(situations: Iterable[Placed]) -> tuple[int, ...]:
    return tuple(each.number for each in situations)


def _gap(kind: str, situations: Iterable[Placed], todo: str) -> Gap:
    missing = tuple(situations)
    return Gap(kind, tuple(each.label for each in missing), todo, _numbers(missing))


def _not_assessed(kb: KnowledgeBase, programme: Programme) -> tuple[str, ...]:
    told = {each.challenge for each in programme.situations}
    settled = {
        challenge for challenge, answer in programme.applies.items() if answer is not Answer.YES
    }
    return tuple(title_of(each) for each in kb.challenges if each.id not in told | settled)


def _unsure(kb: KnowledgeBase, programme: Programme) -> tuple[str, ...]:
    told = {each.challenge for each in programme.situations}
    return tuple(
        title_of(each)
        for each in kb.challenges
        if programme.applies.get(each.id) is Answer.NOT_SURE and each.id not in told
    )


def _undecided(situations: list[Placed]) -> Iterator[Gap]:
    """Tell undecided levels, those that the same questions would settle together."""
    groups: dict[tuple[str, tuple[str, ...]], list[tuple[Placed, Verdict]]] = {}
    for each in situations:
        for verdict in (each.threat, each.horizon):
            if verdict.level is None:
                key = (verdict.axis, tuple(question.id for question in verdict.settle))
                groups.setdefault(key, []).append((each, verdict))
    for (axis, _), undecided in groups.items():
        verdict = undecided[0][1]
        whys = {told.because for _, told in undecided}
        labels = [
            each.label if len(whys) == 1 else f"{each.label} ({told.because})"
            for each, told in undecided
        ]
        because = f", {verdict.because}" if len(whys) == 1 else ""
        yield Gap(
            f"{axis.capitalize()} undecided",
            (f"{listing(labels)}{because}",),
            settle_words(verdict),
            _numbers(each for each, _ in undecided),
        )


def settle_words(verdict: Verdict) -> str:
    """Say what would settle a level, and where to write it."""
    *signs, deciding = verdict.settle
    last = f"answer {_asked(deciding)}"
    if not signs:
        return f"To settle it, {last} under signs."
    shown = listing([_asked(each) for each in signs[:_ASKED]])
    more = f" and {len(signs) - _ASKED} more" if len(signs) > _ASKED else ""
    return f"To settle it, answer {shown}{more} under signs; or at once, {last}."


def _asked(question: Question) -> str:
    return f'{question.id} ("{question.text}")'


def _overdue(situations: list[Placed], on: date | None) -> Gap:
    late = [
        (each, review)
        for each in situations
        if (review := each.given.review) is not None and on is not None and review < on
    ]
    told = tuple(f"{each.label} ({day.isoformat()}, {each.given.stands})" for each, day in late)
    numbers = _numbers(each for each, _ in late)
    return Gap("Review is past", told, "Look at it again, and set a new day.", numbers)
