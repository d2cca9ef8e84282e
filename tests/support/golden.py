"""A recommendation written out with all its parts: the shape of the golden files."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from boundary_advisor import City, Recommendation, Strategy, Tactic
    from tests.support.models import CaseAdvice, Change, CityKey, Effort, TacticAdvice

_WIDTH = 100


def written(answer: Recommendation) -> str:
    """Write out every part of an answer, a part or a statement a paragraph."""
    return "\n".join(_lines(answer)) + "\n"


def _lines(answer: Recommendation) -> Iterator[str]:
    yield from _head(answer)
    yield from _part("TACTICS", [_tactic(each) for each in answer.tactics])
    yield from _part(
        "SUPPORTING",
        [
            f"{_name(each.strategy)}: {each.why} Tactics: {_titles(each.tactics)}. [{each.source}]"
            for each in answer.supporting
        ],
    )
    yield from _part("SEQUENCE", [f"{answer.sequence.text} [{answer.sequence.source}]"])
    yield from _part(
        "REJECTED",
        [f"{_name(each.strategy)}: {each.reason} [{each.source}]" for each in answer.rejected],
    )
    yield from _part("IF CHANGED", [_change(each) for each in answer.if_changed])
    yield from _part("CAUTIONS", [f"{each.text} [{each.source}]" for each in answer.cautions])
    yield from _part(
        "SEE ALSO",
        [f"{each.challenge.id}: {each.why} [{each.source}]" for each in answer.see_also],
    )
    yield from _evidence(answer)
    yield from _part(
        "TRACE",
        [f"{each.rule}: {each.text} | {each.ground} [{each.source}]" for each in answer.trace],
    )


def _head(answer: Recommendation) -> Iterator[str]:
    situation, placed = answer.situation, answer.placement
    size = "" if answer.size is None else f", city size {answer.size.id}"
    number = answer.challenge.number
    yield f"{situation.challenge}, challenge {number} of the study: {answer.challenge.title}"
    yield f"threat {situation.threat}, horizon {situation.horizon}{size}"
    yield from _part(
        "ASSUMED",
        [
            f"{each.what} {each.level}: {each.meaning} Signs: "
            f"{' / '.join(sign.text for sign in each.signs)} [{each.source}]"
            for each in answer.assumed
        ],
    )
    yield from _part(
        "PLACEMENT",
        [f"{_name(placed.strategy)}, cell {placed.cell.state} [{placed.cell.source}]"],
    )
    yield from _part(
        "ADVICE", [f"{_name(answer.strategy)}, cell {answer.cell.state} [{answer.cell.source}]"]
    )
    yield from _part("WHY", [answer.why])
    yield from _part("EFFORT", [_effort(answer.effort)])


def _effort(effort: Effort | None) -> str:
    if effort is None:
        return "The source does not say."
    named = " + ".join(each.id for each in effort.strategies)
    here = "here" if effort.here else "not here"
    return f"{named} ({here}): {effort.text} [{effort.source}]"


def _evidence(answer: Recommendation) -> Iterator[str]:
    found = answer.evidence
    yield from _part("EVIDENCE", [found.in_full])


def _part(title: str, texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield f"\n{title}"
        yield from (_wrap(text) for text in texts)


def _wrap(text: str, lead: str = "- ") -> str:
    """Wrap each line of a text; lines after the first stand further in."""
    first, *more = text.split("\n")
    return "\n".join(
        fill(
            line,
            _WIDTH,
            initial_indent=indent,
            subsequent_indent=" " * (len(indent)),
            break_on_hyphens=False,
            break_long_words=False,
        )
        for indent, line in [(lead, first), *(("    ", line) for line in more)]
    )


def _name(strategy: Strategy) -> str:
    return f"{strategy.name} ({strategy.id})"


def _titles(tactics: Sequence[Tactic]) -> str:
    return "; ".join(f"{each.title} ({each.id})" for each in tactics) or "none"


def _numbers(cities: Sequence[City]) -> str:
    return _keys(tuple(city.key for city in cities))


def _keys(keys: Sequence[CityKey]) -> str:
    return " ".join(map(str, keys)) or "none"


def _tactic(each: TacticAdvice) -> str:
    marks = [mark for mark, here in (("general", each.general), ("effort", each.effort)) if here]
    tags = "".join(f" <{mark}>" for mark in marks)
    head = f"{each.tactic.title} ({each.tactic.id}){tags} [{each.source}]"
    evidence = f"cities {_numbers(each.cities)}: {each.evidence}"
    return "\n".join([head, evidence, *(f"case {_case(case)}" for case in each.cases)])


def _case(each: CaseAdvice) -> str:
    alike = ", alike" if each.alike else ""
    told = f", told of: {' and '.join(each.elsewhere)}" if each.elsewhere else ""
    return f"{each.case.id}, cities {_keys(each.case.cities)}{alike}{told} [{each.case.source}]"


def _change(each: Change) -> str:
    state = f"threat {each.threat}, horizon {each.horizon} -> {_name(each.strategy)}"
    head = f"{each.what}: {state}, grid cell {each.cell.state}. {each.text} [{each.source}]"
    return f"{head}\ngained: {_titles(each.gained)}\nlost: {_titles(each.lost)}"
