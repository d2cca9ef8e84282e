"""The portfolio of a programme: its mix of strategies, shared tactics, and what is missing."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.results import Finding, Rule, TacticAdvice
from boundary_advisor.engine.rules import EFFORT, GRID
from boundary_advisor.knowledge.models import Challenge, Horizon, Strategy, Tactic, Threat
from boundary_advisor.programme.fields import Answer, Programme, Status
from boundary_advisor.programme.knowledge_changes import KnowledgeChanges, find_knowledge_changes
from boundary_advisor.programme.placing import (
    SIGNS,
    name_situations,
    place_situations,
    record_fallbacks,
    title_of,
)
from boundary_advisor.text import count, join_sources, listing, lower_first

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from boundary_advisor.engine.advisor import Advisor
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.programme.placing import Placed, Verdict

_NAMED = 4
"""Situations that are named one by one; more of them are counted."""


class Share(NamedTuple):
    """A strategy, and the situations that it is advised for; closed ones do not count."""

    strategy: Strategy
    situations: tuple[Placed, ...]


def _at_work(situations: Iterable[Placed], strategy: Strategy | None = None) -> list[Placed]:
    """Return the situations that are not closed: all of them, or those of one strategy."""
    return [
        each
        for each in situations
        if not each.given.is_closed and (strategy is None or each.strategy is strategy)
    ]


def _has(situations: Iterable[Placed], strategy: Strategy, challenge: str | None = None) -> bool:
    """Return whether a strategy is or was worked on, for one challenge or for any."""
    return any(
        each.strategy is strategy and challenge in {None, each.challenge.id}
        for each in situations
        if each.given.stands is not Status.DROPPED
    )


def find_held_off(
    kb: KnowledgeBase, guide: Guide, situations: Sequence[Placed]
) -> Iterator[Finding]:
    """Apply the rule holding."""
    buffering = kb.strategy_at(Threat.HIGH, Horizon.SHORT)
    building = kb.strategy_at(Threat.HIGH, Horizon.LONG)
    held = _at_work(situations, buffering)
    if held and not _has(situations, building):
        verb, pronoun = ("is", "it") if len(held) == 1 else ("are", "them")
        yield HOLDING.finding(
            guide,
            f"{name_situations(held, _NAMED)} {verb} held off by {buffering.name} for now, and "
            f"nothing in the programme is in {building.name}.",
            todo=f"Write down what would end the {buffering.name} of {pronoun}, and who begins on "
            "that.",
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


def find_battles(
    kb: KnowledgeBase, guide: Guide, situations: Sequence[Placed]
) -> Iterator[Finding]:
    """Apply the rule battles."""
    building = kb.strategy_at(Threat.HIGH, Horizon.LONG)
    battles = _at_work(situations, building)
    begun = sum(each.given.stands is Status.STARTED for each in battles)
    if len(battles) > 1:
        yield BATTLES.finding(
            guide,
            f"{name_situations(battles, _NAMED)} are in {building.name} at once, "
            f"{begun or 'none'} of them begun.",
            todo="Put them in order of what matters most, and look for consensus on the others "
            "before you take them on.",
        )


BATTLES = Rule(
    id="battles",
    title="Several battles at once",
    meaning="Say where two or more situations are of a high threat and a long horizon at once.",
    apply=find_battles,
)


def find_unsupported(
    kb: KnowledgeBase, guide: Guide, situations: Sequence[Placed]
) -> Iterator[Finding]:
    """Apply the rule leaning."""
    building = kb.strategy_at(Threat.HIGH, Horizon.LONG)
    lacking: dict[str, list[str]] = {}
    sources = []
    for pairing in building.combines_with:
        partner = kb.strategy(pairing.strategy)
        alone = [
            each
            for each in _at_work(situations, building)
            if partner.quadrant.threat is Threat.LOW
            and kb.cell(each.challenge.id, partner.id).applies
            and not _has(situations, partner, each.challenge.id)
        ]
        if alone:
            lacking.setdefault(name_situations(alone, _NAMED), []).append(partner.name)
            sources.append(pairing.source)
    if lacking:
        parts = [f"{listing(names, 'and no')} for {of}" for of, names in lacking.items()]
        yield LEANING.finding(
            guide,
            f"{building.name} leans on other work for the same challenge. The programme has no "
            f"{listing(parts, 'and no')}.",
            *sources,
            todo="Plan it beside the work that leans on it. The roadmap shows how to begin.",
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


def find_groundwork(
    _kb: KnowledgeBase, guide: Guide, situations: Sequence[Placed]
) -> Iterator[Finding]:
    """Apply the rule groundwork."""
    at_work = _at_work(situations)
    if at_work and all(each.threat.level is Threat.LOW for each in at_work):
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


class Shared(NamedTuple):
    """A tactic that serves several challenges of a programme.

    Attributes:
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

    @property
    def reach(self) -> int:
        """How many challenges it serves."""
        return len({each.challenge.id for each in self.situations}) + len(self.also)

    @property
    def order(self) -> tuple[bool, bool, int, int, int]:
        """What shared tactics are sorted by, best first."""
        strategy, high = self.strategy, self.strategy.quadrant.threat is Threat.HIGH
        return self.general, high, -self.reach, -len(self.situations), strategy.stage


