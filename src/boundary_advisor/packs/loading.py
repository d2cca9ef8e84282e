"""Folders of packs -> the knowledge with all of them laid over it, or every problem in them."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from boundary_advisor.errors import KnowledgeError, Problem, UsageError
from boundary_advisor.knowledge.base import CHALLENGES, HEAD, PROGRAMMES, QUESTIONS, KnowledgeBase
from boundary_advisor.knowledge.checks import MAX_CHECK_FAULTS, SOURCE_FIELDS, check, sources_in
from boundary_advisor.knowledge.entry import Entry
from boundary_advisor.knowledge.guide import load_guide
from boundary_advisor.knowledge.load import data_dir, load_knowledge
from boundary_advisor.knowledge.provenance import Layer, PackHead, PackKind
from boundary_advisor.packs.draft import KnowledgeDraft, with_marked_names
from boundary_advisor.packs.overlay import Overlay
from boundary_advisor.packs.pack import OVERLAID, OWN_JUDGEMENT, Pack, of_pack, overlay_shape
from boundary_advisor.text import (
    MAX_NEAR,
    did_you_mean,
    join_sources,
    printable,
    show,
    split_source,
)
from boundary_advisor.validation import Collector, Fault, in_short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from boundary_advisor.knowledge.base import Files

AGAIN = "Mend the pack, then try again. 'boundary-advisor knowledge check DIR' tells all of it."
"""What to do about a pack with problems."""


def load_with_packs(folders: Sequence[Path | str], *, only: bool = False) -> KnowledgeBase:
    """Read the knowledge with packs laid over it, the last one on top.

    With `only`, the first is a whole pack, and takes the place of the built-in knowledge.

    Raises:
        KnowledgeError: All problems of the first pack that has any.
        UsageError: A pack is to take the place of the built-in knowledge, and none is given.
    """
    if only and not folders:
        raise UsageError("no whole pack is given", "Give the folder of one.")
    paths = [Path(each) for each in folders]
    try:
        base = _load_whole(paths[0]) if only else load_knowledge()
        return _lay_all(base, paths[1:] if only else paths)
    except KnowledgeError as error:
        raise KnowledgeError(*in_short(error.problems, error.hint)) from None


class PackCheck(NamedTuple):
    """What a check of packs found.

    Attributes:
        kb: The knowledge with every sound pack laid over it; None if what lies below all of them
            is not sound.
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
        if self.kb is None:
            return ()
        known = {challenge.id for challenge in self.kb.challenges}
        idle = (note for layer in self.kb.layers for note in layer.notes)
        return (*idle, *(note for head in self.heads for note in _notes_on_history(head, known)))


def _notes_on_history(head: PackHead, known: set[str]) -> Iterator[str]:
    """Note a history without the pack's version, and challenges in it that do not exist."""
    history = head.history
    if history and head.version not in {each.version for each in history}:
        text = f"pack '{head.name}' is version {head.version}, and its history begins with"
        yield f"{text} {history[0].version}: tell there what the new version changed"
    named = {
        each for edition in history for change in edition.changes for each in change.challenges
    }
    for challenge in sorted(named - known):
        text = f"pack '{head.name}' tells in its history of challenge {show(challenge)}"
        yield f"{text}, which is not there"


def check_packs(folders: Sequence[Path]) -> PackCheck:
    """Check packs: a whole one first, if there is one, and the others laid over it in order.

    With no folder, the built-in knowledge is checked.
    """
    head = _read_head(folders[0], Collector()) if folders else None
    whole = folders[0] if head and head.kind is PackKind.WHOLE else None
    try:
        base = _load_whole(whole) if whole else load_knowledge(data_dir())
    except KnowledgeError as error:
        return PackCheck(None, error.problems)
    problems: list[Problem] = []
    try:
        load_guide(base)
    except KnowledgeError as error:
        problems += _in_folder(error, whole or Path())
    kb = _lay_all(base, folders[1:] if whole else folders, problems)
    return PackCheck(kb, tuple(problems))


def _lay_all(
    base: KnowledgeBase, folders: Iterable[Path], problems: list[Problem] | None = None
) -> KnowledgeBase:
    """Lay packs over knowledge, one on top of the other.

    Problems are collected, and a pack with any is left out; without a list to collect them in, the
    first such pack raises a KnowledgeError.
    """
    files, layers = base.files, base.layers
    for folder in folders:
        try:
            files, layer = lay_over(files, read_pack(folder, PackKind.OVERLAY), layers)
        except KnowledgeError as error:
            if problems is None:
                raise
            problems += sorted(set(error.problems))
        else:
            layers = (*layers, layer)
    return KnowledgeBase(with_marked_names(files), base.folder, base.head, layers)


def lay_over(files: Files, pack: Pack, below: tuple[Layer, ...] = ()) -> tuple[Files, Layer]:
    """Lay one pack over knowledge, and check the result.

    Returns:
        The knowledge with the pack laid over it, and what the pack did.

    Raises:
        KnowledgeError: All problems of the pack; one is that a pack of its name lies below.
    """
    head = pack.head
    draft = KnowledgeDraft(files)
    overlay = Overlay(draft, pack)
    overlay.lay()
    merged = draft.files()
    faults = [*overlay.faults, *(overlay.trace(fault, merged) for fault in check(merged))]
    if any(layer.head.name == head.name for layer in below):
        what = f"a pack '{head.name}' is laid over already"
        faults = [Fault(HEAD, ("name",), what, "give each once, under its own name")]
    if faults:
        raise KnowledgeError(tuple(map(pack.locate, faults)), AGAIN)
    return merged, Layer(head, tuple(overlay.effects), tuple(overlay.notes))


