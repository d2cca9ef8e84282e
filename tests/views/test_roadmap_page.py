"""The view of a programme in time, and the same as JSON."""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING, Any

import pytest

from boundary_advisor.output.json_programme import RoadmapOutput
from boundary_advisor.views.roadmap_page import MOST_ARROWS, roadmap_document, roadmap_mermaid
from tests.support.documents import (
    Diagram,
    Document,
    Items,
    Paragraph,
    headings,
    listed,
    said,
    section,
    tables,
    words,
)
from tests.support.models import StepKind
from tests.support.programmes import LEVELS, city_planner, made, orchard_planner
from tests.support.schemas import valid
from tests.support.views import OWN_STEP
from tests.support.writers import to_markdown, to_terminal

if TYPE_CHECKING:
    from boundary_advisor import Roadmap
    from tests.support.documents import Item

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


def whole(found: Roadmap) -> Document:
    return roadmap_document(PLANNER.kb, found, full=True)


def short(found: Roadmap) -> Document:
    return roadmap_document(PLANNER.kb, found, full=False)


def page(*situations: str | dict[str, Any], **top: Any) -> Document:  # noqa: ANN401
    return whole(roadmap(*situations, **top))


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
    assert said(document, "Without an owner") == [
        "S2 and S4. 3 steps that we suggest have no owner yet."
    ]
    added = page(at_work("data", "bk"), at_work("data", "bd"))
    assert said(added, "Without an owner") == ["1 step that we suggest has no owner yet."]
    assert said(page("data bs", at_work("legal", "bs")), "Without an owner") == ["S1."]
    assert said(page(at_work("data", "bs")), "Without an owner") == []


def at_work(challenge: str, place: str) -> dict[str, Any]:
    return {"challenge": challenge} | BINS | LEVELS[place]


def test_it_names_the_few_steps_to_begin_with_and_how_they_were_chosen() -> None:
    found = roadmap(*MIXED, "politics bs")
    document = short(found)
    (items,) = (each for each in section(document, "Begin with") if isinstance(each, Items))
    assert items.numbered
    assert [(each.label, each.text) for each in items.items] == [
        (
            "S1, 2 data: Bins (preparation for S4 and S7; beside S6)",
            "S6, which leans on it, is under way.",
        ),
        ("S2, 7 citizens", "It comes first in the usual order."),
        ("S3, 8 politics", "It comes first in the usual order."),
    ]
    for first, item in zip(found.first, items.items, strict=True):
        assert notes(item) == {OWN_STEP: first.step.lead.tactic.first_step}
    assert "Chosen by rule first (Framework section; own judgement)." in words(document)
    assert said(document, "Can start too") == ["S5."]


def test_where_nothing_can_start_nothing_is_named_to_begin_with() -> None:
    document = short(roadmap(at_work("data", "bs")))
    assert "Begin with" not in headings(document)
    assert said(document, "Can start too") == []
    assert said(document, "Under way") == ["S1."]


def test_a_table_shows_every_step_at_a_glance() -> None:
    found = roadmap(*MIXED)
    (table,) = tables(short(found))
    assert table.header == ("Step", "Stage", "What", "When")
    assert table.rows == (
        ("S1", "1", "2 data (preparation)", "now, beside S5"),
        ("S2", "1", "7 citizens", "now"),
        ("S3", "2", "2 data (preparation)", "after S1"),
        ("S4", "2", "6 capability", "now"),
        ("S5", "3", "2 data", "under way"),
        ("S6", "4", "2 data (way out)", "after S1, S3"),
    )
    (table,) = tables(whole(found))
    assert [row[-1] for row in table.rows] == [
        "none yet",
        "no owner",
        "none yet",
        "no owner",
        "CIO",
        "none yet",
    ]


def test_what_goes_on_beside_a_step_alone_says_so_where_it_is_named() -> None:
    (table,) = tables(short(roadmap("citizens bu")))
    assert table.rows[0] == ("S1", "1", "7 citizens (beside S3)", "now")


