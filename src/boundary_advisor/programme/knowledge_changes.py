"""What the knowledge changed after a programme was assessed, as far as it bears on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.programme.fields import Answer, Programme
from boundary_advisor.text import count, listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.entry import Edition
    from boundary_advisor.programme.placing import Placed


class KnowledgeChanges(NamedTuple):
    """What the knowledge changed after a programme was assessed.

    Attributes:
        then: The edition that it was assessed with.
        now: The edition in use.
        changes: What changed for this programme, each as a sentence or two.
        is_behind: Whether a part of the knowledge in use is older than it was then.
    """

    then: str
    now: str
    changes: tuple[str, ...]
    is_behind: bool

    @property
    def text(self) -> str:
        """A sentence that names both editions."""
        return f"The file was assessed with version {self.then}; version {self.now} is in use."


def find_knowledge_changes(
    kb: KnowledgeBase, programme: Programme, situations: Sequence[Placed]
) -> KnowledgeChanges | None:
    """Return what the knowledge changed for a programme and its situations, placed with it now.

    None where it did not change, or the programme names no edition.
    """
    edition = programme.knowledge
    if edition is None or edition == kb.edition:
        return None
    met = {each.challenge.id for each in situations}
    met |= {name for name, answer in programme.applies.items() if answer is not Answer.NO}
    own, *packs = edition.split(" + ")
    found = (*_of_knowledge(kb, own), *_of_packs(kb, packs), *_of_advice(kb, situations))
    changes = (
        line for each in found for line in (each.lines(met) if isinstance(each, _Span) else (each,))
    )
    is_behind = any(isinstance(each, _Span) and each.is_backwards for each in found)
    return KnowledgeChanges(edition, kb.edition, tuple(dict.fromkeys(changes)), is_behind)


def history_of(kb: KnowledgeBase) -> tuple[Edition, ...]:
    """Return what each version of the knowledge below all packs changed, the newest first.

    A whole pack can hold it in its head, or where other knowledge does.
    """
    return kb.about.history or (kb.head.history if kb.head else ())


class _Span(NamedTuple):
    """Two versions of the knowledge or of a pack, and its history, the newest version first."""

    name: str
    history: Sequence[Edition]
    then: str
    now: str

    @property
    def is_backwards(self) -> bool:
        """Whether the first comes after the second: in the history, else as numbers."""
        versions = [each.version for each in self.history]
        if self.then in versions and self.now in versions:
            return versions.index(self.then) < versions.index(self.now)
        both = (self.then, self.now)
        if self.then in versions or not all(re.fullmatch(r"\d+(\.\d+)*", each) for each in both):
            return False
        then, now = ([int(part) for part in each.split(".")] for each in both)
        return then > now

    def lines(self, met: set[str]) -> Iterator[str]:
        """Yield what changed between the two for challenges that a programme meets."""
        name, then, now = self.name, self.then, self.now
        versions = [each.version for each in self.history]
        if self.is_backwards:
            newer = f"version {then} is newer than version {now}"
            yield f"{name}: {newer}. Get the newer one, and use it."
        elif then not in versions:
            yield f"{name}: it does not tell what changed between version {then} and version {now}."
        else:
            if now not in versions:
                yield f"{name}: it does not tell what version {now} changed."
            first = versions.index(now) if now in versions else 0
            editions = self.history[first : versions.index(then)]
            changes = [each for edition in editions for each in edition.changes]
            ours = [each for each in changes if not each.challenges or met & set(each.challenges)]
            for each in ours:
                challenges = f" ({listing(list(each.challenges))})" if each.challenges else ""
                yield f"{name}: {each.text}{challenges}"
            if more := len(changes) - len(ours):
                others = f"{count(more, 'change')} more, of challenges that this programme has not."
                yield f"{name}: {others}"


def _of_knowledge(kb: KnowledgeBase, edition: str) -> Iterator[str | _Span]:
    if edition == kb.own_edition:
        return
    version = edition.removeprefix(f"{kb.head.name} ") if kb.head else edition
    if " " in version or (kb.head and version == edition):
        yield f"It was assessed with other knowledge, {edition}. What it says may not fit this one."
    else:
        yield _Span(kb.about.title, history_of(kb), version, kb.about.version)


def _of_packs(kb: KnowledgeBase, editions: Sequence[str]) -> Iterator[str | _Span]:
    """Yield the packs that came, went, have another version, or are in another order."""
    before = {name: version for name, _, version in (each.partition(" ") for each in editions)}
    heads = {layer.head.name: layer.head for layer in kb.layers}
    for name, head in heads.items():
        if name not in before:
            yield f"The pack {head.edition} is laid over now, and was not then."
        elif before[name] != head.version:
            yield _Span(f"The pack {name}", head.history, before[name], head.version)
    for name, version in before.items():
        if name not in heads:
            gone = f"The pack {name} {version} was laid over then, and is not now."
            yield f"{gone} If it still holds, name its folder with --knowledge."
    both = [name for name in heads if name in before]
    if both != [name for name in before if name in heads]:
        order = listing(both, "then")
        yield f"The packs are laid over in another order now, the last one on top: {order}."


def _of_advice(kb: KnowledgeBase, situations: Sequence[Placed]) -> Iterator[str]:
    """Yield where the advice on record is not what is advised now for the same levels."""
    known = {each.id: each for each in kb.strategies}
    for placed in situations:
        advised = placed.given.advised
        possible = {answer.strategy.id: answer.strategy.name for answer in placed.answers}
        if advised is None or advised in possible:
            continue
        name = known[advised].name if advised in known else f"'{advised}'"
        today = listing(list(possible.values()), "or")
        text = f"On record is the advice {name}; for the levels in the file it is {today} now."
        if advised in known:
            why = "So the knowledge has changed, or the file was edited after that advice."
        else:
            why = f"Version {kb.edition} knows no strategy of that name."
        yield f"{placed.label}: {text} {why}"
