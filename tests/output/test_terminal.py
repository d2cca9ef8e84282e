from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from boundary_advisor.output.terminal import NARROWEST, to_terminal
from tests.support.documents import (
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
)

if TYPE_CHECKING:
    from tests.support.documents import Block

GOLDEN = Path(__file__).parents[1] / "golden" / "render"
CODES = re.compile(r"\x1b\[[0-9;]*m")


def show(*blocks: Block, width: int = 80, color: bool = False, unicode: bool = True) -> str:
    """Show blocks without the title."""
    text = to_terminal(Document("", blocks), width=width, color=color, unicode=unicode)
    assert text.endswith("\n")
    return text.removesuffix("\n")


@pytest.mark.parametrize(
    ("name", "width", "color", "unicode"),
    [
        ("terminal-80.txt", 80, False, True),
        ("terminal-60.txt", 60, False, True),
        ("terminal-20.txt", 20, False, True),
        ("terminal-80-ascii.txt", 80, False, False),
        ("terminal-80-color.txt", 80, True, True),
    ],
)
def test_the_sample_looks_as_it_was_read_and_approved(
    sample: Document, name: str, *, width: int, color: bool, unicode: bool
) -> None:
    shown = to_terminal(sample, width=width, color=color, unicode=unicode)
    assert shown.replace("\x1b", "\\e") == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_color_changes_nothing_but_codes(sample: Document, width: int) -> None:
    plain = to_terminal(sample, width=width, color=False, unicode=True)
    colored = to_terminal(sample, width=width, color=True, unicode=True)
    assert "\x1b" not in plain
    assert colored != plain
    assert CODES.sub("", colored) == plain


def test_without_unicode_all_is_ascii(sample: Document) -> None:
    assert to_terminal(sample, width=60, color=True, unicode=False).isascii()


