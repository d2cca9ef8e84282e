"""The key terms of an entry.

An entry is told in the project's own words. So what is looked for is not its sentence but its key
terms: the words that say something, brought to stems, and its cities, each of which may stand in
the text as its number or as a name that the text gives to that number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.source_text.words import says_something, stem, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.source_text.entries import Said


class Term(NamedTuple):
    """A key term.

    Attributes:
        shown: The term as a person reads it.
        stems: The stems that it may stand there as.
        is_city: True where it is a city.
    """

    shown: str
    stems: tuple[str, ...]
    is_city: bool = False


def terms_of(said: Said, names: Mapping[int, tuple[str, ...]]) -> tuple[Term, ...]:
    """Give the key terms of an entry, each once.

    Args:
        said: The entry.
        names: Number -> stems of the names that the text gives to it.
    """
    found: dict[str, Term] = {}
    for text in said.texts:
        for word in filter(says_something, words(text)):
            found.setdefault(stem(word), Term(word, (stem(word),)))
    for city in said.cities:
        found[f"city {city}"] = Term(
            f"city {city}", (str(city), *names.get(city, ())), is_city=True
        )
    return tuple(found.values())
