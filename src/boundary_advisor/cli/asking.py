"""From the options of a question to the advice on it, asking for a missing level."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from boundary_advisor.cli.options import pick
from boundary_advisor.engine.advisor import Advisor
from boundary_advisor.engine.results import Situation
from boundary_advisor.errors import UsageError
from boundary_advisor.knowledge.models import Horizon, Threat
from boundary_advisor.knowledge.names import find_challenge, find_size

if TYPE_CHECKING:
    from boundary_advisor.engine.results import Recommendation
    from boundary_advisor.knowledge.base import KnowledgeBase

Advice: TypeAlias = "tuple[tuple[Recommendation, ...], ...]"
"""The recommendations on each challenge: one, or one for each candidate."""

_TWO_LEVELS = "The study knows two levels, and nothing between."


def advise_on(
    kb: KnowledgeBase,
    challenges: list[str] | None,
    threat: str | None,
    horizon: str | None,
    size: str | None,
) -> Advice:
    """Advise on a question as the command line puts it.

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
    return tuple(map(advisor.answers, situations))


def settle_levels(kb: KnowledgeBase, advice: Advice) -> Advice:
    """If one challenge lacks a level and there is a terminal, offer the questions that find it.

    Raises:
        typer.Exit: The user broke it off.
    """
    first = advice[0][0]
    if len(advice) > 1 or not first.assumed:
        return advice
    from boundary_advisor.cli.prompt import at_terminal

    if not at_terminal(answer=True):
        return advice
    from boundary_advisor.cli.interview_loop import find_levels

    assumed = dict.fromkeys((each.what for each in first.assumed), None)
    situation = first.situation.model_copy(update=assumed)
    return (Advisor(kb).answers(find_levels(kb, situation)),)