def test_the_surroundings_change_nothing(sample: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    before = to_terminal(sample, width=70, color=True, unicode=True)
    surroundings = {"NO_COLOR": "1", "COLUMNS": "33", "TERM": "dumb", "TTY_COMPATIBLE": "0"}
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    assert to_terminal(sample, width=70, color=True, unicode=True) == before


@pytest.mark.parametrize("width", [NARROWEST, 33, 60, 80, 133, 200])
def test_no_line_is_wider_than_asked(sample: Document, width: int) -> None:
    shown = to_terminal(sample, width=width, color=False, unicode=True)
    assert max(map(cell_len, shown.splitlines())) <= width


def test_a_narrower_terminal_gets_the_narrowest_page(sample: Document) -> None:
    narrowest = to_terminal(sample, width=NARROWEST, color=False, unicode=True)
    for width in (19, 1, 0, -5):
        assert to_terminal(sample, width=width, color=False, unicode=True) == narrowest


def test_running_text_stays_readable_on_a_wide_terminal() -> None:
    shown = show(Paragraph("word " * 100), width=200)
    assert 90 < max(map(len, shown.splitlines())) <= 100


def test_an_empty_document_is_an_empty_line() -> None:
    assert to_terminal(Document("", ()), width=80, color=True, unicode=True) == "\n"


def test_blocks_without_words_take_no_line() -> None:
    blanks = (Heading(" ", 1), Paragraph(""), Items(()), Items((Item("\n"),)))
    assert show(Paragraph("One."), *blanks, Paragraph("Two.", label="And")) == "One.\nAnd: Two."


def test_a_diagram_takes_no_line() -> None:
    assert show(Paragraph("One."), Diagram("flowchart LR", "A chart"), Heading("Two")) == (
        "One.\n\nTwo"
    )


def test_levels_of_heading_move_what_is_below_them_to_the_right() -> None:
    text = Paragraph("text")
    blocks = (Heading("One", 1), text, Heading("Two", 2), text, Heading("Three", 3), text)
    assert show(*blocks) == "One\ntext\n\nTwo\n  text\n  Three\n    text"


@pytest.mark.parametrize(
    ("previous", "block", "apart"),
    [
        (Paragraph("a"), Paragraph("b"), True),
        (Paragraph("a"), Paragraph("b", label="c"), False),
        (Paragraph("a", label="c"), Paragraph("b"), False),
        (Paragraph("a"), Items((Item("b"),)), False),
        (Items((Item("a"),)), Paragraph("b"), False),
        (Items((Item("a"),)), Items((Item("b"),)), True),
        (Paragraph("a"), Table(("b",), ()), True),
        (Table(("a",), ()), Paragraph("b"), True),
        (Table(("a",), ()), Items((Item("b"),)), True),
        (Table(("a",), ()), Heading("b", 3), True),
        (Heading("a"), Table(("b",), ()), False),
        (Heading("a"), Paragraph("b"), False),
        (Paragraph("a"), Heading("b", 2), True),
        (Paragraph("a"), Heading("b", 3), False),
    ],
)
def test_an_empty_line_stands_only_where_blocks_would_run_together(
    previous: Block, block: Block, *, apart: bool
) -> None:
    assert ("\n\n" in show(previous, block)) is apart


def test_a_label_hangs_over_its_text() -> None:
    shown = show(Paragraph("one two three four five", label="Why"), width=20)
    assert shown == "Why: one two three\n  four five"


def test_a_label_without_text_has_no_colon() -> None:
    assert show(Items((Item("", "Alone"),))) == "- Alone"


def test_numbers_line_up_and_texts_too() -> None:
    shown = show(
        Items(tuple(Item(f"item {n} is long") for n in range(1, 11)), numbered=True), width=20
    )
    lines = shown.splitlines()
    assert lines[0] == " 1. item 1 is long"
    assert lines[9:] == ["10. item 10 is long"]


def test_notes_stand_one_step_deeper_each() -> None:
    deep = Item("a b c d e f", notes=(Item("note", notes=(Item("deeper"),)), Item("second")))
    assert show(Items((deep, Item("next")))) == (
        "- a b c d e f\n  - note\n    - deeper\n  - second\n- next"
    )


def test_however_deep_a_note_stands_half_of_the_width_is_for_its_text() -> None:
    item = Item("the bottom")
    for _ in range(50):
        item = Item("x", notes=(item,))
    last = show(Items((item,)), width=30).splitlines()[-1]
    assert last == " " * 13 + "- the bottom"


def test_tones_differ_in_style() -> None:
    shown = {tone: show(Paragraph("text", tone=tone), color=True) for tone in Tone}
    assert shown[Tone.PLAIN] == "text"
    assert len(set(shown.values())) == len(Tone)


def test_a_table_that_fits_has_no_rules_between_rows() -> None:
    shown = show(Table(("City", "Size"), (("1", "large"), ("2", ""))), unicode=False)
    assert shown == "City  Size\n====  =====\n1     large\n2"


def test_a_table_whose_rows_wrap_has_rules_between_them() -> None:
    rows = (("one two three four", "five"), ("six", "seven"))
    assert show(Table(("A", "B"), rows), width=20) == (
        "A              B\n"
        "━━━━━━━━━━━━━  ━━━━━\n"
        "one two three  five\n"
        "four\n"
        "─────────────  ─────\n"
        "six            seven"
    )


def test_a_table_too_narrow_for_its_words_is_shown_cell_below_cell() -> None:
    table = Table(("City", "What was done"), (("5", "extraordinarily much"), ("6", "")), "Cases")
    assert show(table, width=20) == (
        "Cases\nCity: 5\n  What was done:\n    extraordinarily\n    much\nCity: 6\n  What was done"
    )


def test_five_columns_are_legible_at_sixty() -> None:
    header = ("Challenge", "Support", "Knowledge", "Buffering", "Building")
    rows = (
        ("Citizens and their trust", "5 tactics, 3 cities", "none", "not applicable", "2 tactics"),
    )
    shown = show(Table(header, rows), width=60)
    assert header == tuple(shown.splitlines()[0].split())
    for word in " ".join(rows[0]).split():
        assert word in shown


@pytest.mark.parametrize(("header", "rows"), [((), ()), (("a",), (("b", "c"),)), (("a",), ((),))])
def test_a_table_has_a_header_and_rows_as_long(
    header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> None:
    with pytest.raises(ValueError, match="as many cells"):
        Table(header, rows)


def _grid(*names: str, mark: str = "you are here") -> Grid:
    one, two, three, four = names
    return Grid(
        ("Short term", "Long term"),
        (
            ("Low threat", GridField(one), GridField(two)),
            ("High threat", GridField(three), GridField(four, mark)),
        ),
    )


def test_the_grid_is_seven_lines_high_and_marked_without_color() -> None:
    shown = show(_grid("Bridge", "Learn", "Buffer", "Build"), unicode=False)
    assert shown == (
        "              Short term     Long term\n"
        "            +--------------+--------------+\n"
        "Low threat  | Bridge       | Learn        |\n"
        "            +--------------+--------------+\n"
        "High threat | Buffer       | >> Build <<  |\n"
        "            |              | you are here |\n"
        "            +--------------+--------------+"
    )


def test_the_fields_are_alike_while_that_fits() -> None:
    grid = _grid("Bridge", "Learn", "Buffer", "Build")
    widest = max(map(len, show(grid).splitlines()))
    assert show(grid, width=widest) == show(grid)
    narrower = show(grid, width=widest - 1).splitlines()
    assert narrower[1] == "            ┌────────────┬──────────────┐"


def test_long_names_wrap_between_words_at_sixty() -> None:
    name = "Bridging for Great Deeds"
    shown = show(_grid(name, name, name, name), width=60)
    assert len(name) == 24
    assert {len(line) for line in shown.splitlines()[1:]} == {59}
    assert ">> Bridging for" in shown
    assert "Great Deeds <<" in shown


def test_a_long_mark_does_not_widen_the_grid() -> None:
    mark = "the grid says so, yet the paper has nothing for this challenge there"
    shown = show(_grid("A", "B", "C", "D", mark=mark), width=200)
    assert max(map(len, shown.splitlines())) < 80


def test_a_grid_too_narrow_for_its_words_is_shown_as_a_list() -> None:
    shown = show(_grid("Bridge", "Learn", "Buffer", "Build"), width=20)
    assert shown == (
        "Low threat\n  Short term: Bridge\n  Long term: Learn\n"
        "High threat\n  Short term: Buffer\n  Long term: >>\n    Build << you are\n    here"
    )


def test_markup_and_codes_are_text() -> None:
    nasty = "[bold]b[/bold] [/x] [data] :tada: \x1b[31mred\x07 \u202eevil\r\x00 \x9b1m"
    shown = show(Paragraph(nasty), Items((Item(nasty, nasty),)), Table((nasty,), ((nasty,),)))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)
    assert shown.startswith(
        r"[bold]b[/bold] [/x] [data] :tada: \x1b[31mred\x07 \u202eevil\r\x00 \x9b1m"
    )


def test_line_breaks_and_tabs_in_a_text_are_blanks() -> None:
    assert show(Paragraph(" one\n\ttwo \r\n three\n", label=" a\nb ")) == "a b: one two three"


def test_wide_characters_count_as_wide() -> None:
    shown = show(Paragraph("都市" * 30), _grid("都市", "都市" * 5, "x", "都"), width=30)
    assert max(map(cell_len, shown.splitlines())) <= 30


@given(st.text(max_size=60), st.integers(20, 50))
def test_no_text_breaks_the_page(text: str, width: int) -> None:
    grid = _grid(text, text, text, text, mark=text)
    blocks = (Heading(text), Paragraph(text, text), Items((Item(text, text),)), grid)
    shown = show(*blocks, Table((text, "b"), ((text, text),), text), width=width)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", shown)
    assert max(map(cell_len, shown.split("\n"))) <= width


def test_importing_it_brings_no_heavy_part_of_rich() -> None:
    code = "import sys, boundary_advisor.output.terminal; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"rich.markdown", "rich.syntax", "rich.progress", "pygments", "markdown_it"}
    assert not heavy & set(done.stdout.split())


SHOW = """
import sys
from boundary_advisor.views.document import *
from boundary_advisor.output.terminal import to_terminal
field = GridField("Name", "mark")
blocks = (
    Heading({text!r}), Paragraph({text!r}, "Label"), Items((Item({text!r}),)),
    Table(("a", "b"), (({text!r}, "d"),)), Grid(("a", "b"), (("c", field, field),)),
)
to_terminal(Document("Title", blocks), width=40, color={color}, unicode=True)
print(*sys.modules)
"""


def _loaded(text: str, *, color: bool) -> set[str]:
    code = SHOW.format(text=text, color=color)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("color", [False, True])
def test_nothing_of_rich_is_loaded_for_ascii(*, color: bool) -> None:
    assert "rich" not in _loaded("a text " * 20, color=color)


@pytest.mark.parametrize("color", [False, True])
def test_for_other_characters_only_the_widths_of_rich_are_loaded(*, color: bool) -> None:
    loaded = _loaded("Zürich " * 20, color=color)
    assert "rich.cells" in loaded
    assert not {"rich.console", "rich.text", "rich.style"} & loaded
