"""Every situation of a programme put on the grid, and advised on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.situation import Situation
from boundary_advisor.knowledge.models import Horizon, Threat
from boundary_advisor.programme.levels import horizon_of, threat_of
from boundary_advisor.programme.results import Placed

if TYPE_CHECKING:
    from boundary_advisor.engine.advisor import Advisor
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.programme.models import Programme, ProgrammeSituation


def place(advisor: Advisor, guide: Guide, programme: Programme) -> tuple[Placed, ...]:
    """Place the situations of a programme, in its order, those that are closed among them."""
    return tuple(
        _place(advisor, guide, programme, number, given)
        for number, given in enumerate(programme.situations, start=1)
    )


def _place(
    advisor: Advisor, guide: Guide, programme: Programme, number: int, given: ProgrammeSituation
) -> Placed:
    threat, horizon = threat_of(guide, given), horizon_of(guide, given)
    situation = Situation(
        challenge=given.challenge,
        threat=threat.level if isinstance(threat.level, Threat) else None,
        horizon=horizon.level if isinstance(horizon.level, Horizon) else None,
        city_size=programme.city_size,
    )
    answers = advisor.answers(situation)
    return Placed(number, given, answers[0].challenge, threat, horizon, answers)
