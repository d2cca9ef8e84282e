"""The check itself, tried on an invented work on the invented field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from boundary_advisor import KnowledgeBase, load_guide
from tests.source_text.entries import all_said
from tests.source_text.judge import Judged, Verdict, check_text
from tests.source_text.words import stem, words, words_of_line
from tests.support.knowledge import ORCHARD, cities, orchard, with_cases
from tests.support.models import Place

if TYPE_CHECKING:
    from boundary_advisor import Case

LETTERS = """The Orchard Letters

Contents
Walks in three orchards
The winter in notes

1. Walks in three orchards
The valley has a north slope and three keepers. At noon leaves curl, for the well is low while fruit
swells. Forty people stood between the brook and the last row, Anna counted them, and not one tree
was lost. Ladders are held by the same four people. Straw lay thick under pears, a layer that saves
every second bucket, and the bees liked it. Painted signs with family names hung on new trees, so
pruning day was full that year.

Name\tRole\tOrchard
Anna\tKeeper\t1
Bert\tKeeper\t2
Cora\tMiller's daughter\t3

Sheet 1: What was done\u00b9 where
Challenge\tWater\tTeach\tNet\tReplant
1. Dry summers\tForming a chain of neighbours with buckets from the brook to the oldest rows\
\tTeaching mulching, a layer of straw\tHanging cloth as shade for the youngest rows, of old sheets\
\tPlanting pears with deep roots on wild stock
2. Brook\tDrawing water at night while the mill sleeps\tReading deeds of water, the mill\tFilling\t
3. Hands\tBuckets for helpers\tand a ladder shared\tNo net\tA family gives a tree its name

Sketch 1: The valley from above

The winter in notes
A sluice that stayed shut for eleven days, wrote Cora, made the mill an enemy. Villagers think in
shade and growers in harvests. Nine pupils carried water during a week of June, Bert's pupils all.
Bark splits on older trunks, and trees may die of frost. Grafting on wild stock takes seven years,
without cider. Forty bed sheets hung until August, and the whole green laughed.
"""


def headed() -> KnowledgeBase:
    """Give the invented field with the headings of its work, and a figure."""
    kb = orchard().kb
    headings = {"Walks": "Walks in Three", "Winter notes": "The Winter in"}
    places = [each.model_copy(update={"heading": headings[each.name]}) for each in kb.about.places]
    places.append(Place(name="Sketch", where="Page 9", heading="Sketch 1: The", figure=True))
    table = kb.about.table.model_copy(update={"heading": "Sheet 1: What was done"})
    about = kb.about.model_copy(update={"places": tuple(places), "table": table})
    file = kb.files.challenges.model_copy(update={"about": about})
    return KnowledgeBase(kb.files._replace(challenges=file))


def judged(case_id: str, source: str, text: str = LETTERS, **more: Any) -> list[Judged]:  # noqa: ANN401  # any field
    """Judge a case by the letters, with another source."""

    def change(case: Case) -> dict[str, Any]:
        return {"source": source, **more} if case.id == case_id else {}

    found = check_text(with_cases(headed(), change), None, text)
    return [each for each in found if each.entry.endswith(f"cases {case_id}")]


def verdicts(*found: Judged) -> list[Verdict]:
    return [each.verdict for each in found]


def test_every_source_of_the_files_is_judged_and_every_entry_says_something() -> None:
    kb, guide = cities().kb, load_guide(cities().kb)
    said = list(all_said(kb, guide))
    own = sum(file.model_dump_json().count('"source":"') for file in (*kb.files, *guide.files))
    efforts = sum(cell.effort is not None for each in kb.strategies for cell in each.cells)
    assert len(said) == own + efforts - 1  # the study itself is no place
    assert len({each.entry for each in said}) == len(said)
    assert [each.entry for each in said if not each.texts] == []


def test_sound_sources_are_found_and_the_project_s_own_are_told_apart() -> None:
    kb = headed()
    found = check_text(kb, load_guide(kb, ORCHARD), LETTERS)
    assert {each.verdict for each in found if each.place == "Own judgement"} == {Verdict.OWN}
    by_entry = {each.entry: each for each in found}
    for entry in (
        "cases long-chain",
        "cases dry-brook",
        "strategies watering, tactics bucket-chain, serves water",
        "strategies replanting, cells water",
        "strategies netting, cells helpers",
    ):
        assert by_entry[entry].verdict is Verdict.FOUND


def test_a_case_in_the_wrong_place_is_told_with_the_better_one() -> None:
    (found,) = judged("long-chain", "Winter notes")
    assert (found.verdict, found.better) == (Verdict.WRONG, "Walks")
    assert {"brook", "stood"} <= set(found.lacking)


def test_a_place_beside_a_good_one_may_be_weak() -> None:
    found = judged("long-chain", "Walks; Orchard sheet, row 1, Netting")
    assert verdicts(*found) == [Verdict.FOUND, Verdict.WEAK]


def test_a_city_that_no_place_of_the_case_names_is_told() -> None:
    assert verdicts(*judged("dry-brook", "Winter notes")) == [Verdict.FOUND]
    assert verdicts(*judged("dry-brook", "Winter notes", cities=(1,))) == [Verdict.WEAK]
    nameless = LETTERS.replace("Anna\tKeeper\t1", "")
    assert verdicts(*judged("dry-brook", "Winter notes", nameless, cities=(1,))) == [Verdict.FOUND]
    damaged = "Winter notes; Orchard sheet, row 2, Netting"
    first, second = judged("dry-brook", damaged, cities=(1,))
    assert verdicts(first, second) == [Verdict.FOUND, Verdict.DAMAGED]


def test_a_figure_is_damaged_as_a_text_holds_only_its_caption() -> None:
    assert verdicts(*judged("dry-brook", "Sketch")) == [Verdict.DAMAGED]


def test_another_text_has_none_of_the_places() -> None:
    found = {each.verdict for each in check_text(headed(), None, "About ships.\n\nAnd the sea.")}
    assert found == {Verdict.MISSING, Verdict.OWN}


def test_line_ends_page_headers_and_divided_words_change_nothing() -> None:
    text = LETTERS.replace("the last row,", "the la-\nst row,\n\nThe Orchard Letters  7\n\n")
    changed = check_text(headed(), None, text.replace("\n", "\r\n"))
    assert verdicts(*changed) == verdicts(*check_text(headed(), None, LETTERS))


@pytest.mark.parametrize(
    "forms",
    [
        "regulation regulations regulatory regulated regulators",
        "organise organize organisation organizational",
        "programme programs programme's",
        "city cities",
        "centre center centres",
        "ethics ethical ethically",
    ],
)
def test_forms_and_spellings_of_a_word_meet(forms: str) -> None:
    assert len({stem(word) for word in words(forms) if len(word) > 1}) == 1


def test_accents_ligatures_raised_notes_and_hyphens_do_not_count() -> None:
    assert words("e\ufb03ciency\u00b9\u00b2 of Caf\u00e9s^{3,4}") == ["efficiency", "of", "cafes"]
    assert words_of_line("A short-term aim", "") == ["a", "short", "term", "aim", "shortterm"]
    assert words_of_line("more infor-", "mation here")[-1] == "information"
