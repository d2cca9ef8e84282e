"""Small turns of phrase that several rules use."""

from __future__ import annotations


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


def name_cities(cities: tuple[int, ...]) -> str:
    """Name cities by number: "City 9", "Cities 1 and 8"."""
    word = "City" if len(cities) == 1 else "Cities"
    return f"{word} {listing([str(number) for number in cities])}"


def join_sources(*sources: str) -> str:
    """Join sources into one, each place once, in order."""
    places = [place for source in sources for place in source.split("; ") if place]
    return "; ".join(dict.fromkeys(places))
