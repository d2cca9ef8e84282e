"""What packs are said to do, in the very words, and the marks that names carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor import KnowledgeError, load_knowledge
from tests.support.knowledge import ORCHARD
from tests.support.models import Act
from tests.support.packs import (
    cases,
    challenges,
    faults_in_orchard,
    in_orchard,
    over_orchard,
    strategies,
    write_pack,
)
from tests.support.packs import retire as retired

if TYPE_CHECKING:
    from pathlib import Path

import pytest


def test_names_of_every_sort_carry_their_mark(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path / "ours",
        {
            **challenges(
                override={"challenges": [{"id": "water", "summary": "S", "source": "Visit"}]}
            ),
            **strategies(
                override={
                    "strategies": [{"id": "watering", "purpose": "P", "source": "Visit"}],
                    "tactics": [{"id": "tea-break", "summary": "S", "source": "Visit"}],
                }
            ),
        },
    )
    kb, before = over_orchard(folder), load_knowledge(ORCHARD)
    mark = " [changed by ours]"
    assert kb.challenge("water").title == f"{before.challenge('water').title}{mark}"
    assert kb.strategy("watering").name == f"{before.strategy('watering').name}{mark}"
    assert kb.strategy("watering").long_name == f"{before.strategy('watering').long_name}{mark}"
    assert kb.tactic("tea-break").title == f"{before.tactic('tea-break').title}{mark}"
    assert kb.challenge("helpers").title == before.challenge("helpers").title
    assert kb.strategy("netting").name == before.strategy("netting").name
    assert kb.cases == before.cases


def test_what_follows_is_told_in_words(tmp_path: Path) -> None:
    step = in_orchard(
        tmp_path / "ours", challenges(retire={"challenges": [{"id": "water", "why": "Rain."}]})
    )
    followed = [each for each in step.layer.effects if each.act is Act.FOLLOWED]
    told = {each.why for each in followed}
    assert told <= {
        "what it was easily confused with is retired",
        "a challenge that it served is retired",
        "it names no longer what is retired",
        "it is retired too, as it served nothing else",
        "it is retired too, as it showed nothing else",
        "it is retired too, as its challenge is",
    }
    assert {
        "what it was easily confused with is retired",
        "a challenge that it served is retired",
        "it names no longer what is retired",
    } <= told
    assert all(each.title for each in followed if each.kind == "tactic")


def test_the_study_s_cases_stay_what_they_are_told_of(tmp_path: Path) -> None:
    over = {
        "id": "long-chain",
        "tactics": ["tea-break"],
        "challenges": ["water"],
        "source": "Visit",
    }
    (fault,) = faults_in_orchard(tmp_path / "ours", cases(override={"cases": [over]}))
    assert fault == (
        "case 'long-chain' is not of a pack, so its challenges and tactics stay as they are; "
        "add a case of your own"
    )


@pytest.mark.parametrize("name", ["City 9", "cities 1 and 2", "No city named"])
def test_a_city_has_a_name_of_its_own(name: str, tmp_path: Path) -> None:
    city = {"id": "x", "name": name, "size": "yard", "source": "Visit"}
    (fault,) = faults_in_orchard(tmp_path / "ours", cases(add={"cities": [city]}))
    assert "is how cities without a name are called; give it a name of its own" in fault


def test_a_pack_with_very_many_faults_is_told_soon(tmp_path: Path) -> None:
    ids = [f"tea-breax-{number}" for number in range(2000)]
    folder = write_pack(tmp_path / "ours", strategies(retire=retired("tactics", *ids)))
    with pytest.raises(KnowledgeError) as caught:
        over_orchard(folder)
    assert len(caught.value.problems) == 50
    assert caught.value.hint.startswith("50 more problems are not shown.")
    near = [each for each in caught.value.problems if "did you mean" in each.message]
    assert 0 < len(near) <= 20
