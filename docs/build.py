#!/usr/bin/env python3
"""Write the pages of this folder that follow from data and code.

usage: python docs/build.py [--check] [--into FOLDER]

The prose of a page stands beside this script as PAGE.in.md; its tables and figures come from
`data/` and from the engine. With --check nothing is written: the script exits with 1 and names
each page that is not up to date.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from boundary_advisor.engine.advisor import Advisor
from boundary_advisor.engine.results import Situation
from boundary_advisor.engine.rules import RULES
from boundary_advisor.engine.tactics import contents_of
from boundary_advisor.knowledge.entry import Entry
from boundary_advisor.knowledge.guide import load_guide
from boundary_advisor.knowledge.load import load_knowledge
from boundary_advisor.knowledge.models import CellState, Horizon, Threat
from boundary_advisor.output.svg import to_svg
from boundary_advisor.output.terminal import to_terminal
from boundary_advisor.packs.starter import SCHEMAS, as_text, knowledge_schema
from boundary_advisor.programme.planner import PROGRAMME_RULES, Planner
from boundary_advisor.text import listing
from boundary_advisor.views.advice_page import advice_document
from boundary_advisor.views.catalogue_page import matrix_document
from boundary_advisor.views.comparison_page import comparison_document
from outputs import OUTPUTS, output_schema, output_sections
from picture import picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from boundary_advisor.engine.results import Rule
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.knowledge.models import (
        Case,
        Cell,
        Challenge,
        City,
        Interviewee,
        Strategy,
    )

HERE = Path(__file__).parent


def main() -> int:
    """Write the pages, or check them."""
    parser = ArgumentParser(description="Write the pages that follow from data and code.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 on a drift")
    parser.add_argument("--into", type=Path, default=HERE, help="another folder for the pages")
    args = parser.parse_args()
    drifted = False
    for name, text in pages(load_knowledge()).items():
        page = args.into / name
        if not args.check:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
        elif not page.is_file() or page.read_text(encoding="utf-8") != text:
            sys.stderr.write(f"{page} is not up to date; run: python docs/build.py\n")
            drifted = True
    return 1 if drifted else 0


def pages(kb: KnowledgeBase) -> dict[str, str]:
    """Give the text of each page, by its file name."""
    guide = load_guide(kb)
    rules: dict[str, object] = {
        "rules": rule_list(RULES, kb),
        "programme_rules": rule_list(PROGRAMME_RULES, guide),
    }
    return {
        "knowledge.md": _page("knowledge", knowledge_parts(kb, guide)),
        "rules.md": _page("rules", rules),
        "json.md": _page("json", {"outputs": output_sections()}),
        "advise.svg": answer_picture(kb),
        "moved.svg": moves_picture(),
        "matrix.svg": to_svg([matrix_document(kb)]),
        **{
            f"schemas/knowledge/{name}.schema.json": as_text(knowledge_schema(name, kb))
            for name in SCHEMAS
        },
        **{f"schemas/{name}.schema.json": as_text(output_schema(name)) for name in OUTPUTS},
    }


def moves_picture() -> str:
    """Draw what moved in the example of a medium city."""
    planner = Planner()
    years = (HERE.parent / "examples" / f"medium-city-{year}.yaml" for year in (2025, 2026))
    old, new = map(planner.read, years)
    return to_svg([comparison_document(planner.kb, planner.compare(old, new), full=False)])


def answer_picture(kb: KnowledgeBase) -> str:
    """Draw the answer to the main question, as a terminal of 80 columns shows it."""
    question = Situation(challenge="data", threat=Threat.HIGH, horizon=Horizon.LONG)
    document = advice_document(kb, Advisor(kb).advise(question), full=False)
    answer = to_terminal(document, width=80, color=True, unicode=True)
    return picture("advise --challenge data --threat high --horizon long", answer, 80)


def _page(name: str, parts: dict[str, object]) -> str:
    """Fill the prose of a page; a part that is missing is an error."""
    prose = (HERE / f"{name}.in.md").read_text(encoding="utf-8")
    note = f"<!-- Written by docs/build.py from docs/{name}.in.md and data/. Do not edit. -->"
    return f"{note}\n\n{Template(prose).substitute(parts)}"


def knowledge_parts(kb: KnowledgeBase, guide: Guide) -> dict[str, object]:
    """Give every table and figure of the page on the knowledge."""
    cells = [cell for _, _, cell in _all_cells(kb)]
    states = [cell.state for cell in cells]
    marked = {cell.challenge for cell in cells if cell.effort}
    shared = [str(city.number) for city in kb.cities if len(city.interviews) > 1]
    silent = [f"City {city.number}" for city in kb.cities if not _cases_in(kb, city)]
    unmarked = [f"challenge {each.number}" for each in kb.challenges if each.id not in marked]
    return {
        "closed": states.count(CellState.NOT_APPLICABLE),
        "damaged": states.count(CellState.INCOMPLETE),
        "effort": sum(cell.effort is not None for cell in cells),
        "unmarked": listing(unmarked),
        "shared": listing(shared),
        "silent": listing(silent),
        "leaders": sum(len(city.interviews) for city in kb.cities),
        "unplaced": f"{sum(not case.cities for case in kb.cases)} of the {len(kb.cases)}",
        "tactics": sum(len(strategy.tactics) for strategy in kb.strategies),
        "own": kb.about.own_judgement,
        "counts": count_table(kb),
        "grid": grid_table(kb),
        "cells": cell_table(kb),
        "notes": note_list(kb),
        "cities": city_table(kb),
        "caseless": caseless_list(kb),
        "judgement": judgement_table(kb, guide),
        "questions": question_table(kb, guide),
        "turns": turn_table(kb, guide),
        "places": _table(
            ("Place", "Where it is in the study"),
            ((each.name, each.where) for each in kb.about.places),
        ),
        "limits": _items(f"{each.text} [{each.source}]" for each in kb.about.limits),
    }


def count_table(kb: KnowledgeBase) -> str:
    """Count what there is of each kind."""
    own = [tactic for strategy in kb.strategies for tactic in strategy.tactics]
    rows = (
        ("Challenges", len(kb.challenges)),
        ("Signs of the challenges", sum(len(each.signs) for each in kb.challenges)),
        ("Strategies", len(kb.strategies)),
        ("Cells", len(list(_all_cells(kb)))),
        *((f"- {state}", _in_state(kb, state)) for state in CellState),
        ("Tactics", len(own)),
        ("- told for the strategy at large", sum(each.general for each in own)),
        ("- serving more than one challenge", sum(len(each.serves) > 1 for each in own)),
        ("- without a case", sum(not kb.cases_of(each.id) for each in own)),
        ("Cases", len(kb.cases)),
        ("- showing a tactic", sum(bool(case.tactics) for case in kb.cases)),
        ("- showing a challenge only", sum(not case.tactics for case in kb.cases)),
        ("- in Table 1", sum(_in_table(kb, case) for case in kb.cases)),
        ("- put to no city", sum(not case.cities for case in kb.cases)),
        ("Cities", len(kb.cities)),
        ("- with evidence", sum(bool(_cases_in(kb, city)) for city in kb.cities)),
    )
    return _table(("What", "How many"), rows)


def grid_table(kb: KnowledgeBase) -> str:
    """Show which strategy each field of the grid holds."""
    rows = (
        (each.quadrant.threat, each.quadrant.horizon, f"{each.name} (`{each.id}`)")
        for each in kb.strategies
    )
    return _table(("Threat", "Horizon", "Strategy"), rows)


def cell_table(kb: KnowledgeBase) -> str:
    """Show every cell with its state, its effort mark and what stands behind it."""
    head = ("Challenge", "Strategy", "State", "Effort", "Tactics", "Cases", "Cities")
    rows = (
        (
            f"{challenge.number} {challenge.id}",
            strategy.id,
            cell.state,
            "most effort" if cell.effort else "",
            *_behind(kb, challenge, strategy),
        )
        for challenge, strategy, cell in _all_cells(kb)
    )
    return _table(head, rows)


def _behind(kb: KnowledgeBase, challenge: Challenge, strategy: Strategy) -> tuple[int, int, str]:
    """Count a cell's tactics and cases, and name its cities."""
    found = contents_of(kb, challenge, strategy)
    return (
        len(found.tactics),
        len(found.cases),
        ", ".join(str(city.key) for city in found.cities) or "none",
    )


