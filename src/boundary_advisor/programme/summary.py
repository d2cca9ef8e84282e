"""A comparison in a few sentences that can be read out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.words import count, listing
from boundary_advisor.programme.comparison import Shift

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boundary_advisor.programme.comparison import Comparison

_NAMED = 3


def summary_of(comparison: Comparison) -> str:
    """Say what moved, where the threat rose and fell, and what follows, in a few sentences."""
    return " ".join(_sentences(comparison))


def _sentences(comparison: Comparison) -> Iterator[str]:
    yield f"{_both(comparison)}; {_others(comparison)}."
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


def _some(number: int) -> str:
    return str(number or "none")


def _be(number: int) -> str:
    return "are" if number > 1 else "is"


def _was(number: int) -> str:
    return f"{_some(number)} {'were' if number > 1 else 'was'}"


def _threat(comparison: Comparison) -> str:
    rose, fell = (
        [each.new.label for each in comparison.moves if each.threat is shift]
        for shift in (Shift.ROSE, Shift.FELL)
    )
    if not rose and not fell:
        return "No threat rose or fell."
    return f"The threat rose for {_names(rose)}, and fell for {_names(fell)}."


def _names(labels: list[str]) -> str:
    """Name a few; count more than that."""
    if len(labels) > _NAMED:
        return count(len(labels), "situation")
    return listing(labels) or "none"


def _tactics(comparison: Comparison) -> str:
    start, keep, end, depends = map(len, comparison.tactics)
    first = f"{count(start, 'tactic') if start else 'No tactic'} start{_s(start)}"
    parts = [first, f"{_some(keep)} stay{_s(keep)}", f"{_some(end)} end{_s(end)}"]
    beside = sum(bool(each.beside) for each in comparison.tactics.end)
    if beside:
        parts[-1] += f" ({beside} of them may go on in support)"
    if depends:
        parts.append(f"{depends} depend{_s(depends)} on an open level")
    return f"{listing(parts)}."


def _s(number: int) -> str:
    """Give the ending of a verb."""
    return "" if number > 1 else "s"


def _promises(comparison: Comparison) -> Iterator[str]:
    labels = [each.move.new.label for each in comparison.promises]
    if labels:
        yield f"Promised and, as far as the files tell, not done: {_names(labels)}."
    elif not comparison.untold:
        yield "No promise is overdue."
