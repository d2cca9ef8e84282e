"""Lay one pack over the knowledge: add, override, retire, and drop references to the retired."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain, count, islice
from typing import TYPE_CHECKING, Any

from boundary_advisor.knowledge.base import CASES, CHALLENGES, STRATEGIES, Files
from boundary_advisor.knowledge.checks import MAX_CHECK_FAULTS
from boundary_advisor.knowledge.entry import Entry, Origin, Traced
from boundary_advisor.knowledge.models import Case, Service, Tactic
from boundary_advisor.knowledge.provenance import Act, Effect
from boundary_advisor.packs.draft import KnowledgeDraft, describe_changes
from boundary_advisor.packs.pack import (
    CASE,
    CELL,
    CHALLENGE,
    CITY,
    KINDS,
    LAST_NUMBER,
    SERVICE,
    STRATEGY,
    TACTIC,
    Verb,
    name_of,
)
from boundary_advisor.text import MAX_NEAR, did_you_mean, join_sources, show
from boundary_advisor.validation import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from boundary_advisor.packs.pack import EntryKind, Key, Pack, PackEntry
    from boundary_advisor.yamlfile import Loc

_EVIDENCE = frozenset({"cities", "challenges", "tactics"})
"""The fields that make a case count as evidence."""

_UNNAMED = re.compile(r"(?i)\s*((city|cities)\s*\d+.*|no city named)\s*")
"""What outputs call cities without a name, so that no city of a pack can be called so."""

_KIND_OF = {kind.model: kind for kind in KINDS}


class _RefusalError(Exception):
    """An entry cannot be laid over: what is wrong, what to do, and the path within the entry."""

    def __init__(self, what: str, fix: str, *loc: str) -> None:
        super().__init__(what)
        self.what = what
        self.fix = fix
        self.loc = loc


def _contradiction(name: str) -> _RefusalError:
    what = f"{name} is added or changed by this pack too"
    return _RefusalError(what, "take one of the two out")


class Overlay:
    """Lays one pack over a draft; records its effects, notes on what does nothing, and faults."""

    def __init__(self, draft: KnowledgeDraft, pack: Pack) -> None:
        self._draft = draft
        self._pack = pack
        self._name = pack.head.name
        self._entries = tuple(pack.entries())
        self._numbers = self._free_numbers()
        self._laid: dict[tuple[EntryKind, Key], PackEntry] = {}
        self._retired: defaultdict[EntryKind, set[str | int]] = defaultdict(set)
        self.effects: list[Effect] = []
        self.notes: list[str] = []
        self.faults: list[Fault] = []

    def lay(self) -> None:
        """Do everything that the pack says; what cannot be done becomes a fault."""
        self._draft.places += self._pack.named_places()
        for item in self._entries:
            if len(self.faults) < MAX_CHECK_FAULTS:
                self._lay(item)
        self.faults += islice(self._misplaced_cities(), MAX_CHECK_FAULTS)
        if self._retired:
            self.effects += Cascade(self._draft, self._retired, self._name).run()
        self.faults += self._emptied()
        if not self._entries:
            self.notes.append(f"pack '{self._name}' changes nothing: it holds no entries")

    def _lay(self, item: PackEntry) -> None:
        of_service = {Verb.ADD: self._add_service, Verb.RETIRE: self._retire_service}
        of_others = {Verb.ADD: self._add, Verb.OVERRIDE: self._override, Verb.RETIRE: self._retire}
        actions = of_service if item.kind is SERVICE else of_others
        try:
            actions[item.verb](item)
        except _RefusalError as refusal:
            loc = (*item.loc, *refusal.loc)
            self.faults.append(Fault(item.kind.file, loc, refusal.what, refusal.fix))

    def _get(
        self, kind: EntryKind, key: Key, what: str = "", fix: str = "", loc: tuple[str, ...] = ()
    ) -> Any:  # noqa: ANN401  # an entry of the kind
        """Return an entry of the draft.

        If there is none, it refuses with what is wrong, and suggests a near name, or else `fix`.
        Near names take time, so they are looked for only while there are few faults. `loc` is the
        path to the name within the entry of the pack.
        """
        known = self._draft.of(kind)
        if key in known:
            return known[key]
        if not key:
            raise _RefusalError("this names no city", "give its number or its id")
        is_searched = isinstance(key[0], str) and len(self.faults) < MAX_NEAR
        near = did_you_mean(name_of(key), map(name_of, known)) if is_searched else ""
        raise _RefusalError(what or f"there is no {kind.called(key)}", near or fix, *loc)

    def _record(self, act: Act, item: PackEntry, title: str, why: str = "") -> None:
        self.effects.append(Effect(act, item.kind.name, name_of(item.key), title, why=why))

    def _add(self, item: PackEntry) -> None:
        kind, key, entry = item.kind, item.key, item.entry
        if key in self._draft.of(kind):
            fix = "to change it, write it under 'override'"
            raise _RefusalError(f"{kind.called(key)} is there already", fix)
        if kind is CITY and _UNNAMED.fullmatch(entry.name):
            what = f"{show(entry.name)} is how cities without a name are called"
            raise _RefusalError(what, "give it a name of its own", "name")
        if kind in {TACTIC, CELL}:
            self._get(STRATEGY, (entry.strategy,), loc=("strategy",))
        if kind is TACTIC:
            self._draft.strategy_of[entry.id] = entry.strategy
        values = ((name, getattr(entry, name, None)) for name in kind.model.model_fields)
        fields = {name: value for name, value in values if value is not None}
        if kind is CHALLENGE and entry.number is None:
            fields["number"] = next(self._numbers)
        made = kind.model.model_construct(**fields).coming_from(Origin(self._name))
        self._draft.of(kind)[key] = made
        self._laid[kind, key] = item
        self._record(Act.ADDED, item, kind.title_of(made))

    def _free_numbers(self) -> Iterator[int]:
        """Yield numbers for added challenges, those after all others first."""
        wanted = (each.entry for each in self._entries if each.kind is CHALLENGE)
        numbers = (getattr(each, "number", None) for each in wanted)
        taken = {each.number for each in self._draft.of(CHALLENGE).values()}
        taken.update(number for number in numbers if number is not None)
        last = max(taken)
        after = chain(range(last + 1, LAST_NUMBER + 1), range(1, last), count(LAST_NUMBER + 1))
        return (number for number in after if number not in taken)

    def _override(self, item: PackEntry) -> None:
        kind, key, entry = item.kind, item.key, item.entry
        old = self._get(kind, key, fix="to add it, write it under 'add'")
        if (kind, key) in self._laid:
            raise _RefusalError(f"{kind.called(key)} is in this pack already", "put both into one")
        changes = _changes(kind, old, entry)
        if not changes:
            note = f"pack '{self._name}' overrides {kind.called(key)} and changes nothing"
            self.notes.append(f"{note}: what it gives is so already")
            return
        if kind is CASE and not old.is_from_pack and (evidence := _EVIDENCE.intersection(changes)):
            fields = " and ".join(sorted(evidence))
            what = f"{kind.called(key)} is not of a pack, so its {fields} stay as they are"
            raise _RefusalError(what, "add a case of your own")
        described = describe_changes(old, changes)
        if "serves" in changes:
            changes["serves"] = tuple(self._replace_services(old, changes["serves"]))
        update = changes | {"source": join_sources(entry.source, old.source)}
        self._draft.change(kind, key, update, self._changed(old.origin, *changes))
        self._laid[kind, key] = item
        title = kind.title_of(old)
        self.effects.append(Effect(Act.CHANGED, kind.name, name_of(key), title, described))

    def _changed(self, origin: Origin, *fields: str) -> Origin:
        """Add this pack, and the fields that it changed, to an origin."""
        packs = () if self._name == origin.pack else (self._name,)
        return origin._replace(
            changed_by=tuple(dict.fromkeys((*origin.changed_by, *packs))),
            fields=tuple(dict.fromkeys((*origin.fields, *fields))),
        )

    def _replace_services(self, old: Tactic, serves: Iterable[Service]) -> Iterator[Service]:
        """Set the origin of services that replace those of a tactic: most were there before."""
        before = {each.challenge: each.origin for each in old.serves}
        for each in serves:
            is_new = each.challenge not in before
            origin = self._changed(before.get(each.challenge, Origin()), "source")
            yield each.coming_from(Origin(self._name) if is_new else origin)

    def _retire(self, item: PackEntry) -> None:
        kind, key = item.kind, item.key
        if (kind, key) in self._laid:
            raise _contradiction(kind.called(key))
        old = self._get(kind, key, fix="take this out")
        del self._draft.of(kind)[key]
        self._retired[kind].add(key[0])
        self._record(Act.RETIRED, item, kind.title_of(old), item.entry.why)

    def _add_service(self, item: PackEntry) -> None:
        entry = item.entry
        tactic = self._get(TACTIC, (entry.tactic,), loc=("tactic",))
        what = f"tactic '{tactic.id}' names no challenge {show(entry.challenge)}"
        self._get(CHALLENGE, (entry.challenge,), what, loc=("challenge",))
        if any(each.challenge == entry.challenge for each in tactic.serves):
            what = f"tactic '{tactic.id}' serves challenge {show(entry.challenge)} already"
            raise _RefusalError(what, "take this out")
        service = Service(challenge=entry.challenge, source=entry.source)
        self._serve(tactic, (*tactic.serves, service.coming_from(Origin(self._name))))
        self._laid[SERVICE, item.key] = item
        self._record(Act.ADDED, item, tactic.title)

    def _retire_service(self, item: PackEntry) -> None:
        entry = item.entry
        tactic = self._get(TACTIC, (entry.tactic,), loc=("tactic",))
        others = tuple(each for each in tactic.serves if each.challenge != entry.challenge)
        if others == tactic.serves:
            what = f"tactic '{tactic.id}' does not serve challenge {show(entry.challenge)}"
            raise _RefusalError(what, "take this out")
        if (SERVICE, item.key) in self._laid or tactic.origin.pack == self._name:
            raise _contradiction(f"that tactic '{tactic.id}' serves '{entry.challenge}'")
        self._serve(tactic, others)
        self._retired[SERVICE].add(tactic.id)
        self._laid[TACTIC, (tactic.id,)] = item
        self._record(Act.RETIRED, item, tactic.title, entry.why)

    def _serve(self, tactic: Tactic, services: tuple[Service, ...]) -> None:
        origin = self._changed(tactic.origin, "serves")
        self._draft.change(TACTIC, (tactic.id,), {"serves": services}, origin)

    def _misplaced_cities(self) -> Iterator[Fault]:
        """Find cities of the study in cases of packs, and the other way round."""
        cities = {city.key: city for city in self._draft.of(CITY).values()}
        for item in self._entries:
            if item.kind is CASE and item.verb is not Verb.RETIRE:
                case = self._draft.of(CASE).get(item.key)
                is_from_pack = item.verb is Verb.ADD or (case is not None and case.is_from_pack)
                whose = "that a pack adds" if is_from_pack else "that no pack adds"
                what = f"{CASE.called(item.key)} can name only cities {whose}, not"
                for i, key in enumerate(item.entry.cities or ()):
                    city = cities.get(key)
                    if city is not None and city.is_from_pack != is_from_pack:
                        yield Fault(CASES, (*item.loc, "cities", i), f"{what} {city.label}")

    def _emptied(self) -> Iterator[Fault]:
        """Find lists of which the pack left nothing."""
        fix = "keep one, or add one"
        for kind in (CHALLENGE, CITY, CASE):
            if not self._draft.of(kind):
                yield Fault(self._pack.home_of(kind.file), (), f"no {kind.name} is left", fix)
        strategies = {self._draft.strategy_of[each.id] for each in self._draft.of(TACTIC).values()}
        for (strategy,) in self._draft.of(STRATEGY):
            if strategy not in strategies:
                what = f"strategy '{strategy}' has no tactic left"
                yield Fault(self._pack.home_of(STRATEGIES), (), what, fix)

    def trace(self, fault: Fault, files: Files) -> Fault:
        """Map a fault in the merged knowledge to the entry of the pack that caused it."""
        for kind, key, loc in reversed(list(_entries_on_path(fault, files))):
            item = self._laid.get((kind, key))
            if item and not (item.verb is Verb.OVERRIDE and kind.fixed.intersection(loc[:1])):
                return fault._replace(loc=(*item.loc, *loc))
        what = f"{fault.what} (this pack makes it so)"
        return fault._replace(file=self._pack.home_of(fault.file), loc=(), what=what)


def _entries_on_path(fault: Fault, files: Files) -> Iterator[tuple[EntryKind, Key, Loc]]:
    """Yield each entry on the path to a fault, with the rest of the path, the outermost first."""
    found: Any = files[(CHALLENGES, STRATEGIES, CASES).index(fault.file)]
    owner = None
    for depth, step in enumerate(fault.loc, start=1):
        found = getattr(found, step) if isinstance(step, str) else found[step]
        if (kind := _KIND_OF.get(type(found))) is not None:
            yield kind, kind.key_of(found, owner), fault.loc[depth:]
            owner = found


def _changes(kind: EntryKind, old: Traced, entry: Entry) -> dict[str, Any]:
    """Return the fields that an override changes, with their new values, in the model's order."""
    item = entry.model_fields_set - {*kind.key, "source"}
    return {
        name: value
        for name in kind.model.model_fields
        if name in item and (value := getattr(entry, name)) != getattr(old, name)
    }


