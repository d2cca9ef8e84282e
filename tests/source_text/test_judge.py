"""Sources of the invented field, judged by its invented work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from boundary_advisor.knowledge.guide import load_guide
from tests.engine.fields import ORCHARD, orchard, with_cases
from tests.source_text import MEANING, Judged, Verdict, check_text
from tests.source_text.letters import LETTERS, headed, judge, with_about

if TYPE_CHECKING:
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.models import Case


def moved(case_id: str, source: str, **more: Any) -> KnowledgeBase:  # noqa: ANN401  # any field
    """Give the knowledge with another source of one case."""

    def change(case: Case) -> dict[str, Any]:
        return {"source": source, **more} if case.id == case_id else {}

    return with_cases(headed(), change)


def only(found: list[Judged]) -> Judged:
    (one,) = found
    return one


def test_every_place_of_every_entry_is_judged_in_order() -> None:
    kb = headed()
    found = check_text(kb, load_guide(kb, ORCHARD), LETTERS)
    assert found[0].entry == "about, limit 1"
    assert found[-1].entry == "turn replanting, ends"
    assert len({(each.entry, each.place) for each in found}) == len(found)
    assert set(MEANING) == set(Verdict)
    assert all(each.why.endswith((".", "?")) for each in found)


@pytest.mark.parametrize(
    "entry",
    [
        "case long-chain",
        "case dry-brook",
        "tactic bucket-chain, serves water",
        "strategy replanting, cell water",
    ],
)
def test_a_sound_source_is_found(entry: str) -> None:
    found = only(judge(headed(), entry))
    assert found.verdict is Verdict.FOUND
    assert len(found.found) > 3
    assert found.better == ""
    assert (
        found.why
        == f"{len(found.found)} of {len(found.found + found.lacking)} key terms stand there."
    )


def test_a_case_in_the_wrong_place_is_told_with_the_better_one() -> None:
    found = only(judge(moved("long-chain", "Winter notes"), "case long-chain"))
    assert found.verdict is Verdict.WRONG
    assert found.better == "Walks"
    assert {"brook", "stood"} <= set(found.lacking)
    assert "forty" in found.found
    assert "Walks has clearly more, " in found.why


def test_terms_that_only_stand_closer_together_elsewhere_are_told_so() -> None:
    filler = "\n".join(f"Alder ash oak elm yew lime beech birch {word}." for word in "abcdefgh" * 9)
    scattered = LETTERS.replace(
        "The winter in notes\nA",
        f"The winter in notes\nPeople stood. {filler} \
A brook. {filler} One tree was lost in the last row. {filler} Anna and Cora. A",
    )
    found = only(judge(moved("long-chain", "Winter notes"), "case long-chain", scattered))
    assert found.verdict is Verdict.WRONG
    assert found.lacking == ()
    assert found.why.endswith("Walks has clearly more, and closer together.")


def test_a_place_beside_a_good_one_may_be_weak() -> None:
    kb = moved("long-chain", "Walks; Orchard sheet, row 1, Netting")
    good, weak = judge(kb, "case long-chain")
    assert good.verdict is Verdict.FOUND
    assert weak.verdict is Verdict.WEAK
    assert weak.why.endswith("no closer together than chance would put them.")


def test_a_city_that_no_place_of_the_case_names_is_told() -> None:
    sound = moved("dry-brook", "Winter notes")
    assert only(judge(sound, "case dry-brook")).verdict is Verdict.FOUND
    found = only(judge(moved("dry-brook", "Winter notes", cities=(1,)), "case dry-brook"))
    assert found.verdict is Verdict.WEAK
    assert found.why.endswith("but no place that the entry names tells of city 1.")


def test_a_city_is_not_missed_where_a_place_cannot_be_read_or_nobody_is_named() -> None:
    damaged = "Winter notes; Orchard sheet, row 2, Netting; Own judgement"
    first, *_ = judge(moved("dry-brook", damaged, cities=(1,)), "case dry-brook")
    assert first.verdict is Verdict.FOUND
    nameless = LETTERS.replace("Anna\tKeeper\t1", "")
    found = only(judge(moved("dry-brook", "Winter notes", cities=(1,)), "case dry-brook", nameless))
    assert found.verdict is Verdict.FOUND


def test_what_is_nobodys_but_the_projects_is_not_checked() -> None:
    found = only(judge(headed(), "rule evidence"))
    assert (found.verdict, found.place) == (Verdict.OWN, "Own judgement")


def test_damaged_is_told_apart_from_wrong() -> None:
    found = only(judge(headed(), "tactic pruning-pairs, serves helpers"))
    assert found.verdict is Verdict.DAMAGED
    assert found.found == found.lacking == ()


def test_a_figure_is_damaged_too_and_says_why() -> None:
    found = only(judge(moved("dry-brook", "Sketch"), "case dry-brook"))
    assert found.verdict is Verdict.DAMAGED
    assert "picture" in found.why


def test_an_entry_with_hardly_a_term_is_not_judged() -> None:
    found = only(judge(headed(), "tactic tea-break"))
    assert found.verdict is Verdict.NOT_JUDGED


def test_a_place_of_two_words_is_found_where_the_entry_says_them() -> None:
    assert only(judge(headed(), "strategy netting, cell helpers")).verdict is Verdict.FOUND


@pytest.mark.parametrize("text", ["", "Another text about ships.\n\nAnd about the sea.\n"])
def test_another_text_has_none_of_the_places(text: str) -> None:
    found = {each.verdict for each in check_text(headed(), None, text)}
    assert found == {Verdict.MISSING, Verdict.OWN}


def test_another_work_with_the_same_headings_finds_nothing() -> None:
    ships = "Hulls, keels, masts, sails, ropes, decks, holds, anchors, captains and a compass."
    text = f"Walks in three\n{ships}\nThe winter in\n{ships}\nSheet 1: What was done"
    found = {each.verdict for each in check_text(headed(), None, text)}
    assert found == {Verdict.NOT_JUDGED, Verdict.DAMAGED, Verdict.OWN}


def test_knowledge_without_headings_says_that_it_cannot_be_looked_up() -> None:
    found = check_text(orchard().kb, None, LETTERS)
    assert {each.verdict for each in found} == {Verdict.NOT_JUDGED, Verdict.OWN}
    assert "cannot be looked up" in found[0].why


def test_a_single_place_has_no_other_to_be_better() -> None:
    kb = headed()
    table = kb.about.table.model_copy(update={"heading": None})
    alone = with_about(kb, {"places": kb.about.places[:1], "table": table})
    assert only(judge(alone, "case long-chain")).verdict is Verdict.FOUND


def test_line_ends_page_headers_and_divided_words_change_nothing() -> None:
    plain = check_text(headed(), None, LETTERS)
    text = LETTERS.replace("the last row,", "the la-\nst row,\n\nThe Orchard Letters  7\n\n")
    text = text.replace("\n", "\r\n")
    changed = check_text(headed(), None, text)
    assert [each.verdict for each in changed] == [each.verdict for each in plain]
