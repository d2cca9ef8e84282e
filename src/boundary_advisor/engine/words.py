"""Small turns of phrase that several rules use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundary_advisor.knowledge.models import City

MOST_NAMES = 5
"""Names of cities that are told before the rest is counted."""


def listing(parts: list[str], word: str = "and") -> str:
    """Join parts as a sentence does: "a", "a and b", "a, b and c"."""
    return f" {word} ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def lower_first(text: str) -> str:
    """Begin a text in lower case, for use inside a sentence."""
    return text[:1].lower() + text[1:]


def count(number: int, noun: str) -> str:
    """Say how many: "1 tactic", "3 tactics", "2 options not chosen"."""
    first, *rest = noun.split(" ", 1)
    return " ".join([str(number), first if number == 1 else f"{first}s", *rest])


def name_cities(cities: Sequence[City]) -> str:
    """Name cities, as inside a sentence: "city 9", "cities 1 and 8", "cities 1; local: Ours [us]".

    Those of knowledge packs stand apart from those of the knowledge itself, each with its pack.
    """
    told = _apart(cities)
    return "; local: ".join(filter(None, told)) if told[0] else f"local: {told[1]}"


def _apart(cities: Sequence[City]) -> tuple[str, str]:
    numbers = [str(city.number) for city in cities if city.number is not None]
    names = [city.label for city in cities if city.number is None and not city.is_local]
    word = "city" if len(numbers) == 1 else "cities"
    own = [f"{word} {listing(numbers)}"] if numbers else []
    local = [f"{city.label}{city.origin.mark}" for city in cities if city.is_local]
    return listing([*own, *_short(names)]), listing(_short(local))


def _short(names: list[str]) -> list[str]:
    """Keep a list of names to what a person can take in."""
    more = len(names) - MOST_NAMES
    return [*names[:MOST_NAMES], f"{more} more"] if more > 1 else names


def upper_first(text: str) -> str:
    """Begin a text with a capital, for use at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def join_sources(*sources: str) -> str:
    """Join sources into one, each place once, in order."""
    places = [place for source in sources for place in source.split("; ") if place]
    return "; ".join(dict.fromkeys(places))
