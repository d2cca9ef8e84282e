"""The view of a programme in time, and the same as JSON."""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING, Any

import pytest

from boundary_advisor.programme.roadmap_model import StepKind
from boundary_advisor.render.advice import OWN_STEP
from boundary_advisor.render.document import Diagram, Document, Paragraph
from boundary_advisor.render.markdown import to_markdown
from boundary_advisor.render.mermaid import MOST_ARROWS, roadmap_mermaid
from boundary_advisor.render.roadmap import NOT_HELD, roadmap_document
from boundary_advisor.render.roadmap_json import roadmap_json
from boundary_advisor.render.terminal import to_terminal
from tests.cli.documents import headings, listed, said, section, tables, words
from tests.cli.schemas import valid
from tests.programme.made import LEVELS, city_planner, made, orchard_planner

if TYPE_CHECKING:
    from boundary_advisor.programme.roadmap_model import Roadmap
    from boundary_advisor.render.document import Item

PLANNER = city_planner()
BINS = {"initiative": "Bins", "owner": "CIO", "status": "started", "review": "2027-03-01"}
MIXED: tuple[str | dict[str, Any], ...] = (
    {"challenge": "data"} | BINS | LEVELS["bu"],
    "capability bd",
    {"challenge": "legal", "horizon": "short", "status": "planned", "owner": "Clerk"},
    {"challenge": "culture", "status": "done", **LEVELS["bs"]},
    {"challenge": "politics", "status": "dropped"},
    "citizens bs",
)


def roadmap(*situations: str | dict[str, Any], **top: Any) -> Roadmap:  # noqa: ANN401
    return PLANNER.roadmap(made(*situations, **top))


def page(*situations: str | dict[str, Any], **top: Any) -> Document:  # noqa: ANN401
    return roadmap_document(PLANNER.kb, roadmap(*situations, **top))


def notes(item: Item) -> dict[str, str]:
    return {note.label: note.text for note in item.notes}


def item_of(document: Document, key: str) -> Item:
    (found,) = (
        item
        for heading in headings(document)
        if heading.startswith("Stage") and "(no step)" not in heading
        for item in listed(document, heading)
        if item.label.startswith(f"{key},")
    )
    return found


def test_it_begins_with_what_the_programme_is_and_what_to_do_now() -> None:
    document = page(*MIXED, city_size="large-town", assessed="2026-10-05")
    assert document.title == "Roadmap: Made up"
    first = document.blocks[0]
    assert isinstance(first, Paragraph)
    assert first.text == (
        "Large town. Assessed on 2026-10-05. 6 situations, 2 of them done or dropped. "
        "6 steps, 3 of them not in the file yet."
    )
    assert said(document, "Under way") == ["S5."]
    assert said(document, "To start now") == ["S1, S2 and S4."]
    assert said(document, "Without an owner") == ["S2 and S4."]


def test_a_table_shows_every_step_at_a_glance() -> None:
    (table,) = tables(page(*MIXED))
    assert table.header == ("Step", "Stage", "What", "When", "Owner")
    assert table.rows == (
        ("S1", "1", "2 data (preparation)", "now", "CIO"),
        ("S2", "1", "7 citizens", "now", "no owner"),
        ("S3", "2", "2 data (preparation)", "after S1", "CIO"),
        ("S4", "2", "6 capability", "now", "no owner"),
        ("S5", "3", "2 data", "under way", "CIO"),
        ("S6", "4", "2 data (way out)", "after S1, S3", "CIO"),
    )


def test_the_chart_stands_below_the_table() -> None:
    found = roadmap(*MIXED)
    (chart,) = (
        each for each in roadmap_document(PLANNER.kb, found).blocks if isinstance(each, Diagram)
    )
    assert chart.mermaid == roadmap_mermaid(found)
    assert chart.caption
    markdown = to_markdown(roadmap_document(PLANNER.kb, found))
    assert f"\n```mermaid\n{chart.mermaid}\n```\n" in markdown


def test_a_chart_that_nothing_could_draw_is_left_out() -> None:
    many = page(*(f"data bu {number}" for number in range(MOST_ARROWS)))
    assert not any(isinstance(each, Diagram) for each in many.blocks)
    assert tables(many)


