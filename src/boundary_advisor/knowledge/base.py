"""The knowledge, ready to be asked: look-ups over the parsed files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from boundary_advisor.knowledge.entry import About, Statement
    from boundary_advisor.knowledge.models import (
        Axis,
        Case,
        CasesFile,
        Cell,
        Challenge,
        ChallengesFile,
        City,
        CityKey,
        Ground,
        Horizon,
        HorizonAxis,
        Root,
        SizeClass,
        StrategiesFile,
        Strategy,
        Tactic,
        Threat,
        ThreatAxis,
    )
    from boundary_advisor.knowledge.provenance import Layer, PackHead

CHALLENGES = "challenges.yaml"

STRATEGIES = "strategies.yaml"

CASES = "case_examples.yaml"

KNOWLEDGE_FILES = (
    "pack.yaml",
    CHALLENGES,
    STRATEGIES,
    CASES,
    "questions.yaml",
    "programmes.yaml",
    "compiled.json",
)
"""Every file that can lie in a folder of knowledge."""


class Files(NamedTuple):
    """The three files, each parsed."""

    challenges: ChallengesFile
    strategies: StrategiesFile
    cases: CasesFile


_LAST = 1000  # above every number of a city


@dataclass(frozen=True, repr=False)
class KnowledgeBase:
    """Everything that is known. Each index is built when it is first asked for, and kept.

    Every method that looks up raises KeyError where it is given an id or a number not known.

    Args:
        files: The three files, already checked.
        folder: Where they lie; None for the knowledge that comes with the program.
        head: The head of the whole pack that they are; None where they are no pack.
        layers: The packs that were laid over them, in that order.
    """

    files: Files
    folder: Path | None = None
    head: PackHead | None = None
    layers: tuple[Layer, ...] = ()

    @cached_property
    def about(self) -> About:
        """What this knowledge is and what it rests on."""
        return self.files.challenges.about

    @cached_property
    def edition(self) -> str:
        """Which knowledge this is: its version, and each pack with its own.

        "1.0" is the built-in knowledge, "streets 1.0" a whole pack, "1.0 + ours 1.2" the first with
        a pack laid over it.
        """
        return " + ".join((self.own_edition, *(each.head.edition for each in self.layers)))

    @property
    def own_edition(self) -> str:
        """The same without the packs that are laid over it."""
        return self.head.edition if self.head else self.about.version

    @cached_property
    def root(self) -> Root:
        """The clash below all challenges."""
        return self.files.challenges.root

    @cached_property
    def threat(self) -> ThreatAxis:
        """The threat axis of the grid."""
        return self.files.strategies.threat

    @cached_property
    def horizon(self) -> HorizonAxis:
        """The time axis of the grid."""
        return self.files.strategies.horizon

    @property
    def axes(self) -> tuple[Axis, ...]:
        """Both axes of the grid."""
        return self.threat, self.horizon

    @cached_property
    def grounds(self) -> Mapping[str, Ground]:
        """Rule id -> the ground on which the rule stands."""
        return MappingProxyType({ground.rule: ground for ground in self.files.strategies.grounds})

    @cached_property
    def standing_still(self) -> Statement:
        """What the source says of leaving things as they are."""
        return self.files.strategies.standing_still

    @cached_property
    def challenges(self) -> tuple[Challenge, ...]:
        """All challenges, by number."""
        return tuple(sorted(self.files.challenges.challenges, key=attrgetter("number")))

    @cached_property
    def strategies(self) -> tuple[Strategy, ...]:
        """All strategies, by stage."""
        return tuple(sorted(self.files.strategies.strategies, key=attrgetter("stage")))

    @cached_property
    def sizes(self) -> tuple[SizeClass, ...]:
        """All classes of city size, smallest first."""
        return self.files.cases.sizes

    @cached_property
    def cities(self) -> tuple[City, ...]:
        """All cities: those with a number by number, then those with a name, as in the files."""
        return tuple(sorted(self.files.cases.cities, key=_turn))

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """All cases, in the order of the file."""
        return self.files.cases.cases

    def challenge(self, challenge_id: str) -> Challenge:
        """Give the challenge with this id."""
        return self._challenge_by_id[challenge_id]

    def strategy(self, strategy_id: str) -> Strategy:
        """Give the strategy with this id."""
        return self._strategy_by_id[strategy_id]

    def strategy_at(self, threat: Threat, horizon: Horizon) -> Strategy:
        """Give the strategy of one field of the grid."""
        return self._strategy_by_quadrant[threat, horizon]

    def tactic(self, tactic_id: str) -> Tactic:
        """Give the tactic with this id."""
        return self._tactic_by_id[tactic_id][0]

    def strategy_of(self, tactic_id: str) -> Strategy:
        """Give the strategy that a tactic belongs to."""
        return self._tactic_by_id[tactic_id][1]

    def size(self, size_id: str) -> SizeClass:
        """Give the class of city size with this id."""
        return self._size_by_id[size_id]

    def city(self, key: CityKey) -> City:
        """Give the city with this number, or with this id."""
        return self._city_by_key[key]

    def cities_of(self, cases: Iterable[Case]) -> tuple[City, ...]:
        """Give the cities of cases, each once, in the order of all cities."""
        wanted = {key for case in cases for key in case.cities}
        ordered = sorted(wanted, key=self._turn_by_key.__getitem__)
        return tuple(self._city_by_key[key] for key in ordered)

    def cell(self, challenge_id: str, strategy_id: str) -> Cell:
        """Give the cell where a challenge meets a strategy."""
        return self._cells[challenge_id, strategy_id]

    def tactics_in(self, challenge_id: str, strategy_id: str) -> tuple[Tactic, ...]:
        """Give the tactics of a strategy that serve a challenge, in the order of the file."""
        return self._tactics_by_cell[challenge_id, strategy_id]

    def general_tactics(self, strategy_id: str) -> tuple[Tactic, ...]:
        """Give the tactics that the source tells for the strategy at large."""
        return tuple(tactic for tactic in self.strategy(strategy_id).tactics if tactic.general)

    def cases_of(self, tactic_id: str) -> tuple[Case, ...]:
        """Give the cases that show a tactic, in the order of the file."""
        return self._cases_by_tactic[tactic_id]

    def cases_showing(self, challenge_id: str) -> tuple[Case, ...]:
        """Give the cases that show a challenge itself, and no tactic."""
        return self._cases_by_challenge[challenge_id]

    @cached_property
    def _challenge_by_id(self) -> dict[str, Challenge]:
        return {challenge.id: challenge for challenge in self.challenges}

    @cached_property
    def _strategy_by_id(self) -> dict[str, Strategy]:
        return {strategy.id: strategy for strategy in self.strategies}

    @cached_property
    def _strategy_by_quadrant(self) -> dict[tuple[Threat, Horizon], Strategy]:
        return {(each.quadrant.threat, each.quadrant.horizon): each for each in self.strategies}

    @cached_property
    def _tactic_by_id(self) -> dict[str, tuple[Tactic, Strategy]]:
        return {
            tactic.id: (tactic, strategy)
            for strategy in self.strategies
            for tactic in strategy.tactics
        }

    @cached_property
    def _size_by_id(self) -> dict[str, SizeClass]:
        return {size.id: size for size in self.sizes}

    @cached_property
    def _city_by_key(self) -> dict[CityKey, City]:
        return {city.key: city for city in self.cities}

    @cached_property
    def _turn_by_key(self) -> dict[CityKey, int]:
        return {city.key: turn for turn, city in enumerate(self.cities)}

    @cached_property
    def _cells(self) -> dict[tuple[str, str], Cell]:
        return {
            (cell.challenge, strategy.id): cell
            for strategy in self.strategies
            for cell in strategy.cells
        }

    @cached_property
    def _tactics_by_cell(self) -> dict[tuple[str, str], tuple[Tactic, ...]]:
        found: dict[tuple[str, str], list[Tactic]] = {place: [] for place in self._cells}
        for tactic, strategy in self._tactic_by_id.values():
            for service in tactic.serves:
                found[service.challenge, strategy.id].append(tactic)
        return {place: tuple(tactics) for place, tactics in found.items()}

    @cached_property
    def _cases_by_tactic(self) -> dict[str, tuple[Case, ...]]:
        found: dict[str, list[Case]] = {tactic_id: [] for tactic_id in self._tactic_by_id}
        for case in self.cases:
            for tactic_id in case.tactics:
                found[tactic_id].append(case)
        return {tactic_id: tuple(cases) for tactic_id, cases in found.items()}

    @cached_property
    def _cases_by_challenge(self) -> dict[str, tuple[Case, ...]]:
        found: dict[str, list[Case]] = {challenge.id: [] for challenge in self.challenges}
        for case in self.cases:
            for challenge_id in () if case.tactics else case.challenges:
                found[challenge_id].append(case)
        return {challenge_id: tuple(cases) for challenge_id, cases in found.items()}


def _turn(city: City) -> int:
    """Put cities with a number before those with a name."""
    return city.number or _LAST
