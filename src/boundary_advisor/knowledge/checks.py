"""What must hold between entries, beyond what each model says of its own: no input or output."""

from __future__ import annotations

from functools import cache
from itertools import chain, count, islice, product
from typing import TYPE_CHECKING, NamedTuple, get_args

from boundary_advisor.knowledge.base import CASES, CHALLENGES, STRATEGIES, Files
from boundary_advisor.knowledge.entry import About, Entry
from boundary_advisor.knowledge.models import (
    Case,
    Cell,
    CellState,
    Horizon,
    Strategy,
    Threat,
)
from boundary_advisor.knowledge.names import Names, challenge_names, size_names, strategy_names
from boundary_advisor.text import MAX_NEAR, did_you_mean, fold, show, split_source
from boundary_advisor.validation import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from boundary_advisor.knowledge.models import Ground
    from boundary_advisor.yamlfile import Loc

SOURCE_FIELDS = frozenset({"source", "effort"})
"""The fields that name places in the source."""


def check_sources(files: Files) -> Iterator[Fault]:
    """Find sources that name a place which the head of the challenges file does not list."""
    tops = zip((CHALLENGES, STRATEGIES, CASES), files, strict=True)
    return check_sources_of(files.challenges.about, tops)


def check_sources_of(about: About, tops: Iterable[tuple[str, Entry]]) -> Iterator[Fault]:
    """Find sources in any files that name a place which the knowledge does not list.

    Args:
        about: What lists the places.
        tops: Name of each file, and what it holds.
    """
    named = [place.name for place in about.places]
    known = {*named, about.own_judgement, *_cells(about)}
    sound: set[str] = set()
    looked = count()
    for file, top in tops:
        for loc, source in sources_in(top):
            if source not in sound:
                wrong = [part for part in split_source(source) if part not in known]
                for part in wrong:
                    near = next(looked) < MAX_NEAR
                    yield Fault(file, loc, *_say(part, about, named if near else []))
                sound.update(() if wrong else (source,))


def _cells(about: About) -> Iterator[str]:
    table = about.table
    for row in range(1, table.rows + 1):
        for column in table.columns:
            yield f"{table.name}, row {row}, {column}"


