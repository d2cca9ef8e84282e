"""One page on which a person asks for any situation and reads its answer.

The page holds every answer, each the same article that the HTML of `advise --full` has. A script
shows the one that was asked for; without a script all of them are there, with links to each.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from itertools import product
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from boundary_advisor.engine.results import Recommendation, Situation
from boundary_advisor.knowledge.models import Case, Horizon, Threat
from boundary_advisor.output.html import POLICY, Looks, article_of, page_of, page_text
from boundary_advisor.views.advice_page import advice_document
from boundary_advisor.views.document import one_line
from boundary_advisor.views.phrases import source_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from boundary_advisor.engine.advisor import Advisor
    from boundary_advisor.knowledge.base import KnowledgeBase

_LOWER = {f"h{level}": f"h{level + 1}" for level in range(1, 6)}


def explorer_page(advisor: Advisor) -> str:
    """Write the page with an advisor's answers to every situation."""
    kb, script = advisor.kb, _read("explorer.js")
    digest = b64encode(sha256(script.encode()).digest()).decode()  # names the one script to run
    page, main = page_of(kb.about.title, f"{POLICY}; script-src 'sha256-{digest}'")
    SubElement(page[0], "style").text = f"\n{_read('explorer.css')}"
    _write_welcome(kb, main)
    _write_form(kb, main)
    answers = [
        advisor.advise(Situation(challenge=challenge.id, threat=threat, horizon=horizon))
        for challenge, threat, horizon in product(kb.challenges, Threat, Horizon)
    ]
    _write_links(main, answers)
    looks = {case.id: {"data-sizes": _sizes(kb, case)} for case in kb.cases}
    for answer in answers:
        main.append(_article(kb, answer, looks))
    SubElement(page[1], "script").text = script
    return page_text(page)


def _read(name: str) -> str:
    return files("boundary_advisor.output").joinpath(name).read_text("utf-8")


def _key(answer: Recommendation, between: str) -> str:
    situation = answer.situation
    return between.join((situation.challenge, str(situation.threat), str(situation.horizon)))


def _write_welcome(kb: KnowledgeBase, main: Element) -> None:
    SubElement(main, "h1").text = kb.about.title
    SubElement(main, "p").text = (
        "Choose a challenge, how much it threatens your initiative, and whether the outcome you "
        "want is near or far. Below stands which strategy fits, what to do, and what cities did."
    )
    for block in source_blocks(kb):
        SubElement(main, "p", {"class": "quiet"}).text = one_line(block.text)


def _write_form(kb: KnowledgeBase, main: Element) -> None:
    form = SubElement(main, "form", {"id": "ask", "hidden": ""})
    challenges = [(each.id, f"{each.number}. {each.title}") for each in kb.challenges]
    _write_select(form, "challenge", "Challenge", challenges)
    for axis in kb.axes:
        _write_radios(form, axis.name, axis.question, axis.levels)
    sizes = [(size.id, f"{size.title} ({size.population})") for size in kb.sizes]
    _write_select(form, "size", "Cases from cities of this size", [("", "All sizes"), *sizes])
    line = SubElement(form, "p", {"class": "link"})
    SubElement(line, "label", {"for": "link"}).text = "Link to this answer"
    SubElement(line, "input", {"id": "link", "readonly": "", "type": "text"})
    SubElement(line, "button", {"id": "copy", "type": "button"}).text = "Copy the link"
    SubElement(form, "p", {"id": "said", "role": "status"})


def _write_select(form: Element, name: str, label: str, choices: Sequence[tuple[str, str]]) -> None:
    line = SubElement(form, "p")
    SubElement(line, "label", {"for": name}).text = label
    select = SubElement(line, "select", {"id": name, "name": name})
    for value, text in choices:
        SubElement(select, "option", {"value": value}).text = text


def _write_radios(form: Element, name: str, legend: str, levels: Iterable[str]) -> None:
    group = SubElement(form, "fieldset")
    SubElement(group, "legend").text = legend
    for place, level in enumerate(levels):
        chosen = {"checked": ""} if place == 0 else {}
        look = {"type": "radio", "name": name, "value": str(level), **chosen}
        SubElement(SubElement(group, "label"), "input", look).tail = f" {level}"


def _write_links(main: Element, answers: Iterable[Recommendation]) -> None:
    """List all answers, for a reader without a script."""
    entries = SubElement(SubElement(main, "nav", {"aria-label": "All answers"}), "ul")
    for answer in answers:
        situation = answer.situation
        link = SubElement(SubElement(entries, "li"), "a", {"href": f"#{_key(answer, '-')}"})
        link.text = (
            f"{answer.challenge.number}. {answer.challenge.title}: {situation.threat} threat, "
            f"{situation.horizon} horizon"
        )


def _article(kb: KnowledgeBase, answer: Recommendation, looks: Looks) -> Element:
    """Write an answer, with what the script needs to find it and the cases in it."""
    name = _key(answer, "-")
    article = article_of(advice_document(kb, answer, full=True), name, looks)
    article.set("id", name)
    article.set("data-answer", _key(answer, "/"))
    article.set("data-strategy", answer.strategy.name)
    for heading in article.iter():
        heading.tag = _LOWER.get(heading.tag, heading.tag)  # the page has a title of its own
    return article


def _sizes(kb: KnowledgeBase, case: Case) -> str:
    """Return the sizes of the cities of a case, each once."""
    return " ".join(dict.fromkeys(kb.city(key).size for key in case.cities))
