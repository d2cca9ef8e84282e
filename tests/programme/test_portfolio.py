"""The programme at a glance: its mix and what is said to it, shared tactics, and gaps."""

from __future__ import annotations

from datetime import date
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary_advisor import Horizon, Threat
from boundary_advisor.programme.portfolio import BATTLES, GROUNDWORK, HOLDING, LEANING
from tests.support.knowledge import STEADY
from tests.support.programmes import LEVELS, city_planner, made, orchard_planner

if TYPE_CHECKING:
    from boundary_advisor import Planner, Portfolio, Programme
    from tests.support.models import Finding, Rule

DAY = date(2027, 1, 1)


def look(*situations: str | dict[str, str], on: date | None = DAY, **top: object) -> Portfolio:
    return city_planner().portfolio(made(*situations, **top), on)


def remarked(portfolio: Portfolio) -> list[str]:
    return [each.rule.id for each in portfolio.remarks]


def remark(portfolio: Portfolio, rule: Rule) -> Finding:
    (found,) = (each for each in portfolio.remarks if each.rule is rule)
    return found


def gaps(portfolio: Portfolio) -> dict[str, tuple[str, ...]]:
    return {each.kind: each.what for each in portfolio.gaps}


def test_every_situation_is_placed_in_the_order_of_the_file() -> None:
    found = look("politics bs", "data bu", "data bd Sensors", "legal h?", "culture ??").situations
    assert [each.number for each in found] == [1, 2, 3, 4, 5]
    assert [each.strategy.id if each.strategy else None for each in found] == [
        "bridging-support",
        "buffering",
        "building",
        None,
        None,
    ]
    assert [len(each.answers) for each in found] == [1, 1, 1, 2, 4]
    assert found[3].threat.level is Threat.HIGH
    assert found[3].horizon.level is None
    assert (found[4].threat.level, found[1].horizon.level) == (None, Horizon.SHORT)


def test_a_label_names_the_initiative_only_where_the_challenge_does_not_do() -> None:
    found = look("politics bs Vote", "data bu", "data bd Sensors").situations
    assert [each.label for each in found] == ["8 politics", "2 data", "2 data: Sensors"]
    assert [each.title for each in found] == ["8 politics: Vote", "2 data", "2 data: Sensors"]


def test_the_mix_counts_what_is_at_work() -> None:
    done = {"challenge": "legal", **LEVELS["bu"], "status": "done"}
    dropped = {"challenge": "citizens", **LEVELS["bs"], "status": "dropped"}
    found = city_planner().portfolio(made("data bu", "culture bu", "data-use ??", done, dropped))
    assert {share.strategy.id: len(share.situations) for share in found.mix} == {
        "bridging-support": 0,
        "bridging-knowledge": 0,
        "buffering": 2,
        "building": 0,
    }


def closed(challenge: str, place: str, status: str) -> dict[str, str]:
    return {"challenge": challenge, **LEVELS[place], "status": status, "initiative": "Earlier"}


def test_rule_holding() -> None:
    one = remark(look("data bu", "culture bs"), HOLDING)
    assert one.text == (
        "2 data is held off by Buffering for now, and nothing in the programme is in Building."
    )
    assert one.todo.startswith("Write down what would end the Buffering of it,")
    two = remark(look("data bu", "legal bu"), HOLDING)
    assert two.text.startswith("2 data and 3 legal are held off by Buffering for now")
    assert "of them," in two.todo
    assert "holding" not in remarked(look("data bu", "legal bd", "culture bs"))
    assert "holding" not in remarked(look("culture bs", "data bk"))


def test_what_was_built_counts_and_what_was_dropped_does_not() -> None:
    assert "holding" not in remarked(look("data bu", closed("data", "bd", "done")))
    assert "holding" in remarked(look("data bu", closed("data", "bd", "dropped")))
    before = (closed("data", "bs", "done"), closed("data", "bk", "done"))
    assert "leaning" not in remarked(look("data bd", *before))
    dropped = (closed("data", "bs", "dropped"), closed("data", "bk", "dropped"))
    assert "leaning" in remarked(look("data bd", *dropped))


def test_rule_battles() -> None:
    found = remark(look("data bd", "legal bd", "data-use bk"), BATTLES)
    assert found.text == "2 data and 3 legal are in Building at once, none of them begun."
    begun = {"challenge": "culture", **LEVELS["bd"], "status": "started"}
    two = remark(look("data bd", begun), BATTLES)
    assert two.text == "2 data and 4 culture are in Building at once, 1 of them begun."
    assert found.source == "Building section"
    assert "battles" not in remarked(look("data bd", "legal bu", "data-use bk"))