def test_the_challenges_are_named_by_their_titles_below_the_table() -> None:
    for document in (short(roadmap(*MIXED)), whole(roadmap(*MIXED))):
        (told,) = said(document, "Challenges")
        for id_ in ("data", "legal", "capability", "citizens"):
            assert PLANNER.kb.challenge(id_).title in told
        assert PLANNER.kb.challenge("structures").title not in told


def test_the_chart_stands_below_the_table() -> None:
    found = roadmap(*MIXED)
    (chart,) = (each for each in whole(found).blocks if isinstance(each, Diagram))
    assert chart.mermaid == roadmap_mermaid(found)
    assert chart.caption
    markdown = to_markdown(whole(found))
    assert f"\n```mermaid\n{chart.mermaid}\n```\n" in markdown


def test_a_chart_that_nothing_could_draw_is_left_out() -> None:
    many = page(*(f"data bu {number}" for number in range(MOST_ARROWS)))
    assert not any(isinstance(each, Diagram) for each in many.blocks)
    assert tables(many)


def test_the_sections_come_in_the_order_of_the_work() -> None:
    assert headings(page(*MIXED)) == [
        "Begin with",
        "All steps",
        "Settle first",
        "Out of the usual order",
        "Stage 1: Bridging for Support",
        "Stage 2: Bridging for Knowledge",
        "Stage 3: Buffering",
        "Stage 4: Building",
        "Steps that are not in the file yet",
        "Done or dropped",
        "Why this order",
    ]
    assert headings(short(roadmap(*MIXED))) == headings(page(*MIXED))[:-1]


def test_a_programme_without_situations_says_so() -> None:
    document = page()
    assert (
        headings(document)
        == headings(short(roadmap()))
        == [
            "Stage 1: Bridging for Support (no step)",
            "Stage 2: Bridging for Knowledge (no step)",
            "Stage 3: Buffering (no step)",
            "Stage 4: Building (no step)",
        ]
    )
    assert "0 situations. 0 steps." in words(document)
    assert said(short(roadmap()), "Left out") == []


def test_a_stage_tells_when_it_starts_and_when_it_is_over_with_sources() -> None:
    document = page("data bu")
    for strategy in PLANNER.kb.strategies:
        turn = PLANNER.guide.turns[strategy.id]
        blocks = section(document, f"Stage {strategy.stage}: {strategy.name}")
        assert blocks[:3] == [
            Paragraph(f"{strategy.purpose} ({strategy.source})"),
            Paragraph(f"{turn.starts.text} ({turn.starts.source})", label="Usually starts"),
            Paragraph(f"{turn.ends.text} ({turn.ends.source})", label="Usually ends"),
        ]


def test_a_step_tells_all_that_whoever_owns_it_needs() -> None:
    found = roadmap(*MIXED)
    document = whole(found)
    for step in found.steps:
        told = notes(item_of(document, step.key))
        tactic = step.lead.tactic
        assert told["Tactic"] == f"{tactic.title} ({step.lead.source})"
        assert told[OWN_STEP] == tactic.first_step
        assert told["Starts"] == step.starts.text
        own = f"{step.ends.text} ({step.ends.source})"
        assert told["Ends"] == (own if step.ends.text else "As usual in this stage.")
    assert [each.key for each in found.steps if each.ends.text] == ["S5", "S6"]
    owners = {key: notes(item_of(document, key))["Owner"] for key in ("S4", "S5", "S6")}
    assert owners == {
        "S4": "none. Status: open.",
        "S5": "CIO. Status: started, review 2027-03-01.",
        "S6": "none yet (S5 is owned by CIO). Not in the file yet.",
    }
    nobody = whole(roadmap("data bd"))
    assert notes(item_of(nobody, "S1"))["Owner"] == "none yet. Not in the file yet."


