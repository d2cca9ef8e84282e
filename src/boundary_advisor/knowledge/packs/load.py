"""Folders of packs -> the knowledge with all of them laid over it, or every problem at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.errors import KnowledgeError, UsageError
from boundary_advisor.knowledge.base import KnowledgeBase
from boundary_advisor.knowledge.checks import check
from boundary_advisor.knowledge.collect import in_short
from boundary_advisor.knowledge.files import CHALLENGES, Files, Finding
from boundary_advisor.knowledge.load import load_knowledge
from boundary_advisor.knowledge.names import show
from boundary_advisor.knowledge.packs.draft import Draft
from boundary_advisor.knowledge.packs.effects import Layer
from boundary_advisor.knowledge.packs.head import HEAD, PackKind
from boundary_advisor.knowledge.packs.mark import marked
from boundary_advisor.knowledge.packs.overlay import Overlay
from boundary_advisor.knowledge.packs.read import AGAIN, ReadPack, read_pack
from boundary_advisor.knowledge.packs.where import put
from boundary_advisor.plain import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundary_advisor.errors import Problem


class Step(NamedTuple):
    """The knowledge after one pack more, and what that pack did; problems where it has any."""

    files: Files
    layer: Layer
    problems: tuple[Problem, ...]


def load_with_packs(folders: Sequence[Path | str], *, only: bool = False) -> KnowledgeBase:
    """Read the knowledge with packs laid over it, the last one on top.

    Args:
        folders: The folders of the packs.
        only: The first of them is a whole pack, and takes the place of the built-in knowledge.

    Raises:
        KnowledgeError: All problems of the first pack that has any.
        UsageError: A pack is to take the place of the built-in knowledge, and none is given.
    """
    if only and not folders:
        raise UsageError("no whole pack is given", "Give the folder of one.")
    try:
        return _load([Path(each) for each in folders], only=only)
    except KnowledgeError as error:
        raise KnowledgeError(*in_short(error.problems, error.hint)) from None


def _load(folders: Sequence[Path], *, only: bool) -> KnowledgeBase:
    base, rest = _base_of(folders, only=only)
    if not rest:
        return base
    draft = Draft(base.files)
    layers: list[Layer] = []
    for folder in rest:
        step = lay_over(draft, read_pack(folder, PackKind.OVERLAY), tuple(layers))
        if step.problems:
            raise KnowledgeError(step.problems, AGAIN)
        layers.append(step.layer)
    return KnowledgeBase(marked(draft.files()), base.folder, base.head, tuple(layers))


def _base_of(folders: Sequence[Path], *, only: bool) -> tuple[KnowledgeBase, Sequence[Path]]:
    if not only:
        return load_knowledge(), folders
    return load_whole(folders[0]), folders[1:]


def load_whole(folder: Path) -> KnowledgeBase:
    """Read a whole pack.

    Raises:
        KnowledgeError: All problems of the pack.
    """
    read = read_pack(folder, PackKind.WHOLE)
    head = read.pack.head
    try:
        base = load_knowledge(folder)
    except KnowledgeError as error:
        raise in_folder(error, folder) from None
    if base.about.version != head.version:
        told = f"the version is {show(base.about.version)} in {CHALLENGES}; make both the same"
        raise KnowledgeError((read.problem(Finding(HEAD, ("version",), told)),), AGAIN)
    return KnowledgeBase(base.files, folder, head)


def in_folder(error: KnowledgeError, folder: Path | None) -> KnowledgeError:
    """Name files as they are found from here, where an error names them without their folder."""
    if folder is None:
        return error
    named = (
        each._replace(file=printable(str(folder / each.file))) if "/" not in each.file else each
        for each in error.problems
    )
    return KnowledgeError(tuple(named), AGAIN)


def lay_over(draft: Draft, read: ReadPack, below: tuple[Layer, ...]) -> Step:
    """Lay one pack over a draft, and check the whole.

    Args:
        draft: The knowledge so far, which is changed.
        read: The pack, as it was read.
        below: The packs that lie below this one.
    """
    head = read.pack.head
    same = [layer.head for layer in below if layer.head.name == head.name]
    overlay = Overlay(draft, read.pack)
    overlay.lay()
    files = draft.files()
    findings = [*overlay.findings, *put(check(files), files, overlay, read.pack)]
    problems = [read.problem(found) for found in findings]
    if same:
        told = f"a pack '{head.name}' is laid over already; give each once, under its own name"
        problems = [read.problem(Finding(HEAD, ("name",), told))]
    return Step(files, Layer(head, tuple(overlay.effects), tuple(overlay.notes)), tuple(problems))
