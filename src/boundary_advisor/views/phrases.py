"""Words and blocks that several views share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.knowledge.models import Horizon, Threat
from boundary_advisor.text import listing, lower_first
from boundary_advisor.views.document import Grid, GridField, Heading, Item, Items, Paragraph, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from boundary_advisor.engine.results import CaseAdvice, Finding, Related, Support
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.entry import Statement
    from boundary_advisor.knowledge.models import Case, Challenge, City, Pairing, Tactic
    from boundary_advisor.knowledge.provenance import PackHead
    from boundary_advisor.programme.fields import ProgrammeSituation
    from boundary_advisor.programme.knowledge_changes import KnowledgeChanges
    from boundary_advisor.views.document import Block

OWN_STEP = "First step (our suggestion)"
"""Label of a tactic's first step, which is never from the source."""

OWN_SUGGESTION = "Our suggestion"
"""Label of what is this project's own and not from the source."""

NO_OWNER = "no owner"


def sourced(text: str, source: str) -> str:
    """Add the source to a text, in brackets."""
    return f"{text} ({source})"


def statements(entries: Iterable[Statement], *, sources: bool = True) -> tuple[Item, ...]:
    """Return statements as list items, with their sources or without."""
    return tuple(
        Item(sourced(entry.text, entry.source) if sources else entry.text) for entry in entries
    )


def case_cities(kb: KnowledgeBase, case: Case) -> str:
    """Name the cities of a case with their sizes, and its pack: "City 9 (medium-sized city)"."""
    cities = [kb.city(key) for key in case.cities]
    named = [
        f"{city.label} ({lower_first(kb.size(city.size).title)}){mark_beside(case, city)}"
        for city in cities
    ]
    return f"{listing(named) or 'No city named'}{case.origin.mark}"


def mark_beside(case: Case, city: City) -> str:
    """Return the mark of a city beside a case; empty where the case has the same."""
    return "" if city.origin.mark == case.origin.mark else city.origin.mark


def own_step(tactic: Tactic) -> str:
    """Label a tactic's first step with whose suggestion it is."""
    origin = tactic.origin
    changed = " and ".join(origin.changed_by) if "first_step" in origin.fields else ""
    author = changed or origin.pack
    return f"First step (suggested by {author})" if author else OWN_STEP


def case_text(case: Case) -> str:
    """Say what was done in a case, and what came of it."""
    return f"{case.summary} {case.outcome}" if case.outcome else case.summary


def case_item(kb: KnowledgeBase, advice: CaseAdvice, *, source: bool) -> Item:
    """Describe a case under a tactic, and name its challenges if the one asked about is not one."""
    text = case_text(advice.case)
    if advice.elsewhere:
        text = f"{text} (Told of another challenge: {'; '.join(advice.elsewhere)}.)"
    label = case_cities(kb, advice.case)
    shown = sourced(text, advice.case.source) if source else text
    return Item(shown, label, key=advice.case.id)


def grid_of(kb: KnowledgeBase, marks: Mapping[str, str]) -> Grid:
    """Draw the grid, high threat on top, with marks by strategy id."""

    def field(threat: Threat, horizon: Horizon) -> GridField:
        strategy = kb.strategy_at(threat, horizon)
        return GridField(strategy.name, marks.get(strategy.id, ""))

    short, long = Horizon
    return Grid(
        columns=(f"{short.value.capitalize()} horizon", f"{long.value.capitalize()} horizon"),
        rows=tuple(
            (f"{threat.value.capitalize()} threat", field(threat, short), field(threat, long))
            for threat in reversed(Threat)
        ),
    )


def source_blocks(kb: KnowledgeBase, tone: Tone = Tone.PLAIN) -> tuple[Paragraph, ...]:
    """Name the work that everything comes from, and the packs that are laid over it."""
    about = kb.about
    return (Paragraph(f"{about.source}. {about.link}", "Source", tone), *pack_blocks(kb, tone))


def pack_blocks(kb: KnowledgeBase, tone: Tone = Tone.PLAIN) -> tuple[Paragraph, ...]:
    """Name the packs that are laid over the knowledge or take its place; nothing if none."""
    heads = [layer.head for layer in kb.layers]
    over = "; ".join(map(_pack, heads))
    words = {
        "Knowledge pack": "" if kb.head is None else f"{_pack(kb.head)}.",
        "Local": f"{over}. Brackets such as [{heads[-1].name}] mark what they say." if over else "",
        "Left out": _left_out(kb),
    }
    return tuple(Paragraph(text, label, tone) for label, text in words.items() if text)


def _left_out(kb: KnowledgeBase) -> str:
    """Say how much packs retired, so that nobody takes a smaller count for the study's."""
    retired = "; ".join(
        f"{layer.head.name} retires {number} of what was there"
        for layer in kb.layers
        if (number := sum(effect.act == "retired" for effect in layer.effects))
    )
    more = "so counts can be smaller than the study's. Seen with: knowledge show."
    return f"{retired}, {more}" if retired else ""


def _pack(head: PackHead) -> str:
    return f"{head.name} {head.version} ({head.author}, {head.date}, {head.licence})"


def standing(given: ProgrammeSituation) -> str:
    """Say how far the work is, and when it is reviewed."""
    return f"{given.stands}, review {given.review}" if given.review else str(given.stands)


def finding_item(finding: Finding) -> Item:
    """Say what a rule found, on what ground, its id and source, and what we suggest."""
    text = f"{finding.text} {finding.ground}"
    todo = (Item(finding.todo, OWN_SUGGESTION),) if finding.todo else ()
    return Item(sourced(text, f"rule {finding.rule}; {finding.source}"), finding.rule.title, todo)


def rule_item(found: Finding) -> Item:
    """Show a rule that had a part in an answer."""
    return why_item(found, f"Rule {found.rule}")


def why_item(entry: Finding | Pairing | Related | Support, label: str, *notes: Item) -> Item:
    """Say why, with the source."""
    return Item(sourced(entry.why, entry.source), label, notes)


def section(title: str, *items: Item, numbered: bool = False) -> tuple[Block, ...]:
    """Return a heading with a list below it; nothing without items."""
    return (Heading(title), Items(items, numbered)) if items else ()


def labelled(label: str, text: str) -> tuple[Block, ...]:
    """Return a paragraph with a label; nothing without a text."""
    return (Paragraph(text, label),) if text else ()


def knowledge_blocks(
    changes: KnowledgeChanges | None, todo: str = "The command assess brings it up to date."
) -> tuple[Block, ...]:
    """Say what changed in the knowledge since a programme was assessed, and what to do about it."""
    if changes is None:
        return ()
    text = changes.text if changes.is_behind else f"{changes.text} {todo}"
    items = tuple(map(Item, changes.changes))
    return (Paragraph(text, "Knowledge"), *((Items(items),) if items else ()))


def challenge_legend(challenges: Iterable[Challenge]) -> tuple[Block, ...]:
    """Return the titles of challenges, each once, for a text that calls them by their ids."""
    named = {each.number: f"{each.called}: {each.title}" for each in challenges}
    titles = "; ".join(named[number] for number in sorted(named))
    return labelled("Challenges", titles and f"{titles}.")
