"""One page on which a person asks for any situation and reads its answer.

The page holds every answer, each the same article that the HTML of `advise --full` has. A script
shows the one that was asked for; without a script all of them stand there, with links to each.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from itertools import product
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from boundary_advisor.engine.results import Situation
from boundary_advisor.knowledge.models import Horizon, Threat
from boundary_advisor.output.html import POLICY, article_of, page_of, page_text
from boundary_advisor.views.advice_page import advice_document
from boundary_advisor.views.document import one_line
from boundary_advisor.views.phrases import case_cities, source_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from boundary_advisor.engine.advisor import Advisor
    from boundary_advisor.engine.results import Recommendation
    from boundary_advisor.knowledge.base import KnowledgeBase


def explorer_page(advisor: Advisor) -> str:
    """Write the page.

    Args:
        advisor: Answers every situation of its knowledge.
    """
    kb, script = advisor.kb, _part("explorer.js")
    page, main = page_of(kb.about.title, f"{POLICY}; script-src '{_digest(script)}'")
    SubElement(page[0], "style").text = f"\n{_part('explorer.css')}"
    _welcome(kb, main)
    _form(kb, main)
    answers = [advisor.advise(each) for each in _situations(kb)]
    _links(main, answers)
    sizes = _sizes_of_cases(kb)
    for answer in answers:
        main.append(_article(kb, answer, sizes))
    SubElement(page[1], "script").text = f"{script}"
    return page_text(page)


def _part(name: str) -> str:
    return files("boundary_advisor.output").joinpath(name).read_text("utf-8")


def _digest(script: str) -> str:
    """Name a script by its digest, so that the page may run this one and no other."""
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


def _situations(kb: KnowledgeBase) -> Iterator[Situation]:
    for challenge, threat, horizon in product(kb.challenges, Threat, Horizon):
        yield Situation(challenge=challenge.id, threat=threat, horizon=horizon)


def _key(answer: Recommendation) -> str:
    given = answer.situation
    return f"{given.challenge}/{given.threat}/{given.horizon}"


def _welcome(kb: KnowledgeBase, main: Element) -> None:
    about = kb.about
    SubElement(main, "h1").text = about.title
    SubElement(main, "p").text = (
        "Choose a challenge, how much it threatens your initiative, and whether the outcome you "
        "want is near or far. Below stands which strategy fits, what to do, and what cities did."
    )
    for block in source_blocks(kb):
        SubElement(main, "p", {"class": "quiet"}).text = one_line(block.text)


def _form(kb: KnowledgeBase, main: Element) -> None:
    form = SubElement(main, "form", {"id": "ask", "hidden": ""})
    _select(
        form, "challenge", "Challenge", ((c.id, f"{c.number}. {c.title}") for c in kb.challenges)
    )
    _radios(form, "threat", kb.threat.question, Threat)
    _radios(form, "horizon", kb.horizon.question, Horizon)
    sizes = ((size.id, f"{size.title} ({size.population})") for size in kb.sizes)
    _select(form, "size", "Cases from cities of this size", (("", "All sizes"), *sizes))
    line = SubElement(form, "p", {"class": "link"})
    SubElement(line, "label", {"for": "link"}).text = "Link to this answer"
    SubElement(line, "input", {"id": "link", "readonly": "", "type": "text"})
    SubElement(line, "button", {"id": "copy", "type": "button"}).text = "Copy the link"
    SubElement(form, "p", {"id": "said", "role": "status"})


def _select(form: Element, name: str, label: str, choices: Iterable[tuple[str, str]]) -> None:
    line = SubElement(form, "p")
    SubElement(line, "label", {"for": name}).text = label
    select = SubElement(line, "select", {"id": name, "name": name})
    for value, text in choices:
        SubElement(select, "option", {"value": value}).text = text


def _radios(form: Element, name: str, legend: str, levels: Iterable[str]) -> None:
    group = SubElement(form, "fieldset")
    SubElement(group, "legend").text = legend
    for place, level in enumerate(levels):
        label = SubElement(group, "label")
        chosen = {"checked": ""} if place == 0 else {}
        given = {"type": "radio", "name": name, "value": str(level), **chosen}
        SubElement(label, "input", given).tail = f" {level}"


def _links(main: Element, answers: Iterable[Recommendation]) -> None:
    """List all answers, for a reader without a script."""
    listed = SubElement(SubElement(main, "nav", {"aria-label": "All answers"}), "ul")
    for answer in answers:
        given = answer.situation
        link = SubElement(SubElement(listed, "li"), "a", {"href": f"#{_id(answer)}"})
        link.text = (
            f"{answer.challenge.number}. {answer.challenge.title}: {given.threat} threat, "
            f"{given.horizon} horizon"
        )


def _id(answer: Recommendation) -> str:
    return _key(answer).replace("/", "-")


def _article(kb: KnowledgeBase, answer: Recommendation, sizes: dict[str, str]) -> Element:
    article = article_of(advice_document(kb, answer, full=True), _id(answer))
    article.set("id", _id(answer))
    article.set("data-answer", _key(answer))
    article.set("data-strategy", answer.strategy.name)
    for heading in article.iter():
        if heading.tag in _LOWER:  # the page has a title of its own
            heading.tag = _LOWER[heading.tag]
    for entry in article.iter("li"):
        label = entry[0].text if len(entry) and entry[0].tag == "strong" else None
        if label in sizes:
            entry.set("data-sizes", sizes[label])
    return article


_LOWER = {f"h{level}": f"h{level + 1}" for level in range(1, 6)}


def _sizes_of_cases(kb: KnowledgeBase) -> dict[str, str]:
    """Give what a case is labelled with, and the sizes of its cities."""
    return {
        f"{case_cities(kb, case)}:": " ".join(
            dict.fromkeys(kb.city(key).size for key in case.cities)
        )
        for case in kb.cases
    }
