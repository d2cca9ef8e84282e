"""What is known as JSON: challenges, strategies, cases, the matrix and the packs."""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from boundary_advisor.engine.tactics import contents_of
from boundary_advisor.errors import Problem
from boundary_advisor.knowledge import models
from boundary_advisor.knowledge.entry import Revision
from boundary_advisor.knowledge.provenance import Act, Effect, Layer
from boundary_advisor.output import json_base as base
from boundary_advisor.programme.knowledge_changes import history_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.packs.loading import PackCheck


class LocalCountsOutput(base.Output):
    """What packs add to a cell."""

    tactics: Annotated[int, Field(description="How many tactics.")] = base.at("tactics_from_packs")
    cities: Annotated[int, Field(description="How many cities.")] = base.at("cities_from_packs")


class CellOutput(base.MarkedOutput, shows=models.Cell):
    """Where a challenge meets a strategy.

    Attributes:
        effort: True where the source says that most effort goes here.
        tactics: How many tactics of the strategy serve the challenge, without those of packs.
        cities: How many cities stand behind them for this challenge, without those of packs.
        local: Where packs bring anything.
    """

    challenge: base.ChallengeId
    strategy: base.StrategyId
    state: models.CellState
    effort: bool
    tactics: int
    cities: int
    note: base.Text | None
    source: base.Source
    local: LocalCountsOutput | None = None

    @classmethod
    def _parts(
        cls, shown: tuple[models.Challenge, models.Strategy], kb: KnowledgeBase
    ) -> tuple[object, ...]:
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


class SideOutput(base.Output):
    """One of the sides that clash, and what it holds dear."""

    name: base.Name
    holds_dear: tuple[base.StatementOutput, ...]


class RootOutput(base.Output):
    """The clash below all challenges, and the boundaries that leaders span."""

    title: base.Title
    summary: base.Summary
    sides: tuple[SideOutput, ...]
    boundaries: tuple[base.StatementOutput, ...]
    source: base.Source


class ConfusionOutput(base.Output):
    """A challenge that is easily taken for this one, and how to tell them apart."""

    id: base.Id = base.at("challenge")
    why: base.Why = base.at("difference")
    source: base.Source


class ChallengeOutput(base.ChallengeNameOutput, shows=models.Challenge):
    """A challenge in full."""

    summary: base.Summary
    signs: tuple[base.StatementOutput, ...]
    seen: tuple[base.CaseOutput, ...] = Field(description="Cases that show it, and no tactic.")
    cells: tuple[CellOutput, ...]
    aliases: tuple[base.Text, ...]
    words: tuple[base.Text, ...]
    confused_with: tuple[ConfusionOutput, ...]
    source: base.Source

    @classmethod
    def _parts(cls, shown: models.Challenge, kb: KnowledgeBase) -> tuple[object, ...]:
        cells = [(shown, strategy) for strategy in kb.strategies]
        return SimpleNamespace(seen=kb.cases_showing(shown.id), cells=cells), shown


class ChallengesOutput(base.HeadedOutput):
    """What `challenges --format json` gives: all challenges, or one of them, by number."""

    root: RootOutput = base.at("knowledge.root")
    challenges: tuple[ChallengeOutput, ...]


class AxisEndOutput(base.Output):
    """One end of an axis, and how to recognise it."""

    meaning: Annotated[base.Text, Field(description="What it means.")]
    signs: tuple[base.StatementOutput, ...]


class AxisOutput(base.Output):
    """Base of the axes."""

    question: Annotated[base.Text, Field(description="The question it asks.")]
    source: base.Source


class ThreatAxisOutput(AxisOutput):
    """The threat axis."""

    low: AxisEndOutput
    high: AxisEndOutput


class HorizonAxisOutput(AxisOutput):
    """The time axis."""

    short: AxisEndOutput
    long: AxisEndOutput


class AxesOutput(base.Output):
    """The two axes of the grid."""

    threat: ThreatAxisOutput
    horizon: HorizonAxisOutput


class ServiceOutput(base.MarkedOutput):
    """That a tactic serves a challenge."""

    challenge: base.ChallengeId
    source: base.Source


class TacticOutput(base.TacticNameOutput, shows=models.Tactic):
    """A tactic in full."""

    summary: base.Summary
    first_step: base.FirstStep
    general: bool
    serves: tuple[ServiceOutput, ...]
    cases: tuple[base.Id, ...] = Field(description="Ids of the cases that show it.")
    source: base.Source

    @classmethod
    def _parts(cls, shown: models.Tactic, kb: KnowledgeBase) -> tuple[object, ...]:
        return SimpleNamespace(cases=kb.cases_of(shown.id)), shown


class PairingOutput(base.Output):
    """A link from one strategy to another."""

    strategy: base.StrategyId
    why: base.Why
    source: base.Source


class StrategyOutput(base.MarkedOutput, shows=models.Strategy):
    """A strategy in full."""

    id: base.Id
    name: base.Name
    long_name: base.Text
    family: base.Text
    threat: models.Threat = base.at("quadrant.threat")
    horizon: models.Horizon = base.at("quadrant.horizon")
    stage: base.Number
    purpose: base.Text
    fits: tuple[base.StatementOutput, ...]
    fits_not: tuple[base.StatementOutput, ...]
    costs: tuple[base.StatementOutput, ...]
    skills: tuple[base.StatementOutput, ...]
    combines_with: tuple[PairingOutput, ...]
    followed_by: tuple[PairingOutput, ...]
    tactics: tuple[TacticOutput, ...]
    source: base.Source


