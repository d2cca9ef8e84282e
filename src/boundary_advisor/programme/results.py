"""What is made of a programme, before anyone renders it: all frozen, in words of its own.

A part carries its words and its source, so that every format says the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from boundary_advisor.engine.results import Recommendation
    from boundary_advisor.knowledge.guide_models import ProgrammeRule, Question
    from boundary_advisor.knowledge.models import Challenge, Horizon, Level, Strategy, Threat
    from boundary_advisor.programme.models import ProgrammeSituation


UNDECIDED = "undecided"
"""What a level is called that is not settled."""


class Finding(NamedTuple):
    """A rule on programmes that fired.

    Attributes:
        rule: The rule.
        text: What it found in this programme.
        ground: Why the rule holds.
        source: Where the source says so.
        todo: What to do about it; this project's own suggestion, and mostly empty.
    """

    rule: ProgrammeRule
    text: str
    ground: str
    source: str
    todo: str = ""


class Verdict(NamedTuple):
    """Where a situation stands on one axis, and why.

    Attributes:
        axis: "threat" or "horizon".
        level: The level; None where it is undecided.
        because: Why, as a part of a sentence that follows the level: "because ...".
        settle: The questions that would settle it, the most telling first; none where it stands.
        conflict: What does not fit between the level that is given and the signs; mostly empty.
        source: Where the source describes the signs.
    """

    axis: str
    level: Level | None
    because: str
    settle: tuple[Question, ...]
    conflict: str
    source: str

    @property
    def text(self) -> str:
        """The level and the reason in one: "high, because ..."."""
        return f"{self.level or UNDECIDED}, {self.because}"


class Placed(NamedTuple):
    """A situation of a programme, placed on the grid and advised on.

    Attributes:
        number: Its turn in the programme, from 1: what every view calls it by.
        given: The situation as the programme tells it.
        challenge: Its challenge.
        threat: Where it stands on the threat axis.
        horizon: Where it stands on the time axis.
        answers: The advice: one answer, or each candidate where a level is undecided.
        label: What to call it in running text: its challenge, and its initiative where the
            programme has several situations of that challenge.
    """

    number: int
    given: ProgrammeSituation
    challenge: Challenge
    threat: Verdict
    horizon: Verdict
    answers: tuple[Recommendation, ...]
    label: str

    @property
    def answer(self) -> Recommendation | None:
        """The advice; None where a level is undecided, so that there are candidates only."""
        return self.answers[0] if len(self.answers) == 1 else None

    @property
    def strategy(self) -> Strategy | None:
        """The strategy advised; None where a level is undecided."""
        return self.answer.strategy if self.answer else None

    @property
    def threat_level(self) -> Threat | None:
        """The threat; None where it is undecided."""
        return self.answers[0].situation.threat if self.threat.level else None

    @property
    def horizon_level(self) -> Horizon | None:
        """The horizon; None where it is undecided."""
        return self.answers[0].situation.horizon if self.horizon.level else None

    @property
    def title(self) -> str:
        """Challenge and initiative in a few words."""
        return title_of(self.challenge, self.given)


def title_of(challenge: Challenge, given: ProgrammeSituation | None = None) -> str:
    """Name a challenge, and the initiative that a situation is about."""
    name = challenge.called
    return f"{name}: {given.initiative}" if given and given.initiative else name
