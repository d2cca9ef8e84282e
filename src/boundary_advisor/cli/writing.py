"""Writing files and folders whole or not at all, whatever interrupts."""

from __future__ import annotations

import errno
import os
import signal
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from boundary_advisor.cli.streams import reason_of
from boundary_advisor.errors import OutputError
from boundary_advisor.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from io import BufferedWriter
    from types import FrameType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # not every system has the last

_NOT_HERE = (OSError, AttributeError)  # it is not allowed, or this system has no such thing


@contextmanager
def _held() -> Iterator[None]:
    """Hold back the signals that end a program, on systems that can."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    numbers = {getattr(signal, name) for name in (*_NAMES, "SIGQUIT")}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Interrupts:
    """Lets signals end a question, and holds them back at any other time.

    So an answer that was given is saved, whatever comes after it. Used as a context.
    """

    def __init__(self) -> None:
        self._before: dict[int, object] = {}
        self._is_waiting = False
        self._is_met = False

    def __enter__(self) -> Self:
        for name in filter(signal.__dict__.get, _NAMES):
            number = getattr(signal, name)
            self._before[number] = signal.signal(number, self._meet)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # it came from the same call

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Let a signal break off what is done in this context.

        Raises:
            KeyboardInterrupt: One has come, now or since the last time.
        """
        self._is_waiting = True
        try:
            if self._is_met:
                raise KeyboardInterrupt
            yield
        finally:
            self._is_waiting = False

    def _meet(self, _number: int, _frame: FrameType | None) -> None:
        self._is_met = True
        if self._is_waiting:
            raise KeyboardInterrupt


def write_file(name: str, content: str | bytes, *, force: bool) -> None:
    """Write a file: the whole of it, or nothing.

    Args:
        name: The file. A link is followed.
        content: A text, which is written in UTF-8, or bytes.
        force: Whether an existing file may be replaced.

    Raises:
        OutputError: The file exists, or cannot be written.
    """
    shown = printable(name)
    try:
        target = Path(os.path.realpath(name))  # unlike Path.resolve, the same in every Python
        _check(name, target, shown, force=force)
        with _held():
            _replace(target, content, force=force)
    except FileExistsError:
        raise OutputError(f"'{shown}' is there already", "Add --force to replace it.") from None
    except (OSError, ValueError) as error:
        message = f"cannot write '{shown}': {reason_of(error)}"
        raise OutputError(message, "Choose another file with --output.") from None


def _check(name: str, target: Path, shown: str, *, force: bool) -> None:
    if not target.parent.is_dir():
        folder = printable(str(Path(name).parent))
        raise OutputError(
            f"cannot write '{shown}': there is no folder '{folder}'", "Make it first."
        )
    if target.is_dir() or name.endswith(("/", os.sep)):
        raise OutputError(f"'{shown}' is a folder", "Give the name of a file in it.")
    if target.is_symlink():  # so it leads back to itself
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    given = Path(name)  # not the target: it may lead to what has no name, as /dev/stdout does
    if given.exists() and not given.is_file():
        hint = "Give the name of a file, or - for standard output."
        raise OutputError(f"'{shown}' is not a file", hint)
    if target.exists() and not force:
        raise FileExistsError


def _replace(target: Path, content: str | bytes, *, force: bool) -> None:
    raw = content.encode() if isinstance(content, str) else content
    draft = target.with_name(f".{os.urandom(8).hex()}.part")
    old = target.stat() if force and target.exists() else None
    try:
        with _begin(draft, old) as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        if force:
            draft.replace(target)
        else:
            _put_if_free(draft, target)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _begin(draft: Path, old: os.stat_result | None) -> BufferedWriter:
    """Open a draft, which is never open to more people than the file that it will replace."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    number = os.open(draft, flags, 0o600 if old else 0o666)
    if old:
        with suppress(*_NOT_HERE):
            os.fchown(number, old.st_uid, -1)
        with suppress(*_NOT_HERE):
            os.fchown(number, -1, old.st_gid)
        with suppress(*_NOT_HERE):
            os.fchmod(number, stat.S_IMODE(old.st_mode) & 0o777)
    return os.fdopen(number, "wb")


def _put_if_free(draft: Path, target: Path) -> None:
    """Rename the draft, unless another file took the name in the meantime."""
    try:
        target.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if target.exists():
            raise FileExistsError from None
        draft.replace(target)


def _sync_folder(folder: Path) -> None:
    """Flush the name of the file to disk too, on systems that can."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def write_folder(name: str, files: Mapping[str, str]) -> None:
    """Write texts, by their paths, into a new or an empty folder: all of them, or none.

    Raises:
        OutputError: The folder holds something already, or cannot be made.
    """
    shown = printable(name)
    target = Path(name)
    try:
        if os.path.lexists(target) and not (target.is_dir() and not any(target.iterdir())):
            hint = "Name a folder that is not there yet, or an empty one."
            raise OutputError(f"'{shown}' is there already, and no empty folder", hint)
        with _held():
            _fill(target, files)
    except (OSError, ValueError) as error:
        hint = "Name a folder inside one that is there, and that you may write into."
        raise OutputError(f"cannot make '{shown}': {reason_of(error)}", hint) from None


def _fill(target: Path, files: Mapping[str, str]) -> None:
    from tempfile import TemporaryDirectory

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
    """Move all that is in a folder into another; back again if that fails half way."""
    names = sorted(path.name for path in made.iterdir())
    try:
        for name in names:
            (made / name).rename(target / name)
    except OSError:
        for name in names:
            if not (made / name).exists():
                (target / name).rename(made / name)
        raise
