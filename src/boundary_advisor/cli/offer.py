"""Where `advise` lacks a level: the offer to find it by the questions of the interview."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from boundary_advisor.cli.entry import INTERRUPTED
from boundary_advisor.cli.interrupt import Interrupts
from boundary_advisor.cli.interview import Session
from boundary_advisor.cli.prompt import Choice, Prompt, Terminal
from boundary_advisor.engine.words import listing
from boundary_advisor.knowledge.guide import load_guide
from boundary_advisor.programme.interview import Interview
from boundary_advisor.programme.levels import HORIZON, THREAT, asked
from boundary_advisor.programme.models import (
    HorizonGiven,
    Programme,
    ProgrammeSituation,
    ThreatGiven,
)
from boundary_advisor.programme.steps import Sheet

if TYPE_CHECKING:
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.knowledge.models import Horizon, Threat

_YES_OR_NO = (Choice("yes", "yes"), Choice("no", "no"))


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
            raise typer.Exit(INTERRUPTED) from None
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
