"""The view of two programmes, and its JSON: what they hold, and in which words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor.programme.matching import in_order
from boundary_advisor.render.advice import OWN_STEP
from boundary_advisor.render.compare import comparison_document
from boundary_advisor.render.compare_json import comparison_json
from boundary_advisor.render.document import Grid, Heading
from boundary_advisor.render.programme_phrases import OWN_SUGGESTION
from boundary_advisor.render.terminal import to_terminal
from tests.cli.documents import headings, listed, marks, said, section, tables, words
from tests.cli.schemas import valid
from tests.engine.fields import STEADY
from tests.programme.made import LEVELS, city_planner, made
from tests.programme.programmes import DAY, KB, at, pairs, shuffled

if TYPE_CHECKING:
    from random import Random

    from boundary_advisor.programme.models import Programme
    from boundary_advisor.programme.planner import Planner
    from boundary_advisor.render.document import Document

ALWAYS = ["Changes of the knowledge", "How this came about"]
EXAMPLES = Path(__file__).parents[2] / "examples"


def page(old: Programme, new: Programme) -> Document:
    return comparison_document(KB, city_planner().compare(old, new, DAY))


def shape(old: Programme, new: Programme) -> dict[str, Any]:
    return valid("compare", comparison_json(KB, city_planner().compare(old, new, DAY)))


def example() -> Document:
    planner = city_planner()
    old, new = (planner.read(EXAMPLES / f"medium-city-{year}.yaml") for year in (2025, 2026))
    return comparison_document(KB, planner.compare(old, new))


def opening(document: Document) -> str:
    return document.blocks[0].text  # type: ignore[union-attr]


# --- The head ------------------------------------------------------------------------------------


def test_it_begins_with_both_days_and_a_summary() -> None:
    document = page(made("data bu", assessed="2025-10-06"), made("data bd"))
    assert document.title == "What moved: Made up"
    assert opening(document) == (
        "Then: 2025-10-06. Now: a day that is not given. Promises are held against 2026-10-05."
    )
    assert said(document, "In short") == [
        city_planner().compare(made("data bu"), made("data bd"), DAY).summary
    ]
    bare = comparison_document(KB, city_planner().compare(made(), made()))
    assert opening(bare) == "Then: a day that is not given. Now: a day that is not given."


def test_two_names_of_the_programme_are_said() -> None:
    other = made().model_copy(update={"programme": "Other"})
    assert said(page(made(), other), "Note") == [
        "The files name two programmes: Made up and Other."
    ]


def test_the_grid_is_marked_where_situations_came_or_went() -> None:
    old = made("data bu", "legal bu", "culture bs", "politics bk")
    new = made("data bd", "legal bu", "culture bs", "structures bk", at("bk", "politics"))
    document = page(old, new)
    assert marks(document) == {
        "Buffering": "was 2, now 1",
        "Building": "was 0, now 1",
        "Bridging for Knowledge": "was 1, now 2",
    }
    swapped = page(made("data bu", "legal bd"), made("data bd", "legal bu"))
    assert marks(swapped) == {"Buffering": "was 1, now 1", "Building": "was 1, now 1"}
    assert marks(page(old, old)) == {}


def test_the_mix_counts_open_levels_apart() -> None:
    (settled,) = said(page(made("data bu"), made("data bd")), "At work")
    assert settled == (
        "Bridging for Support 0 then, 0 now; Bridging for Knowledge 0 then, 0 now; "
        "Buffering 1 then, 0 now; Building 0 then, 1 now. What is done or dropped is not counted."
    )
    done = {"challenge": "legal", "status": "done"}
    (unsettled,) = said(page(made("data ??", done), made("data bu", done)), "At work")
    assert "; level open 1 then, 0 now. What" in unsettled
    (now,) = said(page(made("data bu"), made("data ??")), "At work")
    assert "; level open 0 then, 1 now. What" in now


def test_what_rose_and_fell_is_named() -> None:
    document = page(made("data bu Sensors", "legal bs", "culture bk"), made("data bs", "legal bu"))
    assert said(document, "Threat rose") == ["3 legal."]
    assert said(document, "Threat fell") == ["2 data."]
    assert said(page(made(), made()), "Threat fell") == ["none."]


# --- The table -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("bu", "bu", "nothing"),
        ("bs", "bu", "threat rose"),
        ("bu", "bs", "threat fell"),
        ("bs", "bd", "threat rose, horizon longer"),
        ("bk", "bs", "horizon shorter"),
        ("??", "bs", "threat settled, horizon settled"),
        ("bs", "??", "threat open now, horizon open now"),
    ],
)
def test_the_table_says_what_moved(old: str, new: str, words: str) -> None:
    (table,) = tables(page(made(f"data {old}"), made(f"data {new}")))
    assert table.header == ("Situation", "Then", "Now", "What moved")
    assert [row[-1] for row in table.rows] == [words]


def test_a_row_says_levels_strategy_and_status() -> None:
    (table,) = tables(page(made("data bu Sensors"), made(at("h?", status="started"))))
    assert table.rows == (
        (
            "2 data",
            "high, short: Buffering (open)",
            "high, open: Buffering or Building (started)",
            "horizon open now, started now",
        ),
    )
    assert tables(page(made("data bu"), made("legal bu"))) == []


# --- The sections --------------------------------------------------------------------------------


def test_what_moved_says_why_with_its_source() -> None:
    document = page(made("data bu", "legal bu"), made("data bd", "legal bu"))
    (item,) = listed(document, "Moved on the grid, and why")
    assert item.label == "2 data"
    assert item.text.startswith("Horizon: short then; now long, as given. Strategy: Buffering then")
    assert item.text.endswith("; Concluding comments)")


def test_what_was_promised_names_rule_source_owner_and_suggestion() -> None:
    late = at("bu", status="planned", review="2026-02-01", owner="Counsel")
    (item,) = listed(page(made(late), made(late)), "Promised and not done")
    assert item.label == "2 data (Counsel)"
    assert "(rule gaps; " in item.text
    assert [note.label for note in item.notes] == [OWN_SUGGESTION]


def test_what_cannot_be_told_of_promises_stands_there() -> None:
    late = made(at("bu", status="planned", review="2026-02-01"))
    document = comparison_document(KB, city_planner().compare(late, late))
    (block,) = section(document, "Promised and not done")
    assert "cannot be told" in block.text  # type: ignore[union-attr]


def test_new_closed_reopened_and_gone_are_told_apart() -> None:
    document = page(
        made("data bu", at("bs", "culture", status="done"), at("bd", "legal", review="2026-02-01")),
        made(at("bu", status="dropped"), at("bs", "culture", status="started"), "citizens bd"),
    )
    told = {
        title: [(item.label, item.text) for item in listed(document, title)]
        for title in ("New", "Closed", "Reopened", "No longer in the file", "Challenges")
    }
    assert told == {
        "New": [
            (
                "7 citizens",
                "Threat high, horizon long: Bridging for Knowledge. Open, no owner.",
            )
        ],
        "Closed": [("2 data", "Open then, dropped now.")],
        "Reopened": [("4 culture", "Done then, started now.")],
        "No longer in the file": [
            (
                "3 legal",
                "Open, review 2026-02-01, no owner. The new file does not say what became of it.",
            )
        ],
        "Challenges": [
            ("3 legal", "assessed then, not mentioned now."),
            ("7 citizens", "not mentioned then, assessed now."),
        ],
    }


def test_other_changes_leave_out_what_the_table_tells() -> None:
    document = page(
        made(at("bu", initiative="Sensors", review="2026-01-01")),
        made(at("bu", initiative="Meters", owner="CIO", status="started")),
    )
    (item,) = listed(document, "Other changes")
    assert item.label == "2 data: Meters"
    assert item.text == (
        "initiative Sensors then, Meters now; owner none then, CIO now; "
        "review 2026-01-01 then, none now."
    )
    only = page(made("data bu"), made(at("bu", status="started")))
    assert "Other changes" not in headings(only)


def test_empty_sections_are_named_in_one_line() -> None:
    document = page(made("data bu"), made("data bu"))
    assert headings(document) == ["Situations in both files", "Tactics to keep (1)", *ALWAYS]
    assert said(document, "Nothing under") == [
        (
            "Moved on the grid, and why; Promised and not done; New; Closed; Reopened; "
            "No longer in the file; Challenges; Tactics to start; Tactics to end; "
            "Tactics that depend on an open level; Other changes."
        )
    ]
    assert headings(page(made(), made())) == ALWAYS


def test_nothing_is_named_as_empty_where_all_is_told() -> None:
    document = page(
        made(
            "structures bs",
            at("bu", status="planned", review="2026-01-01", owner="CIO"),
            at("bs", "culture", status="done"),
            at("bu", "legal"),
            "politics bu",
            "citizens bu",
        ),
        made(
            "structures bs",
            at("bd", status="planned"),
            at("bs", "culture"),
            at("bu", "legal", status="done"),
            "citizens h?",
            "capability bk",
        ),
    )
    assert said(document, "Nothing under") == []


# --- Tactics -------------------------------------------------------------------------------------


def test_a_tactic_to_start_has_its_source_and_our_first_step() -> None:
    document = page(made("data bu"), made("data bd"))
    tactics = KB.tactics_in("data", "building")
    (group,) = listed(document, f"Tactics to start ({len(tactics)})")
    assert group.label == "Building, for 2 data"
    steps = {note.notes[0].text for note in group.notes}
    assert steps == {each.first_step for each in tactics}
    assert {note.notes[0].label for note in group.notes} == {OWN_STEP}
    assert all("Table 1" in note.text or "section" in note.text for note in group.notes)


def test_tactics_that_are_for_the_same_stand_together() -> None:
    planner = city_planner()
    document = page(made(), made("data bd", "data-use bd"))
    count = len(planner.compare(made(), made("data bd", "data-use bd")).tactics.start)
    groups = listed(document, f"Tactics to start ({count})")
    assert [group.label for group in groups] == [
        "Building, for 2 data and 5 data-use",
        "Building, for 2 data",
        "Building, for 5 data-use",
    ]
    assert sum(len(group.notes) for group in groups) == count


def test_a_tactic_that_goes_over_to_another_situation_is_kept_and_says_so() -> None:
    document = page(made("data bd", "data-use bu"), made("data bu", "data-use bd"))
    (title,) = [each for each in headings(document) if each.startswith("Tactics to keep")]
    assert [group.label for group in listed(document, title)] == [
        "Building, was for 2 data, now for 5 data-use"
    ]


def test_a_tactic_that_ends_says_what_became_of_its_situation() -> None:
    document = page(
        made("data bu", at("bu", "legal"), "politics bu", "structures bs"),
        made("data bd", at("bu", "legal", status="done"), "structures h?"),
    )
    (title,) = [each for each in headings(document) if each.startswith("Tactics to end")]
    groups = {group.label: group.notes for group in listed(document, title)}
    assert list(groups) == [
        "Bridging for Support, was for 1 structures (now Buffering or Building)",
        "Buffering, was for 2 data (now Building)",
        "Buffering, was for 3 legal (done)",
        "Buffering, was for 8 politics (no longer in the file)",
    ]
    beside = {
        label: [note.label for note in notes if note.label] for label, notes in groups.items()
    }
    assert list(beside.values()) == [
        ["May go on beside Buffering", "May go on beside Building"],
        ["May go on beside Building"],
        [],
        [],
    ]
    note = groups["Buffering, was for 2 data (now Building)"][-1]
    assert "(rule combination; Framework section)" in note.text


def test_what_depends_on_an_open_level_has_its_own_list() -> None:
    count = len(KB.tactics_in("data", "buffering"))
    document = page(made("data bu"), made("data h?"))
    (group,) = listed(document, f"Tactics that depend on an open level ({count})")
    assert group.label == "Buffering, was for 2 data (now Buffering or Building)"


# --- The knowledge, and the record ---------------------------------------------------------------


def test_changes_of_the_knowledge_stand_apart() -> None:
    old = made(at("bu", advised="building"), knowledge="0.9")
    document = page(old, made(at("bu", advised="no-such"), knowledge="1.0"))
    text, items = section(document, "Changes of the knowledge")
    assert "version 0.9" in text.text  # type: ignore[union-attr]
    assert [item.label for item in items.items] == [  # type: ignore[union-attr]
        "2 data, old file",
        "2 data, new file",
    ]
    assert "Moved on the grid, and why" not in headings(document)


def test_the_rules_are_told_with_ground_and_source() -> None:
    found = city_planner().compare(made("data bu"), made("data bd"), DAY)
    document = comparison_document(KB, found)
    items = listed(document, "How this came about")
    assert [item.label for item in items] == [f"Rule {each.rule}" for each in found.trace]
    for item, rule in zip(items, found.trace, strict=True):
        assert rule[1] in item.text
        assert rule.ground in item.text
        assert item.text.endswith(f"({rule.source})")
    assert said(document, "Source") == [f"{KB.about.source}. {KB.about.link}"]


# --- The whole -----------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [60, 80])
def test_the_example_fits_and_draws_its_grid_and_table(width: int) -> None:
    text = to_terminal(example(), width=width, color=False, unicode=False)
    assert max(map(len, text.splitlines())) <= width
    lines = text.splitlines()
    assert any(line.split() == ["Situation", "Then", "Now", "What", "moved"] for line in lines)
    assert any(line.startswith("High threat |") for line in lines)


def test_the_head_comes_before_the_sections() -> None:
    blocks = example().blocks
    grid = next(place for place, block in enumerate(blocks) if isinstance(block, Grid))
    first = next(place for place, block in enumerate(blocks) if isinstance(block, Heading))
    assert grid < first


Pair = tuple["Planner", "Programme", "Programme"]


@given(pairs(), st.randoms(use_true_random=False))
@STEADY
def test_the_order_of_the_files_changes_no_word_of_the_page(pair: Pair, shuffle: Random) -> None:
    planner, old, new = pair
    one, other = (
        comparison_document(planner.kb, planner.compare(*files, DAY))
        for files in ((old, new), (shuffled(old, shuffle), shuffled(new, shuffle)))
    )
    assert one == other


@given(pairs())
@STEADY
def test_every_comparison_keeps_the_promise_of_json(pair: Pair) -> None:
    planner, old, new = pair
    comparison = planner.compare(old, new, DAY)
    found = valid("compare", comparison_json(planner.kb, comparison))
    then, now = (in_order(planner.place(each)) for each in (old, new))
    for name, single, situations in (("then", "gone", then), ("now", "added", now)):
        told = [each[name]["number"] for each in found["moves"]]
        told += [each["situation"]["number"] for each in found[single]]
        assert sorted(told) == sorted(each.number for each in situations)
    page_words = words(comparison_document(planner.kb, comparison))
    for name in ("start", "keep", "end", "depends"):
        assert all(each["title"] in page_words for each in found["tactics"][name])


def test_json_says_what_the_page_says() -> None:
    late = at("bu", status="planned", review="2026-02-01", advised="no-such")
    found = shape(
        made(late, "legal bu", "culture bu", knowledge="0.9"),
        made(late | LEVELS["bd"] | {"owner": "CIO"}, "culture h?", "structures bs"),
    )
    (first, second), (added,), (gone,) = found["moves"], found["added"], found["gone"]
    assert (first["threat"], first["horizon"], first["moved"]) == ("same", "longer", True)
    assert (second["horizon"], second["moved"], second["closed"]) == ("opened", True, False)
    assert first["changes"] == [{"field": "owner", "then": None, "now": "CIO"}]
    assert first["finding"]["rule"] == "moves"
    assert added["situation"]["challenge"]["id"] == "structures"
    assert gone["situation"]["challenge"]["id"] == "legal"
    assert {each["id"] for each in gone["tactics"]["end"]} == {
        each.id for each in KB.tactics_in("legal", "buffering")
    }
    assert found["on"] == "2026-10-05"
    assert (found["then"]["knowledge"], found["now"]["knowledge"]) == ("0.9", None)
    assert [each["kind"] for each in found["promises"]] == ["not-started"]
    assert [(each["file"], each["known"]) for each in found["knowledge_changes"]["advice"]] == [
        ("then", False),
        ("now", False),
    ]
    assert {"strategy": "buffering", "name": "Buffering", "then": [1, 2, 3], "now": []} in (
        {**each, "then": sorted(each["then"])} for each in found["mix"]
    )
    (ended,) = [each for each in found["tactics"]["end"] if each["then"] == [1]]
    assert [each["strategy"] for each in ended["beside"]] == ["building"]
    assert found["untold"] is None
    assert [each["rule"] for each in found["rules"]] == ["grid", "moves", "combination", "gaps"]


def test_json_without_a_day_says_what_cannot_be_told() -> None:
    late = made(at("bu", status="planned", review="2026-02-01"))
    found = json.loads(comparison_json(KB, city_planner().compare(late, late)))
    assert found["on"] is None
    assert "cannot be told" in found["untold"]