def find_shared_tactics(kb: KnowledgeBase, portfolio: Portfolio) -> Portfolio:
    """Apply the rule shared: the cheapest first steps, as far as the knowledge can tell."""
    at_work = _at_work(portfolio.situations)
    uses: dict[str, list[tuple[Placed, TacticAdvice]]] = {}
    for placed in at_work:
        for advice in placed.answer.tactics if placed.answer else ():
            uses.setdefault(advice.tactic.id, []).append((placed, advice))
    found = (_shared(kb, each, at_work) for each in uses.values())
    shared = sorted((each for each in found if each.reach > 1), key=attrgetter("order"))
    return portfolio._replace(shared=tuple(shared))


def _record_shared(portfolio: Portfolio) -> Sequence[str]:
    shared = portfolio.shared
    return (f"{count(len(shared), 'tactic')} for several challenges.",) if shared else ()


SHARED = Rule(
    id="shared",
    title="Tactics for several challenges",
    meaning=(
        "List each tactic that serves several challenges of the programme once, with all that it "
        "serves. What is told of the challenges themselves stands before what is told of a "
        "strategy at large, then what meets a low threat, then what serves the most."
    ),
    apply=find_shared_tactics,
    record=_record_shared,
)


def _shared(
    kb: KnowledgeBase, uses: Sequence[tuple[Placed, TacticAdvice]], at_work: Iterable[Placed]
) -> Shared:
    tactic = uses[0][1].tactic
    advised = {placed.challenge.id for placed, _ in uses}
    served = {service.challenge: service.source for service in tactic.serves}
    also = {
        each.challenge.id: each.challenge
        for each in at_work
        if each.challenge.id in served and each.challenge.id not in advised
    }
    sources = (*(advice.source for _, advice in uses), *(served[challenge] for challenge in also))
    return Shared(
        tactic=tactic,
        strategy=kb.strategy_of(tactic.id),
        situations=tuple(placed for placed, _ in uses),
        also=tuple(also.values()),
        general=all(advice.general for _, advice in uses),
        source=join_sources(*sources),
    )


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


def find_gaps(kb: KnowledgeBase, portfolio: Portfolio) -> Portfolio:
    """Apply the rule gaps."""
    programme, on, at_work = portfolio.programme, portfolio.on, _at_work(portfolio.situations)
    unassessed: dict[Answer, list[str]] = {answer: [] for answer in Answer}
    for challenge in kb.challenges:
        if all(each.challenge != challenge.id for each in programme.situations):
            answer = programme.applies.get(challenge.id, Answer.YES)
            unassessed[answer].append(title_of(challenge))

    def gap(kind: str, todo: str, missing: Callable[[Placed], str]) -> Gap:
        texts = {each.number: text for each in at_work if (text := missing(each))}
        return Gap(kind, tuple(texts.values()), todo, tuple(texts))

    def passed(placed: Placed) -> str:
        given = placed.given
        is_past = on and given.review and given.review < on
        return f"{placed.label} ({given.review}, {given.stands})" if is_past else ""

    unsure, known = unassessed[Answer.NOT_SURE], unassessed[Answer.YES]
    found = (
        Gap("Not assessed", tuple(known), "Run the interview, or add them."),
        Gap("Not sure it applies", tuple(unsure), "Look at the signs of the challenge."),
        *_undecided(at_work),
        gap(
            "Level against signs",
            "Decide which of them is right.",
            lambda each: each.conflict and f"{each.label}: {each.conflict}",
        ),
        gap("No owner", "Name one.", lambda each: "" if each.given.owner else each.label),
        gap("Review is past", "Look at it again, and set a new day.", passed),
        gap("No review day", "Set one.", lambda each: "" if each.given.review else each.label),
    )
    return portfolio._replace(gaps=tuple(each for each in found if each.what))


