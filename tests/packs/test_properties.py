"""What holds of any pack at all, over the orchard."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor import KnowledgeError
from boundary_advisor.knowledge.checks import check
from boundary_advisor.packs.draft import KnowledgeDraft
from tests.support.knowledge import STEADY, orchard
from tests.support.models import (
    CASE,
    CASES,
    CELL,
    CHALLENGE,
    CHALLENGES,
    CITY,
    STRATEGIES,
    STRATEGY,
    TACTIC,
    Act,
    Effect,
    Files,
    Layer,
)
from tests.support.packs import WHY, Contents, Laid, lay, write_pack

KB = orchard().kb
PACKED = {each.name: each for each in (CHALLENGE, STRATEGY, CELL, TACTIC, CITY, CASE)}
SOURCES = st.sampled_from(["Visit", "own judgement", "Visit; own judgement"])
WORDS = st.sampled_from(["Moss.", "Dew.", "Fog."])
Drawn: TypeAlias = st.SearchStrategy[dict[str, Any]]

IDS = {
    "challenge": [each.id for each in KB.challenges],
    "strategy": [each.id for each in KB.strategies],
    "tactic": [tactic.id for each in KB.strategies for tactic in each.tactics],
    "case": [each.id for each in KB.cases],
}


def _ids(kind: str, *more: str) -> st.SearchStrategy[str]:
    return st.sampled_from([*IDS[kind], *more])


def _entry(**fields: st.SearchStrategy[Any]) -> Drawn:
    return st.fixed_dictionaries({**fields, "source": SOURCES})


def _over(key: dict[str, st.SearchStrategy[Any]], **fields: st.SearchStrategy[Any]) -> Drawn:
    """Give an override: the key, and some of the fields."""
    return st.fixed_dictionaries({**key, "source": SOURCES}, optional=fields)


def _some(entries: Drawn, most: int = 2) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(entries, max_size=most, unique_by=str)


def _retired(**key: st.SearchStrategy[Any]) -> Drawn:
    return st.fixed_dictionaries({**key, "why": st.just(WHY)})


CITIES = st.lists(st.sampled_from(["brook", "hill", 1, 2]), max_size=2, unique=True)
SERVES = st.lists(
    _entry(challenge=_ids("challenge", "frost")),
    max_size=2,
    unique_by=lambda each: each["challenge"],
)
PLACE = {"strategy": _ids("strategy"), "challenge": _ids("challenge", "frost")}
STATE = st.sampled_from(["reported", "incomplete", "not-applicable"])


@st.composite
def packs(draw: st.DrawFn) -> Contents:
    """Draw a pack: most are of no use, and some are."""
    frost = _entry(
        id=st.just("frost"),
        title=st.just("Frost"),
        summary=WORDS,
        signs=st.lists(_entry(text=WORDS), min_size=1, max_size=1),
    )
    tactic = _entry(
        strategy=_ids("strategy"),
        id=st.sampled_from(["dig", "rake", "tea-break"]),
        title=WORDS,
        summary=WORDS,
        first_step=WORDS,
        serves=SERVES,
        general=st.booleans(),
    )
    case = _entry(
        id=st.sampled_from(["day-one", "day-two"]),
        cities=CITIES.map(lambda keys: [key for key in keys if isinstance(key, str)]),
        summary=WORDS,
        tactics=st.lists(_ids("tactic", "dig"), max_size=1),
        challenges=st.lists(_ids("challenge"), max_size=1),
    )
    city = _entry(
        id=st.sampled_from(["brook", "hill"]),
        name=st.sampled_from(["Brook", "Hill"]),
        size=st.just("yard"),
    )
    number = {"number": st.integers(1, 3)}
    return {
        CHALLENGES: {
            "add": {"challenges": draw(_some(frost, 1))},
            "override": {
                "challenges": draw(
                    _some(
                        _over({"id": _ids("challenge")}, summary=WORDS, confused_with=st.just([]))
                    )
                )
            },
            "retire": {"challenges": draw(_some(_retired(id=_ids("challenge")), 1))},
        },
        STRATEGIES: {
            "add": {
                "tactics": draw(_some(tactic)),
                "cells": draw(_some(_entry(**PLACE, state=STATE), 1)),
                "services": draw(
                    _some(_entry(tactic=_ids("tactic", "dig"), challenge=_ids("challenge")))
                ),
            },
            "override": {
                "strategies": draw(_some(_over({"id": _ids("strategy")}, purpose=WORDS), 1)),
                "tactics": draw(
                    _some(_over({"id": _ids("tactic")}, title=WORDS, general=st.booleans()))
                ),
                "cells": draw(_some(_over(PLACE, effort=st.none() | SOURCES), 1)),
            },
            "retire": {
                "tactics": draw(_some(_retired(id=_ids("tactic")), 1)),
                "services": draw(
                    _some(_retired(tactic=_ids("tactic"), challenge=_ids("challenge")), 1)
                ),
            },
        },
        CASES: {
            "add": {"cities": draw(_some(city)), "cases": draw(_some(case))},
            "override": {
                "cities": draw(_some(_over(number, setting=st.none() | WORDS), 1)),
                "cases": draw(
                    _some(_over({"id": _ids("case")}, outcome=st.none() | WORDS, cities=CITIES), 1)
                ),
            },
            "retire": {
                "cities": draw(_some(_retired(**number), 1)),
                "cases": draw(_some(_retired(id=_ids("case")), 1)),
            },
        },
    }


def _sound(pack: Contents) -> Contents:
    """Keep of a pack what is laid over without a fault, part by part."""
    kept: Contents = {}
    for file, verbs in pack.items():
        for verb, sections in verbs.items():
            for section, entries in sections.items():
                for entry in entries:
                    grown = _with(kept, file, verb, section, entry)
                    if _laid(grown) is not None:
                        kept = grown
    return kept


def _with(kept: Contents, file: str, verb: str, section: str, entry: dict[str, Any]) -> Contents:
    grown: Contents = {
        name: {
            each: {part: list(of) for part, of in parts.items()} for each, parts in verbs.items()
        }
        for name, verbs in kept.items()
    }
    grown.setdefault(file, {}).setdefault(verb, {}).setdefault(section, []).append(entry)
    return grown


def _laid(*contents: Contents) -> tuple[Laid, ...] | None:
    """Lay packs over the orchard; None where any has a fault."""
    with tempfile.TemporaryDirectory() as folder:
        places = [
            write_pack(Path(folder) / f"pack-{place}", each) for place, each in enumerate(contents)
        ]
        try:
            return lay(KB, *places)
        except KnowledgeError:
            return None


@pytest.mark.long
@given(packs())
@STEADY
def test_laying_a_pack_gives_problems_with_their_place_or_sound_knowledge(pack: Contents) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            (step,) = lay(KB, write_pack(Path(folder) / "ours", pack))
        except KnowledgeError as error:
            for each in error.problems:
                assert each.line  # it may come
                assert each.message.isprintable()
            return
    assert list(check(step.files)) == []
    _reread(step.files)


def _reread(files: Files) -> None:
    """Make sure that what came of packs is what the files may hold."""
    for file in files:
        again = type(file).model_validate(file.model_dump())
        assert again.model_dump() == file.model_dump()


@pytest.mark.long
@given(packs())
@STEADY
def test_the_effects_are_the_whole_difference(pack: Contents) -> None:
    steps = _laid(_sound(pack))
    assert steps is not None
    before, after = _told(KB.files), _told(steps[0].files)
    for effect in steps[0].layer.effects:
        _happen(before, effect, after)
    assert before == after


Told: TypeAlias = dict[tuple[str, str], dict[str, Any]]


def _told(files: Files) -> Told:
    """Give every entry by kind and name, with its fields but its source; services are entries."""
    draft = KnowledgeDraft(files)
    told: Told = {}
    for kind in PACKED.values():
        for key, entry in draft.of(kind).items():
            fields = {
                name: value for name, value in entry if name not in {"source", "cells", "tactics"}
            }
            if kind is CASE:
                fields["tactics"] = entry.tactics
            for service in fields.pop("serves", ()):
                told["service", f"{entry.id}, {service.challenge}"] = {}
            told[kind.name, ", ".join(map(str, key))] = fields
    return told


def _happen(told: Told, effect: Effect, after: Told) -> None:
    """Let an effect happen to what is told; the values that it leads to are looked up."""
    name = (effect.kind, effect.name)
    if effect.act is Act.ADDED:
        assert name not in told or effect.kind == "service"
        told[name] = {} if effect.kind == "service" else after[name]
        if effect.kind == "tactic":
            told |= {each: {} for each in after if _serves(each, effect.name)}
    elif effect.act is Act.RETIRED or not effect.changes:
        del told[name]
        if effect.kind == "tactic":
            for each in [each for each in told if _serves(each, effect.name)]:
                del told[each]
    else:
        for field, _, new in effect.changes:
            if field == "serves":
                left = {f"{effect.name}, {part.split(', ')[0]}" for part in new.split("; ")}
                for each in [each for each in told if _serves(each, effect.name)]:
                    if each[1] not in left:
                        del told[each]
            else:
                told[name][field] = after[name][field] if name in after else None


def _serves(name: tuple[str, str], tactic: str) -> bool:
    return name[0] == "service" and name[1].startswith(f"{tactic}, ")


@pytest.mark.long
@given(packs(), packs())
@STEADY
def test_the_order_of_packs_that_touch_nothing_in_common_does_not_count(
    first: Contents, second: Contents
) -> None:
    """What two packs say of different entries comes out the same, whichever lies on top."""
    one, other = _sound(_only(first, "challenge")), _sound(_only(second, "case"))
    there, back = _laid(one, other), _laid(other, one)
    assert (there is None) == (back is None)
    if there and back:
        assert _content(there) == _content(back)


def _only(pack: Contents, kind: str) -> Contents:
    """Keep of a pack what is on challenges and tactics, or what is on cities and cases."""
    keep = (CASES,) if kind == "case" else (CHALLENGES, STRATEGIES)
    return {file: {**verbs, "retire": {}} for file, verbs in pack.items() if file in keep}


def _content(steps: tuple[Laid, ...]) -> dict[tuple[str, str], str]:
    """Give every entry without the names of the packs, which are told by their order."""
    told = _told(steps[-1].files)
    return {
        name: str(fields).replace("pack-0", "pack").replace("pack-1", "pack")
        for name, fields in told.items()
    }


@pytest.mark.parametrize("times", [1, 2])
def test_a_pack_without_entries_leaves_everything_as_it_is(times: int) -> None:
    steps = _laid(*[{} for _ in range(times)])
    assert steps is not None
    assert [len(step.layer.notes) for step in steps] == [1] * times
    layers: list[Layer] = [step.layer for step in steps]
    assert [layer.effects for layer in layers] == [()] * times
    assert _told(steps[-1].files) == _told(KB.files)
