"""A pack in a form that loads without reading YAML, for packs of thousands of cases.

It is written on demand only, and lies beside the YAML files. Those stay the truth: a compiled form
that was not made from the very files beside it is passed over. All checks are made all the same.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError, create_model

from boundary_advisor import __version__
from boundary_advisor.knowledge.compiled import COMPILED
from boundary_advisor.knowledge.entry import Entry
from boundary_advisor.knowledge.packs.head import HEAD, PackHead
from boundary_advisor.knowledge.packs.overlay import OVERLAID, Pack
from boundary_advisor.knowledge.packs.shapes import overlay_shape

if TYPE_CHECKING:
    from pathlib import Path


MAX_BYTES = 10_000_000
"""The most that a compiled pack may be; it takes as much room as its YAML, or a little less."""


def compile_pack(pack: Pack, folder: Path) -> str:
    """Make the text of a pack's `compiled.json`.

    Args:
        pack: What its YAML files hold, already checked.
        folder: Where they lie.
    """
    parts = {_field(file): content for file, content in pack.contents.items()}
    shape: Any = _shape()
    compiled = shape(version=__version__, digests=_digests(folder), head=pack.head, **parts)
    return str(compiled.model_dump_json(exclude_unset=True))


def read_compiled_pack(folder: Path) -> Pack | None:
    """Read a pack's `compiled.json`; None unless it is whole and fits what lies beside it."""
    path = folder / COMPILED
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            return None
        compiled: Any = _shape().model_validate_json(path.read_bytes())
        if compiled.version != __version__ or compiled.digests != _digests(folder):
            return None
    except (OSError, ValueError, ValidationError):
        return None
    contents = {file: getattr(compiled, _field(file)) for file in OVERLAID}
    return Pack(compiled.head, {file: part for file, part in contents.items() if part is not None})


@cache
def _shape() -> type[Entry]:
    parts: dict[str, Any] = {_field(file): (overlay_shape(file) | None, None) for file in OVERLAID}
    return create_model(
        "CompiledPack",
        __base__=Entry,
        version=(str, ...),
        digests=(dict[str, str], ...),
        head=(PackHead, ...),
        **parts,
    )


def _field(file: str) -> str:
    return file.partition(".")[0]


def _digests(folder: Path) -> dict[str, str]:
    """Give the digest of each YAML file that is there."""
    paths = (folder / name for name in (HEAD, *OVERLAID))
    return {path.name: blake2b(path.read_bytes()).hexdigest() for path in paths if path.is_file()}
