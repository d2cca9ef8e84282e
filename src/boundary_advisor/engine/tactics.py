"""The tactics of a cell, best evidence first, and in words how much stands behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.results import CaseAdvice, TacticAdvice
from boundary_advisor.text import count, listing, lower_first, split_source, upper_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from boundary_advisor.knowledge import models
    from boundary_advisor.knowledge.base import KnowledgeBase

_MOST_NAMES = 5
"""Cities that are named before the rest is counted."""


def name_cities(cities: Sequence[models.City]) -> str:
    """Name cities inside a sentence: "city 9", "cities 1 and 8", "cities 1; local: Ours [us]".

    Those of knowledge packs stand apart from those of the knowledge itself, each with its pack.
    """
    numbers = [str(city.number) for city in cities if city.number is not None]
    names = [city.label for city in cities if city.number is None and not city.is_from_pack]
    added = [f"{city.label}{city.origin.mark}" for city in cities if city.is_from_pack]
    word = "city" if len(numbers) == 1 else "cities"
    own = listing([*([f"{word} {listing(numbers)}"] if numbers else []), *_shorten(names)])
    return "; ".join(filter(None, (own, f"local: {listing(_shorten(added))}" if added else "")))


def _shorten(names: list[str]) -> list[str]:
    more = len(names) - _MOST_NAMES
    return [*names[:_MOST_NAMES], f"{more} more"] if more > 1 else names


def advise_tactics(
    kb: KnowledgeBase,
    challenge: models.Challenge,
    strategy: models.Strategy,
    size: models.SizeClass | None,
) -> tuple[TacticAdvice, ...]:
    """Return the tactics of a cell, best evidence first, then those of the strategy at large.

    Best evidence: a case from a city of the wanted size, then more cities whose case is told of
    this challenge. Among equals: more such cities of knowledge packs; then what the source names
    in this very cell, then what it says elsewhere, then own judgement; then more cities, then more
    cases.
    """
    cell = kb.cell(challenge.id, strategy.id)
    own = kb.tactics_in(challenge.id, strategy.id)
    named = {tactic.id for tactic in own}
    general = (each for each in strategy.tactics if each.general and each.id not in named)
    advice = [_advise(kb, challenge, tactic, cell, size) for tactic in own]
    advice += [_advise(kb, challenge, tactic, None, size) for tactic in general]
    place = _place_of(cell)
    return tuple(sorted(advice, key=lambda each: _rank(each, place, kb.about.own_judgement)))


def _place_of(cell: models.Cell) -> str:
    """Return the place of a cell in its source; packs that changed it put theirs before it."""
    places = split_source(cell.source)
    changed = tuple(f"{pack}: " for pack in cell.origin.changed_by)
    return next((place for place in places if not place.startswith(changed)), places[0])


def _rank(
    advice: TacticAdvice, place: str, own_judgement: str
) -> tuple[bool, bool, int, int, bool, bool, int, int]:
    places = split_source(advice.source)
    here, added = _count_cities(advice.cities_here)
    cases = sum(not case.elsewhere for case in advice.cases)
    own = any(each.endswith(own_judgement) for each in places)  # a pack's has its name before it
    said = (own, place not in places)
    alike = any(case.alike for case in advice.cases)
    return (advice.general, not alike, -here, -added, *said, -len(advice.cities), -cases)


def _count_cities(cities: tuple[models.City, ...]) -> tuple[int, int]:
    """Count the cities of the knowledge itself, and those of knowledge packs."""
    added = sum(city.is_from_pack for city in cities)
    return len(cities) - added, added


def _advise(
    kb: KnowledgeBase,
    challenge: models.Challenge,
    tactic: models.Tactic,
    cell: models.Cell | None,
    size: models.SizeClass | None,
) -> TacticAdvice:
    cases = [_advise_case(kb, challenge, case, size) for case in kb.cases_of(tactic.id)]
    here = kb.cities_of(advice.case for advice in cases if not advice.elsewhere)
    cities = kb.cities_of(advice.case for advice in cases)
    served = (each.source for each in tactic.serves if each.challenge == challenge.id)
    from_pack = _comes_from_pack(tactic, challenge)
    return TacticAdvice(
        tactic=tactic,
        general=cell is None,
        from_pack=from_pack,
        effort=cell is not None and cell.effort is not None and not from_pack,
        cities=cities,
        cities_here=here,
        evidence=_evidence_of(cases, here, cities),
        cases=tuple(sorted(cases, key=lambda each: (not each.alike, bool(each.elsewhere)))),
        source=next(served, tactic.source),
    )


def _advise_case(
    kb: KnowledgeBase, challenge: models.Challenge, case: models.Case, size: models.SizeClass | None
) -> CaseAdvice:
    here = challenge.id in case.challenges
    titles = () if here else tuple(kb.challenge(each).title for each in case.challenges)
    alike = size is not None and any(kb.city(each).size == size.id for each in case.cities)
    return CaseAdvice(case, titles, alike)


def _comes_from_pack(tactic: models.Tactic, challenge: models.Challenge) -> bool:
    served = (each.is_from_pack for each in tactic.serves if each.challenge == challenge.id)
    return tactic.is_from_pack or any(served)


def _evidence_of(
    cases: list[CaseAdvice], here: tuple[models.City, ...], cities: tuple[models.City, ...]
) -> str:
    if not cases:
        return "It is told without an example."
    known = {city.key for city in here}
    others = tuple(city for city in cities if city.key not in known)
    borrowed = f"; {name_cities(others)} for another challenge" if others else ""
    if here:
        only = "" if others or len(here) > 1 else " only"
        return f"{upper_first(name_cities(here))}{only}{borrowed}."
    return f"No city is named for it{' here' if others else ''}{borrowed}."


class CellContents(NamedTuple):
    """The contents of a cell.

    Attributes:
        cases: The cases of its tactics that are about the challenge.
        cities: The cities of these cases.
        tactics_from_packs: How many of the tactics come from knowledge packs.
        cities_from_packs: How many of the cities come from knowledge packs.
    """

    tactics: tuple[models.Tactic, ...]
    cases: tuple[models.Case, ...]
    cities: tuple[models.City, ...]
    tactics_from_packs: int
    cities_from_packs: int


def contents_of(
    kb: KnowledgeBase, challenge: models.Challenge, strategy: models.Strategy
) -> CellContents:
    """Return what stands in a cell; a case told of other challenges only does not count."""
    tactics = kb.tactics_in(challenge.id, strategy.id)
    advised = advise_tactics(kb, challenge, strategy, None)
    cases = _cases_here(each for each in advised if not each.general)
    cities = kb.cities_of(cases)
    from_packs = sum(_comes_from_pack(tactic, challenge) for tactic in tactics)
    return CellContents(tactics, tuple(cases), cities, from_packs, _count_cities(cities)[1])


def _cases_here(tactics: Iterable[TacticAdvice]) -> list[models.Case]:
    """Return the cases of these tactics, each once, without those told of another challenge."""
    advices = (advice for tactic in tactics for advice in tactic.cases if not advice.elsewhere)
    return list({advice.case.id: advice.case for advice in advices}.values())


def amount(kb: KnowledgeBase, tactics: Sequence[TacticAdvice]) -> str:
    """Count tactics, cases and cities; what knowledge packs add is counted apart, at the end."""
    cases = _cases_here(tactics)
    own = [tactic for tactic in tactics if not tactic.from_pack]
    own_cases = [case for case in cases if not case.is_from_pack]
    counts = (count(len(own), "tactic"), count(len(own_cases), "case"), _named(kb, own_cases))
    added = [case for case in cases if case.is_from_pack]
    return f"{', '.join(counts)}{_thin(own)}{_added(kb, len(tactics) - len(own), added)}"


def _named(kb: KnowledgeBase, cases: list[models.Case]) -> str:
    return name_cities(kb.cities_of(cases)) or "no city named"


def _thin(tactics: Sequence[TacticAdvice]) -> str:
    """Say how many of several tactics rest on one city of the knowledge, or on none."""
    if len(tactics) == 1:
        return ""
    counts = [_count_cities(tactic.cities_here)[0] for tactic in tactics]
    none = counts.count(0) if any(counts) else 0
    thin = ((counts.count(1), "on one city alone"), (none, "on none"))
    parts = [f"{count(number, 'tactic')} {what}" for number, what in thin if number]
    return f" ({listing(parts)})" if parts else ""


def _added(kb: KnowledgeBase, tactics: int, cases: list[models.Case]) -> str:
    """Count the tactics, cases and cities that knowledge packs add; nothing where they add none."""
    counts = [
        f"{number} local {noun if number == 1 else f'{noun}s'}"
        for number, noun in ((tactics, "tactic"), (len(cases), "case"))
        if number
    ]
    named = [_named(kb, cases).removeprefix("local: ")] if cases else []
    return f"; and {', '.join([*counts, *named])}" if counts else ""


def alike_words(kb: KnowledgeBase, tactics: Sequence[TacticAdvice], size: models.SizeClass) -> str:
    """Say what the wish for cities of one size led to."""
    name = f"cities of your size ({lower_first(size.title)}, {size.population})"
    alike = [advice.case for tactic in tactics for advice in tactic.cases if advice.alike]
    cities = tuple(city for city in kb.cities_of(alike) if city.size == size.id)
    if not cities:
        return f"No case here comes from {name}, so the order is the usual one."
    if any(case.alike for case in tactics[0].cases):
        return f"Cases from {name} come first: {name_cities(cities)}."
    named = name_cities(cities)
    return f"Cases from {name} stand only with tactics for the strategy in general: {named}."