def test_a_situation_whose_cell_does_not_apply_is_no_battle() -> None:
    assert "battles" not in remarked(look("data bd", "capability bd"))


def test_rule_leaning() -> None:
    found = remark(look("data bd", "legal bd", "legal bs x"), LEANING)
    assert found.text == (
        "Building leans on other work for the same challenge. The programme has no Bridging for "
        "Knowledge for 2 data and 3 legal: None and no Bridging for Support for 2 data."
    ).replace("3 legal: None", "3 legal")
    assert "Framework section" in found.source
    both = remark(look("data bd"), LEANING)
    assert both.text.endswith("no Bridging for Knowledge and no Bridging for Support for 2 data.")
    assert "leaning" not in remarked(look("data bd", "data bk x", "data bs x"))


def test_bridging_of_another_challenge_is_nothing_to_lean_on() -> None:
    assert "leaning" in remarked(look("data bd", "legal bk", "culture bs"))


def test_rule_groundwork() -> None:
    found = remark(look("data bs", "legal bk"), GROUNDWORK)
    assert found.text == "No challenge at work is of a high threat, as the file tells it."
    assert "groundwork" not in remarked(look("data bs", "legal bu"))


def test_a_threat_that_nobody_knows_is_not_taken_for_a_low_one() -> None:
    assert "groundwork" not in remarked(look("data bs", "legal ??"))
    assert "groundwork" not in remarked(look("data bs", "capability bd"))


def test_many_situations_are_counted_and_not_named() -> None:
    found = look("data bu", "legal bu", "culture bu", "politics bu", "structures bu", "citizens bs")
    assert remark(found, HOLDING).text.startswith("5 situations are held off")


def test_nothing_is_said_to_a_mix_of_nothing() -> None:
    for found in (look(), look("data ??"), look(closed("data", "bd", "done"))):
        assert found.remarks == ()


@pytest.mark.parametrize("planner", [city_planner(), orchard_planner()])
def test_every_mix_gets_a_remark_or_holds_all_it_leans_on(planner: Planner) -> None:
    challenge = planner.kb.challenges[0].id
    for places in combinations_with_replacement(("bs", "bk", "bu", "bd"), 3):
        programme = made(*(f"{challenge} {place} {i}" for i, place in enumerate(places)))
        found = planner.portfolio(programme)
        high = {"bu", "bd"} & set(places)
        assert ("groundwork" in remarked(found)) == (not high)
        assert ("holding" in remarked(found)) == (high == {"bu"})
        assert ("battles" in remarked(found)) == (places.count("bd") > 1)
        assert all(each.source and each.ground and each.text for each in found.remarks)


def test_rule_shared() -> None:
    found = look("data bd", "data-use bd", "culture bs").shared
    assert all(
        len({each.challenge.id for each in one.situations}) + len(one.also) > 1 for one in found
    )
    governance = next(each for each in found if each.tactic.id == "shared-data-standards")
    assert [each.label for each in governance.situations] == ["2 data", "5 data-use"]
    champions = next(each for each in found if each.tactic.id == "champion-network")
    assert [each.label for each in champions.situations] == ["4 culture"]
    assert [each.id for each in champions.also] == ["data-use"]
    assert len({each.tactic.id for each in found}) == len(found)
    order = [(each.general, each.strategy.quadrant.threat is Threat.HIGH) for each in found]
    assert order == sorted(order)


def test_two_situations_of_one_challenge_share_nothing_by_that() -> None:
    assert look("capability bk One", "capability bk Two").shared == ()


def test_what_is_closed_needs_no_tactic() -> None:
    done = {"challenge": "data", **LEVELS["bd"], "status": "done"}
    assert city_planner().portfolio(made(done, "data-use bd")).shared == ()


def test_rule_gaps() -> None:
    programme = made(
        {"challenge": "data", **LEVELS["bu"], "owner": "CIO", "review": "2026-12-31"},
        {"challenge": "legal", "threat": "high", "owner": "CIO", "review": "2027-01-01"},
        {"challenge": "politics", **LEVELS["bs"], "status": "done"},
        {
            "challenge": "culture",
            **LEVELS["bs"],
            "signs": {"two-camps": "yes", "could-stop": "yes"},
        },
        applies={"citizens": "no", "capability": "not sure", "structures": "yes"},
    )
    found = city_planner().portfolio(programme, DAY)
    told = gaps(found)
    assert told["Not assessed"] == ("1 structures", "5 data-use")
    assert told["Not sure it applies"] == ("6 capability",)
    assert told["No owner"] == ("4 culture",)
    assert told["No review day"] == ("4 culture",)
    assert told["Review is past"] == ("2 data (2026-12-31, open)",)
    assert told["Level against signs"][0].startswith(
        "4 culture: The threat is given as low, but the signs say high, because"
    )
    assert told["Horizon undecided"][0].startswith("3 legal, because no sign of either level")
    assert [each.id for each in found.not_met] == ["citizens"]
    assert all(each.todo for each in found.gaps)


