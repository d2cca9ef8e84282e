"""What the knowledge changed since a programme was assessed, as far as it bears on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.engine.words import count, listing
from boundary_advisor.programme.comparing.editions import otherwise_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from boundary_advisor.knowledge.about import Edition
    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.models import Programme
    from boundary_advisor.programme.results import Placed

_BETWEEN = " + "


class Since(NamedTuple):
    """What changed since a programme was assessed.

    Attributes:
        then: The knowledge that it was assessed with.
        now: The knowledge in use.
        changes: What changed for this programme, each as a sentence or two.
    """

    then: str
    now: str
    changes: tuple[str, ...]

    @property
    def text(self) -> str:
        """That it changed, in a sentence."""
        return f"The file was assessed with version {self.then}; version {self.now} is in use."


def since(kb: KnowledgeBase, programme: Programme, situations: Sequence[Placed]) -> Since | None:
    """Say what changed since a programme was assessed; None where nothing did, or it does not say.

    Args:
        kb: The knowledge in use.
        programme: The programme.
        situations: Its situations, placed with that knowledge.
    """
    then = programme.knowledge
    if then is None or then == kb.edition:
        return None
    met = {each.challenge.id for each in situations}
    changes = [*_of_knowledge(kb, then, met), *_of_packs(kb, then, met)]
    changes += (
        f"{each.placed.label}: {each.text}"
        for each in otherwise_of(kb, situations, then, is_old=False)
    )
    return Since(then, kb.edition, tuple(changes))


def _of_knowledge(kb: KnowledgeBase, then: str, met: set[str]) -> Iterator[str]:
    version, about = then.split(_BETWEEN, maxsplit=1)[0], kb.about
    if version != about.version:
        yield from _between(about.title, about.history, version, about.version, met)


def _of_packs(kb: KnowledgeBase, then: str, met: set[str]) -> Iterator[str]:
    """Tell of packs that came, went, or have another version."""
    before = dict(_name_and_version(each) for each in then.split(_BETWEEN)[1:])
    for head in (layer.head for layer in kb.layers):
        old = before.pop(head.name, None)
        if old is None:
            yield f"The pack {head.edition} is laid over now, and was not then."
        elif old != head.version:
            yield from _between(f"The pack {head.name}", head.history, old, head.version, met)
    for name, old in before.items():
        yield f"The pack {name} {old} was laid over then, and is not now."


def _name_and_version(edition: str) -> tuple[str, str]:
    name, _, version = edition.partition(" ")
    return name, version


def _between(
    name: str, history: Sequence[Edition], then: str, now: str, met: set[str]
) -> Iterator[str]:
    """Tell what the versions after one changed, for the challenges that are met."""
    newer = [each.version for each in history]
    if then not in newer:
        yield f"{name}: it does not tell what changed between version {then} and version {now}."
        return
    changes = [each for edition in history[: newer.index(then)] for each in edition.changes]
    ours = [each for each in changes if not each.challenges or met & set(each.challenges)]
    for each in ours:
        where = f" ({listing(list(each.challenges))})" if each.challenges else ""
        yield f"{name}: {each.text}{where}"
    if left := len(changes) - len(ours):
        yield f"{name}: {count(left, 'change')} more, of challenges that this programme has not."
