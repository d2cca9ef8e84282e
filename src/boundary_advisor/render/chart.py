"""The chart of a document, in the language of Mermaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.errors import UsageError
from boundary_advisor.plain import printable
from boundary_advisor.render.document import Diagram

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.render.document import Document


def to_mermaid(documents: Iterable[Document]) -> str:
    """Give the first chart of some documents.

    Raises:
        UsageError: They have none, as it would be larger than Mermaid draws, or have no step.
    """
    charts = (
        block for document in documents for block in document.blocks if isinstance(block, Diagram)
    )
    first = next(charts, None)
    if first is None:
        message = "there is no chart: it would be empty, or larger than Mermaid draws"
        raise UsageError(message, "Choose another format.")
    return f"{printable(first.mermaid, keep_newlines=True)}\n"
