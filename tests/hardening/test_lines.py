"""The table of command lines leaves no command out, and no format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.cli.app import application
from boundary_advisor.output.formats import Format
from tests.hardening.lines import LINES, files

if TYPE_CHECKING:
    from collections.abc import Iterator

    import typer


def commands(at: typer.Typer, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Give the words of every command, those in groups too."""
    for each in at.registered_commands:
        assert each.callback is not None
        yield (*before, each.name or each.callback.__name__.replace("_", "-"))
    for group in at.registered_groups:
        assert group.typer_instance is not None
        yield from commands(
            group.typer_instance, (*before, group.name or group.typer_instance.info.name or "")
        )


def test_every_command_has_a_line() -> None:
    wanted = set(commands(application()))
    assert len(wanted) >= 11
    assert not {each for each in wanted if not _is_run(each)}


def _is_run(command: tuple[str, ...]) -> bool:
    return any(line.words[: len(command)] == command and not line.code for line in LINES.values())


def test_every_format_is_written_by_some_line() -> None:
    assert {form for line in LINES.values() for form in line.formats} == set(Format)
    names = [name for name, _ in files()]
    assert len(names) == len(set(names)) > 70
