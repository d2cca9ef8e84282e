"""Words and blocks that the views of a programme share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.engine.results import Fired
from boundary_advisor.programme.results import title_of
from boundary_advisor.programme.rules import TITLES
from boundary_advisor.render.document import Item, Items, Paragraph
from boundary_advisor.render.phrases import sourced

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from boundary_advisor.knowledge.models import Challenge
    from boundary_advisor.programme.models import ProgrammeSituation
    from boundary_advisor.programme.results import Finding
    from boundary_advisor.programme.since import Since
    from boundary_advisor.render.document import Block

NO_OWNER = "no owner"

OWN_SUGGESTION = "Our suggestion"
"""Label of what is this project's own and not the source's."""


def owner_of(given: ProgrammeSituation) -> str:
    """Name the owner of a situation, or say that there is none."""
    return given.owner or NO_OWNER


def day(value: date | None) -> str:
    """Write a day the same way everywhere: 2027-03-31; empty where there is none."""
    return "" if value is None else value.isoformat()


def standing(given: ProgrammeSituation) -> str:
    """Say how far the work is, and when it is looked at again."""
    review = f", review {day(given.review)}" if given.review else ""
    return f"{given.stands}{review}"


def finding_item(finding: Finding) -> Item:
    """Tell what a rule found, on what ground, its id and source, and what we suggest."""
    text = f"{finding.text} {finding.ground}"
    todo = (Item(finding.todo, OWN_SUGGESTION),) if finding.todo else ()
    return Item(sourced(text, f"rule {finding.rule}; {finding.source}"), TITLES[finding.rule], todo)


def rule_item(rule: Fired | Finding) -> Item:
    """Tell a rule that had a part in an answer, of the engine or on programmes."""
    found = rule.finding if isinstance(rule, Fired) else rule.text
    return Item(sourced(f"{found} {rule.ground}", rule.source), f"Rule {rule.rule}")


def finding_items(findings: Iterable[Finding]) -> tuple[Block, ...]:
    """List what rules found; nothing where there is nothing."""
    items = tuple(map(finding_item, findings))
    return (Items(items),) if items else ()


def labelled(label: str, text: str) -> tuple[Block, ...]:
    """Give a labelled paragraph; nothing where there is no text."""
    return (Paragraph(text, label=label),) if text else ()


RENEW = "The command assess brings it up to date."
"""What to do about a file that was assessed with other knowledge."""


def since_blocks(since: Since | None, todo: str = RENEW) -> tuple[Block, ...]:
    """Tell what the knowledge changed since a programme was assessed; nothing where nothing did.

    Args:
        since: What changed.
        todo: What to do about it, or what has been done, in a sentence.
    """
    if since is None:
        return ()
    is_behind = any("is newer than version" in each for each in since.changes)
    told = Paragraph(since.text if is_behind else f"{since.text} {todo}", label="Knowledge")
    return (told, *((Items(tuple(map(Item, since.changes))),) if since.changes else ()))


def challenge_legend(challenges: Iterable[Challenge]) -> tuple[Block, ...]:
    """Name challenges by their titles, each once, where the text calls them by their ids."""
    named = {each.number: f"{title_of(each)}: {each.title}" for each in challenges}
    told = "; ".join(named[number] for number in sorted(named))
    return labelled("Challenges", f"{told}." if told else "")
