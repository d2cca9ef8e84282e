"""The knowledge that a command works with: what comes with the program, and the packs wanted."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from boundary_advisor.cli.output import complain
from boundary_advisor.errors import UsageError
from boundary_advisor.knowledge.load import load_knowledge
from boundary_advisor.plain import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundary_advisor.knowledge.base import KnowledgeBase

VARIABLE = "BOUNDARY_ADVISOR_KNOWLEDGE"
"""The environment variable that names packs where no option does, separated as in PATH."""


def knowledge_of(folders: Sequence[str] | None, *, only: bool) -> KnowledgeBase:
    """Read the knowledge that is wanted, and say on standard error what in a pack does nothing.

    Args:
        folders: What `--knowledge` names; None or nothing leaves it to the environment.
        only: Whether the first pack takes the place of the built-in knowledge.

    Raises:
        UsageError: A pack is to take its place, and none is named.
        KnowledgeError: All problems of a pack, or of the knowledge.
    """
    wanted = folders_of(folders)
    if only and not wanted:
        hint = f"Name it with --knowledge DIR, or in the variable {VARIABLE}."
        raise UsageError("--only needs a knowledge pack", hint)
    if not wanted:
        return load_knowledge()
    from boundary_advisor.knowledge.packs.load import load_with_packs

    kb = load_with_packs([Path(each) for each in wanted], only=only)
    for note in (note for layer in kb.layers for note in layer.notes):
        complain(f"note: {note}", "", 0)
    return kb


def base_of(folders: Sequence[str] | None, *, only: bool) -> KnowledgeBase:
    """Read the knowledge that lies below all packs; raises what `knowledge_of` does."""
    return knowledge_of(folders_of(folders)[:1], only=True) if only else load_knowledge()


def folders_of(folders: Sequence[str] | None) -> tuple[str, ...]:
    """Give the folders of the packs that are wanted: those of the options, else the variable's."""
    if folders:
        return tuple(folders)
    return tuple(filter(None, os.environ.get(VARIABLE, "").split(os.pathsep)))


def options_for(folders: Sequence[str], *, only: bool) -> str:
    """Give what to add to a command line so that it works with packs; empty where there are none.

    Args:
        folders: Their folders.
        only: Whether the first of them is a whole pack.
    """
    named = [f"--knowledge {shlex.quote(printable(each))}" for each in folders]
    return " ".join((*named, "--only") if only else named)
