"""Every situation of a programme put on the grid, and advised on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from boundary_advisor.engine.situation import Situation
from boundary_advisor.knowledge.models import Horizon, Threat
from boundary_advisor.programme.levels import horizon_of, threat_of
from boundary_advisor.programme.results import Placed, title_of

if TYPE_CHECKING:
    from boundary_advisor.engine.advisor import Advisor
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.programme.models import Programme, ProgrammeSituation


def place(advisor: Advisor, guide: Guide, programme: Programme) -> tuple[Placed, ...]:
    """Place the situations of a programme, in its order, those that are closed among them."""
    times = Counter(each.challenge for each in programme.situations)
    return tuple(
        _place(advisor, guide, given, number, programme.city_size, alone=times[given.challenge] < 2)  # noqa: PLR2004
        for number, given in enumerate(programme.situations, start=1)
    )


def _place(  # noqa: PLR0913
    advisor: Advisor,
    guide: Guide,
    given: ProgrammeSituation,
    number: int,
    city_size: str | None,
    *,
    alone: bool,
) -> Placed:
    threat, horizon = threat_of(guide, given), horizon_of(guide, given)
    situation = Situation(
        challenge=given.challenge,
        threat=threat.level if isinstance(threat.level, Threat) else None,
        horizon=horizon.level if isinstance(horizon.level, Horizon) else None,
        city_size=city_size,
    )
    answers = advisor.answers(situation)
    challenge = answers[0].challenge
    label = title_of(challenge) if alone else title_of(challenge, given)
    return Placed(number, given, challenge, threat, horizon, answers, label)
