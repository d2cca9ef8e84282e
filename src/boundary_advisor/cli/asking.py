"""From the options of a question to the advice on it, asking where a level is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.cli.options import pick
from boundary_advisor.engine.advisor import Advisor
from boundary_advisor.engine.results import Situation
from boundary_advisor.errors import UsageError
from boundary_advisor.knowledge.models import Horizon, Threat
from boundary_advisor.knowledge.names import find_challenge, find_size

if TYPE_CHECKING:
    from boundary_advisor.engine.results import Recommendation
    from boundary_advisor.knowledge.base import KnowledgeBase

_TWO_LEVELS = "The study knows two levels, and nothing between."


class Advice(NamedTuple):
    """The advice on a question, and the knowledge that it was made from.

    Attributes:
        kb: The knowledge.
        groups: For each challenge its recommendations: one, or one for each candidate.
    """

    kb: KnowledgeBase
    groups: tuple[tuple[Recommendation, ...], ...]

    @property
    def flat(self) -> tuple[Recommendation, ...]:
        """All recommendations in order."""
        return tuple(answer for group in self.groups for answer in group)

    @property
    def single(self) -> bool:
        """True where one complete situation was asked."""
        return len(self.flat) == 1


def ask(
    kb: KnowledgeBase,
    challenges: list[str] | None,
    threat: str | None,
    horizon: str | None,
    size: str | None,
) -> Advice:
    """Advise on a question as it stands on the command line.

    Raises:
        UsageError: A name or a level is not known, or no challenge is given.
    """
    if not challenges:
        known = ", ".join(each.id for each in kb.challenges)
        raise UsageError("no challenge is given", f"Add --challenge with one of: {known}.")
    level = None if threat is None else Threat(pick("threat", threat, Threat, _TWO_LEVELS))
    due = None if horizon is None else Horizon(pick("horizon", horizon, Horizon, _TWO_LEVELS))
    city_size = None if size is None else find_size(kb, size).id
    ids = dict.fromkeys(find_challenge(kb, each).id for each in challenges)
    advisor = Advisor(kb)
    situations = (
        Situation(challenge=each, threat=level, horizon=due, city_size=city_size) for each in ids
    )
    return Advice(kb, tuple(map(advisor.answers, situations)))


def ask_further(advice: Advice) -> Advice:
    """Where one challenge lacks a level, offer the questions that find it, if there is a terminal.

    Raises:
        typer.Exit: It was broken off.
    """
    first = advice.flat[0]
    if len(advice.groups) > 1 or not first.assumed:
        return advice
    from boundary_advisor.cli.prompt import at_terminal

    if not at_terminal(answer=True):
        return advice
    from boundary_advisor.cli.interview_loop import find_levels

    missing = {each.what for each in first.assumed}
    given = first.situation
    threat, horizon = find_levels(
        advice.kb,
        first.challenge.id,
        None if "threat" in missing else given.threat,
        None if "horizon" in missing else given.horizon,
    )
    found = given.model_copy(update={"threat": threat, "horizon": horizon})
    return Advice(advice.kb, (Advisor(advice.kb).answers(found),))
