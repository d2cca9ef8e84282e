"""Where a situation stands: the rules grid, not-applicable and effort, and levels left open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.results import Assumption, Effort, Placement
from boundary_advisor.engine.words import join_sources, listing, lower_first
from boundary_advisor.knowledge.models import CellState, Horizon, Threat

if TYPE_CHECKING:
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import (
        AxisEnd,
        Cell,
        Challenge,
        HorizonAxis,
        Strategy,
        ThreatAxis,
    )

OTHER_THREAT = {Threat.LOW: Threat.HIGH, Threat.HIGH: Threat.LOW}
"""The other level of the threat axis."""

_EFFORT = "effort"

OTHER_HORIZON = {Horizon.SHORT: Horizon.LONG, Horizon.LONG: Horizon.SHORT}
"""The other level of the time axis."""


class Spot(NamedTuple):
    """A challenge at a place on the grid: a situation that is complete and looked up."""

    challenge: Challenge
    threat: Threat
    horizon: Horizon


class Choice(NamedTuple):
    """What the grid says, and what is advised in the light of it."""

    placement: Placement
    strategy: Strategy
    cell: Cell

    @property
    def applies(self) -> bool:
        """True where the grid's own cell exists, so that it is the one advised."""
        return self.placement.cell.state is not CellState.NOT_APPLICABLE


def choose(kb: KnowledgeBase, spot: Spot) -> Choice:
    """Apply the rules grid and not-applicable.

    The checked knowledge has a cell that applies for every challenge, so there is always an answer.
    """
    challenge, threat, horizon = spot
    other = OTHER_HORIZON[horizon]
    fields = (
        (threat, horizon),
        (Threat.LOW, horizon),
        (Threat.LOW, other),
        (Threat.HIGH, horizon),
        (Threat.HIGH, other),
    )
    strategies = [kb.strategy_at(*field) for field in fields]
    cells = [kb.cell(challenge.id, strategy.id) for strategy in strategies]
    placement = Placement(strategies[0], cells[0])
    strategy, cell = next(
        (strategy, cell)
        for strategy, cell in zip(strategies, cells, strict=True)
        if cell.state is not CellState.NOT_APPLICABLE
    )
    return Choice(placement, strategy, cell)


def grid_finding(choice: Choice, spot: Spot) -> str:
    """Say what the grid gives."""
    name = choice.placement.strategy.name
    return f"A {spot.threat} threat and a {spot.horizon} horizon point to {name}."


def fallback_finding(choice: Choice) -> str:
    """Say that the grid's cell does not apply, and what is advised instead."""
    placed = choice.placement.strategy.name
    return f"{placed} does not apply to this challenge, so the advice is {choice.strategy.name}."


def why_chosen(choice: Choice, spot: Spot) -> str:
    """Say why the strategy is advised, in a few sentences."""
    found = grid_finding(choice, spot)
    if choice.applies:
        return f"{found} Its purpose: {lower_first(choice.strategy.purpose)}"
    return f"{found} {choice.placement.cell.note} {_instead(choice)}"


def _instead(choice: Choice) -> str:
    wanted, taken = choice.placement.strategy.quadrant, choice.strategy.quadrant
    name = choice.strategy.name
    if taken.horizon is wanted.horizon:
        way = (
            f"keeps the {taken.horizon} horizon and takes the strategy for a {taken.threat} threat"
        )
    else:
        way = "takes the nearest strategy that does apply"
    return f"The advice {way}: {name}. This step is our own judgement."


def tension(choice: Choice, spot: Spot) -> str:
    """Say what stays open where the advice is not what the grid gives."""
    fits, name = choice.strategy.quadrant, choice.strategy.name
    yours, its = differing(
        (spot.threat, fits.threat, "threat"), (spot.horizon, fits.horizon, "horizon")
    )
    found = f"You describe {yours}, and {name} is meant for {its}."
    if spot.threat is Threat.LOW or fits.threat is Threat.HIGH:
        return found
    return (
        f"{found} It does not take the threat away. "
        "Check whether part of the trouble is another challenge."
    )


def differing(*levels: tuple[str, str, str]) -> tuple[str, str]:
    """Name the levels in which two places on the grid differ, for the one and for the other.

    Args:
        levels: For each axis the level of the one, that of the other, and the name of the axis.
    """
    apart = [(one, other, axis) for one, other, axis in levels if one != other]
    return (
        listing([f"a {one} {axis}" for one, _, axis in apart]),
        listing([f"a {other} {axis}" for _, other, axis in apart]),
    )


def effort_of(kb: KnowledgeBase, challenge: Challenge, choice: Choice) -> Effort | None:
    """Apply the rule effort: where the source says that most effort goes for a challenge."""
    cells = [(strategy, kb.cell(challenge.id, strategy.id)) for strategy in kb.strategies]
    cells = [(strategy, cell) for strategy, cell in cells if cell.effort is not None]
    if not cells:
        return None
    strategies = tuple(strategy for strategy, _ in cells)
    here = any(strategy is choice.strategy for strategy in strategies)
    names = tuple(
        f"{strategy.name}{cell.origin.mark if _EFFORT in cell.origin.fields else ''}"
        for strategy, cell in cells
    )
    text = f"Most effort for this challenge goes into {listing(list(names))}."
    if not here:
        reason = (
            "is what your threat and horizon give"
            if choice.applies
            else f"is advised because {choice.placement.strategy.name} does not apply"
        )
        text += f" {choice.strategy.name} {reason}."
    return Effort(
        strategies, names, here, text, join_sources(*(cell.effort or "" for _, cell in cells))
    )


def assume_threat(axis: ThreatAxis, threat: Threat) -> Assumption:
    """Say which threat an answer takes, and how to tell whether it holds."""
    level = axis.low if threat is Threat.LOW else axis.high
    return _assume("threat", threat, level, axis.source)


def assume_horizon(axis: HorizonAxis, horizon: Horizon) -> Assumption:
    """Say which horizon an answer takes, and how to tell whether it holds."""
    level = axis.short if horizon is Horizon.SHORT else axis.long
    return _assume("horizon", horizon, level, axis.source)


def _assume(what: str, name: str, level: AxisEnd, source: str) -> Assumption:
    return Assumption(what, str(name), level.meaning, level.signs, source)
