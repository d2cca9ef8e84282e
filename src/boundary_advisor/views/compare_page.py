"""The view of two programmes: what moved, and what that means for the tactics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.programme.comparing.model import Shift
from boundary_advisor.programme.comparing.moves import field_of, strategy_words
from boundary_advisor.programme.comparing.summary import same_words
from boundary_advisor.programme.placing import UNDECIDED
from boundary_advisor.text import join_sources, listing, lower_first
from boundary_advisor.views.compare_tactics import tactics_blocks
from boundary_advisor.views.document import (
    Arrow,
    Document,
    Heading,
    Item,
    Items,
    Paragraph,
    Table,
    Tone,
)
from boundary_advisor.views.phrases import (
    OWN_SUGGESTION,
    challenge_legend,
    day,
    grid_of,
    labelled,
    owner_of,
    rule_item,
    source_blocks,
    sourced,
    standing,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.comparing.model import Comparison, Move, Otherwise, Promise
    from boundary_advisor.programme.placing import Placed
    from boundary_advisor.views.document import Block

    Section = tuple[str, tuple[Block, ...]]

_SHIFTED = {
    ("threat", Shift.ROSE): "threat rose",
    ("threat", Shift.FELL): "threat fell",
    ("threat", Shift.SETTLED): "threat settled",
    ("threat", Shift.UNSETTLED): "threat undecided now",
    ("horizon", Shift.LONGER): "horizon longer",
    ("horizon", Shift.SHORTER): "horizon shorter",
    ("horizon", Shift.SETTLED): "horizon settled",
    ("horizon", Shift.UNSETTLED): "horizon undecided now",
}


def comparison_document(kb: KnowledgeBase, comparison: Comparison, *, full: bool) -> Document:
    """Show what moved between two programmes.

    Args:
        kb: The knowledge that both were placed with.
        comparison: What was found.
        full: Everything; otherwise without reasons, and without the source of each tactic.
    """
    sections = tuple(_sections(kb, comparison, full=full))
    return Document(
        title=f"What moved: {comparison.new.programme}",
        blocks=(
            *_head(kb, comparison),
            *(_threats(comparison) if full else ()),
            *labelled("None", _none(sections)),
            *(() if comparison.moves else _legend(comparison)),
            *(block for title, blocks in sections if blocks for block in (Heading(title), *blocks)),
            *(_ground(comparison) if full else ()),
            *source_blocks(kb),
            *(() if full else (Paragraph(_LEFT_OUT, label="Left out", tone=Tone.QUIET),)),
        ),
    )


_LEFT_OUT = (
    "why each situation moved, other changes, the source of each tactic, and how this came about. "
    "See all with --full."
)


def _sections(kb: KnowledgeBase, comparison: Comparison, *, full: bool) -> Iterator[Section]:
    yield "Situations in both files", _situations(comparison)
    if full:
        yield "Moved on the grid, and why", _moved(comparison)
    yield "Promised and not done", _promises(comparison, full=full)
    yield "New", _items(_single(each.placed) for each in comparison.added)
    yield "Closed", _items(_closed(each) for each in comparison.moves if each.closed)
    yield "Reopened", _items(_closed(each) for each in comparison.moves if each.reopened)
    yield "No longer in the file", _gone(comparison)
    yield from tactics_blocks(kb, comparison, full=full)
    if full:
        yield "Said otherwise of a challenge", _challenges(comparison)
        yield "Other changes", _items(_other_changes(comparison))
    if full or comparison.editions.differ:
        yield "Changes of the knowledge", _editions(comparison)


def _editions(comparison: Comparison) -> tuple[Block, ...]:
    editions = comparison.editions
    return (Paragraph(editions.text), *_items(map(_otherwise, editions.otherwise)))


def _ground(comparison: Comparison) -> tuple[Block, ...]:
    return (Heading("How this came about"), Items(tuple(map(rule_item, comparison.trace))))


def _items(items: Iterable[Item]) -> tuple[Block, ...]:
    found = tuple(items)
    return (Items(found),) if found else ()


def _none(sections: Iterable[Section]) -> str:
    titles = [lower_first(title) for title, blocks in sections if not blocks]
    return f"{'; '.join(titles)}." if titles else ""


def _head(kb: KnowledgeBase, comparison: Comparison) -> tuple[Block, ...]:
    grid = grid_of(kb, _marks(comparison))
    return (
        Paragraph(_days(comparison)),
        *(Paragraph(note, label="Note", tone=Tone.CAUTION) for note in comparison.notes),
        Paragraph(comparison.summary, label="In short", tone=Tone.STRONG),
        grid._replace(arrows=tuple(_arrows(comparison))),
        *labelled("Moved", _ways(comparison)),
        Paragraph(_GRID_COUNTS, tone=Tone.QUIET),
        Paragraph(_mix(comparison), label="Advised"),
    )


_GRID_COUNTS = (
    "The grid counts the situations at work where they stand, by threat and horizon, and marks "
    f"the fields that changed. What is done, dropped or {UNDECIDED} is not counted."
)


def _days(comparison: Comparison) -> str:
    then, now = (
        day(each.assessed) or "a day that is not given" for each in (comparison.old, comparison.new)
    )
    held = "" if comparison.day is None else f" Promises are held against {day(comparison.day)}."
    return f"Then: {then}. Now: {now}.{held}"


def _marks(comparison: Comparison) -> dict[str, str]:
    """Mark the fields that situations came into or left, with how many stand there."""
    same = {(each.old.number, each.new.number) for each in comparison.moves}
    return {
        each.strategy.id: f"was {len(each.old)}, now {len(each.new)}"
        for each in comparison.fields
        if len(each.old) != len(each.new)
        or any(not any((old.number, new.number) in same for new in each.new) for old in each.old)
    }


def _arrows(comparison: Comparison) -> Iterator[Arrow]:
    """Lead from field to field, with all that moved that way."""
    ways: dict[tuple[str, str], list[str]] = {}
    for move in comparison.moves:
        then, now = field_of(move.old), field_of(move.new)
        if then and now and then is not now:
            ways.setdefault((then.name, now.name), []).append(move.new.label)
    for (start, end), labels in ways.items():
        yield Arrow(start, end, listing(labels))


def _ways(comparison: Comparison) -> str:
    """Say what the arrows say, for formats that draw none."""
    told = [f"{each.start} to {each.end}: {each.label}" for each in _arrows(comparison)]
    return f"{'; '.join(told)}." if told else ""


def _mix(comparison: Comparison) -> str:
    parts = [
        f"{then.strategy.name} {len(then.situations)} then, {len(now.situations)} now"
        for then, now in comparison.mix
    ]
    was_undecided, is_undecided = (
        sum(each.strategy is None and not each.given.is_closed for each in situations)
        for situations in comparison.situations
    )
    if was_undecided or is_undecided:
        parts.append(f"{UNDECIDED} {was_undecided} then, {is_undecided} now")
    return f"{'; '.join(parts)}."


def _threats(comparison: Comparison) -> Iterator[Block]:
    for shift in (Shift.ROSE, Shift.FELL):
        names = [_name(each) for each in comparison.moves if each.threat is shift]
        yield Paragraph(f"{'; '.join(names) or 'none'}.", label=f"Threat {shift}")


def _situations(comparison: Comparison) -> tuple[Block, ...]:
    if not comparison.moves:
        return ()
    header = ("Situation", "Then", "Now", "What moved")
    return (Table(header, tuple(map(_row, comparison.moves))), *_legend(comparison))


def _legend(comparison: Comparison) -> tuple[Block, ...]:
    met = [each.challenge for situations in comparison.situations for each in situations]
    return challenge_legend((*met, *(each.challenge for each in comparison.challenges)))


def _row(move: Move) -> tuple[str, ...]:
    shifts = (("threat", move.threat), ("horizon", move.horizon))
    words = [_SHIFTED[shift] for shift in shifts if shift in _SHIFTED]
    if move.old.given.stands is not move.new.given.stands:
        words.append(f"{move.new.given.stands} now")
    return (_name(move), _state(move.old), _state(move.new), ", ".join(words) or "nothing")


def _name(move: Move) -> str:
    """Name a situation, and say so where it is guessed to be the same."""
    return f"{move.new.title} ({same_words(move)})" if move.guess else move.new.title


def _state(placed: Placed) -> str:
    threat, horizon = placed.threat.level or UNDECIDED, placed.horizon.level or UNDECIDED
    return f"{threat}, {horizon}: {strategy_words(placed)} ({placed.given.stands})"


def _moved(comparison: Comparison) -> tuple[Block, ...]:
    return _items(
        Item(
            sourced(each.finding.text, f"rule {each.finding.rule}; {each.finding.source}"),
            _name(each),
        )
        for each in comparison.moves
        if each.moved
    )


def _promises(comparison: Comparison, *, full: bool) -> tuple[Block, ...]:
    promises = comparison.promises
    blocks = _items(_promise(each, full=full) for each in promises)
    if promises and not full:
        source = join_sources(*(each.finding.source for each in promises))
        quiet = sourced(f"By rule {promises[0].finding.rule}", source)
        blocks = (*blocks, Paragraph(f"{quiet}.", tone=Tone.QUIET))
    return (*blocks, Paragraph(comparison.untold)) if comparison.untold else blocks


def _promise(promise: Promise, *, full: bool) -> Item:
    finding, placed = promise.finding, promise.new or promise.old
    ground = f"rule {finding.rule}; {finding.source}"
    return Item(
        sourced(finding.text, ground) if full else finding.text,
        f"{placed.title} ({owner_of(placed.given)})",
        (Item(finding.todo, OWN_SUGGESTION),),
    )


def _single(placed: Placed) -> Item:
    return Item(f"{_levels(placed)}. {_standing(placed)}.", placed.title)


def _levels(placed: Placed) -> str:
    threat, horizon = placed.threat.level or UNDECIDED, placed.horizon.level or UNDECIDED
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
            f"{_standing(each.placed)}. {_RULED_OUT if each.ruled_out else _UNSAID}",
            each.placed.title,
        )
        for each in comparison.gone
    )


_RULED_OUT = "The new file says that the challenge does not apply."

_UNSAID = "The new file does not say what became of it."


def _challenges(comparison: Comparison) -> tuple[Block, ...]:
    return _items(
        Item(f"{each.old} then, {each.new} now.", each.challenge.called)
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
