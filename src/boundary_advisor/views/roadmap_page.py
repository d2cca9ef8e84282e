"""The page of a roadmap: what to begin with, a chart, and every step in its stage."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from boundary_advisor.programme.roadmap import FIRST, Roadmap, Stage
from boundary_advisor.programme.roadmap_steps import FirstStep, Step, StepKind, When
from boundary_advisor.text import count, listing
from boundary_advisor.views.document import (
    Diagram,
    Document,
    Heading,
    Item,
    Items,
    Paragraph,
    Table,
    Tone,
    one_line,
)
from boundary_advisor.views.phrases import (
    NO_OWNER,
    challenge_legend,
    finding_item,
    knowledge_blocks,
    labelled,
    own_step,
    section,
    source_blocks,
    sourced,
    standing,
)
from boundary_advisor.views.portfolio_page import programme_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from boundary_advisor.engine.results import SourcedText
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.placing import Placed, Verdict
    from boundary_advisor.views.document import Block

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
    """Draw a roadmap as a Mermaid chart; nothing if it has no steps, or more than Mermaid draws."""
    stages = [each for each in roadmap.stages if each.steps]
    order = (
        f"  stage{one.strategy.stage} ~~~ stage{two.strategy.stage}"
        for one, two in pairwise(stages)
    )
    arrows = (*order, *_arrows(roadmap.steps))
    boxes = (line for each in stages for line in _mermaid_stage(each))
    chart = "\n".join(("flowchart LR", *boxes, *arrows))
    fits = len(arrows) <= MOST_ARROWS and len(chart) <= MOST_CHARACTERS
    return chart if stages and fits else ""


def _mermaid_stage(stage: Stage) -> Iterator[str]:
    strategy = stage.strategy
    yield f'  subgraph stage{strategy.stage}["Stage {strategy.stage}: {label(strategy.name)}"]'
    for step in stage.steps:
        before, after = _SHAPES[step.kind]
        named = f"{step.key} {kind_of(step)}".rstrip()
        when = "" if step.when is When.LATER else step.when
        words = "<br/>".join(filter(None, (named, label(step.title), when)))
        yield f"    {step.key}{before}{words}{after}"
    yield "  end"


def kind_of(step: Step) -> str:
    """Say what sort of step an added one is; nothing for one that the programme holds."""
    return _KINDS[step.kind].format(listing(step.beside))


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""


def _arrows(steps: Sequence[Step]) -> Iterator[str]:
    """Draw what comes before what, without shortcuts, and what ends what."""
    before = {step.key: step.after for step in steps}
    for step in steps:
        indirect = {key for between in step.after for key in before[between]}
        yield from (f"  {key} --> {step.key}" for key in step.after if key not in indirect)
    for step in steps:
        if step.ended_by:
            yield f'  {step.key} -. "ends with" .-> {step.ended_by}'


def label(text: str) -> str:
    """Escape a text so that Mermaid shows it as it is between quotes, and cut it."""
    shown = one_line(text)
    cut = shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 3].rstrip()}..."
    return _SPECIAL.sub(lambda match: f"#{ord(match.group())};", cut)


NOT_HELD = "not in the file yet"
"""Status of a step that the programme does not hold."""

NONE_YET = "none yet"
"""Owner of a step that the programme does not hold."""

_CAPTION = (
    "The same steps as a chart, a box for each stage. An arrow leads from what comes first; a "
    "dotted one leads to what ends a step. Rounded steps are preparations, or go on beside a step, "
    "and six-sided ones are ways out; none of these is in the file yet."
)


_LEFT_OUT = Paragraph(
    "for each step its source, what starts it and what it is for; and the rules behind this "
    "order. See them with --full.",
    label="Left out",
    tone=Tone.QUIET,
)


def roadmap_document(kb: KnowledgeBase, roadmap: Roadmap, *, full: bool) -> Document:
    """Show a programme in time: in full, or each step in short with a word on what is left out."""
    added = [each for each in roadmap.steps if not each.is_held]
    amount = f"{count(len(roadmap.steps), 'step')}"
    amount += f", {len(added)} of them {NOT_HELD}." if added else "."
    return Document(
        title=f"Roadmap: {roadmap.programme.programme}",
        blocks=(
            Paragraph(f"{programme_line(kb, roadmap.programme)} {amount}"),
            *knowledge_blocks(roadmap.knowledge_changes),
            *(_begin(roadmap, added) if roadmap.steps else ()),
            *_overview(roadmap, full=full),
            *_unsettled(roadmap, full=full),
            *_departures(roadmap),
            *(block for stage in roadmap.stages for block in _stage(stage, full=full)),
            *_to_add(added),
            *section("Done or dropped", *map(_closed_item, roadmap.closed)),
            *(section("Why this order", *map(finding_item, roadmap.findings)) if full else ()),
            *source_blocks(kb),
            *((_LEFT_OUT,) if roadmap.findings and not full else ()),
        ),
    )


def _begin(roadmap: Roadmap, added: Sequence[Step]) -> Iterator[Block]:
    """Say what to do now, by which rule, and who has to be found for it."""
    yield from section("Begin with", *map(_first_item, roadmap.first), numbered=True)
    for each in roadmap.findings:
        if each.rule is FIRST:
            yield Paragraph(f"Chosen by rule {each.rule} ({each.source}).", tone=Tone.QUIET)
    yield from labelled("Can start too", _keys(roadmap.also_now))
    under_way = (each for each in roadmap.steps if each.when is When.UNDER_WAY)
    yield from labelled("Under way", _keys(under_way))
    missing = _keys(each for each in roadmap.steps if each.is_held and not each.owner)
    if added:
        have = "has" if len(added) == 1 else "have"
        missing += f" {count(len(added), 'step')} that we suggest {have} no owner yet."
    yield from labelled("Without an owner", missing.lstrip())


def _first_item(first: FirstStep) -> Item:
    step = first.step
    todo = Item(step.lead.tactic.first_step, own_step(step.lead.tactic))
    return Item(first.why, f"{step.key}, {step.title}{_purpose(step)}", (todo,))


def _keys(steps: Iterable[Step]) -> str:
    keys = [each.key for each in steps]
    return f"{listing(keys)}." if keys else ""


def _overview(roadmap: Roadmap, *, full: bool) -> tuple[Block, ...]:
    """Show all steps in a table and a chart, and name the challenges."""
    waiting = [each.challenge for each in roadmap.unsettled]
    challenges = challenge_legend([*(each.challenge for each in roadmap.steps), *waiting])
    if not roadmap.steps:
        return challenges
    chart = roadmap_mermaid(roadmap)
    header = ("Step", "Stage", "What", "When", *(("Owner",) if full else ()))
    return (
        Heading("All steps"),
        Table(header, tuple(_row(each, full=full) for each in roadmap.steps)),
        *challenges,
        *((Diagram(chart, _CAPTION),) if chart else ()),
    )


def _row(step: Step, *, full: bool) -> tuple[str, ...]:
    when = f"after {', '.join(step.after)}" if step.when is When.LATER else str(step.when)
    if step.beside and step.kind is not StepKind.COMPANION:  # whose name says it
        when = f"{when}, beside {', '.join(step.beside)}"
    owner = step.owner or (NO_OWNER if step.is_held else NONE_YET)
    what = f"{step.label}{_in_brackets(kind_of(step))}"
    return (step.key, str(step.strategy.stage), what, when, *((owner,) if full else ()))


def _unsettled(roadmap: Roadmap, *, full: bool) -> tuple[Block, ...]:
    """List the situations that are in no stage yet, with the questions that would settle them."""
    if not roadmap.unsettled:
        return ()
    return (
        Heading("Settle first"),
        Paragraph("These stand in no stage yet, as a level is undecided."),
        Items(tuple(_undecided_item(each, full=full) for each in roadmap.unsettled)),
    )


def _undecided_item(placed: Placed, *, full: bool) -> Item:
    notes = (note for verdict in placed.undecided for note in _undecided_notes(verdict, full=full))
    owner = Item(_owned(placed.given.owner or "none", standing(placed.given)), "Owner")
    return Item(f"{placed.strategy_names}.", placed.title, (*notes, owner))


def _undecided_notes(verdict: Verdict, *, full: bool) -> Iterator[Item]:
    axis = verdict.axis.capitalize()
    if not full:
        yield Item(f"{verdict.text}. {verdict.how_to_settle}", axis)
        return
    yield Item(sourced(f"{verdict.text}.", verdict.source), axis)
    for each in verdict.settle:
        answer = f"(write {each.id}: yes or no under signs)"
        yield Item(sourced(f"{each.text} {answer}", each.source), "Ask")


def _owned(owner: str, status: str) -> str:
    return f"{owner}. Status: {status}."


def _owner_item(step: Step) -> Item:
    """Say who owns a step and how far it is; for one that is added, who could own it."""
    if step.is_held:
        return Item(_owned(step.owner or "none", standing(step.situations[0].given)), "Owner")
    could = step.suggested and f" ({step.suggested.key} is owned by {step.suggested.owner})"
    return Item(f"{NONE_YET}{could or ''}. {NOT_HELD.capitalize()}.", "Owner")


def _departures(roadmap: Roadmap) -> tuple[Block, ...]:
    """List each departure from the usual order once, with the steps that it is said of."""
    said: dict[SourcedText, list[str]] = {}
    for step in roadmap.steps:
        for departure in step.departures:
            said.setdefault(departure, []).append(step.key)
    items = (Item(sourced(*departure), listing(keys)) for departure, keys in said.items())
    return section("Out of the usual order", *items)


def _stage(stage: Stage, *, full: bool) -> tuple[Block, ...]:
    strategy = stage.strategy
    name = f"Stage {strategy.stage}: {strategy.name}"
    if not stage.steps:
        return (Heading(f"{name} (no step)"),)
    starts, ends = stage.turn.starts, stage.turn.ends
    return (
        Heading(name),
        Paragraph(sourced(strategy.purpose, strategy.source)),
        Paragraph(sourced(starts.text, starts.source), label="Usually starts"),
        Paragraph(sourced(ends.text, ends.source), label="Usually ends"),
        Items(tuple(_step_item(each, full=full) for each in stage.steps)),
    )


def _step_item(step: Step, *, full: bool) -> Item:
    tactic, ends = step.lead.tactic, step.ends
    begin = Item(tactic.first_step, own_step(tactic))
    others = (*(Item(sourced(*each), "Check") for each in step.borrowed), _owner_item(step))
    if not full:
        end = (Item(ends.text, "Ends"),) if ends.text else ()
        label = f"{step.key}, {step.label}{_in_brackets(kind_of(step))}"
        return Item(f"{tactic.title}.", label, (begin, *end, *others))
    notes = (
        Item(sourced(tactic.title, step.lead.source), "Tactic"),
        begin,
        Item(step.starts.text, "Starts"),
        # What usually ends a step stands at its stage.
        Item(sourced(ends.text, ends.source) if ends.text else "As usual in this stage.", "Ends"),
        *others,
        *(Item(sourced(*each), "Out of turn") for each in step.departures),
    )
    return Item("", f"{step.key}, {step.title}{_purpose(step)}", notes)


def _purpose(step: Step) -> str:
    """Say what an added step is for."""
    kind = kind_of(step)
    if step.kind is StepKind.PREPARATION:
        beside = f"; beside {listing(step.beside)}" if step.beside else ""
        kind = f"{kind} for {listing(step.before)}{beside}"
    elif step.kind is StepKind.EXIT:
        kind = f"{kind} of {listing(step.then_end)}"
    return _in_brackets(kind)


def _to_add(added: Iterable[Step]) -> tuple[Block, ...]:
    """Explain how to add the suggested steps to the file."""
    levels: dict[str, list[str]] = {}
    for step in added:
        wanted = step.answer.situation
        text = f"threat {wanted.threat}, horizon {wanted.horizon}."
        levels.setdefault(text, []).append(step.key)
    if not levels:
        return ()
    return (
        Heading("Steps that are not in the file yet"),
        Paragraph(
            "To follow one of them, add it to the file as a situation: its challenge, an "
            "initiative of its own, the levels below, and an owner."
        ),
        Items(tuple(Item(text, listing(keys)) for text, keys in levels.items())),
    )


def _closed_item(placed: Placed) -> Item:
    return Item(f"{placed.given.stands}.", placed.title)
