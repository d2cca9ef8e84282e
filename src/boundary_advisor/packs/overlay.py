"""Laying one pack over the knowledge: add, override and retire, entry by entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from boundary_advisor.knowledge.base import CASES, CHALLENGES, STRATEGIES
from boundary_advisor.knowledge.checks import MAX_CHECK_FAULTS
from boundary_advisor.knowledge.entry import Entry, Origin, Traced
from boundary_advisor.knowledge.models import Case, Service, Tactic
from boundary_advisor.knowledge.provenance import Act, Effect
from boundary_advisor.packs.cascade import Gone, find_emptied, follow
from boundary_advisor.packs.changes import (
    changed_by,
    changes_of,
    field_changes,
    joined,
    places_of,
    services_of,
    title_of,
)
from boundary_advisor.packs.pack import (
    CASE,
    CELL,
    CHALLENGE,
    CITY,
    LAST_NUMBER,
    SERVICE,
    STRATEGY,
    TACTIC,
    AddedService,
    Given,
    Key,
    Kind,
    Pack,
    RetiredService,
    Verb,
    given_in,
)
from boundary_advisor.text import MAX_NEAR, did_you_mean, show
from boundary_advisor.validation import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.knowledge.models import Challenge, City, CityKey
    from boundary_advisor.packs.changes import Draft

_IN_STRATEGIES = (TACTIC, CELL)

OVERLAID = (CHALLENGES, STRATEGIES, CASES)
"""The files that an overlay may have."""

_KEPT = "added or changed by this pack too"

_TOLD_OF = frozenset({"cities", "challenges", "tactics"})
"""What makes a case count as evidence."""

_NO_NAME = re.compile(r"(?i)\s*((city|cities)\s*\d+.*|no city named)\s*")
"""What a city of a pack cannot be called, as others are, or none is."""


class Overlay:
    """Lays one pack over a draft, and keeps what it did and what was wrong with it.

    Attributes:
        effects: What it did.
        notes: What in it does nothing.
        faults: What is wrong in its files.
        given: Kind and key of every entry that it gives -> the entry as it gives it.

    Args:
        draft: The knowledge, which is changed.
        pack: The pack.
    """

    def __init__(self, draft: Draft, pack: Pack) -> None:
        self._draft = draft
        self._pack = pack
        self._name = pack.head.name
        self._gone: Gone = {}
        self._wanted: set[int] = set()
        self.effects: list[Effect] = []
        self.notes: list[str] = []
        self.faults: list[Fault] = []
        self.given: dict[tuple[Kind, Key], Given] = {}
        draft.places += places_of(pack.head)

    def lay(self) -> None:
        """Do all that the pack says; what is wrong becomes a fault in its files."""
        contents = self._pack.contents
        given = [
            each for file in OVERLAID if file in contents for each in given_in(contents[file], file)
        ]
        numbers = (_field(each.entry, "number") for each in given if each.kind is CHALLENGE)
        self._wanted = {each for each in numbers if isinstance(each, int)}
        do = {Verb.ADD: self._add, Verb.OVERRIDE: self._override, Verb.RETIRE: self._retire}
        for each in given:
            if len(self.faults) < MAX_CHECK_FAULTS:  # what follows is told when these are mended
                do[each.verb](each)
        self._check_cities(given)
        self.effects += follow(self._draft, self._gone, self._name)
        self.faults += find_emptied(self._draft, contents)
        if not given:
            self.notes.append(f"pack '{self._name}' changes nothing: it holds no entries")

    def _near(self, word: str, known: list[str]) -> str:
        """Ask for the nearest name; only for the first faults, as looking takes its time."""
        return did_you_mean(word, known) if len(self.faults) < MAX_NEAR else ""

    def _find(self, given: Given, what: str, fix: str, *within: str | int) -> None:
        self.faults.append(Fault(given.kind.file, (*given.loc, *within), what, fix))

    def _keep(self, given: Given, kind: Kind, key: Key) -> None:
        """Remember where the pack gives an entry, so that later faults can be put there."""
        self.given[kind, key] = given

    def _add(self, given: Given) -> None:
        kind, key = given.kind, given.kind.key_of(given.entry)
        if kind is SERVICE:
            self._serve(given)
        elif key in self._draft.of(kind):
            fix = "to change it, write it under 'override'"
            self._find(given, f"{_called(kind, key)} is there already", fix)
        elif kind is CITY and _NO_NAME.fullmatch(str(_field(given.entry, "name"))):
            told = (
                f"{show(str(_field(given.entry, 'name')))} is how cities without a name are called"
            )
            self._find(given, told, "give it a name of its own", "name")
        elif self._has_strategy(given):
            self._put(kind, key, self._made(given))
            self._keep(given, kind, key)

    def _put(self, kind: Kind, key: Key, entry: Traced) -> None:
        self._draft.of(kind)[key] = entry
        self.effects.append(Effect(Act.ADDED, kind.name, _plain(key), title_of(entry)))

    def _has_strategy(self, given: Given) -> bool:
        """Say whether the strategy is there that a tactic or a cell belongs to."""
        if given.kind not in _IN_STRATEGIES:
            return True
        strategy = str(_field(given.entry, "strategy"))
        known = [str(name) for (name,) in self._draft.of(STRATEGY)]
        if strategy in known:
            return True
        told = f"there is no strategy {show(strategy)}"
        self._find(given, told, self._near(strategy, known), "strategy")
        return False

    def _made(self, given: Given) -> Traced:
        """Make an entry of the knowledge from what the pack gives."""
        kind, entry = given.kind, given.entry
        if type(entry) is kind.model:  # read for this pack alone, so that it needs no copy
            return cast("Traced", entry).stamped(Origin(self._name))
        if kind is TACTIC:
            self._draft.owners[str(_field(entry, "id"))] = str(_field(entry, "strategy"))
        wanted = ((name, _field(entry, name)) for name in kind.model.model_fields)
        fields: dict[str, Any] = {name: value for name, value in wanted if value is not None}
        if kind is CHALLENGE:
            fields.setdefault("number", self._next_number())
        made = cast("Traced", kind.model.model_construct(**fields))
        return made.stamped(Origin(self._name))

    def _next_number(self) -> int:
        """Give the number after all that are taken here or wanted in this pack."""
        challenges: Iterable[Challenge] = self._draft.of(CHALLENGE).values()
        taken = {each.number for each in challenges} | self._wanted
        after = range(1 + max(taken), LAST_NUMBER + 1)
        number: int = next(
            each for each in (*after, *range(1, len(taken) + 2)) if each not in taken
        )
        return number

    def _serve(self, given: Given) -> None:
        """Let a tactic that is there serve one challenge more."""
        service = cast("AddedService", given.entry)
        tactic = self._tactic_of(given, service.tactic)
        if tactic is None:
            return
        if (service.challenge,) not in self._draft.of(CHALLENGE):
            known = [str(name) for (name,) in self._draft.of(CHALLENGE)]
            told = f"tactic '{tactic.id}' names no challenge {show(service.challenge)}"
            self._find(given, told, self._near(service.challenge, known), "challenge")
            return
        if any(each.challenge == service.challenge for each in tactic.serves):
            told = f"tactic '{tactic.id}' serves challenge {show(service.challenge)} already"
            self._find(given, told, "take this out")
            return
        served = Service(challenge=service.challenge, source=service.source)
        served = served.coming_from(Origin(self._name))
        changed = tactic.model_copy(update={"serves": (*tactic.serves, served)})
        self._draft.of(TACTIC)[tactic.id,] = changed.coming_from(
            changed_by(tactic.origin, self._name, ("serves",))
        )
        self._keep(given, SERVICE, (tactic.id, service.challenge))
        name = f"{tactic.id}, {service.challenge}"
        self.effects.append(Effect(Act.ADDED, SERVICE.name, name, tactic.title))

    def _tactic_of(self, given: Given, tactic_id: str) -> Tactic | None:
        tactics = self._draft.of(TACTIC)
        found: Tactic | None = tactics.get((tactic_id,))
        if found is None:
            known = [str(name) for (name,) in tactics]
            told = f"there is no tactic {show(tactic_id)}"
            self._find(given, told, self._near(tactic_id, known), "tactic")
        return found

    def _override(self, given: Given) -> None:
        kind, key = given.kind, given.kind.key_of(given.entry)
        old: Traced | None = self._draft.of(kind).get(key)
        if old is None:
            self._find(given, *self._unknown(kind, key, "to add it, write it under 'add'"))
            return
        if (kind, key) in self.given:
            self._find(given, f"{_called(kind, key)} is in this pack already", "put both into one")
            return
        changes = changes_of(kind, old, given.entry)
        if not changes:
            told = f"pack '{self._name}' overrides {_called(kind, key)} and changes nothing"
            self.notes.append(f"{told}: what it gives is so already")
            return
        if kind is CASE and not old.is_local and (told_of := _TOLD_OF.intersection(changes)):
            fields = " and ".join(sorted(told_of))
            told = f"{_called(kind, key)} is not of a pack, so its {fields} stay as they are"
            self._find(given, told, "add a case of your own")
            return
        if "serves" in changes:
            changes["serves"] = services_of(cast("Tactic", old), changes["serves"], self._name)
        changed = old.model_copy(update=changes | {"source": joined(given.entry, old)})
        self._draft.of(kind)[key] = changed.coming_from(
            changed_by(old.origin, self._name, tuple(changes))
        )
        self._keep(given, kind, key)
        told_changes = field_changes(old, changes)
        self.effects.append(
            Effect(Act.CHANGED, kind.name, _plain(key), title_of(old), told_changes)
        )

    def _unknown(self, kind: Kind, key: Key, hint: str) -> tuple[str, str]:
        if not key:
            return "this names no city", "give its number or its id"
        known = [_plain(each) for each in self._draft.of(kind)]
        near = self._near(_plain(key), known) if isinstance(key[0], str) else ""
        return f"there is no {_called(kind, key)}", near or hint

    def _retire(self, given: Given) -> None:
        kind, why = given.kind, str(_field(given.entry, "why"))
        if kind is SERVICE:
            self._serve_no_more(given, why)
            return
        key = kind.key_of(given.entry)
        if (kind, key) in self.given:
            self._find(given, f"{_called(kind, key)} is {_KEPT}", "take one of the two out")
            return
        old = self._draft.of(kind).pop(key, None)
        if old is None:
            self._find(given, *self._unknown(kind, key, "take this out"))
            return
        self._gone.setdefault(kind, {})[key] = old
        self.effects.append(Effect(Act.RETIRED, kind.name, _plain(key), title_of(old), why=why))

    def _serve_no_more(self, given: Given, why: str) -> None:
        service = cast("RetiredService", given.entry)
        tactic = self._tactic_of(given, service.tactic)
        if tactic is None:
            return
        left = tuple(each for each in tactic.serves if each.challenge != service.challenge)
        if left == tactic.serves:
            told = f"tactic '{tactic.id}' does not serve challenge {show(service.challenge)}"
            self._find(given, told, "take this out")
            return
        key = (tactic.id, service.challenge)
        if (SERVICE, key) in self.given or tactic.origin.pack == self._name:
            told = f"that tactic '{tactic.id}' serves '{service.challenge}' is {_KEPT}"
            self._find(given, told, "take one of the two out")
            return
        changed = tactic.model_copy(update={"serves": left})
        self._draft.of(TACTIC)[tactic.id,] = changed.coming_from(
            changed_by(tactic.origin, self._name, ("serves",))
        )
        self._gone.setdefault(SERVICE, {})[tactic.id, service.challenge] = tactic
        self._keep(given, TACTIC, (tactic.id,))
        name = f"{tactic.id}, {service.challenge}"
        self.effects.append(Effect(Act.RETIRED, SERVICE.name, name, tactic.title, why=why))

    def _check_cities(self, given: list[Given]) -> None:
        """Keep apart what the study's cities did and what others did."""
        cities: Iterable[City] = self._draft.of(CITY).values()
        local = {city.key: city.label for city in cities if city.is_local}
        others = {city.key: city.label for city in cities if not city.is_local}
        for each in given:
            if each.kind is CASE and each.verb is not Verb.RETIRE:
                strangers = others if self._is_local(each) else local
                named: Iterable[CityKey] = _field(each.entry, "cities") or ()  # type: ignore[assignment]  # made here
                if not strangers.keys().isdisjoint(named):
                    self._find_strangers(each, strangers, named)

    def _is_local(self, given: Given) -> bool:
        """Say whether the case that is added or changed is one of a pack."""
        case: Case | None = self._draft.of(CASE).get(CASE.key_of(given.entry))
        return given.verb is Verb.ADD or (case is not None and case.is_local)

    def _find_strangers(
        self, given: Given, strangers: dict[CityKey, str], named: Iterable[CityKey]
    ) -> None:
        whose = "that a pack adds" if self._is_local(given) else "that no pack adds"
        told = f"{_called(CASE, CASE.key_of(given.entry))} can name only cities {whose}"
        for i, key in enumerate(named):
            if key in strangers:
                self._find(given, f"{told}, not {strangers[key]}", "", "cities", i)


def _field(entry: Entry, name: str) -> object:
    return getattr(entry, name, None)


def _called(kind: Kind, key: Key) -> str:
    """Name an entry as messages do: "tactic 'data-hub'", "city 9"."""
    parts = (show(part) if isinstance(part, str) else str(part) for part in key)
    return f"{kind.name} {', '.join(parts)}"


def _plain(key: Key) -> str:
    return ", ".join(map(str, key))
