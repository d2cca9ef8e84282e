"""A roadmap as a chart in the language of Mermaid: stages from left to right, arrows between steps.

What kind a step is shows in its words and its shape, and never in a colour.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from boundary_advisor.engine.words import listing
from boundary_advisor.programme.roadmap_model import StepKind, When
from boundary_advisor.render.document import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from boundary_advisor.programme.roadmap_model import Roadmap, Stage, Step

LONGEST = 60
"""Characters of a text in the chart; a longer one is cut."""

MOST_ARROWS = 500
"""Mermaid draws no chart with more arrows than this, unless it is told to."""

MOST_CHARACTERS = 50_000
"""Nor one with a longer text."""

_SHAPES = {
    StepKind.SITUATION: ('["', '"]'),
    StepKind.PREPARATION: ('("', '")'),
    StepKind.COMPANION: ('("', '")'),
    StepKind.EXIT: ('{{"', '"}}'),
}
_KINDS = {
    StepKind.SITUATION: "",
    StepKind.PREPARATION: "preparation",
    StepKind.COMPANION: "beside {}",
    StepKind.EXIT: "way out",
}

# The colon too: in a line with the word "style", Mermaid takes away a semicolon that follows one.
_SPECIAL = re.compile(r"[^\w ,.()/'-]|_")


def roadmap_mermaid(roadmap: Roadmap) -> str:
    """Draw a roadmap.

    Args:
        roadmap: What to draw. Any text may stand in it: what Mermaid would read as its own becomes
            a character code, and what is hidden becomes visible.

    Returns:
        The chart in lines, or nothing where there are no steps, or more than Mermaid draws.
    """
    stages = [each for each in roadmap.stages if each.steps]
    order = (
        f"  stage{one.strategy.stage} ~~~ stage{two.strategy.stage}"
        for one, two in pairwise(stages)
    )
    arrows = (*order, *_arrows(roadmap.steps))
    drawn = (line for each in stages for line in _stage(each))
    chart = "\n".join(("flowchart LR", *drawn, *arrows))
    fits = len(arrows) <= MOST_ARROWS and len(chart) <= MOST_CHARACTERS
    return chart if stages and fits else ""


def _stage(stage: Stage) -> Iterator[str]:
    strategy = stage.strategy
    yield f'  subgraph stage{strategy.stage}["Stage {strategy.stage}: {label(strategy.name)}"]'
    for step in stage.steps:
        before, after = _SHAPES[step.kind]
        yield f"    {step.key}{before}{_words(step)}{after}"
    yield "  end"


def _words(step: Step) -> str:
    named = f"{step.key} {kind_of(step)}".rstrip()
    parts = (named, label(step.title), "" if step.when is When.LATER else step.when)
    return "<br/>".join(filter(None, parts))


def kind_of(step: Step) -> str:
    """Say what sort of step it is, where the programme does not hold it; nothing where it does."""
    return _KINDS[step.kind].format(listing(list(step.beside)))


def _arrows(steps: Sequence[Step]) -> Iterator[str]:
    """Draw what comes before what, and what ends what.

    Where a way of several arrows says that a step comes before another, no arrow says it again.
    """
    before = {step.key: step.after for step in steps}
    for step in steps:
        told = {key for between in step.after for key in before[between]}
        yield from (f"  {key} --> {step.key}" for key in step.after if key not in told)
    for step in steps:
        if step.ended_by:
            yield f'  {step.key} -. "ends with" .-> {step.ended_by}'


def label(text: str) -> str:
    """Write a text so that Mermaid shows it as it is, wherever a text can stand in quotes."""
    shown = one_line(text)
    cut = shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 3].rstrip()}..."
    return _SPECIAL.sub(lambda match: f"#{ord(match.group())};", cut)
