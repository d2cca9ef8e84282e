"""The sentences that rules make: why a strategy is advised, and why not another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.knowledge.models import Quadrant, Threat
from boundary_advisor.text import listing, lower_first

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.engine.results import Recommendation
    from boundary_advisor.knowledge.models import Cell, Strategy, Tactic


def grid_why(answer: Recommendation) -> str:
    """Say why the grid's strategy is advised, and what it is for."""
    purpose = answer.placement.strategy.purpose
    return f"{grid_words(answer)} Its purpose: {lower_first(purpose)}"


def grid_words(answer: Recommendation) -> str:
    """Say to which strategy the levels point."""
    strategy = answer.placement.strategy
    threat, horizon = strategy.quadrant.threat, strategy.quadrant.horizon
    return f"A {threat} threat and a {horizon} horizon point to {strategy.name}."


def fallback_why(answer: Recommendation, strategy: Strategy) -> str:
    """Say why another strategy is advised where the grid's does not apply."""
    horizon = answer.placement.strategy.quadrant.horizon
    way = "takes the nearest strategy that does apply"
    if strategy.quadrant.horizon is horizon:
        threat = strategy.quadrant.threat
        way = f"keeps the {horizon} horizon and takes the strategy for a {threat} threat"
    return (
        f"{grid_words(answer)} {answer.placement.cell.note} "
        f"The advice {way}: {strategy.name}. This step is our own judgement."
    )


def tension(answer: Recommendation) -> str:
    """Say what stays open where the advice is not what the grid gives."""
    wanted, fits = answer.placement.strategy.quadrant, answer.strategy.quadrant
    axes, name = _differing(wanted, fits), answer.strategy.name
    text = f"You describe {_levels(wanted, axes)}, and {name} is meant for {_levels(fits, axes)}."
    if (wanted.threat, fits.threat) == (Threat.HIGH, Threat.LOW):
        text += (
            " It does not take the threat away. "
            "Check whether part of the trouble is another challenge."
        )
    return text


def elsewhere_words(answer: Recommendation) -> str:
    """Say why the advice is not where most effort goes."""
    if answer.is_from_grid:
        return f"{answer.strategy.name} is what your threat and horizon give."
    placed = answer.placement.strategy.name
    return f"{answer.strategy.name} is advised because {placed} does not apply."


def change_words(then: Recommendation, advised: Strategy, first: Tactic) -> str:
    """Say what the advice becomes, with its first tactic; "the same" if it does not change."""
    placed = then.placement.strategy.name
    why = "" if then.is_from_grid else f", as {placed} does not apply here"
    if then.strategy is advised:
        return f"the same{why}."
    return f"{then.strategy.name}{why}. First tactic: {lower_first(first.title)}."


def rejected_reason(answer: Recommendation, strategy: Strategy, cell: Cell) -> str:
    """Say why a strategy was not chosen."""
    meant, advised, fit = strategy.quadrant, answer.strategy.quadrant, strategy.fits[0]
    # In a fallback the advice is not what the situation gives: name what speaks against both.
    against_both = _differing(meant, advised, answer.placement.strategy.quadrant)
    axes = against_both or _differing(meant, advised)
    reason = (
        f"It is meant for {_levels(meant, axes)}, not for {_levels(advised, axes)}. "
        f"It fits when {lower_first(fit.text)}"
    )
    if cell.effort is not None:
        reason += " All the same, most effort for this challenge goes into it."
    return reason


def _levels(quadrant: Quadrant, axes: Iterable[str]) -> str:
    """Name the levels of a field of the grid: "a low threat and a short horizon"."""
    return listing([f"a {quadrant.level(axis)} {axis}" for axis in axes])


def _differing(one: Quadrant, *others: Quadrant) -> list[str]:
    """Return the names of the axes on which a field of the grid differs from all the others."""
    return [
        axis
        for axis in Quadrant.model_fields
        if one.level(axis) not in {other.level(axis) for other in others}
    ]
