"""Programmes made for a test, on the two fields that the rules are tested on."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from boundary_advisor import Planner, Programme, load_guide, load_knowledge
from boundary_advisor.output.sheets import to_csv as write_csv
from boundary_advisor.programme.csv_table import COLUMNS, rows_of
from tests.support.documents import Document, Table
from tests.support.knowledge import ORCHARD

if TYPE_CHECKING:
    from tests.support.models import Placed

LEVELS = {
    "bs": {"threat": "low", "horizon": "short"},
    "bk": {"threat": "low", "horizon": "long"},
    "bu": {"threat": "high", "horizon": "short"},
    "bd": {"threat": "high", "horizon": "long"},
    "??": {},
    "h?": {"threat": "high"},
}
"""Short names for a place on the grid."""


@cache
def city_planner() -> Planner:
    """Give the planner of the built-in knowledge."""
    return Planner()


@cache
def orchard_planner() -> Planner:
    """Give the planner of a small invented field."""
    kb = load_knowledge(ORCHARD)
    return Planner(kb, load_guide(kb, ORCHARD))


def made(*situations: str | dict[str, Any], **top: Any) -> Programme:  # noqa: ANN401
    """Make a programme; "data bu" is a situation by its challenge and place on the grid."""
    entries = tuple(map(_situation, situations))
    return Programme.model_validate({"programme": "Made up", "situations": entries, **top})


def _situation(given: str | dict[str, Any]) -> dict[str, Any]:
    if isinstance(given, dict):
        return given
    challenge, place, *initiative = given.split(maxsplit=2)
    named = {"initiative": initiative[0]} if initiative else {}
    return {"challenge": challenge, **LEVELS[place], **named}


def to_csv(programme: Programme) -> str:
    """Write a programme as the table that `portfolio` writes, without what was advised."""
    table = Table(COLUMNS, tuple(map(tuple, rows_of(programme))))
    return write_csv([Document(programme.programme, (), table)])


def placed(*situations: str | dict[str, Any]) -> tuple[Placed, ...]:
    """Place situations with the built-in knowledge."""
    return city_planner().place_situations(made(*situations))
