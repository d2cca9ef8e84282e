"""Changes to what a file holds, that keep it a file of its kind: fields, entries and values."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, TypeAlias

from tests.fuzz.values import hostile, hostile_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

Tree: TypeAlias = "dict[str, Any] | list[Any]"


def thawed(data: object) -> Any:  # noqa: ANN401  # what a file holds
    """Give what the reader made of a file as lists and groups that can be changed."""
    if isinstance(data, dict):
        return {name: thawed(value) for name, value in data.items()}
    return [thawed(each) for each in data] if isinstance(data, tuple) else data


def mutated(data: Tree, random: Random) -> Tree:
    """Give a copy with one to four changes in it."""
    changed = copy.deepcopy(data)
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        where = _somewhere(changed, random)
        if where:
            random.choice(CHANGES)(where, changed, random)
    return changed


def _somewhere(tree: Tree, random: Random) -> Tree:
    """Go down any way, and stop at any group or list on it."""
    here = tree
    while inner := [each for each in _values(here) if isinstance(each, dict | list)]:
        if random.random() < 0.2:
            break
        here = random.choice(inner)
    return here


def _values(tree: Tree) -> list[Any]:
    return list(tree.values()) if isinstance(tree, dict) else tree


def _place(tree: Tree, random: Random) -> Any:  # noqa: ANN401  # a name or a position
    return random.choice(list(tree) if isinstance(tree, dict) else range(len(tree)))


def _put(tree: Any, place: Any, value: object) -> None:  # noqa: ANN401
    tree[place] = value


def _drop(where: Tree, _: Tree, random: Random) -> None:
    del where[_place(where, random)]


def _replace(where: Tree, _: Tree, random: Random) -> None:
    _put(where, _place(where, random), hostile(random))


def _append_text(where: Tree, _: Tree, random: Random) -> None:
    place: Any = _place(where, random)
    _put(where, place, f"{where[place]}{hostile_text(random)}")


def _rename(where: Tree, _: Tree, random: Random) -> None:
    place: Any = _place(where, random)
    value: Any = where[place]
    del where[place]
    if isinstance(where, dict):
        where[random.choice((f"{place}s", str(place)[1:], hostile_text(random)))] = value


def _move(where: Tree, tree: Tree, random: Random) -> None:
    """Put a value, or a copy of it, somewhere else in the file."""
    value: Any = copy.deepcopy(where[_place(where, random)])
    other = _somewhere(tree, random)
    if isinstance(other, list):
        other.insert(random.randint(0, len(other)), value)
    elif other:
        _put(other, _place(other, random), value)


def _repeat(where: Tree, _: Tree, random: Random) -> None:
    if isinstance(where, list):
        where += copy.deepcopy(where[:3]) * random.choice((1, 1, 30))
    else:
        _replace(where, where, random)


def _reorder(where: Tree, _: Tree, random: Random) -> None:
    if isinstance(where, list):
        random.shuffle(where)
    else:
        names = list(where)
        random.shuffle(names)
        held = {name: where[name] for name in names}
        where.clear()
        where.update(held)


def _wrap(where: Tree, _: Tree, random: Random) -> None:
    place: Any = _place(where, random)
    value: Any = where[place]
    _put(where, place, random.choice(([value], {"x": value}, [value, value], [[value]])))


CHANGES: tuple[Callable[[Tree, Tree, Random], None], ...] = (
    _drop,
    _replace,
    _replace,
    _append_text,
    _rename,
    _move,
    _move,
    _repeat,
    _reorder,
    _wrap,
)