def note_list(kb: KnowledgeBase) -> str:
    """Say why cells are incomplete or do not apply."""
    return _items(
        f"**{challenge.number} {challenge.id}, {strategy.id}** ({cell.state}). {cell.note} "
        f"[{cell.source}]"
        for challenge, strategy, cell in _all_cells(kb)
        if cell.note
    )


def city_table(kb: KnowledgeBase) -> str:
    """Show each city and how much the paper tells of it."""
    head = ("City", "Cases", "In Table 1", "Size", "Setting", "Interviewed")
    rows = (
        (
            city.number,
            len(_cases_in(kb, city)) or "none",
            sum(_in_table(kb, case) for case in _cases_in(kb, city)) or "none",
            f"{kb.size(city.size).title} ({kb.size(city.size).population})",
            city.setting or "",
            "; ".join(map(_interview, city.interviews)),
        )
        for city in kb.cities
    )
    return _table(head, rows)


def _interview(leader: Interviewee) -> str:
    rounds = listing([str(each) for each in leader.rounds])
    return f"{leader.role}, round{'s' if len(leader.rounds) > 1 else ''} {rounds}"


def caseless_list(kb: KnowledgeBase) -> str:
    """List the tactics that no case shows."""
    return _items(
        f"`{tactic.id}` ({strategy.name}): {tactic.title}. [{tactic.source}]"
        for strategy in kb.strategies
        for tactic in strategy.tactics
        if not kb.cases_of(tactic.id)
    )


