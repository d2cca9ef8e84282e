"""The knowledge, ready to be asked: look-ups over the parsed files."""

from __future__ import annotations

from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from boundary_advisor.knowledge import models
    from boundary_advisor.knowledge.provenance import Layer, PackHead

HEAD = "pack.yaml"
"""The file that makes a folder a knowledge pack."""

CHALLENGES = "challenges.yaml"

STRATEGIES = "strategies.yaml"

CASES = "case_examples.yaml"

QUESTIONS = "questions.yaml"

PROGRAMMES = "programmes.yaml"

COMPILED = "compiled.json"

KNOWLEDGE_FILES = (HEAD, CHALLENGES, STRATEGIES, CASES, QUESTIONS, PROGRAMMES, COMPILED)
"""Every file that can be in a folder of knowledge."""

_LAST = 1000  # above every number of a city

KeyT = TypeVar("KeyT")

ValueT = TypeVar("ValueT")


class Files(NamedTuple):
    """The three files, each parsed."""

    challenges: models.ChallengesFile
    strategies: models.StrategiesFile
    cases: models.CasesFile


class KnowledgeBase:
    """Everything that is known; every look-up raises KeyError for an id or number not known.

    Args:
        files: The three files, already checked.
        folder: Their folder; None for the built-in knowledge.
        head: The head of the whole pack that they are; None if they are no pack.
        layers: The packs that were laid over them, in that order.

    Attributes:
        axes: Both axes of the grid: threat, then horizon.
        grounds: Rule id -> the ground on which the rule stands.
        challenges: All challenges, by number.
        strategies: All strategies, by stage.
        sizes: All classes of city size, smallest first.
        cities: All cities, by number; those with a name come last.
        cases: All cases, in the order of the file.
    """

    def __init__(
        self,
        files: Files,
        folder: Path | None = None,
        head: PackHead | None = None,
        layers: tuple[Layer, ...] = (),
    ) -> None:
        challenges, strategies, cases = self.files = files
        self.folder = folder
        self.head = head
        self.layers = layers
        self.about = challenges.about
        self.root = challenges.root
        self.threat = strategies.threat
        self.horizon = strategies.horizon
        self.axes: tuple[models.Axis, ...] = (self.threat, self.horizon)
        self.grounds: Mapping[str, models.Ground] = MappingProxyType(
            {ground.rule: ground for ground in strategies.grounds}
        )
        self.standing_still = strategies.standing_still
        self.challenges = tuple(sorted(challenges.challenges, key=attrgetter("number")))
        self.strategies = tuple(sorted(strategies.strategies, key=attrgetter("stage")))
        self.sizes = cases.sizes
        self.cities = tuple(sorted(cases.cities, key=lambda city: city.number or _LAST))
        self.cases = cases.cases
        self._index()

    def _index(self) -> None:
        owned = [(tactic, strategy) for strategy in self.strategies for tactic in strategy.tactics]
        self._challenges = {challenge.id: challenge for challenge in self.challenges}
        self._strategies = {strategy.id: strategy for strategy in self.strategies}
        self._grid = {
            (strategy.quadrant.threat, strategy.quadrant.horizon): strategy
            for strategy in self.strategies
        }
        self._tactics = {tactic.id: (tactic, strategy) for tactic, strategy in owned}
        self._sizes = {size.id: size for size in self.sizes}
        self._cities = {city.key: city for city in self.cities}
        self._cells = {
            (cell.challenge, strategy.id): cell
            for strategy in self.strategies
            for cell in strategy.cells
        }
        self._tactics_of_cell = _grouped(
            self._cells,
            (
                ((service.challenge, strategy.id), tactic)
                for tactic, strategy in owned
                for service in tactic.serves
            ),
        )
        self._cases_of_tactic = _grouped(
            self._tactics, ((tactic, case) for case in self.cases for tactic in case.tactics)
        )
        self._cases_of_challenge = _grouped(
            self._challenges,
            (
                (challenge, case)
                for case in self.cases
                if not case.tactics
                for challenge in case.challenges
            ),
        )

    def __setattr__(self, name: str, value: object) -> None:
        if name in vars(self):
            raise AttributeError(f"the knowledge does not change, and {name!r} is set")
        super().__setattr__(name, value)

    @property
    def edition(self) -> str:
        """Which knowledge this is: its version, and each pack with its own.

        "1.0" is the built-in knowledge, "streets 1.0" a whole pack, "1.0 + ours 1.2" the first with
        a pack laid over it.
        """
        return " + ".join((self.own_edition, *(layer.head.edition for layer in self.layers)))

    @property
    def own_edition(self) -> str:
        """The same without the packs that are laid over it."""
        return self.head.edition if self.head else self.about.version

    def challenge(self, challenge_id: str) -> models.Challenge:
        """Return the challenge with this id."""
        return self._challenges[challenge_id]

    def strategy(self, strategy_id: str) -> models.Strategy:
        """Return the strategy with this id."""
        return self._strategies[strategy_id]

    def strategy_at(self, threat: models.Threat, horizon: models.Horizon) -> models.Strategy:
        """Return the strategy of one field of the grid."""
        return self._grid[threat, horizon]

    def tactic(self, tactic_id: str) -> models.Tactic:
        """Return the tactic with this id."""
        return self._tactics[tactic_id][0]

    def strategy_of(self, tactic_id: str) -> models.Strategy:
        """Return the strategy that a tactic belongs to."""
        return self._tactics[tactic_id][1]

    def size(self, size_id: str) -> models.SizeClass:
        """Return the class of city size with this id."""
        return self._sizes[size_id]

    def city(self, key: models.CityKey) -> models.City:
        """Return the city with this number, or with this id."""
        return self._cities[key]

    def cities_of(self, cases: Iterable[models.Case]) -> tuple[models.City, ...]:
        """Return the cities of cases, each once, in the order of all cities."""
        wanted = {key for case in cases for key in case.cities}
        return tuple(city for key, city in self._cities.items() if key in wanted)

    def cell(self, challenge_id: str, strategy_id: str) -> models.Cell:
        """Return the cell where a challenge meets a strategy."""
        return self._cells[challenge_id, strategy_id]

    def tactics_in(self, challenge_id: str, strategy_id: str) -> tuple[models.Tactic, ...]:
        """Return the tactics of a strategy that serve a challenge, in the order of the file."""
        return self._tactics_of_cell[challenge_id, strategy_id]

    def cases_of(self, tactic_id: str) -> tuple[models.Case, ...]:
        """Return the cases that show a tactic, in the order of the file."""
        return self._cases_of_tactic[tactic_id]

    def cases_showing(self, challenge_id: str) -> tuple[models.Case, ...]:
        """Return the cases that show a challenge itself, and no tactic."""
        return self._cases_of_challenge[challenge_id]


def _grouped(
    keys: Iterable[KeyT], pairs: Iterable[tuple[KeyT, ValueT]]
) -> dict[KeyT, tuple[ValueT, ...]]:
    """Group values by key; a key without any has an empty group."""
    groups: dict[KeyT, list[ValueT]] = {key: [] for key in keys}
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
