"""Whether what the knowledge says stands in the work where it says so, by a text of the work."""

from tests.source_text.judge import check_text
from tests.source_text.verdict import (
    ANOTHER_TEXT,
    HOW_FAR,
    MEANING,
    Judged,
    Verdict,
)

__all__ = ["ANOTHER_TEXT", "HOW_FAR", "MEANING", "Judged", "Verdict", "check_text"]
