"""The view of a whole programme on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.rules import EFFORT, GRID, NOT_APPLICABLE
from boundary_advisor.programme.csv_table import ADDED, COLUMNS, rows_of
from boundary_advisor.programme.placing import UNDECIDED, title_of
from boundary_advisor.programme.portfolio import GAPS, SHARED
from boundary_advisor.text import count, listing, lower_first
from boundary_advisor.views.document import Document, Heading, Item, Items, Paragraph, Table, Tone
from boundary_advisor.views.phrases import (
    challenge_legend,
    day,
    finding_item,
    grid_of,
    knowledge_blocks,
    labelled,
    own_step,
    owner_of,
    rule_item,
    source_blocks,
    sourced,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boundary_advisor.engine.results import Recommendation, Rule
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.placing import Placed
    from boundary_advisor.programme.portfolio import Gap, Portfolio, Shared
    from boundary_advisor.programme.programme import Programme
    from boundary_advisor.views.document import Block

TOP_SHARED = 3
"""Tactics for several challenges that the page tells; `full` tells all."""


def portfolio_document(kb: KnowledgeBase, portfolio: Portfolio, *, full: bool) -> Document:
    """Show a programme on one page.

    Args:
        kb: The knowledge that it was looked at with.
        portfolio: The programme at a glance.
        full: Everything; otherwise a page, which says what it left out.
    """
    return Document(
        title=f"Portfolio: {portfolio.programme.programme}",
        blocks=(
            *portfolio_blocks(kb, portfolio, full=full),
            *(_rules(portfolio) if full else ()),
            *source_blocks(kb),
            *_left_out(portfolio, full=full),
        ),
        sheet=_sheet(portfolio),
    )


def _sheet(portfolio: Portfolio) -> Table:
    """Give the programme as its file can hold it, and beside each situation what was advised."""
    rows = rows_of(portfolio.programme)
    added = [*map(_advised, portfolio.situations), *[[""] * len(ADDED)] * len(rows)]
    told = (tuple(row + more) for row, more in zip(rows, added, strict=False))
    return Table((*COLUMNS, *ADDED), tuple(told))


def _advised(placed: Placed) -> list[str]:
    """Say what was advised, in the columns `ADDED`."""
    _, _, begin_with, *_ = _row(placed)
    names = placed.answer.strategy.name if placed.answer else _candidates(placed)
    effort = placed.answers[0].effort
    most = "; ".join(effort.names) if effort else ""
    return [names, begin_with, most, placed.threat.text, placed.horizon.text]


def portfolio_blocks(kb: KnowledgeBase, portfolio: Portfolio, *, full: bool) -> tuple[Block, ...]:
    """Give the page below its title, without the source."""
    return (
        *overview(kb, portfolio),
        Heading("What the study says to this mix"),
        *_remarks(portfolio),
        *_shared(portfolio, full=full),
        *_gaps(portfolio),
    )


def headline(portfolio: Portfolio) -> str:
    """Say in a sentence or three what a reader should take away."""
    titles = dict.fromkeys(lower_first(each.rule.title) for each in portfolio.remarks)
    mix = f"{count(len(portfolio.situations), 'situation')}: {_mix_line(portfolio)}"
    told = f" What stands out: {'; '.join(titles)}." if titles else ""
    return f"{mix}{told}"


def overview(kb: KnowledgeBase, portfolio: Portfolio) -> tuple[Block, ...]:
    """Show where every situation stands: the grid, a row each, and the mix."""
    if not portfolio.situations:
        line = f"{programme_line(kb, portfolio.programme)} No situations yet."
        return (Paragraph(line), *knowledge_blocks(portfolio.knowledge_changes))
    return (
        Paragraph(programme_line(kb, portfolio.programme)),
        *knowledge_blocks(portfolio.knowledge_changes),
        grid_of(kb, _marks(kb, portfolio)),
        *_legend(portfolio),
        _table(portfolio),
        *challenge_legend(each.challenge for each in portfolio.situations),
        *_elsewhere(portfolio),
        Paragraph(_mix_line(portfolio), label="Mix"),
        *_rules_line(portfolio, "Strategies by", GRID, NOT_APPLICABLE, EFFORT),
    )


def programme_line(kb: KnowledgeBase, programme: Programme) -> str:
    """Say of which size the city is, and when it was assessed."""
    size = f"{kb.size(programme.city_size).title}. " if programme.city_size else ""
    assessed = f"Assessed on {day(programme.assessed)}. " if programme.assessed else ""
    closed = sum(each.is_closed for each in programme.situations)
    done = f", {closed} of them done or dropped" if closed else ""
    return f"{size}{assessed}{count(len(programme.situations), 'situation')}{done}."


def _marks(kb: KnowledgeBase, portfolio: Portfolio) -> dict[str, str]:
    """Name the situations of each field; an undecided one stands in each that is possible."""
    found: dict[str, list[str]] = {strategy.id: [] for strategy in kb.strategies}
    for each in sorted(portfolio.situations, key=lambda each: each.challenge.number):
        for answer in each.answers:
            found[answer.placement.strategy.id].append(_mark(each, answer))
    return {strategy: listing(names) for strategy, names in found.items() if names}


def _mark(placed: Placed, answer: Recommendation) -> str:
    apart = answer.strategy is not answer.placement.strategy
    notes = [
        *([UNDECIDED] if placed.answer is None else []),
        *([str(placed.given.stands)] if placed.given.is_closed else []),
        *([f"no such strategy here: see {answer.strategy.name}"] if apart else []),
    ]
    return f"{placed.label} ({', '.join(notes)})" if notes else placed.label


def _legend(portfolio: Portfolio) -> tuple[Block, ...]:
    if all(each.answer for each in portfolio.situations):
        return ()
    text = f"One marked {UNDECIDED} stands in each field that is possible, until it is settled."
    return (Paragraph(text, tone=Tone.QUIET),)


def _table(portfolio: Portfolio) -> Table:
    return Table(
        ("Situation", "Strategy", "First tactic", "Owner", "Status"),
        tuple(map(_row, portfolio.situations)),
    )


def _row(placed: Placed) -> tuple[str, ...]:
    given = placed.given
    if placed.answer is None:
        return (placed.title, _candidates(placed), "", owner_of(given), str(given.stands))
    if given.is_closed:
        return (placed.title, placed.answer.strategy.name, "", given.owner or "", str(given.stands))
    first = placed.answer.tactics[0].tactic.title
    return (placed.title, _strategy(placed.answer), first, owner_of(given), str(given.stands))


def _candidates(placed: Placed) -> str:
    """Name the strategies between which an undecided level stands."""
    names = listing(list(dict.fromkeys(each.strategy.name for each in placed.answers)), "or")
    return f"{names} ({UNDECIDED})"


def _strategy(answer: Recommendation) -> str:
    """Name the strategy, marked where most effort for the challenge goes into it."""
    most = answer.effort is not None and answer.effort.here
    return f"{answer.strategy.name} (most effort)" if most else answer.strategy.name


def _elsewhere(portfolio: Portfolio) -> tuple[Block, ...]:
    """Say where most effort goes into another strategy than the advised one."""
    into: dict[str, list[str]] = {}
    for each in portfolio.situations:
        effort = each.answer.effort if each.answer and not each.given.is_closed else None
        if effort and not effort.here:
            names = listing(list(effort.names))
            into.setdefault(names, []).append(title_of(each.challenge))
    told = "; ".join(f"{name} for {listing(list(dict.fromkeys(of)))}" for name, of in into.items())
    return labelled("Most effort goes elsewhere", f"{told}." if told else "")


def _mix_line(portfolio: Portfolio) -> str:
    used = [share for share in portfolio.mix if share.situations]
    shares = [f"{len(share.situations)} in {share.strategy.name}" for share in used]
    unsettled = sum(not each.answer and not each.given.is_closed for each in portfolio.situations)
    parts = [*shares, *([f"{unsettled} {UNDECIDED}"] if unsettled else [])]
    return f"{listing(parts)}." if parts else "Nothing is at work."


def _rules_line(portfolio: Portfolio, label: str, *rules: Rule) -> tuple[Block, ...]:
    """Name the rules that a section follows, and their sources; nothing where none fired."""
    told = [f"rule {each.rule} ({each.source})" for each in portfolio.trace if each.rule in rules]
    return (Paragraph(f"{label} {listing(told)}.", tone=Tone.QUIET),) if told else ()


def _remarks(portfolio: Portfolio) -> tuple[Block, ...]:
    if not portfolio.remarks:
        return (Paragraph("No rule of this advisor has anything to say to it."),)
    return (Items(tuple(map(finding_item, portfolio.remarks))),)


def _shared(portfolio: Portfolio, *, full: bool) -> tuple[Block, ...]:
    shown = portfolio.shared if full else portfolio.shared[:TOP_SHARED]
    if not shown:
        return ()
    return (
        Heading("First steps that serve several challenges"),
        *_rules_line(portfolio, "Found by", SHARED),
        Items(tuple(_shared_item(each, full=full) for each in shown), numbered=True),
    )


def _shared_item(shared: Shared, *, full: bool) -> Item:
    special = " in general" if shared.general else ""
    served = listing([each.label for each in shared.situations])
    text = f"{shared.strategy.name}{special}, for {served}"
    if shared.also:
        also = listing([title_of(each) for each in shared.also])
        text += f". It also serves {also}, where another strategy is advised"
    notes = (
        *((Item(shared.tactic.summary, "What it means"),) if full else ()),
        Item(shared.tactic.first_step, own_step(shared.tactic)),
    )
    return Item(sourced(f"{text}.", shared.source), shared.tactic.title, notes)


def _gaps(portfolio: Portfolio) -> tuple[Block, ...]:
    items = tuple(map(_gap_item, portfolio.gaps))
    not_met = listing([title_of(each) for each in portfolio.not_met])
    return (
        Heading("What is missing"),
        *_rules_line(portfolio, "Found by", GAPS),
        *((Items(items),) if items else (Paragraph("Nothing."),)),
        *labelled("Not met here", f"{not_met}." if not_met else ""),
        *_days(portfolio),
    )


def _gap_item(gap: Gap) -> Item:
    text = "; ".join(gap.what)
    mark = "" if text.endswith((".", "?")) else "."
    return Item(f"{text}{mark} {gap.todo}", gap.kind)


def _days(portfolio: Portfolio) -> tuple[Block, ...]:
    if portfolio.on is None:
        return ()
    text = f"Reviews are held against {day(portfolio.on)}."
    return (Paragraph(text, tone=Tone.QUIET),)


def _rules(portfolio: Portfolio) -> tuple[Block, ...]:
    return (
        Heading("How this came about"),
        Items(tuple(_levels(portfolio))),
        Items(tuple(map(rule_item, portfolio.trace))),
    )


def _levels(portfolio: Portfolio) -> Iterator[Item]:
    for each in portfolio.situations:
        notes = tuple(
            Item(sourced(verdict.text, verdict.source), verdict.axis.capitalize())
            for verdict in (each.threat, each.horizon)
        )
        why = each.answer.why if each.answer else "A level is undecided: there are several answers."
        yield Item(why, each.title, notes)


def _left_out(portfolio: Portfolio, *, full: bool) -> tuple[Block, ...]:
    if full or not portfolio.situations:
        return ()
    left = max(0, len(portfolio.shared) - TOP_SHARED)
    tactics = f"{count(left, 'tactic')} for several challenges, and " if left else ""
    text = f"{tactics}the reasons for each level and strategy. See all with --full."
    return (Paragraph(text, label="Left out", tone=Tone.QUIET),)
