"""Which tactics to start, keep and end, as a view: together where they are for the same."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from boundary_advisor.knowledge.guide import ProgrammeRule
from boundary_advisor.programme.comparing.moves import strategy_words
from boundary_advisor.programme.comparing.tactics import begun, own_last
from boundary_advisor.text import join_sources, listing
from boundary_advisor.views.document import Item, Items, Paragraph, Tone
from boundary_advisor.views.phrases import own_step, sourced

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.comparing.model import Comparison, Reason, TacticMove
    from boundary_advisor.programme.placing import Placed
    from boundary_advisor.views.document import Block

    WhatFor = Callable[[TacticMove], str]

GO_ON = "Go on, for another challenge or beside what is advised now"
"""Title of the tactics that no challenge itself asks for any more, and that are still advised."""

UNKNOWN = "Not known, as the situation left the file"
"""Title of the tactics of which nobody can tell whether they ended."""


def tactics_blocks(
    kb: KnowledgeBase, comparison: Comparison, *, full: bool
) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Give a section for each list, with its title; empty where there is no tactic.

    Args:
        kb: The knowledge that both programmes were placed with.
        comparison: What was found.
        full: Each tactic with its source; otherwise a line for each group, but for those to start.
    """
    tactics = comparison.tactics
    was_for = partial(_was_for, _fates(comparison))
    same = {each.old.number: each.new.number for each in comparison.moves}
    lists: tuple[tuple[str, tuple[TacticMove, ...], WhatFor], ...] = (
        ("Tactics to start", tactics.start, _for_now),
        ("Tactics to keep", tactics.keep, partial(_kept, same, _waiting(comparison))),
        ("Still to start", tactics.still_to_start, partial(_still, same)),
        (GO_ON, tactics.go_on, _goes_on),
        ("Tactics to end", tactics.end, was_for),
        (UNKNOWN, tactics.unknown, was_for),
        ("Tactics that depend on an undecided level", tactics.depends, was_for),
    )
    for title, moves, what_for in lists:
        groups = _grouped(kb, moves, what_for)
        steps = moves is tactics.start
        items = tuple(
            _group(label, group, full=full, steps=steps) for label, group in groups.items()
        )
        quiet = () if full else (_by_rules(kb, moves),)
        yield (f"{title} ({len(moves)})", (Items(items), *quiet)) if moves else (title, ())


def _grouped(
    kb: KnowledgeBase, moves: Sequence[TacticMove], what_for: WhatFor
) -> dict[str, list[TacticMove]]:
    groups: dict[str, list[TacticMove]] = {}
    for each in moves:
        strategy = kb.strategy_of(each.advice.tactic.id).name
        groups.setdefault(f"{strategy}, {what_for(each)}", []).append(each)
    return groups


def _group(label: str, group: Sequence[TacticMove], *, full: bool, steps: bool) -> Item:
    if not full and not steps:
        return Item(f"{'; '.join(each.advice.tactic.title for each in group)}.", label)
    told = [_tactic(each, full=full, steps=steps) for each in group]
    return Item("", label, (*told, *map(_why, group[0].reasons)))


def _tactic(move: TacticMove, *, full: bool, steps: bool) -> Item:
    tactic = move.advice.tactic
    notes = (Item(tactic.first_step, own_step(tactic)),) if steps else ()
    return Item(sourced(tactic.title, move.source) if full else tactic.title, notes=notes)


def _why(reason: Reason) -> Item:
    return Item(sourced(reason.why, f"rule {reason.rule}; {reason.source}"), f"Why {reason.what}")


def _by_rules(kb: KnowledgeBase, moves: Sequence[TacticMove]) -> Paragraph:
    """Name the rules and sources of a section in one quiet line."""
    reasons = [reason for each in moves for reason in each.reasons]
    rules = dict.fromkeys((ProgrammeRule.MOVES, *(each.rule for each in reasons)))
    sources = (*(each.source for each in moves), *(each.source for each in reasons))
    source = own_last(kb, join_sources(*sources))
    verb = "rule" if len(rules) == 1 else "rules"
    return Paragraph(f"By {verb} {listing(list(rules))} ({source}).", tone=Tone.QUIET)


def _for_now(move: TacticMove) -> str:
    return _for(move.new)


def _was_for(fates: Mapping[int, str], move: TacticMove) -> str:
    return f"was for {listing([f'{each.label} ({fates[each.number]})' for each in move.old])}"


def _goes_on(move: TacticMove) -> str:
    return "; ".join(each.what for each in move.reasons)


def _kept(same: Mapping[int, int], waiting: Collection[int], move: TacticMove) -> str:
    """Say what a tactic is for, and what it was for where that is not the same."""
    stayed = [same.get(each.number) for each in move.old] == [each.number for each in move.new]
    now = _for(move.new, waiting)
    return now if stayed else f"was {_for(move.old)}, now {now}"


def _still(same: Mapping[int, int], move: TacticMove) -> str:
    """Say what a tactic is for that was not begun, as one to keep or one that would go on."""
    return _kept(same, (), move) if move.new else _goes_on(move)


def _for(situations: Sequence[Placed], waiting: Collection[int] = ()) -> str:
    labels = [
        f"{each.label} (not begun)" if each.number in waiting else each.label for each in situations
    ]
    return f"for {listing(labels)}"


def _waiting(comparison: Comparison) -> set[int]:
    """Find the situations of the new programme on which no work has begun."""
    moves = {each.new.number for each in comparison.moves if not begun(each.old, each.new)}
    return moves | {each.placed.number for each in comparison.added if not begun(each.placed)}


def _fates(comparison: Comparison) -> dict[int, str]:
    """Say for each situation of the old programme what became of it."""
    gone = {
        each.placed.number: "does not apply now" if each.ruled_out else "no longer in the file"
        for each in comparison.gone
    }
    return gone | {each.old.number: _fate(each.new) for each in comparison.moves}


def _fate(placed: Placed) -> str:
    if placed.given.is_closed:
        return str(placed.given.stands)
    return f"now {strategy_words(placed)}"
