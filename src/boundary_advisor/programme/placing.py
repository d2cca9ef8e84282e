"""Every situation of a programme put on the grid: from answers to levels, to advice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.results import Situation
from boundary_advisor.engine.rules import OTHER_HORIZON, OTHER_THREAT
from boundary_advisor.knowledge.models import Horizon, Threat
from boundary_advisor.programme.programme import Answer
from boundary_advisor.text import join_sources, listing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from boundary_advisor.engine.advisor import Advisor
    from boundary_advisor.engine.results import Recommendation
    from boundary_advisor.knowledge.guide import AxisQuestions, Guide, ProgrammeRule, Question
    from boundary_advisor.knowledge.models import Challenge, Level, Strategy
    from boundary_advisor.programme.programme import Programme, ProgrammeSituation

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


THREAT, HORIZON = "threat", "horizon"
"""The names of the axes."""


def threat_of(guide: Guide, given: ProgrammeSituation) -> Verdict:
    """Say how high the threat of a situation is: as it is given, or as its signs tell."""
    told = judge(THREAT, guide.threat, given.challenge, given.signs)
    return _as_given(told, given.threat_level)


def horizon_of(guide: Guide, given: ProgrammeSituation) -> Verdict:
    """Say when the outcome is wanted: as it is given, or as its signs tell."""
    told = judge(HORIZON, guide.horizon, given.challenge, given.signs)
    return _as_given(told, given.horizon_level)


def asked(questions: AxisQuestions, challenge_id: str) -> tuple[Question, ...]:
    """Give the questions about one axis that are asked of a challenge, without the deciding one."""
    return tuple(each for each in questions.questions if each.is_asked_of(challenge_id))


def judge(
    axis: str, questions: AxisQuestions, challenge_id: str, answers: Mapping[str, Answer]
) -> Verdict:
    """Apply the rule signs to one axis.

    Args:
        axis: Name of the axis.
        questions: The questions about it.
        challenge_id: The challenge that was asked about.
        answers: Question id -> answer; a question without one counts as not sure.
    """
    relevant = asked(questions, challenge_id)
    seen = [each for each in relevant if answers.get(each.id) is Answer.YES]
    unknown = [each for each in relevant if answers.get(each.id) not in {Answer.YES, Answer.NO}]
    sides = {each.points_to for each in seen}
    tipping = [each for each in unknown if each.points_to not in sides]
    if len(sides) == 1 and not tipping:
        return _settled(axis, seen[0].points_to, _because_of(seen), seen)
    return _decide(axis, questions.deciding, answers, seen, tipping)


def _decide(
    axis: str,
    deciding: Question,
    answers: Mapping[str, Answer],
    seen: list[Question],
    tipping: list[Question],
) -> Verdict:
    """Let the deciding question give the level, or leave it open and say what would settle it."""
    decided = answers.get(deciding.id)
    if decided is Answer.YES:
        because = f"because, all in all, you say that {deciding.sign}"
        return _decided(axis, deciding.points_to, because, deciding, seen)
    if decided is Answer.NO:
        because = f"because, all in all, you say it is not so that {deciding.sign}"
        return _decided(axis, other_level(deciding.points_to), because, deciding, seen)
    both = len({each.points_to for each in seen}) > 1
    settle = (deciding,) if both or not tipping else (*tipping, deciding)
    return Verdict(axis, None, _why_open(seen, tipping), settle, "", deciding.source)


def _decided(
    axis: str, level: Level, because: str, deciding: Question, seen: list[Question]
) -> Verdict:
    """Give the level that the deciding question gives, and name the signs that speak against it."""
    against = [each for each in seen if each.points_to is not level]
    if against:
        because = f"{because}, although {listing([each.sign for each in against])}"
    return _settled(axis, level, because, [deciding, *against])


def _why_open(seen: list[Question], tipping: list[Question]) -> str:
    if len({each.points_to for each in seen}) > 1:
        sides = "; but ".join(
            f"{listing([each.sign for each in seen if each.points_to is level])} ({level})"
            for level in dict.fromkeys(each.points_to for each in seen)
        )
        return f"because the signs speak for both: {sides}"
    if seen:
        return f"because {listing([each.sign for each in seen])}, but other signs are not known"
    if tipping:
        return "because no sign of either level is known"
    return "because no sign of either level is there"


def _settled(axis: str, level: Level, because: str, behind: list[Question]) -> Verdict:
    source = join_sources(*(each.source for each in behind))
    return Verdict(axis, level, because, (), "", source)


def _because_of(seen: list[Question]) -> str:
    return f"because {listing([each.sign for each in seen])}"


def _as_given(told: Verdict, level: Level | None) -> Verdict:
    """Put the level that a file gives above what its signs tell, and note where they differ."""
    if level is None or told.level is level:
        return told
    if told.level is None:
        return told._replace(level=level, because="as given", settle=())
    conflict = f"The {told.axis} is given as {level}, but the signs say {told.text}."
    return told._replace(level=level, because="as given", conflict=conflict)


def other_level(level: Level) -> Level:
    """Give the other level of the same axis."""
    return OTHER_THREAT[level] if isinstance(level, Threat) else OTHER_HORIZON[level]


def pending(
    questions: AxisQuestions, challenge_id: str, answers: Mapping[str, Answer]
) -> Question | None:
    """Give the question to ask next about one axis; None where no answer could add anything.

    The deciding question comes once the signs are known not to settle it, and no later.
    """
    if questions.deciding.id in answers or judge("", questions, challenge_id, answers).level:
        return None
    relevant = asked(questions, challenge_id)
    unasked = [each for each in relevant if each.id not in answers]
    return unasked[0] if _could_settle(relevant, unasked, answers) else questions.deciding


def _could_settle(
    relevant: tuple[Question, ...], unasked: list[Question], answers: Mapping[str, Answer]
) -> bool:
    """Say whether some answers to the questions left would let the signs give a level.

    A level takes a yes that speaks for it, and a no to all that speaks against it.
    """
    seen = {each.points_to for each in relevant if answers.get(each.id) is Answer.YES}
    unsure = {each.points_to for each in relevant if answers.get(each.id) is Answer.NOT_SURE}
    reachable = seen | {each.points_to for each in unasked}
    return any(seen | unsure <= {level} for level in reachable)


def place(advisor: Advisor, guide: Guide, programme: Programme) -> tuple[Placed, ...]:
    """Place the situations of a programme, in its order, those that are closed among them."""
    times = Counter(each.challenge for each in programme.situations)
    return tuple(
        _place(advisor, guide, given, number, programme.city_size, alone=times[given.challenge] < 2)  # noqa: PLR2004
        for number, given in enumerate(programme.situations, start=1)
    )


def _place(  # noqa: PLR0913
    advisor: Advisor,
    guide: Guide,
    given: ProgrammeSituation,
    number: int,
    city_size: str | None,
    *,
    alone: bool,
) -> Placed:
    threat, horizon = threat_of(guide, given), horizon_of(guide, given)
    situation = Situation(
        challenge=given.challenge,
        threat=threat.level if isinstance(threat.level, Threat) else None,
        horizon=horizon.level if isinstance(horizon.level, Horizon) else None,
        city_size=city_size,
    )
    answers = advisor.answers(situation)
    challenge = answers[0].challenge
    label = title_of(challenge) if alone else title_of(challenge, given)
    return Placed(number, given, challenge, threat, horizon, answers, label)
