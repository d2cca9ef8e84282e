"""What may be added, changed and retired follows from the models."""

from __future__ import annotations

from itertools import product

import pytest
from pydantic import ValidationError

from boundary_advisor.knowledge.entry import Entry, Origin
from boundary_advisor.knowledge.models import Case, Service, Tactic
from boundary_advisor.knowledge.provenance import Act, Effect, Layer, PackHead, retired_in
from boundary_advisor.packs.changes import (
    changed_by,
    joined,
    services_of,
    title_of,
    with_sources_of,
)
from boundary_advisor.packs.overlay import OVERLAID
from boundary_advisor.packs.pack import (
    CELL,
    CITY,
    KINDS,
    SERVICE,
    STRATEGY,
    Kind,
    Verb,
    given_in,
    overlay_shape,
    override_of,
    shape_of,
)
from tests.engine.fields import orchard
from tests.packs.made import head_of

KB = orchard().kb


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_an_override_has_the_key_the_source_and_what_may_change(kind: Kind) -> None:
    if Verb.OVERRIDE in kind.verbs:
        fields = override_of(kind).model_fields
        needed = {name for name, field in fields.items() if field.is_required()}
        assert set(fields) == (set(kind.model.model_fields) - kind.kept) | set(kind.key)
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


@pytest.mark.parametrize("file", OVERLAID)
def test_a_file_is_given_kind_by_kind_and_verb_by_verb(file: str) -> None:
    assert list(given_in(overlay_shape(file)(), file)) == []
    orders = [(kind, verb) for kind in KINDS for verb in kind.verbs if kind.file == file]
    parts: dict[str, dict[str, list[Entry]]] = {str(verb): {} for verb in Verb}
    for kind, verb in orders:
        parts[verb][kind.section] = [shape_of(kind, verb).model_construct()]
    shapes = {
        verb: type(getattr(overlay_shape(file)(**{verb: {}}), verb)).model_construct(**lists)
        for verb, lists in parts.items()
    }
    content = overlay_shape(file).model_construct(**shapes)
    given = list(given_in(content, file))
    assert [(each.kind, each.verb) for each in given] == orders
    assert given[0].loc == (given[0].verb.value, given[0].kind.section, 0)


def test_keys_tell_entries_apart() -> None:
    assert CITY.key_of(KB.city(2)) == (2,)
    assert STRATEGY.key_of(KB.strategies[0]) == ("watering",)
    cell = {"strategy": "netting", "challenge": "water", "state": "reported", "source": "Visit"}
    assert CELL.key_of(shape_of(CELL, Verb.ADD).model_validate(cell)) == ("netting", "water")
    assert SERVICE.verbs == (Verb.ADD, Verb.RETIRE)


def test_titles_are_what_people_call_an_entry() -> None:
    assert title_of(KB.challenges[0]) == "Dry summers"
    assert title_of(KB.strategies[0]) == "Watering"
    assert title_of(KB.tactic("tea-break")) == "Share a pot of tea"
    assert title_of(KB.cases[0]) == title_of(KB.city(1)) == ""


def test_sources_join_each_once_with_the_new_ones_first() -> None:
    new = KB.tactic("tea-break").model_copy(update={"source": "ours: Visit; Walks"})
    old = KB.challenge("water")
    assert joined(new, old) == "ours: Visit; Walks; Winter notes"


def test_origins_keep_each_pack_and_each_field_once() -> None:
    origin = changed_by(Origin(), "a", ("title",))
    origin = changed_by(origin, "b", ("title", "summary"))
    assert changed_by(origin, "a", ("summary",)) == Origin("", ("a", "b"), ("title", "summary"))
    assert changed_by(Origin("a"), "a", ("title",)) == Origin("a", (), ("title",))


def test_a_service_that_replaces_a_local_one_stays_local() -> None:
    old = Service(challenge="water", source="a: Visit").coming_from(Origin("a"))
    tactic = KB.tactic("tea-break").model_copy(update={"serves": (old,)})
    new = Service(challenge="water", source="b: Visit")
    (served,) = services_of(tactic, [new], "b")
    assert served.origin == Origin("a", ("b",), ("source",))


def test_marks_go_into_everything_that_an_entry_holds() -> None:
    tactic = with_sources_of(KB.tactic("pruning-pairs"), "ours")
    assert tactic.source == "ours: Walks"
    assert [each.source for each in tactic.serves] == [
        "ours: Orchard sheet, row 3, Teaching",
        "ours: Winter notes",
    ]
    assert tactic.title == "Prune in pairs"
    axis = with_sources_of(KB.threat, "ours")
    assert {each.source for each in axis.low.signs} == {"ours: Winter notes"}
    cell = with_sources_of(KB.cell("water", "teaching"), "ours")
    assert cell.effort == "ours: Winter notes"


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
    assert retired_in([layer], "challenge") == {"water"}
    assert retired_in([], "challenge") == frozenset()


def test_what_is_added_is_what_the_models_hold() -> None:
    assert shape_of(KINDS[-1], Verb.ADD) is Case
    assert issubclass(shape_of(KINDS[2], Verb.ADD), Tactic)
