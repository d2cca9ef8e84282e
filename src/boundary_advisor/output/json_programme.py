"""A programme as JSON: its portfolio, brief and roadmap, and a comparison of two."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Annotated, Any

from pydantic import AliasPath, Field, create_model

from boundary_advisor.knowledge.models import Horizon, Threat
from boundary_advisor.output import json_base as base
from boundary_advisor.output.json_advice import BriefOutput, PlacementOutput
from boundary_advisor.programme import comparison
from boundary_advisor.programme.fields import ProgrammeSituation, Status
from boundary_advisor.programme.knowledge_changes import KnowledgeChanges
from boundary_advisor.programme.placing import Placed, Verdict
from boundary_advisor.programme.portfolio import Gap, Portfolio, Shared
from boundary_advisor.programme.roadmap import EXIT, PREPARATION, STAGES, Roadmap, Stage
from boundary_advisor.programme.roadmap_steps import Step, StepKind, When
from boundary_advisor.views.roadmap_page import roadmap_mermaid

SituationNumber = Annotated[base.Number, base.only("number")]
Situations = Annotated[tuple[SituationNumber, ...], Field(description="Numbers of the situations.")]
StepKey = Annotated[str, base.only("key"), Field(pattern="^S[1-9][0-9]*$", description="Its step.")]
OUR_SUGGESTION = Field(description="What to do about it; our own suggestion.")


class ProgrammeOutput(base.Output):
    """What holds for a programme as a whole; null is what its file does not say."""

    name: base.Name = base.at("programme")
    city_size: base.CitySize
    assessed: date | None = Field(description="The day of the assessment.")
    knowledge: base.Text | None = Field(
        description="Version of the knowledge it was assessed with."
    )


class QuestionOutput(base.Output):
    """A question of the interview."""

    id: base.Id
    question: Annotated[base.Text, Field(description="What it asks.")] = base.at("text")


class VerdictOutput(base.Output, shows=Verdict):
    """Where a situation stands on one axis, and why.

    Attributes:
        conflict: What does not fit between the level that is given and the signs; mostly null.
    """

    level: Threat | Horizon | None
    why: base.Why = base.at("text")
    settle: tuple[QuestionOutput, ...]
    conflict: base.TextOrNull
    source: base.Source


class EffortOutput(base.Output):
    """Where the source says that most effort goes for a challenge."""

    strategies: tuple[base.StrategyId, ...] = Field(description="Ids of the strategies it goes to.")
    source: base.Source


class FirstTacticOutput(base.TacticNameOutput):
    """A tactic to begin with."""

    first_step: base.FirstStep
    source: base.Source

    @classmethod
    def _parts(cls, shown: Any, _kb: object) -> tuple[object, ...]:  # noqa: ANN401  # it is advised
        return shown, shown.tactic


_FILE_FIELDS = {
    name: (
        field.annotation,
        Field(
            validation_alias=AliasPath("given", name),
            description=(field.description or "").replace("blank", "null"),
        ),
    )
    for name, field in ProgrammeSituation.model_fields.items()
}
"""Every field of a situation as its file gives it, whatever fields are declared there."""

_FileFields: type[base.Output] = create_model("_FileFields", __base__=base.Output, **_FILE_FIELDS)  # type: ignore[call-overload]  # fields by name


class PlacedOutput(_FileFields, shows=Placed):
    """A situation of a programme: what the file says, where it stands, and the advice in short.

    Attributes:
        placements: Its field of the grid, or each that is possible where a level is undecided.
        strategies: What is advised, for each of these fields.
        most_effort: Null where the source does not say, or a level is undecided.
        first_tactic: Null where a level is undecided, or nothing more is to be done.
    """

    number: base.Number
    challenge: base.ChallengeNameOutput
    threat: VerdictOutput
    horizon: VerdictOutput
    status: Status = base.at("given.stands")
    placements: tuple[PlacementOutput, ...] = base.at("answers")
    strategies: tuple[base.StrategyNameOutput, ...] = base.at("answers")
    most_effort: EffortOutput | None
    first_tactic: FirstTacticOutput | None

    @classmethod
    def _parts(cls, shown: Placed, _kb: object) -> tuple[object, ...]:
        answer = shown.answer
        first = answer.tactics[0] if answer and not shown.given.is_closed else None
        return SimpleNamespace(most_effort=answer and answer.effort, first_tactic=first), shown


class FindingOutput(base.RuleOutput):
    """A rule on programmes that found something; the suggestion is mostly null."""

    suggestion: Annotated[base.TextOrNull, OUR_SUGGESTION] = base.at("todo")


class ShareOutput(base.StrategyNameOutput):
    """A strategy, and the situations it is advised for."""

    situations: Situations


class SharedTacticOutput(FirstTacticOutput, shows=Shared):
    """A tactic that serves several challenges of the programme."""

    strategy: base.StrategyId
    general: bool
    situations: Situations
    also: tuple[base.ChallengeNameOutput, ...]


class GapOutput(base.Output, shows=Gap):
    """One sort of thing that is missing."""

    kind: base.Text
    what: tuple[base.Text, ...]
    situations: Situations
    suggestion: Annotated[base.Text, OUR_SUGGESTION] = base.at("todo")


class KnowledgeChangesOutput(base.Output, shows=KnowledgeChanges):
    """What the knowledge changed since the programme was assessed."""

    then: base.Text
    now: base.Text
    changes: tuple[base.Text, ...]


class OfProgrammeOutput(base.HeadedOutput):
    """Base of what is made of a programme.

    Attributes:
        knowledge_changes: What the knowledge changed since the programme was assessed; only where
            its file names another version than the one in use.
    """

    programme: ProgrammeOutput
    knowledge_changes: KnowledgeChangesOutput | None = None


class PortfolioOutput(OfProgrammeOutput, shows=Portfolio):
    """What `portfolio --format json` gives: a programme at a glance.

    Attributes:
        mix: The strategies, in their usual order; situations that are done or dropped do not count.
        rules: The other rules that had a part in this.
    """

    on: date | None
    situations: tuple[PlacedOutput, ...]
    mix: tuple[ShareOutput, ...]
    remarks: tuple[FindingOutput, ...]
    shared: tuple[SharedTacticOutput, ...]
    gaps: tuple[GapOutput, ...]
    not_met: tuple[base.ChallengeNameOutput, ...]
    rules: tuple[base.RuleOutput, ...] = base.at("trace")


class ProgrammeReportOutput(BriefOutput, PortfolioOutput):
    """What `report FILE --format json` gives: the portfolio, and the advice on all at work."""

    @classmethod
    def _parts(cls, shown: Portfolio, _kb: object) -> tuple[object, ...]:
        at_work = (each for each in shown.situations if not each.given.is_closed)
        return SimpleNamespace(answers=[one for each in at_work for one in each.answers]), shown


class FirstOutput(base.Output):
    """A step to begin with, and why it is one of the first."""

    step: StepKey
    why: base.Why


class BeginOutput(base.Output):
    """What to do now: the few steps to begin with, in this order, and others that can start."""

    with_: tuple[FirstOutput, ...] = Field(validation_alias="first", serialization_alias="with")
    also: Annotated[tuple[StepKey, ...], Field(description="The other steps.")] = base.at(
        "also_now"
    )


class TurningOutput(base.Output):
    """When a step starts or ends.

    Attributes:
        text: What holds for this step; null where only the usual does.
        usually: What holds for its strategy; null where that does not hold for this step.
    """

    text: base.TextOrNull
    usually: base.TextOrNull
    source: base.Source


_RULES = {
    StepKind.SITUATION: STAGES,
    StepKind.PREPARATION: PREPARATION,
    StepKind.COMPANION: PREPARATION,
    StepKind.EXIT: EXIT,
}
"""The rule that a step comes from."""


class StepOutput(base.Output, shows=Step):
    """A step of the roadmap.

    Attributes:
        initiatives: The initiatives that it is for; empty where it is for the whole programme.
        after_done: Situations that it leans on, and that are done.
        ended_by_done: The situation that ends it, and that is done; mostly null.
        owner: Who answers for it; null where nobody does, as for every step that is added.
        suggested_owner: Who could answer for a step that is added: the owner of what it is added
            for. Null where there is none, and for a situation.
        status: How far the work is; null for a step that is added.
        review: The day on which it is looked at again; null where the file gives none.
    """

    key: StepKey
    kind: StepKind
    rule: base.RuleId
    situations: Situations
    challenge: base.ChallengeNameOutput
    initiatives: tuple[base.Text, ...]
    threat: Threat = base.at("answer.situation.threat")
    horizon: Horizon = base.at("answer.situation.horizon")
    tactic: FirstTacticOutput = base.at("lead")
    when: When
    starts: TurningOutput
    ends: TurningOutput
    after: tuple[StepKey, ...]
    helped_by: tuple[StepKey, ...]
    beside: tuple[StepKey, ...]
    after_done: Situations = base.at("leans_on_done")
    ended_by: StepKey | None
    ended_by_done: SituationNumber | None
    then_end: tuple[StepKey, ...]
    borrowed: tuple[base.StatementOutput, ...]
    owner: base.Text | None
    suggested_owner: base.Text | None
    status: Status | None
    review: date | None
    departures: tuple[base.StatementOutput, ...]

    @classmethod
    def _parts(cls, shown: Step, _kb: object) -> tuple[object, ...]:
        added = SimpleNamespace(
            rule=_RULES[shown.kind],
            suggested_owner=shown.suggested and shown.suggested.owner,
            review=shown.situations[0].given.review if shown.is_held else None,
        )
        return added, shown


class StageOutput(base.StrategyNameOutput):
    """A stage, with its steps in reading order; there may be none.

    Attributes:
        stage: Its turn over the life of an initiative.
        purpose: What the strategy is for.
    """

    stage: base.Number = base.at("strategy.stage")
    purpose: base.StatementOutput
    steps: tuple[StepOutput, ...]

    @classmethod
    def _parts(cls, shown: Stage, _kb: object) -> tuple[object, ...]:
        strategy = shown.strategy
        purpose = {"text": strategy.purpose, "source": strategy.source}
        return SimpleNamespace(purpose=purpose), shown


class RoadmapOutput(OfProgrammeOutput, shows=Roadmap):
    """What `roadmap --format json` gives: a programme in time.

    Attributes:
        rules: The rules that had a part in this, and what each found.
        mermaid: The steps as a chart in the language of Mermaid; null where there are none, or
            more than it draws.
    """

    begin: BeginOutput
    stages: tuple[StageOutput, ...]
    unsettled: tuple[PlacedOutput, ...]
    closed: tuple[PlacedOutput, ...]
    rules: tuple[FindingOutput, ...] = base.at("findings")
    mermaid: base.TextOrNull

    @classmethod
    def _parts(cls, shown: Roadmap, _kb: object) -> tuple[object, ...]:
        return SimpleNamespace(begin=shown, mermaid=roadmap_mermaid(shown)), shown


class SituationChangeOutput(base.Output, shows=comparison.SituationChange):
    """A situation that is in both programmes, and how its levels changed.

    Attributes:
        moved: Whether the threat or the horizon changed.
        closed: Whether it was done or dropped in between.
    """

    then: PlacedOutput = base.at("old")
    now: PlacedOutput = base.at("new")
    threat: comparison.Shift
    horizon: comparison.Shift
    moved: bool
    closed: bool

    @classmethod
    def _parts(cls, shown: comparison.SituationChange, _kb: object) -> tuple[object, ...]:
        return SimpleNamespace(**shown.shifts), shown


class GoneOutput(base.Output):
    """A situation that is only in the old programme."""

    situation: PlacedOutput
    ruled_out: bool = Field(description="Whether the new programme says that it does not apply.")


class OverdueOutput(base.Output):
    """A situation of the new programme whose review day has passed."""

    situation: SituationNumber = base.at("placed")
    due: date = Field(description="The day on which it was due for review.")


class TacticChangeOutput(FirstTacticOutput, shows=comparison.TacticChange):
    """A tactic to start, to go on with or to stop.

    Attributes:
        beside: Ids of the strategies that it only supports; none where it belongs to the one
            advised.
    """

    strategy: base.StrategyId
    situations: Situations
    general: bool
    beside: tuple[base.StrategyId, ...]
    advised_before: bool


class TacticChangesOutput(base.Output, shows=comparison.TacticChanges):
    """The tactics of two programmes, each in one list at most, those for most situations first."""

    start: tuple[TacticChangeOutput, ...]
    go_on: tuple[TacticChangeOutput, ...]
    stop: tuple[TacticChangeOutput, ...]


class ComparisonOutput(base.HeadedOutput, shows=comparison.Comparison):
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

    then: ProgrammeOutput = base.at("old")
    now: ProgrammeOutput = base.at("new")
    on: date | None = base.at("day")
    summary: base.Text
    notes: tuple[base.Text, ...]
    changes: tuple[SituationChangeOutput, ...]
    added: tuple[PlacedOutput, ...]
    gone: tuple[GoneOutput, ...]
    overdue: tuple[OverdueOutput, ...]
    tactics: TacticChangesOutput
    rules: tuple[base.RuleOutput, ...] = base.at("trace")
    knowledge_changes: KnowledgeChangesOutput | None = None

    @classmethod
    def _parts(cls, shown: comparison.Comparison, _kb: object) -> tuple[object, ...]:
        gone = [
            {"situation": each, "ruled_out": comparison.is_ruled_out(each, shown.new)}
            for each in shown.gone
        ]
        return SimpleNamespace(gone=gone), shown