class StrategiesOutput(base.HeadedOutput):
    """What `strategies --format json` gives: all strategies, or one of them, in order of stage."""

    axes: AxesOutput = base.at("knowledge")
    strategies: tuple[StrategyOutput, ...]


class KnownCaseOutput(base.CaseOutput, shows=models.Case):
    """A case, with the ids of the tactics that it shows and of the challenges that it is about."""

    tactics: tuple[base.Id, ...]
    challenges: tuple[base.Id, ...]


class InterviewOutput(base.Output):
    """One leader who was interviewed."""

    role: Annotated[base.Text, Field(description="The role held.")]
    rounds: Annotated[tuple[int, ...], Field(description="In which rounds.")]


class CityOutput(base.MarkedOutput, shows=models.City):
    """A city: with a number where the source keeps it nameless, else with an id and a name."""

    number: base.Number | None = None
    id: base.Id | None = None
    name: base.Name | None = None
    size: base.Id
    population: base.Text = Field(description="How many people live in a city of that class.")
    setting: base.Text | None
    interviews: tuple[InterviewOutput, ...]
    source: base.Source

    @classmethod
    def _parts(cls, shown: models.City, kb: KnowledgeBase) -> tuple[object, ...]:
        return SimpleNamespace(population=kb.size(shown.size).population), shown


class CasesOutput(base.HeadedOutput):
    """What `cases --format json` gives: the cases asked for, and the cities that they are from."""

    cases: tuple[KnownCaseOutput, ...]
    cities: tuple[CityOutput, ...]

    @classmethod
    def _parts(cls, shown: Sequence[models.Case], kb: KnowledgeBase) -> tuple[object, ...]:
        return (SimpleNamespace(cases=shown, cities=kb.cities_of(shown)),)


class MatrixOutput(base.HeadedOutput):
    """What `matrix --format json` gives: every cell, by challenge and then by stage."""

    cells: tuple[CellOutput, ...]

    @classmethod
    def _parts(cls, shown: KnowledgeBase, _kb: object) -> tuple[object, ...]:
        return (SimpleNamespace(cells=product(shown.challenges, shown.strategies)),)


class FieldChangeOutput(base.Output):
    """A field that a pack changed, in words.

    Attributes:
        field: Name of the field.
        old: What it was; null where it was not there.
        new: What it is; null where nothing is left.
    """

    field: base.Text
    old: base.TextOrNull
    new: base.TextOrNull


class EffectOutput(base.Output, shows=Effect):
    """What a pack did to one entry.

    Attributes:
        name: Its id or its number, or two ids with a comma between them.
        title: What people call it; null where it has no title.
        why: Why it was retired, or what it followed from; null otherwise.
    """

    act: Act
    kind: base.Text
    name: base.Text
    title: base.TextOrNull
    changes: tuple[FieldChangeOutput, ...]
    why: base.TextOrNull


class RevisionOutput(base.Output, shows=Revision):
    """One thing that a version changed."""

    text: base.Text
    challenges: tuple[base.Id, ...]


class EditionOutput(base.Output):
    """A version, and what it changed since the one before."""

    version: Annotated[base.Text, Field(description="The version.")]
    changes: tuple[RevisionOutput, ...]


class LayerOutput(base.Output, shows=Layer):
    """A pack that is laid over the knowledge.

    Attributes:
        summary: What it is, in its own words; null where it does not say.
        history: What its versions changed, the newest first; empty where it does not tell.
    """

    pack: base.PackOutput = base.at("head")
    summary: base.Text | None = base.at("head.summary")
    effects: tuple[EffectOutput, ...]
    notes: tuple[base.Text, ...]
    history: tuple[EditionOutput, ...] = base.at("head.history")


class PacksOutput(base.HeadedOutput):
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


class ProblemOutput(base.Output, shows=Problem):
    """One problem, and where it is.

    Attributes:
        file: The file, as the command line named its folder.
        line: Line, counted from 1; null where the fault has no position in the text.
        column: Column, counted from 1; null where the fault has no position in the text.
        message: What is wrong and how to put it right.
        fix: How to put it right; null where `what` says it all.
    """

    file: base.Text
    line: Annotated[base.Number | None, base.NULL_IF_EMPTY]
    column: Annotated[base.Number | None, base.NULL_IF_EMPTY]
    message: base.Text
    what: base.Text
    fix: base.TextOrNull


class CheckOutput(base.WholeOutput):
    """What `knowledge check --format json` gives: every problem of packs, or of the knowledge.

    Attributes:
        sound: True where there are no problems.
        problems: All problems, in the order of the packs, their files and lines.
        notes: What does nothing, or is left out, though it is no problem.
        packs: The packs that could be used, a whole one first.
    """

    sound: bool
    problems: tuple[ProblemOutput, ...]
    notes: tuple[base.Text, ...]
    packs: tuple[base.PackOutput, ...] = base.at("heads")

    @classmethod
    def _parts(cls, shown: PackCheck, _kb: object) -> tuple[object, ...]:
        return SimpleNamespace(sound=not shown.problems), shown
