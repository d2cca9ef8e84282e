"""What all tests share: the knowledge, a way to run the program, and settings of pytest itself."""

from __future__ import annotations

import gc
import signal
from typing import TYPE_CHECKING

import pytest

from boundary_advisor import load_knowledge
from tests.support.program import PROGRAM, Ran, run

if TYPE_CHECKING:
    from boundary_advisor import KnowledgeBase
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


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    """Read the knowledge that comes with the program."""
    return load_knowledge()


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run a command line in this process."""

    def call(*arguments: str, program: str = PROGRAM) -> Ran:
        capsys.readouterr()
        code = run(program, list(arguments))
        return Ran(code, *capsys.readouterr())

    return call
