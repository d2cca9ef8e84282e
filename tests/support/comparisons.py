"""Programmes to compare: two of one situation each, or any two of either field."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from boundary_advisor import Programme
from tests.support.models import fold
from tests.support.programmes import LEVELS, city_planner, made, orchard_planner

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from boundary_advisor import Comparison, Planner
    from tests.support.models import TacticChange

KB = city_planner().kb
DAY = date(2026, 10, 5)
Given = str | dict[str, Any]
PLANNERS = st.sampled_from((city_planner, orchard_planner))
STATUSES = ("open", "planned", "started", "done", "dropped")
DAYS = (None, "2026-01-01", "2026-06-30", "2027-03-31")

_NAMES = st.sampled_from((None, "Street lights", "street-lights", "Harbour", "Bus lanes"))


def at(place: str, challenge: str = "data", **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Give a situation at a place on the grid, with other fields."""
    return {"challenge": challenge, **LEVELS[place], **more}


def compared(old: Given, new: Given, day: date | None = DAY) -> Comparison:
    """Compare two programmes of one situation each."""
    return city_planner().compare(made(old), made(new), day)


def own(challenge: str, strategy: str) -> set[str]:
    """Give the ids of the tactics of a cell."""
    return {each.id for each in KB.tactics_in(challenge, strategy)}


def ids(changes: Iterable[TacticChange]) -> set[str]:
    """Give the ids of tactics that changed."""
    return {change.tactic.id for change in changes}


def shuffled(programme: Programme, shuffle: Random) -> Programme:
    """Give the same programme with its situations in another order."""
    entries = list(programme.situations)
    shuffle.shuffle(entries)
    return programme.model_copy(update={"situations": tuple(entries)})


@st.composite
def situations(draw: st.DrawFn, planner: Planner, *, settled: bool) -> dict[str, Any]:
    """Any situation; with both levels if it shall be settled."""
    open_too = () if settled else (None, "not sure")
    return {
        "challenge": draw(st.sampled_from([each.id for each in planner.kb.challenges])),
        "initiative": draw(_NAMES),
        "threat": draw(st.sampled_from(("low", "high", *open_too))),
        "horizon": draw(st.sampled_from(("short", "long", *open_too))),
        "owner": draw(st.sampled_from((None, "CIO", "Solicitor"))),
        "status": draw(st.sampled_from((None, *STATUSES))),
        "review": draw(st.sampled_from(DAYS)),
        "advised": draw(
            st.sampled_from((None, "no-such", *(each.id for each in planner.kb.strategies)))
        ),
    }


@st.composite
def programmes(draw: st.DrawFn, planner: Planner, *, settled: bool = False) -> Programme:
    """Any programme that the reader lets through, with names told apart by more than case."""
    entries = draw(
        st.lists(
            situations(planner, settled=settled),
            max_size=6,
            unique_by=lambda each: (each["challenge"], fold(each["initiative"] or "")),
        )
    )
    return Programme.model_validate(
        {
            "programme": "Made up",
            "assessed": draw(st.sampled_from(DAYS)),
            "knowledge": draw(st.sampled_from((None, planner.kb.about.version, "0.9"))),
            "situations": tuple(entries),
        }
    )


@st.composite
def pairs(draw: st.DrawFn, *, settled: bool = False) -> tuple[Planner, Programme, Programme]:
    """Any two programmes of one field."""
    planner = draw(PLANNERS)()
    old, new = (draw(programmes(planner, settled=settled)) for _ in range(2))
    return planner, old, new
