"""Words of any text, brought to stems, so that forms of one word and both spellings meet.

The stemmer is light, on purpose: it takes endings off by a list and knows no dictionary. It sees
that `regulations`, `regulatory` and `regulated` go together, and that `organise` is `organize`. It
does not see that `buy` and `purchase` do.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice

from tests.source_text.stop_words import STOP_WORDS

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


def fold(text: str) -> str:
    """Bring a text to plain small letters: no accents, no ligatures, no raised note numbers."""
    text = _RAISED.sub(" ", text)
    if text.isascii():
        return text.casefold()
    spread = unicodedata.normalize("NFKD", text)
    return "".join(char for char in spread if not unicodedata.combining(char)).casefold()


def words(text: str) -> list[str]:
    """List the words and numbers of a text, folded, in order."""
    return _WORD.findall(fold(text))


def first_words(text: str, limit: int) -> list[str]:
    """List the first words and numbers of a text, folded."""
    return [match.group() for match in islice(_WORD.finditer(fold(text)), limit)]


def line_words(line: str, following: str) -> list[str]:
    """List the words of a line; parts that a hyphen joins stand apart and as one word too.

    Args:
        line: The line.
        following: The line after it, whose first word may be the rest of a divided word.
    """
    folded = fold(line)
    found = _WORD.findall(folded)
    found += ["".join(parts) for parts in _HYPHENED.findall(folded)]
    if found and following[:1].islower() and _ENDS_IN_HYPHEN.search(line):
        last = _WORD.findall(folded)[-1]
        found += [last + rest for rest in first_words(following, 1)]
    return found


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Take the endings off a folded word; a number stays as it is."""
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
    """Say whether a folded word can be a key term: no letter alone, and no word of every text."""
    return word.isdigit() or (len(word) > 1 and word not in STOP_WORDS)
