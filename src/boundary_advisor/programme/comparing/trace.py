"""The rules that had a part in a comparison, on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.rules import fired
from boundary_advisor.knowledge.guide import ProgrammeRule
from boundary_advisor.knowledge.models import RuleId
from boundary_advisor.programme.comparing.matching import in_order
from boundary_advisor.programme.comparing.moves import own_too
from boundary_advisor.programme.programme_rules import found, not_applicable
from boundary_advisor.text import count, join_sources, listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from boundary_advisor.engine.results import Fired
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.programme.comparing.model import Comparison
    from boundary_advisor.programme.placing import Finding, Placed


def trace_of(kb: KnowledgeBase, guide: Guide, comparison: Comparison) -> Iterator[Fired | Finding]:
    """Put the rules on record that fired, in the order in which they were applied."""
    old, new = comparison.situations
    situations = (*old, *new)
    if situations:
        text = f"Both files are placed with the same knowledge, version {kb.edition}."
        yield fired(kb, RuleId.GRID, text)
    yield from not_applicable(kb, situations)
    yield from _signs(guide, situations)
    yield _moves(kb, guide, comparison)
    yield from _reasons(kb, guide, comparison)
    if comparison.promises:
        text = "A review day and the status planned are taken for promises."
        yield found(guide, ProgrammeRule.GAPS, text)


def _signs(guide: Guide, situations: Iterable[Placed]) -> Iterator[Finding]:
    told = {
        each.label: join_sources(each.threat.source, each.horizon.source)
        for each in situations
        if each.given.signs
    }
    if told:
        text = f"Questions were answered about {listing(list(told))}."
        yield found(guide, ProgrammeRule.SIGNS, text, *told.values())


def _reasons(kb: KnowledgeBase, guide: Guide, comparison: Comparison) -> Iterator[Fired | Finding]:
    """Tell by which other rules tactics are of use; where a strategy is at large, by the grid."""
    tactics = (*comparison.tactics.go_on, *comparison.tactics.still_to_start)
    reasons = [reason for each in tactics for reason in each.reasons]
    supports = [each for each in reasons if each.rule is RuleId.COMBINATION]
    if supports:
        text = "What supports the strategy that is advised now may go on, as far as it is needed."
        yield fired(kb, RuleId.COMBINATION, text, join_sources(*(each.source for each in supports)))
    for rule in (ProgrammeRule.PREPARATION, ProgrammeRule.EXIT):
        told = [placed for each in reasons if each.rule is rule for placed in each.situations]
        if told:
            labels = listing(list(dict.fromkeys(each.label for each in in_order(told))))
            yield found(
                guide,
                rule,
                f"The roadmap has steps that begin with tactics of before, for {labels}.",
            )


def _moves(kb: KnowledgeBase, guide: Guide, comparison: Comparison) -> Finding:
    guessed = [each.new.label for each in comparison.moves if each.guess]
    matched = count(len(comparison.moves), "situation")
    text = f"{matched} in both files, matched by challenge and initiative."
    if not guessed:
        return found(guide, ProgrammeRule.MOVES, text)
    text += f" Taken for the same under another name: {listing(guessed)}."
    return own_too(kb, found(guide, ProgrammeRule.MOVES, text))
