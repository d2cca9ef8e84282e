"""A real terminal: a pseudo-terminal, and a process of its own in it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import termios
import time

from tests.support.program import environment

_PATIENCE = 120.0


class Window:
    """A terminal window with a program in it.

    Args:
        command: The program, with its arguments.
        columns: How wide the window is.
    """

    def __init__(self, command: list[str], columns: int = 80) -> None:
        self._process, self._side = pty.fork()
        if not self._process:  # the child, which has the terminal for its own
            os.execve(command[0], command, environment(TERM="xterm"))  # noqa: S606
        size = struct.pack("HHHH", 40, columns, 0, 0)
        fcntl.ioctl(self._side, termios.TIOCSWINSZ, size)
        self.text = ""

    def until_asked(self) -> str:
        """Read until something is asked; give what has come since the last time."""
        start = len(self.text)
        while not self.text[start:].endswith("\n> "):
            assert self._read(), self.text
        return self.text[start:]

    def type(self, *lines: str) -> None:
        """Answer one question after the other."""
        for line in lines:
            self.until_asked()
            self.press(f"{line}\n")

    def press(self, keys: str) -> None:
        os.write(self._side, keys.encode())

    def close(self) -> None:
        """Close the window, as someone does by mistake."""
        os.close(self._side)
        self._side = -1

    def kill(self, number: int) -> None:
        os.kill(self._process, number)

    def code(self) -> int:
        """Read to the end, and give the exit code."""
        while self._side >= 0 and self._read():
            pass
        deadline = time.monotonic() + _PATIENCE
        while (ended := os.waitpid(self._process, os.WNOHANG))[0] == 0:
            assert time.monotonic() < deadline, "it goes on without a terminal"
            time.sleep(0.01)
        if self._side >= 0:
            self.close()
        return os.waitstatus_to_exitcode(ended[1])

    def _read(self) -> bool:
        ready, _, _ = select.select([self._side], [], [], _PATIENCE)
        assert ready, f"nothing more came after: {self.text[-300:]}"
        try:
            part = os.read(self._side, 65536)
        except OSError:  # the program has ended
            return False
        self.text += part.decode().replace("\r\n", "\n")
        return bool(part)
