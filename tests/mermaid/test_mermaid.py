"""Mermaid's own parser reads every chart, and finds in it what the roadmap holds.

What it needs is not installed with the project. From its root, with Node.js on the path:

    npm install --prefix tests/mermaid --no-package-lock
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from boundary_advisor.views.roadmap_page import LONGEST, kind_of, roadmap_document, roadmap_mermaid
from tests.support.documents import one_line
from tests.support.models import StepKind
from tests.support.programmes import city_planner, made, orchard_planner
from tests.support.writers import to_markdown

if TYPE_CHECKING:
    from boundary_advisor import Roadmap

HERE = Path(__file__).parent
EXAMPLES = sorted((HERE.parents[1] / "examples").glob("*.[cy]*"))
NODE = shutil.which("node")

pytestmark = [
    pytest.mark.mermaid,
    pytest.mark.skipif(
        NODE is None or not (HERE / "node_modules").is_dir(),
        reason="Node.js, or what `npm install --prefix tests/mermaid` installs, is not here",
    ),
]

HOSTILE = (
    'a "quoted" name',
    "`code` and **stars** and _lines_",
    "[x](javascript:alert(1))",
    "{{six}} [(db)] ((round)) >flag]",
    "end",
    "subgraph stage1",
    "%% a remark",
    "%%{init: {'theme': 'dark'}}%%",
    "one;two#three&amp;four",
    "#quot; #35; &lt;b&gt;",
    "<script>alert(1)</script>",
    "<br/>",
    "line one\nS1 --> S2\nline three",
    "a --> b",
    "a|b|c ~~~ d @{ shape: cyl }",
    "click S1 call alert()",
    ":::class, style S1 fill:#f00",
    "\u202eright to left\u202c and \x1b[31m hidden \u200b\ufeff",
    "都市 é ü ß \U0001d11e \U0001f6b2",
    "1. a list",
    "- another",
    "$$x^2$$",
    "\\",
    '"',
    "'",
    "`",
    '"`x`"',
    "fa:fa-car",
    "---",
    "x" * 500,
)


def ask(*charts: str) -> list[dict[str, Any]]:
    assert NODE is not None
    done = subprocess.run(
        [NODE, str(HERE / "check.mjs")],
        input=json.dumps(charts),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    assert done.returncode == int(any("error" in each for each in answers)), done.stderr
    return answers


def shown(text: str) -> str:
    whole = one_line(text)
    return whole if len(whole) <= LONGEST else f"{whole[: LONGEST - 3].rstrip()}..."


SHAPES = {
    StepKind.SITUATION: "square",
    StepKind.PREPARATION: "round",
    StepKind.COMPANION: "round",
    StepKind.EXIT: "hexagon",
}


def expect(roadmap: Roadmap, found: dict[str, Any]) -> None:
    """Hold what the parser found against the roadmap."""
    assert found["kind"] == "flowchart-v2"
    boxes = [each for each in roadmap.stages if each.steps]
    assert found["boxes"] == [
        [
            f"stage{each.strategy.stage}",
            f"Stage {each.strategy.stage}: {each.strategy.name}",
            [step.key for step in each.steps],
        ]
        for each in boxes
    ]
    drawn = {key: (shape, text.split("\n")) for key, shape, text in found["nodes"]}
    names = {f"stage{each.strategy.stage}" for each in boxes}
    assert set(drawn) - names == {step.key for step in roadmap.steps}
    for step in roadmap.steps:
        shape, lines = drawn[step.key]
        assert shape == SHAPES[step.kind]
        assert lines[0] == f"{step.key} {kind_of(step)}".rstrip()
        assert lines[1] == shown(step.title)
    arrows = {(one, kind, other) for one, kind, other in found["arrows"] if kind != "invisible"}
    assert {arrow for arrow in arrows if arrow[1] == "dotted"} == {
        (step.key, "dotted", step.ended_by) for step in roadmap.steps if step.ended_by
    }
    after = {(key, "normal", step.key) for step in roadmap.steps for key in step.after}
    assert {arrow for arrow in arrows if arrow[1] == "normal"} <= after


def test_the_charts_of_all_examples_are_sound() -> None:
    planner = city_planner()
    roadmaps = [planner.roadmap(planner.read(each)) for each in EXAMPLES]
    assert len(roadmaps) >= 4
    for roadmap, found in zip(roadmaps, ask(*map(roadmap_mermaid, roadmaps)), strict=True):
        expect(roadmap, found)


def test_the_chart_in_the_markdown_is_sound() -> None:
    planner = city_planner()
    roadmap = planner.roadmap(planner.read(EXAMPLES[0]))
    text = to_markdown(roadmap_document(planner.kb, roadmap, full=True))
    (found,) = ask(text.partition("```mermaid\n")[2].partition("```\n")[0])
    expect(roadmap, found)


def test_another_field_is_drawn_too() -> None:
    planner = orchard_planner()
    roadmap = planner.roadmap(made("water bu", "helpers bd", "water-rights bk"))
    (found,) = ask(roadmap_mermaid(roadmap))
    expect(roadmap, found)


def named(initiative: str, place: str) -> Roadmap:
    """Make a roadmap of one situation, with a name that a programme file might not get through."""
    programme = made(f"data {place} Bins")
    (situation,) = programme.situations
    bad = situation.model_copy(update={"initiative": initiative})
    return city_planner().roadmap(programme.model_copy(update={"situations": (bad,)}))


def test_no_name_of_an_initiative_breaks_the_chart_or_is_lost() -> None:
    roadmaps = [named(name, place) for name in HOSTILE for place in ("bu", "bd")]
    for roadmap, found in zip(roadmaps, ask(*map(roadmap_mermaid, roadmaps)), strict=True):
        expect(roadmap, found)


def test_the_largest_chart_is_one_that_mermaid_takes() -> None:
    planner = city_planner()
    roadmap = planner.roadmap(made(*(f"data bu {number}" for number in range(480))))
    chart = roadmap_mermaid(roadmap)
    assert chart
    (found,) = ask(chart)
    expect(roadmap, found)


@pytest.mark.parametrize(
    "broken", ['flowchart LR\n  S1["a" b"]', 'flowchart LR\n  subgraph s1["x"]\n  S1["y"]', ""]
)
def test_a_broken_chart_is_refused(broken: str) -> None:
    whole = 'flowchart LR\n  S1["y"]'
    refused, taken = ask(broken, whole)
    assert refused["error"]
    assert taken["nodes"] == [["S1", "square", "y"]]
