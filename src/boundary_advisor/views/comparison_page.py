"""The page on what changed between two programmes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from boundary_advisor.programme.comparison import Role, Shift, is_ruled_out
from boundary_advisor.programme.placing import UNDECIDED
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
    OWN_SUGGESTION,
    challenge_legend,
    grid_of,
    labelled,
    own_step,
    owner_of,
    rule_item,
    source_blocks,
    sourced,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import Strategy
    from boundary_advisor.programme.comparison import (
        Comparison,
        Overdue,
        SituationChange,
        TacticChange,
    )
    from boundary_advisor.programme.placing import Placed, Verdict
    from boundary_advisor.views.document import Block

    Section = tuple[str, tuple[Block, ...]]

_LEFT_OUT = (
    "why each situation moved, the source of each tactic to go on with or to stop, and the rules "
    "behind this. See all with --full."
)


def comparison_document(kb: KnowledgeBase, comparison: Comparison, *, full: bool) -> Document:
    """Show what changed between two programmes; what there is none of is left out.

    Args:
        kb: The knowledge that both were placed with.
        comparison: What changed.
        full: Everything; otherwise without reasons, and without most sources.
    """
    sections = (*_sections(comparison), *_tactics(comparison, full=full))
    return Document(
        title=f"What moved: {comparison.new.programme}",
        blocks=(
            *_head(kb, comparison),
            *(block for title, blocks in sections if blocks for block in (Heading(title), *blocks)),
            *(_reasons(comparison) if full else ()),
            *_knowledge(kb, comparison),
            *source_blocks(kb),
            *(() if full else (Paragraph(_LEFT_OUT, label="Left out", tone=Tone.QUIET),)),
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
    pairs = (situation for change in comparison.changes for situation in change)
    situations = (*pairs, *comparison.added, *comparison.gone)
    yield from challenge_legend(each.challenge for each in situations)


def _on(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _field(placed: Placed) -> Strategy | None:
    """Return the strategy whose field a situation stands in; None where it is in none."""
    if placed.given.is_closed or placed.answer is None:
        return None
    return placed.answer.placement.strategy


def _marks(kb: KnowledgeBase, comparison: Comparison) -> dict[str, str]:
    """Count then and now, by strategy, for each field that a situation entered or left."""
    stays = [(_field(change.old), _field(change.new)) for change in comparison.changes]
    pairs = [
        *stays,
        *((_field(each), None) for each in comparison.gone),
        *((None, _field(each)) for each in comparison.added),
    ]
    return {
        strategy.id: (
            f"was {sum(then is strategy for then, _ in pairs)}, "
            f"now {sum(now is strategy for _, now in pairs)}"
        )
        for strategy in kb.strategies
        if any((then is strategy) is not (now is strategy) for then, now in pairs)
    }


def _arrows(changes: Iterable[SituationChange]) -> Iterator[Arrow]:
    """Draw an arrow from field to field, labelled with all that moved that way."""
    ways: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        then, now = _field(change.old), _field(change.new)
        if then and now and then is not now:
            ways.setdefault((then.name, now.name), []).append(change.new.label)
    for (start, end), labels in ways.items():
        yield Arrow(start, end, listing(labels))


def _sections(comparison: Comparison) -> Iterator[Section]:
    """Yield what became of the situations, section by section; empty where there is nothing."""
    changes, day = comparison.changes, comparison.day
    header = ("Situation", "Then", "Now", "What moved")
    rows = tuple(filter(None, map(_row, changes)))
    yield "Moved", (Table(header, rows),) if rows else ()
    if comparison.overdue and day:
        suggestion = Paragraph("Review it and set a new day, or drop it.", label=OWN_SUGGESTION)
        yield (
            f"Overdue as of {_on(day)}",
            (Items(tuple(map(_overdue, comparison.overdue))), suggestion),
        )
    closed = (change.new for change in changes if change.closed)
    yield from (
        ("New", _items(_added(each) for each in comparison.added)),
        ("Closed", _items(Item(f"{_status(each)}.", each.title) for each in closed)),
        ("No longer in the file", _items(_gone(comparison, each) for each in comparison.gone)),
    )


def _items(items: Iterable[Item]) -> tuple[Block, ...]:
    found = tuple(items)
    return (Items(found),) if found else ()


def _row(change: SituationChange) -> tuple[str, ...]:
    """Return the row of a situation that moved, or whose work went on; else nothing."""
    then, now = change.old.given.stands, change.new.given.stands
    words = [f"{axis} {shift}" for axis, shift in change.shifts.items() if shift is not Shift.SAME]
    if then is not now and not change.closed:
        words.append(f"{now} now")
    if not words:
        return ()
    states = (
        f"{_level(each.threat)}, {_level(each.horizon)}: {_strategies(each)} ({each.given.stands})"
        for each in change
    )
    return (change.new.title, *states, ", ".join(words))


def _level(verdict: Verdict) -> str:
    return verdict.level or UNDECIDED


def _strategies(placed: Placed) -> str:
    """Name the strategy advised, or the candidates where a level is undecided."""
    return listing(list(dict.fromkeys(each.strategy.name for each in placed.answers)), "or")


def _status(placed: Placed) -> str:
    return upper_first(placed.given.stands)


def _standing(placed: Placed) -> str:
    """Say how far the work is, when it is reviewed and who owns it."""
    review = f", review on {_on(placed.given.review)}" if placed.given.review else ""
    return f"{_status(placed)}{review}, {owner_of(placed.given)}."


def _added(placed: Placed) -> Item:
    levels = f"Threat {_level(placed.threat)}, horizon {_level(placed.horizon)}"
    return Item(f"{levels}: {_strategies(placed)}. {_standing(placed)}", placed.title)


def _gone(comparison: Comparison, placed: Placed) -> Item:
    ruled_out = is_ruled_out(placed, comparison.new)
    says = "says that the challenge does not apply" if ruled_out else "does not say why"
    return Item(f"{_standing(placed)} The new file {says}.", placed.title)


def _overdue(overdue: Overdue) -> Item:
    given = overdue.placed.given
    moved = f"; put off to {_on(given.review)}" if given.review not in {None, overdue.due} else ""
    text = f"{_status(overdue.placed)}, due for review on {_on(overdue.due)}{moved}."
    return Item(text, f"{overdue.placed.title} ({owner_of(given)})")


def _tactics(comparison: Comparison, *, full: bool) -> Iterator[Section]:
    """Yield the tactics to start, go on with and stop, grouped by what they are for."""
    tactics = comparison.tactics
    what_for = partial(_was_for, comparison)
    for title, changes, words, is_start in (
        ("Tactics to start", tactics.start, _is_for, True),
        ("Tactics to go on with", tactics.go_on, _is_for, False),
        ("Tactics to stop", tactics.stop, what_for, False),
    ):
        groups: dict[str, list[TacticChange]] = {}
        for each in changes:
            groups.setdefault(f"{each.strategy.name}, {words(each)}", []).append(each)
        items = (_group(*group, full=full, is_start=is_start) for group in groups.items())
        yield f"{title} ({len(changes)})", _items(items)


def _group(label: str, changes: Sequence[TacticChange], *, full: bool, is_start: bool) -> Item:
    if not full and not is_start:
        return Item(f"{'; '.join(each.tactic.title for each in changes)}.", label)
    notes = [
        Item(
            sourced(each.tactic.title, each.source),
            notes=(Item(each.tactic.first_step, own_step(each.tactic)),) if is_start else (),
        )
        for each in changes
    ]
    why = dict.fromkeys(each.why for each in changes if each.why)
    return Item("", label, (*notes, *(Item(text, "Why") for text in why)))


def _is_for(change: TacticChange) -> str:
    """Say what a tactic to start or to go on with is for."""
    names = listing([each.label for each in change.situations])
    if change.role is Role.GENERAL:
        return f"in general, for {names}"
    if change.role is Role.SUPPORT:
        return f"beside {listing([each.name for each in change.beside], 'or')}, for {names}"
    return f"for {names}"


def _was_for(comparison: Comparison, change: TacticChange) -> str:
    """Say what a tactic to stop was for, and what became of that."""
    now = {each.old.number: each.new for each in comparison.changes}
    told = [f"{each.label} ({_fate(now.get(each.number))})" for each in change.situations]
    return f"was for {listing(told)}"


def _fate(placed: Placed | None) -> str:
    if placed is None:
        return "does not apply now"
    return placed.given.stands if placed.given.is_closed else f"now {_strategies(placed)}"


def _reasons(comparison: Comparison) -> Iterator[Block]:
    """Say why each situation moved, and by which rules all this was found."""
    moved = [each for each in comparison.changes if each.moved]
    if moved:
        yield Heading("Why they moved")
        yield Items(tuple(Item("", each.new.title, tuple(_why(each))) for each in moved))
    yield Heading("How this came about")
    yield Items(tuple(map(rule_item, comparison.trace)))


def _why(change: SituationChange) -> Iterator[Item]:
    axes = ((change.old.threat, change.new.threat), (change.old.horizon, change.new.horizon))
    for then, now in axes:
        if then.level is not now.level:
            text = f"{_level(then)} then; now {now.text}. {now.conflict}".rstrip()
            yield Item(sourced(text, now.source), upper_first(now.axis))


def _knowledge(kb: KnowledgeBase, comparison: Comparison) -> tuple[Block, ...]:
    """Say whether the knowledge changed in between."""
    then, changes = comparison.old.knowledge, comparison.knowledge_changes
    if then is None:
        text = "The old file does not say with which version it was assessed."
    elif changes is None:
        text = f"It did not change: the old file was assessed with version {then} too."
    else:
        text = f"The old file was assessed with version {then}."
    text = f"{text} Both files are read with version {kb.edition}, so no move comes from a change."
    items = changes.changes if changes else ()
    return (*labelled("Knowledge", text), *_items(map(Item, items)))
