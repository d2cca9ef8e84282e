"""A folder -> a pack: its head and its files, each with its places, or every problem in them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, islice
from typing import TYPE_CHECKING

from boundary_advisor.errors import KnowledgeError, Problem
from boundary_advisor.knowledge.checks import MAX_CHECK_FAULTS, sources_in
from boundary_advisor.knowledge.guide import PROGRAMMES, QUESTIONS
from boundary_advisor.knowledge.provenance import HEAD, PackHead, PackKind
from boundary_advisor.packs.changes import OWN_JUDGEMENT, with_sources_of
from boundary_advisor.packs.overlay import OVERLAID
from boundary_advisor.packs.pack import Pack, overlay_shape
from boundary_advisor.text import MAX_NEAR, did_you_mean, printable, show
from boundary_advisor.validation import Collector, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from boundary_advisor.knowledge.entry import Entry

AGAIN = "Mend the pack, then try again. 'boundary-advisor knowledge check DIR' tells all of it."
"""What to do about a pack with problems."""

FILES = {
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


@dataclass(frozen=True)
class ReadPack:
    """A pack that was read, with the places of everything in it.

    Attributes:
        folder: Where it lies.
        pack: What it holds.
        collector: What finds the places.
    """

    folder: Path
    pack: Pack
    collector: Collector

    def problem(self, fault: Fault) -> Problem:
        """Give a fault its file, line and column."""
        return self.collector.locate(fault)


def read_pack(folder: Path, kind: PackKind) -> ReadPack:
    """Read the head of a pack and, of an overlay, its files.

    Args:
        folder: Where it lies.
        kind: What kind of pack is wanted.

    Raises:
        KnowledgeError: All problems of its files, or it is of the other kind.
    """
    collector = Collector()
    head = read_head(folder, collector)
    if head is None:
        raise KnowledgeError(tuple(collector.problems), AGAIN)
    if head.kind is not kind:
        collector.report([Fault(HEAD, ("kind",), *_OTHER_KIND[kind])])
    collector.problems += islice(_strangers(folder, head.kind), MAX_NEAR)
    overlaid = OVERLAID if kind is PackKind.OVERLAY is head.kind else ()
    contents: dict[str, Entry] = {}
    for file in overlaid:
        path = folder / file
        if _is_there(path) and (content := collector.read(path, overlay_shape(file), _shown(path))):
            contents[file] = content
    collector.report(islice(_sources_without_place(head, contents), MAX_CHECK_FAULTS))
    if collector.problems:
        raise KnowledgeError(tuple(collector.problems), AGAIN)
    marked = {file: with_sources_of(content, head.name) for file, content in contents.items()}
    return ReadPack(folder, Pack(head, marked), collector)


def _sources_without_place(head: PackHead, contents: dict[str, Entry]) -> Iterator[Fault]:
    """Find sources that name a place which the head does not list."""
    named = [place.name for place in head.places]
    known = {*named, OWN_JUDGEMENT}
    looked = count()
    for file, content in contents.items():
        for loc, source in sources_in(content):
            for place in source.split("; "):
                if place not in known:
                    is_early = next(looked) < MAX_NEAR
                    near = did_you_mean(place, [*named, OWN_JUDGEMENT]) if is_early else ""
                    fix = near or f"list it under 'places' in {HEAD}, or mend it"
                    yield Fault(file, loc, f"the pack has no place {show(place)}", fix)


def read_head(folder: Path, collector: Collector) -> PackHead | None:
    """Read the head of a pack; None where it has problems, which the collector keeps."""
    path = folder / HEAD
    if _is_folder(folder) and not _is_there(path):
        what, fix = (
            "there is no such file",
            "a pack begins with it. See: boundary-advisor knowledge new",
        )
        collector.problems.append(Problem(_shown(path), 0, 0, what, fix))
        return None
    if not _is_folder(folder):
        collector.problems.append(
            Problem(
                _shown(folder),
                0,
                0,
                "there is no such folder",
            )
        )
        return None
    return collector.read(path, PackHead, _shown(path))


def _shown(path: Path) -> str:
    return printable(str(path))


def _is_there(path: Path) -> bool:
    try:
        return path.exists() or path.is_symlink()
    except (OSError, ValueError):
        return True  # reading it will say why it cannot be read


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _strangers(folder: Path, kind: PackKind) -> Iterator[Problem]:
    """Find YAML files that a pack does not have: what is written there would never be read."""
    known = FILES[kind]
    try:
        names = sorted(each.name for each in folder.iterdir())
    except OSError:
        return  # what is in it is read by name
    for name in names:
        if name.endswith((".yaml", ".yml")) and name not in known:
            what = f"{show(name)} is no file of such a pack"
            fix = did_you_mean(name, known) or f"it can have {', '.join(known)}"
            if name in FILES[PackKind.WHOLE]:
                fix = "only a whole pack has one, to be used with --only"
            yield Problem(_shown(folder / name), 0, 0, what, fix)