def test_a_step_in_short_tells_the_tactic_the_first_step_and_what_is_its_own() -> None:
    found = roadmap(*MIXED)
    for step in found.steps:
        item = item_of(short(found), step.key)
        told = notes(item)
        assert item.text == f"{step.lead.tactic.title}."
        assert told[OWN_STEP] == step.lead.tactic.first_step
        assert told["Owner"] == notes(item_of(whole(found), step.key))["Owner"]
        assert told.get("Ends", "") == step.ends.text
        assert set(told) <= {OWN_STEP, "Ends", "Owner"}
    labels = [item_of(short(found), key).label for key in ("S1", "S5", "S6")]
    assert labels == ["S1, 2 data (preparation)", "S5, 2 data", "S6, 2 data (way out)"]


def test_a_step_that_leans_on_one_of_another_initiative_asks_to_check_it() -> None:
    found = roadmap("data bd Bins", "data bs Lamps")
    (told,) = found.steps[-1].borrowed
    for document in (short(found), whole(found)):
        assert notes(item_of(document, "S3"))["Check"] == f"{told.text} ({told.source})"
        assert "Check" not in notes(item_of(document, "S1"))


def test_what_is_short_says_what_it_leaves_out_and_what_is_whole_does_not() -> None:
    (told,) = said(short(roadmap(*MIXED)), "Left out")
    assert told.endswith("See them with --full.")
    assert said(page(*MIXED), "Left out") == []


def test_a_step_that_is_added_says_what_it_is_for() -> None:
    document = page(*MIXED)
    assert [item_of(document, f"S{number}").label for number in range(1, 7)] == [
        "S1, 2 data: Bins (preparation for S3 and S6; beside S5)",
        "S2, 7 citizens",
        "S3, 2 data: Bins (preparation for S6)",
        "S4, 6 capability",
        "S5, 2 data: Bins",
        "S6, 2 data: Bins (way out of S5)",
    ]
    assert item_of(page("citizens bu"), "S1").label == "S1, 7 citizens (beside S3)"


def test_a_step_out_of_turn_says_why_with_the_source() -> None:
    found = roadmap(*MIXED)
    document = whole(found)
    departing = [each for each in found.steps if each.departures]
    assert [each.key for each in departing] == ["S4", "S5"]
    for step in found.steps:
        told = [
            note.text for note in item_of(document, step.key).notes if note.label == "Out of turn"
        ]
        assert told == [f"{each.text} ({each.source})" for each in step.departures]


def test_departures_are_told_together_above_the_stages() -> None:
    found = roadmap("data bu", "legal bu", "capability bd")
    for document in (short(found), whole(found)):
        items = listed(document, "Out of the usual order")
        assert [each.label for each in items] == ["S5", "S6 and S7"]
        assert items[1].text == "At once, as the threat is there now. (Framework section)"
    assert "Out of the usual order" not in headings(page("data bs"))


def test_what_is_undecided_comes_first_with_the_questions_that_settle_it() -> None:
    found = roadmap(*MIXED)
    document = whole(found)
    (item,) = listed(document, "Settle first")
    assert (item.label, item.text) == ("3 legal", "Bridging for Support or Buffering.")
    (placed,) = found.unsettled
    asked = [note.text for note in item.notes if note.label == "Ask"]
    assert asked == [
        f"{each.text} (write {each.id}: yes or no under signs) ({each.source})"
        for each in placed.threat.settle
    ]
    told = notes(item)
    assert told["Threat"] == f"{placed.threat.text}. ({placed.threat.source})"
    assert "Horizon" not in told
    assert told["Owner"] == "Clerk. Status: planned."
    (item,) = listed(short(found), "Settle first")
    settle = f"{placed.threat.text}. {placed.threat.how_to_settle}"
    assert notes(item) == {"Threat": settle, "Owner": told["Owner"]}


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
    items = listed(whole(found), "Why this order")
    assert [str(each.rule) for each in found.findings] == [
        "signs",
        "stages",
        "preparation",
        "exit",
        "departure",
        "first",
    ]
    for finding, item in zip(found.findings, items, strict=True):
        assert item.text.startswith(f"{finding.text} {finding.ground}")
        assert item.text.endswith(f"(rule {finding.rule}; {finding.source})")


