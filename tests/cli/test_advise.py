"""The command `advise`, as itself and as a command of the whole program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from boundary_advisor import load_knowledge
from tests.support.program import ADVISE, PROGRAM, QUESTION

if TYPE_CHECKING:
    from tests.support.program import Cli


def asked(cli: Cli, *arguments: str) -> dict[str, Any]:
    done = cli(*arguments, "--format", "json", program=ADVISE)
    assert (done.code, done.err) == (0, "")
    shape: dict[str, Any] = json.loads(done.out)
    return shape


def situations(shape: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (
            each["situation"]["challenge"]["id"],
            each["situation"]["threat"],
            each["situation"]["horizon"],
        )
        for each in shape["answers"]
    ]


def test_both_programs_give_the_same_answer(cli: Cli) -> None:
    alone = cli(*QUESTION, program=ADVISE)
    assert (alone.code, alone.err) == (0, "")
    assert alone == cli("advise", *QUESTION, program=PROGRAM)


def test_short_names_of_options_mean_the_same(cli: Cli) -> None:
    assert cli("advise", *QUESTION) == cli("advise", "-c", "data", "-t", "high", "-z", "long")


@pytest.mark.parametrize("kind", ["id", "upper", "number", "title", "alias", "prefix", "spaced"])
def test_a_challenge_is_found_by_every_kind_of_name(cli: Cli, kind: str) -> None:
    for challenge in load_knowledge().challenges:
        name = {
            "id": challenge.id,
            "upper": challenge.id.upper(),
            "number": str(challenge.number),
            "title": challenge.title.lower(),
            "alias": challenge.aliases[-1].title(),
            "prefix": challenge.title[:-3],
            "spaced": f"  {challenge.id.replace('-', '_')} ",
        }[kind]
        shape = asked(cli, "-c", name, "-t", "low", "-z", "short")
        assert shape["situation"]["challenge"]["id"] == challenge.id


def test_data_is_challenge_2_and_points_at_data_use(cli: Cli) -> None:
    shape = asked(cli, *QUESTION)
    assert shape["situation"]["challenge"]["number"] == 2
    assert "data-use" in [each["id"] for each in shape["see_also"]]
    assert "data-use (5)" in cli("advise", *QUESTION).out


def test_levels_are_read_in_any_case(cli: Cli) -> None:
    assert asked(cli, *QUESTION) == asked(cli, "-c", "data", "-t", " HIGH", "-z", "Long ")


def test_several_challenges_are_answered_in_the_order_asked_each_once(cli: Cli) -> None:
    wanted = (
        "-c",
        "politics",
        "-c",
        "2",
        "-c",
        "POLITICS",
        "-c",
        "data",
        "-t",
        "low",
        "-z",
        "long",
    )
    assert situations(asked(cli, *wanted)) == [("politics", "low", "long"), ("data", "low", "long")]
    shown = cli("advise", *wanted).out
    assert shown.count("Challenge 8: ") == shown.count("Challenge 2: ") == 1
    assert shown.index("Challenge 8: ") < shown.index("Challenge 2: ")


def test_one_challenge_said_twice_is_one_answer_at_the_top_level(cli: Cli) -> None:
    twice = asked(cli, "-c", "2", *QUESTION)
    assert "answers" not in twice
    assert twice == asked(cli, *QUESTION)


@pytest.mark.parametrize(
    ("given", "candidates"),
    [
        (("-t", "high"), [("high", "short"), ("high", "long")]),
        (("-z", "short"), [("low", "short"), ("high", "short")]),
        ((), [("low", "short"), ("low", "long"), ("high", "short"), ("high", "long")]),
    ],
)
def test_what_is_left_out_gives_each_candidate(
    cli: Cli, given: tuple[str, ...], candidates: list[tuple[str, str]]
) -> None:
    shape = asked(cli, "-c", "culture", *given)
    assert situations(shape) == [("culture", *levels) for levels in candidates]
    shown = cli("advise", "-c", "culture", *given)
    assert (shown.code, shown.err) == (0, "")
    assert f"{len(candidates)} possible answers" in shown.out
    for each in shape["answers"]:
        assert each["recommendation"]["name"] in shown.out


def test_the_size_of_the_city_brings_like_cities_first_and_says_so(cli: Cli) -> None:
    kb = load_knowledge()
    wanted = ("-c", "culture", "-t", "low", "-z", "short")
    for size in kb.sizes:
        shape = asked(cli, *wanted, "--city-size", size.title.upper())
        assert shape["situation"]["city_size"] == size.id
        alike = [
            any(kb.city(city).size == size.id for city in tactic["cities"])
            for tactic in shape["recommendation"]["tactics"]
            if tactic["effort"] is False
        ]
        assert alike[0] == any(alike)
        shown = cli("advise", *wanted, "--city-size", size.id).out
        assert f"City size: {size.title[0].lower()}" in shown
    plain = asked(cli, *wanted)
    assert plain["situation"]["city_size"] is None


def test_full_holds_more_and_leaves_nothing_out(cli: Cli) -> None:
    short, full = cli("advise", *QUESTION).out, cli("advise", *QUESTION, "--full").out
    assert "Left out" in short
    assert "Left out" not in full
    assert len(full) > 2 * len(short)


def test_full_says_no_more_in_json(cli: Cli) -> None:
    assert asked(cli, *QUESTION, "--full") == asked(cli, *QUESTION)
