from __future__ import annotations

import pytest

from boundary_advisor.output.formats import Format, format_of


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        (".md", Format.MARKDOWN),
        (".markdown", Format.MARKDOWN),
        (".MD", Format.MARKDOWN),
        (".json", Format.JSON),
        (".Json", Format.JSON),
        (".txt", Format.TERMINAL),
        ("", None),
        (".", None),
        ("md", None),
        (".pdf", None),
        (".json5", None),
    ],
)
def test_a_suffix_names_its_format_or_none(suffix: str, expected: Format | None) -> None:
    assert format_of(suffix) is expected


def test_the_names_are_those_of_the_command_line() -> None:
    assert [str(name) for name in Format] == [
        "terminal",
        "markdown",
        "html",
        "docx",
        "json",
        "svg",
        "mermaid",
        "csv",
        "xlsx",
    ]


@pytest.mark.parametrize("wanted", Format)
def test_each_suffix_of_a_format_asks_for_it_and_for_no_other(wanted: Format) -> None:
    assert wanted.suffix in wanted.suffixes
    assert {format_of(suffix) for suffix in wanted.suffixes} == {wanted}


def test_every_format_has_a_way_to_write_it() -> None:
    assert len({each.write for each in Format}) == len(Format)
