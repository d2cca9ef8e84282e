"""What became of each situation between two programmes, and of the grid: the rule moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.knowledge.guide import ProgrammeRule
from boundary_advisor.knowledge.models import Horizon, Level, Threat
from boundary_advisor.programme.comparing.model import FieldChange, FieldCount, Move, Shift
from boundary_advisor.programme.comparing.tactics import own_last, tactic_changes
from boundary_advisor.programme.placing import UNDECIDED
from boundary_advisor.programme.programme_rules import found
from boundary_advisor.text import fold, join_sources, listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.knowledge.models import Strategy
    from boundary_advisor.programme.comparing.matching import Match
    from boundary_advisor.programme.placing import Finding, Placed, Verdict

_SHIFTS: dict[tuple[Level, Level], Shift] = {
    (Threat.LOW, Threat.HIGH): Shift.ROSE,
    (Threat.HIGH, Threat.LOW): Shift.FELL,
    (Horizon.SHORT, Horizon.LONG): Shift.LONGER,
    (Horizon.LONG, Horizon.SHORT): Shift.SHORTER,
}


def move_of(kb: KnowledgeBase, guide: Guide, match: Match) -> Move:
    """Say what became of a situation that is in both programmes."""
    old, new = match.old, match.new
    finding = found(guide, ProgrammeRule.MOVES, _text(match), *_sources(old, new))
    finding = finding._replace(source=own_last(kb, finding.source))
    return Move(
        old=old,
        new=new,
        threat=_shift(old.threat.level, new.threat.level),
        horizon=_shift(old.horizon.level, new.horizon.level),
        guess=match.guess,
        changes=tuple(_changes(match)),
        tactics=tactic_changes(old, new),
        finding=own_too(kb, finding) if match.guess else finding,
    )


def fields_of(
    kb: KnowledgeBase, old: Sequence[Placed], new: Sequence[Placed]
) -> Iterator[FieldCount]:
    """Sort the situations of two programmes by the field of the grid that they stand in."""
    for strategy in kb.strategies:
        then, now = (
            tuple(each for each in situations if field_of(each) is strategy)
            for situations in (old, new)
        )
        yield FieldCount(strategy, then, now)


def field_of(placed: Placed) -> Strategy | None:
    """Name the field that a situation stands in; None where it is closed, or undecided."""
    if placed.given.is_closed or placed.answer is None:
        return None
    return placed.answer.placement.strategy


def strategy_words(placed: Placed) -> str:
    """Name the strategy advised, or the candidates where a level is undecided."""
    names = list(dict.fromkeys(each.strategy.name for each in placed.answers))
    return listing(names, "or")


def own_too(kb: KnowledgeBase, finding: Finding) -> Finding:
    """Mark that a part of a finding is this project's own judgement."""
    source = join_sources(finding.source, kb.about.own_judgement)
    return finding._replace(source=own_last(kb, source))


def _shift(old: Level | None, new: Level | None) -> Shift:
    if old is None or new is None:
        return Shift.SAME if old is new else Shift.SETTLED if old is None else Shift.UNSETTLED
    return _SHIFTS.get((old, new), Shift.SAME)


def _text(match: Match) -> str:
    old, new = match.old, match.new
    parts = [
        *_level_text(old.threat, new.threat),
        *_level_text(old.horizon, new.horizon),
    ]
    if not parts:
        parts = ["Nothing moved on the grid."]
    elif strategy_words(old) == strategy_words(new):
        parts.append(f"Strategy: still {strategy_words(new)}{_because(old, new)}.")
    else:
        then, now = strategy_words(old), strategy_words(new)
        parts.append(f"Strategy: {then} then; now {now}{_because(new)}.")
    if match.guess:
        parts.append(f"{_called(old)} {match.guess}")
    return " ".join(parts)


def _level_text(old: Verdict, new: Verdict) -> Iterator[str]:
    """Say how a level moved and why; nothing where it did not."""
    if old.level is not new.level:
        yield f"{new.axis.capitalize()}: {old.level or UNDECIDED} then; now {new.text}."
        if new.conflict:
            yield new.conflict


def _because(*situations: Placed) -> str:
    """Say which strategies the grid gives that do not apply, so that another is advised."""
    names = {
        answer.placement.strategy.name: None
        for each in situations
        for answer in each.answers
        if answer.placement.strategy is not answer.strategy
    }
    if not names:
        return ""
    verb = "does" if len(names) == 1 else "do"
    return f", as {listing(list(names))} {verb} not apply to this challenge"


def _called(old: Placed) -> str:
    name = old.given.initiative
    return f"Its initiative {f'was called {name}' if name else 'had no name'} then."


def _sources(old: Placed, new: Placed) -> Iterator[str]:
    """Say where the axes that it moved on are described, and the cells it moved between."""
    for then, now in ((old.threat, new.threat), (old.horizon, new.horizon)):
        if then.level is not now.level:
            yield now.source
    for answer in (*old.answers, *new.answers):
        yield answer.placement.cell.source
        yield answer.cell.source


def _changes(match: Match) -> Iterator[FieldChange]:
    old, new = match.old.given, match.new.given
    if match.guess:
        yield FieldChange("initiative", old.initiative or "", new.initiative or "")
    if fold(old.owner or "") != fold(new.owner or ""):
        yield FieldChange("owner", old.owner or "", new.owner or "")
    if old.stands is not new.stands:
        yield FieldChange("status", str(old.stands), str(new.stands))
    if old.review != new.review:
        yield FieldChange("review", day_words(old.review), day_words(new.review))


def day_words(day: date | None) -> str:
    """Write a day; empty where there is none."""
    return "" if day is None else day.isoformat()
