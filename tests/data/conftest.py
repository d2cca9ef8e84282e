"""The knowledge that comes with the program, and a walk over all of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from boundary_advisor import Guide, load_guide
from tests.support.models import CASES, CHALLENGES, PROGRAMMES, QUESTIONS, STRATEGIES, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boundary_advisor import KnowledgeBase


FILES = (CHALLENGES, STRATEGIES, CASES, QUESTIONS, PROGRAMMES)


class Words(NamedTuple):
    """A text of the data, and where it stands: field names, and ids where there are some."""

    where: tuple[str, ...]
    text: str

    @property
    def field(self) -> str:
        return self.where[-1]


@pytest.fixture(scope="session")
def guide(kb: KnowledgeBase) -> Guide:
    return load_guide(kb)


@pytest.fixture(scope="session")
def words(kb: KnowledgeBase, guide: Guide) -> tuple[Words, ...]:
    return tuple(each for top in (*kb.files, *guide.files) for each in _walk(top, ()))


def _walk(entry: Entry, where: tuple[str, ...]) -> Iterator[Words]:
    for field, value in entry:
        for i, each in enumerate(value if isinstance(value, tuple) else (value,)):
            if isinstance(each, Entry):
                yield from _walk(each, (*where, field, str(getattr(each, "id", i))))
            elif isinstance(each, str):
                yield Words((*where, field), str(each))