def test_no_review_is_past_without_a_day() -> None:
    programme = made({"challenge": "data", **LEVELS["bu"], "review": "2001-01-01"})
    assert "Review is past" in gaps(city_planner().portfolio(programme, DAY))
    assert "Review is past" not in gaps(city_planner().portfolio(programme))


def settle(**given: object) -> str:
    (only,) = look({"challenge": "legal", "threat": "high", **given}).situations  # type: ignore[dict-item]
    return only.horizon.how_to_settle


def test_what_would_settle_names_questions_and_where_to_answer() -> None:
    assert settle().startswith('To settle it, answer foundations ("Do you want a foundation')
    assert "and 3 more under signs; or at once, answer lasting-first (" in settle()
    few = settle(signs={"goodwill-first": "no", "buy-time": "no", "deadline": "no"})
    assert " more under signs" not in few
    both = settle(signs={"foundations": "yes", "goodwill-first": "yes"})
    assert both.startswith('To settle it, answer lasting-first ("')
    assert both.endswith('") under signs.')


def test_what_the_same_questions_settle_is_told_once() -> None:
    found = look("culture ??", "citizens ??", {"challenge": "politics", "threat": "high"})
    told = [each for each in found.gaps if each.kind == "Horizon undecided"]
    assert [each.what for each in told] == [
        ("4 culture, 7 citizens and 8 politics, because no sign of either level is known",)
    ]
    assert told[0].situations == (1, 2, 3)
    signs = {"buy-time": "yes", "foundations": "yes"}
    differ = look("culture ??", {"challenge": "politics", "threat": "high", "signs": signs})  # type: ignore[dict-item]
    assert len([each for each in differ.gaps if each.kind == "Horizon undecided"]) == 2


def test_one_question_settles_those_that_are_undecided_for_other_reasons() -> None:
    one = {"foundations": "yes", "buy-time": "yes"}
    other = {"structures-change": "yes", "deadline": "yes"}
    found = look(
        {"challenge": "culture", "threat": "high", "signs": one},  # type: ignore[dict-item]
        {"challenge": "politics", "threat": "high", "signs": other},  # type: ignore[dict-item]
    )
    (told,) = [each for each in found.gaps if each.kind == "Horizon undecided"]
    assert "4 culture (because the signs speak for both" in told.what[0]


def test_the_trace_names_the_rules_that_had_a_part() -> None:
    plain = look("data bu", "legal bu")
    assert [each.rule.id for each in plain.trace] == ["grid", "effort", "shared", "gaps"]
    judged = look({"challenge": "data", "signs": {"way-blocked": "yes"}})  # type: ignore[dict-item]
    assert [each.rule.id for each in judged.trace] == ["grid", "signs", "gaps"]
    apart = look("capability bd").trace[1]
    assert apart.text == "What the grid gives does not apply to 6 capability (Building)."
    assert "Table 1, row 6, Building" in apart.source
    assert [each.rule.id for each in look().trace] == ["gaps"]


def test_a_portfolio_is_short_where_it_is_printed() -> None:
    assert repr(look("data bu")) == "<Portfolio of 'Made up', 1 situation>"


CITY = city_planner().kb
situations = st.builds(
    lambda challenge, place, status: {"challenge": challenge, **LEVELS[place], "status": status},
    st.sampled_from([each.id for each in CITY.challenges]),
    st.sampled_from(sorted(LEVELS)),
    st.sampled_from(["open", "planned", "started", "done", "dropped"]),
)


@STEADY
@given(st.lists(situations, max_size=9))
def test_nothing_of_a_programme_is_lost(entries: list[dict[str, str]]) -> None:
    programme: Programme = made(*({**each, "initiative": str(i)} for i, each in enumerate(entries)))
    found = city_planner().portfolio(programme, DAY)
    assert [each.given for each in found.situations] == list(programme.situations)
    at_work = [each for each in found.situations if not each.given.is_closed]
    in_mix = [each for share in found.mix for each in share.situations]
    assert sorted(in_mix) == sorted(each for each in at_work if each.answer)
    missing = {each["challenge"] for each in entries}
    assert len(gaps(found).get("Not assessed", ())) == len(CITY.challenges) - len(missing)
    for one in found.shared:
        assert {each.number for each in one.situations} <= {each.number for each in at_work}
