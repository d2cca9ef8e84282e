"""Which situation of one programme is which of another, whatever their order in the files."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.text import fold, listing

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from boundary_advisor.programme.placing import Placed

    Key = Callable[[Placed], Hashable]

ALIKE = 0.6
"""How alike two names have to be to be taken for one, from 0 to 1: the usual measure of difflib."""


class Match(NamedTuple):
    """A situation in two programmes.

    Attributes:
        old: As the one tells it.
        new: As the other does.
        guess: What speaks for it although the names differ, as a sentence; empty where they agree.
    """

    old: Placed
    new: Placed
    guess: str


class Matching(NamedTuple):
    """All situations of two programmes, each once, by challenge and initiative.

    Attributes:
        matches: Those that are in both.
        added: Those that are only in the new one.
        gone: Those that are only in the old one.
    """

    matches: tuple[Match, ...]
    added: tuple[Placed, ...]
    gone: tuple[Placed, ...]


def match(old: Sequence[Placed], new: Sequence[Placed]) -> Matching:
    """Match the situations of two programmes by challenge and initiative.

    An initiative written exactly alike comes first, then one in which case, spaces and hyphens
    differ. What is left is guessed only where something else agrees: see `_guesses`. The rest is
    new, and gone.
    """
    left, right = list(old), list(new)
    matches: list[Match] = []

    def take(found: Iterable[Match]) -> None:
        for each in found:
            matches.append(each)
            left.remove(each.old)
            right.remove(each.new)

    take([Match(*pair, "") for pair in _only_ones(left, right, _exactly)])
    take([Match(*pair, "") for pair in _only_ones(left, right, _alike)])
    take(list(_guesses(left, right)))
    matches.sort(key=lambda each: order_of(each.new))
    return Matching(tuple(matches), in_order(right), in_order(left))


def order_of(placed: Placed) -> tuple[int, str, str]:
    """Give what situations are put in order by: the number of the challenge, the initiative."""
    name = placed.given.initiative or ""
    return placed.challenge.number, fold(name), name


def in_order(situations: Iterable[Placed]) -> tuple[Placed, ...]:
    """Put situations in the order of their challenges, so that the file's order does not matter."""
    return tuple(sorted(situations, key=order_of))


def _guesses(left: Sequence[Placed], right: Sequence[Placed]) -> Iterator[Match]:
    """Find situations that go by another name, without guessing one from another guess.

    Where one of a challenge is left on each side, something else has to agree, or one of the two
    has no name. Of several, those match that alone share their owner and both levels. What was
    closed under one name is not reopened under another.
    """
    found = [*_the_only_ones(left, right), *_of_several(left, right)]
    return (each for each in found if each.new.given.is_closed or not each.old.given.is_closed)


def _the_only_ones(left: Sequence[Placed], right: Sequence[Placed]) -> Iterator[Match]:
    for old, new in _only_ones(left, right, _challenge):
        if agreeing := list(_agreeing(old, new)):
            yield Match(
                old,
                new,
                "It is taken for the same: it is the only one of this challenge that is left in "
                f"either file, and {listing(agreeing)}.",
            )


def _agreeing(old: Placed, new: Placed) -> Iterator[str]:
    """Say what two situations have in common besides the challenge."""
    one, other = old.given, new.given
    if not one.initiative or not other.initiative:
        yield "only one file gives it a name"
    elif _ratio(one.initiative, other.initiative) >= ALIKE:
        yield "the names are alike"
    if one.owner and _owner(old) == _owner(new):
        yield "the owner is the same"
    if one.note and other.note and fold(one.note) == fold(other.note):
        yield "the note is the same"
    if one.review and one.review == other.review:
        yield "the review day is the same"


def _ratio(one: str, other: str) -> float:
    """Say how alike two names are; the same whichever comes first."""
    first, second = sorted((fold(one), fold(other)))
    return SequenceMatcher(a=first, b=second, autojunk=False).ratio()


def _of_several(left: Sequence[Placed], right: Sequence[Placed]) -> Iterator[Match]:
    ones, others = _grouped(left, _challenge), _grouped(right, _challenge)
    several = [name for name in ones if min(len(ones[name]), len(others.get(name, ()))) > 1]
    for name in several:
        for old, new in _only_ones(_telling(ones[name]), _telling(others[name]), _owner_and_levels):
            yield Match(
                old,
                new,
                "It is taken for the same: of those of this challenge that are left, it is the "
                "only one in either file with this owner and these levels.",
            )


def _telling(situations: Iterable[Placed]) -> list[Placed]:
    """Leave out those without an owner, or with an undecided level: they are like too many."""
    return [each for each in situations if each.given.owner and each.answer]


def _exactly(placed: Placed) -> Hashable:
    return placed.challenge.id, placed.given.initiative


def _alike(placed: Placed) -> Hashable:
    return placed.challenge.id, fold(placed.given.initiative or "")


def _challenge(placed: Placed) -> Hashable:
    return placed.challenge.id


def _owner(placed: Placed) -> str:
    return fold(placed.given.owner or "")


def _owner_and_levels(placed: Placed) -> Hashable:
    return _owner(placed), placed.threat.level, placed.horizon.level


def _only_ones(
    left: Sequence[Placed], right: Sequence[Placed], key: Key
) -> Iterator[tuple[Placed, Placed]]:
    """Give the pairs with the same key, where neither side has another of it."""
    ones, others = _grouped(left, key), _grouped(right, key)
    for name, group in ones.items():
        if len(group) == 1 and len(others.get(name, ())) == 1:
            yield group[0], others[name][0]


def _grouped(situations: Sequence[Placed], key: Key) -> dict[Hashable, list[Placed]]:
    groups: dict[Hashable, list[Placed]] = {}
    for each in situations:
        groups.setdefault(key(each), []).append(each)
    return groups