def test_the_sections_come_in_the_order_of_the_work() -> None:
    assert headings(page(*MIXED)) == [
        "Settle first",
        "Stage 1: Bridging for Support",
        "Stage 2: Bridging for Knowledge",
        "Stage 3: Buffering",
        "Stage 4: Building",
        "Steps that are not in the file yet",
        "Done or dropped",
        "Why this order",
    ]


def test_a_programme_without_situations_says_so() -> None:
    document = page()
    assert headings(document) == [
        "Stage 1: Bridging for Support (no step)",
        "Stage 2: Bridging for Knowledge (no step)",
        "Stage 3: Buffering (no step)",
        "Stage 4: Building (no step)",
    ]
    assert "0 situations. 0 steps." in words(document)


def test_a_stage_tells_when_it_starts_and_when_it_is_over_with_sources() -> None:
    document = page("data bu")
    for strategy in PLANNER.kb.strategies:
        turn = PLANNER.guide.turns[strategy.id]
        blocks = section(document, f"Stage {strategy.stage}: {strategy.name}")
        assert blocks[:2] == [
            Paragraph(f"{turn.starts.text} ({turn.starts.source})", label="When it starts"),
            Paragraph(f"{turn.ends.text} ({turn.ends.source})", label="When it is over"),
        ]


def test_a_step_tells_all_that_whoever_owns_it_needs() -> None:
    found = roadmap(*MIXED)
    document = roadmap_document(PLANNER.kb, found)
    for step in found.steps:
        told = notes(item_of(document, step.key))
        tactic = step.lead.tactic
        assert told["Tactic"] == f"{tactic.title} ({step.lead.source})"
        assert told[OWN_STEP] == tactic.first_step
        assert told["Starts"] == step.begins
        assert told["Ends"] == step.ends.text
        assert step.starts.text.startswith(step.begins)
    assert notes(item_of(document, "S5"))["Owner"] == "CIO. Status: started, review 2027-03-01."
    assert notes(item_of(document, "S6"))["Owner"] == f"CIO. Status: {NOT_HELD}."
    assert notes(item_of(document, "S4"))["Owner"] == "none. Status: open."


def test_a_step_that_is_added_says_what_it_is_for() -> None:
    document = page(*MIXED)
    assert [item_of(document, f"S{number}").label for number in range(1, 7)] == [
        "S1, 2 data: Bins (preparation for S3 and S6)",
        "S2, 7 citizens",
        "S3, 2 data: Bins (preparation for S6)",
        "S4, 6 capability",
        "S5, 2 data: Bins",
        "S6, 2 data: Bins (way out of S5)",
    ]


def test_a_step_out_of_turn_says_why_with_the_source() -> None:
    found = roadmap(*MIXED)
    document = roadmap_document(PLANNER.kb, found)
    departing = [each for each in found.steps if each.departures]
    assert [each.key for each in departing] == ["S4", "S5"]
    for step in found.steps:
        told = [
            note.text for note in item_of(document, step.key).notes if note.label == "Out of turn"
        ]
        assert told == [f"{each.text} ({each.source})" for each in step.departures]


def test_what_is_open_comes_first_with_the_questions_that_settle_it() -> None:
    found = roadmap(*MIXED)
    document = roadmap_document(PLANNER.kb, found)
    (item,) = listed(document, "Settle first")
    assert (item.label, item.text) == ("3 legal", "Bridging for Support or Buffering")
    (placed,) = found.unsettled
    asked = [note.text for note in item.notes if note.label == "Ask"]
    assert asked == [f"{each.text} ({each.source})" for each in placed.threat.settle]
    told = notes(item)
    assert told["Threat"] == f"{placed.threat.text}. ({placed.threat.source})"
    assert "Horizon" not in told
    assert told["Owner"] == "Clerk. Status: planned."


def test_steps_that_are_not_in_the_file_can_be_taken_into_it() -> None:
    document = page(*MIXED)
    levels = listed(document, "Steps that are not in the file yet")
    assert [(each.label, each.text) for each in levels] == [
        ("S1", "threat low, horizon short."),
        ("S3", "threat low, horizon long."),
        ("S6", "threat high, horizon long."),
    ]
    assert "Steps that are not in the file yet" not in headings(page("data bs"))


def test_what_is_closed_takes_a_line_each() -> None:
    assert [(each.label, each.text) for each in listed(page(*MIXED), "Done or dropped")] == [
        ("4 culture", "done."),
        ("8 politics", "dropped."),
    ]


