"""The programme file while it is answered: saved after every answer, and nobody's work undone."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import TYPE_CHECKING

from boundary_advisor.cli.files import write_file
from boundary_advisor.errors import OutputError
from boundary_advisor.plain import printable
from boundary_advisor.programme.steps import written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundary_advisor.programme.steps import Edit

_MARK = codecs.BOM_UTF8.decode("utf-8")


class Journal:
    """A programme file and what is written into it.

    Args:
        name: Name of the file.
        text: What it holds; the beginning of a new file where it is not there yet.
        is_begun: Whether it is there.
    """

    def __init__(self, name: str, text: str, *, is_begun: bool) -> None:
        self._name = name
        self._mark = _MARK if text.startswith(_MARK) else ""
        self._base = text.removeprefix(_MARK)
        self._last = text if is_begun else None

    def save(self, edits: Iterable[Edit], *, force: bool = True) -> None:
        """Bring the file up to date.

        Args:
            edits: All changes since the interview began.
            force: Whether a file that is there already may be changed.

        Raises:
            OutputError: The file cannot be written, or another program has changed it.
            EditError: The file is laid out in a way that one of the changes would harm.
        """
        text = self._mark + written(self._base, edits)
        if text == self._last:
            return
        if self._last is not None:
            self._check(force=force)
        try:
            write_file(self._name, text, force=self._last is not None)
        except OutputError as error:
            raise OutputError(error.message, self._what_is_left()) from None
        self._last = text

    def _check(self, *, force: bool) -> None:
        shown = printable(self._name)
        if not force:
            hint = "Add --force to write into it."
            raise OutputError(f"'{shown}' is there already", hint)
        if _read(self._name) != self._last:
            hint = "It is left as it is, without your last answer. Start again to go on with it."
            raise OutputError(f"'{shown}' was changed by another program meanwhile", hint)

    def _what_is_left(self) -> str:
        if self._last is None:
            return "Choose another file."
        return "Your last answer is not in it. Those before it are."


def read_whole(name: str) -> str:
    """Read a text file with the mark at its beginning, if it has one.

    Raises:
        OutputError: It cannot be read any more.
    """
    text = _read(name)
    if text is None:
        raise OutputError(f"'{printable(name)}' cannot be read any more", "Start again.")
    return text


def _read(name: str) -> str | None:
    try:
        return Path(name).read_bytes().decode("utf-8")
    except (OSError, ValueError):
        return None
