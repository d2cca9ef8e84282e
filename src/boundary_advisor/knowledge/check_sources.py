"""Whether every place in the source that an entry names is one that the knowledge lists."""

from __future__ import annotations

from functools import cache
from itertools import count
from typing import TYPE_CHECKING, get_args

from boundary_advisor.knowledge.about import About
from boundary_advisor.knowledge.entry import Entry
from boundary_advisor.knowledge.files import CASES, CHALLENGES, STRATEGIES, Files, Finding, Loc
from boundary_advisor.knowledge.names import MAX_NEAR, did_you_mean, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FIELDS = frozenset({"source", "effort"})
_BETWEEN = "; "


def check_sources(files: Files) -> Iterator[Finding]:
    """Find sources that name a place which the head of the challenges file does not list."""
    tops = zip((CHALLENGES, STRATEGIES, CASES), files, strict=True)
    return check_sources_of(files.challenges.about, tops)


def check_sources_of(about: About, tops: Iterable[tuple[str, Entry]]) -> Iterator[Finding]:
    """Find sources in any files that name a place which the knowledge does not list.

    Args:
        about: What lists the places.
        tops: Name of each file, and what it holds.
    """
    named = [place.name for place in about.places]
    known = {*named, about.own_judgement, *_cells(about)}
    sound: set[str] = set()
    looked = count()
    for file, top in tops:
        for loc, source in sources_in(top):
            if source not in sound:
                wrong = [part for part in source.split(_BETWEEN) if part not in known]
                for part in wrong:
                    near = next(looked) < MAX_NEAR
                    yield Finding(file, loc, _say(part, about, named if near else []))
                sound.update(() if wrong else (source,))


def _cells(about: About) -> Iterator[str]:
    table = about.table
    for row in range(1, table.rows + 1):
        for column in table.columns:
            yield f"{table.name}, row {row}, {column}"


def sources_in(entry: Entry, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Give every source in an entry and in all that it holds, with the way to it.

    What `About` calls its source is the work itself, and no place in it.
    """
    for name in _fields_of(type(entry)):
        value = getattr(entry, name)
        if isinstance(value, str):
            yield (*loc, name), value
        elif isinstance(value, Entry):
            yield from sources_in(value, (*loc, name))
        elif value is not None:
            for i, item in enumerate(value):
                yield from sources_in(item, (*loc, name, i))


@cache
def _fields_of(kind: type[Entry]) -> tuple[str, ...]:
    """Name the fields of a model that are sources, or hold entries that may have some."""
    return tuple(
        name
        for name, field in kind.model_fields.items()
        if _holds_entries(field.annotation) or (name in _FIELDS and not issubclass(kind, About))
    )


def _holds_entries(annotation: object) -> bool:
    if isinstance(annotation, type):
        return issubclass(annotation, Entry)
    return any(map(_holds_entries, get_args(annotation)))


def _say(part: str, about: About, named: list[str]) -> str:
    table = about.table
    if part.startswith(f"{table.name}, "):
        columns = ", ".join(table.columns)
        message = f"{show(part)} is no cell of {table.name}"
        return f"{message}; write 'row N' (1 to {table.rows}) and one of {columns}"
    near = did_you_mean(part, [*named, about.own_judgement])
    return f"the source has no place {show(part)}{near or '; list it in about, or mend it'}"
