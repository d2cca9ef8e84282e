"""What all tests share: a way to run the program, an option, and a collector with less to do."""

from __future__ import annotations

import gc
import signal
from typing import TYPE_CHECKING

import pytest

from tests.support.program import PROGRAM, Ran, run

if TYPE_CHECKING:
    from tests.support.program import Cli

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in the background of a shell
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files anew; read every change before you keep it",
    )


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what stays to the end; tests then take a sixth less."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run a command line in this process."""

    def call(*arguments: str, program: str = PROGRAM) -> Ran:
        capsys.readouterr()
        code = run(program, list(arguments))
        return Ran(code, *capsys.readouterr())

    return call
