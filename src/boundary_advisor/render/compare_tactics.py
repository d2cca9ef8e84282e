"""Which tactics to start, keep and end, as a view: together where they are for the same."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from boundary_advisor.engine.words import listing
from boundary_advisor.knowledge.models import RuleId
from boundary_advisor.programme.moves import strategy_words
from boundary_advisor.render.advice import OWN_STEP
from boundary_advisor.render.document import Item, Items
from boundary_advisor.render.phrases import sourced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.comparison import Beside, Comparison, TacticMove
    from boundary_advisor.programme.results import Placed
    from boundary_advisor.render.document import Block


def tactics_blocks(
    kb: KnowledgeBase, comparison: Comparison
) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Give a section for each list, with its title; empty where there is no tactic."""
    tactics = comparison.tactics
    fates = _fates(comparison)
    was_for = partial(_was_for, fates)
    lists = (
        ("Tactics to start", tactics.start, _for_now, _with_step),
        ("Tactics to keep", tactics.keep, _kept, _plain),
        ("Tactics to end", tactics.end, was_for, _plain),
        ("Tactics that depend on an open level", tactics.depends, was_for, _plain),
    )
    for title, moves, what_for, tell in lists:
        items = tuple(_grouped(kb, moves, what_for, tell))
        yield (f"{title} ({len(moves)})", (Items(items),)) if moves else (title, ())


def _grouped(
    kb: KnowledgeBase,
    moves: Iterable[TacticMove],
    what_for: Callable[[TacticMove], str],
    tell: Callable[[TacticMove], Item],
) -> Iterator[Item]:
    groups: dict[str, list[TacticMove]] = {}
    for each in moves:
        strategy = kb.strategy_of(each.advice.tactic.id).name
        groups.setdefault(f"{strategy}, {what_for(each)}", []).append(each)
    for label, group in groups.items():
        yield Item("", label, (*map(tell, group), *map(_may_go_on, group[0].beside)))


def _may_go_on(beside: Beside) -> Item:
    support = beside.support
    text = sourced(support.why, f"rule {RuleId.COMBINATION}; {support.source}")
    return Item(text, f"May go on beside {beside.strategy.name}")


def _plain(move: TacticMove) -> Item:
    return Item(sourced(move.advice.tactic.title, move.source))


def _with_step(move: TacticMove) -> Item:
    tactic = move.advice.tactic
    return Item(sourced(tactic.title, move.source), notes=(Item(tactic.first_step, OWN_STEP),))


def _for_now(move: TacticMove) -> str:
    return f"for {_titles(move.new)}"


def _was_for(fates: Mapping[int, str], move: TacticMove) -> str:
    return f"was for {listing([f'{each.title} ({fates[each.number]})' for each in move.old])}"


def _kept(move: TacticMove) -> str:
    """Say what a tactic is for, and what it was for where that is not the same."""
    then, now = _titles(move.old), _titles(move.new)
    return f"for {now}" if then == now else f"was for {then}, now for {now}"


def _titles(situations: Sequence[Placed]) -> str:
    return listing([each.title for each in situations])


def _fates(comparison: Comparison) -> dict[int, str]:
    """Say for each situation of the old programme what became of it."""
    gone = {each.placed.number: "no longer in the file" for each in comparison.gone}
    return gone | {each.old.number: _fate(each.new) for each in comparison.moves}


def _fate(placed: Placed) -> str:
    if placed.given.is_closed:
        return str(placed.given.stands)
    return f"now {strategy_words(placed)}"
