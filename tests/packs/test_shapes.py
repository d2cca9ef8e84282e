"""What may be added, changed and retired follows from the models."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from boundary_advisor import Case, Tactic
from boundary_advisor.knowledge.provenance import (
    Act,
    Effect,
    Layer,
    PackHead,
    PackKind,
    retired_challenges,
)
from boundary_advisor.packs.loading import read_pack
from boundary_advisor.packs.pack import (
    CASE,
    CELL,
    CHALLENGE,
    CITY,
    KINDS,
    SERVICE,
    STRATEGY,
    TACTIC,
    EntryKind,
    Verb,
    overlay_shape,
)
from tests.support.knowledge import orchard
from tests.support.packs import head_of, of_everything, write_pack

if TYPE_CHECKING:
    from pathlib import Path

KB = orchard().kb


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_an_override_has_the_key_the_source_and_what_may_change(kind: EntryKind) -> None:
    if Verb.OVERRIDE in kind.shapes:
        fields = kind.shapes[Verb.OVERRIDE].model_fields
        needed = {name for name, field in fields.items() if field.is_required()}
        assert set(fields) == (set(kind.model.model_fields) - set(kind.fixed)) | set(kind.key)
        assert needed == {"source"} | (set(kind.key) if kind is not CITY else set())


def test_what_cannot_be_done_has_no_place_in_a_file() -> None:
    sections = {
        (verb, kind.section): hasattr(
            getattr(overlay_shape(kind.file)(**{verb: {}}), verb), kind.section
        )
        for verb, kind in product(Verb, KINDS)
    }
    assert {place for place, there in sections.items() if not there} == {
        ("add", "strategies"),
        ("retire", "strategies"),
        ("retire", "cells"),
        ("override", "services"),
    }


def test_a_pack_is_given_kind_by_kind_and_verb_by_verb(tmp_path: Path) -> None:
    pack = read_pack(write_pack(tmp_path / "ours", of_everything(KB)), PackKind.OVERLAY)
    found = list(dict.fromkeys((each.kind, each.verb) for each in pack.entries()))
    order = [(kind, verb) for kind in KINDS for verb in kind.shapes]
    assert found == [each for each in order if each in found]
    assert {kind for kind, _ in found} == set(KINDS)
    first = next(pack.entries())
    assert (first.loc, first.key) == (("add", "challenges", 0), ("zufrost",))
    assert list(pack._replace(contents={}).entries()) == []


def test_keys_tell_entries_apart() -> None:
    assert CITY.key_of(KB.city(2)) == (2,)
    assert STRATEGY.key_of(KB.strategies[0]) == ("watering",)
    netting = KB.strategy("netting")
    assert CELL.key_of(KB.cell("water", "netting"), netting) == ("netting", "water")
    assert SERVICE.called(("tea-break", "water")) == "service 'tea-break', 'water'"
    assert CITY.called((2,)) == "city 2"


def test_titles_are_what_people_call_an_entry() -> None:
    assert CHALLENGE.title_of(KB.challenges[0]) == "Dry summers"
    assert STRATEGY.title_of(KB.strategies[0]) == "Watering"
    assert TACTIC.title_of(KB.tactic("tea-break")) == "Share a pot of tea"
    assert CASE.title_of(KB.cases[0]) == CITY.title_of(KB.city(1)) == ""


def test_a_head_is_strict() -> None:
    head = PackHead.model_validate({**head_of("ours"), "places": ()})
    assert head.edition == "ours 1.0"
    with pytest.raises(ValidationError):
        PackHead.model_validate({**head_of("Ours"), "places": ()})


def test_layers_count_and_tell_what_they_retired() -> None:
    head = PackHead.model_validate({**head_of("ours"), "places": ()})
    effects = (
        Effect(Act.RETIRED, "challenge", "water"),
        Effect(Act.RETIRED, "case", "long-chain"),
        Effect(Act.ADDED, "challenge", "frost"),
    )
    layer = Layer(head, effects, ())
    assert [layer.count(each) for each in Act] == [1, 0, 2, 0]
    assert retired_challenges([layer]) == {"water"}
    assert retired_challenges([]) == frozenset()


def test_what_is_added_is_what_the_models_hold() -> None:
    assert CASE.shapes[Verb.ADD] is Case
    assert issubclass(TACTIC.shapes[Verb.ADD], Tactic)
