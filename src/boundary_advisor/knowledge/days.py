"""Days of the calendar, as files and users write them."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def is_day(text: str) -> date | None:
    """Read a day written as year, month and day, such as 2027-03-31; None where it is no such."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _day_of(value: object) -> object:
    """Take nothing for a day but what `is_day` does; the library would take numbers too."""
    found = is_day(value) if isinstance(value, str) else value
    if isinstance(found, date):
        return found
    if isinstance(value, str) and _DAY.fullmatch(value):
        raise PydanticCustomError("day", "the calendar has no such day")
    raise PydanticCustomError("day", "must be a day written like 2027-03-31")


Day = Annotated[date, BeforeValidator(_day_of)]
"""A day of the calendar."""
