"""A whole programme at a glance: every situation in its field, the mix, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.results import Rule
from boundary_advisor.engine.rules import EFFORT, GRID
from boundary_advisor.knowledge.models import CellState, Horizon, Threat
from boundary_advisor.programme.knowledge_changes import find_knowledge_changes
from boundary_advisor.programme.placing import SIGNS, place, record_fallbacks, title_of
from boundary_advisor.programme.programme import Answer, Status
from boundary_advisor.text import count, join_sources, listing, lower_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from boundary_advisor.engine.advisor import Advisor
    from boundary_advisor.engine.results import Finding, TacticAdvice
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide, Question
    from boundary_advisor.knowledge.models import Challenge, Pairing, Strategy, Tactic
    from boundary_advisor.programme.knowledge_changes import KnowledgeChanges
    from boundary_advisor.programme.placing import Placed, Verdict
    from boundary_advisor.programme.programme import Programme

_NAMED = 4
"""Situations that are named one by one; more of them are counted."""


class Share(NamedTuple):
    """A strategy, and the situations that it is advised for; closed ones do not count."""

    strategy: Strategy
    situations: tuple[Placed, ...]


def mix_of(kb: KnowledgeBase, situations: tuple[Placed, ...]) -> tuple[Share, ...]:
    """Sort the situations that are not closed by the strategy advised, in the usual order."""
    at_work = [each for each in situations if not each.given.is_closed]
    return tuple(
        Share(strategy, tuple(each for each in at_work if each.strategy is strategy))
        for strategy in kb.strategies
    )


class _Mix:
    """The situations of a programme, asked by the strategy that is advised for them."""

    def __init__(self, kb: KnowledgeBase, situations: tuple[Placed, ...]) -> None:
        self.kb = kb
        self.at_work = [each for each in situations if not each.given.is_closed]
        self.there = [each for each in situations if each.given.stands is not Status.DROPPED]
        self.held_off = kb.strategy_at(Threat.HIGH, Horizon.SHORT)
        self.for_good = kb.strategy_at(Threat.HIGH, Horizon.LONG)

    def under(self, strategy: Strategy) -> list[Placed]:
        """Give the situations at work that a strategy is advised for."""
        return [each for each in self.at_work if each.strategy is strategy]

    def has(self, strategy: Strategy, challenge: str | None = None) -> bool:
        """Say whether a strategy is or was worked on, for a challenge or for any."""
        return any(
            each.strategy is strategy and challenge in {None, each.challenge.id}
            for each in self.there
        )


def find_held_off(guide: Guide, mix: _Mix) -> Iterator[Finding]:
    """Apply the rule holding."""
    held, name = mix.under(mix.held_off), mix.held_off.name
    if not held or mix.has(mix.for_good):
        return
    verb, pronoun = ("is", "it") if len(held) == 1 else ("are", "them")
    yield HOLDING.finding(
        guide,
        f"{_name(held)} {verb} held off by {name} for now, and nothing in the programme is in "
        f"{mix.for_good.name}.",
        todo=f"Write down what would end the {name} of {pronoun}, and who begins on that.",
    )


HOLDING = Rule(
    id="holding",
    title="Held off, and nothing built",
    meaning=(
        "Say where situations are held off for now (high threat, short horizon) while none is or "
        "was worked on for good (high threat, long horizon)."
    ),
    apply=find_held_off,
)


def find_battles(guide: Guide, mix: _Mix) -> Iterator[Finding]:
    """Apply the rule battles."""
    battles = mix.under(mix.for_good)
    begun = sum(each.given.stands is Status.STARTED for each in battles)
    if len(battles) > 1:
        yield BATTLES.finding(
            guide,
            f"{_name(battles)} are in {mix.for_good.name} at once, {begun or 'none'} of them "
            "begun.",
            todo="Put them in order of what matters most, and look for consensus on the others "
            "before you take them on.",
        )


BATTLES = Rule(
    id="battles",
    title="Several battles at once",
    meaning=("Say where two or more situations are of a high threat and a long horizon at once."),
    apply=find_battles,
)


def find_unsupported(guide: Guide, mix: _Mix) -> Iterator[Finding]:
    """Apply the rule leaning."""
    lacking: dict[str, list[Pairing]] = {}
    for pairing in mix.for_good.combines_with:
        alone = [each for each in mix.under(mix.for_good) if _lacks(mix, each, pairing)]
        if alone:
            lacking.setdefault(_name(alone), []).append(pairing)
    parts = [
        f"{listing([mix.kb.strategy(each.strategy).name for each in pairings], 'and no')} for {of}"
        for of, pairings in lacking.items()
    ]
    sources = [each.source for pairings in lacking.values() for each in pairings]
    if parts:
        yield LEANING.finding(
            guide,
            f"{mix.for_good.name} leans on other work for the same challenge. The programme has no "
            f"{listing(parts, 'and no')}.",
            *sources,
            todo="Plan it beside the work that leans on it. The roadmap shows how to begin.",
        )


def _lacks(mix: _Mix, placed: Placed, pairing: Pairing) -> bool:
    partner = mix.kb.strategy(pairing.strategy)
    cell = mix.kb.cell(placed.challenge.id, partner.id)
    return (
        partner.quadrant.threat is Threat.LOW
        and cell.state is not CellState.NOT_APPLICABLE
        and not mix.has(partner, placed.challenge.id)
    )


LEANING = Rule(
    id="leaning",
    title="Built without what it leans on",
    meaning=(
        "Say where the strategy for a high threat and a long horizon is used for a challenge, and "
        "one for a low threat that it leans on is not and was not used for the same challenge."
    ),
    apply=find_unsupported,
)


def find_groundwork(guide: Guide, mix: _Mix) -> Iterator[Finding]:
    """Apply the rule groundwork."""
    if mix.at_work and all(each.threat.level is Threat.LOW for each in mix.at_work):
        yield GROUNDWORK.finding(
            guide,
            "No challenge at work is of a high threat, as the file tells it.",
            todo="At each review, ask again whether something has become a threat.",
        )


GROUNDWORK = Rule(
    id="groundwork",
    title="No high threat",
    meaning="Say where every situation at work has a threat known as low.",
    apply=find_groundwork,
)


REMARK_RULES = (HOLDING, BATTLES, LEANING, GROUNDWORK)
"""The rules on how the situations of a programme go together."""


def remarks(kb: KnowledgeBase, guide: Guide, situations: tuple[Placed, ...]) -> tuple[Finding, ...]:
    """Apply the rules on how situations go together.

    Work that is done is there to be leaned on; what was dropped is not.
    """
    mix = _Mix(kb, situations)
    return tuple(finding for rule in REMARK_RULES for finding in rule.apply(guide, mix))


def _name(situations: Iterable[Placed]) -> str:
    """Name situations, or count them where they are many."""
    names = [each.label for each in situations]
    return listing(names) if len(names) <= _NAMED else count(len(names), "situation")


class Shared(NamedTuple):
    """A tactic that serves several challenges of a programme.

    Attributes:
        tactic: The tactic.
        strategy: Its strategy.
        situations: The situations it is advised for.
        also: Challenges of the programme that it serves, where another strategy is advised.
        general: True where the source tells it for the strategy at large, not for a challenge.
        source: Where the source says that it serves them.
    """

    tactic: Tactic
    strategy: Strategy
    situations: tuple[Placed, ...]
    also: tuple[Challenge, ...]
    general: bool
    source: str


def shared_tactics(situations: tuple[Placed, ...]) -> tuple[Shared, ...]:
    """Apply the rule shared: the cheapest first steps, as far as the knowledge can tell.

    What is told of the challenges themselves stands before what is told of a strategy at large,
    and what meets a low threat, and so needs no fight, before what meets a high one. Then what
    serves more challenges, and what is advised for more situations. A closed one needs no tactic.
    """
    at_work = [each for each in situations if not each.given.is_closed]
    found = [_shared(advised, at_work) for advised in _advised(at_work)]
    several = [each for each in found if _reach(each) > 1]
    return tuple(sorted(several, key=_order))


SHARED = Rule(
    id="shared",
    title="Tactics for several challenges",
    meaning=(
        "List each tactic that serves several challenges of the programme once, with all that it "
        "serves. What is told of the challenges themselves stands before what is told of a "
        "strategy at large, then what meets a low threat, then what serves the most."
    ),
    apply=shared_tactics,
)


def _order(shared: Shared) -> tuple[bool, bool, int, int]:
    high = shared.strategy.quadrant.threat is Threat.HIGH
    return (shared.general, high, -_reach(shared), -len(shared.situations))


def _reach(shared: Shared) -> int:
    """Count the challenges that a tactic serves."""
    return len({each.challenge.id for each in shared.situations}) + len(shared.also)


class _Use(NamedTuple):
    """That a tactic is advised for a situation."""

    placed: Placed
    strategy: Strategy
    advice: TacticAdvice


def _advised(situations: Iterable[Placed]) -> list[list[_Use]]:
    """Give for each tactic, in the usual order of strategies, where it is advised."""
    by_tactic: dict[str, list[_Use]] = {}
    for each in situations:
        if each.answer:
            for advice in each.answer.tactics:
                use = _Use(each, each.answer.strategy, advice)
                by_tactic.setdefault(advice.tactic.id, []).append(use)
    return sorted(by_tactic.values(), key=lambda uses: uses[0].strategy.stage)


def _shared(uses: list[_Use], at_work: list[Placed]) -> Shared:
    tactic = uses[0].advice.tactic
    named = {each.placed.challenge.id for each in uses}
    served = {service.challenge: service.source for service in tactic.serves}
    also = {
        each.challenge.id: each.challenge
        for each in at_work
        if each.challenge.id in served and each.challenge.id not in named
    }
    return Shared(
        tactic=tactic,
        strategy=uses[0].strategy,
        situations=tuple(each.placed for each in uses),
        also=tuple(also.values()),
        general=all(each.advice.general for each in uses),
        source=join_sources(*(each.advice.source for each in uses), *(served[id_] for id_ in also)),
    )


_ASKED = 3
"""Questions that are named where more would settle a level."""


class Gap(NamedTuple):
    """One sort of thing that is missing.

    Attributes:
        kind: What sort, in a word or three.
        what: What it is missing in, each in a few words.
        todo: What to do about it; this project's own suggestion.
        situations: Numbers of the situations it is missing in; none where it is about challenges.
    """

    kind: str
    what: tuple[str, ...]
    todo: str
    situations: tuple[int, ...] = ()


def gaps_of(
    kb: KnowledgeBase, programme: Programme, situations: tuple[Placed, ...], on: date | None
) -> tuple[Gap, ...]:
    """Apply the rule gaps.

    Args:
        kb: The knowledge.
        programme: The programme.
        situations: Its situations, placed.
        on: The day on which reviews count as past; None to leave that out.
    """
    at_work = [each for each in situations if not each.given.is_closed]
    differing = [each for each in at_work if each.threat.conflict or each.horizon.conflict]
    found = (
        Gap("Not assessed", _not_assessed(kb, programme), "Run the interview, or add them."),
        Gap("Not sure it applies", _unsure(kb, programme), "Look at the signs of the challenge."),
        *_undecided(at_work),
        Gap(
            "Level against signs",
            tuple(
                f"{each.label}: {f'{each.threat.conflict} {each.horizon.conflict}'.strip()}"
                for each in differing
            ),
            "Decide which of them is right.",
            _numbers(differing),
        ),
        _gap("No owner", (each for each in at_work if not each.given.owner), "Name one."),
        _overdue(at_work, on),
        _gap("No review day", (each for each in at_work if not each.given.review), "Set one."),
    )
    return tuple(each for each in found if each.what)


GAPS = Rule(
    id="gaps",
    title="What is missing",
    meaning="Say what the programme leaves undecided, is missing or is overdue.",
    apply=gaps_of,
)


def _numbers(situations: Iterable[Placed]) -> tuple[int, ...]:
    return tuple(each.number for each in situations)


def _gap(kind: str, situations: Iterable[Placed], todo: str) -> Gap:
    missing = tuple(situations)
    return Gap(kind, tuple(each.label for each in missing), todo, _numbers(missing))


def _not_assessed(kb: KnowledgeBase, programme: Programme) -> tuple[str, ...]:
    told = {each.challenge for each in programme.situations}
    settled = {
        challenge for challenge, answer in programme.applies.items() if answer is not Answer.YES
    }
    return tuple(title_of(each) for each in kb.challenges if each.id not in told | settled)


def _unsure(kb: KnowledgeBase, programme: Programme) -> tuple[str, ...]:
    told = {each.challenge for each in programme.situations}
    return tuple(
        title_of(each)
        for each in kb.challenges
        if programme.applies.get(each.id) is Answer.NOT_SURE and each.id not in told
    )


def _undecided(situations: list[Placed]) -> Iterator[Gap]:
    """Tell undecided levels, those that the same questions would settle together."""
    groups: dict[tuple[str, tuple[str, ...]], list[tuple[Placed, Verdict]]] = {}
    for each in situations:
        for verdict in (each.threat, each.horizon):
            if verdict.level is None:
                key = (verdict.axis, tuple(question.id for question in verdict.settle))
                groups.setdefault(key, []).append((each, verdict))
    for (axis, _), undecided in groups.items():
        verdict = undecided[0][1]
        whys = {told.because for _, told in undecided}
        labels = [
            each.label if len(whys) == 1 else f"{each.label} ({told.because})"
            for each, told in undecided
        ]
        because = f", {verdict.because}" if len(whys) == 1 else ""
        yield Gap(
            f"{axis.capitalize()} undecided",
            (f"{listing(labels)}{because}",),
            settle_words(verdict),
            _numbers(each for each, _ in undecided),
        )


def settle_words(verdict: Verdict) -> str:
    """Say what would settle a level, and where to write it."""
    *signs, deciding = verdict.settle
    last = f"answer {_asked(deciding)}"
    if not signs:
        return f"To settle it, {last} under signs."
    shown = listing([_asked(each) for each in signs[:_ASKED]])
    more = f" and {len(signs) - _ASKED} more" if len(signs) > _ASKED else ""
    return f"To settle it, answer {shown}{more} under signs; or at once, {last}."


def _asked(question: Question) -> str:
    return f'{question.id} ("{question.text}")'


def _overdue(situations: list[Placed], on: date | None) -> Gap:
    late = [
        (each, review)
        for each in situations
        if (review := each.given.review) is not None and on is not None and review < on
    ]
    told = tuple(f"{each.label} ({day.isoformat()}, {each.given.stands})" for each, day in late)
    numbers = _numbers(each for each, _ in late)
    return Gap("Review is past", told, "Look at it again, and set a new day.", numbers)


PORTFOLIO_RULES = (*REMARK_RULES, SHARED, GAPS)
"""The rules of a portfolio, in the order in which they are applied."""


class Portfolio(NamedTuple):
    """A programme at a glance.

    Attributes:
        programme: The programme.
        on: The day it is looked at; None where none was given, and no review counts as past.
        situations: Its situations in the order of the file, each placed and advised on.
        mix: Every strategy with the situations it is advised for.
        remarks: What the source says to such a mix.
        shared: Tactics that serve several challenges, the most first.
        gaps: What is missing.
        not_met: Challenges that the programme says it does not meet.
        trace: The other rules that had a part in it.
        knowledge_changes: What the knowledge changed after it was assessed; None where nothing did.
    """

    programme: Programme
    on: date | None
    situations: tuple[Placed, ...]
    mix: tuple[Share, ...]
    remarks: tuple[Finding, ...]
    shared: tuple[Shared, ...]
    gaps: tuple[Gap, ...]
    not_met: tuple[Challenge, ...]
    trace: tuple[Finding, ...]
    knowledge_changes: KnowledgeChanges | None

    def __repr__(self) -> str:
        situations = count(len(self.situations), "situation")
        return f"<Portfolio of {self.programme.programme!r}, {situations}>"


def portfolio_of(
    advisor: Advisor, guide: Guide, programme: Programme, on: date | None
) -> Portfolio:
    """Look at a programme as a whole.

    Args:
        advisor: Advises on each situation.
        guide: What guides a whole programme.
        programme: The programme.
        on: The day on which reviews count as past; None to leave that out.
    """
    kb = advisor.kb
    situations = place(advisor, guide, programme)
    mix = mix_of(kb, situations)
    shared = shared_tactics(situations)
    gaps = gaps_of(kb, programme, situations, on)
    not_met = (each for each in kb.challenges if programme.applies.get(each.id) is Answer.NO)
    return Portfolio(
        programme=programme,
        on=on,
        situations=situations,
        mix=mix,
        remarks=remarks(kb, guide, situations),
        shared=shared,
        gaps=gaps,
        not_met=tuple(not_met),
        trace=tuple(_trace(kb, guide, situations, shared, gaps)),
        knowledge_changes=find_knowledge_changes(kb, programme, situations),
    )


def _trace(
    kb: KnowledgeBase,
    guide: Guide,
    situations: tuple[Placed, ...],
    shared: tuple[Shared, ...],
    gaps: tuple[Gap, ...],
) -> Iterator[Finding]:
    """Put the other rules that fired on record, those of the engine first."""
    if situations:
        yield GRID.finding(kb, "Threat and horizon place each situation.")
    yield from record_fallbacks(kb, situations)
    yield from _effort(kb, situations)
    judged = [each.label for each in situations if each.given.signs]
    if judged:
        yield SIGNS.finding(guide, f"Questions were answered about {listing(judged)}.")
    if shared:
        told = f"{count(len(shared), 'tactic')} for several challenges."
        yield SHARED.finding(guide, told)
    if gaps:
        told = listing([lower_first(each.kind) for each in gaps])
        yield GAPS.finding(guide, f"Found: {told}.")


def _effort(kb: KnowledgeBase, situations: tuple[Placed, ...]) -> Iterator[Finding]:
    told = {
        each.label: each.answer.effort.source
        for each in situations
        if each.answer and each.answer.effort
    }
    if told:
        text = f"Where most effort goes is known for {listing(list(told))}."
        yield EFFORT.finding(kb, text, *told.values())
