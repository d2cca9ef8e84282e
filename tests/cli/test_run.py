"""A run as a whole: its exit codes, which stream says what, and how it is broken off."""

from __future__ import annotations

import fcntl
import re
import runpy
import signal
import struct
import subprocess
import sys
import termios
import time
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
import typer

from boundary_advisor.cli import main as program
from tests.support.models import ExitCode
from tests.support.program import COMMANDS, QUESTION, environment, module, process

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.program import Cli

README = Path(__file__).parents[2] / "README.md"
INTERRUPTED = "boundary-advisor: interrupted\n"


def test_the_codes_are_those_of_the_documentation() -> None:
    table = README.read_text("utf-8").partition("| Exit code |")[2].partition("\n\n")[0]
    written = re.findall(r"^\| (\d+) \| ", table, re.MULTILINE)
    assert list(map(int, written)) == list(ExitCode)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 0),
        (["--help"], 0),
        (["--version"], 0),
        (["advise", *QUESTION], 0),
        (["cases", "no-such-word"], 0),
        (["matrix", "-o", "/nowhere/at/all.md"], 1),
        (["advise", "-c", "nothing"], 2),
        (["nothing"], 2),
        (["matrix", "--nothing"], 2),
    ],
)
def test_an_answer_is_on_stdout_and_a_complaint_on_stderr_never_both(
    cli: Cli, arguments: list[str], code: int
) -> None:
    done = cli(*arguments)
    assert done.code == code
    assert bool(done.out) is (code == 0)
    assert bool(done.err) is (code != 0)
    assert process(module(*arguments)) == done


