"""What changed between two programmes, or in one programme between two days."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.results import Finding, Rule
from boundary_advisor.engine.rules import COMBINATION, GRID
from boundary_advisor.knowledge.models import Horizon, Level, Quadrant, Strategy, Tactic, Threat
from boundary_advisor.programme.fields import Answer, Programme, Status
from boundary_advisor.programme.knowledge_changes import KnowledgeChanges, find_knowledge_changes
from boundary_advisor.programme.placing import (
    Placed,
    name_situations,
    place_situations,
    record_fallbacks,
)
from boundary_advisor.programme.portfolio import GAPS
from boundary_advisor.text import count, fold, join_sources, listing, split_source

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence
    from datetime import date

    from boundary_advisor.engine.advisor import Advisor
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide

_NAMED = 3
"""Situations that the summary names one by one; more of them are counted."""

_BEGUN = frozenset({Status.STARTED, Status.DONE})
"""The statuses of work that has begun."""


class Shift(StrEnum):
    """How the level of an axis changed."""

    SAME = "same"
    ROSE = "rose"
    FELL = "fell"
    LONGER = "longer"
    SHORTER = "shorter"
    SETTLED = "settled"
    UNDECIDED = "undecided"


_SHIFTS: dict[Level, Shift] = {
    Threat.HIGH: Shift.ROSE,
    Threat.LOW: Shift.FELL,
    Horizon.LONG: Shift.LONGER,
    Horizon.SHORT: Shift.SHORTER,
}
"""How an axis changed that is at this level now and was at the other one."""


class SituationChange(NamedTuple):
    """A situation that is in both programmes."""

    old: Placed
    new: Placed

    @property
    def shifts(self) -> dict[str, Shift]:
        """How each axis changed, by its name."""
        verdicts = zip(self.old.verdicts, self.new.verdicts, strict=True)
        return {old.axis: _shift(old.level, new.level) for old, new in verdicts}

    @property
    def moved(self) -> bool:
        """Whether the threat or the horizon changed."""
        return set(self.shifts.values()) != {Shift.SAME}

    @property
    def closed(self) -> bool:
        """Whether it was done or dropped in between."""
        return self.new.given.is_closed and not self.old.given.is_closed

    @property
    def begun(self) -> bool:
        """Whether work on it has begun."""
        return not _BEGUN.isdisjoint((self.old.given.stands, self.new.given.stands))


class Overdue(NamedTuple):
    """A situation of the new programme that is not done, and the day it was due for review."""

    placed: Placed
    due: date


class TacticChange(NamedTuple):
    """A tactic to start, to go on with or to stop.

    Attributes:
        strategy: Its strategy.
        situations: What it is for: situations of the new programme, or of the old one where it is
            to be stopped.
        general: Whether it only serves the strategy advised there at large.
        beside: The strategies that it only supports; none where it belongs to the one advised.
        advised_before: Whether the old programme asked for it.
    """

    tactic: Tactic
    strategy: Strategy
    situations: tuple[Placed, ...]
    general: bool
    beside: tuple[Strategy, ...]
    advised_before: bool
    source: str


class TacticChanges(NamedTuple):
    """The tactics of two programmes, each in one list at most, those for most situations first.

    Attributes:
        start: Advised now, and no work that it is for has begun with it.
        go_on: Advised before, still of use, and begun.
        stop: Advised before, and no longer of use for anything.
    """

    start: tuple[TacticChange, ...]
    go_on: tuple[TacticChange, ...]
    stop: tuple[TacticChange, ...]


class Comparison(NamedTuple):
    """What changed between two programmes, both placed with the same knowledge.

    Before the rule moves is applied, all situations are gone or added.

    Attributes:
        old: The programme as it was.
        new: The programme as it is.
        day: The day on which review days count as past; None to leave that out.
        notes: What to know before reading on, such as that the programmes have two names.
        knowledge_changes: What the knowledge changed after the old programme was assessed; None
            where nothing did.
        added: The situations that are only in the new one.
        gone: The situations that are only in the old one.
        changes: The situations that are in both, by challenge.
        overdue: The situations whose review day has passed.
        tactics: The tactics to start, to go on with and to stop.
    """

    old: Programme
    new: Programme
    day: date | None
    notes: tuple[str, ...]
    knowledge_changes: KnowledgeChanges | None
    added: tuple[Placed, ...]
    gone: tuple[Placed, ...]
    changes: tuple[SituationChange, ...] = ()
    overdue: tuple[Overdue, ...] = ()
    tactics: TacticChanges = TacticChanges((), (), ())
    trace: tuple[Finding, ...] = ()

    def __repr__(self) -> str:
        return f"<Comparison of {self.old.programme!r} with {self.new.programme!r}>"

    @property
    def summary(self) -> str:
        """The whole in a few sentences."""
        return " ".join(_sentences(self))


def compare(
    advisor: Advisor, guide: Guide, old: Programme, new: Programme, day: date | None = None
) -> Comparison:
    """Compare two programmes; reviews before a day count as past, by default that of `new`."""
    kb, day = advisor.kb, day or new.assessed
    before, after = (
        sorted(place_situations(advisor, guide, each), key=_order) for each in (old, new)
    )
    unmatched = Comparison(
        old=old,
        new=new,
        day=day,
        notes=tuple(_notes(old, new)),
        knowledge_changes=find_knowledge_changes(kb, old, before),
        added=tuple(after),
        gone=tuple(before),
    )
    comparison: Comparison = MOVES.apply(kb, unmatched)
    trace = _trace(kb, guide, comparison, (*before, *after))
    return comparison._replace(trace=tuple(trace))


def match_situations(kb: KnowledgeBase, unmatched: Comparison) -> Comparison:
    """Apply the rule moves: match first as written, then by folded names.

    The rest is gone, or added.
    """
    gone, added = (
        {each.number: each for each in some} for some in (unmatched.gone, unmatched.added)
    )
    changes = []
    for shape in (str, fold):
        known = {_key(each, shape): number for number, each in gone.items()}
        for number, each in tuple(added.items()):
            if same := known.pop(_key(each, shape), None):
                changes.append(SituationChange(gone.pop(same), added.pop(number)))
    matched = unmatched._replace(
        added=tuple(added.values()),
        gone=tuple(gone.values()),
        changes=tuple(sorted(changes, key=lambda change: _order(change.new))),
    )
    return matched._replace(overdue=tuple(_overdue(matched)), tactics=_tactic_changes(kb, matched))


def _record_moves(comparison: Comparison) -> Sequence[str]:
    matched = count(len(comparison.changes), "situation")
    return (f"{matched} in both files, matched by challenge and initiative.",)


MOVES = Rule(
    id="moves",
    title="How two programmes are compared",
    meaning=(
        "Match the situations of two programmes by challenge and initiative. Say what moved and "
        "which way, what is overdue, and which tactics to start, to go on with and to stop. Both "
        "are read with the same knowledge; what the knowledge changed is told apart."
    ),
    apply=match_situations,
    record=_record_moves,
)


def is_ruled_out(placed: Placed, programme: Programme) -> bool:
    """Return whether a programme says that the challenge of a situation does not apply."""
    return programme.applies.get(placed.challenge.id) is Answer.NO


def _shift(old: Level | None, new: Level | None) -> Shift:
    if old is new:
        return Shift.SAME
    if new is None:
        return Shift.UNDECIDED
    return Shift.SETTLED if old is None else _SHIFTS[new]


def _order(placed: Placed) -> tuple[int, str, str]:
    """Return the sort key that makes the order of the file irrelevant."""
    name = placed.given.initiative or ""
    return placed.challenge.number, fold(name), name


def _key(placed: Placed, shape: Callable[[str], str]) -> tuple[str, str]:
    return placed.challenge.id, shape(placed.given.initiative or "")


def _notes(old: Programme, new: Programme) -> Iterator[str]:
    """Say what makes a comparison doubtful."""
    if fold(old.programme) != fold(new.programme):
        yield f"The files name two programmes: {old.programme} and {new.programme}."
    if old.assessed and new.assessed and new.assessed < old.assessed:
        yield "The second file is of an earlier day than the first."


def _overdue(comparison: Comparison) -> Iterator[Overdue]:
    """Find situations at work whose review day has passed, in order of their challenges.

    A new day for work that has not begun does not undo the old one.
    """
    promised = {
        change.new.number: change.old.given.review
        for change in comparison.changes
        if not change.begun and not change.old.given.is_closed
    }
    day = comparison.day
    situations = (*(change.new for change in comparison.changes), *comparison.added)
    for placed in sorted(situations, key=_order):
        for due in (placed.given.review, promised.get(placed.number)):
            if day and due and due < day and not placed.given.is_closed:
                yield Overdue(placed, due)
                break


class _Need(NamedTuple):
    """A tactic that a situation needs; `sure` where it does whatever is undecided."""

    placed: Placed
    tactic: Tactic
    source: str
    general: bool
    sure: bool
    beside: Strategy | None = None

    @property
    def rank(self) -> tuple[bool, bool]:
        return self.beside is not None, self.general


def _needs_of(placed: Placed) -> Iterator[_Need]:
    """Yield what a situation at work needs, for each candidate of an undecided level."""
    advised = [{each.tactic.id for each in answer.tactics} for answer in placed.answers]
    for answer in placed.answers:
        for each in answer.tactics:
            sure = not each.general and all(each.tactic.id in ids for ids in advised)
            yield _Need(placed, each.tactic, each.source, each.general, sure)
        for support in answer.supporting:
            for tactic in support.tactics:
                source = join_sources(tactic.source, support.source)
                yield _Need(
                    placed, tactic, source, general=False, sure=False, beside=answer.strategy
                )


def _needs(situations: Iterable[Placed]) -> dict[str, list[_Need]]:
    """Return who needs each tactic most, by its id."""
    found: dict[str, list[_Need]] = {}
    for placed in situations:
        if not placed.given.is_closed:
            for need in _needs_of(placed):
                found.setdefault(need.tactic.id, []).append(need)
    for name, needs in found.items():
        first = min(need.rank for need in needs)
        found[name] = [need for need in needs if need.rank == first]
    return found


def _tactic_changes(kb: KnowledgeBase, comparison: Comparison) -> TacticChanges:
    """Say what to start, go on with and stop.

    Nothing is to be stopped because a situation left the file without a word.
    """
    changes, gone = comparison.changes, comparison.gone
    needs_before = _needs((*(change.old for change in changes), *gone))
    before = {name: sure for name, needs in needs_before.items() if (sure := _sure(needs))}
    now = _needs((*(change.new for change in changes), *comparison.added))
    begun = {change.old.number for change in changes if change.begun}
    begun |= {each.number for each in gone if each.given.stands in _BEGUN}
    unsaid = {each.number for each in gone if not is_ruled_out(each, comparison.new)}
    start, go_on, stop = [], [], []
    for name, needs in now.items():
        if _is_for(before.get(name, ()), begun):
            go_on.append(_tactic_change(kb, needs, is_old=True))
        elif sure := _sure(needs):
            start.append(_tactic_change(kb, sure, is_old=name in before))
    for name, needs in before.items():
        if name not in now and not _is_for(needs, unsaid):
            stop.append(_tactic_change(kb, needs, is_old=True))
    for each in (start, go_on, stop):
        each.sort(key=lambda change: -len(change.situations))
    return TacticChanges(tuple(start), tuple(go_on), tuple(stop))


def _sure(needs: Iterable[_Need]) -> list[_Need]:
    return [need for need in needs if need.sure]


def _is_for(needs: Iterable[_Need], numbers: Container[int]) -> bool:
    return any(need.placed.number in numbers for need in needs)


def _tactic_change(kb: KnowledgeBase, needs: Sequence[_Need], *, is_old: bool) -> TacticChange:
    places = split_source(join_sources(*(need.source for need in needs)))
    return TacticChange(
        tactic=needs[0].tactic,
        strategy=kb.strategy_of(needs[0].tactic.id),
        situations=tuple({need.placed.number: need.placed for need in needs}.values()),
        general=needs[0].general,
        beside=tuple({need.beside.id: need.beside for need in needs if need.beside}.values()),
        advised_before=is_old,
        source=join_sources(*sorted(places, key=kb.about.own_judgement.__eq__)),
    )


def _sentences(comparison: Comparison) -> Iterator[str]:
    """Yield the summary of a comparison, without what there is none of."""
    yield _moved(comparison.changes)
    closed = sum(change.closed for change in comparison.changes)
    counts = (len(comparison.added), closed, len(comparison.gone))
    if counted := _counted(counts, ("new", "closed", "no longer in the file")):
        yield f"{counted}."
    if comparison.overdue:
        yield f"Overdue: {name_situations((each.placed for each in comparison.overdue), _NAMED)}."
    elif comparison.day:
        yield "Nothing is overdue."
    if counted := _counted(map(len, comparison.tactics), ("to start", "to go on with", "to stop")):
        yield f"Tactics: {counted}."


def _counted(numbers: Iterable[int], words: Sequence[str]) -> str:
    """Put a number before each word, and leave out what there is none of."""
    return listing([f"{each} {what}" for each, what in zip(numbers, words, strict=True) if each])


def _moved(changes: Sequence[SituationChange]) -> str:
    moved = sum(change.moved for change in changes)
    if not moved:
        return "No situation moved on the grid."
    parts = [
        f"{axis} {shift} for {name_situations(shifted, _NAMED)}"
        for axis in Quadrant.model_fields
        for shift in Shift
        if shift is not Shift.SAME
        and (shifted := [each.new for each in changes if each.shifts[axis] is shift])
    ]
    return f"{moved} of {count(len(changes), 'situation')} moved on the grid: {'; '.join(parts)}."


def _trace(
    kb: KnowledgeBase, guide: Guide, comparison: Comparison, situations: Sequence[Placed]
) -> Iterator[Finding]:
    """Put the rules on record that fired."""
    if situations:
        text = f"Both programmes are placed with the same knowledge, version {kb.edition}."
        yield GRID.finding(kb, text)
    yield from record_fallbacks(kb, situations)
    yield from MOVES.on_record(guide, comparison)
    if supports := [each.source for each in comparison.tactics.go_on if each.beside]:
        text = "What supports the strategy that is advised now may go on, as far as it is needed."
        yield COMBINATION.finding(kb, text, *supports)
    if comparison.overdue:
        yield GAPS.finding(guide, "A review day is taken for a promise.")
