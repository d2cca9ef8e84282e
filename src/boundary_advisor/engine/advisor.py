"""The engine: a situation in, a recommendation out."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from boundary_advisor.engine.results import Recommendation, Related, Situation
from boundary_advisor.engine.rules import RULES, assume, place_on_grid
from boundary_advisor.errors import UsageError
from boundary_advisor.knowledge.names import find_challenge, find_size

if TYPE_CHECKING:
    from boundary_advisor.engine.results import Finding
    from boundary_advisor.knowledge.base import KnowledgeBase


class Advisor:
    """Advises on situations, by the rules, from one knowledge base.

    Answers are cached: there are few different situations. The knowledge of any field will do;
    nothing here knows an id of one.
    """

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self._cache: dict[Situation, Recommendation] = {}

    def advise(self, situation: Situation) -> Recommendation:
        """Advise on one complete situation.

        Raises:
            UsageError: The challenge or city size is not known, or the threat or horizon is
                missing; `answers` takes a situation without them.
        """
        if (answer := self._cache.get(situation)) is None:
            answer = self._cache[situation] = self._apply_rules(situation)
        return answer

    def answers(self, situation: Situation) -> tuple[Recommendation, ...]:
        """Advise on a situation that may lack its threat or horizon.

        A complete one has one answer. Otherwise there is one for each candidate (two, or four),
        with the signs that tell whether it is the right one.

        Raises:
            UsageError: The challenge or city size is not known.
        """
        missing = [axis for axis in self.kb.axes if getattr(situation, axis.name) is None]
        names = [axis.name for axis in missing]
        candidates = (
            situation.model_copy(update=dict(zip(names, levels, strict=True)))
            for levels in product(*(axis.levels for axis in missing))
        )
        return tuple(assume(self.kb, self.advise(each), missing) for each in candidates)

    def _apply_rules(self, situation: Situation) -> Recommendation:
        kb, threat, horizon = self.kb, situation.threat, situation.horizon
        if threat is None or horizon is None:
            raise UsageError("no threat or no horizon is given", "Give both, or call `answers`.")
        challenge = find_challenge(kb, situation.challenge)
        size = None if situation.city_size is None else find_size(kb, situation.city_size)
        ids = {"challenge": challenge.id, "city_size": size and size.id}
        see_also = (
            Related(kb.challenge(each.challenge), each.difference, each.source)
            for each in challenge.confused_with
        )
        placement = place_on_grid(kb, challenge, threat, horizon)
        answer = Recommendation(
            situation=situation.model_copy(update=ids),
            challenge=challenge,
            size=size,
            see_also=tuple(see_also),
            placement=placement,
            strategy=placement.strategy,
            cell=placement.cell,
        )
        trace: list[Finding] = []
        for rule in RULES:
            answer = rule.apply(kb, answer)
            trace += rule.on_record(kb, answer)
        return answer._replace(trace=tuple(trace))
