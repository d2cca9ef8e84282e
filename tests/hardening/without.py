"""Places that a program cannot write to, even where the superuser runs it."""

from __future__ import annotations

import ctypes
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DROP_FROM_BOUND, _OVERRIDE = 24, 1  # the numbers that Linux gives them


def no_privilege() -> None:
    """Take from a child the superuser's right to write everywhere; others never have it."""
    prctl = getattr(ctypes.CDLL(None), "prctl", lambda *_: 0)
    prctl(_DROP_FROM_BOUND, _OVERRIDE)


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[None]:
    """Mount a file system of its own on a folder, or skip the test where that is not allowed."""
    _need(["mount", "-t", "tmpfs", *options, "tmpfs", str(folder)])
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)  # noqa: S607


@contextmanager
def unchangeable(file: Path) -> Iterator[None]:
    """Make a file or a folder one that nobody can change, or skip the test."""
    _need(["chattr", "+i", str(file)])
    try:
        yield
    finally:
        subprocess.run(["chattr", "-i", str(file)], check=True)  # noqa: S607


def make_read_only(folder: Path) -> None:
    """Make a mounted file system one that is only read."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)  # noqa: S607


def _need(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip(f"there is no {command[0]} here")
    if done.returncode:
        pytest.skip(f"{command[0]} is not allowed here: {done.stderr.decode().strip()}")