@pytest.mark.parametrize("width", [60, 80])
def test_no_step_takes_more_than_a_few_lines(width: int) -> None:
    document = short(roadmap(*(f"{each.id} bu An initiative" for each in PLANNER.kb.challenges)))
    text = to_terminal(document, width=width, color=False, unicode=True)
    stages = text.partition("\nSteps that")[0]
    stages = stages[stages.index("\nStage 1") :]
    steps = re.findall(r"^  - S\d+,.*\n(?:    .*\n)*", stages, re.MULTILINE)
    assert len(steps) == len(tables(document)[0].rows)
    lines = [each.count("\n") for each in steps]
    assert median(lines) <= (5 if width == 80 else 6)
    assert max(lines) <= (6 if width == 80 else 8)
    assert max(map(len, text.splitlines())) <= width


def test_no_day_stands_there_but_those_of_the_file() -> None:
    document = page(*MIXED, assessed="2026-10-05")
    days = set(re.findall(r"\d{4}-\d\d-\d\d", words(document)))
    assert days == {"2026-10-05", "2027-03-01"}


def test_json_says_the_same() -> None:
    found = roadmap(*MIXED)
    shape = valid("roadmap", RoadmapOutput.write(PLANNER.kb, found))
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
        assert told["helped_by"] == list(step.helped_by)
        assert told["beside"] == list(step.beside)
        assert told["starts"] == step.starts._asdict()
        assert told["ends"] == step.ends._asdict() | {"text": step.ends.text or None}
        assert told["owner"] == step.owner
        assert told["suggested_owner"] == (step.suggested.owner if step.suggested else None)
        assert [each["text"] for each in told["departures"]] == [
            each.text for each in step.departures
        ]
        assert (told["status"] is None) == (step.kind is not StepKind.SITUATION)
    assert {each["rule"] for each in steps} == {"stages", "preparation", "exit"}
    assert (steps[4]["ended_by"], steps[5]["then_end"]) == ("S6", ["S5"])
    assert (steps[4]["helped_by"], steps[0]["beside"]) == (["S1"], ["S5"])
    assert (steps[0]["owner"], steps[0]["suggested_owner"]) == (None, "CIO")
    assert shape["begin"] == {
        "with": [{"step": each.step.key, "why": each.why} for each in found.first],
        "also": [],
    }
    for stage, told in zip(found.stages, shape["stages"], strict=True):
        assert told["purpose"]["text"] == stage.strategy.purpose
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
    shape = valid("roadmap", RoadmapOutput.write(PLANNER.kb, found))
    steps = {
        (step["challenge"]["id"], step["kind"], stage["stage"]): step
        for stage in shape["stages"]
        for step in stage["steps"]
    }
    assert steps["data", "situation", 3]["ended_by_done"] == 3
    assert steps["legal", "situation", 4]["after_done"] == [4]


def test_json_says_where_the_usual_end_does_not_hold_and_what_is_of_another_initiative() -> None:
    found = roadmap("citizens bu Bins", "citizens bs Lamps")
    shape = valid("roadmap", RoadmapOutput.write(PLANNER.kb, found))
    (defence,) = shape["stages"][2]["steps"]
    assert defence["ends"]["usually"] is None
    assert [each["text"] for each in defence["borrowed"]] == [
        "S1 is of another initiative, Lamps; see whether it covers this."
    ]
    companion = valid("roadmap", RoadmapOutput.write(PLANNER.kb, roadmap("citizens bu")))
    (step,) = companion["stages"][0]["steps"]
    assert (step["kind"], step["rule"]) == ("companion", "preparation")


def test_json_of_an_empty_programme_has_no_chart() -> None:
    assert valid("roadmap", RoadmapOutput.write(PLANNER.kb, roadmap()))["mermaid"] is None


def test_another_field_is_shown_in_its_own_words() -> None:
    planner = orchard_planner()
    found = planner.roadmap(made("water bu"))
    text = words(roadmap_document(planner.kb, found, full=True))
    assert "When the starlings gather." in text
    assert "Buffering" not in text
