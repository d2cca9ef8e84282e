"""Folders of packs -> the knowledge with all of them laid over it, or every problem at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.errors import KnowledgeError, Problem, UsageError
from boundary_advisor.knowledge.base import CHALLENGES, Files, KnowledgeBase
from boundary_advisor.knowledge.checks import check
from boundary_advisor.knowledge.guide import load_guide
from boundary_advisor.knowledge.load import data_dir, load_knowledge
from boundary_advisor.knowledge.provenance import HEAD, Layer, PackKind
from boundary_advisor.packs.changes import Draft, marked
from boundary_advisor.packs.overlay import Overlay
from boundary_advisor.packs.pack import CASE, CELL, CHALLENGE, CITY, SERVICE, STRATEGY, TACTIC
from boundary_advisor.packs.pack_folder import AGAIN, ReadPack, read_head, read_pack
from boundary_advisor.text import printable, show
from boundary_advisor.validation import Collector, Fault, in_short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from boundary_advisor.errors import Problem
    from boundary_advisor.knowledge.base import Files
    from boundary_advisor.knowledge.models import Strategy, Tactic
    from boundary_advisor.knowledge.provenance import PackHead
    from boundary_advisor.packs.pack import Key, Kind, Pack
    from boundary_advisor.yamlfile import Loc


def put(faults: Iterable[Fault], files: Files, overlay: Overlay, pack: Pack) -> list[Fault]:
    """Put faults in the whole to where the pack gives what is at fault.

    Args:
        faults: Faults in the whole, each with the way to it there.
        files: The whole.
        overlay: What the pack gave, and where.
        pack: The pack. What it does not give itself is put to its file of the same name.
    """
    return [_put(each, files, overlay, pack) for each in faults]


def _put(fault: Fault, files: Files, overlay: Overlay, pack: Pack) -> Fault:
    for kind, key, rest in _identify(fault, files):
        if (given := overlay.given.get((kind, key))) is not None:
            return fault._replace(file=given.kind.file, loc=(*given.loc, *rest))
    file = fault.file if fault.file in pack.contents else HEAD
    return Fault(file, (), f"{fault.what} (this pack makes it so)", fault.fix)


def _identify(fault: Fault, files: Files) -> Iterator[tuple[Kind, Key, Loc]]:
    """Say which entries a way through the files leads to, and what is left of the way to each."""
    match fault.loc:
        case ("challenges", int() as place, *rest):
            yield CHALLENGE, (files.challenges.challenges[place].id,), tuple(rest)
        case ("strategies", int() as place, *rest):
            yield from _in_strategy(files.strategies.strategies[place], tuple(rest))
        case ("cities", int() as place, *rest):
            yield CITY, CITY.key_of(files.cases.cities[place]), tuple(rest)
        case ("cases", int() as place, *rest):
            yield CASE, (files.cases.cases[place].id,), tuple(rest)


def _in_strategy(strategy: Strategy, loc: Loc) -> Iterator[tuple[Kind, Key, Loc]]:
    match loc:
        case ("tactics", int() as turn, *rest):
            tactic = strategy.tactics[turn]
            yield from _in_tactic(tactic, tuple(rest))
            yield TACTIC, (tactic.id,), tuple(rest)
        case ("cells", int() as turn, *rest):
            yield CELL, (strategy.id, strategy.cells[turn].challenge), tuple(rest)
        case _:
            yield STRATEGY, (strategy.id,), loc


def _in_tactic(tactic: Tactic, loc: Loc) -> Iterator[tuple[Kind, Key, Loc]]:
    match loc:
        case ("serves", int() as turn, *rest):
            yield SERVICE, (tactic.id, tactic.serves[turn].challenge), tuple(rest)


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
        what = f"the version is {show(base.about.version)} in {CHALLENGES}"
        found = Fault(HEAD, ("version",), what, "make both the same")
        raise KnowledgeError((read.problem(found),), AGAIN)
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
    faults = [*overlay.faults, *put(check(files), files, overlay, read.pack)]
    problems = [read.problem(found) for found in faults]
    if same:
        what = f"a pack '{head.name}' is laid over already"
        found = Fault(HEAD, ("name",), what, "give each once, under its own name")
        problems = [read.problem(found)]
    return Step(files, Layer(head, tuple(overlay.effects), tuple(overlay.notes)), tuple(problems))


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
