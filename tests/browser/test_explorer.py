"""The page to explore all advice, used as a person does: with keys, by its address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import Look
from tests.docs.pages import blocks_of
from tests.support.knowledge import cities, situations
from tests.support.program import run
from tests.support.writers import explorer_page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Browser

pytestmark = pytest.mark.browser

LOOKS = (Look(1200, dark=False), Look(1200, dark=True), Look(360, dark=False))
SET = """
const form = document.getElementById("ask");
for (const [name, value] of Object.entries(arguments[0])) form.elements[name].value = value;
form.dispatchEvent(new Event("change"));
"""
SHOWN = "return [...document.querySelectorAll('article')].filter((each) => each.checkVisibility())"


@pytest.fixture
def page(browser: Browser) -> Browser:
    browser.show(explorer_page(cities()))
    return browser


def shown(page: Browser, what: str) -> Any:  # noqa: ANN401
    """Give something of the one answer that is shown."""
    return page.ask(f"const all = (() => {{ {SHOWN} }})(); return [all.length, all[0].{what}]")


def test_all_answers_are_those_of_the_engine(page: Browser) -> None:
    for situation in situations(cities().kb):
        answer = cities().advise(situation)
        given = {"challenge": situation.challenge, "threat": str(situation.threat)}
        page.ask(SET, given | {"horizon": str(situation.horizon), "size": ""})
        assert shown(page, "dataset.strategy") == [1, answer.strategy.name]
        _, text = shown(page, "innerText")
        for advice in answer.tactics:
            assert advice.tactic.title in text
            assert all(case.case.summary in text for case in advice.cases)
        assert answer.why in text


def test_the_address_leads_back_to_the_same_place(page: Browser) -> None:
    page.ask("location.hash = '#politics/high/short/medium-city'")
    page.ask("return new Promise((done) => setTimeout(done, 100))")
    assert shown(page, "dataset.answer") == [1, "politics/high/short"]
    assert page.ask("return document.getElementById('size').value") == "medium-city"
    link = page.ask("return document.getElementById('link').value")
    assert link == page.ask("return location.href")
    assert link.endswith("#politics/high/short/medium-city")


@pytest.mark.parametrize("address", ["#", "#nonsense", "#data/medium/x", "#/////", "#%3Cscript%3E"])
def test_an_address_that_means_nothing_shows_an_answer_all_the_same(
    page: Browser, address: str
) -> None:
    page.ask(f"location.hash = {address!r}")
    page.ask("return new Promise((done) => setTimeout(done, 100))")
    count, _ = shown(page, "dataset.answer")
    assert count == 1
    said = page.ask("return document.getElementById('said').textContent")
    assert said.startswith("This link is not whole.") is (address != "#")
    assert page.complaints() == []


def test_cases_are_kept_to_cities_of_one_size(page: Browser) -> None:
    given = {"challenge": "legal", "threat": "high", "horizon": "long"}
    page.ask(SET, given | {"size": "medium-city"})
    hidden = page.ask(
        "return [...document.querySelectorAll('[data-sizes]')]"
        ".filter((each) => each.hidden !== !each.dataset.sizes.split(' ').includes('medium-city'))"
        ".length"
    )
    assert hidden == 0
    said = page.ask("return document.getElementById('said').textContent")
    assert said.startswith("Building. Cases from cities of this size: ")
    page.ask(SET, given | {"size": ""})
    assert page.ask("return document.querySelectorAll('[data-sizes][hidden]').length") == 0


def test_the_keyboard_reaches_everything(page: Browser) -> None:
    reached = []
    for _ in range(9):
        for kind in ("rawKeyDown", "keyUp"):
            page.command(
                "Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9
            )
        reached.append(page.ask("const it = document.activeElement; return it.id || it.name"))
    assert reached[:6] == ["challenge", "threat", "horizon", "size", "link", "copy"]


def test_the_link_is_copied(page: Browser) -> None:
    page.ask("document.getElementById('copy').focus()")
    for kind in ("keyDown", "keyUp"):  # as a person does; a script may not copy by itself
        page.command(
            "Input.dispatchKeyEvent",
            type=kind,
            key="Enter",
            code="Enter",
            text="\r",
            windowsVirtualKeyCode=13,
        )
    page.ask("return new Promise((done) => setTimeout(done, 200))")
    assert page.ask("return document.getElementById('said').textContent") == "The link is copied."


@pytest.mark.parametrize("look", LOOKS)
def test_it_is_of_use_to_everybody_and_asks_for_nothing(browser: Browser, look: Look) -> None:
    browser.show(explorer_page(cities()), look)
    assert browser.violations() == []
    assert browser.complaints() == []
    assert [url for url in browser.requests() if not url.startswith("file:")] == []
    root = "document.documentElement"
    assert browser.ask(f"return {root}.scrollWidth <= {root}.clientWidth")


def test_without_a_script_every_answer_can_be_read(browser: Browser) -> None:
    browser.command("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.show(explorer_page(cities()))
    finally:
        browser.command("Emulation.setScriptExecutionDisabled", value=False)
    assert browser.ask(f"{SHOWN}.length") == len(list(situations(cities().kb)))


def test_where_the_link_cannot_be_copied_it_is_said_so(page: Browser) -> None:
    page.ask(
        "navigator.clipboard.writeText = () => Promise.reject(new Error());"
        "document.execCommand = () => false;"
        "document.getElementById('copy').click()"
    )
    page.ask("return new Promise((done) => setTimeout(done, 200))")
    said = page.ask("return document.getElementById('said').textContent")
    assert said.startswith("The browser did not let the link be copied.")


def test_the_page_that_the_readme_writes_can_be_used(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [line for block in blocks_of("README.md") for line in block.commands]
    ((program, *arguments),) = (line.split() for line in lines if " explore " in line)
    assert run(program, arguments) == 0
    browser.show((tmp_path / arguments[-1]).read_text("utf-8"))
    browser.ask(SET, {"challenge": "data", "threat": "high", "horizon": "long", "size": ""})
    assert shown(browser, "dataset.strategy") == [1, "Building"]
    assert browser.complaints() == []
