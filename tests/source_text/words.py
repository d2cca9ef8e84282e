"""Words of any text, brought to stems, so that forms of one word and both spellings meet.

The stemmer is light on purpose: it takes endings off by a list and knows no dictionary. It sees
that `regulations`, `regulatory` and `regulated` go together, and that `organise` is `organize`. It
does not see that `buy` and `purchase` do.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS = (
    "a about above after again against all almost along already also although always among an"
    " and another any anyone anything apart are around as ask at away back be became because"
    " become becomes been before began begin behind being below beside besides between beyond"
    " both brought but by call called calls came can cannot come comes could did different do"
    " does doing done down each either else enough ever every everybody everyone everything"
    " example far few find first for found from further gave get gets getting give given gives"
    " go goes going gone got had has have having he held help helps her here him himself his"
    " how however i if in inside instead into is it its itself just keep keeps kept kind knew"
    " know known later less let like likely little long look made mainly make makes making"
    " many may me might mind more most mostly much must my near neither never next no nobody"
    " none nor not nothing now of off often on once one only or other others otherwise our out"
    " outside over own part put rather really said same saw say says second see seen seldom"
    " several shall she should show shown shows side since so some someone something soon"
    " still such take taken takes taking tell tells than that the their them themselves then"
    " there these they thing things think third this those though three through thus till to"
    " together told too took toward towards two under unless until up upon us use used uses"
    " using usual usually very want wanted wants was way ways we well went were what whatever"
    " when where whether which while who whole whom whose why will wish with within without"
    " work works would yet you your yours chapter figure page paper section sentence study"
    " table text"
)
STOP_WORDS = frozenset(_WORDS.split())
"""Words that do not tell what a text is about, or that the knowledge uses of the study itself."""

_RAISED = re.compile(r"[\u00b2\u00b3\u00b9\u2070-\u209c]+|\^\{?[\d,]+\}?")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_HYPHENED = re.compile(r"(?<![^\W\d_])([^\W\d_]++)[-\u00ad\u2010\u2011]([^\W\d_]++)")
_ENDS_IN_HYPHEN = re.compile(r"[^\W\d_][-\u00ad\u2010\u2011]\Z")

_INFLECTIONS = (("ies", "y"), ("ing", ""), ("ed", ""), ("s", ""))
_LONGEST_FIRST = (
    "ational ation atory ative ator ance ence ment ness able ible ate aly ant ent ion ory ive ity"
    " ism ist ful ous at al ic ly en or er"
)
_DERIVATIONS = tuple(_LONGEST_FIRST.split())
_SPELLINGS = (("z", "s"), ("our", "or"), ("tre", "ter"), ("mme", "m"))
_DOUBLED = re.compile(r"([a-z])\1")
_VOWEL = re.compile(r"[aeiouy]")
_SHORTEST = 2
_SHORTEST_DERIVED = 4


def words(text: str) -> list[str]:
    """List the words and numbers of a text: no capitals, accents, ligatures or raised notes."""
    spread = unicodedata.normalize("NFKD", _RAISED.sub(" ", text))
    return _WORD.findall("".join(c for c in spread if not unicodedata.combining(c)).casefold())


def words_of_line(line: str, following: str) -> list[str]:
    """List the words of a line; parts that a hyphen joins stand apart and as one word too.

    Args:
        line: The line.
        following: The line after it, whose first word may be the rest of a divided word.
    """
    found = words(line)
    found += [word for parts in _HYPHENED.findall(line) for word in words("".join(parts))]
    if found and following[:1].islower() and _ENDS_IN_HYPHEN.search(line):
        found.append(words(line)[-1] + words(following)[0])
    return found


def stems(found: Iterable[str]) -> list[str]:
    """List the stems of the words that say something."""
    return [stem(word) for word in found if says_something(word)]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Take the endings off a word; a number stays as it is."""
    if word.isdigit():
        return word
    bare = _drop_inflection(word)
    for old, new in _SPELLINGS:
        bare = bare.replace(old, new)
    bare = _DOUBLED.sub(r"\1", bare)
    for ending in _DERIVATIONS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST_DERIVED:
            bare = bare.removesuffix(ending)
            break
    return bare.rstrip("eyi") or bare


def _drop_inflection(word: str) -> str:
    for ending, instead in _INFLECTIONS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST and _VOWEL.search(rest):
            return word if word.endswith("ss") else rest + instead
    return word


def says_something(word: str) -> bool:
    """Return whether a word can be a key term: no letter alone, and no word of every text."""
    return word.isdigit() or (len(word) > 1 and word not in STOP_WORDS)
