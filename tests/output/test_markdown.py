"""Markdown says what the document says, once somebody renders it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.support.documents import (
    Block,
    Diagram,
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
from tests.support.writers import to_markdown

if TYPE_CHECKING:
    from markdown_it.token import Token

GOLDEN = Path(__file__).parents[1] / "golden" / "render" / "sample.md"
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def write(*blocks: Block) -> str:
    """Write blocks below a title, and give what stands below it."""
    return to_markdown(Document("T", blocks)).removeprefix("# T\n\n").removesuffix("\n")


def read(markdown: str) -> tuple[list[str], list[str]]:
    """Give the kinds of the blocks that a reader finds in Markdown, and their texts."""
    tokens = READER.parse(markdown)
    kinds = [token.type.removesuffix("_open") for token in tokens if token.nesting != -1]
    return [kind for kind in kinds if kind != "inline"], [
        _literal(token) for token in tokens if token.type == "inline"
    ]


def _literal(inline: Token) -> str:
    """Give the text of a line in which nothing but emphasis may be active."""
    children = inline.children or []
    kinds = {child.type for child in children}
    assert kinds <= {"text", "strong_open", "strong_close", "em_open", "em_close"}, kinds
    return "".join(child.content for child in children)


def test_the_sample_looks_as_it_was_read_and_approved(sample: Document) -> None:
    assert to_markdown(sample) == GOLDEN.read_text(encoding="utf-8")


def test_the_sample_has_no_blanks_at_the_end_of_a_line(sample: Document) -> None:
    assert all(line == line.rstrip() for line in to_markdown(sample).split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        "Ordinary prose (with parentheses), hyphens - slashes/bars - is clean: City 5's 50% + 3!",
        "R&D, AT&T & others, #5 and C#, 2023.5, 3) and a-b, snake_case_name, a > b, $5, a = b",
        "-5 degrees, +1, 1.5 and --full",
        "See https://example.org/a_b?c=d&e=f#g or write to a.b@example.org.",
    ],
)
def test_ordinary_prose_stays_clean(text: str) -> None:
    assert write(Paragraph(text)) == text
    assert read(text) == (["paragraph"], [text])


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# a", r"\# a"),
        ("###### a", r"\###### a"),
        ("#", r"\#"),
        ("> a", r"\> a"),
        (">a", r"\>a"),
        ("- a", r"\- a"),
        ("-", r"\-"),
        ("+ a", r"\+ a"),
        ("---", r"\---"),
        ("- - -", r"\- - -"),
        ("1. a", r"1\. a"),
        ("2023) a", r"2023\) a"),
        ("1.", r"1\."),
        ("* a", r"\* a"),
        ("```sh", r"\`\`\`sh"),
        ("~~~", r"\~\~\~"),
        ("    code", "code"),
        ("a\n===", "a ==="),
        ("a\r\n\r\n# b", "a # b"),
        ("a  \nb", "a b"),
        ("a\\\nb", r"a\\ b"),
        ("<b>x</b>", r"\<b>x\</b>"),
        ("<https://a.b>", r"\<https://a.b>"),
        ("<javascript:x>", r"\<javascript:x>"),
        ("[a](javascript:x)", r"\[a\](javascript:x)"),
        ("![a](b)", r"!\[a\](b)"),
        ("[a]: b", r"\[a\]: b"),
        ("- [ ] task", r"\- \[ \] task"),
        ("&amp; &#42; &x", r"\&amp; \&#42; &x"),
        ("www.example.org, WWW.X.Y", r"www\.example.org, WWW\.X.Y"),
        ("__a__ _b_ c_d", r"\_\_a\_\_ \_b\_ c_d"),
        ("*a* ~b~ `c`", r"\*a\* \~b\~ \`c\`"),
        ("a | b", r"a \| b"),
        ("\x1b[1m", r"\\x1b\[1m"),
        ("a\u202eb", r"a\\u202eb"),
    ],
)
def test_what_markdown_would_take_for_its_own_is_escaped(text: str, escaped: str) -> None:
    written = write(Paragraph(text))
    assert written == escaped
    assert read(written) == (["paragraph"], [one_line(text)])


SNIPPETS = (
    *("#", "##", "-", "+", "*", "1.", "2)", ">", "---", "===", "***", "___", "```", "~~~", "~"),
    *(
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<a@b.c>",
        "<http://x.y>",
        "<?x",
        "<![CDATA[",
        "&amp;",
        "&#42;",
    ),
    *("[a](b)", "![a](b)", "[a]:", "[^1]", "[x]", "**", "__", "~~", "|", "|-|", ":-:", "_", "a_b"),
    *("\\", "\\|", "\\\\", "www.x.y", "https://x.y/_a_", "javascript:x", "a", "C#", "$x$", ":a:"),
    *("\x1b[0m", "\u202e", "\u2028", "\x00", "\r", "\ufeff", "\u200b", "é", "都", "\u00b2_"),
)
NASTY = st.one_of(
    st.lists(st.sampled_from(SNIPPETS)).map(" ".join),
    st.lists(st.sampled_from(SNIPPETS)).map("".join),
    st.text("\\`*_[]<>|&~#-+.!()1a wW:;=\t\n\r\x1b\u202e\u00a0\u3000é'\"/", max_size=20),
    st.text(max_size=20),
)
WORDS = NASTY.filter(one_line)


@given(WORDS)
@example("a #")
@example("# #")
@example("a ##\\")
def test_a_heading_is_literal(text: str) -> None:
    assert read(to_markdown(Document(text, ()))) == (["heading"], [one_line(text)])


@given(WORDS, st.sampled_from(Tone))
def test_a_paragraph_is_literal(text: str, tone: Tone) -> None:
    assert read(write(Paragraph(text, tone=tone))) == (["paragraph"], [one_line(text)])


@given(WORDS, WORDS)
def test_a_label_is_literal(label: str, text: str) -> None:
    kinds, texts = read(write(Paragraph(text, label), Items((Item("", label),))))
    assert kinds == ["paragraph", "bullet_list", "list_item", "paragraph"]
    assert texts == [f"{one_line(label)}: {one_line(text)}", one_line(label)]


@given(text=WORDS, note=WORDS, numbered=st.booleans())
def test_a_list_is_literal_and_so_are_its_notes(text: str, note: str, *, numbered: bool) -> None:
    items = (Item(text, notes=(Item(note, notes=(Item(text),)), Item(text))), Item(note))
    kinds, texts = read(write(Items(items, numbered=numbered)))
    inner = ["list_item", "paragraph"]
    outer = "ordered_list" if numbered else "bullet_list"
    notes = ["bullet_list", *inner, "bullet_list", *inner, *inner]
    assert kinds == [outer, *inner, *notes, *inner]
    assert texts == [one_line(each) for each in (text, note, text, text, note)]


@given(WORDS, NASTY)
def test_a_table_is_literal(text: str, cell: str) -> None:
    kinds, texts = read(write(Table((text, cell), ((cell, text), (text, text)), caption=text)))
    assert kinds[:3] == ["paragraph", "table", "thead"]
    assert (kinds.count("tr"), kinds.count("th"), kinds.count("td")) == (3, 2, 4)
    assert texts == [one_line(each) for each in (text, text, cell, cell, text, text, text)]


@given(WORDS, WORDS)
def test_the_grid_is_literal(name: str, mark: str) -> None:
    grid = Grid(
        (name, name),
        ((name, GridField(name), GridField(name)), (name, GridField(name, mark), GridField(name))),
    )
    _, texts = read(write(grid))
    plain, words = one_line(name), one_line(mark)
    assert texts == ["", *[plain] * 6, f"{plain} ({words})", plain]


def test_lists_that_follow_each_other_stay_apart() -> None:
    items = (Item("a"),)
    lists = [Items(items), Items(()), Items(items), Items(items)]
    numbered = [Items(items, numbered=True)] * 3
    written = write(*lists, *numbered, Items(items))
    assert written == "- a\n\n* a\n\n- a\n\n1. a\n\n1) a\n\n1. a\n\n- a"
    kinds, _ = read(written)
    assert (kinds.count("bullet_list"), kinds.count("ordered_list")) == (4, 3)


def test_a_table_has_its_caption_before_it_if_any() -> None:
    table = "| a | b |\n| --- | --- |\n| c |  |"
    assert write(Table(("a", "b"), (("c", ""),))) == table
    assert write(Table(("a", "b"), (("c", ""),), caption="d")) == f"*d*\n\n{table}"


def test_notes_of_an_item_without_words_take_its_place() -> None:
    assert write(Items((Item("", notes=(Item("a", notes=(Item(" "),)),)),))) == "- a"


def test_notes_of_a_numbered_item_stand_below_its_text() -> None:
    items = tuple(Item("x", notes=(Item("y"),)) for _ in range(10))
    written = write(Items(items, numbered=True))
    assert written.endswith("9. x\n   - y\n10. x\n    - y")
    kinds, _ = read(written)
    assert kinds.count("ordered_list") == 1


def test_blocks_without_words_are_left_out() -> None:
    assert write(Heading(" "), Paragraph("a"), Paragraph(""), Items((Item(""),))) == "a"


def test_headings_go_no_deeper_than_markdown_has() -> None:
    headings = [Heading("a", level) for level in range(1, 9)]
    assert [line.count("#") for line in write(*headings).split("\n\n")] == [1, 2, 3, 4, 5, 6, 6, 6]


def test_tones_without_a_label_are_emphasis() -> None:
    assert [write(Paragraph("a", tone=tone)) for tone in Tone] == ["a", "**a**", "*a*", "**a**"]
    assert {write(Paragraph("a", "b", tone)) for tone in Tone} == {"**b:** a"}


def test_an_empty_document_is_an_empty_line() -> None:
    assert to_markdown(Document("", ())) == "\n"


def test_a_diagram_stands_in_a_fence_as_it_is() -> None:
    chart = 'flowchart LR\n  a["*one* <b> \\ | #"] --> b\n\n  b --> c'
    written = write(Diagram(chart, "A *chart*"))
    assert written == f"*A \\*chart\\**\n\n```mermaid\n{chart}\n```"
    *_, fence = READER.parse(written)
    assert (fence.type, fence.info, fence.content) == ("fence", "mermaid", f"{chart}\n")


@pytest.mark.parametrize("ticks", ["`", "```", "``` x\n````"])
def test_a_fence_is_longer_than_what_stands_in_it(ticks: str) -> None:
    (fence,) = READER.parse(write(Diagram(ticks, "")))
    assert (fence.type, fence.content) == ("fence", f"{ticks}\n")


def test_a_diagram_hides_nothing() -> None:
    assert "a\\x1b\\u202e" in write(Diagram("a\x1b\u202e", ""))
