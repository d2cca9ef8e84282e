"""The tables of documents as an Excel file: one worksheet for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.render.extras import XLSX, require
from boundary_advisor.render.package import steady
from boundary_advisor.render.sheet import sheets_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.render.document import Document


def to_xlsx(documents: Iterable[Document]) -> bytes:
    """Write the sheets of documents, each on a worksheet of its own, named by the title.

    Args:
        documents: What to write. One without a sheet is left out.

    Returns:
        The file. Every cell is text and none is a formula. The same documents are the same bytes.

    Raises:
        MissingExtraError: The library for it is not installed.
        ValueError: No document has a sheet.
    """
    require(XLSX)
    from boundary_advisor.render.xlsx_book import workbook  # noqa: PLC0415  # it imports openpyxl

    sheets = sheets_of(documents)
    return steady(workbook(sheets), sheets[0].title)
