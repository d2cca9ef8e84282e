from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor import Case, Horizon, Threat
from boundary_advisor.views.phrases import (
    case_cities,
    case_item,
    case_text,
    grid_of,
    pack_blocks,
    sourced,
    statements,
)
from tests.support.documents import GridField, Item
from tests.support.knowledge import cities, orchard
from tests.support.models import CaseAdvice, Statement
from tests.support.packs import challenges, over_orchard, write_pack

if TYPE_CHECKING:
    from pathlib import Path

KB = cities().kb
CASE = Case(id="any", cities=(), summary="It was done.", source="Somewhere")


def test_a_source_stands_in_brackets() -> None:
    assert sourced("Text.", "Place") == "Text. (Place)"


def test_statements_come_with_their_source_or_without() -> None:
    entries = (Statement(text="One.", source="Here"), Statement(text="Two.", source="There"))
    assert statements(entries) == (Item("One. (Here)"), Item("Two. (There)"))
    assert statements(entries, sources=False) == (Item("One."), Item("Two."))


def test_the_cities_of_a_case_are_named_each_with_its_size() -> None:
    def named(*numbers: int) -> str:
        return case_cities(KB, CASE.model_copy(update={"cities": numbers}))

    by_size: dict[str, list[int]] = {}
    for city in KB.cities:
        by_size.setdefault(city.size, []).append(city.number or 0)
    (size, (one, two, *_)), (other, (three, *_)) = [
        (size, numbers) for size, numbers in by_size.items() if len(numbers) > 1
    ][:2]
    title, another = (KB.size(each).title for each in (size, other))
    title, another = title[0].lower() + title[1:], another[0].lower() + another[1:]
    assert named() == "No city named"
    assert named(one) == f"City {one} ({title})"
    assert named(one, two) == f"City {one} ({title}) and City {two} ({title})"
    assert named(one, three) == f"City {one} ({title}) and City {three} ({another})"


def test_a_case_is_told_with_what_came_of_it() -> None:
    assert case_text(CASE) == "It was done."
    assert case_text(CASE.model_copy(update={"outcome": "It held."})) == "It was done. It held."


def test_a_case_of_another_challenge_says_so() -> None:
    here = CaseAdvice(case=CASE, elsewhere=(), alike=False)
    there = here._replace(elsewhere=("Law", "Order"))
    told = "It was done. (Told of another challenge: Law; Order.)"
    assert case_item(KB, here, source=False) == Item("It was done.", "No city named", key="any")
    assert case_item(KB, here, source=True).text == "It was done. (Somewhere)"
    assert case_item(KB, there, source=False).text == told
    assert case_item(KB, there, source=True).text == f"{told} (Somewhere)"


def test_the_grid_has_every_strategy_in_its_field_with_high_threat_on_top() -> None:
    for kb in (KB, orchard().kb):
        marked = kb.strategy_at(Threat.HIGH, Horizon.LONG)
        grid = grid_of(kb, {marked.id: "here"})
        assert grid.columns == ("Short horizon", "Long horizon")
        assert [title for title, *_ in grid.rows] == ["High threat", "Low threat"]
        for (_, *fields), threat in zip(grid.rows, (Threat.HIGH, Threat.LOW), strict=True):
            for field, horizon in zip(fields, Horizon, strict=True):
                strategy = kb.strategy_at(threat, horizon)
                mark = "here" if strategy is marked else ""
                assert field == GridField(strategy.name, mark)


def test_what_packs_retired_is_counted(tmp_path: Path) -> None:
    why = [{"id": "water", "why": "Rain."}]
    kb = over_orchard(write_pack(tmp_path / "ours", challenges(retire={"challenges": why})))
    (retired,) = [block.text for block in pack_blocks(kb) if block.label == "Left out"]
    assert retired == (
        "ours retires 1 of what was there, so counts can be smaller than the study's. "
        "Seen with: knowledge show."
    )
    assert not pack_blocks(orchard().kb)
