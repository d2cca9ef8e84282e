"""What the knowledge changed since a programme was assessed, as far as it bears on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from boundary_advisor.programme.comparing.editions import otherwise_of
from boundary_advisor.programme.programme import Answer
from boundary_advisor.text import count, listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.entry import Edition
    from boundary_advisor.programme.placing import Placed
    from boundary_advisor.programme.programme import Programme

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
    met |= {name for name, answer in programme.applies.items() if answer is not Answer.NO}
    changes = [*_of_knowledge(kb, then, met), *_of_packs(kb, then, met)]
    changes += (
        f"{each.placed.label}: {each.text}"
        for each in otherwise_of(kb, situations, then, is_old=False)
    )
    return Since(then, kb.edition, tuple(dict.fromkeys(changes)))


def history_of(kb: KnowledgeBase) -> tuple[Edition, ...]:
    """Give what each version of the knowledge below all packs changed, the newest first.

    A whole pack can tell it in its head, or where other knowledge does.
    """
    return kb.about.history or (kb.head.history if kb.head else ())


def _of_knowledge(kb: KnowledgeBase, then: str, met: set[str]) -> Iterator[str]:
    before, about = then.split(_BETWEEN, maxsplit=1)[0], kb.about
    if before == kb.own_edition:
        return
    version = before.removeprefix(f"{kb.head.name} ") if kb.head else before
    if " " in version or (kb.head and version == before):
        yield f"It was assessed with other knowledge, {before}. What it says may not fit this one."
    else:
        yield from _between(about.title, history_of(kb), version, about.version, met)


def _of_packs(kb: KnowledgeBase, then: str, met: set[str]) -> Iterator[str]:
    """Tell of packs that came, went, have another version, or are laid over in another order."""
    before = dict(_name_and_version(each) for each in then.split(_BETWEEN)[1:])
    heads = {layer.head.name: layer.head for layer in kb.layers}
    for name, head in heads.items():
        old = before.get(name)
        if old is None:
            yield f"The pack {head.edition} is laid over now, and was not then."
        elif old != head.version:
            yield from _between(f"The pack {name}", head.history, old, head.version, met)
    for name, old in before.items():
        if name not in heads:
            told = f"The pack {name} {old} was laid over then, and is not now."
            yield f"{told} If it still holds, name its folder with --knowledge."
    both = [name for name in heads if name in before]
    if both != [name for name in before if name in heads]:
        order = listing(both, "then")
        yield f"The packs are laid over in another order now, the last one on top: {order}."


def _name_and_version(edition: str) -> tuple[str, str]:
    name, _, version = edition.partition(" ")
    return name, version


def _between(
    name: str, history: Sequence[Edition], then: str, now: str, met: set[str]
) -> Iterator[str]:
    """Tell what the versions after one changed, for the challenges that are met."""
    told = [each.version for each in history]
    if _is_newer(then, now, told):
        yield f"{name}: version {then} is newer than version {now}. Get the newer one, and use it."
        return
    if then not in told:
        yield f"{name}: it does not tell what changed between version {then} and version {now}."
        return
    if now not in told:
        yield f"{name}: it does not tell what version {now} changed."
    first = told.index(now) if now in told else 0
    changes = [each for edition in history[first : told.index(then)] for each in edition.changes]
    ours = [each for each in changes if not each.challenges or met & set(each.challenges)]
    for each in ours:
        where = f" ({listing(list(each.challenges))})" if each.challenges else ""
        yield f"{name}: {each.text}{where}"
    if left := len(changes) - len(ours):
        yield f"{name}: {count(left, 'change')} more, of challenges that this programme has not."


def _is_newer(then: str, now: str, told: Sequence[str]) -> bool:
    """Say whether a version comes after another: in the history, else as numbers."""
    if then in told and now in told:
        return told.index(then) < told.index(now)
    if then in told or not all(re.fullmatch(r"\d+(\.\d+)*", each) for each in (then, now)):
        return False
    return _parts(then) > _parts(now)


def _parts(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]
