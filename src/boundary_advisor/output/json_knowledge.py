"""What is known as JSON: challenges, strategies, cases, the matrix and the packs."""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from boundary_advisor.engine.tactics import contents_of
from boundary_advisor.errors import Problem
from boundary_advisor.knowledge.entry import Revision
from boundary_advisor.knowledge.models import (
    Case,
    Cell,
    CellState,
    Challenge,
    City,
    Horizon,
    Strategy,
    Tactic,
    Threat,
)
from boundary_advisor.knowledge.provenance import Act, Effect, Layer
from boundary_advisor.output.json_base import (
    NULL_IF_EMPTY,
    CaseOutput,
    ChallengeId,
    ChallengeNameOutput,
    FirstStep,
    HeadedOutput,
    Id,
    MarkedOutput,
    Name,
    Number,
    Output,
    PackOutput,
    Source,
    StatementOutput,
    StrategyId,
    Summary,
    TacticNameOutput,
    Text,
    TextOrNull,
    Title,
    WholeOutput,
    Why,
    at,
)
from boundary_advisor.programme.knowledge_changes import history_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.packs.loading import PackCheck


class LocalCountsOutput(Output):
    """What packs bring to a cell besides."""

    tactics: Annotated[int, Field(description="How many tactics.")] = at("tactics_from_packs")
    cities: Annotated[int, Field(description="How many cities.")] = at("cities_from_packs")


class CellOutput(MarkedOutput, shows=Cell):
    """Where a challenge meets a strategy.

    Attributes:
        effort: True where the source says that most effort goes here.
        tactics: How many tactics of the strategy serve the challenge, without those of packs.
        cities: How many cities stand behind them for this challenge, without those of packs.
        local: Where packs bring anything.
    """

    challenge: ChallengeId
    strategy: StrategyId
    state: CellState
    effort: bool
    tactics: int
    cities: int
    note: Text | None
    source: Source
    local: LocalCountsOutput | None = None

    @classmethod
    def _parts(cls, shown: tuple[Challenge, Strategy], kb: KnowledgeBase) -> tuple[object, ...]:
        challenge, strategy = shown
        cell, found = kb.cell(challenge.id, strategy.id), contents_of(kb, challenge, strategy)
        tactics, cities = found.tactics_from_packs, found.cities_from_packs
        counted = SimpleNamespace(
            strategy=strategy,
            effort=cell.effort is not None,
            tactics=len(found.tactics) - tactics,
            cities=len(found.cities) - cities,
            local=found if tactics or cities else None,
        )
        return counted, cell


class SideOutput(Output):
    """One of the sides that clash, and what it holds dear."""

    name: Name
    holds_dear: tuple[StatementOutput, ...]


class RootOutput(Output):
    """The clash below all challenges, and the boundaries that leaders span."""

    title: Title
    summary: Summary
    sides: tuple[SideOutput, ...]
    boundaries: tuple[StatementOutput, ...]
    source: Source


class ConfusionOutput(Output):
    """A challenge that is easily taken for this one, and how to tell them apart."""

    id: Id = at("challenge")
    why: Why = at("difference")
    source: Source


class ChallengeOutput(ChallengeNameOutput, shows=Challenge):
    """A challenge in full."""

    summary: Summary
    signs: tuple[StatementOutput, ...]
    seen: tuple[CaseOutput, ...] = Field(description="Cases that show it, and no tactic.")
    cells: tuple[CellOutput, ...]
    aliases: tuple[Text, ...]
    words: tuple[Text, ...]
    confused_with: tuple[ConfusionOutput, ...]
    source: Source

    @classmethod
    def _parts(cls, shown: Challenge, kb: KnowledgeBase) -> tuple[object, ...]:
        cells = [(shown, strategy) for strategy in kb.strategies]
        return SimpleNamespace(seen=kb.cases_showing(shown.id), cells=cells), shown


class ChallengesOutput(HeadedOutput):
    """What `challenges --format json` gives: all challenges, or one of them, by number."""

    root: RootOutput = at("knowledge.root")
    challenges: tuple[ChallengeOutput, ...]


class AxisEndOutput(Output):
    """One end of an axis, and how to recognise it."""

    meaning: Annotated[Text, Field(description="What it means.")]
    signs: tuple[StatementOutput, ...]


class AxisOutput(Output):
    """Base of the axes."""

    question: Annotated[Text, Field(description="The question it asks.")]
    source: Source


class ThreatAxisOutput(AxisOutput):
    """The threat axis."""

    low: AxisEndOutput
    high: AxisEndOutput


class HorizonAxisOutput(AxisOutput):
    """The time axis."""

    short: AxisEndOutput
    long: AxisEndOutput


class AxesOutput(Output):
    """The two axes of the grid."""

    threat: ThreatAxisOutput
    horizon: HorizonAxisOutput


class ServiceOutput(MarkedOutput):
    """That a tactic serves a challenge."""

    challenge: ChallengeId
    source: Source


class TacticOutput(TacticNameOutput, shows=Tactic):
    """A tactic in full."""

    summary: Summary
    first_step: FirstStep
    general: bool
    serves: tuple[ServiceOutput, ...]
    cases: tuple[Id, ...] = Field(description="Ids of the cases that show it.")
    source: Source

    @classmethod
    def _parts(cls, shown: Tactic, kb: KnowledgeBase) -> tuple[object, ...]:
        return SimpleNamespace(cases=kb.cases_of(shown.id)), shown


class PairingOutput(Output):
    """A link from one strategy to another."""

    strategy: StrategyId
    why: Why
    source: Source