def sources_in(entry: Entry, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Give every source in an entry and in all that it holds, with the way to it.

    What `About` calls its source is the work itself, and no place in it.
    """
    for name in _fields_of(type(entry)):
        value = getattr(entry, name)
        if isinstance(value, str):
            yield (*loc, name), value
        elif isinstance(value, Entry):
            yield from sources_in(value, (*loc, name))
        elif value is not None:
            for i, item in enumerate(value):
                yield from sources_in(item, (*loc, name, i))


@cache
def _fields_of(kind: type[Entry]) -> tuple[str, ...]:
    """Name the fields of a model that are sources, or hold entries that may have some."""
    return tuple(
        name
        for name, field in kind.model_fields.items()
        if _holds_entries(field.annotation)
        or (name in SOURCE_FIELDS and not issubclass(kind, About))
    )


def _holds_entries(annotation: object) -> bool:
    if isinstance(annotation, type):
        return issubclass(annotation, Entry)
    return any(map(_holds_entries, get_args(annotation)))


def _say(part: str, about: About, named: list[str]) -> tuple[str, str]:
    table = about.table
    if part.startswith(f"{table.name}, "):
        fix = f"write 'row N' (1 to {table.rows}) and one of {', '.join(table.columns)}"
        return f"{show(part)} is no cell of {table.name}", fix
    near = did_you_mean(part, [*named, about.own_judgement])
    return f"the source has no place {show(part)}", near or "list it in about, or mend it"


def check_grid(files: Files) -> Iterator[Fault]:
    """Find fields of the grid that have no strategy, or more than one."""
    owners: dict[tuple[Threat, Horizon], str] = {}
    for s, strategy in enumerate(files.strategies.strategies):
        threat, horizon = strategy.quadrant.threat, strategy.quadrant.horizon
        owner = owners.setdefault((threat, horizon), strategy.id)
        if owner != strategy.id:
            message = f"threat {threat} and horizon {horizon} belong to strategy '{owner}' already"
            yield Fault(STRATEGIES, ("strategies", s, "quadrant"), message)
    for threat, horizon in product(Threat, Horizon):
        if (threat, horizon) not in owners:
            message = f"no strategy has threat {threat} and horizon {horizon}"
            yield Fault(STRATEGIES, ("strategies",), message, "add one")


def check_table(files: Files) -> Iterator[Fault]:
    """Find cells that are missing, contradict themselves, or do not fit the tactics."""
    known = {challenge.id for challenge in files.challenges.challenges}
    for s, strategy in enumerate(files.strategies.strategies):
        top: Loc = ("strategies", s)
        yield from _missing_cells(files, strategy, top)
        served = {link.challenge for tactic in strategy.tactics for link in tactic.serves}
        for c, cell in enumerate(strategy.cells):
            for what, fix in _faults_of_cell(cell, strategy, known - served):
                yield Fault(STRATEGIES, (*top, "cells", c), what, fix)
        yield from _check_tactics(strategy, top)
    yield from _unanswered(files)


def _missing_cells(files: Files, strategy: Strategy, top: Loc) -> Iterator[Fault]:
    there = {cell.challenge for cell in strategy.cells}
    for challenge in files.challenges.challenges:
        if challenge.id not in there:
            message = f"strategy '{strategy.id}' has no cell for challenge '{challenge.id}'"
            yield Fault(STRATEGIES, (*top, "cells"), message, "add it, whatever its state")


def _faults_of_cell(
    cell: Cell, strategy: Strategy, unserved: set[str]
) -> Iterator[tuple[str, str]]:
    name = f"the cell of '{cell.challenge}' in '{strategy.id}'"
    if cell.state is CellState.REPORTED and cell.note is not None:
        yield f"{name} is reported and needs no note", "take the note out, or change the state"
    if cell.state is not CellState.REPORTED and cell.note is None:
        yield f"{name} is {cell.state}", "say why in a note"
    if cell.state is CellState.NOT_APPLICABLE and cell.effort is not None:
        yield f"{name} does not apply, so no effort can go there", "take out state or effort"
    if cell.state is not CellState.NOT_APPLICABLE and cell.challenge in unserved:
        yield f"{name} is {cell.state}, yet no tactic of '{strategy.id}' serves it", "add one"


def _check_tactics(strategy: Strategy, top: Loc) -> Iterator[Fault]:
    closed = {cell.challenge for cell in strategy.cells if cell.state is CellState.NOT_APPLICABLE}
    for t, tactic in enumerate(strategy.tactics):
        place = (*top, "tactics", t)
        if not tactic.serves and not tactic.general:
            message = f"tactic '{tactic.id}' serves no challenge"
            yield Fault(STRATEGIES, place, message, "name one, or mark it as general")
        for i, link in enumerate(tactic.serves):
            if link.challenge in closed:
                loc = (*place, "serves", i, "challenge")
                message = f"tactic '{tactic.id}' serves '{link.challenge}', whose cell in "
                message += f"'{strategy.id}' does not apply"
                yield Fault(STRATEGIES, loc, message, "take one of the two out")


def _unanswered(files: Files) -> Iterator[Fault]:
    answered = {
        cell.challenge
        for strategy in files.strategies.strategies
        for cell in strategy.cells
        if cell.state is not CellState.NOT_APPLICABLE
    }
    for c, challenge in enumerate(files.challenges.challenges):
        if challenge.id not in answered:
            message = f"no strategy applies to challenge '{challenge.id}'"
            yield Fault(CHALLENGES, ("challenges", c), message, "one has to")


def check_cities(files: Files) -> Iterator[Fault]:
    """Find cities that have neither a number nor a name, or both, or no one who was interviewed."""
    for c, city in enumerate(files.cases.cities):
        named = (city.id, city.name) != (None, None)
        if named == (city.number is not None):
            message = "a city has either a number, or an id and a name"
            yield Fault(CASES, ("cities", c), message)
        elif named and None in (city.id, city.name):
            missing = "id" if city.id is None else "name"
            yield Fault(CASES, ("cities", c), f"this city has no {missing}", "add one")
        elif not named and not city.interviews:
            message = f"city {city.number} has no interviews"
            yield Fault(CASES, ("cities", c), message, "name one, or give the city a name")


def check_cases(files: Files) -> Iterator[Fault]:
    """Find cases that show nothing, or a tactic that serves none of their challenges."""
    serves = {
        tactic.id: {link.challenge for link in tactic.serves}
        for strategy in files.strategies.strategies
        for tactic in strategy.tactics
        if not tactic.general
    }
    for c, case in enumerate(files.cases.cases):
        top: Loc = ("cases", c)
        if not case.tactics and not case.challenges:
            message = f"case '{case.id}' names neither a tactic nor a challenge"
            yield Fault(CASES, top, message, "name one")
        for t in _idle_tactics(case, serves):
            message = f"tactic '{case.tactics[t]}' serves none of the challenges of case "
            message += f"'{case.id}'"
            fix = "mend the case, or what the tactic serves"
            yield Fault(CASES, (*top, "tactics", t), message, fix)


def _idle_tactics(case: Case, serves: dict[str, set[str]]) -> Iterator[int]:
    for t, tactic_id in enumerate(case.tactics):
        served = serves.get(tactic_id)  # none: it is general, or has a fault that is told already
        if case.challenges and served and served.isdisjoint(case.challenges):
            yield t


MAX_CHECK_FAULTS = 100
"""Faults between entries that are looked for; to tell each costs some time."""


def check(files: Files) -> Iterator[Fault]:
    """Find what does not fit between the entries of the three files, as far as anyone reads."""
    faults = chain(
        _check_unique(files),
        _check_names(files),
        _check_references(files),
        check_grid(files),
        check_table(files),
        check_cities(files),
        check_cases(files),
        check_sources(files),
    )
    return islice(faults, MAX_CHECK_FAULTS)


def _check_unique(files: Files) -> Iterator[Fault]:
    challenges, strategies, cases = files
    per_list: tuple[tuple[str, str, Iterable[object], tuple[str, ...]], ...] = (
        (CHALLENGES, "challenges", challenges.challenges, ("id", "number")),
        (STRATEGIES, "strategies", strategies.strategies, ("id", "stage")),
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


def _doubles(file: str, field: str, values: Iterable[tuple[Loc, object]]) -> Iterator[Fault]:
    seen = set()
    for loc, value in values:
        if value in seen and value is not None:
            kind = loc[-3]
            message = f"the {field} {show(str(value))} is taken by another of the {kind}"
            yield Fault(file, loc, message, "each needs its own")
        seen.add(value)


def check_grounds(file: str, grounds: Iterable[Ground], known: Sequence[str]) -> Iterator[Fault]:
    """Find rules with two grounds, and grounds of rules that are not among those known, if any."""
    seen: set[str] = set()
    for i, rule in enumerate(ground.rule for ground in grounds):
        loc: Loc = ("grounds", i, "rule")
        if rule in seen:
            yield Fault(file, loc, f"rule '{rule}' has two grounds", "keep one of them")
        elif known and rule not in known:
            fix = did_you_mean(rule, known) or f"there are {', '.join(known)}"
            yield Fault(file, loc, f"there is no rule {show(rule)}", fix)
        seen.add(rule)


def _check_names(files: Files) -> Iterator[Fault]:
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


def _shared_names(file: str, loc: Loc, names: Names, owners: dict[str, str]) -> Iterator[Fault]:
    (own_id,) = names.ids
    for name in names.words:
        owner = owners.setdefault(fold(name), own_id)
        if owner != own_id:
            message = f"'{own_id}' and '{owner}' are both called {show(name)}"
            yield Fault(file, loc, message, "a name means one")


_MOST_CHOICES = 12


class _Reference(NamedTuple):
    """That one entry names another: `within` is the way to the list or entry that holds it."""

    file: str
    owner: str
    within: Loc
    tail: Loc
    kind: str
    target: str | int


def _check_references(files: Files) -> Iterator[Fault]:
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
            message, fix = f"{owner} names no {_what(kind, target)}", _mend(target, known[kind])
        elif owner.startswith(kind) and owner == _what(kind, target):
            message, fix = f"{owner} names itself", "take it out"
        elif (file, within, target) in seen:
            message, fix = f"{owner} names {_what(kind, target)} twice", "keep one of them"
        else:
            seen.add((file, within, target))
            continue
        yield Fault(file, within + tail, message, fix)


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
        return f"there are {', '.join(map(str, numbers))}" if numbers else ""
    names = sorted(each for each in known if isinstance(each, str))
    return did_you_mean(target, names) or _choices(names)


def _choices(names: list[str]) -> str:
    """Say what there is to name, where it can be told in a line."""
    if len(names) > _MOST_CHOICES:
        return "add it, or mend the name"
    return f"there are {', '.join(names)}"


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
