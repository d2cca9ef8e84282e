from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from boundary_advisor import CellState, Horizon, KnowledgeBase, Threat
from tests.support.models import Files

if TYPE_CHECKING:
    from collections.abc import Callable


def test_entries_stand_in_their_own_order_whatever_the_file_says(orchard: KnowledgeBase) -> None:
    challenges, strategies, cases = orchard.files
    turned = KnowledgeBase(
        Files(
            challenges.model_copy(update={"challenges": challenges.challenges[::-1]}),
            strategies.model_copy(update={"strategies": strategies.strategies[::-1]}),
            cases.model_copy(update={"cities": cases.cities[::-1]}),
        )
    )
    assert [each.id for each in turned.challenges] == ["water", "water-rights", "helpers"]
    stages = ["watering", "teaching", "netting", "replanting"]
    assert [each.id for each in turned.strategies] == stages
    assert [each.number for each in turned.cities] == [1, 2, 3]


def test_what_stands_once_is_at_hand(orchard: KnowledgeBase) -> None:
    assert orchard.about.title == "Orchard keeping"
    assert orchard.root.title == "Two ways to see a tree"
    assert orchard.threat.question == "Could this cost you the trees themselves?"
    assert orchard.horizon.short.meaning == "This year's crop."
    assert orchard.standing_still.source == "Winter notes"
    assert orchard.grounds["effort"].why == "The keepers told where their evenings went."
    assert list(orchard.grounds)[:2] == ["grid", "not-applicable"]
    assert [size.id for size in orchard.sizes] == ["yard", "field"]
    assert orchard.cases[0].id == "long-chain"


def test_entries_are_found_by_id(orchard: KnowledgeBase) -> None:
    assert orchard.challenge("helpers").number == 3
    assert orchard.strategy("netting").stage == 3
    assert orchard.tactic("rain-barrels").first_step == "Find three barrels."
    assert orchard.strategy_of("rain-barrels").id == "netting"
    assert orchard.size("field").title == "Open field"
    assert orchard.city(2).setting == "On the north slope"
    assert orchard.cell("water-rights", "replanting").state is CellState.INCOMPLETE


@pytest.mark.parametrize(
    ("threat", "horizon", "strategy"),
    [
        (Threat.LOW, Horizon.SHORT, "watering"),
        (Threat.LOW, Horizon.LONG, "teaching"),
        (Threat.HIGH, Horizon.SHORT, "netting"),
        (Threat.HIGH, Horizon.LONG, "replanting"),
    ],
)
def test_the_grid_is_full(
    orchard: KnowledgeBase, threat: Threat, horizon: Horizon, strategy: str
) -> None:
    assert orchard.strategy_at(threat, horizon).id == strategy


@pytest.mark.parametrize(
    ("challenge", "strategy", "tactics"),
    [
        ("water", "watering", ["bucket-chain"]),
        ("water", "teaching", ["mulch-class", "pruning-pairs"]),
        ("water", "netting", ["shade-cloth", "rain-barrels"]),
        ("helpers", "netting", []),
    ],
)
def test_tactics_of_a_cell_stand_in_the_order_of_the_file(
    orchard: KnowledgeBase, challenge: str, strategy: str, tactics: list[str]
) -> None:
    assert [each.id for each in orchard.tactics_in(challenge, strategy)] == tactics


def test_cases_belong_to_tactics_or_show_a_challenge(orchard: KnowledgeBase) -> None:
    assert [case.id for case in orchard.cases_of("bucket-chain")] == ["long-chain", "short-chain"]
    assert orchard.cases_of("law-evening") == ()
    assert [case.id for case in orchard.cases_showing("water-rights")] == ["dry-brook"]
    assert orchard.cases_showing("water") == ()


@pytest.mark.parametrize(
    "ask",
    [
        lambda base: base.challenge("x"),
        lambda base: base.strategy("x"),
        lambda base: base.tactic("x"),
        lambda base: base.strategy_of("x"),
        lambda base: base.size("x"),
        lambda base: base.city(99),
        lambda base: base.cell("water", "x"),
        lambda base: base.tactics_in("x", "watering"),
        lambda base: base.cases_of("x"),
        lambda base: base.cases_showing("x"),
    ],
)
def test_the_unknown_is_a_key_error(
    orchard: KnowledgeBase, ask: Callable[[KnowledgeBase], object]
) -> None:
    with pytest.raises(KeyError):
        ask(orchard)


def test_nothing_can_be_changed(orchard: KnowledgeBase) -> None:
    with pytest.raises(AttributeError, match="does not change"):
        orchard.about = orchard.about
    with pytest.raises(TypeError):
        orchard.grounds["x"] = orchard.grounds["grid"]  # type: ignore[index]
