"""Standard output and standard error that are closed, full, cut off or poor in characters."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from boundary_advisor.cli.streams import buffer_stdout, complain, write_stdout
from tests.support.marks import quick_and_long
from tests.support.models import ExitCode
from tests.support.program import QUESTION, environment, module, process, stream

if TYPE_CHECKING:
    from tests.support.program import Cli

FULL = Path("/dev/full")
CANNOT = "boundary-advisor: cannot write to standard output: "


class Failing(StringIO):
    """A stream that cannot be written and is no file."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self._error = error

    def write(self, _: str, /) -> int:
        raise self._error


def shell(command: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", "-c", command],
        capture_output=True,
        encoding="utf-8",
        env=environment(PY=sys.executable, **more),
        check=False,
        timeout=60,
    )


ADVISE = f'"$PY" -m boundary_advisor advise {" ".join(QUESTION)}'


def test_an_answer_goes_out_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert write_stdout("one\ntwo\n") == 0
    assert capsys.readouterr() == ("one\ntwo\n", "")


def test_a_stream_that_cannot_be_set_up_is_written_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain = StringIO()
    monkeypatch.setattr(sys, "stdout", plain)
    assert write_stdout("text\n") == 0
    assert plain.getvalue() == "text\n"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_characters_that_are_lacking_are_shown_as_escapes(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, raw = stream(encoding)
    monkeypatch.setattr(sys, "stdout", out)
    assert write_stdout("a \u2500 \U0001f600\n") == 0
    assert raw.getvalue() == b"a \\u2500 \\U0001f600\n"


def test_no_standard_output_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert write_stdout("text") == 1
    assert capsys.readouterr().err == f"{CANNOT}it is closed\n"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device"),
        (ValueError("I/O operation on closed file"), "I/O operation on closed file"),
    ],
)
def test_a_failure_is_told_and_the_stream_given_up(
    error: Exception,
    reason: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "stdout", Failing(error))
    assert write_stdout("text") == 1
    assert capsys.readouterr().err == f"{CANNOT}{reason}\n"
    assert sys.stdout is None


def test_a_closed_pipe_is_told_and_what_is_left_goes_nowhere(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="utf-8") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert write_stdout("text\n" * 10_000) == 1
        assert sys.stdout is out
        assert write_stdout("more") == 0
    told = "boundary-advisor: the answer was cut off, as its reader closed the pipe\n"
    assert capsys.readouterr().err == told


def test_every_command_hands_the_failure_on(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    for command in ([], ["matrix"], ["--version"], ["advise", *QUESTION]):
        monkeypatch.setattr(sys, "stdout", None)
        assert cli(*command) == (1, "", f"{CANNOT}it is closed\n")


def test_a_complaint_is_two_lines_of_plain_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert complain("what\x1b", "do\u202e", ExitCode.INVALID_DATA) == 3
    assert capsys.readouterr() == ("", "boundary-advisor: what\\x1b\ndo\\u202e\n")
    assert complain("what", "", ExitCode.WRONG_USAGE) == 2
    assert capsys.readouterr() == ("", "boundary-advisor: what\n")


@pytest.mark.parametrize("stream_error", [None, Failing(OSError()), Failing(ValueError())])
def test_a_complaint_that_no_one_hears_keeps_its_code(
    stream_error: Failing | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", stream_error)
    assert complain("what", "do", ExitCode.INVALID_DATA) == 3


@pytest.mark.parametrize("redirection", [">&-", ">/dev/full"])
@pytest.mark.parametrize("arguments", ["", "--version", "matrix"])
def test_an_output_that_cannot_be_written_is_one_message(redirection: str, arguments: str) -> None:
    if redirection == ">/dev/full" and not FULL.exists():
        pytest.skip("there is no device that is always full")
    done = shell(f'"$PY" -m boundary_advisor {arguments} {redirection}')
    reason = "it is closed" if redirection == ">&-" else "No space left on device"
    assert (done.returncode, done.stderr) == (1, f"{CANNOT}{reason}\n")


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", ["--help", "-h", "advise --help"])
def test_help_that_cannot_be_written_is_one_message_too(arguments: str, unbuffered: str) -> None:
    if not FULL.exists():
        pytest.skip("there is no device that is always full")
    command = f'"$PY" -m boundary_advisor {arguments} >/dev/full'
    done = shell(command, PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, done.stderr) == (1, f"{CANNOT}No space left on device\n")


def test_what_an_unbuffered_stream_refused_is_refused_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not FULL.exists():
        pytest.skip("there is no device that is always full")
    with FULL.open("wb", buffering=0) as raw:
        unbuffered = io.TextIOWrapper(raw, encoding="ascii", errors="replace", write_through=True)
        monkeypatch.setattr(sys, "stdout", unbuffered)
        buffer_stdout()
        out = sys.stdout
        assert (out.encoding, out.errors) == ("ascii", "replace")
        out.write("text")
        for _ in range(2):
            with pytest.raises(OSError, match="No space left on device"):
                out.flush()
        assert write_stdout("") == 1  # which leads to nowhere what could not be written


def test_a_buffered_standard_output_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for plain in (None, StringIO(), stream("utf-8")[0]):
        monkeypatch.setattr(sys, "stdout", plain)
        buffer_stdout()
        assert sys.stdout is plain


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_stops_early_is_one_message(unbuffered: str) -> None:
    with subprocess.Popen(
        module("report", *(f"-c{number}" for number in range(1, 9)), "--format", "json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment(PYTHONUNBUFFERED=unbuffered),
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        assert run.stdout.read(1) == "{"
        run.stdout.close()
        told = run.stderr.read()
        code = run.wait(60)
    assert code == 1
    assert told == "boundary-advisor: the answer was cut off, as its reader closed the pipe\n"


@pytest.mark.parametrize("redirection", ["2>&-", ">&- 2>&-", "2>/dev/full"])
def test_without_standard_error_the_code_still_tells(redirection: str) -> None:
    done = shell(f'"$PY" -m boundary_advisor nothing {redirection}')
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "")


def test_without_standard_error_an_answer_is_whole() -> None:
    assert shell(f"{ADVISE} 2>&-").stdout == process(module("advise", *QUESTION)).out


@pytest.mark.parametrize(
    "place",
    [
        {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "ascii:strict"},
    ],
)
@pytest.mark.parametrize(
    "arguments", quick_and_long([("matrix",), (), ("advise", *QUESTION), ("--help",)], 4)
)
def test_a_poor_encoding_gets_an_answer_in_ascii(
    place: dict[str, str], arguments: tuple[str, ...]
) -> None:
    done = process(module(*arguments), env=environment(**place))
    assert (done.code, done.err) == (0, "")
    assert done.out.isascii()


def test_a_poor_encoding_takes_any_complaint() -> None:
    done = process(
        module("advise", "-c", "donn\u00e9es"), env=environment(PYTHONIOENCODING="ascii")
    )
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("boundary-advisor: no challenge 'donn\\xe9es'")


class Full(io.RawIOBase):
    """A stream that takes nothing at the moment, and does not wait."""

    def writable(self) -> bool:
        return True

    def write(self, _data: object, /) -> None:
        return None


def test_a_stream_that_takes_nothing_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stream = io.TextIOWrapper(Full(), encoding="utf-8")  # type: ignore[type-var]
    monkeypatch.setattr(sys, "stdout", stream)
    assert write_stdout("text") == 1
    assert "takes no more at the moment" in capsys.readouterr().err
