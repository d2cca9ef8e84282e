"""The view of the cases."""

from __future__ import annotations

from pathlib import Path

from boundary_advisor import load_with_packs
from tests.support.documents import Items, Paragraph, headings, listed, said, words
from tests.support.knowledge import cities, orchard
from tests.support.views import cases_document

KB = cities().kb
ROOT = Path(__file__).parents[2]
ALONE = "The challenges themselves"


def test_the_head_says_how_many_and_the_filter() -> None:
    total = len(KB.cases)
    assert cases_document(KB, KB.cases, "").blocks[0] == Paragraph(f"{total} cases of {total}.")
    one = cases_document(KB, KB.cases[:1], "city 3")
    assert one.blocks[0] == Paragraph(f"1 case of {total}. Filter: city 3.")


def test_the_head_counts_the_cases_of_packs_apart() -> None:
    kb = load_with_packs([ROOT / "examples" / "packs" / "north-network"])
    local = [case for case in kb.cases if case.is_from_pack]
    head = f"1 case of {len(kb.cases)}. Local: 1 of {len(local)}."
    assert cases_document(kb, (local[0],), "").blocks[0] == Paragraph(head)


def test_the_sizes_are_named_as_the_option_takes_them() -> None:
    for kb in (KB, orchard().kb):
        (sizes,) = said(cases_document(kb, (), ""), "City sizes")
        for each in kb.sizes:
            assert f"{each.id} for {each.population}" in sizes
            assert each.source in sizes


def test_every_case_stands_once_under_its_strategy() -> None:
    document = cases_document(KB, KB.cases, "")
    names = headings(document)
    assert len(names) == len(set(names))
    shown = {name: [item.text for item in listed(document, name)] for name in names}
    assert sum(map(len, shown.values())) == len(KB.cases)
    for case in KB.cases:
        group = KB.strategy_of(case.tactics[0]).name if case.tactics else ALONE
        told = f"{case.summary} {case.outcome}" if case.outcome else case.summary
        assert f"{told} ({case.source})" in shown[group]


def test_a_case_says_what_it_shows_and_of_which_challenge_it_is_told() -> None:
    for case in KB.cases:
        (name,) = headings(cases_document(KB, (case,), ""))
        (item,) = listed(cases_document(KB, (case,), ""), name)
        notes = {note.label: note.text for note in item.notes}
        titles = [KB.tactic(each).title for each in case.tactics]
        told = [f"{KB.challenge(each).number} {each}" for each in case.challenges]
        expected = {"Shows": "; ".join(titles), "Challenge": ", ".join(told)}
        assert notes == {label: f"{text}." for label, text in expected.items() if text}
        assert all(str(number) in item.label for number in case.cities)
        assert item.label


def test_no_case_is_no_list() -> None:
    document = cases_document(KB, (), "words none")
    assert not any(isinstance(block, Items) for block in document.blocks)
    assert words(document).startswith("Cases\n")
    assert said(document, "Source") == [f"{KB.about.source}. {KB.about.link}"]
