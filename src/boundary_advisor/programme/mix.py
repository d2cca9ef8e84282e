"""The mix of strategies in a programme, and what the source says to such a mix."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.words import count, listing
from boundary_advisor.knowledge.guide_models import ProgrammeRule
from boundary_advisor.knowledge.models import CellState, Horizon, Threat
from boundary_advisor.programme.models import Status
from boundary_advisor.programme.rules import found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.knowledge.models import Pairing, Strategy
    from boundary_advisor.programme.results import Finding, Placed

_NAMED = 4
"""Situations that are named one by one; more of them are counted."""


class Share(NamedTuple):
    """A strategy, and the situations that it is advised for; closed ones do not count."""

    strategy: Strategy
    situations: tuple[Placed, ...]


def mix_of(kb: KnowledgeBase, situations: tuple[Placed, ...]) -> tuple[Share, ...]:
    """Sort the situations that are not closed by the strategy advised, in the usual order."""
    at_work = [each for each in situations if not each.given.is_closed]
    return tuple(
        Share(strategy, tuple(each for each in at_work if each.strategy is strategy))
        for strategy in kb.strategies
    )


def remarks(kb: KnowledgeBase, guide: Guide, situations: tuple[Placed, ...]) -> tuple[Finding, ...]:
    """Apply the rules holding, battles, leaning and groundwork.

    Work that is done is there to be leaned on; what was dropped is not.
    """
    mix = _Mix(kb, situations)
    return (
        *_holding(guide, mix),
        *_battles(guide, mix),
        *_leaning(guide, mix),
        *_groundwork(guide, mix),
    )


class _Mix:
    """The situations of a programme, asked by the strategy that is advised for them."""

    def __init__(self, kb: KnowledgeBase, situations: tuple[Placed, ...]) -> None:
        self.kb = kb
        self.at_work = [each for each in situations if not each.given.is_closed]
        self.there = [each for each in situations if each.given.stands is not Status.DROPPED]
        self.held_off = kb.strategy_at(Threat.HIGH, Horizon.SHORT)
        self.for_good = kb.strategy_at(Threat.HIGH, Horizon.LONG)

    def under(self, strategy: Strategy) -> list[Placed]:
        """Give the situations at work that a strategy is advised for."""
        return [each for each in self.at_work if each.strategy is strategy]

    def has(self, strategy: Strategy, challenge: str | None = None) -> bool:
        """Say whether a strategy is or was worked on, for a challenge or for any."""
        return any(
            each.strategy is strategy and challenge in {None, each.challenge.id}
            for each in self.there
        )


def _holding(guide: Guide, mix: _Mix) -> Iterator[Finding]:
    held, name = mix.under(mix.held_off), mix.held_off.name
    if not held or mix.has(mix.for_good):
        return
    verb, pronoun = ("is", "it") if len(held) == 1 else ("are", "them")
    yield found(
        guide,
        ProgrammeRule.HOLDING,
        f"{_name(held)} {verb} held off by {name} for now, and nothing in the programme is in "
        f"{mix.for_good.name}.",
        todo=f"Write down what would end the {name} of {pronoun}, and who begins on that.",
    )


def _battles(guide: Guide, mix: _Mix) -> Iterator[Finding]:
    battles = mix.under(mix.for_good)
    begun = sum(each.given.stands is Status.STARTED for each in battles)
    if len(battles) > 1:
        yield found(
            guide,
            ProgrammeRule.BATTLES,
            f"{_name(battles)} are in {mix.for_good.name} at once, {begun or 'none'} of them "
            "begun.",
            todo="Put them in order of what matters most, and look for consensus on the others "
            "before you take them on.",
        )


def _leaning(guide: Guide, mix: _Mix) -> Iterator[Finding]:
    """Find what is built without the bridging for the same challenge that it leans on."""
    lacking: dict[str, list[Pairing]] = {}
    for pairing in mix.for_good.combines_with:
        alone = [each for each in mix.under(mix.for_good) if _lacks(mix, each, pairing)]
        if alone:
            lacking.setdefault(_name(alone), []).append(pairing)
    parts = [
        f"{listing([mix.kb.strategy(each.strategy).name for each in pairings], 'and no')} for {of}"
        for of, pairings in lacking.items()
    ]
    sources = [each.source for pairings in lacking.values() for each in pairings]
    if parts:
        yield found(
            guide,
            ProgrammeRule.LEANING,
            f"{mix.for_good.name} leans on other work for the same challenge. The programme has no "
            f"{listing(parts, 'and no')}.",
            *sources,
            todo="Plan it beside the work that leans on it. The roadmap shows how to begin.",
        )


def _lacks(mix: _Mix, placed: Placed, pairing: Pairing) -> bool:
    partner = mix.kb.strategy(pairing.strategy)
    cell = mix.kb.cell(placed.challenge.id, partner.id)
    return (
        partner.quadrant.threat is Threat.LOW
        and cell.state is not CellState.NOT_APPLICABLE
        and not mix.has(partner, placed.challenge.id)
    )


def _groundwork(guide: Guide, mix: _Mix) -> Iterator[Finding]:
    if mix.at_work and all(each.threat.level is Threat.LOW for each in mix.at_work):
        yield found(
            guide,
            ProgrammeRule.GROUNDWORK,
            "No challenge at work is of a high threat, as the file tells it.",
            todo="At each review, ask again whether something has become a threat.",
        )


def _name(situations: Iterable[Placed]) -> str:
    """Name situations, or count them where they are many."""
    names = [each.label for each in situations]
    return listing(names) if len(names) <= _NAMED else count(len(names), "situation")
