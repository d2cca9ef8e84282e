"""The views of what is known: challenges and strategies, as a list and one in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.tactics import contents_of
from boundary_advisor.text import count, join_sources
from boundary_advisor.views.document import Document, Heading, Item, Items, Paragraph, Table, Tone
from boundary_advisor.views.phrases import (
    CELL_WORDS,
    case_cities,
    case_text,
    grid_of,
    source_blocks,
    sourced,
    statements,
)

if TYPE_CHECKING:
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import Challenge, Pairing, Strategy, Tactic
    from boundary_advisor.views.document import Block


def challenges_document(kb: KnowledgeBase) -> Document:
    """List the challenges, and the clash below them."""
    rows = tuple((str(each.number), each.id, each.title) for each in kb.challenges)
    sides = tuple(
        Item(". ".join(each.text for each in side.holds_dear) + ".", side.name)
        for side in kb.root.sides
    )
    return Document(
        title="Challenges",
        blocks=(
            Table(("No.", "Id", "Title"), rows),
            Heading(kb.root.title),
            Paragraph(sourced(kb.root.summary, kb.root.source)),
            Items(sides),
            Heading("Boundaries that leaders span"),
            Items(statements(kb.root.boundaries, sources=False)),
            Paragraph("boundary-advisor challenges NAME shows one in full.", "Next", Tone.QUIET),
        ),
    )


def challenge_document(kb: KnowledgeBase, challenge: Challenge) -> Document:
    """Show one challenge in full."""
    seen = tuple(
        Item(sourced(case_text(case), case.source), case_cities(kb, case))
        for case in kb.cases_showing(challenge.id)
    )
    confused = tuple(
        Item(sourced(each.difference, each.source), other.called)
        for each in challenge.confused_with
        for other in (kb.challenge(each.challenge),)
    )
    return Document(
        title=f"Challenge {challenge.number}: {challenge.title}",
        blocks=(
            Paragraph(sourced(challenge.summary, challenge.source)),
            Heading("Signs"),
            Items(statements(challenge.signs)),
            *((Heading("Seen in cities"), Items(seen)) if seen else ()),
            Heading("What fits"),
            _cells_table(kb, challenge),
            *(_notes(kb, challenge)),
            *((Heading("Easily confused with"), Items(confused)) if confused else ()),
            Heading("Names"),
            Paragraph(f"{', '.join((challenge.id, *challenge.aliases))}.", label="Also called"),
            *(
                (Paragraph(f"{', '.join(challenge.words)}.", label="Everyday words"),)
                if challenge.words
                else ()
            ),
            Paragraph(
                f"advise --challenge {challenge.id} --threat high --horizon long",
                "Ask for advice",
                Tone.QUIET,
            ),
        ),
    )


def _cells_table(kb: KnowledgeBase, challenge: Challenge) -> Table:
    rows = []
    for strategy in kb.strategies:
        cell = kb.cell(challenge.id, strategy.id)
        where = f"{strategy.quadrant.threat} threat, {strategy.quadrant.horizon} horizon"
        effort = f"{'yes' if cell.effort else 'not said'}{cell.origin.mark}"
        tactics = "; ".join(each.title for each in kb.tactics_in(challenge.id, strategy.id))
        rows.append((strategy.name, where, tactics or CELL_WORDS[cell.state], effort))
    return Table(("Strategy", "When", "Tactics", "Most effort"), tuple(rows))


def _notes(kb: KnowledgeBase, challenge: Challenge) -> tuple[Block, ...]:
    cells = [(each, kb.cell(challenge.id, each.id)) for each in kb.strategies]
    return tuple(
        Paragraph(sourced(cell.note, cell.source), label=strategy.name)
        for strategy, cell in cells
        if cell.note is not None
    )


def strategies_document(kb: KnowledgeBase) -> Document:
    """List the strategies on the grid."""
    items = tuple(
        Item(sourced(each.purpose, each.source), f"{each.name} ({each.id})")
        for each in kb.strategies
    )
    return Document(
        title="Strategies",
        blocks=(
            grid_of(kb, {}),
            Items(items),
            Heading("The two questions"),
            Items(_questions(kb)),
            Paragraph("boundary-advisor strategies NAME shows one in full.", "Next", Tone.QUIET),
        ),
    )


def _questions(kb: KnowledgeBase) -> tuple[Item, ...]:
    threat, horizon = kb.threat, kb.horizon
    return (
        Item(
            sourced(threat.question, threat.source),
            "Threat",
            (
                Item(threat.low.meaning, "Low", statements(threat.low.signs, sources=False)),
                Item(threat.high.meaning, "High", statements(threat.high.signs, sources=False)),
            ),
        ),
        Item(
            sourced(horizon.question, horizon.source),
            "Horizon",
            (
                Item(
                    horizon.short.meaning, "Short", statements(horizon.short.signs, sources=False)
                ),
                Item(horizon.long.meaning, "Long", statements(horizon.long.signs, sources=False)),
            ),
        ),
    )


def strategy_document(kb: KnowledgeBase, strategy: Strategy) -> Document:
    """Show one strategy in full."""
    stages = f"{strategy.stage} of {len(kb.strategies)}"
    return Document(
        title=strategy.long_name,
        blocks=(
            Paragraph(sourced(strategy.purpose, strategy.source)),
            grid_of(kb, {strategy.id: "this one"}),
            Paragraph(f"{stages} over the life of an initiative.", label="Usual turn"),
            Heading("When it fits"),
            Items(statements(strategy.fits)),
            Heading("When it does not"),
            Items(statements(strategy.fits_not)),
            Heading("What it costs"),
            Items(statements(strategy.costs)),
            Heading("What it asks of people"),
            Items(statements(strategy.skills)),
            Heading("Combine with"),
            Items(_pairings(kb, strategy.combines_with)),
            *_followers(kb, strategy),
            Heading(f"Tactics ({len(strategy.tactics)})"),
            Items(tuple(_tactic(kb, each) for each in strategy.tactics), numbered=True),
            Heading("Challenges"),
            _challenges_table(kb, strategy),
        ),
    )


def _pairings(kb: KnowledgeBase, pairings: tuple[Pairing, ...]) -> tuple[Item, ...]:
    return tuple(
        Item(sourced(each.why, each.source), kb.strategy(each.strategy).name) for each in pairings
    )


def _followers(kb: KnowledgeBase, strategy: Strategy) -> tuple[Block, ...]:
    if not strategy.followed_by:
        return ()
    return (
        Heading("What tends to follow"),
        Items(_pairings(kb, strategy.followed_by)),
    )


def _tactic(kb: KnowledgeBase, tactic: Tactic) -> Item:
    source = join_sources(tactic.source, *(each.source for each in tactic.serves))
    serves = [each.challenge for each in tactic.serves]
    if tactic.general:
        serves.append("any challenge, as the source tells it for the strategy at large")
    return Item(
        sourced(tactic.summary, source),
        tactic.title,
        (
            Item(f"{', '.join(serves)}.", "Serves"),
            Item(_evidence(kb, tactic), "Evidence"),
        ),
    )


def _evidence(kb: KnowledgeBase, tactic: Tactic) -> str:
    """Count the cases of a tactic, those of knowledge packs apart."""
    cases = kb.cases_of(tactic.id)
    local = sum(case.is_local for case in cases)
    return f"{count(len(cases) - local, 'case')}{f', and {local} local' if local else ''}."


def _challenges_table(kb: KnowledgeBase, strategy: Strategy) -> Table:
    rows = []
    for challenge in kb.challenges:
        cell = kb.cell(challenge.id, strategy.id)
        there = contents_of(kb, challenge, strategy)
        number = f"{len(there.tactics) - there.tactics_from_packs}"
        number += f" + {there.tactics_from_packs} local" if there.tactics_from_packs else ""
        effort = "yes" if cell.effort else "not said"
        state = f"{CELL_WORDS[cell.state]}{cell.origin.mark}"
        name = f"{challenge.number}. {challenge.title}"
        rows.append((name, state, number, effort))
    return Table(("Challenge", "Cell", "Tactics", "Most effort"), tuple(rows))


_STEPS = (
    ("Find your challenge below", "boundary-advisor challenges NAME shows its signs."),
    ("Ask how much it threatens the initiative", "low, or high?"),
    ("Ask when you want the outcome", "short, or long?"),
    ("Ask for advice", "boundary-advisor advise --challenge data --threat high --horizon long"),
)


def start_document(kb: KnowledgeBase) -> Document:
    """Show what the program is for, the four steps to an answer, and the challenges."""
    return Document(
        title="Advice for leaders of a smart city's digital transformation",
        blocks=(
            Heading("In four steps"),
            Items(tuple(Item(text, label) for label, text in _STEPS), numbered=True),
            Paragraph("Leave out --threat or --horizon if you are not sure."),
            Paragraph("boundary-advisor assess city.yaml asks plain questions.", "Several at once"),
            Heading("The challenges"),
            Items(tuple(Item(each.title, each.called) for each in kb.challenges)),
            Paragraph("boundary-advisor --help lists all commands.", "More", Tone.QUIET),
            *source_blocks(kb, Tone.QUIET),
        ),
    )
