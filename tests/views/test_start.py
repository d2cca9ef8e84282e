"""The view that helps a newcomer on."""

from __future__ import annotations

from tests.support.documents import Items, listed, said, section
from tests.support.knowledge import cities, orchard
from tests.support.views import start_document
from tests.support.writers import to_terminal

KB = cities().kb


def test_four_steps_lead_to_an_answer() -> None:
    document = start_document(KB)
    steps = section(document, "In four steps")[0]
    assert isinstance(steps, Items)
    assert steps.numbered
    assert len(steps.items) == 4
    assert "advise --challenge" in steps.items[-1].text


def test_every_challenge_is_listed_under_what_one_types() -> None:
    for kb in (KB, orchard().kb):
        items = listed(start_document(kb), "The challenges")
        assert [(item.label, item.text) for item in items] == [
            (f"{each.number} {each.id}", each.title) for each in kb.challenges
        ]


def test_the_way_on_and_the_source_are_named() -> None:
    document = start_document(KB)
    assert said(document, "More") == ["boundary-advisor --help lists all commands."]
    assert said(document, "Source") == [f"{KB.about.source}. {KB.about.link}"]


def test_it_fits_one_screen() -> None:
    text = to_terminal(start_document(KB), width=80, color=False, unicode=True)
    assert len(text.splitlines()) <= 24
