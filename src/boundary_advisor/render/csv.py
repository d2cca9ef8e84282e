"""The tables of documents as CSV, as RFC 4180 describes it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from boundary_advisor.plain import guard
from boundary_advisor.render.sheet import sheets_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.render.document import Document

BOM = "\ufeff"
"""What a file begins with; else Excel takes UTF-8 for something older."""


def to_csv(documents: Iterable[Document]) -> str:
    """Write the sheets of documents below each other.

    Args:
        documents: What to write. One without a sheet is left out.

    Returns:
        A byte order mark, and lines that end in CRLF, with `,` between cells. A sheet with the
        same header as the one above it goes on in its columns; another one follows after a blank
        line, with its own header. What a spreadsheet would take for a formula begins with `'`.

    Raises:
        ValueError: No document has a sheet.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    above: tuple[str, ...] | None = None
    for _, (header, *rows) in sheets_of(documents):
        if header != above:
            writer.writerows([] if above is None else [()])
            writer.writerow(map(guard, header))
        writer.writerows(map(guard, row) for row in rows)
        above = header
    return BOM + out.getvalue()
