"""A pack in a form that loads without reading YAML, for packs of thousands of cases.

It is written on demand only, and lies beside the YAML files. Those stay the truth: a compiled form
that was not made from the very files beside it, or is not as it was written, is passed over. What
it says is looked at as what they say is, so that it can do nothing that they could not.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from pydantic import create_model

from boundary_advisor import __version__
from boundary_advisor.knowledge.check_sources import sources_in
from boundary_advisor.knowledge.compiled import COMPILED
from boundary_advisor.knowledge.entry import Entry
from boundary_advisor.knowledge.packs.head import HEAD, PackHead
from boundary_advisor.knowledge.packs.mark import places_of
from boundary_advisor.knowledge.packs.overlay import OVERLAID, Pack
from boundary_advisor.knowledge.packs.shapes import overlay_shape
from boundary_advisor.plain import HIDDEN

if TYPE_CHECKING:
    from pathlib import Path


MAX_BYTES = 5_000_000
"""The most that a compiled pack may be; it takes as much room as its YAML, or a little less."""

_MAX_PARTS = 250_000  # commas and brackets; a pack of 10,000 cases has half of that


_BEGIN = b'{"digest":"'
_LENGTH = 128  # characters of a digest


def compile_pack(pack: Pack, folder: Path) -> str:
    """Make the text of a pack's `compiled.json`.

    Args:
        pack: What its YAML files hold, already checked.
        folder: Where they lie.
    """
    parts = {_field(file): content for file, content in pack.contents.items()}
    shape: Any = _shape()
    compiled = shape(version=__version__, digests=digests_of(folder), head=pack.head, **parts)
    rest = f'",{compiled.model_dump_json(exclude_unset=True)[1:]}'
    return f"{_BEGIN.decode()}{_digest(rest.encode())}{rest}"


def read_compiled_pack(folder: Path) -> Pack | None:
    """Read a pack's `compiled.json`; None unless it is whole and fits what lies beside it."""
    path = folder / COMPILED
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            return None
        raw = path.read_bytes()
        if not _is_as_written(raw) or _is_odd(raw):
            return None
        compiled: Any = _shape().model_validate_json(raw)
        if compiled.version != __version__ or compiled.digests != digests_of(folder):
            return None
    except (OSError, ValueError):  # a ValidationError is one, too
        return None
    contents = {file: getattr(compiled, _field(file)) for file in OVERLAID}
    pack = Pack(compiled.head, {file: part for file, part in contents.items() if part is not None})
    return pack if _names_its_own_places(pack) else None


def digests_of(folder: Path) -> dict[str, str]:
    """Give the digest of each of a pack's YAML files that is there.

    Raises:
        ValueError: One of them is no regular file, or so large that it is never read.
        OSError: One of them cannot be read.
    """
    paths = [path for path in (folder / name for name in (HEAD, *OVERLAID)) if path.exists()]
    if any(not path.is_file() or path.stat().st_size > MAX_BYTES for path in paths):
        raise ValueError("a file is none that a pack can have")
    return {path.name: _digest(path.read_bytes()) for path in paths}


def _digest(raw: bytes) -> str:
    return blake2b(raw).hexdigest()


def _is_as_written(raw: bytes) -> bool:
    after = len(_BEGIN) + _LENGTH
    digest = raw[len(_BEGIN) : after].decode("ascii", errors="replace")
    return raw.startswith(_BEGIN) and digest == _digest(raw[after:])


def _is_odd(raw: bytes) -> bool:
    """Say whether it holds what no pack does: hidden characters, or more than can be looked at."""
    parts = raw.count(b",") + raw.count(b"{") + raw.count(b"[")
    return parts > _MAX_PARTS or b"\\u" in raw or HIDDEN.search(raw.decode()) is not None


def _names_its_own_places(pack: Pack) -> bool:
    """Say whether each source is marked as the pack's, and names a place that it lists."""
    known = {place.name for place in places_of(pack.head)}
    return all(
        known.issuperset(source.split("; "))
        for content in pack.contents.values()
        for _, source in sources_in(content)
    )


@cache
def _shape() -> type[Entry]:
    parts: dict[str, Any] = {_field(file): (overlay_shape(file) | None, None) for file in OVERLAID}
    return create_model(
        "CompiledPack",
        __base__=Entry,
        digest=(str, ""),
        version=(str, ...),
        digests=(dict[str, str], ...),
        head=(PackHead, ...),
        **parts,
    )


def _field(file: str) -> str:
    return file.partition(".")[0]
