"""Whichever cells do not apply, there is an answer, and it is looked for in the order told."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor.engine.advisor import Advisor
from boundary_advisor.engine.rules import RuleId
from boundary_advisor.knowledge.models import CellState, Horizon, Threat
from tests.engine.fields import STEADY, Closed, fired_in, orchard, situations, with_closed
from tests.engine.written import written

if TYPE_CHECKING:
    from boundary_advisor.engine.results import Recommendation

OTHER = {Horizon.SHORT: Horizon.LONG, Horizon.LONG: Horizon.SHORT}


@st.composite
def closings(draw: st.DrawFn) -> Closed:
    """Up to three cells of each challenge."""
    kb = orchard().kb
    strategies = [each.id for each in kb.strategies]
    return frozenset(
        (challenge.id, strategy)
        for challenge in kb.challenges
        for strategy in draw(st.sets(st.sampled_from(strategies), max_size=3))
    )


def _expected(closed: Closed, answer: Recommendation) -> set[str]:
    """Give what may be advised: one strategy, as long as the order told leaves one."""
    kb, situation = orchard().kb, answer.situation
    threat, horizon = situation.threat, situation.horizon
    assert threat is not None
    assert horizon is not None
    told = ((threat, horizon), (Threat.LOW, horizon), (Threat.LOW, OTHER[horizon]))
    for place in told:
        strategy = kb.strategy_at(*place).id
        if (situation.challenge, strategy) not in closed:
            return {strategy}
    return {each.id for each in kb.strategies if (situation.challenge, each.id) not in closed}


def _holds(closed: Closed) -> None:
    advisor = Advisor(with_closed(orchard().kb, closed))
    for situation in situations(advisor.kb):
        answer = advisor.advise(situation)
        assert answer.strategy.id in _expected(closed, answer)
        assert answer.cell.state is CellState.REPORTED
        assert [each for each in answer.tactics if not each.general]
        moved = answer.strategy != answer.placement.strategy
        assert moved is ((situation.challenge, answer.placement.strategy.id) in closed)
        assert (fired_in(answer, RuleId.NOT_APPLICABLE) is not None) is moved
        assert len(answer.cautions) == len(answer.strategy.costs) + moved
        assert len(answer.rejected) == 3
        for each in answer.rejected:
            shut = (situation.challenge, each.strategy.id) in closed
            assert ("does not apply" in each.reason) is shut
        assert not {(situation.challenge, each.strategy.id) for each in answer.supporting} & closed
        assert written(answer)


@STEADY
@given(closings())
def test_there_is_always_an_answer_and_the_order_is_the_one_told(closed: Closed) -> None:
    _holds(closed)


def test_one_open_cell_is_enough_wherever_it_is() -> None:
    kb = orchard().kb
    every = frozenset(product((each.id for each in kb.challenges), (s.id for s in kb.strategies)))
    for strategy in kb.strategies:
        _holds(every - {(each.id, strategy.id) for each in kb.challenges})