def _record_gaps(portfolio: Portfolio) -> Sequence[str]:
    kinds = [lower_first(each.kind) for each in portfolio.gaps]
    return (f"Found: {listing(kinds)}.",) if kinds else ()


GAPS = Rule(
    id="gaps",
    title="What is missing",
    meaning="Say what the programme leaves undecided, is missing or is overdue.",
    apply=find_gaps,
    record=_record_gaps,
)


def _undecided(situations: Iterable[Placed]) -> Iterator[Gap]:
    """Yield undecided levels, those together that the same questions would settle."""
    groups: dict[tuple[str, tuple[str, ...]], list[tuple[Placed, Verdict]]] = {}
    for placed in situations:
        for verdict in placed.undecided:
            key = verdict.axis, tuple(question.id for question in verdict.settle)
            groups.setdefault(key, []).append((placed, verdict))
    for (axis, _), found in groups.items():
        whys = {verdict.because for _, verdict in found}
        if len(whys) == 1:
            text = f"{listing([placed.label for placed, _ in found])}, {whys.pop()}"
        else:
            text = listing([f"{placed.label} ({why.because})" for placed, why in found])
        numbers = tuple(placed.number for placed, _ in found)
        yield Gap(f"{axis.capitalize()} undecided", (text,), found[0][1].how_to_settle, numbers)


PART_RULES = (SHARED, GAPS)
"""The rules that fill in a part of a portfolio."""

PORTFOLIO_RULES = (*REMARK_RULES, *PART_RULES)
"""The rules of a portfolio, in the order in which they are applied."""


class Portfolio(NamedTuple):
    """A programme at a glance, of which each of `PART_RULES` fills in a part.

    Attributes:
        on: The day it is looked at; None where none was given, and no review counts as past.
        situations: Its situations in the order of the file, each placed and advised on.
        mix: Every strategy with the situations it is advised for.
        remarks: What the source says about such a mix.
        not_met: Challenges that the programme says it does not meet.
        knowledge_changes: What the knowledge changed after it was assessed; None where nothing did.
        shared: Tactics that serve several challenges, best first.
        gaps: What is missing.
        trace: The other rules that fired.
    """

    programme: Programme
    on: date | None
    situations: tuple[Placed, ...]
    mix: tuple[Share, ...]
    remarks: tuple[Finding, ...]
    not_met: tuple[Challenge, ...]
    knowledge_changes: KnowledgeChanges | None
    shared: tuple[Shared, ...] = ()
    gaps: tuple[Gap, ...] = ()
    trace: tuple[Finding, ...] = ()

    def __repr__(self) -> str:
        situations = count(len(self.situations), "situation")
        return f"<Portfolio of {self.programme.programme!r}, {situations}>"


def make_portfolio(
    advisor: Advisor, guide: Guide, programme: Programme, on: date | None
) -> Portfolio:
    """Look at a programme as a whole; reviews before the day `on` count as past."""
    kb = advisor.kb
    situations = place_situations(advisor, guide, programme)
    not_met = (each for each in kb.challenges if programme.applies.get(each.id) is Answer.NO)
    remarks = (each for rule in REMARK_RULES for each in rule.apply(kb, guide, situations))
    portfolio = Portfolio(
        programme=programme,
        on=on,
        situations=situations,
        mix=tuple(Share(each, tuple(_at_work(situations, each))) for each in kb.strategies),
        remarks=tuple(remarks),
        not_met=tuple(not_met),
        knowledge_changes=find_knowledge_changes(kb, programme, situations),
    )
    for rule in PART_RULES:
        portfolio = rule.apply(kb, portfolio)
    return portfolio._replace(trace=tuple(_trace(kb, guide, portfolio)))


def _trace(kb: KnowledgeBase, guide: Guide, portfolio: Portfolio) -> Iterator[Finding]:
    """Put the other rules on record that fired."""
    situations = portfolio.situations
    if situations:
        yield GRID.finding(kb, "Threat and horizon place each situation.")
    yield from record_fallbacks(kb, situations)
    sources = {
        each.label: each.answer.effort.source
        for each in situations
        if each.answer and each.answer.effort
    }
    if sources:
        text = f"Where most effort goes is known for {listing(list(sources))}."
        yield EFFORT.finding(kb, text, *sources.values())
    yield from SIGNS.on_record(guide, situations)
    for rule in PART_RULES:
        yield from rule.on_record(guide, portfolio)
