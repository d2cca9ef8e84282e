"""What was promised and not done, as far as status and review tell: the rule gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.knowledge.guide_models import ProgrammeRule
from boundary_advisor.programme.comparison import Promise, PromiseKind
from boundary_advisor.programme.models import Status
from boundary_advisor.programme.rules import found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.programme.comparison import Move
    from boundary_advisor.programme.models import ProgrammeSituation

NOT_STARTED = frozenset({Status.OPEN, Status.PLANNED})
"""Where no work has begun."""

_TODO = {
    PromiseKind.NOT_STARTED: "Start it, set a new day, or drop it.",
    PromiseKind.REVIEW_PASSED: "Review it, and set a new day.",
    PromiseKind.NO_DAY: "Set a day, or drop it.",
}


class _Broken(NamedTuple):
    """How a promise was not kept, and that in words."""

    kind: PromiseKind
    text: str


def promises_of(
    guide: Guide, moves: Sequence[Move], since: date | None, day: date | None
) -> Iterator[Promise]:
    """Find what was promised in the old programme and is not done in the new one.

    A review day is a promise, and so is the status planned. A file does not say whether a review
    was held, so the finding says no more than what stands in both.

    Args:
        guide: What guides a whole programme.
        moves: The situations that are in both.
        since: The day of the old programme; None where it does not say.
        day: The day on which reviews count as past; None to leave out what a day decides.
    """
    for each in moves:
        broken = _broken(each.old.given, each.new.given, since, day) if day else None
        if broken:
            todo = _TODO[broken.kind]
            finding = found(guide, ProgrammeRule.GAPS, broken.text, todo=todo)
            yield Promise(broken.kind, each, finding)


def untold(moves: Sequence[Move], day: date | None) -> str:
    """Say what cannot be told of promises; empty where all can."""
    dated = any(each.old.given.review for each in moves if not each.new.given.is_closed)
    if day is not None or not dated:
        return ""
    return "Whether a review day has passed cannot be told: the new file does not say its own day."


def _broken(
    old: ProgrammeSituation, new: ProgrammeSituation, since: date | None, day: date
) -> _Broken | None:
    if old.is_closed or new.is_closed:
        return None
    if old.review is None:
        return _undated(old, new, since, day)
    if old.review >= day:
        return None
    if old.stands in NOT_STARTED and new.stands in NOT_STARTED:
        return _Broken(PromiseKind.NOT_STARTED, _not_started(old, new, old.review, day))
    return _not_moved(new, day) if old.review == new.review else None


def _undated(
    old: ProgrammeSituation, new: ProgrammeSituation, since: date | None, day: date
) -> _Broken | None:
    if since is None or since >= day or new.review or {old.stands, new.stands} != {Status.PLANNED}:
        return None
    text = f"It was planned on {since}, without a review day. On {day} it still is."
    return _Broken(PromiseKind.NO_DAY, text)


def _not_started(old: ProgrammeSituation, new: ProgrammeSituation, due: date, day: date) -> str:
    still = "still " if old.stands is new.stands else ""
    if new.review == due:
        moved = "The review day was not moved."
    elif new.review is None:
        moved = "It has no review day any more."
    else:
        moved = f"Its review day is {new.review} now."
    before = f"It was {old.stands}, to be reviewed on {due}."
    return f"{before} On {day} it is {still}{new.stands}. {moved}"


def _not_moved(new: ProgrammeSituation, day: date) -> _Broken:
    text = (
        f"It was to be reviewed on {new.review}. On {day} it is {new.stands}, and the review day "
        "was not moved. The file does not say whether the review was held."
    )
    return _Broken(PromiseKind.REVIEW_PASSED, text)
