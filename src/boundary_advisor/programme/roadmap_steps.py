"""From drafts to steps: each gets its place, what starts and ends it, and its departures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.words import join_sources, listing
from boundary_advisor.knowledge.guide_models import ProgrammeRule
from boundary_advisor.knowledge.models import Horizon, RuleId, Threat
from boundary_advisor.programme.roadmap_model import Stage, Step, StepKind, Told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from boundary_advisor.engine.results import Placement
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.programme.roadmap_draft import Draft


def stages_of(kb: KnowledgeBase, guide: Guide, drafts: Sequence[Draft]) -> tuple[Stage, ...]:
    """Apply the rule stages: put every step into the stage of its strategy, in the usual order.

    Within a stage steps stand in the order of the situations that they are for. They are numbered
    in reading order; this is written into the drafts.
    """
    to_come = sorted((each for each in drafts if not each.is_done), key=_reading_order)
    for number, each in enumerate(to_come, start=1):
        each.key = f"S{number}"
    maker = _Maker(kb, guide, to_come)
    return tuple(
        Stage(
            strategy,
            guide.turns[strategy.id],
            tuple(maker.step(each) for each in to_come if each.answer.strategy is strategy),
        )
        for strategy in kb.strategies
    )


def _reading_order(draft: Draft) -> tuple[int, int]:
    return draft.answer.strategy.stage, draft.first


class _Maker:
    """Makes steps of drafts that have their keys."""

    def __init__(self, kb: KnowledgeBase, guide: Guide, drafts: Sequence[Draft]) -> None:
        self._kb = kb
        self._guide = guide
        self._drafts = drafts
        self._defence = kb.strategy_at(Threat.HIGH, Horizon.SHORT)

    def step(self, draft: Draft) -> Step:
        after = [each for each in draft.leans_on if not each.is_done]
        way_out = draft.way_out
        begins = _begins(draft, after)
        return Step(
            key=draft.key,
            kind=draft.kind,
            situations=tuple(draft.situations),
            answer=draft.answer,
            begins=begins,
            starts=self._starts(draft, begins),
            ends=self._ends(draft),
            after=tuple(each.key for each in after),
            before=tuple(each.key for each in self._drafts if draft in each.leans_on),
            leans_on_done=tuple(each.situations[0] for each in draft.leans_on if each.is_done),
            ended_by=way_out.key if way_out and not way_out.is_done else None,
            ended_by_done=way_out.situations[0] if way_out and way_out.is_done else None,
            then_end=tuple(each.key for each in self._ended_by(draft)),
            departures=tuple(self._departures(draft, after)),
        )

    def _ended_by(self, draft: Draft) -> list[Draft]:
        return [each for each in self._drafts if each.way_out is draft]

    def _starts(self, draft: Draft, begins: str) -> Told:
        turn = self._guide.turns[draft.answer.strategy.id].starts
        ground = self._guide.grounds[ProgrammeRule.PREPARATION].source if draft.leans_on else ""
        return Told(f"{begins} {turn.text}", join_sources(turn.source, ground))

    def _ends(self, draft: Draft) -> Told:
        turn = self._guide.turns[draft.answer.strategy.id].ends
        ended = [each.key for each in self._ended_by(draft)]
        if draft.way_out_advice is not None:
            more = _way_out_words(draft.way_out)
        elif ended:
            more = f"Then {listing(ended)} can end."
        else:
            return Told(turn.text, turn.source)
        ground = self._guide.grounds[ProgrammeRule.EXIT].source
        return Told(f"{turn.text} {more}", join_sources(turn.source, ground))

    def _departures(self, draft: Draft, after: Sequence[Draft]) -> Iterator[Told]:
        """Apply the rule departure."""
        yield from self._ahead(draft)
        yield from self._elsewhere(draft)
        yield from self._way_out_elsewhere(draft)
        yield from self._too_early(draft, after)

    def _ahead(self, draft: Draft) -> Iterator[Told]:
        """A defence does not wait for the stages before its own."""
        stage = draft.answer.strategy.stage
        if (
            draft.answer.strategy is self._defence
            and draft.answer.situation.threat is Threat.HIGH
            and any(each.answer.strategy.stage < stage for each in self._drafts)
        ):
            text = "At once, as the threat is there now."
            yield Told(text, self._guide.turns[self._defence.id].starts.source)

    def _elsewhere(self, draft: Draft) -> Iterator[Told]:
        """A strategy that does not apply leaves its stage to another."""
        placed = draft.answer.placement
        if draft.kind is StepKind.SITUATION and placed.strategy is not draft.answer.strategy:
            yield self._not_applicable("Not", placed)

    def _way_out_elsewhere(self, draft: Draft) -> Iterator[Told]:
        """So it does where it would be the way out."""
        way_out, advice = draft.way_out, draft.way_out_advice
        if way_out is None or advice is None or way_out.is_done:
            return
        placed = advice.placement
        if placed.strategy is not advice.strategy:
            yield self._not_applicable(f"Its way out, {way_out.key}, is not", placed)

    def _not_applicable(self, what: str, placed: Placement) -> Told:
        strategy, ground = placed.strategy, self._kb.grounds[RuleId.NOT_APPLICABLE]
        text = (
            f"{what} in stage {strategy.stage}: {strategy.name} does not apply to this challenge."
        )
        return Told(text, join_sources(placed.cell.source, ground.source))

    def _too_early(self, draft: Draft, after: Sequence[Draft]) -> Iterator[Told]:
        """A programme may have started on a step before what it leans on."""
        waiting = [each.key for each in after if not each.is_started]
        if draft.is_started and waiting:
            verb, them = ("is", "it") if len(waiting) == 1 else ("are", "them")
            text = (
                f"This is under way, but {listing(waiting)}, which it leans on, {verb} not. "
                f"Begin with {them} now."
            )
            ground = self._guide.grounds[ProgrammeRule.PREPARATION].source
            yield Told(text, ground)


def _begins(draft: Draft, after: Sequence[Draft]) -> str:
    """Say when a step begins in this programme."""
    keys = listing([each.key for each in after])
    if draft.is_started:
        return f"Under way, and leans on {keys}." if keys else "Under way."
    if keys:
        return f"After {keys}."
    return "Now; what it leans on is done." if draft.leans_on else "Now; nothing comes before it."


def _way_out_words(way_out: Draft | None) -> str:
    if way_out is None:
        return "No other strategy applies to this challenge, so look for a way out at each review."
    if way_out.is_done:
        return f"Its way out, {way_out.situations[0].title}, is done: see whether it can end now."
    return f"Its way out is {way_out.key}."
