"""How much of an entry stands in each place of a text: the weight of its key terms in a passage.

What an entry tells stands in the work in a sentence or a few, so its terms stand close to each
other. Each place is cut into passages of equal length that overlap by half, and a place counts for
as much as the best passage in it. Otherwise a long place would hold anything.

A term weighs the more the rarer it is in the text: its weight is the logarithm of how many words
there are to each time that it stands there. From the weight of the terms in a passage the weight is
taken that would stand there if the words of the text were strewn at random. What is left, as a
part of the weight of all terms, is the share: 1 where all of them stand together, and about 0 where
chance alone is at work.
"""

from __future__ import annotations

from collections import Counter
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from tests.source_text.places import Legibility

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.source_text.places import SourceText
    from tests.source_text.terms import Term

LENGTH = 30
"""How many words that say something make a passage; two or three sentences."""


class _Passage(NamedTuple):
    place: str
    length: int


class Passages:
    """The passages of a text, and where each stem stands in them.

    Args:
        text: The text.
    """

    def __init__(self, text: SourceText) -> None:
        self._times = Counter(text.rest)
        self._passages: list[_Passage] = []
        self._where: dict[str, list[int]] = {}
        self._in_place: dict[str, frozenset[str]] = {}
        for spot in text.spots:
            if spot.state is Legibility.LEGIBLE:
                self._times.update(spot.stems)
                self._in_place[spot.name] = frozenset(spot.stems)
                for passage in _cut(spot.stems):
                    self._add(spot.name, passage)
        self._size = self._times.total()

    def _add(self, place: str, stems: Sequence[str]) -> None:
        for stem in set(stems):
            self._where.setdefault(stem, []).append(len(self._passages))
        self._passages.append(_Passage(place, len(stems)))

    def known(self, terms: Iterable[Term]) -> tuple[Term, ...]:
        """Leave out terms that stand nowhere in the text, and so tell no place from another."""
        return tuple(term for term in terms if self._count(term))

    def _count(self, term: Term) -> int:
        return sum(self._times[stem] for stem in term.stems)

    def shares(self, terms: Sequence[Term]) -> dict[str, float]:
        """Give the name of each place -> the share of the terms that its best passage holds.

        Args:
            terms: Terms that the text knows; one at least.
        """
        weights = [(self._weight(term), term) for term in terms]
        held: dict[int, float] = {}
        for weight, term in weights:
            for at in {at for stem in term.stems for at in self._where.get(stem, ())}:
                held[at] = held.get(at, 0.0) + weight
        total = sum(weight for weight, _ in weights)
        best = dict.fromkeys(self._in_place, 0.0)
        by_chance: dict[int, float] = {}
        for at, weight in held.items():
            place, length = self._passages[at]
            if length not in by_chance:
                by_chance[length] = sum(each * self._chance(term, length) for each, term in weights)
            best[place] = max(best[place], (weight - by_chance[length]) / total)
        return best

    def _weight(self, term: Term) -> float:
        return log(1 + self._size / self._count(term))

    def _chance(self, term: Term, length: int) -> float:
        """Say how likely a term stands in a passage of this length if words are strewn about."""
        return 1 - exp(-self._count(term) * length / self._size)

    def parted(self, terms: Iterable[Term], place: str) -> tuple[list[Term], list[Term]]:
        """Give the terms that stand somewhere in a place and those that do not, rarest first."""
        there = self._in_place[place]
        found: list[Term] = []
        lacking: list[Term] = []
        for term in sorted(terms, key=lambda each: (self._count(each), each)):
            (lacking if there.isdisjoint(term.stems) else found).append(term)
        return found, lacking

    def says_no_more(self, terms: Iterable[Term], place: str) -> bool:
        """Say whether all that stands in a place is in the terms, as where a cell is two words."""
        return self._in_place[place] <= {stem for term in terms for stem in term.stems}


def _cut(stems: Sequence[str]) -> Iterator[Sequence[str]]:
    step = LENGTH // 2
    for start in range(0, max(len(stems) - step, 1), step):
        yield stems[start : start + LENGTH]
