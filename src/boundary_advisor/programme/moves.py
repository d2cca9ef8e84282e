"""What became of a situation between two programmes: the rule moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.words import join_sources, listing
from boundary_advisor.knowledge.guide_models import ProgrammeRule
from boundary_advisor.knowledge.models import Horizon, Level, Threat
from boundary_advisor.knowledge.names import fold
from boundary_advisor.programme.comparison import FieldChange, Move, Shift
from boundary_advisor.programme.rules import found
from boundary_advisor.programme.tactic_changes import own_last, tactic_changes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.programme.matching import Match
    from boundary_advisor.programme.results import Finding, Placed, Verdict

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
        changes=tuple(_changes(match)),
        tactics=tactic_changes(old, new),
        finding=own_too(kb, finding) if match.renamed else finding,
    )


def strategy_words(placed: Placed) -> str:
    """Name the strategy advised, or the candidates where a level is open."""
    names = list(dict.fromkeys(each.strategy.name for each in placed.answers))
    return listing(names, "or")


def own_too(kb: KnowledgeBase, finding: Finding) -> Finding:
    """Mark that a part of a finding is this project's own judgement."""
    source = join_sources(finding.source, kb.about.own_judgement)
    return finding._replace(source=own_last(kb, source))


def _shift(old: Level | None, new: Level | None) -> Shift:
    if old is None or new is None:
        return Shift.SAME if old is new else Shift.SETTLED if old is None else Shift.OPENED
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
    if match.renamed:
        parts.append(_renamed(old))
    return " ".join(parts)


def _level_text(old: Verdict, new: Verdict) -> Iterator[str]:
    """Say how a level moved and why; nothing where it did not."""
    if old.level is not new.level:
        yield f"{new.axis.capitalize()}: {old.level or 'open'} then; now {new.text}."
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


def _renamed(old: Placed) -> str:
    then = f"was called {old.given.initiative}" if old.given.initiative else "had no name"
    return (
        f"Its initiative {then} then. It is taken for the same, as it is the only one of this "
        "challenge that is left in either file."
    )


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
    if match.renamed:
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
