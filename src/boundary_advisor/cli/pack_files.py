"""The folder of a pack that is begun."""

from __future__ import annotations

import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from boundary_advisor.cli.writing import held
from boundary_advisor.errors import OutputError, UsageError
from boundary_advisor.knowledge.entry import ID_LENGTH, ID_PATTERN
from boundary_advisor.knowledge.load import load_knowledge
from boundary_advisor.packs.starter import starter_pack
from boundary_advisor.text import printable, show

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


def begin_pack(folder: str, name: str | None, on: date) -> str:
    """Make the folder of a new pack, whole or not at all; give the pack's name.

    Raises:
        UsageError: The name is no name for a pack.
        OutputError: The folder holds something already, or cannot be made.
    """
    target = Path(folder)
    shown = printable(folder)
    try:
        called = _pack_name(target, name)
        files = starter_pack(load_knowledge(), called, on)
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
