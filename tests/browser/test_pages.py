"""Pages and pictures in a browser: whole, quiet, and of use to everybody on every screen.

What this needs is not installed with the project: Chromium and its driver, from the system, and
what `npm install --prefix tests/browser --no-package-lock` installs.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from boundary_advisor import Advisor, Horizon, Situation, Threat
from tests.browser.conftest import Look
from tests.support.documents import Arrow, Document, Grid, GridField, Paragraph
from tests.support.pages import HOSTILE, hostile_document
from tests.support.programmes import city_planner
from tests.support.views import (
    advice_document,
    brief_document,
    candidates_document,
    cases_document,
    challenge_document,
    challenges_document,
    comparison_document,
    matrix_document,
    portfolio_document,
    programme_brief_document,
    roadmap_document,
    strategies_document,
    strategy_document,
)
from tests.support.writers import to_html, to_svg

if TYPE_CHECKING:
    from boundary_advisor import Recommendation
    from tests.browser.conftest import Browser

pytestmark = pytest.mark.browser

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.[cy]*"))
LOOKS = (Look(1200, dark=False), Look(1200, dark=True), Look(360, dark=False))
FIELDS = ("Buffering", "Building", "Bridging for Support", "Bridging for Knowledge")
CHALLENGES = [each.id for each in city_planner().kb.challenges]


def answer(challenge: str, threat: Threat, horizon: Horizon) -> Recommendation:
    situation = Situation(challenge=challenge, threat=threat, horizon=horizon)
    return Advisor(city_planner().kb).advise(situation)


def moved() -> Document:
    """Give a grid with every arrow that there can be."""
    ways = [(one, two) for one in FIELDS for two in FIELDS]
    fields = [GridField(name, f"{'a situation of some length; ' * 8}") for name in FIELDS]
    grid = Grid(
        ("Short horizon", "Long horizon"),
        (("High threat", *fields[:2]), ("Low threat", *fields[2:])),  # type: ignore[arg-type]
        tuple(Arrow(*way, "2 data: Parking sensors") for way in ways),
    )
    return Document("What moved", (grid, Paragraph("text", "Label")))


@cache
def documents() -> dict[str, tuple[Document, ...]]:
    """Give every kind of document by its name."""
    planner = city_planner()
    kb = planner.kb
    four = tuple(answer("data", *levels) for levels in product(Threat, Horizon))
    found = {
        "advice": (advice_document(kb, four[3], full=True),),
        "advice in short": tuple(advice_document(kb, each, full=False) for each in four[:2]),
        "brief": (brief_document(kb, four[3:]),),
        "briefs": (brief_document(kb, four),),
        "candidates": (candidates_document(kb, four, full=True),),
        "challenges": (challenges_document(kb), challenge_document(kb, kb.challenges[0])),
        "strategies": (strategies_document(kb), strategy_document(kb, kb.strategies[3])),
        "cases": (cases_document(kb, kb.cases, "all"),),
        "matrix": (matrix_document(kb),),
        "moved": (moved(),),
    }
    for file in EXAMPLES:
        programme = planner.read(file)
        portfolio, roadmap = planner.portfolio(programme), planner.roadmap(programme)
        found[f"portfolio {file.name}"] = (portfolio_document(kb, portfolio, full=True),)
        found[f"programme {file.name}"] = (programme_brief_document(kb, portfolio),)
        found[f"roadmap {file.name}"] = (roadmap_document(kb, roadmap, full=True),)
    before, after, *_ = (planner.read(file) for file in EXAMPLES if file.suffix == ".yaml")
    moves = planner.compare(before, after)
    for full in (False, True):
        found[f"comparison, full {full}"] = (comparison_document(kb, moves, full=full),)
    return found


NAMES = tuple(documents())


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_of_use_to_everybody(browser: Browser, name: str) -> None:
    page = to_html(documents()[name])
    for look in LOOKS:
        browser.show(page, look)
        asked = browser.requests()
        assert len(asked) == 1
        assert asked[0].startswith("file://")
        assert browser.ask("return performance.getEntriesByType('resource').length") == 0
        assert browser.ask("return document.querySelectorAll('h1').length") == len(
            documents()[name]
        )
        wide = browser.ask("return document.documentElement.scrollWidth")
        assert wide <= look.width, look
        assert browser.ask(OUT_OF_SIGHT) == [], look
        assert browser.violations() == [], look
        assert browser.complaints() == []


# What is cut off: it stands beside the page, and in no frame that can be moved.
OUT_OF_SIGHT = """
  return [...document.querySelectorAll('main *')]
    .filter((each) => !each.closest('.scroll, svg'))
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
    .map((each) => each.outerHTML.slice(0, 100));
