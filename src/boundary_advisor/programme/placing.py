"""Every situation of a programme put on the grid: from answers to levels, to advice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.results import Finding, Recommendation, Rule, Situation
from boundary_advisor.engine.rules import NOT_APPLICABLE
from boundary_advisor.knowledge.models import Challenge, Horizon, Level, Strategy, Threat
from boundary_advisor.programme.fields import Answer, Programme, ProgrammeSituation
from boundary_advisor.text import count, join_sources, listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from boundary_advisor.engine.advisor import Advisor
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import AxisQuestions, Guide, Question

UNDECIDED = "undecided"
"""What a level is called that is not settled."""

_ASKED = 3
"""Questions that are named where more would settle a level."""


class Verdict(NamedTuple):
    """Where a situation stands on one axis, and why.

    Attributes:
        axis: Name of the axis: "threat" or "horizon".
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

    @property
    def how_to_settle(self) -> str:
        """What to answer to settle an undecided level, and where to write it."""
        *signs, deciding = (f'{each.id} ("{each.text}")' for each in self.settle)
        if not signs:
            return f"To settle it, answer {deciding} under signs."
        shown = listing(signs[:_ASKED])
        more = f" and {len(signs) - _ASKED} more" if len(signs) > _ASKED else ""
        return f"To settle it, answer {shown}{more} under signs; or at once, answer {deciding}."


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
    def strategy_names(self) -> str:
        """The name of the strategy advised, or of the candidates where a level is undecided."""
        return listing(list(dict.fromkeys(each.strategy.name for each in self.answers)), "or")

    @property
    def verdicts(self) -> tuple[Verdict, Verdict]:
        """Where it stands on both axes."""
        return self.threat, self.horizon

    @property
    def undecided(self) -> tuple[Verdict, ...]:
        """Those of them that are undecided."""
        return tuple(each for each in self.verdicts if each.level is None)

    @property
    def conflict(self) -> str:
        """What does not fit between levels and signs; mostly empty."""
        return " ".join(each.conflict for each in self.verdicts if each.conflict)

    @property
    def title(self) -> str:
        """Challenge and initiative in a few words."""
        return title_of(self.challenge, self.given)


def title_of(challenge: Challenge, situation: ProgrammeSituation | None = None) -> str:
    """Name a challenge, and the initiative that a situation is about."""
    name = challenge.called
    return f"{name}: {situation.initiative}" if situation and situation.initiative else name


def name_situations(situations: Iterable[Placed], most: int) -> str:
    """Name situations, or count them where they are more than `most`."""
    labels = [each.label for each in situations]
    return listing(labels) if len(labels) <= most else count(len(labels), "situation")


def judge(questions: AxisQuestions, challenge_id: str, answers: Mapping[str, Answer]) -> Verdict:
    """Apply the rule signs to one axis; a question without an answer counts as not sure."""
    relevant = asked(questions, challenge_id)
    seen = [each for each in relevant if answers.get(each.id) is Answer.YES]
    unknown = [each for each in relevant if answers.get(each.id) not in {Answer.YES, Answer.NO}]
    levels = {each.points_to for each in seen}
    tipping = [each for each in unknown if each.points_to not in levels]
    if len(levels) == 1 and not tipping:
        return _settled(questions, seen[0].points_to, f"because {_signs(seen)}", seen)
    return _decide(questions, answers, seen, tipping)


def _decide(
    questions: AxisQuestions,
    answers: Mapping[str, Answer],
    seen: list[Question],
    tipping: list[Question],
) -> Verdict:
    """Let the deciding question give the level, or leave it open and say what would settle it."""
    deciding = questions.deciding
    level, decided = deciding.points_to, answers.get(deciding.id)
    because = f"because, all in all, you say that {deciding.sign}"
    if decided is Answer.NO:
        level = level.other
        because = f"because, all in all, you say it is not so that {deciding.sign}"
    if decided in {Answer.YES, Answer.NO}:
        against = [each for each in seen if each.points_to is not level]
        although = f", although {_signs(against)}" if against else ""
        return _settled(questions, level, f"{because}{although}", [deciding, *against])
    both = len({each.points_to for each in seen}) > 1
    settle = (deciding,) if both or not tipping else (*tipping, deciding)
    why = _why_open(seen, tipping)
    return Verdict(questions.axis.name, None, why, settle, "", deciding.source)


def _settled(
    questions: AxisQuestions, level: Level, because: str, signs: list[Question]
) -> Verdict:
    source = join_sources(*(each.source for each in signs))
    return Verdict(questions.axis.name, level, because, (), "", source)