class Cascade:
    """Drops references to what a pack retired.

    A tactic that served nothing else goes too, and so does a case that showed nothing else, or was
    told of no other city. What the pack itself adds stays as it is: a reference there is a mistake,
    which the check of the whole reports. Of a service, `retired` holds the tactic.
    """

    def __init__(
        self, draft: KnowledgeDraft, retired: dict[EntryKind, set[str | int]], pack: str
    ) -> None:
        self._draft = draft
        self._retired = retired
        self._challenges = retired[CHALLENGE]
        self._pack = pack

    def run(self) -> Iterator[Effect]:
        """Drop all references, and yield what that did."""
        yield from self._drop_cells()
        yield from self._drop_confusions()
        yield from self._drop_services()
        yield from self._drop_from_cases()

    def _drop_cells(self) -> Iterator[Effect]:
        for key in [key for key in self._draft.of(CELL) if key[1] in self._challenges]:
            yield self._retire(CELL, key, "it is retired too, as its challenge is")

    def _drop_confusions(self) -> Iterator[Effect]:
        for key, challenge in self._entries(CHALLENGE):
            confusions = challenge.confused_with
            rest = tuple(each for each in confusions if each.challenge not in self._challenges)
            if rest != confusions:
                why = "what it was easily confused with is retired"
                yield self._change(CHALLENGE, key, {"confused_with": rest}, why)

    def _drop_services(self) -> Iterator[Effect]:
        for key, tactic in self._entries(TACTIC):
            rest = tuple(each for each in tactic.serves if each.challenge not in self._challenges)
            if rest == tactic.serves:
                continue
            if rest or tactic.general:
                why = "a challenge that it served is retired"
                yield self._change(TACTIC, key, {"serves": rest}, why)
            else:
                self._retired[TACTIC].add(tactic.id)
                yield self._retire(TACTIC, key, "it is retired too, as it served nothing else")

    def _drop_from_cases(self) -> Iterator[Effect]:
        for key, case in self._entries(CASE):
            rest = self._rest_of(case)
            if all(getattr(case, field) == value for field, value in rest.items()):
                continue
            if _is_pointless(case, rest):
                yield self._retire(CASE, key, "it is retired too, as it showed nothing else")
            else:
                yield self._change(CASE, key, rest, "it names no longer what is retired")

    def _entries(self, kind: EntryKind) -> list[tuple[Key, Any]]:
        """List the entries that the pack did not add itself."""
        entries = self._draft.of(kind).items()
        return [(key, entry) for key, entry in entries if entry.origin.pack != self._pack]

    def _rest_of(self, case: Case) -> dict[str, tuple[str | int, ...]]:
        """Return what a case still names, field by field."""
        challenges = tuple(each for each in case.challenges if each not in self._challenges)
        doubtful = set(case.tactics)
        if challenges == case.challenges:
            doubtful &= self._retired[SERVICE]
        unfit = {each for each in doubtful if not self._fits(each, challenges)}
        dropped = self._retired[TACTIC] | unfit
        return {
            "cities": tuple(each for each in case.cities if each not in self._retired[CITY]),
            "challenges": challenges,
            "tactics": tuple(each for each in case.tactics if each not in dropped),
        }

    def _fits(self, tactic_id: str, challenges: tuple[str, ...]) -> bool:
        """Return whether a tactic serves one of the challenges of a case, if it has any."""
        tactic = self._draft.of(TACTIC).get((tactic_id,))
        if tactic is None or tactic.general or not challenges:
            return True
        return any(service.challenge in challenges for service in tactic.serves)

    def _retire(self, kind: EntryKind, key: Key, why: str) -> Effect:
        old = self._draft.of(kind).pop(key)
        return Effect(Act.FOLLOWED, kind.name, name_of(key), kind.title_of(old), why=why)

    def _change(self, kind: EntryKind, key: Key, rest: dict[str, Any], why: str) -> Effect:
        """Leave an entry with what it still names; its origin stays the same."""
        old = self._draft.of(kind)[key]
        fields = {name: value for name, value in rest.items() if value != getattr(old, name)}
        self._draft.change(kind, key, fields)
        changes = describe_changes(old, fields)
        return Effect(Act.FOLLOWED, kind.name, name_of(key), kind.title_of(old), changes, why)


def _is_pointless(case: Case, rest: dict[str, tuple[str | int, ...]]) -> bool:
    nowhere = bool(case.cities) and not rest["cities"]
    shows_nothing = bool(case.tactics) and not rest["tactics"]
    return nowhere or shows_nothing or not (rest["tactics"] or rest["challenges"])
