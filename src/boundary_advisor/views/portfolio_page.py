"""The page of a portfolio: a whole programme at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.rules import EFFORT, GRID, NOT_APPLICABLE
from boundary_advisor.programme.csv_table import ADDED, COLUMNS, rows_of
from boundary_advisor.programme.placing import UNDECIDED, Placed, title_of
from boundary_advisor.programme.portfolio import GAPS, SHARED, Gap, Portfolio, Shared
from boundary_advisor.text import count, listing, lower_first
from boundary_advisor.views.document import Document, Heading, Item, Items, Paragraph, Table, Tone
from boundary_advisor.views.phrases import (
    NO_OWNER,
    challenge_legend,
    finding_item,
    grid_of,
    knowledge_blocks,
    labelled,
    own_step,
    rule_item,
    section,
    source_blocks,
    sourced,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from boundary_advisor.engine.results import Recommendation, Rule
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.fields import Programme
    from boundary_advisor.views.document import Block

TOP_SHARED = 3
"""Tactics for several challenges that are shown where not all are."""


def portfolio_document(kb: KnowledgeBase, portfolio: Portfolio, *, full: bool) -> Document:
    """Show a programme at a glance: in full, or on one page with a word on what is left out."""
    return Document(
        title=f"Portfolio: {portfolio.programme.programme}",
        blocks=(
            *portfolio_blocks(kb, portfolio, full=full),
            *(_rules(portfolio) if full else ()),
            *source_blocks(kb),
            *((_left_out(portfolio),) if portfolio.situations and not full else ()),
        ),
        sheet=_sheet(portfolio),
    )


def _sheet(portfolio: Portfolio) -> Table:
    """Return the programme as its file can hold it, and beside each situation what was advised."""
    rows = rows_of(portfolio.programme)
    added = [*map(_advised, portfolio.situations), *[[""] * len(ADDED)] * len(rows)]
    cells = (tuple(row + more) for row, more in zip(rows, added, strict=False))
    return Table((*COLUMNS, *ADDED), tuple(cells))


def _advised(placed: Placed) -> list[str]:
    """Return what was advised, in the columns `ADDED`."""
    _, _, begin_with, *_ = _row(placed)
    names = placed.strategy_names if placed.answer else _candidates(placed)
    effort = placed.answers[0].effort
    most = "; ".join(effort.names) if effort else ""
    return [names, begin_with, most, placed.threat.text, placed.horizon.text]


def portfolio_blocks(kb: KnowledgeBase, portfolio: Portfolio, *, full: bool) -> tuple[Block, ...]:
    """Return the page below its title, without the source."""
    remarks = section(_REMARKS, *map(finding_item, portfolio.remarks))
    silence = (Heading(_REMARKS), Paragraph("No rule of this advisor has anything to say to it."))
    return (
        *_overview(kb, portfolio),
        *(remarks or silence),
        *_shared(portfolio, full=full),
        *_gaps(portfolio),
    )


_REMARKS = "What the study says to this mix"


def headline(portfolio: Portfolio) -> str:
    """Return what a reader should take away, in a sentence or three."""
    titles = dict.fromkeys(lower_first(each.rule.title) for each in portfolio.remarks)
    mix = f"{count(len(portfolio.situations), 'situation')}: {_mix(portfolio)}"
    remarks = f" What stands out: {'; '.join(titles)}." if titles else ""
    return f"{mix}{remarks}"


def _overview(kb: KnowledgeBase, portfolio: Portfolio) -> Iterator[Block]:
    """Show where every situation stands: the grid, a row each, and the mix."""
    situations = portfolio.situations
    line = programme_line(kb, portfolio.programme)
    yield Paragraph(line if situations else f"{line} No situations yet.")
    yield from knowledge_blocks(portfolio.knowledge_changes)
    if not situations:
        return
    yield grid_of(kb, _marks(kb, situations))
    if not all(each.answer for each in situations):
        text = f"One marked {UNDECIDED} stands in each field that is possible, until it is settled."
        yield Paragraph(text, tone=Tone.QUIET)
    header = ("Situation", "Strategy", "First tactic", "Owner", "Status")
    yield Table(header, tuple(map(_row, situations)))
    yield from challenge_legend(each.challenge for each in situations)
    yield from labelled("Most effort goes elsewhere", _elsewhere(situations))
    yield Paragraph(_mix(portfolio), label="Mix")
    yield from _found_by(portfolio, "Strategies by", GRID, NOT_APPLICABLE, EFFORT)


def programme_line(kb: KnowledgeBase, programme: Programme) -> str:
    """Return the size of the city, the day of the assessment and the number of situations."""
    size = f"{kb.size(programme.city_size).title}. " if programme.city_size else ""
    assessed = f"Assessed on {programme.assessed}. " if programme.assessed else ""
    closed = sum(each.is_closed for each in programme.situations)
    done = f", {closed} of them done or dropped" if closed else ""
    return f"{size}{assessed}{count(len(programme.situations), 'situation')}{done}."


def _marks(kb: KnowledgeBase, situations: Iterable[Placed]) -> dict[str, str]:
    """Name the situations of each field; an undecided one stands in each that is possible."""
    found: dict[str, list[str]] = {strategy.id: [] for strategy in kb.strategies}
    for each in sorted(situations, key=lambda each: each.challenge.number):
        for answer in each.answers:
            found[answer.placement.strategy.id].append(_words_on_grid(each, answer))
    return {strategy: listing(names) for strategy, names in found.items() if names}


def _words_on_grid(placed: Placed, answer: Recommendation) -> str:
    notes = (
        UNDECIDED if placed.answer is None else "",
        placed.given.stands if placed.given.is_closed else "",
        "" if answer.is_from_grid else f"no such strategy here: see {answer.strategy.name}",
    )
    text = ", ".join(filter(None, notes))
    return f"{placed.label} ({text})" if text else placed.label


def _row(placed: Placed) -> tuple[str, ...]:
    given, answer = placed.given, placed.answer
    strategy, first, owner = _candidates(placed), "", given.owner or NO_OWNER
    if answer and given.is_closed:
        strategy, owner = answer.strategy.name, given.owner or ""
    elif answer:
        most = answer.effort is not None and answer.effort.here
        strategy = f"{answer.strategy.name}{' (most effort)' if most else ''}"
        first = answer.tactics[0].tactic.title
    return (placed.title, strategy, first, owner, str(given.stands))


def _candidates(placed: Placed) -> str:
    return f"{placed.strategy_names} ({UNDECIDED})"


def _elsewhere(situations: Iterable[Placed]) -> str:
    """Say where most effort goes into another strategy than the advised one."""
    into: dict[str, dict[str, None]] = {}
    for each in situations:
        effort = each.answer.effort if each.answer and not each.given.is_closed else None
        if effort and not effort.here:
            into.setdefault(listing(effort.names), {})[title_of(each.challenge)] = None
    parts = [f"{names} for {listing(list(challenges))}" for names, challenges in into.items()]
    return f"{'; '.join(parts)}." if parts else ""


def _mix(portfolio: Portfolio) -> str:
    used = [share for share in portfolio.mix if share.situations]
    shares = [f"{len(share.situations)} in {share.strategy.name}" for share in used]
    unsettled = sum(not each.answer and not each.given.is_closed for each in portfolio.situations)
    parts = [*shares, *([f"{unsettled} {UNDECIDED}"] if unsettled else [])]
    return f"{listing(parts)}." if parts else "Nothing is at work."


def _found_by(portfolio: Portfolio, label: str, *rules: Rule) -> tuple[Block, ...]:
    """Name the rules that a section follows, and their sources; nothing where none fired."""
    named = [f"rule {each.rule} ({each.source})" for each in portfolio.trace if each.rule in rules]
    return (Paragraph(f"{label} {listing(named)}.", tone=Tone.QUIET),) if named else ()


def _shared(portfolio: Portfolio, *, full: bool) -> tuple[Block, ...]:
    shown = portfolio.shared if full else portfolio.shared[:TOP_SHARED]
    if not shown:
        return ()
    return (
        Heading("First steps that serve several challenges"),
        *_found_by(portfolio, "Found by", SHARED),
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


def _gaps(portfolio: Portfolio) -> Iterator[Block]:
    yield Heading("What is missing")
    yield from _found_by(portfolio, "Found by", GAPS)
    gaps = tuple(map(_gap_item, portfolio.gaps))
    yield Items(gaps) if gaps else Paragraph("Nothing.")
    not_met = listing([title_of(each) for each in portfolio.not_met])
    yield from labelled("Not met here", not_met and f"{not_met}.")
    if portfolio.on:
        yield Paragraph(f"Reviews are held against {portfolio.on}.", tone=Tone.QUIET)


def _gap_item(gap: Gap) -> Item:
    text = "; ".join(gap.what)
    mark = "" if text.endswith((".", "?")) else "."
    return Item(f"{text}{mark} {gap.todo}", gap.kind)


def _rules(portfolio: Portfolio) -> tuple[Block, ...]:
    return (
        Heading("How this came about"),
        Items(tuple(map(_level_item, portfolio.situations))),
        Items(tuple(map(rule_item, portfolio.trace))),
    )


def _level_item(placed: Placed) -> Item:
    notes = tuple(
        Item(sourced(verdict.text, verdict.source), verdict.axis.capitalize())
        for verdict in placed.verdicts
    )
    why = placed.answer.why if placed.answer else _OPEN
    return Item(why, placed.title, notes)


_OPEN = "A level is undecided: there are several answers."


def _left_out(portfolio: Portfolio) -> Paragraph:
    hidden = max(0, len(portfolio.shared) - TOP_SHARED)
    tactics = f"{count(hidden, 'tactic')} for several challenges, and " if hidden else ""
    text = f"{tactics}the reasons for each level and strategy. See all with --full."
    return Paragraph(text, label="Left out", tone=Tone.QUIET)
