"""The views of what is known: challenges, strategies, the matrix of both, and cases."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from boundary_advisor.engine.tactics import CellContents, contents_of
from boundary_advisor.knowledge.models import CellState
from boundary_advisor.text import count, join_sources, listing
from boundary_advisor.views.document import Document, Heading, Item, Items, Paragraph, Table, Tone
from boundary_advisor.views.phrases import (
    case_cities,
    case_text,
    grid_of,
    labelled,
    mark_beside,
    section,
    source_blocks,
    sourced,
    statements,
    why_item,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import Axis, Case, Challenge, Pairing, Strategy, Tactic

CELL_WORDS = {
    CellState.REPORTED: "reported",
    CellState.INCOMPLETE: "damaged in our copy, filled from the text of the study",
    CellState.NOT_APPLICABLE: "does not apply",
}
"""What each state of a cell means."""

INCOMPLETE_MARK = "~"

EFFORT_MARK = "*"

_MATRIX_SHEET = (
    "Number",
    "Challenge",
    "Strategy",
    "State",
    "Tactics",
    "Cases",
    "Cities",
    "Most effort",
    "Note",
    "Source",
)

_LOCAL_SHEET = ("Local cases", "Local cities", "Changed by")  # follow where there are packs

_LOCAL_KEY = (
    " + 1 (2) adds 1 tactic and 2 cities of knowledge packs, and brackets name the pack of what is "
    "not the study's."
)

_CASES_SHEET = (
    "Case",
    "Cities",
    "City sizes",
    "What was done",
    "What came of it",
    "Tactics",
    "Challenges",
    "Strategy",
    "Source",
)

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
            *section("In four steps", *(Item(text, step) for step, text in _STEPS), numbered=True),
            Paragraph("Leave out --threat or --horizon if you are not sure."),
            Paragraph("boundary-advisor assess city.yaml asks plain questions.", "Several at once"),
            *section("The challenges", *(Item(each.title, each.called) for each in kb.challenges)),
            Paragraph("boundary-advisor --help lists all commands.", "More", Tone.QUIET),
            *source_blocks(kb, Tone.QUIET),
        ),
    )


def challenges_document(kb: KnowledgeBase) -> Document:
    """List the challenges, and the clash below them."""
    sides = tuple(
        Item(". ".join(each.text for each in side.holds_dear) + ".", side.name)
        for side in kb.root.sides
    )
    boundaries = statements(kb.root.boundaries, sources=False)
    return Document(
        title="Challenges",
        blocks=(
            Table(
                ("No.", "Id", "Title"),
                tuple((str(each.number), each.id, each.title) for each in kb.challenges),
            ),
            Heading(kb.root.title),
            Paragraph(sourced(kb.root.summary, kb.root.source)),
            Items(sides),
            *section("Boundaries that leaders span", *boundaries),
            Paragraph("boundary-advisor challenges NAME shows one in full.", "Next", Tone.QUIET),
        ),
    )


def challenge_document(kb: KnowledgeBase, challenge: Challenge) -> Document:
    """Show one challenge in full."""
    seen = (
        Item(sourced(case_text(case), case.source), case_cities(kb, case))
        for case in kb.cases_showing(challenge.id)
    )
    confused = (
        Item(sourced(each.difference, each.source), kb.challenge(each.challenge).called)
        for each in challenge.confused_with
    )
    words = ", ".join(challenge.words)
    return Document(
        title=f"Challenge {challenge.number}: {challenge.title}",
        blocks=(
            Paragraph(sourced(challenge.summary, challenge.source)),
            *section("Signs", *statements(challenge.signs)),
            *section("Seen in cities", *seen),
            Heading("What fits"),
            _strategies_table(kb, challenge),
            *(
                Paragraph(sourced(cell.note, cell.source), strategy.name)
                for strategy in kb.strategies
                if (cell := kb.cell(challenge.id, strategy.id)).note is not None
            ),
            *section("Easily confused with", *confused),
            Heading("Names"),
            Paragraph(f"{', '.join((challenge.id, *challenge.aliases))}.", "Also called"),
            *labelled("Everyday words", words and f"{words}."),
            Paragraph(
                f"advise --challenge {challenge.id} --threat high --horizon long",
                "Ask for advice",
                Tone.QUIET,
            ),
        ),
    )


def _strategies_table(kb: KnowledgeBase, challenge: Challenge) -> Table:
    rows = []
    for strategy in kb.strategies:
        cell = kb.cell(challenge.id, strategy.id)
        levels = f"{strategy.quadrant.threat} threat, {strategy.quadrant.horizon} horizon"
        tactics = "; ".join(each.title for each in kb.tactics_in(challenge.id, strategy.id))
        effort = f"{'yes' if cell.effort else 'not said'}{cell.origin.mark}"
        rows.append((strategy.name, levels, tactics or CELL_WORDS[cell.state], effort))
    return Table(("Strategy", "When", "Tactics", "Most effort"), tuple(rows))


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
            *section("The two questions", *map(_question, kb.axes)),
            Paragraph("boundary-advisor strategies NAME shows one in full.", "Next", Tone.QUIET),
        ),
    )


def _question(axis: Axis) -> Item:
    ends = [(level, axis.end(level)) for level in axis.levels]
    notes = tuple(
        Item(end.meaning, level.capitalize(), statements(end.signs, sources=False))
        for level, end in ends
    )
    return Item(sourced(axis.question, axis.source), axis.name.capitalize(), notes)


def strategy_document(kb: KnowledgeBase, strategy: Strategy) -> Document:
    """Show one strategy in full."""
    stages = f"{strategy.stage} of {len(kb.strategies)}"
    tactics = (_tactic_item(kb, each) for each in strategy.tactics)
    return Document(
        title=strategy.long_name,
        blocks=(
            Paragraph(sourced(strategy.purpose, strategy.source)),
            grid_of(kb, {strategy.id: "this one"}),
            Paragraph(f"{stages} over the life of an initiative.", "Usual turn"),
            *section("When it fits", *statements(strategy.fits)),
            *section("When it does not", *statements(strategy.fits_not)),
            *section("What it costs", *statements(strategy.costs)),
            *section("What it asks of people", *statements(strategy.skills)),
            *section("Combine with", *_pairings(kb, strategy.combines_with)),
            *section("What tends to follow", *_pairings(kb, strategy.followed_by)),
            *section(f"Tactics ({len(strategy.tactics)})", *tactics, numbered=True),
            Heading("Challenges"),
            _challenges_table(kb, strategy),
        ),
    )


def _pairings(kb: KnowledgeBase, pairings: Iterable[Pairing]) -> tuple[Item, ...]:
    return tuple(why_item(each, kb.strategy(each.strategy).name) for each in pairings)


def _tactic_item(kb: KnowledgeBase, tactic: Tactic) -> Item:
    """Show a tactic; its cases are counted, those of knowledge packs separately."""
    source = join_sources(tactic.source, *(each.source for each in tactic.serves))
    serves = [each.challenge for each in tactic.serves]
    if tactic.general:
        serves.append("any challenge, as the source tells it for the strategy at large")
    cases = kb.cases_of(tactic.id)
    local = sum(case.is_from_pack for case in cases)
    evidence = f"{count(len(cases) - local, 'case')}{f', and {local} local' if local else ''}."
    notes = (Item(f"{', '.join(serves)}.", "Serves"), Item(evidence, "Evidence"))
    return Item(sourced(tactic.summary, source), tactic.title, notes)


def _challenges_table(kb: KnowledgeBase, strategy: Strategy) -> Table:
    rows = []
    for challenge in kb.challenges:
        cell = kb.cell(challenge.id, strategy.id)
        contents = contents_of(kb, challenge, strategy)
        local = contents.tactics_from_packs
        number = f"{len(contents.tactics) - local}{f' + {local} local' if local else ''}"
        state = f"{CELL_WORDS[cell.state]}{cell.origin.mark}"
        effort = "yes" if cell.effort else "not said"
        rows.append((f"{challenge.number}. {challenge.title}", state, number, effort))
    return Table(("Challenge", "Cell", "Tactics", "Most effort"), tuple(rows))


def matrix_document(kb: KnowledgeBase) -> Document:
    """Show every cell: its state, how many tactics and cities, and where most effort goes."""
    cells = list(product(kb.challenges, kb.strategies))
    notes = (
        Item(sourced(cell.note, cell.source), f"{challenge.called}, {strategy.name}")
        for challenge, strategy in cells
        if (cell := kb.cell(challenge.id, strategy.id)).note is not None
    )
    return Document(
        title="Challenges and strategies",
        blocks=(
            Table(
                ("Challenge", *(each.name for each in kb.strategies)),
                tuple(
                    (each.called, *(cell_words(kb, each, strategy) for strategy in kb.strategies))
                    for each in kb.challenges
                ),
                picture=True,
            ),
            Paragraph(
                "8 (4) means 8 tactics with 4 cities behind them, each counted once in a cell. "
                f"{EFFORT_MARK} most effort for this challenge goes here. "
                f"{INCOMPLETE_MARK} {CELL_WORDS[CellState.INCOMPLETE]}. "
                f"n/a {CELL_WORDS[CellState.NOT_APPLICABLE]}.{_LOCAL_KEY if kb.layers else ''}",
                "Key",
            ),
            *section("Why some cells are marked", *notes),
            *source_blocks(kb),
        ),
        sheet=Table(
            (*_MATRIX_SHEET, *(_LOCAL_SHEET if kb.layers else ())),
            tuple(_matrix_row(kb, *cell) for cell in cells),
        ),
    )


def cell_words(kb: KnowledgeBase, challenge: Challenge, strategy: Strategy) -> str:
    """Say a cell in figures and marks: "4 (2) *" for 4 tactics and 2 cities."""
    cell = kb.cell(challenge.id, strategy.id)
    if cell.state is CellState.NOT_APPLICABLE:
        return f"n/a{cell.origin.mark}"
    marks = [
        *([EFFORT_MARK] if cell.effort is not None else []),
        *([INCOMPLETE_MARK] if cell.state is CellState.INCOMPLETE else []),
    ]
    return " ".join((_figures(contents_of(kb, challenge, strategy)), *marks)) + cell.origin.mark


def _figures(contents: CellContents) -> str:
    """Count tactics and cities; what knowledge packs add comes after a plus."""
    tactics, cities = contents.tactics_from_packs, contents.cities_from_packs
    own = f"{len(contents.tactics) - tactics} ({len(contents.cities) - cities})"
    return f"{own} + {tactics} ({cities})" if tactics or cities else own


def _matrix_row(kb: KnowledgeBase, challenge: Challenge, strategy: Strategy) -> tuple[str, ...]:
    cell = kb.cell(challenge.id, strategy.id)
    contents = contents_of(kb, challenge, strategy)
    local = [city for city in contents.cities if city.is_from_pack]
    row = (
        str(challenge.number),
        challenge.title,
        strategy.name,
        CELL_WORDS[cell.state],
        "; ".join(tactic.title for tactic in contents.tactics),
        str(sum(not case.is_from_pack for case in contents.cases)),
        ", ".join(
            str(each.number or each.label) for each in contents.cities if not each.is_from_pack
        ),
        "yes" if cell.effort else "",
        cell.note or "",
        join_sources(cell.source, cell.effort or ""),
        str(sum(case.is_from_pack for case in contents.cases)),
        ", ".join(f"{city.label}{city.origin.mark}" for city in local),
        cell.origin.mark.strip(),
    )
    return row if kb.layers else row[: len(_MATRIX_SHEET)]


def cases_document(kb: KnowledgeBase, cases: tuple[Case, ...], wanted: str) -> Document:
    """List cases under the strategy they belong to; `wanted` is the filter in words."""
    head = f"{count(len(cases), 'case')} of {len(kb.cases)}."
    if local := sum(case.is_from_pack for case in kb.cases):
        head += f" Local: {sum(case.is_from_pack for case in cases)} of {local}."
    if wanted:
        head += f" Filter: {wanted}."
    if not cases:
        head += " Ask for fewer words, or leave a filter out."
    groups: dict[str, list[Item]] = {}
    for case in cases:
        strategy = kb.strategy_of(case.tactics[0]).name if case.tactics else None
        groups.setdefault(strategy or "The challenges themselves", []).append(_case_item(kb, case))
    return Document(
        title="Cases",
        blocks=(
            Paragraph(head),
            Paragraph(_sizes(kb), label="City sizes", tone=Tone.QUIET),
            *(block for name, items in groups.items() for block in section(name, *items)),
            *source_blocks(kb),
        ),
        sheet=Table(
            (*_CASES_SHEET, *(("Pack",) if kb.layers else ())),
            tuple(_cases_row(kb, case) for case in cases),
        ),
    )


def _sizes(kb: KnowledgeBase) -> str:
    """List the classes of city size by their ids, which --city-size takes."""
    sizes = listing([f"{each.id} for {each.population}" for each in kb.sizes])
    return f"{sourced(sizes, join_sources(*(each.source for each in kb.sizes)))}."


def _case_item(kb: KnowledgeBase, case: Case) -> Item:
    tactics = "; ".join(kb.tactic(each).title for each in case.tactics)
    challenges = ", ".join(kb.challenge(each).called for each in case.challenges)
    notes = (("Shows", tactics), ("Challenge", challenges))
    return Item(
        sourced(case_text(case), case.source),
        case_cities(kb, case),
        tuple(Item(f"{text}.", label) for label, text in notes if text),
    )


def _cases_row(kb: KnowledgeBase, case: Case) -> tuple[str, ...]:
    """Return the row of a case; what the study does not say is blank."""
    cities = [kb.city(key) for key in case.cities]
    sizes = dict.fromkeys(kb.size(city.size).title for city in cities)
    strategies = dict.fromkeys(kb.strategy_of(each).name for each in case.tactics)
    return (
        case.id,
        ", ".join(f"{city.number or city.label}{mark_beside(case, city)}" for city in cities),
        "; ".join(sizes),
        case.summary,
        case.outcome or "",
        "; ".join(kb.tactic(each).title for each in case.tactics),
        "; ".join(kb.challenge(each).called for each in case.challenges),
        "; ".join(strategies),
        case.source,
        *((case.origin.mark.strip(" []"),) if kb.layers else ()),
    )
