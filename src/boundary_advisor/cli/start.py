"""What a newcomer sees who types the name of the program and nothing else."""

from __future__ import annotations

from boundary_advisor.cli.packs import knowledge_of
from boundary_advisor.cli.publish import View, publish, target
from boundary_advisor.render.json import dump, head
from boundary_advisor.render.start import start_document


def start() -> None:
    """Show the way in."""
    kb = knowledge_of(None, only=False)
    publish(
        View(lambda: (start_document(kb),), lambda: dump(head(kb))), target(None, None, force=False)
    )
