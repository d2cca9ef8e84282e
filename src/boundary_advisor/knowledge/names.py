"""What the user calls an entry -> the entry: by id, number, title, other name or unique prefix."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from boundary_advisor.errors import UsageError
from boundary_advisor.plain import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import Challenge, SizeClass, Strategy

_SHOWN = 60
_LONGEST = 60  # characters of a word that may be a slip; comparing a longer one takes its time
_MOST = 100  # names to compare with; of more, only those with the same first letter


MAX_NEAR = 20
"""Wrong names in one go for which the nearest right one is looked for."""


class Names(NamedTuple):
    """What one entry may be called, strongest sort first.

    Attributes:
        ids: Its id.
        keys: Its number, where it has one.
        titles: Its title or names.
        aliases: Other names that mean exactly this entry.
    """

    ids: tuple[str, ...]
    keys: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """All names but numbers, whose beginnings and near misses say nothing."""
        return self.ids + self.titles + self.aliases


class HasId(Protocol):
    """An entry with an id."""

    @property
    def id(self) -> str:
        """The stable name."""


EntryT = TypeVar("EntryT", bound=HasId)


def fold(text: str) -> str:
    """Bring names to one shape, in which case does not count and space, `_` and `-` are equal."""
    return " ".join(text.casefold().replace("_", " ").replace("-", " ").split())


def show(text: str) -> str:
    """Quote what a user or a file gave: escapes visible, cut at 60 characters."""
    shown = printable(text[: _SHOWN + 1])
    return f"'{shown}'" if len(shown) <= _SHOWN else f"'{shown[:_SHOWN]}...'"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known name that is most like the word, or None where none is."""
    from difflib import get_close_matches  # noqa: PLC0415  # only a wrong name pays for it

    if len(word) > _LONGEST:
        return None
    names = list(known)
    if len(names) > _MOST:
        first = word[:1].casefold()
        names = [name for name in names if name[:1].casefold() == first][:_MOST]
    by_word: dict[str, str] = {}
    by_shape: dict[str, str] = {}
    for name in names:
        by_shape.setdefault(fold(name), name)
        for part in fold(name).split():
            by_word.setdefault(part, name)
    for shapes in (by_shape, by_word):
        if close := get_close_matches(fold(word), shapes, n=1):
            return shapes[close[0]]
    return None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Give the tail of a message: the nearest known name as a question, or nothing."""
    near = nearest(word, known)
    return "" if near is None else f"; did you mean {show(near)}?"


def find(
    query: str,
    entries: Sequence[EntryT],
    kind: str,
    names: Callable[[EntryT], Names],
) -> EntryT:
    """Resolve a user's word to one entry; an exact name of a stronger sort wins.

    Args:
        query: The user's word.
        entries: What it may mean, in the order to list them.
        kind: What an entry is called in messages, such as "challenge".
        names: What one entry may be called.

    Raises:
        UsageError: The word means no entry, or more than one.
    """
    word = fold(query)
    called = [(entry, names(entry)) for entry in entries]
    for rank in range(len(Names._fields)):
        exact = [entry for entry, given in called if word in map(fold, given[rank])]
        if exact:
            return _only(exact, query, kind)
    begun = [entry for entry, given in called if word and _begins(word, given)]
    if begun:
        return _only(begun, query, kind)
    raise _unknown(query, kind, called)


def _begins(word: str, given: Names) -> bool:
    return any(fold(name).startswith(word) for name in given.words)


def _only(found: list[EntryT], query: str, kind: str) -> EntryT:
    if len(found) == 1:
        return found[0]
    listed = ", ".join(f"'{entry.id}'" for entry in found)
    message = f"{show(query)} fits more than one {kind}: {listed}"
    raise UsageError(message, "Give more of the name, or the whole id.")


def _unknown(query: str, kind: str, called: list[tuple[EntryT, Names]]) -> UsageError:
    spelt = {name: entry.id for entry, given in called for name in given.words}
    near = nearest(query, spelt)
    tail = "" if near is None else f"; did you mean '{spelt[near]}'?"
    ids = ", ".join(entry.id for entry, _ in called)
    return UsageError(f"no {kind} {show(query)}{tail}", f"Choose one of: {ids}.")


def challenge_names(entry: Challenge) -> Names:
    """List what a challenge may be called."""
    return Names((entry.id,), (str(entry.number),), (entry.title,), entry.aliases)


def strategy_names(entry: Strategy) -> Names:
    """List what a strategy may be called."""
    return Names((entry.id,), titles=(entry.name, entry.long_name))


def size_names(entry: SizeClass) -> Names:
    """List what a class of city size may be called."""
    return Names((entry.id,), titles=(entry.title,))


def find_challenge(base: KnowledgeBase, text: str) -> Challenge:
    """Find the challenge that the user means.

    Raises:
        UsageError: The text means no challenge, or more than one.
    """
    return find(text, base.challenges, "challenge", challenge_names)


def find_strategy(base: KnowledgeBase, text: str) -> Strategy:
    """Find the strategy that the user means.

    Raises:
        UsageError: The text means no strategy, or more than one.
    """
    return find(text, base.strategies, "strategy", strategy_names)


def find_size(base: KnowledgeBase, text: str) -> SizeClass:
    """Find the class of city size that the user means.

    Raises:
        UsageError: The text means no class, or more than one.
    """
    return find(text, base.sizes, "city size", size_names)
