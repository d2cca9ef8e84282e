"""The engine: a situation in, a recommendation out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.results import Assumption, Recommendation, Situation
from boundary_advisor.engine.rules import (
    Spot,
    assume_horizon,
    assume_threat,
    assumption_fired,
    cautions_of,
    changes,
    choose,
    effort_of,
    rejections,
    related,
    sequence_of,
    supports,
    trace_of,
    why_chosen,
)
from boundary_advisor.engine.tactics import advise_tactics, weigh
from boundary_advisor.errors import UsageError
from boundary_advisor.knowledge.models import Horizon, Threat
from boundary_advisor.knowledge.names import find_challenge, find_size

if TYPE_CHECKING:
    from boundary_advisor.knowledge.base import KnowledgeBase


class Advisor:
    """Advises on situations, by the rules, from one knowledge base.

    There are few different situations, so the answer to each, as it is asked, is kept.

    Args:
        kb: The knowledge. Any field's will do; nothing here knows an id of one.
    """

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self._kept: dict[Situation, Recommendation] = {}

    def advise(self, situation: Situation) -> Recommendation:
        """Advise on one complete situation.

        Raises:
            UsageError: The challenge or city size is not known, or the threat or horizon is
                missing; `answers` takes a situation without them.
        """
        known = self._kept.get(situation)
        if known is None:
            known = self._kept[situation] = self._work_out(situation)
        return known

    def answers(self, situation: Situation) -> tuple[Recommendation, ...]:
        """Advise on a situation that may lack its threat or horizon.

        Returns:
            One answer for a complete situation. Otherwise one for each candidate (two, or four),
            each with the signs that tell whether it is the right one.

        Raises:
            UsageError: The challenge or city size is not known.
        """
        threats = tuple(Threat) if situation.threat is None else (situation.threat,)
        horizons = tuple(Horizon) if situation.horizon is None else (situation.horizon,)
        return tuple(
            self._assume(situation, threat, horizon) for threat in threats for horizon in horizons
        )

    def _assume(self, situation: Situation, threat: Threat, horizon: Horizon) -> Recommendation:
        levels = {"threat": threat, "horizon": horizon}
        answer = self.advise(situation.model_copy(update=levels))
        assumed: list[Assumption] = []
        if situation.threat is None:
            assumed.append(assume_threat(self.kb.threat, threat))
        if situation.horizon is None:
            assumed.append(assume_horizon(self.kb.horizon, horizon))
        if not assumed:
            return answer
        on_record = tuple(assumption_fired(self.kb, each) for each in assumed)
        return answer._replace(assumed=tuple(assumed), trace=(*on_record, *answer.trace))

    def _work_out(self, situation: Situation) -> Recommendation:
        kb, threat, horizon = self.kb, situation.threat, situation.horizon
        if threat is None or horizon is None:
            raise UsageError("no threat or no horizon is given", "Give both, or call `answers`.")
        spot = Spot(find_challenge(kb, situation.challenge), threat, horizon)
        size = None if situation.city_size is None else find_size(kb, situation.city_size)
        choice = choose(kb, spot)
        tactics = advise_tactics(kb, spot.challenge, choice.strategy, size)
        answer = Recommendation(
            situation=Situation(
                challenge=spot.challenge.id,
                threat=threat,
                horizon=horizon,
                city_size=None if size is None else size.id,
            ),
            challenge=spot.challenge,
            size=size,
            placement=choice.placement,
            strategy=choice.strategy,
            cell=choice.cell,
            why=why_chosen(choice, spot),
            tactics=tactics,
            effort=effort_of(kb, spot.challenge, choice),
            supporting=supports(kb, spot.challenge, choice.strategy),
            sequence=sequence_of(kb, spot.challenge, choice.strategy),
            rejected=rejections(kb, spot, choice.strategy),
            if_changed=changes(kb, spot, choice.strategy),
            cautions=cautions_of(kb, choice, spot),
            see_also=related(kb, spot.challenge),
            evidence=weigh(kb, choice.strategy, tactics, size),
            assumed=(),
            trace=(),
        )
        return answer._replace(trace=trace_of(kb, answer, choice, spot))
