"""Whether the sources of entries hold in a text of the study: each place found, and judged.

What an entry tells stands in the study in a sentence or a few, so its key terms stand close to
each other there. Each place is cut into passages of equal length that overlap by half, and counts
for as much as its best passage; otherwise a long place would hold anything.

A term weighs the more the rarer it is in the text: its weight is the logarithm of how many words
there are to each time that it stands there. From the weight of the terms in a passage the weight is
taken that would stand there if the words of the text were strewn at random. What is left, as a
part of the weight of all terms, is the share: 1 where all of them stand together, and about 0 where
chance alone is at work.

A place is wrong where another place, which the entry does not name, holds more than twice its
share. It is weak where it holds hardly any, and where the entry tells of a city that the text
names, but that none of the entry's places tells of.

This is an aid to a reader and no proof. It counts words and understands none, and its limits were
chosen on the one study that it is measured on. Of the 531 places there that could be judged it
called 22 wrong or weak (4 in 100), all of them places that do hold what the entry says, in other
words. Of places put to other entries at random it called 91 in 100 wrong, and for 80 in 100 it
named a place that the entry had named before. Of cities changed at random it noticed 79 in 100. So
an alarm is a reason to read the place, and silence is none to be sure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from enum import StrEnum
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.text import split_source
from tests.source_text.entries import all_said, terms_of
from tests.source_text.study_text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from boundary_advisor import Guide, KnowledgeBase
    from tests.source_text.entries import Said, Term
    from tests.source_text.study_text import StudyText

PASSAGE = 30
"""How many words that say something make a passage: two or three sentences."""

LEAST_TERMS = 3
"""With fewer key terms than this in the text, an entry is not judged."""

LEAST_SHARE = 0.1
"""A place that holds a smaller share than this is weak."""

LEAST_BETTER = 0.2
"""Another place is the better one only if it holds more than this share,"""

CLEARLY_MORE = 2
"""and more than this many times the share of the place itself."""


class Verdict(StrEnum):
    """What was found of one place that an entry names."""

    FOUND = "found"
    WRONG = "wrong place"
    WEAK = "weak"
    MISSING = "missing"
    DAMAGED = "damaged"
    NOT_JUDGED = "not judged"
    OWN = "own judgement"


class Judged(NamedTuple):
    """One place that an entry names, and what was found of it.

    Attributes:
        entry: The entry.
        place: The place.
        verdict: What was found.
        better: The place that has clearly more of its key terms; empty if none has.
        lacking: Key terms that stand in the text, but not in the place.
    """

    entry: str
    place: str
    verdict: Verdict
    better: str = ""
    lacking: tuple[str, ...] = ()


def check_text(kb: KnowledgeBase, guide: Guide | None, text: str) -> tuple[Judged, ...]:
    """Check the sources of all entries against a text of the study.

    Args:
        kb: The knowledge.
        guide: The questions and rules on programmes; None if they are not to be checked.
        text: The study, as plain text of whatever extraction.

    Returns:
        Each place that each entry names, in the order of the knowledge.
    """
    numbers = [city.number for city in kb.cities if city.number is not None]
    judge = _Judge(kb.about.own_judgement, read_text(kb.about, numbers, text))
    return tuple(judged for said in all_said(kb, guide) for judged in judge.judge(said))


class _Judge:
    """Judges entries by one text."""

    def __init__(self, own_judgement: str, text: StudyText) -> None:
        self._own = own_judgement
        self._places = text.places
        self._names = text.names
        self._times = Counter(text.rest)
        self._passages: list[tuple[str, int]] = []
        self._passages_with: defaultdict[str, list[int]] = defaultdict(list)
        for place, stems in text.places.items():
            self._times.update(stems)
            for passage in _passages_of(stems):
                for stem in set(passage):
                    self._passages_with[stem].append(len(self._passages))
                self._passages.append((place, len(passage)))
        self._size = self._times.total()

    def judge(self, said: Said) -> Iterator[Judged]:
        """Judge every place that an entry names."""
        terms = terms_of(said, self._names)
        named = split_source(said.source)
        for place in named:
            if place == self._own:
                yield Judged(said.entry, place, Verdict.OWN)
            elif place not in self._places:
                yield Judged(said.entry, place, Verdict.MISSING)
            elif not self._places[place]:
                yield Judged(said.entry, place, Verdict.DAMAGED)
            else:
                known = [term for term in terms if self._count(term)]
                lacking = tuple(term.shown for term in known if not self._stands(term, place))
                verdict, better = self._weigh(place, named, terms, known)
                yield Judged(said.entry, place, verdict, better, lacking)

    def _weigh(
        self, place: str, named: Sequence[str], terms: Sequence[Term], known: Sequence[Term]
    ) -> tuple[Verdict, str]:
        """Judge one place, and name a better one if there is one."""
        if set(self._places[place]) <= {stem for term in terms for stem in term.stems}:
            return Verdict.FOUND, ""  # a cell of two words may say no more
        if len(known) < LEAST_TERMS:
            return Verdict.NOT_JUDGED, ""
        shares = self._shares(known)
        others = [each for each in shares if each not in named]
        better = max(others, key=shares.__getitem__, default=place)
        if shares[better] > max(CLEARLY_MORE * shares[place], LEAST_BETTER):
            return Verdict.WRONG, better
        is_weak = shares[place] < LEAST_SHARE or self._misses_city(named, known)
        return Verdict.WEAK if is_weak else Verdict.FOUND, ""

    def _misses_city(self, named: Iterable[str], known: Iterable[Term]) -> bool:
        """Return whether none of the places tells of some city, if all of them can be read.

        Only a city that the text names can be looked for: its number alone need not stand there.
        """
        places = [place for place in named if place != self._own]
        cities = [term for term in known if term.is_city and len(term.stems) > 1]
        return all(self._places.get(place) for place in places) and any(
            not any(self._stands(city, place) for place in places) for city in cities
        )

    def _count(self, term: Term) -> int:
        return sum(self._times[stem] for stem in term.stems)

    def _stands(self, term: Term, place: str) -> bool:
        return not set(self._places[place]).isdisjoint(term.stems)

    def _shares(self, terms: Sequence[Term]) -> dict[str, float]:
        """Return the name of each place -> the share of the terms that its best passage holds."""
        weights = {term: log(1 + self._size / self._count(term)) for term in terms}
        held: defaultdict[int, float] = defaultdict(float)
        for term, weight in weights.items():
            for at in {at for stem in term.stems for at in self._passages_with.get(stem, ())}:
                held[at] += weight
        best = {place: 0.0 for place, stems in self._places.items() if stems}
        for at, weight in held.items():
            place, length = self._passages[at]
            by_chance = sum(
                each * (1 - exp(-self._count(term) * length / self._size))
                for term, each in weights.items()
            )
            best[place] = max(best[place], (weight - by_chance) / sum(weights.values()))
        return best


def _passages_of(stems: Sequence[str]) -> Iterator[Sequence[str]]:
    step = PASSAGE // 2
    for start in range(0, max(len(stems) - step, 1), step):
        yield stems[start : start + PASSAGE]
