from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from boundary_advisor.output.terminal import chop, width_of


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("plain", 5), ("Zürich", 6), ("都市", 4), ("🌳", 2), ("e\u0301", 1), ("\u200b", 0)],
)
def test_a_width_is_what_a_screen_shows(text: str, width: int) -> None:
    assert width_of(text) == width


@given(st.text(st.characters(max_codepoint=127, exclude_categories=["Cc"])))
def test_the_short_way_for_ascii_agrees_with_rich(text: str) -> None:
    assert width_of(text) == cell_len(text)


@pytest.mark.parametrize(
    ("text", "width", "pieces"),
    [
        ("abcdefg", 3, ["abc", "def", "g"]),
        ("都市計画", 5, ["都市", "計画"]),
        ("x都市", 2, ["x", "都", "市"]),
        ("ae\u0301o\u0308u", 2, ["ae\u0301", "o\u0308u"]),
    ],
)
def test_a_text_is_broken_between_characters_as_shown(
    text: str, width: int, pieces: list[str]
) -> None:
    assert chop(text, width) == pieces


@given(st.text("ab都é\u0301🌳"), st.integers(2, 20))
def test_breaking_loses_nothing_and_keeps_the_width(text: str, width: int) -> None:
    pieces = chop("a" + text, width)
    assert "".join(pieces) == "a" + text
    assert all(0 < width_of(piece) <= width for piece in pieces)
