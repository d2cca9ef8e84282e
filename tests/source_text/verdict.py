"""What can be found of a place that an entry names, and how it is said."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from tests.source_text.places import Legibility

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = 6


class Verdict(StrEnum):
    """What was found of one place that an entry names."""

    FOUND = "found"
    WRONG = "wrong-place"
    WEAK = "weak"
    MISSING = "missing"
    DAMAGED = "damaged"
    NOT_JUDGED = "not-judged"
    OWN = "own-judgement"


MEANING = {
    Verdict.FOUND: "the place is there, and enough of the key terms stand in it",
    Verdict.WRONG: "the place is there, but another one has clearly more of the key terms",
    Verdict.WEAK: "the place is there, but too few of the key terms stand in it",
    Verdict.MISSING: "the place is not in this text",
    Verdict.DAMAGED: "the place is there, but cannot be read in this text",
    Verdict.NOT_JUDGED: "there is too little to judge by",
    Verdict.OWN: "marked as the project's own judgement, and not checked",
}
"""What each verdict means, in words."""

HOW_FAR = (
    "This is an aid to a reader, not a proof. It counts key terms, which are those of an entry's "
    "words that stand anywhere in the text, and understands none of them. So an alarm is a reason "
    "to read the place, and silence is none to be sure."
)
"""How far the verdicts can be trusted."""

ANOTHER_TEXT = "Not one of the places was found, so this looks like another text."
"""What is said where every place is missing."""

UNREAD = {
    Legibility.UNKNOWN: (
        Verdict.NOT_JUDGED,
        "The knowledge does not say how the work heads this place, so it cannot be looked up.",
    ),
    Legibility.MISSING: (
        Verdict.MISSING,
        "No line of the text begins as this place does. Is it another edition, or another work?",
    ),
    Legibility.PICTURE: (
        Verdict.DAMAGED,
        "It is a picture, and a text holds only the caption of it.",
    ),
    Legibility.DAMAGED: (
        Verdict.DAMAGED,
        "This place did not come whole through the extraction of the text.",
    ),
}
"""What is said of a place that cannot be read."""


class Judged(NamedTuple):
    """One place that an entry names, and what was found of it.

    Attributes:
        entry: The entry, such as "tactic lessons-learned".
        place: The place.
        verdict: What was found.
        why: The same in a sentence, with figures where there are any.
        found: Key terms that stand in the place, the rarest first.
        lacking: Key terms that stand in the text, but not in the place, the rarest first.
        better: The place that has clearly more of them; empty where none has.
    """

    entry: str
    place: str
    verdict: Verdict
    why: str
    found: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    better: str = ""


class Weighed(NamedTuple):
    """What a place was judged by.

    Attributes:
        verdict: What was found.
        better: The place that has clearly more; empty where none has.
        unnamed: Cities of the entry that are named in none of its places.
    """

    verdict: Verdict
    better: str = ""
    unnamed: tuple[str, ...] = ()


def say(weighed: Weighed, there: int, known: int, gained: Sequence[str]) -> str:
    """Say why a place was judged as it was.

    Args:
        weighed: What it was judged by.
        there: How many of the key terms stand there.
        known: How many of them stand anywhere in the text.
        gained: Those that stand in the better place, and not there.
    """
    told = f"{there} of {known} key terms stand there"
    if weighed.verdict is Verdict.WRONG:
        more = f", {', '.join(gained[:_SHOWN])} among them" if gained else ", and closer together"
        return f"{told}; {weighed.better} has clearly more{more}."
    if weighed.unnamed:
        return f"{told}, but no place that the entry names tells of {', '.join(weighed.unnamed)}."
    if weighed.verdict is Verdict.WEAK:
        return f"{told}, no closer together than chance would put them."
    if weighed.verdict is Verdict.NOT_JUDGED:
        return "The place is there, but the entry shares too few key terms with the text."
    return f"{told}."
