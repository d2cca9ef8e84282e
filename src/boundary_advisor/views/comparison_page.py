"""The page on what changed between two programmes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.programme.comparison import Shift, is_ruled_out
from boundary_advisor.programme.placing import UNDECIDED, Placed
from boundary_advisor.text import listing, upper_first
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
    NO_OWNER,
    OWN_SUGGESTION,
    challenge_legend,
    grid_of,
    own_step,
    rule_item,
    section,
    source_blocks,
    sourced,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import Strategy
    from boundary_advisor.programme.comparison import (
        Comparison,
        Overdue,
        SituationChange,
        TacticChange,
    )
    from boundary_advisor.programme.fields import Programme
    from boundary_advisor.views.document import Block

_LEFT_OUT = Paragraph(
    "why each situation moved, the source of each tactic to go on with or to stop, and the rules "
    "behind this. See all with --full.",
    label="Left out",
    tone=Tone.QUIET,
)


def comparison_document(kb: KnowledgeBase, comparison: Comparison, *, full: bool) -> Document:
    """Show what changed: in full, or without reasons and most sources. Empty parts are silent."""
    return Document(
        title=f"What moved: {comparison.new.programme}",
        blocks=(
            *_head(kb, comparison),
            *_situations(comparison),
            *_tactics(comparison, full=full),
            *(_reasons(comparison) if full else ()),
            *_knowledge(kb, comparison),
            *source_blocks(kb),
            *(() if full else (_LEFT_OUT,)),
        ),
    )


def _head(kb: KnowledgeBase, comparison: Comparison) -> Iterator[Block]:
    programmes = (("Old", comparison.old), ("New", comparison.new))
    days = [f"{name} file: {_on(each.assessed)}." for name, each in programmes if each.assessed]
    if days:
        yield Paragraph(" ".join(days))
    for note in comparison.notes:
        yield Paragraph(note, label="Note", tone=Tone.CAUTION)
    yield Paragraph(comparison.summary, label="In short", tone=Tone.STRONG)
    marks = _marks(kb, comparison)
    yield grid_of(kb, marks)._replace(arrows=tuple(_arrows(comparison.changes)))
    if marks:
        text = "The grid counts the situations at work. Fields that changed are marked."
        yield Paragraph(text, tone=Tone.QUIET)
    in_both = (change.new for change in comparison.changes)
    situations = (*in_both, *comparison.added, *comparison.gone)
    yield from challenge_legend(each.challenge for each in situations)


def _on(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _field(placed: Placed) -> Strategy | None:
    """Return the strategy whose field a situation stands in; None where it is in none."""
    is_open = placed.answer and not placed.given.is_closed
    return placed.answers[0].placement.strategy if is_open else None


def _marks(kb: KnowledgeBase, comparison: Comparison) -> dict[str, str]:
    """Count then and now, by strategy, for each field that a situation entered or left."""
    fields = [
        *((_field(change.old), _field(change.new)) for change in comparison.changes),
        *((_field(each), None) for each in comparison.gone),
        *((None, _field(each)) for each in comparison.added),
    ]
    marks = {}
    for strategy in kb.strategies:
        stands = [(then is strategy, now is strategy) for then, now in fields]
        if any(then != now for then, now in stands):
            was, now = map(sum, zip(*stands, strict=True))
            marks[strategy.id] = f"was {was}, now {now}"
    return marks


def _arrows(changes: Iterable[SituationChange]) -> Iterator[Arrow]:
    """Draw an arrow from field to field, labelled with all that moved that way."""
    ways: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        then, now = _field(change.old), _field(change.new)
        if then and now and then is not now:
            ways.setdefault((then.name, now.name), []).append(change.new.label)
    for (start, end), labels in ways.items():
        yield Arrow(start, end, listing(labels))


def _situations(comparison: Comparison) -> Iterator[Block]:
    """Say what changed, what is overdue, new and closed, and what left the file."""
    if rows := tuple(filter(None, map(_row, comparison.changes))):
        yield Heading("Changed")
        yield Table(("Situation", "Then", "Now", "What changed"), rows)
    if comparison.overdue and comparison.day:
        title = f"Overdue as of {_on(comparison.day)}"
        yield from section(title, *map(_overdue_item, comparison.overdue))
        yield Paragraph("Review it and set a new day, or drop it.", label=OWN_SUGGESTION)
    yield from section("New", *map(_added_item, comparison.added))
    closed = (change.new for change in comparison.changes if change.closed)
    yield from section("Closed", *(Item(f"{_status(each)}.", each.title) for each in closed))
    gone = (_gone_item(each, comparison.new) for each in comparison.gone)
    yield from section("No longer in the file", *gone)


def _row(change: SituationChange) -> tuple[str, ...]:
    """Return the row of a situation that moved, or whose status changed; else nothing."""
    words = [f"{axis} {shift}" for axis, shift in change.shifts.items() if shift is not Shift.SAME]
    if change.old.given.stands is not change.new.given.stands and not change.closed:
        words.append(f"{change.new.given.stands} now")
    states = (f"{', '.join(_levels(each))}: {_strategy(each)}" for each in change)
    return (change.new.title, *states, ", ".join(words)) if words else ()


def _levels(placed: Placed) -> list[str]:
    return [each.level or UNDECIDED for each in placed.verdicts]


def _strategy(placed: Placed) -> str:
    return f"{placed.strategy_names} ({placed.given.stands})"


def _status(placed: Placed) -> str:
    return upper_first(placed.given.stands)


def _standing(placed: Placed) -> str:
    """Say how far the work is, when it is reviewed and who owns it."""
    review = f", review on {_on(placed.given.review)}" if placed.given.review else ""
    return f"{_status(placed)}{review}, {placed.given.owner or NO_OWNER}."


def _added_item(placed: Placed) -> Item:
    threat, horizon = _levels(placed)
    levels = f"Threat {threat}, horizon {horizon}"
    return Item(f"{levels}: {placed.strategy_names}. {_standing(placed)}", placed.title)


def _gone_item(placed: Placed, new: Programme) -> Item:
    ruled_out = is_ruled_out(placed, new)
    says = "says that the challenge does not apply" if ruled_out else "does not say why"
    return Item(f"{_standing(placed)} The new file {says}.", placed.title)


def _overdue_item(overdue: Overdue) -> Item:
    given, due = overdue.placed.given, overdue.due
    moved = f"; put off to {_on(given.review)}" if given.review not in {None, due} else ""
    text = f"{_status(overdue.placed)}, due for review on {_on(due)}{moved}."
    return Item(text, f"{overdue.placed.title} ({given.owner or NO_OWNER})")


def _tactics(comparison: Comparison, *, full: bool) -> Iterator[Block]:
    """List the tactics to start, go on with and stop, grouped by what they are for."""
    tactics = comparison.tactics
    for title, changes in (
        ("Tactics to start", tactics.start),
        ("Tactics to go on with", tactics.go_on),
        ("Tactics to stop", tactics.stop),
    ):
        groups: dict[str, list[TacticChange]] = {}
        for each in changes:
            what_for = _was_for(each, comparison) if changes is tactics.stop else _is_for(each)
            groups.setdefault(f"{each.strategy.name}, {what_for}", []).append(each)
        is_start = changes is tactics.start
        items = (
            _steps(label, group, is_start=is_start) if full or is_start else _titles(label, group)
            for label, group in groups.items()
        )
        yield from section(f"{title} ({len(changes)})", *items)


def _titles(label: str, changes: Iterable[TacticChange]) -> Item:
    return Item(f"{'; '.join(each.tactic.title for each in changes)}.", label)


def _steps(label: str, changes: Iterable[TacticChange], *, is_start: bool) -> Item:
    """List tactics with their sources, and how to begin with those to start."""
    notes = tuple(
        Item(
            sourced(each.tactic.title, each.source),
            notes=(Item(each.tactic.first_step, own_step(each.tactic)),) if is_start else (),
        )
        for each in changes
    )
    return Item("", label, notes)


def _is_for(change: TacticChange) -> str:
    names = listing([each.label for each in change.situations])
    beside = listing([each.name for each in change.beside], "or")
    how = "in general, " if change.general else f"beside {beside}, " if beside else ""
    return f"{how}for {names}"


def _was_for(change: TacticChange, comparison: Comparison) -> str:
    """Say what a tactic to stop was for, and what became of that."""
    now = {each.old.number: each.new for each in comparison.changes}
    names = [f"{each.label} ({_fate(now.get(each.number))})" for each in change.situations]
    return f"was for {listing(names)}"


def _fate(placed: Placed | None) -> str:
    if placed is None:
        return "does not apply now"
    return placed.given.stands if placed.given.is_closed else f"now {placed.strategy_names}"


def _reasons(comparison: Comparison) -> Iterator[Block]:
    """Say why each situation moved, and by which rules all this was found."""
    moved = (each for each in comparison.changes if each.moved)
    items = (Item("", each.new.title, tuple(_why(each))) for each in moved)
    yield from section("Why they moved", *items)
    yield from section("How this came about", *map(rule_item, comparison.trace))


def _why(change: SituationChange) -> Iterator[Item]:
    for then, now in zip(change.old.verdicts, change.new.verdicts, strict=True):
        if then.level is not now.level:
            text = f"{then.level or UNDECIDED} then; now {now.text}. {now.conflict}".rstrip()
            yield Item(sourced(text, now.source), upper_first(now.axis))


def _knowledge(kb: KnowledgeBase, comparison: Comparison) -> Iterator[Block]:
    """Say whether the knowledge changed in between."""
    then, changes = comparison.old.knowledge, comparison.knowledge_changes
    if then == kb.edition:
        text = f"It did not change: version {then}, as when the old file was assessed."
    else:
        assessed = f"was assessed with version {then}" if then else "names no version"
        text = (
            f"The old file {assessed}. Both files are read with version {kb.edition} here, so what "
            "moved comes from the situations alone."
        )
    yield Heading("Knowledge")
    yield Paragraph(text)
    if changes and changes.changes:
        yield Items(tuple(map(Item, changes.changes)))
