"""The formats, and what writes documents in them."""

from __future__ import annotations

from boundary_advisor.output.explorer import explorer_page
from boundary_advisor.output.formats import (
    ALL_BUT_CHARTS,
    BINARY,
    FILE,
    FORMS,
    READABLE,
    Format,
    View,
    format_of,
    to_mermaid,
)
from boundary_advisor.output.html import to_html
from boundary_advisor.output.json_advice import advice_json
from boundary_advisor.output.markdown import to_markdown
from boundary_advisor.output.sheets import to_csv
from boundary_advisor.output.svg import to_svg
from boundary_advisor.output.terminal import to_terminal
from boundary_advisor.output.word import to_docx
from boundary_advisor.output.workbook import to_xlsx

__all__ = [
    "ALL_BUT_CHARTS",
    "BINARY",
    "FILE",
    "FORMS",
    "READABLE",
    "Format",
    "View",
    "advice_json",
    "explorer_page",
    "format_of",
    "to_csv",
    "to_docx",
    "to_html",
    "to_markdown",
    "to_mermaid",
    "to_svg",
    "to_terminal",
    "to_xlsx",
]
