"""Answers as JSON: the promise, to the letter, and the same as what people read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from boundary_advisor import Horizon, Situation, Threat
from boundary_advisor.output.json_advice import ReportOutput, advice_json
from boundary_advisor.output.json_base import StatementOutput, as_text
from tests.support.knowledge import cities, name_of, orchard, situations
from tests.support.schemas import keys, objects, valid
from tests.support.views import advice_document
from tests.support.writers import to_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boundary_advisor import Recommendation

KB = cities().kb
SITUATIONS = list(situations(KB))
ANSWERS = [cities().advise(situation) for situation in SITUATIONS]

ANSWER = {
    "": "situation placement recommendation supporting rejected if_changed cautions see_also trace",
    ".situation": "challenge threat horizon city_size",
    ".situation.challenge": "id number title",
    ".placement": "strategy cell",
    ".recommendation": "strategy name why tactics",
    ".recommendation.tactics[]": ("id title summary first_step general effort cities source cases"),
    ".recommendation.tactics[].cases[]": "id cities summary outcome source elsewhere",
    ".supporting[]": "strategy name why tactics source",
    ".supporting[].tactics[]": "id title",
    ".rejected[]": "strategy name reason source",
    ".if_changed[]": "strategy name changed threat horizon cell why gained lost source",
    ".if_changed[].gained[]": "id title",
    ".if_changed[].lost[]": "id title",
    ".cautions[]": "text source",
    ".see_also[]": "id number title why source",
    ".trace[]": "rule finding why source",
}
"""The keys of an answer in the order of the promise, by the place of the object."""


def single(answer: Recommendation) -> dict[str, Any]:
    return valid("advice", advice_json(KB, (answer,)))


every_answer = pytest.mark.parametrize("answer", ANSWERS, ids=map(name_of, SITUATIONS))


def test_the_version_is_1() -> None:
    assert all(single(answer)["format_version"] == 1 for answer in ANSWERS[:2])


def test_what_is_not_ascii_is_escaped() -> None:
    text = as_text(StatementOutput(text="\u00e9\u202e\x1b", source="a"))
    assert text == '{\n  "text": "\\u00e9\\u202e\\u001b",\n  "source": "a"\n}\n'


@every_answer
def test_the_keys_of_one_answer_stand_as_promised(answer: Recommendation) -> None:
    found = keys(single(answer))
    assert found.pop("$") == ["format_version", "knowledge", *ANSWER[""].split()]
    assert found.pop("$.knowledge") == ["title", "version", "source"]
    for place, order in found.items():
        assert order == ANSWER[place.removeprefix("$")].split(), place


def test_every_sort_of_object_of_the_promise_occurs() -> None:
    found = {place.removeprefix("$") for answer in ANSWERS for place in keys(single(answer))}
    assert found == {*ANSWER, ".knowledge"}


@every_answer
def test_an_answer_says_what_the_engine_says(answer: Recommendation) -> None:
    shape = single(answer)
    given = answer.situation
    assert shape["situation"]["challenge"] == {
        "id": answer.challenge.id,
        "number": answer.challenge.number,
        "title": answer.challenge.title,
    }
    assert shape["situation"]["threat"] == str(given.threat)
    assert shape["situation"]["horizon"] == str(given.horizon)
    assert shape["situation"]["city_size"] is None
    placed = answer.placement
    assert shape["placement"] == {"strategy": placed.strategy.id, "cell": str(placed.cell.state)}
    advised = shape["recommendation"]
    assert advised["strategy"] == answer.strategy.id
    assert advised["why"] == answer.why
    for part, each in zip(advised["tactics"], answer.tactics, strict=True):
        assert part["id"] == each.tactic.id
        assert part["summary"] == each.tactic.summary
        assert part["first_step"] == each.tactic.first_step
        assert (part["general"], part["effort"]) == (each.general, each.effort)
        assert part["cities"] == [city.number for city in each.cities_here]
        for shown, told in zip(part["cases"], each.cases, strict=True):
            known = told.case.model_dump(mode="json", exclude={"tactics", "challenges"})
            assert shown == {**known, "elsewhere": list(told.elsewhere)}
    assert [each["rule"] for each in shape["trace"]] == [str(each.rule) for each in answer.trace]
    assert [f"{each['finding']} {each['why']}" for each in shape["trace"]] == [
        each.why for each in answer.trace
    ]
    assert [each["changed"] for each in shape["if_changed"]] == ["threat", "horizon"]
    for part, change in zip(shape["if_changed"], answer.if_changed, strict=True):
        assert (part["threat"], part["horizon"]) == (str(change.threat), str(change.horizon))
        assert (part["strategy"], part["cell"]) == (change.strategy.id, str(change.cell.state))
        assert [each["id"] for each in part["gained"]] == [each.id for each in change.gained]
        assert [each["id"] for each in part["lost"]] == [each.id for each in change.lost]


@every_answer
def test_placement_and_recommendation_differ_where_the_cell_does_not_apply(
    answer: Recommendation,
) -> None:
    shape = single(answer)
    same = shape["placement"]["strategy"] == shape["recommendation"]["strategy"]
    assert same is (shape["placement"]["cell"] != "not-applicable")


@every_answer
def test_every_id_exists(answer: Recommendation) -> None:
    shape = single(answer)
    strategies = {each.id for each in KB.strategies}
    tactics = {each.id for strategy in KB.strategies for each in strategy.tactics}
    cases = {each.id for each in KB.cases}
    numbers = {each.number for each in KB.cities}
    challenges = {each.id: each.number for each in KB.challenges}
    for place, part in objects(shape):
        if "strategy" in part:
            assert part["strategy"] in strategies
        if re.search(r"\.(?:tactics|gained|lost)\[\]$", place):
            assert part["id"] in tactics
        if place.endswith(".cases[]"):
            assert part["id"] in cases
        if "number" in part:
            assert challenges[part["id"]] == part["number"]
        assert set(part.get("cities", ())) <= numbers


def shown(text: str) -> str:
    """Take from Markdown what escapes it."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def statements(shape: dict[str, Any]) -> Iterator[str]:
    """Give what JSON says in words, as far as Markdown says it in the same words."""
    for place, part in objects(shape):
        if place in {"$", "$.situation", "$.placement", "$.knowledge"}:
            continue
        named = () if place == "$.see_also[]" else ("title",)
        yield from (part[key] for key in (*named, "name", "reason", "text") if key in part)
        if place.endswith(("tactics[]", "cases[]", "supporting[]", "see_also[]", "recommendation")):
            told = ("summary", "outcome", "why", "first_step")
            yield from (part[key] for key in told if part.get(key))
        if ".if_changed" not in place and "source" in part:
            yield f"{part['source']})"


