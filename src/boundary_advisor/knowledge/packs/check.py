"""Packs looked at as a whole: what each does, and every problem of all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.errors import KnowledgeError, Problem
from boundary_advisor.knowledge.base import KnowledgeBase
from boundary_advisor.knowledge.collect import Collector
from boundary_advisor.knowledge.guide import load_guide
from boundary_advisor.knowledge.load import data_dir, load_knowledge
from boundary_advisor.knowledge.names import show
from boundary_advisor.knowledge.packs.draft import Draft
from boundary_advisor.knowledge.packs.head import PackKind
from boundary_advisor.knowledge.packs.load import Step, in_folder, lay_over, load_whole
from boundary_advisor.knowledge.packs.mark import marked
from boundary_advisor.knowledge.packs.read import read_head, read_pack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from boundary_advisor.knowledge.files import Files
    from boundary_advisor.knowledge.packs.effects import Layer
    from boundary_advisor.knowledge.packs.head import PackHead


class Examined(NamedTuple):
    """What was found in packs.

    Attributes:
        kb: The knowledge with every sound pack laid over it; None where what lies below all of
            them is not sound.
        problems: All problems, in the order of the packs, and of their files and lines.
    """

    kb: KnowledgeBase | None
    problems: tuple[Problem, ...]

    @property
    def heads(self) -> tuple[PackHead, ...]:
        """The heads of the packs that could be used, a whole one first."""
        if self.kb is None:
            return ()
        whole = (self.kb.head,) if self.kb.head else ()
        return (*whole, *(layer.head for layer in self.kb.layers))

    @property
    def notes(self) -> tuple[str, ...]:
        """What in the packs does nothing, or is left out, in words."""
        layers = self.kb.layers if self.kb else ()
        idle = (note for layer in layers for note in layer.notes)
        known = {each.id for each in self.kb.challenges} if self.kb else set()
        told = (note for head in self.heads for note in (*_untold(head), *_lost(head, known)))
        return (*idle, *told)


def examine(folders: Sequence[Path]) -> Examined:
    """Look at packs: a whole one first, if there is one, and the others laid over it in order.

    Args:
        folders: Their folders; with none of them the built-in knowledge is looked at.
    """
    begins_whole = bool(folders) and _is_whole(folders[0])
    base, problems = _base(folders[0] if begins_whole else None)
    if base is None:
        return Examined(None, problems)
    files = base.files
    layers: tuple[Layer, ...] = ()
    for folder in folders[begins_whole:]:
        step, found = _lay(files, folder, layers)
        problems += found
        if step is not None:
            files, layers = step.files, (*layers, step.layer)
    return Examined(KnowledgeBase(marked(files), base.folder, base.head, layers), problems)


def _untold(head: PackHead) -> Iterator[str]:
    """Find a history that ends before the version of its pack."""
    if head.history and head.version not in {each.version for each in head.history}:
        told = f"pack '{head.name}' is version {head.version}, and its history begins with"
        yield f"{told} {head.history[0].version}: tell there what the new version changed"


def _lost(head: PackHead, known: set[str]) -> Iterator[str]:
    """Find challenges in a history that are not there, so that nobody would be told of them."""
    named = {
        each for edition in head.history for told in edition.changes for each in told.challenges
    }
    for challenge in sorted(named - known):
        told = f"pack '{head.name}' tells in its history of challenge {show(challenge)}"
        yield f"{told}, which is not there"


def _is_whole(folder: Path) -> bool:
    head = read_head(folder, Collector())
    return head is not None and head.kind is PackKind.WHOLE


def _base(folder: Path | None) -> tuple[KnowledgeBase | None, tuple[Problem, ...]]:
    """Read what lies below all packs, and the guide that belongs to it."""
    try:
        kb = load_knowledge(data_dir()) if folder is None else load_whole(folder)
    except KnowledgeError as error:
        return None, error.problems
    try:
        load_guide(kb)
    except KnowledgeError as error:
        return kb, in_folder(error, folder).problems
    return kb, ()


def _lay(
    files: Files, folder: Path, below: tuple[Layer, ...]
) -> tuple[Step | None, tuple[Problem, ...]]:
    """Lay a pack over files; give no step where it has problems, so that others are told too."""
    try:
        step = lay_over(Draft(files), read_pack(folder, PackKind.OVERLAY), below)
    except KnowledgeError as error:
        return None, tuple(sorted(error.problems))
    return (None, tuple(sorted(set(step.problems)))) if step.problems else (step, ())
