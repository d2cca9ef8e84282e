"""The words of the data: plain British English, in ASCII, whole, and short enough to read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.data.conftest import FILES
from tests.support.models import data_dir

if TYPE_CHECKING:
    from boundary_advisor import KnowledgeBase
    from tests.data.conftest import Words

PLACEHOLDER = re.compile(
    r"\b(todo|tbd|tbc|fixme|xxx+|lorem|ipsum|placeholder|foo|n/a)\b|\?\?|\.{3}"
)
AMERICAN = re.compile(
    r"\b(programs?|centers?|centered|theaters?|councilors?|neighbor\w*|behavior\w*|color\w*|favor\w*"
    r"|labor|license[sd]?|judgments?|gray|catalogs?|fulfill|skillful|enrollment|modeling|toward"
    r"|(?:organ|digital|real|recogn|optim|priorit|util|emphas|special|minim|maxim|summar|incentiv)"
    r"iz\w*|analyz\w*)\b",
    re.IGNORECASE,
)
SENTENCES = {"summary", "outcome", "note", "why", "first_step", "difference", "meaning", "purpose"}
PHRASES = {"holds_dear", "skills"}
NO_VERBS = {
    "The",
    "An",
    "You",
    "Your",
    "It",
    "This",
    "That",
    "If",
    "Where",
    "When",
    "There",
    "Some",
}
MAX_WORDS = 60
MAX_WORDS_ASKED = 20


@pytest.mark.parametrize("name", FILES)
def test_files_are_plain_ascii_without_tabs_or_trailing_space(name: str) -> None:
    text = (data_dir() / name).read_bytes().decode("ascii")
    assert "\t" not in text
    assert "\r" not in text
    assert not [line for line in text.splitlines() if line != line.rstrip()]
    assert text.endswith("\n")


@pytest.mark.parametrize("name", FILES)
def test_files_hold_no_placeholder_not_even_in_a_comment(name: str) -> None:
    text = (data_dir() / name).read_text(encoding="utf-8")
    assert [found.group() for found in PLACEHOLDER.finditer(text.lower())] == []


def test_spelling_is_british(words: tuple[Words, ...]) -> None:
    found = [(each.where, AMERICAN.findall(each.text)) for each in words]
    assert [each for each in found if each[1]] == []


@pytest.mark.parametrize("word", ["program", "Organization", "center", "digitalized", "councilor"])
def test_american_forms_are_noticed(word: str) -> None:
    assert AMERICAN.search(f"a {word} of note")


@pytest.mark.parametrize(
    "word", ["programme", "organisation", "centre", "size", "prize", "licence"]
)
def test_british_forms_pass(word: str) -> None:
    assert not AMERICAN.search(f"a {word} of note")


def test_a_sentence_ends_with_a_full_stop(words: tuple[Words, ...]) -> None:
    found = [each for each in words if each.field in SENTENCES and not each.text.endswith(".")]
    assert found == []


def is_question(each: Words) -> bool:
    return each.field == "text" and bool({"questions", "deciding"}.intersection(each.where))


def test_a_statement_is_whole_sentences_or_one_phrase(words: tuple[Words, ...]) -> None:
    """What a side holds dear, a skill or a boundary may be a phrase; all else is sentences."""
    for each in words:
        if each.field == "text" and not is_question(each):
            phrase = PHRASES.intersection(each.where) or (
                "boundaries" in each.where and ". " not in each.text
            )
            assert each.text.endswith(".") is not bool(phrase), each


def test_a_question_ends_with_its_mark(kb: KnowledgeBase, words: tuple[Words, ...]) -> None:
    assert kb.threat.question.endswith("?")
    assert kb.horizon.question.endswith("?")
    asked = [each for each in words if is_question(each)]
    assert len(asked) > 10
    for each in asked:
        assert each.text.endswith("?"), each
        assert each.text.count("?") == 1, each
        assert len(each.text.split()) <= MAX_WORDS_ASKED, each


def test_a_title_has_no_full_stop_and_starts_with_a_capital(words: tuple[Words, ...]) -> None:
    for each in words:
        if each.field in {"title", "name", "long_name"}:
            assert not each.text.endswith("."), each
            assert each.text[0].isupper(), each


def test_every_text_starts_with_a_capital_and_has_single_spaces(words: tuple[Words, ...]) -> None:
    for each in words:
        if each.field in SENTENCES | {"text"}:
            assert each.text[0].isupper(), each
        assert "  " not in each.text, each
        assert each.text == each.text.strip(), each


def test_a_first_step_starts_with_a_verb(words: tuple[Words, ...]) -> None:
    for each in words:
        if each.field == "first_step":
            first = each.text.split()[0]
            assert re.fullmatch(r"[A-Z][a-z]+", first), each
            assert first not in NO_VERBS, each


def test_no_text_is_too_long(words: tuple[Words, ...]) -> None:
    assert [each for each in words if len(each.text.split()) > MAX_WORDS] == []


def test_no_description_stands_twice(words: tuple[Words, ...]) -> None:
    fields = {"summary", "first_step", "outcome", "difference"}
    signs = [each.text for each in words if "signs" in each.where and each.field == "text"]
    own = signs + [each.text for each in words if each.field in fields or is_question(each)]
    own += [each.text for each in words if each.field == "sign"]
    assert sorted(own) == sorted(set(own))
