"""Advice and briefs as JSON."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, RootModel

from boundary_advisor.engine.results import CaseAdvice, Change, Recommendation, TacticAdvice
from boundary_advisor.knowledge.models import CellState, Horizon, Threat
from boundary_advisor.output.json_base import (
    CaseOutput,
    ChallengeNameOutput,
    Cities,
    CitySize,
    FirstStep,
    HeadedOutput,
    Id,
    MarkedOutput,
    NamedCities,
    Output,
    RuleOutput,
    Source,
    StatementOutput,
    StrategyId,
    StrategyNameOutput,
    Summary,
    TacticNameOutput,
    Text,
    Title,
    Why,
    apart,
    at,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundary_advisor.engine.results import Related
    from boundary_advisor.knowledge.base import KnowledgeBase


class SituationOutput(Output):
    """What the answer is for, with the levels that it takes where none were given."""

    challenge: ChallengeNameOutput
    threat: Threat = at("situation.threat")
    horizon: Horizon = at("situation.horizon")
    city_size: CitySize = at("situation.city_size")


class PlacementOutput(Output):
    """What the grid says."""

    strategy: StrategyId = at("placement.strategy")
    cell: CellState = at("placement.cell.state")


class CaseAdviceOutput(CaseOutput, shows=CaseAdvice):
    """A case of a tactic."""

    elsewhere: tuple[Text, ...]

    @classmethod
    def _parts(cls, shown: Any, kb: KnowledgeBase) -> tuple[object, ...]:  # noqa: ANN401
        return shown, *super()._parts(shown.case, kb)


class TacticAdviceOutput(MarkedOutput, shows=TacticAdvice):
    """A tactic for this situation."""

    id: Id
    title: Title
    summary: Summary
    first_step: FirstStep
    general: bool
    effort: bool
    cities: Cities
    named_cities: NamedCities = ()
    source: Source
    cases: tuple[CaseAdviceOutput, ...]

    @classmethod
    def _parts(cls, shown: TacticAdvice, _kb: object) -> tuple[object, ...]:
        return apart(shown.cities_here), shown, shown.tactic


class RecommendationOutput(StrategyNameOutput, shows=Recommendation):
    """What is advised; not what the grid says where the cell is not applicable."""

    why: Why
    tactics: tuple[TacticAdviceOutput, ...]


class SupportOutput(StrategyNameOutput):
    """A strategy to combine the advised one with, and its best tactics for the challenge."""

    why: Why
    tactics: tuple[TacticNameOutput, ...]
    source: Source


class RejectedOutput(StrategyNameOutput):
    """A strategy that was not chosen."""

    reason: Why
    source: Source


class ChangeOutput(StrategyNameOutput, shows=Change):
    """What the advice becomes if one thing is different: the strategy then.

    Attributes:
        changed: What is different.
        why: The condition and the consequence in a sentence.
    """

    changed: Literal["threat", "horizon"] = at("what")
    threat: Threat
    horizon: Horizon
    cell: CellState = at("cell.state")
    why: Text = at("text")
    gained: tuple[TacticNameOutput, ...]
    lost: tuple[TacticNameOutput, ...]
    source: Source


class RelatedOutput(ChallengeNameOutput):
    """A challenge that is easily taken for this one, and how to tell them apart."""

    why: Why
    source: Source

    @classmethod
    def _parts(cls, shown: Related, _kb: object) -> tuple[object, ...]:
        return shown, shown.challenge


class AnswerOutput(Output, shows=Recommendation):
    """The answer to one situation."""

    situation: SituationOutput
    placement: PlacementOutput
    recommendation: RecommendationOutput
    supporting: tuple[SupportOutput, ...]
    rejected: tuple[RejectedOutput, ...]
    if_changed: tuple[ChangeOutput, ...]
    cautions: tuple[StatementOutput, ...]
    see_also: tuple[RelatedOutput, ...]
    trace: tuple[RuleOutput, ...]

    @classmethod
    def _parts(cls, shown: Recommendation, _kb: object) -> tuple[object, ...]:
        return SimpleNamespace(situation=shown, placement=shown, recommendation=shown), shown


class SingleAdviceOutput(AnswerOutput, HeadedOutput):
    """One answer, to one complete situation."""


class SeveralAdviceOutput(HeadedOutput):
    """Several answers: to several challenges, or to a question without threat or horizon."""

    answers: tuple[AnswerOutput, ...] = Field(min_length=2)


class AdviceOutput(RootModel[SingleAdviceOutput | SeveralAdviceOutput]):
    """What `advise --format json` gives: one answer for one complete situation, else several."""


class BriefOutput(Output):
    """Base of every brief.

    Attributes:
        doing_nothing: What the source says of leaving things as they are.
        limits: What the source says of its own reach.
    """

    answers: tuple[AnswerOutput, ...]
    doing_nothing: StatementOutput = at("knowledge.standing_still")
    limits: tuple[StatementOutput, ...] = at("knowledge.about.limits")


class ReportOutput(BriefOutput, HeadedOutput):
    """What `report --format json` gives: the answers, and what frames them."""


def advice_json(kb: KnowledgeBase, answers: Sequence[Recommendation]) -> str:
    """Give answers: one alone at the top level, or several under `answers`."""
    if len(answers) == 1:
        return SingleAdviceOutput.write(kb, answers[0])
    return SeveralAdviceOutput.write(kb, answers=answers)
