"""Answers into files: whole or not at all, and never over another without leave."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from boundary_advisor.cli import writing as files
from boundary_advisor.cli.writing import write_file
from tests.support.models import OutputError
from tests.support.program import QUESTION, module, process

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.program import Cli

MESSAGE = "Choose another file with --output."


def advise(cli: Cli, file: Path | str, *more: str) -> tuple[int, str, str]:
    return cli("advise", *QUESTION, "--output", str(file), *more)


def failing(code: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def test_a_file_holds_what_would_be_shown_and_nothing_else_is_said(
    cli: Cli, tmp_path: Path
) -> None:
    for name, form in (("a.md", "markdown"), ("a.json", "json"), ("a.TXT", "terminal")):
        assert advise(cli, tmp_path / name) == (0, "", "")
        text = (tmp_path / name).read_text("utf-8")
        assert text == cli("advise", *QUESTION, "--format", form).out
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.TXT", "a.json", "a.md"]


def test_the_format_wins_over_the_suffix(cli: Cli, tmp_path: Path) -> None:
    assert advise(cli, tmp_path / "a.md", "--format", "json") == (0, "", "")
    assert (tmp_path / "a.md").read_text("utf-8").startswith("{")
    assert advise(cli, tmp_path / "a", "--format", "markdown") == (0, "", "")
    assert (tmp_path / "a").read_text("utf-8").startswith("# ")


def test_a_dash_is_standard_output(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert advise(cli, "-") == cli("advise", *QUESTION)
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_in_utf_8_and_80_columns_whatever_the_screen(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert advise(cli, tmp_path / "a.txt") == (0, "", "")
    text = (tmp_path / "a.txt").read_bytes().decode("utf-8")
    assert "\x1b" not in text
    assert "\r" not in text
    assert 70 < max(map(len, text.splitlines())) <= 80


def test_an_existing_file_is_kept_without_force(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("mine", "utf-8")
    message = f"boundary-advisor: '{file}' is there already\nAdd --force to replace it.\n"
    assert advise(cli, file) == (1, "", message)
    assert file.read_text("utf-8") == "mine"
    assert advise(cli, file, "--force") == (0, "", "")
    assert file.read_text("utf-8").startswith("# ")
    assert list(tmp_path.iterdir()) == [file]


def test_force_is_no_fault_where_there_is_no_file(cli: Cli, tmp_path: Path) -> None:
    assert advise(cli, tmp_path / "a.md", "--force") == (0, "", "")


def test_a_replaced_file_stays_as_private_as_it_was(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("mine", "utf-8")
    file.chmod(0o600)
    assert advise(cli, file, "--force") == (0, "", "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_new_file_has_the_rights_of_any_new_file(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "other").write_text("", "utf-8")
    assert advise(cli, tmp_path / "a.md") == (0, "", "")
    assert (tmp_path / "a.md").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("gone/a.md", "cannot write '{}': there is no folder '{parent}'\nMake it first."),
        ("file.md/a.md", "cannot write '{}': there is no folder '{parent}'\nMake it first."),
        ("folder.md", "'{}' is a folder\nGive the name of a file in it."),
        ("pipe.md", "'{}' is not a file\nGive the name of a file, or - for standard output."),
        ("x" * 300 + ".md", f"cannot write '{{}}': File name too long\n{MESSAGE}"),
        ("nul\x00.md", None),
        ("loop.md", None),
    ],
)
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_what_cannot_be_written_is_told(
    cli: Cli, tmp_path: Path, name: str, told: str | None, force: tuple[str, ...]
) -> None:
    (tmp_path / "file.md").write_text("mine", "utf-8")
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "loop.md").symlink_to("loop.md")
    os.mkfifo(tmp_path / "pipe.md")
    before = sorted(tmp_path.rglob("*"))
    path = tmp_path / name
    code, out, err = advise(cli, path, *force)
    assert (code, out) == (1, "")
    if told is None:
        assert err.startswith("boundary-advisor: cannot write '")
        assert err.endswith(f"\n{MESSAGE}\n")
        assert err.isprintable() or err.replace("\n", "").isprintable()
    else:
        assert err == f"boundary-advisor: {told.format(path, parent=path.parent)}\n"
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "file.md").read_text("utf-8") == "mine"


def test_a_device_is_no_file(cli: Cli) -> None:
    for force in ((), ("--force",)):
        done = advise(cli, "/dev/null", "--format", "json", *force)
        assert done[0] == 1
        assert done[2].startswith("boundary-advisor: '/dev/null' is not a file\n")


def test_a_link_is_followed_and_stays_a_link(cli: Cli, tmp_path: Path) -> None:
    link, target = tmp_path / "link.md", tmp_path / "sub" / "target.md"
    target.parent.mkdir()
    link.symlink_to("sub/target.md")
    assert advise(cli, link) == (0, "", "")
    assert link.is_symlink()
    assert target.read_text("utf-8").startswith("# ")
    assert advise(cli, link)[0] == 1
    assert advise(cli, link, "--force", "--format", "json") == (0, "", "")
    assert link.is_symlink()
    assert target.read_text("utf-8").startswith("{")


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser may write everywhere")
    tmp_path.chmod(0o555)
    with pytest.raises(OutputError, match="Permission denied") as caught:
        write_file(str(tmp_path / "a.md"), "text", force=False)
    assert caught.value.hint == MESSAGE


def test_a_refusal_of_the_system_is_told(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse = failing(errno.EACCES)
    monkeypatch.setattr(os, "urandom", refuse)
    file = tmp_path / "a.md"
    message = f"boundary-advisor: cannot write '{file}': Permission denied\n{MESSAGE}\n"
    assert advise(cli, file) == (1, "", message)


def test_a_name_of_any_alphabet_fits_as_far_as_the_system_allows(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / ("\u6570" * 80 + ".md")
    file.write_text("", "utf-8")  # the system takes it
    assert advise(cli, file, "--force") == (0, "", "")


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(
    "fault", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt]
)
def test_a_write_that_fails_leaves_nothing_behind(
    cli: Cli,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: BaseException | type[BaseException],
    *,
    force: bool,
) -> None:
    def full(_: int) -> None:
        raise fault

    file = tmp_path / "a.md"
    if force:
        file.write_text("mine", "utf-8")
    monkeypatch.setattr(os, "fsync", full)
    code, out, err = advise(cli, file, *(["--force"] if force else []))
    assert out == ""
    if fault is KeyboardInterrupt:
        assert code == 130
        assert err.startswith("boundary-advisor: interrupted\n")
    else:
        assert code == 1
        assert (
            err == f"boundary-advisor: cannot write '{file}': No space left on device\n{MESSAGE}\n"
        )
    assert [each.read_text("utf-8") for each in tmp_path.iterdir()] == ["mine"] * force


def test_a_file_that_appears_in_the_meantime_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.md"
    file.write_text("mine", "utf-8")
    monkeypatch.setattr(files, "_check", lambda *_, **__: None)
    with pytest.raises(OutputError, match="is there already"):
        write_file(str(file), "text", force=False)
    monkeypatch.setattr(Path, "hardlink_to", failing(errno.EPERM))
    with pytest.raises(OutputError, match="is there already"):
        write_file(str(file), "text", force=False)
    assert [each.read_text("utf-8") for each in tmp_path.iterdir()] == ["mine"]


def test_a_file_system_without_links_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "hardlink_to", failing(errno.EPERM))
    write_file(str(tmp_path / "a.md"), "text", force=False)
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]
    assert (tmp_path / "a.md").read_text("utf-8") == "text"


def test_a_draft_that_cannot_be_cleared_away_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "unlink", failing(errno.EACCES))
    write_file(str(tmp_path / "a.md"), "text", force=False)
    assert (tmp_path / "a.md").read_text("utf-8") == "text"


def test_a_file_is_written_by_the_program_itself(tmp_path: Path) -> None:
    done = process(module("advise", *QUESTION, "-o", str(tmp_path / "a.md")))
    assert done == (0, "", "")
    again = process(module("advise", *QUESTION, "-o", str(tmp_path / "a.md")))
    assert again.code == 1
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]
