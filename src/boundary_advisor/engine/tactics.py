"""What to do, and what stands behind it: the rule evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.results import CaseAdvice, Evidence, TacticAdvice
from boundary_advisor.engine.words import count, listing, lower_first, name_cities

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import Case, Cell, Challenge, SizeClass, Strategy, Tactic


def advise_tactics(
    kb: KnowledgeBase, challenge: Challenge, strategy: Strategy, size: SizeClass | None
) -> tuple[TacticAdvice, ...]:
    """Give the tactics of a cell, best evidence first, then those of the strategy at large.

    Best evidence: a case from a city of the wanted size, then more cities whose case is told of
    this challenge. Among equals: what the source names in this very cell, then what it says
    elsewhere, then own judgement; then more cities, then more cases.
    """
    cell = kb.cell(challenge.id, strategy.id)
    own = kb.tactics_in(challenge.id, strategy.id)
    named = {tactic.id for tactic in own}
    general = (each for each in kb.general_tactics(strategy.id) if each.id not in named)
    advice = [_advise(kb, challenge, tactic, cell, size) for tactic in own]
    advice += [_advise(kb, challenge, tactic, None, size) for tactic in general]
    place = cell.source.split("; ")[0]
    return tuple(sorted(advice, key=lambda each: _strength(each, place, kb.about.own_judgement)))


def _strength(
    advice: TacticAdvice, place: str, own_judgement: str
) -> tuple[bool, bool, int, bool, bool, int, int]:
    alike = any(case.alike for case in advice.cases)
    places = advice.source.split("; ")
    here, cities = len(advice.cities_here), len(advice.cities)
    cases = sum(not case.elsewhere for case in advice.cases)
    said = (own_judgement in places, place not in places)
    return (advice.general, not alike, -here, *said, -cities, -cases)


def _advise(
    kb: KnowledgeBase,
    challenge: Challenge,
    tactic: Tactic,
    cell: Cell | None,
    size: SizeClass | None,
) -> TacticAdvice:
    cases = [_advise_case(kb, challenge, case, size) for case in kb.cases_of(tactic.id)]
    here = cities_of([advice.case for advice in cases if not advice.elsewhere])
    cities = cities_of([advice.case for advice in cases])
    served = (each.source for each in tactic.serves if each.challenge == challenge.id)
    return TacticAdvice(
        tactic=tactic,
        general=cell is None,
        effort=cell is not None and cell.effort is not None,
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
    """What stands behind a cell: its tactics, their cases for the challenge, and their cities."""

    tactics: tuple[Tactic, ...]
    cases: tuple[Case, ...]
    cities: tuple[int, ...]


def behind(kb: KnowledgeBase, challenge: Challenge, strategy: Strategy) -> Behind:
    """Give what stands behind a cell; a case told of other challenges only does not count."""
    tactics = advise_tactics(kb, challenge, strategy, None)
    cases = _told(each for each in tactics if not each.general)
    own = kb.tactics_in(challenge.id, strategy.id)
    return Behind(own, tuple(cases), cities_of(cases))


def cities_of(cases: list[Case]) -> tuple[int, ...]:
    """Give the numbers of the cities in these cases, each once, in order."""
    return tuple(sorted({number for case in cases for number in case.cities}))


def _evidence_of(cases: list[CaseAdvice], here: tuple[int, ...], cities: tuple[int, ...]) -> str:
    if not cases:
        return "It is told without an example."
    others = tuple(number for number in cities if number not in here)
    borrowed = f"; {lower_first(name_cities(others))} for another challenge" if others else ""
    if here:
        return f"{name_cities(here)}{'' if others or len(here) > 1 else ' only'}{borrowed}."
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
        cities=cities_of(cases),
        text=f"For this challenge: {_amount(own)}.",
        general=f"For {strategy.name} in general: {_amount(general)}." if general else "",
        size="" if size is None else _size_text(kb, tactics, size),
        source=kb.about.limits[0].source,
    )


def _told(tactics: Iterable[TacticAdvice]) -> list[Case]:
    """Give the cases of these tactics, each once, without those told of another challenge."""
    advices = (advice for tactic in tactics for advice in tactic.cases if not advice.elsewhere)
    return list({advice.case.id: advice.case for advice in advices}.values())


def _amount(tactics: list[TacticAdvice]) -> str:
    """Say how many tactics, cases and cities, and how many tactics rest on one city or on none."""
    cases = _told(tactics)
    cities = cities_of(cases)
    named = lower_first(name_cities(cities)) if cities else "no city named"
    found = f"{count(len(tactics), 'tactic')}, {count(len(cases), 'case')}, {named}"
    if len(tactics) == 1:
        return found
    single = sum(len(tactic.cities_here) == 1 for tactic in tactics)
    none = sum(not tactic.cities_here for tactic in tactics)
    thin = [
        *([f"{count(single, 'tactic')} on one city alone"] if single else []),
        *([f"{count(none, 'tactic')} on none"] if none and cities else []),
    ]
    return f"{found} ({listing(thin)})" if thin else found


def _size_text(kb: KnowledgeBase, tactics: tuple[TacticAdvice, ...], size: SizeClass) -> str:
    name = f"cities of your size ({lower_first(size.title)}, {size.population})"
    alike = [
        number
        for tactic in tactics
        for advice in tactic.cases
        for number in advice.case.cities
        if advice.alike and kb.city(number).size == size.id
    ]
    if not alike:
        return f"No case here comes from {name}, so the order is the usual one."
    cities = lower_first(name_cities(tuple(sorted(set(alike)))))
    if any(case.alike for case in tactics[0].cases):
        return f"Cases from {name} come first: {cities}."
    return f"Cases from {name} stand only with tactics for the strategy in general: {cities}."
