"""Resolve what a user calls an entry to the entry, and find the cases that fit a user's filter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar

from boundary_advisor.errors import UsageError
from boundary_advisor.text import fold, nearest, show

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import (
        Case,
        Challenge,
        City,
        CityKey,
        SizeClass,
        Strategy,
    )


EntryT = TypeVar("EntryT")


class Names(NamedTuple):
    """What one entry may be called, the strongest sort of name first.

    Attributes:
        ids: Its id; empty if it has none.
        numbers: Its number; empty if it has none.
        titles: Its title or names.
        aliases: Other names that mean exactly this entry.
    """

    ids: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """All names but numbers, whose beginnings and near misses mean nothing."""
        return self.ids + self.titles + self.aliases

    @property
    def label(self) -> str:
        """What messages call the entry: its id, or else its number."""
        return (self.ids + self.numbers)[0]


def find(
    query: str,
    entries: Sequence[EntryT],
    kind: str,
    names_of: Callable[[EntryT], Names],
    note: str = "",
) -> EntryT:
    """Resolve a user's word to one entry; an exact name of a stronger sort wins.

    Args:
        query: The user's word, in any case.
        entries: What it may mean, in the order to list them.
        kind: What an entry is called in messages, such as "challenge".
        names_of: Gives the names of one entry.
        note: A sentence to put before the choices, if the word means none of them.

    Raises:
        UsageError: The word means no entry, or more than one.
    """
    word = fold(query)
    named = [(names_of(entry), entry) for entry in entries]
    fits: tuple[Callable[[Names], bool], ...] = (
        lambda names: word in map(fold, names.ids),
        lambda names: query.strip() in names.numbers,
        lambda names: word in map(fold, names.titles),
        lambda names: word in map(fold, names.aliases),
        lambda names: bool(word) and any(fold(name).startswith(word) for name in names.words),
    )
    for fit in fits:
        found = [(names, entry) for names, entry in named if fit(names)]
        if len(found) == 1:
            return found[0][1]
        if found:
            listed = ", ".join(f"'{names.label}'" for names, _ in found)
            message = f"{show(query)} fits more than one {kind}: {listed}"
            raise UsageError(message, "Give more of the name, or the whole id.")
    labels = {name: names.label for names, _ in named for name in names.words}
    near = nearest(query, labels)
    tail = "" if near is None else f"; did you mean '{labels[near]}'?"
    choices = ", ".join(names.label for names, _ in named)
    raise UsageError(f"no {kind} {show(query)}{tail}", f"{note}Choose one of: {choices}.")


def challenge_names(entry: Challenge) -> Names:
    """Return what a challenge may be called."""
    return Names((entry.id,), (str(entry.number),), (entry.title,), entry.aliases)


def strategy_names(entry: Strategy) -> Names:
    """Return what a strategy may be called."""
    return Names((entry.id,), titles=(entry.name, entry.long_name))


def size_names(entry: SizeClass) -> Names:
    """Return what a class of city size may be called."""
    return Names((entry.id,), titles=(entry.title,))


def city_names(entry: City) -> Names:
    """Return what a city may be called: its number, or its id and name."""
    if entry.id and entry.name:
        return Names((entry.id,), titles=(entry.name,))
    return Names((), (str(entry.number),))


def find_challenge(kb: KnowledgeBase, text: str) -> Challenge:
    """Find a challenge by any of its names; raises UsageError as `find` does."""
    return find(text, kb.challenges, "challenge", challenge_names)


def find_strategy(kb: KnowledgeBase, text: str) -> Strategy:
    """Find a strategy by any of its names; raises UsageError as `find` does."""
    return find(text, kb.strategies, "strategy", strategy_names)


def find_size(kb: KnowledgeBase, text: str) -> SizeClass:
    """Find a class of city size by any of its names; raises UsageError as `find` does."""
    return find(text, kb.sizes, "city size", size_names)


def find_city(kb: KnowledgeBase, text: str) -> City:
    """Find a city by its number or name; raises UsageError as `find` does."""
    note = "" if any(city.id for city in kb.cities) else "Cities have numbers only. "
    return find(text, kb.cities, "city", city_names, note)


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a case has to fulfil; None, or no word, asks for nothing.

    Attributes:
        words: Words that its text, its tactics' titles or its id contain, in lower case.
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
            UsageError: A name means no entry, or more than one.
        """
        return cls(
            words=tuple(word.casefold() for word in words),
            city=None if city is None else find_city(kb, city).key,
            size=None if size is None else find_size(kb, size).id,
            challenge=None if challenge is None else find_challenge(kb, challenge).id,
            strategy=None if strategy is None else find_strategy(kb, strategy).id,
        )

    def in_words(self) -> str:
        """Describe the filter; empty if it asks for nothing."""
        named = {
            "city": self.city,
            "size": self.size,
            "challenge": self.challenge,
            "strategy": self.strategy,
            "words": " ".join(self.words) or None,
        }
        return ", ".join(f"{name} {value}" for name, value in named.items() if value is not None)

    def fits(self, kb: KnowledgeBase, case: Case) -> bool:
        """Tell whether a case fulfils all that is asked for."""
        titles = (kb.tactic(tactic).title for tactic in case.tactics)
        text = " ".join([case.id, case.summary, case.outcome or "", *titles]).casefold()
        return (
            self.city in {None, *case.cities}
            and self.size in {None, *(kb.city(key).size for key in case.cities)}
            and self.challenge in {None, *case.challenges}
            and self.strategy in {None, *(kb.strategy_of(tactic).id for tactic in case.tactics)}
            and all(word in text for word in self.words)
        )


def find_cases(kb: KnowledgeBase, wanted: CaseFilter) -> tuple[Case, ...]:
    """Return the cases that fulfil a filter, in the order of the file."""
    return tuple(case for case in kb.cases if wanted.fits(kb, case))