def test_every_rule_is_named_with_its_ground_and_source() -> None:
    found = roadmap(*MIXED)
    items = listed(roadmap_document(PLANNER.kb, found), "Why this order")
    assert [str(each.rule) for each in found.findings] == [
        "signs",
        "stages",
        "preparation",
        "exit",
        "departure",
    ]
    for finding, item in zip(found.findings, items, strict=True):
        assert item.text.startswith(f"{finding.text} {finding.ground}")
        assert item.text.endswith(f"(rule {finding.rule}; {finding.source})")


@pytest.mark.parametrize("width", [60, 80])
def test_no_step_takes_more_than_a_few_lines(width: int) -> None:
    document = page(*(f"{each.id} bu An initiative" for each in PLANNER.kb.challenges))
    text = to_terminal(document, width=width, color=False, unicode=True)
    stages = text.partition("\nSteps that")[0]
    steps = re.findall(r"^  - S\d+,.*\n(?:    .*\n)*", stages, re.MULTILINE)
    assert len(steps) == len(tables(document)[0].rows)
    lines = [each.count("\n") for each in steps]
    assert median(lines) <= (9 if width == 80 else 11)
    assert max(lines) <= (11 if width == 80 else 15)
    assert max(map(len, text.splitlines())) <= width


def test_no_day_stands_there_but_those_of_the_file() -> None:
    document = page(*MIXED, assessed="2026-10-05")
    days = set(re.findall(r"\d{4}-\d\d-\d\d", words(document)))
    assert days == {"2026-10-05", "2027-03-01"}


def test_json_says_the_same() -> None:
    found = roadmap(*MIXED)
    shape = valid("roadmap", roadmap_json(PLANNER.kb, found))
    assert shape["programme"]["name"] == "Made up"
    assert [each["stage"] for each in shape["stages"]] == [1, 2, 3, 4]
    steps = [step for stage in shape["stages"] for step in stage["steps"]]
    for step, told in zip(found.steps, steps, strict=True):
        assert told["key"] == step.key
        assert told["kind"] == step.kind
        assert told["situations"] == [each.number for each in step.situations]
        assert told["challenge"]["id"] == step.challenge.id
        assert told["tactic"]["id"] == step.lead.tactic.id
        assert told["after"] == list(step.after)
        assert told["starts"] == {"text": step.starts.text, "source": step.starts.source}
        assert told["ends"] == {"text": step.ends.text, "source": step.ends.source}
        assert [each["text"] for each in told["departures"]] == [
            each.text for each in step.departures
        ]
        assert (told["status"] is None) == (step.kind is not StepKind.SITUATION)
    assert {each["rule"] for each in steps} == {"stages", "preparation", "exit"}
    assert (steps[4]["ended_by"], steps[5]["then_end"]) == ("S6", ["S5"])
    assert [each["review"] for each in steps] == [None, None, None, None, "2027-03-01", None]
    assert [each["challenge"]["id"] for each in shape["unsettled"]] == ["legal"]
    assert [each["status"] for each in shape["closed"]] == ["done", "dropped"]
    assert [each["rule"] for each in shape["rules"]] == [str(each.rule) for each in found.findings]
    assert shape["mermaid"] == roadmap_mermaid(found)


def test_json_names_what_is_done_by_its_number() -> None:
    done = {"initiative": "Bins", "status": "done"}
    found = roadmap(
        "data bu",
        "legal bd",
        {"challenge": "data", **done, **LEVELS["bd"]},
        {"challenge": "legal", **done, **LEVELS["bs"]},
    )
    shape = valid("roadmap", roadmap_json(PLANNER.kb, found))
    steps = {
        (step["challenge"]["id"], step["kind"], stage["stage"]): step
        for stage in shape["stages"]
        for step in stage["steps"]
    }
    assert steps["data", "situation", 3]["ended_by_done"] == 3
    assert steps["legal", "situation", 4]["after_done"] == [4]


def test_json_of_an_empty_programme_has_no_chart() -> None:
    assert valid("roadmap", roadmap_json(PLANNER.kb, roadmap()))["mermaid"] is None


def test_another_field_is_shown_in_its_own_words() -> None:
    planner = orchard_planner()
    found = planner.roadmap(made("water bu"))
    text = words(roadmap_document(planner.kb, found))
    assert "When the starlings gather." in text
    assert "Buffering" not in text
