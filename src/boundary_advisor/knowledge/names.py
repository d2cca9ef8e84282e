"""What the user calls an entry -> the entry, and the cases that a user's filter finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self, TypeVar

from boundary_advisor.errors import UsageError
from boundary_advisor.text import fold, nearest, show

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import Case, Challenge, CityKey, SizeClass, Strategy


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


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a case has to fulfil; None, or no word, asks for nothing.

    Attributes:
        words: Words that its text, its tactics' titles or its id hold, in any case.
        city: Number or id of one of its cities.
        size: Id of the size of one of its cities.
        challenge: Id of a challenge that it is told of.
        strategy: Id of the strategy of one of its tactics.
    """

    words: tuple[str, ...] = ()
    city: CityKey | None = None
    size: str | None = None
    challenge: str | None = None
    strategy: str | None = None

    @classmethod
    def from_names(  # noqa: PLR0913  # one parameter for each thing to filter by
        cls,
        kb: KnowledgeBase,
        *,
        words: tuple[str, ...] = (),
        city: str | None = None,
        size: str | None = None,
        challenge: str | None = None,
        strategy: str | None = None,
    ) -> Self:
        """Make a filter from names as a user gives them.

        Raises:
            UsageError: A name is not known, or there is no such city.
        """
        return cls(
            words=tuple(word.casefold() for word in words),
            city=None if city is None else _city(kb, city),
            size=None if size is None else find_size(kb, size).id,
            challenge=None if challenge is None else find_challenge(kb, challenge).id,
            strategy=None if strategy is None else find_strategy(kb, strategy).id,
        )

    def in_words(self) -> str:
        """Say the filter in words; empty where nothing is filtered."""
        named = {
            "city": self.city,
            "size": self.size,
            "challenge": self.challenge,
            "strategy": self.strategy,
            "words": " ".join(self.words) or None,
        }
        return ", ".join(f"{name} {value}" for name, value in named.items() if value is not None)


def _city(kb: KnowledgeBase, word: str) -> CityKey:
    """Find a city by its number or its name; a study's cities have numbers only."""
    by_number = {str(city.number): city.number for city in kb.cities if city.number is not None}
    if (number := by_number.get(word.strip())) is not None:
        return number
    named = [_Named(city.id, city.name) for city in kb.cities if city.id and city.name]
    if named and not word.strip().isdigit():
        return _by_name(word, named, by_number)
    hint = f"Cities have numbers only. Choose one of: {', '.join(by_number)}."
    if named:
        names = ", ".join([*by_number, *(city.id for city in named)])
        hint = f"Choose one of: {names}."
    raise UsageError(f"no city {show(word)}", hint)


def _by_name(word: str, named: list[_Named], by_number: dict[str, int]) -> str:
    try:
        return find(word, named, "city", lambda city: Names((city.id,), titles=(city.name,))).id
    except UsageError as error:
        both = ", ".join([*by_number, *(city.id for city in named)])
        hint = f"Choose one of: {both}." if error.message.startswith("no city") else error.hint
        raise UsageError(error.message, hint) from None


class _Named(NamedTuple):
    """A city with a name."""

    id: str
    name: str


def find_cases(kb: KnowledgeBase, wanted: CaseFilter) -> tuple[Case, ...]:
    """Give the cases that fulfil a filter, in the order of the file."""
    return tuple(case for case in kb.cases if _fulfils(kb, case, wanted))


def _fulfils(kb: KnowledgeBase, case: Case, wanted: CaseFilter) -> bool:
    sizes = {kb.city(number).size for number in case.cities}
    strategies = {kb.strategy_of(tactic).id for tactic in case.tactics}
    text = _text(kb, case)
    return (
        (wanted.city is None or wanted.city in case.cities)
        and (wanted.size is None or wanted.size in sizes)
        and (wanted.challenge is None or wanted.challenge in case.challenges)
        and (wanted.strategy is None or wanted.strategy in strategies)
        and all(word in text for word in wanted.words)
    )


def _text(kb: KnowledgeBase, case: Case) -> str:
    titles = (kb.tactic(tactic).title for tactic in case.tactics)
    return " ".join([case.id, case.summary, case.outcome or "", *titles]).casefold()
