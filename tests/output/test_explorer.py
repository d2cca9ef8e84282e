"""The page to explore all advice: whole, safe, and the same words as each answer has by itself."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from boundary_advisor.output.html import article_of, page_of, page_text
from tests.support.knowledge import cities, orchard, situations
from tests.support.views import advice_document
from tests.support.writers import explorer_page

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from boundary_advisor import Situation


@cache
def page() -> str:
    return explorer_page(cities())


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def said(element: Element) -> str:
    whole, main = page_of("", "")
    main.append(element)
    return words(page_text(whole).partition("<main>")[2])


@pytest.mark.parametrize("situation", list(situations(cities().kb)), ids=str)
def test_every_answer_is_the_one_that_advise_gives(situation: Situation) -> None:
    answer = cities().advise(situation)
    given = answer.situation
    key = f"{given.challenge}/{given.threat}/{given.horizon}"
    begun = re.search(rf'<article[^>]*data-answer="{key}"[^>]*>(.*?)</article>', page(), re.DOTALL)
    assert begun
    alone = article_of(advice_document(cities().kb, answer, full=True), "alone")
    assert words(begun[1]) == said(alone)


def test_there_is_one_title_and_no_two_things_of_one_name() -> None:
    assert page().count("<h1") == 1
    names = re.findall(r' id="([^"]+)"', page())
    assert len(names) == len(set(names))
    for wanted in re.findall(r'(?:for|aria-labelledby|href)="#?([^"]+)"', page()):
        for name in wanted.split():
            assert name in names or name.startswith("https://")


def test_the_page_may_run_its_own_script_and_nothing_else() -> None:
    (script,) = re.findall(r"<script>(.*?)</script>", page(), re.DOTALL)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page())
    assert f"script-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert not re.search(r' on[a-z]+="', page())
    assert not re.search(r'(?:src|href)="(?!#|https://doi)', page())


def test_every_case_carries_the_sizes_of_its_cities() -> None:
    kb = cities().kb
    known = {size.id for size in kb.sizes}
    sizes = re.findall(r'data-sizes="([^"]*)">\s*<strong>([^<]+):</strong>', page())
    assert sizes
    for given, label in sizes:
        assert set(given.split()) <= known
        numbers = map(int, re.findall(r"City (\d+)", label))
        assert given.split() == list(dict.fromkeys(kb.city(each).size for each in numbers))


def test_another_field_has_its_page_too() -> None:
    text = explorer_page(orchard())
    assert "Orchard keeping" in text
    assert text.count("<article") == len(list(situations(orchard().kb)))


def test_the_page_is_the_same_each_time() -> None:
    assert explorer_page(cities()) == page()
