"""Changes to a table that keep it one: columns, rows and cells."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from tests.fuzz.text import edited
from tests.fuzz.values import hostile_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

Rows = list[list[str]]


def spoil_csv(text: str, random: Random) -> bytes:
    """Change cells, rows and columns of a table, now and then its text as well."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        random.choice(_CHANGES)(rows, random)
    out = io.StringIO()
    csv.writer(out, delimiter=random.choice(";;,\t")).writerows(rows)
    written = random.choice(("", "\ufeff", "sep=;\n")) + out.getvalue()
    if random.random() < 0.2:
        return edited(written, random)
    return written.encode("utf-8", "surrogatepass")


def _row(rows: Rows, random: Random) -> list[str]:
    return random.choice(rows)


def _cell(rows: Rows, random: Random) -> None:
    row = _row(rows, random)
    if row:
        row[random.randrange(len(row))] = random.choice((hostile_text(random), *_row(rows, random)))


def _append(rows: Rows, random: Random) -> None:
    row = _row(rows, random)
    if row:
        row[random.randrange(len(row))] += hostile_text(random)


def _lengthen(rows: Rows, random: Random) -> None:
    _row(rows, random).append(hostile_text(random))


def _shorten(rows: Rows, random: Random) -> None:
    row = _row(rows, random)
    del row[random.randrange(len(row) + 1) :]


def _double(rows: Rows, random: Random) -> None:
    rows.insert(random.randint(0, len(rows)), list(_row(rows, random)))


def _swap_columns(rows: Rows, random: Random) -> None:
    size = min(map(len, rows))
    if size:
        one, other = random.randrange(size), random.randrange(size)
        for row in rows:
            row[one], row[other] = row[other], row[one]


def _drop_column(rows: Rows, random: Random) -> None:
    at = random.randrange(20)
    for row in rows:
        del row[at : at + 1]


_CHANGES: tuple[Callable[[Rows, Random], None], ...] = (
    _cell,
    _cell,
    _append,
    _lengthen,
    _shorten,
    _double,
    _swap_columns,
    _drop_column,
)
