"""What must hold between the entries of the knowledge, beyond what each model says of its own."""

from __future__ import annotations

from functools import cache
from itertools import chain, islice, product
from typing import TYPE_CHECKING, Any, TypeAlias, get_args

from boundary_advisor.knowledge.base import CASES, CHALLENGES, STRATEGIES, Files
from boundary_advisor.knowledge.entry import About, Entry
from boundary_advisor.knowledge.models import CellState, City, Horizon, Threat
from boundary_advisor.knowledge.names import Names, challenge_names, size_names, strategy_names
from boundary_advisor.text import MAX_NEAR, did_you_mean, fold, show, split_source
from boundary_advisor.validation import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from boundary_advisor.knowledge.models import Cell, Ground, Strategy
    from boundary_advisor.yamlfile import Loc

MAX_CHECK_FAULTS = 100
"""Faults between entries that are looked for; to describe each takes some time."""

SOURCE_FIELDS = frozenset({"source", "effort"})
"""The fields that name places in the source."""

_MAX_CHOICES = 12

_UNIQUE = (
    *(("challenge", "id"), ("challenge", "number"), ("strategy", "id"), ("strategy", "stage")),
    *(("tactic", "id"), ("size", "id"), ("city", "id"), ("city", "number"), ("case", "id")),
)
"""Kind of entry and field of which no two of them may have the same value."""

_NAMES_OF: dict[str, Callable[[Any], Names]] = {
    "challenge": challenge_names,
    "strategy": strategy_names,
    "size": size_names,
}
"""Kind of entry that users call by many names -> what gives them."""

_REFERENCES = (
    ("challenge", "confused_with", "challenge", "challenge"),
    ("strategy", "combines_with", "strategy", "strategy"),
    ("strategy", "followed_by", "strategy", "strategy"),
    ("strategy", "cells", "challenge", "challenge"),
    ("tactic", "serves", "challenge", "challenge"),
    ("city", "size", "size", ""),
    ("case", "cities", "city", ""),
    ("case", "tactics", "tactic", ""),
    ("case", "challenges", "challenge", ""),
)
"""Kind of entry and field that name others; the kind named; the part of an item that names it."""

_Entries: TypeAlias = "dict[str, list[tuple[Loc, Any]]]"
"""Kind of entry -> all of them, each with the path to it."""


def check(files: Files) -> Iterator[Fault]:
    """Find what does not fit between the entries of the three files, up to a bound."""
    entries = _entries(files)
    tops = zip((CHALLENGES, STRATEGIES, CASES), files, strict=True)
    faults = chain(
        _check_unique(entries),
        _check_names(entries),
        _check_references(entries),
        _check_grid(entries),
        _check_table(entries),
        _check_cities(entries),
        _check_cases(entries),
        check_sources(files.challenges.about, tops),
    )
    return islice(faults, MAX_CHECK_FAULTS)


def _entries(files: Files) -> _Entries:
    challenges, strategies, cases = files
    strategy_list = _numbered(strategies.strategies, "strategies")
    return {
        "challenge": _numbered(challenges.challenges, "challenges"),
        "strategy": strategy_list,
        "tactic": [
            tactic
            for loc, strategy in strategy_list
            for tactic in _numbered(strategy.tactics, *loc, "tactics")
        ],
        "size": _numbered(cases.sizes, "sizes"),
        "city": _numbered(cases.cities, "cities"),
        "case": _numbered(cases.cases, "cases"),
    }


def _numbered(entries: Iterable[Entry], *loc: str | int) -> list[tuple[Loc, Any]]:
    return [((*loc, i), entry) for i, entry in enumerate(entries)]


def _fault(loc: Loc, what: str, fix: str = "") -> Fault:
    """Make a fault in the file that holds what a path leads to."""
    file = {"challenges": CHALLENGES, "strategies": STRATEGIES}.get(str(loc[0]), CASES)
    return Fault(file, loc, what, fix)


def _check_unique(entries: _Entries) -> Iterator[Fault]:
    for kind, field in _UNIQUE:
        seen = set()
        for loc, entry in entries[kind]:
            value = getattr(entry, field)
            if value in seen and value is not None:
                what = f"the {field} {show(str(value))} is taken by another of the {loc[-2]}"
                yield _fault((*loc, field), what, "each needs its own")
            seen.add(value)


def _check_names(entries: _Entries) -> Iterator[Fault]:
    """Find words that name two entries of one kind, since users call entries by them."""
    for kind, names_of in _NAMES_OF.items():
        owners: dict[str, str] = {}
        for loc, entry in entries[kind]:
            for name in names_of(entry).words:
                owner = owners.setdefault(fold(name), entry.id)
                if owner != entry.id:
                    what = f"'{entry.id}' and '{owner}' are both called {show(name)}"
                    yield _fault(loc, what, "a name means one")