_FILES = {
    PackKind.OVERLAY: (HEAD, *OVERLAID),
    PackKind.WHOLE: (HEAD, *OVERLAID, QUESTIONS, PROGRAMMES),
}
"""The files that a pack of each kind may have."""

_OTHER_KIND = {
    PackKind.OVERLAY: (
        "this pack takes the place of other knowledge",
        "name it first, and where an answer is asked for, add --only",
    ),
    PackKind.WHOLE: (
        "this pack is laid over other knowledge, and --only needs a whole one",
        "leave --only out, or name a whole pack first",
    ),
}
"""What is wrong with a pack of the other kind than is needed, and what to do."""


def read_pack(folder: Path, kind: PackKind) -> Pack:
    """Read the head of a pack of this kind and, of an overlay, its files.

    Raises:
        KnowledgeError: All problems of its files, or it is of the other kind.
    """
    collector = Collector()
    head = _read_head(folder, collector)
    if head is None:
        raise KnowledgeError(tuple(collector.problems), AGAIN)
    if head.kind is not kind:
        collector.report([Fault(HEAD, ("kind",), *_OTHER_KIND[kind])])
    collector.problems += islice(_strangers(folder, head.kind), MAX_NEAR)
    contents: dict[str, Entry] = {}
    for file in OVERLAID if kind is PackKind.OVERLAY is head.kind else ():
        path = folder / file
        if os.path.lexists(path):
            content = collector.read(path, overlay_shape(file), _shown(path))
            contents |= {file: content} if content else {}
    collector.report(islice(_unknown_places(head, contents), MAX_CHECK_FAULTS))
    if collector.problems:
        raise KnowledgeError(tuple(collector.problems), AGAIN)
    marked = {file: _with_own_sources(content, head.name) for file, content in contents.items()}
    return Pack(head, marked, collector.locate)


def _read_head(folder: Path, collector: Collector) -> PackHead | None:
    """Read the head of a pack; None if it has problems, which are collected."""
    path = folder / HEAD
    if not os.path.isdir(folder):  # noqa: PTH112  # false for what may not even be looked at
        collector.problems.append(Problem(_shown(folder), 0, 0, "there is no such folder"))
        return None
    head = collector.read(path, PackHead, _shown(path))
    if head is None and not os.path.lexists(path):
        fix = "a pack begins with it. See: boundary-advisor knowledge new"
        collector.problems[-1] = collector.problems[-1]._replace(fix=fix)
    return head


def _shown(path: Path) -> str:
    return printable(str(path))


def _strangers(folder: Path, kind: PackKind) -> Iterator[Problem]:
    """Find YAML files that such a pack does not have, so that nobody would read them."""
    known = _FILES[kind]
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return  # its files are read by name
    for name in names:
        if name.endswith((".yaml", ".yml")) and name not in known:
            what = f"{show(name)} is no file of such a pack"
            fix = did_you_mean(name, known) or f"it can have {', '.join(known)}"
            if name in _FILES[PackKind.WHOLE]:
                fix = "only a whole pack has one, to be used with --only"
            yield Problem(_shown(folder / name), 0, 0, what, fix)


def _unknown_places(head: PackHead, contents: dict[str, Entry]) -> Iterator[Fault]:
    """Find sources that name a place which the head does not list."""
    known = dict.fromkeys((*(place.name for place in head.places), OWN_JUDGEMENT))
    unknown = (
        (file, loc, place)
        for file, content in contents.items()
        for loc, source in sources_in(content)
        for place in split_source(source)
        if place not in known
    )
    for number, (file, loc, place) in enumerate(unknown):
        near = did_you_mean(place, known) if number < MAX_NEAR else ""
        fix = near or f"list it under 'places' in {HEAD}, or mend it"
        yield Fault(file, loc, f"the pack has no place {show(place)}", fix)


def _with_own_sources(value: Any, pack: str, field: str = "") -> Any:  # noqa: ANN401  # whatever a field holds
    """Mark every source in an entry as one of the pack."""
    if isinstance(value, str) and field in SOURCE_FIELDS:
        return join_sources(*(of_pack(place, pack) for place in split_source(value)))
    if isinstance(value, Entry):
        changed = {
            name: _with_own_sources(getattr(value, name), pack, name)
            for name in value.model_fields_set
        }
        return value.model_copy(update=changed)
    if isinstance(value, tuple):
        return tuple(_with_own_sources(item, pack) for item in value)
    return value


def _load_whole(folder: Path) -> KnowledgeBase:
    """Read a whole pack.

    Raises:
        KnowledgeError: All problems of the pack.
    """
    pack = read_pack(folder, PackKind.WHOLE)
    try:
        base = load_knowledge(folder)
    except KnowledgeError as error:
        raise KnowledgeError(_in_folder(error, folder), AGAIN) from None
    if base.about.version != pack.head.version:
        what = f"the version is {show(base.about.version)} in {CHALLENGES}"
        fault = Fault(HEAD, ("version",), what, "make both the same")
        raise KnowledgeError((pack.locate(fault),), AGAIN)
    return KnowledgeBase(base.files, folder, pack.head)


def _in_folder(error: KnowledgeError, folder: Path) -> tuple[Problem, ...]:
    """Name the files of problems with their folder."""
    return tuple(each._replace(file=_shown(folder / each.file)) for each in error.problems)
