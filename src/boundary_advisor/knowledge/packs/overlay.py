"""Laying one pack over the knowledge: add, override and retire, entry by entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from boundary_advisor.knowledge.check_sources import sources_in
from boundary_advisor.knowledge.entry import Entry, Origin, Traced
from boundary_advisor.knowledge.files import CASES, CHALLENGES, STRATEGIES, Finding, Loc
from boundary_advisor.knowledge.models import Case, Service, Tactic
from boundary_advisor.knowledge.names import did_you_mean, show
from boundary_advisor.knowledge.packs.change import changed_by, changes_of, joined
from boundary_advisor.knowledge.packs.effects import Act, Effect, FieldChange
from boundary_advisor.knowledge.packs.follow import Gone, follow
from boundary_advisor.knowledge.packs.head import HEAD, PackHead
from boundary_advisor.knowledge.packs.mark import places_of, title_of, with_sources_of
from boundary_advisor.knowledge.packs.shapes import (
    CASE,
    CHALLENGE,
    CITY,
    SERVICE,
    STRATEGY,
    TACTIC,
    AddedService,
    Given,
    Key,
    Kind,
    RetiredService,
    Verb,
    given_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.knowledge.models import Challenge
    from boundary_advisor.knowledge.packs.draft import Draft

OVERLAID = (CHALLENGES, STRATEGIES, CASES)
"""The files that an overlay may have."""


class Pack(NamedTuple):
    """A pack that was read: its head, and the content of each of its files by name."""

    head: PackHead
    contents: dict[str, Entry]


class Overlay:
    """Lays one pack over a draft, and keeps what it did and what was wrong with it.

    Attributes:
        effects: What it did.
        notes: What in it does nothing.
        findings: What is wrong in its files.
        given: Kind and key of every entry that it gives -> the file, and the way to it there.

    Args:
        draft: The knowledge, which is changed.
        pack: The pack.
        own_judgement: The place name that marks what is nobody's but the author's judgement.
    """

    def __init__(self, draft: Draft, pack: Pack, own_judgement: str) -> None:
        self._draft = draft
        self._pack = pack
        self._name = pack.head.name
        self._own_judgement = own_judgement
        self._gone: Gone = {}
        self.effects: list[Effect] = []
        self.notes: list[str] = []
        self.findings: list[Finding] = []
        self.given: dict[tuple[Kind, Key], tuple[str, Loc]] = {}
        draft.places += places_of(pack.head, own_judgement)

    def lay(self) -> None:
        """Do all that the pack says; what is wrong becomes a finding in its files."""
        contents = self._pack.contents
        given = [
            each for file in OVERLAID if file in contents for each in given_in(contents[file], file)
        ]
        do = {Verb.ADD: self._add, Verb.OVERRIDE: self._override, Verb.RETIRE: self._retire}
        for each in given:
            do[each.verb](each)
        self._check_cities(given)
        self._check_sources(given)
        self.effects += follow(self._draft, self._gone, self._name)
        if not given:
            self.notes.append(f"pack '{self._name}' changes nothing: it holds no entries")

    def _find(self, given: Given, message: str, *within: str | int) -> None:
        loc = (given.verb.value, given.kind.section, given.place, *within)
        self.findings.append(Finding(given.kind.file, loc, message))

    def _keep(self, given: Given, kind: Kind, key: Key) -> None:
        """Remember where the pack gives an entry, so that later findings can be put there."""
        loc = (given.verb.value, given.kind.section, given.place)
        self.given[kind, key] = (given.kind.file, loc)

    def _add(self, given: Given) -> None:
        kind, key = given.kind, given.kind.key_of(given.entry)
        if kind is SERVICE:
            self._serve(given)
        elif key in self._draft.of(kind):
            self._find(
                given,
                f"{_called(kind, key)} is there already; to change it, write it under 'override'",
            )
        elif self._has_strategy(given):
            self._put(kind, key, self._made(given))
            self._keep(given, kind, key)

    def _put(self, kind: Kind, key: Key, entry: Traced) -> None:
        self._draft.of(kind)[key] = entry
        self.effects.append(Effect(Act.ADDED, kind.name, _plain(key), title_of(entry)))

    def _has_strategy(self, given: Given) -> bool:
        """Say whether the strategy is there that a tactic or a cell belongs to."""
        strategy = getattr(given.entry, "strategy", None)
        known = [str(name) for (name,) in self._draft.of(STRATEGY)]
        if strategy is None or strategy in known:
            return True
        told = f"there is no strategy {show(strategy)}{did_you_mean(strategy, known)}"
        self._find(given, told, "strategy")
        return False

    def _made(self, given: Given) -> Traced:
        """Make an entry of the knowledge from what the pack gives."""
        kind, entry = given.kind, with_sources_of(given.entry, self._name)
        if kind is TACTIC:
            self._draft.owners[str(_field(entry, "id"))] = str(_field(entry, "strategy"))
        if type(entry) is not kind.model:
            wanted = ((name, _field(entry, name)) for name in kind.model.model_fields)
            fields: dict[str, Any] = {name: value for name, value in wanted if value is not None}
            if kind is CHALLENGE:
                fields.setdefault("number", self._next_number())
            entry = kind.model.model_construct(**fields)
        return cast("Traced", entry).coming_from(Origin(self._name))

    def _next_number(self) -> int:
        challenges: Iterable[Challenge] = self._draft.of(CHALLENGE).values()
        return 1 + max(each.number for each in challenges)

    def _serve(self, given: Given) -> None:
        """Let a tactic that is there serve one challenge more."""
        service = cast("AddedService", given.entry)
        tactic = self._tactic_of(given, service.tactic)
        if tactic is None:
            return
        if any(each.challenge == service.challenge for each in tactic.serves):
            told = f"tactic '{tactic.id}' serves challenge {show(service.challenge)} already"
            self._find(given, f"{told}; take this out")
            return
        source = with_sources_of(service, self._name).source
        served = Service(challenge=service.challenge, source=source)
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
            told = f"there is no tactic {show(tactic_id)}{did_you_mean(tactic_id, known)}"
            self._find(given, told, "tactic")
        return found

    def _override(self, given: Given) -> None:
        kind, key = given.kind, given.kind.key_of(given.entry)
        old: Traced | None = self._draft.of(kind).get(key)
        if old is None:
            self._find(given, self._unknown(kind, key, "to add it, write it under 'add'"))
            return
        entry = with_sources_of(given.entry, self._name)
        changes = changes_of(kind, old, entry)
        if not changes:
            told = f"pack '{self._name}' overrides {_called(kind, key)} and changes nothing"
            self.notes.append(f"{told}: what it gives is so already")
            return
        changed = old.model_copy(update=changes | {"source": joined(entry, old)})
        self._draft.of(kind)[key] = changed.coming_from(
            changed_by(old.origin, self._name, tuple(changes))
        )
        self._keep(given, kind, key)
        told_changes = tuple(
            FieldChange(name, *map(_in_words, (getattr(old, name), value)))
            for name, value in changes.items()
        )
        title = title_of(old)
        self.effects.append(Effect(Act.CHANGED, kind.name, _plain(key), title, told_changes))

    def _unknown(self, kind: Kind, key: Key, hint: str) -> str:
        if not key:
            return "this names no city; give its number or its id"
        known = [_plain(each) for each in self._draft.of(kind)]
        near = did_you_mean(_plain(key), known)
        return f"there is no {_called(kind, key)}{near or f'; {hint}'}"

    def _retire(self, given: Given) -> None:
        kind, why = given.kind, str(_field(given.entry, "why"))
        if kind is SERVICE:
            self._serve_no_more(given, why)
            return
        key = kind.key_of(given.entry)
        old = self._draft.of(kind).pop(key, None)
        if old is None:
            self._find(given, self._unknown(kind, key, "take this out"))
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
            self._find(given, f"{told}; take this out")
            return
        self._draft.of(TACTIC)[tactic.id,] = tactic.model_copy(update={"serves": left})
        self._gone.setdefault(SERVICE, {})[tactic.id, service.challenge] = tactic
        self._keep(given, TACTIC, (tactic.id,))
        name = f"{tactic.id}, {service.challenge}"
        self.effects.append(Effect(Act.RETIRED, SERVICE.name, name, tactic.title, why=why))

    def _check_cities(self, given: list[Given]) -> None:
        """Keep apart what the study's cities did and what others did."""
        cities = self._draft.of(CITY)
        for each in given:
            if each.kind is not CASE or each.verb is Verb.RETIRE:
                continue
            case: Case | None = self._draft.of(CASE).get(CASE.key_of(each.entry))
            for i, key in enumerate(getattr(each.entry, "cities", None) or ()):
                city = cities.get((key,))
                if case and city and city.is_local != case.is_local:
                    whose = "of packs only" if case.is_local else "that are not of a pack"
                    told = f"{_called(CASE, (case.id,))} can name cities {whose}"
                    self._find(each, f"{told}, not {city.label}", "cities", i)

    def _check_sources(self, given: list[Given]) -> None:
        """Find sources that name a place which the head does not list."""
        named = [place.name for place in self._pack.head.places]
        known = {*named, self._own_judgement}
        for each in given:
            for loc, source in sources_in(each.entry):
                for place in source.split("; "):
                    if place not in known:
                        near = did_you_mean(place, [*named, self._own_judgement])
                        told = near or f"; list it under 'places' in {HEAD}, or mend it"
                        self._find(each, f"the pack has no place {show(place)}{told}", *loc)


def _field(entry: Entry, name: str) -> object:
    return getattr(entry, name, None)


def _called(kind: Kind, key: Key) -> str:
    """Name an entry as messages do: "tactic 'data-hub'", "city 9"."""
    parts = (show(part) if isinstance(part, str) else str(part) for part in key)
    return f"{kind.name} {', '.join(parts)}"


def _plain(key: Key) -> str:
    return ", ".join(map(str, key))


def _in_words(value: Any) -> str:  # noqa: ANN401  # whatever a field holds
    """Tell what a field holds, on one line."""
    if isinstance(value, tuple):
        return "; ".join(map(_in_words, value))
    if isinstance(value, Entry):
        return ", ".join(_in_words(part) for _, part in value if part is not None)
    return "" if value is None else str(value)
