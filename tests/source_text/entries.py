"""What the knowledge says, entry by entry: a name to call it by, its own words, and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor import Case, CellState, City
from boundary_advisor.text import split_source
from tests.source_text.words import says_something, stem, words
from tests.support.models import About, Cell, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from boundary_advisor import Guide, KnowledgeBase

_FIELDS = (
    "title name long_name summary outcome text sign why note purpose meaning question difference"
    " population setting role"
)
_TOLD = frozenset(_FIELDS.split())
"""Fields that say what the study says. A first step, an alias or an id is the project's own."""

_KEYS = ("id", "number", "rule", "strategy", "challenge", "name")


class Said(NamedTuple):
    """One entry with a source.

    Attributes:
        entry: What to call it, such as "strategies building, tactics lessons-learned".
        source: Where the source says it.
        texts: What it says.
        cities: Numbers of the cities it tells of.
    """

    entry: str
    source: str
    texts: tuple[str, ...]
    cities: tuple[int, ...] = ()


class Term(NamedTuple):
    """A key term of an entry: a word that says something, or a city.

    Attributes:
        shown: The term as a person reads it.
        stems: The stems that it may stand in the text as: those of a city are its number, and the
            names that the text gives to it.
        is_city: Whether it is a city.
    """

    shown: str
    stems: tuple[str, ...]
    is_city: bool = False


def terms_of(said: Said, names: Mapping[int, tuple[str, ...]]) -> tuple[Term, ...]:
    """Return the key terms of an entry, each once.

    An entry is told in the project's own words, so what is looked for is not its sentences.

    Args:
        said: The entry.
        names: Number of each city -> the stems of its names.
    """
    found: dict[str, Term] = {}
    for text in said.texts:
        for word in filter(says_something, words(text)):
            found.setdefault(stem(word), Term(word, (stem(word),)))
    for city in said.cities:
        stems = (str(city), *names.get(city, ()))
        found[f"city {city}"] = Term(f"city {city}", stems, is_city=True)
    return tuple(found.values())


def all_said(kb: KnowledgeBase, guide: Guide | None) -> Iterator[Said]:
    """Yield every entry of the knowledge that has a source, in the order of the files."""
    for file in (*kb.files, *(guide.files if guide else ())):
        yield from _parts_of(kb, file, "", ())


def _parts_of(
    kb: KnowledgeBase, entry: Entry, name: str, around: tuple[str, ...]
) -> Iterator[Said]:
    for field, value in entry:
        parts = value if isinstance(value, tuple) else (value,)
        for position, part in enumerate(parts, start=1):
            if isinstance(part, Entry):
                keys = (getattr(part, key, None) for key in _KEYS)
                key = next((each for each in keys if each is not None), position)
                named = f"{field} {key}" if isinstance(value, tuple) else field
                yield from _walk(kb, part, f"{name}, {named}".removeprefix(", "), around)


def _walk(kb: KnowledgeBase, entry: Entry, name: str, around: tuple[str, ...]) -> Iterator[Said]:
    """Yield an entry and all below it.

    Args:
        kb: The knowledge.
        entry: The entry.
        name: What to call it.
        around: What the entry says that it is a part of; one without words of its own means that.
    """
    texts = tuple(_texts(entry)) or around
    if isinstance(entry, Cell):
        yield from _said_by_cell(kb, entry, name, around)
    elif not isinstance(entry, About) and (source := getattr(entry, "source", None)):
        size = tuple(_texts(kb.size(entry.size))) if isinstance(entry, City) else ()
        yield Said(name, source, (*texts, *size), _cities_of(entry))
    yield from _parts_of(kb, entry, name, texts)


def _texts(entry: Entry) -> Iterator[str]:
    """Yield what an entry says, and what parts of it say that have no source of their own."""
    for field, value in entry:
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Entry) and "source" not in type(part).model_fields:
                yield from _texts(part)
            elif field in _TOLD and isinstance(part, str | int):
                yield str(part)


def _cities_of(entry: Entry) -> tuple[int, ...]:
    cities = entry.cities if isinstance(entry, Case) else (getattr(entry, "key", None),)
    return tuple(city for city in cities if isinstance(city, int))


def _said_by_cell(
    kb: KnowledgeBase, cell: Cell, name: str, strategy: tuple[str, ...]
) -> Iterator[Said]:
    """Yield a cell, which says what its tactics say, or why it does not apply; and its effort."""
    if cell.state is CellState.NOT_APPLICABLE and cell.note is not None:
        yield Said(name, cell.source, (cell.note,))
    else:
        yield Said(name, cell.source, tuple(_texts_of_tactics(kb, cell)))
    if cell.effort is not None:
        number = kb.challenge(cell.challenge).number
        yield Said(f"{name}, effort", cell.effort, (f"effort, challenge {number}", *strategy))


def _texts_of_tactics(kb: KnowledgeBase, cell: Cell) -> Iterator[str]:
    """Yield what the tactics of a cell say that are told in a place of the cell."""
    places = set(split_source(cell.source))
    own = next(each for each in kb.strategies if cell in each.cells)
    for tactic in kb.tactics_in(cell.challenge, own.id):
        services = (each for each in tactic.serves if each.challenge == cell.challenge)
        if any(places.intersection(split_source(each.source)) for each in services):
            yield from (tactic.title, tactic.summary)
