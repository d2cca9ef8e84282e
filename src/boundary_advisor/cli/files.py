"""Writing a file whole or not at all, and never over another without leave."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from boundary_advisor.errors import OutputError
from boundary_advisor.plain import printable


def write_file(name: str, content: str | bytes, *, force: bool) -> None:
    """Write a file: the whole of it, or nothing.

    Args:
        name: The file. A link is followed.
        content: A text, which is written in UTF-8, or bytes.
        force: Whether a file that is there already may be replaced.

    Raises:
        OutputError: The file is there already, or cannot be written.
    """
    shown = printable(name)
    try:
        target = Path(name).resolve()
        _check(name, target, shown, force=force)
        _replace(target, content, force=force)
    except FileExistsError:
        raise OutputError(f"'{shown}' is there already", "Add --force to replace it.") from None
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"cannot write '{shown}': {printable(reason)}"
        raise OutputError(message, "Choose another file with --output.") from None


def _check(name: str, target: Path, shown: str, *, force: bool) -> None:
    if not target.parent.is_dir():
        folder = printable(str(Path(name).parent))
        raise OutputError(
            f"cannot write '{shown}': there is no folder '{folder}'", "Make it first."
        )
    if target.is_dir() or name.endswith(("/", os.sep)):
        raise OutputError(f"'{shown}' is a folder", "Give the name of a file in it.")
    if target.exists() and not target.is_file():
        hint = "Give the name of a file, or - for standard output."
        raise OutputError(f"'{shown}' is not a file", hint)
    if target.exists() and not force:
        raise FileExistsError


def _replace(target: Path, content: str | bytes, *, force: bool) -> None:
    raw = content.encode() if isinstance(content, str) else content
    draft = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with draft.open("xb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        if force:
            with suppress(FileNotFoundError):  # there may be none to replace
                draft.chmod(stat.S_IMODE(target.stat().st_mode))
            draft.replace(target)
        else:
            _put_if_free(draft, target)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _put_if_free(draft: Path, target: Path) -> None:
    """Give the draft its name, unless another file took that name in the meantime."""
    try:
        target.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if target.exists():
            raise FileExistsError from None
        draft.replace(target)
