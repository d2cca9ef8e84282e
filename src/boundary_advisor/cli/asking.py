"""From the options of a question to its answers, with questions where a level is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import typer

from boundary_advisor.cli.interview_loop import Session
from boundary_advisor.cli.options import pick
from boundary_advisor.cli.prompt import MenuItem, Prompt, Terminal
from boundary_advisor.cli.writing import Interrupts
from boundary_advisor.engine.advisor import Advisor
from boundary_advisor.engine.results import Situation
from boundary_advisor.errors import ExitCode, UsageError
from boundary_advisor.knowledge.guide import load_guide
from boundary_advisor.knowledge.models import Horizon, Threat
from boundary_advisor.knowledge.names import find_challenge, find_size
from boundary_advisor.programme.answers import Sheet
from boundary_advisor.programme.interview import Interview
from boundary_advisor.programme.placing import HORIZON, THREAT, asked
from boundary_advisor.programme.programme import (
    HorizonGiven,
    Programme,
    ProgrammeSituation,
    ThreatGiven,
)
from boundary_advisor.text import listing

if TYPE_CHECKING:
    from boundary_advisor.engine.results import Recommendation
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide

_TWO_LEVELS = "The study knows two levels, and nothing between."


class Answers(NamedTuple):
    """The answers to a question, and the knowledge that they were made from.

    Attributes:
        kb: The knowledge.
        groups: For each challenge its answers: one, or one for each candidate.
    """

    kb: KnowledgeBase
    groups: tuple[tuple[Recommendation, ...], ...]

    @property
    def flat(self) -> tuple[Recommendation, ...]:
        """All answers in order."""
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
) -> Answers:
    """Answer a question as it stands on the command line.

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
    return Answers(
        kb,
        tuple(
            advisor.answers(
                Situation(challenge=each, threat=level, horizon=due, city_size=city_size)
            )
            for each in ids
        ),
    )


def ask_further(asked: Answers) -> Answers:
    """Where one challenge lacks a level, offer the questions that find it, if there is a terminal.

    Raises:
        typer.Exit: It was broken off.
    """
    first = asked.flat[0]
    if len(asked.groups) > 1 or not first.assumed:
        return asked
    from boundary_advisor.cli.prompt import at_terminal

    if not at_terminal(answer=True):
        return asked

    missing = {each.what for each in first.assumed}
    given = first.situation
    threat, horizon = find_levels(
        asked.kb,
        first.challenge.id,
        None if "threat" in missing else given.threat,
        None if "horizon" in missing else given.horizon,
    )
    found = given.model_copy(update={"threat": threat, "horizon": horizon})
    return Answers(asked.kb, (Advisor(asked.kb).answers(found),))


_YES_OR_NO = (MenuItem("yes", "yes"), MenuItem("no", "no"))


def find_levels(
    kb: KnowledgeBase, challenge: str, threat: Threat | None, horizon: Horizon | None
) -> tuple[Threat | None, Horizon | None]:
    """Offer to find the levels that are not given, and ask for them.

    Args:
        kb: The knowledge.
        challenge: Id of the challenge.
        threat: The threat; None where it is not given.
        horizon: The horizon; None where it is not given.

    Returns:
        The levels that are given or found; None for one that stays open.

    Raises:
        typer.Exit: It was broken off.
    """
    guide = load_guide(kb)
    with Interrupts() as interrupts:
        terminal = Terminal(interrupts.waiting)
        try:
            if terminal.ask(_offer(guide, challenge, threat, horizon)) != _YES_OR_NO[0].value:
                return threat, horizon
            session = Session(
                Interview(kb, guide, _sheet(challenge, threat, horizon)),
                terminal,
                lambda _: None,
                only=challenge,
            )
            session.run()
            terminal.say("")
        except (EOFError, KeyboardInterrupt):
            raise typer.Exit(ExitCode.INTERRUPTED) from None
    placed = session.walk.placed[0]
    return placed.threat_level, placed.horizon_level


def _offer(guide: Guide, challenge: str, threat: Threat | None, horizon: Horizon | None) -> Prompt:
    axes = ((THREAT, guide.threat, threat), (HORIZON, guide.horizon, horizon))
    missing = {name: len(asked(each, challenge)) + 1 for name, each, level in axes if not level}
    verb, them = ("is", "it") if len(missing) == 1 else ("are", "them")
    return Prompt(
        f"The {listing([*missing])} {verb} not given. Answer up to {sum(missing.values())} "
        f"questions to find {them}?",
        "A few answers tell which advice fits. Without them you see each possible answer.",
        choices=_YES_OR_NO,
        can_move=False,
    )


def _sheet(challenge: str, threat: Threat | None, horizon: Horizon | None) -> Sheet:
    """Make a programme of one situation, so that the steps are those of an assessment."""
    situation = ProgrammeSituation(
        challenge=challenge,
        threat=ThreatGiven(threat.value) if threat else None,
        horizon=HorizonGiven(horizon.value) if horizon else None,
    )
    programme = Programme(programme=challenge, situations=(situation,))
    return Sheet(programme, is_sized=False, names={})
