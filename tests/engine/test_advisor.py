"""What the advisor keeps, how it refuses, and on what places its findings stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from boundary_advisor import Advisor, Horizon, KnowledgeBase, Situation, Threat, UsageError
from boundary_advisor.engine.rules import SEQUENCE
from tests.support.knowledge import ask, orchard, sound, tactic_ids, with_cells
from tests.support.models import Statement

if TYPE_CHECKING:
    from tests.support.models import Cell

SITUATION = Situation(challenge="water", threat=Threat.LOW, horizon=Horizon.SHORT)


def test_an_answer_is_worked_out_once() -> None:
    advisor = Advisor(orchard().kb)
    first = advisor.advise(SITUATION)
    other = advisor.advise(SITUATION.model_copy(update={"threat": Threat.HIGH}))
    assert advisor.advise(SITUATION) is first
    assert first != other


def test_a_situation_without_levels_is_refused_with_what_to_do() -> None:
    with pytest.raises(UsageError) as error:
        orchard().advise(Situation(challenge="water"))
    assert error.value.message == "no threat or no horizon is given"
    assert error.value.hint == "Give both, or call `answers`."


# --- Places --------------------------------------------------------------------------------------


def test_a_finding_without_a_place_of_its_own_stands_on_its_ground_alone() -> None:
    found = SEQUENCE.finding(orchard().kb, "Found.")
    assert found == (SEQUENCE, "Found.", "Work follows the age of the trees.", "Walks", "")


def test_each_change_stands_where_its_own_axis_is_described() -> None:
    threat, horizon = ask(orchard(), "water", "low", "short").if_changed
    assert (threat.what, threat.source) == ("threat", "Winter notes")
    assert (horizon.what, horizon.source) == ("horizon", "Walks")


def test_a_level_that_is_taken_is_on_record_with_all_its_signs_and_its_place() -> None:
    kb = orchard().kb
    file = kb.files.strategies
    second = Statement(text="The press is oiled.", source="Winter notes")
    short = file.horizon.short.model_copy(
        update={"signs": (*file.horizon.short.signs, second)},
    )
    horizon = file.horizon.model_copy(update={"short": short})
    file = file.model_copy(update={"horizon": horizon})
    advisor = Advisor(sound(KnowledgeBase(kb.files._replace(strategies=file))))
    answer, _ = advisor.answers(SITUATION.model_copy(update={"horizon": None}))
    taken = answer.trace[0]
    assert taken.text == (
        "The horizon was not given, and this answer takes it as short. This year's crop. "
        "Signs: The feast is already announced. The press is oiled."
    )
    assert taken.source == "Walks; Winter notes"


@pytest.mark.parametrize(
    ("places", "tactics"),
    [
        ("Orchard sheet, row 1, Netting; Walks", ["shade-cloth", "rain-barrels"]),
        ("Walks; Orchard sheet, row 1, Netting", ["rain-barrels", "shade-cloth"]),
    ],
)
def test_of_two_places_of_a_cell_the_first_says_which_tactic_it_names(
    places: str, tactics: list[str]
) -> None:
    def moved(strategy: str, cell: Cell) -> dict[str, str]:
        return {"source": places} if (strategy, cell.challenge) == ("netting", "water") else {}

    answer = ask(Advisor(sound(with_cells(orchard().kb, moved))), "water", "high", "short")
    assert answer.cell.source == places
    assert tactic_ids(answer.tactics) == tactics
