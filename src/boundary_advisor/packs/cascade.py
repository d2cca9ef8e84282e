"""Cascade: drop references to retired entries, and entries that are left without a purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boundary_advisor.knowledge.provenance import Act, Effect
from boundary_advisor.packs.draft import KnowledgeDraft, describe_changes
from boundary_advisor.packs.pack import CASE, CELL, CHALLENGE, CITY, SERVICE, TACTIC, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boundary_advisor.knowledge.models import Case
    from boundary_advisor.packs.pack import EntryKind, Key


class Cascade:
    """Drops references to what a pack retired.

    A tactic that served nothing else goes too, and so does a case that showed nothing else, or was
    told of no other city. What the pack itself adds stays as it is: a reference there is a mistake,
    which the check of the whole reports.

    Args:
        draft: The knowledge, which is changed.
        retired: Kind -> keys of what was retired; of a service, the tactic.
        pack: Name of the pack.
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
