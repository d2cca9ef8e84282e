"""The view of a programme in time: what to do now, and every step in its stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.words import count, listing
from boundary_advisor.programme.roadmap_model import StepKind, When
from boundary_advisor.render.advice import OWN_STEP
from boundary_advisor.render.document import (
    Diagram,
    Document,
    Heading,
    Item,
    Items,
    Paragraph,
    Table,
)
from boundary_advisor.render.mermaid import KINDS, roadmap_mermaid
from boundary_advisor.render.phrases import sourced
from boundary_advisor.render.portfolio import programme_line
from boundary_advisor.render.programme_phrases import (
    NO_OWNER,
    finding_items,
    labelled,
    standing,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.results import Placed, Verdict
    from boundary_advisor.programme.roadmap_model import Roadmap, Stage, Step
    from boundary_advisor.render.document import Block

NOT_HELD = "not in the file yet"
"""Status of a step that the programme does not hold."""

_CAPTION = (
    "The same steps as a chart, a box for each stage. An arrow leads from what comes first; a "
    "dotted one leads to what ends a step. Rounded steps are preparations and six-sided ones ways "
    "out; both are not in the file yet."
)


def roadmap_document(kb: KnowledgeBase, roadmap: Roadmap) -> Document:
    """Show a programme in time.

    Args:
        kb: The knowledge that it was made with.
        roadmap: The programme in time.
    """
    return Document(
        title=f"Roadmap: {roadmap.programme.programme}",
        blocks=(
            Paragraph(f"{programme_line(kb, roadmap.programme)} {_amount(roadmap)}"),
            *_in_short(roadmap),
            *_unsettled(roadmap),
            *(block for stage in roadmap.stages for block in _stage(stage)),
            *_to_add(roadmap),
            *_closed(roadmap),
            *_why(roadmap),
            Paragraph(f"{kb.about.source}. {kb.about.link}", label="Source"),
        ),
    )


def _amount(roadmap: Roadmap) -> str:
    added = sum(step.kind is not StepKind.SITUATION for step in roadmap.steps)
    more = f", {added} of them {NOT_HELD}" if added else ""
    return f"{count(len(roadmap.steps), 'step')}{more}."


def _in_short(roadmap: Roadmap) -> tuple[Block, ...]:
    """Say what to do now, and show all steps in a table and a chart."""
    steps = roadmap.steps
    if not steps:
        return ()
    chart = roadmap_mermaid(roadmap)
    return (
        *labelled("Under way", _keys(each for each in steps if each.when is When.UNDER_WAY)),
        *labelled("To start now", _keys(each for each in steps if each.when is When.NOW)),
        *labelled("Without an owner", _keys(each for each in steps if not each.owner)),
        Table(
            ("Step", "Stage", "What", "When", "Owner"),
            tuple((each.key, *_row(each)) for each in steps),
        ),
        *((Diagram(chart, _CAPTION),) if chart else ()),
    )


def _keys(steps: Iterable[Step]) -> str:
    keys = [each.key for each in steps]
    return f"{listing(keys)}." if keys else ""


def _row(step: Step) -> tuple[str, ...]:
    kind = f" ({KINDS[step.kind]})" if KINDS[step.kind] else ""
    when = f"after {', '.join(step.after)}" if step.when is When.LATER else str(step.when)
    stage = str(step.strategy.stage)
    return (stage, f"{step.label}{kind}", when, step.owner or NO_OWNER)


def _unsettled(roadmap: Roadmap) -> tuple[Block, ...]:
    """List what stands in no stage yet, with the questions that would settle it."""
    if not roadmap.unsettled:
        return ()
    return (
        Heading("Settle first"),
        Paragraph("These stand in no stage yet, as a level is open. Answer what would settle it."),
        Items(tuple(map(_open_item, roadmap.unsettled))),
    )


def _open_item(placed: Placed) -> Item:
    open_ones = [each for each in (placed.threat, placed.horizon) if each.level is None]
    notes = (note for verdict in open_ones for note in _open_notes(verdict))
    names = listing(list(dict.fromkeys(each.strategy.name for each in placed.answers)), "or")
    owner = Item(_owned(placed.given.owner, standing(placed.given)), "Owner")
    return Item(names, placed.title, (*notes, owner))


def _open_notes(verdict: Verdict) -> Iterator[Item]:
    yield Item(sourced(f"{verdict.text}.", verdict.source), verdict.axis.capitalize())
    yield from (Item(sourced(each.text, each.source), "Ask") for each in verdict.settle)


def _owned(owner: str | None, status: str) -> str:
    return f"{owner or 'none'}. Status: {status}."


def _stage(stage: Stage) -> tuple[Block, ...]:
    name = f"Stage {stage.strategy.stage}: {stage.strategy.name}"
    if not stage.steps:
        return (Heading(f"{name} (no step)"),)
    starts, ends = stage.turn.starts, stage.turn.ends
    return (
        Heading(name),
        Paragraph(sourced(starts.text, starts.source), label="When it starts"),
        Paragraph(sourced(ends.text, ends.source), label="When it is over"),
        Items(tuple(map(_step_item, stage.steps))),
    )


def _step_item(step: Step) -> Item:
    tactic = step.lead.tactic
    status = NOT_HELD if step.status is None else standing(step.situations[0].given)
    notes = (
        Item(sourced(tactic.title, step.lead.source), "Tactic"),
        Item(tactic.first_step, OWN_STEP),
        Item(step.begins, "Starts"),
        Item(step.ends.text, "Ends"),
        Item(_owned(step.owner, status), "Owner"),
        *(Item(sourced(each.text, each.source), "Out of turn") for each in step.departures),
    )
    return Item("", f"{step.key}, {step.title}{_purpose(step)}", notes)


def _purpose(step: Step) -> str:
    """Say what a step that the programme does not hold is for."""
    if step.kind is StepKind.PREPARATION:
        return f" ({KINDS[step.kind]} for {listing(list(step.before))})"
    if step.kind is StepKind.EXIT:
        return f" ({KINDS[step.kind]} of {listing(list(step.then_end))})"
    return ""


def _to_add(roadmap: Roadmap) -> tuple[Block, ...]:
    """Say how the steps that the programme does not hold come into its file."""
    levels: dict[str, list[str]] = {}
    for step in roadmap.steps:
        if step.kind is not StepKind.SITUATION:
            wanted = step.answer.situation
            text = f"threat {wanted.threat}, horizon {wanted.horizon}"
            levels.setdefault(text, []).append(step.key)
    if not levels:
        return ()
    return (
        Heading("Steps that are not in the file yet"),
        Paragraph(
            "To follow one of them, add it to the file as a situation: its challenge, an "
            "initiative of its own, and the levels below."
        ),
        Items(tuple(Item(f"{text}.", listing(keys)) for text, keys in levels.items())),
    )


def _closed(roadmap: Roadmap) -> tuple[Block, ...]:
    if not roadmap.closed:
        return ()
    items = tuple(Item(f"{each.given.stands}.", each.title) for each in roadmap.closed)
    return (Heading("Done or dropped"), Items(items))


def _why(roadmap: Roadmap) -> tuple[Block, ...]:
    if not roadmap.findings:
        return ()
    return (Heading("Why this order"), *finding_items(roadmap.findings))