def _check_references(entries: _Entries) -> Iterator[Fault]:
    """Find references to entries that are not there, to the entry itself, and repeated ones."""
    known = {kind: {_key(entry) for _, entry in entries[kind]} for _, _, kind, _ in _REFERENCES}
    for kind, field, named_kind, part in _REFERENCES:
        there = known[named_kind]
        for top, entry in entries[kind]:
            value = getattr(entry, field)
            items = value if isinstance(value, tuple) else (value,)
            named = [getattr(item, part) for item in items] if part else items
            itself = _key(entry) if kind == named_kind else None
            if there.issuperset(named) and itself not in named and len(set(named)) == len(named):
                continue  # as nearly always: there may be very many cases
            owner = _called(kind, _key(entry))
            for i, what, fix in wrong_references(named_kind, named, there, itself):
                inside = () if items is not value else (i, part) if part else (i,)
                yield _fault((*top, field, *inside), f"{owner} {what}", fix)


def wrong_references(
    kind: str,
    named: Sequence[str | int],
    there: Collection[str | int],
    itself: str | int | None = None,
) -> Iterator[tuple[int, str, str]]:
    """Yield the index of each wrong name in a list, what is wrong with it, and what to do."""
    for i, key in enumerate(named):
        if key not in there:
            yield i, f"names no {_called(kind, key)}", _choices(key, there)
        elif key == itself:
            yield i, "names itself", "take it out"
        elif key in named[:i]:
            yield i, f"names {_called(kind, key)} twice", "keep one of them"


def _key(entry: Any) -> str | int:  # noqa: ANN401  # an entry of any kind
    """Return what other entries call an entry by."""
    key: str | int = entry.key if isinstance(entry, City) else entry.id
    return key


def _called(kind: str, key: str | int) -> str:
    return f"{kind} {key}" if isinstance(key, int) else f"{kind} '{key}'"


def _choices(key: str | int, known: Iterable[str | int]) -> str:
    """Say what there is to name, if that fits on a line."""
    alike = [name for name in known if isinstance(name, type(key))]
    if isinstance(key, str) and (near := did_you_mean(key, sorted(map(str, alike)))):
        return near
    choices = sorted(alike or known, key=lambda name: (isinstance(name, str), name))
    if len(choices) > _MAX_CHOICES:
        return "add it, or mend the name"
    return f"there are {', '.join(map(str, choices))}"


def _check_grid(entries: _Entries) -> Iterator[Fault]:
    """Find fields of the grid that have no strategy, or more than one."""
    owners: dict[tuple[Threat, Horizon], str] = {}
    for loc, strategy in entries["strategy"]:
        threat, horizon = strategy.quadrant.threat, strategy.quadrant.horizon
        owner = owners.setdefault((threat, horizon), strategy.id)
        if owner != strategy.id:
            what = f"threat {threat} and horizon {horizon} belong to strategy '{owner}' already"
            yield _fault((*loc, "quadrant"), what)
    for threat, horizon in product(Threat, Horizon):
        if (threat, horizon) not in owners:
            what = f"no strategy has threat {threat} and horizon {horizon}"
            yield _fault(("strategies",), what, "add one")


def _check_table(entries: _Entries) -> Iterator[Fault]:
    """Find cells that are missing, contradict themselves, or do not fit the tactics."""
    challenges = [challenge.id for _, challenge in entries["challenge"]]
    for loc, strategy in entries["strategy"]:
        there = {cell.challenge for cell in strategy.cells}
        for challenge in challenges:
            if challenge not in there:
                what = f"strategy '{strategy.id}' has no cell for challenge '{challenge}'"
                yield _fault((*loc, "cells"), what, "add it, whatever its state")
        served = {link.challenge for tactic in strategy.tactics for link in tactic.serves}
        for c, cell in enumerate(strategy.cells):
            is_served = cell.challenge in served or cell.challenge not in challenges
            for what, fix in _wrong_cell(cell, strategy.id, is_served=is_served):
                yield _fault((*loc, "cells", c), what, fix)
        yield from _check_tactics(loc, strategy)
    cells = [cell for _, strategy in entries["strategy"] for cell in strategy.cells]
    answered = {cell.challenge for cell in cells if cell.applies}
    for loc, challenge in entries["challenge"]:
        if challenge.id not in answered:
            yield _fault(loc, f"no strategy applies to challenge '{challenge.id}'", "one has to")


def _wrong_cell(cell: Cell, strategy: str, *, is_served: bool) -> Iterator[tuple[str, str]]:
    name = f"the cell of '{cell.challenge}' in '{strategy}'"
    if cell.state is CellState.REPORTED and cell.note is not None:
        yield f"{name} is reported and needs no note", "take the note out, or change the state"
    if cell.state is not CellState.REPORTED and cell.note is None:
        yield f"{name} is {cell.state}", "say why in a note"
    if not cell.applies and cell.effort is not None:
        yield f"{name} does not apply, so no effort can go there", "take out state or effort"
    if cell.applies and not is_served:
        yield f"{name} is {cell.state}, yet no tactic of '{strategy}' serves it", "add one"