@every_answer
def test_markdown_in_full_says_the_same(answer: Recommendation) -> None:
    text = shown(to_markdown(advice_document(KB, answer, full=True)))
    shape = single(answer)
    for statement in statements(shape):
        assert statement in text
    assert all(fired.ground in text for fired in answer.trace)
    for tactic in shape["recommendation"]["tactics"]:
        _, _, own = text.partition(f"**{tactic['title']}")
        assert own
        for case in tactic["cases"]:
            assert case["summary"] in own
            assert f"({case['source']})" in own


def test_a_city_size_is_in_the_answer() -> None:
    for size in KB.sizes:
        for situation in SITUATIONS:
            answer = cities().advise(situation.model_copy(update={"city_size": size.id}))
            assert single(answer)["situation"]["city_size"] == size.id


def incomplete() -> Iterator[tuple[Recommendation, ...]]:
    for challenge in KB.challenges:
        for threat in (*Threat, None):
            for horizon in (*Horizon, None):
                asked = Situation(challenge=challenge.id, threat=threat, horizon=horizon)
                if threat is None or horizon is None:
                    yield cities().answers(asked)


def test_candidates_are_answers_of_the_same_shape() -> None:
    for answers in incomplete():
        shape = valid("advice", advice_json(KB, answers))
        assert list(shape) == ["format_version", "knowledge", "answers"]
        assert len(shape["answers"]) == len(answers)
        for part, answer in zip(shape["answers"], answers, strict=True):
            assert list(part) == ANSWER[""].split()
            assert part["situation"]["threat"] == str(answer.situation.threat)
            assert part["situation"]["horizon"] == str(answer.situation.horizon)
            assert "was not given" in part["trace"][0]["finding"]


def test_several_answers_are_the_single_ones_side_by_side() -> None:
    shape = valid("advice", advice_json(KB, ANSWERS))
    for part, answer in zip(shape["answers"], ANSWERS, strict=True):
        alone = single(answer)
        assert shape["knowledge"] == alone.pop("knowledge")
        assert shape["format_version"] == alone.pop("format_version")
        assert part == alone


@pytest.mark.parametrize("number", [1, 2, 32])
def test_a_report_holds_answers_and_what_frames_them(number: int) -> None:
    shape = valid("report", ReportOutput.write(KB, answers=ANSWERS[:number]))
    assert list(shape) == ["format_version", "knowledge", "answers", "doing_nothing", "limits"]
    for part, answer in zip(shape["answers"], ANSWERS[:number], strict=True):
        assert part["recommendation"] == single(answer)["recommendation"]
    standing = KB.standing_still
    assert shape["doing_nothing"] == {"text": standing.text, "source": standing.source}
    limits = [{"text": each.text, "source": each.source} for each in KB.about.limits]
    assert shape["limits"] == limits


def test_another_field_has_the_same_shape() -> None:
    kb = orchard().kb
    for situation in situations(kb):
        answer = orchard().advise(situation)
        valid("advice", advice_json(kb, (answer,)))
        valid("report", ReportOutput.write(kb, answers=(answer,)))
