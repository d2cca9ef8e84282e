"""The knowledge as a draft: its entries by kind and key, to be changed one by one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from boundary_advisor.knowledge.base import Files
from boundary_advisor.knowledge.entry import Entry, Origin, Place, Traced
from boundary_advisor.knowledge.provenance import FieldChange
from boundary_advisor.packs.pack import CASE, CELL, CHALLENGE, CITY, STRATEGY, TACTIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from boundary_advisor.packs.pack import EntryKind, Key


class KnowledgeDraft:
    """The entries of three files, to be changed and put together again.

    Attributes:
        places: Places to add to those that sources may name.
        strategy_of: Id of each tactic -> id of its strategy.
    """

    def __init__(self, files: Files) -> None:
        self._files = files
        strategies = files.strategies.strategies
        self.places: list[Place] = []
        self.strategy_of = {tac.id: each.id for each in strategies for tac in each.tactics}
        self._entries: dict[EntryKind, dict[Key, Any]] = {
            CHALLENGE: _by_key(CHALLENGE, files.challenges.challenges),
            STRATEGY: _by_key(STRATEGY, strategies),
            CELL: {CELL.key_of(cell, each): cell for each in strategies for cell in each.cells},
            TACTIC: _by_key(TACTIC, (tactic for each in strategies for tactic in each.tactics)),
            CITY: _by_key(CITY, files.cases.cities),
            CASE: _by_key(CASE, files.cases.cases),
        }

    def of(self, kind: EntryKind) -> dict[Key, Any]:
        """Return the entries of a kind, by key. A change to the dict changes the draft."""
        return self._entries[kind]

    def change(
        self, kind: EntryKind, key: Key, fields: Mapping[str, Any], origin: Origin | None = None
    ) -> None:
        """Set fields of an entry, and its origin if there is another one."""
        old: Traced = self.of(kind)[key]
        self.of(kind)[key] = old.model_copy(update=fields).coming_from(origin or old.origin)

    def files(self) -> Files:
        """Put the entries together again."""
        challenges, strategies, cases = self._files
        about = challenges.about
        about = about.model_copy(update={"places": (*about.places, *self.places)})
        return Files(
            challenges.model_copy(
                update={"about": about, "challenges": tuple(self.of(CHALLENGE).values())}
            ),
            strategies.model_copy(update={"strategies": tuple(self._strategies())}),
            cases.model_copy(
                update={
                    "cities": tuple(self.of(CITY).values()),
                    "cases": tuple(self.of(CASE).values()),
                }
            ),
        )

    def _strategies(self) -> Iterable[Traced]:
        cells: dict[object, list[Traced]] = defaultdict(list)
        tactics: dict[object, list[Traced]] = defaultdict(list)
        for (strategy, _), cell in self.of(CELL).items():
            cells[strategy].append(cell)
        for tactic in self.of(TACTIC).values():
            tactics[self.strategy_of[tactic.id]].append(tactic)
        for strategy in self.of(STRATEGY).values():
            update = {"cells": tuple(cells[strategy.id]), "tactics": tuple(tactics[strategy.id])}
            yield strategy.model_copy(update=update)


def _by_key(kind: EntryKind, entries: Iterable[Traced]) -> dict[Key, Any]:
    return {kind.key_of(entry): entry for entry in entries}


_MARKED = {CHALLENGE: ("title",), STRATEGY: ("name", "long_name"), TACTIC: ("title",)}
"""The names that carry the mark of a pack."""


def with_marked_names(files: Files) -> Files:
    """Put the mark of the packs behind the name of each entry that they added or changed."""
    draft = KnowledgeDraft(files)
    for kind, fields in _MARKED.items():
        for key, entry in draft.of(kind).items():
            if mark := entry.origin.mark:
                draft.change(kind, key, {name: f"{getattr(entry, name)}{mark}" for name in fields})
    return draft.files()


def describe_changes(old: Traced, changes: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """Describe in words how fields of an entry change."""
    return tuple(
        FieldChange(name, _in_words(getattr(old, name)), _in_words(value))
        for name, value in changes.items()
    )


def _in_words(value: Any) -> str:  # noqa: ANN401  # whatever a field holds
    """Put what a field holds on one line."""
    if isinstance(value, tuple):
        return "; ".join(map(_in_words, value))
    if isinstance(value, Entry):
        return ", ".join(_in_words(part) for _, part in value if part is not None)
    return "" if value is None else str(value)