def test_damaged_knowledge_is_code_3(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("boundary_advisor.knowledge.load.data_dir", lambda: tmp_path)
    given = {"advise": QUESTION, "report": QUESTION, "compare": ("old.yaml", "new.yaml")}
    given |= dict.fromkeys(("portfolio", "roadmap"), ("town.yaml",))
    given["assess"] = (str(tmp_path / "city.yaml"), "--answers", "town.yaml", "--no-input")
    given["explore"] = ("--output", str(tmp_path / "grid.html"))
    given["knowledge"] = ("schema", "pack")
    for command in COMMANDS:
        done = cli(command, *given.get(command, ()))
        assert (done.code, done.out) == (3, "")


def test_the_module_runs_the_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["any", "matrix", "--nothing"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("boundary_advisor", run_name="__main__")
    assert ended.value.code == 2
    assert "No such option: --nothing" in capsys.readouterr().err


def test_the_module_can_be_imported_without_a_run() -> None:
    assert "main" in runpy.run_module("boundary_advisor", run_name="other")


@pytest.mark.parametrize("error", [KeyboardInterrupt, EOFError, typer.Abort])
def test_breaking_off_a_command_is_code_130(
    cli: Cli, error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off() -> NoReturn:
        raise error

    monkeypatch.setattr("boundary_advisor.knowledge.load.data_dir", broken_off)
    done = cli("matrix")
    assert (done.code, done.out) == (130, "")
    assert done.err.lstrip("\n").startswith(INTERRUPTED)


def test_breaking_off_before_a_command_is_code_130(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(*_: object, **__: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("boundary_advisor.cli.registry.Group.application", lambda *_: broken_off)
    assert cli("matrix").code == 130


def test_breaking_off_outside_of_a_run_is_code_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken_off(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(program, "run", broken_off)
    monkeypatch.setattr(sys, "argv", ["advise", "-h"])
    assert program.advise() == 130
    assert capsys.readouterr().err.startswith(INTERRUPTED)


def test_a_fault_of_the_system_in_the_library_is_told(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("boundary_advisor.cli.registry.Group.application", lambda *_: fails)
    done = cli("--help")
    assert (done.code, done.out) == (1, "")
    assert done.err == "boundary-advisor: cannot go on: No space left on device\n"


class _Full(StringIO):
    """A stream whose text cannot go out."""

    def flush(self) -> None:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("stdout", "told"),
    [
        (None, "cannot go on: No space left on device"),
        (_Full(), "cannot write to standard output: No space left on device"),
    ],
)
def test_standard_output_is_blamed_only_where_it_fails(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, stdout: _Full | None, told: str
) -> None:
    def fails(*_: object, **__: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("boundary_advisor.cli.registry.Group.application", lambda *_: fails)
    monkeypatch.setattr(sys, "stdout", stdout)
    done = cli("--show-completion")
    assert (done.code, done.err) == (1, f"boundary-advisor: {told}\n")


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_without_standard_output_is_a_failure(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    done = cli("matrix", option)
    closed = "boundary-advisor: cannot write to standard output: it is closed\n"
    assert (done.code, done.err) == (1, closed)


def test_a_file_that_the_system_refuses_is_named(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> NoReturn:
        raise PermissionError(13, "Permission denied", "rc\x1b")

    monkeypatch.setattr("boundary_advisor.cli.registry.Group.application", lambda *_: fails)
    assert cli("matrix") == (
        1,
        "",
        "boundary-advisor: cannot use 'rc\\x1b': Permission denied\n",
    )


BASH = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}


def test_completion_that_cannot_be_installed_names_the_file() -> None:
    done = process(
        module("--install-completion", "bash"), env=environment(HOME="/dev/null", **BASH)
    )
    assert (done.code, done.out) == (1, "")
    assert re.fullmatch(r"boundary-advisor: cannot use '/dev/null[^']*': [\w ]+\n", done.err)


@pytest.mark.parametrize(
    ("command", "named"),
    [("assess a.yaml --no-input --answers b.yaml", "b.yaml"), ("knowledge new x", "'x'")],
)
def test_a_folder_that_is_gone_is_not_blamed_on_standard_output(
    command: str, named: str, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    shell = f'cd {gone} && rmdir {gone} && exec "$@"'
    done = process(["sh", "-c", shell, "sh", *module(*command.split())])
    assert (done.code in {1, 3}, done.out) == (True, "")
    assert "standard output" not in done.err
    assert named in done.err


def test_any_complaint_of_the_library_is_told_with_its_code(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def complains(*_: object, **__: object) -> NoReturn:
        raise typer.TyperException("odd\x1b")

    monkeypatch.setattr("boundary_advisor.cli.registry.Group.application", lambda *_: complains)
    done = cli("matrix")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("boundary-advisor: odd\\x1b\nSee: boundary-advisor")


BREAKS_OFF = """
import sys
class Breaks:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Breaks())
sys.argv = ["boundary-advisor", "matrix"]
from boundary_advisor.cli.main import main
sys.exit(main())
"""


@pytest.mark.parametrize(
    "name",
    [
        "boundary_advisor.cli.registry",
        "typer",
        "boundary_advisor.knowledge.load",
        "boundary_advisor.output.terminal",
    ],
)
def test_breaking_off_while_modules_load_is_no_traceback(name: str) -> None:
    done = process([sys.executable, "-c", BREAKS_OFF.format(name=name)])
    assert (done.code, done.out) == (130, "")
    assert done.err.startswith(INTERRUPTED)
    assert "Traceback" not in done.err


@pytest.fixture
def blocked() -> Iterator[subprocess.Popen[bytes]]:
    """Give a run that waits, with its answer half written, for someone to read on."""
    every = [f"-c{number}" for number in range(1, 9)]
    with subprocess.Popen(
        module("report", *every, "--format", "json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as run:
        assert run.stdout is not None
        deadline = time.monotonic() + 120
        waiting = -1
        while (now := _waiting(run.stdout.fileno())) != waiting or not now or _is_busy(run.pid):
            assert time.monotonic() < deadline
            waiting = now
            time.sleep(0.2)
        assert run.poll() is None
        yield run
        run.kill()


def _waiting(pipe: int) -> int:
    counted = fcntl.ioctl(pipe, termios.FIONREAD, bytes(4))
    return int(struct.unpack("i", counted)[0])


def _is_busy(process: int) -> bool:
    """Tell whether a process runs, or would if it had its turn, where the system tells so."""
    stat = Path(f"/proc/{process}/stat")
    return stat.exists() and stat.read_text("ascii").rpartition(")")[2].split()[0] != "S"


def test_a_real_interrupt_ends_a_run_without_a_traceback(blocked: subprocess.Popen[bytes]) -> None:
    blocked.send_signal(signal.SIGINT)
    _, told = blocked.communicate(timeout=60)
    assert blocked.returncode == 130
    assert told.startswith(INTERRUPTED.encode())
    assert b"Traceback" not in told


def test_what_was_written_is_not_denied(blocked: subprocess.Popen[bytes]) -> None:
    blocked.send_signal(signal.SIGINT)
    answer, told = blocked.communicate(timeout=60)
    assert answer
    assert b"Nothing was written" not in told
