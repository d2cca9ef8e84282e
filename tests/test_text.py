from __future__ import annotations

import pytest

from boundary_advisor.text import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("plain words", "plain words"),
        ("Zürich, 東京 and 🌳", "Zürich, 東京 and 🌳"),
        ("C:\\new", "C:\\new"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("nul\x00 and \x7f and \x9b", r"nul\x00 and \x7f and \x9b"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
        ("a\u2066b\u2069c\u200ed\u200fe\u061cf", r"a\u2066b\u2069c\u200ed\u200fe\u061cf"),
        ("a\u2028b\ufeffc", r"a\u2028b\ufeffc"),
        ("half \udc80 char", r"half \udc80 char"),
        ("tab\there\r\n", r"tab\there\r\n"),
    ],
)
def test_hidden_characters_are_shown_and_others_left(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_newlines_stay_only_where_asked() -> None:
    assert printable("one\ntwo\x1b\r\n", keep_newlines=True) == "one\ntwo\\x1b\\r\n"
