"""Documents as a Word file, to be worked on and handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.output.formats import DOCX, require, steady

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.views.document import Document


def to_docx(documents: Iterable[Document]) -> bytes:
    """Write documents as one Word file: A4, with Word's own headings, lists, tables and numbers.

    Args:
        documents: What to write; each begins on a new page. Their diagrams are left out, as what
            a diagram shows stands in words beside it.

    Returns:
        The file. The same documents are the same bytes.

    Raises:
        MissingExtraError: The library for it is not installed.
    """
    require(DOCX)
    from boundary_advisor.output.word_file import word_file  # noqa: PLC0415  # it imports docx

    told = tuple(documents)
    return steady(word_file(told), told[0].title if told else "")
