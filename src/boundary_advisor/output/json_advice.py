"""Advice and briefs as JSON."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, RootModel

from boundary_advisor.engine.results import CaseAdvice, Change, Recommendation, TacticAdvice
from boundary_advisor.knowledge.models import CellState, Horizon, Threat
from boundary_advisor.output import json_base as base

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundary_advisor.engine.results import Related
    from boundary_advisor.knowledge.base import KnowledgeBase


class SituationOutput(base.Output):
    """What the answer is for, with the levels that it takes where none were given."""

    challenge: base.ChallengeNameOutput
    threat: Threat = base.at("situation.threat")
    horizon: Horizon = base.at("situation.horizon")
    city_size: base.CitySize = base.at("situation.city_size")


class PlacementOutput(base.Output):
    """What the grid says."""

    strategy: base.StrategyId = base.at("placement.strategy")
    cell: CellState = base.at("placement.cell.state")


class CaseAdviceOutput(base.CaseOutput, shows=CaseAdvice):
    """A case of a tactic."""

    elsewhere: tuple[base.Text, ...]

    @classmethod
    def _parts(cls, shown: Any, kb: KnowledgeBase) -> tuple[object, ...]:  # noqa: ANN401
        return shown, *super()._parts(shown.case, kb)


class TacticAdviceOutput(base.MarkedOutput, shows=TacticAdvice):
    """A tactic for this situation."""

    id: base.Id
    title: base.Title
    summary: base.Summary
    first_step: base.FirstStep
    general: bool
    effort: bool
    cities: base.Cities
    named_cities: base.NamedCities = ()
    source: base.Source
    cases: tuple[CaseAdviceOutput, ...]

    @classmethod
    def _parts(cls, shown: TacticAdvice, _kb: object) -> tuple[object, ...]:
        return base.apart(shown.cities_here), shown, shown.tactic


class RecommendationOutput(base.StrategyNameOutput, shows=Recommendation):
    """What is advised; not what the grid says where the cell is not applicable."""

    why: base.Why
    tactics: tuple[TacticAdviceOutput, ...]


class SupportOutput(base.StrategyNameOutput):
    """A strategy to combine the advised one with, and its best tactics for the challenge."""

    why: base.Why
    tactics: tuple[base.TacticNameOutput, ...]
    source: base.Source


class RejectedOutput(base.StrategyNameOutput):
    """A strategy that was not chosen."""

    reason: base.Why
    source: base.Source


class ChangeOutput(base.StrategyNameOutput, shows=Change):
    """What the advice becomes if one thing is different: the strategy then.

    Attributes:
        changed: What is different.
        why: The condition and the consequence in a sentence.
    """

    changed: Literal["threat", "horizon"] = base.at("what")
    threat: Threat
    horizon: Horizon
    cell: CellState = base.at("cell.state")
    why: base.Text = base.at("text")
    gained: tuple[base.TacticNameOutput, ...]
    lost: tuple[base.TacticNameOutput, ...]
    source: base.Source


class RelatedOutput(base.ChallengeNameOutput):
    """A challenge that is easily taken for this one, and how to tell them apart."""

    why: base.Why
    source: base.Source

    @classmethod
    def _parts(cls, shown: Related, _kb: object) -> tuple[object, ...]:
        return shown, shown.challenge


class AnswerOutput(base.Output, shows=Recommendation):
    """The answer to one situation."""

    situation: SituationOutput
    placement: PlacementOutput
    recommendation: RecommendationOutput
    supporting: tuple[SupportOutput, ...]
    rejected: tuple[RejectedOutput, ...]
    if_changed: tuple[ChangeOutput, ...]
    cautions: tuple[base.StatementOutput, ...]
    see_also: tuple[RelatedOutput, ...]
    trace: tuple[base.RuleOutput, ...]

    @classmethod
    def _parts(cls, shown: Recommendation, _kb: object) -> tuple[object, ...]:
        return SimpleNamespace(situation=shown, placement=shown, recommendation=shown), shown


class SingleAdviceOutput(AnswerOutput, base.HeadedOutput):
    """One answer, to one complete situation."""


class SeveralAdviceOutput(base.HeadedOutput):
    """Several answers: to several challenges, or to a question without threat or horizon."""

    answers: tuple[AnswerOutput, ...] = Field(min_length=2)


class AdviceOutput(RootModel[SingleAdviceOutput | SeveralAdviceOutput]):
    """What `advise --format json` gives: one answer for one complete situation, else several."""


class BriefOutput(base.Output):
    """Base of every brief.

    Attributes:
        doing_nothing: What the source says of leaving things as they are.
        limits: What the source says of its own reach.
    """

    answers: tuple[AnswerOutput, ...]
    doing_nothing: base.StatementOutput = base.at("knowledge.standing_still")
    limits: tuple[base.StatementOutput, ...] = base.at("knowledge.about.limits")


class ReportOutput(BriefOutput, base.HeadedOutput):
    """What `report --format json` gives: the answers, and what frames them."""


def advice_json(kb: KnowledgeBase, answers: Sequence[Recommendation]) -> str:
    """Write answers: one alone at the top level, or several under `answers`."""
    if len(answers) == 1:
        return SingleAdviceOutput.write(kb, answers[0])
    return SeveralAdviceOutput.write(kb, answers=answers)
