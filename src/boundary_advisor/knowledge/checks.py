"""What must hold between entries, beyond what each model says of its own: no input or output."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.knowledge.check_sources import check_sources
from boundary_advisor.knowledge.check_table import (
    check_cases,
    check_cities,
    check_grid,
    check_table,
)
from boundary_advisor.knowledge.files import CASES, CHALLENGES, STRATEGIES, Files, Finding, Loc
from boundary_advisor.knowledge.models import RuleId
from boundary_advisor.knowledge.names import (
    Names,
    challenge_names,
    did_you_mean,
    fold,
    show,
    size_names,
    strategy_names,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_FINDINGS = 100
"""Faults between entries that are looked for; to tell each costs some time."""


def check(files: Files) -> Iterator[Finding]:
    """Find what does not fit between the entries of the three files, as far as anyone reads."""
    findings = chain(
        _check_unique(files),
        _check_names(files),
        _check_references(files),
        _check_grounds(files),
        check_grid(files),
        check_table(files),
        check_cities(files),
        check_cases(files),
        check_sources(files),
    )
    return islice(findings, MAX_FINDINGS)


def _check_unique(files: Files) -> Iterator[Finding]:
    challenges, strategies, cases = files
    per_list: tuple[tuple[str, str, Iterable[object], tuple[str, ...]], ...] = (
        (CHALLENGES, "challenges", challenges.challenges, ("id", "number")),
        (STRATEGIES, "strategies", strategies.strategies, ("id", "stage")),
        (STRATEGIES, "grounds", strategies.grounds, ("rule",)),
        (CASES, "sizes", cases.sizes, ("id",)),
        (CASES, "cities", cases.cities, ("number", "id")),
        (CASES, "cases", cases.cases, ("id",)),
    )
    for file, name, entries, fields in per_list:
        for field in fields:
            values = (((name, i, field), getattr(each, field)) for i, each in enumerate(entries))
            yield from _doubles(file, field, values)
    yield from _doubles(STRATEGIES, "id", _tactic_ids(files))


def _tactic_ids(files: Files) -> Iterator[tuple[Loc, object]]:
    for s, strategy in enumerate(files.strategies.strategies):
        for t, tactic in enumerate(strategy.tactics):
            yield ("strategies", s, "tactics", t, "id"), tactic.id


def _doubles(file: str, field: str, values: Iterable[tuple[Loc, object]]) -> Iterator[Finding]:
    seen = set()
    for loc, value in values:
        if value in seen and value is not None:
            kind = loc[-3]
            message = f"the {field} {show(str(value))} is taken by another of the {kind}"
            yield Finding(file, loc, f"{message}; each needs its own")
        seen.add(value)


def _check_grounds(files: Files) -> Iterator[Finding]:
    """Every rule of the engine needs a ground, or an answer could not say why."""
    named = {ground.rule for ground in files.strategies.grounds}
    for rule in RuleId:
        if rule not in named:
            yield Finding(STRATEGIES, ("grounds",), f"rule '{rule}' has no ground; add one")


def _check_names(files: Files) -> Iterator[Finding]:
    """No word may name two entries of one kind, since users call entries by these names."""
    challenges, strategies, cases = files
    per_list: tuple[tuple[str, str, Iterable[Names]], ...] = (
        (CHALLENGES, "challenges", map(challenge_names, challenges.challenges)),
        (STRATEGIES, "strategies", map(strategy_names, strategies.strategies)),
        (CASES, "sizes", map(size_names, cases.sizes)),
    )
    for file, kind, entries in per_list:
        owners: dict[str, str] = {}
        for i, names in enumerate(entries):
            yield from _shared_names(file, (kind, i), names, owners)


def _shared_names(file: str, loc: Loc, names: Names, owners: dict[str, str]) -> Iterator[Finding]:
    (own_id,) = names.ids
    for name in names.words:
        owner = owners.setdefault(fold(name), own_id)
        if owner != own_id:
            message = f"'{own_id}' and '{owner}' are both called {show(name)}; a name means one"
            yield Finding(file, loc, message)


_MOST_CHOICES = 12


class _Reference(NamedTuple):
    """That one entry names another: `within` is the way to the list or entry that holds it."""

    file: str
    owner: str
    within: Loc
    tail: Loc
    kind: str
    target: str | int


def _check_references(files: Files) -> Iterator[Finding]:
    known = _known(files)
    seen: set[tuple[str, Loc, str | int]] = set()
    for reference in chain(
        _from_challenges(files),
        _from_strategies(files),
        _from_tactics(files),
        _from_cities(files),
        _from_cases(files, known),
    ):
        file, owner, within, tail, kind, target = reference
        if target not in known[kind]:
            message = f"{owner} names no {_what(kind, target)}{_mend(target, known[kind])}"
        elif owner.startswith(kind) and owner == _what(kind, target):
            message = f"{owner} names itself; take it out"
        elif (file, within, target) in seen:
            message = f"{owner} names {_what(kind, target)} twice; keep one of them"
        else:
            seen.add((file, within, target))
            continue
        yield Finding(file, within + tail, message)


def _what(kind: str, target: str | int) -> str:
    return f"{kind} {target}" if isinstance(target, int) else f"{kind} '{target}'"


def _known(files: Files) -> dict[str, frozenset[str | int]]:
    challenges, strategies, cases = files
    return {
        "challenge": frozenset(each.id for each in challenges.challenges),
        "strategy": frozenset(each.id for each in strategies.strategies),
        "tactic": frozenset(tac.id for each in strategies.strategies for tac in each.tactics),
        "size": frozenset(each.id for each in cases.sizes),
        "city": frozenset(each.key for each in cases.cities),
    }


def _mend(target: str | int, known: Iterable[str | int]) -> str:
    if isinstance(target, int):
        numbers = sorted(each for each in known if isinstance(each, int))
        return f"; there are {', '.join(map(str, numbers))}" if numbers else ""
    names = sorted(each for each in known if isinstance(each, str))
    return did_you_mean(target, names) or _choices(names)


def _choices(names: list[str]) -> str:
    """Say what there is to name, where it can be told in a line."""
    if len(names) > _MOST_CHOICES:
        return "; add it, or mend the name"
    return f"; there are {', '.join(names)}"


def _from_challenges(files: Files) -> Iterator[_Reference]:
    for c, challenge in enumerate(files.challenges.challenges):
        within: Loc = ("challenges", c, "confused_with")
        owner = f"challenge '{challenge.id}'"
        for i, link in enumerate(challenge.confused_with):
            tail = (i, "challenge")
            yield _Reference(CHALLENGES, owner, within, tail, "challenge", link.challenge)


def _from_strategies(files: Files) -> Iterator[_Reference]:
    for s, strategy in enumerate(files.strategies.strategies):
        top: Loc = ("strategies", s)
        owner = f"strategy '{strategy.id}'"
        for field in ("combines_with", "followed_by"):
            for i, link in enumerate(getattr(strategy, field)):
                within, tail = (*top, field), (i, "strategy")
                yield _Reference(STRATEGIES, owner, within, tail, "strategy", link.strategy)
        for i, cell in enumerate(strategy.cells):
            within, tail = (*top, "cells"), (i, "challenge")
            yield _Reference(STRATEGIES, owner, within, tail, "challenge", cell.challenge)


def _from_tactics(files: Files) -> Iterator[_Reference]:
    for s, strategy in enumerate(files.strategies.strategies):
        for t, tactic in enumerate(strategy.tactics):
            within: Loc = ("strategies", s, "tactics", t, "serves")
            owner = f"tactic '{tactic.id}'"
            for i, service in enumerate(tactic.serves):
                tail = (i, "challenge")
                yield _Reference(STRATEGIES, owner, within, tail, "challenge", service.challenge)


def _names_each_once(named: tuple[str | int, ...], known: frozenset[str | int]) -> bool:
    return known.issuperset(named) and (len(named) < 2 or len(set(named)) == len(named))  # noqa: PLR2004  # two are needed for a double


def _from_cities(files: Files) -> Iterator[_Reference]:
    for c, city in enumerate(files.cases.cities):
        owner = f"city {city.key}"
        yield _Reference(CASES, owner, ("cities", c), ("size",), "size", city.size)


def _from_cases(files: Files, known: dict[str, frozenset[str | int]]) -> Iterator[_Reference]:
    """Give what cases name, but for cases in which all is right: there may be very many."""
    cities, tactics, challenges = known["city"], known["tactic"], known["challenge"]
    for c, case in enumerate(files.cases.cases):
        if (
            _names_each_once(case.cities, cities)
            and _names_each_once(case.tactics, tactics)
            and _names_each_once(case.challenges, challenges)
        ):
            continue
        top: Loc = ("cases", c)
        owner = f"case '{case.id}'"
        named: tuple[tuple[str, str, tuple[str | int, ...]], ...] = (
            ("cities", "city", case.cities),
            ("tactics", "tactic", case.tactics),
            ("challenges", "challenge", case.challenges),
        )
        for field, kind, targets in named:
            for i, target in enumerate(targets):
                yield _Reference(CASES, owner, (*top, field), (i,), kind, target)
