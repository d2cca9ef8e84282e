"""The page of a programme, and its brief: what they hold, and in which words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from boundary_advisor.views.portfolio_page import TOP_SHARED, headline, portfolio_document
from tests.support.documents import (
    Heading,
    Items,
    Paragraph,
    headings,
    listed,
    marks,
    said,
    section,
    tables,
    words,
)
from tests.support.programmes import LEVELS, city_planner, made
from tests.support.views import ROOM, programme_brief_document
from tests.support.writers import to_terminal

if TYPE_CHECKING:
    from tests.support.documents import Document

KB = city_planner().kb
DAY = date(2027, 1, 1)


def page(
    *situations: str | dict[str, Any], full: bool = False, on: date | None = DAY, **top: object
) -> Document:
    found = city_planner().portfolio(made(*situations, **top), on)
    return portfolio_document(KB, found, full=full)


def brief(*situations: str | dict[str, Any], **top: object) -> Document:
    return programme_brief_document(KB, city_planner().portfolio(made(*situations, **top), DAY))


def test_every_situation_stands_in_its_field() -> None:
    done = {"challenge": "citizens", **LEVELS["bs"], "status": "done"}
    assert marks(page("data bu", "legal bu", "culture bd", "politics h?", done)) == {
        "Buffering": "2 data, 3 legal and 8 politics (undecided)",
        "Building": "4 culture and 8 politics (undecided)",
        "Bridging for Support": "7 citizens (done)",
    }


def test_a_field_that_does_not_apply_says_so() -> None:
    document = page("capability bd")
    assert marks(document) == {
        "Building": "6 capability (no such strategy here: see Bridging for Knowledge)"
    }
    assert tables(document)[0].rows[0][1] == "Bridging for Knowledge (most effort)"
    assert (
        "rule not-applicable (Table 1, row 6, Building; Framework section; own judgement)"
        in words(document)
    )
    assert "rule not-applicable" not in words(page("data bd"))
    assert "Strategies by rule grid (Framework section; Figure 1)" in words(page("data bd"))


def test_each_situation_has_a_row() -> None:
    owned = {"challenge": "legal", **LEVELS["bk"], "owner": "Counsel", "status": "planned"}
    dropped = {"challenge": "culture", **LEVELS["bu"], "status": "dropped"}
    (table,) = tables(page("data bd Sensors", owned, "politics h?", dropped))
    assert table.rows[0] == (
        "2 data: Sensors",
        "Building (most effort)",
        "Build an open architecture with other cities",
        "no owner",
        "open",
    )
    assert table.rows[1][3:] == ("Counsel", "planned")
    assert table.rows[2][1:3] == ("Buffering or Building (undecided)", "")
    assert table.rows[3] == ("4 culture", "Buffering", "", "", "dropped")


def test_where_most_effort_goes_elsewhere_is_told_once() -> None:
    document = page("data bu", "legal bu", "politics bs", "data-use bd", "culture bu")
    label = "Most effort goes elsewhere"
    assert said(document, label) == [
        "Building for 2 data and 3 legal; Bridging for Knowledge for 8 politics."
    ]
    assert said(page("data bd"), label) == []
    assert "rule effort (Framework section)" in words(document)


@pytest.mark.parametrize(
    ("situations", "mix"),
    [
        (("data bu", "legal bd", "culture ??"), "1 in Buffering, 1 in Building and 1 undecided."),
        (({"challenge": "data", "status": "done"},), "Nothing is at work."),
    ],
)
def test_the_mix_is_one_line(situations: tuple[str], mix: str) -> None:
    assert said(page(*situations), "Mix") == [mix]


def test_the_page_says_what_an_undecided_one_means() -> None:
    assert "One marked undecided stands in each field" in words(page("data h?"))
    assert "One marked undecided" not in words(page("data bu"))


def test_remarks_name_rule_source_and_what_we_suggest() -> None:
    (remark,) = listed(page("data bu", "culture bs"), "What the study says to this mix")
    assert remark.label == "Held off, and nothing built"
    assert "(rule holding; Building section; Framework section)" in remark.text
    assert [note.label for note in remark.notes] == ["Our suggestion"]


def test_a_mix_without_a_rule_says_so() -> None:
    (told,) = section(page("data bd", "data bk x", "data bs x"), "What the study says to this mix")
    assert isinstance(told, Paragraph)
    assert told.text == "No rule of this advisor has anything to say to it."


def test_shared_tactics_are_few_unless_all_are_wanted() -> None:
    many = ("data bd", "data-use bd", "structures bd")
    heading = "First steps that serve several challenges"
    short, whole = (listed(page(*many, full=full), heading) for full in (False, True))
    assert len(short) == TOP_SHARED < len(whole)
    assert all(item.notes[-1].label == "First step (our suggestion)" for item in whole)
    assert [len(item.notes) for item in (short[0], whole[0])] == [1, 2]
    left = len(whole) - len(short)
    (told,) = said(page(*many), "Left out")
    assert told.startswith(f"{left} tactics for several challenges, and the reasons")
    assert said(page(*many, full=True), "Left out") == []
    assert heading not in headings(page("data bd"))
    assert said(page("data bd"), "Left out")[0].startswith("the reasons for each level")


def test_every_gap_says_what_to_do() -> None:
    items = {item.label: item for item in listed(page("data ??", "legal ??"), "What is missing")}
    assert items["No owner"].text == "2 data; 3 legal. Name one."
    assert items["Horizon undecided"].text.startswith("2 data and 3 legal, because no sign")
    assert "is known. To settle it, answer" in items["Horizon undecided"].text
    assert "Found by rule gaps (Framework section;" in words(page("data ??"))


def test_the_challenges_in_use_are_named_by_their_titles_once() -> None:
    assert said(page("legal bs", "data bu", "data bd x"), "Challenges") == [
        "2 data: Restrictive Data Arrangements; 3 legal: Legal, Regulatory and Security Challenges."
    ]


def test_a_programme_without_a_gap_says_so() -> None:
    whole = {"owner": "CIO", "review": "2027-06-01", **LEVELS["bs"]}
    entries = tuple({"challenge": each.id, **whole} for each in KB.challenges)
    found = section(page(*entries), "What is missing")
    assert "Nothing." in [block.text for block in found if isinstance(block, Paragraph)]
    assert "Reviews are held against" not in words(page(*entries, on=None))


def test_what_is_not_met_is_told() -> None:
    document = page("data bu", applies={"legal": "no", "culture": "no"})
    assert said(document, "Not met here") == ["3 legal and 4 culture."]


def test_a_programme_without_situations_has_a_page() -> None:
    document = page()
    assert isinstance(document.blocks[0], Paragraph)
    assert document.blocks[0].text == "0 situations. No situations yet."
    assert "Not assessed" in words(document)


def test_the_head_names_size_day_and_what_is_closed() -> None:
    closed = {"challenge": "data", **LEVELS["bu"], "status": "done"}
    document = page(closed, "legal bs", city_size="large-town", assessed="2026-05-01")
    assert isinstance(document.blocks[0], Paragraph)
    assert document.blocks[0].text == (
        "Large town. Assessed on 2026-05-01. 2 situations, 1 of them done or dropped."
    )


def test_in_full_every_level_has_its_reason() -> None:
    signs = {"way-blocked": "yes", "can-be-won": "no"}
    document = page({"challenge": "data", "horizon": "long", "signs": signs}, "legal h?", full=True)
    levels, rules = (
        block for block in section(document, "How this came about") if isinstance(block, Items)
    )
    assert [note.text for note in levels.items[0].notes] == [
        "high, because the way ahead is blocked (Framework section)",
        "long, as given (Framework section; Figure 1)",
    ]
    assert levels.items[1].text == "A level is undecided: there are several answers."
    assert [item.label for item in rules.items][:2] == ["Rule grid", "Rule effort"]
    assert "Rule signs" in [item.label for item in rules.items]


def test_the_headline_says_the_mix_and_what_stands_out() -> None:
    found = city_planner().portfolio(made("data bu", "legal bu"), DAY)
    assert headline(found) == (
        "2 situations: 2 in Buffering. What stands out: held off, and nothing built."
    )
    quiet = city_planner().portfolio(made("data bd", "data bk x", "data bs x"), DAY)
    assert headline(quiet).endswith("and 1 in Building.")


def test_the_brief_has_a_page_for_each_situation_at_work() -> None:
    done = {"challenge": "culture", **LEVELS["bs"], "status": "done"}
    owned = {"challenge": "legal", **LEVELS["bk"], "owner": "Counsel", "note": "Wait."}
    document = brief("data bd Sensors", owned, done)
    assert "Restrictive Data Arrangements (2 data: Sensors)" in headings(document)
    assert not any("4 culture" in text for text in headings(document))
    assert said(document, "Note in the file") == ["Wait."]
    assert said(document, "Owner and status") == ["no owner; open.", "Counsel; open."]
    plan = [
        note.text
        for block in document.blocks
        if isinstance(block, Items)
        for item in block.items
        for note in item.notes
        if note.label == "Owner"
    ]
    assert {text.replace(ROOM, "...") for text in plan} == {"... Date: ...", "Counsel. Date: ..."}


def test_the_brief_tells_what_an_undecided_one_may_be() -> None:
    document = brief("data h?", "legal bs")
    assert [text for text in headings(document) if text.startswith(("Which", "With"))] == [
        "Which horizon is yours?",
        "With a short horizon: Buffering",
        "With a long horizon: Building",
    ]
    levels = [block.level for block in document.blocks if isinstance(block, Heading)]
    assert max(levels) == 3


def test_what_holds_for_all_stands_once() -> None:
    document = brief("data bs", "legal bs", "culture bu")
    assert len(said(document, "How to tell")) == len(said(document, "Doing nothing")) == 1
    assert "Doing nothing" not in [
        item.label for block in document.blocks if isinstance(block, Items) for item in block.items
    ]


def test_the_brief_says_where_level_and_signs_differ() -> None:
    document = brief({"challenge": "data", **LEVELS["bs"], "signs": {"could-stop": "yes"}})
    assert said(document, "Does not fit")[0].startswith("The threat is given as low, but")


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
@pytest.mark.parametrize("full", [False, True])
def test_the_page_keeps_to_every_width(width: int, full: bool) -> None:  # noqa: FBT001
    document = page("data bu Long initiative name", "legal h?", "capability bd", full=full)
    text = to_terminal(document, width=width, color=False, unicode=True)
    assert all(len(line) <= width for line in text.splitlines())
