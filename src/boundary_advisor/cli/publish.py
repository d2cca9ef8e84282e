"""The last step of every command: choose the format, make the text, write it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

import typer

from boundary_advisor.cli.options import pick
from boundary_advisor.cli.streams import STDOUT, write_stdout
from boundary_advisor.errors import UsageError
from boundary_advisor.knowledge.base import KNOWLEDGE_FILES
from boundary_advisor.knowledge.load import data_dir
from boundary_advisor.output.formats import BINARY, FILE, READABLE, Format, Screen, format_of
from boundary_advisor.text import printable

if TYPE_CHECKING:
    from boundary_advisor.output.formats import View

_FRAME = "\u2500\u2501\u2502\u250c\u253c\u2518"


def standard_output() -> Screen:
    """Look at standard output and the environment; NO_COLOR wins over FORCE_COLOR."""
    return Screen(
        width=shutil.get_terminal_size((FILE.width, 24)).columns,
        color=_wants_color(),
        unicode=_can_frame(),
    )


def _wants_color() -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return _is_terminal() and os.environ.get("TERM") != "dumb"


def _is_terminal() -> bool:
    try:
        return sys.stdout.isatty()
    except (AttributeError, ValueError):  # there is none, or it is closed
        return False


def _can_frame() -> bool:
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        _FRAME.encode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


class Target(NamedTuple):
    """Where the answer goes, and how it is shown there.

    Attributes:
        format: How to show it.
        file: Name of the file; None for standard output.
        force: Whether a file that is there already may be replaced.
    """

    format: Format
    file: str | None
    force: bool

    @property
    def is_whole(self) -> bool:
        """True where there is room for everything: anywhere but on the screen."""
        return self.file is not None or self.format is not Format.TERMINAL


def target(  # noqa: PLR0913  # three options, and what a command says of itself
    format_name: str | None,
    output: str | None,
    *,
    force: bool,
    default: Format = Format.TERMINAL,
    formats: tuple[Format, ...] = READABLE,
    reads: tuple[str, ...] = (),
) -> Target:
    """Read the three options on output.

    Args:
        format_name: What `--format` says.
        output: What `--output` says.
        force: Whether a file that is there already may be replaced.
        default: The format where neither says one.
        formats: The formats that the command has.
        reads: Files that the command reads, and folders of packs, so that an answer never takes
            the place of one.

    Raises:
        UsageError: There is no such format here, the file's suffix names none, the format needs a
            file and none is named, or the file is one that is read.
    """
    file = None if output == STDOUT else output
    own = () if file is None else (str(data_dir()),)
    if file is not None and any(_same_file(file, each) for each in (*reads, *own)):
        hint = "Give another name to --output; not even --force writes over it."
        raise UsageError(f"'{printable(file)}' is a file that is read", hint)
    if format_name is not None:
        return _with_file(Target(_read_format(format_name, formats), file, force))
    if file is None:
        return Target(default, None, force)
    chosen = format_of(PurePath(file).suffix)
    if chosen in formats:
        return Target(chosen, file, force)
    told = (
        f"the name '{printable(file)}' does not tell the format"
        if chosen is None
        else f"'{printable(file)}' asks for {chosen}, which this command does not write"
    )
    more = ", or add --format" if len(formats) > 1 else ""
    raise UsageError(told, f"End the name in {_suffixes(formats)}{more}.")


def _with_file(wanted: Target) -> Target:
    if wanted.format in BINARY and wanted.file is None:
        hint = f"Add --output with a name that ends in {wanted.format.suffix}."
        raise UsageError(f"{wanted.format} is no text, so it needs a file", hint)
    return wanted


def _same_file(one: str, other: str) -> bool:
    """Say whether a file is another one, or one of those that are read in a folder."""
    others = (Path(other), *(Path(other, name) for name in KNOWLEDGE_FILES))
    return any(_is_same(Path(one), each) for each in others)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False  # one of them is not there, or cannot be


def _suffixes(formats: tuple[Format, ...]) -> str:
    """Name the suffixes that choose these formats, one each."""
    *names, last = (each.suffix for each in formats)
    return " or ".join(filter(None, (", ".join(names), last)))


def _read_format(name: str, formats: tuple[Format, ...]) -> Format:
    """Read a format by its name, or by the suffix of its files without the dot."""
    by_suffix = format_of(f".{name}")
    if by_suffix and by_suffix in formats:
        return by_suffix
    return Format[pick("format", name, formats).upper()]


def publish(view: View, to: Target) -> None:
    """Make the text, or the bytes, and write it.

    Raises:
        OutputError: The file cannot be written.
        MissingExtraError: The format needs a library that is not installed.
        typer.Exit: Standard output cannot be written; this has been said.
    """
    screen = standard_output() if to.file is None else FILE
    write(to.format.write(view, screen), to)


def write(made: str | bytes, to: Target) -> None:
    """Write what was made to where it goes; raises what `publish` does."""
    if to.file is not None:
        from boundary_advisor.cli.writing import write_file

        write_file(to.file, made, force=to.force)
    elif isinstance(made, str) and (code := write_stdout(made)):
        raise typer.Exit(code)
