"""The chart of a roadmap; whether Mermaid takes it is asked in tests/mermaid."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor.views.roadmap_page import (
    LONGEST,
    MOST_ARROWS,
    MOST_CHARACTERS,
    label,
    roadmap_mermaid,
)
from tests.support.programmes import city_planner, made


def chart(*situations: str) -> str:
    return roadmap_mermaid(city_planner().roadmap(made(*situations)))


def test_a_roadmap_is_drawn_in_stages_with_shapes_and_arrows() -> None:
    assert chart("data bu Bins", "culture bs") == (
        "flowchart LR\n"
        '  subgraph stage1["Stage 1: Bridging for Support"]\n'
        '    S1("S1 preparation<br/>2 data#58; Bins<br/>now")\n'
        '    S2["S2<br/>4 culture<br/>now"]\n'
        "  end\n"
        '  subgraph stage2["Stage 2: Bridging for Knowledge"]\n'
        '    S3("S3 preparation<br/>2 data#58; Bins")\n'
        "  end\n"
        '  subgraph stage3["Stage 3: Buffering"]\n'
        '    S4["S4<br/>2 data#58; Bins<br/>now"]\n'
        "  end\n"
        '  subgraph stage4["Stage 4: Building"]\n'
        '    S5{{"S5 way out<br/>2 data#58; Bins"}}\n'
        "  end\n"
        "  stage1 ~~~ stage2\n"
        "  stage2 ~~~ stage3\n"
        "  stage3 ~~~ stage4\n"
        "  S1 --> S3\n"
        "  S3 --> S5\n"
        '  S4 -. "ends with" .-> S5'
    )


def test_an_arrow_is_drawn_where_no_other_way_says_it() -> None:
    drawn = chart("data bd", "data bs Bins", "data bk Lamps")
    assert "  S1 --> S3\n  S2 --> S3" in drawn
    assert "S1 --> S2" not in drawn


def test_what_only_goes_on_beside_a_step_says_so() -> None:
    assert '    S1("S1 beside S3<br/>7 citizens<br/>now")' in chart("citizens bu")


def test_a_stage_without_steps_is_not_drawn() -> None:
    drawn = chart("data bs", "capability bk")
    assert drawn.count("subgraph") == 2
    assert drawn.endswith("  stage1 ~~~ stage2")


def test_without_steps_there_is_no_chart() -> None:
    assert not chart()
    assert not chart("data h?")


def test_there_is_no_chart_of_more_than_mermaid_draws() -> None:
    most = MOST_ARROWS - 5  # three between the stages, two more to the way out
    assert chart(*(f"data bu {number}" for number in range(most)))
    assert not chart(*(f"data bu {number}" for number in range(most + 1)))
    long = ["data bs " + "#" * LONGEST + str(number) for number in range(300)]
    assert len(chart(*long[:99])) <= MOST_CHARACTERS
    assert chart(*long[:99])
    assert not chart(*long)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Ordinary, words. (5) a-b/c it's", "Ordinary, words. (5) a-b/c it's"),
        ("é ü 都市 5", "é ü 都市 5"),
        ('"', "#34;"),
        ("[x] {y} <z> `a`", "#91;x#93; #123;y#125; #60;z#62; #96;a#96;"),
        ("#35; & %%", "#35;35#59; #38; #37;#37;"),
        ("style x:#f", "style x#58;#35;f"),
        ("a_b*c", "a#95;b#42;c"),
        ("one\ntwo\tthree", "one two three"),
        ("\u202e\x1b", "#92;u202e#92;x1b"),
        ("\U0001f6b2\u200b", "#128690;#8203;"),
        ("x" * LONGEST, "x" * LONGEST),
        ("x" * (LONGEST + 1), "x" * (LONGEST - 3) + "..."),
        ("word " * 20, "word word word word word word word word word word word wo..."),
    ],
)
def test_what_mermaid_would_take_for_its_own_becomes_a_code(text: str, written: str) -> None:
    assert label(text) == written


@given(st.text(max_size=80))
def test_a_label_holds_nothing_but_words_and_codes(text: str) -> None:
    assert re.fullmatch(r"(?:[^\W_]|[ ,.()/'-]|#[0-9]+;)*", label(text))