"""


def test_axe_finds_what_is_wrong(browser: Browser) -> None:
    browser.show(to_html(documents()["brief"]).replace(' lang="en-GB"', ""))
    assert [each.partition(":")[0] for each in browser.violations()] == ["html-has-lang"]


def test_a_page_can_load_nothing(browser: Browser) -> None:
    page = to_html(documents()["brief"])
    planted = '<img src="other.png"><script>document.title = "changed"</script></main>'
    browser.show(page.replace("</main>", planted))
    assert browser.ask("return document.title").startswith("Brief")
    assert len([each for each in browser.complaints() if "Content Security Policy" in each]) == 2


@pytest.mark.parametrize("sheet", ["A4", "Letter"])
@pytest.mark.parametrize("challenge", CHALLENGES)
def test_a_brief_takes_two_pages_at_most(browser: Browser, challenge: str, sheet: str) -> None:
    for levels in product(Threat, Horizon):
        brief = brief_document(city_planner().kb, (answer(challenge, *levels),))
        browser.show(to_html([brief]))
        assert 1 <= browser.pages_on(sheet) <= 2, levels


def test_each_situation_of_a_brief_begins_on_a_page_of_its_own(browser: Browser) -> None:
    page = to_html(documents()["briefs"])
    browser.show(page)
    apart = browser.pages_on("A4")
    browser.show(page.replace('class="new-page"', ""))
    assert page.count('class="new-page"') == 3
    assert apart > browser.pages_on("A4")


# Every text of a picture stands within it, and within the field that it begins in.
ASTRAY = """
  const within = (inner, outer) => inner.left >= outer.left - 1 && inner.right <= outer.right + 1
    && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
  const box = (each) => each.getBoundingClientRect();
  const begins = (text, field) => text.left > field.left && text.left < field.right
    && text.top > field.top && text.top < field.bottom;
  const astray = [];
  for (const picture of document.querySelectorAll('svg')) {
    const fields = [...picture.querySelectorAll('rect:not(.paper)')].map(box);
    for (const text of picture.querySelectorAll('text')) {
      const at = box(text);
      const frame = fields.find((field) => begins(at, field)) ?? box(picture);
      if (!within(at, frame)) astray.push(text.textContent);
    }
  }
  return astray;
"""


@pytest.mark.parametrize("name", [name for name in NAMES if "roadmap" not in name])
def test_a_picture_is_whole(browser: Browser, name: str) -> None:
    browser.show(to_svg(documents()[name]), suffix=".svg")
    assert browser.ask("return document.documentElement.tagName") == "svg"
    assert browser.ask("return document.querySelectorAll('text').length") > 0
    assert browser.ask(ASTRAY) == []
    assert browser.complaints() == []


def test_a_picture_is_light_on_dark_in_the_dark(browser: Browser) -> None:
    paints = []
    for dark in (False, True):
        browser.show(to_svg(documents()["matrix"]), Look(800, dark=dark), ".svg")
        script = "return getComputedStyle(document.querySelector(arguments[0])).fill"
        paints.append((browser.ask(script, ".paper"), browser.ask(script, "text")))
    assert paints == [
        ("rgb(255, 255, 255)", "rgb(27, 31, 36)"),
        ("rgb(22, 25, 29)", "rgb(232, 234, 237)"),
    ]


@pytest.mark.parametrize(
    "text", [text for text in HOSTILE if text.strip()], ids=lambda text: ascii(text[:20])
)
def test_hostile_words_are_shown_and_nothing_else(browser: Browser, text: str) -> None:
    document = hostile_document(text)
    browser.show(to_html([document]), Look(360, dark=False))
    assert browser.complaints() == []
    assert len(browser.requests()) == 1
    assert browser.ask("return document.scripts.length + document.images.length") == 0
    assert browser.ask("return document.documentElement.scrollWidth") <= 360
    shown = browser.ask("return document.querySelector('h1').textContent")
    assert browser.ask("return document.title") == " ".join(shown.split())
    assert browser.ask("return document.querySelectorAll('main > article').length") == 1
    assert browser.ask("return document.querySelectorAll('article > *').length") == 13
    browser.show(to_svg([document]), suffix=".svg")
    assert browser.ask("return document.querySelectorAll('parsererror, script').length") == 0
    assert browser.complaints() == []
