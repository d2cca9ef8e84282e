"""Most of what can be wrong with the guide is held by `bad_data/`; here is the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from boundary_advisor import Guide, KnowledgeError, load_guide, load_knowledge
from boundary_advisor.knowledge.guide import check_guide
from tests.knowledge.conftest import ORCHARD

if TYPE_CHECKING:
    from pathlib import Path

    from boundary_advisor import KnowledgeBase


@pytest.fixture(scope="module")
def guide(orchard: KnowledgeBase) -> Guide:
    return load_guide(orchard, ORCHARD)


def refused(kb: KnowledgeBase, folder: Path) -> KnowledgeError:
    with pytest.raises(KnowledgeError) as caught:
        load_guide(kb, folder)
    return caught.value


def test_the_orchard_is_guided(guide: Guide) -> None:
    assert list(guide.questions) == [
        *("bark-splits", "fruit-only", "wilts-at-night", "feast-only", "trees-may-die"),
        *("nursery", "feast-announced", "lease-ends", "this-autumn"),
    ]
    assert guide.threat.deciding is guide.questions["trees-may-die"]
    assert guide.horizon.questions[0] is guide.questions["nursery"]
    assert guide.grounds["holding"].why == "A net is for one season."
    assert guide.turns["teaching"].ends.text == "The pupils teach others."


def test_what_the_guide_holds_cannot_be_changed(guide: Guide) -> None:
    for held in (guide.questions, guide.grounds, guide.turns):
        with pytest.raises(TypeError, match="does not support item"):
            held["new"] = None  # type: ignore[index]


def test_a_question_is_asked_of_all_challenges_or_of_those_it_names(guide: Guide) -> None:
    asked = {name: each.is_asked_of("water") for name, each in guide.questions.items()}
    assert [name for name, is_asked in asked.items() if not is_asked] == [
        "feast-only",
        "lease-ends",
    ]


def test_the_orchards_guide_is_sound(orchard: KnowledgeBase, guide: Guide) -> None:
    assert list(check_guide(orchard, *guide.files)) == []


def test_without_a_folder_the_guide_of_the_program_is_loaded() -> None:
    guide = load_guide(load_knowledge())
    assert "way-blocked" in guide.questions
    assert "holding" in guide.grounds


def test_the_guide_of_another_field_does_not_fit() -> None:
    error = refused(load_knowledge(), ORCHARD)
    messages = {problem.what: problem.fix for problem in error.problems}
    choices = ", ".join(sorted(each.id for each in load_knowledge().challenges))
    assert messages["question 'feast-only' names no challenge 'helpers'"] == f"there are {choices}"
    assert messages["strategy 'buffering' has no turn"] == "add one"
    assert {problem.file for problem in error.problems} == {"questions.yaml", "programmes.yaml"}


@pytest.mark.parametrize("names", [["questions"], ["programmes"], ["programmes", "questions"]])
def test_a_file_that_is_not_there_is_told(
    names: list[str], orchard: KnowledgeBase, copy: Path
) -> None:
    for name in names:
        (copy / f"{name}.yaml").unlink()
    error = refused(orchard, copy)
    assert [str(each) for each in error.problems] == [
        f"{name}.yaml: there is no such file" for name in names
    ]
    assert error.hint == f"Mend the files in {copy}, then try again."


def test_a_missing_file_does_not_hide_the_faults_of_the_other(
    orchard: KnowledgeBase, copy: Path
) -> None:
    (copy / "questions.yaml").unlink()
    (copy / "programmes.yaml").write_text("", "utf-8")
    assert str(refused(orchard, copy)).splitlines()[:2] == [
        "programmes.yaml: the file is empty",
        "questions.yaml: there is no such file",
    ]
