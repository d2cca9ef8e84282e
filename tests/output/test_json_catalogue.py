"""What is known, as JSON."""

from __future__ import annotations

from typing import Any

from boundary_advisor import CellState
from boundary_advisor.knowledge.names import CaseFilter, find_cases
from boundary_advisor.output.json_knowledge import (
    CasesOutput,
    ChallengesOutput,
    MatrixOutput,
    StrategiesOutput,
)
from tests.support.knowledge import cities, orchard
from tests.support.models import contents_of
from tests.support.schemas import keys, objects, valid

KB = cities().kb
BASES = (KB, orchard().kb)
HEAD = ["format_version", "knowledge"]
CELL = ["challenge", "strategy", "state", "effort", "tactics", "cities", "note", "source"]


def all_cells() -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = valid("matrix", MatrixOutput.write(KB, KB))["cells"]
    return cells


def test_challenges_all_and_one_by_one() -> None:
    for kb in BASES:
        shape = valid("challenges", ChallengesOutput.write(kb, challenges=kb.challenges))
        assert [each["id"] for each in shape["challenges"]] == [each.id for each in kb.challenges]
        for challenge, part in zip(kb.challenges, shape["challenges"], strict=True):
            one = valid("challenges", ChallengesOutput.write(kb, challenges=(challenge,)))
            assert one == shape | {"challenges": [part]}


def test_a_challenge_is_whole() -> None:
    for part, challenge in zip(
        valid("challenges", ChallengesOutput.write(KB, challenges=KB.challenges))["challenges"],
        KB.challenges,
        strict=True,
    ):
        for key in ("number", "title", "summary", "source"):
            assert part[key] == getattr(challenge, key)
        assert part["signs"] == [each.model_dump() for each in challenge.signs]
        assert part["aliases"] == list(challenge.aliases)
        assert part["words"] == list(challenge.words)
        seen = [each.id for each in KB.cases_showing(challenge.id)]
        assert [each["id"] for each in part["seen"]] == seen
        assert [each["id"] for each in part["confused_with"]] == [
            each.challenge for each in challenge.confused_with
        ]
        own = [each for each in all_cells() if each["challenge"] == challenge.id]
        assert part["cells"] == own


def test_the_clash_stands_with_the_challenges() -> None:
    root = valid("challenges", ChallengesOutput.write(KB, challenges=KB.challenges))["root"]
    assert root == KB.root.model_dump(mode="json")
    assert list(root) == ["title", "summary", "sides", "boundaries", "source"]


def test_strategies_all_and_one_by_one() -> None:
    for kb in BASES:
        shape = valid("strategies", StrategiesOutput.write(kb, strategies=kb.strategies))
        assert [each["id"] for each in shape["strategies"]] == [each.id for each in kb.strategies]
        for strategy, part in zip(kb.strategies, shape["strategies"], strict=True):
            one = valid("strategies", StrategiesOutput.write(kb, strategies=(strategy,)))
            assert one == shape | {"strategies": [part]}


def test_a_strategy_is_whole() -> None:
    shape = valid("strategies", StrategiesOutput.write(KB, strategies=KB.strategies))
    for part, strategy in zip(shape["strategies"], KB.strategies, strict=True):
        known = strategy.model_dump(mode="json")
        quadrant = known.pop("quadrant")
        known.pop("cells")
        assert (part["threat"], part["horizon"]) == (quadrant["threat"], quadrant["horizon"])
        for tactic, shown in zip(strategy.tactics, part["tactics"], strict=True):
            assert shown["cases"] == [each.id for each in KB.cases_of(tactic.id)]
        bare = [
            {key: value for key, value in each.items() if key != "cases"}
            for each in part["tactics"]
        ]
        assert bare == known.pop("tactics")
        assert {key: part[key] for key in known} == known


def test_the_axes_stand_with_the_strategies() -> None:
    axes = valid("strategies", StrategiesOutput.write(KB, strategies=KB.strategies))["axes"]
    assert axes["threat"] == KB.threat.model_dump(mode="json")
    assert axes["horizon"] == KB.horizon.model_dump(mode="json")


