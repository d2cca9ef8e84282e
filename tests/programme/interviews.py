"""Interviews for a test: programme files from their text, and someone who answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from boundary_advisor.programme.answers import Kind, sheet_of, written
from boundary_advisor.programme.interview import Interview
from boundary_advisor.programme.programme_file import begin_file, load_programme
from boundary_advisor.yamlfile import parse_yaml
from tests.programme.made import city_planner

if TYPE_CHECKING:
    from collections.abc import Callable

    from boundary_advisor.programme.answers import Sheet, Step
    from boundary_advisor.programme.interview import Walk
    from boundary_advisor.programme.planner import Planner

DAY = date(2026, 11, 22)


def begun(name: str = "Port Aldren", planner: Planner | None = None) -> str:
    """Begin a file."""
    return begin_file((planner or city_planner()).kb, name, DAY)


def sheet(text: str, planner: Planner | None = None) -> Sheet:
    """Read a text as the program reads a file; it raises where the program would complain."""
    planner = planner or city_planner()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "programme.yaml"
        file.write_text(text, "utf-8")
        programme = load_programme(file, planner.kb, planner.guide)
    return sheet_of(programme, parse_yaml(text, ""), planner.kb)


def interview(text: str, answers: str = "", planner: Planner | None = None) -> Interview:
    """Begin an interview on the text of a file, with a file of answers or without."""
    planner = planner or city_planner()
    told = sheet(answers, planner) if answers else None
    return Interview(planner.kb, planner.guide, sheet(text, planner), told)


def answered(
    asked: Interview, answer: Callable[[Step], str], most: int = 999
) -> tuple[dict[Step, str], Walk]:
    """Answer what is open, one by one, as someone at a keyboard does; at most so many."""
    replies: dict[Step, str] = {}
    walk = asked.walk(replies)
    while walk.open and len(replies) < most:
        replies[walk.open[0]] = answer(walk.open[0])
        walk = asked.walk(replies)
    return replies, walk


def after(text: str, walk: Walk) -> str:
    """Give the text of a file with the answers in it."""
    return written(text, walk.edits)


def meets(
    *challenges: str, signs: tuple[str, ...] = ("way-blocked", "foundations")
) -> Callable[[Step], str]:
    """Meet these challenges, with these signs and no others."""

    def answer(step: Step) -> str:
        if step.kind is Kind.CITY_SIZE:
            return "medium-city"
        if step.kind is Kind.OWNER:
            return "CIO" if step.challenge == challenges[0] else ""
        if step.kind is Kind.SIGN:
            return "yes" if step.question in signs else "no"
        return "yes" if step.challenge in challenges else "no"

    return answer
