"""Interviews for a test: programme files from their text, and someone who answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from boundary_advisor.programme.interview import Interview
from boundary_advisor.programme.programme_file import NamedProgramme, begin_file, load_programme
from tests.support.models import QuestionKind, apply_edits
from tests.support.programmes import city_planner

if TYPE_CHECKING:
    from collections.abc import Callable

    from boundary_advisor import Planner
    from boundary_advisor.programme.interview import Walk
    from tests.support.models import InterviewStep

DAY = date(2026, 11, 22)

DATA = ("yes", "yes", "no", "yes", "no", "no", "no", "no", "no", "CIO")
"""The answers on one challenge, which is met: the signs, then the owner."""

SHORT = ("Port Aldren", "3", "no", *DATA, *["no"] * 6, "")
"""A whole interview, with one challenge that is met."""


def begun(name: str = "Port Aldren", planner: Planner | None = None) -> str:
    """Begin a file."""
    return begin_file((planner or city_planner()).kb, name, DAY)


def loaded(text: str, planner: Planner | None = None) -> NamedProgramme:
    """Read a text as the program reads a file; it raises where the program would complain."""
    planner = planner or city_planner()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "programme.yaml"
        file.write_text(text, "utf-8")
        return load_programme(file, planner.kb, planner.guide)


def interview(text: str, answers: str = "", planner: Planner | None = None) -> Interview:
    """Begin an interview on the text of a file, with a file of answers or without."""
    planner = planner or city_planner()
    more = loaded(answers, planner).programme if answers else None
    programme, names = loaded(text, planner)
    return Interview(planner.kb, planner.guide, programme, more, names)


def answered(
    asked: Interview, answer: Callable[[InterviewStep], str], most: int = 999
) -> tuple[dict[InterviewStep, str], Walk]:
    """Answer what is open, one by one, as someone at a keyboard does; at most so many."""
    replies: dict[InterviewStep, str] = {}
    walk = asked.walk(replies)
    while walk.open and len(replies) < most:
        replies[walk.open[0]] = answer(walk.open[0])
        walk = asked.walk(replies)
    return replies, walk


def after(text: str, walk: Walk) -> str:
    """Give the text of a file with the answers in it."""
    return apply_edits(text, walk.edits)


def meets(
    *challenges: str, signs: tuple[str, ...] = ("way-blocked", "foundations")
) -> Callable[[InterviewStep], str]:
    """Meet these challenges, with these signs and no others."""

    def answer(step: InterviewStep) -> str:
        if step.kind is QuestionKind.CITY_SIZE:
            return "medium-city"
        if step.kind is QuestionKind.OWNER:
            return "CIO" if step.challenge == challenges[0] else ""
        if step.kind is QuestionKind.SIGN:
            return "yes" if step.question in signs else "no"
        return "yes" if step.challenge in challenges else "no"

    return answer
