"""A comparison in a few sentences that can be read out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.programme.comparing.model import Shift
from boundary_advisor.programme.placing import title_of
from boundary_advisor.text import count, listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boundary_advisor.programme.comparing.model import Comparison, Move

_NAMED = 3


def summary_of(comparison: Comparison) -> str:
    """Say what moved, where the threat rose and fell, and what follows, in a few sentences."""
    return " ".join(_sentences(comparison))


def _sentences(comparison: Comparison) -> Iterator[str]:
    yield f"{_both(comparison)}; {_others(comparison)}."
    yield from _reopened(comparison)
    yield from _guessed(comparison)
    yield _threat(comparison)
    yield _tactics(comparison)
    yield from _promises(comparison)


def _both(comparison: Comparison) -> str:
    moves = comparison.moves
    if not moves:
        return "No situation is in both files"
    moved, closed = sum(each.moved for each in moves), sum(each.closed for each in moves)
    return (
        f"{count(len(moves), 'situation')} {_be(len(moves))} in both files: {_some(moved)} moved "
        f"on the grid, and {_was(closed)} closed"
    )


def _others(comparison: Comparison) -> str:
    added, gone = len(comparison.added), len(comparison.gone)
    return (
        f"{_some(added)} {_be(added)} new, and {_some(gone)} {'have' if gone > 1 else 'has'} left "
        "the file"
    )


def _reopened(comparison: Comparison) -> Iterator[str]:
    """Say which are at work again; all by name, as somebody has to take them up."""
    names = [each.new.label for each in comparison.moves if each.reopened]
    if names:
        verb = "was" if len(names) == 1 else "were"
        yield f"{count(len(names), 'situation')} {verb} reopened: {listing(names)}."


def same_words(move: Move) -> str:
    """Say under which two names a situation is taken for the same."""
    then, now = (each.given.initiative or "no name" for each in (move.old, move.new))
    return f"taken for the same: {then}, then; {now}, now"


def _guessed(comparison: Comparison) -> Iterator[str]:
    """Say which of them go by another name, so that nobody takes a guess for a fact."""
    guessed = [each for each in comparison.moves if each.guess]
    if len(guessed) > _NAMED:
        yield f"{len(guessed)} of them are taken for the same under another name."
    else:
        yield from (f"{title_of(each.new.challenge)}, {same_words(each)}." for each in guessed)


def _some(number: int) -> str:
    return str(number or "none")


def _be(number: int) -> str:
    return "are" if number > 1 else "is"


def _was(number: int) -> str:
    return f"{_some(number)} {'were' if number > 1 else 'was'}"


def _threat(comparison: Comparison) -> str:
    rose, fell = (
        [_label(each) for each in comparison.moves if each.threat is shift]
        for shift in (Shift.ROSE, Shift.FELL)
    )
    if not rose and not fell:
        return "No threat rose or fell."
    return f"The threat rose for {_names(rose)}, and fell for {_names(fell)}."


def _label(move: Move) -> str:
    return f"{move.new.label} (if it is the same)" if move.guess else move.new.label


def _names(labels: list[str]) -> str:
    """Name a few; count more than that."""
    if len(labels) > _NAMED:
        return count(len(labels), "situation")
    return listing(labels) or "none"


def _tactics(comparison: Comparison) -> str:
    start, keep, still, go_on, end, unknown, depends = map(len, comparison.tactics)
    parts = [
        f"{count(start, 'tactic') if start else 'No tactic'} start{_s(start)}",
        f"{_some(keep)} stay{_s(keep)}",
        *([f"{still} {_be(still)} still to start"] if still else []),
        *([f"{go_on} go{_s(go_on, 'es')} on elsewhere or in support"] if go_on else []),
        f"{_some(end)} end{_s(end)}",
        *([f"{unknown} {_be(unknown)} not known"] if unknown else []),
        *([f"{depends} depend{_s(depends)} on an undecided level"] if depends else []),
    ]
    return f"{listing(parts)}."


def _s(number: int, ending: str = "s") -> str:
    """Give the ending of a verb."""
    return "" if number > 1 else ending


def _promises(comparison: Comparison) -> Iterator[str]:
    late = [each.new.label for each in comparison.promises if each.new]
    left = [each.old.label for each in comparison.promises if not each.new]
    if late:
        yield f"Promised and, as far as the files tell, not done: {_names(late)}."
    if left:
        yield f"Promised, and left the file, so that it cannot be told: {_names(left)}."
    if not comparison.promises and not comparison.untold:
        yield "No promise is overdue."
