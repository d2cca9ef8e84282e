"""What was promised and not done, as far as status and review tell: the rule gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.knowledge.guide import ProgrammeRule
from boundary_advisor.programme.comparing.model import Promise, PromiseKind
from boundary_advisor.programme.programme import Status
from boundary_advisor.programme.programme_rules import found

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.programme.comparing.matching import Matching
    from boundary_advisor.programme.placing import Placed
    from boundary_advisor.programme.programme import ProgrammeSituation

NOT_STARTED = frozenset({Status.OPEN, Status.PLANNED})
"""Where no work has begun."""

_HAS_NEW_DAY = "Start it, or drop it."
_TODO = {
    PromiseKind.NOT_STARTED: "Start it, set a new day, or drop it.",
    PromiseKind.REVIEW_PASSED: "Review it, and set a new day.",
    PromiseKind.NO_DAY: "Set a day, or drop it.",
    PromiseKind.LEFT_FILE: "Put it back with the status that it has, done or dropped too.",
}


class _Broken(NamedTuple):
    """How a promise was not kept, that in words, and what to do about it."""

    kind: PromiseKind
    text: str
    todo: str


def promises_of(
    guide: Guide, matching: Matching, since: date | None, day: date | None
) -> Iterator[Promise]:
    """Find what was promised in the old programme and is not done in the new one.

    A review day is a promise, and so is the status planned. A file does not say whether a review
    was held, so the finding says no more than what stands in both.

    Args:
        guide: What guides a whole programme.
        matching: Which situation is which; gone are only those that left the file without a word.
        since: The day of the old programme; None where it does not say.
        day: The day on which reviews count as past; None to leave out what a day decides.
    """
    if day is None:
        return
    for old, new in _pairs(matching):
        broken = _broken(old.given, new.given, since, day) if new else _left(old.given, since, day)
        if broken:
            finding = found(guide, ProgrammeRule.GAPS, broken.text, todo=broken.todo)
            yield Promise(broken.kind, old, new, finding)


def untold(matching: Matching, day: date | None) -> str:
    """Say what cannot be told of promises; empty where all can."""
    dated = any(
        old.given.review and not (new or old).given.is_closed for old, new in _pairs(matching)
    )
    if day is not None or not dated:
        return ""
    return "Whether a review day has passed cannot be told: the new file does not say its own day."


def _pairs(matching: Matching) -> list[tuple[Placed, Placed | None]]:
    """Give every situation of the old programme with what it is now; None where it is gone."""
    return [
        *((each.old, each.new) for each in matching.matches),
        *((each, None) for each in matching.gone),
    ]


def _broken_by(kind: PromiseKind, text: str) -> _Broken:
    return _Broken(kind, text, _TODO[kind])


def _left(old: ProgrammeSituation, since: date | None, day: date) -> _Broken | None:
    """Tell what was due when a situation left the file."""
    if old.is_closed:
        return None
    if old.review and old.review < day:
        before = f"It was {old.stands}, to be reviewed on {old.review}."
    elif old.stands is Status.PLANNED and not old.review and since and since < day:
        before = f"It was planned on {since}, without a review day."
    else:
        return None
    text = f"{before} It left the file; it cannot be told whether it was done."
    return _broken_by(PromiseKind.LEFT_FILE, text)


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
        return _not_started(old, new, old.review, day)
    return _not_moved(new, day) if old.review == new.review else None


def _undated(
    old: ProgrammeSituation, new: ProgrammeSituation, since: date | None, day: date
) -> _Broken | None:
    if since is None or since >= day or new.review or {old.stands, new.stands} != {Status.PLANNED}:
        return None
    text = f"It was planned on {since}, without a review day. On {day} it still is."
    return _broken_by(PromiseKind.NO_DAY, text)


def _not_started(old: ProgrammeSituation, new: ProgrammeSituation, due: date, day: date) -> _Broken:
    still = "still " if old.stands is new.stands else ""
    if new.review == due:
        moved = "The review day was not moved."
    elif new.review is None:
        moved = "It has no review day any more."
    else:
        moved = f"Its review day is {new.review} now."
    before = f"It was {old.stands}, to be reviewed on {due}."
    broken = _broken_by(
        PromiseKind.NOT_STARTED, f"{before} On {day} it is {still}{new.stands}. {moved}"
    )
    return broken if new.review in {None, due} else broken._replace(todo=_HAS_NEW_DAY)


def _not_moved(new: ProgrammeSituation, day: date) -> _Broken:
    text = (
        f"It was to be reviewed on {new.review}. On {day} it is {new.stands}, and the review day "
        "was not moved. The file does not say whether the review was held."
    )
    return _broken_by(PromiseKind.REVIEW_PASSED, text)
