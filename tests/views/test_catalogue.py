"""The views of what is known: challenges and strategies, listed and in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from boundary_advisor.views.catalogue_page import (
    CELL_WORDS,
    challenge_document,
    challenges_document,
    strategies_document,
    strategy_document,
)
from tests.support.documents import (
    Document,
    Grid,
    Items,
    Paragraph,
    headings,
    listed,
    marks,
    said,
    section,
    tables,
    words,
)
from tests.support.knowledge import cities

if TYPE_CHECKING:
    from boundary_advisor import Challenge, Strategy

KB = cities().kb
each_challenge = pytest.mark.parametrize("challenge", KB.challenges, ids=lambda each: each.id)
each_strategy = pytest.mark.parametrize("strategy", KB.strategies, ids=lambda each: each.id)


def texts(document: Document, heading: str) -> list[str]:
    return [item.text for item in listed(document, heading)]


def test_the_list_of_challenges_has_number_id_and_title() -> None:
    document = challenges_document(KB)
    (table,) = tables(document)
    assert table.header == ("No.", "Id", "Title")
    assert table.rows == tuple((str(each.number), each.id, each.title) for each in KB.challenges)


def test_below_the_list_stands_the_clash_and_the_boundaries() -> None:
    document = challenges_document(KB)
    assert f"{KB.root.summary} ({KB.root.source})" in words(document)
    for item, side in zip(listed(document, KB.root.title), KB.root.sides, strict=True):
        assert item.label == side.name
        assert item.text == "".join(f"{each.text}. " for each in side.holds_dear).strip()
    assert texts(document, "Boundaries that leaders span") == [
        each.text for each in KB.root.boundaries
    ]
    assert said(document, "Next") == ["boundary-advisor challenges NAME shows one in full."]


@each_challenge
def test_a_challenge_in_full(challenge: Challenge) -> None:
    document = challenge_document(KB, challenge)
    assert document.title == f"Challenge {challenge.number}: {challenge.title}"
    assert document.blocks[0] == Paragraph(f"{challenge.summary} ({challenge.source})")
    assert texts(document, "Signs") == [f"{each.text} ({each.source})" for each in challenge.signs]
    seen = listed(document, "Seen in cities")
    for item, case in zip(seen, KB.cases_showing(challenge.id), strict=True):
        assert item.text.startswith(case.summary)
        assert item.text.endswith(f"({case.source})")
        assert all(str(number) in item.label for number in case.cities)
    confused = listed(document, "Easily confused with")
    for item, other in zip(confused, challenge.confused_with, strict=True):
        assert item.label == f"{KB.challenge(other.challenge).number} {other.challenge}"
        assert item.text == f"{other.difference} ({other.source})"
    names = said(document, "Also called") + said(document, "Everyday words")
    assert all(f"{word}" in " ".join(names) for word in (*challenge.aliases, *challenge.words))
    (example,) = said(document, "Ask for advice")
    assert f"--challenge {challenge.id} " in example


@each_challenge
def test_a_challenge_shows_its_cell_under_every_strategy(challenge: Challenge) -> None:
    document = challenge_document(KB, challenge)
    (table,) = tables(document)
    assert table.header == ("Strategy", "When", "Tactics", "Most effort")
    for row, strategy in zip(table.rows, KB.strategies, strict=True):
        cell = KB.cell(challenge.id, strategy.id)
        tactics = "; ".join(each.title for each in KB.tactics_in(challenge.id, strategy.id))
        quadrant = strategy.quadrant
        assert row == (
            strategy.name,
            f"{quadrant.threat} threat, {quadrant.horizon} horizon",
            tactics or CELL_WORDS[cell.state],
            "yes" if cell.effort else "not said",
        )
        notes = [] if cell.note is None else [f"{cell.note} ({cell.source})"]
        assert said(document, strategy.name) == notes


def test_the_list_of_strategies_stands_on_the_grid() -> None:
    document = strategies_document(KB)
    grid, items, *_ = document.blocks
    assert isinstance(grid, Grid)
    assert marks(document) == {}
    assert isinstance(items, Items)
    for item, each in zip(items.items, KB.strategies, strict=True):
        assert item.label == f"{each.name} ({each.id})"
        assert item.text == f"{each.purpose} ({each.source})"
    assert said(document, "Next") == ["boundary-advisor strategies NAME shows one in full."]


def test_the_two_questions_come_with_their_levels_and_signs() -> None:
    threat, horizon = listed(strategies_document(KB), "The two questions")
    assert threat.text == f"{KB.threat.question} ({KB.threat.source})"
    assert horizon.text == f"{KB.horizon.question} ({KB.horizon.source})"
    wanted = [
        (threat, (("Low", KB.threat.low), ("High", KB.threat.high))),
        (horizon, (("Short", KB.horizon.short), ("Long", KB.horizon.long))),
    ]
    for item, levels in wanted:
        for note, (label, level) in zip(item.notes, levels, strict=True):
            assert (note.label, note.text) == (label, level.meaning)
            assert [sign.text for sign in note.notes] == [sign.text for sign in level.signs]


@each_strategy
def test_a_strategy_in_full(strategy: Strategy) -> None:
    document = strategy_document(KB, strategy)
    assert document.title == strategy.long_name
    assert document.blocks[0] == Paragraph(f"{strategy.purpose} ({strategy.source})")
    assert marks(document) == {strategy.name: "this one"}
    assert said(document, "Usual turn") == [
        f"{strategy.stage} of {len(KB.strategies)} over the life of an initiative."
    ]
    for heading, entries in (
        ("When it fits", strategy.fits),
        ("When it does not", strategy.fits_not),
        ("What it costs", strategy.costs),
        ("What it asks of people", strategy.skills),
    ):
        assert texts(document, heading) == [f"{each.text} ({each.source})" for each in entries]


@each_strategy
def test_a_strategy_names_what_goes_with_it_and_what_follows(strategy: Strategy) -> None:
    document = strategy_document(KB, strategy)
    parts = {
        "Combine with": strategy.combines_with,
        "What tends to follow": strategy.followed_by,
    }
    for heading, pairings in parts.items():
        assert (heading in headings(document)) is bool(pairings)
        for item, each in zip(listed(document, heading) if pairings else (), pairings, strict=True):
            assert item.label == KB.strategy(each.strategy).name
            assert item.text == f"{each.why} ({each.source})"


def test_the_last_strategy_has_nothing_that_follows() -> None:
    with_none = [each for each in KB.strategies if not each.followed_by]
    assert with_none
    assert all(
        "What tends to follow" not in headings(strategy_document(KB, each)) for each in with_none
    )


@each_strategy
def test_a_strategy_shows_every_tactic_with_its_sources(strategy: Strategy) -> None:
    document = strategy_document(KB, strategy)
    items = listed(document, f"Tactics ({len(strategy.tactics)})")
    for item, tactic in zip(items, strategy.tactics, strict=True):
        serves, evidence = item.notes
        assert item.label == tactic.title
        assert item.text.startswith(tactic.summary)
        sources = "; ".join([tactic.source, *(each.source for each in tactic.serves)])
        assert all(place in item.text for place in sources.split("; "))
        assert all(each.challenge in serves.text for each in tactic.serves)
        assert ("any challenge" in serves.text) is tactic.general
        number = len(KB.cases_of(tactic.id))
        assert evidence.text == f"{number} case{'' if number == 1 else 's'}."


@each_strategy
def test_a_strategy_shows_its_cell_for_every_challenge(strategy: Strategy) -> None:
    document = strategy_document(KB, strategy)
    assert section(document, "Challenges") == tables(document)
    (table,) = tables(document)
    assert table.header == ("Challenge", "Cell", "Tactics", "Most effort")
    for row, challenge in zip(table.rows, KB.challenges, strict=True):
        cell = KB.cell(challenge.id, strategy.id)
        assert row == (
            f"{challenge.number}. {challenge.title}",
            CELL_WORDS[cell.state],
            str(len(KB.tactics_in(challenge.id, strategy.id))),
            "yes" if cell.effort else "not said",
        )
