"""The view of two programmes, and its JSON: what they hold, and in which words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor.output.json_compare import comparison_json
from boundary_advisor.output.terminal import to_terminal
from boundary_advisor.programme.comparing.matching import in_order
from boundary_advisor.views.compare_page import comparison_document
from boundary_advisor.views.compare_tactics import GO_ON, UNKNOWN
from boundary_advisor.views.document import Arrow, Grid, Heading, Paragraph, Tone
from boundary_advisor.views.phrases import OWN_STEP, OWN_SUGGESTION
from tests.cli.documents import headings, listed, marks, said, section, tables, words
from tests.cli.schemas import valid
from tests.engine.fields import STEADY
from tests.programme.made import LEVELS, city_planner, made
from tests.programme.programmes import DAY, KB, at, pairs, shuffled

if TYPE_CHECKING:
    from random import Random

    from boundary_advisor.programme.planner import Planner
    from boundary_advisor.programme.programme import Programme
    from boundary_advisor.views.document import Document, Item

ALWAYS = ["Changes of the knowledge", "How this came about"]
OTHERWISE = "Said otherwise of a challenge"
EXAMPLES = Path(__file__).parents[2] / "examples"


def page(old: Programme, new: Programme, *, full: bool = True) -> Document:
    return comparison_document(KB, city_planner().compare(old, new, DAY), full=full)


def screen(old: Programme, new: Programme) -> Document:
    return page(old, new, full=False)


def shape(old: Programme, new: Programme) -> dict[str, Any]:
    return valid("compare", comparison_json(KB, city_planner().compare(old, new, DAY)))


def example(*, full: bool) -> Document:
    planner = city_planner()
    old, new = (planner.read(EXAMPLES / f"medium-city-{year}.yaml") for year in (2025, 2026))
    return comparison_document(KB, planner.compare(old, new), full=full)


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
    bare = comparison_document(KB, city_planner().compare(made(), made()), full=True)
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


def grid(document: Document) -> Grid:
    (found,) = (block for block in document.blocks if isinstance(block, Grid))
    return found


def test_the_grid_shows_where_situations_stand_and_the_line_what_is_advised() -> None:
    document = page(made("capability bk"), made("capability bd"))
    assert marks(document) == {
        "Bridging for Knowledge": "was 1, now 0",
        "Building": "was 0, now 1",
    }
    (advised,) = said(document, "Advised")
    assert "Bridging for Knowledge 1 then, 1 now; Buffering 0 then, 0 now; Building 0" in advised
    (counts,) = (
        block.text
        for block in document.blocks
        if isinstance(block, Paragraph) and block.text.startswith("The grid counts")
    )
    assert "by threat and horizon" in counts


def test_arrows_lead_from_field_to_field() -> None:
    old = made("data bu Sensors", "data bu Cameras", "legal bu", "culture bs", "politics bu")
    new = made("data bd Sensors", "data bd Cameras", "legal bs", "culture bs", "politics h?")
    assert grid(page(old, new)).arrows == (
        Arrow("Buffering", "Building", "2 data: Cameras and 2 data: Sensors"),
        Arrow("Buffering", "Bridging for Support", "3 legal"),
    )
    closed = page(made("data bu"), made(at("bd", status="done")))
    assert grid(closed).arrows == ()
    assert grid(page(made("politics h?"), made("politics bd"))).arrows == ()
    names = {each.name for _, *fields in grid(page(old, new)).rows for each in fields}
    ends = {end for each in grid(example(full=False)).arrows for end in (each.start, each.end)}
    assert ends
    assert ends <= names


def test_the_mix_counts_undecided_levels_apart() -> None:
    (settled,) = said(page(made("data bu"), made("data bd")), "Advised")
    assert settled == (
        "Bridging for Support 0 then, 0 now; Bridging for Knowledge 0 then, 0 now; "
        "Buffering 1 then, 0 now; Building 0 then, 1 now."
    )
    done = {"challenge": "legal", "status": "done"}
    (undecided,) = said(page(made("data ??", done), made("data bu", done)), "Advised")
    assert undecided.endswith("; undecided 1 then, 0 now.")
    (now,) = said(page(made("data bu"), made("data ??")), "Advised")
    assert now.endswith("; undecided 0 then, 1 now.")


def test_what_rose_and_fell_is_named() -> None:
    document = page(made("data bu Sensors", "legal bs", "culture bk"), made("data bs", "legal bu"))
    assert said(document, "Threat rose") == ["3 legal."]
    assert said(document, "Threat fell") == [
        "2 data (taken for the same: Sensors, then; no name, now)."
    ]
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
        ("bs", "??", "threat undecided now, horizon undecided now"),
    ],
)
def test_the_table_says_what_moved(old: str, new: str, words: str) -> None:
    (table,) = tables(page(made(f"data {old}"), made(f"data {new}")))
    assert table.header == ("Situation", "Then", "Now", "What moved")
    assert [row[-1] for row in table.rows] == [words]


def test_a_row_says_levels_strategy_and_status() -> None:
    (table,) = tables(page(made("data bu"), made(at("h?", status="started"))))
    assert table.rows == (
        (
            "2 data",
            "high, short: Buffering (open)",
            "high, undecided: Buffering or Building (started)",
            "horizon undecided now, started now",
        ),
    )
    assert tables(page(made("data bu"), made("legal bu"))) == []


def test_a_row_says_where_it_is_guessed_to_be_the_same() -> None:
    old, new = (at("bu", initiative=each, owner="CIO") for each in ("Camera pilot", "Drones"))
    (table,) = tables(screen(made(old), made(new)))
    (row,) = table.rows
    assert row[0] == "2 data: Drones (taken for the same: Camera pilot, then; Drones, now)"


def test_the_challenges_are_called_by_their_titles_below_the_table() -> None:
    with_table = screen(made("data bu", "legal bu"), made("data bu", "culture bu"))
    without = screen(made("data bu", "legal bu"), made("culture bu"))
    for document in (with_table, without):
        (legend,) = said(document, "Challenges")
        for name in ("data", "legal", "culture"):
            challenge = KB.challenge(name)
            assert f"{challenge.number} {name}: {challenge.title}" in legend
        assert "politics" not in legend
    answers = page(made(applies={"politics": "yes"}), made(applies={"politics": "no"}))
    assert said(answers, "Challenges") == [f"8 politics: {KB.challenge('politics').title}."]


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
    short = screen(made(late), made(late))
    (item,) = listed(short, "Promised and not done")
    assert item.text.endswith("The review day was not moved.")
    assert quiet(short, "Promised and not done").startswith("By rule gaps (Framework section; ")


def quiet(document: Document, heading: str) -> str:
    """Give the quiet line of a section."""
    line, *_ = (block for block in section(document, heading) if isinstance(block, Paragraph))
    assert line.tone is Tone.QUIET
    return line.text


def test_what_left_the_file_with_a_promise_is_told() -> None:
    late = at("bu", status="planned", review="2026-02-01", owner="Counsel")
    (item,) = listed(page(made(late), made()), "Promised and not done")
    assert item.label == "2 data (Counsel)"
    assert "It left the file; it cannot be told whether it was done." in item.text


def test_what_cannot_be_told_of_promises_stands_there() -> None:
    late = made(at("bu", status="planned", review="2026-02-01"))
    document = comparison_document(KB, city_planner().compare(late, late), full=False)
    (block,) = section(document, "Promised and not done")
    assert "cannot be told" in block.text  # type: ignore[union-attr]


def test_new_closed_reopened_and_gone_are_told_apart() -> None:
    document = page(
        made("data bu", at("bs", "culture", status="done"), at("bd", "legal", review="2026-02-01")),
        made(at("bu", status="dropped"), at("bs", "culture", status="started"), "citizens bd"),
    )
    told = {
        title: [(item.label, item.text) for item in listed(document, title)]
        for title in ("New", "Closed", "Reopened", "No longer in the file", OTHERWISE)
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
        OTHERWISE: [
            ("3 legal", "assessed then, not mentioned now."),
            ("7 citizens", "not mentioned then, assessed now."),
        ],
    }


@pytest.mark.parametrize("full", [False, True])
def test_what_the_new_file_rules_out_is_said_once_and_the_same(*, full: bool) -> None:
    old = made(at("bu", "politics", status="planned", review="2026-02-01"))
    document = page(old, made(applies={"politics": "no"}), full=full)
    (item,) = listed(document, "No longer in the file")
    assert item.label == "8 politics"
    assert item.text == (
        "Planned, review 2026-02-01, no owner. The new file says that the challenge does not apply."
    )
    assert "Promised and not done" not in headings(document)
    assert list(of(document, "Tactics to end")) == [
        "Buffering, was for 8 politics (does not apply now)"
    ]
    told = words(document)
    assert "cannot be told" not in told
    assert "does not say what became of it" not in told


def test_other_changes_leave_out_what_the_table_tells() -> None:
    document = page(
        made(at("bu", initiative="Sensors", review="2026-01-01")),
        made(at("bu", initiative="Sensor", owner="CIO", status="started")),
    )
    (item,) = listed(document, "Other changes")
    assert item.label == "2 data: Sensor"
    assert item.text == (
        "initiative Sensors then, Sensor now; owner none then, CIO now; "
        "review 2026-01-01 then, none now."
    )
    only = page(made("data bu"), made(at("bu", status="started")))
    assert "Other changes" not in headings(only)


def test_empty_sections_are_named_in_one_line() -> None:
    document = page(made("data bu"), made("data bu"))
    assert headings(document) == ["Situations in both files", "Still to start (1)", *ALWAYS]
    assert said(document, "None") == [
        (
            "moved on the grid, and why; promised and not done; new; closed; reopened; "
            "no longer in the file; tactics to start; tactics to keep; "
            "go on, for another challenge or beside what is advised now; tactics to end; "
            "not known, as the situation left the file; "
            "tactics that depend on an undecided level; said otherwise of a challenge; "
            "other changes."
        )
    ]
    assert headings(page(made(), made())) == ALWAYS


def test_nothing_is_named_as_empty_where_all_is_told() -> None:
    document = page(
        made(
            at("bs", "structures", status="started"),
            at("bu", status="planned", review="2026-01-01", owner="CIO"),
            at("bs", "culture", status="done"),
            at("bu", "legal"),
            "politics bu",
            "citizens bu",
            at("bu", "data-use", status="started"),
        ),
        made(
            "structures bs",
            "data-use bd",
            at("bd", status="planned"),
            at("bs", "culture"),
            at("bu", "legal", status="done"),
            "citizens h?",
            "capability bk",
        ),
    )
    assert said(document, "None") == []


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
    short = screen(made("data bu"), made("data bd"))
    (group,) = listed(short, f"Tactics to start ({len(tactics)})")
    assert {note.text for note in group.notes} == {each.title for each in tactics}
    assert {note.notes[0].text for note in group.notes} == steps
    line = quiet(short, f"Tactics to start ({len(tactics)})")
    assert line.startswith("By rule moves (")
    assert "Table 1, row 2, Building" in line


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


def of(document: Document, title: str) -> dict[str, Item]:
    """Give the groups of tactics under a title that counts them, by their labels."""
    (heading,) = [each for each in headings(document) if each.startswith(f"{title} (")]
    return {item.label: item for item in listed(document, heading)}


def test_a_tactic_that_goes_over_to_another_situation_is_kept_and_says_so() -> None:
    old = made(at("bd", status="started"), "data-use bu")
    document = page(old, made("data bu", "data-use bd"))
    assert list(of(document, "Tactics to keep")) == [
        "Building, was for 2 data, now for 5 data-use (not begun)"
    ]
    sensors = at("bu", initiative="Sensors", status="started")
    more = page(made(sensors), made(sensors, "data bs Meters"))
    assert list(of(more, "Tactics to keep")) == ["Buffering, for 2 data: Sensors"]
    wider = page(made(sensors), made(sensors, "data bu Meters"))
    assert list(of(wider, "Tactics to keep")) == [
        "Buffering, was for 2 data, now for 2 data: Meters (not begun) and 2 data: Sensors"
    ]


def test_what_is_still_to_start_says_for_what() -> None:
    document = page(made("data bu", "legal bu"), made("data bd", "legal bu"))
    assert "Tactics to keep" not in " ".join(headings(document))
    groups = of(document, "Still to start")
    assert "Buffering, for 3 legal" in groups
    assert "Buffering, perhaps beside Building, for 2 data" in groups
    swapped = page(made("data bd", "data-use bu"), made("data bu", "data-use bd"))
    assert "Building, was for 2 data, now for 5 data-use" in of(swapped, "Still to start")


def test_what_is_kept_is_a_line_on_the_screen_and_a_list_in_full() -> None:
    both = (made(at("bk", "capability", status="started")),) * 2
    tactics = KB.tactics_in("capability", "bridging-knowledge")
    (item,) = of(screen(*both), "Tactics to keep").values()
    assert not item.notes
    assert sorted(item.text.removesuffix(".").split("; ")) == sorted(each.title for each in tactics)
    (item,) = of(page(*both), "Tactics to keep").values()
    assert (item.text, len(item.notes)) == ("", len(tactics))
    assert all(each.text.endswith(")") for each in item.notes)


def test_a_tactic_that_ends_says_what_became_of_its_situation() -> None:
    document = page(
        made("data bu", at("bu", "legal"), "politics bu"),
        made({"challenge": "data", "horizon": "long"}, at("bu", "legal", status="done")),
    )
    assert list(of(document, "Tactics to end")) == [
        "Buffering, was for 2 data (now Bridging for Knowledge or Building)",
        "Buffering, was for 3 legal (done)",
    ]
    assert list(of(document, UNKNOWN)) == ["Buffering, was for 8 politics (no longer in the file)"]


def test_a_tactic_that_goes_on_says_for_what_and_why() -> None:
    old = made(at("bu", status="started"), at("bs", "structures", status="started"))
    new = made("data bd", "structures h?")
    groups = of(page(old, new), GO_ON)
    group = groups["Buffering, perhaps beside Building, for 2 data"]
    assert group.notes[-1].label == "Why perhaps beside Building, for 2 data"
    assert group.notes[-1].text.endswith("(rule combination; Framework section)")
    (support,) = (label for label in groups if label.startswith("Bridging for Support, "))
    assert "perhaps beside Buffering, for 1 structures; perhaps beside Building, for" in support
    short = screen(old, new)
    assert list(of(short, GO_ON)) == list(groups)
    (heading,) = [each for each in headings(short) if each.startswith(GO_ON)]
    assert quiet(short, heading).startswith("By rules moves")
    assert " and combination (" in quiet(short, heading)


def test_what_depends_on_an_undecided_level_has_its_own_list() -> None:
    count = len(KB.tactics_in("data", "buffering"))
    document = page(made("data bu"), made("data h?"))
    (group,) = listed(document, f"Tactics that depend on an undecided level ({count})")
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


def test_changes_of_the_knowledge_are_on_the_screen_where_there_are_any() -> None:
    known = made("data bu", knowledge=KB.about.version)
    title = "Changes of the knowledge"
    assert title not in headings(screen(known, known))
    assert title in headings(page(known, known))
    assert title in headings(screen(made("data bu", knowledge="0.9"), known))
    edited = made(at("bu", advised="building"), knowledge=KB.about.version)
    assert title in headings(screen(known, edited))


def test_the_rules_are_told_with_ground_and_source() -> None:
    found = city_planner().compare(made("data bu"), made("data bd"), DAY)
    document = comparison_document(KB, found, full=True)
    items = listed(document, "How this came about")
    assert [item.label for item in items] == [f"Rule {each.rule}" for each in found.trace]
    for item, rule in zip(items, found.trace, strict=True):
        assert rule[1] in item.text
        assert rule.ground in item.text
        assert item.text.endswith(f"({rule.source})")
    assert said(document, "Source") == [f"{KB.about.source}. {KB.about.link}"]


# --- The whole -----------------------------------------------------------------------------------


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("width", [60, 80])
def test_the_example_fits_and_draws_its_grid_and_table(width: int, *, full: bool) -> None:
    text = to_terminal(example(full=full), width=width, color=False, unicode=False)
    assert max(map(len, text.splitlines())) <= width
    lines = text.splitlines()
    assert any(line.split() == ["Situation", "Then", "Now", "What", "moved"] for line in lines)
    assert any(line.startswith("High threat |") for line in lines)


def test_the_head_comes_before_the_sections() -> None:
    blocks = example(full=False).blocks
    grid = next(place for place, block in enumerate(blocks) if isinstance(block, Grid))
    first = next(place for place, block in enumerate(blocks) if isinstance(block, Heading))
    assert grid < first


def test_the_screen_leaves_out_reasons_and_says_so() -> None:
    short, full = example(full=False), example(full=True)
    gone = [each for each in headings(full) if each not in headings(short)]
    assert gone == ["Moved on the grid, and why", OTHERWISE, "Other changes", *ALWAYS]
    assert said(short, "Left out")[0].endswith("See all with --full.")
    assert said(full, "Left out") == []


def test_every_suggestion_on_the_screen_has_its_rule_and_source_in_its_section() -> None:
    short = example(full=False)
    suggesting = [
        each for each in headings(short) if each.startswith(("Promised", "Tactics", "Go on"))
    ]
    assert len(suggesting) == 5
    for each in suggesting:
        assert re.fullmatch(r"By rules? [a-z, -]+ \(.+\)\.", quiet(short, each))


Pair = tuple["Planner", "Programme", "Programme"]


@given(pairs(), st.randoms(use_true_random=False))
@STEADY
def test_the_order_of_the_files_changes_no_word_of_the_page(pair: Pair, shuffle: Random) -> None:
    planner, old, new = pair
    one, other = (
        comparison_document(planner.kb, planner.compare(*files, DAY), full=True)
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
    for full in (False, True):
        page_words = words(comparison_document(planner.kb, comparison, full=full))
        for moves in found["tactics"].values():
            assert all(each["title"] in page_words for each in moves)


def test_json_says_what_the_page_says() -> None:
    late = at("bu", status="planned", review="2026-02-01", advised="no-such")
    found = shape(
        made(late, "legal bu", "culture bu", knowledge="0.9"),
        made(late | LEVELS["bd"] | {"owner": "CIO"}, "culture h?", "structures bs"),
    )
    (first, second), (added,), (gone,) = found["moves"], found["added"], found["gone"]
    assert (first["threat"], first["horizon"], first["moved"]) == ("same", "longer", True)
    assert (second["horizon"], second["moved"], second["closed"]) == ("unsettled", True, False)
    assert first["changes"] == [{"field": "owner", "then": None, "now": "CIO"}]
    assert first["finding"]["rule"] == "moves"
    assert added["situation"]["challenge"]["id"] == "structures"
    assert gone["situation"]["challenge"]["id"] == "legal"
    assert gone["tactics"]["end"] == []
    assert {each["id"] for each in gone["tactics"]["unknown"]} == {
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
    still = found["tactics"]["still_to_start"]
    (on,) = [each for each in still if each["then"] == [1] and not each["now"]]
    reasons = {each["rule"]: each for each in on["goes_on"]}
    assert reasons["combination"]["for"] == "perhaps beside Building, for 2 data"
    assert reasons["combination"]["situations"] == [1]
    assert all(not each["goes_on"] for each in found["tactics"]["end"])
    assert {"field": "building", "name": "Building", "then": [], "now": [1]} in found["grid"]
    assert first["guess"] is None
    assert found["untold"] is None
    assert [each["rule"] for each in found["rules"]] == ["grid", "moves", "combination", "gaps"]


def test_json_tells_guesses_and_promises_that_left_the_file() -> None:
    late = at("bu", "legal", status="planned", review="2026-02-01")
    found = shape(made("data bu", late), made("data bu Meters"))
    assert found["moves"][0]["guess"].endswith("only one file gives it a name.")
    (promise,) = found["promises"]
    assert (promise["kind"], promise["then"], promise["now"]) == ("left-file", 2, None)


def test_json_without_a_day_says_what_cannot_be_told() -> None:
    late = made(at("bu", status="planned", review="2026-02-01"))
    found = json.loads(comparison_json(KB, city_planner().compare(late, late)))
    assert found["on"] is None
    assert "cannot be told" in found["untold"]
