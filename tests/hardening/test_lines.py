"""The table of command lines leaves no command out, and no format."""

from __future__ import annotations

from tests.hardening.lines import LINES, files
from tests.support.program import DECLARED
from tests.support.writers import Format


def test_every_command_has_a_line_that_works() -> None:
    lines = [line.words for line in LINES.values() if not line.code]
    assert not [each for each in DECLARED if each not in {words[: len(each)] for words in lines}]


def test_every_format_is_written_by_some_line() -> None:
    assert {form for line in LINES.values() for form in line.formats} == set(Format)
    names = [name for name, _ in files()]
    assert len(names) == len(set(names)) > 70
