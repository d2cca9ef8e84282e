"""The shape of the code: how long its parts may be, and what has a name of its own."""

from __future__ import annotations

import ast
from collections import Counter
from graphlib import TopologicalSorter
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import boundary_advisor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PACKAGE = Path(boundary_advisor.__file__).parent
NAME = PACKAGE.name


def _module_name(file: Path) -> str:
    parts = (NAME, *file.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


TEXTS = {_module_name(file): file.read_text("utf-8") for file in PACKAGE.rglob("*.py")}
TREES = {name: ast.parse(text) for name, text in TEXTS.items()}
LINES = {name: len(text.splitlines()) for name, text in TEXTS.items()}
FUNCTIONS = {
    f"{name}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
    for name, tree in TREES.items()
    for node in ast.walk(tree)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
}


def twice(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def longer(lengths: dict[str, int], most: int) -> dict[str, int]:
    return {name: lines for name, lines in lengths.items() if lines > most}


def imported_at_once(tree: ast.Module) -> Iterator[str]:
    """Give what a module imports while it is loaded: not in functions, nor for type checks."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            assert node.module
            for each in node.names:
                whole = f"{node.module}.{each.name}"
                yield whole if whole in TREES else node.module
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            waiting += node.orelse
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting += ast.iter_child_nodes(node)


def test_the_whole_stays_small() -> None:
    assert len(TREES) > 50  # the code was found
    assert len(TREES) <= 105
    assert sum(LINES.values()) <= 21_500


def test_no_module_is_long() -> None:
    assert longer(LINES, 450) == {}


def test_functions_are_short() -> None:
    assert longer(FUNCTIONS, 50) == {}
    assert median(FUNCTIONS.values()) <= 10


def test_a_class_has_a_name_of_its_own() -> None:
    """A class that differs from another by an underscore alone counts as named the same."""
    nodes = (node for tree in TREES.values() for node in ast.walk(tree))
    assert twice(node.name.lstrip("_") for node in nodes if isinstance(node, ast.ClassDef)) == []


def test_a_module_has_a_name_of_its_own() -> None:
    packages = {name.rpartition(".")[0] for name in TREES}
    assert twice(name.rpartition(".")[2] for name in TREES if name not in packages) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {
        name: {each for each in imported_at_once(tree) if each in TREES}
        for name, tree in TREES.items()
    }
    assert sum(map(len, graph.values())) > len(graph)
    TopologicalSorter(graph).prepare()  # raises where there is one
