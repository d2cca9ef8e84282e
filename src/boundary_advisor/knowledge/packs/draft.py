"""Knowledge while packs are laid over it: every entry by its key, without any mark yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boundary_advisor.knowledge.files import Files
from boundary_advisor.knowledge.packs.shapes import (
    CASE,
    CELL,
    CHALLENGE,
    CITY,
    STRATEGY,
    TACTIC,
    Key,
    Kind,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.knowledge.about import Place
    from boundary_advisor.knowledge.entry import Traced


class Draft:
    """The entries of three files, to be changed one by one and put together again.

    Args:
        files: The files to begin with.
    """

    def __init__(self, files: Files) -> None:
        self._files = files
        self.places: list[Place] = []
        strategies = files.strategies.strategies
        self._entries: dict[Kind, dict[Key, Traced]] = {
            CHALLENGE: _by_key(CHALLENGE, files.challenges.challenges),
            STRATEGY: _by_key(STRATEGY, strategies),
            CELL: {(s.id, cell.challenge): cell for s in strategies for cell in s.cells},
            TACTIC: {(tactic.id,): tactic for s in strategies for tactic in s.tactics},
            CITY: _by_key(CITY, files.cases.cities),
            CASE: _by_key(CASE, files.cases.cases),
        }
        self.owners: dict[str, str] = {t.id: s.id for s in strategies for t in s.tactics}

    def of(self, kind: Kind) -> dict[Key, Any]:
        """Give the entries of a kind, by key, to be read and changed."""
        return self._entries[kind]

    def files(self) -> Files:
        """Put the entries together again."""
        challenges, strategies, cases = self._files
        about = challenges.about
        about = about.model_copy(update={"places": (*about.places, *self.places)})
        entries = tuple(self.of(CHALLENGE).values())
        cities = {"cities": tuple(self.of(CITY).values()), "cases": tuple(self.of(CASE).values())}
        return Files(
            challenges.model_copy(update={"about": about, "challenges": entries}),
            strategies.model_copy(update={"strategies": self._strategies()}),
            cases.model_copy(update=cities),
        )

    def _strategies(self) -> tuple[Traced, ...]:
        parts: dict[str, dict[str, list[Traced]]] = {
            strategy.id: {"cells": [], "tactics": []} for strategy in self.of(STRATEGY).values()
        }
        for (strategy, _), cell in self.of(CELL).items():
            parts[str(strategy)]["cells"].append(cell)
        for (tactic,), entry in self.of(TACTIC).items():
            parts[self.owners[str(tactic)]]["tactics"].append(entry)
        return tuple(
            strategy.model_copy(
                update={name: tuple(found) for name, found in parts[strategy.id].items()}
            )
            for strategy in self.of(STRATEGY).values()
        )


def _by_key(kind: Kind, entries: Iterable[Traced]) -> dict[Key, Traced]:
    return {kind.key_of(entry): entry for entry in entries}