class StrategyOutput(MarkedOutput, shows=Strategy):
    """A strategy in full."""

    id: Id
    name: Name
    long_name: Text
    family: Text
    threat: Threat = at("quadrant.threat")
    horizon: Horizon = at("quadrant.horizon")
    stage: Number
    purpose: Text
    fits: tuple[StatementOutput, ...]
    fits_not: tuple[StatementOutput, ...]
    costs: tuple[StatementOutput, ...]
    skills: tuple[StatementOutput, ...]
    combines_with: tuple[PairingOutput, ...]
    followed_by: tuple[PairingOutput, ...]
    tactics: tuple[TacticOutput, ...]
    source: Source


class StrategiesOutput(HeadedOutput):
    """What `strategies --format json` gives: all strategies, or one of them, in order of stage."""

    axes: AxesOutput = at("knowledge")
    strategies: tuple[StrategyOutput, ...]


class KnownCaseOutput(CaseOutput, shows=Case):
    """A case, with the tactics it shows and the challenges it is told of, by their ids."""

    tactics: tuple[Id, ...]
    challenges: tuple[Id, ...]


class InterviewOutput(Output):
    """One leader who was interviewed."""

    role: Annotated[Text, Field(description="The role held.")]
    rounds: Annotated[tuple[int, ...], Field(description="In which rounds.")]


class CityOutput(MarkedOutput, shows=City):
    """A city: with a number where the source keeps it nameless, else with an id and a name."""

    number: Number | None = None
    id: Id | None = None
    name: Name | None = None
    size: Id
    population: Text = Field(description="How many people live in a city of that class.")
    setting: Text | None
    interviews: tuple[InterviewOutput, ...]
    source: Source

    @classmethod
    def _parts(cls, shown: City, kb: KnowledgeBase) -> tuple[object, ...]:
        return SimpleNamespace(population=kb.size(shown.size).population), shown


class CasesOutput(HeadedOutput):
    """What `cases --format json` gives: the cases asked for, and the cities that they are from."""

    cases: tuple[KnownCaseOutput, ...]
    cities: tuple[CityOutput, ...]

    @classmethod
    def _parts(cls, shown: Sequence[Case], kb: KnowledgeBase) -> tuple[object, ...]:
        return (SimpleNamespace(cases=shown, cities=kb.cities_of(shown)),)


class MatrixOutput(HeadedOutput):
    """What `matrix --format json` gives: every cell, by challenge and then by stage."""

    cells: tuple[CellOutput, ...]

    @classmethod
    def _parts(cls, shown: KnowledgeBase, _kb: object) -> tuple[object, ...]:
        return (SimpleNamespace(cells=product(shown.challenges, shown.strategies)),)


class FieldChangeOutput(Output):
    """A field that a pack changed, in words.

    Attributes:
        field: Name of the field.
        old: What it was; null where it was not there.
        new: What it is; null where nothing is left.
    """

    field: Text
    old: TextOrNull
    new: TextOrNull


class EffectOutput(Output, shows=Effect):
    """What a pack did to one entry.

    Attributes:
        name: Its id or its number, or two ids with a comma between them.
        title: What people call it; null where it has no title.
        why: Why it was retired, or what it followed from; null otherwise.
    """

    act: Act
    kind: Text
    name: Text
    title: TextOrNull
    changes: tuple[FieldChangeOutput, ...]
    why: TextOrNull


class RevisionOutput(Output, shows=Revision):
    """One thing that a version changed."""

    text: Text
    challenges: tuple[Id, ...]


class EditionOutput(Output):
    """A version, and what it changed since the one before."""

    version: Annotated[Text, Field(description="The version.")]
    changes: tuple[RevisionOutput, ...]


class LayerOutput(Output, shows=Layer):
    """A pack that is laid over the knowledge.

    Attributes:
        summary: What it is, in its own words; null where it does not say.
        history: What its versions changed, the newest first; empty where it does not tell.
    """

    pack: PackOutput = at("head")
    summary: Text | None = at("head.summary")
    effects: tuple[EffectOutput, ...]
    notes: tuple[Text, ...]
    history: tuple[EditionOutput, ...] = at("head.history")


class PacksOutput(HeadedOutput):
    """What `knowledge show --format json` gives: the knowledge, and what each pack did to it.

    Attributes:
        history: What the versions of the knowledge below them changed, the newest first; empty
            where it does not tell.
    """

    layers: tuple[LayerOutput, ...]
    history: tuple[EditionOutput, ...]

    @classmethod
    def _parts(cls, shown: KnowledgeBase, _kb: object) -> tuple[object, ...]:
        return SimpleNamespace(history=history_of(shown)), shown


class ProblemOutput(Output, shows=Problem):
    """One problem, and where it is.

    Attributes:
        file: The file, as the command line named its folder.
        line: Line, counted from 1; null where the fault has no position in the text.
        column: Column, counted from 1; null where the fault has no position in the text.
        message: What is wrong and how to put it right.
        fix: How to put it right; null where `what` says it all.
    """

    file: Text
    line: Annotated[Number | None, NULL_IF_EMPTY]
    column: Annotated[Number | None, NULL_IF_EMPTY]
    message: Text
    what: Text
    fix: TextOrNull


class CheckOutput(WholeOutput):
    """What `knowledge check --format json` gives: every problem of packs, or of the knowledge.

    Attributes:
        sound: True where there are no problems.
        problems: All problems, in the order of the packs, their files and lines.
        notes: What does nothing, or is left out, though it is no problem.
        packs: The packs that could be used, a whole one first.
    """

    sound: bool
    problems: tuple[ProblemOutput, ...]
    notes: tuple[Text, ...]
    packs: tuple[PackOutput, ...] = at("heads")

    @classmethod
    def _parts(cls, shown: PackCheck, _kb: object) -> tuple[object, ...]:
        return SimpleNamespace(sound=not shown.problems), shown
