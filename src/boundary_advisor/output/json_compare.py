"""A comparison of two programmes as JSON."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from pydantic import Field

from boundary_advisor.output.json_base import (
    HeadedOutput,
    Output,
    RuleOutput,
    StrategyId,
    Text,
    at,
)
from boundary_advisor.output.json_programme import (
    FirstTacticOutput,
    KnowledgeChangesOutput,
    PlacedOutput,
    ProgrammeOutput,
    SituationNumber,
    Situations,
)
from boundary_advisor.programme.comparison import (
    Comparison,
    Shift,
    SituationChange,
    TacticChange,
    TacticChanges,
    is_ruled_out,
)


class SituationChangeOutput(Output, shows=SituationChange):
    """A situation that is in both programmes, and how its levels changed.

    Attributes:
        moved: Whether the threat or the horizon changed.
        closed: Whether it was done or dropped in between.
    """

    then: PlacedOutput = at("old")
    now: PlacedOutput = at("new")
    threat: Shift
    horizon: Shift
    moved: bool
    closed: bool

    @classmethod
    def _parts(cls, shown: SituationChange, _kb: object) -> tuple[object, ...]:
        return SimpleNamespace(**shown.shifts), shown


class GoneOutput(Output):
    """A situation that is only in the old programme."""

    situation: PlacedOutput
    ruled_out: bool = Field(description="Whether the new programme says that it does not apply.")


class OverdueOutput(Output):
    """A situation of the new programme whose review day has passed."""

    situation: SituationNumber = at("placed")
    due: date = Field(description="The day on which it was due for review.")


class TacticChangeOutput(FirstTacticOutput, shows=TacticChange):
    """A tactic to start, to go on with or to stop.

    Attributes:
        beside: Ids of the strategies that it only supports; none where it belongs to the one
            advised.
    """

    strategy: StrategyId
    situations: Situations
    general: bool
    beside: tuple[StrategyId, ...]
    advised_before: bool


class TacticChangesOutput(Output, shows=TacticChanges):
    """The tactics of two programmes, each in one list at most, those for most situations first."""

    start: tuple[TacticChangeOutput, ...]
    go_on: tuple[TacticChangeOutput, ...]
    stop: tuple[TacticChangeOutput, ...]


class ComparisonOutput(HeadedOutput, shows=Comparison):
    """What `compare --format json` gives: what changed between two programmes.

    Numbers of situations count from 1 in the file that they are about.

    Attributes:
        then: The programme as it was.
        now: The programme as it is.
        on: The day on which review days count as past; null to leave that out.
        summary: The whole in a few sentences.
        rules: The rules that had a part in this.
        knowledge_changes: What the knowledge changed since the old programme was assessed; only
            where its file names another version than the one in use.
    """

    then: ProgrammeOutput = at("old")
    now: ProgrammeOutput = at("new")
    on: date | None = at("day")
    summary: Text
    notes: tuple[Text, ...]
    changes: tuple[SituationChangeOutput, ...]
    added: tuple[PlacedOutput, ...]
    gone: tuple[GoneOutput, ...]
    overdue: tuple[OverdueOutput, ...]
    tactics: TacticChangesOutput
    rules: tuple[RuleOutput, ...] = at("trace")
    knowledge_changes: KnowledgeChangesOutput | None = None

    @classmethod
    def _parts(cls, shown: Comparison, _kb: object) -> tuple[object, ...]:
        gone = [
            {"situation": each, "ruled_out": is_ruled_out(each, shown.new)} for each in shown.gone
        ]
        return SimpleNamespace(gone=gone), shown
