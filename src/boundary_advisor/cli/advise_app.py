"""The typer application of `advise` alone, which loads no other command."""

from __future__ import annotations

from typing import Any

import typer

from boundary_advisor.cli import advise

SETTINGS: dict[str, Any] = {
    "rich_markup_mode": None,  # else brackets in a text would be taken for markup
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"], "max_content_width": 100},
}
"""What all applications have in common."""

advise_app = typer.Typer(**SETTINGS)
advise_app.command(epilog=advise.EXAMPLES)(advise.advise)
