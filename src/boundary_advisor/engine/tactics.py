"""What to do, and what stands behind it: the rule evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.results import CaseAdvice, Evidence, TacticAdvice
from boundary_advisor.engine.words import count, listing, lower_first, name_cities

if TYPE_CHECKING:
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import Case, Cell, Challenge, SizeClass, Strategy, Tactic


def advise_tactics(
    kb: KnowledgeBase, challenge: Challenge, strategy: Strategy, size: SizeClass | None
) -> tuple[TacticAdvice, ...]:
    """Give the tactics of a cell, best evidence first, then those of the strategy at large.

    Best evidence: a case from a city of the wanted size, then more cities, then more cases.
    """
    cell = kb.cell(challenge.id, strategy.id)
    own = kb.tactics_in(challenge.id, strategy.id)
    general = (tactic for tactic in kb.general_tactics(strategy.id) if tactic not in own)
    advice = [_advise(kb, challenge, tactic, cell, size) for tactic in own]
    advice += [_advise(kb, challenge, tactic, None, size) for tactic in general]
    return tuple(sorted(advice, key=_strength))


def _strength(advice: TacticAdvice) -> tuple[bool, bool, int, int]:
    alike = any(case.alike for case in advice.cases)
    return (advice.general, not alike, -len(advice.cities), -len(advice.cases))


def _advise(
    kb: KnowledgeBase,
    challenge: Challenge,
    tactic: Tactic,
    cell: Cell | None,
    size: SizeClass | None,
) -> TacticAdvice:
    cases = [_advise_case(kb, challenge, case, size) for case in kb.cases_of(tactic.id)]
    cities = cities_of([advice.case for advice in cases])
    served = (each.source for each in tactic.serves if each.challenge == challenge.id)
    return TacticAdvice(
        tactic=tactic,
        general=cell is None,
        effort=cell is not None and cell.effort is not None,
        cities=cities,
        evidence=_evidence_of(cities, len(cases)),
        cases=tuple(sorted(cases, key=lambda each: (not each.alike, bool(each.elsewhere)))),
        source=next(served, tactic.source),
    )


def _advise_case(
    kb: KnowledgeBase, challenge: Challenge, case: Case, size: SizeClass | None
) -> CaseAdvice:
    here = not case.challenges or challenge.id in case.challenges
    titles = () if here else tuple(kb.challenge(each).title for each in case.challenges)
    alike = size is not None and any(kb.city(each).size == size.id for each in case.cities)
    return CaseAdvice(case, titles, alike)


def cities_of(cases: list[Case]) -> tuple[int, ...]:
    """Give the numbers of the cities in these cases, each once, in order."""
    return tuple(sorted({number for case in cases for number in case.cities}))


def _evidence_of(cities: tuple[int, ...], cases: int) -> str:
    if not cases:
        return "The source tells no case of it."
    if not cities:
        return "The source names no city for it."
    only = " only" if len(cities) == 1 else ""
    return f"{name_cities(cities)}{only}."


def weigh(kb: KnowledgeBase, tactics: tuple[TacticAdvice, ...], size: SizeClass | None) -> Evidence:
    """Apply the rule evidence: say how much stands behind an answer as a whole."""
    cases = {advice.case.id: advice.case for tactic in tactics for advice in tactic.cases}
    cities = cities_of(list(cases.values()))
    alike = cities_of(
        [advice.case for tactic in tactics for advice in tactic.cases if advice.alike]
    )
    return Evidence(
        tactics=len(tactics),
        cases=len(cases),
        cities=cities,
        text=_evidence_text(tactics, len(cases), cities),
        size="" if size is None else _size_text(kb, size, alike),
        source=kb.about.limits[0].source,
    )


def _evidence_text(tactics: tuple[TacticAdvice, ...], cases: int, cities: tuple[int, ...]) -> str:
    single = sum(len(tactic.cities) == 1 for tactic in tactics)
    none = sum(not tactic.cities for tactic in tactics)
    behind = f" from {lower_first(name_cities(cities))}" if cities else ", no city named"
    thin = [
        f"{count(number, 'tactic')} {text}"
        for number, text in ((single, "with one city only"), (none, "with no city named"))
        if number
    ]
    tail = f"; {listing(thin)}" if thin else ""
    return f"{count(len(tactics), 'tactic')} and {count(cases, 'case')}{behind}{tail}."


def _size_text(kb: KnowledgeBase, size: SizeClass, alike: tuple[int, ...]) -> str:
    name = f"{lower_first(size.title)} ({size.population})"
    if not alike:
        return f"No case here comes from a {name}, so the order is the usual one."
    same = tuple(number for number in alike if kb.city(number).size == size.id)
    return f"Cases from a {name} come first, as yours is one: {lower_first(name_cities(same))}."
