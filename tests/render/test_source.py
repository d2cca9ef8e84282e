"""The view of sources that were checked against a text, and the same as JSON."""

from __future__ import annotations

from collections import Counter

from boundary_advisor.knowledge.source_text import (
    ANOTHER_TEXT,
    HOW_FAR,
    MEANING,
    Judged,
    Verdict,
    check_text,
)
from boundary_advisor.render.document import Document, Item
from boundary_advisor.render.source import (
    MOST_ENTRIES,
    MOST_TERMS,
    source_document,
    source_json,
)
from boundary_advisor.render.terminal import to_terminal
from tests.cli.documents import headings, listed, said, tables, words
from tests.cli.schemas import keys, valid
from tests.engine.fields import orchard
from tests.knowledge.source_text.letters import LETTERS, headed

KB = headed()
JUDGED = check_text(KB, None, LETTERS)
FOUND = Judged("tactic a", "Walks", Verdict.FOUND, "2 of 3 key terms stand there.", ("x",), ("y",))
WRONG = Judged("tactic b", "Walks", Verdict.WRONG, "Why.", ("x",), ("y", "z"), "Winter notes")
WEAK = Judged("tactic c", "Walks", Verdict.WEAK, "Why not.")
OPEN = Judged("tactic d", "Walks", Verdict.NOT_JUDGED, "Too few.")
OWN = Judged("tactic e", "Own judgement", Verdict.OWN, "No text can show it.")


def gone(number: int, place: str = "Walks") -> Judged:
    return Judged(f"case {number}", place, Verdict.MISSING, "It is not there.")


def document(*judged: Judged) -> Document:
    return source_document(KB, judged)


def test_counts_come_first_with_what_they_mean() -> None:
    whole = source_document(KB, JUDGED)
    assert headings(whole) == ["Better placed elsewhere", "Too little there", *HEADINGS[3:]]
    entries = len({each.entry for each in JUDGED})
    assert f"{entries} sources checked, {len(JUDGED)} places in all." in words(whole)
    (counts,) = tables(whole)
    times = Counter(each.verdict for each in JUDGED)
    assert counts.rows == tuple((str(each), str(times[each]), MEANING[each]) for each in Verdict)
    assert HOW_FAR in words(whole)
    assert said(whole, "Source") == [f"{KB.about.source}. {KB.about.link}"]


HEADINGS = [
    "Better placed elsewhere",
    "Too little there",
    "Not in this text",
    "Damaged in this text",
    "Not judged",
]


def test_what_is_wrong_comes_before_what_is_missing_damaged_and_open() -> None:
    damaged = FOUND._replace(verdict=Verdict.DAMAGED)
    assert headings(document(OPEN, damaged, gone(1), WEAK, WRONG, FOUND)) == HEADINGS
    assert headings(document(FOUND, OWN)) == []


def test_an_alarm_names_the_entry_the_place_and_what_is_not_there() -> None:
    (item,) = listed(document(WRONG), "Better placed elsewhere")
    assert item == Item("Why.", "tactic b (Walks)", (Item("y, z.", "Not there"),))
    (item,) = listed(document(WEAK), "Too little there")
    assert item == Item("Why not.", "tactic c (Walks)")


def test_long_lists_of_terms_are_cut_and_say_so() -> None:
    many = tuple(f"t{at}" for at in range(MOST_TERMS + 2))
    (item,) = listed(document(WRONG._replace(lacking=many)), "Better placed elsewhere")
    assert item.notes[0].text.endswith(f", t{MOST_TERMS - 1}, 2 more.")
    (item,) = listed(document(WRONG._replace(lacking=many[:-1])), "Better placed elsewhere")
    assert item.notes[0].text.endswith(f", t{MOST_TERMS}.")


def test_what_is_missing_stands_under_its_place() -> None:
    all_gone = [gone(at) for at in range(MOST_ENTRIES + 3)]
    first, second = listed(document(*all_gone, gone(1, "Winter notes")), "Not in this text")
    named = "; ".join(f"case {at}" for at in range(MOST_ENTRIES))
    assert first == Item(f"It is not there. Named by {named}; 3 more.", "Walks")
    assert second == Item("It is not there. Named by case 1.", "Winter notes")


def test_it_says_in_short_how_it_went() -> None:
    well = "No source is wrong, weak or missing."
    assert well in words(document(FOUND, OWN, OPEN))
    for alarm in (WRONG, WEAK, gone(1)):
        assert well not in words(document(FOUND, alarm))
        assert ANOTHER_TEXT not in words(document(FOUND, alarm))


def test_another_text_and_nothing_to_look_for_are_told_apart() -> None:
    ships = source_document(KB, check_text(KB, None, "On ships."))
    assert ANOTHER_TEXT in words(ships)
    blind = source_document(orchard().kb, check_text(orchard().kb, None, LETTERS))
    assert "Nothing could be judged." in words(blind)
    for each in (ships, blind):
        assert "No source is wrong" not in words(each)


def test_a_sheet_names_every_place_of_every_entry() -> None:
    sheet = source_document(KB, JUDGED).sheet
    assert sheet is not None
    assert len(sheet.rows) == len(JUDGED)
    (row,) = document(WRONG).sheet.rows  # type: ignore[union-attr]  # it has one
    assert row == ("tactic b", "Walks", "wrong-place", "Why.", "x", "y, z", "Winter notes")


def test_a_terminal_shows_it_in_plain_ascii() -> None:
    shown = to_terminal(source_document(KB, JUDGED), width=80, color=False, unicode=False)
    assert shown.isascii()
    assert "case wild-pears (Winter notes)" in shown


def test_json_holds_all_of_it() -> None:
    shape = valid("source", source_json(KB, JUDGED))
    assert list(shape) == ["format_version", "knowledge", "counts", "places"]
    assert list(shape["counts"]) == [str(each) for each in Verdict]
    assert sum(shape["counts"].values()) == len(shape["places"]) == len(JUDGED)
    for part, each in zip(shape["places"], JUDGED, strict=True):
        assert part == each._asdict() | {
            "found": list(each.found),
            "lacking": list(each.lacking),
            "better": each.better or None,
        }
    assert keys(shape)["$.places[]"] == list(Judged._fields)


def test_json_says_the_same_twice() -> None:
    again = check_text(headed(), None, LETTERS)
    assert source_json(KB, again) == source_json(KB, JUDGED)
