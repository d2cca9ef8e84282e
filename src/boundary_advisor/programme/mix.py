"""The mix of strategies in a programme, and what the source says to such a mix."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.words import count, listing
from boundary_advisor.knowledge.guide_models import ProgrammeRule
from boundary_advisor.knowledge.models import Horizon, Threat
from boundary_advisor.programme.rules import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.knowledge.models import Pairing, Strategy
    from boundary_advisor.programme.results import Finding, Placed


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


def remarks(kb: KnowledgeBase, guide: Guide, mix: tuple[Share, ...]) -> tuple[Finding, ...]:
    """Apply the rules holding, battles, leaning and groundwork."""
    if not any(share.situations for share in mix):
        return ()
    return (
        *_holding(kb, guide, mix),
        *_battles(kb, guide, mix),
        *_leaning(kb, guide, mix),
        *_groundwork(guide, mix),
    )


def _share_at(kb: KnowledgeBase, mix: tuple[Share, ...], horizon: Horizon) -> Share:
    """Give the share of the strategy for a high threat and this horizon."""
    strategy = kb.strategy_at(Threat.HIGH, horizon)
    return next(share for share in mix if share.strategy is strategy)


def _holding(kb: KnowledgeBase, guide: Guide, mix: tuple[Share, ...]) -> Iterator[Finding]:
    now, for_good = (_share_at(kb, mix, horizon) for horizon in Horizon)
    if not now.situations or for_good.situations:
        return
    yield found(
        guide,
        ProgrammeRule.HOLDING,
        f"{_name(now)} rest on {now.strategy.name} alone, and nothing is in "
        f"{for_good.strategy.name}.",
        todo="For each of them, write down what would end this, and who begins on it.",
    )


def _battles(kb: KnowledgeBase, guide: Guide, mix: tuple[Share, ...]) -> Iterator[Finding]:
    share = _share_at(kb, mix, Horizon.LONG)
    if len(share.situations) > 1:
        yield found(
            guide,
            ProgrammeRule.BATTLES,
            f"{_name(share)} are in {share.strategy.name} at once.",
            todo="Put them in order of what matters most. Begin with one, and look for consensus "
            "on the others first.",
        )


def _leaning(kb: KnowledgeBase, guide: Guide, mix: tuple[Share, ...]) -> Iterator[Finding]:
    used = {share.strategy.id for share in mix if share.situations}
    for share in mix:
        if share.situations and share.strategy.quadrant.threat is Threat.HIGH:
            for pairing in _missing(kb, share.strategy, used):
                other = kb.strategy(pairing.strategy).name
                yield found(
                    guide,
                    ProgrammeRule.LEANING,
                    f"{share.strategy.name} leans on {other}, and nothing in the programme is in "
                    f"{other}. {pairing.why}",
                    pairing.source,
                    todo=f"Plan {other} for {_name(share)} too. The roadmap shows how to begin.",
                )


def _missing(kb: KnowledgeBase, strategy: Strategy, used: set[str]) -> Iterator[Pairing]:
    for pairing in strategy.combines_with:
        other = kb.strategy(pairing.strategy)
        if other.quadrant.threat is Threat.LOW and other.id not in used:
            yield pairing


def _groundwork(guide: Guide, mix: tuple[Share, ...]) -> Iterator[Finding]:
    used = [share for share in mix if share.situations]
    if all(share.strategy.quadrant.threat is Threat.LOW for share in used):
        yield found(
            guide,
            ProgrammeRule.GROUNDWORK,
            f"All of it is {listing([share.strategy.name for share in used])}: no situation is "
            "advised a strategy against a high threat.",
            todo="At each review, ask again whether something has become a threat.",
        )


def _name(share: Share) -> str:
    """Name the situations of a share, or count them where they are many."""
    names = [each.label for each in share.situations]
    return listing(names) if len(names) <= _NAMED else count(len(names), "situation")


_NAMED = 3
