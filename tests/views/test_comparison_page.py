"""The page on what changed between two programmes, and its JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor.output.json_programme import ComparisonOutput
from tests.support.comparisons import DAY, KB, at, pairs, shuffled
from tests.support.documents import (
    Arrow,
    Grid,
    Heading,
    Paragraph,
    Tone,
    headings,
    listed,
    marks,
    said,
    section,
    tables,
    words,
)
from tests.support.knowledge import STEADY
from tests.support.programmes import LEVELS, city_planner, made
from tests.support.schemas import valid
from tests.support.views import OWN_STEP, OWN_SUGGESTION, comparison_document
from tests.support.writers import to_terminal

if TYPE_CHECKING:
    from random import Random

    from boundary_advisor import Planner, Programme
    from tests.support.documents import Document, Item

EXAMPLES = Path(__file__).parents[2] / "examples"
LATE = {"status": "planned", "review": "2026-02-01"}
OVERDUE = "Overdue as of 5 October 2026"


def page(old: Programme, new: Programme, *, full: bool = True) -> Document:
    return comparison_document(KB, city_planner().compare(old, new, DAY), full=full)


def screen(old: Programme, new: Programme) -> Document:
    return page(old, new, full=False)


def shape(old: Programme, new: Programme) -> dict[str, Any]:
    return valid("compare", ComparisonOutput.write(KB, city_planner().compare(old, new, DAY)))


def example(*, full: bool) -> Document:
    planner = city_planner()
    old, new = (planner.read(EXAMPLES / f"medium-city-{year}.yaml") for year in (2025, 2026))
    return comparison_document(KB, planner.compare(old, new), full=full)


# --- The head ------------------------------------------------------------------------------------


def test_it_begins_with_the_days_that_are_known_and_the_summary() -> None:
    old, new = made("data bu", assessed="2025-10-06"), made("data bd")
    document = page(old, new)
    assert document.title == "What moved: Made up"
    assert document.blocks[0] == Paragraph("Old file: 6 October 2025.")
    assert said(document, "In short") == [city_planner().compare(old, new, DAY).summary]
    both = page(old, made(assessed="2026-10-05"))
    assert both.blocks[0] == Paragraph("Old file: 6 October 2025. New file: 5 October 2026.")
    assert page(made(), made()).blocks[0].label == "In short"  # type: ignore[union-attr]


def test_two_names_of_the_programme_are_said() -> None:
    other = made().model_copy(update={"programme": "Other"})
    assert said(page(made(), other), "Note") == [
        "The files name two programmes: Made up and Other."
    ]


def test_the_grid_is_marked_where_situations_came_or_went() -> None:
    old = made("data bu", "legal bu", "culture bs", "politics bk")
    new = made("data bd", "legal bu", "culture bs", "structures bk", at("bk", "politics"))
    assert marks(page(old, new)) == {
        "Buffering": "was 2, now 1",
        "Building": "was 0, now 1",
        "Bridging for Knowledge": "was 1, now 2",
    }
    swapped = page(made("data bu", "legal bd"), made("data bd", "legal bu"))
    assert marks(swapped) == {"Buffering": "was 1, now 1", "Building": "was 1, now 1"}
    assert marks(page(old, old)) == {}
    gone = page(made("data bu", at("bu", "legal", status="done")), made())
    assert marks(gone) == {"Buffering": "was 1, now 0"}


def grid(document: Document) -> Grid:
    (found,) = (block for block in document.blocks if isinstance(block, Grid))
    return found


def test_the_grid_shows_where_situations_stand_and_the_table_what_is_advised() -> None:
    document = page(made("capability bk"), made("capability bd"))
    assert marks(document) == {
        "Bridging for Knowledge": "was 1, now 0",
        "Building": "was 0, now 1",
    }
    ((_, _, now, moved),) = tables(document)[0].rows
    assert (now, moved) == ("high, long: Bridging for Knowledge (open)", "threat rose")


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


def test_the_challenges_are_called_by_their_titles() -> None:
    document = screen(made("data bu", "legal bu"), made("data bu", "culture bu"))
    (legend,) = said(document, "Challenges")
    for name in ("data", "legal", "culture"):
        challenge = KB.challenge(name)
        assert f"{challenge.number} {name}: {challenge.title}" in legend
    assert "politics" not in legend


# --- What became of the situations ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("bs", "bu", "threat rose"),
        ("bu", "bs", "threat fell"),
        ("bs", "bd", "threat rose, horizon longer"),
        ("bk", "bs", "horizon shorter"),
        ("??", "bs", "threat settled, horizon settled"),
        ("bs", "??", "threat undecided, horizon undecided"),
    ],
)
def test_the_table_says_which_way_a_situation_moved(old: str, new: str, words: str) -> None:
    (table,) = tables(page(made(f"data {old}"), made(f"data {new}")))
    assert table.header == ("Situation", "Then", "Now", "What changed")
    assert [row[-1] for row in table.rows] == [words]


def test_a_row_says_levels_strategy_and_status() -> None:
    (table,) = tables(page(made("data bu"), made(at("h?", status="started"))))
    assert table.rows == (
        (
            "2 data",
            "high, short: Buffering (open)",
            "high, undecided: Buffering or Building (started)",
            "horizon undecided, started now",
        ),
    )


def test_work_that_went_on_has_a_row_and_what_stayed_or_was_closed_has_none() -> None:
    old = made(at("bu", status="done"), "legal bu", "culture bu")
    new = made("data bu", "legal bu", at("bu", "culture", status="done"))
    document = page(old, new)
    (table,) = tables(document)
    assert [(row[0], row[-1]) for row in table.rows] == [("2 data", "open now")]
    assert table in section(document, "Changed")  # it did not move on the grid
    assert tables(page(made("data bu"), made("data bu"))) == []


def test_what_is_overdue_names_day_status_and_owner_and_our_suggestion() -> None:
    late = at("bu", **LATE, owner="Counsel")
    document = screen(made(late), made(late))
    (item,) = listed(document, OVERDUE)
    assert item.label == "2 data (Counsel)"
    assert item.text == "Planned, due for review on 1 February 2026."
    (suggestion,) = said(document, OWN_SUGGESTION)
    assert suggestion == "Review it and set a new day, or drop it."
    (item,) = listed(screen(made(late), made(late | {"review": "2027-02-01"})), OVERDUE)
    assert item.text == "Planned, due for review on 1 February 2026; put off to 1 February 2027."
    (item,) = listed(screen(made(late), made(late | {"review": None})), OVERDUE)
    assert item.text == "Planned, due for review on 1 February 2026."


def test_new_closed_and_gone_are_told_apart() -> None:
    document = page(
        made("data bu", at("bd", "legal", review="2026-02-01"), "politics bu"),
        made(at("bu", status="dropped"), "citizens bd", applies={"politics": "no"}),
    )
    told = {
        title: [(item.label, item.text) for item in listed(document, title)]
        for title in ("New", "Closed", "No longer in the file")
    }
    assert told == {
        "New": [
            ("7 citizens", "Threat high, horizon long: Bridging for Knowledge. Open, no owner.")
        ],
        "Closed": [("2 data", "Dropped.")],
        "No longer in the file": [
            (
                "3 legal",
                "Open, review on 1 February 2026, no owner. The new file does not say why.",
            ),
            (
                "8 politics",
                "Open, no owner. The new file says that the challenge does not apply.",
            ),
        ],
    }


def test_empty_sections_are_silent() -> None:
    both = made(at("bu", status="started"), knowledge=KB.edition)
    assert headings(screen(both, both)) == ["Tactics to go on with (1)", "Knowledge"]
    assert headings(screen(made(), made())) == ["Knowledge"]
    assert "none" not in words(screen(made(), made())).casefold()


# --- Tactics -------------------------------------------------------------------------------------


def of(document: Document, title: str) -> dict[str, Item]:
    """Give the groups of tactics under a title that counts them, by their labels."""
    (heading,) = [each for each in headings(document) if each.startswith(f"{title} (")]
    return {item.label: item for item in listed(document, heading)}


@pytest.mark.parametrize("full", [False, True])
def test_a_tactic_to_start_has_its_source_and_our_first_step(*, full: bool) -> None:
    document = page(made("data bu"), made("data bd"), full=full)
    tactics = KB.tactics_in("data", "building")
    (group,) = listed(document, f"Tactics to start ({len(tactics)})")
    assert group.label == "Building, for 2 data"
    assert {note.notes[0].text for note in group.notes} == {each.first_step for each in tactics}
    assert {note.notes[0].label for note in group.notes} == {OWN_STEP}
    assert all("Table 1" in note.text or "section" in note.text for note in group.notes)


def test_tactics_that_are_for_the_same_stand_together() -> None:
    groups = of(page(made(), made("data bd", "data-use bd")), "Tactics to start")
    assert list(groups) == [
        "Building, for 2 data and 5 data-use",
        "Building, for 2 data",
        "Building, for 5 data-use",
    ]


def test_what_goes_on_is_a_line_on_the_screen_and_a_list_in_full() -> None:
    both = (made(at("bk", "capability", status="started")),) * 2
    tactics = KB.tactics_in("capability", "bridging-knowledge")
    (item,) = of(screen(*both), "Tactics to go on with").values()
    assert not item.notes
    assert sorted(item.text.removesuffix(".").split("; ")) == sorted(each.title for each in tactics)
    (item,) = of(page(*both), "Tactics to go on with").values()
    assert (item.text, len(item.notes)) == ("", len(tactics))
    assert all(each.text.endswith(")") for each in item.notes)


def test_what_goes_on_in_general_or_beside_another_strategy_says_so() -> None:
    old = made(at("bu", status="started"), "legal bu", at("bu", "structures", status="started"))
    new = made("data bd", "legal bu", "structures bs", applies={"politics": "no"})
    groups = of(page(old, new), "Tactics to go on with")
    assert "Buffering, beside Building, for 2 data" in groups
    assert "Buffering, in general, for 3 legal" in groups
    assert list(of(screen(old, new), "Tactics to go on with")) == list(groups)


def test_a_tactic_to_stop_says_what_became_of_its_situation() -> None:
    old = made("data bu", "legal bu", "politics bu")
    done = at("bu", "legal", status="done")
    new = made({"challenge": "data", "horizon": "long"}, done, applies={"politics": "no"})
    assert set(of(page(old, new), "Tactics to stop")) == {
        "Buffering, was for 3 legal (done)",
        "Buffering, was for 8 politics (does not apply now)",
    }
    moved = of(page(made("culture bs"), made("culture bu")), "Tactics to stop")
    assert list(moved) == ["Bridging for Support, was for 4 culture (now Buffering)"]


# --- Reasons, rules and the knowledge ------------------------------------------------------------


def test_why_a_situation_moved_is_told_in_full_with_its_source() -> None:
    signs = {"way-blocked": "no", "resistance-lasts": "no", "gains-at-risk": "no"}
    signs |= {"data-out-of-reach": "no", "can-be-won": "yes"}
    old, new = made("data bs", "legal bu"), made(at("bu", signs=signs), "legal bu")
    assert "Why they moved" not in headings(screen(old, new))
    (item,) = listed(page(old, new), "Why they moved")
    assert item.label == "2 data"
    (note,) = item.notes
    assert note.label == "Threat"
    assert note.text.startswith("low then; now high, as given. The threat is given as high, but")
    assert note.text.endswith(")")
    (item,) = listed(page(made("data ??"), made("data bs")), "Why they moved")
    assert [note.text.split(";")[0] for note in item.notes] == ["undecided then"] * 2


def test_the_rules_are_told_with_ground_and_source() -> None:
    found = city_planner().compare(made("data bu"), made("data bd"), DAY)
    items = listed(comparison_document(KB, found, full=True), "How this came about")
    assert [item.label for item in items] == [f"Rule {each.rule}" for each in found.trace]
    for item, rule in zip(items, found.trace, strict=True):
        assert rule[1] in item.text
        assert rule.ground in item.text
        assert item.text.endswith(f"({rule.source})")


def knowledge_told(document: Document) -> str:
    first = section(document, "Knowledge")[0]
    assert isinstance(first, Paragraph)
    return first.text


def test_whether_the_knowledge_changed_is_always_said() -> None:
    known = made("data bu", knowledge=KB.edition)
    assert knowledge_told(screen(known, known)).startswith("It did not change: version ")
    unnamed = knowledge_told(screen(made("data bu"), known))
    assert unnamed.startswith("The old file names no version. Both files are read with version")
    older = made(at("bu", advised="building"), knowledge="0.9")
    document = screen(older, known)
    changed = knowledge_told(document)
    assert changed.startswith("The old file was assessed with version 0.9. Both files are read")
    assert "On record is the advice Building" in words(document)


# --- The whole -----------------------------------------------------------------------------------


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("width", [60, 80])
def test_the_example_fits_and_draws_its_grid_and_table(width: int, *, full: bool) -> None:
    text = to_terminal(example(full=full), width=width, color=False, unicode=False)
    lines = text.splitlines()
    assert max(map(len, lines)) <= width
    assert any(line.split() == ["Situation", "Then", "Now", "What", "changed"] for line in lines)
    assert any(line.startswith("High threat |") for line in lines)


def test_the_head_comes_before_the_sections() -> None:
    blocks = example(full=False).blocks
    first_grid = next(place for place, block in enumerate(blocks) if isinstance(block, Grid))
    first = next(place for place, block in enumerate(blocks) if isinstance(block, Heading))
    assert first_grid < first


def test_the_screen_leaves_out_reasons_and_says_so() -> None:
    short, full = example(full=False), example(full=True)
    gone = [each for each in headings(full) if each not in headings(short)]
    assert gone == ["Why they moved", "How this came about"]
    assert said(short, "Left out")[0].endswith("See all with --full.")
    assert said(full, "Left out") == []


def test_what_the_grid_counts_is_said_where_it_is_marked() -> None:
    quiet = [each for each in example(full=False).blocks if getattr(each, "tone", "") is Tone.QUIET]
    assert "The grid counts the situations at work." in quiet[0].text  # type: ignore[union-attr]
    assert section(example(full=False), OVERDUE)


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


@pytest.mark.long
@given(pairs())
@STEADY
def test_every_comparison_keeps_the_promise_of_json(pair: Pair) -> None:
    planner, old, new = pair
    comparison = planner.compare(old, new, DAY)
    found = valid("compare", ComparisonOutput.write(planner.kb, comparison))
    then = [*(each["then"] for each in found["changes"])]
    then += [each["situation"] for each in found["gone"]]
    now = [*(each["now"] for each in found["changes"]), *found["added"]]
    for situations, programme in ((then, old), (now, new)):
        numbers = sorted(each["number"] for each in situations)
        assert numbers == list(range(1, len(programme.situations) + 1))
    for full in (False, True):
        page_words = words(comparison_document(planner.kb, comparison, full=full))
        for changes in found["tactics"].values():
            assert all(each["title"] in page_words for each in changes)


def test_json_says_what_the_page_says() -> None:
    late = at("bu", **LATE, advised="no-such")
    found = shape(
        made(late | {"status": "started"}, "legal bu", "culture bu", knowledge="0.9"),
        made(late | LEVELS["bd"], "culture h?", "structures bs", applies={"legal": "no"}),
    )
    (first, second), (added,), (gone,) = found["changes"], found["added"], found["gone"]
    assert (first["threat"], first["horizon"], first["moved"]) == ("same", "longer", True)
    assert (second["horizon"], second["moved"], second["closed"]) == ("undecided", True, False)
    assert added["challenge"]["id"] == "structures"
    assert (gone["situation"]["challenge"]["id"], gone["ruled_out"]) == ("legal", True)
    assert found["overdue"] == [{"situation": 1, "due": "2026-02-01"}]
    assert found["on"] == "2026-10-05"
    assert (found["then"]["knowledge"], found["now"]["knowledge"]) == ("0.9", None)
    assert found["knowledge_changes"]["then"] == "0.9"
    (on,) = [each for each in found["tactics"]["go_on"] if each["beside"]]
    assert (on["beside"], on["situations"], on["advised_before"]) == (["building"], [1], True)
    assert not any(each["beside"] or each["general"] for each in found["tactics"]["start"])
    assert {tuple(each["situations"]) for each in found["tactics"]["stop"]} == {(2,)}
    assert [each["rule"] for each in found["rules"]] == ["grid", "moves", "combination", "gaps"]


def test_json_without_a_day_says_so() -> None:
    late = made(at("bu", **LATE))
    found = valid("compare", ComparisonOutput.write(KB, city_planner().compare(late, late)))
    assert (found["on"], found["overdue"]) == (None, [])
    assert "overdue" not in found["summary"]
