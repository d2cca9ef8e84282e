from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor.output.terminal import Style, plain, styled, to_terminal
from tests.output.test_parity import DOCUMENT

if TYPE_CHECKING:
    from tests.support.documents import Document

CODES = re.compile(r"\x1b\[[0-9;]*m")
STYLE = st.sampled_from(get_args(Style))
LINE = st.lists(st.tuples(st.text("ab [x]都é🌳\u00a0"), STYLE)).map(tuple)


@pytest.mark.parametrize(
    ("style", "codes"),
    [("bold", "1"), ("dim", "2"), ("bold red", "1;31"), ("bold reverse", "1;7")],
)
def test_a_style_is_the_codes_that_every_terminal_knows(style: Style, codes: str) -> None:
    assert styled([(("a ", ""), ("b", style))]) == f"a \x1b[{codes}mb\x1b[0m"


def test_no_style_is_no_code_and_markup_is_text() -> None:
    assert styled([(("[bold]a[/] :tada: 1 ", ""),), ()]) == "[bold]a[/] :tada: 1\n"


def test_blanks_at_the_end_of_a_line_are_not_styled() -> None:
    assert styled([(("a ", "bold"), ("  ", "dim"))]) == "\x1b[1ma\x1b[0m"


@given(st.lists(LINE))
def test_lines_are_the_same_but_for_codes(lines: list[tuple[tuple[str, Style], ...]]) -> None:
    assert CODES.sub("", styled(lines)) == plain(lines)


@pytest.mark.long
@given(document=DOCUMENT, width=st.integers(0, 200), unicode=st.booleans())
def test_documents_are_the_same_but_for_codes(
    document: Document, width: int, *, unicode: bool
) -> None:
    colored = to_terminal(document, width=width, color=True, unicode=unicode)
    assert CODES.sub("", colored) == to_terminal(
        document, width=width, color=False, unicode=unicode
    )
