"""The names that a text gives to what has a number there, such as the pseudonyms of its people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.source_text.words import stem, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_BETWEEN = re.compile(r"\t|\|| {2,}")
_LEAST_CELLS = 3


def names_of(numbers: Collection[int], lines: Iterable[str]) -> dict[int, tuple[str, ...]]:
    """Give each number -> the stems of the names that rows of tables put to it, sorted.

    Such a row begins with one capitalised word, the name, and has the number as a cell of its own.
    """
    wanted = {str(number): number for number in numbers}
    found: dict[int, set[str]] = {number: set() for number in numbers}
    for line in lines:
        name, *cells = (cell.strip() for cell in _BETWEEN.split(line.strip("| ")))
        if len(cells) + 1 >= _LEAST_CELLS and name.isalpha() and name[0].isupper():
            for cell in cells:
                if cell in wanted:
                    found[wanted[cell]].update(map(stem, words(name)))
    return {number: tuple(sorted(names)) for number, names in found.items()}