def _why_open(seen: list[Question], tipping: list[Question]) -> str:
    levels = dict.fromkeys(each.points_to for each in seen)
    sides = [
        f"{_signs([each for each in seen if each.points_to is level])} ({level})"
        for level in levels
    ]
    if len(sides) > 1:
        return f"because the signs speak for both: {'; but '.join(sides)}"
    if seen:
        return f"because {_signs(seen)}, but other signs are not known"
    return f"because no sign of either level is {'known' if tipping else 'there'}"


def _signs(questions: list[Question]) -> str:
    return listing([each.sign for each in questions])


def _record_signs(situations: Iterable[Placed]) -> Sequence[str]:
    judged = [each.label for each in situations if each.given.signs]
    return (f"Questions were answered about {listing(judged)}.",) if judged else ()


SIGNS = Rule(
    id="signs",
    title="How levels are found",
    meaning=(
        "Where every sign that is there speaks for one level, and none that is not known could "
        "speak for the other, that is the level. Otherwise the deciding question gives it. Without "
        "an answer to that, the level is undecided."
    ),
    apply=judge,
    record=_record_signs,
)


def asked(questions: AxisQuestions, challenge_id: str) -> tuple[Question, ...]:
    """Return the questions on one axis that a challenge is asked, without the deciding one."""
    return tuple(each for each in questions.questions if each.is_asked_of(challenge_id))


def pending(
    questions: AxisQuestions, challenge_id: str, answers: Mapping[str, Answer]
) -> Question | None:
    """Return the question to ask next on one axis; None where no answer could add anything.

    The deciding question comes once the signs are known not to settle it, and no later.
    """
    if questions.deciding.id in answers or judge(questions, challenge_id, answers).level:
        return None
    relevant = asked(questions, challenge_id)
    unasked = [each for each in relevant if each.id not in answers]
    return unasked[0] if _could_settle(relevant, unasked, answers) else questions.deciding


def _could_settle(
    relevant: tuple[Question, ...], unasked: list[Question], answers: Mapping[str, Answer]
) -> bool:
    """Return whether the signs could still give a level, depending on the unasked questions.

    They give one if a yes speaks for it and all that speak against it are answered no.
    """
    seen = {each.points_to for each in relevant if answers.get(each.id) is Answer.YES}
    unsure = {each.points_to for each in relevant if answers.get(each.id) is Answer.NOT_SURE}
    reachable = seen | {each.points_to for each in unasked}
    return any(seen | unsure <= {level} for level in reachable)


def verdict_on(questions: AxisQuestions, situation: ProgrammeSituation) -> Verdict:
    """Return where a situation stands on one axis: as the file says, or as its signs tell.

    A level that the file gives counts above the signs; where they differ, the verdict notes it.
    """
    by_signs: Verdict = SIGNS.apply(questions, situation.challenge, situation.signs)
    level = situation.level(by_signs.axis)
    if level is None or by_signs.level is level:
        return by_signs
    conflict = ""
    if by_signs.level is not None:
        conflict = f"The {by_signs.axis} is given as {level}, but the signs say {by_signs.text}."
    return by_signs._replace(level=level, because="as given", settle=(), conflict=conflict)


def place_situations(advisor: Advisor, guide: Guide, programme: Programme) -> tuple[Placed, ...]:
    """Place the situations of a programme, in its order, those that are closed among them."""
    times = Counter(each.challenge for each in programme.situations)
    placed = []
    for number, situation in enumerate(programme.situations, start=1):
        threat, horizon = (verdict_on(questions, situation) for questions in guide.axes)
        asked_about = Situation(
            challenge=situation.challenge,
            threat=threat.level if isinstance(threat.level, Threat) else None,
            horizon=horizon.level if isinstance(horizon.level, Horizon) else None,
            city_size=programme.city_size,
        )
        answers = advisor.answers(asked_about)
        challenge = answers[0].challenge
        label = title_of(challenge, situation if times[situation.challenge] > 1 else None)
        placed.append(Placed(number, situation, challenge, threat, horizon, answers, label))
    return tuple(placed)


def record_fallbacks(kb: KnowledgeBase, situations: Iterable[Placed]) -> Iterator[Finding]:
    """Put on record where the grid's strategy does not apply, so that another is advised."""
    sources = {
        f"{each.label} ({answer.placement.strategy.name})": answer.placement.cell.source
        for each in situations
        for answer in each.answers
        if not answer.is_from_grid
    }
    if sources:
        text = f"What the grid gives does not apply to {listing(list(sources))}."
        yield NOT_APPLICABLE.finding(kb, text, *sources.values())
