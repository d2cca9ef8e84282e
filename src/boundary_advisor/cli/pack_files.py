"""Folders of packs: one that is begun, and the compiled form of one that is there."""

from __future__ import annotations

import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from boundary_advisor.cli.files import write_file
from boundary_advisor.cli.interrupt import held
from boundary_advisor.errors import KnowledgeError, OutputError, Problem, UsageError
from boundary_advisor.knowledge.collect import Collector
from boundary_advisor.knowledge.compiled import COMPILED
from boundary_advisor.knowledge.entry import ID_LENGTH, ID_PATTERN
from boundary_advisor.knowledge.load import load_knowledge
from boundary_advisor.knowledge.names import show
from boundary_advisor.knowledge.packs.check import examine
from boundary_advisor.knowledge.packs.compiled import compile_pack, digests_of
from boundary_advisor.knowledge.packs.head import PackKind
from boundary_advisor.knowledge.packs.new import starter_pack
from boundary_advisor.knowledge.packs.read import AGAIN, read_head, read_pack
from boundary_advisor.knowledge.reader import read_bytes
from boundary_advisor.plain import printable
from boundary_advisor.render.packs import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_PDF = b"%PDF-"


MOST_OF_A_WORK = 600_000
"""Bytes of a text that sources are held against."""


def begin_pack(folder: str, name: str | None, on: date) -> str:
    """Make the folder of a new pack, whole or not at all; give the pack's name.

    Raises:
        UsageError: The name is no name for a pack.
        OutputError: The folder holds something already, or cannot be made.
    """
    target = Path(folder)
    called = _pack_name(target, name)
    files = starter_pack(load_knowledge(), called, on)
    shown = printable(folder)
    try:
        if os.path.lexists(target) and not (target.is_dir() and not any(target.iterdir())):
            hint = "Name a folder that is not there yet, or an empty one."
            raise OutputError(f"'{shown}' is there already, and no empty folder", hint)
        with held():
            _make(target, files)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        hint = "Name a folder inside one that is there, and that you may write into."
        raise OutputError(f"cannot make '{shown}': {printable(reason)}", hint) from None
    return called


def _make(target: Path, files: Mapping[str, str]) -> None:
    """Write files into a folder that is empty or not there yet; all of them or none."""
    is_there = target.is_dir()
    parent = target if is_there else target.absolute().parent
    with TemporaryDirectory(prefix=".pack-", dir=parent) as draft:
        made = Path(draft, "pack")
        for file, text in files.items():
            path = made / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        if is_there:
            _move_into(target, made)
        else:
            made.rename(target)


def _move_into(target: Path, made: Path) -> None:
    """Move all that is in a folder into another; back again where that fails half way."""
    names = sorted(path.name for path in made.iterdir())
    try:
        for name in names:
            (made / name).rename(target / name)
    except OSError:
        for name in names:
            if not (made / name).exists():
                (target / name).rename(made / name)
        raise


def _pack_name(folder: Path, name: str | None) -> str:
    """Give the name of a new pack: as wanted, or made of the folder's."""
    wanted = folder.absolute().name if name is None else name
    called = re.sub(r"[^a-z0-9]+", "-", wanted.lower()).strip("-") if name is None else wanted
    if re.fullmatch(ID_PATTERN, called) is None or len(called) > ID_LENGTH:
        hint = "Give one with --name: small letters, digits and single hyphens, a letter first."
        raise UsageError(f"{show(wanted)} is no name for a pack", hint)
    return called


def compile_folder(folder: str) -> str:
    """Write the compiled form of an overlay beside its files; give how much it holds, in words.

    Raises:
        KnowledgeError: All problems of the pack.
        OutputError: It cannot be written.
    """
    path = Path(folder)
    head = read_head(path, Collector())
    if head and head.kind is PackKind.WHOLE:
        hint = "It is used as it is."
        raise UsageError("only a pack that is laid over other knowledge can be compiled", hint)
    target = path / COMPILED
    if target.is_symlink():
        hint = "Delete the link; it came with the pack, and leads to a file that is none of it."
        raise OutputError(f"'{printable(str(target))}' is a link", hint)
    pack = read_pack(path, PackKind.OVERLAY).pack
    before = digests_of(path)
    kb, problems = examine([path])
    if kb is None or problems:
        raise KnowledgeError(problems, AGAIN)
    text = compile_pack(pack, path)
    if digests_of(path) != before or read_pack(path, PackKind.OVERLAY).pack != pack:
        raise OutputError(f"'{printable(folder)}' was edited meanwhile", "Compile it again.")
    write_file(str(target), text, force=True)
    return in_words(kb.layers[0])


def read_work(file: str) -> str:
    """Read the text of the work that the knowledge is from, as it comes out of a PDF.

    What is no UTF-8 in it, and characters that show nothing, do no harm: it is searched only.

    Raises:
        KnowledgeError: It cannot be read, is too large, or is no text.
    """
    shown = printable(file)
    raw = read_bytes(Path(file), shown)
    if len(raw) > MOST_OF_A_WORK:
        told = f"this is larger than {MOST_OF_A_WORK // 1000} kB; an article is a tenth of that"
        raise KnowledgeError((Problem(shown, 0, 0, told),), "Give the text of the work alone.")
    if raw.startswith(_PDF) or b"\0" in raw:
        kind = "a PDF" if raw.startswith(_PDF) else "no text in UTF-8"
        told = f"this is {kind}; save its text as a file of its own, as pdftotext does, and give it"
        raise KnowledgeError((Problem(shown, 0, 0, told),))
    return raw.decode("utf-8", errors="replace")
