"""The engine on an invented field, and the proof that it knows no name of the built-in one."""

from __future__ import annotations

import ast
import re
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from boundary_advisor import Advisor, CellState, Horizon, KnowledgeBase, Threat, engine
from tests.support.golden import written
from tests.support.knowledge import ask, cities, orchard, situations, sound, tactic_ids
from tests.support.models import Files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

# What the grid gives, and what is advised, for each situation of the orchard.
ORCHARD = {
    ("water", "low", "short"): ("watering", "watering"),
    ("water", "low", "long"): ("teaching", "teaching"),
    ("water", "high", "short"): ("netting", "netting"),
    ("water", "high", "long"): ("replanting", "replanting"),
    ("water-rights", "low", "short"): ("watering", "watering"),
    ("water-rights", "low", "long"): ("teaching", "teaching"),
    ("water-rights", "high", "short"): ("netting", "netting"),
    ("water-rights", "high", "long"): ("replanting", "replanting"),
    ("helpers", "low", "short"): ("watering", "watering"),
    ("helpers", "low", "long"): ("teaching", "teaching"),
    ("helpers", "high", "short"): ("netting", "watering"),
    ("helpers", "high", "long"): ("replanting", "replanting"),
}


@pytest.mark.parametrize("situation", ORCHARD, ids="-".join)
def test_the_orchard_is_advised(situation: tuple[str, str, str]) -> None:
    answer = ask(orchard(), *situation)
    assert (answer.placement.strategy.id, answer.strategy.id) == ORCHARD[situation]
    assert tactic_ids(answer.tactics)
    assert written(answer)


def test_the_orchard_table_is_whole() -> None:
    ids = [each.id for each in orchard().kb.challenges]
    assert set(ORCHARD) == {
        (each, str(threat), str(horizon)) for each, threat, horizon in product(ids, Threat, Horizon)
    }


def test_the_orchard_answers_in_its_own_words() -> None:
    answer = ask(orchard(), "helpers", "high", "short")
    assert "No net was ever hung for want of hands." in answer.why
    assert tactic_ids(answer.tactics) == ["bucket-chain", "tea-break"]
    assert [each.case.id for each in answer.tactics[0].cases] == ["long-chain", "short-chain"]
    assert answer.effort is None
    assert answer.see_also == ()
    assert [each.strategy.id for each in answer.supporting] == ["teaching"]
    assert answer.trace[0].ground == "Danger and season decide what a keeper does."


def test_the_orchard_is_damaged_in_one_place() -> None:
    answer = ask(orchard(), "brook", "high", "long")
    assert answer.cell.state is CellState.INCOMPLETE
    assert (
        answer.cautions[-1].text == "Rain smudged this part of the sheet; the walks tell the rest."
    )


def test_no_name_of_the_built_in_field_shows_in_the_orchard() -> None:
    kb = cities().kb
    names = {each.name for each in kb.strategies} | {each.title for each in kb.challenges}
    for situation in situations(orchard().kb):
        text = written(orchard().advise(situation))
        assert not [name for name in names if name in text]


# --- With every id replaced, the built-in field gets the same answers ----------------------------


def _renamed(value: Any, new: dict[str, str]) -> Any:  # noqa: ANN401  # any part of a dumped model
    if isinstance(value, dict):
        return {key: _renamed(each, new) for key, each in value.items()}
    if isinstance(value, tuple):
        return tuple(_renamed(each, new) for each in value)
    return new.get(value, value) if isinstance(value, str) else value


def _rename(model: BaseModel, new: dict[str, str]) -> Any:  # noqa: ANN401  # the model it was given
    return type(model).model_validate(_renamed(model.model_dump(), new))


def test_renaming_every_id_changes_nothing_else() -> None:
    kb = cities().kb
    new = {old: f"thing-{turn:03}" for turn, old in enumerate(sorted(_ids()))}
    old = {name: each for each, name in new.items()}
    other = Advisor(sound(KnowledgeBase(Files(*(_rename(file, new) for file in kb.files)))))
    for situation in situations(kb):
        renamed = situation.model_copy(update={"challenge": new[situation.challenge]})
        text = re.sub(r"thing-\d{3}", lambda m: old[m.group()], written(other.advise(renamed)))
        assert text.split() == written(cities().advise(situation)).split()


# --- The code names no id ------------------------------------------------------------------------


def _ids() -> set[str]:
    kb = cities().kb
    tactics = {tactic.id for strategy in kb.strategies for tactic in strategy.tactics}
    challenges = {each.id for each in kb.challenges}
    cases = {each.id for each in kb.cases}
    return tactics | challenges | cases | {each.id for each in kb.strategies}


def _docstrings(tree: ast.AST) -> Iterator[ast.Constant]:
    """Texts that stand alone as statements: those of modules, functions, classes and names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def _identifiers(tree: ast.AST) -> Iterator[str]:
    fields = ("id", "attr", "arg", "name", "asname", "module")
    for node in ast.walk(tree):
        for field in fields:
            value = getattr(node, field, None)
            if isinstance(value, str):
                yield value


def _names_ids(code: str, ids: set[str]) -> set[str]:
    """Find ids in code: as identifiers, as whole texts, or as words of a text."""
    tree = ast.parse(code)
    prose = set(map(id, _docstrings(tree)))
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose
    ]
    words = {
        word for text in texts for word in re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", text.lower())
    }
    spelt = {part for name in _identifiers(tree) for part in (name, *name.split("."))}
    shapes = {name.lower().strip("_").replace("_", "-") for name in spelt}
    return ids & (words | shapes | set(texts))


@pytest.mark.parametrize(
    "code",
    [
        "if challenge.id == 'politics': pass",
        "BUILDING = 1",
        "def data_use() -> None: ...",
        "x = strategy.buffering",
        "f(culture=1)",
        "text = f'{name} leads to building.'",
        "match x:\n    case 'bridging-support': pass",
        "from field import legal",
        "table = {'champion-network': 1}",
    ],
)
def test_an_id_in_code_would_be_found(code: str) -> None:
    assert _names_ids(code, _ids())


@pytest.mark.parametrize(
    "code", ["'''Building on data.'''", "x = 'rebuilding database'", "cell = 1"]
)
def test_prose_and_other_words_are_let_through(code: str) -> None:
    assert not _names_ids(code, _ids())


def _engine_files() -> list[Path]:
    return sorted(Path(next(iter(engine.__path__))).rglob("*.py"))


@pytest.mark.parametrize("file", _engine_files(), ids=lambda file: file.name)
def test_the_engine_names_no_id_of_the_built_in_field(file: Path) -> None:
    assert _names_ids(file.read_text(encoding="utf-8"), _ids()) == set()


def test_the_engine_is_more_than_one_file() -> None:
    names = {file.name for file in _engine_files()}
    assert {"advisor.py", "rules.py", "tactics.py"} <= names
