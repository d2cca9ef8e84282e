"""Someone at a keyboard, for runs in the test process."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, TypeAlias

from tests.support.program import Ran

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tests.support.program import Cli

Keys: TypeAlias = "str | type[BaseException] | Callable[[], str]"
"""A line that is typed, what breaks in instead, or what happens first and then gives the line."""


class Screen(io.StringIO):
    """A terminal's output."""

    def isatty(self) -> bool:
        return True


class Keyboard(io.StringIO):
    """A terminal's input; nothing more than these lines is ever typed, and then comes the end."""

    def __init__(self, *keys: Keys) -> None:
        super().__init__()
        self._keys = list(keys)

    def isatty(self) -> bool:
        return True

    def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override]
        if not self._keys:
            return ""
        key = self._keys.pop(0)
        if isinstance(key, type):
            raise key
        return f"{key if isinstance(key, str) else key()}\n"

    @property
    def left(self) -> int:
        """How many lines nobody has asked for."""
        return len(self._keys)


def typed(
    monkeypatch: pytest.MonkeyPatch, cli: Cli, arguments: tuple[str, ...], *keys: Keys
) -> Ran:
    """Run a command while these lines are typed. All of them have to be asked for."""
    keyboard, screen = Keyboard(*keys), Screen()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", keyboard)
        done = _with_screen(patch, cli, arguments, screen)
    assert keyboard.left == 0, screen.getvalue()
    return done


def _with_screen(
    patch: pytest.MonkeyPatch, cli: Cli, arguments: tuple[str, ...], screen: Screen
) -> Ran:
    patch.setattr(sys, "stderr", screen)
    done = cli(*arguments)
    return Ran(done.code, done.out, screen.getvalue())
