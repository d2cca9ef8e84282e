"""No format drops a word that another one shows."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.documents import (
    Block,
    Document,
    Grid,
    GridField,
    Heading,
    Item,
    Items,
    Paragraph,
    Table,
    Tone,
    one_line,
)
from tests.support.writers import to_markdown, to_terminal

if TYPE_CHECKING:
    from collections.abc import Iterator


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield from (block.label, block.text)
        case Items():
            for item in block.items:
                yield from (item.label, item.text, *_texts(Items(item.notes)))
        case Table():
            yield from (*block.header, block.caption)
            for cells in block.rows:
                yield from cells
        case Grid():
            yield from block.columns
            for title, *fields in block.rows:
                yield title
                for field in fields:
                    yield from (field.name, field.mark)


def words_of(document: Document) -> Counter[str]:
    texts = [document.title, *(text for block in document.blocks for text in _texts(block))]
    return Counter(re.findall(r"\w+", " ".join(map(one_line, texts))))


def _shown_in_markdown(document: Document) -> Counter[str]:
    unescaped = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", to_markdown(document))
    return Counter(re.findall(r"\w+", unescaped))


def _shown_in_terminal(document: Document, width: int) -> Counter[str]:
    text = to_terminal(document, width=width, color=False, unicode=True)
    return Counter(re.findall(r"\w+", text))


def test_the_sample_loses_no_word_at_any_width(sample: Document) -> None:
    assert words_of(sample) <= _shown_in_markdown(sample)
    for width in range(40, 161):
        assert words_of(sample) <= _shown_in_terminal(sample, width), width


TEXT = st.lists(
    st.text("abcXYZ019", min_size=1, max_size=8)
    | st.sampled_from(["[data]", "[/x]", "\\", "*", "_a_", "a|b", "#", "-", "1.", "\x1b[31m", "é"]),
    min_size=1,
    max_size=6,
).map(" ".join)
ITEM = st.recursive(
    st.builds(Item, TEXT, st.just("") | TEXT),
    lambda notes: st.builds(Item, TEXT, TEXT, st.lists(notes, max_size=2).map(tuple)),
    max_leaves=4,
)
FIELD = st.builds(GridField, TEXT, st.just("") | TEXT)
BLOCK = st.one_of(
    st.builds(Heading, TEXT, st.integers(1, 4)),
    st.builds(Paragraph, TEXT, st.just("") | TEXT, st.sampled_from(Tone)),
    st.builds(Items, st.lists(ITEM, max_size=3).map(tuple), st.booleans()),
    st.builds(Table, st.tuples(TEXT, TEXT), st.lists(st.tuples(TEXT, TEXT)).map(tuple), TEXT),
    st.builds(Grid, st.tuples(TEXT, TEXT), st.tuples(*[st.tuples(TEXT, FIELD, FIELD)] * 2)),
)
DOCUMENT = st.builds(
    Document, TEXT, st.lists(BLOCK, max_size=5).map(tuple), st.none(), st.booleans()
)


@pytest.mark.long
@given(DOCUMENT)
def test_no_document_loses_a_word(document: Document) -> None:
    assert words_of(document) <= _shown_in_markdown(document)
    assert words_of(document) <= _shown_in_terminal(document, 200)


@pytest.mark.long
@given(document=DOCUMENT, width=st.integers(0, 200), color=st.booleans(), unicode=st.booleans())
def test_every_document_can_be_shown_at_every_width(
    document: Document, width: int, *, color: bool, unicode: bool
) -> None:
    text = to_terminal(document, width=width, color=color, unicode=unicode)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert all(line == line.rstrip() for line in text.split("\n"))
    assert ("\x1b" in text) <= color
