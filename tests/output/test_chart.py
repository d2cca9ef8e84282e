"""The chart of a document, by itself."""

from __future__ import annotations

import pytest

from boundary_advisor import UsageError
from tests.support.documents import Diagram, Document, Paragraph
from tests.support.writers import to_mermaid


def test_the_first_chart_is_given() -> None:
    charts = (Paragraph("text"), Diagram("flowchart LR\n  a\x1b", "One"), Diagram("other", "Two"))
    assert to_mermaid([Document("a", ()), Document("b", charts)]) == "flowchart LR\n  a\\x1b\n"


def test_where_there_is_none_it_is_said_so() -> None:
    with pytest.raises(UsageError, match="there is no chart") as caught:
        to_mermaid([Document("a", (Paragraph("text"),))])
    assert caught.value.hint == "Choose another format."
