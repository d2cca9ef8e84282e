"""Finding cases by what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Self

from boundary_advisor.errors import UsageError
from boundary_advisor.knowledge.names import (
    Names,
    find,
    find_challenge,
    find_size,
    find_strategy,
    show,
)

if TYPE_CHECKING:
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import Case, CityKey


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