def question_table(kb: KnowledgeBase, guide: Guide) -> str:
    """List the questions of the interview, and what a yes speaks for."""
    head = ("Question", "A yes speaks for", "Asked of", "Source")
    deciding = {each.deciding.id for each in guide.axes}
    rows = (
        (
            f"{each.text} (`{each.id}`{', decides' if each.id in deciding else ''})",
            each.points_to,
            ", ".join(f"{kb.challenge(one).number} {one}" for one in each.challenges) or "all",
            each.source,
        )
        for each in guide.questions.values()
    )
    return _table(head, rows)


def turn_table(kb: KnowledgeBase, guide: Guide) -> str:
    """Say when the turn of each strategy comes, and when it is over."""
    rows = (
        (each.name, *(f"{said.text} [{said.source}]" for said in (turn.starts, turn.ends)))
        for each in kb.strategies
        for turn in (guide.turns[each.id],)
    )
    return _table(("Strategy", "Starts", "Ends"), rows)


def judgement_table(kb: KnowledgeBase, guide: Guide) -> str:
    """List every statement that is the project's own judgement, in whole or in part."""
    rows = (
        (", ".join(trail), _say(entry), source)
        for top in (*kb.files, *guide.files)
        for trail, entry in _walk(top, ())
        if kb.about.own_judgement in (source := str(getattr(entry, "source", "")))
    )
    return _table(("Where", "What", "Source"), rows)


def _walk(entry: Entry, trail: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Entry]]:
    """Give every entry below this one, with the names that lead to it."""
    for field, value in entry:
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Entry):
                below = (*trail, *_name(field, each))
                yield below, each
                yield from _walk(each, below)


def _name(field: str, entry: Entry) -> tuple[str, ...]:
    for key in ("id", "rule", "challenge", "strategy"):
        if hasattr(entry, key):
            return (f"{field.replace('_', ' ')} `{getattr(entry, key)}`",)
    return (field.replace("_", " "),)


def _say(entry: Entry) -> str:
    """Say what an entry states; one without words of its own ties a tactic to a challenge."""
    fields = ("text", "why", "difference", "summary")
    said = (str(getattr(entry, each)) for each in fields if hasattr(entry, each))
    return next(said, "That this tactic serves this challenge.")


def rule_list(rules: Sequence[Rule], known: KnowledgeBase | Guide) -> str:
    """Describe each rule under a heading of its id."""
    return "\n\n".join(_rule(rule, known) for rule in rules)


def _rule(rule: Rule, known: KnowledgeBase | Guide) -> str:
    ground = rule.ground(known)
    return (
        f"### {rule}\n\n"
        f"**What it does.** {rule.meaning}\n\n"
        f"**Ground.** {ground.text}\n\n"
        f"**Source.** {ground.source}\n\n"
        f"**Code.** `{rule.apply.__name__}` in `{rule.apply.__module__}`"
    )


def _all_cells(kb: KnowledgeBase) -> Iterator[tuple[Challenge, Strategy, Cell]]:
    for challenge in kb.challenges:
        for strategy in kb.strategies:
            yield challenge, strategy, kb.cell(challenge.id, strategy.id)


def _in_state(kb: KnowledgeBase, state: CellState) -> int:
    return sum(cell.state is state for _, _, cell in _all_cells(kb))


def _cases_in(kb: KnowledgeBase, city: City) -> list[Case]:
    return [case for case in kb.cases if city.key in case.cities]


def _in_table(kb: KnowledgeBase, case: Case) -> bool:
    return f"{kb.about.table.name}, " in case.source


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    lines = (head, ("---",) * len(head), *rows)
    return "\n".join(f"| {' | '.join(str(each) for each in line)} |" for line in lines)


def _items(texts: Iterable[str]) -> str:
    return "\n".join(f"- {text}" for text in texts)


if __name__ == "__main__":
    sys.exit(main())
