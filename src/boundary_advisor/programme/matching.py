"""Which situation of one programme is which of another, whatever their order in the files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.knowledge.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from boundary_advisor.programme.results import Placed

    Key = Callable[[Placed], Hashable]


class Match(NamedTuple):
    """A situation in two programmes.

    Attributes:
        old: As the one tells it.
        new: As the other does.
        renamed: True where its initiative goes by another name in each.
    """

    old: Placed
    new: Placed
    renamed: bool


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
    """Match the situations of two programmes by challenge and initiative, and nothing else.

    An initiative written exactly alike comes first, then one in which case, spaces and hyphens
    differ. If one situation of a challenge is then left on either side, its initiative has been
    renamed. But what was closed under one name is not reopened under another.
    """
    left, right = list(old), list(new)
    pairs: list[tuple[Placed, Placed]] = []
    for key in (_exactly, _alike, _challenge):
        for one, other in _only_ones(left, right, key):
            if key is _challenge and one.given.is_closed and not other.given.is_closed:
                continue
            pairs.append((one, other))
            left.remove(one)
            right.remove(other)
    matches = sorted((_match(*pair) for pair in pairs), key=lambda each: order_of(each.new))
    return Matching(tuple(matches), in_order(right), in_order(left))


def order_of(placed: Placed) -> tuple[int, str, str]:
    """Give what situations are put in order by: the number of the challenge, the initiative."""
    name = placed.given.initiative or ""
    return placed.challenge.number, fold(name), name


def in_order(situations: Iterable[Placed]) -> tuple[Placed, ...]:
    """Put situations in the order of their challenges, so that the file's order does not matter."""
    return tuple(sorted(situations, key=order_of))


def _match(old: Placed, new: Placed) -> Match:
    return Match(old, new, renamed=_alike(old) != _alike(new))


def _exactly(placed: Placed) -> Hashable:
    return placed.challenge.id, placed.given.initiative


def _alike(placed: Placed) -> Hashable:
    return placed.challenge.id, fold(placed.given.initiative or "")


def _challenge(placed: Placed) -> Hashable:
    return placed.challenge.id


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
