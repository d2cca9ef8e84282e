"""Whether the sources of entries hold in a text of the work: each place found, and judged.

A place is judged by the share of the entry's key terms that it holds (see `passages.py`). It is
wrong where another place, which the entry does not name, holds more than twice that share. It is
weak where it holds hardly any, and where the entry tells of a city that the text names, but that
none of the entry's places tells of.

This is an aid to a reader and no proof. It counts words and understands none. It was measured on
the study that the built-in knowledge comes from, and its limits were chosen on the same, so
elsewhere it may do worse. Of the 531 places there that could be judged it called 22 wrong or weak
(4 in 100), all of them places that do hold what the entry says, in other words. Of places put to
other entries at random it called 91 in 100 wrong, and for 80 in 100 it named a place that the
entry had named before. Of cities changed at random it noticed 79 in 100. So an alarm is a reason to
read the place, and silence is none to be sure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.source_text.entries import BETWEEN, all_said
from tests.source_text.names import names_of
from tests.source_text.passages import Passages
from tests.source_text.places import Legibility, read_text
from tests.source_text.terms import terms_of
from tests.source_text.verdict import UNREAD, Judged, Verdict, Weighed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide
    from tests.source_text.entries import Said
    from tests.source_text.places import SourceText
    from tests.source_text.terms import Term

LEAST_TERMS = 3
"""With fewer key terms than this in the text, an entry is not judged."""

LEAST_SHARE = 0.1
"""A place that holds a smaller share than this is weak."""

LEAST_BETTER = 0.2
"""Another place is the better one only where it holds more than this share."""

CLEARLY_MORE = 2
"""And where that is more than this many times the share of the place itself."""


def check_text(kb: KnowledgeBase, guide: Guide | None, text: str) -> tuple[Judged, ...]:
    """Check the sources of all entries against a text of the work.

    Args:
        kb: The knowledge.
        guide: What guides a programme; None where there is none to check.
        text: The work, as plain text of whatever extraction.

    Returns:
        Each place that each entry names, in the order of the knowledge.
    """
    judge = _Judge(kb, read_text(kb.about, text))
    return tuple(judged for said in all_said(kb, guide) for judged in judge.judge(said))


class _Judge:
    """Judges entries by one text."""

    def __init__(self, kb: KnowledgeBase, text: SourceText) -> None:
        self._own = kb.about.own_judgement
        self._states = {spot.name: spot.state for spot in text.spots}
        self._passages = Passages(text)
        numbers = [city.number for city in kb.cities if city.number is not None]
        self._names = names_of(numbers, text.lines)

    def judge(self, said: Said) -> Iterator[Judged]:
        """Judge every place that an entry names."""
        named = said.source.split(BETWEEN)
        terms = terms_of(said, self._names)
        for place in named:
            state = self._states.get(place, Legibility.UNKNOWN)
            if place == self._own:
                yield Judged(said.entry, place, Verdict.OWN, "No text can show it.")
            elif state is Legibility.LEGIBLE:
                yield self._judge_place(said.entry, place, named, terms)
            else:
                yield Judged(said.entry, place, *UNREAD[state])

    def _judge_place(
        self, entry: str, place: str, named: Sequence[str], terms: Sequence[Term]
    ) -> Judged:
        known = self._passages.known(terms)
        weighed = self._weigh(place, named, terms, known)
        found, lacking = self._passages.parted(known, place)
        gained = self._passages.parted(lacking, weighed.better)[0] if weighed.better else []
        why = say(weighed, len(found), len(known), _shown(gained))
        return Judged(
            entry, place, weighed.verdict, why, _shown(found), _shown(lacking), weighed.better
        )

    def _weigh(
        self, place: str, named: Sequence[str], terms: Sequence[Term], known: Sequence[Term]
    ) -> Weighed:
        if self._passages.says_no_more(terms, place):
            return Weighed(Verdict.FOUND)
        if len(known) < LEAST_TERMS:
            return Weighed(Verdict.NOT_JUDGED)
        shares = self._passages.shares(known)
        others = [each for each in shares if each not in named]
        better = max(others, key=shares.__getitem__, default=place)
        if shares[better] > max(CLEARLY_MORE * shares[place], LEAST_BETTER):
            return Weighed(Verdict.WRONG, better)
        unnamed = self._unnamed(named, known)
        weak = unnamed or shares[place] < LEAST_SHARE
        return Weighed(Verdict.WEAK if weak else Verdict.FOUND, unnamed=unnamed)

    def _unnamed(self, named: Sequence[str], known: Sequence[Term]) -> tuple[str, ...]:
        """Give the cities that none of these places tells of, if all of them can be read.

        Only a city that the text names can be looked for: its number alone need not stand there.
        """
        places = [place for place in named if place != self._own]
        if any(self._states.get(place) is not Legibility.LEGIBLE for place in places):
            return ()
        lacking = [set(self._passages.parted(known, place)[1]) for place in places]
        cities = [term for term in known if term.is_city and len(term.stems) > 1]
        return _shown([term for term in cities if all(term in each for each in lacking)])


def _shown(terms: Sequence[Term]) -> tuple[str, ...]:
    return tuple(term.shown for term in terms)
