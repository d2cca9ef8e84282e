"""Small turns of phrase that several rules use."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.results import CaseAdvice, Evidence, TacticAdvice
from boundary_advisor.text import count, listing, lower_first, upper_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import (
        Case,
        Cell,
        Challenge,
        City,
        SizeClass,
        Strategy,
        Tactic,
    )

MOST_NAMES = 5
"""Names of cities that are told before the rest is counted."""


def name_cities(cities: Sequence[City]) -> str:
    """Name cities, as inside a sentence: "city 9", "cities 1 and 8", "cities 1; local: Ours [us]".

    Those of knowledge packs stand apart from those of the knowledge itself, each with its pack.
    """
    told = _apart(cities)
    return "; local: ".join(filter(None, told)) if told[0] else f"local: {told[1]}"


def _apart(cities: Sequence[City]) -> tuple[str, str]:
    numbers = [str(city.number) for city in cities if city.number is not None]
    names = [city.label for city in cities if city.number is None and not city.is_local]
    word = "city" if len(numbers) == 1 else "cities"
    own = [f"{word} {listing(numbers)}"] if numbers else []
    local = [f"{city.label}{city.origin.mark}" for city in cities if city.is_local]
    return listing([*own, *_short(names)]), listing(_short(local))


def _short(names: list[str]) -> list[str]:
    """Keep a list of names to what a person can take in."""
    more = len(names) - MOST_NAMES
    return [*names[:MOST_NAMES], f"{more} more"] if more > 1 else names


def advise_tactics(
    kb: KnowledgeBase, challenge: Challenge, strategy: Strategy, size: SizeClass | None
) -> tuple[TacticAdvice, ...]:
    """Give the tactics of a cell, best evidence first, then those of the strategy at large.

    Best evidence: a case from a city of the wanted size, then more cities whose case is told of
    this challenge. Among equals: more such cities of knowledge packs; then what the source names
    in this very cell, then what it says elsewhere, then own judgement; then more cities, then more
    cases.
    """
    cell = kb.cell(challenge.id, strategy.id)
    own = kb.tactics_in(challenge.id, strategy.id)
    named = {tactic.id for tactic in own}
    general = (each for each in kb.general_tactics(strategy.id) if each.id not in named)
    advice = [_advise(kb, challenge, tactic, cell, size) for tactic in own]
    advice += [_advise(kb, challenge, tactic, None, size) for tactic in general]
    place = _place_of(cell)
    return tuple(sorted(advice, key=lambda each: _strength(each, place, kb.about.own_judgement)))


def _place_of(cell: Cell) -> str:
    """Give the place of a cell in its source; packs that changed it put theirs before it."""
    places = cell.source.split("; ")
    changed = tuple(f"{pack}: " for pack in cell.origin.changed_by)
    return next((place for place in places if not place.startswith(changed)), places[0])


def _strength(
    advice: TacticAdvice, place: str, own_judgement: str
) -> tuple[bool, bool, int, int, bool, bool, int, int]:
    alike = any(case.alike for case in advice.cases)
    places = advice.source.split("; ")
    here, local = _count_apart(advice.cities_here)
    cases = sum(not case.elsewhere for case in advice.cases)
    own = any(each.endswith(own_judgement) for each in places)  # a pack's has its name before it
    said = (own, place not in places)
    return (advice.general, not alike, -here, -local, *said, -len(advice.cities), -cases)


def _count_apart(cities: tuple[City, ...]) -> tuple[int, int]:
    """Count the cities of the knowledge itself, and those of knowledge packs."""
    local = sum(city.is_local for city in cities)
    return len(cities) - local, local


def _advise(
    kb: KnowledgeBase,
    challenge: Challenge,
    tactic: Tactic,
    cell: Cell | None,
    size: SizeClass | None,
) -> TacticAdvice:
    cases = [_advise_case(kb, challenge, case, size) for case in kb.cases_of(tactic.id)]
    here = kb.cities_of(advice.case for advice in cases if not advice.elsewhere)
    cities = kb.cities_of(advice.case for advice in cases)
    served = (each.source for each in tactic.serves if each.challenge == challenge.id)
    local = _is_local(tactic, challenge)
    return TacticAdvice(
        tactic=tactic,
        general=cell is None,
        local=local,
        effort=cell is not None and cell.effort is not None and not local,
        cities=cities,
        cities_here=here,
        evidence=_evidence_of(cases, here, cities),
        cases=tuple(sorted(cases, key=lambda each: (not each.alike, bool(each.elsewhere)))),
        source=next(served, tactic.source),
    )


def _advise_case(
    kb: KnowledgeBase, challenge: Challenge, case: Case, size: SizeClass | None
) -> CaseAdvice:
    here = challenge.id in case.challenges
    titles = () if here else tuple(kb.challenge(each).title for each in case.challenges)
    alike = size is not None and any(kb.city(each).size == size.id for each in case.cities)
    return CaseAdvice(case, titles, alike)


class Behind(NamedTuple):
    """What stands behind a cell.

    Attributes:
        tactics: Its tactics.
        local: Those of them that are here because a knowledge pack says so.
        cases: Their cases for the challenge.
        cities: The cities of these.
    """

    tactics: tuple[Tactic, ...]
    local: tuple[Tactic, ...]
    cases: tuple[Case, ...]
    cities: tuple[City, ...]


def behind(kb: KnowledgeBase, challenge: Challenge, strategy: Strategy) -> Behind:
    """Give what stands behind a cell; a case told of other challenges only does not count."""
    tactics = advise_tactics(kb, challenge, strategy, None)
    cases = _told(each for each in tactics if not each.general)
    own = kb.tactics_in(challenge.id, strategy.id)
    local = tuple(tactic for tactic in own if _is_local(tactic, challenge))
    return Behind(own, local, tuple(cases), kb.cities_of(cases))


def _is_local(tactic: Tactic, challenge: Challenge) -> bool:
    served = (each.is_local for each in tactic.serves if each.challenge == challenge.id)
    return tactic.is_local or any(served)


def local_counts(found: Behind) -> tuple[int, int]:
    """Count the tactics and the cities behind a cell that are from knowledge packs."""
    return len(found.local), _count_apart(found.cities)[1]


def _evidence_of(cases: list[CaseAdvice], here: tuple[City, ...], cities: tuple[City, ...]) -> str:
    if not cases:
        return "It is told without an example."
    known = {city.key for city in here}
    others = tuple(city for city in cities if city.key not in known)
    borrowed = f"; {name_cities(others)} for another challenge" if others else ""
    if here:
        only = "" if others or len(here) > 1 else " only"
        return f"{upper_first(name_cities(here))}{only}{borrowed}."
    return f"No city is named for it{' here' if others else ''}{borrowed}."


def weigh(
    kb: KnowledgeBase, strategy: Strategy, tactics: tuple[TacticAdvice, ...], size: SizeClass | None
) -> Evidence:
    """Apply the rule evidence: say how much stands behind an answer as a whole."""
    own = [tactic for tactic in tactics if not tactic.general]
    general = [tactic for tactic in tactics if tactic.general]
    cases = _told(tactics)
    return Evidence(
        tactics=len(tactics),
        cases=len(cases),
        cities=kb.cities_of(cases),
        text=f"For this challenge: {_amount(kb, own)}.",
        general=f"For {strategy.name} in general: {_amount(kb, general)}." if general else "",
        size="" if size is None else _size_text(kb, tactics, size),
        source=kb.about.limits[0].source,
    )


def _told(tactics: Iterable[TacticAdvice]) -> list[Case]:
    """Give the cases of these tactics, each once, without those told of another challenge."""
    advices = (advice for tactic in tactics for advice in tactic.cases if not advice.elsewhere)
    return list({advice.case.id: advice.case for advice in advices}.values())


def _amount(kb: KnowledgeBase, tactics: list[TacticAdvice]) -> str:
    """Say how many tactics, cases and cities, and how many tactics rest on one city or on none.

    What knowledge packs tell is counted by itself, at the end.
    """
    told = _told(tactics)
    own = [tactic for tactic in tactics if not tactic.local]
    cases = [case for case in told if not case.is_local]
    cities = kb.cities_of(cases)
    named = name_cities(cities) if cities else "no city named"
    found = f"{count(len(own), 'tactic')}, {count(len(cases), 'case')}, {named}"
    local = [case for case in told if case.is_local]
    return f"{found}{_thin(own)}{_local_amount(kb, len(tactics) - len(own), local)}"


def _thin(tactics: list[TacticAdvice]) -> str:
    """Say how many of several tactics rest on one city of the knowledge, or on none."""
    if len(tactics) == 1:
        return ""
    counts = [_count_apart(tactic.cities_here)[0] for tactic in tactics]
    single, none = counts.count(1), counts.count(0)
    thin = [
        *([f"{count(single, 'tactic')} on one city alone"] if single else []),
        *([f"{count(none, 'tactic')} on none"] if none and any(counts) else []),
    ]
    return f" ({listing(thin)})" if thin else ""


def _local_amount(kb: KnowledgeBase, tactics: int, cases: list[Case]) -> str:
    """Say how many tactics, cases and cities knowledge packs add; nothing where they add none."""
    told = [
        f"{number} local {noun if number == 1 else f'{noun}s'}"
        for number, noun in ((tactics, "tactic"), (len(cases), "case"))
        if number
    ]
    cities = kb.cities_of(cases)
    named = name_cities(cities).removeprefix("local: ") if cities else "no city named"
    return f"; and {', '.join([*told, *([named] if cases else [])])}" if told else ""


def _size_text(kb: KnowledgeBase, tactics: tuple[TacticAdvice, ...], size: SizeClass) -> str:
    name = f"cities of your size ({lower_first(size.title)}, {size.population})"
    alike = [advice.case for tactic in tactics for advice in tactic.cases if advice.alike]
    cities = tuple(city for city in kb.cities_of(alike) if city.size == size.id)
    if not cities:
        return f"No case here comes from {name}, so the order is the usual one."
    if any(case.alike for case in tactics[0].cases):
        return f"Cases from {name} come first: {name_cities(cities)}."
    told = name_cities(cities)
    return f"Cases from {name} stand only with tactics for the strategy in general: {told}."
