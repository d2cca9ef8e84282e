"""Ctrl-C, and the loss of the terminal: they end a question, and never cut a file short."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType
    from typing import Self

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # not every system has the last


@contextmanager
def held() -> Iterator[None]:
    """Hold back the signals that end a program, until what is done in this context is done.

    Where a system cannot do that, they come as ever.
    """
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
    """Lets these signals end a question, and holds them back at any other time.

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