def test_cases_come_with_their_cities() -> None:
    for kb in BASES:
        shape = valid("cases", CasesOutput.write(kb, kb.cases))
        assert [each["id"] for each in shape["cases"]] == [each.id for each in kb.cases]
        for part, case in zip(shape["cases"], kb.cases, strict=True):
            assert part["tactics"] == list(case.tactics)
            assert part["challenges"] == list(case.challenges)
        named = {number for each in kb.cases for number in each.cities}
        assert [each["number"] for each in shape["cities"]] == sorted(named)


def test_only_the_cities_of_the_cases_come_with_them() -> None:
    for city in KB.cities:
        found = find_cases(KB, CaseFilter(keys={"city": city.key}))
        shape = valid("cases", CasesOutput.write(KB, found))
        named = {number for each in found for number in each.cities}
        assert {each["number"] for each in shape["cities"]} == named
    assert valid("cases", CasesOutput.write(KB, ()))["cities"] == []


def test_a_city_is_whole() -> None:
    for part in valid("cases", CasesOutput.write(KB, KB.cases))["cities"]:
        city = KB.city(part["number"])
        known = city.model_dump(mode="json", exclude={"id", "name"})
        assert {key: part[key] for key in known} == known
        assert part["population"] == KB.size(city.size).population


def test_the_matrix_has_every_cell() -> None:
    for challenge in KB.challenges:
        for strategy in KB.strategies:
            (part,) = (
                each
                for each in all_cells()
                if (each["challenge"], each["strategy"]) == (challenge.id, strategy.id)
            )
            cell = KB.cell(challenge.id, strategy.id)
            assert part["state"] == str(cell.state)
            assert part["effort"] is (cell.effort is not None)
            found = contents_of(KB, challenge, strategy)
            assert (part["tactics"], part["cities"]) == (len(found.tactics), len(found.cities))
            assert (part["note"], part["source"]) == (cell.note, cell.source)
    states = [each["state"] for each in all_cells()]
    assert len(states) == 32
    assert states.count(CellState.INCOMPLETE) == 4
    assert states.count(CellState.NOT_APPLICABLE) == 3
    assert valid("matrix", MatrixOutput.write(orchard().kb, orchard().kb))


def test_the_keys_of_every_sort_of_object_stand_in_one_order() -> None:
    found = {
        **keys(valid("challenges", ChallengesOutput.write(KB, challenges=KB.challenges))),
        **keys(valid("strategies", StrategiesOutput.write(KB, strategies=KB.strategies))),
        **keys(valid("cases", CasesOutput.write(KB, KB.cases))),
    }
    assert found["$"] == [*HEAD, "cases", "cities"]
    assert found["$.challenges[].cells[]"] == CELL
    case = ["id", "cities", "summary", "outcome", "source"]
    assert found["$.cases[]"] == [*case, "tactics", "challenges"]
    assert found["$.challenges[].seen[]"] == case
    assert keys(valid("matrix", MatrixOutput.write(KB, KB))) == {
        "$": [*HEAD, "cells"],
        "$.knowledge": ["title", "version", "source"],
        "$.cells[]": CELL,
    }


def test_every_reference_resolves() -> None:
    known = {
        "challenge": {each.id for each in KB.challenges},
        "strategy": {each.id for each in KB.strategies},
    }
    for text in (
        ChallengesOutput.write(KB, challenges=KB.challenges),
        StrategiesOutput.write(KB, strategies=KB.strategies),
        MatrixOutput.write(KB, KB),
    ):
        for _, part in objects(valid_any(text)):
            for key, ids in known.items():
                assert part.get(key, next(iter(ids))) in ids


def valid_any(text: str) -> dict[str, Any]:
    name = next(
        each for each in ("challenges", "strategies", "matrix") if f'\n  "{_main(each)}": [' in text
    )
    return valid(name, text)


def _main(name: str) -> str:
    return "cells" if name == "matrix" else name
