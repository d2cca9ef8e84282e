"""The view of two programmes: what moved, and what that means for the tactics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.results import Fired
from boundary_advisor.programme.comparison import Shift
from boundary_advisor.programme.moves import strategy_words
from boundary_advisor.render.compare_tactics import tactics_blocks
from boundary_advisor.render.document import Document, Heading, Item, Items, Paragraph, Table, Tone
from boundary_advisor.render.phrases import grid_of, sourced
from boundary_advisor.render.programme_phrases import (
    OWN_SUGGESTION,
    day,
    labelled,
    owner_of,
    standing,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.comparison import Comparison, Move, Otherwise, Promise
    from boundary_advisor.programme.results import Finding, Placed
    from boundary_advisor.render.document import Block

    Section = tuple[str, tuple[Block, ...]]

_SHIFTED = {
    ("threat", Shift.ROSE): "threat rose",
    ("threat", Shift.FELL): "threat fell",
    ("threat", Shift.SETTLED): "threat settled",
    ("threat", Shift.OPENED): "threat open now",
    ("horizon", Shift.LONGER): "horizon longer",
    ("horizon", Shift.SHORTER): "horizon shorter",
    ("horizon", Shift.SETTLED): "horizon settled",
    ("horizon", Shift.OPENED): "horizon open now",
}


def comparison_document(kb: KnowledgeBase, comparison: Comparison) -> Document:
    """Show what moved between two programmes.

    Args:
        kb: The knowledge that both were placed with.
        comparison: What was found.
    """
    sections = (
        ("Situations in both files", _situations(comparison)),
        ("Moved on the grid, and why", _moved(comparison)),
        ("Promised and not done", _promises(comparison)),
        ("New", _items(_single(each.placed) for each in comparison.added)),
        ("Closed", _items(_closed(each) for each in comparison.moves if each.closed)),
        ("Reopened", _items(_closed(each) for each in comparison.moves if each.reopened)),
        ("No longer in the file", _gone(comparison)),
        ("Challenges", _challenges(comparison)),
        *tactics_blocks(kb, comparison),
        ("Other changes", _items(_other_changes(comparison))),
    )
    return Document(
        title=f"What moved: {comparison.new.programme}",
        blocks=(
            *_head(kb, comparison),
            *labelled("Nothing under", _nothing_under(sections)),
            *(block for title, blocks in sections if blocks for block in (Heading(title), *blocks)),
            Heading("Changes of the knowledge"),
            Paragraph(comparison.editions.text),
            *_items(map(_otherwise, comparison.editions.otherwise)),
            Heading("How this came about"),
            Items(tuple(map(_rule, comparison.trace))),
            Paragraph(f"{kb.about.source}. {kb.about.link}", label="Source"),
        ),
    )


def _items(items: Iterable[Item]) -> tuple[Block, ...]:
    found = tuple(items)
    return (Items(found),) if found else ()


def _nothing_under(sections: Iterable[Section]) -> str:
    titles = [title for title, blocks in sections if not blocks]
    return f"{'; '.join(titles)}." if titles else ""


def _head(kb: KnowledgeBase, comparison: Comparison) -> tuple[Block, ...]:
    return (
        Paragraph(_days(comparison)),
        *(Paragraph(note, label="Note", tone=Tone.CAUTION) for note in comparison.notes),
        Paragraph(comparison.summary, label="In short", tone=Tone.STRONG),
        grid_of(kb, _marks(comparison)),
        Paragraph(_mix(comparison), label="At work"),
        Paragraph(_threat(comparison, Shift.ROSE), label="Threat rose"),
        Paragraph(_threat(comparison, Shift.FELL), label="Threat fell"),
    )


def _days(comparison: Comparison) -> str:
    then, now = (
        day(each.assessed) or "a day that is not given" for each in (comparison.old, comparison.new)
    )
    held = "" if comparison.day is None else f" Promises are held against {day(comparison.day)}."
    return f"Then: {then}. Now: {now}.{held}"


def _marks(comparison: Comparison) -> dict[str, str]:
    """Mark the fields that situations moved into or out of."""
    same = {(each.old.number, each.new.number) for each in comparison.moves}
    return {
        then.strategy.id: f"was {len(then.situations)}, now {len(now.situations)}"
        for then, now in comparison.mix
        if len(then.situations) != len(now.situations)
        or any(
            not any((old.number, new.number) in same for new in now.situations)
            for old in then.situations
        )
    }


def _mix(comparison: Comparison) -> str:
    parts = [
        f"{then.strategy.name} {len(then.situations)} then, {len(now.situations)} now"
        for then, now in comparison.mix
    ]
    was_open, is_open = (
        sum(each.strategy is None and not each.given.is_closed for each in situations)
        for situations in comparison.situations
    )
    if was_open or is_open:
        parts.append(f"level open {was_open} then, {is_open} now")
    return f"{'; '.join(parts)}. What is done or dropped is not counted."


def _threat(comparison: Comparison, shift: Shift) -> str:
    titles = [each.new.title for each in comparison.moves if each.threat is shift]
    return f"{'; '.join(titles) or 'none'}."


def _situations(comparison: Comparison) -> tuple[Block, ...]:
    if not comparison.moves:
        return ()
    header = ("Situation", "Then", "Now", "What moved")
    return (Table(header, tuple(map(_row, comparison.moves))),)


def _row(move: Move) -> tuple[str, ...]:
    shifts = (("threat", move.threat), ("horizon", move.horizon))
    words = [_SHIFTED[shift] for shift in shifts if shift in _SHIFTED]
    if move.old.given.stands is not move.new.given.stands:
        words.append(f"{move.new.given.stands} now")
    return (move.new.title, _state(move.old), _state(move.new), ", ".join(words) or "nothing")


def _state(placed: Placed) -> str:
    threat, horizon = placed.threat.level or "open", placed.horizon.level or "open"
    return f"{threat}, {horizon}: {strategy_words(placed)} ({placed.given.stands})"


def _moved(comparison: Comparison) -> tuple[Block, ...]:
    return _items(
        Item(sourced(each.finding.text, each.finding.source), each.new.title)
        for each in comparison.moves
        if each.moved
    )


def _promises(comparison: Comparison) -> tuple[Block, ...]:
    blocks = _items(map(_promise, comparison.promises))
    return (*blocks, Paragraph(comparison.untold)) if comparison.untold else blocks


def _promise(promise: Promise) -> Item:
    finding, placed = promise.finding, promise.move.new
    return Item(
        sourced(finding.text, f"rule {finding.rule}; {finding.source}"),
        f"{placed.title} ({owner_of(placed.given)})",
        (Item(finding.todo, OWN_SUGGESTION),),
    )


def _single(placed: Placed) -> Item:
    return Item(f"{_levels(placed)}. {_standing(placed)}.", placed.title)


def _levels(placed: Placed) -> str:
    threat, horizon = placed.threat.level or "open", placed.horizon.level or "open"
    return f"Threat {threat}, horizon {horizon}: {strategy_words(placed)}"


def _standing(placed: Placed) -> str:
    return f"{standing(placed.given).capitalize()}, {owner_of(placed.given)}"


def _closed(move: Move) -> Item:
    then, now = move.old.given.stands, move.new.given.stands
    return Item(f"{str(then).capitalize()} then, {now} now.", move.new.title)


def _gone(comparison: Comparison) -> tuple[Block, ...]:
    """List what left the file, which does not say that it was done."""
    return _items(
        Item(
            f"{_standing(each.placed)}. The new file does not say what became of it.",
            each.placed.title,
        )
        for each in comparison.gone
    )


def _challenges(comparison: Comparison) -> tuple[Block, ...]:
    return _items(
        Item(f"{each.old} then, {each.new} now.", f"{each.challenge.number} {each.challenge.id}")
        for each in comparison.challenges
    )


def _other_changes(comparison: Comparison) -> Iterator[Item]:
    for move in comparison.moves:
        told = [
            f"{each.field} {each.old or 'none'} then, {each.new or 'none'} now"
            for each in move.changes
            if each.field != "status"  # the table tells it
        ]
        if told:
            yield Item(f"{'; '.join(told)}.", move.new.title)


def _otherwise(otherwise: Otherwise) -> Item:
    file = "old" if otherwise.is_old else "new"
    return Item(otherwise.text, f"{otherwise.placed.title}, {file} file")


def _rule(fired: Fired | Finding) -> Item:
    text = fired.finding if isinstance(fired, Fired) else fired.text
    return Item(sourced(f"{text} {fired.ground}", fired.source), f"Rule {fired.rule}")
