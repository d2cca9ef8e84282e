"""Resolve what a user calls an entry to the entry, and find the cases that fit a user's filter."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from boundary_advisor.errors import UnresolvedNameError
from boundary_advisor.text import fold, nearest, show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from boundary_advisor.knowledge import models
    from boundary_advisor.knowledge.base import KnowledgeBase


EntryT = TypeVar("EntryT")


class Names(NamedTuple):
    """What one entry may be called, the strongest sort of name first.

    `aliases` are other names that mean exactly this entry. A sort is empty if it has none.
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

    A message calls an entry by its `kind`, and puts the `note` before the choices.

    Raises:
        UnresolvedNameError: The word means no entry, or more than one.
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
            raise UnresolvedNameError(message, "Give more of the name, or the whole id.")
    labels = {name: names.label for names, _ in named for name in names.words}
    near = labels.get(nearest(query, labels) or "", "")
    choices = ", ".join(names.label for names, _ in named)
    hint = f"{note}Choose one of: {choices}."
    raise UnresolvedNameError(f"no {kind} {show(query)}", hint, near)


def challenge_names(entry: models.Challenge) -> Names:
    """Return what a challenge may be called."""
    return Names((entry.id,), (str(entry.number),), (entry.title,), entry.aliases)


def strategy_names(entry: models.Strategy) -> Names:
    """Return what a strategy may be called."""
    return Names((entry.id,), titles=(entry.name, entry.long_name))


def size_names(entry: models.SizeClass) -> Names:
    """Return what a class of city size may be called."""
    return Names((entry.id,), titles=(entry.title,))


def city_names(entry: models.City) -> Names:
    """Return what a city may be called: its number, or its id and name."""
    if entry.id and entry.name:
        return Names((entry.id,), titles=(entry.name,))
    return Names((), (str(entry.number),))


def find_challenge(kb: KnowledgeBase, text: str) -> models.Challenge:
    """Find a challenge by any of its names; raises UsageError as `find` does."""
    return find(text, kb.challenges, "challenge", challenge_names)


def find_strategy(kb: KnowledgeBase, text: str) -> models.Strategy:
    """Find a strategy by any of its names; raises UsageError as `find` does."""
    return find(text, kb.strategies, "strategy", strategy_names)


def find_size(kb: KnowledgeBase, text: str) -> models.SizeClass:
    """Find a class of city size by any of its names; raises UsageError as `find` does."""
    return find(text, kb.sizes, "city size", size_names)


def find_city(kb: KnowledgeBase, text: str) -> models.City:
    """Find a city by its number or name; raises UsageError as `find` does."""
    note = "" if any(city.id for city in kb.cities) else "Cities have numbers only. "
    return find(text, kb.cities, "city", city_names, note)


_KEY_FINDERS: Mapping[str, Callable[[KnowledgeBase, str], models.CityKey]] = {
    "city": lambda kb, name: find_city(kb, name).key,
    "size": lambda kb, name: find_size(kb, name).id,
    "challenge": lambda kb, name: find_challenge(kb, name).id,
    "strategy": lambda kb, name: find_strategy(kb, name).id,
}
"""What cases can be filtered by -> what resolves a name of it."""


class CaseFilter(NamedTuple):
    """The conditions that a case has to meet.

    Attributes:
        words: Lower-case words, each of which its text, its id or the titles of its tactics
            contain.
        keys: What it has to be linked to, by kind: the number or id of one of its cities ("city"),
            or the id of the size of one ("size"), of one of its challenges ("challenge"), or of
            the strategy of one of its tactics ("strategy").
    """

    words: tuple[str, ...] = ()
    keys: Mapping[str, models.CityKey] = MappingProxyType({})

    @classmethod
    def from_names(
        cls, kb: KnowledgeBase, words: tuple[str, ...] = (), **names: str | None
    ) -> CaseFilter:
        """Make a filter from what the user gives: words, and names by what they are names of.

        Raises:
            UsageError: A name means no entry, or more than one.
        """
        keys = {
            kind: _KEY_FINDERS[kind](kb, name) for kind, name in names.items() if name is not None
        }
        return cls(tuple(word.casefold() for word in words), keys)

    def in_words(self) -> str:
        """Describe the filter; empty if it asks for nothing."""
        keys = [f"{kind} {key}" for kind, key in self.keys.items()]
        return ", ".join([*keys, *([f"words {' '.join(self.words)}"] if self.words else [])])

    def fits(self, kb: KnowledgeBase, case: models.Case) -> bool:
        """Return whether a case fulfils all that is asked for."""
        keys: dict[str, Iterable[models.CityKey]] = {
            "city": case.cities,
            "size": [kb.city(key).size for key in case.cities],
            "challenge": case.challenges,
            "strategy": [kb.strategy_of(tactic).id for tactic in case.tactics],
        }
        titles = (kb.tactic(tactic).title for tactic in case.tactics)
        text = " ".join([case.id, case.summary, case.outcome or "", *titles]).casefold()
        has_keys = all(key in keys[kind] for kind, key in self.keys.items())
        return has_keys and all(word in text for word in self.words)


def find_cases(kb: KnowledgeBase, wanted: CaseFilter) -> tuple[models.Case, ...]:
    """Return the cases that fulfil a filter, in the order of the file."""
    return tuple(case for case in kb.cases if wanted.fits(kb, case))