def _check_tactics(top: Loc, strategy: Strategy) -> Iterator[Fault]:
    """Find tactics that serve nothing, or a challenge to which their strategy does not apply."""
    closed = {cell.challenge for cell in strategy.cells if not cell.applies}
    for loc, tactic in _numbered(strategy.tactics, *top, "tactics"):
        if not tactic.serves and not tactic.general:
            what = f"tactic '{tactic.id}' serves no challenge"
            yield _fault(loc, what, "name one, or mark it as general")
        for i, link in enumerate(tactic.serves):
            if link.challenge in closed:
                what = f"tactic '{tactic.id}' serves '{link.challenge}', whose cell in "
                what += f"'{strategy.id}' does not apply"
                inner = (*loc, "serves", i, "challenge")
                yield _fault(inner, what, "take one of the two out")


def _check_cities(entries: _Entries) -> Iterator[Fault]:
    """Find cities without a number or a name, with both, and with a number and no interviews."""
    for loc, city in entries["city"]:
        is_named = (city.id, city.name) != (None, None)
        if is_named == (city.number is not None):
            yield _fault(loc, "a city has either a number, or an id and a name")
        elif is_named and None in (city.id, city.name):
            missing = "id" if city.id is None else "name"
            yield _fault(loc, f"this city has no {missing}", "add one")
        elif not is_named and not city.interviews:
            what = f"city {city.number} has no interviews"
            yield _fault(loc, what, "name one, or give the city a name")


def _check_cases(entries: _Entries) -> Iterator[Fault]:
    """Find cases that show nothing, or a tactic that serves none of their challenges."""
    serves = {
        tactic.id: {link.challenge for link in tactic.serves}
        for _, tactic in entries["tactic"]
        if not tactic.general
    }
    for loc, case in entries["case"]:
        if not case.tactics and not case.challenges:
            what = f"case '{case.id}' names neither a tactic nor a challenge"
            yield _fault(loc, what, "name one")
        for t, tactic in enumerate(case.tactics if case.challenges else ()):
            served = serves.get(tactic)  # none: it is general, or its own fault is reported
            if served and served.isdisjoint(case.challenges):
                what = f"tactic '{tactic}' serves none of the challenges of case '{case.id}'"
                fix = "mend the case, or what the tactic serves"
                yield _fault((*loc, "tactics", t), what, fix)


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


def check_sources(about: About, tops: Iterable[tuple[str, Entry]]) -> Iterator[Fault]:
    """Find sources that name a place which the knowledge does not list.

    `about` lists the places; `tops` names each file, and what it holds.
    """
    named = [*(place.name for place in about.places), about.own_judgement]
    cells = product(range(1, about.table.rows + 1), about.table.columns)
    known = {*named, *(f"{about.table.name}, row {row}, {column}" for row, column in cells)}
    sources = ((file, loc, source) for file, top in tops for loc, source in sources_in(top))
    wrong = (
        (file, loc, part)
        for file, loc, source in sources
        if source not in known  # most name one place
        for part in split_source(source)
        if part not in known
    )
    for number, (file, loc, part) in enumerate(wrong):
        yield Fault(file, loc, *_unknown_place(part, about, named if number < MAX_NEAR else []))


def _unknown_place(part: str, about: About, named: list[str]) -> tuple[str, str]:
    table = about.table
    if part.startswith(f"{table.name}, "):
        fix = f"write 'row N' (1 to {table.rows}) and one of {', '.join(table.columns)}"
        return f"{show(part)} is no cell of {table.name}", fix
    near = did_you_mean(part, named)
    return f"the source has no place {show(part)}", near or "list it in about, or mend it"


def sources_in(entry: Entry, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Yield every source in an entry and in all that it holds, with the path to it.

    The source of `About` is the work itself, not a place in it.
    """
    for name in _fields_with_sources(type(entry)):
        value = getattr(entry, name)
        if isinstance(value, str):
            yield (*loc, name), value
        elif isinstance(value, Entry):
            yield from sources_in(value, (*loc, name))
        elif value is not None:
            for i, item in enumerate(value):
                yield from sources_in(item, (*loc, name, i))


@cache
def _fields_with_sources(model: type[Entry]) -> tuple[str, ...]:
    """Name the fields of a model that are sources, or hold entries that may have some."""
    own = frozenset() if issubclass(model, About) else SOURCE_FIELDS
    return tuple(
        name
        for name, field in model.model_fields.items()
        if name in own or _holds_entries(field.annotation)
    )


def _holds_entries(annotation: object) -> bool:
    if isinstance(annotation, type):
        return issubclass(annotation, Entry)
    return any(map(_holds_entries, get_args(annotation)))
