"""Folders of packs: one that is begun, and the compiled form of one that is there."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from boundary_advisor.cli.files import write_file
from boundary_advisor.errors import KnowledgeError, OutputError, UsageError
from boundary_advisor.knowledge.compiled import COMPILED
from boundary_advisor.knowledge.entry import ID_LENGTH, ID_PATTERN
from boundary_advisor.knowledge.load import load_knowledge
from boundary_advisor.knowledge.names import show
from boundary_advisor.knowledge.packs.check import examine
from boundary_advisor.knowledge.packs.compiled import compile_pack
from boundary_advisor.knowledge.packs.head import PackKind
from boundary_advisor.knowledge.packs.new import starter_pack
from boundary_advisor.knowledge.packs.read import AGAIN, read_pack
from boundary_advisor.knowledge.reader import read_bytes
from boundary_advisor.plain import printable
from boundary_advisor.render.packs import in_words

if TYPE_CHECKING:
    from datetime import date


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
        with TemporaryDirectory(prefix=".pack-", dir=target.absolute().parent) as draft:
            made = Path(draft, "pack")
            for file, text in files.items():
                path = made / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
            made.replace(target)
    except (OSError, ValueError) as error:
        if target.exists():
            hint = "Name a folder that is not there yet, or an empty one."
            raise OutputError(f"'{shown}' is there already, and not empty", hint) from None
        reason = getattr(error, "strerror", None) or str(error)
        raise OutputError(f"cannot make '{shown}': {printable(reason)}") from None
    return called


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
    read = read_pack(path, PackKind.OVERLAY)
    kb, problems = examine([path])
    if kb is None or problems:
        raise KnowledgeError(problems, AGAIN)
    write_file(str(path / COMPILED), compile_pack(read.pack, path), force=True)
    return in_words(kb.layers[0])


def read_work(file: str) -> str:
    """Read the text of the work that the knowledge is from, as it comes out of a PDF.

    What is no UTF-8 in it, and characters that show nothing, do no harm: it is searched only.

    Raises:
        KnowledgeError: It cannot be read, or is too large.
    """
    shown = printable(file)
    return read_bytes(Path(file), shown).decode("utf-8", errors="replace")
